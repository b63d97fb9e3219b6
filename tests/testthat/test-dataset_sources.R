batches <- function(dataset) reticulate::iterate(dataset$as_numpy_iterator(), simplify = FALSE)

test_that("a folder of texts is a dataset", {
  folder <- withr::local_tempdir()
  for (name in c("bad/1", "bad/2", "good/1")) {
    dir.create(dirname(file.path(folder, name)), showWarnings = FALSE)
    cat(name, file = file.path(folder, paste0(name, ".txt")))
  }
  expect_output(dataset <- text_dataset_from_directory(folder, shuffle = FALSE, batch_size = 2), "Found 3 files belonging to 2 classes")
  expect_equal(dataset$class_names, c("bad", "good"))
  expect_equal(lapply(batches(dataset), function(b) as.vector(b[[2]])), list(c(0, 0), 1))
  parts <- text_dataset_from_directory(folder, validation_split = 0.4, subset = "both", seed = 1, verbose = FALSE)
  expect_equal(vapply(parts, function(p) length(p$file_paths), 0L), c(2L, 1L))
  own <- text_dataset_from_directory(folder, labels = c(2, 0, 1), label_mode = "categorical", shuffle = FALSE, verbose = FALSE)
  expect_equal(batches(own)[[1]][[2]], diag(3)[c(3, 1, 2), ])
  expect_error(text_dataset_from_directory("nowhere"), "`directory` must be an existing folder", class = "hornpipe_value_error")
  expect_error(text_dataset_from_directory(folder, batch_size = 1.5), "`batch_size` must be a whole number, got 1.5", class = "hornpipe_type_error")
})

test_that("a folder of images is a dataset", {
  with_pillow()
  folder <- withr::local_tempdir()
  for (class in c("a", "b")) {
    dir.create(file.path(folder, class))
    image_array_save(array(0:1, c(4, 4, 3)), file.path(folder, class, "1.png"))
  }
  dataset <- image_dataset_from_directory(folder, image_size = c(2, 2), label_mode = "binary", shuffle = FALSE, verbose = FALSE)
  batch <- batches(dataset)[[1]]
  expect_equal(dim(batch[[1]]), c(2L, 2L, 2L, 3L))
  expect_equal(batch[[2]], matrix(c(0, 1)), ignore_attr = TRUE)
})

test_that("a folder of sounds is a dataset", {
  folder <- withr::local_tempdir()
  dir.create(file.path(folder, "a"))
  wave <- reticulate::import("wave")
  file <- wave$open(file.path(folder, "a", "1.wav"), "wb")
  file$setparams(reticulate::tuple(1L, 2L, 8000L, 4L, "NONE", ""))
  file$writeframes(reticulate::r_to_py(as.raw(c(0, 0, 0, 64, 0, 192, 0, 0))))
  file$close()
  dataset <- audio_dataset_from_directory(folder, output_sequence_length = 5, verbose = FALSE)
  expect_equal(batches(dataset)[[1]][[1]][1, , 1], c(0, 0.5, -0.5, 0, 0))
})

test_that("windows over a series, with steps counted from 1", {
  series <- 1:20
  dataset <- timeseries_dataset_from_array(head(series, -3), tail(series, -3), sequence_length = 3, start_index = 3, end_index = 9, batch_size = 2)
  found <- batches(dataset)
  expect_equal(found[[1]][[1]], rbind(3:5, 4:6), ignore_attr = TRUE)
  expect_equal(unlist(lapply(found, function(b) as.vector(b[[2]]))), 6:10)
  expect_equal(batches(timeseries_dataset_from_array(series, NULL, 2, end_index = -18))[[1]], rbind(1:2, 2:3), ignore_attr = TRUE)
  expect_error(timeseries_dataset_from_array(series, NULL, 2, start_index = 0), "`start_index` must be a step, counted from 1", class = "hornpipe_type_error")
})

test_that("what a series holds comes out as it went in", {
  series <- c(0.1, 0.2, 0.3, 1e-9)
  expect_identical(as.vector(batches(timeseries_dataset_from_array(series, NULL, 2))[[1]][3, ]), c(0.3, 1e-9))
})

test_that("a loop over a dataset gives tensors, its numpy iterator arrays", {
  dataset <- timeseries_dataset_from_array(head(1:20 / 4, -3), tail(1:20, -3), sequence_length = 3)
  c(x, y) %<-% iter_next(as_iterator(dataset))
  expect_s3_class(x, "torch.Tensor")
  expect_identical(x$shape$as_list(), c(15L, 3L))
  expect_identical(as.array(x[1, ]), array(1:3 / 4))
  expect_identical(as.array(y[1]), 4L)          # a number, as it was in keras 2.15
  expect_identical(dim(iter_next(dataset$as_numpy_iterator())[[1]]), c(15L, 3L))
  doubled <- dataset$map(function(x, y) list(x * 2, y))
  expect_identical(as.array(iter_next(as_iterator(doubled))[[1]][1, ]), array(1:3 / 2))
})

test_that("a data frame is a series, and a model trains on windows", {
  dataset <- timeseries_dataset_from_array(iris[1:30, 1:4], iris[1:30, 1], sequence_length = 4, batch_size = 8)
  model <- keras_model_sequential(input_shape = c(4, 4)) %>% layer_flatten() %>% layer_dense(1)
  compile(model, "sgd", "mse")
  expect_length(fit(model, dataset, epochs = 2, verbose = 0)$metrics$loss, 2)
})

test_that("a dataset in two parts", {
  parts <- split_dataset(list(as.matrix(iris[, 1:4]), iris$Species), left_size = 0.8)
  expect_equal(lengths(parts), c(120L, 30L))
  sizes <- split_dataset(iris[, 1:4], right_size = 10, shuffle = TRUE, seed = 1)
  expect_equal(lengths(sizes), c(140L, 10L))
  expect_error(split_dataset(iris[, 1:4]), "At least one of `left_size` and `right_size`", class = "hornpipe_value_error")
})
