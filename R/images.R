# Images as files, as Pillow objects and as R arrays. Files need the Python package Pillow.

#' Images and arrays
#'
#' `image_load()` reads an image file, `image_to_array()` makes an R array of
#' what it gives, `image_from_array()` goes back and `image_array_save()` writes
#' a file. `image_array_resize()` and `image_smart_resize()` change the size of
#' arrays; the latter cuts off what would distort the image.
#'
#' Files are read and written by the Python package Pillow; without it an error
#' of class `hornpipe_package_error` says how to install it.
#'
#' @param path Path of an image file.
#' @param grayscale Whether to read one channel; the same as
#'   `color_mode = "grayscale"`.
#' @param color_mode `"rgb"`, `"rgba"` or `"grayscale"`.
#' @param target_size Height and width; `NULL` keeps those of the file.
#' @param interpolation How to make another size: `"nearest"`, `"bilinear"`,
#'   `"bicubic"` and the like.
#' @param keep_aspect_ratio Whether to cut off what would distort the image.
#' @param img An image that `image_load()` gave; for `image_array_resize()` an
#'   array of one image, also with a batch dimension of size 1 in front.
#' @param x An array: height x width x channels, or with channels first; for
#'   `image_smart_resize()` also a batch of images. In keras3 the name of `img` in
#'   `image_array_save()`.
#' @param data_format `"channels_last"` or `"channels_first"`; the setting if
#'   `NULL`.
#' @param dtype Name of the dtype to compute in.
#' @param height,width The new size.
#' @param size Height and width.
#' @param file_format Such as `"png"`; from the ending of `path` if `NULL`.
#' @param scale Whether to stretch the values over 0 to 255.
#' @param backend_module Not used: there is one engine.
#' @param ... Further arguments of Pillow's `save()`.
#'
#' @return `image_load()` and `image_from_array()` a Pillow image;
#'   `image_to_array()`, `image_array_resize()` and `image_smart_resize()` an R
#'   array; `image_array_save()` nothing.
#' @name images
#' @examples
#' x <- array(seq(0, 1, length.out = 48), c(4, 4, 3))
#' dim(image_array_resize(x, 6, 8))
#' @examplesIf hornpipe:::can_run() && reticulate::py_module_available("PIL")
#' file <- tempfile(fileext = ".png")
#' image_array_save(x, file)
#' image <- image_load(file, target_size = c(2, 2))
#' dim(image_to_array(image))
#' image_from_array(x)
#' dim(image_smart_resize(x, c(2, 3)))
NULL

#' @rdname images
#' @export
image_load <- function(path, grayscale = FALSE, color_mode = "rgb", target_size = NULL, interpolation = "nearest", keep_aspect_ratio = FALSE) {
  need_pillow()
  call_python(images()$load_img, list(
    file_to_read(path), color_mode = if (as_flag(grayscale)) "grayscale" else as_text(color_mode), target_size = as_ints(target_size),
    interpolation = as_text(interpolation), keep_aspect_ratio = as_flag(keep_aspect_ratio)
  ))
}

#' @rdname images
#' @export
image_to_array <- function(img, data_format = NULL, dtype = NULL) {
  check_given(img)
  call_python(images()$img_to_array, list(img, data_format = as_text(data_format), dtype = as_dtype(dtype)))
}

#' @rdname images
#' @export
image_from_array <- function(x, data_format = NULL, scale = TRUE, dtype = NULL) {
  need_pillow()
  call_python(images()$array_to_img, list(as_numpy(x), data_format = as_text(data_format), scale = as_flag(scale), dtype = as_dtype(dtype)))
}

#' @rdname images
#' @export
image_array_save <- function(img, path, data_format = NULL, file_format = NULL, scale = TRUE, ..., x) {
  if (missing(img) && !missing(x)) img <- x
  check_given(img, path)
  need_pillow()
  call_python(images()$save_img, list(path.expand(path), as_numpy(img), data_format = as_text(data_format), file_format = as_text(file_format),
                                      scale = as_flag(scale), ...))
  invisible()
}

#' @rdname images
#' @export
image_array_resize <- function(img, height, width, data_format = c("channels_last", "channels_first")) {
  check_given(img, height, width)
  data_format <- as_choice(data_format)
  batch <- length(dim(img)) == 4L && dim(img)[[1L]] == 1L
  x <- if (batch) array(img, dim(img)[-1L]) else img
  if (length(dim(x)) != 3L || !is.numeric(x)) {
    stop_hornpipe(c("shape", "value"), paste0("`img` must be the array of one image, with 3 dimensions, got ", friendly_type(img), "."),
                  argument = "img", expected = 3L, actual = dim(img))
  }
  last <- data_format == "channels_last"
  if (!last) x <- aperm(x, c(2L, 3L, 1L))
  rows <- between_pixels(nrow(x), as_int(height))
  columns <- between_pixels(ncol(x), as_int(width))
  planes <- lapply(seq_len(dim(x)[3L]), function(k) rows %*% array(x[, , k], dim(x)[1:2]) %*% t(columns))
  out <- array(unlist(planes), c(nrow(rows), nrow(columns), length(planes)))
  if (!last) out <- aperm(out, c(3L, 1L, 2L))
  if (batch) array(out, c(1L, dim(out))) else out
}

# The weights of linear interpolation from `size` to `new` places, whose first and last ones fall together.
between_pixels <- function(size, new) {
  place <- if (new > 1L) (seq_len(new) - 1) * (size - 1) / (new - 1) else 0
  lower <- pmin(floor(place), max(size - 2, 0))
  weights <- matrix(0, new, size)
  weights[cbind(seq_len(new), lower + 1)] <- 1 - (place - lower)
  if (size > 1L) weights[cbind(seq_len(new), lower + 2)] <- place - lower
  weights
}

#' @rdname images
#' @export
image_smart_resize <- function(x, size, interpolation = "bilinear", data_format = "channels_last", backend_module = NULL) {
  call_python(images()$smart_resize, list(as_numpy(x), as_ints(size), interpolation = as_text(interpolation), data_format = as_text(data_format)))
}

# Means and spreads of the channels of ImageNet, red first, in the units of the mode.
imagenet_channels <- list(
  caffe = list(mean = c(123.68, 116.779, 103.939), sd = c(1, 1, 1)),
  torch = list(mean = 255 * c(0.485, 0.456, 0.406), sd = 255 * c(0.229, 0.224, 0.225)),
  tf = list(mean = rep(127.5, 3), sd = rep(127.5, 3))
)

#' Images as models of ImageNet take them
#'
#' Scales the values of pixels from 0 to 255 as the images were scaled that a model
#' has been trained on.
#'
#' @param x An array or tensor of one image or of a batch, with the channels red,
#'   green and blue and values from 0 to 255.
#' @param data_format `"channels_last"` or `"channels_first"`; the setting if
#'   `NULL`.
#' @param mode `"caffe"`: blue first, less the mean of each channel (ResNet, VGG).
#'   `"tf"`: from -1 to 1 (Inception, MobileNet, NASNet, Xception). `"torch"`: from 0 to
#'   1, less the mean and over the standard deviation of each channel (DenseNet).
#' @return An array, or a tensor where `x` is one, of the same size.
#' @export
#' @examplesIf hornpipe:::can_run()
#' pixels <- array(c(255, 0, 128), c(1, 1, 3))
#' imagenet_preprocess_input(pixels, mode = "tf")[1, 1, ]
imagenet_preprocess_input <- function(x, data_format = NULL, mode = "caffe") {
  check_given(x)
  if (!is_tensor(x)) return(as.array(imagenet_preprocess_input(to_tensor(x, "x"), data_format, mode)))
  mode <- as_text(mode)
  if (!mode %in% names(imagenet_channels)) {
    stop_hornpipe(c("argument", "value"), sprintf("`mode` must be one of %s, got %s.", quoted(names(imagenet_channels)), shown(mode)), argument = "mode", actual = mode)
  }
  rank <- length(dim(x))
  axis <- if (identical(as_text(data_format) %||% core()$config$image_data_format(), "channels_first")) rank - 2L else rank
  if (!rank %in% 3:4 || !identical(dim(x)[axis], 3L)) {
    stop_hornpipe(c("shape", "value"), paste0("`x` must be one image or a batch of them with 3 channels, got the shape (", paste(dim(x), collapse = ", "), ")."),
                  argument = "x", expected = 3L, actual = dim(x))
  }
  channels <- lapply(imagenet_channels[[mode]], function(values) {
    values <- if (axis == rank) values else array(values, c(3L, 1L, 1L))
    op_convert_to_tensor(values, dtype = core()$config$floatx())
  })
  x <- (op_cast(x, core()$config$floatx()) - channels$mean) / channels$sd
  if (mode == "caffe") op_flip(x, axis) else x
}

images <- function() core()$preprocessing$image

need_pillow <- function(caller = user_call()) {
  core()
  if (reticulate::py_module_available("PIL")) return(invisible())
  stop_hornpipe("package", paste0("`", format(caller), "` needs the Python package Pillow, which is not installed in ", reticulate::py_config()$python, ". ",
                                  "`reticulate::py_install(\"pillow\")` installs it."), package = "pillow", call = caller)
}
