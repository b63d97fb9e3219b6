test_that("models, layers and tensors show what they are in a line", {
  model <- keras_model_sequential(input_shape = 3, name = "m") %>% layer_dense(2, name = "d")
  expect_equal(format(model), "<Sequential `m`: 1 layer, 8 parameters>")
  expect_output(str(model), "<Sequential `m`: 1 layer, 8 parameters>")
  expect_output(print(model[[1]]), "^<Dense layer `d`, 8 parameters>$")
  expect_equal(format(layer_dense(units = 2, name = "e")), "<Dense layer `e`, not built>")
  expect_equal(format(layer_input(shape = c(NA, 3), name = "i")), "<symbolic tensor `i`: shape (NA, NA, 3), float32>")
  expect_output(print(model), "Model: \"m\"")
  expect_match(format(keras_model_sequential(name = "u") %>% layer_dense(2)), "not built")
})

test_that("a model without layers says so", {
  expect_output(print(keras_model_sequential(name = "empty")), "Model: \"empty\"\n<no summary available: the model has no layers>", fixed = TRUE)
})
