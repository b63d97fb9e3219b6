# Written by tools/rgen from the Python signatures. Do not edit: change the signature, the docstring or tools/rgen.

#' Arguments of every layer
#'
#' Beside its own arguments, each `layer_*()` function takes these.
#'
#' @param object What to compose the layer with: nothing, a sequential model, a tensor or a list of
#'   tensors. See [compose_layers].
#' @param input_shape Shape of one observation, without the batch, as on the first layer of a
#'   sequential model: `input_shape = c(28, 28, 1)`. `NA` is a dimension of any size.
#' @param batch_input_shape The same with the batch size first: `c(32, 10)`, or `c(NA, 10)` for any
#'   batch size.
#' @param batch_size Fixed batch size, together with `input_shape`.
#' @param dtype Name of the dtype, or a dtype policy, of weights and results. `NULL` is the one set
#'   by [config_set_dtype_policy()].
#' @param name Name of the layer, unique in a model. `NULL` makes one.
#' @param trainable Whether training changes the layer's weights.
#' @param weights List of arrays to start from, as [get_weights()] gives them.
#' @param ... Further arguments of the Python layer, by name: `activity_regularizer`, `autocast`.
#' @name layer_arguments
#' @keywords internal
NULL
