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

# What Keras' FeatureSpace gives for the same columns.
data <- data.frame(number = c(1, 2, 3, 6), count = c(0, 1, 2, 7), id = c(3L, 14L, 15L, 92L), colour = c("red", "green", "blue", "red"))
encoded <- function(..., crosses = NULL, output_mode = "concat") {
  features <- list(...)
  space <- layer_feature_space(features = features, crosses = crosses, output_mode = output_mode)
  adapt(space, data[names(features)])
  found <- space(data[names(features)])
  if (output_mode == "dict") lapply(found, as.array) else as.array(found)
}

test_that("numbers pass, are scaled, or cut into bins", {
  expect_equal(encoded(number = feature_float()), cbind(c(1, 2, 3, 6)))
  expect_equal(encoded(number = feature_float_rescaled(scale = 0.5, offset = 1)), cbind(c(1.5, 2, 2.5, 4)))
  expect_equal(encoded(number = feature_float_normalized()), cbind((data$number - 3) / sqrt(mean((data$number - 3)^2))), tolerance = 1e-6)
  bins <- diag(3)[c(1, 2, 3, 3), ]
  expect_equal(encoded(count = feature_float_discretized(num_bins = 3)), bins)
  expect_equal(encoded(count = feature_float_discretized(num_bins = NULL, bin_boundaries = c(0.5, 1.5))), bins)
  expect_equal(encoded(count = feature_float_discretized(3, output_mode = "int", name = "cut"), output_mode = "dict")$count, cbind(c(0, 1, 2, 2)))
  expect_equal(feature_float_discretized(3, name = "cut")$preprocessor$name, "cut_preprocessor")
  expect_error(feature_float_discretized(3, bin_boundaries = c(0.5, 1.5)), "Both `num_bins` and `bin_boundaries` should not be set", class = "hornpipe_value_error")
})

test_that("categories are hashed into the bins of Keras", {
  expect_equal(encoded(id = feature_integer_hashed(num_bins = 4)), diag(4)[c(2, 2, 1, 4), ])
  expect_equal(encoded(colour = feature_string_hashed(num_bins = 4)), diag(4)[c(3, 1, 2, 3), ])
  expect_equal(as.vector(encoded(colour = feature_string_hashed(7, output_mode = "int"), output_mode = "dict")$colour), c(1, 2, 6, 1))
  expect_error(feature_string_hashed(num_bins = 2.5), "`num_bins` must be a whole number, got 2.5", class = "hornpipe_type_error")
})

test_that("a layer of one's own encodes a column", {
  expect_equal(encoded(number = feature_custom("float32", layer_rescaling(scale = 0.5), "float")), cbind(data$number / 2))
  expect_error(feature_custom(3, layer_rescaling(scale = 1), "float"), "`dtype` must be", class = "hornpipe_type_error")
})

test_that("columns are crossed", {
  crossed <- function(...) {
    encoded(id = feature_integer_categorical(num_oov_indices = 0), colour = feature_string_categorical(num_oov_indices = 0),
            crosses = list(feature_cross(c("id", "colour"), ...)), output_mode = "dict")$id_X_colour
  }
  expect_equal(crossed(crossing_dim = 5), diag(5)[c(1, 2, 3, 5), ])
  expect_equal(as.vector(crossed(5, output_mode = "int")), c(0, 1, 2, 4))
})
