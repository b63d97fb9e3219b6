x <- array(seq_len(24), c(2, 3, 4))

test_that("samples are reshaped in Python's order", {
  expect_equal(reshape_samples(x, 12)[1, ], as.vector(t(x[1, , ])))
  expect_equal(reshape_samples(reshape_samples(x, 12), c(3, 4)), x)
})

test_that("axes are counted from the end, from 0, or several", {
  expect_equal(axes_in_r(list(0L, -1L), 3L), c(1L, 3L))
  expect_equal(in_columns(x, 2L, rowSums, keep = FALSE), apply(x, c(1, 3), sum))
  expect_equal(in_columns(x, c(1L, 3L), rowSums, keep = FALSE), array(apply(x, 2, sum)))
  expect_equal(in_columns(x, 2L, function(m) m - rowMeans(m))[1, , 1], c(-2, 0, 2))
})

test_that("arrays are bound, framed, reversed and stretched", {
  expect_equal(bind_along(list(x, x), 3L)[, , 5:8], x)
  expect_equal(bind_along(list(x, x[, 1:2, ]), 2L)[, 4:5, ], x[, 1:2, ])
  expect_equal(dim(framed(x, 1L, 2L)), c(2L, 6L, 4L))
  expect_equal(framed(x, 1L, 2L)[, 2:4, ], x)
  expect_equal(sum(framed(x, 1L, 2L)), sum(x))
  expect_equal(reversed(x, 2L), x[, 3:1, ])
  stretched <- broadcast(list(x, matrix(1:8, 2)))[[2]]
  expect_equal(stretched[, 3, ], matrix(1:8, 2))
  expect_equal(array(1, dim(x)) * along(1:3, dim(x), 2L), aperm(array(1:3, c(3, 2, 4)), c(2, 1, 3)) * 1)
})
