x <- matrix(sin(1:800), 200)
y <- x[, 1] - 2 * x[, 2]^2

learner <- function(...) {
  set.seed(3)
  model <- keras_model_sequential(input_shape = 4) %>% layer_dense(16, activation = "relu") %>% layer_dropout(0.2) %>%
    layer_batch_normalization() %>% layer_dense(1)
  model %>% compile("adam", "mse", metrics = "mae", ...)
  model
}
# Epochs that are long enough to be met while they run.
slow <- function(model = learner()) model %>% fit(x, y, epochs = 2000, batch_size = 1, verbose = 0, background = TRUE)
wait_until <- function(condition, seconds = 300) {
  deadline <- Sys.time() + seconds
  while (!condition() && Sys.time() < deadline) Sys.sleep(0.05)
  expect_true(condition())
}

test_that("a background fit returns at once, advances while R computes, and ends as a foreground one, bit for bit", {
  front <- learner()
  set.seed(5)
  wanted <- front %>% fit(x, y, epochs = 40, batch_size = 4, validation_split = 0.1, verbose = 0)
  back <- learner()
  old <- get_weights(back)
  set.seed(5)
  took <- system.time(h <- back %>% fit(x, y, epochs = 40, batch_size = 4, validation_split = 0.1, verbose = 0, background = TRUE))
  expect_lt(took[["user.self"]] + took[["sys.self"]], 1)
  seen <- integer()
  while (h$status %in% c("starting", "running")) {
    total <- 0
    for (i in 1:2e5) total <- total + i
    seen <- c(seen, h$epoch)
  }
  expect_gt(length(unique(seen)), 2L)
  expect_false(is.unsorted(seen))
  expect_equal(get_weights(back), old)
  history <- hornpipe_collect(h)
  expect_identical(get_weights(back), get_weights(front))
  expect_identical(history$metrics, wanted$metrics)
  expect_identical(history[c("epoch", "learning_rate", "interrupted")], wanted[c("epoch", "learning_rate", "interrupted")])
  expect_identical(history$params, wanted$params)
  expect_identical(hornpipe_collect(h), history)
  expect_equal(list(h$status, h$epoch, h$epochs), list("finished", 40L, 40L))
  # the state of the optimizer has come too
  front %>% fit(x, y, epochs = 1, shuffle = FALSE, verbose = 0)
  back %>% fit(x, y, epochs = 1, shuffle = FALSE, verbose = 0)
  expect_equal(get_weights(back)[[1]], get_weights(front)[[1]], tolerance = 0.01)
})

test_that("a model without a shape is built, factors keep their levels, callbacks tell what they found", {
  model <- function() {
    set.seed(1)
    keras_model_sequential() %>% layer_dense(3, activation = "softmax") %>% compile("adam", "sparse_categorical_crossentropy")
  }
  front <- model()
  back <- model()
  set.seed(2)
  front %>% fit(iris[, 1:4], iris$Species, epochs = 8, verbose = 0, callbacks = callback_early_stopping("loss", min_delta = 10, patience = 3))
  stopping <- callback_early_stopping("loss", min_delta = 10, patience = 3)
  set.seed(2)
  h <- back %>% fit(iris[, 1:4], iris$Species, epochs = 8, verbose = 0, callbacks = stopping, background = TRUE)
  expect_length(hornpipe_collect(h)$epoch, 4L)
  expect_equal(stopping$stopped_epoch, 3L)
  expect_identical(get_weights(back), get_weights(front))
  expect_s3_class(predict(back, iris[1:2, 1:4], type = "class", verbose = 0), "factor")
})

test_that("a stop keeps the history so far, and training goes on from there", {
  whole <- learner()
  model <- learner()
  set.seed(4)
  h <- slow(model)
  expect_output(print(h), "Background fit of `sequential.*`: ")
  wait_until(function() h$epoch >= 2L)
  expect_gt(length(h$metrics$loss), 1L)
  expect_s3_class(h$history, "hornpipe_training_history")
  history <- hornpipe_stop(h)
  expect_true(history$interrupted)
  expect_equal(h$status, "interrupted")
  done <- length(history$epoch)
  expect_gte(done, 2L)
  expect_lt(done, 2000L)
  more <- h$model %>% fit(x, y, epochs = done + 1, batch_size = 1, initial_epoch = "resume", verbose = 0)
  expect_equal(more$epoch, done + 1L)
  set.seed(4)
  whole %>% fit(x, y, epochs = done + 1, batch_size = 1, verbose = 0)
  expect_identical(get_weights(h$model), get_weights(whole))
})

test_that("one background fit at a time, and it ends with its handle", {
  h <- slow()
  model <- h$model
  expect_error(model %>% fit(x, y, verbose = 0), "is being fitted in the background", class = "hornpipe_background_error")
  expect_equal(dim(predict(model, x[1:3, ], verbose = 0)), c(3L, 1L))
  rm(h)
  gc()
  expect_length((model %>% fit(x, y, epochs = 1, verbose = 0))$epoch, 1L)
})

test_that("what R alone has is named before anything starts", {
  refused <- function(expr, what) {
    cnd <- expect_error(expr, what, fixed = TRUE, class = "hornpipe_background_error")
    expect_equal(cnd$argument, "background")
  }
  own_loss <- function(y_true, y_pred) op_mean((y_true - y_pred)^2)
  layer_own <- Layer("Own", call = function(inputs) inputs * 2)
  Watcher <- Callback("Watcher", on_epoch_end = function(epoch, logs) NULL)
  linear <- function() keras_model_sequential(input_shape = 4) %>% layer_dense(1)
  compiled <- linear() %>% compile("sgd", "mse")
  refused(linear() %>% compile("sgd", own_loss) %>% fit(x, y, background = TRUE), "the function `own_loss`")
  refused(linear() %>% layer_own() %>% compile("sgd", "mse") %>% fit(x, y, background = TRUE), "the layer `Own`")
  refused(compiled %>% fit(x, y, callbacks = Watcher, background = TRUE), "the callback `Watcher`")
  refused(compiled %>% fit(x, y, callbacks = callback_lambda(on_epoch_end = function(epoch, logs) NULL), background = TRUE),
          "the callback `LambdaCallback` with `on_epoch_end`")
  refused(compiled %>% fit(function() list(x, y), steps_per_epoch = 1, background = TRUE), "`x` is an R function")
  expect_error(compiled %>% fit(x, y, view_metrics = TRUE, background = TRUE), "`view_metrics` must be FALSE", class = "hornpipe_argument_error")
  expect_error(compiled %>% fit(x, y, background = NA), "`background` must be TRUE or FALSE", class = "hornpipe_type_error")
  expect_error(compiled %>% fit(x[, 1:3], y, background = TRUE), class = "hornpipe_shape_error")
  expect_error(compiled %>% fit(x, y[1:3], background = TRUE), class = "hornpipe_data_error")
  expect_length((compiled %>% fit(x, y, epochs = 1, verbose = 0))$epoch, 1L)
  expect_error(hornpipe_collect(3), "`h` must be what `fit(background = TRUE)` returned, got a double", fixed = TRUE, class = "hornpipe_type_error")
})

test_that("a process that dies is reported with the history so far; the model stays as it was", {
  skip_on_os("windows")
  h <- slow()
  old <- get_weights(h$model)
  wait_until(function() h$epoch >= 1L)
  tools::pskill(h$pid, tools::SIGKILL)
  wait_until(function() h$status == "failed")
  cnd <- expect_error(hornpipe_collect(h), "was killed by the signal SIGKILL, in epoch", class = "hornpipe_background_error")
  expect_gte(length(cnd$history$epoch), 1L)
  expect_equal(get_weights(h$model), old)
  expect_error(hornpipe_collect(h), class = "hornpipe_background_error")
  expect_equal(h$history, cnd$history)
})

test_that("an error of training is the one of the foreground", {
  model <- keras_model_sequential(input_shape = 4) %>% layer_dense(1) %>% compile("sgd", "mse")
  lost <- callback_model_checkpoint("{epoch}-{none}.keras")
  h <- model %>% fit(x, y, epochs = 1, callbacks = lost, background = TRUE)
  expect_error(hornpipe_collect(h), "none", class = "hornpipe_argument_error")
  expect_equal(h$status, "failed")
})

test_that("progress and what is said come with the collecting, warnings too", {
  withr::local_options(cli.dynamic = FALSE)
  model <- keras_model_sequential(input_shape = 4) %>% layer_dense(1) %>% compile("sgd", "mse")
  h <- model %>% fit(x, y, epochs = 4, verbose = 2, callbacks = callback_early_stopping("loss", min_delta = 99, patience = 1, verbose = 1), background = TRUE)
  out <- capture.output(hornpipe_collect(h))
  expect_match(out[1], "^Epoch 1/4 - .*loss: ")
  expect_match(out, "early stopping", all = FALSE)
  h <- model %>% fit(x, y, epochs = 2, verbose = 0, callbacks = callback_early_stopping("acc", mode = "max"), background = TRUE)
  expect_warning(hornpipe_collect(h), "acc", class = "hornpipe_warning")
})

test_that("the child ends with R", {
  skip_on_os("windows")
  skip_if_not_installed("callr")
  pid <- callr::r(function() {
    library(hornpipe)
    model <- keras_model_sequential(input_shape = 4) %>% layer_dense(1) %>% compile("sgd", "mse")
    h <- model %>% fit(matrix(0, 2000, 4), rep(0, 2000), epochs = 1e6, batch_size = 1, background = TRUE)
    h$pid
  })
  state <- function() suppressWarnings(system2("ps", c("-o", "stat=", "-p", pid), stdout = TRUE))
  wait_until(function() !length(state()) || startsWith(state()[1L], "Z"))     # nobody may have asked for its status
})

test_that("a handle is a promise", {
  skip_if_not_installed("promises")
  h <- learner() %>% fit(x, y, epochs = 2, verbose = 0, background = TRUE)
  found <- NULL
  promises::then(h, function(history) found <<- history)
  wait_until(function() {
    later::run_now(0.05)
    !is.null(found)
  })
  expect_equal(found$epoch, 1:2)
})
