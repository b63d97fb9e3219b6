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
  expect_equal(as.numeric(suppressWarnings(metric_cosine_proximity(x, 2 * x))), c(-1, -1))
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

test_that("arguments of keras 2.x are taken: under their new name, or where they mean what happens anyway", {
  expect_equal(regularizer_l1(l = 0.5)$l1, 0.5)
  expect_equal(regularizer_l2(l = 0.25)$l2, 0.25)
  expect_equal(as.numeric(activation_relu(op_array(c(-1, 2)), alpha = 0.5)), c(-0.5, 2))
  x <- layer_input(c(4, 5))
  expect_equal(dim(layer_attention(inputs = list(x, x), causal = FALSE)), c(NA, 4L, 5L))
  expect_silent(layer_gru(units = 2, time_major = FALSE))
  expect_error(layer_lstm(units = 2, time_major = TRUE), "`time_major` must be FALSE", class = "hornpipe_type_error")
  expect_silent(callback_model_checkpoint("w.hdf5", save_weights_only = TRUE, period = 1))
  expect_warning(callback_model_checkpoint("m.h5", period = 5), "`period` has no effect", class = "hornpipe_deprecated_warning")
  expect_warning(callback_tensorboard(tempfile(), batch_size = 32), "`batch_size` has no effect", class = "hornpipe_deprecated_warning")
  expect_silent(optimizer_adam(jit_compile = FALSE))
})
