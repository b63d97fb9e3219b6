test_that("clear_session() starts names anew", {
  clear_session()
  expect_identical(layer_dense(units = 1)$name, "dense")
  expect_identical(layer_dense(units = 1)$name, "dense_1")
  clear_session()
  expect_identical(layer_dense(units = 1)$name, "dense")
})

test_that("set_random_seed() makes weights and R's draws repeatable", {
  run <- function() {
    set_random_seed(7)
    layer <- layer_dense(units = 3)
    layer$build(list(NULL, 2L))
    list(get_weights(layer), runif(2))
  }
  expect_identical(run(), run())
  expect_error(set_random_seed(1.5), "`seed` must be a whole number", class = "hornpipe_type_error")
})

test_that("the engine is torch", {
  expect_null(use_backend("torch"))
  expect_error(use_backend("tensorflow"), "torch")
})
