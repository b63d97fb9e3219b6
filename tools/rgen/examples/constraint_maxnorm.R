layer_dense(units = 4, kernel_constraint = constraint_maxnorm(2))
