model <- keras_model_sequential(input_shape = 1) %>% layer_dense(1)
model %>% compile(optimizer = "sgd", loss = "mse")
history <- model %>% fit(
  matrix(1:20 / 20), matrix(1:20 / 10),
  epochs = 200, validation_split = 0.2, verbose = 0,
  callbacks = callback_early_stopping(patience = 3, min_delta = 0.001)
)
length(history$metrics$loss)
