layer_dense(units = 4, kernel_initializer = initializer_he_normal(seed = 1))
layer_dense(units = 4, kernel_initializer = "he_normal")   # the same by name
