model <- keras_model_sequential(input_shape = 4) %>%
  layer_dense(3, activation = "softmax")
model %>% compile(
  optimizer = optimizer_adam(learning_rate = 0.01),
  loss = "sparse_categorical_crossentropy",
  metrics = "accuracy"
)
history <- model %>% fit(as.matrix(iris[, 1:4]), as.integer(iris$Species) - 1L, epochs = 5, verbose = 0)
history
