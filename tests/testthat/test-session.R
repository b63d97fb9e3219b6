layer_built <- function() keras_model_sequential(input_shape = 3) %>% layer_dense(2)

test_that("set_random_seed seeds R and the core", {
  set_random_seed(3)
  a <- list(runif(1), get_weights(layer_built()))
  set_random_seed(3)
  expect_identical(list(runif(1), get_weights(layer_built())), a)
  seed <- .Random.seed
  for (wrong in list(-1, 2^31, 1.5, "a", 1:2)) {
    expect_error(set_random_seed(wrong), "`seed` must be a whole number from 0 to 2147483647, got", class = "hornpipe_type_error")
  }
  expect_identical(.Random.seed, seed)
})

test_that("clear_session begins names anew", {
  clear_session()
  expect_equal(layer_dense(units = 1)$name, "dense")
  expect_equal(layer_dense(units = 1)$name, "dense_1")
  clear_session()
  expect_equal(layer_dense(units = 1)$name, "dense")
})

test_that("arrays and variables", {
  expect_s3_class(keras_array(1:3), "numpy.ndarray")
  expect_equal(reticulate::py_to_r(keras_array(list(1, 2:3))[[2]]), array(2:3))
  v <- keras_variable(matrix(1:4 / 2, 2), name = "v")
  expect_equal(as.array(v), matrix(1:4 / 2, 2))
  v$assign(v * 2)
  expect_equal(as.array(v), matrix(1:4, 2), ignore_attr = TRUE)
  expect_equal(dim(keras_variable("zeros", shape = c(2, 3))), c(2L, 3L))
  expect_error(use_backend("jax"), "`backend` must be \"torch\"", class = "hornpipe_value_error")
  expect_silent(use_backend("torch"))
})
