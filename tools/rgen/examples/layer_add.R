x <- layer_input(shape = 8)
y <- x %>% layer_dense(8, activation = "relu")
residual <- layer_add(x, y)           # or layer_add(list(x, y))
keras_model(x, residual)
