a_model <- function() {
  model <- keras_model_sequential(input_shape = 4) %>% layer_dense(1)
  model %>% compile("sgd", "mse")
  model
}

test_that("devices are listed in a data frame", {
  found <- hornpipe_devices()
  expect_named(found, c("device", "name", "memory", "default"))
  expect_equal(found$device[[1L]], "cpu")
  expect_equal(sum(found$default), 1L)
})

test_that("a device is chosen for a fit or for the session, and nothing is said of the CPU", {
  x <- as.matrix(iris[, 1:4])
  expect_output(fit(a_model(), x, x[, 1], epochs = 1, verbose = 2, device = "cpu"), "^Epoch 1/1[^\n]*$")
  expect_no_message(fit(a_model(), x, x[, 1], epochs = 1, verbose = 0, device = "cpu"))
  error <- expect_error(fit(a_model(), x, x[, 1], device = "cuda:77"), "`device` must be one of 'cpu'.*, got 'cuda:77': torch sees no other here", class = "hornpipe_argument_error")
  expect_equal(error$actual, "cuda:77")
  expect_error(fit(a_model(), x, x[, 1], device = 1), "`device` must be a string", class = "hornpipe_type_error")
  withr::with_options(list(hornpipe.device = "cuda:77"), {
    expect_error(layer_dense(units = 1), "`device` must be one of 'cpu'", class = "hornpipe_argument_error")
    expect_error(fit(a_model(), x, x[, 1]), "`device` must be one of 'cpu'", class = "hornpipe_argument_error")
  })
  withr::with_options(list(hornpipe.device = "cpu"), expect_equal(hornpipe_devices()$device[hornpipe_devices()$default], "cpu"))
  expect_s3_class(layer_dense(units = 1), "hornpipe.layers.Dense")
})

test_that("which GPU is used is said once, with the reason", {
  bridge_state$said <- NULL
  expect_message(say_device("cuda:0", "the GPU that torch sees"), "^Training on cuda:0: the GPU that torch sees. hornpipe_devices\\(\\) lists what else there is.")
  expect_no_message(say_device("cuda:0", "the GPU that torch sees"))
  expect_message(say_device("cuda:0", "`device` says so"), "`device` says so")
  expect_no_message(say_device("cpu", "`device` says so"))
})

test_that("use_backend() can keep off the GPU", {
  withr::local_options(hornpipe.device = NULL)
  use_backend("torch", gpu = FALSE)
  expect_equal(getOption("hornpipe.device"), "cpu")
})
