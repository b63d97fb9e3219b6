test_that("a feature space encodes the columns of a data frame", {
  data <- data.frame(n = c(1, 3), s = c("a", "b"), k = c(2L, 5L))
  space <- layer_feature_space(features = list(
    n = "float_normalized", s = feature_string_categorical(num_oov_indices = 0), k = feature_float_rescaled(scale = 2)
  ))
  adapt(space, data)
  encoded <- as.array(space(data))
  expect_equal(dim(encoded), c(2L, 4L))
  expect_true(all(c(4, 10) %in% encoded))
  crossed <- layer_feature_space(features = list(a = feature_integer_categorical(), b = "string_hashed"), crosses = list(c("a", "b")), crossing_dim = 4, hashing_dim = 3)
  adapt(crossed, data.frame(a = 1:2, b = c("x", "y")))
  expect_equal(dim(crossed(data.frame(a = 1:2, b = c("x", "y")))), c(2L, 3L + 3L + 4L))
})
