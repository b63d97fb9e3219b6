trained <- function() {
  set.seed(2)
  model <- keras_model_sequential(input_shape = 4, name = "saved") %>% layer_dense(8, activation = "relu") %>% layer_dense(3, activation = "softmax")
  model %>% compile("adam", "sparse_categorical_crossentropy", metrics = "accuracy")
  model %>% fit(iris[, 1:4], as.integer(iris$Species) - 1L, epochs = 2, verbose = 0)
  model
}
x <- as.matrix(iris[c(1, 60, 120), 1:4])

test_that("every format gives the same predictions back", {
  model <- trained()
  expected <- predict(model, x, verbose = 0)
  path <- withr::local_tempdir()
  at <- function(name) file.path(path, name)
  model %>% save_model(at("m.keras"))
  save_model_hdf5(model, at("m.h5"))
  save_model_hdf5(model, at("other_ending"))
  save_model_weights_hdf5(model, at("w.h5"))
  save_model_weights(model, at("w.weights.h5"))
  expect_equal(predict(load_model(at("m.keras")), x, verbose = 0), expected)
  expect_equal(predict(load_model_hdf5(at("m.h5")), x, verbose = 0), expected)
  expect_equal(predict(load_model_hdf5(at("other_ending")), x, verbose = 0), expected)
  from_json <- model_from_json(model_to_json(model))
  expect_false(isTRUE(all.equal(predict(from_json, x, verbose = 0), expected)))
  expect_equal(predict(load_model_weights_hdf5(from_json, at("w.h5")), x, verbose = 0), expected)
  from_yaml <- model_from_yaml(model_to_yaml(model))
  expect_equal(predict(load_model_weights(from_yaml, at("w.weights.h5")), x, verbose = 0), expected)
  expect_equal(predict(unserialize_model(serialize_model(model)), x, verbose = 0), expected)
  expect_equal(predict(unserialize_model(serialize_model(model, include_optimizer = FALSE)), x, verbose = 0), expected)
  config <- save_model_config(model, at("m.json"))
  expect_equal(load_model_config(at("m.json"))$name, "saved")
})

test_that("training goes on after loading as it would have", {
  model <- trained()
  file <- withr::local_tempfile(fileext = ".keras")
  save_model(model, file)
  again <- load_model(file)
  for (m in list(model, again)) fit(m, iris[, 1:4], as.integer(iris$Species) - 1L, epochs = 2, shuffle = FALSE, verbose = 0)
  expect_equal(get_weights(again), get_weights(model), tolerance = 1e-5)
  expect_false(load_model(file, compile = FALSE)$compiled)
})

test_that("files are not replaced or missed silently", {
  model <- trained()
  file <- withr::local_tempfile(fileext = ".keras")
  save_model(model, file)
  expect_error(save_model(model, file), "`filepath` exists", class = "hornpipe_file_exists_error")
  save_model(model, file, overwrite = TRUE)
  expect_error(load_model("nowhere.keras"), "There is no file nowhere.keras", class = "hornpipe_file_not_found_error")
  writeLines("text", file)
  expect_error(load_model(file), class = "hornpipe_file_format_error")
  expect_error(load_model_weights_hdf5(model, file, reshape = TRUE), "`reshape` must be FALSE", class = "hornpipe_value_error")
})

test_that("weights are found by name", {
  model <- trained()
  file <- withr::local_tempfile(fileext = ".h5")
  save_model_weights_hdf5(model, file)
  part <- keras_model_sequential(input_shape = 4) %>% layer_dense(8, name = model$layers[[1]]$name) %>% layer_dense(1, name = "new")
  load_model_weights_hdf5(part, file, by_name = TRUE)
  expect_equal(get_weights(part)[[1]], get_weights(model)[[1]])
})

test_that("configs go through R and back, changed or not", {
  layer <- layer_conv_2d(filters = 4, kernel_size = c(3, 5), padding = "same", activation = "relu", kernel_regularizer = regularizer_l2(0.5))
  config <- get_config(layer)
  expect_equal(config$filters, 4L)
  config$filters <- 8L
  again <- from_config(config)
  expect_s3_class(again, "hornpipe.layers.Conv2D")
  expect_equal(again$filters, 8L)
  expect_equal(unlist(again$kernel_size), c(3L, 5L))
  expect_equal(get_config(again)$kernel_regularizer$config$l2, 0.5)
  model <- trained()
  copy <- from_config(get_config(model))
  set_weights(copy, get_weights(model))
  expect_equal(predict(copy, x, verbose = 0), predict(model, x, verbose = 0))
  expect_equal(get_config(optimizer_adam(learning_rate = 0.5))$learning_rate, 0.5)
  expect_error(from_config(list(units = 3)), "what `get_config()` returned", fixed = TRUE, class = "hornpipe_value_error")
})

test_that("layers, losses and metrics of R load by name in another session, and are missed by name", {
  layer_scaled <- Layer("Scaled", initialize = function(factor = 1, ...) {
    super$initialize(...)
    self$factor <- factor
  }, call = function(inputs) inputs * self$factor, get_config = function() c(super$get_config(), list(factor = self$factor)))
  half_error <- function(y_true, y_pred) op_mean((y_true - y_pred)^2, axis = -1) / 2
  largest_error <- function(y_true, y_pred) op_max(op_abs(y_true - y_pred), axis = -1)
  model <- keras_model_sequential(input_shape = 2) %>% layer_scaled(factor = 3) %>% layer_dense(1)
  model %>% compile("adam", half_error, metrics = list(largest_error))
  x <- matrix(c(1, 2, 3, 4), 2)
  fit(model, x, x[, 1], epochs = 2, verbose = 0)
  file <- withr::local_tempfile(fileext = ".keras")
  save_model(model, file)
  expected <- unlist(evaluate(model, x, x[, 1], verbose = 0))
  there <- callr::r(function(file, x, objects) {
    library(hornpipe)
    missed <- character()
    for (name in names(objects)) {
      missed[name] <- conditionMessage(tryCatch(load_model(file, custom_objects = objects[names(objects) != name]), error = identity))
    }
    passed <- load_model(file, custom_objects = objects)
    scoped <- with_custom_object_scope(objects, load_model(file))
    list(missed, unlist(evaluate(passed, x, x[, 1], verbose = 0)), unlist(evaluate(scoped, x, x[, 1], verbose = 0)))
  }, list(file, x, list(Scaled = layer_scaled, half_error = half_error, largest_error = largest_error)))
  for (name in names(there[[1]])) expect_match(there[[1]][[name]], name)
  expect_equal(there[[2]], expected, tolerance = 1e-6)
  expect_equal(there[[3]], expected, tolerance = 1e-6)
})

test_that("levels of factors come back from .keras files", {
  model <- keras_model_sequential(input_shape = 4) %>% layer_dense(3, activation = "softmax")
  model %>% compile("adam", "sparse_categorical_crossentropy")
  model %>% fit(as.matrix(iris[, 1:4]), iris$Species, epochs = 1, verbose = 0)
  expected <- predict(model, iris[, 1:4], type = "class", verbose = 0)
  expect_identical(predict(unserialize_model(serialize_model(model)), iris[, 1:4], type = "class", verbose = 0), expected)
  folder <- file.path(withr::local_tempdir(), "model")
  save_model(model, folder, zipped = FALSE)
  expect_identical(predict(load_model(folder), iris[, 1:4], type = "class", verbose = 0), expected)
})

test_that("files of MobileNets load without being told their parts", {
  model <- keras_model_sequential(input_shape = c(4, 4, 1)) %>% layer_depthwise_conv_2d(3, activation = "relu6", depthwise_initializer = "ones")
  file <- withr::local_tempfile(fileext = ".h5")
  save_model_hdf5(model, file)
  image <- array(1:16 / 8, c(1, 4, 4, 1))
  for (load in list(mobilenet_load_model_hdf5, mobilenet_v2_load_model_hdf5)) expect_equal(predict(load(file), image, verbose = 0), predict(model, image, verbose = 0))
  expect_equal(max(predict(model, image, verbose = 0)), 6)
  expect_error(mobilenet_v2_load_model_hdf5("nowhere.h5"), "There is no file nowhere.h5", class = "hornpipe_file_not_found_error")
})
