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

# A file as the data sets have it, whose texts are lists of different lengths.
write_npz <- function(...) {
  path <- tempfile(fileext = ".npz")
  arrays <- lapply(list(...), function(x) if (is.list(x)) reticulate::import("numpy", convert = FALSE)$array(lapply(x, as.list), dtype = "object") else x)
  do.call(reticulate::import("numpy")$savez, c(path, arrays))
  path
}

# The numbers are those that Keras gives for the same files.
test_that("reviews are lists of word numbers, with room for the special ones", {
  path <- write_npz(x_train = list(1:2, 3L, 4:6, c(2L, 2L, 7L)), y_train = c(0L, 1L, 0L, 1L), x_test = list(1L, c(8L, 2L)), y_test = c(1L, 0L))
  reviews <- dataset_imdb(path)
  expect_equal(reviews$train, list(x = list(c(1, 5, 5, 10), c(1, 7, 8, 9), c(1, 4, 5), c(1, 6)), y = array(c(1, 0, 0, 1))))
  expect_equal(reviews$test, list(x = list(c(1, 2, 5), c(1, 4)), y = array(c(0, 1))))
  few <- dataset_imdb(path, num_words = 7, skip_top = 5, maxlen = 4)
  expect_equal(few$train, list(x = list(c(2, 2, 5), c(2, 6)), y = array(c(0, 1))))
  plain <- dataset_imdb(path, num_words = 7, start_char = NULL, oov_char = NULL, index_from = 0)
  expect_equal(plain$train$x, list(c(2, 2), 4:6, 1:2, 3))
  expect_equal(plain$test$x, list(2, 1))
  expect_error(dataset_imdb(path, maxlen = 1), "`maxlen` leaves no review of the train set, got 1", class = "hornpipe_argument_error")
})

test_that("newswires are split by their order of chance", {
  path <- write_npz(x = list(1:2, 3L, 4:6, c(2L, 2L, 7L), 1L), y = 0:4)
  wires <- dataset_reuters(path)
  expect_equal(wires$train, list(x = list(c(1, 6), c(1, 4, 5), c(1, 5, 5, 2), c(1, 7, 8, 9)), y = array(c(1, 0, 3, 2))))
  expect_equal(wires$test, list(x = list(c(1, 4)), y = array(4)))
  other <- dataset_reuters(path, num_words = 8, test_split = 0.4, maxlen = 4, seed = 1)
  expect_equal(other, list(train = list(x = list(c(1, 6)), y = array(1)), test = list(x = list(c(1, 4), c(1, 4, 5)), y = array(c(4, 0)))))
})

test_that("word indices are named lists of numbers", {
  index <- withr::local_tempfile(fileext = ".json", lines = '{"the": 1, "movie": 2}')
  expect_identical(dataset_imdb_word_index(index), list(the = 1L, movie = 2L))
  expect_identical(dataset_reuters_word_index(index), list(the = 1L, movie = 2L))
  expect_identical(dataset_reuters_word_index(sub("json$", "pkl", index)), list(the = 1L, movie = 2L))
})

test_that("districts of California, all or the first 600", {
  path <- write_npz(x = matrix(1:8000 + 0, 1000, byrow = TRUE), y = 0:999 + 0)
  houses <- dataset_california_housing(path = path)
  expect_equal(dim(houses$train$x), c(800L, 8L))
  expect_equal(houses$train$x[, 1], 1 + 8 * as.vector(houses$train$y))
  few <- dataset_california_housing("small", path, test_split = 0.25)
  expect_equal(lengths(list(few$train$y, few$test$y)), c(450L, 150L))
  expect_setequal(c(few$train$y, few$test$y), 0:599)
  ten <- dataset_california_housing(path = write_npz(x = matrix(0, 10, 8), y = 0:9 + 0))
  expect_equal(as.vector(ten$train$y), c(9, 3, 6, 1, 0, 7, 4, 8))
  expect_equal(as.vector(ten$test$y), c(2, 5))
  expect_s3_class(dataset_california_housing(path = path, convert = FALSE)$test$x, "numpy.ndarray")
})
