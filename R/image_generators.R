# Keras 2's generators of changed images.

#' Batches of changed images
#'
#' `image_data_generator()` says how images are changed at random and
#' standardized; the `flow_images_*()` functions make batches of them, from an
#' array, from a folder with a subfolder for each class, or from a data frame
#' with the names of files. [fit()], [evaluate()], [predict()] and
#' [generator_next()] take what they return.
#'
#' A generator with `featurewise_*` or `zca_whitening` learns its numbers from
#' sample images by `fit_image_data_generator()`, which changes it in place. The
#' same `seed` gives the batches of Keras 2. Folders and data frames need the
#' Python package Pillow. For new work, `layer_random_*()` in the model and
#' [image_dataset_from_directory()] are the better choice.
#'
#' @param featurewise_center,featurewise_std_normalization Whether to take off the
#'   mean of each channel, and to divide by its standard deviation, over the sample
#'   images of `fit_image_data_generator()`.
#' @param samplewise_center,samplewise_std_normalization The same with the numbers
#'   of each image.
#' @param zca_whitening Whether to whiten the images.
#' @param zca_epsilon Added to the singular values of the whitening.
#' @param rotation_range Greatest angle, in degrees.
#' @param width_shift_range,height_shift_range Greatest shift: a fraction of the size
#'   below 1, else pixels; several numbers are pixels to choose from.
#' @param brightness_range Two factors; brightness is drawn between them.
#' @param shear_range Greatest shear, in degrees.
#' @param zoom_range Greatest change of the scale, or two scales to draw between.
#' @param channel_shift_range Greatest number that is added to the values.
#' @param fill_mode What lies outside: `"nearest"`, `"constant"`, `"reflect"` or
#'   `"wrap"`.
#' @param cval The value for `"constant"`.
#' @param horizontal_flip,vertical_flip Whether half of the images are mirrored.
#' @param rescale Factor of all values.
#' @param preprocessing_function An R function of an image, as an array.
#' @param data_format `"channels_last"` or `"channels_first"`; the setting if
#'   `NULL`.
#' @param validation_split Share of the images for `subset = "validation"`.
#' @param object,generator What `image_data_generator()` returned.
#' @param x Images: an array with 4 dimensions.
#' @param augment Whether to learn from changed images.
#' @param rounds How often each image is changed then.
#' @param seed Makes orders and changes repeatable.
#' @param y Targets, with a row for each image; a factor becomes ids from 0.
#' @param batch_size Images in a batch.
#' @param shuffle Whether each round has another order.
#' @param sample_weight A weight for each image.
#' @param save_to_dir Folder into which changed images are written, to look at.
#' @param save_prefix,save_format Beginning and ending of their names.
#' @param subset `"training"` or `"validation"`, with `validation_split`.
#' @param directory A folder; for a data frame, what its file names are below.
#' @param target_size Height and width, to which images are resized.
#' @param color_mode `"rgb"`, `"rgba"` or `"grayscale"`.
#' @param classes Names of the classes, in the order of their ids from 0; by default
#'   all, in alphabetical order.
#' @param class_mode Targets: `"categorical"` for indicator columns, `"binary"` and
#'   `"sparse"` for ids, `"input"` for the images themselves, `NULL` for none; of a
#'   data frame also `"raw"` for the numbers in `y_col`, and `"multi_output"`.
#' @param follow_links Whether to enter folders that are symbolic links.
#' @param interpolation How images are resized: `"nearest"`, `"bilinear"` and the
#'   like.
#' @param dataframe A data frame.
#' @param x_col,y_col Names of its columns with files and targets.
#' @param drop_duplicates Whether rows that occur twice are taken once.
#'
#' @return `image_data_generator()` a generator; `fit_image_data_generator()` the
#'   same, invisibly; `flow_images_*()` batches without end, with `length()` of one
#'   round, and fields such as `class_indices`, `filenames`, `classes`, `n`.
#' @name image_data_generator
#' @examplesIf hornpipe:::can_run()
#' x <- array(runif(10 * 8 * 8 * 3), c(10, 8, 8, 3))
#' generator <- image_data_generator(rotation_range = 20, horizontal_flip = TRUE)
#' batches <- flow_images_from_data(x, rep(0:1, 5), generator, batch_size = 4)
#' str(generator_next(batches))
#'
#' centred <- image_data_generator(featurewise_center = TRUE)
#' fit_image_data_generator(centred, x)
#' range(generator_next(flow_images_from_data(x, generator = centred))[[1]])
#' @examplesIf hornpipe:::can_run() && reticulate::py_module_available("PIL")
#' folder <- tempfile()
#' for (file in file.path(folder, c("cat/1.png", "dog/1.png"))) {
#'   dir.create(dirname(file), recursive = TRUE)
#'   image_array_save(x[1, , , ], file)
#' }
#' flow_images_from_directory(folder, generator, target_size = c(8, 8), batch_size = 2)$class_indices
#' files <- data.frame(filename = c("cat/1.png", "dog/1.png"), class = c("cat", "dog"))
#' flow_images_from_dataframe(files, folder, generator = generator, target_size = c(8, 8))$filenames
NULL

#' @rdname image_data_generator
#' @export
image_data_generator <- function(featurewise_center = FALSE, samplewise_center = FALSE, featurewise_std_normalization = FALSE,
                                 samplewise_std_normalization = FALSE, zca_whitening = FALSE, zca_epsilon = 1e-06, rotation_range = 0,
                                 width_shift_range = 0, height_shift_range = 0, brightness_range = NULL, shear_range = 0, zoom_range = 0,
                                 channel_shift_range = 0, fill_mode = "nearest", cval = 0, horizontal_flip = FALSE, vertical_flip = FALSE,
                                 rescale = NULL, preprocessing_function = NULL, data_format = NULL, validation_split = 0) {
  call_python(images()$ImageDataGenerator, list(
    featurewise_center = as_flag(featurewise_center), samplewise_center = as_flag(samplewise_center),
    featurewise_std_normalization = as_flag(featurewise_std_normalization), samplewise_std_normalization = as_flag(samplewise_std_normalization),
    zca_whitening = as_flag(zca_whitening), zca_epsilon = as_real(zca_epsilon), rotation_range = as_real(rotation_range),
    width_shift_range = as_reals(width_shift_range), height_shift_range = as_reals(height_shift_range), brightness_range = as_reals(brightness_range),
    shear_range = as_real(shear_range), zoom_range = as_reals(zoom_range), channel_shift_range = as_real(channel_shift_range),
    fill_mode = as_text(fill_mode), cval = as_real(cval), horizontal_flip = as_flag(horizontal_flip), vertical_flip = as_flag(vertical_flip),
    rescale = as_real(rescale), preprocessing_function = as_callable(preprocessing_function), data_format = as_text(data_format),
    validation_split = as_real(validation_split)
  ))
}

#' @rdname image_data_generator
#' @export
fit_image_data_generator <- function(object, x, augment = FALSE, rounds = 1, seed = NULL) {
  call_python(object$fit, list(as_numpy(x), augment = as_flag(augment), rounds = as_int(rounds), seed = as_int(seed)))
  invisible(object)
}

#' @rdname image_data_generator
#' @export
flow_images_from_data <- function(x, y = NULL, generator = image_data_generator(), batch_size = 32, shuffle = TRUE, sample_weight = NULL,
                                  seed = NULL, save_to_dir = NULL, save_prefix = "", save_format = "png", subset = NULL) {
  call_python(generator$flow, list(
    as_numpy(x), as_numpy(y), batch_size = as_int(batch_size), shuffle = as_flag(shuffle), sample_weight = as_numpy(sample_weight),
    seed = as_int(seed), save_to_dir = as_path(save_to_dir), save_prefix = as_text(save_prefix), save_format = as_text(save_format),
    subset = as_text(subset)
  ))
}

#' @rdname image_data_generator
#' @export
flow_images_from_directory <- function(directory, generator = image_data_generator(), target_size = c(256, 256), color_mode = "rgb", classes = NULL,
                                       class_mode = "categorical", batch_size = 32, shuffle = TRUE, seed = NULL, save_to_dir = NULL,
                                       save_prefix = "", save_format = "png", follow_links = FALSE, subset = NULL, interpolation = "nearest") {
  need_pillow()
  rbridge()
  call_python(generator$flow_from_directory, list(
    as_path(directory), target_size = as_ints(target_size), color_mode = as_text(color_mode), classes = as.list(as_texts(classes)),
    class_mode = as_text(class_mode), batch_size = as_int(batch_size), shuffle = as_flag(shuffle), seed = as_int(seed),
    save_to_dir = as_path(save_to_dir), save_prefix = as_text(save_prefix), save_format = as_text(save_format), follow_links = as_flag(follow_links),
    subset = as_text(subset), interpolation = as_text(interpolation)
  ))
}

#' @rdname image_data_generator
#' @export
flow_images_from_dataframe <- function(dataframe, directory = NULL, x_col = "filename", y_col = "class", generator = image_data_generator(),
                                       target_size = c(256, 256), color_mode = "rgb", classes = NULL, class_mode = "categorical",
                                       batch_size = 32, shuffle = TRUE, seed = NULL, save_to_dir = NULL, save_prefix = "", save_format = "png",
                                       subset = NULL, interpolation = "nearest", drop_duplicates = NULL) {
  check_given(dataframe)
  need_pillow()
  rbridge()
  if (!is.null(drop_duplicates)) warn_hornpipe("deprecated", "The argument `drop_duplicates` is deprecated: use `unique(dataframe)`.")
  if (isTRUE(drop_duplicates)) dataframe <- unique(dataframe)
  columns <- lapply(as.list(dataframe), function(column) as.list(if (is.factor(column)) as.character(column) else column))
  call_python(generator$flow_from_dataframe, list(
    columns, as_path(directory), x_col = as_text(x_col), y_col = if (length(y_col) > 1L) as.list(as_texts(y_col)) else as_text(y_col),
    target_size = as_ints(target_size), color_mode = as_text(color_mode), classes = as.list(as_texts(classes)), class_mode = as_text(class_mode),
    batch_size = as_int(batch_size), shuffle = as_flag(shuffle), seed = as_int(seed), save_to_dir = as_path(save_to_dir),
    save_prefix = as_text(save_prefix), save_format = as_text(save_format), subset = as_text(subset), interpolation = as_text(interpolation)
  ))
}
