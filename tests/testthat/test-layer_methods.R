test_that("preprocessing layers learn from R data", {
  layer <- layer_normalization(axis = -1)
  adapt(layer, as.matrix(iris[, 1:4]))
  z <- as.array(layer(as.matrix(iris[, 1:4])))
  expect_equal(colMeans(z), rep(0, 4), tolerance = 1e-4)
  words <- layer_string_lookup()
  adapt(words, c("a", "b", "a"))
  expect_equal(get_vocabulary(words), c("[UNK]", "a", "b"))
  expect_equal(get_vocabulary(words, include_special_tokens = FALSE), c("a", "b"))
  set_vocabulary(words, c("x", "y"))
  expect_equal(as.integer(words(c("y", "a"))), c(2L, 0L))
})

test_that("calls of a layer are counted from 1", {
  layer <- layer_dense(units = 2)
  a <- layer_input(shape = 3)
  y <- layer(a)
  layer(layer_input(batch_shape = c(5, 3)))
  expect_equal(unlist(get_input_shape_at(layer, 2)), c(5L, 3L))
  expect_equal(unlist(get_output_shape_at(layer, -1)), c(5L, 2L))
  expect_equal(get_input_at(layer, 1)$name, a$name)
  expect_s3_class(get_output_at(layer, 1), "hornpipe.KerasTensor")
  expect_null(get_output_mask_at(layer, 1))
  expect_null(get_input_mask_at(layer, 1))
  layer(layer_masking()(layer_input(batch_shape = c(5, 7, 3))))
  expect_identical(dim(get_input_mask_at(layer, 3)), c(5L, 7L))
  expect_identical(get_input_mask_at(layer, 3)$dtype, "bool")
  expect_error(get_input_at(layer, 4), "`node_index` must be in 1 to 3", class = "hornpipe_value_error")
  expect_equal(get_source_inputs(y %>% layer_dense(1))[[1]]$name, a$name)
})

test_that("states are reset, and read as trees", {
  metric <- metric_mean()
  metric$update_state(c(1, 3))
  expect_equal(as.numeric(metric$result()), 2)
  reset_state(metric)
  expect_equal(as.numeric(metric$result()), 0)
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1, kernel_initializer = "ones", name = "d")
  tree <- get_state_tree(model, "numpy_array")
  expect_equal(unlist(tree$trainable_variables, use.names = FALSE), c(1, 1, 0))
  tree$trainable_variables[[model$name]]$d$kernel[] <- c(2, 3)
  expect_false(withVisible(set_state_tree(model, tree))$visible)
  expect_equal(get_weights(model), list(matrix(c(2, 3), 2), array(0)))
  expect_error(set_state_tree(model, list(weights = tree)), "`state_tree` must be one of 'trainable_variables', .* got 'weights'", class = "hornpipe_value_error")
})

test_that("reset_states() empties recurrent layers, under the name of keras 2.x", {
  model <- keras_model_sequential() %>%
    layer_simple_rnn(1, stateful = TRUE, batch_input_shape = c(1, 2, 1), kernel_initializer = "ones", recurrent_initializer = "ones")
  x <- array(0.5, c(1, 2, 1))
  first <- as.numeric(predict(model, x, verbose = 0))
  expect_equal(first, tanh(0.5 + tanh(0.5)), tolerance = 1e-6)
  expect_equal(as.numeric(predict(model, x, verbose = 0)), tanh(0.5 + tanh(0.5 + first)), tolerance = 1e-6)
  expect_identical(reset_states(model), model)
  expect_equal(as.numeric(predict(model, x, verbose = 0)), first)
})

test_that("normalization learns mean and variance", {
  layer <- layer_normalization()
  x <- cbind(c(1, 2, 3), c(10, 20, 30))
  expect_identical(adapt(layer, x), layer)
  out <- as.array(layer(x))
  expect_equal(colMeans(out), c(0, 0), tolerance = 1e-6)
  expect_equal(out[3, ], c(1, 1) * sqrt(1.5), tolerance = 1e-5)
})

test_that("a lookup learns and tells its vocabulary", {
  layer <- layer_string_lookup()
  adapt(layer, c("b", "a", "b"))
  expect_identical(get_vocabulary(layer), c("[UNK]", "b", "a"))
  expect_identical(get_vocabulary(layer, include_special_tokens = FALSE), c("b", "a"))
  set_vocabulary(layer, c("x", "y"))
  expect_identical(get_vocabulary(layer, FALSE), c("x", "y"))
})

test_that("adapt() reads a generator function to its end", {
  layer <- layer_normalization()
  batches <- list(matrix(c(1, 2), ncol = 1), matrix(c(3, 4), ncol = 1))
  i <- 0
  adapt(layer, function() {
    i <<- i + 1
    if (i <= 2) batches[[i]]
  })
  expect_equal(as.numeric(as.array(layer$mean)), 2.5, tolerance = 1e-6)
})

test_that("quantize_weights() takes a mode, or settings, and filters", {
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(2, name = "keep") %>% layer_dense(1, name = "skip")
  result <- withVisible(quantize_weights(model, config = keras$quantizers$Int8QuantizationConfig(), filters = "keep"))
  expect_false(result$visible)
  expect_identical(result$value, model)
  expect_identical(model$get_layer("keep")$dtype_policy$name, "int8_from_float32")
  expect_identical(model$get_layer("skip")$dtype_policy$name, "float32")
  quantize_weights(model, "int8", filters = function(layer) layer$name == "skip")
  expect_identical(model$get_layer("skip")$dtype_policy$name, "int8_from_float32")
})

test_that("lookup layers and hashing take one salt or two", {
  expect_identical(layer_string_lookup(vocabulary = c("a", "b"), num_oov_indices = 2, salt = c(11, 13))$get_config()$salt, c(11L, 13L))
  expect_identical(layer_integer_lookup(vocabulary = 1:3, num_oov_indices = 2, oov_method = "farmhash", salt = 5)$get_config()$salt, c(5L, 5L))
  expect_identical(layer_hashing(num_bins = 3, salt = c(133, 137))$get_config()$salt, c(133L, 137L))
})

test_that("the vocabulary of integers is a list", {
  layer <- layer_integer_lookup()
  adapt(layer, c(12L, 42L, 42L))
  expect_identical(get_vocabulary(layer), list(-1L, 42L, 12L))
})

test_that("layers have the attributes of keras 2.x", {
  layer <- layer_dense(units = 2)
  x <- layer_masking()(layer_input(c(5, 3)))
  layer(x)
  expect_identical(layer$input_shape, list(NULL, 5L, 3L))
  expect_identical(layer$output_shape, list(NULL, 5L, 2L))
  expect_equal(dim(layer$input_mask), c(NA, 5L))
  expect_equal(dim(layer$output_mask), c(NA, 5L))
})
