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

#' Applies an activation function
#'
#' @section Shapes:
#' Any shape; the output has the same.
#'
#' @inheritParams layer_arguments
#' @param activation A function or its name, such as "relu".
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(4) |> layer_activation("relu")
#' @export
layer_activation <- function(object, activation, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Activation, list(activation = as_part(activation), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Activation ELU layer
#'
#' `x` where it is positive, else `alpha * (exp(x) - 1)`.
#'
#' @inheritParams layer_arguments
#' @param alpha Scale below zero.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' as.array(layer_activation_elu()(matrix(c(-2, 0, 2), 1)))
#' @export
layer_activation_elu <- function(object, alpha = 1, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$ELU, list(alpha = as_real(alpha), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Activation leaky ReLU layer
#'
#' `x` where it is positive, else `negative_slope * x`.
#'
#' @inheritParams layer_arguments
#' @param negative_slope Slope below zero.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' as.array(layer_activation_leaky_relu()(matrix(c(-2, 0, 2), 1)))
#' @export
layer_activation_leaky_relu <- function(object, negative_slope = 0.3, input_shape = NULL, batch_input_shape = NULL,
    batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$LeakyReLU, list(negative_slope = as_real(negative_slope),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Activation parametric ReLU layer
#'
#' `x` where it is positive, else `alpha * x` with a learned `alpha`.
#'
#' @inheritParams layer_arguments
#' @param alpha_initializer First value of `alpha`, which has the shape of the input without the
#'   batch axis.
#' @param alpha_regularizer Penalty on `alpha`.
#' @param alpha_constraint Applied to `alpha` after each step.
#' @param shared_axes Axes along which `alpha` is the same: `(1, 2)` gives one value per channel of
#'   an image.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' as.array(layer_activation_parametric_relu()(matrix(c(-2, 0, 2), 1)))
#' @export
layer_activation_parametric_relu <- function(object, alpha_initializer = "Zeros", alpha_regularizer = NULL,
    alpha_constraint = NULL, shared_axes = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$PReLU, list(alpha_initializer = as_part(alpha_initializer),
    alpha_regularizer = as_part(alpha_regularizer), alpha_constraint = as_part(alpha_constraint),
    shared_axes = as_ints(shared_axes), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Activation ReLU layer
#'
#' `max(x, 0)`, or what its three numbers make of it.
#'
#' `max_value` where `x >= max_value`, `x` where `threshold <= x < max_value`, else `negative_slope * (x - threshold)`.
#'
#' @inheritParams layer_arguments
#' @param max_value Greatest output; unlimited if `NULL`.
#' @param negative_slope Slope below the threshold.
#' @param threshold Where the activation starts.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' as.array(layer_activation_relu()(matrix(c(-2, 0, 2), 1)))
#' @export
layer_activation_relu <- function(object, max_value = NULL, negative_slope = 0, threshold = 0, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$ReLU, list(max_value = as_real(max_value), negative_slope = as_real(negative_slope),
    threshold = as_real(threshold), input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape),
    batch_size = as_int(batch_size), dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable),
    weights = weights, ...))
}

#' Exponentials scaled to sum to one along an axis
#'
#' @section Shapes:
#' Any shape; the output has the same. A mask given to the call must fit the inputs; what it leaves out becomes 0.
#'
#' @inheritParams layer_arguments
#' @param axis The axis, or several to sum over together. Counted from 1, or from the end when
#'   negative.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' as.array(layer_activation_softmax()(matrix(c(-2, 0, 2), 1)))
#' @export
layer_activation_softmax <- function(object, axis = -1L, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Softmax, list(axis = as_axes(axis), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Passes its input on, and adds a penalty on it to the loss
#'
#' @inheritParams layer_arguments
#' @param l1 Weight of the sum of absolute values.
#' @param l2 Weight of the sum of squares.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_activity_regularization()
#' @export
layer_activity_regularization <- function(object, l1 = 0, l2 = 0, input_shape = NULL, batch_input_shape = NULL,
    batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$ActivityRegularization, list(l1 = as_real(l1), l2 = as_real(l2),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' The means of a given number of windows over the steps of a sequence
#'
#' @inheritParams layer_arguments
#' @param output_size Number of windows along each axis.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_adaptive_average_pooling_1d(2)
#' @export
layer_adaptive_average_pooling_1d <- function(object, output_size, data_format = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$AdaptiveAveragePooling1D, list(output_size = as_ints(output_size),
    data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' The means of a given number of windows over images
#'
#' @inheritParams layer_arguments
#' @param output_size Number of windows along each axis.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_adaptive_average_pooling_2d(2)
#' @export
layer_adaptive_average_pooling_2d <- function(object, output_size, data_format = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$AdaptiveAveragePooling2D, list(output_size = as_ints(output_size),
    data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' The means of a given number of windows over volumes
#'
#' @inheritParams layer_arguments
#' @param output_size Number of windows along each axis.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 8, 3)) |> layer_adaptive_average_pooling_3d(2)
#' @export
layer_adaptive_average_pooling_3d <- function(object, output_size, data_format = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$AdaptiveAveragePooling3D, list(output_size = as_ints(output_size),
    data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' The greatest values of a given number of windows over the steps of a sequence
#'
#' @inheritParams layer_arguments
#' @param output_size Number of windows along each axis.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_adaptive_max_pooling_1d(2)
#' @export
layer_adaptive_max_pooling_1d <- function(object, output_size, data_format = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$AdaptiveMaxPooling1D, list(output_size = as_ints(output_size),
    data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' The greatest values of a given number of windows over images
#'
#' @inheritParams layer_arguments
#' @param output_size Number of windows along each axis.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_adaptive_max_pooling_2d(2)
#' @export
layer_adaptive_max_pooling_2d <- function(object, output_size, data_format = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$AdaptiveMaxPooling2D, list(output_size = as_ints(output_size),
    data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' The greatest values of a given number of windows over volumes
#'
#' @inheritParams layer_arguments
#' @param output_size Number of windows along each axis.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 8, 3)) |> layer_adaptive_max_pooling_3d(2)
#' @export
layer_adaptive_max_pooling_3d <- function(object, output_size, data_format = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$AdaptiveMaxPooling3D, list(output_size = as_ints(output_size),
    data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Sums its inputs
#'
#' @param inputs A tensor, or a list of tensors.
#' @param ... Further tensors, and named arguments of the layer such as `name`.
#' @return A tensor; a layer when there are no inputs.
#' @examplesIf hornpipe:::can_run()
#' x <- layer_input(shape = 8)
#' y <- x %>% layer_dense(8, activation = "relu")
#' residual <- layer_add(x, y)           # or layer_add(list(x, y))
#' keras_model(x, residual)
#' @export
layer_add <- function(inputs, ...) {
  merge_layer(inputs, ..., class = core()$layers$Add, args = list())
}

#' Attention whose scores are a weighted sum of `tanh(query + key)`
#'
#' @section Shapes:
#' `(batch, T, size)`, `(batch, S, size)` and `(batch, S, size)` to `(batch, T, size)`.
#'
#' @section Call arguments:
#' inputs, mask, return_attention_scores, use_causal_mask: As for [layer_attention()].
#'
#' @inheritParams layer_arguments
#' @param use_scale Whether the sum has weights.
#' @param dropout Fraction of the weights dropped in training.
#' @param causal Of keras 2.x: must be `FALSE`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @references Bahdanau et al., "Neural machine translation by jointly learning to align and
#'   translate", 2014.
#' @examplesIf hornpipe:::can_run()
#' q <- layer_input(c(4, 8))
#' v <- layer_input(c(6, 8))
#' list(q, v) |> layer_additive_attention()
#' @export
layer_additive_attention <- function(object, use_scale = TRUE, dropout = 0, input_shape = NULL, batch_input_shape = NULL,
    batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ..., causal = NULL) {
  must_be_off(causal)
  add_layer(object, core()$layers$AdditiveAttention, list(use_scale = as_flag(use_scale), dropout = as_real(dropout),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Dropout that keeps mean and variance of inputs that are distributed as after SELU
#'
#' @inheritParams layer_arguments
#' @param rate Share of the values set to the lower limit of SELU, between 0 and 1.
#' @param noise_shape Shape of the mask, `NULL` where it is that of the input.
#' @param seed Makes the masks repeatable.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @references Klambauer et al., 2017, Self-normalizing neural networks.
#' @examplesIf hornpipe:::can_run()
#' layer_input(8) |> layer_alpha_dropout(rate = 0.2)
#' @export
layer_alpha_dropout <- function(object, rate, noise_shape = NULL, seed = NULL, input_shape = NULL, batch_input_shape = NULL,
    batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$AlphaDropout, list(rate = as_real(rate), noise_shape = as_shape(noise_shape),
    seed = as_seed(seed), input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape),
    batch_size = as_int(batch_size), dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable),
    weights = weights, ...))
}

#' Dot-product attention: `softmax(query %*% transposed key) %*% value`
#'
#' @section Shapes:
#' `(batch, T, size)`, `(batch, S, size of values)` and `(batch, S, size)` to `(batch, T, size of values)`;
#' the weights are `(batch, T, S)`.
#'
#' @section Call arguments:
#' inputs: `list(query, value)` or `list(query, value, key)`; the values are the keys if there are none.
#' mask: `list(query_mask, value_mask)`: FALSE for queries whose output is zeros, and for values that are not looked at.
#' return_attention_scores: Whether the weights are given too.
#' use_causal_mask: Whether each query sees only the values up to its own position.
#'
#' @inheritParams layer_arguments
#' @param use_scale Whether the scores are multiplied by a weight.
#' @param score_mode "dot" for products of query and key, "concat" for a weighted tanh of their
#'   sum.
#' @param dropout Fraction of the weights dropped in training.
#' @param seed Seed of the dropout.
#' @param inputs Of keras 2.x: the name of `object`.
#' @param causal Of keras 2.x: must be `FALSE`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @references Luong et al., "Effective approaches to attention-based neural machine translation",
#'   2015.
#' @examplesIf hornpipe:::can_run()
#' q <- layer_input(c(4, 8))
#' v <- layer_input(c(6, 8))
#' list(q, v) |> layer_attention()
#' @export
layer_attention <- function(object, use_scale = FALSE, score_mode = "dot", dropout = 0, seed = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...,
    inputs = NULL, causal = NULL) {
  must_be_off(causal)
  if (!is.null(inputs)) object <- inputs
  add_layer(object, core()$layers$Attention, list(use_scale = as_flag(use_scale), score_mode = as_text(score_mode),
    dropout = as_real(dropout), seed = as_seed(seed), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Mixes images with chains of changes of them
#'
#' @inheritParams layer_arguments
#' @param value_range Least and greatest value of a pixel.
#' @param num_chains Number of chains.
#' @param chain_depth Greatest length of a chain.
#' @param factor Strength of the changes, from 0 to 1, or a range.
#' @param alpha Parameter of the distributions of the shares.
#' @param all_ops Whether changes of brightness, color, contrast and sharpness are among them.
#' @param interpolation "nearest" or "bilinear".
#' @param seed Seed of the draws.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @references Hendrycks et al., "AugMix: a simple data processing method to improve robustness and
#'   uncertainty", 2019.
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_aug_mix()
#' @export
layer_aug_mix <- function(object, value_range = c(0, 255), num_chains = 3L, chain_depth = 3L, factor = 0.3, alpha = 1,
    all_ops = TRUE, interpolation = "bilinear", seed = NULL, data_format = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$AugMix, list(value_range = as_reals(value_range), num_chains = as_int(num_chains),
    chain_depth = as_int(chain_depth), factor = as_reals(factor), alpha = as_real(alpha), all_ops = as_flag(all_ops),
    interpolation = as_text(interpolation), seed = as_seed(seed), data_format = as_text(data_format),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Stretches each channel of each image over the whole range
#'
#' @inheritParams layer_arguments
#' @param value_range Least and greatest value of a pixel.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_auto_contrast()
#' @export
layer_auto_contrast <- function(object, value_range = c(0, 255), input_shape = NULL, batch_input_shape = NULL,
    batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$AutoContrast, list(value_range = as_reals(value_range),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' The mean of its inputs
#'
#' @param inputs A tensor, or a list of tensors.
#' @param ... Further tensors, and named arguments of the layer such as `name`.
#' @return A tensor; a layer when there are no inputs.
#' @examplesIf hornpipe:::can_run()
#' layer_average(layer_input(4), layer_input(4))
#' @export
layer_average <- function(inputs, ...) {
  merge_layer(inputs, ..., class = core()$layers$Average, args = list())
}

#' The means of windows over the steps of a sequence
#'
#' @inheritParams layer_arguments
#' @param pool_size Size of the windows.
#' @param strides Their steps; their size if `NULL`.
#' @param padding "valid" (none) or "same" (so that steps of 1 keep the size).
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_average_pooling_1d(2)
#' @export
layer_average_pooling_1d <- function(object, pool_size = 2L, strides = NULL, padding = "valid", data_format = NULL,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE,
    weights = NULL, ...) {
  add_layer(object, core()$layers$AveragePooling1D, list(pool_size = as_ints(pool_size), strides = as_ints(strides),
    padding = as_text(padding), data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' The means of windows over images
#'
#' @inheritParams layer_arguments
#' @param pool_size Size of the windows.
#' @param strides Their steps; their size if `NULL`.
#' @param padding "valid" (none) or "same" (so that steps of 1 keep the size).
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_average_pooling_2d(2)
#' @export
layer_average_pooling_2d <- function(object, pool_size = c(2L, 2L), strides = NULL, padding = "valid", data_format = NULL,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE,
    weights = NULL, ...) {
  add_layer(object, core()$layers$AveragePooling2D, list(pool_size = as_ints(pool_size), strides = as_ints(strides),
    padding = as_text(padding), data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' The means of windows over volumes
#'
#' @inheritParams layer_arguments
#' @param pool_size Size of the windows.
#' @param strides Their steps; their size if `NULL`.
#' @param padding "valid" (none) or "same" (so that steps of 1 keep the size).
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 8, 3)) |> layer_average_pooling_3d(2)
#' @export
layer_average_pooling_3d <- function(object, pool_size = c(2L, 2L, 2L), strides = NULL, padding = "valid",
    data_format = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL,
    trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$AveragePooling3D, list(pool_size = as_ints(pool_size), strides = as_ints(strides),
    padding = as_text(padding), data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Normalizes each channel by its mean and variance: over the batch in training, by their moving
#' averages otherwise
#'
#' A layer that is not trainable uses the moving averages in training too.
#'
#' @section Shapes:
#' Any; the output has the same. A mask leaves steps out of the statistics.
#'
#' @inheritParams layer_arguments
#' @param axis Axis of the channels. Counted from 1, or from the end when negative.
#' @param momentum How much of the moving averages a step keeps.
#' @param epsilon Added to the variance.
#' @param center Whether `beta` is added.
#' @param scale Whether `gamma` multiplies.
#' @param beta_initializer First values, one per channel.
#' @param gamma_initializer First values, one per channel.
#' @param moving_mean_initializer First values, one per channel.
#' @param moving_variance_initializer First values, one per channel.
#' @param beta_regularizer Penalties.
#' @param gamma_regularizer Penalties.
#' @param beta_constraint Applied after each step.
#' @param gamma_constraint Applied after each step.
#' @param renorm Whether training corrects the batch's statistics towards moving ones (batch
#'   renormalization).
#' @param renorm_clipping Bounds of the corrections: a named list with any of "rmin", "rmax",
#'   "dmax".
#' @param renorm_momentum How much of the statistics for renormalization a step keeps.
#' @param synchronized Whether statistics are taken over all processes of `torch.distributed`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @references Ioffe and Szegedy, 2015, Batch normalization. Ioffe, 2017, Batch renormalization.
#' @examplesIf hornpipe:::can_run()
#' keras_model_sequential(input_shape = 4) %>%
#'   layer_dense(16) %>%
#'   layer_batch_normalization() %>%
#'   layer_activation("relu")
#' @export
layer_batch_normalization <- function(object, axis = -1L, momentum = 0.99, epsilon = 0.001, center = TRUE, scale = TRUE,
    beta_initializer = "zeros", gamma_initializer = "ones", moving_mean_initializer = "zeros",
    moving_variance_initializer = "ones", beta_regularizer = NULL, gamma_regularizer = NULL, beta_constraint = NULL,
    gamma_constraint = NULL, renorm = FALSE, renorm_clipping = NULL, renorm_momentum = 0.99, synchronized = FALSE,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE,
    weights = NULL, ...) {
  add_layer(object, core()$layers$BatchNormalization, list(axis = as_axis(axis), momentum = as_real(momentum),
    epsilon = as_real(epsilon), center = as_flag(center), scale = as_flag(scale),
    beta_initializer = as_part(beta_initializer), gamma_initializer = as_part(gamma_initializer),
    moving_mean_initializer = as_part(moving_mean_initializer),
    moving_variance_initializer = as_part(moving_variance_initializer), beta_regularizer = as_part(beta_regularizer),
    gamma_regularizer = as_part(gamma_regularizer), beta_constraint = as_part(beta_constraint),
    gamma_constraint = as_part(gamma_constraint), renorm = as_flag(renorm), renorm_clipping = renorm_clipping,
    renorm_momentum = as_real(renorm_momentum), synchronized = as_flag(synchronized), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Reads a sequence forwards with one layer and backwards with another, and merges what they give
#'
#' @section Shapes:
#' As the layer's; with "concat" the last axis is twice as long. With `return_state` the states of both follow.
#'
#' @section Call arguments:
#' sequences, initial_state, mask, training: As for [layer_rnn()]; the states of the forward layer
#' come first.
#'
#' @inheritParams layer_arguments
#' @param layer A recurrent layer: [layer_rnn()], [layer_lstm()], [layer_gru()] or one with the
#'   same attributes. It is copied for each direction.
#' @param merge_mode "concat", "sum", "mul" or "ave"; `NULL` gives both outputs.
#' @param weights Arrays to start from, those of the forward layer first.
#' @param backward_layer The layer for the way back, if it is to differ; its `go_backwards` must be
#'   set.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @references Schuster and Paliwal, "Bidirectional recurrent neural networks", 1997.
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_bidirectional(layer_lstm(units = 4))
#' layer_input(c(8, 3)) |> bidirectional(layer_lstm(units = 4))
#' @export
layer_bidirectional <- function(object, layer, merge_mode = "concat", weights = NULL, backward_layer = NULL,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, ...) {
  add_layer(object, core()$layers$Bidirectional, list(layer = as_part(layer), merge_mode = as_text(merge_mode),
    weights = weights, backward_layer = as_part(backward_layer), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), ...))
}

#' @rdname layer_bidirectional
#' @export
bidirectional <- layer_bidirectional

#' Encodes category numbers as vectors
#'
#' @section Call arguments:
#' inputs: Integers.
#' count_weights: What each number counts, for "count".
#'
#' @inheritParams layer_arguments
#' @param num_tokens Number of categories; inputs are from 0 to `num_tokens - 1`.
#' @param output_mode "one_hot" for a vector per number, "multi_hot" for one per sample with ones
#'   where a number occurs, "count" with how often.
#' @param sparse Kept for compatibility: must be FALSE.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' as.array(layer_category_encoding(num_tokens = 3, output_mode = "one_hot")(c(0L, 2L)))
#' @export
layer_category_encoding <- function(object, num_tokens = NULL, output_mode = "multi_hot", sparse = FALSE,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE,
    weights = NULL, ...) {
  add_layer(object, core()$layers$CategoryEncoding, list(num_tokens = as_int(num_tokens),
    output_mode = as_text(output_mode), sparse = as_flag(sparse), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Cuts out the middle of images; smaller ones are cut to the proportions and stretched
#'
#' @inheritParams layer_arguments
#' @param height The new size.
#' @param width The new size.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_center_crop(6, 6)
#' @export
layer_center_crop <- function(object, height, width, data_format = NULL, input_shape = NULL, batch_input_shape = NULL,
    batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$CenterCrop, list(height = as_int(height), width = as_int(width),
    data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Joins its inputs along an axis
#'
#' @section Shapes:
#' A list of shapes that are the same but for `axis`.
#'
#' @param inputs A tensor, or a list of tensors.
#' @param axis The axis. Counted from 1, or from the end when negative.
#' @param ... Further tensors, and named arguments of the layer such as `name`.
#' @return A tensor; a layer when there are no inputs.
#' @examplesIf hornpipe:::can_run()
#' a <- layer_input(shape = 2)
#' b <- layer_input(shape = 3)
#' both <- layer_concatenate(a, b)       # or layer_concatenate(list(a, b))
#' keras_model(list(a, b), both %>% layer_dense(1))
#' @export
layer_concatenate <- function(inputs, ..., axis = -1L) {
  merge_layer(inputs, ..., class = core()$layers$Concatenate, args = list(axis = as_axis(axis)))
}

#' Spreads the values of each channel evenly within tiles of the image, with a limit to how much
#' that strengthens contrast
#'
#' @inheritParams layer_arguments
#' @param value_range Least and greatest value of a pixel.
#' @param clip_limit How high a bin of a histogram may be, as a multiple of the mean; no limit if
#'   0.
#' @param tile_grid_size Number of tiles along height and width.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @references Zuiderveld, "Contrast limited adaptive histogram equalization", 1994.
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_contrast_limited_adaptive_histogram_equalization()
#' @export
layer_contrast_limited_adaptive_histogram_equalization <- function(object, value_range = c(0, 255), clip_limit = 4,
    tile_grid_size = c(8L, 8L), data_format = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$ContrastLimitedAdaptiveHistogramEqualization, list(value_range = as_reals(value_range),
    clip_limit = as_real(clip_limit), tile_grid_size = as_ints(tile_grid_size), data_format = as_text(data_format),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Convolution over the steps of a sequence
#'
#' @inheritParams layer_arguments
#' @param filters Number of windows, the channels of the output.
#' @param kernel_size Size of the windows.
#' @param strides Steps of the windows.
#' @param padding "valid" (none), "same" (zeros so that a stride of 1 keeps the size), or, for
#'   sequences, "causal" (zeros at the beginning only).
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param dilation_rate Distance between the entries of a window.
#' @param groups Number of parts of the channels that have filters of their own.
#' @param activation Applied to the result; none if `NULL`.
#' @param use_bias Whether a bias is added.
#' @param kernel_initializer First value of the kernel, `(kernel_size, channels / groups, filters)`.
#' @param bias_initializer First value of the bias, `(filters)`.
#' @param kernel_regularizer Penalty on the kernel.
#' @param bias_regularizer Penalty on the bias.
#' @param activity_regularizer Penalty on the output.
#' @param kernel_constraint Applied to the kernel after each step.
#' @param bias_constraint Applied to the bias after each step.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_conv_1d(filters = 4, kernel_size = 3)
#' @export
layer_conv_1d <- function(object, filters, kernel_size, strides = 1L, padding = "valid", data_format = NULL,
    dilation_rate = 1L, groups = 1L, activation = NULL, use_bias = TRUE, kernel_initializer = "glorot_uniform",
    bias_initializer = "zeros", kernel_regularizer = NULL, bias_regularizer = NULL, activity_regularizer = NULL,
    kernel_constraint = NULL, bias_constraint = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Conv1D, list(filters = as_int(filters), kernel_size = as_ints(kernel_size),
    strides = as_ints(strides), padding = as_text(padding), data_format = as_text(data_format),
    dilation_rate = as_ints(dilation_rate), groups = as_int(groups), activation = as_part(activation),
    use_bias = as_flag(use_bias), kernel_initializer = as_part(kernel_initializer),
    bias_initializer = as_part(bias_initializer), kernel_regularizer = as_part(kernel_regularizer),
    bias_regularizer = as_part(bias_regularizer), activity_regularizer = as_part(activity_regularizer),
    kernel_constraint = as_part(kernel_constraint), bias_constraint = as_part(bias_constraint),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Transposed convolution over the steps of a sequence
#'
#' @inheritParams layer_arguments
#' @param filters The channels of the output.
#' @param kernel_size Size of the windows.
#' @param strides Steps between the windows of neighbouring entries: the factor by which the space
#'   grows.
#' @param padding "valid", or "same": the size becomes `size * strides`.
#' @param output_padding Entries added at the end; so that the sizes are those told above if
#'   `NULL`.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param dilation_rate Distance between the entries of a window.
#' @param activation Applied to the result; none if `NULL`.
#' @param use_bias Whether a bias is added.
#' @param kernel_initializer First value of the kernel, `(kernel_size, filters, channels)`.
#' @param bias_initializer First value of the bias, `(filters)`.
#' @param kernel_regularizer Penalty on the kernel.
#' @param bias_regularizer Penalty on the bias.
#' @param activity_regularizer Penalty on the output.
#' @param kernel_constraint Applied to the kernel after each step.
#' @param bias_constraint Applied to the bias after each step.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_conv_1d_transpose(filters = 4, kernel_size = 3)
#' @export
layer_conv_1d_transpose <- function(object, filters, kernel_size, strides = 1L, padding = "valid", output_padding = NULL,
    data_format = NULL, dilation_rate = 1L, activation = NULL, use_bias = TRUE, kernel_initializer = "glorot_uniform",
    bias_initializer = "zeros", kernel_regularizer = NULL, bias_regularizer = NULL, activity_regularizer = NULL,
    kernel_constraint = NULL, bias_constraint = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Conv1DTranspose, list(filters = as_int(filters), kernel_size = as_ints(kernel_size),
    strides = as_ints(strides), padding = as_text(padding), output_padding = as_ints(output_padding),
    data_format = as_text(data_format), dilation_rate = as_ints(dilation_rate), activation = as_part(activation),
    use_bias = as_flag(use_bias), kernel_initializer = as_part(kernel_initializer),
    bias_initializer = as_part(bias_initializer), kernel_regularizer = as_part(kernel_regularizer),
    bias_regularizer = as_part(bias_regularizer), activity_regularizer = as_part(activity_regularizer),
    kernel_constraint = as_part(kernel_constraint), bias_constraint = as_part(bias_constraint),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Convolution over the height and width of images
#'
#' @inheritParams layer_arguments
#' @param filters Number of windows, the channels of the output.
#' @param kernel_size Size of the windows.
#' @param strides Steps of the windows.
#' @param padding "valid" (none), "same" (zeros so that a stride of 1 keeps the size), or, for
#'   sequences, "causal" (zeros at the beginning only).
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param dilation_rate Distance between the entries of a window.
#' @param groups Number of parts of the channels that have filters of their own.
#' @param activation Applied to the result; none if `NULL`.
#' @param use_bias Whether a bias is added.
#' @param kernel_initializer First value of the kernel, `(kernel_size, channels / groups, filters)`.
#' @param bias_initializer First value of the bias, `(filters)`.
#' @param kernel_regularizer Penalty on the kernel.
#' @param bias_regularizer Penalty on the bias.
#' @param activity_regularizer Penalty on the output.
#' @param kernel_constraint Applied to the kernel after each step.
#' @param bias_constraint Applied to the bias after each step.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = c(28, 28, 1)) %>%
#'   layer_conv_2d(filters = 8, kernel_size = c(3, 3), activation = "relu") %>%
#'   layer_max_pooling_2d(pool_size = c(2, 2)) %>%
#'   layer_flatten() %>%
#'   layer_dense(units = 10)
#' model
#' @export
layer_conv_2d <- function(object, filters, kernel_size, strides = c(1L, 1L), padding = "valid", data_format = NULL,
    dilation_rate = c(1L, 1L), groups = 1L, activation = NULL, use_bias = TRUE, kernel_initializer = "glorot_uniform",
    bias_initializer = "zeros", kernel_regularizer = NULL, bias_regularizer = NULL, activity_regularizer = NULL,
    kernel_constraint = NULL, bias_constraint = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Conv2D, list(filters = as_int(filters), kernel_size = as_ints(kernel_size),
    strides = as_ints(strides), padding = as_text(padding), data_format = as_text(data_format),
    dilation_rate = as_ints(dilation_rate), groups = as_int(groups), activation = as_part(activation),
    use_bias = as_flag(use_bias), kernel_initializer = as_part(kernel_initializer),
    bias_initializer = as_part(bias_initializer), kernel_regularizer = as_part(kernel_regularizer),
    bias_regularizer = as_part(bias_regularizer), activity_regularizer = as_part(activity_regularizer),
    kernel_constraint = as_part(kernel_constraint), bias_constraint = as_part(bias_constraint),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Transposed convolution over the height and width of images
#'
#' @inheritParams layer_arguments
#' @param filters The channels of the output.
#' @param kernel_size Size of the windows.
#' @param strides Steps between the windows of neighbouring entries: the factor by which the space
#'   grows.
#' @param padding "valid", or "same": the size becomes `size * strides`.
#' @param output_padding Entries added at the end; so that the sizes are those told above if
#'   `NULL`.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param dilation_rate Distance between the entries of a window.
#' @param activation Applied to the result; none if `NULL`.
#' @param use_bias Whether a bias is added.
#' @param kernel_initializer First value of the kernel, `(kernel_size, filters, channels)`.
#' @param bias_initializer First value of the bias, `(filters)`.
#' @param kernel_regularizer Penalty on the kernel.
#' @param bias_regularizer Penalty on the bias.
#' @param activity_regularizer Penalty on the output.
#' @param kernel_constraint Applied to the kernel after each step.
#' @param bias_constraint Applied to the bias after each step.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_conv_2d_transpose(filters = 4, kernel_size = 3)
#' @export
layer_conv_2d_transpose <- function(object, filters, kernel_size, strides = c(1L, 1L), padding = "valid",
    output_padding = NULL, data_format = NULL, dilation_rate = c(1L, 1L), activation = NULL, use_bias = TRUE,
    kernel_initializer = "glorot_uniform", bias_initializer = "zeros", kernel_regularizer = NULL, bias_regularizer = NULL,
    activity_regularizer = NULL, kernel_constraint = NULL, bias_constraint = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Conv2DTranspose, list(filters = as_int(filters), kernel_size = as_ints(kernel_size),
    strides = as_ints(strides), padding = as_text(padding), output_padding = as_ints(output_padding),
    data_format = as_text(data_format), dilation_rate = as_ints(dilation_rate), activation = as_part(activation),
    use_bias = as_flag(use_bias), kernel_initializer = as_part(kernel_initializer),
    bias_initializer = as_part(bias_initializer), kernel_regularizer = as_part(kernel_regularizer),
    bias_regularizer = as_part(bias_regularizer), activity_regularizer = as_part(activity_regularizer),
    kernel_constraint = as_part(kernel_constraint), bias_constraint = as_part(bias_constraint),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Convolution over the three axes of volumes
#'
#' @inheritParams layer_arguments
#' @param filters Number of windows, the channels of the output.
#' @param kernel_size Size of the windows.
#' @param strides Steps of the windows.
#' @param padding "valid" (none), "same" (zeros so that a stride of 1 keeps the size), or, for
#'   sequences, "causal" (zeros at the beginning only).
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param dilation_rate Distance between the entries of a window.
#' @param groups Number of parts of the channels that have filters of their own.
#' @param activation Applied to the result; none if `NULL`.
#' @param use_bias Whether a bias is added.
#' @param kernel_initializer First value of the kernel, `(kernel_size, channels / groups, filters)`.
#' @param bias_initializer First value of the bias, `(filters)`.
#' @param kernel_regularizer Penalty on the kernel.
#' @param bias_regularizer Penalty on the bias.
#' @param activity_regularizer Penalty on the output.
#' @param kernel_constraint Applied to the kernel after each step.
#' @param bias_constraint Applied to the bias after each step.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 8, 3)) |> layer_conv_3d(filters = 4, kernel_size = 3)
#' @export
layer_conv_3d <- function(object, filters, kernel_size, strides = c(1L, 1L, 1L), padding = "valid", data_format = NULL,
    dilation_rate = c(1L, 1L, 1L), groups = 1L, activation = NULL, use_bias = TRUE, kernel_initializer = "glorot_uniform",
    bias_initializer = "zeros", kernel_regularizer = NULL, bias_regularizer = NULL, activity_regularizer = NULL,
    kernel_constraint = NULL, bias_constraint = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Conv3D, list(filters = as_int(filters), kernel_size = as_ints(kernel_size),
    strides = as_ints(strides), padding = as_text(padding), data_format = as_text(data_format),
    dilation_rate = as_ints(dilation_rate), groups = as_int(groups), activation = as_part(activation),
    use_bias = as_flag(use_bias), kernel_initializer = as_part(kernel_initializer),
    bias_initializer = as_part(bias_initializer), kernel_regularizer = as_part(kernel_regularizer),
    bias_regularizer = as_part(bias_regularizer), activity_regularizer = as_part(activity_regularizer),
    kernel_constraint = as_part(kernel_constraint), bias_constraint = as_part(bias_constraint),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Transposed convolution over the three axes of volumes
#'
#' @inheritParams layer_arguments
#' @param filters The channels of the output.
#' @param kernel_size Size of the windows.
#' @param strides Steps between the windows of neighbouring entries: the factor by which the space
#'   grows.
#' @param padding "valid", or "same": the size becomes `size * strides`.
#' @param output_padding Entries added at the end; so that the sizes are those told above if
#'   `NULL`.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param dilation_rate Distance between the entries of a window.
#' @param activation Applied to the result; none if `NULL`.
#' @param use_bias Whether a bias is added.
#' @param kernel_initializer First value of the kernel, `(kernel_size, filters, channels)`.
#' @param bias_initializer First value of the bias, `(filters)`.
#' @param kernel_regularizer Penalty on the kernel.
#' @param bias_regularizer Penalty on the bias.
#' @param activity_regularizer Penalty on the output.
#' @param kernel_constraint Applied to the kernel after each step.
#' @param bias_constraint Applied to the bias after each step.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 8, 3)) |> layer_conv_3d_transpose(filters = 4, kernel_size = 3)
#' @export
layer_conv_3d_transpose <- function(object, filters, kernel_size, strides = c(1L, 1L, 1L), padding = "valid",
    output_padding = NULL, data_format = NULL, dilation_rate = c(1L, 1L, 1L), activation = NULL, use_bias = TRUE,
    kernel_initializer = "glorot_uniform", bias_initializer = "zeros", kernel_regularizer = NULL, bias_regularizer = NULL,
    activity_regularizer = NULL, kernel_constraint = NULL, bias_constraint = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Conv3DTranspose, list(filters = as_int(filters), kernel_size = as_ints(kernel_size),
    strides = as_ints(strides), padding = as_text(padding), output_padding = as_ints(output_padding),
    data_format = as_text(data_format), dilation_rate = as_ints(dilation_rate), activation = as_part(activation),
    use_bias = as_flag(use_bias), kernel_initializer = as_part(kernel_initializer),
    bias_initializer = as_part(bias_initializer), kernel_regularizer = as_part(kernel_regularizer),
    bias_regularizer = as_part(bias_regularizer), activity_regularizer = as_part(activity_regularizer),
    kernel_constraint = as_part(kernel_constraint), bias_constraint = as_part(bias_constraint),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' As [layer_conv_lstm_2d()], over one spatial axis: `(batch, steps, length, channels)`
#'
#' @inheritParams layer_arguments
#' @param filters Number of filters: channels of the states and of the output.
#' @param kernel_size Size of the window along each spatial axis.
#' @param strides Steps of the window over the input.
#' @param padding "valid", or "same" for zeros around the input.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param dilation_rate Distance between the points of the window over the input.
#' @param activation Of the candidate and of the output.
#' @param recurrent_activation Of the gates.
#' @param use_bias Whether a bias is added.
#' @param kernel_initializer First values of the weights.
#' @param recurrent_initializer First values of the weights.
#' @param bias_initializer First values of the weights.
#' @param unit_forget_bias Whether the forget gate's bias begins with ones.
#' @param kernel_regularizer Penalties on the weights.
#' @param recurrent_regularizer Penalties on the weights.
#' @param bias_regularizer Penalties on the weights.
#' @param activity_regularizer Penalty on the output.
#' @param kernel_constraint Applied after each step of training.
#' @param recurrent_constraint Applied after each step of training.
#' @param bias_constraint Applied after each step of training.
#' @param dropout Fraction of the inputs dropped in training, the same at each step.
#' @param recurrent_dropout Fraction of the state dropped in training, the same at each step.
#' @param seed Seed of the dropout.
#' @param return_sequences Whether the outputs of all steps are given, not only the last.
#' @param return_state Whether the last states are given too.
#' @param go_backwards Whether the sequence is read from its end; the outputs come in the order in
#'   which they are made.
#' @param stateful Whether a batch starts from the states in which the one before ended.
#' @param unroll Whether every step is written out, without a kernel for the whole sequence.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(5, 8, 3)) |> layer_conv_lstm_1d(filters = 4, kernel_size = 3)
#' @export
layer_conv_lstm_1d <- function(object, filters, kernel_size, strides = 1L, padding = "valid", data_format = NULL,
    dilation_rate = 1L, activation = "tanh", recurrent_activation = "sigmoid", use_bias = TRUE,
    kernel_initializer = "glorot_uniform", recurrent_initializer = "orthogonal", bias_initializer = "zeros",
    unit_forget_bias = TRUE, kernel_regularizer = NULL, recurrent_regularizer = NULL, bias_regularizer = NULL,
    activity_regularizer = NULL, kernel_constraint = NULL, recurrent_constraint = NULL, bias_constraint = NULL,
    dropout = 0, recurrent_dropout = 0, seed = NULL, return_sequences = FALSE, return_state = FALSE, go_backwards = FALSE,
    stateful = FALSE, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL,
    trainable = TRUE, weights = NULL, unroll = FALSE, ...) {
  add_layer(object, core()$layers$ConvLSTM1D, list(filters = as_int(filters), kernel_size = as_ints(kernel_size),
    strides = as_ints(strides), padding = as_text(padding), data_format = as_text(data_format),
    dilation_rate = as_ints(dilation_rate), activation = as_part(activation),
    recurrent_activation = as_part(recurrent_activation), use_bias = as_flag(use_bias),
    kernel_initializer = as_part(kernel_initializer), recurrent_initializer = as_part(recurrent_initializer),
    bias_initializer = as_part(bias_initializer), unit_forget_bias = as_flag(unit_forget_bias),
    kernel_regularizer = as_part(kernel_regularizer), recurrent_regularizer = as_part(recurrent_regularizer),
    bias_regularizer = as_part(bias_regularizer), activity_regularizer = as_part(activity_regularizer),
    kernel_constraint = as_part(kernel_constraint), recurrent_constraint = as_part(recurrent_constraint),
    bias_constraint = as_part(bias_constraint), dropout = as_real(dropout), recurrent_dropout = as_real(recurrent_dropout),
    seed = as_seed(seed), return_sequences = as_flag(return_sequences), return_state = as_flag(return_state),
    go_backwards = as_flag(go_backwards), stateful = as_flag(stateful), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, unroll = as_flag(unroll), ...))
}

#' An LSTM over sequences of images or volumes: its products with kernels are convolutions
#'
#' @section Shapes:
#' `(batch, steps, space, channels)` to `(batch, new space, filters)`, or with the steps for `return_sequences`.
#'
#' @inheritParams layer_arguments
#' @param filters Number of filters: channels of the states and of the output.
#' @param kernel_size Size of the window along each spatial axis.
#' @param strides Steps of the window over the input.
#' @param padding "valid", or "same" for zeros around the input.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param dilation_rate Distance between the points of the window over the input.
#' @param activation Of the candidate and of the output.
#' @param recurrent_activation Of the gates.
#' @param use_bias Whether a bias is added.
#' @param kernel_initializer First values of the weights.
#' @param recurrent_initializer First values of the weights.
#' @param bias_initializer First values of the weights.
#' @param unit_forget_bias Whether the forget gate's bias begins with ones.
#' @param kernel_regularizer Penalties on the weights.
#' @param recurrent_regularizer Penalties on the weights.
#' @param bias_regularizer Penalties on the weights.
#' @param activity_regularizer Penalty on the output.
#' @param kernel_constraint Applied after each step of training.
#' @param recurrent_constraint Applied after each step of training.
#' @param bias_constraint Applied after each step of training.
#' @param dropout Fraction of the inputs dropped in training, the same at each step.
#' @param recurrent_dropout Fraction of the state dropped in training, the same at each step.
#' @param seed Seed of the dropout.
#' @param return_sequences Whether the outputs of all steps are given, not only the last.
#' @param return_state Whether the last states are given too.
#' @param go_backwards Whether the sequence is read from its end; the outputs come in the order in
#'   which they are made.
#' @param stateful Whether a batch starts from the states in which the one before ended.
#' @param unroll Whether every step is written out, without a kernel for the whole sequence.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @references Shi et al., "Convolutional LSTM network", 2015.
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(5, 8, 8, 3)) |> layer_conv_lstm_2d(filters = 4, kernel_size = 3)
#' @export
layer_conv_lstm_2d <- function(object, filters, kernel_size, strides = 1L, padding = "valid", data_format = NULL,
    dilation_rate = 1L, activation = "tanh", recurrent_activation = "sigmoid", use_bias = TRUE,
    kernel_initializer = "glorot_uniform", recurrent_initializer = "orthogonal", bias_initializer = "zeros",
    unit_forget_bias = TRUE, kernel_regularizer = NULL, recurrent_regularizer = NULL, bias_regularizer = NULL,
    activity_regularizer = NULL, kernel_constraint = NULL, recurrent_constraint = NULL, bias_constraint = NULL,
    dropout = 0, recurrent_dropout = 0, seed = NULL, return_sequences = FALSE, return_state = FALSE, go_backwards = FALSE,
    stateful = FALSE, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL,
    trainable = TRUE, weights = NULL, unroll = FALSE, ...) {
  add_layer(object, core()$layers$ConvLSTM2D, list(filters = as_int(filters), kernel_size = as_ints(kernel_size),
    strides = as_ints(strides), padding = as_text(padding), data_format = as_text(data_format),
    dilation_rate = as_ints(dilation_rate), activation = as_part(activation),
    recurrent_activation = as_part(recurrent_activation), use_bias = as_flag(use_bias),
    kernel_initializer = as_part(kernel_initializer), recurrent_initializer = as_part(recurrent_initializer),
    bias_initializer = as_part(bias_initializer), unit_forget_bias = as_flag(unit_forget_bias),
    kernel_regularizer = as_part(kernel_regularizer), recurrent_regularizer = as_part(recurrent_regularizer),
    bias_regularizer = as_part(bias_regularizer), activity_regularizer = as_part(activity_regularizer),
    kernel_constraint = as_part(kernel_constraint), recurrent_constraint = as_part(recurrent_constraint),
    bias_constraint = as_part(bias_constraint), dropout = as_real(dropout), recurrent_dropout = as_real(recurrent_dropout),
    seed = as_seed(seed), return_sequences = as_flag(return_sequences), return_state = as_flag(return_state),
    go_backwards = as_flag(go_backwards), stateful = as_flag(stateful), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, unroll = as_flag(unroll), ...))
}

#' As [layer_conv_lstm_2d()], over three spatial axes: `(batch, steps, depth, height, width, channels)`
#'
#' @inheritParams layer_arguments
#' @param filters Number of filters: channels of the states and of the output.
#' @param kernel_size Size of the window along each spatial axis.
#' @param strides Steps of the window over the input.
#' @param padding "valid", or "same" for zeros around the input.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param dilation_rate Distance between the points of the window over the input.
#' @param activation Of the candidate and of the output.
#' @param recurrent_activation Of the gates.
#' @param use_bias Whether a bias is added.
#' @param kernel_initializer First values of the weights.
#' @param recurrent_initializer First values of the weights.
#' @param bias_initializer First values of the weights.
#' @param unit_forget_bias Whether the forget gate's bias begins with ones.
#' @param kernel_regularizer Penalties on the weights.
#' @param recurrent_regularizer Penalties on the weights.
#' @param bias_regularizer Penalties on the weights.
#' @param activity_regularizer Penalty on the output.
#' @param kernel_constraint Applied after each step of training.
#' @param recurrent_constraint Applied after each step of training.
#' @param bias_constraint Applied after each step of training.
#' @param dropout Fraction of the inputs dropped in training, the same at each step.
#' @param recurrent_dropout Fraction of the state dropped in training, the same at each step.
#' @param seed Seed of the dropout.
#' @param return_sequences Whether the outputs of all steps are given, not only the last.
#' @param return_state Whether the last states are given too.
#' @param go_backwards Whether the sequence is read from its end; the outputs come in the order in
#'   which they are made.
#' @param stateful Whether a batch starts from the states in which the one before ended.
#' @param unroll Whether every step is written out, without a kernel for the whole sequence.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(5, 6, 6, 6, 3)) |> layer_conv_lstm_3d(filters = 4, kernel_size = 3)
#' @export
layer_conv_lstm_3d <- function(object, filters, kernel_size, strides = 1L, padding = "valid", data_format = NULL,
    dilation_rate = 1L, activation = "tanh", recurrent_activation = "sigmoid", use_bias = TRUE,
    kernel_initializer = "glorot_uniform", recurrent_initializer = "orthogonal", bias_initializer = "zeros",
    unit_forget_bias = TRUE, kernel_regularizer = NULL, recurrent_regularizer = NULL, bias_regularizer = NULL,
    activity_regularizer = NULL, kernel_constraint = NULL, recurrent_constraint = NULL, bias_constraint = NULL,
    dropout = 0, recurrent_dropout = 0, seed = NULL, return_sequences = FALSE, return_state = FALSE, go_backwards = FALSE,
    stateful = FALSE, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL,
    trainable = TRUE, weights = NULL, unroll = FALSE, ...) {
  add_layer(object, core()$layers$ConvLSTM3D, list(filters = as_int(filters), kernel_size = as_ints(kernel_size),
    strides = as_ints(strides), padding = as_text(padding), data_format = as_text(data_format),
    dilation_rate = as_ints(dilation_rate), activation = as_part(activation),
    recurrent_activation = as_part(recurrent_activation), use_bias = as_flag(use_bias),
    kernel_initializer = as_part(kernel_initializer), recurrent_initializer = as_part(recurrent_initializer),
    bias_initializer = as_part(bias_initializer), unit_forget_bias = as_flag(unit_forget_bias),
    kernel_regularizer = as_part(kernel_regularizer), recurrent_regularizer = as_part(recurrent_regularizer),
    bias_regularizer = as_part(bias_regularizer), activity_regularizer = as_part(activity_regularizer),
    kernel_constraint = as_part(kernel_constraint), recurrent_constraint = as_part(recurrent_constraint),
    bias_constraint = as_part(bias_constraint), dropout = as_real(dropout), recurrent_dropout = as_real(recurrent_dropout),
    seed = as_seed(seed), return_sequences = as_flag(return_sequences), return_state = as_flag(return_state),
    go_backwards = as_flag(go_backwards), stateful = as_flag(stateful), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, unroll = as_flag(unroll), ...))
}

#' Takes steps away from the beginning and the end of a sequence
#'
#' @inheritParams layer_arguments
#' @param cropping How many at both ends, or a pair (beginning, end).
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_cropping_1d()
#' @export
layer_cropping_1d <- function(object, cropping = c(1L, 1L), input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Cropping1D, list(cropping = as_ints(cropping), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Takes rows and columns away from the edges of an image
#'
#' @inheritParams layer_arguments
#' @param cropping How many at each edge: a number, `(rows, columns)`, or `((top, bottom), (left, right))`.
#' @param data_format Where the channels are: "channels_last" or "channels_first".
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_cropping_2d()
#' @export
layer_cropping_2d <- function(object, cropping = list(c(0L, 0L), c(0L, 0L)), data_format = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Cropping2D, list(cropping = as_ints(cropping), data_format = as_text(data_format),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' As [layer_cropping_2d()], over three axes
#'
#' @inheritParams layer_arguments
#' @param cropping How much at each end: a number, one for each axis, or a pair for each axis.
#' @param data_format Where the channels are: "channels_last" or "channels_first".
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 8, 3)) |> layer_cropping_3d()
#' @export
layer_cropping_3d <- function(object, cropping = list(c(1L, 1L), c(1L, 1L), c(1L, 1L)), data_format = NULL,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE,
    weights = NULL, ...) {
  add_layer(object, core()$layers$Cropping3D, list(cropping = as_ints(cropping), data_format = as_text(data_format),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Replaces a rectangle of each image by that of another one, and mixes their labels
#'
#' @inheritParams layer_arguments
#' @param factor Greatest parameter of the beta distribution of the shares, or a range.
#' @param seed Seed of the draws.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @references Yun et al., "CutMix: regularization strategy to train strong classifiers", 2019.
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_cut_mix()
#' @export
layer_cut_mix <- function(object, factor = 1, seed = NULL, data_format = NULL, input_shape = NULL, batch_input_shape = NULL,
    batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$CutMix, list(factor = as_reals(factor), seed = as_seed(seed),
    data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Dense layer
#'
#' `activation(inputs %*% kernel + bias)`.
#'
#' @section Shapes:
#' `(batch, ..., size)` to `(batch, ..., units)`.
#'
#' @inheritParams layer_arguments
#' @param units Size of the last axis of the output.
#' @param activation Applied to the result; none if `NULL`.
#' @param use_bias Whether a bias is added.
#' @param kernel_initializer First value of the kernel, `(input size, units)`.
#' @param bias_initializer First value of the bias, `(units)`.
#' @param kernel_regularizer Penalty on the kernel.
#' @param bias_regularizer Penalty on the bias.
#' @param activity_regularizer Penalty on the output.
#' @param kernel_constraint Applied to the kernel after each step.
#' @param bias_constraint Applied to the bias after each step.
#' @param lora_rank Rank of the two factors that are trained and added to the frozen kernel (LoRA);
#'   none if `NULL`.
#' @param lora_alpha Strength of what `lora_rank` adds, which is scaled by `lora_alpha / lora_rank`. The rank if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential()
#' model %>%
#'   layer_dense(units = 32, activation = "relu", input_shape = 784) %>%
#'   layer_dense(units = 10, activation = "softmax")
#' model
#'
#' # on a tensor, and as a layer of its own
#' x <- layer_input(shape = 4)
#' y <- layer_dense(x, units = 2)
#' dense <- layer_dense(units = 2)
#' @export
layer_dense <- function(object, units, activation = NULL, use_bias = TRUE, kernel_initializer = "glorot_uniform",
    bias_initializer = "zeros", kernel_regularizer = NULL, bias_regularizer = NULL, activity_regularizer = NULL,
    kernel_constraint = NULL, bias_constraint = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, lora_rank = NULL, lora_alpha = NULL, ...) {
  add_layer(object, core()$layers$Dense, list(units = as_int(units), activation = as_part(activation),
    use_bias = as_flag(use_bias), kernel_initializer = as_part(kernel_initializer),
    bias_initializer = as_part(bias_initializer), kernel_regularizer = as_part(kernel_regularizer),
    bias_regularizer = as_part(bias_regularizer), activity_regularizer = as_part(activity_regularizer),
    kernel_constraint = as_part(kernel_constraint), bias_constraint = as_part(bias_constraint),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights,
    lora_rank = as_int(lora_rank), lora_alpha = as_real(lora_alpha), ...))
}

#' Convolution of each channel of a sequence on its own
#'
#' @inheritParams layer_arguments
#' @param kernel_size Size of the windows.
#' @param strides Steps of the windows.
#' @param padding "valid" (none) or "same" (zeros so that a stride of 1 keeps the size).
#' @param depth_multiplier Windows per channel: the output has `channels * depth_multiplier`
#'   channels.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param dilation_rate Distance between the entries of a window.
#' @param activation Applied to the result; none if `NULL`.
#' @param use_bias Whether a bias is added.
#' @param depthwise_initializer First value of the kernel, `(kernel_size, channels, depth_multiplier)`.
#' @param bias_initializer First value of the bias.
#' @param depthwise_regularizer Penalty on the kernel.
#' @param bias_regularizer Penalty on the bias.
#' @param activity_regularizer Penalty on the output.
#' @param depthwise_constraint Applied to the kernel after each step.
#' @param bias_constraint Applied to the bias after each step.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_depthwise_conv_1d(kernel_size = 3)
#' @export
layer_depthwise_conv_1d <- function(object, kernel_size, strides = 1L, padding = "valid", depth_multiplier = 1L,
    data_format = NULL, dilation_rate = 1L, activation = NULL, use_bias = TRUE, depthwise_initializer = "glorot_uniform",
    bias_initializer = "zeros", depthwise_regularizer = NULL, bias_regularizer = NULL, activity_regularizer = NULL,
    depthwise_constraint = NULL, bias_constraint = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$DepthwiseConv1D, list(kernel_size = as_ints(kernel_size), strides = as_ints(strides),
    padding = as_text(padding), depth_multiplier = as_int(depth_multiplier), data_format = as_text(data_format),
    dilation_rate = as_ints(dilation_rate), activation = as_part(activation), use_bias = as_flag(use_bias),
    depthwise_initializer = as_part(depthwise_initializer), bias_initializer = as_part(bias_initializer),
    depthwise_regularizer = as_part(depthwise_regularizer), bias_regularizer = as_part(bias_regularizer),
    activity_regularizer = as_part(activity_regularizer), depthwise_constraint = as_part(depthwise_constraint),
    bias_constraint = as_part(bias_constraint), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Convolution of each channel of images on its own
#'
#' @inheritParams layer_arguments
#' @param kernel_size Size of the windows.
#' @param strides Steps of the windows.
#' @param padding "valid" (none) or "same" (zeros so that a stride of 1 keeps the size).
#' @param depth_multiplier Windows per channel: the output has `channels * depth_multiplier`
#'   channels.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param dilation_rate Distance between the entries of a window.
#' @param activation Applied to the result; none if `NULL`.
#' @param use_bias Whether a bias is added.
#' @param depthwise_initializer First value of the kernel, `(kernel_size, channels, depth_multiplier)`.
#' @param bias_initializer First value of the bias.
#' @param depthwise_regularizer Penalty on the kernel.
#' @param bias_regularizer Penalty on the bias.
#' @param activity_regularizer Penalty on the output.
#' @param depthwise_constraint Applied to the kernel after each step.
#' @param bias_constraint Applied to the bias after each step.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_depthwise_conv_2d(kernel_size = 3)
#' @export
layer_depthwise_conv_2d <- function(object, kernel_size, strides = c(1L, 1L), padding = "valid", depth_multiplier = 1L,
    data_format = NULL, dilation_rate = c(1L, 1L), activation = NULL, use_bias = TRUE,
    depthwise_initializer = "glorot_uniform", bias_initializer = "zeros", depthwise_regularizer = NULL,
    bias_regularizer = NULL, activity_regularizer = NULL, depthwise_constraint = NULL, bias_constraint = NULL,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE,
    weights = NULL, ...) {
  add_layer(object, core()$layers$DepthwiseConv2D, list(kernel_size = as_ints(kernel_size), strides = as_ints(strides),
    padding = as_text(padding), depth_multiplier = as_int(depth_multiplier), data_format = as_text(data_format),
    dilation_rate = as_ints(dilation_rate), activation = as_part(activation), use_bias = as_flag(use_bias),
    depthwise_initializer = as_part(depthwise_initializer), bias_initializer = as_part(bias_initializer),
    depthwise_regularizer = as_part(depthwise_regularizer), bias_regularizer = as_part(bias_regularizer),
    activity_regularizer = as_part(activity_regularizer), depthwise_constraint = as_part(depthwise_constraint),
    bias_constraint = as_part(bias_constraint), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Puts numbers into bins: the result is the number of the bin, or an encoding of it
#'
#' @inheritParams layer_arguments
#' @param bin_boundaries Where bins begin, ascending.
#' @param num_bins How many bins `adapt()` is to find.
#' @param epsilon How exactly it finds them: the error as a fraction.
#' @param output_mode "int" for the number of the bin, from 0, "one_hot", "multi_hot" or "count".
#' @param sparse Kept for compatibility: must be FALSE.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' as.array(layer_discretization(bin_boundaries = c(0, 1))(c(-1, 0.5, 2)))
#' @export
layer_discretization <- function(object, bin_boundaries = NULL, num_bins = NULL, epsilon = 0.01, output_mode = "int",
    sparse = FALSE, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL,
    trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Discretization, list(bin_boundaries = as_array(bin_boundaries),
    num_bins = as_int(num_bins), epsilon = as_real(epsilon), output_mode = as_text(output_mode), sparse = as_flag(sparse),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' The products of the vectors along an axis of two tensors, sample by sample
#'
#' @section Shapes:
#' `(batch, ...)` twice to `(batch, axes of the first, axes of the second)` without those summed over, `(batch, 1)` if none is left.
#'
#' @param inputs A tensor, or a list of tensors.
#' @param axes The axis to sum over, of both tensors or a pair. Counted from 1, or from the end
#'   when negative.
#' @param normalize Whether the vectors are scaled to length 1 first, which gives the cosine of
#'   their angle.
#' @param ... Further tensors, and named arguments of the layer such as `name`.
#' @return A tensor; a layer when there are no inputs.
#' @examplesIf hornpipe:::can_run()
#' layer_dot(list(layer_input(4), layer_input(4)), axes = 2)
#' @export
layer_dot <- function(inputs, ..., axes, normalize = FALSE) {
  merge_layer(inputs, ..., class = core()$layers$Dot, args = list(axes = as_axes(axes), normalize = as_flag(normalize)))
}

#' Sets a random share of the inputs to 0 in training, and scales the others up so that sums stay
#' the same
#'
#' @inheritParams layer_arguments
#' @param rate The share, between 0 and 1.
#' @param noise_shape Shape of the mask, `NULL` where it is that of the input; along axes of size 1
#'   values are dropped together.
#' @param seed Makes the masks repeatable.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @references Srivastava et al., 2014, Dropout: a simple way to prevent neural networks from
#'   overfitting.
#' @examplesIf hornpipe:::can_run()
#' # a layer without `object` can be called like a function
#' drop <- layer_dropout(rate = 0.5)
#' x <- matrix(1, nrow = 2, ncol = 4)
#' as.array(drop(x))                    # inference: nothing happens
#' as.array(drop(x, training = TRUE))   # half of the values are 0, the others doubled
#' @export
layer_dropout <- function(object, rate, noise_shape = NULL, seed = NULL, input_shape = NULL, batch_input_shape = NULL,
    batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Dropout, list(rate = as_real(rate), noise_shape = as_shape(noise_shape),
    seed = as_seed(seed), input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape),
    batch_size = as_int(batch_size), dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable),
    weights = weights, ...))
}

#' Einsum dense layer
#'
#' `activation(einsum(equation, inputs, kernel) + bias)`.
#'
#' @inheritParams layer_arguments
#' @param equation As for [op_einsum()]: of two operands, the input and the kernel. An ellipsis may
#'   stand for leading or trailing axes of the input.
#' @param output_shape Shape of the output without the batch axis and what an ellipsis stands for;
#'   `NULL` for sizes taken from the input.
#' @param activation Applied to the result; none if `NULL`.
#' @param bias_axes Letters of the output along which the bias differs; no bias if `NULL`.
#' @param kernel_initializer First value of the kernel.
#' @param bias_initializer First value of the bias.
#' @param kernel_regularizer Penalty on the kernel.
#' @param bias_regularizer Penalty on the bias.
#' @param kernel_constraint Applied to the kernel after each step.
#' @param bias_constraint Applied to the bias after each step.
#' @param gptq_unpacked_column_size Columns of the kernel as the matrix that GPTQ keeps; files say
#'   it, and [quantize_weights()] sets it.
#' @param lora_rank Rank of the two factors that are trained and added to the frozen kernel (LoRA);
#'   none if `NULL`.
#' @param lora_alpha Strength of what `lora_rank` adds, which is scaled by `lora_alpha / lora_rank`. The rank if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(5, 4)) |> layer_einsum_dense("abc,cd->abd", output_shape = c(NA, 6))
#' @export
layer_einsum_dense <- function(object, equation, output_shape, activation = NULL, bias_axes = NULL,
    kernel_initializer = "glorot_uniform", bias_initializer = "zeros", kernel_regularizer = NULL, bias_regularizer = NULL,
    kernel_constraint = NULL, bias_constraint = NULL, gptq_unpacked_column_size = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL,
    lora_rank = NULL, lora_alpha = NULL, ...) {
  add_layer(object, core()$layers$EinsumDense, list(equation = as_text(equation), output_shape = as_shape(output_shape),
    activation = as_part(activation), bias_axes = as_text(bias_axes), kernel_initializer = as_part(kernel_initializer),
    bias_initializer = as_part(bias_initializer), kernel_regularizer = as_part(kernel_regularizer),
    bias_regularizer = as_part(bias_regularizer), kernel_constraint = as_part(kernel_constraint),
    bias_constraint = as_part(bias_constraint), gptq_unpacked_column_size = as_int(gptq_unpacked_column_size),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights,
    lora_rank = as_int(lora_rank), lora_alpha = as_real(lora_alpha), ...))
}

#' Looks up a learned vector for each whole number, from 0 on
#'
#' @section Shapes:
#' `(batch, ...)` of numbers to `(batch, ..., output_dim)`.
#'
#' @inheritParams layer_arguments
#' @param input_dim Number of vectors: the greatest number plus 1, as 0 is one of them.
#' @param output_dim Length of the vectors.
#' @param embeddings_initializer First value of the table, `(input_dim, output_dim)`.
#' @param embeddings_regularizer Penalty on the table.
#' @param embeddings_constraint Applied to the table after each step.
#' @param mask_zero Whether 0 is padding that later layers shall skip.
#' @param weights First value of the table, as an array.
#' @param lora_rank Rank of the two factors that are trained and added to the frozen kernel (LoRA);
#'   none if `NULL`.
#' @param lora_alpha Strength of what `lora_rank` adds, which is scaled by `lora_alpha / lora_rank`. The rank if `NULL`.
#' @param sparse Of keras 2.x: without effect.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential() %>%
#'   layer_embedding(input_dim = 10, output_dim = 3)
#' words <- matrix(c(0, 4, 9, 1), nrow = 2)   # word ids count from 0
#' dim(predict(model, words, verbose = 0))
#' @export
layer_embedding <- function(object, input_dim, output_dim, embeddings_initializer = "uniform",
    embeddings_regularizer = NULL, embeddings_constraint = NULL, mask_zero = FALSE, weights = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, lora_rank = NULL,
    lora_alpha = NULL, ..., sparse = NULL) {
  without_effect(sparse)
  add_layer(object, core()$layers$Embedding, list(input_dim = as_int(input_dim), output_dim = as_int(output_dim),
    embeddings_initializer = as_part(embeddings_initializer), embeddings_regularizer = as_part(embeddings_regularizer),
    embeddings_constraint = as_part(embeddings_constraint), mask_zero = as_flag(mask_zero), weights = as_array(weights),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), lora_rank = as_int(lora_rank),
    lora_alpha = as_real(lora_alpha), ...))
}

#' Spreads the values of each channel evenly, by the histogram of the whole batch
#'
#' @inheritParams layer_arguments
#' @param value_range Least and greatest value of a pixel.
#' @param bins Number of bins of the histogram.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_equalization()
#' @export
layer_equalization <- function(object, value_range = c(0, 255), bins = 256L, data_format = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Equalization, list(value_range = as_reals(value_range), bins = as_int(bins),
    data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Makes one axis of all but the batch axis
#'
#' @section Shapes:
#' `(batch, ...)` to `(batch, product of the sizes)`; `(batch)` to `(batch, 1)`.
#'
#' @inheritParams layer_arguments
#' @param data_format Where images have their channels; "channels_first" data are flattened in the
#'   order of "channels_last".
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_flatten()
#' @export
layer_flatten <- function(object, data_format = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Flatten, list(data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Multiplies by normal noise of mean 1 in training
#'
#' @inheritParams layer_arguments
#' @param rate The noise has variance `rate / (1 - rate)`, that of dropout at this rate.
#' @param seed Makes the noise repeatable.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(8) |> layer_gaussian_dropout(rate = 0.2)
#' @export
layer_gaussian_dropout <- function(object, rate, seed = NULL, input_shape = NULL, batch_input_shape = NULL,
    batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$GaussianDropout, list(rate = as_real(rate), seed = as_seed(seed),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Adds normal noise of mean 0 in training
#'
#' @inheritParams layer_arguments
#' @param stddev Standard deviation of the noise.
#' @param seed Makes the noise repeatable.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(8) |> layer_gaussian_noise(stddev = 0.1)
#' @export
layer_gaussian_noise <- function(object, stddev, seed = NULL, input_shape = NULL, batch_input_shape = NULL,
    batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$GaussianNoise, list(stddev = as_real(stddev), seed = as_seed(seed),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' The mean of each channel over the steps of a sequence; masked steps do not count
#'
#' @inheritParams layer_arguments
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param keepdims Whether the spatial axes stay, with size 1.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_global_average_pooling_1d()
#' @export
layer_global_average_pooling_1d <- function(object, data_format = NULL, keepdims = FALSE, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$GlobalAveragePooling1D, list(data_format = as_text(data_format),
    keepdims = as_flag(keepdims), input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape),
    batch_size = as_int(batch_size), dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable),
    weights = weights, ...))
}

#' The mean of each channel of an image
#'
#' @inheritParams layer_arguments
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param keepdims Whether the spatial axes stay, with size 1.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_global_average_pooling_2d()
#' @export
layer_global_average_pooling_2d <- function(object, data_format = NULL, keepdims = FALSE, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$GlobalAveragePooling2D, list(data_format = as_text(data_format),
    keepdims = as_flag(keepdims), input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape),
    batch_size = as_int(batch_size), dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable),
    weights = weights, ...))
}

#' The mean of each channel of a volume
#'
#' @inheritParams layer_arguments
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param keepdims Whether the spatial axes stay, with size 1.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 8, 3)) |> layer_global_average_pooling_3d()
#' @export
layer_global_average_pooling_3d <- function(object, data_format = NULL, keepdims = FALSE, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$GlobalAveragePooling3D, list(data_format = as_text(data_format),
    keepdims = as_flag(keepdims), input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape),
    batch_size = as_int(batch_size), dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable),
    weights = weights, ...))
}

#' The greatest value of each channel of a sequence
#'
#' @inheritParams layer_arguments
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param keepdims Whether the spatial axes stay, with size 1.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_global_max_pooling_1d()
#' @export
layer_global_max_pooling_1d <- function(object, data_format = NULL, keepdims = FALSE, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$GlobalMaxPooling1D, list(data_format = as_text(data_format), keepdims = as_flag(keepdims),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' The greatest value of each channel of an image
#'
#' @inheritParams layer_arguments
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param keepdims Whether the spatial axes stay, with size 1.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_global_max_pooling_2d()
#' @export
layer_global_max_pooling_2d <- function(object, data_format = NULL, keepdims = FALSE, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$GlobalMaxPooling2D, list(data_format = as_text(data_format), keepdims = as_flag(keepdims),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' The greatest value of each channel of a volume
#'
#' @inheritParams layer_arguments
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param keepdims Whether the spatial axes stay, with size 1.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 8, 3)) |> layer_global_max_pooling_3d()
#' @export
layer_global_max_pooling_3d <- function(object, data_format = NULL, keepdims = FALSE, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$GlobalMaxPooling3D, list(data_format = as_text(data_format), keepdims = as_flag(keepdims),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Normalizes each sample by the mean and variance of groups of channels
#'
#' With one group it is layer normalization over all axes; with a group for each channel, instance
#' normalization.
#'
#' @section Shapes:
#' Any with a batch axis; the output has the same.
#'
#' @inheritParams layer_arguments
#' @param groups Number of groups; -1 gives each channel its own.
#' @param axis Axis of the channels. Counted from 1, or from the end when negative.
#' @param epsilon Added to the variance.
#' @param center Whether `beta` is added.
#' @param scale Whether `gamma` multiplies.
#' @param beta_initializer First values, one per channel.
#' @param gamma_initializer First values, one per channel.
#' @param beta_regularizer Penalties.
#' @param gamma_regularizer Penalties.
#' @param beta_constraint Applied after each step.
#' @param gamma_constraint Applied after each step.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @references Wu and He, 2018, Group normalization.
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 4)) |> layer_group_normalization(groups = 2)
#' @export
layer_group_normalization <- function(object, groups = 32L, axis = -1L, epsilon = 0.001, center = TRUE, scale = TRUE,
    beta_initializer = "zeros", gamma_initializer = "ones", beta_regularizer = NULL, gamma_regularizer = NULL,
    beta_constraint = NULL, gamma_constraint = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$GroupNormalization, list(groups = as_int(groups), axis = as_axis(axis),
    epsilon = as_real(epsilon), center = as_flag(center), scale = as_flag(scale),
    beta_initializer = as_part(beta_initializer), gamma_initializer = as_part(gamma_initializer),
    beta_regularizer = as_part(beta_regularizer), gamma_regularizer = as_part(gamma_regularizer),
    beta_constraint = as_part(beta_constraint), gamma_constraint = as_part(gamma_constraint),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Multi-head attention in which several query heads share a head of keys and values
#'
#' @section Shapes:
#' `(batch, T, size)` to the same.
#'
#' @section Call arguments:
#' query, value, key, query_mask, value_mask, key_mask, attention_mask, return_attention_scores,
#' use_causal_mask: As for [layer_multi_head_attention()].
#'
#' @param object The tensors of the call in a list: query, value and, if it is not the value, key.
#' @param head_dim Size of each head.
#' @param num_query_heads Number of heads of queries.
#' @param num_key_value_heads Number of heads of keys and values; divides `num_query_heads`.
#' @param dropout Fraction of the weights dropped in training.
#' @param use_bias Whether the projections have biases.
#' @param sliding_window How near a position must be to be seen; any if `NULL`.
#' @param flash_attention Whether to insist on torch's flash kernel; torch decides if `NULL`.
#' @param kernel_initializer First values of the projections.
#' @param bias_initializer First values of the projections.
#' @param kernel_regularizer Penalties on the weights.
#' @param bias_regularizer Penalties on the weights.
#' @param activity_regularizer Penalty on the output of each projection.
#' @param kernel_constraint Applied to the weights after each step of training.
#' @param bias_constraint Applied to the weights after each step of training.
#' @param use_gate Whether a sigmoid of the query scales the output of each head.
#' @param seed Seed of the dropout.
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
#' @param ... Further arguments, by name, passed on to Python.
#' @return A tensor; a layer when there are no inputs.
#' @references Ainslie et al., "GQA: training generalized multi-query transformer models", 2023.
#' @examplesIf hornpipe:::can_run()
#' x <- layer_input(c(6, 8))
#' layer_group_query_attention(list(x, x), head_dim = 4, num_query_heads = 4,
#'   num_key_value_heads = 2)
#' @export
layer_group_query_attention <- function(object, head_dim, num_query_heads, num_key_value_heads, dropout = 0,
    use_bias = TRUE, sliding_window = NULL, flash_attention = NULL, kernel_initializer = "glorot_uniform",
    bias_initializer = "zeros", kernel_regularizer = NULL, bias_regularizer = NULL, activity_regularizer = NULL,
    kernel_constraint = NULL, bias_constraint = NULL, use_gate = FALSE, seed = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  spread_layer(object, core()$layers$GroupQueryAttention, list(head_dim = as_int(head_dim),
    num_query_heads = as_int(num_query_heads), num_key_value_heads = as_int(num_key_value_heads),
    dropout = as_real(dropout), use_bias = as_flag(use_bias), sliding_window = as_int(sliding_window),
    flash_attention = as_flag(flash_attention), kernel_initializer = as_part(kernel_initializer),
    bias_initializer = as_part(bias_initializer), kernel_regularizer = as_part(kernel_regularizer),
    bias_regularizer = as_part(bias_regularizer), activity_regularizer = as_part(activity_regularizer),
    kernel_constraint = as_part(kernel_constraint), bias_constraint = as_part(bias_constraint),
    use_gate = as_flag(use_gate), seed = as_seed(seed), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' A recurrent layer whose gates say how much of the state is kept and how much of it makes the new
#' one
#'
#' With the default activations and without recurrent dropout, a whole sequence runs at once: in
#' few calls for each step on a CPU, and with `reset_after` in one of torch's kernels on a GPU.
#'
#' @section Shapes:
#' `(batch, steps, size)` to `(batch, units)`, or `(batch, steps, units)` with `return_sequences`.
#'
#' @inheritParams layer_arguments
#' @param units Size of the state and of the output.
#' @param activation Of the candidate state.
#' @param recurrent_activation Of the gates.
#' @param use_bias Whether biases are added.
#' @param kernel_initializer First value of the kernel, `(input size, 3 * units)`: update, reset,
#'   candidate.
#' @param recurrent_initializer First value of the recurrent kernel, `(units, 3 * units)`.
#' @param bias_initializer First value of the bias, `(2, 3 * units)` or `(3 * units)`.
#' @param kernel_regularizer Penalties on the weights.
#' @param recurrent_regularizer Penalties on the weights.
#' @param bias_regularizer Penalties on the weights.
#' @param activity_regularizer Penalty on the output.
#' @param kernel_constraint Applied after each step of training.
#' @param recurrent_constraint Applied after each step of training.
#' @param bias_constraint Applied after each step of training.
#' @param dropout Fraction of the inputs dropped in training, the same at each step.
#' @param recurrent_dropout Fraction of the state dropped in training, the same at each step.
#' @param seed Seed of the dropout.
#' @param return_sequences Whether the outputs of all steps are given, not only the last.
#' @param return_state Whether the last states are given too.
#' @param go_backwards Whether the sequence is read from its end; the outputs come in the order in
#'   which they are made.
#' @param stateful Whether a batch starts from the states in which the one before ended.
#' @param unroll Whether every step is written out, without a kernel for the whole sequence.
#' @param reset_after Whether the reset gate acts after the product with the recurrent kernel (as
#'   cuDNN has it) or before.
#' @param use_cudnn Whether torch's kernel must be used (TRUE), must not be (FALSE), or is where it
#'   fits ("auto").
#' @param time_major Of keras 2.x: must be `FALSE`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @references Cho et al., "Learning phrase representations using RNN encoder-decoder", 2014.
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_gru(units = 4)
#' layer_input(c(8, 3)) |> layer_cudnn_gru(units = 4)
#' @export
layer_gru <- function(object, units, activation = "tanh", recurrent_activation = "sigmoid", use_bias = TRUE,
    kernel_initializer = "glorot_uniform", recurrent_initializer = "orthogonal", bias_initializer = "zeros",
    kernel_regularizer = NULL, recurrent_regularizer = NULL, bias_regularizer = NULL, activity_regularizer = NULL,
    kernel_constraint = NULL, recurrent_constraint = NULL, bias_constraint = NULL, dropout = 0, recurrent_dropout = 0,
    seed = NULL, return_sequences = FALSE, return_state = FALSE, go_backwards = FALSE, stateful = FALSE, unroll = FALSE,
    reset_after = TRUE, use_cudnn = "auto", input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL,
    name = NULL, trainable = TRUE, weights = NULL, ..., time_major = NULL) {
  must_be_off(time_major)
  add_layer(object, core()$layers$GRU, list(units = as_int(units), activation = as_part(activation),
    recurrent_activation = as_part(recurrent_activation), use_bias = as_flag(use_bias),
    kernel_initializer = as_part(kernel_initializer), recurrent_initializer = as_part(recurrent_initializer),
    bias_initializer = as_part(bias_initializer), kernel_regularizer = as_part(kernel_regularizer),
    recurrent_regularizer = as_part(recurrent_regularizer), bias_regularizer = as_part(bias_regularizer),
    activity_regularizer = as_part(activity_regularizer), kernel_constraint = as_part(kernel_constraint),
    recurrent_constraint = as_part(recurrent_constraint), bias_constraint = as_part(bias_constraint),
    dropout = as_real(dropout), recurrent_dropout = as_real(recurrent_dropout), seed = as_seed(seed),
    return_sequences = as_flag(return_sequences), return_state = as_flag(return_state),
    go_backwards = as_flag(go_backwards), stateful = as_flag(stateful), unroll = as_flag(unroll),
    reset_after = as_flag(reset_after), use_cudnn = use_cudnn, input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' @rdname layer_gru
#' @export
layer_cudnn_gru <- layer_gru

#' Crosses categorical features: puts each combination of their values into a bin by a hash
#'
#' @section Call arguments:
#' inputs: A list of arrays of strings or integers, each `()`, `(batch)` or `(batch, 1)`.
#'
#' @inheritParams layer_arguments
#' @param num_bins Number of bins.
#' @param output_mode "int" for the number of the bin, from 0, or "one_hot".
#' @param sparse Kept for compatibility: must be FALSE.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_hashed_crossing(num_bins = 5)
#' @export
layer_hashed_crossing <- function(object, num_bins, output_mode = "int", sparse = FALSE, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$HashedCrossing, list(num_bins = as_int(num_bins), output_mode = as_text(output_mode),
    sparse = as_flag(sparse), input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape),
    batch_size = as_int(batch_size), dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable),
    weights = weights, ...))
}

#' Puts strings or integers into bins by a hash, which is the same on every machine
#'
#' @inheritParams layer_arguments
#' @param num_bins Number of bins.
#' @param mask_value A value that gets bin 0 for itself.
#' @param salt Integer, or two, that changes the hash (then SipHash, else FarmHash).
#' @param output_mode "int" for the number of the bin, from 0, "one_hot", "multi_hot" or "count".
#' @param sparse Kept for compatibility: must be FALSE.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' as.array(layer_hashing(num_bins = 3)(c("a", "b", "c")))
#' @export
layer_hashing <- function(object, num_bins, mask_value = NULL, salt = NULL, output_mode = "int", sparse = FALSE,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE,
    weights = NULL, ...) {
  add_layer(object, core()$layers$Hashing, list(num_bins = as_int(num_bins), mask_value = mask_value, salt = as_ints(salt),
    output_mode = as_text(output_mode), sparse = as_flag(sparse), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Gives its input: a place holder where a layer is wanted and nothing shall happen
#'
#' @inheritParams layer_arguments
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_identity()
#' @export
layer_identity <- function(object, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL,
    name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Identity, list(input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Numbers integers by a vocabulary, given or made by `adapt()`
#'
#' @inheritParams layer_arguments
#' @param max_tokens Greatest size of the vocabulary, special terms included; any if `NULL`.
#' @param num_oov_indices How many numbers integers out of vocabulary share; 0 makes them an error.
#' @param mask_token The integer that gets number 0; none if `NULL`.
#' @param oov_token What stands for integers out of vocabulary with `invert`.
#' @param vocabulary Integers, or the path of a text file.
#' @param vocabulary_dtype "int64".
#' @param idf_weights Weight of each integer, for "tf_idf".
#' @param invert Whether numbers are turned back into integers of the vocabulary.
#' @param output_mode "int" for numbers from 0, "one_hot", "multi_hot", "count" or "tf_idf".
#' @param sparse Kept for compatibility: must be FALSE.
#' @param pad_to_max_tokens Whether vectors are `max_tokens` long even if the vocabulary is
#'   smaller.
#' @param oov_method How integers out of vocabulary share numbers: "floormod", or "farmhash".
#' @param salt Integer, or two, that changes the hash.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' as.array(layer_integer_lookup(vocabulary = c(2, 4))(c(4L, 7L, 2L)))
#' @export
layer_integer_lookup <- function(object, max_tokens = NULL, num_oov_indices = 1L, mask_token = NULL, oov_token = -1L,
    vocabulary = NULL, vocabulary_dtype = "int64", idf_weights = NULL, invert = FALSE, output_mode = "int",
    sparse = FALSE, pad_to_max_tokens = FALSE, oov_method = "floormod", salt = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$IntegerLookup, list(max_tokens = as_int(max_tokens),
    num_oov_indices = as_int(num_oov_indices), mask_token = as_int(mask_token), oov_token = as_int(oov_token),
    vocabulary = as_array(vocabulary), vocabulary_dtype = as_text(vocabulary_dtype), idf_weights = as_array(idf_weights),
    invert = as_flag(invert), output_mode = as_text(output_mode), sparse = as_flag(sparse),
    pad_to_max_tokens = as_flag(pad_to_max_tokens), oov_method = as_text(oov_method), salt = as_ints(salt),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Applies a function of one tensor (or of a list of tensors)
#'
#' A function that is to have weights belongs into a [Layer()]. Files know an R function by the
#' name of its variable: load them with `custom_objects = list(name = function)`, or save the model
#' with `embed_r_code = TRUE`.
#'
#' @inheritParams layer_arguments
#' @param f Takes the inputs, and `mask` and `training` if it has parameters of these names.
#' @param output_shape Shape of a sample of the output, or a function of the input shape. Found by
#'   running the function if `NULL`.
#' @param mask The mask of the output, or a function `(inputs, mask)` that gives it.
#' @param arguments Further arguments by name for the function.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(4) |> layer_lambda(function(x) x^2)
#' @export
layer_lambda <- function(object, f, output_shape = NULL, mask = NULL, arguments = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Lambda, list(`function` = as_callable(f),
    output_shape = as_shape_or_function(output_shape), mask = mask, arguments = arguments,
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Normalizes each sample by its own mean and variance along some axes
#'
#' @section Shapes:
#' Any; the output has the same.
#'
#' @inheritParams layer_arguments
#' @param axis The axis, or several. Counted from 1, or from the end when negative.
#' @param epsilon Added to the variance.
#' @param center Whether `beta` is added.
#' @param scale Whether `gamma` multiplies.
#' @param beta_initializer First values, of the sizes of the axes.
#' @param gamma_initializer First values, of the sizes of the axes.
#' @param beta_regularizer Penalties.
#' @param gamma_regularizer Penalties.
#' @param beta_constraint Applied after each step.
#' @param gamma_constraint Applied after each step.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @references Ba et al., 2016, Layer normalization.
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_layer_normalization()
#' @export
layer_layer_normalization <- function(object, axis = -1L, epsilon = 0.001, center = TRUE, scale = TRUE,
    beta_initializer = "zeros", gamma_initializer = "ones", beta_regularizer = NULL, gamma_regularizer = NULL,
    beta_constraint = NULL, gamma_constraint = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$LayerNormalization, list(axis = as_axes(axis), epsilon = as_real(epsilon),
    center = as_flag(center), scale = as_flag(scale), beta_initializer = as_part(beta_initializer),
    gamma_initializer = as_part(gamma_initializer), beta_regularizer = as_part(beta_regularizer),
    gamma_regularizer = as_part(gamma_regularizer), beta_constraint = as_part(beta_constraint),
    gamma_constraint = as_part(gamma_constraint), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Windows with weights of their own at every step of a sequence, as in Keras 2
#'
#' @inheritParams layer_arguments
#' @param filters The channels of the output.
#' @param kernel_size Size of the windows.
#' @param strides Steps of the windows.
#' @param padding "valid" (none), or "same" (so that a stride of 1 keeps the size) with
#'   `implementation` 2 or 3.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param activation Applied to the result; none if `NULL`.
#' @param use_bias Whether a bias is added, one for each place and filter.
#' @param kernel_initializer First value of the kernel.
#' @param bias_initializer First value of the bias, `(places, filters)`.
#' @param kernel_regularizer Penalty on the kernel.
#' @param bias_regularizer Penalty on the bias.
#' @param activity_regularizer Penalty on the output.
#' @param kernel_constraint Applied to the kernel after each step.
#' @param bias_constraint Applied to the bias after each step.
#' @param implementation How the kernel is stored: 1 by places, `(places, window * channels, filters)`; 2 as a dense map from input to output, for small inputs; 3 as that map's
#'   connections alone, for large inputs with few filters.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_locally_connected_1d(filters = 4, kernel_size = 3)
#' @export
layer_locally_connected_1d <- function(object, filters, kernel_size, strides = 1L, padding = "valid", data_format = NULL,
    activation = NULL, use_bias = TRUE, kernel_initializer = "glorot_uniform", bias_initializer = "zeros",
    kernel_regularizer = NULL, bias_regularizer = NULL, activity_regularizer = NULL, kernel_constraint = NULL,
    bias_constraint = NULL, implementation = 1L, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$LocallyConnected1D, list(filters = as_int(filters), kernel_size = as_ints(kernel_size),
    strides = as_ints(strides), padding = as_text(padding), data_format = as_text(data_format),
    activation = as_part(activation), use_bias = as_flag(use_bias), kernel_initializer = as_part(kernel_initializer),
    bias_initializer = as_part(bias_initializer), kernel_regularizer = as_part(kernel_regularizer),
    bias_regularizer = as_part(bias_regularizer), activity_regularizer = as_part(activity_regularizer),
    kernel_constraint = as_part(kernel_constraint), bias_constraint = as_part(bias_constraint),
    implementation = as_int(implementation), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Windows with weights of their own at every place of an image, as in Keras 2
#'
#' @inheritParams layer_arguments
#' @param filters The channels of the output.
#' @param kernel_size Size of the windows.
#' @param strides Steps of the windows.
#' @param padding "valid" (none), or "same" (so that a stride of 1 keeps the size) with
#'   `implementation` 2 or 3.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param activation Applied to the result; none if `NULL`.
#' @param use_bias Whether a bias is added, one for each place and filter.
#' @param kernel_initializer First value of the kernel.
#' @param bias_initializer First value of the bias, `(places, filters)`.
#' @param kernel_regularizer Penalty on the kernel.
#' @param bias_regularizer Penalty on the bias.
#' @param activity_regularizer Penalty on the output.
#' @param kernel_constraint Applied to the kernel after each step.
#' @param bias_constraint Applied to the bias after each step.
#' @param implementation How the kernel is stored: 1 by places, `(places, window * channels, filters)`; 2 as a dense map from input to output, for small inputs; 3 as that map's
#'   connections alone, for large inputs with few filters.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_locally_connected_2d(filters = 4, kernel_size = 3)
#' @export
layer_locally_connected_2d <- function(object, filters, kernel_size, strides = c(1L, 1L), padding = "valid",
    data_format = NULL, activation = NULL, use_bias = TRUE, kernel_initializer = "glorot_uniform",
    bias_initializer = "zeros", kernel_regularizer = NULL, bias_regularizer = NULL, activity_regularizer = NULL,
    kernel_constraint = NULL, bias_constraint = NULL, implementation = 1L, input_shape = NULL, batch_input_shape = NULL,
    batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$LocallyConnected2D, list(filters = as_int(filters), kernel_size = as_ints(kernel_size),
    strides = as_ints(strides), padding = as_text(padding), data_format = as_text(data_format),
    activation = as_part(activation), use_bias = as_flag(use_bias), kernel_initializer = as_part(kernel_initializer),
    bias_initializer = as_part(bias_initializer), kernel_regularizer = as_part(kernel_regularizer),
    bias_regularizer = as_part(bias_regularizer), activity_regularizer = as_part(activity_regularizer),
    kernel_constraint = as_part(kernel_constraint), bias_constraint = as_part(bias_constraint),
    implementation = as_int(implementation), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' A recurrent layer with a cell state that gates write to, erase and read
#'
#' With the default activations and without recurrent dropout, the whole sequence runs in one
#' kernel of torch's.
#'
#' @section Shapes:
#' `(batch, steps, size)` to `(batch, units)`, or `(batch, steps, units)` with `return_sequences`; the states are two, output and cell.
#'
#' @inheritParams layer_arguments
#' @param units Size of the states and of the output.
#' @param activation Of the candidate and of the output.
#' @param recurrent_activation Of the gates.
#' @param use_bias Whether a bias is added.
#' @param kernel_initializer First value of the kernel, `(input size, 4 * units)`: input, forget,
#'   candidate, output.
#' @param recurrent_initializer First value of the recurrent kernel, `(units, 4 * units)`.
#' @param bias_initializer First value of the bias, `(4 * units)`.
#' @param unit_forget_bias Whether the forget gate's bias begins with ones.
#' @param kernel_regularizer Penalties on the weights.
#' @param recurrent_regularizer Penalties on the weights.
#' @param bias_regularizer Penalties on the weights.
#' @param activity_regularizer Penalty on the output.
#' @param kernel_constraint Applied after each step of training.
#' @param recurrent_constraint Applied after each step of training.
#' @param bias_constraint Applied after each step of training.
#' @param dropout Fraction of the inputs dropped in training, the same at each step.
#' @param recurrent_dropout Fraction of the state dropped in training, the same at each step.
#' @param seed Seed of the dropout.
#' @param return_sequences Whether the outputs of all steps are given, not only the last.
#' @param return_state Whether the last states are given too.
#' @param go_backwards Whether the sequence is read from its end; the outputs come in the order in
#'   which they are made.
#' @param stateful Whether a batch starts from the states in which the one before ended.
#' @param unroll Whether every step is written out, without a kernel for the whole sequence.
#' @param use_cudnn Whether torch's kernel must be used (TRUE), must not be (FALSE), or is where it
#'   fits ("auto").
#' @param time_major Of keras 2.x: must be `FALSE`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @references Hochreiter and Schmidhuber, "Long short-term memory", 1997.
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential() %>%
#'   layer_embedding(input_dim = 1000, output_dim = 16) %>%
#'   layer_lstm(units = 8, return_sequences = TRUE) %>%
#'   layer_lstm(units = 8) %>%
#'   layer_dense(units = 1, activation = "sigmoid")
#' predict(model, matrix(sample(0:999, 20), nrow = 2), verbose = 0)
#' layer_input(c(8, 3)) |> layer_cudnn_lstm(units = 4)
#' @export
layer_lstm <- function(object, units, activation = "tanh", recurrent_activation = "sigmoid", use_bias = TRUE,
    kernel_initializer = "glorot_uniform", recurrent_initializer = "orthogonal", bias_initializer = "zeros",
    unit_forget_bias = TRUE, kernel_regularizer = NULL, recurrent_regularizer = NULL, bias_regularizer = NULL,
    activity_regularizer = NULL, kernel_constraint = NULL, recurrent_constraint = NULL, bias_constraint = NULL,
    dropout = 0, recurrent_dropout = 0, seed = NULL, return_sequences = FALSE, return_state = FALSE, go_backwards = FALSE,
    stateful = FALSE, unroll = FALSE, use_cudnn = "auto", input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ..., time_major = NULL) {
  must_be_off(time_major)
  add_layer(object, core()$layers$LSTM, list(units = as_int(units), activation = as_part(activation),
    recurrent_activation = as_part(recurrent_activation), use_bias = as_flag(use_bias),
    kernel_initializer = as_part(kernel_initializer), recurrent_initializer = as_part(recurrent_initializer),
    bias_initializer = as_part(bias_initializer), unit_forget_bias = as_flag(unit_forget_bias),
    kernel_regularizer = as_part(kernel_regularizer), recurrent_regularizer = as_part(recurrent_regularizer),
    bias_regularizer = as_part(bias_regularizer), activity_regularizer = as_part(activity_regularizer),
    kernel_constraint = as_part(kernel_constraint), recurrent_constraint = as_part(recurrent_constraint),
    bias_constraint = as_part(bias_constraint), dropout = as_real(dropout), recurrent_dropout = as_real(recurrent_dropout),
    seed = as_seed(seed), return_sequences = as_flag(return_sequences), return_state = as_flag(return_state),
    go_backwards = as_flag(go_backwards), stateful = as_flag(stateful), unroll = as_flag(unroll), use_cudnn = use_cudnn,
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' @rdname layer_lstm
#' @export
layer_cudnn_lstm <- layer_lstm

#' Masks the steps whose features all equal one value: later layers skip them
#'
#' @section Shapes:
#' `(batch, steps, features)`; the output is the same, with masked steps set to 0.
#'
#' @inheritParams layer_arguments
#' @param mask_value The value that marks padding.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_masking()
#' @export
layer_masking <- function(object, mask_value = 0, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Masking, list(mask_value = as_real(mask_value), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Cuts off or fills up the boxes of each image to a fixed number
#'
#' @inheritParams layer_arguments
#' @param max_number The number of boxes.
#' @param fill_value What boxes and labels are filled up with.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_max_num_bounding_boxes(max_number = 5)
#' @export
layer_max_num_bounding_boxes <- function(object, max_number, fill_value = -1L, input_shape = NULL, batch_input_shape = NULL,
    batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$MaxNumBoundingBoxes, list(max_number = as_int(max_number),
    fill_value = as_int(fill_value), input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape),
    batch_size = as_int(batch_size), dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable),
    weights = weights, ...))
}

#' The greatest values of windows over the steps of a sequence
#'
#' @inheritParams layer_arguments
#' @param pool_size Size of the windows.
#' @param strides Their steps; their size if `NULL`.
#' @param padding "valid" (none) or "same" (so that steps of 1 keep the size).
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_max_pooling_1d(2)
#' @export
layer_max_pooling_1d <- function(object, pool_size = 2L, strides = NULL, padding = "valid", data_format = NULL,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE,
    weights = NULL, ...) {
  add_layer(object, core()$layers$MaxPooling1D, list(pool_size = as_ints(pool_size), strides = as_ints(strides),
    padding = as_text(padding), data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' The greatest values of windows over images
#'
#' @inheritParams layer_arguments
#' @param pool_size Size of the windows.
#' @param strides Their steps; their size if `NULL`.
#' @param padding "valid" (none) or "same" (so that steps of 1 keep the size).
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_max_pooling_2d(2)
#' @export
layer_max_pooling_2d <- function(object, pool_size = c(2L, 2L), strides = NULL, padding = "valid", data_format = NULL,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE,
    weights = NULL, ...) {
  add_layer(object, core()$layers$MaxPooling2D, list(pool_size = as_ints(pool_size), strides = as_ints(strides),
    padding = as_text(padding), data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' The greatest values of windows over volumes
#'
#' @inheritParams layer_arguments
#' @param pool_size Size of the windows.
#' @param strides Their steps; their size if `NULL`.
#' @param padding "valid" (none) or "same" (so that steps of 1 keep the size).
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 8, 3)) |> layer_max_pooling_3d(2)
#' @export
layer_max_pooling_3d <- function(object, pool_size = c(2L, 2L, 2L), strides = NULL, padding = "valid", data_format = NULL,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE,
    weights = NULL, ...) {
  add_layer(object, core()$layers$MaxPooling3D, list(pool_size = as_ints(pool_size), strides = as_ints(strides),
    padding = as_text(padding), data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' The greatest of its inputs, element by element
#'
#' @param inputs A tensor, or a list of tensors.
#' @param ... Further tensors, and named arguments of the layer such as `name`.
#' @return A tensor; a layer when there are no inputs.
#' @examplesIf hornpipe:::can_run()
#' layer_maximum(layer_input(4), layer_input(4))
#' @export
layer_maximum <- function(inputs, ...) {
  merge_layer(inputs, ..., class = core()$layers$Maximum, args = list())
}

#' A spectrogram on the mel scale, whose steps are equal to the ear
#'
#' @section Shapes:
#' `(batch, samples)` or `(samples)` to `(batch, num_mel_bins, frames)`.
#'
#' @inheritParams layer_arguments
#' @param fft_length Length of the Fourier transform.
#' @param sequence_stride Steps of the signal between frames.
#' @param sequence_length Length of a frame; `fft_length` if `NULL`.
#' @param window "hann" or "hamming".
#' @param sampling_rate Samples per second.
#' @param num_mel_bins Number of bands.
#' @param min_freq Range of frequencies in Hz; up to half the sampling rate if `NULL`.
#' @param max_freq Range of frequencies in Hz; up to half the sampling rate if `NULL`.
#' @param power_to_db Whether the result is in decibels.
#' @param top_db How far below the greatest value decibels may lie.
#' @param mag_exp Power of the magnitude: 1 for energy, 2 for power.
#' @param min_power Least power before the logarithm.
#' @param ref_power Power of 0 dB.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(16000) |> layer_mel_spectrogram()
#' @export
layer_mel_spectrogram <- function(object, fft_length = 2048L, sequence_stride = 512L, sequence_length = NULL,
    window = "hann", sampling_rate = 16000L, num_mel_bins = 128L, min_freq = 20, max_freq = NULL, power_to_db = TRUE,
    top_db = 80, mag_exp = 2, min_power = 1e-10, ref_power = 1, input_shape = NULL, batch_input_shape = NULL,
    batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$MelSpectrogram, list(fft_length = as_int(fft_length),
    sequence_stride = as_int(sequence_stride), sequence_length = as_int(sequence_length), window = as_text(window),
    sampling_rate = as_int(sampling_rate), num_mel_bins = as_int(num_mel_bins), min_freq = as_real(min_freq),
    max_freq = as_real(max_freq), power_to_db = as_flag(power_to_db), top_db = as_real(top_db), mag_exp = as_real(mag_exp),
    min_power = as_real(min_power), ref_power = as_real(ref_power), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' The least of its inputs, element by element
#'
#' @param inputs A tensor, or a list of tensors.
#' @param ... Further tensors, and named arguments of the layer such as `name`.
#' @return A tensor; a layer when there are no inputs.
#' @examplesIf hornpipe:::can_run()
#' layer_minimum(layer_input(4), layer_input(4))
#' @export
layer_minimum <- function(inputs, ...) {
  merge_layer(inputs, ..., class = core()$layers$Minimum, args = list())
}

#' Mixes each image with another one, and their labels in the same share
#'
#' @inheritParams layer_arguments
#' @param alpha Parameter of the beta distribution of the shares.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param seed Seed of the draws.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @references Zhang et al., "mixup: beyond empirical risk minimization", 2017.
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_mix_up()
#' @export
layer_mix_up <- function(object, alpha = 0.2, data_format = NULL, seed = NULL, input_shape = NULL, batch_input_shape = NULL,
    batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$MixUp, list(alpha = as_real(alpha), data_format = as_text(data_format),
    seed = as_seed(seed), input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape),
    batch_size = as_int(batch_size), dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable),
    weights = weights, ...))
}

#' Several attentions side by side, each between projections of its own of queries, keys and values
#'
#' @section Shapes:
#' `(batch, T, size)` to the same, or `(batch, T, output_shape)`.
#'
#' @section Call arguments:
#' query: `(batch, T, size)`.
#' value: `(batch, S, size)`.
#' key: `(batch, S, size)`; the value if not given.
#' query_mask, value_mask, key_mask: `(batch, T)`, `(batch, S)`: FALSE for positions that do not count.
#' attention_mask: `(batch, T, S)`: TRUE where a query may look.
#' return_attention_scores: Whether the weights, `(batch, heads, T, S)`, are given too.
#' use_causal_mask: Whether each query sees only positions up to its own.
#'
#' @param inputs The tensors of the call in a list: query, value and, if it is not the value, key.
#' @param num_heads Number of heads.
#' @param key_dim Size of each head for queries and keys.
#' @param value_dim Size of each head for values; `key_dim` if `NULL`.
#' @param dropout Fraction of the weights dropped in training.
#' @param use_bias Whether the projections have biases.
#' @param output_shape Shape of the output without batch and sequence axes; that of the query if
#'   `NULL`.
#' @param attention_axes Axes over which attention runs; all but the first and the last if `NULL`.
#'   Counted from 1, or from the end when negative.
#' @param sliding_window How near a position must be to be seen; any if `NULL`.
#' @param flash_attention Whether to insist on torch's flash kernel; torch decides if `NULL`.
#' @param kernel_initializer First values of the projections.
#' @param bias_initializer First values of the projections.
#' @param kernel_regularizer Penalties on the weights.
#' @param bias_regularizer Penalties on the weights.
#' @param activity_regularizer Penalty on the output of each projection.
#' @param kernel_constraint Applied to the weights after each step of training.
#' @param bias_constraint Applied to the weights after each step of training.
#' @param use_gate Whether a sigmoid of the query scales the output of each head.
#' @param seed Seed of the dropout.
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
#' @param ... Further arguments, by name, passed on to Python.
#' @return A tensor; a layer when there are no inputs.
#' @references Vaswani et al., "Attention is all you need", 2017.
#' @examplesIf hornpipe:::can_run()
#' x <- layer_input(c(6, 8))
#' layer_multi_head_attention(list(x, x), num_heads = 2, key_dim = 4)
#' @export
layer_multi_head_attention <- function(inputs, num_heads, key_dim, value_dim = NULL, dropout = 0, use_bias = TRUE,
    output_shape = NULL, attention_axes = NULL, sliding_window = NULL, flash_attention = NULL,
    kernel_initializer = "glorot_uniform", bias_initializer = "zeros", kernel_regularizer = NULL, bias_regularizer = NULL,
    activity_regularizer = NULL, kernel_constraint = NULL, bias_constraint = NULL, use_gate = FALSE, seed = NULL,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE,
    weights = NULL, ...) {
  spread_layer(inputs, core()$layers$MultiHeadAttention, list(num_heads = as_int(num_heads), key_dim = as_int(key_dim),
    value_dim = as_int(value_dim), dropout = as_real(dropout), use_bias = as_flag(use_bias),
    output_shape = as_shape(output_shape), attention_axes = as_axes(attention_axes),
    sliding_window = as_int(sliding_window), flash_attention = as_flag(flash_attention),
    kernel_initializer = as_part(kernel_initializer), bias_initializer = as_part(bias_initializer),
    kernel_regularizer = as_part(kernel_regularizer), bias_regularizer = as_part(bias_regularizer),
    activity_regularizer = as_part(activity_regularizer), kernel_constraint = as_part(kernel_constraint),
    bias_constraint = as_part(bias_constraint), use_gate = as_flag(use_gate), seed = as_seed(seed),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' The product of its inputs
#'
#' @param inputs A tensor, or a list of tensors.
#' @param ... Further tensors, and named arguments of the layer such as `name`.
#' @return A tensor; a layer when there are no inputs.
#' @examplesIf hornpipe:::can_run()
#' layer_multiply(layer_input(4), layer_input(4))
#' @export
layer_multiply <- function(inputs, ...) {
  merge_layer(inputs, ..., class = core()$layers$Multiply, args = list())
}

#' Shifts and scales inputs to mean 0 and variance 1, by the moments of data shown to `adapt()` or
#' given
#'
#' @inheritParams layer_arguments
#' @param axis Axes that have moments of their own; `NULL` for one mean and variance of everything.
#'   Counted from 1, or from the end when negative.
#' @param mean The mean, if it is known.
#' @param variance The variance, if it is known.
#' @param invert Whether standardized inputs are brought back.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer <- layer_normalization()
#' adapt(layer, as.matrix(iris[, 1:4]))
#' colMeans(as.array(layer(as.matrix(iris[, 1:4]))))
#' @export
layer_normalization <- function(object, axis = -1L, mean = NULL, variance = NULL, invert = FALSE, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Normalization, list(axis = as_axes(axis), mean = as_array(mean),
    variance = as_array(variance), invert = as_flag(invert), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Puts the axes into another order
#'
#' @section Shapes:
#' `(batch, d1, d2, ...)` to `(batch, d[dims[1]], d[dims[2]], ...)`.
#'
#' @inheritParams layer_arguments
#' @param dims The axes as they shall follow, counted from 1 without the batch axis.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_permute(c(2, 1))
#' @export
layer_permute <- function(object, dims, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL,
    name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Permute, list(dims = as_ints(dims), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Applies layers one after the other; for preprocessing, where a [keras_model_sequential()] model
#' would be too much
#'
#' @inheritParams layer_arguments
#' @param layers The layers, in order.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_pipeline(list(layer_rescaling(scale = 1 / 255),
#'   layer_random_flip()))
#' @export
layer_pipeline <- function(object, layers, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL,
    name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Pipeline, list(layers = as_layers(layers), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Applies some of eleven changes, drawn for each batch
#'
#' @inheritParams layer_arguments
#' @param value_range Least and greatest value of a pixel.
#' @param num_ops How many are applied.
#' @param factor Their strength, from 0 to 1, or a range.
#' @param interpolation "nearest" or "bilinear".
#' @param seed Seed of the draws.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @references Cubuk et al., "RandAugment: practical automated data augmentation with a reduced
#'   search space", 2019.
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_rand_augment()
#' @export
layer_rand_augment <- function(object, value_range = c(0, 255), num_ops = 2L, factor = 0.5, interpolation = "bilinear",
    seed = NULL, data_format = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL,
    name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$RandAugment, list(value_range = as_reals(value_range), num_ops = as_int(num_ops),
    factor = as_reals(factor), interpolation = as_text(interpolation), seed = as_seed(seed),
    data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Makes images brighter or darker by a random amount
#'
#' @inheritParams layer_arguments
#' @param factor Greatest change as a fraction of the range, or least and greatest; from -1 (black)
#'   to 1 (white).
#' @param value_range Least and greatest value of a pixel.
#' @param seed Seed of the draws.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_brightness(0.2)
#' @export
layer_random_brightness <- function(object, factor, value_range = c(0, 255), seed = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$RandomBrightness, list(factor = as_reals(factor), value_range = as_reals(value_range),
    seed = as_seed(seed), input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape),
    batch_size = as_int(batch_size), dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable),
    weights = weights, ...))
}

#' Mixes images with their gray versions
#'
#' @inheritParams layer_arguments
#' @param factor Greatest share of gray, or a range.
#' @param value_range Least and greatest value of a pixel.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param seed Seed of the draws.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_color_degeneration(0.2)
#' @export
layer_random_color_degeneration <- function(object, factor, value_range = c(0, 255), data_format = NULL, seed = NULL,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE,
    weights = NULL, ...) {
  add_layer(object, core()$layers$RandomColorDegeneration, list(factor = as_reals(factor),
    value_range = as_reals(value_range), data_format = as_text(data_format), seed = as_seed(seed),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Changes brightness, contrast, saturation and hue, one after the other
#'
#' @inheritParams layer_arguments
#' @param value_range Least and greatest value of a pixel.
#' @param brightness_factor As `factor` of the layers for each; `NULL` leaves it.
#' @param contrast_factor As `factor` of the layers for each; `NULL` leaves it.
#' @param saturation_factor As `factor` of the layers for each; `NULL` leaves it.
#' @param hue_factor As `factor` of the layers for each; `NULL` leaves it.
#' @param seed Seed of the draws.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_color_jitter(brightness_factor = 0.2)
#' @export
layer_random_color_jitter <- function(object, value_range = c(0, 255), brightness_factor = NULL, contrast_factor = NULL,
    saturation_factor = NULL, hue_factor = NULL, seed = NULL, data_format = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$RandomColorJitter, list(value_range = as_reals(value_range),
    brightness_factor = as_reals(brightness_factor), contrast_factor = as_reals(contrast_factor),
    saturation_factor = as_reals(saturation_factor), hue_factor = as_reals(hue_factor), seed = as_seed(seed),
    data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Moves the values of each channel away from their mean
#'
#' @inheritParams layer_arguments
#' @param factor Greatest change, or those downwards and upwards: the distance from the mean is
#'   multiplied by 1 minus the first to 1 plus the second.
#' @param value_range Least and greatest value of a pixel.
#' @param seed Seed of the draws.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_contrast(0.2)
#' @export
layer_random_contrast <- function(object, factor, value_range = c(0, 255), seed = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$RandomContrast, list(factor = as_reals(factor), value_range = as_reals(value_range),
    seed = as_seed(seed), input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape),
    batch_size = as_int(batch_size), dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable),
    weights = weights, ...))
}

#' Cuts out a random part of images; in inference, and of smaller ones, the greatest part in the
#' middle, stretched
#'
#' @inheritParams layer_arguments
#' @param height The new size.
#' @param width The new size.
#' @param seed Seed of the draws.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_crop(6, 6)
#' @export
layer_random_crop <- function(object, height, width, seed = NULL, data_format = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$RandomCrop, list(height = as_int(height), width = as_int(width), seed = as_seed(seed),
    data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Bends some of the images by a smooth random field
#'
#' @inheritParams layer_arguments
#' @param factor Probability for an image, or a range that it is drawn from.
#' @param scale Greatest strength, or a range, within \[0, 1\].
#' @param interpolation "nearest" or "bilinear".
#' @param fill_mode What lies outside: "constant", "nearest", "wrap", "mirror" or "reflect".
#' @param fill_value The value for "constant".
#' @param value_range Least and greatest value of a pixel.
#' @param seed Seed of the draws.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_elastic_transform(0.2)
#' @export
layer_random_elastic_transform <- function(object, factor = 1, scale = 1, interpolation = "bilinear", fill_mode = "reflect",
    fill_value = 0, value_range = c(0, 255), seed = NULL, data_format = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$RandomElasticTransform, list(factor = as_reals(factor), scale = as_reals(scale),
    interpolation = as_text(interpolation), fill_mode = as_text(fill_mode), fill_value = as_real(fill_value),
    value_range = as_reals(value_range), seed = as_seed(seed), data_format = as_text(data_format),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Replaces a rectangle of some of the images
#'
#' @inheritParams layer_arguments
#' @param factor Probability for an image, or a range that it is drawn from.
#' @param scale Greatest share of height and width squared, or a range.
#' @param fill_value What the rectangle is filled with, one number or three; noise if `NULL`.
#' @param value_range Least and greatest value of a pixel.
#' @param seed Seed of the draws.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @references Zhong et al., "Random erasing data augmentation", 2017.
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_erasing()
#' @export
layer_random_erasing <- function(object, factor = 1, scale = c(0.02, 0.33), fill_value = NULL, value_range = c(0, 255),
    seed = NULL, data_format = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL,
    name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$RandomErasing, list(factor = as_reals(factor), scale = as_reals(scale),
    fill_value = as_reals(fill_value), value_range = as_reals(value_range), seed = as_seed(seed),
    data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Mirrors some of the images
#'
#' @inheritParams layer_arguments
#' @param mode "horizontal", "vertical", or "horizontal_and_vertical" for both at once.
#' @param seed Seed of the draws.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_flip("horizontal")
#' @export
layer_random_flip <- function(object, mode = "horizontal_and_vertical", seed = NULL, data_format = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$RandomFlip, list(mode = as_text(mode), seed = as_seed(seed),
    data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Blurs some of the images
#'
#' @inheritParams layer_arguments
#' @param factor Probability for an image, or a range that it is drawn from.
#' @param kernel_size Odd size of the window, or height and width.
#' @param sigma Greatest width of the bell curve, or a range, within \[0, 1\].
#' @param value_range Least and greatest value of a pixel.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param seed Seed of the draws.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_gaussian_blur()
#' @export
layer_random_gaussian_blur <- function(object, factor = 1, kernel_size = 3L, sigma = 1, value_range = c(0, 255),
    data_format = NULL, seed = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL,
    name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$RandomGaussianBlur, list(factor = as_reals(factor), kernel_size = as_ints(kernel_size),
    sigma = as_reals(sigma), value_range = as_reals(value_range), data_format = as_text(data_format), seed = as_seed(seed),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Turns some of the images gray
#'
#' @inheritParams layer_arguments
#' @param factor Probability for an image.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param seed Seed of the draws.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_grayscale()
#' @export
layer_random_grayscale <- function(object, factor = 0.5, data_format = NULL, seed = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$RandomGrayscale, list(factor = as_real(factor), data_format = as_text(data_format),
    seed = as_seed(seed), input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape),
    batch_size = as_int(batch_size), dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable),
    weights = weights, ...))
}

#' Stretches batches of images to a random height
#'
#' @inheritParams layer_arguments
#' @param factor Greatest change as a fraction of the size, up or down, or a range such as `(-0.2, 0.3)`.
#' @param interpolation "bilinear", "nearest", "bicubic", "lanczos3" or "lanczos5".
#' @param seed Seed of the draws.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_height(0.2)
#' @export
layer_random_height <- function(object, factor, interpolation = "bilinear", seed = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$RandomHeight, list(factor = as_reals(factor), interpolation = as_text(interpolation),
    seed = as_seed(seed), input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape),
    batch_size = as_int(batch_size), dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable),
    weights = weights, ...))
}

#' Turns the circle of colors
#'
#' @inheritParams layer_arguments
#' @param factor Greatest turn, or a range: 1 is half of the circle.
#' @param value_range Least and greatest value of a pixel.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param seed Seed of the draws.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_hue(0.2)
#' @export
layer_random_hue <- function(object, factor, value_range = c(0, 255), data_format = NULL, seed = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$RandomHue, list(factor = as_reals(factor), value_range = as_reals(value_range),
    data_format = as_text(data_format), seed = as_seed(seed), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Turns light into dark in some of the images
#'
#' @inheritParams layer_arguments
#' @param factor Probability for an image, or a range that it is drawn from.
#' @param value_range Least and greatest value of a pixel.
#' @param seed Seed of the draws.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_invert()
#' @export
layer_random_invert <- function(object, factor = 1, value_range = c(0, 255), seed = NULL, data_format = NULL,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE,
    weights = NULL, ...) {
  add_layer(object, core()$layers$RandomInvert, list(factor = as_reals(factor), value_range = as_reals(value_range),
    seed = as_seed(seed), data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Shows some of the images as seen from aside
#'
#' @inheritParams layer_arguments
#' @param factor Probability for an image, or a range that it is drawn from.
#' @param scale How far corners move, from 0 to 1.
#' @param interpolation "nearest" or "bilinear".
#' @param fill_value The value of what lies outside.
#' @param seed Seed of the draws.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_perspective(0.2)
#' @export
layer_random_perspective <- function(object, factor = 1, scale = 1, interpolation = "bilinear", fill_value = 0, seed = NULL,
    data_format = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL,
    trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$RandomPerspective, list(factor = as_reals(factor), scale = as_real(scale),
    interpolation = as_text(interpolation), fill_value = as_real(fill_value), seed = as_seed(seed),
    data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Reduces the number of bits of each value
#'
#' @inheritParams layer_arguments
#' @param factor Greatest number of bits left, from 1 to 8, or a range.
#' @param value_range Least and greatest value of a pixel.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param seed Seed of the draws.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_posterization(4)
#' @export
layer_random_posterization <- function(object, factor, value_range = c(0, 255), data_format = NULL, seed = NULL,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE,
    weights = NULL, ...) {
  add_layer(object, core()$layers$RandomPosterization, list(factor = as_reals(factor), value_range = as_reals(value_range),
    data_format = as_text(data_format), seed = as_seed(seed), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Turns images around their middle
#'
#' @inheritParams layer_arguments
#' @param factor Greatest angle as a fraction of a full turn, or a range; positive ones turn
#'   counterclockwise.
#' @param fill_mode What lies outside: "reflect", "wrap", "constant" or "nearest".
#' @param interpolation "nearest" or "bilinear".
#' @param seed Seed of the draws.
#' @param fill_value The value for "constant".
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_rotation(0.2)
#' @export
layer_random_rotation <- function(object, factor, fill_mode = "reflect", interpolation = "bilinear", seed = NULL,
    fill_value = 0, data_format = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL,
    name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$RandomRotation, list(factor = as_reals(factor), fill_mode = as_text(fill_mode),
    interpolation = as_text(interpolation), seed = as_seed(seed), fill_value = as_real(fill_value),
    data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Makes colors stronger or paler
#'
#' @inheritParams layer_arguments
#' @param factor From 0 (gray) over 0.5 (no change) to 1 (as strong as can be), as a range; a
#'   number stands for the range from its negative.
#' @param value_range Least and greatest value of a pixel.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param seed Seed of the draws.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_saturation(0.2)
#' @export
layer_random_saturation <- function(object, factor, value_range = c(0, 255), data_format = NULL, seed = NULL,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE,
    weights = NULL, ...) {
  add_layer(object, core()$layers$RandomSaturation, list(factor = as_reals(factor), value_range = as_reals(value_range),
    data_format = as_text(data_format), seed = as_seed(seed), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Makes images sharper or smoother
#'
#' @inheritParams layer_arguments
#' @param factor From 0 (smooth) over 0.5 (no change) to 1 (sharp), or a range.
#' @param value_range Least and greatest value of a pixel.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param seed Seed of the draws.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_sharpness(0.2)
#' @export
layer_random_sharpness <- function(object, factor, value_range = c(0, 255), data_format = NULL, seed = NULL,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE,
    weights = NULL, ...) {
  add_layer(object, core()$layers$RandomSharpness, list(factor = as_reals(factor), value_range = as_reals(value_range),
    data_format = as_text(data_format), seed = as_seed(seed), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Shears images
#'
#' @inheritParams layer_arguments
#' @param x_factor Greatest shear along the width, or a range.
#' @param y_factor The same along the height.
#' @param interpolation "nearest" or "bilinear".
#' @param fill_mode What lies outside: "reflect", "wrap", "constant" or "nearest".
#' @param fill_value The value for "constant".
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param seed Seed of the draws.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_shear(0.2)
#' @export
layer_random_shear <- function(object, x_factor = 0, y_factor = 0, interpolation = "bilinear", fill_mode = "reflect",
    fill_value = 0, data_format = NULL, seed = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$RandomShear, list(x_factor = as_reals(x_factor), y_factor = as_reals(y_factor),
    interpolation = as_text(interpolation), fill_mode = as_text(fill_mode), fill_value = as_real(fill_value),
    data_format = as_text(data_format), seed = as_seed(seed), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Shifts images
#'
#' @inheritParams layer_arguments
#' @param height_factor Greatest shift downwards or upwards as a fraction of the height, or a
#'   range; negative ones are upwards.
#' @param width_factor The same for the width; negative ones are to the left.
#' @param fill_mode What lies outside: "reflect", "wrap", "constant" or "nearest".
#' @param interpolation "nearest" or "bilinear".
#' @param seed Seed of the draws.
#' @param fill_value The value for "constant".
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_translation(0.2, 0.2)
#' @export
layer_random_translation <- function(object, height_factor, width_factor, fill_mode = "reflect", interpolation = "bilinear",
    seed = NULL, fill_value = 0, data_format = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$RandomTranslation, list(height_factor = as_reals(height_factor),
    width_factor = as_reals(width_factor), fill_mode = as_text(fill_mode), interpolation = as_text(interpolation),
    seed = as_seed(seed), fill_value = as_real(fill_value), data_format = as_text(data_format),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Stretches batches of images to a random width
#'
#' @inheritParams layer_arguments
#' @param factor Greatest change as a fraction of the size, up or down, or a range such as `(-0.2, 0.3)`.
#' @param interpolation "bilinear", "nearest", "bicubic", "lanczos3" or "lanczos5".
#' @param seed Seed of the draws.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_width(0.2)
#' @export
layer_random_width <- function(object, factor, interpolation = "bilinear", seed = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$RandomWidth, list(factor = as_reals(factor), interpolation = as_text(interpolation),
    seed = as_seed(seed), input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape),
    batch_size = as_int(batch_size), dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable),
    weights = weights, ...))
}

#' Zooms in or out
#'
#' @inheritParams layer_arguments
#' @param height_factor Greatest change as a fraction, or a range; positive ones zoom out.
#' @param width_factor The same for the width; that of the height if `NULL`, so that proportions
#'   stay.
#' @param fill_mode What lies outside: "reflect", "wrap", "constant" or "nearest".
#' @param interpolation "nearest" or "bilinear".
#' @param seed Seed of the draws.
#' @param fill_value The value for "constant".
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_random_zoom(0.2)
#' @export
layer_random_zoom <- function(object, height_factor, width_factor = NULL, fill_mode = "reflect", interpolation = "bilinear",
    seed = NULL, fill_value = 0, data_format = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$RandomZoom, list(height_factor = as_reals(height_factor),
    width_factor = as_reals(width_factor), fill_mode = as_text(fill_mode), interpolation = as_text(interpolation),
    seed = as_seed(seed), fill_value = as_real(fill_value), data_format = as_text(data_format),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Repeats each sample, as the steps of a sequence
#'
#' @section Shapes:
#' `(batch, size)` to `(batch, n, size)`.
#'
#' @inheritParams layer_arguments
#' @param n How often.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(4) |> layer_repeat_vector(3)
#' @export
layer_repeat_vector <- function(object, n, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL,
    name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$RepeatVector, list(n = as_int(n), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Rescaling layer
#'
#' `inputs * scale + offset`.
#'
#' @inheritParams layer_arguments
#' @param scale The factor, or one for each channel.
#' @param offset What is added.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_rescaling(scale = 1 / 255)
#' @export
layer_rescaling <- function(object, scale, offset = 0, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Rescaling, list(scale = as_reals(scale), offset = as_reals(offset),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Gives each sample another shape
#'
#' @section Shapes:
#' `(batch, ...)` to `(batch, target_shape)`.
#'
#' @inheritParams layer_arguments
#' @param target_shape Shape without the batch axis; one size may be -1 and follows from the
#'   others.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(8) |> layer_reshape(c(2, 4))
#' @export
layer_reshape <- function(object, target_shape, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$Reshape, list(target_shape = as_sizes(target_shape), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Gives images another size. Dtypes stay: integers are rounded
#'
#' @inheritParams layer_arguments
#' @param height The new size.
#' @param width The new size.
#' @param interpolation "bilinear", "nearest", "bicubic", "lanczos3" or "lanczos5".
#' @param crop_to_aspect_ratio Whether to cut off what would distort the image.
#' @param pad_to_aspect_ratio Whether to add borders instead.
#' @param fill_mode "constant".
#' @param fill_value Value of the borders.
#' @param antialias Whether a smaller size averages over more places.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_resizing(6, 6)
#' @export
layer_resizing <- function(object, height, width, interpolation = "bilinear", crop_to_aspect_ratio = FALSE,
    pad_to_aspect_ratio = FALSE, fill_mode = "constant", fill_value = 0, antialias = FALSE, data_format = NULL,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE,
    weights = NULL, ...) {
  add_layer(object, core()$layers$Resizing, list(height = as_int(height), width = as_int(width),
    interpolation = as_text(interpolation), crop_to_aspect_ratio = as_flag(crop_to_aspect_ratio),
    pad_to_aspect_ratio = as_flag(pad_to_aspect_ratio), fill_mode = as_text(fill_mode), fill_value = as_real(fill_value),
    antialias = as_flag(antialias), data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' An embedding that can also be called in reverse: vectors to a score for each number
#'
#' @section Shapes:
#' `(batch, ...)` to `(batch, ..., output_dim)`; in reverse `(batch, ..., output_dim)` to `(batch, ..., input_dim)`.
#'
#' @inheritParams layer_arguments
#' @param input_dim Number of vectors.
#' @param output_dim Length of the vectors.
#' @param tie_weights Whether the reverse uses the same table, transposed; else one of its own.
#' @param embeddings_initializer First value of the tables.
#' @param embeddings_regularizer Penalty on the table.
#' @param embeddings_constraint Applied to the table after each step.
#' @param mask_zero Whether 0 is padding that later layers shall skip.
#' @param reverse_dtype Dtype in which scores are computed; the compute dtype if `NULL`.
#' @param logit_soft_cap Bound that scores approach by a tanh; none if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @references Press and Wolf, 2017, Using the output embedding to improve language models.
#' @examplesIf hornpipe:::can_run()
#' layer_input(5) |> layer_reversible_embedding(input_dim = 10, output_dim = 4)
#' @export
layer_reversible_embedding <- function(object, input_dim, output_dim, tie_weights = TRUE,
    embeddings_initializer = "uniform", embeddings_regularizer = NULL, embeddings_constraint = NULL, mask_zero = FALSE,
    reverse_dtype = NULL, logit_soft_cap = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$ReversibleEmbedding, list(input_dim = as_int(input_dim), output_dim = as_int(output_dim),
    tie_weights = as_flag(tie_weights), embeddings_initializer = as_part(embeddings_initializer),
    embeddings_regularizer = as_part(embeddings_regularizer), embeddings_constraint = as_part(embeddings_constraint),
    mask_zero = as_flag(mask_zero), reverse_dtype = as_dtype(reverse_dtype), logit_soft_cap = as_real(logit_soft_cap),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Divides each sample by its root mean square along some axes, then multiplies by a learned
#' `scale`
#'
#' @section Shapes:
#' Any; the output has the same.
#'
#' @inheritParams layer_arguments
#' @param axis The axis, or several. Counted from 1, or from the end when negative.
#' @param epsilon Added to the mean of squares.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @references Zhang and Sennrich, 2019, Root mean square layer normalization.
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_rms_normalization()
#' @export
layer_rms_normalization <- function(object, axis = -1L, epsilon = 1e-06, input_shape = NULL, batch_input_shape = NULL,
    batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$RMSNormalization, list(axis = as_axes(axis), epsilon = as_real(epsilon),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Runs a cell over the steps of a sequence
#'
#' @section Shapes:
#' `(batch, steps, ...)` to `(batch, size)`, or `(batch, steps, size)` with `return_sequences`; with `return_state` a list
#' of it and the states.
#'
#' @section Call arguments:
#' sequences: `(batch, steps, ...)`.
#' initial_state: States to start from; zeros if not given.
#' mask: `(batch, steps)`: FALSE for steps that change nothing.
#' training: Handed to the cell.
#'
#' @inheritParams layer_arguments
#' @param cell A cell, or a list of cells to be stacked. A cell has `state_size` and `call(inputs, states) -> (output, states)`, and may have `output_size` and `get_initial_state(batch_size)`.
#' @param return_sequences Whether the outputs of all steps are given, not only the last.
#' @param return_state Whether the last states are given too.
#' @param go_backwards Whether the sequence is read from its end; the outputs come in the order in
#'   which they are made.
#' @param stateful Whether a batch starts from the states in which the one before ended.
#' @param unroll Whether every step is written out, without a kernel for the whole sequence.
#' @param zero_output_for_mask Whether outputs of masked steps are zeros, not the output before
#'   them.
#' @param time_major Of keras 2.x: must be `FALSE`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_rnn(rnn_cell_gru(units = 4))
#' @export
layer_rnn <- function(object, cell, return_sequences = FALSE, return_state = FALSE, go_backwards = FALSE, stateful = FALSE,
    unroll = FALSE, zero_output_for_mask = FALSE, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ..., time_major = NULL) {
  must_be_off(time_major)
  add_layer(object, core()$layers$RNN, list(cell = as_part(cell), return_sequences = as_flag(return_sequences),
    return_state = as_flag(return_state), go_backwards = as_flag(go_backwards), stateful = as_flag(stateful),
    unroll = as_flag(unroll), zero_output_for_mask = as_flag(zero_output_for_mask), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Separable convolution over the steps of a sequence
#'
#' @inheritParams layer_arguments
#' @param filters The channels of the output.
#' @param kernel_size Size of the windows.
#' @param strides Steps of the windows.
#' @param padding "valid" (none) or "same" (zeros so that a stride of 1 keeps the size).
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param dilation_rate Distance between the entries of a window.
#' @param depth_multiplier Windows per channel in the first step.
#' @param activation Applied to the result; none if `NULL`.
#' @param use_bias Whether a bias is added.
#' @param depthwise_initializer First value of the first kernel, `(kernel_size, channels, depth_multiplier)`.
#' @param pointwise_initializer First value of the second kernel, `(ones, channels * depth_multiplier, filters)`.
#' @param bias_initializer First value of the bias.
#' @param depthwise_regularizer Penalty on the first kernel.
#' @param pointwise_regularizer Penalty on the second kernel.
#' @param bias_regularizer Penalty on the bias.
#' @param activity_regularizer Penalty on the output.
#' @param depthwise_constraint Applied to the first kernel after each step.
#' @param pointwise_constraint Applied to the second kernel after each step.
#' @param bias_constraint Applied to the bias after each step.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_separable_conv_1d(filters = 4, kernel_size = 3)
#' @export
layer_separable_conv_1d <- function(object, filters, kernel_size, strides = 1L, padding = "valid", data_format = NULL,
    dilation_rate = 1L, depth_multiplier = 1L, activation = NULL, use_bias = TRUE,
    depthwise_initializer = "glorot_uniform", pointwise_initializer = "glorot_uniform", bias_initializer = "zeros",
    depthwise_regularizer = NULL, pointwise_regularizer = NULL, bias_regularizer = NULL, activity_regularizer = NULL,
    depthwise_constraint = NULL, pointwise_constraint = NULL, bias_constraint = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$SeparableConv1D, list(filters = as_int(filters), kernel_size = as_ints(kernel_size),
    strides = as_ints(strides), padding = as_text(padding), data_format = as_text(data_format),
    dilation_rate = as_ints(dilation_rate), depth_multiplier = as_int(depth_multiplier), activation = as_part(activation),
    use_bias = as_flag(use_bias), depthwise_initializer = as_part(depthwise_initializer),
    pointwise_initializer = as_part(pointwise_initializer), bias_initializer = as_part(bias_initializer),
    depthwise_regularizer = as_part(depthwise_regularizer), pointwise_regularizer = as_part(pointwise_regularizer),
    bias_regularizer = as_part(bias_regularizer), activity_regularizer = as_part(activity_regularizer),
    depthwise_constraint = as_part(depthwise_constraint), pointwise_constraint = as_part(pointwise_constraint),
    bias_constraint = as_part(bias_constraint), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Separable convolution over the height and width of images
#'
#' @inheritParams layer_arguments
#' @param filters The channels of the output.
#' @param kernel_size Size of the windows.
#' @param strides Steps of the windows.
#' @param padding "valid" (none) or "same" (zeros so that a stride of 1 keeps the size).
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param dilation_rate Distance between the entries of a window.
#' @param depth_multiplier Windows per channel in the first step.
#' @param activation Applied to the result; none if `NULL`.
#' @param use_bias Whether a bias is added.
#' @param depthwise_initializer First value of the first kernel, `(kernel_size, channels, depth_multiplier)`.
#' @param pointwise_initializer First value of the second kernel, `(ones, channels * depth_multiplier, filters)`.
#' @param bias_initializer First value of the bias.
#' @param depthwise_regularizer Penalty on the first kernel.
#' @param pointwise_regularizer Penalty on the second kernel.
#' @param bias_regularizer Penalty on the bias.
#' @param activity_regularizer Penalty on the output.
#' @param depthwise_constraint Applied to the first kernel after each step.
#' @param pointwise_constraint Applied to the second kernel after each step.
#' @param bias_constraint Applied to the bias after each step.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_separable_conv_2d(filters = 4, kernel_size = 3)
#' @export
layer_separable_conv_2d <- function(object, filters, kernel_size, strides = c(1L, 1L), padding = "valid",
    data_format = NULL, dilation_rate = c(1L, 1L), depth_multiplier = 1L, activation = NULL, use_bias = TRUE,
    depthwise_initializer = "glorot_uniform", pointwise_initializer = "glorot_uniform", bias_initializer = "zeros",
    depthwise_regularizer = NULL, pointwise_regularizer = NULL, bias_regularizer = NULL, activity_regularizer = NULL,
    depthwise_constraint = NULL, pointwise_constraint = NULL, bias_constraint = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$SeparableConv2D, list(filters = as_int(filters), kernel_size = as_ints(kernel_size),
    strides = as_ints(strides), padding = as_text(padding), data_format = as_text(data_format),
    dilation_rate = as_ints(dilation_rate), depth_multiplier = as_int(depth_multiplier), activation = as_part(activation),
    use_bias = as_flag(use_bias), depthwise_initializer = as_part(depthwise_initializer),
    pointwise_initializer = as_part(pointwise_initializer), bias_initializer = as_part(bias_initializer),
    depthwise_regularizer = as_part(depthwise_regularizer), pointwise_regularizer = as_part(pointwise_regularizer),
    bias_regularizer = as_part(bias_regularizer), activity_regularizer = as_part(activity_regularizer),
    depthwise_constraint = as_part(depthwise_constraint), pointwise_constraint = as_part(pointwise_constraint),
    bias_constraint = as_part(bias_constraint), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' A recurrent layer whose output is its state: `activation(inputs %*% kernel + state %*% recurrent_kernel + bias)`
#'
#' @section Shapes:
#' `(batch, steps, size)` to `(batch, units)`, or `(batch, steps, units)` with `return_sequences`.
#'
#' @inheritParams layer_arguments
#' @param units Size of the state and of the output.
#' @param activation Of the new state.
#' @param use_bias Whether a bias is added.
#' @param kernel_initializer First value of the kernel, `(input size, units)`.
#' @param recurrent_initializer First value of the recurrent kernel, `(units, units)`.
#' @param bias_initializer First value of the bias, `(units)`.
#' @param kernel_regularizer Penalties on the weights.
#' @param recurrent_regularizer Penalties on the weights.
#' @param bias_regularizer Penalties on the weights.
#' @param activity_regularizer Penalty on the output.
#' @param kernel_constraint Applied after each step of training.
#' @param recurrent_constraint Applied after each step of training.
#' @param bias_constraint Applied after each step of training.
#' @param dropout Fraction of the inputs dropped in training, the same at each step.
#' @param recurrent_dropout Fraction of the state dropped in training, the same at each step.
#' @param return_sequences Whether the outputs of all steps are given, not only the last.
#' @param return_state Whether the last states are given too.
#' @param go_backwards Whether the sequence is read from its end; the outputs come in the order in
#'   which they are made.
#' @param stateful Whether a batch starts from the states in which the one before ended.
#' @param unroll Whether every step is written out, without a kernel for the whole sequence.
#' @param seed Seed of the dropout.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_simple_rnn(units = 4)
#' @export
layer_simple_rnn <- function(object, units, activation = "tanh", use_bias = TRUE, kernel_initializer = "glorot_uniform",
    recurrent_initializer = "orthogonal", bias_initializer = "zeros", kernel_regularizer = NULL,
    recurrent_regularizer = NULL, bias_regularizer = NULL, activity_regularizer = NULL, kernel_constraint = NULL,
    recurrent_constraint = NULL, bias_constraint = NULL, dropout = 0, recurrent_dropout = 0, return_sequences = FALSE,
    return_state = FALSE, go_backwards = FALSE, stateful = FALSE, unroll = FALSE, seed = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$SimpleRNN, list(units = as_int(units), activation = as_part(activation),
    use_bias = as_flag(use_bias), kernel_initializer = as_part(kernel_initializer),
    recurrent_initializer = as_part(recurrent_initializer), bias_initializer = as_part(bias_initializer),
    kernel_regularizer = as_part(kernel_regularizer), recurrent_regularizer = as_part(recurrent_regularizer),
    bias_regularizer = as_part(bias_regularizer), activity_regularizer = as_part(activity_regularizer),
    kernel_constraint = as_part(kernel_constraint), recurrent_constraint = as_part(recurrent_constraint),
    bias_constraint = as_part(bias_constraint), dropout = as_real(dropout), recurrent_dropout = as_real(recurrent_dropout),
    return_sequences = as_flag(return_sequences), return_state = as_flag(return_state),
    go_backwards = as_flag(go_backwards), stateful = as_flag(stateful), unroll = as_flag(unroll), seed = as_seed(seed),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Inverts the values from a threshold on, after something was added to all
#'
#' @inheritParams layer_arguments
#' @param addition_factor Greatest amount added as a fraction of the range, or least and greatest.
#' @param threshold_factor Highest threshold as a fraction of the range, or lowest and highest.
#' @param value_range Least and greatest value of a pixel.
#' @param seed Seed of the draws.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_solarization(0.2)
#' @export
layer_solarization <- function(object, addition_factor = 0, threshold_factor = 0, value_range = c(0, 255), seed = NULL,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE,
    weights = NULL, ...) {
  add_layer(object, core()$layers$Solarization, list(addition_factor = as_reals(addition_factor),
    threshold_factor = as_reals(threshold_factor), value_range = as_reals(value_range), seed = as_seed(seed),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Drops whole channels of a sequence `(batch, steps, channels)`
#'
#' @inheritParams layer_arguments
#' @param rate Share of the channels, between 0 and 1.
#' @param seed Makes the masks repeatable.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_spatial_dropout_1d(rate = 0.2)
#' @export
layer_spatial_dropout_1d <- function(object, rate, seed = NULL, input_shape = NULL, batch_input_shape = NULL,
    batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$SpatialDropout1D, list(rate = as_real(rate), seed = as_seed(seed),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Drops whole channels of an image
#'
#' @inheritParams layer_arguments
#' @param rate Share of the channels, between 0 and 1.
#' @param data_format Where the channels are: "channels_last" or "channels_first".
#' @param seed Makes the masks repeatable.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_spatial_dropout_2d(rate = 0.2)
#' @export
layer_spatial_dropout_2d <- function(object, rate, data_format = NULL, seed = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$SpatialDropout2D, list(rate = as_real(rate), data_format = as_text(data_format),
    seed = as_seed(seed), input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape),
    batch_size = as_int(batch_size), dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable),
    weights = weights, ...))
}

#' Drops whole channels of a volume
#'
#' @inheritParams layer_arguments
#' @param rate Share of the channels, between 0 and 1.
#' @param data_format Where the channels are: "channels_last" or "channels_first".
#' @param seed Makes the masks repeatable.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 8, 3)) |> layer_spatial_dropout_3d(rate = 0.2)
#' @export
layer_spatial_dropout_3d <- function(object, rate, data_format = NULL, seed = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$SpatialDropout3D, list(rate = as_real(rate), data_format = as_text(data_format),
    seed = as_seed(seed), input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape),
    batch_size = as_int(batch_size), dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable),
    weights = weights, ...))
}

#' Divides the kernel of a layer by its greatest singular value, at each call in training
#'
#' @inheritParams layer_arguments
#' @param layer A layer with a `kernel` or with `embeddings`.
#' @param power_iterations Steps by which the singular value is approached at a call.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @references Miyato et al., 2018, Spectral normalization for generative adversarial networks.
#' @examplesIf hornpipe:::can_run()
#' layer_input(4) |> layer_spectral_normalization(layer_dense(units = 2))
#' @export
layer_spectral_normalization <- function(object, layer, power_iterations = 1L, input_shape = NULL, batch_input_shape = NULL,
    batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$SpectralNormalization, list(layer = as_part(layer),
    power_iterations = as_int(power_iterations), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' A spectrogram by convolutions whose kernels begin as those of a short-time Fourier transform,
#' and can be trained
#'
#' @section Shapes:
#' `(batch, samples, channels)` to `(batch, frames, channels * frequencies)`, or `(batch, frames, frequencies, channels)`.
#'
#' @inheritParams layer_arguments
#' @param mode "log", "magnitude", "psd", "real", "imag", "angle", or "stft" for real and imaginary
#'   part side by side.
#' @param frame_length Length of a frame.
#' @param frame_step Steps of the signal between frames; half a frame if `NULL`.
#' @param fft_length Length of the transform; the next power of two if `NULL`.
#' @param window Name or values of the window; `NULL` for none.
#' @param periodic Whether a window given by name is periodic.
#' @param scaling "density", "spectrum" or `NULL`.
#' @param padding "valid", or "same" for zeros at the ends.
#' @param expand_dims Whether the channels of the input keep an axis of their own.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(16000, 1)) |> layer_stft_spectrogram()
#' @export
layer_stft_spectrogram <- function(object, mode = "log", frame_length = 256L, frame_step = NULL, fft_length = NULL,
    window = "hann", periodic = FALSE, scaling = "density", padding = "valid", expand_dims = FALSE, data_format = NULL,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE,
    weights = NULL, ...) {
  add_layer(object, core()$layers$STFTSpectrogram, list(mode = as_text(mode), frame_length = as_int(frame_length),
    frame_step = as_int(frame_step), fft_length = as_int(fft_length), window = as_text(window),
    periodic = as_flag(periodic), scaling = as_text(scaling), padding = as_text(padding),
    expand_dims = as_flag(expand_dims), data_format = as_text(data_format), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Numbers strings by a vocabulary, given or made by `adapt()`
#'
#' @inheritParams layer_arguments
#' @param max_tokens Greatest size of the vocabulary, special terms included; any if `NULL`.
#' @param num_oov_indices How many numbers strings out of vocabulary share, by their hash; 0 makes
#'   them an error.
#' @param mask_token The string that gets number 0; none if `NULL`.
#' @param oov_token What stands for strings out of vocabulary with `invert`.
#' @param vocabulary Strings, or the path of a text file.
#' @param idf_weights Weight of each string, for "tf_idf".
#' @param invert Whether numbers are turned into strings.
#' @param output_mode "int" for numbers from 0, "one_hot", "multi_hot", "count" or "tf_idf".
#' @param pad_to_max_tokens Whether vectors are `max_tokens` long even if the vocabulary is
#'   smaller.
#' @param sparse Kept for compatibility: must be FALSE.
#' @param encoding How bytes are read.
#' @param salt Integer, or two, that changes the hash of strings out of vocabulary.
#' @param vocabulary_dtype Of keras 2.x: without effect.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' as.array(layer_string_lookup(vocabulary = c("a", "b"))(c("b", "x")))
#' @export
layer_string_lookup <- function(object, max_tokens = NULL, num_oov_indices = 1L, mask_token = NULL, oov_token = "[UNK]",
    vocabulary = NULL, idf_weights = NULL, invert = FALSE, output_mode = "int", pad_to_max_tokens = FALSE, sparse = FALSE,
    encoding = "utf-8", salt = NULL, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL,
    name = NULL, trainable = TRUE, weights = NULL, ..., vocabulary_dtype = NULL) {
  without_effect(vocabulary_dtype)
  add_layer(object, core()$layers$StringLookup, list(max_tokens = as_int(max_tokens),
    num_oov_indices = as_int(num_oov_indices), mask_token = as_text(mask_token), oov_token = as_text(oov_token),
    vocabulary = as_array(vocabulary), idf_weights = as_array(idf_weights), invert = as_flag(invert),
    output_mode = as_text(output_mode), pad_to_max_tokens = as_flag(pad_to_max_tokens), sparse = as_flag(sparse),
    encoding = as_text(encoding), salt = as_ints(salt), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' The first input minus the second
#'
#' @param inputs A tensor, or a list of tensors.
#' @param ... Further tensors, and named arguments of the layer such as `name`.
#' @return A tensor; a layer when there are no inputs.
#' @examplesIf hornpipe:::can_run()
#' layer_subtract(layer_input(4), layer_input(4))
#' @export
layer_subtract <- function(inputs, ...) {
  merge_layer(inputs, ..., class = core()$layers$Subtract, args = list())
}

#' Standardizes texts, splits them into terms, and numbers or counts those by a vocabulary
#'
#' @inheritParams layer_arguments
#' @param max_tokens Greatest size of the vocabulary, special terms included; any if `NULL`.
#' @param standardize "lower_and_strip_punctuation", "lower", "strip_punctuation", a function of an
#'   array of strings, or `NULL`.
#' @param split "whitespace", "character", a function of an array of strings that gives the terms
#'   of each, or `NULL`.
#' @param ngrams Integer n for runs of up to n terms, or a vector of lengths; single terms if
#'   `NULL`.
#' @param output_mode "int" for the number of each term, "multi_hot", "count" or "tf_idf" for a
#'   vector of the vocabulary's length.
#' @param output_sequence_length Length to which the numbers of each text are cut or padded; that
#'   of the longest if `NULL`.
#' @param pad_to_max_tokens Whether vectors are `max_tokens` long even if the vocabulary is
#'   smaller.
#' @param vocabulary Terms, or the path of a text file.
#' @param idf_weights Weight of each term, for "tf_idf".
#' @param sparse Kept for compatibility: must be FALSE.
#' @param ragged Kept for compatibility: must be FALSE.
#' @param encoding How bytes are read.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer <- layer_text_vectorization(output_sequence_length = 4)
#' adapt(layer, c("the cat", "the dog"))
#' as.array(layer(c("the dog barks")))
#' @export
layer_text_vectorization <- function(object, max_tokens = NULL, standardize = "lower_and_strip_punctuation",
    split = "whitespace", ngrams = NULL, output_mode = "int", output_sequence_length = NULL, pad_to_max_tokens = FALSE,
    vocabulary = NULL, idf_weights = NULL, sparse = FALSE, ragged = FALSE, encoding = "utf-8", input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$TextVectorization, list(max_tokens = as_int(max_tokens),
    standardize = as_text(standardize), split = as_text(split), ngrams = as_ints(ngrams),
    output_mode = as_text(output_mode), output_sequence_length = as_int(output_sequence_length),
    pad_to_max_tokens = as_flag(pad_to_max_tokens), vocabulary = as_array(vocabulary), idf_weights = as_array(idf_weights),
    sparse = as_flag(sparse), ragged = as_flag(ragged), encoding = as_text(encoding), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Applies a layer to every step of its input, with the same weights
#'
#' @section Shapes:
#' `(batch, steps, shape)` to `(batch, steps, what the layer makes of shape)`.
#'
#' @section Call arguments:
#' inputs: `(batch, steps, ...)`.
#' mask: `(batch, steps, ...)`; handed to the layer step by step if it takes one.
#'
#' @inheritParams layer_arguments
#' @param layer The layer for one step.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(5, 8, 8, 3)) |> layer_time_distributed(layer_flatten())
#' layer_input(c(5, 8, 8, 3)) |> time_distributed(layer_flatten())
#' @export
layer_time_distributed <- function(object, layer, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$TimeDistributed, list(layer = as_part(layer), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' @rdname layer_time_distributed
#' @export
time_distributed <- layer_time_distributed

#' A torch module with the face of a layer. Modules set as attributes of a layer are wrapped by
#' themselves
#'
#' Its parameters become variables of the layer, and stay the module's own. The config holds the
#' pickled module, so a file with it is loaded with `safe_mode = FALSE` only.
#'
#' @inheritParams layer_arguments
#' @param module The module; lazy ones must have been run once.
#' @param output_shape Shape of the output with the batch axis; found by running the module if
#'   `NULL`.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' torch <- reticulate::import("torch")
#' layer_torch_module_wrapper(module = torch$nn$Linear(4L, 2L))
#' @export
layer_torch_module_wrapper <- function(object, module, output_shape = NULL, input_shape = NULL, batch_input_shape = NULL,
    batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$TorchModuleWrapper, list(module = as_part(module), output_shape = as_shape(output_shape),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Divides each sample by its Euclidean norm along some axes
#'
#' @section Shapes:
#' Any; the output has the same.
#'
#' @inheritParams layer_arguments
#' @param axis The axis, or several. Counted from 1, or from the end when negative.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_unit_normalization()
#' @export
layer_unit_normalization <- function(object, axis = -1L, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$UnitNormalization, list(axis = as_axes(axis), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Repeats every step of a sequence
#'
#' @section Shapes:
#' `(batch, steps, channels)` to `(batch, steps * size, channels)`.
#'
#' @inheritParams layer_arguments
#' @param size How often.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_upsampling_1d()
#' @export
layer_upsampling_1d <- function(object, size = 2L, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
    dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$UpSampling1D, list(size = as_int(size), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Makes images larger
#'
#' @inheritParams layer_arguments
#' @param size Factors of height and width.
#' @param data_format Where the channels are: "channels_last" or "channels_first".
#' @param interpolation "nearest" repeats pixels; "bilinear", "bicubic", "lanczos3" and "lanczos5"
#'   interpolate.
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_upsampling_2d()
#' @export
layer_upsampling_2d <- function(object, size = c(2L, 2L), data_format = NULL, interpolation = "nearest", input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$UpSampling2D, list(size = as_ints(size), data_format = as_text(data_format),
    interpolation = as_text(interpolation), input_shape = as_shape(input_shape),
    batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size), dtype = as_dtype(dtype),
    name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Repeats the voxels of volumes
#'
#' @inheritParams layer_arguments
#' @param size How often along each axis.
#' @param data_format Where the channels are: "channels_last" or "channels_first".
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 8, 3)) |> layer_upsampling_3d()
#' @export
layer_upsampling_3d <- function(object, size = c(2L, 2L, 2L), data_format = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$UpSampling3D, list(size = as_ints(size), data_format = as_text(data_format),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Adds zeros before and after a sequence
#'
#' @inheritParams layer_arguments
#' @param padding How many at both ends, or a pair (beginning, end).
#' @param data_format Where the channels are: "channels_last" or "channels_first".
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_zero_padding_1d()
#' @export
layer_zero_padding_1d <- function(object, padding = 1L, data_format = NULL, input_shape = NULL, batch_input_shape = NULL,
    batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$ZeroPadding1D, list(padding = as_ints(padding), data_format = as_text(data_format),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' Adds rows and columns of zeros around an image
#'
#' @inheritParams layer_arguments
#' @param padding How many at each edge: a number, `(rows, columns)`, or `((top, bottom), (left, right))`.
#' @param data_format Where the channels are: "channels_last" or "channels_first".
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 3)) |> layer_zero_padding_2d()
#' @export
layer_zero_padding_2d <- function(object, padding = c(1L, 1L), data_format = NULL, input_shape = NULL,
    batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  add_layer(object, core()$layers$ZeroPadding2D, list(padding = as_ints(padding), data_format = as_text(data_format),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' As [layer_zero_padding_2d()], over three axes
#'
#' @inheritParams layer_arguments
#' @param padding How much at each end: a number, one for each axis, or a pair for each axis.
#' @param data_format Where the channels are: "channels_last" or "channels_first".
#' @return A layer; composed with `object`, the model or the tensor. See [compose_layers].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 8, 8, 3)) |> layer_zero_padding_3d()
#' @export
layer_zero_padding_3d <- function(object, padding = list(c(1L, 1L), c(1L, 1L), c(1L, 1L)), data_format = NULL,
    input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL, trainable = TRUE,
    weights = NULL, ...) {
  add_layer(object, core()$layers$ZeroPadding3D, list(padding = as_ints(padding), data_format = as_text(data_format),
    input_shape = as_shape(input_shape), batch_input_shape = as_shape(batch_input_shape), batch_size = as_int(batch_size),
    dtype = as_dtype(dtype), name = as_text(name), trainable = as_flag(trainable), weights = weights, ...))
}

#' One step of [layer_gru()]
#'
#' @section Shapes:
#' `(batch, size)` and a state `(batch, units)` to `(batch, units)` and the new state.
#'
#' @param units Size of the state and of the output.
#' @param activation Of the candidate state.
#' @param recurrent_activation Of the gates.
#' @param use_bias Whether biases are added.
#' @param kernel_initializer First value of the kernel, `(input size, 3 * units)`: update, reset,
#'   candidate.
#' @param recurrent_initializer First value of the recurrent kernel, `(units, 3 * units)`.
#' @param bias_initializer First value of the bias, `(2, 3 * units)` or `(3 * units)`.
#' @param kernel_regularizer Penalties.
#' @param recurrent_regularizer Penalties.
#' @param bias_regularizer Penalties.
#' @param kernel_constraint Applied after each step of training.
#' @param recurrent_constraint Applied after each step of training.
#' @param bias_constraint Applied after each step of training.
#' @param dropout Fraction of the inputs dropped in training, the same at each step.
#' @param recurrent_dropout Fraction of the state dropped in training, the same at each step.
#' @param reset_after Whether the reset gate acts after the product with the recurrent kernel (as
#'   cuDNN has it) or before.
#' @param seed Seed of the dropout.
#' @param activity_regularizer Penalty on the layer's output.
#' @param trainable Whether training changes its weights.
#' @param dtype Dtype or dtype policy; the global policy if `NULL`.
#' @param autocast Whether float inputs are cast to the compute dtype.
#' @param name Name; made from the class if `NULL`.
#' @return A cell for [layer_rnn()].
#' @references Cho et al., "Learning phrase representations using RNN encoder-decoder", 2014.
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_rnn(rnn_cell_gru(units = 4))
#' layer_input(c(8, 3)) |> layer_rnn(layer_gru_cell(units = 4))
#' @export
rnn_cell_gru <- function(units, activation = "tanh", recurrent_activation = "sigmoid", use_bias = TRUE,
    kernel_initializer = "glorot_uniform", recurrent_initializer = "orthogonal", bias_initializer = "zeros",
    kernel_regularizer = NULL, recurrent_regularizer = NULL, bias_regularizer = NULL, kernel_constraint = NULL,
    recurrent_constraint = NULL, bias_constraint = NULL, dropout = 0, recurrent_dropout = 0, reset_after = TRUE,
    seed = NULL, activity_regularizer = NULL, trainable = TRUE, dtype = NULL, autocast = TRUE, name = NULL) {
  call_python(core()$layers$GRUCell, list(units = as_int(units), activation = as_part(activation),
    recurrent_activation = as_part(recurrent_activation), use_bias = as_flag(use_bias),
    kernel_initializer = as_part(kernel_initializer), recurrent_initializer = as_part(recurrent_initializer),
    bias_initializer = as_part(bias_initializer), kernel_regularizer = as_part(kernel_regularizer),
    recurrent_regularizer = as_part(recurrent_regularizer), bias_regularizer = as_part(bias_regularizer),
    kernel_constraint = as_part(kernel_constraint), recurrent_constraint = as_part(recurrent_constraint),
    bias_constraint = as_part(bias_constraint), dropout = as_real(dropout), recurrent_dropout = as_real(recurrent_dropout),
    reset_after = as_flag(reset_after), seed = as_seed(seed), activity_regularizer = as_part(activity_regularizer),
    trainable = as_flag(trainable), dtype = as_dtype(dtype), autocast = as_flag(autocast), name = as_text(name)))
}

#' @rdname rnn_cell_gru
#' @export
layer_gru_cell <- rnn_cell_gru

#' One step of [layer_lstm()]
#'
#' @section Shapes:
#' `(batch, size)` and two states `(batch, units)` to `(batch, units)` and the new states.
#'
#' @param units Size of the states and of the output.
#' @param activation Of the candidate and of the output.
#' @param recurrent_activation Of the gates.
#' @param use_bias Whether a bias is added.
#' @param kernel_initializer First value of the kernel, `(input size, 4 * units)`: input, forget,
#'   candidate, output.
#' @param recurrent_initializer First value of the recurrent kernel, `(units, 4 * units)`.
#' @param bias_initializer First value of the bias, `(4 * units)`.
#' @param unit_forget_bias Whether the forget gate's bias begins with ones.
#' @param kernel_regularizer Penalties.
#' @param recurrent_regularizer Penalties.
#' @param bias_regularizer Penalties.
#' @param kernel_constraint Applied after each step of training.
#' @param recurrent_constraint Applied after each step of training.
#' @param bias_constraint Applied after each step of training.
#' @param dropout Fraction of the inputs dropped in training, the same at each step.
#' @param recurrent_dropout Fraction of the state dropped in training, the same at each step.
#' @param seed Seed of the dropout.
#' @param activity_regularizer Penalty on the layer's output.
#' @param trainable Whether training changes its weights.
#' @param dtype Dtype or dtype policy; the global policy if `NULL`.
#' @param autocast Whether float inputs are cast to the compute dtype.
#' @param name Name; made from the class if `NULL`.
#' @return A cell for [layer_rnn()].
#' @references Hochreiter and Schmidhuber, "Long short-term memory", 1997.
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_rnn(rnn_cell_lstm(units = 4))
#' layer_input(c(8, 3)) |> layer_rnn(layer_lstm_cell(units = 4))
#' @export
rnn_cell_lstm <- function(units, activation = "tanh", recurrent_activation = "sigmoid", use_bias = TRUE,
    kernel_initializer = "glorot_uniform", recurrent_initializer = "orthogonal", bias_initializer = "zeros",
    unit_forget_bias = TRUE, kernel_regularizer = NULL, recurrent_regularizer = NULL, bias_regularizer = NULL,
    kernel_constraint = NULL, recurrent_constraint = NULL, bias_constraint = NULL, dropout = 0, recurrent_dropout = 0,
    seed = NULL, activity_regularizer = NULL, trainable = TRUE, dtype = NULL, autocast = TRUE, name = NULL) {
  call_python(core()$layers$LSTMCell, list(units = as_int(units), activation = as_part(activation),
    recurrent_activation = as_part(recurrent_activation), use_bias = as_flag(use_bias),
    kernel_initializer = as_part(kernel_initializer), recurrent_initializer = as_part(recurrent_initializer),
    bias_initializer = as_part(bias_initializer), unit_forget_bias = as_flag(unit_forget_bias),
    kernel_regularizer = as_part(kernel_regularizer), recurrent_regularizer = as_part(recurrent_regularizer),
    bias_regularizer = as_part(bias_regularizer), kernel_constraint = as_part(kernel_constraint),
    recurrent_constraint = as_part(recurrent_constraint), bias_constraint = as_part(bias_constraint),
    dropout = as_real(dropout), recurrent_dropout = as_real(recurrent_dropout), seed = as_seed(seed),
    activity_regularizer = as_part(activity_regularizer), trainable = as_flag(trainable), dtype = as_dtype(dtype),
    autocast = as_flag(autocast), name = as_text(name)))
}

#' @rdname rnn_cell_lstm
#' @export
layer_lstm_cell <- rnn_cell_lstm

#' One step of [layer_simple_rnn()]: `activation(inputs %*% kernel + state %*% recurrent_kernel + bias)`
#'
#' @section Shapes:
#' `(batch, size)` and a state `(batch, units)` to `(batch, units)` and the new state.
#'
#' @param units Size of the state and of the output.
#' @param activation Of the new state.
#' @param use_bias Whether a bias is added.
#' @param kernel_initializer First value of the kernel, `(input size, units)`.
#' @param recurrent_initializer First value of the recurrent kernel, `(units, units)`.
#' @param bias_initializer First value of the bias, `(units)`.
#' @param kernel_regularizer Penalties.
#' @param recurrent_regularizer Penalties.
#' @param bias_regularizer Penalties.
#' @param kernel_constraint Applied after each step of training.
#' @param recurrent_constraint Applied after each step of training.
#' @param bias_constraint Applied after each step of training.
#' @param dropout Fraction of the inputs dropped in training, the same at each step.
#' @param recurrent_dropout Fraction of the state dropped in training, the same at each step.
#' @param seed Seed of the dropout.
#' @param activity_regularizer Penalty on the layer's output.
#' @param trainable Whether training changes its weights.
#' @param dtype Dtype or dtype policy; the global policy if `NULL`.
#' @param autocast Whether float inputs are cast to the compute dtype.
#' @param name Name; made from the class if `NULL`.
#' @return A cell for [layer_rnn()].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_rnn(rnn_cell_simple(units = 4))
#' layer_input(c(8, 3)) |> layer_rnn(layer_simple_rnn_cell(units = 4))
#' @export
rnn_cell_simple <- function(units, activation = "tanh", use_bias = TRUE, kernel_initializer = "glorot_uniform",
    recurrent_initializer = "orthogonal", bias_initializer = "zeros", kernel_regularizer = NULL,
    recurrent_regularizer = NULL, bias_regularizer = NULL, kernel_constraint = NULL, recurrent_constraint = NULL,
    bias_constraint = NULL, dropout = 0, recurrent_dropout = 0, seed = NULL, activity_regularizer = NULL,
    trainable = TRUE, dtype = NULL, autocast = TRUE, name = NULL) {
  call_python(core()$layers$SimpleRNNCell, list(units = as_int(units), activation = as_part(activation),
    use_bias = as_flag(use_bias), kernel_initializer = as_part(kernel_initializer),
    recurrent_initializer = as_part(recurrent_initializer), bias_initializer = as_part(bias_initializer),
    kernel_regularizer = as_part(kernel_regularizer), recurrent_regularizer = as_part(recurrent_regularizer),
    bias_regularizer = as_part(bias_regularizer), kernel_constraint = as_part(kernel_constraint),
    recurrent_constraint = as_part(recurrent_constraint), bias_constraint = as_part(bias_constraint),
    dropout = as_real(dropout), recurrent_dropout = as_real(recurrent_dropout), seed = as_seed(seed),
    activity_regularizer = as_part(activity_regularizer), trainable = as_flag(trainable), dtype = as_dtype(dtype),
    autocast = as_flag(autocast), name = as_text(name)))
}

#' @rdname rnn_cell_simple
#' @export
layer_simple_rnn_cell <- rnn_cell_simple

#' Cells on top of each other, as one cell
#'
#' @param cells The cells, the first one nearest to the input.
#' @param activity_regularizer Penalty on the layer's output.
#' @param trainable Whether training changes its weights.
#' @param dtype Dtype or dtype policy; the global policy if `NULL`.
#' @param autocast Whether float inputs are cast to the compute dtype.
#' @param name Name; made from the class if `NULL`.
#' @return A cell for [layer_rnn()].
#' @examplesIf hornpipe:::can_run()
#' layer_input(c(8, 3)) |> layer_rnn(rnn_cells_stack(list(rnn_cell_gru(units = 4),
#'   rnn_cell_gru(units = 2))))
#' layer_input(c(8, 3)) |> layer_rnn(layer_stacked_rnn_cells(list(rnn_cell_gru(units = 4),
#'   rnn_cell_gru(units = 2))))
#' @export
rnn_cells_stack <- function(cells, activity_regularizer = NULL, trainable = TRUE, dtype = NULL, autocast = TRUE, name = NULL) {
  call_python(core()$layers$StackedRNNCells, list(cells = as_layers(cells),
    activity_regularizer = as_part(activity_regularizer), trainable = as_flag(trainable), dtype = as_dtype(dtype),
    autocast = as_flag(autocast), name = as_text(name)))
}

#' @rdname rnn_cells_stack
#' @export
layer_stacked_rnn_cells <- rnn_cells_stack
