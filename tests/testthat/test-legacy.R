test_that("activation layers of keras 2.x", {
  expect_equal(as.vector(as.array(layer_activation_thresholded_relu(theta = 1)(c(-1, 0.5, 2)))), c(0, 0, 2))
  expect_identical(layer_activation_selu()$activation$`__name__`, "selu")
})
