test_that("Python's errors are classed conditions with fields, without a trace in the message", {
  error <- expect_error(layer_dense(units = -3), class = "hornpipe_value_error")
  expect_s3_class(error, "hornpipe_error")
  expect_match(conditionMessage(error), "^`units` must be a positive int.*, got -3.$")
  expect_equal(error$argument, "units")
  expect_equal(error$actual, -3L)
  expect_equal(deparse(conditionCall(error)), "layer_dense()")
  error <- expect_error(layer_dense(units = 3, activation = "rleu"), "Did you mean 'relu'", class = "hornpipe_unknown_name_error")
  expect_equal(error$actual, "rleu")
  expect_match(error$python_trace, "Traceback")
  expect_s3_class(hornpipe_last_trace(), "hornpipe_trace")
  expect_output(print(hornpipe_last_trace()), "UnknownNameError")
  withr::local_options(hornpipe.trace = TRUE)
  expect_error(layer_dense(units = 3, activation = "rleu"), "Traceback")
})

test_that("a shape error tells layer, expected and actual", {
  model <- keras_model_sequential(input_shape = 4) %>% layer_dense(3, name = "d")
  model %>% compile("sgd", "mse")
  error <- expect_error(fit(model, matrix(0, 10, 5), matrix(0, 10, 3), verbose = 0), class = "hornpipe_shape_error")
  expect_no_match(conditionMessage(error), "py_call_impl|Traceback")
  expect_equal(error$expected, c(NA, 4L))
  expect_true("layer" %in% names(error))
})

test_that("models that are not built or compiled say so by class", {
  model <- keras_model_sequential(input_shape = 4) %>% layer_dense(3)
  expect_error(fit(model, matrix(0, 2, 4), matrix(0, 2, 3), verbose = 0), "must be compiled before `fit()`", fixed = TRUE, class = "hornpipe_not_compiled_error")
})

test_that("an error in an R function that Python called stays what it is", {
  model <- keras_model_sequential(input_shape = 4) %>% layer_dense(3)
  model %>% compile("sgd", "mse")
  stopping <- callback_lambda(on_epoch_end = function(epoch, logs) stop(structure(class = c("my_error", "error", "condition"), list(message = "mine", call = NULL))))
  expect_error(fit(model, matrix(0, 2, 4), matrix(0, 2, 3), callbacks = stopping, verbose = 0), "^mine$", class = "my_error")
  expect_error(layer_dense(units = -3), class = "hornpipe_value_error")
})

test_that("fields are R values", {
  expect_equal(as_field(list(NULL, 3L)), c(NA, 3L))
  expect_equal(as_field(list(0.5, 1)), c(0.5, 1))
  expect_equal(as_field("a"), "a")
  expect_equal(as_field(list(a = 1)), list(a = 1))
})

test_that("calls are shown by the name of the generic", {
  expect_equal(caller_name(quote(fit.hornpipe.models.Model(x, y))), quote(fit()))
  expect_equal(caller_name(quote(layer_dense(units = 3))), quote(layer_dense()))
  expect_null(caller_name(quote(a$b(3))))
})

test_that("Python's warnings are R's, each time", {
  stop_early <- function() callback_early_stopping("nothing", mode = "min")
  model <- keras_model_sequential(input_shape = 1) %>% layer_dense(1)
  model %>% compile("sgd", "mse")
  for (i in 1:2) {
    expect_warning(fit(model, matrix(1:4), 1:4, epochs = 2, callbacks = stop_early(), verbose = 0), "EarlyStopping looks at 'nothing'", class = "hornpipe_warning")
  }
  caught <- tryCatch(fit(model, matrix(1:4), 1:4, epochs = 1, callbacks = stop_early(), verbose = 0), warning = function(w) "caught")
  expect_identical(caught, "caught")
  expect_silent(fit(model, matrix(1:4), 1:4, epochs = 1, verbose = 0))
})
