# the values, one for each row
as.array(loss_mean_squared_error(matrix(c(0, 1), 1), matrix(c(0.5, 1), 1)))

# an object for compile(); the function itself, or its name, will do too
mse <- loss_mean_squared_error(reduction = "sum")
