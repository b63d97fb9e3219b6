# Datasets that are read batch by batch: from folders, from an array of steps; and datasets in two parts.

#' Folders of images, texts and sounds
#'
#' Batches of the files below a folder, each subfolder a class; they are read
#' while a model trains. [fit()], [evaluate()], [predict()] and [adapt()] take
#' them, [split_dataset()] cuts them.
#'
#' Images (bmp, gif, jpeg, png) need the Python package Pillow, sounds are wav
#' files, texts are txt files.
#'
#' @param directory The folder.
#' @param labels `"inferred"` from the subfolders; `NULL` for none; or a vector of
#'   ids from 0, one for each file in the order of the paths.
#' @param label_mode `"int"` for ids, `"categorical"` for indicator columns,
#'   `"binary"` for 0 and 1 of two classes, or `NULL` for no labels.
#' @param class_names Subfolders to read, in the order of their ids; all, in
#'   alphabetical order, if `NULL`.
#' @param color_mode `"rgb"`, `"rgba"` or `"grayscale"`.
#' @param batch_size Files in a batch; `NULL` gives them one by one.
#' @param image_size Height and width, to which images are resized.
#' @param shuffle Whether each epoch has another order.
#' @param seed Makes orders and parts repeatable.
#' @param validation_split Share of the files that is kept for validation.
#' @param subset `"training"`, `"validation"`, or `"both"` for a list of the two.
#' @param interpolation `"bilinear"`, `"nearest"`, `"bicubic"`, `"lanczos3"` or
#'   `"lanczos5"`.
#' @param follow_links Whether to enter folders that are symbolic links.
#' @param crop_to_aspect_ratio Whether to cut off what would distort an image.
#' @param pad_to_aspect_ratio Whether to add black borders instead.
#' @param data_format `"channels_last"` or `"channels_first"`; the setting if
#'   `NULL`.
#' @param max_length Characters of a text that are kept; all if `NULL`.
#' @param sampling_rate Samples a second, to which sounds are resampled; `NULL` keeps
#'   those of the files.
#' @param output_sequence_length Samples of a sound; `NULL` fills up to the longest
#'   one of a batch.
#' @param ragged Whether sounds of a batch keep their lengths.
#' @param verbose Whether to say how many files and classes were found.
#' @param ... Further arguments of the Python function, by name.
#'
#' @return A dataset of `list(x, y)`, or of `x` alone without labels, with the fields
#'   `class_names` and `file_paths`; a list of two for `subset = "both"`. A loop over it
#'   gives tensors, one over `dataset$as_numpy_iterator()` R arrays.
#' @name image_dataset_from_directory
#' @examplesIf hornpipe:::can_run()
#' folder <- tempfile()
#' for (class in c("good", "bad")) {
#'   dir.create(file.path(folder, class), recursive = TRUE)
#'   writeLines(class, file.path(folder, class, "1.txt"))
#' }
#' dataset <- text_dataset_from_directory(folder, shuffle = FALSE)
#' dataset$class_names
#'
#' sounds <- tempfile()
#' dir.create(file.path(sounds, "hum"), recursive = TRUE)
#' file <- reticulate::import("wave")$open(file.path(sounds, "hum", "1.wav"), "wb")
#' file$setparams(tuple(1L, 1L, 8000L, 0L, "NONE", ""))
#' file$writeframes(reticulate::r_to_py(as.raw(128 + 100 * sin(1:400 / 5))))
#' file$close()
#' audio_dataset_from_directory(sounds, output_sequence_length = 500, verbose = FALSE)
#' @examplesIf hornpipe:::can_run() && reticulate::py_module_available("PIL")
#' images <- tempfile()
#' for (class in c("dark", "light")) {
#'   dir.create(file.path(images, class), recursive = TRUE)
#'   image_array_save(array(class == "light", c(8, 8, 3)), file.path(images, class, "1.png"))
#' }
#' image_dataset_from_directory(images, image_size = c(4, 4), verbose = FALSE)$file_paths
NULL

#' @rdname image_dataset_from_directory
#' @export
image_dataset_from_directory <- function(directory, labels = "inferred", label_mode = "int", class_names = NULL, color_mode = "rgb", batch_size = 32,
                                         image_size = c(256, 256), shuffle = TRUE, seed = NULL, validation_split = NULL, subset = NULL,
                                         interpolation = "bilinear", follow_links = FALSE, crop_to_aspect_ratio = FALSE,
                                         pad_to_aspect_ratio = FALSE, data_format = NULL, verbose = TRUE, ...) {
  need_pillow()
  from_folder("image_dataset_from_directory", directory, labels, label_mode, class_names, batch_size, shuffle, seed, validation_split, subset,
              follow_links, verbose, color_mode = as_text(color_mode), image_size = as_ints(image_size), interpolation = as_text(interpolation),
              crop_to_aspect_ratio = as_flag(crop_to_aspect_ratio), pad_to_aspect_ratio = as_flag(pad_to_aspect_ratio),
              data_format = as_text(data_format), ...)
}

#' @rdname image_dataset_from_directory
#' @export
text_dataset_from_directory <- function(directory, labels = "inferred", label_mode = "int", class_names = NULL, batch_size = 32, max_length = NULL,
                                        shuffle = TRUE, seed = NULL, validation_split = NULL, subset = NULL, follow_links = FALSE, verbose = TRUE,
                                        ...) {
  from_folder("text_dataset_from_directory", directory, labels, label_mode, class_names, batch_size, shuffle, seed, validation_split, subset,
              follow_links, verbose, max_length = as_int(max_length), ...)
}

#' @rdname image_dataset_from_directory
#' @export
audio_dataset_from_directory <- function(directory, labels = "inferred", label_mode = "int", class_names = NULL, batch_size = 32, sampling_rate = NULL,
                                         output_sequence_length = NULL, ragged = FALSE, shuffle = TRUE, seed = NULL, validation_split = NULL,
                                         subset = NULL, follow_links = FALSE, verbose = TRUE) {
  from_folder("audio_dataset_from_directory", directory, labels, label_mode, class_names, batch_size, shuffle, seed, validation_split, subset,
              follow_links, verbose, sampling_rate = as_int(sampling_rate), output_sequence_length = as_int(output_sequence_length),
              ragged = as_flag(ragged))
}

# What the three share; a label of R is an id from 0 here too, as it is for the losses.
from_folder <- function(name, directory, labels, label_mode, class_names, batch_size, shuffle, seed, validation_split, subset, follow_links, verbose, ...) {
  caller <- user_call()
  rbridge()
  if (is.factor(labels)) labels <- as.integer(labels) - 1L
  if (is.numeric(labels)) labels <- as.list(as_ints(labels))
  call_python(core()$utils[[name]], list(
    as_path(directory), labels = labels, label_mode = as_text(label_mode), class_names = if (!is.null(class_names)) as.list(as_texts(class_names)),
    batch_size = as_int(batch_size), shuffle = as_flag(shuffle), seed = as_int(seed), validation_split = as_real(validation_split),
    subset = as_text(subset), follow_links = as_flag(follow_links), verbose = as_flag(verbose), ...
  ), caller)
}

#' Windows over a series
#'
#' Batches of windows of an array whose first dimension is time, cut out when
#' they are wanted.
#'
#' @param data A vector, matrix, array or data frame; rows are steps.
#' @param targets The target of the window that starts at each step; `NULL` for
#'   windows alone.
#' @param sequence_length Steps in a window.
#' @param sequence_stride Steps from the start of one window to the next.
#' @param sampling_rate Steps from one element of a window to the next.
#' @param batch_size Windows in a batch; `NULL` gives them one by one.
#' @param shuffle Whether each epoch has another order.
#' @param seed Makes orders repeatable.
#' @param start_index,end_index First and last step to use, counted from 1 as in
#'   keras 2.15; negative ones from the end.
#' @param ... Further arguments of the Python function, by name.
#'
#' @return A dataset of `list(windows, targets)` for [fit()].
#' @export
#' @examplesIf hornpipe:::can_run()
#' series <- sin(1:100 / 10)
#' pairs <- timeseries_dataset_from_array(series[1:90], series[11:100], sequence_length = 10)
#' c(x, y) %<-% iter_next(as_iterator(pairs))
#' x$shape
#' str(iter_next(pairs$as_numpy_iterator()))
timeseries_dataset_from_array <- function(data, targets, sequence_length, sequence_stride = 1, sampling_rate = 1, batch_size = 128, shuffle = FALSE, ...,
                                          seed = NULL, start_index = NULL, end_index = NULL) {
  check_given(data, targets, sequence_length)
  steps <- NROW(data)
  first <- step_of(start_index, steps)
  call_python(core()$utils$timeseries_dataset_from_array, list(
    steps_of(data, "data"), steps_of(targets, "targets"), sequence_length = as_int(sequence_length), sequence_stride = as_int(sequence_stride),
    sampling_rate = as_int(sampling_rate), batch_size = as_int(batch_size), shuffle = as_flag(shuffle), seed = as_int(seed),
    start_index = if (!is.null(first)) first - 1L, end_index = step_of(end_index, steps), ...
  ))
}

# Doubles stay doubles: what a series holds comes out as it went in, and a model casts it to its own type.
steps_of <- function(x, arg) {
  if (!is.double(x)) return(as_numpy(x, arg))
  core()                      # np_array() of reticulate 1.28 does not start Python
  reticulate::np_array(for_python(if (is.null(dim(x))) array(x) else x), order = "C")
}

# A step counted from 1, or from the end when negative.
step_of <- function(x, steps, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is.null(x)) return(NULL)
  if (length(x) != 1L || !is_whole(x) || x == 0) refuse(arg, "a step, counted from 1 or from the end when negative", x, frame)
  as.integer(if (x < 0) steps + 1 + x else x)
}

#' A dataset in two parts
#'
#' Cuts data into a part to train on and one to validate or test on.
#'
#' @param dataset An array, a list of arrays with a row for each sample, or a dataset
#'   such as [image_dataset_from_directory()] gives.
#' @param left_size Size of the first part: a share below 1, or a number of samples;
#'   the rest if `NULL`.
#' @param right_size Size of the second part, from the end; the rest if `NULL`.
#' @param shuffle Whether to draw the parts at random.
#' @param seed Makes the drawing repeatable.
#' @param preferred_backend `"torch"`: there is one engine.
#'
#' @return A list of two datasets for [fit()].
#' @export
#' @examplesIf hornpipe:::can_run()
#' x <- as.matrix(iris[, 1:4])
#' y <- as.integer(iris$Species) - 1L
#' c(train, test) %<-% split_dataset(list(x, y), left_size = 0.8, shuffle = TRUE, seed = 1)
#' length(train)
split_dataset <- function(dataset, left_size = NULL, right_size = NULL, shuffle = FALSE, seed = NULL, preferred_backend = NULL) {
  size <- function(x, arg) if (is.numeric(x) && length(x) == 1L && is_whole(x)) as_int(x, arg) else as_real(x, arg)
  call_python(core()$utils$split_dataset, list(
    as_numpy(dataset), left_size = size(left_size, "left_size"), right_size = size(right_size, "right_size"), shuffle = as_flag(shuffle),
    seed = as_int(seed), preferred_backend = as_text(preferred_backend)
  ))
}
