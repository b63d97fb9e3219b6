shape_of <- function(input_shape, units) list(input_shape[[length(input_shape)]], units)

test_that("a layer in R: initialize, build, call, config", {
  layer_affine <- Layer(
    "Affine",
    initialize = function(units, start = 0, ...) {
      "A dense layer."
      super$initialize(...)
      self$units <- as.integer(units)
      self$start <- start
    },
    build = function(input_shape) {
      self$w <- self$add_weight(shape = shape_of(input_shape, self$units), initializer = "ones", name = "w")
    },
    call = function(inputs) op_matmul(inputs, self$w) + self$start,
    doubled = function() self$units * 2
  )
  expect_output(print(layer_affine), "<class Affine\\(object, units, start, ...\\)>")
  layer <- layer_affine(units = 2, start = 1, name = "aff")
  expect_equal(layer$name, "aff")
  expect_equal(layer$doubled(), 4)
  expect_equal(as.array(layer(matrix(1:4, 2))), matrix(c(5, 7, 5, 7), 2))
  config <- get_config(layer)
  expect_equal(config$units, 2)
  expect_equal(config$start, 1)
  model <- keras_model_sequential(input_shape = 2) %>% layer_affine(3)
  expect_equal(predict(model, matrix(1, 1, 2), verbose = 0), matrix(2, 1, 3))
  file <- withr::local_tempfile(fileext = ".keras")
  save_model(model, file)
  expect_error(load_model(file), "Affine", class = "hornpipe_error")
  expect_equal(predict(load_model(file, custom_objects = list(Affine = layer_affine)), matrix(1, 1, 2), verbose = 0), matrix(2, 1, 3))
  expect_equal(predict(load_model(file, custom_objects = layer_affine), matrix(1, 1, 2), verbose = 0), matrix(2, 1, 3))
})

test_that("call() leaves R after the first batch and tells training apart", {
  calls <- 0
  layer_noise <- new_layer_class("Shift", call = function(inputs, training = NULL) {
    calls <<- calls + 1
    if (isTRUE(training)) inputs + 1 else inputs
  })
  model <- keras_model_sequential(input_shape = 2) %>% layer_noise() %>% layer_dense(1)
  model %>% compile("sgd", "mse")
  calls <- 0
  fit(model, matrix(0, 64, 2), rep(0, 64), batch_size = 4, epochs = 5, verbose = 0)
  expect_lte(calls, 4)
  layer <- layer_noise()
  expect_equal(as.array(layer(matrix(0, 1, 2), training = TRUE)), matrix(1, 1, 2))
  expect_equal(as.array(layer(matrix(0, 1, 2))), matrix(0, 1, 2))
})

test_that("classes inherit from R classes and from Python's, with super and private", {
  Base <- Layer("Base", greet = function(name) paste("hello", name), private = list(count = 0, up = function() private$count <- private$count + 1))
  Derived <- Layer("Derived", inherit = Base, greet = function(name) toupper(super$greet(name)), tick = function() {
    private$times <- private$times + 1
    private$times
  }, private = list(times = 10))
  a <- Derived()
  b <- Derived()
  expect_equal(a$greet("you"), "HELLO YOU")
  expect_equal(c(a$tick(), a$tick(), b$tick()), c(11, 12, 11))
  layer_wide <- Layer("Wide", initialize = function(units, ...) super$initialize(units = as.integer(units * 2), ...), inherit = core()$layers$Dense)
  expect_equal(layer_wide(units = 3)$units, 6L)
  expect_error(Layer("X", inherit = function(x) x)(), "`inherit` must be a class", class = "hornpipe_type_error")
})

test_that("%py_class% defines a class in place", {
  Scale(core()$layers$Layer) %py_class% {
    "Scales."
    initialize <- function(factor = 1) {
      super()$`__init__`()
      self$factor <- factor
    }
    call <- function(self, inputs) inputs * self$factor
  }
  expect_equal(as.array(Scale(factor = 3)(matrix(1:2, 1))), matrix(c(3, 6), 1))
  expect_equal(Scale$`__doc__`, "Scales.")
})

test_that("properties", {
  Counted <- Layer("Counted", initialize = function() {
    super$initialize()
    self$n <- 2
  }, twice = active_property(function(value) if (missing(value)) self$n * 2 else self$n <- value / 2))
  layer <- Counted()
  expect_equal(layer$twice, 4)
  layer$twice <- 10
  expect_equal(layer$n, 5)
  expect_identical(mark_active(mean), active_property(mean))
})

test_that("properties of a block", {
  offset <- 1
  Counted(core()$layers$Layer) %py_class% {
    initialize <- function(n) {
      super$initialize()
      self$n <- n
    }
    twice %<-active% function(value) if (missing(value)) self$n * 2 + offset else self$n <- (value - offset) / 2
  }
  layer <- Counted(2)
  expect_equal(layer$twice, 5)
  layer$twice <- 11
  expect_equal(layer$n, 5)
  looks <- 0
  expect_equal(now %<-active% function() looks <<- looks + 1, function() looks <<- looks + 1, ignore_attr = TRUE)
  expect_equal(c(now, now), 1:2)
})

test_that("sizes of weights are R's numbers", {
  affine <- Layer("Affine", initialize = function(units, ...) {
    super$initialize(...)
    self$units <- units
  }, build = function(input_shape) {
    self$kernel <- self$add_weight("kernel", shape = c(input_shape[[2]], self$units))
    self$bias <- self$add_weight("bias", shape = self$units, initializer = "zeros")
  }, call = function(inputs) inputs %*% self$kernel + self$bias)
  model <- keras_model_sequential(input_shape = 4) %>% affine(units = 3)
  expect_equal(lapply(get_weights(model), dim), list(c(4L, 3L), 3L))
  expect_error(keras_model_sequential(input_shape = 4) %>% affine(units = 3.5), "`shape` must hold whole numbers")
})

test_that("targets that are a vector are a column beside predictions that are one", {
  model <- keras_model_sequential(input_shape = 1) %>% layer_dense(units = 1, kernel_initializer = "ones")
  farthest <- function(y_true, y_pred) max(abs(y_true - y_pred))
  Farthest <- Metric("Farthest", initialize = function(name = "by_class", ...) {
    super$initialize(name = name, ...)
    self$largest <- self$add_weight(initializer = "zeros")
  }, update_state = function(y_true, y_pred, sample_weight = NULL) self$largest$assign(max(abs(y_true - y_pred))), result = function() self$largest)
  model %>% compile("sgd", "mse", metrics = list(farthest, Farthest()))
  expect_message(found <- evaluate(model, matrix(1:8), 1:8 + 0.5, verbose = 0), "`update_state\\(\\)` of `Farthest` runs in R for each batch")
  expect_equal(found, c(loss = 0.25, farthest = 0.5, by_class = 0.5))
})

test_that("models, losses, metrics, callbacks, constraints and schedules in R", {
  mlp <- Model("MLP", initialize = function(units) {
    super$initialize()
    self$d <- layer_dense(units = units)
  }, call = function(x) self$d(x))
  model <- mlp(units = 1)
  Half <- Loss("Half", call = function(y_true, y_pred) (y_true - y_pred)^2 / 2)
  Total <- Metric("Total", initialize = function(name = "total", ...) {
    super$initialize(name = name, ...)
    self$total <- self$add_weight(shape = list(), initializer = "zeros", name = "total")
  }, update_state = function(y_true, y_pred, sample_weight = NULL) self$total$assign(self$total + sum(y_true)), result = function() self$total)
  epochs <- numeric()
  Seen <- Callback("Seen", on_epoch_end = function(epoch, logs) {
    epochs <<- c(epochs, epoch)
    list(extra = logs$loss * 2)
  })
  model %>% compile("sgd", Half(), metrics = list(Total()))
  history <- fit(model, matrix(0, 4, 2), c(1, 1, 1, 1), epochs = 2, verbose = 0, callbacks = Seen)
  expect_equal(history$metrics$loss[1], 0.5)
  expect_equal(history$metrics$total, c(4, 4))
  expect_equal(history$metrics$extra, history$metrics$loss * 2)
  expect_equal(epochs, c(0, 1))
  Positive <- Constraint("Positive", call = function(w) w * (w > 0))
  layer <- layer_dense(units = 1, kernel_constraint = Positive(), kernel_initializer = initializer_constant(-1))
  constrained <- keras_model_sequential(input_shape = 2) %>% layer()
  constrained %>% compile(optimizer_sgd(0), "mse")
  fit(constrained, matrix(1, 4, 2), 1:4, epochs = 1, verbose = 0)
  expect_equal(as.vector(get_weights(constrained)[[1]]), c(0, 0))
  Stairs <- LearningRateSchedule("Stairs", call = function(step) 0.1 / (step + 1))
  model %>% compile(optimizer_sgd(learning_rate = Stairs()), "mse")
  history <- fit(model, matrix(0, 4, 2), 1:4, epochs = 3, batch_size = 4, verbose = 0)
  expect_equal(history$learning_rate, 0.1 / 2:4, tolerance = 1e-5)
})

test_that("each way to write a class has the name of keras 2.x as well", {
  expect_identical(list(new_layer_class, new_model_class, new_loss_class, new_metric_class, new_callback_class, new_learning_rate_schedule_class),
                   list(Layer, Model, Loss, Metric, Callback, LearningRateSchedule))
  sum_net <- new_model_class("SumNet", initialize = function() {
    super$initialize()
    self$dense <- layer_dense(units = 1, kernel_initializer = "ones")
  }, call = function(inputs, training = NULL) self$dense(inputs), predict_step = function(data) super$predict_step(data) * 10)
  model <- sum_net()
  expect_s3_class(model, "hornpipe.models.Model")
  expect_equal(predict(model, rbind(1:2, 3:4), verbose = 0), cbind(c(30, 70)))
  model %>% compile(optimizer_sgd(0.1), "mse")
  expect_equal(fit(model, rbind(1:2), 1, epochs = 1, verbose = 0)$metrics$loss, 4)
})

test_that("members must be named", {
  expect_error(Layer("X", function() 1, function() 2, function() 3, function() 4, function() 5), "must be named", class = "hornpipe_value_error")
})

test_that("%py_class% needs no base, and no Python until it is used", {
  Holder %py_class% {
    initialize <- function(x) self$x <- x
    twice <- function() self$x * 2
  }
  expect_equal(Holder(21)$twice(), 42)
  Wider(Holder) %py_class% {
    initialize <- function(...) super$initialize(...)
  }
  expect_equal(Wider(4)$twice(), 8)
  skip_if_not_installed("callr")
  expect_false(callr::r(function() {
    library(hornpipe)
    A %py_class% {
      f <- function() 1
    }
    B(A) %py_class% {
      f <- function() 2
    }
    layer_own <- Layer("Own", call = function(inputs) inputs)
    reticulate::py_available()
  }))
})

test_that("a hook may change parts of the model", {
  model <- keras_model_sequential(input_shape = 1) %>% layer_dense(1)
  model %>% compile("sgd", "mse")
  Stop <- new_callback_class("Stop", on_epoch_end = function(epoch, logs) {
    self$model$optimizer$learning_rate <- 0.001
    if (epoch == 1) self$model$stop_training <- TRUE
  })
  expect_length(fit(model, matrix(1:4), 1:4, epochs = 9, verbose = 0, callbacks = Stop())$epoch, 2L)
  expect_equal(as.numeric(model$optimizer$learning_rate), 0.001, tolerance = 1e-6)
  stop <- Stop()
  expect_error(stop$model <- 1, "no setter")
})

test_that("the arguments of a model's class are in its config", {
  Wide <- Model("Wide", initialize = function(units, ...) {
    super$initialize(...)
    self$dense <- layer_dense(units = units)
  }, call = function(inputs) self$dense(inputs))
  model <- Wide(units = 3)
  x <- matrix(1:4, 2)
  expected <- predict(model, x, verbose = 0)
  expect_equal(get_config(model)$units, 3)
  file <- withr::local_tempfile(fileext = ".keras")
  save_model(model, file)
  expect_equal(predict(load_model(file, custom_objects = list(Wide = Wide)), x, verbose = 0), expected)
})

test_that("compute_output_shape() may compute with sizes", {
  Pair <- Layer("Pair", call = function(inputs) op_concatenate(list(inputs, inputs)),
                compute_output_shape = function(input_shape) list(input_shape[[1]], input_shape[[2]] * 2))
  expect_identical(layer_input(10) %>% Pair() %>% shape(), shape(NA, 20))
  expect_identical(Pair()$compute_output_shape(list(NULL, 10L)), list(NULL, 20L))
})

test_that("a layer class shows its arguments and takes them by place and by name", {
  layer_line <- Layer("Line", initialize = function(slope, offset = 0, ...) {
    super$initialize(...)
    self$slope <- slope
    self$offset <- offset
  }, call = function(inputs) inputs * self$slope + self$offset)
  expect_identical(formals(layer_line), formals(function(object, slope, offset = 0, ...) NULL))
  of <- function(layer) c(layer$slope, layer$offset)
  expect_equal(of(layer_line(2)), c(2, 0))
  expect_equal(of(layer_line(2, 3)), c(2, 3))
  expect_equal(of(layer_line(3, slope = 2)), c(2, 3))
  expect_equal(of(layer_line(offset = 3, 2, name = "own")), c(2, 3))
  expect_equal(of(layer_line(, 2, 3)), c(2, 3))
  expect_equal(of(layer_line(NULL, 2)), c(2, 0))
  forward <- function(...) layer_line(...)
  expect_equal(of(forward(2, offset = 3)), c(2, 3))
  expect_equal(as.vector(as.array(layer_line(to_tensor(matrix(1:2, 1)), 2, offset = 1))), c(3, 5))
})

test_that("an input shape of one size is a shape", {
  layer_same <- new_layer_class("Same", call = function(inputs) inputs)
  model <- keras_model_sequential() %>% layer_same(input_shape = 3)
  expect_equal(model$output_shape, list(NULL, 3L))
})

test_that("call() may go on to the call() above", {
  Base <- new_layer_class("Base", call = function(inputs) inputs * 2)
  layer_child <- new_layer_class("Child", call = function(inputs) super$call(inputs) + 1, inherit = Base)
  model <- keras_model_sequential(input_shape = 2) %>% layer_child()
  expect_equal(predict(model, matrix(1:4, 2), verbose = 0), matrix(1:4, 2) * 2 + 1)
})

test_that("what runs in R for each batch says so, once", {
  counted <- Metric("Counted", initialize = function(name = "counted", ...) {
    super$initialize(name = name, ...)
    self$total <- self$add_weight(name = "total", initializer = "zeros")
  }, update_state = function(y_true, y_pred, sample_weight = NULL) {
    self$total$assign_add(1)
    NULL
  }, result = function() self$total)
  own_step <- Model("OwnStep", train_step = function(data) super$train_step(data))
  x <- layer_input(shape = 1)
  model <- own_step(x, layer_dense(x, 1))
  model %>% compile("sgd", "mse", metrics = counted())
  heard <- character()
  withCallingHandlers(
    history <- model %>% fit(matrix(1:6), 1:6, batch_size = 2, epochs = 2, verbose = 0),
    message = function(m) {
      heard <<- c(heard, conditionMessage(m))
      invokeRestart("muffleMessage")
    }
  )
  expect_equal(history$metrics$counted, c(3, 3))
  expect_length(heard, 2L)
  expect_match(heard, "`update_state()` of `Counted` runs in R for each batch", fixed = TRUE, all = FALSE)
  expect_match(heard, "`train_step()` of `OwnStep` runs in R for each batch", fixed = TRUE, all = FALSE)
})

test_that("a class may end in a comma, and from_config() knows classes of this session", {
  Wider <- Layer("WiderOfSession", initialize = function(width, ...) {
    super$initialize(...)
    self$width <- as.integer(width)
  }, call = function(inputs) inputs * self$width, get_config = function() list(width = self$width), )
  again <- from_config(get_config(Wider(width = 3)))
  expect_equal(as.numeric(as.array(again(op_ones(c(1, 1))))), 3)
})

test_that("a config carries the objects of R that it names, and no others", {
  relu_of_mine <- function(x) op_relu(x) * 2
  plain <- get_config(layer_dense(units = 1, activation = "relu", kernel_initializer = "ones"))
  expect_null(attr(plain, "config_objects"))
  expect_equal(as.numeric(from_config(plain)(op_ones(c(1, 2)))), 2)
  config <- get_config(layer_dense(units = 1, activation = relu_of_mine, kernel_initializer = "ones"))
  expect_named(attr(config, "config_objects"), "relu_of_mine")
  relu_of_mine <- function(x) op_relu(x) * 5
  expect_equal(as.numeric(from_config(config)(op_ones(c(1, 2)))), 4)
  nested <- get_config(keras_model_sequential(input_shape = 2) %>% layer_dense(1, activation = relu_of_mine))
  expect_equal(attr(nested, "config_objects"), list(relu_of_mine = relu_of_mine), ignore_attr = TRUE)
  expect_identical(from_config(nested)$layers[[1]]$activation$`__name__`, "relu_of_mine")
})

test_that("the losses that a layer in R adds are those of training", {
  Adds <- Layer("AddsItsMean", call = function(inputs) {
    self$add_loss(op_mean(inputs) * 100)
    inputs
  })
  x <- layer_input(2)
  model <- keras_model(x, Adds()(layer_dense(x, 1, kernel_initializer = "ones")))
  model %>% compile(optimizer_sgd(0.1), "mse")
  expect_message(history <- model %>% fit(matrix(1, 4, 2), rep(2, 4), epochs = 1, verbose = 0), "runs in R for each batch")
  expect_equal(history$metrics$loss, 200)
  expect_equal(get_weights(model)[[1]], matrix(-9, 2, 1))
})

test_that("a callback keeps functions that it was given", {
  rates <- numeric()
  Rates <- Callback("RatesOf", initialize = function(schedule) {
    super$initialize()
    self$schedule <- schedule
  }, on_epoch_begin = function(epoch, logs = NULL) {
    optimizer <- self$model$optimizer
    optimizer$learning_rate <- self$schedule(epoch)
    rates <<- c(rates, as.numeric(self$model$optimizer$learning_rate))
  })
  model <- keras_model_sequential(input_shape = 1) %>% layer_dense(1)
  model %>% compile("sgd", "mse")
  model %>% fit(matrix(1:4), 1:4, epochs = 2, verbose = 0, callbacks = Rates(function(epoch) 0.5^(epoch + 1)))
  expect_equal(rates, c(0.5, 0.25))
})
