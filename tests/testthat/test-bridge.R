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
