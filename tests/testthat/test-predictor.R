flowers <- function() {
  model <- keras_model_sequential(input_shape = 4) %>% layer_dense(8, activation = "relu") %>% layer_dense(3, activation = "softmax")
  model %>% compile("adam", "sparse_categorical_crossentropy")
  model %>% fit(as.matrix(iris[, 1:4]), iris$Species, epochs = 2, verbose = 0)
  model
}

in_fresh_r <- function(code, ...) {
  script <- withr::local_tempfile(fileext = ".R")
  writeLines(c("suppressPackageStartupMessages(library(hornpipe))", code), script)
  withr::local_envvar(RETICULATE_PYTHON = "/nonexistent", R_LIBS = paste(.libPaths(), collapse = .Platform$path.sep))
  system2(file.path(R.home("bin"), "Rscript"), c(script, ...), stdout = TRUE, stderr = TRUE)
}

test_that("a predictor that was saved predicts in a process without Python", {
  model <- flowers()
  files <- withr::local_tempfile(fileext = c(".rds", ".rds"))
  saveRDS(as_r_predictor(model), files[[1]])
  out <- in_fresh_r(c(
    "files <- commandArgs(TRUE)", "p <- readRDS(files[1])",
    "saveRDS(list(predict(p, iris[, 1:4]), predict(p, iris[, 1:4], type = 'class'), predict(p, as.matrix(iris[, 1:4]), type = 'prob')), files[2])",
    "cat(reticulate::py_available(), class(try(predict(keras_model_sequential(), 1), silent = TRUE)), '\n')"
  ), files)
  expect_equal(trimws(utils::tail(out, 1L)), "FALSE try-error")
  made <- readRDS(files[[2]])
  x <- iris[, 1:4]
  expect_lt(max(abs(made[[1]] - predict(model, x, verbose = 0))), 1e-5)
  expect_identical(made[[2]], predict(model, x, type = "class", verbose = 0))
  expect_equal(made[[3]], predict(model, x, type = "prob", verbose = 0), tolerance = 1e-5)
  expect_equal(colnames(made[[3]]), levels(iris$Species))
})

test_that("inputs are checked and named as in the model's predict()", {
  model <- flowers()
  predictor <- as_r_predictor(model)
  cars <- iris[1:3, 1:4]
  rownames(cars) <- c("a", "b", "c")
  expect_equal(predict(predictor, cars), predict(model, cars, verbose = 0), tolerance = 1e-5)
  expect_equal(rownames(predict(predictor, cars)), c("a", "b", "c"))
  expect_equal(names(predict(predictor, cars, type = "class")), c("a", "b", "c"))
  expect_equal(predict(predictor, iris[, 1:4], batch_size = 7), predict(predictor, iris[, 1:4]))
  expect_error(predict(predictor, iris), "`Species` \\(factor\\)", class = "hornpipe_data_error")
  expect_error(predict(predictor, iris[, 1:3]), "has 3 columns, the model takes 4", class = "hornpipe_shape_error")
  expect_error(predict(predictor, c(1, 2, 3, 4)), "drop = FALSE", class = "hornpipe_shape_error")
  expect_error(predict(predictor, array(0, c(2, 2, 2))), "must have shape \\(NA, 4\\), got \\(2, 2, 2\\)", class = "hornpipe_shape_error")
  expect_error(predict(predictor, matrix(NA_real_, 1, 4)), "missing values", class = "hornpipe_data_error")
  expect_error(predict(predictor, matrix("a", 1, 4)), "must be numbers", class = "hornpipe_type_error")
  expect_error(predict(predictor), "`x` must be given", class = "hornpipe_missing_argument_error")
  expect_error(predict(predictor, cars, steps = 2), "steps", class = "hornpipe_argument_error")
  expect_error(predict(predictor, k_constant(1)), "must be data of R", class = "hornpipe_type_error")
  sparse <- Matrix::Matrix(as.matrix(cars), sparse = TRUE)
  expect_equal(unname(predict(predictor, sparse)), unname(predict(predictor, as.matrix(cars))))
  line <- keras_model_sequential(input_shape = 1) %>% layer_dense(1)
  expect_agreement(line, c(1, 2, 3))
  line %>% compile("sgd", "mse")
  expect_error(predict(as_r_predictor(line), 1, type = "class"), "trained on numbers", class = "hornpipe_argument_error")
})

test_that("functional models: several inputs and outputs, shared layers, models inside models", {
  a <- layer_input(shape = 3, name = "a")
  b <- layer_input(shape = 3, name = "b")
  shared <- layer_dense(units = 4, activation = "relu", name = "shared")
  inner <- keras_model_sequential(input_shape = 4, name = "inner") %>% layer_dense(5) %>% layer_batch_normalization()
  two <- keras_model(list(a, b), list(layer_add(list(a, b)), layer_multiply(list(a, b))), name = "two")
  both <- layer_concatenate(list(inner(shared(a)), inner(shared(b)), two(list(a, b))[[2]]))
  model <- with_random_weights(keras_model(list(a, b), list(both %>% layer_dense(2, name = "p"), both %>% layer_dense(1, name = "q"))))
  predictor <- as_r_predictor(model)
  expect_equal(sum(vapply(predictor$net$layers, function(l) identical(l$name, "shared"), NA)), 1L)
  x <- list(a = random_array(4, 3), b = random_array(4, 3))
  expect_agreement(model, x)
  expect_agreement(model, rev(x))
  expect_agreement(model, unname(x))
  expect_agreement(model, list(a = as.data.frame(x$a), b = x$b))
  expect_error(predict(predictor, list(a = x$a, z = x$b)), "`x` names `z`", class = "hornpipe_value_error")
  expect_error(predict(predictor, list(x$a)), "must hold 2 inputs \\(`a`, `b`\\), got 1", class = "hornpipe_shape_error")
  expect_error(predict(predictor, list(x$a, x$b[1:2, ])), "as many rows, got 4 and 2", class = "hornpipe_data_error")
  table <- data.frame(b = 1:3, a = 3:1)
  ends <- list(layer_input(shape = 1, name = "a"), layer_input(shape = 1, name = "b"))
  expect_equal(as.vector(predict(as_r_predictor(keras_model(ends, layer_subtract(ends))), table)), c(2, 0, -2))
  named <- suppressWarnings(keras_model(list(first = a, second = b), list(sum = layer_add(list(a, b)), a = layer_dense(a, 2))))
  expect_agreement(named, list(second = x$a, first = x$b))
})

test_that("a formula and the levels of several outputs come along", {
  model <- keras_model_sequential() %>% layer_dense(3, activation = "softmax")
  model %>% compile("adam", "categorical_crossentropy")
  data <- transform(iris, big = factor(Sepal.Length > 6))
  model %>% fit(Species ~ Petal.Length + big, data = data, epochs = 1, verbose = 0)
  predictor <- as_r_predictor(model)
  expect_identical(predict(predictor, data[140:150, ], type = "class"), predict(model, data[140:150, ], type = "class", verbose = 0))
  expect_error(predict(predictor, iris[1:3, ]), "`big`", class = "hornpipe_data_error")
  input <- layer_input(shape = 4)
  model <- keras_model(input, list(layer_dense(input, 3, activation = "softmax", name = "kind"), layer_dense(input, 1, name = "size")))
  model %>% compile("adam", list("sparse_categorical_crossentropy", "mse"))
  model %>% fit(as.matrix(iris[, 1:4]), list(kind = iris$Species, size = iris$Sepal.Length), epochs = 1, verbose = 0)
  expect_equal(predict(as_r_predictor(model), iris[1:5, 1:4], type = "class"), predict(model, iris[1:5, 1:4], type = "class", verbose = 0), tolerance = 1e-5)
})

test_that("what R cannot compute is refused when the predictor is made, with the layer and its class", {
  refused <- function(model, message) expect_error(as_r_predictor(model), message, class = "hornpipe_predictor_error")
  chain <- function(...) Reduce(function(model, layer) model %>% layer(), list(...), keras_model_sequential(input_shape = c(4, 3)))
  input <- layer_input(shape = c(4, 3))
  heads <- layer_multi_head_attention(num_heads = 1, key_dim = 2, name = "heads")
  refused(keras_model(input, heads(input, input)), "the layer `heads` is of the class MultiHeadAttention, which is not supported")
  refused(chain(layer_lambda(f = function(x) x * 2, name = "twice")), "the layer `twice` is of the class Lambda")
  refused(chain(layer_dense(units = 2, activation = function(x) x * 2, name = "own")), "the layer `own` \\(Dense\\) has the activation")
  Twice <- Layer("Twice", call = function(inputs) inputs * 2)
  refused(chain(Twice(name = "mine")), "the layer `mine` is of the class Twice, which is made of code")
  input <- layer_input(batch_shape = c(2, 4, 3))
  refused(keras_model(input, layer_lstm(input, 2, stateful = TRUE, name = "kept")), "the layer `kept` \\(LSTM\\) is stateful")
  input <- layer_input(shape = 3)
  refused(keras_model(input, op_cumsum(input)), "the operation op_cumsum\\(\\)")
  error <- tryCatch(as_r_predictor(chain(layer_lambda(f = identity, name = "l1"), layer_lambda(f = identity, name = "l2"))), error = identity)
  expect_equal(error$layers, c("l1", "l2"))
  expect_match(conditionMessage(error), "Supported layers: Activation, .*Conv2D, .*Dense, .*ZeroPadding3D\\.")
  expect_error(as_r_predictor(keras_model_sequential() %>% layer_dense(2)), class = "hornpipe_not_built_error")
  expect_error(as_r_predictor(1), "must be a model", class = "hornpipe_argument_type_error")
  quantized <- keras_model_sequential(input_shape = 4) %>% layer_dense(2, name = "small")
  suppressWarnings(quantize_weights(quantized, "int8"))       # the input has nothing to quantize
  refused(quantized, "the layer `small` \\(Dense\\) is quantized to int8")
})

test_that("print tells what it is", {
  predictor <- as_r_predictor(flowers())
  lines <- paste(capture.output(run <- withVisible(print(predictor))), collapse = "\n")
  expect_match(lines, paste0("<R predictor of the model `sequential.*`>\ninputs:  .* \\(NA, 4\\)\noutputs: dense.*\n",
                             "levels:  setosa, versicolor, virginica\nlayers:  2, 67 parameters, .* Kb"))
  expect_false(run$visible)
})
