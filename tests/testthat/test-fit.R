linear <- function(...) {
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1, kernel_initializer = "zeros")
  model %>% compile(optimizer_sgd(0.1), "mse", ...)
  model
}
x <- matrix(c(0, 1, 0, 1, 0, 0, 1, 1), 4)
y <- c(0, 1, 2, 3)

test_that("fit returns the history, invisibly, with real epoch numbers", {
  model <- linear(metrics = "mae")
  run <- withVisible(model %>% fit(x, y, epochs = 3, verbose = 0, validation_split = 0.25))
  expect_false(run$visible)
  history <- run$value
  expect_s3_class(history, "hornpipe_training_history")
  expect_named(history$metrics, c("loss", "mae", "val_loss", "val_mae"))
  expect_equal(lengths(history$metrics, use.names = FALSE), rep(3L, 4))
  expect_equal(history$epoch, 1:3)
  expect_equal(history$params$samples, 3L)
  expect_equal(history$params$batch_size, 32L)
  expect_equal(history$learning_rate, rep(0.1, 3), tolerance = 1e-6)
  more <- model %>% fit(x, y, epochs = 5, initial_epoch = 3, verbose = 0)
  expect_equal(more$epoch, 4:5)
  expect_equal(c(history, more)$epoch, 1:5)
})

test_that("the defaults are those of keras 2.15", {
  expect_equal(eval(formals(fit.hornpipe.models.Model)$epochs), 10)
  expect_length((linear() %>% fit(x, y, verbose = 0))$epoch, 10L)
})

test_that("one step is what it should be", {
  model <- linear()
  model %>% fit(x, y, epochs = 1, batch_size = 4, verbose = 0)
  # gradient of mean((0 - y)^2): -2 * mean(y * x), step 0.1
  expect_equal(get_weights(model)[[1]], matrix(0.1 * 2 * colMeans(y * x), 2), tolerance = 1e-6)
  expect_equal(as.vector(get_weights(model)[[2]]), 0.1 * 2 * mean(y), tolerance = 1e-6)
})

test_that("evaluate is a named vector, predict an array with row names", {
  model <- linear(metrics = list("mae", metric_mean_squared_error(name = "second")))
  expect_equal(evaluate(model, x, y, verbose = 0), c(loss = 3.5, mae = 1.5, second = 3.5))
  expect_equal(generics::evaluate(model, x, y, verbose = 0)[["loss"]], 3.5)
  rownames(x) <- letters[1:4]
  expect_equal(predict(model, x, verbose = 0), matrix(0, 4, 1, dimnames = list(letters[1:4], NULL)))
  expect_equal(rownames(predict(model, as.data.frame(x), verbose = 0)), letters[1:4])
  set_weights(model, list(matrix(c(1, 2), 2), 10))
  expect_equal(as.vector(predict(model, x, verbose = 0)), c(10, 11, 12, 13))
})

test_that("classes and probabilities under the names of early keras", {
  flowers <- keras_model_sequential(input_shape = 4) %>% layer_dense(3, activation = "softmax")
  flowers %>% compile("adam", "sparse_categorical_crossentropy")
  some <- as.matrix(iris[c(1, 60, 120, 90), 1:4])
  chances <- predict(flowers, some, verbose = 0)
  expect_identical(predict_proba(flowers, some), chances)
  expect_equal(predict_classes(flowers, some), unname(apply(chances, 1, which.max)) - 1L)
  fit(flowers, as.matrix(iris[, 1:4]), iris$Species, epochs = 1, verbose = 0)
  expect_identical(predict_classes(flowers, some, batch_size = 2), as.integer(predict(flowers, some, type = "class", verbose = 0)) - 1L)
  sign <- keras_model_sequential(input_shape = 2) %>% layer_dense(1, activation = "sigmoid")
  sign %>% compile("adam", "binary_crossentropy")
  set_weights(sign, list(matrix(c(1, 0), 2), -0.5))
  expect_equal(as.vector(predict_proba(sign, x)), 1 / (1 + exp(0.5 - x[, 1])), tolerance = 1e-6)
  expect_equal(as.vector(predict_classes(sign, x)), x[, 1])
})

test_that("batches by hand", {
  model <- linear(metrics = "mae")
  expect_equal(train_on_batch(model, x, y), c(loss = 3.5, mae = 1.5))
  expect_lt(test_on_batch(model, x, y)[["loss"]], 3.5)
  expect_equal(dim(predict_on_batch(model, x)), c(4L, 1L))
  expect_equal(as.vector(predict_on_batch(model, x)), as.vector(predict(model, x, verbose = 0)))
})

test_that("progress is a line an epoch through R's output, or a bar, or nothing", {
  withr::local_options(cli.dynamic = FALSE)
  out <- capture.output(linear() %>% fit(x, y, epochs = 2, verbose = 1, validation_data = list(x, y)))
  expect_length(out, 2L)
  expect_match(out[1], "^Epoch 1/2 - 0.\\ds - loss: 3.5000 - val_loss: ")
  expect_length(capture.output(linear() %>% fit(x, y, epochs = 2, verbose = 0)), 0L)
  withr::local_options(cli.dynamic = TRUE)
  out <- capture.output(linear() %>% fit(x, y, epochs = 2, batch_size = 1, verbose = 1))
  expect_length(out, 2L)
  expect_match(out[1], "1/4.*\rEpoch 1/2 - ")
  withr::local_options(keras.fit_verbose = 0)
  expect_length(capture.output(linear() %>% fit(x, y, epochs = 2)), 0L)
})

test_that("callbacks: one or several; early stopping restores the best weights; checkpoints are written", {
  file <- withr::local_tempfile(fileext = ".keras")
  set.seed(1)
  model <- linear()
  history <- model %>% fit(x, y, epochs = 50, verbose = 0, validation_data = list(x, -y), callbacks = list(
    callback_early_stopping(monitor = "val_loss", patience = 2, restore_best_weights = TRUE), callback_model_checkpoint(file, save_best_only = TRUE)
  ))
  expect_length(history$epoch, 3L)
  expect_equal(evaluate(model, x, -y, verbose = 0)[["loss"]], history$metrics$val_loss[[1]], tolerance = 1e-6)
  expect_equal(get_weights(load_model(file)), get_weights(model), tolerance = 1e-6)
  seen <- list()
  linear() %>% fit(x, y, epochs = 2, verbose = 0, callbacks = callback_lambda(on_epoch_end = function(epoch, logs) seen[[length(seen) + 1]] <<- list(epoch, logs$loss)))
  expect_equal(vapply(seen, function(s) as.numeric(s[[1]]), 0), c(0, 1))
  expect_equal(seen[[1]][[2]], 3.5)
  expect_error(linear() %>% fit(x, y, callbacks = "early"), "`callbacks` must be callbacks such as", class = "hornpipe_type_error")
})

test_that("weights of observations count", {
  model <- linear()
  expect_equal(evaluate(model, x, y, sample_weight = c(0, 0, 0, 4), verbose = 0)[["loss"]], 9)
})

test_that("validation data must be a pair", {
  expect_error(linear() %>% fit(x, y, validation_data = x), "`validation_data` must be list(x, y)", fixed = TRUE, class = "hornpipe_value_error")
})

test_that("metrics that are there in some epochs only are NA in the others", {
  history <- linear() %>% fit(x, y, epochs = 4, verbose = 0, validation_data = list(x, y), validation_freq = 2L)
  expect_equal(is.na(history$metrics$val_loss), c(TRUE, FALSE, TRUE, FALSE))
  expect_equal(nrow(as.data.frame(history)), 8L)
})

test_that("an interrupt ends training with the history so far, and training goes on from there", {
  skip_on_os("windows")
  pid <- Sys.getpid()
  model <- linear()
  slow <- callback_lambda(on_epoch_end = function(epoch, logs) if (epoch == 1) {
    tools::pskill(pid, tools::SIGINT)
    Sys.sleep(0.2)
  })
  history <- model %>% fit(x, y, epochs = 6, verbose = 0, callbacks = slow)
  expect_true(history$interrupted)
  expect_lt(length(history$epoch), 6L)
  expect_output(print(history), "then interrupted")
  more <- model %>% fit(x, y, epochs = 6, initial_epoch = length(history$epoch), verbose = 0)
  expect_equal(tail(c(history, more)$epoch, 1), 6L)
})

test_that("training goes on to the weights of one that was never interrupted", {
  skip_on_os("windows")
  pid <- Sys.getpid()
  trained <- function(interrupted) {
    set_random_seed(3)
    model <- keras_model_sequential(input_shape = ncol(x)) %>% layer_dense(4, "relu") %>% layer_dropout(0.3) %>% layer_dense(1)
    model %>% compile("adam", "mse")
    stop_it <- callback_lambda(on_train_batch_begin = function(batch, logs) if (batch == 1) {
      tools::pskill(pid, tools::SIGINT)
      Sys.sleep(0.2)
    })
    if (interrupted) model %>% fit(x, y, epochs = 3, batch_size = 1, verbose = 0, callbacks = stop_it)
    model %>% fit(x, y, epochs = 3, batch_size = 1, verbose = 0, initial_epoch = if (interrupted) "resume" else 0)
    get_weights(model)
  }
  expect_identical(trained(TRUE), trained(FALSE))
})

test_that("an interrupt before the end of the first epoch returns a history too", {
  skip_on_os("windows")
  pid <- Sys.getpid()
  model <- linear()
  asked <- 0
  stop_it <- callback_lambda(on_train_batch_begin = function(batch, logs) if ((asked <<- asked + 1) == 1) {
    tools::pskill(pid, tools::SIGINT)
    Sys.sleep(0.2)
  })
  history <- model %>% fit(x, y, epochs = 3, verbose = 0, callbacks = stop_it)
  expect_true(history$interrupted)
  expect_equal(format(history), "Interrupted before the first epoch was over")
  expect_equal(generics::glance(history)$epochs, 0L)
  more <- model %>% fit(x, y, epochs = 3, initial_epoch = "resume", verbose = 0)
  expect_named(c(history, more)$metrics, "loss")
  expect_length(c(history, more)$metrics$loss, 3L)
})

test_that("an interrupt outside of R functions lets the running step end and leaves nothing behind", {
  skip_on_os("windows")
  skip_if_not_installed("callr")
  seen <- callr::r(function() {
    library(hornpipe)
    model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1)
    model %>% compile("sgd", "mse")
    model %>% fit(matrix(0, 8, 2), 1:8, epochs = 1, verbose = 0)
    system(sprintf("(sleep 1; kill -INT %d) &", Sys.getpid()))
    history <- model %>% fit(matrix(0, 8, 2), 1:8, epochs = 1e6, verbose = 0)
    Sys.sleep(0.2)
    c(history$interrupted, length(history$epoch) < 1e6, length(history$epoch) == length(history$metrics$loss))
  })
  expect_true(all(seen))
})

test_that("the metrics page follows training", {
  withr::local_options(viewer = function(page) shown <<- page)
  shown <- NULL
  linear() %>% fit(x, y, epochs = 2, verbose = 0, view_metrics = TRUE)
  expect_true(file.exists(shown))
  data <- readLines(file.path(dirname(shown), "metrics.js"))
  expect_match(data, "^show\\(\\{\"version\":3,\"epoch\":\\[1,2\\],\"epochs\":2,\"done\":true,\"metrics\":\\{\"loss\":\\[3.5,")
})

test_that("steps without a batch size part the data", {
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1)
  model %>% compile("sgd", "mse")
  x <- matrix(runif(60), 30)
  expect_equal(fit(model, x, x[, 1], steps_per_epoch = 3, epochs = 2)$params[c("batch_size", "steps")], list(batch_size = 10L, steps = 3L))
  expect_equal(fit(model, x, x[, 1], epochs = 1)$params$batch_size, 32L)
})

test_that("resuming a training that is at its end says that no epoch is run", {
  model <- keras_model_sequential(input_shape = 1) %>% layer_dense(1)
  model %>% compile("sgd", "mse")
  fit(model, matrix(1:4), 1:4, epochs = 2, verbose = 0)
  expect_warning(again <- fit(model, matrix(1:4), 1:4, epochs = 2, initial_epoch = "resume", verbose = 0), "No epoch is run: .* has been trained to it",
                 class = "hornpipe_argument_warning")
  expect_length(again$epoch, 0)
})

test_that("a fit that is refused leaves no levels behind", {
  x <- as.matrix(iris[, 1:4])
  model <- keras_model_sequential(input_shape = 4) %>% layer_dense(1, activation = "sigmoid")
  model %>% compile("adam", "binary_crossentropy")
  expect_error(fit(model, x, iris$Species, verbose = 0), "has 3 levels, but its loss tells two classes apart", class = "hornpipe_data_error")
  expect_error(train_on_batch(model, x, iris$Species), "has 3 levels", class = "hornpipe_data_error")
  expect_error(fit(model, x[, 1:3], factor(iris$Species == "setosa"), verbose = 0), class = "hornpipe_shape_error")
  expect_error(fit(model, x, factor(iris$Species == "setosa"), verbose = 0, validation_split = 2), class = "hornpipe_argument_error")
  answer <- factor(ifelse(iris$Species == "setosa", "yes", "no"))
  fit(model, x, answer, epochs = 1, verbose = 0)
  expect_identical(levels(predict(model, x, type = "class", verbose = 0)), c("no", "yes"))
  expect_error(fit(model, x, answer, verbose = 0, callbacks = callback_lambda(on_epoch_end = function(epoch, logs) stop("mine"))), "mine")
  expect_identical(levels(predict(model, x, type = "class", verbose = 0)), c("no", "yes"))
})

