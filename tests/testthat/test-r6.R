test_that("an R6 layer of keras 2.x", {
  CustomLayer <- R6::R6Class("CustomLayer", inherit = KerasLayer, public = list(
    output_dim = NULL, kernel = NULL,
    initialize = function(output_dim) self$output_dim <- output_dim,
    build = function(input_shape) {
      self$kernel <- self$add_weight(name = "kernel", shape = list(input_shape[[2]], self$output_dim), initializer = initializer_constant(2), trainable = TRUE)
    },
    call = function(x, mask = NULL) op_matmul(x, self$kernel),
    compute_output_shape = function(input_shape) list(input_shape[[1]], self$output_dim)
  ))
  layer_custom <- function(object, output_dim, name = NULL, trainable = TRUE) {
    create_layer(CustomLayer, object, list(output_dim = as.integer(output_dim), name = name, trainable = trainable))
  }
  model <- keras_model_sequential()
  model %>% layer_dense(units = 3, input_shape = 2, kernel_initializer = "ones") %>% layer_custom(output_dim = 4, name = "own")
  expect_equal(predict(model, matrix(1, 1, 2), verbose = 0), matrix(12, 1, 4))
  expect_equal(count_params(model[["own"]]), 12L)
  expect_error(create_layer(R6::R6Class("X"), NULL, list()), "must inherit from `KerasLayer`", class = "hornpipe_type_error")
})

test_that("create_layer_wrapper makes layer functions of classes", {
  layer_twice <- create_layer_wrapper(new_layer_class("Twice", call = function(inputs) inputs * 2))
  layer_d <- create_layer_wrapper(core()$layers$Dense, modifiers = list(units = as.integer))
  model <- keras_model_sequential(input_shape = 2) %>% layer_twice() %>% layer_d(units = 1, kernel_initializer = "ones")
  expect_equal(predict(model, matrix(1, 1, 2), verbose = 0), matrix(4, 1, 1))
})

test_that("an R6 wrapper holds another layer", {
  Twice <- R6::R6Class("Twice", inherit = KerasWrapper, public = list(call = function(inputs, mask = NULL) self$layer(inputs) * 2))
  layer_twice <- function(object, layer) create_wrapper(Twice, object, list(layer = layer))
  model <- keras_model_sequential(input_shape = 2) %>% layer_twice(layer_dense(units = 1, kernel_initializer = "ones"))
  expect_equal(predict(model, matrix(1, 1, 2), verbose = 0), matrix(4, 1, 1))
  expect_length(get_weights(model), 2L)
})

test_that("an R6 callback of keras 2.x", {
  LossHistory <- R6::R6Class("LossHistory", inherit = KerasCallback, public = list(
    losses = NULL,
    on_batch_end = function(batch, logs = list()) self$losses <- c(self$losses, logs[["loss"]]),
    on_epoch_end = function(epoch, logs = list()) if (epoch == 1) self$model$stop_training <- TRUE
  ))
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1, kernel_initializer = "zeros")
  model %>% compile("sgd", "mse")
  history <- LossHistory$new()
  run <- fit(model, matrix(1, 8, 2), rep(1, 8), batch_size = 4, epochs = 5, verbose = 0, callbacks = list(history))
  expect_length(run$epoch, 2L)
  expect_length(history$losses, 4L)
  expect_equal(history$losses[1], 1)
  expect_equal(history$params$epochs, 5L)
})

test_that("R6 classes that inherit from Python's become Python classes", {
  Marked <- R6::R6Class("Marked", inherit = core()$callbacks$Callback, public = list(
    on_epoch_end = function(epoch, logs = NULL) {
      private$seen <- c(private$seen, epoch)
      logs[["mark"]] <- epoch + self$start
      logs
    },
    start = 10
  ), private = list(seen = NULL), active = list(last = function() tail(private$seen, 1)))
  callback <- reticulate::r_to_py(Marked)()
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1)
  model %>% compile("sgd", "mse")
  history <- fit(model, matrix(1, 8, 2), rep(1, 8), epochs = 3, verbose = 0, callbacks = callback)
  expect_equal(history$metrics$mark, c(10, 11, 12))
  expect_equal(callback$last, 2)
})

test_that("objects of R that Python cannot hold stay in private", {
  odd <- structure(list(1), class = "odd")
  Keeper <- R6::R6Class("Keeper", public = list(initialize = function() private$kept <- odd, get = function() class(private$kept)))
  expect_equal(reticulate::r_to_py(Keeper)()$get(), "odd")
})
