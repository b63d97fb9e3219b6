x <- array(seq_len(6 * 4 * 4 * 3) / 300, c(6, 4, 4, 3))

test_that("arrays flow in batches without end", {
  flow <- flow_images_from_data(x, 0:5, image_data_generator(rescale = 2), batch_size = 4, shuffle = FALSE)
  expect_equal(length(flow), 2L)
  batch <- generator_next(flow)
  expect_equal(batch[[1]], x[1:4, , , ] * 2, tolerance = 1e-6)
  expect_equal(as.vector(batch[[2]]), 0:3)
  expect_equal(as.vector(generator_next(flow)[[2]]), 4:5)
  expect_equal(as.vector(generator_next(flow)[[2]]), 0:3)
})

test_that("a factor gives ids from 0, and a seed the same batches", {
  flows <- lapply(1:2, function(i) flow_images_from_data(x, factor(rep(c("b", "a"), 3)), image_data_generator(rotation_range = 90, horizontal_flip = TRUE), seed = 1))
  batches <- lapply(flows, generator_next)
  expect_equal(batches[[1]], batches[[2]])
  expect_setequal(as.vector(batches[[1]][[2]]), 0:1)
})

test_that("numbers are learned from images, R functions are called on each", {
  generator <- image_data_generator(featurewise_center = TRUE, featurewise_std_normalization = TRUE)
  expect_identical(fit_image_data_generator(generator, x), generator)
  batch <- generator_next(flow_images_from_data(x, generator = generator, shuffle = FALSE))
  expect_equal(apply(batch, 4, mean), c(0, 0, 0), tolerance = 1e-5)
  expect_equal(apply(batch, 4, function(v) sqrt(mean(v^2))), c(1, 1, 1), tolerance = 1e-4)
  shapes <- list()
  plus <- image_data_generator(preprocessing_function = function(image) { shapes[[length(shapes) + 1L]] <<- dim(image); image + 1 })
  expect_equal(generator_next(flow_images_from_data(x, generator = plus, shuffle = FALSE)), x + 1, tolerance = 1e-6)
  expect_equal(unique(shapes), list(c(4L, 4L, 3L)))
})

test_that("folders and data frames flow", {
  with_pillow()
  folder <- withr::local_tempdir()
  for (name in c("a/1.png", "a/2.png", "b/1.png")) {
    dir.create(dirname(file.path(folder, name)), showWarnings = FALSE)
    image_array_save(x[1, , , ], file.path(folder, name))
  }
  capture.output(flow <- flow_images_from_directory(folder, target_size = c(4, 4), shuffle = FALSE, batch_size = 3))
  expect_equal(flow$class_indices, list(a = 0L, b = 1L))
  expect_equal(flow$filenames, c("a/1.png", "a/2.png", "b/1.png"))
  expect_equal(generator_next(flow)[[2]], rbind(c(1, 0), c(1, 0), c(0, 1)))
  table <- data.frame(filename = c("b/1.png", "a/1.png", "b/1.png"), class = c("y", "x", "y"), value = c(0.5, 2, 0.5))
  capture.output(flow <- flow_images_from_dataframe(table, folder, target_size = c(4, 4), class_mode = "sparse", shuffle = FALSE))
  expect_equal(as.vector(generator_next(flow)[[2]]), c(1, 0, 1))
  capture.output(flow <- flow_images_from_dataframe(table, folder, y_col = "value", target_size = c(4, 4), class_mode = "raw", shuffle = FALSE, drop_duplicates = TRUE))
  expect_equal(as.vector(generator_next(flow)[[2]]), c(0.5, 2))
})

test_that("a model trains on a flow, by either name", {
  model <- keras_model_sequential(input_shape = c(4, 4, 3)) %>% layer_flatten() %>% layer_dense(1)
  compile(model, "sgd", "mse")
  flow <- flow_images_from_data(x, 0:5, image_data_generator(horizontal_flip = TRUE), batch_size = 3)
  history <- fit(model, flow, epochs = 2, verbose = 0)
  expect_length(history$metrics$loss, 2)
  expect_length(suppressWarnings(fit_generator(model, flow, steps_per_epoch = 2, epochs = 1, verbose = 0))$metrics$loss, 1)
})

test_that("mistakes are named", {
  expect_error(image_data_generator(zoom_range = 1:3), "`zoom_range` must be two numbers", class = "hornpipe_value_error")
  expect_error(image_data_generator(horizontal_flip = "yes"), "`horizontal_flip` must be TRUE or FALSE, got \"yes\"", class = "hornpipe_type_error")
  expect_error(flow_images_from_data(x, 1:3), "`y` must have a row for each of the 6 images, got 3", class = "hornpipe_data_error")
})
