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
  expect_identical(names(formals(layer_d))[1:4], c("object", "units", "activation", "use_bias"))
  expect_true(formals(layer_d)$use_bias)
  Scale <- R6::R6Class("Scale", inherit = KerasLayer, public = list(by = NULL, initialize = function(by = 1) self$by <- by, call = function(x, mask = NULL) x * self$by))
  layer_scale <- create_layer_wrapper(Scale)
  expect_identical(formals(layer_scale), formals(function(object, by = 1) NULL))
  expect_equal(as.vector(as.array(layer_scale(3)(matrix(1:2, 1)))), c(3, 6))
})

test_that("an R6 layer may inherit from a Python class", {
  Own <- R6::R6Class("Own", inherit = core()$layers$Layer, public = list(
    initialize = function(width, ...) {
      super$initialize(...)
      self$width <- width
    },
    build = function(input_shape) self$kernel <- self$add_weight(name = "kernel", shape = list(input_shape[[2]], self$width), initializer = "ones"),
    call = function(x, mask = NULL) op_matmul(x, self$kernel),
    compute_output_shape = function(input_shape) list(input_shape[[1]], self$width)
  ))
  layer_own <- function(object, width, name = NULL) create_layer(Own, object, list(width = as.integer(width), name = name))
  model <- keras_model_sequential(input_shape = 2) %>% layer_own(3, name = "mine")
  expect_equal(predict(model, matrix(1, 1, 2), verbose = 0), matrix(2, 1, 3))
  expect_equal(count_params(model[["mine"]]), 6L)
})

test_that("convert = FALSE hands over Python's own objects", {
  found <- reticulate::py_eval("{}", convert = FALSE)
  Writer <- R6::R6Class("Writer", public = list(write = function(x) {
    expect_s3_class(x, "python.builtin.dict")
    x$update(list(a = 1))
  }, read = function(x) is.list(x)))
  reticulate::r_to_py(Writer, convert = FALSE)()$write(found)
  expect_identical(reticulate::py_to_r(found), list(a = 1))
  expect_true(reticulate::r_to_py(Writer)()$read(found))
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

test_that("create_layer takes R6 classes that inherit from Python's, with fields that weights come into", {
  Times <- R6::R6Class("Times", inherit = core()$layers$Layer, public = list(
    kernel = NULL,
    initialize = function(by, ...) {
      super$initialize(...)
      self$by <- by
    },
    build = function(input_shape) self$kernel <- self$add_weight(name = "kernel", shape = input_shape[[2]], initializer = initializer_constant(self$by)),
    call = function(x) x * self$kernel
  ))
  layer_times <- function(object, by, name = NULL) create_layer(Times, object, list(by = by, name = name, input_shape = c(2)))
  model <- keras_model_sequential() %>% layer_times(3, name = "times")
  expect_equal(predict(model, matrix(1, 1, 2), verbose = 0), matrix(3, 1, 2))
  expect_equal(count_params(model[["times"]]), 2L)
})

test_that("a wrapper need not take the layer that it holds, and a loss of build() stays", {
  Plus <- R6::R6Class("Plus", inherit = KerasWrapper, public = list(
    start = NULL, extra = NULL,
    initialize = function(start) self$start <- start,
    build = function(input_shape) {
      super$build(input_shape)
      self$extra <- super$add_weight(name = "extra", shape = shape(1), initializer = initializer_constant(self$start), trainable = TRUE)
      super$add_loss(k_sum(self$extra))
    },
    call = function(x, mask = NULL) super$call(x) + k_sum(self$extra)
  ))
  model <- keras_model_sequential()
  create_wrapper(Plus, model, list(layer = layer_dense(units = 1, kernel_initializer = "zeros"), start = 4, input_shape = shape(2)))
  expect_equal(predict(model, matrix(1, 1, 2), verbose = 0), matrix(4, 1, 1))
  expect_length(model$layers[[1]]$get_weights(), 3L)
  model %>% layer_dense(1, kernel_regularizer = regularizer_l2())
  model %>% compile("sgd", "mse")
  expect_length(fit(model, matrix(1, 8, 2), rep(1, 8), batch_size = 2, epochs = 2, verbose = 0)$metrics$loss, 2L)
})

test_that("wrappers have the arguments of the class, without Python", {
  layer_scale <- create_layer_wrapper(new_layer_class("Scale", initialize = function(self, by, twice = FALSE) super$initialize(), call = function(x) x))
  expect_identical(formals(layer_scale), formals(function(object, by, twice = FALSE) NULL))
  Old <- R6::R6Class("Old", inherit = KerasLayer, public = list(n = NULL, initialize = function(n = 2) self$n <- n, call = function(x, mask = NULL) x * self$n))
  layer_old <- create_layer_wrapper(Old)
  expect_identical(names(formals(layer_old)), c("object", "n"))
  expect_equal(as.numeric(layer_old(to_tensor(3), n = 5)), 15)
})

test_that("an R6 constraint of keras 2.x", {
  Positive <- R6::R6Class("Positive", inherit = KerasConstraint, public = list(least = 0, call = function(w) w * k_cast(k_greater_equal(w, self$least), k_floatx())))
  model <- keras_model_sequential(input_shape = 2) %>%
    layer_dense(1, kernel_initializer = "zeros", kernel_constraint = Positive$new(), bias_constraint = function(w) w * 0)
  model %>% compile(optimizer_sgd(1), "mse")
  fit(model, matrix(c(1, -1), 1), -1, verbose = 0, epochs = 1)
  expect_equal(get_weights(model), list(matrix(c(0, 2), 2), array(0)), tolerance = 1e-6)
  copy <- load_model(save_model(model), custom_objects = list(Positive = Positive, function(w) w * 0))
  fit(copy, matrix(c(1, -1), 1), 1, verbose = 0, epochs = 1)
  expect_equal(get_weights(copy)[[1]], matrix(c(6, 0), 2), tolerance = 1e-6)
})

test_that("R6 layers of keras 2.x are saved by their class and arguments", {
  Above <- R6::R6Class("Above", inherit = KerasLayer, public = list(
    units = NULL, kernel = NULL,
    initialize = function(units) self$units <- units,
    build = function(input_shape) self$kernel <- self$add_weight(name = "kernel", shape = list(input_shape[[2]], self$units), initializer = "glorot_uniform")
  ))
  Below <- R6::R6Class("Below", inherit = Above, public = list(call = function(x, mask = NULL) private$stretch(k_dot(x, self$kernel) * self$twice)),
                       private = list(stretch = function(x) x * times), active = list(twice = function() 2))
  times <- 5
  Mask <- R6::R6Class("Mask", inherit = KerasWrapper, public = list(call = function(inputs, mask = NULL) self$layer(inputs) * 3))
  model <- keras_model_sequential(input_shape = 2) %>% create_layer(Below, ., list(units = 3L, name = "below")) %>%
    create_wrapper(Mask, ., list(layer = layer_dense(units = 1)))
  model %>% compile("sgd", "mse")
  x <- matrix(1:4 / 4, 2)
  fit(model, x, 1:2, epochs = 1, verbose = 0)
  expected <- predict(model, x, verbose = 0)
  expect_equal(predict(clone_model(model, weights = TRUE), x, verbose = 0), expected)
  expect_equal(get_config(model)$layers[[2]]$config$arguments, list(units = 3L))
  expect_equal(dim(from_config(get_config(model$layers[[1]]))(x)), c(2L, 3L))
  file <- withr::local_tempfile(fileext = ".h5")
  save_model_hdf5(model, file)
  expect_equal(predict(load_model_hdf5(file, custom_objects = list(Below, Mask = Mask)), x, verbose = 0), expected, tolerance = 1e-6)
  bytes <- save_model(model, embed_r_code = TRUE)
  expect_match(hornpipe_r_code(bytes), "Below <- local\\(\\{\n  times <- 5\n  R6::R6Class\\(")
  expect_error(load_model(bytes), "defines `Above`, `Below`, `Mask`", class = "hornpipe_r_code_error")
  skip_if_not_installed("callr")
  there <- callr::r(function(bytes, model, x) {
    library(hornpipe)
    lapply(list(load_model(bytes, trust_r_code = TRUE), model), function(m) {
      predicted <- predict(m, x, verbose = 0)
      fit(m, x, 1:2, epochs = 1, verbose = 0)
      list(predicted, get_weights(m))
    })
  }, list(bytes, model, x))
  fit(model, x, 1:2, epochs = 1, verbose = 0)
  for (there in there) expect_equal(there, list(expected, get_weights(model)), tolerance = 1e-6)
})

test_that("without conversion methods see Python's own objects", {
  Adds <- R6::R6Class("Adds", public = list(to = function(x) x$update(list(b = 2L))))
  d <- reticulate::py_eval("{'a': 1}", convert = FALSE)
  reticulate::r_to_py(Adds, convert = FALSE)()$to(d)
  expect_equal(reticulate::py_to_r(d), list(a = 1L, b = 2L))
})
