test_that("a layer without object is a layer, on a model it is added in place, on a tensor it is called", {
  layer <- layer_dense(units = 4)
  expect_s3_class(layer, "hornpipe.layers.Dense")
  model <- keras_model_sequential()
  same <- withVisible(model %>% layer_dense(units = 4, input_shape = 3))
  expect_false(same$visible)
  expect_length(model$layers, 1L)
  expect_equal(model$count_params(), 16L)
  x <- layer_input(shape = 3)
  y <- x %>% layer_dense(units = 2)
  expect_s3_class(y, "hornpipe.KerasTensor")
  expect_equal(dim(y), c(NA, 2L))
})

test_that("every pipe works", {
  m1 <- keras_model_sequential(input_shape = 3) %>% layer_dense(2) %>% layer_dense(1)
  m2 <- keras_model_sequential(input_shape = 3) |> layer_dense(2) |> layer_dense(1)
  m3 <- keras_model_sequential(input_shape = 3)
  m3 %<>% layer_dense(2) %>% layer_dense(1)
  for (m in list(m1, m2, m3)) expect_equal(m$count_params(), 11L)
})

test_that("layers are named in reading order", {
  clear_session()
  outputs <- layer_input(shape = 3) %>% layer_dense(units = 2) %>% layer_dense(units = 2)
  model <- keras_model_sequential() %>% layer_dense(units = 1, input_shape = 1) %>% layer_dense(units = 1)
  expect_equal(vapply(model$layers, function(l) l$name, ""), c("dense_2", "dense_3"))
})

test_that("layers and models are R functions", {
  layer <- layer_dense(units = 2, kernel_initializer = "ones")
  expect_equal(as.array(layer(matrix(c(1, 2, 3, 4, 5, 6), 2))), matrix(c(9, 12, 9, 12), 2))
  model <- keras_model_sequential(input_shape = 3) %>% layer()
  expect_equal(as.array(model(matrix(1:6 / 2, 2))), matrix(c(4.5, 6, 4.5, 6), 2))
  expect_equal(dim(layer(layer_input(shape = 3))), c(NA, 2L))
})

test_that("what cannot be composed is refused by name", {
  expect_error(layer_dense("x", units = 2), "`object` must be a sequential model, a tensor or a list of tensors, got \"x\".", class = "hornpipe_type_error")
  inputs <- layer_input(shape = 3)
  model <- keras_model(inputs, layer_dense(inputs, 2), name = "fixed")
  expect_error(model %>% layer_dense(2), "is the model `fixed`, whose layers are fixed", class = "hornpipe_type_error")
})

test_that("adding to a compiled model warns once, when the pipe has run, and names the layers", {
  model <- keras_model_sequential(name = "twice")
  build <- function() {
    model %>% layer_dense(4, input_shape = 3) %>% layer_dense(2)
    model %>% compile("sgd", "mse")
  }
  expect_silent(build())
  model2 <- keras_model_sequential(name = "chunk", input_shape = 3) %>% layer_dense(2, name = "a")
  model2 %>% compile("sgd", "mse")
  heard <- function(code) {
    found <- list()
    withCallingHandlers(code, hornpipe_rerun_warning = function(w) {
      found <<- c(found, list(w$layers))
      expect_match(conditionMessage(w), "added to the model `chunk`, which was already compiled")
      tryInvokeRestart("muffleWarning")
    })
    found
  }
  expect_equal(heard(model2 %>% layer_dense(2, name = "b") %>% layer_dense(2, name = "c")), list(c("b", "c")))
  expect_equal(heard(model2 %>% compile("sgd", "mse")), list())
  expect_equal(heard(model2 |> layer_dense(2, name = "d") |> layer_dropout(0.1, name = "e")), list(c("d", "e")))
  expect_equal(heard(model2 |> layer_dense(2, name = "f")), list())              # a second statement of the chunk
  expect_equal(heard(model2 |> layer_dense(2, name = "g") |> compile("sgd", "mse")), list(c("f", "g")))
  block <- function(object, names) {
    for (name in names) object %>% layer_dense(2, name = name)
    object
  }
  expect_equal(heard(model2 %>% block(c("h", "i")) %>% compile("sgd", "mse")), list("h", "i"))
  expect_equal(heard(model2 %>% layer_dense(2, name = "j") %>% pop_layer()), list("j"))
  expect_equal(heard(model2 %>% compile("sgd", "mse")), list())
  expect_equal(heard(try(model2 %>% layer_dense(2, name = "k") %>% layer_dense(-1), silent = TRUE)), list("k"))
})

test_that("layers in the arguments of a merge are named in reading order", {
  clear_session()
  a <- layer_input(shape = 2)
  both <- layer_concatenate(a %>% layer_dense(1), a %>% layer_dense(2))
  model <- keras_model(a, both)
  expect_equal(dim(model[["dense"]]$output), c(NA, 1L))
  expect_equal(dim(model[["dense_1"]]$output), c(NA, 2L))
})

test_that("predict() warns of late layers too", {
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(2)
  model %>% compile("sgd", "mse")
  expect_warning(model %>% layer_dense(1, name = "late"), "Layer `late` was added", class = "hornpipe_rerun_warning")
  model %>% layer_dense(1, name = "later")
  expect_warning(predict(model, matrix(1:2, 1), verbose = 0), "Layer `later` was added", class = "hornpipe_rerun_warning")
  expect_no_warning(predict(model, matrix(1:2, 1), verbose = 0))
})

test_that("a copy is made on request: the first model is what it was, also when the second one learns", {
  withr::local_options(hornpipe.inplace = "copy")
  first <- keras_model_sequential(input_shape = 2) %>% layer_dense(3, kernel_initializer = "ones", name = "one") %>% compile("sgd", "mse")
  weights <- get_weights(first)
  shown <- withVisible(first %>% layer_dense(1, kernel_initializer = "ones", name = "two"))
  expect_true(shown$visible)
  second <- shown$value
  expect_equal(vapply(first$layers, function(layer) layer$name, ""), "one")
  expect_equal(vapply(second$layers, function(layer) layer$name, ""), c("one", "two"))
  expect_equal(get_weights(second)[1:2], weights)
  expect_equal(as.vector(predict(second, matrix(c(1, 2), 1), verbose = 0)), 9)
  expect_no_warning(second %>% fit(matrix(1:4, 2), 1:2, epochs = 1, verbose = 0))
  expect_equal(get_weights(first), weights)
  expect_false(isTRUE(all.equal(get_weights(second)[[1]], weights[[1]])))
  piped <- first |> layer_dense(2) |> layer_dropout(0.5) |> layer_dense(1)
  expect_length(piped$layers, 4L)
  expect_length(first$layers, 1L)
  set.seed(1)
  a <- get_weights(keras_model_sequential(input_shape = 2) %>% layer_dense(3) %>% layer_dense(2))
  withr::local_options(hornpipe.inplace = "inplace")
  set.seed(1)
  expect_equal(get_weights(keras_model_sequential(input_shape = 2) %>% layer_dense(3) %>% layer_dense(2)), a)
  withr::local_options(hornpipe.inplace = "never")
  expect_error(first %>% layer_dense(1), "must be \"inplace\" or \"copy\", got \"never\"", class = "hornpipe_argument_error")
})
