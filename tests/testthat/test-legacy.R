test_that("activation layers of keras 2.x", {
  expect_equal(as.vector(as.array(layer_activation_thresholded_relu(theta = 1)(c(-1, 0.5, 2)))), c(0, 0, 2))
  expect_identical(layer_activation_selu()$activation$`__name__`, "selu")
})

test_that("names of keras 2.x that say what replaces them", {
  x <- op_array(matrix(c(1, 0, 0, 1), 2))
  expect_warning(loss <- loss_cosine_proximity(x, x), "use `loss_cosine_similarity()`", fixed = TRUE, class = "hornpipe_deprecated_warning")
  expect_equal(as.numeric(loss), c(-1, -1))
  expect_warning(metric <- metric_cosine_proximity(), "use `metric_cosine_similarity()`", fixed = TRUE, class = "hornpipe_deprecated_warning")
  expect_equal(metric$name, "cosine_similarity")
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1)
  expect_silent(compile(model, "sgd", loss_cosine_proximity))
})

test_that("the learning rate is also `lr`", {
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1)
  model %>% compile(optimizer_sgd(0.5), "mse")
  expect_equal(as.numeric(k_get_value(model$optimizer$lr)), 0.5)
  k_set_value(model$optimizer$lr, 0.25)
  expect_equal(as.numeric(model$optimizer$learning_rate), 0.25)
  model$optimizer$lr <- 0.125
  expect_equal(as.numeric(model$optimizer$learning_rate), 0.125)
})
