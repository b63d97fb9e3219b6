as.array(activation_relu(c(-1, 0, 2)))
layer_dense(units = 4, activation = activation_relu)
