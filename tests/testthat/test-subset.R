a <- array(as.numeric(1:24), c(2, 3, 4))

test_that("[ counts from 1 and drops as R does", {
  t <- to_tensor(a)
  expect_equal(as.array(t[1, , ]), a[1, , ])
  expect_equal(as.array(t[, 2:3, 4]), a[, 2:3, 4])
  expect_equal(dim(t[1, , , drop = FALSE]), c(1L, 3L, 4L))
  expect_equal(as.array(t[, c(3, 1), ]), a[, c(3, 1), ])
  expect_equal(as.array(t[, -1, ]), a[, -1, ])
  expect_equal(as.array(t[, c(TRUE, FALSE, TRUE), c(4, 2)]), a[, c(TRUE, FALSE, TRUE), c(4, 2)])
  expect_equal(dim(t[newaxis, , , 1]), c(1L, 2L, 3L))
  i <- 2
  expect_equal(as.numeric(t[i, i, i]), a[2, 2, 2])
  expect_error(t[0, , ], "positions from 1", class = "hornpipe_value_error")
  expect_error(t[3, , ], "An index of a tensor is 3, the dimension has 2 positions", class = "hornpipe_value_error")
  expect_error(t[1, 1], "of 3 dimensions takes as many indices, got 2", class = "hornpipe_value_error")
})

test_that("symbolic tensors are indexed along known and unknown dimensions", {
  x <- layer_input(shape = c(3, 4))
  expect_equal(dim(x[, 2, ]), c(NA, 4L))
  expect_equal(dim(x[, , 2:4]), c(NA, 3L, 3L))
  model <- keras_model(x, x[, 1:2, 4])
  expect_equal(predict(model, a, verbose = 0), a[, 1:2, 4])
  expect_error(x[-1, , ], "unknown size takes no negative index", class = "hornpipe_value_error")
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
