image <- c(7, 6, 4)
steps <- c(8, 4)
volume <- c(4, 5, 4, 2)

test_that("convolutions give the numbers of the model", {
  cases <- list(
    list(layer_conv_1d(filters = 3, kernel_size = 3, activation = "relu"), steps), list(layer_conv_1d(filters = 3, kernel_size = 3, padding = "causal", dilation_rate = 2), steps),
    list(layer_conv_1d(filters = 3, kernel_size = 4, padding = "same", strides = 3), steps), list(layer_conv_1d(filters = 4, kernel_size = 2, groups = 2), steps),
    list(layer_conv_2d(filters = 3, kernel_size = c(3, 2)), image), list(layer_conv_2d(filters = 3, kernel_size = 3, strides = c(2, 3), padding = "same"), image),
    list(layer_conv_2d(filters = 3, kernel_size = 2, dilation_rate = c(2, 1), padding = "same"), image),
    list(layer_conv_2d(filters = 6, kernel_size = 2, groups = 2, use_bias = FALSE), image), list(layer_conv_2d(filters = 3, kernel_size = 1), image),
    list(layer_conv_3d(filters = 2, kernel_size = c(2, 3, 2), padding = "same"), volume),
    list(layer_depthwise_conv_1d(kernel_size = 3, depth_multiplier = 2), steps),
    list(layer_depthwise_conv_2d(kernel_size = c(3, 2), depth_multiplier = 2, padding = "same", activation = "tanh"), image),
    list(layer_depthwise_conv_2d(kernel_size = 3, strides = 2), image),
    list(layer_separable_conv_1d(filters = 3, kernel_size = 3, padding = "same"), steps),
    list(layer_separable_conv_2d(filters = 3, kernel_size = c(2, 3), depth_multiplier = 2, dilation_rate = 2), image),
    list(layer_conv_1d_transpose(filters = 3, kernel_size = 3, strides = 2), steps), list(layer_conv_1d_transpose(filters = 3, kernel_size = 2, strides = 3, padding = "same"), steps),
    list(layer_conv_2d_transpose(filters = 3, kernel_size = c(3, 2), strides = 2, padding = "same"), image),
    list(layer_conv_2d_transpose(filters = 3, kernel_size = 2, strides = 3), image),
    list(layer_conv_2d_transpose(filters = 3, kernel_size = 3, strides = 2, padding = "same", output_padding = 1), image),
    list(layer_conv_2d_transpose(filters = 3, kernel_size = 2, dilation_rate = 2), image), list(layer_conv_3d_transpose(filters = 2, kernel_size = 2, strides = 2), volume)
  )
  for (case in cases) expect_layer_agrees(case[[1]], case[[2]])
})

test_that("pooling gives the numbers of the model", {
  cases <- list(
    list(layer_max_pooling_1d(), steps), list(layer_max_pooling_1d(pool_size = 3, strides = 2, padding = "same"), steps),
    list(layer_max_pooling_2d(pool_size = c(2, 3)), image), list(layer_max_pooling_2d(pool_size = 3, strides = 1, padding = "same"), image),
    list(layer_max_pooling_3d(), volume), list(layer_average_pooling_1d(pool_size = 2, strides = 1, padding = "same"), steps),
    list(layer_average_pooling_2d(pool_size = c(3, 2), strides = 2, padding = "same"), image), list(layer_average_pooling_2d(), image),
    list(layer_average_pooling_3d(pool_size = 2, padding = "same"), volume),
    list(layer_global_max_pooling_1d(), steps), list(layer_global_max_pooling_2d(keepdims = TRUE), image), list(layer_global_max_pooling_3d(), volume),
    list(layer_global_average_pooling_1d(keepdims = TRUE), steps), list(layer_global_average_pooling_2d(), image), list(layer_global_average_pooling_3d(), volume)
  )
  for (case in cases) expect_layer_agrees(case[[1]], case[[2]])
})

test_that("channels may come first", {
  for (layer in list(layer_conv_2d(filters = 3, kernel_size = 2, data_format = "channels_first"), layer_max_pooling_2d(data_format = "channels_first"),
                     layer_average_pooling_2d(pool_size = 2, data_format = "channels_first"), layer_global_max_pooling_2d(data_format = "channels_first"),
                     layer_global_average_pooling_2d(keepdims = TRUE, data_format = "channels_first"),
                     layer_flatten(data_format = "channels_first"), layer_upsampling_2d(data_format = "channels_first"))) {
    expect_layer_agrees(layer, c(4, 7, 6))
  }
})

test_that("a window that does not fit is told", {
  model <- keras_model_sequential() %>% layer_conv_1d(2, 3, input_shape = c(NA, 2)) %>% layer_global_max_pooling_1d()
  predictor <- as_r_predictor(model)
  expect_equal(dim(predict(predictor, random_array(2, 5, 2))), c(2L, 2L))
  expect_error(predict(predictor, random_array(2, 2, 2)), "reaches over \\(3\\) entries, its input has \\(2\\)", class = "hornpipe_shape_error")
})
