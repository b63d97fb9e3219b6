x <- matrix(1:6, nrow = 2)
as.array(op_mean(x))
as.array(op_mean(x, axis = 1))   # over the rows: one value for each column
