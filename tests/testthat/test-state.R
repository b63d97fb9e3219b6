x <- as.matrix(iris[c(1, 60, 120), 1:4])

in_new_session <- function(file, f, ...) {
  callr::r(function(file, f, ...) {
    library(hornpipe)
    f(readRDS(file), ...)
  }, list(file, f, ...))
}

test_that("a model comes back from saveRDS with its optimizer and levels", {
  skip_if_not_installed("callr")
  set.seed(2)
  model <- keras_model_sequential(input_shape = 4) %>% layer_dense(3, activation = "softmax")
  model %>% compile("adam", "sparse_categorical_crossentropy")
  model %>% fit(iris[, 1:4], iris$Species, epochs = 2, verbose = 0)
  file <- withr::local_tempfile()
  saveRDS(list(note = "kept", model = model), file)
  there <- in_new_session(file, function(saved, x) {
    model <- saved$model
    shown <- capture.output(print(model))
    predicted <- predict(model, x, verbose = 0)
    classes <- predict(model, x, type = "class", verbose = 0)
    fit(model, iris[, 1:4], iris$Species, epochs = 1, shuffle = FALSE, verbose = 0)
    list(note = saved$note, shown = shown, predicted = predicted, classes = classes, weights = get_weights(model))
  }, x)
  expect_equal(there$note, "kept")
  expect_match(there$shown[1], "Model:")
  expect_equal(there$predicted, predict(model, x, verbose = 0))
  expect_equal(there$classes, predict(model, x, type = "class", verbose = 0))
  fit(model, iris[, 1:4], iris$Species, epochs = 1, shuffle = FALSE, verbose = 0)
  expect_equal(there$weights, get_weights(model), tolerance = 1e-6)
})

test_that("the state is that of the moment of saving", {
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1)
  set_weights(model, list(matrix(1:2 + 0, 2), 0))
  first <- serialize(model, NULL)
  set_weights(model, list(matrix(3:4 + 0, 2), 0))
  second <- serialize(model, NULL)
  skip_if_not_installed("callr")
  weights <- callr::r(function(a, b) lapply(list(a, b), function(bytes) as.vector(hornpipe::get_weights(unserialize(bytes))[[1]])), list(first, second))
  expect_equal(weights, list(c(1, 2), c(3, 4)))
})

test_that("custom models, classes and losses of R travel along", {
  skip_if_not_installed("callr")
  layer_scale <- Layer("Scale", initialize = function(factor = 1, ...) {
    super$initialize(...)
    self$factor <- factor
  }, call = function(inputs) inputs * self$factor)
  halved <- function(y_true, y_pred) mean((y_true - y_pred)^2) / 2
  model <- keras_model_sequential(input_shape = 4) %>% layer_scale(factor = 2) %>% layer_dense(1)
  model %>% compile("sgd", halved)
  custom <- keras_model_custom(name = "own", function(self) {
    self$dense <- layer_dense(units = 2)
    function(inputs) self$dense(inputs)
  })
  custom %>% compile("adam", "mse")
  fit(custom, x, x[, 1:2], epochs = 2, verbose = 0)
  file <- withr::local_tempfile()
  saveRDS(list(model, custom), file)
  there <- in_new_session(file, function(saved, x) list(
    predict(saved[[1]], x, verbose = 0), evaluate(saved[[1]], x, 1:3, verbose = 0), predict(saved[[2]], x, verbose = 0), saved[[2]]$name
  ), x)
  expect_equal(there[[1]], predict(model, x, verbose = 0))
  expect_equal(there[[2]], evaluate(model, x, 1:3, verbose = 0), tolerance = 1e-6)
  expect_equal(there[[3]], predict(custom, x, verbose = 0))
  expect_equal(there[[4]], "own")
})

test_that("each model keeps the R objects that it was made with, and no others", {
  skip_if_not_installed("callr")
  times <- function(k) layer_lambda(f = function(x) x * k)
  input <- layer_input(shape = 1)
  twins <- keras_model(input, list(times(2)(input), times(3)(input)))
  Step <- Layer("Step", call = function(inputs) inputs + 1)
  old <- keras_model_sequential(input_shape = 1) %>% Step()
  Step <- Layer("Step", call = function(inputs) inputs + 100)
  new <- keras_model_sequential(input_shape = 1) %>% Step()
  local({
    ballast <- rnorm(1e5)
    apart <- keras_model_sequential(input_shape = 1) %>% layer_lambda(function(x) x)
    expect_gt(length(serialize(apart, NULL)), 8e5)
  })
  expect_lt(length(serialize(keras_model_sequential(input_shape = 1) %>% layer_dense(1), NULL)), 1e5)
  ask <- function(model) callr::r(function(model) stats::predict(model, matrix(1), verbose = 0), list(model))
  expect_equal(unlist(ask(twins)), c(2, 3))
  expect_equal(c(ask(old), ask(new)), c(2, 101))
  both <- keras_model_sequential(input_shape = 1) %>% Step() %>% layer_dense(1)
  Step <- Layer("Step", call = function(inputs) inputs + 7)
  both %>% Step()
  expect_error(save_model(both, embed_r_code = TRUE), "`Step` stands for two different things", class = "hornpipe_argument_error")
  expect_error(clone_model(both), "`Step` stands for two different things", class = "hornpipe_argument_error")
})

test_that("blocks with a Python class above travel too", {
  skip_if_not_installed("callr")
  Raise(keras$layers$Layer) %py_class% {
    call <- function(inputs) inputs + 4
  }
  model <- keras_model_sequential(input_shape = 1) %>% create_layer(Raise, .)
  expect_equal(callr::r(function(model) stats::predict(model, matrix(1), verbose = 0), list(model)), matrix(5))
})

test_that("workers get models by value", {
  skip_if_not_installed("callr")
  model <- keras_model_sequential(input_shape = 4) %>% layer_dense(1)
  cluster <- parallel::makeCluster(1)
  on.exit(parallel::stopCluster(cluster))
  parallel::clusterCall(cluster, function(paths) .libPaths(paths), .libPaths())
  there <- parallel::parLapply(cluster, list(x), function(x, model) stats::predict(model, x, verbose = 0), model = model)
  expect_equal(there[[1]], predict(model, x, verbose = 0))
})

test_that("a model without its state says so", {
  model <- keras_model_sequential(input_shape = 4) %>% layer_dense(1)
  read <- unserialize(serialize(model, NULL))
  rm("hornpipe_state", envir = parent.env(slot_of(object_env(read), "hornpipe_objects")))
  expect_error(predict(read, x), "comes from another R session without its state", class = "hornpipe_dead_model_error")
})

if (.Platform$OS.type == "unix") test_that("a forked process gets an error, and soon", {
  skip_if_not_installed("callr")
  seen <- callr::r(function(x) {        # of its own: R's parallel loses sight of its children where processx has had some
    library(hornpipe)
    model <- keras_model_sequential(input_shape = 4) %>% layer_dense(1)
    expected <- predict(model, x, verbose = 0)
    took <- system.time(there <- parallel::mclapply(1:2, function(i) tryCatch(predict(model, x, verbose = 0), error = identity), mc.cores = 2))
    list(seconds = took[["elapsed"]], there = there, before = expected, after = predict(model, x, verbose = 0))
  }, list(x))
  expect_lt(seen$seconds, 10)
  for (condition in seen$there) {
    expect_s3_class(condition, "hornpipe_fork_error")
    expect_match(conditionMessage(condition), "fork")
  }
  expect_equal(seen$after, seen$before)
})

test_that("Python's own methods of a model raise classed conditions", {
  model <- keras_model_sequential(input_shape = 1) %>% layer_dense(1)
  expect_error(model$compile(optimizer = "nope"), "`optimizer` names nothing known", class = "hornpipe_unknown_name_error")
  expect_error(model$fit(matrix(1:4), matrix(1:4)), "must be compiled before", class = "hornpipe_not_compiled_error")
  expect_s3_class(model$fit, "python.builtin.method")
  expect_match(model$fit$`__doc__`, "Trains the model")
  expect_equal(model$count_params(), 2)
})
