# Images of clothing: train, look, save in every format, load in a new R session. Takes about two minutes on two cores.
# From a shell: Rscript fashion_mnist.R [folder for the files]
library(hornpipe)
set.seed(42)
folder <- c(commandArgs(trailingOnly = TRUE), tempfile("fashion_mnist"))[1]
dir.create(folder, recursive = TRUE, showWarnings = FALSE)

c(c(x_train, y_train), c(x_test, y_test)) %<-% dataset_fashion_mnist()
x_train <- array_reshape(x_train / 255, c(60000, 28, 28, 1))
x_test <- array_reshape(x_test / 255, c(10000, 28, 28, 1))
classes <- c("T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "boot")

# A convolutional net. Layers are added in place: nothing is assigned back.
model <- keras_model_sequential()
model %>%
  layer_conv_2d(filters = 32, kernel_size = c(3, 3), activation = "relu", input_shape = c(28, 28, 1)) %>%
  layer_max_pooling_2d(pool_size = c(2, 2)) %>%
  layer_conv_2d(filters = 64, kernel_size = c(3, 3), activation = "relu") %>%
  layer_max_pooling_2d(pool_size = c(2, 2)) %>%
  layer_flatten() %>%
  layer_dropout(rate = 0.3) %>%
  layer_dense(units = 128, activation = "relu") %>%
  layer_dense(units = 10, activation = "softmax")
summary(model)

model %>% compile(optimizer = "adam", loss = "sparse_categorical_crossentropy", metrics = "accuracy")
history <- model %>% fit(
  x_train, y_train, epochs = 8, batch_size = 128, validation_split = 0.1,
  callbacks = list(
    callback_early_stopping(monitor = "val_loss", patience = 2, restore_best_weights = TRUE),
    callback_model_checkpoint(file.path(folder, "best.keras"), save_best_only = TRUE)
  )
)
print(history)
png(file.path(folder, "history.png"), width = 800, height = 600, res = 110)
print(plot(history))
invisible(dev.off())

print(model %>% evaluate(x_test, y_test))
probabilities <- model %>% predict(x_test)
print(table(truth = classes[y_test + 1], predicted = classes[max.col(probabilities)]))

# A perceptron, with a factor as the target: its levels come back.
mlp <- keras_model_sequential(input_shape = c(28, 28, 1)) %>%
  layer_flatten() %>% layer_dense(128, activation = "relu") %>% layer_dense(10, activation = "softmax")
mlp %>% compile("adam", "sparse_categorical_crossentropy", metrics = "accuracy")
mlp %>% fit(x_train, factor(classes[y_train + 1], classes), epochs = 5, batch_size = 128)
cat("mlp accuracy:", mean(predict(mlp, x_test, type = "class") == classes[y_test + 1]), "\n")

# Two inputs that share a layer, two outputs: the halves of an image, its class and whether it is worn on the foot.
top <- layer_input(shape = c(14, 28), name = "top")
bottom <- layer_input(shape = c(14, 28), name = "bottom")
shared <- layer_lstm(units = 32)
both <- layer_concatenate(list(shared(top), shared(bottom)))
two <- keras_model(list(top, bottom), list(
  both %>% layer_dense(10, activation = "softmax", name = "class"), both %>% layer_dense(1, activation = "sigmoid", name = "foot")))
two %>% compile("adam", loss = list(class = "sparse_categorical_crossentropy", foot = "binary_crossentropy"), metrics = list(class = "accuracy", foot = "accuracy"))
two %>% fit(list(top = x_train[, 1:14, , 1], bottom = x_train[, 15:28, , 1]), list(class = y_train, foot = y_train %in% c(5, 7, 9)), epochs = 1, batch_size = 256)

# A forward pass of our own.
custom <- keras_model_custom(function(self) {
  self$flatten <- layer_flatten()
  self$hidden <- layer_dense(units = 64, activation = "relu")
  self$out <- layer_dense(units = 10, activation = "softmax")
  function(inputs, mask = NULL, training = FALSE) inputs %>% self$flatten() %>% self$hidden() %>% self$out()
})
custom %>% compile("adam", "sparse_categorical_crossentropy", metrics = "accuracy")
custom %>% fit(x_train, y_train, epochs = 1, batch_size = 128)

# Every format, loaded by a second R process that must predict the same numbers.
model %>% save_model(file.path(folder, "model.keras"), overwrite = TRUE)
model %>% save_model_hdf5(file.path(folder, "model.h5"))
model %>% save_model_weights_hdf5(file.path(folder, "weights.h5"))
writeLines(model_to_json(model), file.path(folder, "model.json"))
writeLines(model_to_yaml(model), file.path(folder, "model.yaml"))
saveRDS(list(x = x_test[1:100, , , , drop = FALSE], predicted = probabilities[1:100, ]), file.path(folder, "expected.rds"))
status <- system2(file.path(R.home("bin"), "Rscript"), shQuote(c(system.file("scripts", "reload.R", package = "hornpipe"), folder)))
stopifnot(status == 0)
cat("Files are in", folder, "\n")
