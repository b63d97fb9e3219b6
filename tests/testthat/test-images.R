test_that("images go to files and back", {
  with_pillow()
  file <- withr::local_tempfile(fileext = ".png")
  pixels <- array(sample(0:255, 4 * 6 * 3, TRUE), c(4, 6, 3))
  image_array_save(x = pixels, path = file, scale = FALSE)
  expect_equal(image_to_array(image_load(file)), pixels, ignore_attr = TRUE)
  expect_equal(dim(image_to_array(image_load(file, target_size = c(2, 3)))), c(2L, 3L, 3L))
  expect_equal(dim(image_to_array(image_load(file, grayscale = TRUE))), c(4L, 6L, 1L))
  expect_equal(dim(image_to_array(image_load(file, color_mode = "rgb"), data_format = "channels_first")), c(3L, 4L, 6L))
  expect_equal(image_to_array(image_from_array(pixels, scale = FALSE)), pixels, ignore_attr = TRUE)
})

test_that("without Pillow the error says how to install it", {
  modules <- reticulate::import("sys", convert = FALSE)$modules
  before <- modules$get("PIL")
  modules$update(reticulate::dict(PIL = NULL))
  withr::defer(if (is.null(reticulate::py_to_r(before))) modules$pop("PIL") else modules$update(reticulate::dict(PIL = before)))
  expect_error(image_load("a.png"), "`image_load\\(\\)` needs the Python package Pillow.*py_install\\(\"pillow\"\\)", class = "hornpipe_package_error")
})

test_that("a missing file is an R error", {
  with_pillow()
  expect_error(image_load("nowhere.png"), "nowhere.png", class = "hornpipe_error")
})

test_that("arrays are resized by linear interpolation between corners", {
  x <- array(c(0, 2, 1, 3), c(2, 2, 1))
  expect_equal(image_array_resize(x, 3, 3)[, , 1], rbind(c(0, 0.5, 1), c(1, 1.5, 2), c(2, 2.5, 3)))
  expect_equal(image_array_resize(x, 2, 2), x)
  expect_equal(dim(image_array_resize(array(x, c(1, 2, 2, 1)), 5, 4)), c(1L, 5L, 4L, 1L))
  expect_equal(image_array_resize(aperm(x, c(3, 1, 2)), 3, 3, "channels_first")[1, , ], image_array_resize(x, 3, 3)[, , 1])
  expect_error(image_array_resize(1:3, 2, 2), "`img` must be the array of one image", class = "hornpipe_shape_error")
})

test_that("a smart resize keeps proportions", {
  x <- array(rep(1:8, each = 4), c(4, 8, 1))
  made <- image_smart_resize(x, c(4, 4), interpolation = "nearest")
  expect_equal(made[1, , 1], 3:6)
  expect_equal(dim(image_smart_resize(array(0, c(2, 4, 8, 3)), c(2, 2))), c(2L, 2L, 2L, 3L))
})

test_that("images are scaled as models of ImageNet take them", {
  pixels <- array(rep(c(10, 20, 30), each = 4), c(2, 2, 3))
  expect_equal(imagenet_preprocess_input(pixels)[2, 1, ], c(30 - 103.939, 20 - 116.779, 10 - 123.68), tolerance = 1e-6)
  expect_equal(imagenet_preprocess_input(pixels, mode = "tf")[1, 2, ], c(10, 20, 30) / 127.5 - 1, tolerance = 1e-6)
  expect_equal(imagenet_preprocess_input(pixels, mode = "torch")[1, 1, ], (c(10, 20, 30) / 255 - c(0.485, 0.456, 0.406)) / c(0.229, 0.224, 0.225), tolerance = 1e-6)
  first <- aperm(pixels, c(3, 1, 2))
  batch <- array(first, c(1, dim(first)))
  expect_equal(imagenet_preprocess_input(batch, "channels_first")[1, , , ], aperm(imagenet_preprocess_input(pixels), c(3, 1, 2)), tolerance = 1e-6)
  tensor <- imagenet_preprocess_input(op_convert_to_tensor(pixels))
  expect_s3_class(tensor, "torch.Tensor")
  expect_equal(as.array(tensor), imagenet_preprocess_input(pixels))
  expect_error(imagenet_preprocess_input(pixels, mode = "theano"), "`mode` must be one of \"caffe\", \"torch\", \"tf\", got \"theano\".", fixed = TRUE, class = "hornpipe_argument_error")
  expect_error(imagenet_preprocess_input(pixels, "channels_first"), "with 3 channels, got the shape (2, 2, 3).", fixed = TRUE, class = "hornpipe_shape_error")
  expect_error(imagenet_preprocess_input(), "`x` must be given", class = "hornpipe_missing_argument_error")
})
