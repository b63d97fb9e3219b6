#' Vocabularies and statistics of preprocessing layers
#'
#' `adapt()` lets a preprocessing layer learn from data: the mean and variance of
#' [layer_normalization()], the words of [layer_text_vectorization()].
#'
#' @param object A preprocessing layer.
#' @param data An array, data frame or vector of strings, or a function that
#'   returns one batch after another and `NULL` at the end.
#' @param ... Must be empty.
#' @param batch_size Observations per batch.
#' @param steps Batches to look at.
#' @param include_special_tokens Whether to list the tokens for padding and unknown
#'   words.
#' @param vocabulary A vector of words, or the path of a file with a word per line.
#' @param idf_weights Weights of the words, for `output_mode = "tf_idf"`.
#'
#' @return `adapt()` and `set_vocabulary()` the layer, invisibly;
#'   `get_vocabulary()` a character vector, or a list of integers.
#' @export
#' @examplesIf hornpipe:::can_run()
#' layer <- layer_normalization()
#' adapt(layer, as.matrix(iris[, 1:4]))
#' layer(as.matrix(iris[1:2, 1:4]))
#' words <- layer_string_lookup()
#' adapt(words, c("b", "a", "b"))
#' get_vocabulary(words)
#' set_vocabulary(words, c("x", "y"))
#' words(c("y", "a"))
adapt <- function(object, data, ..., batch_size = NULL, steps = NULL) {
  check_given(object, data)
  data <- if (is_python_data(data)) {
    data
  } else if (is.function(data)) {
    batches_of(data)
  } else if (inherits(object, "hornpipe.utils.FeatureSpace") || is_plain_list(data)) {
    lapply(as.list(data), as_call_input)
  } else {
    to_tensor(if (is.data.frame(data)) frame_matrix(data, "data") else data, "data")
  }
  args <- list(data, batch_size = as_int(batch_size), steps = as_int(steps), ...)
  call_python(object$adapt, args[!vapply(args, is.null, NA)])
  invisible(object)
}

# A function that returns batches, or lists that begin with one, until it returns NULL.
batches_of <- function(fn) {
  force(fn)
  next_batch <- function() {
    batch <- fn()
    if (is_plain_list(batch)) batch <- batch[[1L]]
    if (is.null(batch)) NULL else to_tensor(batch, "data")
  }
  call_python(rbridge()$r_generator, list(as_py_function(next_batch)))
}

#' @rdname adapt
#' @export
get_vocabulary <- function(object, include_special_tokens = TRUE) {
  words <- call_python(as_object(object)$get_vocabulary, list(include_special_tokens = as_flag(include_special_tokens)))
  if (is.numeric(words)) as.list(words) else unlist(words)
}

#' @rdname adapt
#' @export
set_vocabulary <- function(object, vocabulary, idf_weights = NULL, ...) {
  check_given(object, vocabulary)
  if (length(vocabulary) != 1L || !file.exists(as.character(vocabulary))) vocabulary <- as.list(vocabulary)
  args <- list(vocabulary, idf_weights = if (!is.null(idf_weights)) as_reals(idf_weights), ...)
  call_python(object$set_vocabulary, args[!vapply(args, is.null, NA)])
  invisible(object)
}

#' State of layers and metrics
#'
#' `reset_state()` (`reset_states()` in keras 2.x) sets a metric, or the recurrent
#' layers of a model, back to the beginning. `get_state_tree()` gives the values of
#' all variables as nested lists by path.
#'
#' @param object A metric, layer or model.
#' @param value_format `"backend_tensor"` or `"numpy_array"`; the latter gives R
#'   arrays.
#' @param state_tree What `get_state_tree()` returned.
#'
#' @return The object, invisibly; `get_state_tree()` a nested list.
#' @export
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_mean()
#' metric$update_state(c(1, 3))
#' metric$result()
#' reset_state(metric)
#' metric$result()
#'
#' model <- keras_model_sequential(input_shape = 2, name = "small") %>% layer_dense(1, name = "out")
#' tree <- get_state_tree(model, "numpy_array")
#' tree$trainable_variables$small$out$kernel[] <- 1
#' set_state_tree(model, tree)
#' reset_states(model)            # of recurrent layers
#' get_weights(model)
reset_state <- function(object) {
  call_python(rbridge()$reset_state, list(as_object(object)))
  invisible(object)
}

#' @rdname reset_state
#' @export
reset_states <- reset_state

#' @rdname reset_state
#' @export
get_state_tree <- function(object, value_format = "backend_tensor") call_python(as_object(object)$get_state_tree, list(value_format))

#' @rdname reset_state
#' @export
set_state_tree <- function(object, state_tree) {
  check_given(object, state_tree)
  call_python(as_object(object)$set_state_tree, list(state_tree))
  invisible(object)
}

#' Quantize a layer or model
#'
#' Keeps the weights as numbers of few bits, so that a trained model needs less memory.
#'
#' @param object A layer or model that is built.
#' @param mode `"int8"`, `"int4"` or `"float8"`; what `config` says if `NULL`.
#' @param config Settings such as `quantizer_int8_quantization_config()`; those of the
#'   mode if `NULL`.
#' @param filters Which layers of a model: a regular expression for their names,
#'   several of them, or a function of the layer. All if `NULL`.
#' @param ... Passed to the method `quantize()` of the object.
#' @return The object, invisibly; it is changed in place.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>% layer_dense(units = 3)
#' before <- predict(model, matrix(1:4, 1), verbose = 0)
#' quantize_weights(model, "int8", filters = "dense")
#' predict(model, matrix(1:4, 1), verbose = 0) - before
quantize_weights <- function(object, mode = NULL, ..., config = NULL, filters = NULL) {
  chosen <- if (is.character(filters)) as.list(as_texts(filters)) else as_callable(filters)
  given <- list(mode = as_text(mode), config = as_part(config), filters = chosen)
  call_python(as_object(object)$quantize, c(given[!vapply(given, is.null, NA)], list(...)))
  invisible(object)
}

#' Tensors at the calls of a layer
#'
#' A layer that was called several times has inputs and outputs for each call.
#'
#' @param object A layer.
#' @param node_index Number of the call, from 1.
#' @param tensor A symbolic tensor.
#' @return A tensor or a list of tensors, a shape, or a mask (`NULL` if there is
#'   none); `get_source_inputs()` the list of the inputs that a tensor comes from.
#' @name layer_nodes
#' @examplesIf hornpipe:::can_run()
#' layer <- layer_dense(units = 2)
#' words <- layer_input(shape = 5, dtype = "int32")
#' vectors <- words %>% layer_embedding(input_dim = 10, output_dim = 3, mask_zero = TRUE)
#' y <- layer(vectors)
#' get_input_at(layer, 1)
#' get_input_shape_at(layer, 1)
#' get_input_mask_at(layer, 1)
#' get_output_at(layer, 1)
#' get_output_shape_at(layer, 1)
#' get_output_mask_at(layer, 1)
#' get_source_inputs(y)
NULL

node_value <- function(object, node_index, what) call_python(rbridge()$node_value, list(as_object(object), as_index(node_index), what), NULL)

#' @rdname layer_nodes
#' @export
get_input_at <- function(object, node_index) node_value(object, node_index, "input")
#' @rdname layer_nodes
#' @export
get_output_at <- function(object, node_index) node_value(object, node_index, "output")
#' @rdname layer_nodes
#' @export
get_input_shape_at <- function(object, node_index) node_value(object, node_index, "input_shape")
#' @rdname layer_nodes
#' @export
get_output_shape_at <- function(object, node_index) node_value(object, node_index, "output_shape")
#' @rdname layer_nodes
#' @export
get_input_mask_at <- function(object, node_index) node_value(object, node_index, "input_mask")
#' @rdname layer_nodes
#' @export
get_output_mask_at <- function(object, node_index) node_value(object, node_index, "output_mask")
#' @rdname layer_nodes
#' @export
get_source_inputs <- function(tensor) call_python(rbridge()$source_inputs, list(as_object(tensor)), NULL)

# Attributes of layers in keras 2.x: those of the first call.
#' @export
`$.hornpipe.layers.Layer` <- function(x, name) {
  if (name %in% c("input_shape", "output_shape", "input_mask", "output_mask") && !reticulate::py_has_attr(x, name)) node_value(x, 1L, name) else NextMethod()
}
