message_of <- function(expr) conditionMessage(expect_error(expr, class = "hornpipe_type_error"))

test_that("a whole double is an int, a fraction is not", {
  expect_identical(as_int(10), 10L)
  expect_identical(as_int(10L), 10L)
  expect_null(as_int(NULL))
  units <- 10.7
  expect_identical(message_of(as_int(units)), "`units` must be a whole number, got 10.7.")
  expect_error(as_int(NA), class = "hornpipe_type_error")
  expect_error(as_int(Inf), class = "hornpipe_type_error")
  expect_error(as_int(TRUE), class = "hornpipe_type_error")
  expect_error(as_int(c(1, 2)), class = "hornpipe_type_error")
  expect_error(as_int("3"), class = "hornpipe_type_error")
})

test_that("the condition carries the argument, its value and the calling function", {
  layer_like <- function(units) as_int(units)
  cnd <- expect_error(layer_like(1.5), class = "hornpipe_argument_type_error")
  expect_identical(cnd$argument, "units")
  expect_identical(cnd$actual, 1.5)
  expect_identical(deparse(conditionCall(cnd)), "layer_like()")
  expect_s3_class(cnd, "hornpipe_error")
})

test_that("several ints keep their nesting", {
  expect_identical(as_ints(3), 3L)
  expect_identical(as_ints(c(3, 5)), c(3L, 5L))
  expect_identical(as_ints(list(c(1, 2), c(3, 4))), list(c(1L, 2L), c(3L, 4L)))
  kernel_size <- c(3, 2.5)
  expect_identical(message_of(as_ints(kernel_size)), "`kernel_size` must be whole numbers, got c(3, 2.5).")
  expect_error(as_ints(list(1, "a")), class = "hornpipe_type_error")
})

test_that("a real number is never truncated", {
  expect_identical(as_real(0.001), 0.001)
  expect_identical(as_real(1L), 1)
  expect_identical(as_reals(c(1, 2.5)), c(1, 2.5))
  expect_error(as_real("0.1"), class = "hornpipe_type_error")
  expect_error(as_real(NA_real_), class = "hornpipe_type_error")
})

test_that("flags, strings and paths", {
  expect_true(as_flag(TRUE))
  expect_error(as_flag(NA), class = "hornpipe_type_error")
  expect_error(as_flag(1), class = "hornpipe_type_error")
  expect_identical(as_text("same"), "same")
  expect_identical(as_text(c("auto", "min", "max")), "auto")
  expect_error(as_text(3), class = "hornpipe_type_error")
  expect_identical(as_texts(factor(c("b", "a"))), c("b", "a"))
  expect_identical(as_path("~/x"), path.expand("~/x"))
})

test_that("positions are counted from 1, or from the end", {
  expect_identical(as_axis(1), 0L)
  expect_identical(as_axis(3L), 2L)
  expect_identical(as_axis(-1), -1L)
  axis <- 0
  expect_identical(message_of(as_axis(axis)), "`axis` must be counted from 1, or from the end when negative, got 0.")
  expect_error(as_axis(c(1, 2)), class = "hornpipe_type_error")
  expect_identical(message_of(as_axis(TRUE)), "`TRUE` must be one axis, counted from 1, got TRUE.")
  expect_identical(as_axes(c(1, -1)), c(0L, -1L))
  expect_identical(as_axes(list(1, c(2, 3))), list(0L, c(1L, 2L)))
  expect_error(as_axes(c(0, 1)), class = "hornpipe_type_error")
  expect_identical(as_index(2), 1L)
  expect_error(as_index(0), class = "hornpipe_type_error")
  expect_identical(as_indices(c(1, 5)), c(0L, 4L))
})

test_that("shapes are lists, with NULL where any size will do", {
  expect_identical(as_shape(784), list(784L))
  expect_identical(as_shape(c(28, 28, 1)), list(28L, 28L, 1L))
  expect_identical(as_shape(c(NA, 3)), list(NULL, 3L))
  expect_identical(as_shape(list(NULL, 3)), list(NULL, 3L))
  expect_identical(as_shape(list()), list())
  expect_identical(as_shape(list(c(2, 3), c(4, NA))), list(list(2L, 3L), list(4L, NULL)))
  expect_null(as_shape(NULL))
  input_shape <- c(2.5, 1)
  expect_match(message_of(as_shape(input_shape)), "^`input_shape` must be a shape.*got 2.5\\.$")
  expect_error(as_shape("a"), class = "hornpipe_type_error")
})

test_that("a long value is described, not printed", {
  x <- as.numeric(1:100) + 0.5
  expect_identical(message_of(as_ints(x)), "`x` must be whole numbers, got a numeric of length 100.")
  expect_identical(message_of(as_int(mean)), "`mean` must be a whole number, got a function.")
})

test_that("dtypes are named by one string", {
  expect_identical(as_dtype("float16"), "float16")
  expect_error(as_dtype(32), class = "hornpipe_type_error")
})

test_that("NA in a new shape follows from the other sizes", {
  expect_identical(as_sizes(c(NA, 2)), list(-1L, 2L))
  expect_identical(as_sizes(c(-1, 2)), list(-1L, 2L))
})

test_that("verbose is TRUE, FALSE, a number or \"auto\"", {
  expect_identical(as_verbose(TRUE), 1L)
  expect_identical(as_verbose(2), 2L)
  expect_identical(as_verbose("auto"), "auto")
  expect_error(as_verbose(NA), class = "hornpipe_type_error")
})

test_that("the rate of an optimizer by its early name", {
  expect_warning(sgd <- optimizer_sgd(lr = 0.5, momentum = 0.9), "`lr` has been renamed to `learning_rate`", class = "hornpipe_deprecated_warning")
  expect_warning(optimizer_sgd(decay = 1e-6), "`decay` is ignored, .* `learning_rate = learning_rate_schedule_inverse_time", class = "hornpipe_deprecated_warning")
  expect_silent(optimizer_sgd(decay = 0))
  expect_equal(as.numeric(sgd$learning_rate), 0.5)
  expect_equal(sgd$momentum, 0.9)
  expect_error(optimizer_sgd(rate = 0.5), "takes no argument 'rate'", class = "hornpipe_error")
})

test_that("complex numbers become complex tensors", {
  z <- matrix(complex(real = 1:4, imaginary = c(0, -1, 2, 0)), 2)
  expect_equal(as.array(op_real(z)), Re(z))
  expect_equal(as.array(op_imag(z)), Im(z))
  expect_equal(as.array(op_array(z)), z)
  expect_equal(as.vector(as.array(op_isreal(z))), c(TRUE, FALSE, FALSE, TRUE))
})

test_that("a number of parts is a count, several are positions from 1", {
  cut <- function(...) lapply(op_split(1:6, ...), function(part) as.vector(as.array(part)))
  expect_equal(cut(3), list(1:2, 3:4, 5:6))
  expect_equal(cut(c(3, 4)), list(1:2, 3L, 4:6))
  expect_equal(cut(list(3)), list(1:2, 3:6))
  expect_equal(cut(array(3)), cut(list(3)))
  expect_error(cut(c(0, 2)), "counted from 1", class = "hornpipe_type_error")
  expect_equal(lapply(op_hsplit(matrix(1:6, 1), c(3, 5)), dim), rep(list(c(1L, 2L)), 3))
})

test_that("axes of a tensor product are a number of them, or lists counted from 1", {
  x <- matrix(1:6 + 0, 2)
  expect_equal(as.array(op_tensordot(x, t(x), axes = 1)), x %*% t(x))
  expect_equal(as.array(op_tensordot(x, x, axes = list(2, 2))), x %*% t(x))
  expect_equal(as.array(op_tensordot(x, x, axes = c(1, 1))), t(x) %*% x)
  expect_equal(as.array(op_tensordot(x, x, axes = list(-1, -1))), x %*% t(x))
  expect_error(op_tensordot(x, x, axes = list(0, 1)), "`axes` must be counted from 1", class = "hornpipe_type_error")
})

test_that("a choice may be shortened, and what is none is told with the nearest", {
  pick <- function(method = c("median", "maximum", "mean")) as_choice(method)
  expect_equal(pick(), "median")
  expect_equal(pick("max"), "maximum")
  error <- expect_error(pick("meen"), "`method` must be one of \"median\", \"maximum\", \"mean\", got \"meen\". Did you mean `mean`?", fixed = TRUE, class = "hornpipe_argument_error")
  expect_equal(error$expected, c("median", "maximum", "mean"))
  expect_error(pick(3), "got 3.", fixed = TRUE, class = "hornpipe_argument_error")
})

test_that("a shape may be a function of the shape of the input", {
  x <- layer_input(2)
  wider <- function(shape) list(shape[[1]], 3)
  y <- x %>% layer_lambda(function(x) op_concatenate(list(x, x[, 1, drop = FALSE]), axis = -1), output_shape = wider)
  expect_identical(dim(y), c(NA, 3L))
  first <- function(shapes) {
    c(one, other) %<-% shapes
    one
  }
  expect_identical(dim(list(x, y) %>% layer_lambda(function(v) v[[1]] * 2, output_shape = first)), c(NA, 2L))
  expect_equal(predict(keras_model(x, y), matrix(1:2, 1)), matrix(c(1, 2, 1), 1))
  twice <- function(x) op_concatenate(list(x, x), axis = -1)
  wide <- function(shape) c(NA, 2 * shape[[2]])
  model <- keras_model(x, layer_lambda(x, twice, output_shape = wide))
  file <- withr::local_tempfile(fileext = ".keras")
  save_model(model, file)
  again <- load_model(file, custom_objects = list(twice = twice, wide = wide))       # a vector of doubles with NA, from Python's side
  expect_identical(again$output_shape, list(NULL, 4L))
  expect_equal(predict(again, matrix(1:2, 1)), matrix(c(1, 2, 1, 2), 1))
  expect_error(layer_lambda(f = identity, output_shape = "a"), "`output_shape` must be a shape", class = "hornpipe_type_error")
})

test_that("functions of loops may return vectors and numbers: they are tensors", {
  add <- function(total, x) if (op_convert_to_numpy(x) > 1) list(0, total) else list(total + x, total)
  step <- as_step(add)
  expect_identical(reticulate::py_to_r(reticulate::import("inspect")$signature(step)$parameters$keys()) |> reticulate::iterate(), c("total", "x"))
  carry <- step(op_array(c(1, 2)), op_array(5))
  expect_true(all(vapply(carry, is_tensor, NA)))
  expect_identical(as_step(op_add), core()$ops$add)
  expect_equal(all_tensors(list(a = 1L, b = NULL))$b, NULL)
  expect_error(op_scan(function(total, x) total, 0, 1:3), "`f` must return two values, the next carry and a result, got ", class = "hornpipe_value_error")
  expect_error(op_map(1:3, function(x) "a"), class = "hornpipe_error")
})
