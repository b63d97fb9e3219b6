in_r <- function(lib, code) {
  callr::r(code, libpath = c(lib, .libPaths()), env = c(callr::rcmd_safe_env(), RETICULATE_PYTHON = Sys.getenv("RETICULATE_PYTHON")))
}

test_that("library(keras) is hornpipe, in a library of one's own", {
  skip_if_not_installed("callr")
  lib <- withr::local_tempdir()
  install_keras_package(lib)
  found <- in_r(lib, function() {
    name <- "keras"          # by its name: the package is made here, and no dependency
    library(name, character.only = TRUE)
    model <- keras_model_sequential() %>%
      layer_dense(units = 8, activation = "relu", input_shape = c(4)) %>%
      layer_dense(units = 3, activation = "softmax")
    model %>% compile(loss = "categorical_crossentropy", optimizer = optimizer_rmsprop(), metrics = c("accuracy"))
    use_session_with_seed(42)
    history <- model %>% fit(as.matrix(iris[, 1:4]), to_categorical(as.integer(iris$Species) - 1), epochs = 2, batch_size = 32, verbose = 0)
    list(
      missing = setdiff(getNamespaceExports("hornpipe"), getNamespaceExports("keras")), epochs = length(history$metrics$loss),
      names = names(model %>% evaluate(as.matrix(iris[, 1:4]), to_categorical(as.integer(iris$Species) - 1), verbose = 0)),
      floatx = getExportedValue(name, "k_floatx")(), module = keras$config$floatx(), implementation = implementation(),
      axes = list(
        dim(layer_concatenate(list(layer_input(c(2, 3)), layer_input(c(2, 3))), axis = 1)), dim(layer_concatenate(axis = -1)(list(layer_input(2), layer_input(3)))),
        as.integer(layer_batch_normalization(axis = 1)$axis), constraint_maxnorm(axis = 0)$axis, constraint_maxnorm()$axis, dim(k_sum(matrix(1, 2, 3), axis = 1))
      ),
      available = c(is_keras_available(), is_keras_available("2.0.6"), is_keras_available("2.16")),
      former = tryCatch(save_model_tf(model, "x"), hornpipe_former_error = conditionMessage), version = as.character(packageVersion("keras"))
    )
  })
  expect_identical(found$missing, character())
  expect_equal(found$epochs, 2L)
  expect_equal(found$names, c("loss", "accuracy"))
  expect_equal(c(found$floatx, found$module, found$implementation), c("float32", "float32", "keras"))
  expect_equal(found$axes, list(c(NA, 4L, 3L), c(NA, 5L), 1L, 0L, 0L, 3L))
  expect_equal(found$available, c(TRUE, TRUE, FALSE))
  expect_match(found$former, "Use instead: save_model()", fixed = TRUE)
  expect_equal(found$version, "2.15.0")
})

test_that("keras3 too, and another package is not replaced unasked", {
  lib <- withr::local_tempdir()
  dir.create(file.path(lib, "keras3"))
  writeLines(c("Package: keras3", "Version: 1.5.1", "Imports: tensorflow"), file.path(lib, "keras3", "DESCRIPTION"))
  expect_error(install_keras_package(lib, "keras3"), "is another package named keras3", class = "hornpipe_value_error")
  path <- install_keras_package(lib, "keras3", replace = TRUE)
  expect_equal(read.dcf(file.path(path, "DESCRIPTION"), "Package")[[1]], "keras3")
  expect_equal(install_keras_package(lib, "keras3"), path)
  score <- in_r(lib, function() {
    name <- "keras3"
    library(name, character.only = TRUE)
    model <- keras_model_sequential(input_shape = 1) |> layer_dense(1)
    model |> compile("sgd", "mse", metrics = "mae")
    model |> evaluate(matrix(1:2), 1:2, verbose = 0)
  })
  expect_type(score, "list")
  expect_named(score, c("loss", "mae"))
  expect_error(install_keras_package(file.path(lib, "none")), "`lib` must be an existing folder", class = "hornpipe_value_error")
})
