test_that("every activation", {
  x <- matrix(c(-8, -3.1, -2, -1, -0.4, 0, 0.2, 0.5, 1, 1.7, 3, 9), 2)
  for (name in setdiff(names(predictor_activations), "_keras2_hard_sigmoid")) {
    expect_layer_agrees(layer_activation(activation = name), 6, x, label = name)
  }
})

test_that("options of activations", {
  x <- matrix(c(-2, -0.5, 0, 0.5, 1, 3), 1)
  expect_equal(as.vector(predictor_activations$relu(x, negative_slope = 0.1, max_value = 2, threshold = 0.5)), c(-0.25, -0.1, -0.05, 0, 1, 2))
  expect_equal(as.vector(predictor_activations$`_keras2_hard_sigmoid`(x)), c(0.1, 0.4, 0.5, 0.6, 0.7, 1))
  expect_equal(as.vector(predictor_activations$soft_shrink(x)), c(-1.5, 0, 0, 0, 0.5, 2.5))
  far <- predictor_activations$softmax(matrix(c(1000, 1001), 1))
  expect_equal(as.vector(far), c(1, exp(1)) / (1 + exp(1)))
})
