model <- keras_model_sequential(input_shape = 4) %>%
  layer_dense(3, activation = "softmax")
model %>% compile(
  optimizer = optimizer_adam(learning_rate = 0.01),
  loss = "sparse_categorical_crossentropy",
  metrics = "accuracy"
)
history <- model %>% fit(iris[, 1:4], iris$Species, epochs = 5, verbose = 0)
history
