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
