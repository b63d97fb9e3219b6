test_that("normalization learns mean and variance", {
  layer <- layer_normalization()
  x <- cbind(c(1, 2, 3), c(10, 20, 30))
  expect_identical(adapt(layer, x), layer)
  out <- as.array(layer(x))
  expect_equal(colMeans(out), c(0, 0), tolerance = 1e-6)
  expect_equal(out[3, ], c(1, 1) * sqrt(1.5), tolerance = 1e-5)
})

test_that("a lookup learns and tells its vocabulary", {
  layer <- layer_string_lookup()
  adapt(layer, c("b", "a", "b"))
  expect_identical(get_vocabulary(layer), c("[UNK]", "b", "a"))
  expect_identical(get_vocabulary(layer, include_special_tokens = FALSE), c("b", "a"))
  set_vocabulary(layer, c("x", "y"))
  expect_identical(get_vocabulary(layer, FALSE), c("x", "y"))
})

test_that("adapt() reads a generator function to its end", {
  layer <- layer_normalization()
  batches <- list(matrix(c(1, 2), ncol = 1), matrix(c(3, 4), ncol = 1))
  i <- 0
  adapt(layer, function() {
    i <<- i + 1
    if (i <= 2) batches[[i]]
  })
  expect_equal(as.numeric(as.array(layer$mean)), 2.5, tolerance = 1e-6)
})
