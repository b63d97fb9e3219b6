net <- function() {
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(3, name = "one") %>% layer_dense(1, name = "two")
  model %>% compile(optimizer_sgd(0.1, momentum = 0.9), "mse", metrics = "mae")
}

test_that("coef gives weights by name", {
  model <- net()
  weights <- coef(model)
  expect_named(weights, c("one/kernel", "one/bias", "two/kernel", "two/bias"))
  expect_equal(unname(weights), get_weights(model))
})

test_that("update compiles anew with what is given alone", {
  model <- net()
  x <- matrix(c(0, 1, 1, 0), 2)
  model %>% fit(x, 1:2, epochs = 2, verbose = 0)
  expect_false(withVisible(update(model, loss = "mae"))$visible)
  expect_equal(model$loss, "mae")
  expect_equal(as.numeric(model$optimizer$iterations), 2)
  expect_named(evaluate(model, x, 1:2, verbose = 0), c("loss", "mae"))
  halved <- function(y_true, y_pred) op_mean(op_square(y_true - y_pred)) / 2
  update(model, loss = halved, metrics = list(halved, "mse"), optimizer = "adam")
  values <- evaluate(model, x, 1:2, verbose = 0)
  expect_named(values, c("loss", "halved", "mse"))
  expect_equal(values[["loss"]], values[["mse"]] / 2, tolerance = 1e-6)
  update(model, metrics = NULL)
  expect_named(evaluate(model, x, 1:2, verbose = 0), "loss")
  expect_error(update(model, los = "mae"), "takes no argument `los`: they are those of `compile()`, `optimizer`, `loss`", fixed = TRUE, class = "hornpipe_argument_error")
  expect_error(update(model, "mae"), "must be named", class = "hornpipe_argument_error")
  expect_error(update(keras_model_sequential(input_shape = 2) %>% layer_dense(1), loss = "mae"), "must be compiled before", class = "hornpipe_not_compiled_error")
})

test_that("nobs is the number that the model was fitted to", {
  model <- net()
  expect_error(nobs(model), "is of no `fit()` of arrays", fixed = TRUE, class = "hornpipe_not_fitted_error")
  history <- model %>% fit(matrix(0, 10, 2), 1:10, epochs = 1, validation_split = 0.2, verbose = 0)
  expect_equal(nobs(model), 8L)
  expect_equal(nobs(history), 8L)
})

test_that("layers by name and position, and their number", {
  model <- net()
  expect_length(model, 2L)
  expect_equal(model[["two"]]$units, 1L)
  expect_equal(model[[1]]$name, "one")
  expect_error(model[[3]], "must name a layer or its position in 1 to 2", class = "hornpipe_argument_error")
})

test_that("a model of another session shows itself without Python, and knows its nobs", {
  skip_if_not_installed("callr")
  model <- net()
  model %>% fit(matrix(0, 10, 2), 1:10, epochs = 1, verbose = 0)
  file <- withr::local_tempfile()
  saveRDS(model, file)
  there <- callr::r(function(file) {
    library(hornpipe)
    model <- readRDS(file)
    shown <- c(format(model), capture.output(str(model)), length(model))
    list(shown, reticulate::py_available(), nobs(model), format(model))
  }, list(file))
  expect_match(there[[1]][1:2], "<Sequential of another R session, made again when it is used>", fixed = TRUE)
  expect_equal(there[[1]][3], "0")
  expect_false(there[[2]])
  expect_equal(there[[3]], 10L)
  expect_match(there[[4]], "2 layers, 13 parameters")
})
