test_that("the sequential model of keras' documentation", {
  model <- keras_model_sequential()
  model %>%
    layer_dense(units = 32, input_shape = c(784)) %>%
    layer_activation("relu") %>%
    layer_dense(units = 10) %>%
    layer_activation("softmax")
  expect_equal(model$count_params(), 784L * 32L + 32L + 330L)
  expect_s3_class(model, "hornpipe.models.Sequential")
  listed <- keras_model_sequential(layers = list(layer_dense(units = 4, input_shape = 2), layer_dense(units = 1)), name = "listed")
  expect_equal(listed$name, "listed")
  expect_equal(count_params(listed), 17L)
  expect_equal(count_params(keras_model_sequential(c(2)) %>% layer_dense(1)), 3L)
  expect_error(keras_model_sequential(input_shpe = 3), "takes no argument `input_shpe`", class = "hornpipe_value_error")
})

test_that("the functional model of keras' documentation", {
  inputs <- layer_input(shape = c(784))
  predictions <- inputs %>%
    layer_dense(units = 64, activation = "relu") %>%
    layer_dense(units = 64, activation = "relu") %>%
    layer_dense(units = 10, activation = "softmax")
  model <- keras_model(inputs = inputs, outputs = predictions)
  expect_s3_class(model, "hornpipe.models.Functional")
  expect_s3_class(model, "hornpipe.models.Model")
  expect_equal(count_params(model), 784 * 64 + 64 + 64 * 65 + 650)
})

test_that("inputs take R's shapes", {
  expect_equal(dim(layer_input(shape = c(NA, 3))), c(NA, NA, 3L))
  expect_equal(dim(layer_input(shape = list(NULL, 3))), c(NA, NA, 3L))
  expect_equal(dim(keras_input(batch_shape = c(8, 3))), c(8L, 3L))
  expect_equal(dim(layer_input(shape = 3, batch_size = 4)), c(4L, 3L))
  expect_equal(layer_input(shape = 3, dtype = "int32")$dtype, "int32")
  expect_error(layer_input(shape = 3, ragged = TRUE), "`ragged` inputs do not exist", class = "hornpipe_value_error")
  for (none in list(integer(0), numeric(0), list(), shape())) expect_equal(dim(layer_input(shape = none)), NA_integer_)
  expect_error(layer_input(shape = c()), "`shape` must be given: .*`integer\\(0\\)` for one number per observation", class = "hornpipe_argument_error")
  expect_error(layer_input(shape = 2.5), "whole numbers", class = "hornpipe_type_error")
})

test_that("layers are found by name and by position from 1", {
  model <- keras_model_sequential(input_shape = 3) %>% layer_dense(2, name = "first") %>% layer_dense(1, name = "second")
  expect_equal(get_layer(model, "second")$units, 1L)
  expect_equal(get_layer(model, index = 1)$name, "first")
  expect_equal(get_layer(model, index = -1)$name, "second")
  expect_equal(model[[2]]$name, "second")
  expect_equal(model[["first"]]$units, 2L)
  expect_length(model, 2L)
  expect_error(get_layer(model, index = 0), "position in 1 to 2, got 0", class = "hornpipe_value_error")
  expect_error(get_layer(model, index = 3), "Layers: `first`, `second`.", class = "hornpipe_value_error")
  expect_error(get_layer(model, "frist"), "Did you mean 'first'", class = "hornpipe_value_error")
  expect_error(get_layer(model, "first", 1), "not both", class = "hornpipe_value_error")
  model %>% pop_layer()
  expect_length(model, 1L)
  expect_equal(unlist(model$output_shape), 2L)
})

test_that("compile takes names, objects, functions and lists by output", {
  inputs <- layer_input(shape = 3)
  a <- inputs %>% layer_dense(1, name = "a")
  b <- inputs %>% layer_dense(2, activation = "softmax", name = "b")
  model <- keras_model(inputs, list(a, b))
  out <- withVisible(model %>% compile("sgd", list(a = "mse", b = "sparse_categorical_crossentropy"), metrics = list(a = "mae", b = c("accuracy")), loss_weights = c(1, 0.5)))
  expect_false(out$visible)
  result <- model %>% evaluate(matrix(0, 4, 3), list(a = rep(0, 4), b = c(0, 1, 0, 1)), verbose = 0)
  expect_true(all(c("loss", "a_mae", "b_accuracy") %in% names(result)))
  expect_equal(result[["loss"]], 0.5 * log(2), tolerance = 1e-6)
  model %>% compile(optimizer_sgd(learning_rate = 0.5), list(loss_mean_squared_error(), loss_sparse_categorical_crossentropy()))
  expect_equal(as.numeric(model$optimizer$learning_rate), 0.5)
  model %>% compile(optimizer_adam, loss = list("mse", loss_sparse_categorical_crossentropy))
  expect_s3_class(model$optimizer, "hornpipe.optimizers.Adam")
  expect_error(model %>% compile("addam", "mse"), "Did you mean 'adam'", class = "hornpipe_value_error")
})

test_that("R functions are losses and metrics, under their names, and leave R after the first batch", {
  calls <- 0
  halved <- function(y_true, y_pred) {
    calls <<- calls + 1
    mean((y_true - y_pred)^2) / 2
  }
  bias <- function(y_true, y_pred) mean(y_pred - y_true)
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1, kernel_initializer = "ones")
  model %>% compile("sgd", loss = halved, metrics = list(bias, custom_metric("top", function(y_true, y_pred) max(y_pred))))
  x <- matrix(1:200 / 100, 100)
  y <- rowSums(x) + 1
  expect_equal(evaluate(model, x, y, batch_size = 100, verbose = 0), c(loss = 0.5, bias = -1, top = 3), tolerance = 1e-5)
  calls <- 0
  fit(model, x, y, epochs = 10, batch_size = 5, verbose = 0)
  expect_lte(calls, 3)
})

test_that("a function that draws random numbers or looks at values goes on in R, with one message", {
  noisy <- function(y_true, y_pred) mean((y_true - y_pred)^2) * (1 + runif(1) * 0)
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1)
  model %>% compile("sgd", loss = noisy)
  expect_message(fit(model, matrix(0, 8, 2), rep(0, 8), epochs = 2, verbose = 0), "`noisy` runs in R for each batch, because it cannot be traced: it draws random numbers")
  picky <- function(y_true, y_pred) if (as.numeric(mean(y_pred)) > 0) mean(y_pred) else -mean(y_pred)
  model %>% compile("sgd", loss = picky)
  expect_message(fit(model, matrix(0, 8, 2), rep(0, 8), epochs = 2, verbose = 0), "`picky` runs in R for each batch.*has no numbers")
  nothing <- function(y_true, y_pred) NULL
  model %>% compile("sgd", loss = nothing)
  expect_no_message(expect_error(fit(model, matrix(0, 8, 2), rep(0, 8), verbose = 0), "`nothing` must return a tensor, got NULL"))
})

test_that("keras_model_custom as in keras' documentation trains, traced", {
  keras_model_simple_mlp <- function(num_classes, use_bn = FALSE, use_dp = FALSE, name = NULL) {
    keras_model_custom(name = name, function(self) {
      self$dense1 <- layer_dense(units = 32, activation = "relu")
      self$dense2 <- layer_dense(units = num_classes, activation = "softmax")
      if (use_dp) self$dp <- layer_dropout(rate = 0.5)
      if (use_bn) self$bn <- layer_batch_normalization(axis = -1)
      function(inputs, mask = NULL, training = FALSE) {
        calls <<- calls + 1
        x <- self$dense1(inputs)
        if (use_dp) x <- self$dp(x)
        if (use_bn) x <- self$bn(x)
        self$dense2(x)
      }
    })
  }
  calls <- 0
  set.seed(1)
  model <- keras_model_simple_mlp(3, use_dp = TRUE, use_bn = TRUE, name = "simple")
  expect_equal(model$name, "simple")
  model %>% compile("adam", "sparse_categorical_crossentropy", metrics = "accuracy")
  history <- model %>% fit(iris[, 1:4], iris$Species, epochs = 60, batch_size = 15, verbose = 0)
  expect_lte(calls, 6)
  expect_gt(tail(history$metrics$accuracy, 1), 0.75)
  expect_length(get_weights(model), 8L)
  expect_error(keras_model_custom(function(self) 3), "must return the function", class = "hornpipe_type_error")
})

test_that("clone_model copies the layers, with weights of its own", {
  model <- keras_model_sequential(input_shape = 3) %>% layer_dense(2, activation = "relu")
  copy <- clone_model(model)
  expect_equal(copy$layers[[1]]$units, 2L)
  expect_false(identical(get_weights(copy)[[1]], get_weights(model)[[1]]))
  same <- clone_model(model, weights = TRUE)
  expect_identical(get_weights(same), get_weights(model))
  set_weights(same, lapply(get_weights(same), `*`, 2))
  expect_false(identical(get_weights(same)[[1]], get_weights(model)[[1]]))
  linear <- clone_model(model, clone_function = function(layer) {
    config <- get_config(layer)
    config$activation <- "linear"
    from_config(config)
  })
  expect_equal(get_config(linear$layers[[1]])$activation, "linear")
})

test_that("set.seed() drives initial weights, dropout and shuffling", {
  run <- function() {
    set.seed(3)
    model <- keras_model_sequential(input_shape = 4) %>% layer_dense(8, activation = "relu") %>% layer_dropout(0.5) %>% layer_dense(1)
    model %>% compile("adam", "mse")
    model %>% fit(iris[, 1:4], as.numeric(iris$Species), epochs = 2, verbose = 0)
    get_weights(model)
  }
  expect_identical(run(), run())
  model <- keras_model_sequential(input_shape = 4) %>% layer_dense(1)
  set.seed(5)
  before <- .Random.seed
  predict(model, iris[, 1:4], verbose = 0)
  expect_identical(.Random.seed, before)
})

test_that("names in a list of metrics that no output has name the metrics, with a warning", {
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1)
  expect_warning(compile(model, "sgd", "mse", metrics = list(bias = function(y_true, y_pred) op_mean(y_pred - y_true))), "use `custom_metric()`",
                 fixed = TRUE, class = "hornpipe_deprecated_warning")
  expect_named(fit(model, matrix(0, 4, 2), rep(0, 4), epochs = 1, verbose = 0)$metrics, c("loss", "bias"))
})

test_that("names of metrics that no output has pass for names of metrics, as before custom_metric()", {
  x <- layer_input(1)
  model <- keras_model(x, list(layer_dense(x, 1, name = "a"), layer_dense(x, 1, name = "b")))
  expect_warning(compile(model, "sgd", "mse", metrics = list(largest = function(y_true, y_pred) max(y_pred))), "`metrics` has names that no output has: `largest`",
                 fixed = TRUE, class = "hornpipe_deprecated_warning")
})
