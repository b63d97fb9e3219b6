test_that("objects are known in a scope, and for the session once registered", {
  layer_twice <- Layer("Twice", call = function(inputs) inputs * 2)
  model <- keras_model_sequential(input_shape = 1) %>% layer_twice()
  json <- model_to_json(model)
  expect_error(model_from_json(json), "Twice", class = "hornpipe_error")
  x <- matrix(1, 1, 1)
  expect_equal(predict(with_custom_object_scope(list(Twice = layer_twice), model_from_json(json)), x, verbose = 0), x * 2)
  expect_equal(predict(with_custom_object_scope(layer_twice, model_from_json(json)), x, verbose = 0), x * 2)
  register_keras_serializable(layer_twice, package = "tests")
  on.exit(set_custom_objects())
  expect_equal(get_registered_name(layer_twice), "tests>Twice")
  expect_true("tests>Twice" %in% names(get_custom_objects()))
  expect_false(is.null(get_registered_object("tests>Twice")))
  model <- keras_model_sequential(input_shape = 1) %>% layer_twice()
  expect_equal(predict(model_from_json(model_to_json(model)), x, verbose = 0), x * 2)
  set_custom_objects()
  expect_length(get_custom_objects(), 0L)
})

test_that("objects are lists and back", {
  entry <- serialize_keras_object(layer_dense(units = 4, name = "d"))
  expect_equal(entry$class_name, "Dense")
  entry$config$units <- 5L
  expect_equal(deserialize_keras_object(entry)$units, 5L)
})
test_that("functions of R are known in files by the names of their variables", {
  steep <- function(x) x * op_sigmoid(5 * x)
  model <- keras_model_sequential(input_shape = 2) %>%
    layer_dense(3, activation = steep, kernel_initializer = function(shape, dtype = NULL) op_ones(shape, dtype = dtype) * 0.5) %>%
    layer_lambda(function(x) x * 2)
  x <- matrix(c(-1, 2, 0.5, 1), 2)
  expected <- predict(model, x, verbose = 0)
  z <- as.vector(rowSums(x) / 2)
  expect_equal(expected, matrix(2 * z / (1 + exp(-5 * z)), 2, 3), tolerance = 1e-6)
  file <- withr::local_tempfile(fileext = ".keras")
  save_model(model, file)
  expect_error(load_model(file), "in `custom_objects` under the name 'steep'", class = "hornpipe_unknown_name_error")
  nameless <- source_name(function(x) x * 2)
  expect_match(nameless, "^function_[0-9a-f]{8}$")
  ones <- source_name(function(shape, dtype = NULL) op_ones(shape, dtype = dtype) * 0.5)
  objects <- list(steep = steep, function(x) x * 2, function(shape, dtype = NULL) op_ones(shape, dtype = dtype) * 0.5)
  names(objects)[2:3] <- c(nameless, ones)
  expect_equal(predict(load_model(file, custom_objects = objects), x, verbose = 0), expected)
})

test_that("functions of R travel with their models", {
  steep <- function(x) x * op_sigmoid(5 * x)
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(3, activation = steep) %>% layer_lambda(function(x) x * 2)
  file <- withr::local_tempfile(fileext = ".rds")
  saveRDS(model, file)
  there <- callr::r(function(file) {
    library(hornpipe)
    predict(readRDS(file), matrix(1:2, 1), verbose = 0)
  }, list(file))
  expect_equal(there, predict(model, matrix(1:2, 1), verbose = 0), tolerance = 1e-6)
})

test_that("a workspace may be passed for the objects that a file names, and the error tells of those that are in it", {
  folder <- withr::local_tempdir()
  workspace <- function() {
    Thrice <- Layer("Thrice", call = function(inputs) inputs * 3)
    my_loss <- function(y_true, y_pred) op_mean(op_square(y_true - y_pred))
    environment()
  }
  local({
    model <- keras_model_sequential(input_shape = 2) %>% Thrice() %>% layer_dense(1)
    model %>% compile("sgd", loss = my_loss)
    fit(model, matrix(1, 2, 2), 1:2, epochs = 1, verbose = 0)
    for (file in c("m.keras", "m.h5")) save_model(model, file.path(folder, file))
    saveRDS(predict(model, diag(2), verbose = 0), file.path(folder, "expected.rds"))
  }, envir = workspace())
  expected <- readRDS(file.path(folder, "expected.rds"))
  own <- workspace()
  number <- 3                                     # what is no class or function is left alone
  for (path in file.path(folder, c("m.keras", "m.h5"))) {
    expect_equal(predict(load_model(path, custom_objects = own), diag(2), verbose = 0), expected)
    error <- expect_error(load_model(path), class = "hornpipe_unknown_name_error")
    expect_no_match(conditionMessage(error), "You have it")
    error <- expect_error(with(own, load_model(path)), class = "hornpipe_unknown_name_error")
    expect_match(conditionMessage(error), "You have it: pass `custom_objects = list(Thrice = Thrice)`, or `custom_objects = environment()`", fixed = TRUE)
    expect_equal(predict(local(load_model(path, custom_objects = environment()), envir = list2env(list(path = path), own)), diag(2), verbose = 0), expected)
  }
})

test_that("stored code is refused until the session allows it, and then where it is not said otherwise", {
  skip_if_not_installed("callr")
  there <- callr::r(function() {
    library(hornpipe)
    config <- serialize_keras_object(keras$layers$Lambda(reticulate::py_eval("lambda x: x * 2", convert = FALSE)))
    said <- function(...) tryCatch(as.vector(as.array(deserialize_keras_object(config, ...)(c(1, 2)))), hornpipe_unsafe_file_error = conditionMessage)
    list(before = said(), trusted = said(safe_mode = FALSE), allowed = { config_enable_unsafe_deserialization(); said() }, refused = said(safe_mode = TRUE))
  })
  for (message in there[c("before", "refused")]) expect_match(message, "The file stores a Lambda layer .* pass `safe_mode = FALSE`")
  expect_equal(there[c("trusted", "allowed")], list(trusted = c(2, 4), allowed = c(2, 4)))
})
