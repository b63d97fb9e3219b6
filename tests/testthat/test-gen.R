wrappers <- function() {
  names <- getNamespaceExports("hornpipe")
  found <- Filter(is.function, mget(names, envir = asNamespace("hornpipe"), ifnotfound = list(NULL)))
  Filter(function(f) !is.null(attr(f, "python", exact = TRUE)), found)
}

# The paths `core()$a$b` in a body.
paths_in <- function(f) {
  found <- character()
  walk <- function(e) {
    if (is.call(e)) {
      text <- if (identical(e[[1L]], as.name("$"))) paste(deparse(e), collapse = "")
      if (!is.null(text) && grepl("^core\\(\\)\\$", text)) found <<- c(found, gsub("`", "", sub("core()$", "", text, fixed = TRUE)))
      else lapply(as.list(e), walk)
    }
  }
  walk(body(f))
  gsub("$", ".", found, fixed = TRUE)
}

test_that("every wrapper names a Python object that exists", {
  missing <- character()
  for (name in getNamespaceExports("hornpipe")) {
    f <- get0(name, envir = asNamespace("hornpipe"))
    if (!is.function(f)) next
    for (path in c(attr(f, "python", exact = TRUE), if (grepl("^(layer|loss|metric|op|optimizer|callback|random|config)_", name)) paths_in(f))) {
      object <- tryCatch(core_object(path), error = function(cnd) NULL)
      if (is.null(object)) missing <- c(missing, paste(name, path))
    }
  }
  expect_identical(missing, character())
  expect_gt(length(wrappers()), 100)
})

test_that("a wrapper coerces by the declared type", {
  expect_error(layer_dense(units = 10.7), "`units` must be a whole number, got 10.7.", class = "hornpipe_type_error")
  expect_identical(layer_dense(units = 10)$units, 10L)
  expect_error(layer_dense(units = 3, use_bias = 1), "`use_bias` must be TRUE or FALSE", class = "hornpipe_type_error")
  expect_identical(regularizer_l2(1)$l2, 1)
  expect_identical(constraint_maxnorm(0.5)$max_value, 0.5)
  expect_identical(layer_conv_2d(filters = 8, kernel_size = c(3, 5))$kernel_size, list(3L, 5L))
  expect_identical(callback_early_stopping(min_delta = 0.001)$min_delta |> abs(), 0.001)
})

test_that("axes count from 1 in wrappers", {
  x <- matrix(1:6, nrow = 2)
  expect_equal(as.vector(as.array(op_sum(x, axis = 1))), colSums(x))
  expect_equal(as.vector(as.array(op_sum(x, axis = -1))), rowSums(x))
  expect_error(op_sum(x, axis = 0), "`axis` must be counted from 1, or from the end when negative, got 0.", class = "hornpipe_type_error")
})

test_that("positions in tensors count from 1, from 0 on request", {
  x <- c(10, 30, 20)
  expect_equal(as.numeric(op_argmax(x)), 2)
  expect_equal(as.numeric(op_argmax(x, zero_indexed = TRUE)), 1)
  expect_equal(as.vector(as.array(op_take(x, c(1, 3)))), c(10, 20))
  expect_equal(as.vector(as.array(op_take(x, c(0, 2), zero_indexed = TRUE))), c(10, 20))
  expect_equal(as.vector(as.array(op_take(x, op_argmax(x)))), 30)
  expect_error(op_take(x, 0), "counted from 1", class = "hornpipe_type_error")
})

test_that("a loss is called on data, or made without", {
  y_true <- matrix(c(0, 1), 1)
  y_pred <- matrix(c(0.5, 1), 1)
  expect_equal(as.numeric(as.array(loss_mean_squared_error(y_true, y_pred))), 0.125)
  made <- loss_mean_squared_error(reduction = "sum")
  expect_s3_class(made, "hornpipe.losses.MeanSquaredError")
  expect_identical(made$reduction, "sum")
})

test_that("a wrapper given as it stands means what it wraps", {
  expect_identical(layer_dense(units = 1, activation = activation_relu)$activation$`__name__`, "relu")
  expect_s3_class(as_part(optimizer_adam), "hornpipe.optimizers.Adam")
  expect_s3_class(as_part(initializer_he_normal), "hornpipe.initializers.HeNormal")
  expect_identical(as_callable(loss_mean_squared_error)$`__name__`, "mean_squared_error")
})

test_that("merging layers take tensors in a list or one by one", {
  a <- layer_input(shape = 2)
  b <- layer_input(shape = 3)
  expect_identical(dim(layer_concatenate(a, b)), c(NA, 5L))
  expect_identical(dim(layer_concatenate(list(a, b), name = "both")), c(NA, 5L))
  expect_s3_class(layer_add(), "hornpipe.layers.Add")
  expect_identical(layer_add(name = "sum")$name, "sum")
})

root <- file.path("..", "..")
from_source <- function() file.exists(file.path(root, "tools", "rgen"))

test_that("help pages and NAMESPACE are those of the source", {
  skip_if_not(from_source(), "the package is tested without its repository")
  copy <- withr::local_tempdir()
  file.copy(file.path(root, c("DESCRIPTION", "NAMESPACE", "R", "man")), copy, recursive = TRUE)
  script <- tempfile(fileext = ".R")
  writeLines(sprintf("suppressMessages(roxygen2::roxygenise(%s, load_code = roxygen2::load_installed))", deparse(copy)), script)
  system2(file.path(R.home("bin"), "Rscript"), shQuote(script), stdout = FALSE, stderr = FALSE)
  files <- function(where) {
    names <- sort(c("NAMESPACE", file.path("man", list.files(file.path(where, "man"), "[.]Rd$"))))
    stats::setNames(lapply(file.path(where, names), readLines), names)
  }
  ours <- files(root)
  made <- files(copy)
  stale <- union(setdiff(names(made), names(ours)), Filter(function(n) !identical(ours[[n]], made[[n]]), names(ours)))
  expect_identical(stale, character(), info = "run `make rgen docs`")
})

test_that("pooling by averages has the window of keras 2.15", {
  expect_identical(layer_average_pooling_2d()$pool_size, list(2L, 2L))
  expect_identical(layer_average_pooling_1d()$pool_size, list(2L))
})

test_that("operands and branches go over by position, layers of Keras without `trainable` are made", {
  expect_equal(as.array(op_einsum("ij,jk->ik", diag(2), matrix(1:4 + 0, 2))), matrix(1:4 + 0, 2))
  expect_equal(as.numeric(op_switch(2L, list(function() op_zeros(1), function() op_ones(1)))), 1)
  expect_equal(as.numeric(as.array(op_map(1:3, function(x) x * 2))), c(2, 4, 6))
  expect_equal(layer_spatial_dropout_1d(rate = 0.5)$rate, 0.5)
})

test_that("settings of quantization, dtype policies and maps of optimizers are made in R", {
  config <- quantizer_int8_quantization_config()
  dense <- layer_dense(units = 2, quantization_config = config)
  expect_identical(dense$get_config()$quantization_config$class_name, "Int8QuantizationConfig")
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(2, name = "dense")
  quantize_weights(model, config = config, filters = "dense")
  expect_identical(model$get_layer("dense")$dtype_policy$name, "int8_from_float32")
  expect_identical(dtype_policy_int4("int4/128", "float32")$name, "int4/128_from_float32")
  expect_identical(quantizer_gptq_config(c("one text", "another"), tokenizer = function(text) text, weight_bits = 8)$weight_bits, 8L)
  parts <- quantizer_abs_max_quantize_grouped_with_zero_point(matrix(1:16 + 0, 4), block_size = 2)
  expect_equal(lapply(parts, dim), list(c(4L, 4L), c(2L, 4L), c(2L, 4L)))
  optimizers <- optimizer_map(optimizer_sgd(name = "sgd"), list("encoder/.*" = optimizer_adam(name = "adam")))
  expect_identical(optimizers[["encoder/dense"]]$name, "adam")
  expect_identical(optimizers[["decoder/dense"]]$name, "sgd")
  expect_s3_class(optimizer_multi(optimizers), "hornpipe.optimizers.MultiOptimizer")
})

test_that("grouped attention takes its tensors as `object`, as in keras3", {
  expect_identical(names(formals(layer_group_query_attention))[1L], "object")
  x <- layer_input(c(4, 8))
  expect_identical(dim(layer_group_query_attention(object = list(x, x), head_dim = 2, num_query_heads = 4, num_key_value_heads = 2)), c(NA, 4L, 8L))
})

test_that("op_one_hot() counts from 1, or from 0 where told", {
  expect_equal(as.array(op_one_hot(c(1L, 3L), 3)), rbind(c(1, 0, 0), c(0, 0, 1)))
  expect_equal(as.array(op_one_hot(c(0L, 2L), 3, zero_indexed = TRUE)), rbind(c(1, 0, 0), c(0, 0, 1)))
})

test_that("arguments that keras3 names are checked, also those of base classes", {
  expect_true(layer_conv_lstm_1d(filters = 2, kernel_size = 3, unroll = TRUE)$unroll)
  for (layer in list(layer_conv_lstm_1d, layer_conv_lstm_2d, layer_conv_lstm_3d)) {
    expect_error(layer(filters = 2, kernel_size = 3, unroll = 3), "`unroll` must be TRUE or FALSE, got 3", class = "hornpipe_type_error")
  }
  dense <- layer_dense(units = 2, lora_rank = 4, lora_alpha = 2.5)
  expect_identical(list(dense$lora_rank, dense$lora_alpha), list(4L, 2.5))
  expect_error(layer_embedding(input_dim = 3, output_dim = 2, lora_rank = 2.5), "`lora_rank` must be a whole number, got 2.5", class = "hornpipe_type_error")
  expect_identical(layer_einsum_dense(equation = "ab,bc->ac", output_shape = 3, lora_rank = 2)$lora_rank, 2L)
  expect_silent(layer_string_lookup(vocabulary = c("a", "b"), vocabulary_dtype = NULL))
})

test_that("what only an object takes is refused where a loss or metric is called on data", {
  x <- matrix(0, 1, 2)
  expect_equal(as.numeric(loss_huber(x, x + 1, delta = 2)), 0.5)
  expect_error(loss_huber(x, x, reduction = "sum"), "`reduction` must not be given with `y_true` and `y_pred`: it belongs to the object for `compile()`.",
               fixed = TRUE, class = "hornpipe_argument_error")
  expect_error(loss_huber(x, x, delta2 = 2), "`delta2` is no argument of loss_huber(). Did you mean `delta`?", fixed = TRUE, class = "hornpipe_argument_error")
  expect_error(metric_binary_accuracy(x, x, name = "mine"), "`name` must not be given", class = "hornpipe_argument_error")
  expect_error(op_multi_hot(1:2, 3, nonsense = 1), "`multi_hot()` takes no argument 'nonsense'", fixed = TRUE, class = "hornpipe_type_error")
})
