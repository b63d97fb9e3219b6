# fit() from R on one workload, a number of times with a number of epochs; prints the least CPU seconds. Run by r_fit.py.
suppressPackageStartupMessages(library(hornpipe))
work <- commandArgs(TRUE)[1]
set_random_seed(0)
samples <- if (work == "mlp") 12800 else 3840
input <- if (work == "mlp") 784 else c(28, 28, 1)
x <- array(runif(samples * 784), c(samples, input))
y <- sample(0:9, samples, TRUE)
model <- keras_model_sequential(input_shape = input)
if (work == "mlp") {
  model %>% layer_dense(128, activation = "relu") %>% layer_dropout(0.2)
} else {
  model %>% layer_conv_2d(32, 3, activation = "relu") %>% layer_max_pooling_2d() %>%
    layer_conv_2d(64, 3, activation = "relu") %>% layer_max_pooling_2d() %>% layer_flatten() %>% layer_dropout(0.5)
}
model %>% layer_dense(10, activation = "softmax")
model %>% compile("adam", "sparse_categorical_crossentropy", metrics = "accuracy")
size <- if (work == "mlp") 32 else 128
cpu <- function() sum(proc.time()[1:2])
invisible(fit(model, x, y, batch_size = size, epochs = 1, verbose = 0))
seconds <- replicate(as.integer(commandArgs(TRUE)[2]), {
  before <- cpu()
  fit(model, x, y, batch_size = size, epochs = as.integer(commandArgs(TRUE)[3]), verbose = 0)
  cpu() - before
})
cat(format(min(seconds), digits = 15), "\n")
