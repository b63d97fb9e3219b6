test_that("requirements tell the versions in use", {
  file <- withr::local_tempfile(fileext = ".txt")
  lines <- write_requirements(file)
  expect_equal(readLines(file), lines)
  expect_match(lines[1], "^# What hornpipe [0-9.]+ runs on, with Python 3[.][0-9.]+[.]$")
  facts <- hornpipe_doctor()
  torch <- facts$found[facts$check == "torch"]
  expect_true(startsWith(lines[2], paste0("torch==", sub("[+].*", "", torch))))
  expect_match(lines[3:5], "^(numpy|h5py|pyyaml)==[0-9.]+$")
  expect_match(lines[6], "^# R [0-9.]+: hornpipe [0-9.]+, cli [0-9.]+, generics .*reticulate [0-9.]+")
  expect_no_match(lines[6], "methods|stats|utils")
  expect_error(write_requirements(file), class = "hornpipe_file_exists_error")
  expect_silent(write_requirements(file, overwrite = TRUE))
  without <- callr::r(function(file) tryCatch(hornpipe::write_requirements(file, overwrite = TRUE), hornpipe_python_error = conditionMessage), list(file),
                      env = c(RETICULATE_PYTHON = "/nonexistent"))
  expect_match(without, "no torch, numpy, h5py, pyyaml in")
})

# What the package bundle exports, as far as methods of other packages see it; it is not on every machine.
bundle_package <- function(library) {
  folder <- file.path(withr::local_tempdir(.local_envir = parent.frame()), "bundle")
  dir.create(file.path(folder, "R"), recursive = TRUE)
  writeLines(c("Package: bundle", "Version: 0.1.2", "Title: Stand-in", "Description: Stand-in.", "License: none", "Author: tests", "Maintainer: tests <t@example.org>"),
             file.path(folder, "DESCRIPTION"))
  writeLines(c("export(bundle, unbundle, bundle_constr)", "S3method(bundle, keras.engine.training.Model)"), file.path(folder, "NAMESPACE"))
  writeLines(c(
    "bundle <- function(x, ...) UseMethod('bundle')", "unbundle <- function(x) x$situate(x$object)",
    "bundle_constr <- function(object, situate, desc_class) structure(list(object = object, situate = situate), class = c(paste0('bundled_', desc_class), 'bundle'))",
    "bundle.keras.engine.training.Model <- function(x, ...) stop('this one writes what TensorFlow alone reads')"
  ), file.path(folder, "R", "bundle.R"))
  utils::install.packages(folder, lib = library, repos = NULL, type = "source", quiet = TRUE)
}

flowers <- function() {
  Scale <- new_layer_class("Scale", call = function(inputs) inputs / 10)
  model <- keras_model_sequential(input_shape = 4) %>% Scale() %>% layer_dense(3, activation = "softmax")
  model %>% compile("adam", "sparse_categorical_crossentropy")
  model %>% fit(as.matrix(iris[, 1:4]), iris$Species, epochs = 1, verbose = 0)
  model
}

test_that("bundle() keeps a model whole, with classes made in R and levels", {
  library <- withr::local_tempdir()
  bundle_package(library)
  model <- flowers()
  file <- withr::local_tempfile(fileext = ".rds")
  expected <- predict(model, iris[, 1:4], type = "class", verbose = 0)
  withr::local_libpaths(library, action = "prefix")
  packed <- bundle::bundle(model)
  expect_s3_class(packed, "bundled_hornpipe")
  saveRDS(packed, file)
  expect_lt(file.size(file), 1e6)
  there <- callr::r(function(file) stats::predict(bundle::unbundle(readRDS(file)), iris[, 1:4], type = "class", verbose = 0), list(file))
  expect_identical(there, expected)
})

test_that("packages that call keras by name and dispatch on its classes find what they ask for", {
  library <- withr::local_tempdir()
  install_keras_package(library)
  there <- callr::r(function() {
    assign("pack", function(x) UseMethod("pack"), globalenv())
    assign("pack.keras.engine.training.Model", function(x) keras::serialize_model(x), globalenv())
    model <- keras::layer_dense(keras::keras_model_sequential(input_shape = 2), units = 1)
    bytes <- pack(model)
    again <- keras::unserialize_model(bytes)
    list(raw = is.raw(bytes), class = inherits(again, "keras.engine.training.Model"), x = stats::predict(model, matrix(1:2, 1), verbose = 0),
         y = stats::predict(again, matrix(1:2, 1), verbose = 0))
  }, libpath = c(library, .libPaths()))
  expect_true(there$raw)
  expect_true(there$class)
  expect_equal(there$x, there$y)
})
