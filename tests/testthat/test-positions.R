numbers <- function(x) as.vector(as.array(x))

test_that("parts are written and read from positions that count from 1", {
  x <- op_scatter_update(op_zeros(4), matrix(c(1, 1, 3)), c(1, 2, 4), reduction = "add")
  expect_equal(numbers(x), c(3, 0, 4, 0))
  expect_equal(as.array(op_scatter(rbind(c(1, 2), c(2, 2)), c(5, 6), c(2, 2))), rbind(c(0, 5), c(0, 6)))
  expect_equal(numbers(op_scatter(matrix(0L), 1, 2, zero_indexed = TRUE)), c(1, 0))
  m <- matrix(1:25, 5)
  expect_equal(as.array(op_slice(m, c(3, 4), c(2, 2))), m[3:4, 4:5])
  expect_equal(as.array(op_slice(m, list(op_convert_to_tensor(3L), 4), c(2, 2))), m[3:4, 4:5])
  expect_equal(as.array(op_slice_update(op_zeros(c(3, 3)), c(2, 2), op_ones(c(2, 2)))), rbind(0, c(0, 1, 1), c(0, 1, 1)))
  expect_error(op_slice(m, c(0, 1), c(1, 1)), "`start_indices` must be positions counted from 1", class = "hornpipe_type_error")
})

test_that("segments and branches count from 1", {
  expect_equal(numbers(op_segment_sum(c(1, 2, 3, 4), c(1, 1, 2, 2))), c(3, 7))
  expect_equal(numbers(op_segment_max(c(1, 2, 3, 4), op_convert_to_tensor(c(1L, 1L, 2L, 2L)))), c(2, 4))
  expect_equal(numbers(op_segment_sum(c(1, 2), c(1L, 1L), zero_indexed = TRUE)), c(0, 3))
  expect_equal(as.numeric(op_switch(1, list(function(x) x + 1, function(x) x - 1), 5)), 6)
  expect_equal(as.numeric(op_switch(9, list(function(x) x + 1, function(x) x - 1), 5)), 4)
})

test_that("flat positions are those of rows and columns", {
  expect_equal(lapply(op_unravel_index(c(1, 5), c(3, 3)), numbers), list(c(1, 2), c(1, 2)))
  expect_equal(lapply(op_unravel_index(array(4L), c(3, 3), zero_indexed = TRUE), numbers), list(1, 1))
})

test_that("op_unique() tells where values stand", {
  parts <- function(...) lapply(op_unique(c(3L, 1L, 3L), return_index = TRUE, return_inverse = TRUE, return_counts = TRUE, ...), numbers)
  expect_equal(parts(), list(c(1, 3), c(2, 1), c(2, 1, 2), c(1, 2)))
  expect_equal(parts(zero_indexed = TRUE), list(c(1, 3), c(1, 0), c(1, 0, 1), c(1, 2)))
  expect_equal(numbers(op_unique(c(2, 1, 2))), c(1, 2))
  expect_equal(lapply(op_unique(c(2, 1, 2), return_counts = TRUE), numbers), list(c(1, 2), c(1, 2)))
})
