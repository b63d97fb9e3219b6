test_that("verbose is resolved by where the output goes", {
  withr::local_envvar(TESTTHAT = "true")
  expect_equal(resolve_verbose("auto"), 0L)
  withr::local_envvar(TESTTHAT = "false")
  withr::local_options(cli.dynamic = FALSE)
  expect_equal(resolve_verbose("auto"), 2L)
  expect_equal(resolve_verbose(1), 2L)
  expect_equal(resolve_verbose(TRUE), 2L)
  expect_equal(resolve_verbose(FALSE), 0L)
  withr::local_options(cli.dynamic = TRUE)
  expect_equal(resolve_verbose("auto"), 1L)
  expect_equal(resolve_verbose(2), 2L)
  withr::local_options(knitr.in.progress = TRUE)
  expect_equal(resolve_verbose("auto"), 2L)
  expect_error(resolve_verbose(3), "`verbose` must be \"auto\", 0, 1 or 2, got 3.", class = "hornpipe_value_error")
})

test_that("an epoch is one line, loss first", {
  tell <- progress_sink(2L)
  expect_output(tell(TRUE, 2L, 10L, 50L, 50L, 3.21, list(accuracy = 0.5, loss = 0.25, val_accuracy = 0.4, val_loss = 1e-5)),
                "^Epoch  2/10 - 3.2s - loss: 0.2500 - accuracy: 0.5000 - val_loss: 1e-05 - val_accuracy: 0.4000$")
  expect_null(progress_sink(0L))
})

test_that("the bar is redrawn in place, is never wider than the console and ends as the line of the epoch", {
  withr::local_options(width = 60, cli.unicode = FALSE)
  tell <- progress_sink(1L)
  drawn <- capture.output({
    tell(FALSE, 1L, 5L, 25L, 100L, 1, list(loss = 0.5, accuracy = 0.5))
    tell(FALSE, 1L, 5L, 50L, 100L, 2, list(loss = 0.4, accuracy = 0.6))
    tell(TRUE, 1L, 5L, 100L, 100L, 4, list(loss = 0.3, accuracy = 0.7))
  })
  expect_length(drawn, 1L)
  frames <- strsplit(drawn, "\r", fixed = TRUE)[[1]]
  expect_length(frames, 3L)
  expect_match(frames[1], "^Epoch 1/5 - ======\\.{18} 25/100 - loss: 0.5000 *$")
  expect_match(frames[2], "^Epoch 1/5 - ={12}\\.{12} 50/100 2.0s left - los$")
  expect_true(all(nchar(frames[1:2]) < 60))
  expect_match(frames[3], "^Epoch 1/5 - 4.0s - loss: 0.3000 - accuracy: 0.7000 +$")
  expect_gte(nchar(frames[3]), nchar(frames[2]))
})

test_that("the time that is left is told by the batches after the first, which warms up, in each epoch anew", {
  withr::local_options(width = 100, cli.unicode = FALSE)
  tell <- progress_sink(1L)
  expect_no_match(capture.output(tell(FALSE, 1L, 2L, 1L, 101L, 1.08, list(loss = 0.5))), "left")
  expect_match(capture.output(tell(FALSE, 1L, 2L, 21L, 101L, 1.28, list(loss = 0.5))), " 21/101 0.8s left", fixed = TRUE)
  capture.output(tell(TRUE, 1L, 2L, 101L, 101L, 2.08, list(loss = 0.5)))
  expect_no_match(capture.output(tell(FALSE, 2L, 2L, 1L, 101L, 0.01, list(loss = 0.5))), "left")
  expect_match(capture.output(tell(FALSE, 2L, 2L, 51L, 101L, 0.51, list(loss = 0.5))), " 51/101 0.5s left", fixed = TRUE)
})

test_that("runs without epochs or a known number of steps have a bar too", {
  expect_output(progress_sink(1L, "Evaluate")(TRUE, NULL, NULL, 7L, 7L, 75, list(loss = 2)), "^Evaluate - 1m15s - loss: 2.0000$")
  expect_equal(progress_bar(12L, NULL, 3), "12 batches 3.0s")
  expect_equal(format_seconds(c(0.04)), "0.0s")
  expect_equal(format_seconds(59.6), "60s")
  expect_equal(format_seconds(7380), "2h03m")
})

test_that("Ctrl-C while the bar is drawn ends training like any other", {
  skip_on_os("windows")
  model <- keras_model_sequential(input_shape = 1) %>% layer_dense(1)
  model %>% compile("sgd", "mse")
  drawn <- 0
  sink <- guarded(function(...) {
    drawn <<- drawn + 1
    tools::pskill(Sys.getpid(), tools::SIGINT)
    Sys.sleep(0.5)
  })
  progress <- rbridge()$fit_progress(sink, TRUE)
  result <- call_python(model$fit, list(matrix(1:8), matrix(1:8), epochs = 50L, verbose = 0L, callbacks = list(progress)))
  settle_interrupt()
  expect_true(rbridge()$interrupted(result))
  expect_equal(drawn, 1)
})

test_that("verbose = 2 draws no bar on a terminal", {
  withr::local_options(cli.dynamic = TRUE)
  model <- keras_model_sequential(input_shape = 1) %>% layer_dense(1)
  model %>% compile("sgd", "mse")
  out <- capture.output(model %>% fit(matrix(1:8), 1:8, epochs = 2, batch_size = 2, verbose = 2))
  expect_length(out, 2L)
  expect_false(any(grepl("\r", out)))
  expect_match(capture.output(model %>% fit(matrix(1:8), 1:8, epochs = 1, batch_size = 2, verbose = 1)), "1/4.*\r")
})
