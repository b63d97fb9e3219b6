a <- array(as.numeric(1:24), c(2, 3, 4))

test_that("[ counts from 1 and drops as R does", {
  t <- to_tensor(a)
  expect_equal(as.array(t[1, , ]), a[1, , ])
  expect_equal(as.array(t[, 2:3, 4]), a[, 2:3, 4])
  expect_equal(dim(t[1, , , drop = FALSE]), c(1L, 3L, 4L))
  expect_equal(as.array(t[, c(3, 1), ]), a[, c(3, 1), ])
  expect_equal(as.array(t[, -1, ]), a[, 3, ])
  expect_equal(as.array(t[, c(-1, 1), ]), a[, c(3, 1), ])
  expect_equal(as.array(t[, c(TRUE, FALSE, TRUE), c(4, 2)]), a[, c(TRUE, FALSE, TRUE), c(4, 2)])
  expect_equal(dim(t[newaxis, , , 1]), c(1L, 2L, 3L))
  i <- 2
  expect_equal(as.numeric(t[i, i, i]), a[2, 2, 2])
  expect_error(t[0, , ], "positions from 1", class = "hornpipe_value_error")
  expect_error(t[3, , ], "An index of a tensor is 3, the dimension has 2 positions", class = "hornpipe_value_error")
  expect_error(t[, , -5], "An index of a tensor is -5", class = "hornpipe_value_error")
  expect_error(t[1, 1, 1, 1], "of 3 dimensions takes no more indices, got 4", class = "hornpipe_value_error")
})

test_that("symbolic tensors are indexed along known and unknown dimensions", {
  x <- layer_input(shape = c(3, 4))
  expect_equal(dim(x[, 2, ]), c(NA, 4L))
  expect_equal(dim(x[, , 2:4]), c(NA, 3L, 3L))
  model <- keras_model(x, x[, 1:2, 4])
  expect_equal(predict(model, a, verbose = 0), a[, 1:2, 4])
  expect_equal(predict(keras_model(x, x[, -1, ]), a, verbose = 0), a[, 3, ])
  expect_equal(predict(keras_model(x, x[, 2:NA, c(-1, 1)]), a, verbose = 0), a[, 2:3, c(4, 1)])
  expect_equal(dim(x[1:-2]), c(NA, 3L, 4L))
})

test_that("dimensions at the end may be left away, ranges be open or end before the end", {
  t <- to_tensor(a)
  expect_equal(as.array(t[2]), a[2, , ])
  expect_equal(as.array(t[2, 3]), a[2, 3, ], ignore_attr = TRUE)
  expect_equal(as.array(t[.., 1]), a[, , 1])
  expect_equal(dim(t[newaxis, .., newaxis]), c(1L, 2L, 3L, 4L, 1L))
  expect_equal(as.array(t[, 2:NA]), a[, 2:3, ])
  expect_equal(as.array(t[, , 1:-2]), a[, , 1:3])
  expect_equal(as.array(t[, , -2:NA]), a[, , 3:4])
  expect_equal(as.array(t[, , 1:4:2]), a[, , c(1, 3)])
  expect_equal(as.array(t[, , NULL:NULL:3]), a[, , c(1, 4)])
  expect_equal(as.array(t[, 3:1, ]), a[, 3:1, ])
  expect_equal(dim(t[-1, , , drop = FALSE]), c(1L, 3L, 4L))
  expect_error(t[, 0:-1, ], "counted from 1|from the end", class = "hornpipe_value_error")
  expect_error(t[, , 4:1:-1], "positive step, got -1", class = "hornpipe_value_error")
  expect_equal(as.numeric(op_convert_to_tensor(3)[]), 3)
})

test_that("one index may name elements", {
  m <- matrix(1:12, 3)
  t <- to_tensor(m)
  expect_equal(as.vector(as.array(t[m > 5])), t(m)[t(m) > 5])
  expect_equal(as.vector(as.array(t[t > 5L])), t(m)[t(m) > 5])
  points <- cbind(3:1, c(1, 4, 2))
  expect_equal(as.vector(as.array(t[points])), m[points])
  expect_equal(as.vector(as.array(op_subset(t, op_convert_to_tensor(points)))), m[points])
  expect_equal(as.array(t[op_convert_to_tensor(0:1)]), m[1:2, ])                # keras 2.15: tensors are taken as they are
  expect_equal(as.array(op_subset(t, op_convert_to_tensor(2:3), op_convert_to_tensor(c(1L, -1L)))), m[2:3, c(1, 4)])
  expect_equal(as.array(op_subset(t, op_convert_to_tensor(c(TRUE, FALSE, TRUE)), 2:3)), m[c(1, 3), 2:3])
  expect_equal(as.array(op_subset(t, reticulate::tuple(array(1:2), 3L))), array(m[1:2, 3]))
  t[m > 5] <- 0L
  expect_equal(as.array(t), m * (m <= 5))
  t[points] <- 99L
  expect_equal(as.array(t)[points], rep(99L, 3))
  t[-1] <- 7L
  expect_equal(as.array(t)[3, ], rep(7L, 4))
})

test_that("parts are set in a new tensor", {
  t <- to_tensor(a)
  b <- a
  t2 <- t
  t2[1, 2:3, ] <- 0
  b[1, 2:3, ] <- 0
  expect_equal(as.array(t2), b)
  expect_equal(as.array(t), a)
  t2[, c(3, 1), 2] <- matrix(c(1, 2, 3, 4), 2)
  b[, c(3, 1), 2] <- matrix(c(1, 2, 3, 4), 2)
  expect_equal(as.array(t2), b)
  expect_equal(as.array(op_subset(t, 2, 1:2, 3)), array(a[2, 1:2, 3]))
  op_subset(t, 1, 1, 1) <- 99
  expect_equal(as.numeric(t[1, 1, 1]), 99)
  expect_equal(dim(t[all_dims(), 1]), c(2L, 3L))
  x <- layer_input(shape = 3)
  expect_error(x[1, ] <- 0, "symbolic tensor cannot be set", class = "hornpipe_symbolic_value_error")
})

test_that("[[ takes one position, from 1", {
  x <- op_convert_to_tensor(matrix(1:6, 2))
  expect_equal(as.array(x[[1]]), array(c(1L, 3L, 5L)))
  expect_equal(as.array(x[[2, 3]]), 6L, ignore_attr = TRUE)
  expect_equal(as.integer(op_convert_to_tensor(c(5L, 7L))[[2]]), 7L)
  expect_equal(dim(layer_input(c(4, 3))[[1]]), c(4L, 3L))
  expect_error(x[[3]], "is 3, the dimension has 2 positions", class = "hornpipe_argument_error")
  expect_error(x[[0]], "got 0", class = "hornpipe_argument_error")
  expect_error(x[[1:2]], "takes one position, got 1:2", class = "hornpipe_argument_error")
  expect_equal(x[["ndim"]], 2L)
})
