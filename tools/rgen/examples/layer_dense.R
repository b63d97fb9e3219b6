model <- keras_model_sequential()
model %>%
  layer_dense(units = 32, activation = "relu", input_shape = 784) %>%
  layer_dense(units = 10, activation = "softmax")
model

# on a tensor, and as a layer of its own
x <- layer_input(shape = 4)
y <- layer_dense(x, units = 2)
dense <- layer_dense(units = 2)
