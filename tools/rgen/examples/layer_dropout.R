# a layer without `object` can be called like a function
drop <- layer_dropout(rate = 0.5)
x <- matrix(1, nrow = 2, ncol = 4)
as.array(drop(x))                    # inference: nothing happens
as.array(drop(x, training = TRUE))   # half of the values are 0, the others doubled
