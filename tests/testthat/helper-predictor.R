# The contract of every layer of a predictor: the numbers of the live model, for weights that leave nothing out.

with_random_weights <- function(model) {
  set.seed(1)
  names <- vapply(model$weights, function(w) w$name, "")
  set_weights(model, Map(function(w, name) {
    array(if (grepl("variance", name)) stats::runif(length(w), 0.5, 2) else stats::runif(length(w), -0.6, 0.6), if (length(dim(w))) dim(w) else length(w))
  }, get_weights(model), names))
}

random_array <- function(...) array(stats::rnorm(prod(...)), c(...))

distance <- function(a, b) max(abs(a - b) / (1 + abs(b)))

expect_agreement <- function(model, x, tolerance = 1e-5, label = NULL) {
  expected <- predict(model, x, verbose = 0)
  actual <- predict(as_r_predictor(model), x)
  if (is.list(expected)) {
    expect_named(actual, names(expected), label = label)
    expect_equal(lapply(actual, dim), lapply(expected, dim), label = label)
    expect_lt(max(mapply(distance, actual, expected)), tolerance, label = label)
  } else {
    expect_equal(dim(actual), dim(expected), label = label)
    expect_lt(distance(actual, expected), tolerance, label = label)
  }
}

# A model of one layer for inputs of a shape, without the batch.
expect_layer_agrees <- function(layer, shape, x = random_array(3, shape), label = NULL) {
  input <- layer_input(shape = shape)
  output <- layer(input)
  model <- with_random_weights(keras_model(input, output))
  expect_agreement(model, x, label = if (is.null(label)) layer$name else label)
}
