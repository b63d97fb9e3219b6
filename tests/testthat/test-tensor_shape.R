test_that("the shape of a tensor is one of R's, with the methods of keras 2.x", {
  x <- to_tensor(matrix(0, 2, 3))
  expect_s3_class(x$shape, "keras_shape")
  expect_true(x$shape == shape(2, 3))
  expect_identical(x$shape[[2]], 3L)
  expect_identical(x$shape$as_list(), c(2L, 3L))
  expect_identical(c(x$shape$rank, x$shape$ndims, x$shape$num_elements()), c(2L, 2L, 6L))
  expect_true(x$shape$is_fully_defined())
  expect_identical(keras_variable(1)$shape$as_list(), integer())
  symbolic <- layer_input(c(NA, 3))
  expect_identical(symbolic$shape$as_list(), list(NULL, NULL, 3L))
  expect_false(symbolic$shape$is_fully_defined())
  expect_identical(symbolic$shape$num_elements(), NA_integer_)
})

test_that("methods of classes see shapes", {
  seen <- list()
  layer_seen <- new_layer_class("Seen",
    build = function(input_shape) seen$build <<- input_shape$as_list(),
    call = function(inputs) op_concatenate(list(inputs, inputs)),
    compute_output_shape = function(input_shape) list(input_shape[[1]], input_shape[[2]] * 2)
  )
  expect_equal(dim(layer_seen()(layer_input(4))), c(NA, 8L))
  expect_identical(seen$build, list(NULL, 4L))
  several <- new_layer_class("Several", build = function(input_shape) seen$all <<- lapply(input_shape, as.integer), call = function(inputs) inputs[[1]])
  several()(list(layer_input(2), layer_input(3)))
  expect_identical(seen$all, list(c(NA, 2L), c(NA, 3L)))
})
