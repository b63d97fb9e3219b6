keras_model_sequential(input_shape = 4) %>%
  layer_dense(16) %>%
  layer_batch_normalization() %>%
  layer_activation("relu")
