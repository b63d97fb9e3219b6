test_that("R functions have names and parameters in Python", {
  fn <- as_py_function(function(y_true, y_pred, weight = 1, ...) y_true, "own")
  expect_equal(fn$`__name__`, "own")
  signature <- reticulate::import("inspect")$signature(fn)
  expect_equal(reticulate::py_str(signature), "(y_true, y_pred, weight=1.0, *args, **kwargs)")
  expect_equal(fn(3, 4), 3)
  expect_equal(parameters(sum), list(list("...", "required", NULL), list("na.rm", "constant", FALSE)))
  expect_equal(parameters(function(a = -1, b = c(1, 2), c = a + 1, d = NULL, e = "x") 1), list(
    list("a", "constant", -1), list("b", "constant", c(1, 2)), list("c", "computed", NULL), list("d", "constant", NULL), list("e", "constant", "x")
  ))
})

test_that("an error in R keeps its class on the way through Python", {
  fn <- as_py_function(function() rlang::abort("mine", class = "special"))
  skip_if_not_installed("rlang")
  expect_error(call_python(fn), class = "special")
  expect_error(call_python(core()$layers$Dense, list(units = -1L)), class = "hornpipe_value_error")
})

test_that("an error of a user's function names no function of ours", {
  expect_null(conditionCall(expect_error(call_python(as_py_function(function(epoch) stop("mine")), list(1)), "mine")))
  inner <- function() stop("deeper")
  expect_identical(conditionCall(expect_error(call_python(as_py_function(function(epoch) inner()), list(1)), "deeper")), quote(inner()))
})

test_that("the core is seeded when R's seed has moved, and only then", {
  set.seed(9)
  follow_seed()
  a <- as.numeric(core()$random$uniform(list(1L)))
  set.seed(9)
  follow_seed()
  expect_equal(as.numeric(core()$random$uniform(list(1L))), a)
  state <- bridge_state$seed
  follow_seed()
  expect_identical(bridge_state$seed, state)
})

test_that("what only looks at a model leaves no seed where there was none", {
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1)
  model %>% compile("sgd", "mse")
  x <- matrix(0, 4, 2)
  before <- get0(".Random.seed", envir = globalenv(), inherits = FALSE)
  withr::defer(if (!is.null(before)) assign(".Random.seed", before, envir = globalenv()))
  unseeded <- function() is.null(get0(".Random.seed", envir = globalenv(), inherits = FALSE))
  looks <- list(predict = function() predict(model, x), classes = function() predict_on_batch(model, x), evaluate = function() evaluate(model, x, 1:4),
                test = function() test_on_batch(model, x, 1:4), summary = function() summary(model), print = function() capture.output(print(model)),
                wrong = function() try(predict(model, matrix(0, 4, 3)), silent = TRUE))
  for (name in names(looks)) {
    suppressWarnings(rm(".Random.seed", envir = globalenv()))
    looks[[name]]()
    expect_true(unseeded(), info = name)
  }
  set.seed(4)
  seed <- .Random.seed
  for (look in looks) look()
  expect_identical(.Random.seed, seed)
})

test_that("a seed that the user's code makes while predict() runs is kept", {
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1)
  before <- get0(".Random.seed", envir = globalenv(), inherits = FALSE)
  withr::defer(if (!is.null(before)) assign(".Random.seed", before, envir = globalenv()))
  suppressWarnings(rm(".Random.seed", envir = globalenv()))
  predict(model, matrix(0, 4, 2), callbacks = callback_lambda(on_predict_begin = function(logs) set.seed(3)))
  drawn <- runif(1)
  set.seed(3)
  expect_equal(runif(1), drawn)
})

test_that("activations, regularizers and constraints in R leave R after the first batch, and give the numbers of hornpipe's own", {
  calls <- c(activation = 0, regularizer = 0, constraint = 0, penalty = 0)
  counted <- function(what, f) function(x) {
    calls[[what]] <<- calls[[what]] + 1
    f(x)
  }
  trained <- function(...) {
    set_random_seed(7)
    model <- keras_model_sequential(input_shape = 3) %>% layer_dense(4, ...) %>% layer_dense(1)
    model %>% compile("adam", "mse")
    fit(model, matrix(runif(300), 100), runif(100), batch_size = 4, epochs = 2, verbose = 0)$metrics$loss
  }
  in_r <- trained(
    activation = counted("activation", function(x) k_tanh(x)), kernel_regularizer = counted("regularizer", function(w) 0.01 * k_sum(w * w)),
    kernel_constraint = counted("constraint", function(w) w * k_cast(w >= 0, "float32")), activity_regularizer = counted("penalty", function(y) 0.1 * k_sum(abs(y)))
  )
  own <- trained(activation = "tanh", kernel_regularizer = regularizer_l2(0.01), kernel_constraint = constraint_nonneg(), activity_regularizer = regularizer_l1(0.1))
  expect_equal(in_r, own, tolerance = 1e-5)
  expect_true(all(calls >= 1 & calls <= 5), info = paste(names(calls), calls, collapse = ", "))
})

test_that("an activation that draws random numbers says that it stays in R", {
  model <- keras_model_sequential(input_shape = 3) %>% layer_dense(2, activation = function(x) x * runif(1))
  model %>% compile("sgd", "mse")
  expect_message(fit(model, matrix(0, 8, 3), matrix(0, 8, 2), verbose = 0), "runs in R for each batch, because it cannot be traced: it draws random numbers")
})
