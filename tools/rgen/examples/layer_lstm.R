model <- keras_model_sequential() %>%
  layer_embedding(input_dim = 1000, output_dim = 16) %>%
  layer_lstm(units = 8, return_sequences = TRUE) %>%
  layer_lstm(units = 8) %>%
  layer_dense(units = 1, activation = "sigmoid")
predict(model, matrix(sample(0:999, 20), nrow = 2), verbose = 0)
layer_input(c(8, 3)) |> layer_cudnn_lstm(units = 4)
