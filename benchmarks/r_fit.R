# fit() from R and from Python in turn, on one workload; prints the least CPU seconds of either and the median of their ratio. Run by r_fit.py.
suppressPackageStartupMessages(library(hornpipe))
work <- commandArgs(TRUE)[1]
rounds <- as.integer(commandArgs(TRUE)[2])
epochs <- 5L
set_random_seed(0)
samples <- if (work == "mlp") 12800L else 3840L
size <- if (work == "mlp") 32L else 128L
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
cpu <- function() sum(proc.time()[1:2])
from_r <- function() {
  before <- cpu()
  fit(model, x, y, batch_size = size, epochs = epochs, verbose = 0)
  cpu() - before
}
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
from_python <- reticulate::import_from_path("r_fit", dirname(script))$prepared(work, samples, size, epochs)
invisible(from_r())
invisible(from_python())
seconds <- t(replicate(rounds, c(python = from_python(), r = from_r())))
cat(apply(seconds, 2, min), median(seconds[, "r"] / seconds[, "python"]), "\n")
