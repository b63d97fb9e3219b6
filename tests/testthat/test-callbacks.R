test_that("callback_lambda() calls its functions at their hooks, epochs from 0", {
  seen <- character()
  model <- keras_model_sequential(input_shape = 1) %>% layer_dense(1)
  model %>% compile(optimizer = "sgd", loss = "mse")
  callback <- callback_lambda(
    on_train_begin = function(logs) seen <<- c(seen, "train"),
    on_epoch_begin = function(epoch, logs) seen <<- c(seen, paste("epoch", epoch)),
    on_batch_begin = function(batch, logs) seen <<- c(seen, paste("before", batch)),
    on_train_batch_end = function(batch, logs) seen <<- c(seen, paste("batch", batch, names(logs))),
    on_test_end = function(logs) seen <<- c(seen, "test")
  )
  model %>% fit(matrix(1:4), matrix(1:4), epochs = 2, batch_size = 4, verbose = 0, callbacks = callback)
  expect_identical(seen, c("train", "epoch 0", "before 0", "batch 0 loss", "epoch 1", "before 0", "batch 0 loss"))
  model %>% evaluate(matrix(1:4), matrix(1:4), verbose = 0, callbacks = callback)
  expect_identical(tail(seen, 1), "test")
})

test_that("what is no hook or no function is refused", {
  expect_error(callback_lambda(on_end = function() 1), "`on_end` is no hook", class = "hornpipe_argument_error")
  expect_error(callback_lambda(on_epoch_end = 1), "`on_epoch_end` must be a function, got 1.", class = "hornpipe_type_error")
})

test_that("the bar of Python counts steps", {
  expect_s3_class(callback_progbar_logger(), "hornpipe.callbacks.ProgbarLogger")
  expect_error(callback_progbar_logger("rows"), "`count_mode` must be", class = "hornpipe_value_error")
  expect_error(callback_progbar_logger(stateful_metrics = "accuracy"), "must be NULL", class = "hornpipe_value_error")
})

test_that("the rate falls on a plateau", {
  model <- keras_model_sequential(input_shape = 1) %>% layer_dense(1)
  model %>% freeze_weights()
  model %>% compile(optimizer_sgd(0.5), "mse")
  history <- fit(model, matrix(1:4), 1:4, epochs = 4, verbose = 0, callbacks = callback_reduce_lr_on_plateau("loss", factor = 0.5, patience = 1))
  expect_equal(history$learning_rate, c(0.5, 0.25, 0.125, 0.0625))
  expect_false("initial_value_threshold" %in% names(formals(callback_reduce_lr_on_plateau)))
})

test_that("checkpoints are counted in batches too, and weights go into the older format", {
  folder <- withr::local_tempdir()
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1)
  model %>% compile("sgd", "mse")
  file <- file.path(folder, "weights.{epoch:02d}-{batch}.hdf5")
  fit(model, matrix(1, 8, 2), rep(1, 8), batch_size = 2, epochs = 2, verbose = 0, callbacks = callback_model_checkpoint(file, save_weights_only = TRUE, save_freq = 3))
  expect_equal(sort(list.files(folder)), c("weights.01-3.hdf5", "weights.02-2.hdf5"))
  expect_identical(load_model_weights_hdf5(model, file.path(folder, "weights.02-2.hdf5")), model)
})

test_that("a function that returns numbers by name updates the logs; other values do not", {
  model <- keras_model_sequential(input_shape = 1) %>% layer_dense(1) %>% compile("sgd", "mse")
  seen <- list()
  history <- model %>% fit(matrix(1:4), 1:4, epochs = 2, verbose = 0, callbacks = list(
    callback_lambda(on_epoch_end = function(epoch, logs) list(twice = epoch * 2)),
    callback_lambda(on_epoch_end = function(epoch, logs) seen[[epoch + 1]] <<- list(note = "text"))
  ))
  expect_equal(history$metrics$twice, c(0, 2))
  expect_named(history$metrics, c("loss", "twice"))
})
