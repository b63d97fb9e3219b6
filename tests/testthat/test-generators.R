batches <- function(n = Inf) {
  i <- 0
  function() {
    if (i >= n) return(NULL)
    i <<- i + 1
    list(matrix(c(0, 1, 0, 1, 0, 0, 1, 1), 4), c(0, 1, 2, 3))
  }
}
a_model <- function() {
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1, kernel_initializer = "zeros")
  model %>% compile("sgd", "mse")
  model
}

test_that("R functions are generators for fit, evaluate and predict", {
  history <- a_model() %>% fit(batches(), steps_per_epoch = 5, epochs = 3, verbose = 0, validation_data = batches(), validation_steps = 2)
  expect_length(history$metrics$val_loss, 3L)
  expect_equal(evaluate(a_model(), batches(3), verbose = 0), c(loss = 3.5))
  expect_equal(evaluate(a_model(), batches(), steps = 2, verbose = 0), c(loss = 3.5))
  expect_equal(dim(predict(a_model(), function() list(matrix(0, 4, 2)), steps = 3, verbose = 0)), c(12L, 1L))
})

test_that("the names of keras 2.x take them too, and say what replaces them", {
  old <- "hornpipe_deprecated_warning"
  expect_warning(history <- fit_generator(a_model(), batches(), steps_per_epoch = 2, epochs = 2, verbose = 0), "use `fit()`", fixed = TRUE, class = old)
  expect_s3_class(history, "hornpipe_training_history")
  expect_warning(expect_equal(evaluate_generator(a_model(), batches(), steps = 2), c(loss = 3.5)), "use `evaluate()`", fixed = TRUE, class = old)
  expect_warning(expect_equal(dim(predict_generator(a_model(), batches(), steps = 2)), c(8L, 1L)), "use `predict()`", fixed = TRUE, class = old)
  expect_error(suppressWarnings(fit_generator(a_model(), batches(), 2, workers = 4)), "`workers` must be 1", class = "hornpipe_value_error")
})

test_that("a generator's own error and a wrong value are told", {
  expect_error(fit(a_model(), function() stop("out of data"), steps_per_epoch = 1, verbose = 0), "out of data")
  expect_error(fit(a_model(), function() list(1, 2, 3, 4), steps_per_epoch = 1, verbose = 0), "must return list(x, y), got a list of 4", fixed = TRUE)
})

test_that("generator_next gives the next value", {
  g <- batches(1)
  expect_length(generator_next(g), 2L)
  expect_equal(generator_next(g, completed = "done"), "done")
})

test_that("HDF5 files are read batch by batch", {
  path <- withr::local_tempfile(fileext = ".h5")
  h5py <- reticulate::import("h5py")
  file <- h5py$File(path, "w")
  file$create_dataset("x", data = matrix(c(0, 1, 0, 1, 0, 0, 1, 1), 4))
  file$create_dataset("y", data = c(0, 1, 2, 3))
  file$close()
  model <- a_model()
  expect_equal(evaluate(model, hdf5_matrix(path, "x"), hdf5_matrix(path, "y"), verbose = 0), c(loss = 3.5))
  expect_equal(evaluate(model, hdf5_matrix(path, "x", start = 3), hdf5_matrix(path, "y", start = 3), verbose = 0), c(loss = 9))
  expect_equal(evaluate(model, hdf5_matrix(path, "x"), hdf5_matrix(path, "y", normalizer = function(y) y * 2), verbose = 0), c(loss = 14))
  expect_length(fit(model, hdf5_matrix(path, "x"), hdf5_matrix(path, "y"), epochs = 2, batch_size = 2, verbose = 0)$epoch, 2L)
  expect_error(hdf5_matrix(path, "x", end = 9), "must lie in 0 to 4", class = "hornpipe_value_error")
})

test_that("functions are called batch by batch, never ahead", {
  calls <- c(train = 0, valid = 0)
  count <- function(what) function() {
    calls[[what]] <<- calls[[what]] + 1
    list(matrix(c(0, 1, 0, 1, 0, 0, 1, 1), 4), c(0, 1, 2, 3))
  }
  fit(a_model(), count("train"), steps_per_epoch = 5, epochs = 3, verbose = 0, validation_data = count("valid"), validation_steps = 2)
  expect_equal(calls, c(train = 15, valid = 6))
  stop_early <- callback_early_stopping("loss", min_delta = 100, patience = 1)
  history <- fit(a_model(), count("train"), steps_per_epoch = 5, epochs = 50, verbose = 0, callbacks = stop_early)
  expect_equal(calls[["train"]], 15 + 5 * length(history$epoch))
  expect_lt(length(history$epoch), 4L)
})

test_that("an error in a generator leaves the model usable", {
  model <- a_model()
  left <- 5
  broken <- function() {
    left <<- left - 1
    if (left < 0) stop("the disk is gone")
    batches()()
  }
  expect_error(fit(model, broken, steps_per_epoch = 9, epochs = 1, verbose = 0), "the disk is gone", class = "simpleError")
  expect_error(fit(model, batches(), steps_per_epoch = 1, verbose = 0, epochs = 1,
                   validation_data = function() stop("no validation"), validation_steps = 1), "no validation")
  expect_length(fit(model, batches(), steps_per_epoch = 2, epochs = 2, verbose = 0)$epoch, 2L)
})

test_that("where a function has no end that R could know, the number of batches is asked for", {
  expect_error(fit(a_model(), batches()), "`steps_per_epoch` must be given where `x` is a function", class = "hornpipe_argument_error")
  expect_error(fit(a_model(), batches(), steps_per_epoch = 1, validation_data = batches()), "`validation_steps` must be given", class = "hornpipe_argument_error")
  expect_length(fit(a_model(), batches(3), epochs = 1, verbose = 0)$epoch, 1L)
  expect_warning(history <- fit(a_model(), batches(2), epochs = 2, steps_per_epoch = 2, verbose = 0), "The data ran out in epoch 2", class = "hornpipe_warning")
  expect_error(fit(a_model(), batches(), 1:3, steps_per_epoch = 1), "`y` must be NULL where `x` is a function", class = "hornpipe_argument_error")
  expect_error(fit(a_model(), function() list(matrix(0, 4, 2)), steps_per_epoch = 1), "`y` must be given", class = "hornpipe_data_error")
})

test_that("batches of factors teach the levels", {
  model <- keras_model_sequential(input_shape = 4) %>% layer_dense(3, activation = "softmax")
  model %>% compile("adam", "sparse_categorical_crossentropy")
  fit(model, function() list(iris[c(1, 60, 120), 1:4], iris$Species[c(1, 60, 120)]), steps_per_epoch = 2, epochs = 1, verbose = 0)
  expect_identical(levels(predict(model, iris[1:2, 1:4], type = "class", verbose = 0)), levels(iris$Species))
})

test_that("an HDF5 dataset says what it is, and which there are", {
  path <- withr::local_tempfile(fileext = ".h5")
  h5py <- reticulate::import("h5py", convert = FALSE)
  file <- h5py$File(path, "w")
  invisible(file$create_dataset("deep/x", data = matrix(0, 4, 2)))
  invisible(file$close())
  expect_identical(dim(hdf5_matrix(path, "deep/x", end = 3)), c(3L, 2L))
  expect_output(print(hdf5_matrix(path, "deep/x", end = 3)), "<3 x 2 numbers in dataset 'deep/x' of", fixed = TRUE)
  expect_error(hdf5_matrix(path, "y"), "`dataset` must be one of deep/x, got 'y'", class = "hornpipe_argument_error")
})

test_that("iterate takes R generators as it takes Python's", {
  count_to <- function(n) local({ i <- 0; function() if (i < n) i <<- i + 1 })
  expect_equal(iterate(count_to(3), function(x) x^2), c(1, 4, 9))
  expect_equal(iterate(count_to(2), simplify = FALSE), list(1, 2))
  expect_equal(iterate(function() NULL), list())
  expect_equal(unlist(iterate(reticulate::import_builtins()$iter(c(1, 2)))), c(1, 2))
  tokenizer <- text_tokenizer() %>% fit_text_tokenizer(c("a b", "b c d"))
  expect_equal(lengths(iterate(texts_to_sequences_generator(tokenizer, c("a b", "d")))), c(2L, 1L))
})

test_that("data in batches take no batch size", {
  model <- keras_model_sequential(input_shape = 3) %>% layer_dense(1)
  model %>% compile("sgd", "mse")
  windows <- timeseries_dataset_from_array(1:20, 4:20, sequence_length = 3)
  for (use in list(function(...) fit(model, epochs = 1, ...), function(...) evaluate(model, ...), function(...) predict(model, ...))) {
    expect_error(use(windows, batch_size = 5), "`batch_size` must be NULL: the batches of `x`, a Python object of class hornpipe.preprocessing.dataset.SampleDataset, are made already.",
                 fixed = TRUE, class = "hornpipe_argument_error")
  }
  batch <- function() list(matrix(1, 2, 3), c(0, 1))
  expect_warning(fit(model, batch, epochs = 1, steps_per_epoch = 2, batch_size = 5, verbose = 0), "`batch_size` has no effect in fit(): `x` is a generator",
                 fixed = TRUE, class = "hornpipe_unused_argument_warning")
})

test_that("batches may be sparse", {
  skip_if_not_installed("Matrix")
  x <- Matrix::sparseMatrix(i = c(1, 3, 4), j = c(1, 2, 2), x = c(2, 3, 4), dims = c(4, 2))
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1)
  model %>% compile("sgd", "mse")
  expect_equal(evaluate(model, function() list(x, 1:4), steps = 1, verbose = 0), evaluate(model, as.matrix(x), 1:4, verbose = 0), tolerance = 1e-6)
  expect_equal(predict(model, function() list(x), steps = 1, verbose = 0), predict(model, as.matrix(x), verbose = 0), tolerance = 1e-6)
})
