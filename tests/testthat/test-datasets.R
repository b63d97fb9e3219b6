test_that("Fashion-MNIST is read as R arrays, from the cache or the system", {
  skip_if_not(dir.exists("/usr/share/datasets/fashion-mnist"), "the Debian package dataset-fashion-mnist is not there")
  withr::local_envvar(KERAS_HOME = withr::local_tempdir())
  c(c(x_train, y_train), c(x_test, y_test)) %<-% dataset_fashion_mnist()
  expect_equal(dim(x_train), c(60000L, 28L, 28L))
  expect_type(x_train, "integer")
  expect_equal(range(x_test), c(0L, 255L))
  expect_equal(as.vector(table(y_test)), rep(1000L, 10))
  expect_equal(as.vector(y_train[1:5]), c(9L, 0L, 0L, 3L, 0L))
})

test_that("without a network the error says where to put the file", {
  withr::local_envvar(KERAS_HOME = withr::local_tempdir(), https_proxy = "http://127.0.0.1:9")
  capture.output(error <- expect_error(dataset_mnist(), "put it at .*mnist.npz", class = "hornpipe_download_error"))
  expect_match(error$origin, "mnist.npz$")
  expect_error(dataset_cifar100("other"), "`label_mode` must be one of \"fine\", \"coarse\", got \"other\"", fixed = TRUE, class = "hornpipe_argument_error")
})

test_that("a data set is read from a path, without a network", {
  withr::local_envvar(https_proxy = "http://127.0.0.1:9", KERAS_HOME = withr::local_tempdir())
  path <- withr::local_tempfile(fileext = ".npz")
  reticulate::import("numpy")$savez(path, x = matrix(1:130, 10), y = 1:10)
  houses <- dataset_boston_housing(path = path)
  expect_equal(dim(houses$train$x), c(8L, 13L))
  expect_setequal(c(houses$train$y, houses$test$y), 1:10)
  expect_error(dataset_mnist(path = "/nowhere/mnist.npz"), "`path` must be a file, or its name in the cache, got '/nowhere/mnist.npz'", class = "hornpipe_argument_error")
  expect_error(dataset_fashion_mnist(path = dirname(path)), "`path` must be the folder of train-labels-idx1-ubyte.gz", class = "hornpipe_argument_error")
  expect_error(dataset_cifar10(path = "/nowhere"), "`path` must be the archive or its folder", class = "hornpipe_argument_error")
  expect_error(dataset_imdb(path = 3), "`path` must be a path, got 3", class = "hornpipe_argument_type_error")
})

test_that("downloads are kept where R keeps caches, unless KERAS_HOME says otherwise", {
  settings <- reticulate::import("hornpipe.runtime.settings")
  told <- function() {
    tell_cache()
    as.character(settings$cache_home())
  }
  withr::with_envvar(c(KERAS_HOME = NA), expect_equal(told(), path.expand(tools::R_user_dir("hornpipe", "cache"))))
  folder <- withr::local_tempdir()
  withr::local_envvar(KERAS_HOME = folder)
  expect_equal(told(), folder)
  file <- withr::local_tempfile(lines = "here", fileext = ".txt")
  capture.output(found <- get_file("a.txt", paste0("file://", file)))
  expect_equal(found, file.path(folder, "datasets", "a.txt"))
})
