a_history <- function(loss = c(0.9, 0.5, 0.3), from = 1L, ...) {
  n <- length(loss)
  new_history(
    list(epochs = n, steps = 4L, samples = 1200L, batch_size = 32L), list(loss = loss, accuracy = 1 - loss, val_loss = loss + 0.1, ...),
    seq.int(from, length.out = n), rep(0.5, n), rep(0.001, n)
  )
}

test_that("a history prints what was trained and the last epoch", {
  expect_equal(format(a_history()), c(
    "Trained on 1,200 samples (batch_size=32, epochs=3) in 1.5s",
    "Final epoch (3; plot to see history):",
    "      loss: 0.3000", "  accuracy: 0.7000", "  val_loss: 0.4000"
  ))
  expect_output(print(a_history()), "Trained on 1,200 samples")
  expect_equal(format(new_history(list(), list(), integer(), numeric(), numeric())), "No epoch was run")
})

test_that("as.data.frame has real epoch numbers, and one row per epoch and metric", {
  table <- as.data.frame(a_history(from = 4L))
  expect_equal(dim(table), c(9L, 7L))
  expect_equal(table$seconds, rep(0.5, 9))
  expect_equal(table$epoch, rep(4:6, 3))
  expect_equal(table$value[1:3], c(0.9, 0.5, 0.3))
  expect_equal(levels(table$metric), c("loss", "accuracy"))
  expect_equal(levels(table$data), c("training", "validation"))
  expect_equal(table$value[table$data == "validation"], c(1, 0.6, 0.4))
})

test_that("c() joins histories; what one of them lacks is NA", {
  joined <- c(a_history(), a_history(c(0.2, 0.1), from = 4L, lr = c(1, 2)))
  expect_s3_class(joined, "hornpipe_training_history")
  expect_equal(joined$epoch, 1:5)
  expect_equal(joined$metrics$loss, c(0.9, 0.5, 0.3, 0.2, 0.1))
  expect_equal(joined$metrics$lr, c(NA, NA, NA, 1, 2))
  expect_equal(joined$seconds, rep(0.5, 5))
  expect_error(c(a_history(), 3), "takes histories", class = "hornpipe_type_error")
})

test_that("summary gives the range of each metric and its epoch", {
  table <- summary(a_history(c(0.9, 0.2, 0.3), from = 11L))
  loss <- table[table$metric == "loss", ]
  expect_equal(unlist(loss[, c("first", "last", "min", "max")], use.names = FALSE), c(0.9, 0.3, 0.2, 0.9))
  expect_equal(c(loss$epoch_of_min, loss$epoch_of_max), c(12L, 11L))
})

test_that("plot draws with ggplot2 and with base graphics, chosen metrics only", {
  pdf(NULL)
  on.exit(dev.off())
  skip_if_not_installed("ggplot2")
  p <- plot(a_history(seq(1, 0.1, length.out = 10)))
  expect_s3_class(p, "ggplot")
  built <- ggplot2::ggplot_build(p)
  expect_equal(nrow(built$data[[1]]), 30L)
  expect_length(unique(built$data[[1]]$PANEL), 2L)
  expect_s3_class(p$layers[[2]]$geom, "GeomSmooth")
  few <- plot(a_history(), metrics = "loss", theme_bw = TRUE)
  expect_s3_class(few$layers[[2]]$geom, "GeomLine")
  expect_equal(nrow(ggplot2::ggplot_build(few)$data[[1]]), 6L)
  expect_null(plot(a_history(seq(1, 0.1, length.out = 10)), method = "base"))
  expect_error(plot(a_history(), metrics = "acc"), "the history has \"loss\", \"accuracy\"", class = "hornpipe_value_error")
})

test_that("a history survives saveRDS and is plotted without Python", {
  skip_if_not_installed("callr")
  file <- withr::local_tempfile()
  saveRDS(a_history(), file)
  seen <- callr::r(function(file) {
    library(hornpipe)
    history <- readRDS(file)
    pdf(NULL)
    print(plot(history))
    list(text = capture.output(print(history)), python = reticulate::py_available())
  }, list(file), env = c(callr::rcmd_safe_env(), RETICULATE_PYTHON = "/nonexistent"))
  expect_match(seen$text[1], "Trained on 1,200 samples")
  expect_false(seen$python)
})

test_that("each epoch tells its learning rate, seconds and samples a second", {
  model <- keras_model_sequential(input_shape = 1) %>% layer_dense(1) %>% compile(optimizer_sgd(0.25), "mse")
  both <- c(
    model %>% fit(matrix(1:8), 1:8, epochs = 3, verbose = 0),
    model %>% fit(matrix(1:4), 1:4, epochs = 6, initial_epoch = 3, verbose = 0)
  )
  table <- as.data.frame(both)
  expect_equal(table$epoch, 1:6)
  expect_equal(table$learning_rate, rep(0.25, 6))
  expect_equal(table$samples_per_second, c(8, 8, 8, 4, 4, 4) / table$seconds)
  expect_true(all(table$seconds > 0))
})

test_that("a history of one epoch is drawn without a word", {
  skip_if_not_installed("ggplot2")
  model <- keras_model_sequential(input_shape = 1) %>% layer_dense(1)
  model %>% compile("sgd", "mse")
  history <- fit(model, matrix(1:4), 1:4, epochs = 1, verbose = 0)
  expect_silent(ggplot2::ggplot_build(plot(history, method = "ggplot2")))
})
