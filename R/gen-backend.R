# Written by tools/rgen from tools/rgen/backend.toml. Do not edit: change the table.

#' Elementwise functions of the keras 2.x backend
#'
#' Functions of each value, under the names that keras 2.15 had.
#'
#' What they call, for new code: `k_abs()`: [op_abs()], `k_square()`: [op_square()], `k_exp()`:
#' [op_exp()], `k_log()`: [op_log()], `k_pow()`: [op_power()], `k_round()`: [op_round()],
#' `k_sign()`: [op_sign()], `k_sin()`: [op_sin()], `k_cos()`: [op_cos()], `k_maximum()`:
#' [op_maximum()], `k_minimum()`: [op_minimum()], `k_equal()`: [op_equal()], `k_not_equal()`:
#' [op_not_equal()], `k_greater()`: [op_greater()], `k_greater_equal()`: [op_greater_equal()],
#' `k_less()`: [op_less()], `k_less_equal()`: [op_less_equal()], `k_elu()`: [op_elu()],
#' `k_sigmoid()`: [op_sigmoid()], `k_tanh()`: [op_tanh()], `k_softplus()`: [op_softplus()],
#' `k_softsign()`: [op_softsign()], `k_softmax()`: [op_softmax()], `k_cast()`: [op_cast()],
#' `k_stop_gradient()`: [op_stop_gradient()].
#'
#' @param x A tensor, a variable or numbers; where a variable is changed or read, the variable.
#' @param a The exponent.
#' @param min_value Lower bound, or `NULL`.
#' @param max_value Upper bound, or `NULL`.
#' @param y A tensor, a variable or numbers.
#' @param alpha Slope, or scale, of the negative part.
#' @param axis Axis, or axes, counted from 1, or from the end when negative; `NULL` for all.
#' @param dtype Name of the dtype; `NULL` is the default float type.
#' @param name Name of a variable or placeholder. Results of operations have no names: there it
#'   says nothing.
#' @param variables A variable or tensor, or a list of them.
#' @param level Share of the values that become 0.
#' @param noise_shape Shape of the draws; a size of 1 drops along that axis as a whole.
#' @param seed An integer that makes the numbers repeatable, or `NULL`.
#' @return A tensor, a variable or a setting; `k_eval()`, `k_get_value()` and the functions of
#'   `k_function()` give R arrays.
#' @name k_abs
#' @examplesIf hornpipe:::can_run()
#' as.array(k_abs(c(-2, 0, 3)))
#' as.array(k_square(c(-2, 0, 3)))
#' as.array(k_sqrt(c(4, 9)))
#' as.array(k_exp(c(0, 1)))
#' as.array(k_log(c(1, 10)))
#' as.array(k_pow(c(2, 3), 2))
#' as.array(k_round(c(0.4, 1.6)))
#' as.array(k_sign(c(-2, 0, 3)))
#' as.array(k_sin(c(0, pi / 2)))
#' as.array(k_cos(c(0, pi / 2)))
#' as.array(k_clip(c(-2, 0, 3), -1, 1))
#' as.array(k_maximum(c(1, 5), c(3, 2)))
#' as.array(k_minimum(c(1, 5), c(3, 2)))
#' as.array(k_equal(1:3, c(1, 5, 3)))
#' as.array(k_not_equal(1:3, c(1, 5, 3)))
#' as.array(k_greater(1:3, 2))
#' as.array(k_greater_equal(1:3, 2))
#' as.array(k_less(1:3, 2))
#' as.array(k_less_equal(1:3, 2))
#' as.array(k_relu(c(-2, 0, 9), max_value = 6))
#' as.array(k_elu(c(-2, 0, 3)))
#' as.array(k_sigmoid(c(-2, 0, 3)))
#' as.array(k_hard_sigmoid(c(-2, 0, 3)))
#' as.array(k_tanh(c(-2, 0, 3)))
#' as.array(k_softplus(c(-2, 0, 3)))
#' as.array(k_softsign(c(-2, 0, 3)))
#' as.array(k_softmax(c(1, 2, 3)))
#' k_cast(c(1, 2), "int32")
#' k_cast_to_floatx(1:2)
#' k_identity(c(1, 2))
#' k_stop_gradient(c(1, 2))
#' as.array(k_dropout(rep(1, 6), level = 0.5, seed = 1))
NULL

#' @rdname k_abs
#' @export
k_abs <- function(x) {
  call_python(core()$ops$abs, list(as_array(x)))
}

#' @rdname k_abs
#' @export
k_square <- function(x) {
  call_python(core()$ops$square, list(as_array(x)))
}

#' @rdname k_abs
#' @export
k_sqrt <- function(x) {
  call_python(core()$backend$sqrt, list(as_array(x)))
}

#' @rdname k_abs
#' @export
k_exp <- function(x) {
  call_python(core()$ops$exp, list(as_array(x)))
}

#' @rdname k_abs
#' @export
k_log <- function(x) {
  call_python(core()$ops$log, list(as_array(x)))
}

#' @rdname k_abs
#' @export
k_pow <- function(x, a) {
  call_python(core()$ops$power, list(as_array(x), as_array(a)))
}

#' @rdname k_abs
#' @export
k_round <- function(x) {
  call_python(core()$ops$round, list(as_array(x)))
}

#' @rdname k_abs
#' @export
k_sign <- function(x) {
  call_python(core()$ops$sign, list(as_array(x)))
}

#' @rdname k_abs
#' @export
k_sin <- function(x) {
  call_python(core()$ops$sin, list(as_array(x)))
}

#' @rdname k_abs
#' @export
k_cos <- function(x) {
  call_python(core()$ops$cos, list(as_array(x)))
}

#' @rdname k_abs
#' @export
k_clip <- function(x, min_value = NULL, max_value = NULL) {
  call_python(core()$backend$clip, list(as_array(x), as_real(min_value), as_real(max_value)))
}

#' @rdname k_abs
#' @export
k_maximum <- function(x, y) {
  call_python(core()$ops$maximum, list(as_array(x), as_array(y)))
}

#' @rdname k_abs
#' @export
k_minimum <- function(x, y) {
  call_python(core()$ops$minimum, list(as_array(x), as_array(y)))
}

#' @rdname k_abs
#' @export
k_equal <- function(x, y) {
  call_python(core()$ops$equal, list(as_array(x), as_array(y)))
}

#' @rdname k_abs
#' @export
k_not_equal <- function(x, y) {
  call_python(core()$ops$not_equal, list(as_array(x), as_array(y)))
}

#' @rdname k_abs
#' @export
k_greater <- function(x, y) {
  call_python(core()$ops$greater, list(as_array(x), as_array(y)))
}

#' @rdname k_abs
#' @export
k_greater_equal <- function(x, y) {
  call_python(core()$ops$greater_equal, list(as_array(x), as_array(y)))
}

#' @rdname k_abs
#' @export
k_less <- function(x, y) {
  call_python(core()$ops$less, list(as_array(x), as_array(y)))
}

#' @rdname k_abs
#' @export
k_less_equal <- function(x, y) {
  call_python(core()$ops$less_equal, list(as_array(x), as_array(y)))
}

#' @rdname k_abs
#' @export
k_relu <- function(x, alpha = 0, max_value = NULL) {
  call_python(core()$activations$relu, list(as_array(x), as_real(alpha), as_real(max_value)))
}

#' @rdname k_abs
#' @export
k_elu <- function(x, alpha = 1) {
  call_python(core()$ops$elu, list(as_array(x), as_real(alpha)))
}

#' @rdname k_abs
#' @export
k_sigmoid <- function(x) {
  call_python(core()$ops$sigmoid, list(as_array(x)))
}

#' @rdname k_abs
#' @export
k_hard_sigmoid <- function(x) {
  call_python(core()$backend$hard_sigmoid, list(as_array(x)))
}

#' @rdname k_abs
#' @export
k_tanh <- function(x) {
  call_python(core()$ops$tanh, list(as_array(x)))
}

#' @rdname k_abs
#' @export
k_softplus <- function(x) {
  call_python(core()$ops$softplus, list(as_array(x)))
}

#' @rdname k_abs
#' @export
k_softsign <- function(x) {
  call_python(core()$ops$softsign, list(as_array(x)))
}

#' @rdname k_abs
#' @export
k_softmax <- function(x, axis = -1) {
  call_python(core()$ops$softmax, list(as_array(x), as_axes(axis)))
}

#' @rdname k_abs
#' @export
k_cast <- function(x, dtype) {
  call_python(core()$ops$cast, list(as_array(x), as_dtype(dtype)))
}

#' @rdname k_abs
#' @export
k_cast_to_floatx <- function(x) {
  call_python(core()$backend$cast_to_floatx, list(as_numpy(x)))
}

#' @rdname k_abs
#' @export
k_identity <- function(x, name = NULL) {
  call_python(core()$backend$identity, list(as_array(x), as_text(name)))
}

#' @rdname k_abs
#' @export
k_stop_gradient <- function(variables) {
  call_python(core()$ops$stop_gradient, list(as_array(variables)))
}

#' @rdname k_abs
#' @export
k_dropout <- function(x, level, noise_shape = NULL, seed = NULL) {
  call_python(core()$random$dropout, list(as_array(x), as_real(level), as_shape(noise_shape), as_seed(seed)))
}

#' Reductions of the keras 2.x backend
#'
#' One value for all entries along axes, under the names that keras 2.15 had. `k_argmax()` and
#' `k_argmin()` count from 0, as they did there.
#'
#' What they call, for new code: `k_sum()`: [op_sum()], `k_prod()`: [op_prod()], `k_mean()`:
#' [op_mean()], `k_std()`: [op_std()], `k_var()`: [op_var()], `k_max()`: [op_max()], `k_min()`:
#' [op_min()], `k_any()`: [op_any()], `k_all()`: [op_all()], `k_logsumexp()`: [op_logsumexp()],
#' `k_cumsum()`: [op_cumsum()], `k_cumprod()`: [op_cumprod()].
#'
#' @param x A tensor, a variable or numbers; where a variable is changed or read, the variable.
#' @param axis Axis, or axes, counted from 1, or from the end when negative; `NULL` for all.
#' @param keepdims Whether axes that are reduced stay, with size 1.
#' @return A tensor, a variable or a setting; `k_eval()`, `k_get_value()` and the functions of
#'   `k_function()` give R arrays.
#' @name k_sum
#' @examplesIf hornpipe:::can_run()
#' x <- matrix(1:6, 2)
#' as.array(k_sum(x, axis = 1))
#' as.array(k_prod(x, axis = 2))
#' as.array(k_mean(x, axis = 1))
#' as.array(k_std(x, axis = 1))
#' as.array(k_var(x, axis = 1))
#' as.array(k_max(x, axis = 2, keepdims = TRUE))
#' as.array(k_min(x))
#' as.array(k_any(x > 3, axis = 1))
#' as.array(k_all(x > 3, axis = 1))
#' as.array(k_logsumexp(x))
#' as.array(k_argmax(x))
#' as.array(k_argmin(x))
#' as.array(k_cumsum(x))
#' as.array(k_cumprod(x, axis = 2))
#' as.array(k_l2_normalize(x, axis = 2))
NULL

#' @rdname k_sum
#' @export
k_sum <- function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$sum, list(as_array(x), as_axes(axis), as_flag(keepdims)))
}

#' @rdname k_sum
#' @export
k_prod <- function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$prod, list(as_array(x), as_axes(axis), as_flag(keepdims)))
}

#' @rdname k_sum
#' @export
k_mean <- function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$mean, list(as_array(x), as_axes(axis), as_flag(keepdims)))
}

#' @rdname k_sum
#' @export
k_std <- function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$std, list(as_array(x), as_axes(axis), as_flag(keepdims)))
}

#' @rdname k_sum
#' @export
k_var <- function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$var, list(as_array(x), as_axes(axis), as_flag(keepdims)))
}

#' @rdname k_sum
#' @export
k_max <- function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$max, list(as_array(x), as_axes(axis), as_flag(keepdims)))
}

#' @rdname k_sum
#' @export
k_min <- function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$min, list(as_array(x), as_axes(axis), as_flag(keepdims)))
}

#' @rdname k_sum
#' @export
k_any <- function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$any, list(as_array(x), as_axes(axis), as_flag(keepdims)))
}

#' @rdname k_sum
#' @export
k_all <- function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$all, list(as_array(x), as_axes(axis), as_flag(keepdims)))
}

#' @rdname k_sum
#' @export
k_logsumexp <- function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$logsumexp, list(as_array(x), as_axes(axis), as_flag(keepdims)))
}

#' @rdname k_sum
#' @export
k_argmax <- function(x, axis = -1) {
  call_python(core()$backend$argmax, list(as_array(x), as_axis(axis)))
}

#' @rdname k_sum
#' @export
k_argmin <- function(x, axis = -1) {
  call_python(core()$backend$argmin, list(as_array(x), as_axis(axis)))
}

#' @rdname k_sum
#' @export
k_cumsum <- function(x, axis = 1) {
  call_python(core()$ops$cumsum, list(as_array(x), as_axis(axis)))
}

#' @rdname k_sum
#' @export
k_cumprod <- function(x, axis = 1) {
  call_python(core()$ops$cumprod, list(as_array(x), as_axis(axis)))
}

#' @rdname k_sum
#' @export
k_l2_normalize <- function(x, axis = NULL) {
  call_python(core()$backend$l2_normalize, list(as_array(x), as_axes(axis)))
}

#' Shapes and parts of tensors in the keras 2.x backend
#'
#' Other shapes, orders and parts, under the names that keras 2.15 had. Axes count from 1;
#' `k_gather()`, `k_one_hot()` and `k_in_top_k()` count rows and classes from 0, as they did there.
#'
#' What they call, for new code: `k_reshape()`: [op_reshape()], `k_squeeze()`: [op_squeeze()],
#' `k_transpose()`: [op_transpose()], `k_stack()`: [op_stack()], `k_unstack()`: [op_unstack()],
#' `k_tile()`: [op_tile()], `k_one_hot()`: [op_one_hot()].
#'
#' @param x A tensor, a variable or numbers; where a variable is changed or read, the variable.
#' @param shape A shape; `NA` or `NULL` for any size.
#' @param axis Axis, or axes, counted from 1, or from the end when negative; `NULL` for all.
#' @param pattern The axes in their new order, counted from 1.
#' @param tensors A list of tensors.
#' @param num Number of tensors, where it cannot be seen.
#' @param name Name of a variable or placeholder. Results of operations have no names: there it
#'   says nothing.
#' @param n How often to repeat; for `k_tile()` for each axis.
#' @param rep How often each entry is repeated.
#' @param axes Axes, counted from 1, or from the end when negative.
#' @param reference A tensor.
#' @param indices Row numbers, or class ids, counted from 0 as in keras 2.15.
#' @param num_classes Number of classes.
#' @param predictions Predictions, `(samples, classes)`.
#' @param targets Class ids, counted from 0.
#' @param k How many of the most likely classes count.
#' @param height_factor How often each row is repeated.
#' @param width_factor How often each column is repeated.
#' @param data_format `"channels_last"` or `"channels_first"`; the setting if `NULL`.
#' @param depth_factor How often each plane is repeated.
#' @param padding `"valid"` or `"same"`, for sequences also `"causal"`; of the `*_padding()`
#'   functions, pairs of numbers of zeros.
#' @return A tensor, a variable or a setting; `k_eval()`, `k_get_value()` and the functions of
#'   `k_function()` give R arrays.
#' @name k_reshape
#' @examplesIf hornpipe:::can_run()
#' x <- matrix(1:6, 2)
#' image <- array(runif(48), c(1, 4, 4, 3))
#' as.array(k_reshape(x, c(3, -1)))
#' as.array(k_flatten(x))
#' dim(k_batch_flatten(array(0, c(2, 3, 4))))
#' dim(k_expand_dims(x))
#' dim(k_squeeze(array(0, c(2, 1, 3)), axis = 2))
#' as.array(k_transpose(x))
#' dim(k_permute_dimensions(array(0, c(2, 3, 4)), c(1, 3, 2)))
#' dim(k_concatenate(list(x, x), axis = 1))
#' dim(k_stack(list(x, x)))
#' k_unstack(x, axis = 1)
#' as.array(k_tile(x, c(1, 2)))
#' dim(k_repeat(x, 4))
#' as.array(k_repeat_elements(x, rep = 2, axis = 1))
#' as.array(k_reverse(x, axes = 1))
#' as.array(k_gather(x, 0))
#' as.array(k_one_hot(c(0, 2), num_classes = 3))
#' as.array(k_in_top_k(rbind(c(0.1, 0.7, 0.2), c(0.5, 0.3, 0.2)), c(2, 2), k = 2))
#' dim(k_resize_images(image, 2, 3, "channels_last"))
#' dim(k_resize_volumes(array(0, c(1, 2, 2, 2, 1)), 2, 2, 2, "channels_last"))
#' dim(k_temporal_padding(array(0, c(1, 5, 2)), padding = c(1, 2)))
#' dim(k_spatial_2d_padding(image, padding = list(c(1, 1), c(0, 2))))
#' dim(k_spatial_3d_padding(array(0, c(1, 2, 2, 2, 1))))
NULL

#' @rdname k_reshape
#' @export
k_reshape <- function(x, shape) {
  call_python(core()$ops$reshape, list(as_array(x), as_sizes(shape)))
}

#' @rdname k_reshape
#' @export
k_flatten <- function(x) {
  call_python(core()$backend$flatten, list(as_array(x)))
}

#' @rdname k_reshape
#' @export
k_batch_flatten <- function(x) {
  call_python(core()$backend$batch_flatten, list(as_array(x)))
}

#' @rdname k_reshape
#' @export
k_expand_dims <- function(x, axis = -1) {
  call_python(core()$backend$expand_dims, list(as_array(x), as_axis(axis)))
}

#' @rdname k_reshape
#' @export
k_squeeze <- function(x, axis = NULL) {
  call_python(core()$ops$squeeze, list(as_array(x), as_axes(axis)))
}

#' @rdname k_reshape
#' @export
k_transpose <- function(x) {
  call_python(core()$ops$transpose, list(as_array(x)))
}

#' @rdname k_reshape
#' @export
k_permute_dimensions <- function(x, pattern) {
  call_python(core()$backend$permute_dimensions, list(as_array(x), as_axes(pattern)))
}

#' @rdname k_reshape
#' @export
k_concatenate <- function(tensors, axis = -1) {
  call_python(core()$backend$concatenate, list(as_array(tensors), as_axis(axis)))
}

#' @rdname k_reshape
#' @export
k_stack <- function(x, axis = 1) {
  call_python(core()$ops$stack, list(as_array(x), as_axis(axis)))
}

#' @rdname k_reshape
#' @export
k_unstack <- function(x, axis = 1L, num = NULL, name = NULL) {
  call_python(core()$ops$unstack, list(as_array(x), as_int(num), as_axis(axis)))
}

#' @rdname k_reshape
#' @export
k_tile <- function(x, n) {
  call_python(core()$ops$tile, list(as_array(x), as_ints(n)))
}

#' @rdname k_reshape
#' @export
k_repeat <- function(x, n) {
  call_python(core()$backend$`repeat`, list(as_array(x), as_int(n)))
}

#' @rdname k_reshape
#' @export
k_repeat_elements <- function(x, rep, axis) {
  call_python(core()$backend$repeat_elements, list(as_array(x), as_int(rep), as_axis(axis)))
}

#' @rdname k_reshape
#' @export
k_reverse <- function(x, axes) {
  call_python(core()$backend$reverse, list(as_array(x), as_axes(axes)))
}

#' @rdname k_reshape
#' @export
k_gather <- function(reference, indices) {
  call_python(core()$backend$gather, list(as_array(reference), as_ids(indices)))
}

#' @rdname k_reshape
#' @export
k_one_hot <- function(indices, num_classes) {
  call_python(core()$ops$one_hot, list(as_ids(indices), as_int(num_classes)))
}

#' @rdname k_reshape
#' @export
k_in_top_k <- function(predictions, targets, k) {
  call_python(core()$backend$in_top_k, list(as_array(predictions), as_ids(targets), as_int(k)))
}

#' @rdname k_reshape
#' @export
k_resize_images <- function(x, height_factor, width_factor, data_format) {
  call_python(core()$backend$resize_images, list(as_array(x), as_int(height_factor), as_int(width_factor),
  as_text(data_format)))
}

#' @rdname k_reshape
#' @export
k_resize_volumes <- function(x, depth_factor, height_factor, width_factor, data_format) {
  call_python(core()$backend$resize_volumes, list(as_array(x), as_int(depth_factor), as_int(height_factor),
  as_int(width_factor), as_text(data_format)))
}

#' @rdname k_reshape
#' @export
k_temporal_padding <- function(x, padding = c(1, 1)) {
  call_python(core()$backend$temporal_padding, list(as_array(x), as_ints(padding)))
}

#' @rdname k_reshape
#' @export
k_spatial_2d_padding <- function(x, padding = list(list(1, 1), list(1, 1)), data_format = NULL) {
  call_python(core()$backend$spatial_2d_padding, list(as_array(x), as_ints(padding), as_text(data_format)))
}

#' @rdname k_reshape
#' @export
k_spatial_3d_padding <- function(x, padding = list(list(1, 1), list(1, 1), list(1, 1)), data_format = NULL) {
  call_python(core()$backend$spatial_3d_padding, list(as_array(x), as_ints(padding), as_text(data_format)))
}

#' Products, convolutions and normalization in the keras 2.x backend
#'
#' Functions of tensors with kernels, under the names that keras 2.15 had.
#'
#' What they call, for new code: `k_depthwise_conv2d()`: [op_depthwise_conv()],
#' `k_separable_conv2d()`: [op_separable_conv()].
#'
#' @param x A tensor, a variable or numbers; where a variable is changed or read, the variable.
#' @param y A tensor, a variable or numbers.
#' @param axes Axes, counted from 1, or from the end when negative.
#' @param bias What to add: one number for each channel, or for each place and channel.
#' @param data_format `"channels_last"` or `"channels_first"`; the setting if `NULL`.
#' @param mean The mean.
#' @param var The variance.
#' @param beta What is added after normalizing, or `NULL`.
#' @param gamma What is multiplied with after normalizing, or `NULL`.
#' @param axis Axis, or axes, counted from 1, or from the end when negative; `NULL` for all.
#' @param epsilon Added to the variance.
#' @param reduction_axes Axes over which to normalize, counted from 0 as in keras 2.15.
#' @param kernel The kernel, as the layer of that name has it.
#' @param strides Steps of the window.
#' @param padding `"valid"` or `"same"`, for sequences also `"causal"`; of the `*_padding()`
#'   functions, pairs of numbers of zeros.
#' @param dilation_rate Distance between the entries of a window.
#' @param output_shape Shape of the result, with the batch.
#' @param depthwise_kernel The kernel of the depthwise convolution.
#' @param pointwise_kernel The kernel that mixes the channels.
#' @param inputs Inputs: symbolic tensors for `k_function()`, sequences for `k_rnn()`, images or
#'   sequences for `k_local_conv*()`.
#' @param kernel_size Size of the windows.
#' @param pool_size Size of the windows.
#' @param pool_mode `"max"` or `"avg"`.
#' @return A tensor, a variable or a setting; `k_eval()`, `k_get_value()` and the functions of
#'   `k_function()` give R arrays.
#' @name k_dot
#' @examplesIf hornpipe:::can_run()
#' image <- array(runif(48), c(1, 4, 4, 3))
#' volume <- array(runif(64), c(1, 4, 4, 4, 1))
#' as.array(k_dot(diag(2), matrix(1:4, 2)))
#' as.array(k_batch_dot(matrix(1:4, 2), matrix(1:4, 2), axes = 2))
#' as.array(k_bias_add(matrix(1:4, 2), c(10, 20)))
#' as.array(k_batch_normalization(matrix(1:4, 2), mean = c(1, 3), var = c(1, 1), beta = NULL,
#'   gamma = NULL))
#' k_normalize_batch_in_training(matrix(1:4, 2), gamma = c(1, 1), beta = c(0, 0),
#'   reduction_axes = 0)
#' dim(k_conv1d(array(1, c(1, 5, 1)), array(1, c(3, 1, 2))))
#' dim(k_conv2d(image, array(1, c(2, 2, 3, 8))))
#' dim(k_conv3d(volume, array(1, c(2, 2, 2, 1, 8))))
#' dim(k_conv2d_transpose(image, array(1, c(2, 2, 8, 3)), output_shape = c(1, 8, 8, 8),
#'   strides = c(2, 2)))
#' dim(k_conv3d_transpose(volume, array(1, c(2, 2, 2, 8, 1)), output_shape = c(1, 8, 8, 8, 8),
#'   strides = c(2, 2, 2)))
#' dim(k_depthwise_conv2d(image, array(1, c(2, 2, 3, 2))))
#' dim(k_separable_conv2d(image, array(1, c(2, 2, 3, 2)), array(1, c(1, 1, 6, 8))))
#' dim(k_local_conv1d(array(1, c(1, 5, 1)), array(1, c(3, 3, 2)), kernel_size = 3, strides = 1))
#' dim(k_local_conv2d(image, array(1, c(9, 12, 2)), kernel_size = c(2, 2), strides = c(1, 1),
#'   output_shape = c(3, 3)))
#' dim(k_pool2d(image, pool_size = c(2, 2), strides = c(2, 2)))
#' dim(k_pool3d(volume, pool_size = c(2, 2, 2), pool_mode = "avg"))
NULL

#' @rdname k_dot
#' @export
k_dot <- function(x, y) {
  call_python(core()$backend$dot, list(as_array(x), as_array(y)))
}

#' @rdname k_dot
#' @export
k_batch_dot <- function(x, y, axes) {
  call_python(core()$backend$batch_dot, list(as_array(x), as_array(y), as_axes(axes)))
}

#' @rdname k_dot
#' @export
k_bias_add <- function(x, bias, data_format = NULL) {
  call_python(core()$backend$bias_add, list(as_array(x), as_array(bias), as_text(data_format)))
}

#' @rdname k_dot
#' @export
k_batch_normalization <- function(x, mean, var, beta, gamma, axis = -1, epsilon = 0.001) {
  call_python(core()$backend$batch_normalization, list(as_array(x), as_array(mean), as_array(var), as_array(beta),
  as_array(gamma), as_axis(axis), as_real(epsilon)))
}

#' @rdname k_dot
#' @export
k_normalize_batch_in_training <- function(x, gamma, beta, reduction_axes, epsilon = 0.001) {
  call_python(core()$backend$normalize_batch_in_training, list(as_array(x), as_array(gamma), as_array(beta),
  as_ints(reduction_axes), as_real(epsilon)))
}

#' @rdname k_dot
#' @export
k_conv1d <- function(x, kernel, strides = 1, padding = "valid", data_format = NULL, dilation_rate = 1) {
  call_python(core()$backend$conv1d, list(as_array(x), as_array(kernel), as_ints(strides), as_text(padding),
  as_text(data_format), as_ints(dilation_rate)))
}

#' @rdname k_dot
#' @export
k_conv2d <- function(x, kernel, strides = c(1, 1), padding = "valid", data_format = NULL, dilation_rate = c(1, 1)) {
  call_python(core()$backend$conv2d, list(as_array(x), as_array(kernel), as_ints(strides), as_text(padding),
  as_text(data_format), as_ints(dilation_rate)))
}

#' @rdname k_dot
#' @export
k_conv3d <- function(x, kernel, strides = c(1, 1, 1), padding = "valid", data_format = NULL, dilation_rate = c(1, 1, 1)) {
  call_python(core()$backend$conv3d, list(as_array(x), as_array(kernel), as_ints(strides), as_text(padding),
  as_text(data_format), as_ints(dilation_rate)))
}

#' @rdname k_dot
#' @export
k_conv2d_transpose <- function(x, kernel, output_shape, strides = c(1, 1), padding = "valid", data_format = NULL) {
  call_python(core()$backend$conv2d_transpose, list(as_array(x), as_array(kernel), as_shape(output_shape), as_ints(strides),
  as_text(padding), as_text(data_format)))
}

#' @rdname k_dot
#' @export
k_conv3d_transpose <- function(x, kernel, output_shape, strides = c(1, 1, 1), padding = "valid", data_format = NULL) {
  call_python(core()$backend$conv3d_transpose, list(as_array(x), as_array(kernel), as_shape(output_shape), as_ints(strides),
  as_text(padding), as_text(data_format)))
}

#' @rdname k_dot
#' @export
k_depthwise_conv2d <- function(x, depthwise_kernel, strides = c(1, 1), padding = "valid", data_format = NULL,
    dilation_rate = c(1, 1)) {
  call_python(core()$ops$depthwise_conv, list(as_array(x), as_array(depthwise_kernel), as_ints(strides), as_text(padding),
  as_text(data_format), as_ints(dilation_rate)))
}

#' @rdname k_dot
#' @export
k_separable_conv2d <- function(x, depthwise_kernel, pointwise_kernel, strides = c(1, 1), padding = "valid",
    data_format = NULL, dilation_rate = c(1, 1)) {
  call_python(core()$ops$separable_conv, list(as_array(x), as_array(depthwise_kernel), as_array(pointwise_kernel),
  as_ints(strides), as_text(padding), as_text(data_format), as_ints(dilation_rate)))
}

#' @rdname k_dot
#' @export
k_local_conv1d <- function(inputs, kernel, kernel_size, strides, data_format = NULL) {
  call_python(core()$backend$local_conv1d, list(as_array(inputs), as_array(kernel), as_ints(kernel_size), as_ints(strides),
  data_format = as_text(data_format)))
}

#' @rdname k_dot
#' @export
k_local_conv2d <- function(inputs, kernel, kernel_size, strides, output_shape, data_format = NULL) {
  call_python(core()$backend$local_conv2d, list(as_array(inputs), as_array(kernel), as_ints(kernel_size), as_ints(strides),
  as_ints(output_shape), as_text(data_format)))
}

#' @rdname k_dot
#' @export
k_pool2d <- function(x, pool_size, strides = c(1, 1), padding = "valid", data_format = NULL, pool_mode = "max") {
  call_python(core()$backend$pool2d, list(as_array(x), as_ints(pool_size), as_ints(strides), as_text(padding),
  as_text(data_format), as_text(pool_mode)))
}

#' @rdname k_dot
#' @export
k_pool3d <- function(x, pool_size, strides = c(1, 1, 1), padding = "valid", data_format = NULL, pool_mode = "max") {
  call_python(core()$backend$pool3d, list(as_array(x), as_ints(pool_size), as_ints(strides), as_text(padding),
  as_text(data_format), as_text(pool_mode)))
}

#' Losses of the keras 2.x backend
#'
#' Losses of each sample, under the names that keras 2.15 had.
#'
#' What they call, for new code: `k_binary_crossentropy()`: [op_binary_crossentropy()],
#' `k_categorical_crossentropy()`: [op_categorical_crossentropy()],
#' `k_sparse_categorical_crossentropy()`: [op_sparse_categorical_crossentropy()].
#'
#' @param target The targets.
#' @param output The predictions: probabilities, or logits with `from_logits`.
#' @param from_logits Whether predictions are logits.
#' @param axis Axis, or axes, counted from 1, or from the end when negative; `NULL` for all.
#' @param y_true Labels, with a row for each sample.
#' @param y_pred Probabilities, `(samples, steps, classes)`; the last class is the blank.
#' @param input_length Lengths of the samples; not used by `k_rnn()`.
#' @param label_length Lengths of the labels, `(samples, 1)`.
#' @param greedy Whether to take the best class at each step rather than to search.
#' @param beam_width How many beginnings the search follows.
#' @param top_paths How many results the search gives.
#' @param labels Labels, with a row for each sample.
#' @param label_lengths Lengths of the labels.
#' @return A tensor, a variable or a setting; `k_eval()`, `k_get_value()` and the functions of
#'   `k_function()` give R arrays.
#' @name k_binary_crossentropy
#' @examplesIf hornpipe:::can_run()
#' chances <- array(1 / 3, c(1, 4, 3))
#' as.array(k_binary_crossentropy(c(0, 1), c(0.1, 0.8)))
#' as.array(k_categorical_crossentropy(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' as.array(k_sparse_categorical_crossentropy(c(1, 0), rbind(c(0.2, 0.8), c(0.6, 0.4))))
#' as.array(k_ctc_batch_cost(matrix(0:1, 1), chances, input_length = matrix(4),
#'   label_length = matrix(2)))
#' k_ctc_decode(chances, input_length = 4)
#' k_ctc_label_dense_to_sparse(rbind(1:2, 3:4), label_lengths = c(2, 1))
NULL

#' @rdname k_binary_crossentropy
#' @export
k_binary_crossentropy <- function(target, output, from_logits = FALSE) {
  call_python(core()$ops$binary_crossentropy, list(as_array(target), as_array(output), as_flag(from_logits)))
}

#' @rdname k_binary_crossentropy
#' @export
k_categorical_crossentropy <- function(target, output, from_logits = FALSE, axis = -1) {
  call_python(core()$ops$categorical_crossentropy, list(as_array(target), as_array(output), as_flag(from_logits),
  as_axis(axis)))
}

#' @rdname k_binary_crossentropy
#' @export
k_sparse_categorical_crossentropy <- function(target, output, from_logits = FALSE, axis = -1) {
  call_python(core()$ops$sparse_categorical_crossentropy, list(as_ids(target), as_array(output), as_flag(from_logits),
  as_axis(axis)))
}

#' @rdname k_binary_crossentropy
#' @export
k_ctc_batch_cost <- function(y_true, y_pred, input_length, label_length) {
  call_python(core()$backend$ctc_batch_cost, list(as_ids(y_true), as_array(y_pred), as_ids(input_length),
  as_ids(label_length)))
}

#' @rdname k_binary_crossentropy
#' @export
k_ctc_decode <- function(y_pred, input_length, greedy = TRUE, beam_width = 100L, top_paths = 1) {
  call_python(core()$backend$ctc_decode, list(as_array(y_pred), as_ids(input_length), as_flag(greedy), as_int(beam_width),
  as_int(top_paths)))
}

#' @rdname k_binary_crossentropy
#' @export
k_ctc_label_dense_to_sparse <- function(labels, label_lengths) {
  call_python(core()$backend$ctc_label_dense_to_sparse, list(as_ids(labels), as_ids(label_lengths)))
}

#' Variables, constants and values in the keras 2.x backend
#'
#' New variables and tensors, and what is in them, under the names that keras 2.15 had.
#'
#' What they call, for new code: `k_zeros_like()`: [op_zeros_like()], `k_ones_like()`:
#' [op_ones_like()], `k_arange()`: [op_arange()], `k_dtype()`: [op_dtype()], `k_ndim()`:
#' [op_ndim()], `k_is_tensor()`: [op_is_tensor()].
#'
#' @param value A value: numbers, or an R array.
#' @param dtype Name of the dtype; `NULL` is the default float type.
#' @param name Name of a variable or placeholder. Results of operations have no names: there it
#'   says nothing.
#' @param constraint What a `constraint_*()` function gives, or `NULL`.
#' @param shape A shape; `NA` or `NULL` for any size.
#' @param size Number of rows and columns.
#' @param x A tensor, a variable or numbers; where a variable is changed or read, the variable.
#' @param start First number, or where to stop when it stands alone.
#' @param stop Where to stop; not included.
#' @param step Distance of two numbers.
#' @param ndim Number of axes of any size.
#' @param sparse Whether the placeholder takes sparse data.
#' @param mean The mean.
#' @param stddev The standard deviation.
#' @param seed An integer that makes the numbers repeatable, or `NULL`.
#' @param minval Lower bound.
#' @param maxval Upper bound.
#' @param p Probability of a 1.
#' @param scale The standard deviation.
#' @param low Lower bound.
#' @param high Upper bound.
#' @param ops A list of variables.
#' @param lists A list of `list(variable, value)`.
#' @param new_x The new value.
#' @param increment What to add.
#' @param decrement What to take off.
#' @param momentum How much of the old value stays.
#' @param tensor A tensor.
#' @param message Printed before the values.
#' @return A tensor, a variable or a setting; `k_eval()`, `k_get_value()` and the functions of
#'   `k_function()` give R arrays.
#' @name k_variable
#' @examplesIf hornpipe:::can_run()
#' v <- k_variable(c(1, 2))
#' k_get_value(k_zeros(c(1, 2)))
#' k_get_value(k_ones(c(1, 2)))
#' k_get_value(k_eye(2))
#' as.array(k_zeros_like(matrix(1:4, 2)))
#' as.array(k_ones_like(matrix(1:4, 2)))
#' as.array(k_constant(3, shape = c(2, 2)))
#' as.array(k_arange(1, 6, 2))
#' x <- k_placeholder(c(NA, 3))
#' as.array(k_random_normal(c(2, 2), seed = 1))
#' as.array(k_random_uniform(c(2, 2), minval = -1, seed = 1))
#' as.array(k_truncated_normal(c(2, 2), seed = 1))
#' as.array(k_random_binomial(4, p = 0.3, seed = 1))
#' as.array(k_random_bernoulli(4, p = 0.3, seed = 1))
#' k_get_value(k_random_normal_variable(2, mean = 0, scale = 1, seed = 1))
#' k_get_value(k_random_uniform_variable(2, low = 0, high = 1, seed = 1))
#' k_get_value(v)
#' k_set_value(v, c(3, 4))
#' k_batch_get_value(list(v, v))
#' k_batch_set_value(list(list(v, c(5, 6))))
#' k_eval(v * 2)
#' k_update(v, c(7, 8))
#' k_update_add(v, 10)
#' k_update_sub(v, 10)
#' k_moving_average_update(v, c(0, 0), momentum = 0.9)
#' k_count_params(v)
#' k_dtype(v)
#' k_ndim(x)
#' k_shape(v)
#' k_int_shape(x)
#' k_get_variable_shape(v)
#' k_is_tensor(x)
#' k_is_keras_tensor(x)
#' k_is_placeholder(x)
#' k_is_sparse(x)
#' as.array(k_to_dense(k_ctc_label_dense_to_sparse(rbind(1:2, 3:4), c(2, 1))))
#' as.array(k_print_tensor(k_constant(1:2), message = "so far: "))
NULL

#' @rdname k_variable
#' @export
k_variable <- function(value, dtype = NULL, name = NULL, constraint = NULL) {
  call_python(core()$backend$variable, list(as_array(value), as_dtype(dtype), as_text(name), as_part(constraint)))
}

#' @rdname k_variable
#' @export
k_zeros <- function(shape, dtype = NULL, name = NULL) {
  call_python(core()$backend$zeros, list(as_shape(shape), as_dtype(dtype), as_text(name)))
}

#' @rdname k_variable
#' @export
k_ones <- function(shape, dtype = NULL, name = NULL) {
  call_python(core()$backend$ones, list(as_shape(shape), as_dtype(dtype), as_text(name)))
}

#' @rdname k_variable
#' @export
k_eye <- function(size, dtype = NULL, name = NULL) {
  call_python(core()$backend$eye, list(as_int(size), as_dtype(dtype), as_text(name)))
}

#' @rdname k_variable
#' @export
k_zeros_like <- function(x, dtype = NULL, name = NULL) {
  call_python(core()$ops$zeros_like, list(as_array(x), as_dtype(dtype)))
}

#' @rdname k_variable
#' @export
k_ones_like <- function(x, dtype = NULL, name = NULL) {
  call_python(core()$ops$ones_like, list(as_array(x), as_dtype(dtype)))
}

#' @rdname k_variable
#' @export
k_constant <- function(value, dtype = NULL, shape = NULL, name = NULL) {
  call_python(core()$backend$constant, list(as_array(value), as_dtype(dtype), as_shape(shape), as_text(name)))
}

#' @rdname k_variable
#' @export
k_arange <- function(start, stop = NULL, step = 1, dtype = "int32") {
  call_python(core()$ops$arange, list(as_real(start), as_real(stop), as_real(step), as_dtype(dtype)))
}

#' @rdname k_variable
#' @export
k_placeholder <- function(shape = NULL, ndim = NULL, dtype = NULL, sparse = FALSE, name = NULL) {
  call_python(core()$backend$placeholder, list(as_shape(shape), as_int(ndim), as_dtype(dtype), as_flag(sparse),
  as_text(name)))
}

#' @rdname k_variable
#' @export
k_random_normal <- function(shape, mean = 0, stddev = 1, dtype = NULL, seed = NULL) {
  call_python(core()$random$normal, list(as_shape(shape), as_real(mean), as_real(stddev), as_dtype(dtype), as_seed(seed)))
}

#' @rdname k_variable
#' @export
k_random_uniform <- function(shape, minval = 0, maxval = 1, dtype = NULL, seed = NULL) {
  call_python(core()$random$uniform, list(as_shape(shape), as_real(minval), as_real(maxval), as_dtype(dtype),
  as_seed(seed)))
}

#' @rdname k_variable
#' @export
k_truncated_normal <- function(shape, mean = 0, stddev = 1, dtype = NULL, seed = NULL) {
  call_python(core()$random$truncated_normal, list(as_shape(shape), as_real(mean), as_real(stddev), as_dtype(dtype),
  as_seed(seed)))
}

#' @rdname k_variable
#' @export
k_random_binomial <- function(shape, p = 0, dtype = NULL, seed = NULL) {
  call_python(core()$backend$random_binomial, list(as_shape(shape), as_real(p), as_dtype(dtype), as_seed(seed)))
}

#' @rdname k_variable
#' @export
k_random_bernoulli <- function(shape, p = 0, dtype = NULL, seed = NULL) {
  call_python(core()$backend$random_binomial, list(as_shape(shape), as_real(p), as_dtype(dtype), as_seed(seed)))
}

#' @rdname k_variable
#' @export
k_random_normal_variable <- function(shape, mean, scale, dtype = NULL, name = NULL, seed = NULL) {
  call_python(core()$backend$random_normal_variable, list(as_shape(shape), as_real(mean), as_real(scale), as_dtype(dtype),
  as_text(name), as_seed(seed)))
}

#' @rdname k_variable
#' @export
k_random_uniform_variable <- function(shape, low, high, dtype = NULL, name = NULL, seed = NULL) {
  call_python(core()$backend$random_uniform_variable, list(as_shape(shape), as_real(low), as_real(high), as_dtype(dtype),
  as_text(name), as_seed(seed)))
}

#' @rdname k_variable
#' @export
k_get_value <- function(x) {
  call_python(core()$backend$get_value, list(as_array(x)))
}

#' @rdname k_variable
#' @export
k_set_value <- function(x, value) {
  invisible(call_python(core()$backend$set_value, list(x, as_array(value))))
}

#' @rdname k_variable
#' @export
k_batch_get_value <- function(ops) {
  call_python(core()$backend$batch_get_value, list(ops))
}

#' @rdname k_variable
#' @export
k_batch_set_value <- function(lists) {
  invisible(call_python(core()$backend$batch_set_value, list(as_pairs(lists))))
}

#' @rdname k_variable
#' @export
k_eval <- function(x) {
  call_python(core()$backend$eval, list(as_array(x)))
}

#' @rdname k_variable
#' @export
k_update <- function(x, new_x) {
  invisible(call_python(core()$backend$update, list(x, as_array(new_x))))
}

#' @rdname k_variable
#' @export
k_update_add <- function(x, increment) {
  invisible(call_python(core()$backend$update_add, list(x, as_array(increment))))
}

#' @rdname k_variable
#' @export
k_update_sub <- function(x, decrement) {
  invisible(call_python(core()$backend$update_sub, list(x, as_array(decrement))))
}

#' @rdname k_variable
#' @export
k_moving_average_update <- function(x, value, momentum) {
  invisible(call_python(core()$backend$moving_average_update, list(x, as_array(value), as_real(momentum))))
}

#' @rdname k_variable
#' @export
k_count_params <- function(x) {
  call_python(core()$backend$count_params, list(as_array(x)))
}

#' @rdname k_variable
#' @export
k_dtype <- function(x) {
  call_python(core()$ops$dtype, list(as_array(x)))
}

#' @rdname k_variable
#' @export
k_ndim <- function(x) {
  call_python(core()$ops$ndim, list(as_array(x)))
}

#' @rdname k_variable
#' @export
k_shape <- function(x) {
  call_python(core()$rbridge$sizes, list(as_array(x)))
}

#' @rdname k_variable
#' @export
k_int_shape <- function(x) {
  call_python(core()$backend$int_shape, list(as_array(x)))
}

#' @rdname k_variable
#' @export
k_get_variable_shape <- function(x) {
  call_python(core()$backend$get_variable_shape, list(as_array(x)))
}

#' @rdname k_variable
#' @export
k_is_tensor <- function(x) {
  call_python(core()$ops$is_tensor, list(x))
}

#' @rdname k_variable
#' @export
k_is_keras_tensor <- function(x) {
  call_python(core()$backend$is_keras_tensor, list(x))
}

#' @rdname k_variable
#' @export
k_is_placeholder <- function(x) {
  call_python(core()$backend$is_placeholder, list(x))
}

#' @rdname k_variable
#' @export
k_is_sparse <- function(tensor) {
  call_python(core()$backend$is_sparse, list(tensor))
}

#' @rdname k_variable
#' @export
k_to_dense <- function(tensor) {
  call_python(core()$backend$to_dense, list(as_array(tensor)))
}

#' @rdname k_variable
#' @export
k_print_tensor <- function(x, message = "") {
  call_python(core()$backend$print_tensor, list(as_array(x), as_text(message)))
}

#' Functions of functions in the keras 2.x backend
#'
#' Loops, choices and gradients, under the names that keras 2.15 had. R functions are called with
#' tensors.
#'
#' @param fn An R function: of a row, or of the result so far and a row.
#' @param elems A tensor; its first axis is run over.
#' @param name Name of a variable or placeholder. Results of operations have no names: there it
#'   says nothing.
#' @param dtype Name of the dtype; `NULL` is the default float type.
#' @param initializer Where to begin; the first (or last) row if `NULL`.
#' @param condition A tensor, or `TRUE` or `FALSE`.
#' @param then_expression A tensor, or a function that gives one.
#' @param else_expression A tensor, or a function that gives one.
#' @param x A tensor, a variable or numbers; where a variable is changed or read, the variable.
#' @param alt What else: a tensor, or a function that gives one.
#' @param training Whether it is training; [k_learning_phase()] if `NULL`.
#' @param value A value: numbers, or an R array.
#' @param inputs Inputs: symbolic tensors for `k_function()`, sequences for `k_rnn()`, images or
#'   sequences for `k_local_conv*()`.
#' @param outputs Symbolic tensors computed from the inputs.
#' @param updates Must be `NULL`: variables change where the code says so.
#' @param ... Must be empty: there are no sessions to run.
#' @param loss A scalar tensor that was computed from the variables.
#' @param variables A variable or tensor, or a list of them.
#' @param step_function An R function of an input and a list of states, which returns `list(output, states)`.
#' @param initial_states List of the first states.
#' @param go_backwards Whether the last step comes first.
#' @param mask Where 0, output and states stay what they were.
#' @param constants List of tensors that each step gets after the states.
#' @param unroll Not used: steps are always run one by one.
#' @param input_length Lengths of the samples; not used by `k_rnn()`.
#' @return A tensor, a variable or a setting; `k_eval()`, `k_get_value()` and the functions of
#'   `k_function()` give R arrays.
#' @name k_map_fn
#' @examplesIf hornpipe:::can_run()
#' as.array(k_map_fn(function(row) row * 2, matrix(1:4, 2)))
#' as.array(k_foldl(function(so_far, row) so_far - row, 1:4))
#' as.array(k_foldr(function(so_far, row) so_far - row, 1:4))
#' as.array(k_switch(k_constant(1) > 0, function() k_ones(2) * 3, function() k_zeros(2)))
#' as.array(k_in_train_phase(k_constant(1), k_constant(0), training = TRUE))
#' as.array(k_in_test_phase(k_constant(1), k_constant(0), training = TRUE))
#' k_learning_phase()
#' k_set_learning_phase(0)
#' x <- k_placeholder(c(NA, 2))
#' double <- k_function(list(x), list(x * 2))
#' double(list(matrix(1:4, 2)))
#' v <- k_variable(c(1, 2))
#' k_gradients(k_sum(v * v), list(v))
#' step <- function(input, states) list(input + states[[1]], list(input + states[[1]]))
#' as.array(k_rnn(step, array(1:6, c(1, 3, 2)), list(k_zeros(c(1, 2))))[[2]])
NULL

#' @rdname k_map_fn
#' @export
k_map_fn <- function(fn, elems, name = NULL, dtype = NULL) {
  call_python(core()$backend$map_fn, list(as_callable(fn), as_array(elems), as_text(name), as_dtype(dtype)))
}

#' @rdname k_map_fn
#' @export
k_foldl <- function(fn, elems, initializer = NULL, name = NULL) {
  call_python(core()$backend$foldl, list(as_callable(fn), as_array(elems), as_array(initializer), as_text(name)))
}

#' @rdname k_map_fn
#' @export
k_foldr <- function(fn, elems, initializer = NULL, name = NULL) {
  call_python(core()$backend$foldr, list(as_callable(fn), as_array(elems), as_array(initializer), as_text(name)))
}

#' @rdname k_map_fn
#' @export
k_switch <- function(condition, then_expression, else_expression) {
  call_python(core()$backend$switch, list(as_array(condition), as_expression(then_expression),
  as_expression(else_expression)))
}

#' @rdname k_map_fn
#' @export
k_in_train_phase <- function(x, alt, training = NULL) {
  call_python(core()$backend$in_train_phase, list(as_expression(x), as_expression(alt), training))
}

#' @rdname k_map_fn
#' @export
k_in_test_phase <- function(x, alt, training = NULL) {
  call_python(core()$backend$in_test_phase, list(as_expression(x), as_expression(alt), training))
}

#' @rdname k_map_fn
#' @export
k_learning_phase <- function() {
  call_python(core()$backend$learning_phase)
}

#' @rdname k_map_fn
#' @export
k_set_learning_phase <- function(value) {
  invisible(call_python(core()$backend$set_learning_phase, list(as_int(value))))
}

#' @rdname k_map_fn
#' @export
k_function <- function(inputs, outputs, updates = NULL, ...) {
  call_python(core()$backend$`function`, list(inputs, outputs, updates, ...))
}

#' @rdname k_map_fn
#' @export
k_gradients <- function(loss, variables) {
  call_python(core()$backend$gradients, list(loss, variables))
}

#' @rdname k_map_fn
#' @export
k_rnn <- function(step_function, inputs, initial_states, go_backwards = FALSE, mask = NULL, constants = NULL,
    unroll = FALSE, input_length = NULL) {
  call_python(core()$backend$rnn, list(as_callable(step_function), as_array(inputs), as_array(initial_states),
  as_flag(go_backwards), as_array(mask), as_array(constants), as_flag(unroll), input_length))
}

#' Settings of the keras 2.x backend
#'
#' Settings, under the names that keras 2.15 had. There are no sessions and no graph: operations
#' run at once, so `k_get_session()`, `k_set_session()` and
#' `k_manual_variable_initialization(TRUE)` raise an error that says so.
#'
#' @param floatx `"float16"`, `"float32"`, `"float64"` or `"bfloat16"`.
#' @param e The new value.
#' @param data_format `"channels_last"` or `"channels_first"`; the setting if `NULL`.
#' @param prefix Beginning of a name.
#' @param session There are none: an error says so.
#' @param value A value: numbers, or an R array.
#' @return A tensor, a variable or a setting; `k_eval()`, `k_get_value()` and the functions of
#'   `k_function()` give R arrays.
#' @name k_backend
#' @examplesIf hornpipe:::can_run()
#' k_backend()
#' k_floatx()
#' k_set_floatx("float32")
#' k_epsilon()
#' k_set_epsilon(1e-7)
#' k_image_data_format()
#' k_set_image_data_format("channels_last")
#' k_clear_session()
#' k_get_uid("dense")
#' k_reset_uids()
#' tryCatch(k_get_session(), hornpipe_error = conditionMessage)
#' tryCatch(k_set_session(NULL), hornpipe_error = conditionMessage)
#' k_manual_variable_initialization(FALSE)
NULL

#' @rdname k_backend
#' @export
k_backend <- function() {
  call_python(core()$backend$backend)
}

#' @rdname k_backend
#' @export
k_floatx <- function() {
  call_python(core()$backend$floatx)
}

#' @rdname k_backend
#' @export
k_set_floatx <- function(floatx) {
  invisible(call_python(core()$backend$set_floatx, list(as_text(floatx))))
}

#' @rdname k_backend
#' @export
k_epsilon <- function() {
  call_python(core()$backend$epsilon)
}

#' @rdname k_backend
#' @export
k_set_epsilon <- function(e) {
  invisible(call_python(core()$backend$set_epsilon, list(as_real(e))))
}

#' @rdname k_backend
#' @export
k_image_data_format <- function() {
  call_python(core()$backend$image_data_format)
}

#' @rdname k_backend
#' @export
k_set_image_data_format <- function(data_format) {
  invisible(call_python(core()$backend$set_image_data_format, list(as_text(data_format))))
}

#' @rdname k_backend
#' @export
k_clear_session <- function() {
  invisible(call_python(core()$backend$clear_session))
}

#' @rdname k_backend
#' @export
k_get_uid <- function(prefix = "") {
  call_python(core()$backend$get_uid, list(as_text(prefix)))
}

#' @rdname k_backend
#' @export
k_reset_uids <- function() {
  invisible(call_python(core()$backend$reset_uids))
}

#' @rdname k_backend
#' @export
k_get_session <- function() {
  call_python(core()$backend$get_session)
}

#' @rdname k_backend
#' @export
k_set_session <- function(session) {
  invisible(call_python(core()$backend$set_session, list(session)))
}

#' @rdname k_backend
#' @export
k_manual_variable_initialization <- function(value) {
  invisible(call_python(core()$backend$manual_variable_initialization, list(as_flag(value))))
}
