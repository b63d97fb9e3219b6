a <- layer_input(shape = 2)
b <- layer_input(shape = 3)
both <- layer_concatenate(a, b)       # or layer_concatenate(list(a, b))
keras_model(list(a, b), both %>% layer_dense(1))
