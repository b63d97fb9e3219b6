image <- c(5, 6, 4)
steps <- c(7, 4)

test_that("layers without windows or states give the numbers of the model", {
  cases <- list(
    list(layer_dense(units = 3), 4), list(layer_dense(units = 3, use_bias = FALSE, activation = "gelu"), image),
    list(layer_dense(units = 3, activation = layer_activation_leaky_relu(negative_slope = 0.1)), 4),
    list(layer_activation(activation = "tanh"), steps), list(layer_activation_relu(max_value = 1, negative_slope = 0.2, threshold = 0.3), steps),
    list(layer_activation_leaky_relu(), steps), list(layer_activation_elu(alpha = 0.5), steps), list(layer_activation_softmax(), steps),
    list(layer_activation_softmax(axis = 2), steps), list(layer_activation_parametric_relu(), steps),
    list(layer_activation_parametric_relu(shared_axes = 2), steps),
    list(layer_batch_normalization(), image), list(layer_batch_normalization(axis = 2, scale = FALSE), image),
    list(layer_batch_normalization(center = FALSE), 4), list(layer_layer_normalization(), steps),
    list(layer_layer_normalization(axis = c(2, 3)), image), list(layer_layer_normalization(axis = 2, center = FALSE), steps),
    list(layer_group_normalization(groups = 2), image), list(layer_group_normalization(groups = -1, axis = 2), image),
    list(layer_unit_normalization(axis = c(2, 3)), image), list(layer_rms_normalization(), steps),
    list(layer_spectral_normalization(layer = layer_dense(units = 3)), 4),
    list(layer_flatten(), image), list(layer_reshape(target_shape = c(3, -1)), image), list(layer_reshape(target_shape = 24), c(6, 4)),
    list(layer_permute(dims = c(3, 1, 2)), image), list(layer_repeat_vector(n = 5), 4),
    list(layer_zero_padding_1d(padding = c(1, 2)), steps), list(layer_zero_padding_2d(padding = list(c(1, 2), c(0, 3))), image),
    list(layer_zero_padding_3d(padding = c(1, 2, 0)), c(2, 3, 4, 2)),
    list(layer_cropping_1d(cropping = c(1, 2)), steps), list(layer_cropping_2d(cropping = list(c(1, 2), c(0, 3))), image),
    list(layer_cropping_3d(cropping = 1), c(3, 4, 5, 2)),
    list(layer_upsampling_1d(size = 3), steps), list(layer_upsampling_2d(size = c(2, 3)), image), list(layer_upsampling_3d(), c(2, 3, 2, 2)),
    list(layer_zero_padding_2d(padding = 1, data_format = "channels_first"), image),
    list(layer_rescaling(scale = 1 / 127.5, offset = -1), image), list(layer_rescaling(scale = c(1, 2, 3, 4), offset = 1), image),
    list(layer_normalization(mean = c(1, 2, 3, 4), variance = c(1, 4, 9, 16)), steps), list(layer_normalization(mean = 1, variance = 4, axis = NULL), 4),
    list(layer_normalization(mean = c(1, 2, 3, 4), variance = c(1, 4, 9, 16), invert = TRUE), steps),
    list(layer_dropout(rate = 0.5), steps), list(layer_spatial_dropout_1d(rate = 0.5), steps), list(layer_gaussian_noise(stddev = 1), 4),
    list(layer_alpha_dropout(rate = 0.5), 4), list(layer_gaussian_dropout(rate = 0.5), 4), list(layer_activity_regularization(l1 = 0.1), 4),
    list(layer_random_flip(), image), list(layer_random_rotation(factor = 0.2), image), list(layer_random_zoom(height_factor = 0.2), image),
    list(layer_random_contrast(factor = 0.2), image), list(layer_random_translation(height_factor = 0.2, width_factor = 0.2), image),
    list(layer_random_brightness(factor = 0.2), image)
  )
  for (case in cases) expect_layer_agrees(case[[1]], case[[2]])
})

test_that("numbers as categories", {
  ids <- matrix(c(0, 3, 2, 1, 1, 4), 2)
  for (layer in list(layer_embedding(input_dim = 5, output_dim = 3), layer_category_encoding(num_tokens = 5, output_mode = "one_hot"),
                     layer_category_encoding(num_tokens = 5), layer_category_encoding(num_tokens = 5, output_mode = "count"))) {
    expect_layer_agrees(layer, 3, ids)
  }
  bins <- c(-1, 0, 0.5)
  for (mode in c("int", "one_hot", "multi_hot", "count")) {
    expect_layer_agrees(layer_discretization(bin_boundaries = bins, output_mode = mode), 3, matrix(c(-2, -1, 0, 0.2, 0.5, 9), 2), label = mode)
  }
  expect_layer_agrees(layer_category_encoding(num_tokens = 4, output_mode = "one_hot"), 1, matrix(c(0, 3, 2), 3))
  model <- keras_model_sequential(input_shape = 3) %>% layer_embedding(5, 2)
  expect_agreement(model, matrix(c(-1, 3, 2), 1))
  expect_error(predict(as_r_predictor(model), matrix(c(5, 3, 2), 1)), "has vectors for 0 to 4, got 5", class = "hornpipe_data_error")
})

test_that("layers of several inputs", {
  a <- layer_input(shape = steps)
  b <- layer_input(shape = steps)
  row <- layer_input(shape = 4)
  x <- list(random_array(3, 7, 4), random_array(3, 7, 4))
  for (layer in list(layer_add(), layer_subtract(), layer_multiply(), layer_average(), layer_maximum(), layer_minimum(), layer_concatenate(),
                     layer_concatenate(axis = 2), layer_dot(axes = 3), layer_dot(axes = c(2, 2), normalize = TRUE))) {
    expect_agreement(keras_model(list(a, b), layer(list(a, b))), x, label = layer$name)
  }
  expect_agreement(keras_model(list(a, row), layer_add(list(a, row))), list(random_array(3, 7, 4), random_array(3, 4)))
  expect_agreement(keras_model(list(row, a), layer_dot(list(row, layer_flatten(a) %>% layer_dense(4)), axes = 2)), list(random_array(3, 4), random_array(3, 7, 4)))
})

test_that("masks travel, and count where the model lets them count", {
  ids <- matrix(c(1, 2, 0, 3, 0, 0, 4, 1, 2, 0, 1, 0), 3, byrow = TRUE)
  input <- layer_input(shape = 4)
  other <- layer_input(shape = 4)
  vectors <- input %>% layer_embedding(5, 3, mask_zero = TRUE)
  more <- other %>% layer_embedding(5, 3, mask_zero = TRUE)
  x <- list(ids, ids[3:1, ])
  for (layer in list(layer_add(), layer_multiply(), layer_maximum(), layer_minimum(), layer_concatenate(), layer_concatenate(axis = 2), layer_average())) {
    model <- with_random_weights(keras_model(list(input, other), layer(list(vectors, more)) %>% layer_dense(3, activation = "tanh") %>% layer_lstm(2)))
    expect_agreement(model, x, label = layer$name)
  }
  expect_agreement(with_random_weights(keras_model(input, vectors %>% layer_dropout(0.1) %>% layer_global_average_pooling_1d())), ids)
  expect_agreement(with_random_weights(keras_model(input, vectors %>% layer_global_average_pooling_1d(keepdims = TRUE))), ids)
  expect_agreement(with_random_weights(keras_model(input, vectors %>% time_distributed(layer_dense(units = 3)) %>% layer_gru(2))), ids)
  series <- random_array(3, 4, 2)
  series[1, 3:4, ] <- 0
  series[2, 1, ] <- 0
  expect_agreement(with_random_weights(keras_model_sequential(input_shape = c(4, 2)) %>% layer_masking() %>% layer_lstm(3, return_sequences = TRUE) %>% layer_gru(2)), series)
})

test_that("arithmetic on symbolic tensors", {
  a <- layer_input(shape = 3)
  b <- layer_input(shape = 3)
  out <- (a * 2 + b / 3 - 1)^2 + sqrt(abs(a)) - op_relu(b) + op_maximum(a, b) * op_sigmoid(-a) + op_gelu(b)
  expect_agreement(keras_model(list(a, b), out), list(random_array(2, 3), random_array(2, 3)))
  total <- op_concatenate(list(a, b), axis = 2) * op_mean(a, axis = 2, keepdims = TRUE) + op_expand_dims(op_sum(b, axis = 2), axis = 2) - op_max(a, axis = 2, keepdims = TRUE)
  expect_agreement(keras_model(list(a, b), total), list(random_array(2, 3), random_array(2, 3)))
})
