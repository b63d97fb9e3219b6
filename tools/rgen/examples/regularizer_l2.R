layer_dense(units = 4, kernel_regularizer = regularizer_l2(0.001))
