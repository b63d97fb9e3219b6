# Written by tools/rgen from the Python signatures. Do not edit: change the signature, the docstring or tools/rgen.

#' The distance of each element from 0
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_absolute(c(-2, 0, 2)))
#' as.array(op_abs(c(-2, 0, 2)))
#' @export
op_absolute <- wraps("ops.absolute", function(x) {
  call_python(core()$ops$absolute, list(as_array(x)))
})

#' @rdname op_absolute
#' @export
op_abs <- op_absolute

#' The mean of each of a given number of windows, which divide the space evenly
#'
#' @param inputs `(batch, space, channels)`, or `(batch, channels, space)` for "channels_first".
#' @param output_size Number of windows along each axis.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_adaptive_average_pool(array(runif(24), c(1, 8, 3)), output_size = 2))
#' @export
op_adaptive_average_pool <- wraps("ops.adaptive_average_pool", function(inputs, output_size, data_format = NULL) {
  call_python(core()$ops$adaptive_average_pool, list(as_array(inputs), output_size = as_ints(output_size),
    data_format = as_text(data_format)))
})

#' The greatest value of each of a given number of windows, which divide the space evenly
#'
#' @param inputs `(batch, space, channels)`, or `(batch, channels, space)` for "channels_first".
#' @param output_size Number of windows along each axis.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_adaptive_max_pool(array(runif(24), c(1, 8, 3)), output_size = 2))
#' @export
op_adaptive_max_pool <- wraps("ops.adaptive_max_pool", function(inputs, output_size, data_format = NULL) {
  call_python(core()$ops$adaptive_max_pool, list(as_array(inputs), output_size = as_ints(output_size),
    data_format = as_text(data_format)))
})

#' Add
#'
#' `x1 + x2`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_add(c(1, 2), c(3, 4)))
#' @export
op_add <- wraps("ops.add", function(x1, x2) {
  call_python(core()$ops$add, list(as_array(x1), as_array(x2)))
})

#' Whether all elements over `axis` are true
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes; all if `NULL`. Counted from 1, or from the end when negative.
#' @param keepdims Whether the axes stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_all(c(TRUE, FALSE)))
#' @export
op_all <- wraps("ops.all", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$all, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' Whether every pair of elements is close, as [op_isclose()] has it
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @param rtol Relative tolerance.
#' @param atol Absolute tolerance.
#' @param equal_nan Whether NaN equals NaN.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' op_allclose(c(1, 2), c(1, 2 + 1e-9))
#' @export
op_allclose <- wraps("ops.allclose", function(x1, x2, rtol = 1e-05, atol = 1e-08, equal_nan = FALSE) {
  call_python(core()$ops$allclose, list(as_array(x1), as_array(x2), rtol = as_real(rtol), atol = as_real(atol),
    equal_nan = as_flag(equal_nan)))
})

#' As [op_max()]
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes, counted from 1, or from the end when negative.
#' @param keepdims Whether axes that are reduced stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_amax(c(0.2, 0.5)))
#' @export
op_amax <- wraps("ops.amax", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$amax, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' As [op_min()]
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes, counted from 1, or from the end when negative.
#' @param keepdims Whether axes that are reduced stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_amin(c(0.2, 0.5)))
#' @export
op_amin <- wraps("ops.amin", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$amin, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' The angle of a complex number, in radians
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_angle(c(1+2i, -1+0i)))
#' @export
op_angle <- wraps("ops.angle", function(x) {
  call_python(core()$ops$angle, list(as_array(x)))
})

#' Whether at least one element over `axis` is true
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes; all if `NULL`. Counted from 1, or from the end when negative.
#' @param keepdims Whether the axes stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_any(c(TRUE, FALSE)))
#' @export
op_any <- wraps("ops.any", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$any, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' Append
#'
#' `x2` after `x1` along `axis`; both flattened if `NULL`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @param axis An axis, counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_append(c(1, 2), c(3, 4)))
#' @export
op_append <- wraps("ops.append", function(x1, x2, axis = NULL) {
  call_python(core()$ops$append, list(as_array(x1), as_array(x2), axis = as_axis(axis)))
})

#' The inverse cosine, in radians
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_arccos(c(0.2, 0.5)))
#' @export
op_arccos <- wraps("ops.arccos", function(x) {
  call_python(core()$ops$arccos, list(as_array(x)))
})

#' The inverse hyperbolic cosine
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_arccosh(c(1, 2)))
#' @export
op_arccosh <- wraps("ops.arccosh", function(x) {
  call_python(core()$ops$arccosh, list(as_array(x)))
})

#' The inverse sine, in radians
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_arcsin(c(0.2, 0.5)))
#' @export
op_arcsin <- wraps("ops.arcsin", function(x) {
  call_python(core()$ops$arcsin, list(as_array(x)))
})

#' The inverse hyperbolic sine
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_arcsinh(c(0.2, 0.5)))
#' @export
op_arcsinh <- wraps("ops.arcsinh", function(x) {
  call_python(core()$ops$arcsinh, list(as_array(x)))
})

#' The inverse tangent, in radians
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_arctan(c(0.2, 0.5)))
#' @export
op_arctan <- wraps("ops.arctan", function(x) {
  call_python(core()$ops$arctan, list(as_array(x)))
})

#' The angle of the point `(x2, x1)`, between -pi and pi
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_arctan2(c(1, 2), c(3, 4)))
#' @export
op_arctan2 <- wraps("ops.arctan2", function(x1, x2) {
  call_python(core()$ops$arctan2, list(as_array(x1), as_array(x2)))
})

#' The inverse hyperbolic tangent
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_arctanh(c(0.2, 0.5)))
#' @export
op_arctanh <- wraps("ops.arctanh", function(x) {
  call_python(core()$ops$arctanh, list(as_array(x)))
})

#' The position of the largest element along `axis`, of the first if several are
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis An axis; that of the flattened tensor if `NULL`. Counted from 1, or from the end
#'   when negative.
#' @param keepdims Whether the axis stays, with size 1.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_argmax(c(0.2, 0.5)))
#' @export
op_argmax <- wraps("ops.argmax", function(x, axis = NULL, keepdims = FALSE, zero_indexed = FALSE) {
  result <- call_python(core()$ops$argmax, list(as_array(x), axis = as_axis(axis), keepdims = as_flag(keepdims)))
  from_one(result, zero_indexed)
})

#' The position of the smallest element along `axis`, of the first if several are
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis An axis; that of the flattened tensor if `NULL`. Counted from 1, or from the end
#'   when negative.
#' @param keepdims Whether the axis stays, with size 1.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_argmin(c(0.2, 0.5)))
#' @export
op_argmin <- wraps("ops.argmin", function(x, axis = NULL, keepdims = FALSE, zero_indexed = FALSE) {
  result <- call_python(core()$ops$argmin, list(as_array(x), axis = as_axis(axis), keepdims = as_flag(keepdims)))
  from_one(result, zero_indexed)
})

#' Positions that put the `kth` smallest element in its sorted place, none larger before it, none
#' smaller behind
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param kth Position in sorted order. Counted from 1, or from the end when negative.
#' @param axis The axis; that of the flattened tensor if `NULL`. Counted from 1, or from the end
#'   when negative.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_argpartition(c(3, 1, 2), 1))
#' @export
op_argpartition <- wraps("ops.argpartition", function(x, kth, axis = -1L, zero_indexed = FALSE) {
  result <- call_python(core()$ops$argpartition, list(as_array(x), kth = as_index(kth), axis = as_axis(axis)))
  from_one(result, zero_indexed)
})

#' The positions that sort `x` along `axis`; flattened if `NULL`. Equal elements keep their order
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis An axis, counted from 1, or from the end when negative.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_argsort(c(3, 1, 2)))
#' @export
op_argsort <- wraps("ops.argsort", function(x, axis = -1L, zero_indexed = FALSE) {
  result <- call_python(core()$ops$argsort, list(as_array(x), axis = as_axis(axis)))
  from_one(result, zero_indexed)
})

#' Array
#'
#' `x` as a tensor; see [op_convert_to_tensor()].
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_array(c(0.2, 0.5)))
#' @export
op_array <- wraps("ops.array", function(x, dtype = NULL) {
  call_python(core()$ops$array, list(as_array(x), dtype = as_dtype(dtype)))
})

#' As [op_split()]; parts may be unequal, the larger ones first
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param indices_or_sections Number of equal parts; or several positions, from 1, at which a part
#'   begins: `c(3, 5)` are the parts 1 and 2, 3 and 4, and the rest. One position alone is written
#'   `list(3)`.
#' @param axis An axis, counted from 1, or from the end when negative.
#' @return The parts, a list of tensors.
#' @examplesIf hornpipe:::can_run()
#' op_array_split(1:5, 2)
#' @export
op_array_split <- wraps("ops.array_split", function(x, indices_or_sections, axis = 1L) {
  call_python(core()$ops$array_split, list(as_array(x), indices_or_sections = as_sections(indices_or_sections),
    axis = as_axis(axis)))
})

#' All running results of an associative function along `axis`: `x0`, `f(x0, x1)`, `f(f(x0, x1), x2)`, ...
#'
#' Works on whole slices, in about 2 log2(n) rounds.
#'
#' @param f Function of two equal structures of tensors that gives a third.
#' @param elems A tensor, or nested ones of one size along `axis`.
#' @param reverse Whether the results run from the end.
#' @param axis The axis. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_associative_scan(function(x, y) x + y, 1:4))
#' @export
op_associative_scan <- wraps("ops.associative_scan", function(f, elems, reverse = FALSE, axis = 1L) {
  call_python(core()$ops$associative_scan, list(f = as_step(f), elems = as_array(elems), reverse = as_flag(reverse),
    axis = as_axis(axis)))
})

#' The mean over `axis`, with weights
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes; all if `NULL`. Counted from 1, or from the end when negative.
#' @param weights Weights of the shape of `x`, or of its `axis` alone; all 1 if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_average(c(0.2, 0.5)))
#' @export
op_average <- wraps("ops.average", function(x, axis = NULL, weights = NULL) {
  call_python(core()$ops$average, list(as_array(x), axis = as_axes(axis), weights = as_array(weights)))
})

#' The mean of each window; padding is left out of it
#'
#' @param inputs `(batch, space, channels)`, or `(batch, channels, space)` for "channels_first".
#' @param pool_size Size of the window.
#' @param strides Its steps; its size if `NULL`.
#' @param padding "valid" or "same".
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_average_pool(array(1:4, c(1, 4, 1)), 2))
#' @export
op_average_pool <- wraps("ops.average_pool", function(inputs, pool_size, strides = NULL, padding = "valid",
    data_format = NULL) {
  call_python(core()$ops$average_pool, list(as_array(inputs), pool_size = as_ints(pool_size), strides = as_ints(strides),
    padding = as_text(padding), data_format = as_text(data_format)))
})

#' The Bartlett (triangular) window of `x` points
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_bartlett(4L))
#' @export
op_bartlett <- wraps("ops.bartlett", function(x) {
  call_python(core()$ops$bartlett, list(as_array(x)))
})

#' Batch normalization
#'
#' `(x - mean) / sqrt(variance + epsilon) * scale + offset`, channel by channel.
#'
#' @param x Tensor.
#' @param mean A mean for each channel.
#' @param variance A variance for each channel.
#' @param axis Axis of the channels. Counted from 1, or from the end when negative.
#' @param offset Added to each channel.
#' @param scale Multiplies each channel.
#' @param epsilon Keeps the division finite.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_batch_normalization(matrix(1:4, 2), mean = c(1, 3), variance = c(1, 1), axis = 2))
#' @export
op_batch_normalization <- wraps("ops.batch_normalization", function(x, mean, variance, axis, offset = NULL, scale = NULL,
    epsilon = 0.001) {
  call_python(core()$ops$batch_normalization, list(as_array(x), as_array(mean), as_array(variance), axis = as_axis(axis),
    offset = as_array(offset), scale = as_array(scale), epsilon = as_real(epsilon)))
})

#' Cross-entropy of yes and no, element by element
#'
#' @param target 0 or 1, or the probability of 1.
#' @param output Predicted probabilities of 1, or logits.
#' @param from_logits Whether `output` holds logits.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_binary_crossentropy(c(0, 1), c(0.2, 0.8)))
#' @export
op_binary_crossentropy <- wraps("ops.binary_crossentropy", function(target, output, from_logits = FALSE) {
  call_python(core()$ops$binary_crossentropy, list(as_array(target), as_array(output), from_logits = as_flag(from_logits)))
})

#' How often each of 0, 1, 2, ... occurs
#'
#' @param x Non-negative integers, on one axis or several rows of them.
#' @param weights What an occurrence counts, of the shape of `x`; 1 if `NULL`.
#' @param minlength The least size of the result.
#' @param sparse Kept for compatibility: the result is dense always.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_bincount(c(0L, 1L, 1L)))
#' @export
op_bincount <- wraps("ops.bincount", function(x, weights = NULL, minlength = 0L, sparse = FALSE) {
  call_python(core()$ops$bincount, list(as_array(x), weights = as_array(weights), minlength = as_int(minlength),
    sparse = as_flag(sparse)))
})

#' Bits set in both
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param y Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_bitwise_and(6L, 3L))
#' @export
op_bitwise_and <- wraps("ops.bitwise_and", function(x, y) {
  call_python(core()$ops$bitwise_and, list(as_array(x), as_array(y)))
})

#' Bits moved up by `y` places
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param y Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_bitwise_left_shift(6L, 3L))
#' as.array(op_left_shift(6L, 3L))
#' @export
op_bitwise_left_shift <- wraps("ops.bitwise_left_shift", function(x, y) {
  call_python(core()$ops$bitwise_left_shift, list(as_array(x), as_array(y)))
})

#' @rdname op_bitwise_left_shift
#' @export
op_left_shift <- op_bitwise_left_shift

#' Each bit turned over
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_bitwise_not(6L))
#' as.array(op_bitwise_invert(6L))
#' @export
op_bitwise_not <- wraps("ops.bitwise_not", function(x) {
  call_python(core()$ops$bitwise_not, list(as_array(x)))
})

#' @rdname op_bitwise_not
#' @export
op_bitwise_invert <- op_bitwise_not

#' Bits set in either
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param y Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_bitwise_or(6L, 3L))
#' @export
op_bitwise_or <- wraps("ops.bitwise_or", function(x, y) {
  call_python(core()$ops$bitwise_or, list(as_array(x), as_array(y)))
})

#' Bits moved down by `y` places
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param y Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_bitwise_right_shift(6L, 3L))
#' as.array(op_right_shift(6L, 3L))
#' @export
op_bitwise_right_shift <- wraps("ops.bitwise_right_shift", function(x, y) {
  call_python(core()$ops$bitwise_right_shift, list(as_array(x), as_array(y)))
})

#' @rdname op_bitwise_right_shift
#' @export
op_right_shift <- op_bitwise_right_shift

#' Bits set in one only
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param y Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_bitwise_xor(6L, 3L))
#' @export
op_bitwise_xor <- wraps("ops.bitwise_xor", function(x, y) {
  call_python(core()$ops$bitwise_xor, list(as_array(x), as_array(y)))
})

#' The Blackman window of `x` points
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_blackman(4L))
#' @export
op_blackman <- wraps("ops.blackman", function(x) {
  call_python(core()$ops$blackman, list(as_array(x)))
})

#' Broadcast to
#'
#' `x` repeated along axes of size 1 and new leading axes, without a copy.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param shape Shape of the result.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_broadcast_to(1:3, c(2, 3)))
#' @export
op_broadcast_to <- wraps("ops.broadcast_to", function(x, shape) {
  call_python(core()$ops$broadcast_to, list(as_array(x), shape = as_shape(shape)))
})

#' Cast
#'
#' `x` in another dtype.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param dtype Name of that dtype, such as "float32".
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' op_cast(c(1.5, 2.5), "int32")
#' @export
op_cast <- wraps("ops.cast", function(x, dtype) {
  call_python(core()$ops$cast, list(as_array(x), dtype = as_dtype(dtype)))
})

#' Cross-entropy of class probabilities
#'
#' @param target True probabilities, 1 for the true class as a rule.
#' @param output Predicted probabilities (scaled to sum to 1 here), or logits.
#' @param from_logits Whether `output` holds logits.
#' @param axis Axis of the classes. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_categorical_crossentropy(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
op_categorical_crossentropy <- wraps("ops.categorical_crossentropy", function(target, output, from_logits = FALSE,
    axis = -1L) {
  call_python(core()$ops$categorical_crossentropy, list(as_array(target), as_array(output),
    from_logits = as_flag(from_logits), axis = as_axis(axis)))
})

#' The real cube root
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_cbrt(c(0.2, 0.5)))
#' @export
op_cbrt <- wraps("ops.cbrt", function(x) {
  call_python(core()$ops$cbrt, list(as_array(x)))
})

#' Euclidean distances of all pairs of points
#'
#' @param x `(..., n, size)`.
#' @param y `(..., m, size)`.
#' @return `(..., n, m)`.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_cdist(matrix(0, 1, 2), matrix(c(3, 4), 1)))
#' @export
op_cdist <- wraps("ops.cdist", function(x, y) {
  call_python(core()$ops$cdist, list(as_array(x), as_array(y)))
})

#' The next integer above, floating
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_ceil(c(-1.6, 0.4, 1.6)))
#' @export
op_ceil <- wraps("ops.ceil", function(x) {
  call_python(core()$ops$ceil, list(as_array(x)))
})

#' CELU
#'
#' `max(x, 0) + min(0, alpha * (exp(x / alpha) - 1))`, smooth at 0 for every `alpha`.
#'
#' @param x Tensor.
#' @param alpha Minus the limit for small `x`.
#' @return A tensor.
#' @references Barron, 2017, https://arxiv.org/abs/1704.07483
#' @examplesIf hornpipe:::can_run()
#' as.array(op_celu(c(-2, 0, 2)))
#' @export
op_celu <- wraps("ops.celu", function(x, alpha = 1) {
  call_python(core()$ops$celu, list(as_array(x), alpha = as_real(alpha)))
})

#' The triangular L with `x = L %*% t(L)`
#'
#' @param x Positive definite matrices.
#' @param upper Whether to give the transpose of L.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_cholesky(matrix(c(4, 2, 2, 3), 2)))
#' @export
op_cholesky <- wraps("ops.cholesky", function(x, upper = FALSE) {
  call_python(core()$ops$cholesky, list(as_array(x), upper = as_flag(upper)))
})

#' The inverse of the matrix whose Cholesky factor is `x`
#'
#' @param x Triangular matrices.
#' @param upper Whether they are upper triangular.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_cholesky_inverse(diag(2)))
#' @export
op_cholesky_inverse <- wraps("ops.cholesky_inverse", function(x, upper = FALSE) {
  call_python(core()$ops$cholesky_inverse, list(as_array(x), upper = as_flag(upper)))
})

#' Elements below `x_min` become it, those above `x_max` become that
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param x_min Numbers, an array or a tensor, possibly symbolic.
#' @param x_max Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_clip(c(-2, 0, 2), -1, 1))
#' @export
op_clip <- wraps("ops.clip", function(x, x_min, x_max) {
  call_python(core()$ops$clip, list(as_array(x), as_array(x_min), as_array(x_max)))
})

#' Tensors after one another along `axis`
#'
#' @param xs Tensors that differ in that axis only.
#' @param axis The axis; `NULL` flattens them first. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_concatenate(list(1:2, 3:4)))
#' @export
op_concatenate <- wraps("ops.concatenate", function(xs, axis = 1L) {
  call_python(core()$ops$concatenate, list(as_array(xs), axis = as_axis(axis)))
})

#' The result of one of two functions
#'
#' @param pred A logical scalar.
#' @param true_fn Called without arguments when `pred` is true.
#' @param false_fn Called without arguments otherwise.
#' @return What the function gives.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_cond(TRUE, function() op_ones(2), function() op_zeros(2)))
#' @export
op_cond <- wraps("ops.cond", function(pred, true_fn, false_fn) {
  call_python(core()$ops$cond, list(as_array(pred), true_fn = as_step(true_fn), false_fn = as_step(false_fn)))
})

#' The complex conjugate
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_conjugate(c(1+2i, -1+0i)))
#' as.array(op_conj(c(1+2i, -1+0i)))
#' @export
op_conjugate <- wraps("ops.conjugate", function(x) {
  call_python(core()$ops$conjugate, list(as_array(x)))
})

#' @rdname op_conjugate
#' @export
op_conj <- op_conjugate

#' Convolution over 1, 2 or 3 axes
#'
#' @param inputs `(batch, space, channels)`, or `(batch, channels, space)` for "channels_first".
#' @param kernel `(window, channels / groups, filters)`: fewer channels than the inputs' make
#'   groups.
#' @param strides Steps of the window.
#' @param padding "valid" (none), or "same": zeros so that a stride of 1 keeps the size.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param dilation_rate Distance between the entries of the window.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_conv(array(1, c(1, 8, 3)), array(1, c(3, 3, 4))))
#' @export
op_conv <- wraps("ops.conv", function(inputs, kernel, strides = 1L, padding = "valid", data_format = NULL,
    dilation_rate = 1L) {
  call_python(core()$ops$conv, list(as_array(inputs), as_array(kernel), strides = as_ints(strides),
    padding = as_text(padding), data_format = as_text(data_format), dilation_rate = as_ints(dilation_rate)))
})

#' The transpose of a convolution: spreads each entry over a window
#'
#' @param inputs `(batch, space, channels)`, or `(batch, channels, space)` for "channels_first".
#' @param kernel `(window, filters, channels)`.
#' @param strides Steps between the windows of neighbouring entries.
#' @param padding "valid", or "same": the size becomes `size * stride`.
#' @param output_padding Entries added at the end; so that the sizes are the usual ones if `NULL`.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param dilation_rate Distance between the entries of the window.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_conv_transpose(array(1, c(1, 8, 3)), array(1, c(3, 4, 3))))
#' @export
op_conv_transpose <- wraps("ops.conv_transpose", function(inputs, kernel, strides = 1L, padding = "valid",
    output_padding = NULL, data_format = NULL, dilation_rate = 1L) {
  call_python(core()$ops$conv_transpose, list(as_array(inputs), as_array(kernel), strides = as_ints(strides),
    padding = as_text(padding), output_padding = as_ints(output_padding), data_format = as_text(data_format),
    dilation_rate = as_ints(dilation_rate)))
})

#' Convert to R array
#'
#' `x` as an array, on the CPU and without a gradient.
#'
#' @param x Numbers, an array or a tensor.
#' @return The values, as an array.
#' @examplesIf hornpipe:::can_run()
#' op_convert_to_numpy(op_ones(2))
#' @export
op_convert_to_numpy <- wraps("ops.convert_to_numpy", function(x) {
  call_python(core()$ops$convert_to_numpy, list(as_array(x)))
})

#' Convert to tensor
#'
#' `x` as a tensor.
#'
#' @param x A number, list, array, tensor or variable. Doubles become the default float type,
#'   integers int32.
#' @param dtype The dtype wanted; that of the data if `NULL`.
#' @param sparse Whether a sparse tensor may come back; torch's are dense always.
#' @param ragged Whether a ragged tensor may come back; torch's are dense always.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' op_convert_to_tensor(c(1, 2))
#' op_convert_to_array(op_ones(2))
#' @export
op_convert_to_tensor <- wraps("ops.convert_to_tensor", function(x, dtype = NULL, sparse = NULL, ragged = NULL) {
  call_python(core()$ops$convert_to_tensor, list(as_array(x), dtype = as_dtype(dtype), sparse = as_flag(sparse),
    ragged = as_flag(ragged)))
})

#' A tensor of its own with the same elements
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_copy(c(0.2, 0.5)))
#' @export
op_copy <- wraps("ops.copy", function(x) {
  call_python(core()$ops$copy, list(as_array(x)))
})

#' The correlation coefficients of the rows. Shapes: `(n, m)` to `(n, n)`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_corrcoef(t(iris[, 1:4])))
#' @export
op_corrcoef <- wraps("ops.corrcoef", function(x) {
  call_python(core()$ops$corrcoef, list(as_array(x)))
})

#' The sums of products of `x1` with `x2` moved along it
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @param mode "valid": where both overlap wholly; "same": as many as the longer has; "full":
#'   wherever they touch.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_correlate(c(1, 2, 3), c(0, 1)))
#' @export
op_correlate <- wraps("ops.correlate", function(x1, x2, mode = "valid") {
  call_python(core()$ops$correlate, list(as_array(x1), as_array(x2), mode = as_text(mode)))
})

#' The cosine of radians
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_cos(c(0.2, 0.5)))
#' @export
op_cos <- wraps("ops.cos", function(x) {
  call_python(core()$ops$cos, list(as_array(x)))
})

#' The hyperbolic cosine
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_cosh(c(0.2, 0.5)))
#' @export
op_cosh <- wraps("ops.cosh", function(x) {
  call_python(core()$ops$cosh, list(as_array(x)))
})

#' How many elements over `axis` are not 0
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes; all if `NULL`. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_count_nonzero(c(0, 2, 0, 1)))
#' @export
op_count_nonzero <- wraps("ops.count_nonzero", function(x, axis = NULL) {
  call_python(core()$ops$count_nonzero, list(as_array(x), axis = as_axes(axis)))
})

#' The cross product of vectors of size 2 or 3; two of size 2 give the third component alone
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @param axisa Axis of the vectors in `x1`. Counted from 1, or from the end when negative.
#' @param axisb Axis of the vectors in `x2`. Counted from 1, or from the end when negative.
#' @param axisc Axis of the vectors in the result. Counted from 1, or from the end when negative.
#' @param axis All three of them, if given. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_cross(c(1, 0, 0), c(0, 1, 0)))
#' @export
op_cross <- wraps("ops.cross", function(x1, x2, axisa = -1L, axisb = -1L, axisc = -1L, axis = NULL) {
  call_python(core()$ops$cross, list(as_array(x1), as_array(x2), axisa = as_axis(axisa), axisb = as_axis(axisb),
    axisc = as_axis(axisc), axis = as_axis(axis)))
})

#' The most likely label sequences of a model trained with [op_ctc_loss()]
#'
#' @param inputs Logits, `(batch, length, classes)`.
#' @param sequence_lengths Lengths, `(batch)`.
#' @param strategy "greedy" (the best class at each place) or "beam_search".
#' @param beam_width How many beginnings beam search follows.
#' @param top_paths How many sequences beam search gives.
#' @param merge_repeated Whether greedy decoding reads equal neighbours as one label.
#' @param mask_index The class that stands for no label. Counted from 1, or from the end when
#'   negative.
#' @return Labels from 0, `(top_paths, batch, length)`, filled up with -1; and scores, `(batch, top_paths)`: log-probabilities for beam search, for greedy decoding minus the sum of the best
#'   logits.
#' @examplesIf hornpipe:::can_run()
#' op_ctc_decode(array(runif(12), c(1, 4, 3)), sequence_lengths = array(4L, 1))
#' @export
op_ctc_decode <- wraps("ops.ctc_decode", function(inputs, sequence_lengths, strategy = "greedy", beam_width = 100L,
    top_paths = 1L, merge_repeated = TRUE, mask_index = 1L) {
  call_python(core()$ops$ctc_decode, list(as_array(inputs), as_array(sequence_lengths), strategy = as_text(strategy),
    beam_width = as_int(beam_width), top_paths = as_int(top_paths), merge_repeated = as_flag(merge_repeated),
    mask_index = as_index(mask_index)))
})

#' Minus the log-probability of label sequences, summed over all their alignments
#'
#' @param target Labels from 0, `(batch, longest target)`.
#' @param output Logits, `(batch, longest output, classes)`.
#' @param target_length Lengths of the targets, `(batch)`.
#' @param output_length Lengths of the outputs, `(batch)`.
#' @param mask_index The class that stands for no label. Counted from 1, or from the end when
#'   negative.
#' @return `(batch)`.
#' @examplesIf hornpipe:::can_run()
#' op_ctc_loss(matrix(1:2, 1), array(0, c(1, 4, 3)), target_length = array(2L, 1),
#'   output_length = array(4L, 1))
#' @export
op_ctc_loss <- wraps("ops.ctc_loss", function(target, output, target_length, output_length, mask_index = 1L) {
  call_python(core()$ops$ctc_loss, list(as_array(target), as_array(output), as_array(target_length),
    as_array(output_length), mask_index = as_index(mask_index)))
})

#' The product of all elements so far along `axis`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis An axis; that of the flattened tensor if `NULL`. Counted from 1, or from the end
#'   when negative.
#' @param dtype The result's dtype.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_cumprod(c(0.2, 0.5)))
#' @export
op_cumprod <- wraps("ops.cumprod", function(x, axis = NULL, dtype = NULL) {
  call_python(core()$ops$cumprod, list(as_array(x), axis = as_axis(axis), dtype = as_dtype(dtype)))
})

#' The sum of all elements so far along `axis`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis An axis; that of the flattened tensor if `NULL`. Counted from 1, or from the end
#'   when negative.
#' @param dtype The result's dtype.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_cumsum(1:3))
#' @export
op_cumsum <- wraps("ops.cumsum", function(x, axis = NULL, dtype = NULL) {
  call_python(core()$ops$cumsum, list(as_array(x), axis = as_axis(axis), dtype = as_dtype(dtype)))
})

#' Decorator that gives a function its own gradient
#'
#' @param f Function of tensors that returns its result and a function `grad(..., upstream)`, which
#'   gives the gradients with respect to `args` from the gradient with respect to the result.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' square <- op_custom_gradient(function(x) list(x^2, function(..., upstream) upstream * 2 * x))
#' as.array(square(op_ones(2)))
#' @export
op_custom_gradient <- wraps("ops.custom_gradient", function(f) {
  call_python(core()$ops$custom_gradient, list(f = as_callable(f)))
})

#' Degrees to radians
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_deg2rad(c(0.2, 0.5)))
#' @export
op_deg2rad <- wraps("ops.deg2rad", function(x) {
  call_python(core()$ops$deg2rad, list(as_array(x)))
})

#' Turns groups of `block_size^2` channels into blocks of pixels
#'
#' @param x `(batch, height, width, channels)`, or channels first.
#' @param block_size Edge of a block, 2 at least.
#' @param data_format "channels_last" or "channels_first".
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_depth_to_space(array(1, c(1, 2, 2, 4)), 2))
#' @export
op_depth_to_space <- wraps("ops.depth_to_space", function(x, block_size, data_format = "channels_last") {
  call_python(core()$ops$depth_to_space, list(as_array(x), block_size = as_int(block_size),
    data_format = as_text(data_format)))
})

#' Convolution of each channel on its own, over 1 or 2 axes
#'
#' @param inputs `(batch, space, channels)`, or `(batch, channels, space)` for "channels_first".
#' @param kernel `(window, channels, multiplier)`: each channel gives `multiplier` channels.
#' @param strides Steps of the window.
#' @param padding "valid" or "same".
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param dilation_rate Distance between the entries of the window.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_depthwise_conv(array(1, c(1, 8, 3)), array(1, c(3, 3, 1))))
#' @export
op_depthwise_conv <- wraps("ops.depthwise_conv", function(inputs, kernel, strides = 1L, padding = "valid",
    data_format = NULL, dilation_rate = 1L) {
  call_python(core()$ops$depthwise_conv, list(as_array(inputs), as_array(kernel), strides = as_ints(strides),
    padding = as_text(padding), data_format = as_text(data_format), dilation_rate = as_ints(dilation_rate)))
})

#' Determinants of square matrices
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_det(diag(2) * 3))
#' @export
op_det <- wraps("ops.det", function(x) {
  call_python(core()$ops$det, list(as_array(x)))
})

#' The diagonal of a matrix, or the matrix with that diagonal
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param k Which diagonal; above the main one if positive.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_diag(c(0.2, 0.5)))
#' @export
op_diag <- wraps("ops.diag", function(x, k = 0L) {
  call_python(core()$ops$diag, list(as_array(x), k = as_int(k)))
})

#' The matrix with all elements of `x` on its diagonal `k`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param k Diagonal: 0 is the main one, above it positive, below it negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_diagflat(c(0.2, 0.5)))
#' @export
op_diagflat <- wraps("ops.diagflat", function(x, k = 0L) {
  call_python(core()$ops$diagflat, list(as_array(x), k = as_int(k)))
})

#' The diagonals of matrices, on the last axis
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param offset Which diagonal; above the main one if positive.
#' @param axis1 The rows. Counted from 1, or from the end when negative.
#' @param axis2 The columns. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_diagonal(matrix(1:4, 2)))
#' @export
op_diagonal <- wraps("ops.diagonal", function(x, offset = 0L, axis1 = 1L, axis2 = 2L) {
  call_python(core()$ops$diagonal, list(as_array(x), offset = as_int(offset), axis1 = as_axis(axis1),
    axis2 = as_axis(axis2)))
})

#' Each element minus the one before it along `axis`, `n` times over
#'
#' @param a Numbers, an array or a tensor, possibly symbolic.
#' @param n How many times differences are taken.
#' @param axis The axis. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_diff(c(1, 4, 9)))
#' @export
op_diff <- wraps("ops.diff", function(a, n = 1L, axis = -1L) {
  call_python(core()$ops$diff, list(as_array(a), n = as_int(n), axis = as_axis(axis)))
})

#' The number of the bin that each element lies in
#'
#' The first bin is that below all edges, the last begins with the last edge; what equals an edge
#' lies in the bin that begins with it.
#'
#' @param x The elements.
#' @param bins The edges between the bins, rising.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' op_digitize(c(-1, 0.5, 1.5, 3), bins = c(0, 1, 2))
#' @export
op_digitize <- wraps("ops.digitize", function(x, bins, zero_indexed = FALSE) {
  result <- call_python(core()$ops$digitize, list(as_array(x), as_array(bins)))
  from_one(result, zero_indexed)
})

#' Divide
#'
#' `x1 / x2`, floating.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_divide(c(1, 2), c(3, 4)))
#' @export
op_divide <- wraps("ops.divide", function(x1, x2) {
  call_python(core()$ops$divide, list(as_array(x1), as_array(x2)))
})

#' Divide no NaN
#'
#' `x1 / x2`, and 0 where `x2` is 0.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_divide_no_nan(c(1, 2), c(3, 4)))
#' @export
op_divide_no_nan <- wraps("ops.divide_no_nan", function(x1, x2) {
  call_python(core()$ops$divide_no_nan, list(as_array(x1), as_array(x2)))
})

#' The sum of products over the last axis of `x1` and the second last of `x2` (the last of a
#' vector)
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_dot(c(1, 2), c(3, 4)))
#' @export
op_dot <- wraps("ops.dot", function(x1, x2) {
  call_python(core()$ops$dot, list(as_array(x1), as_array(x2)))
})

#' Means of values, weighted by the softmax of the products of queries and keys
#'
#' @param query `(batch, T, heads, size)`.
#' @param key `(batch, S, heads, size)`. Fewer heads are each shared by several of the query.
#' @param value `(batch, S, heads, size)`.
#' @param bias Added to the products; broadcasts to `(batch, heads, T, S)`.
#' @param mask TRUE where a query may look; broadcasts to `(batch, heads, T, S)`.
#' @param scale Multiplies the products; `1 / sqrt(size)` if `NULL`.
#' @param is_causal Whether position t sees positions up to t only.
#' @param flash_attention Whether to insist on torch's flash kernel; torch decides if `NULL`.
#' @param attn_logits_soft_cap Bound that products approach, by tanh.
#' @return `(batch, T, heads, size)`.
#' @references Vaswani et al., 2017, https://arxiv.org/abs/1706.03762
#' @examplesIf hornpipe:::can_run()
#' q <- array(runif(24), c(1, 3, 2, 4))
#' dim(op_dot_product_attention(q, q, q))
#' @export
op_dot_product_attention <- wraps("ops.dot_product_attention", function(query, key, value, bias = NULL, mask = NULL,
    scale = NULL, is_causal = FALSE, flash_attention = NULL, attn_logits_soft_cap = NULL) {
  call_python(core()$ops$dot_product_attention, list(as_array(query), as_array(key), as_array(value), bias = as_array(bias),
    mask = as_array(mask), scale = as_real(scale), is_causal = as_flag(is_causal),
    flash_attention = as_flag(flash_attention), attn_logits_soft_cap = as_real(attn_logits_soft_cap)))
})

#' Parts along the third axis
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param indices_or_sections Number of equal parts; or several positions, from 1, at which a part
#'   begins: `c(3, 5)` are the parts 1 and 2, 3 and 4, and the rest. One position alone is written
#'   `list(3)`.
#' @return The parts, a list of tensors.
#' @examplesIf hornpipe:::can_run()
#' op_dsplit(array(1:8, c(2, 2, 2)), 2)
#' @export
op_dsplit <- wraps("ops.dsplit", function(x, indices_or_sections) {
  call_python(core()$ops$dsplit, list(as_array(x), indices_or_sections = as_sections(indices_or_sections)))
})

#' Tensors behind one another: along the third axis
#'
#' @param xs Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_dstack(list(1:2, 3:4)))
#' @export
op_dstack <- wraps("ops.dstack", function(xs) {
  call_python(core()$ops$dstack, list(as_array(xs)))
})

#' The name of the dtype of a tensor
#'
#' @param x Numbers, an array or a tensor.
#' @return A string.
#' @examplesIf hornpipe:::can_run()
#' op_dtype(1:3)
#' @export
op_dtype <- wraps("ops.dtype", function(x) {
  call_python(core()$ops$dtype, list(as_array(x)))
})

#' Eigenvalues and eigenvectors (as columns), complex
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return List of two tensors: the eigenvalues, and the eigenvectors.
#' @examplesIf hornpipe:::can_run()
#' op_eig(matrix(c(2, 0, 0, 3), 2))
#' @export
op_eig <- wraps("ops.eig", function(x) {
  call_python(core()$ops$eig, list(as_array(x)))
})

#' Eigenvalues in rising order and eigenvectors (as columns) of symmetric matrices
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return List of two tensors: the eigenvalues, and the eigenvectors.
#' @examplesIf hornpipe:::can_run()
#' op_eigh(matrix(c(2, 0, 0, 3), 2))
#' @export
op_eigh <- wraps("ops.eigh", function(x) {
  call_python(core()$ops$eigh, list(as_array(x)))
})

#' The sum of products that `subscripts` describes, as "bij,bjk->bik"
#'
#' @param subscripts A letter for each axis of each operand; letters that are not after the arrow
#'   are summed over.
#' @param ... Further tensors.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_einsum("ij,jk->ik", diag(2), matrix(1:4 + 0, 2)))
#' @export
op_einsum <- wraps("ops.einsum", function(subscripts, ...) {
  call_python(core()$ops$einsum, c(list(as_text(subscripts)), as_array(list(...))))
})

#' ELU
#'
#' `x` where positive, else `alpha * (exp(x) - 1)`.
#'
#' @param x Tensor.
#' @param alpha Minus the limit for small `x`.
#' @return A tensor.
#' @references Clevert et al., 2016, https://arxiv.org/abs/1511.07289
#' @examplesIf hornpipe:::can_run()
#' as.array(op_elu(c(-2, 0, 2)))
#' @export
op_elu <- wraps("ops.elu", function(x, alpha = 1) {
  call_python(core()$ops$elu, list(as_array(x), alpha = as_real(alpha)))
})

#' Elements of any value, the default float type if `dtype` is `NULL`
#'
#' @param shape Shape of the result.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_empty(c(2, 3)))
#' @export
op_empty <- wraps("ops.empty", function(shape, dtype = NULL) {
  call_python(core()$ops$empty, list(shape = as_shape(shape), dtype = as_dtype(dtype)))
})

#' Elements of any value in the shape of `x`, and its dtype if `dtype` is `NULL`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_empty_like(matrix(0, 2, 3)))
#' @export
op_empty_like <- wraps("ops.empty_like", function(x, dtype = NULL) {
  call_python(core()$ops$empty_like, list(as_array(x), dtype = as_dtype(dtype)))
})

#' Equal
#'
#' `x1 == x2`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_equal(c(1, 2), c(3, 4)))
#' @export
op_equal <- wraps("ops.equal", function(x1, x2) {
  call_python(core()$ops$equal, list(as_array(x1), as_array(x2)))
})

#' The error function
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_erf(c(0.2, 0.5)))
#' @export
op_erf <- wraps("ops.erf", function(x) {
  call_python(core()$ops$erf, list(as_array(x)))
})

#' Erfc
#'
#' `1 - erf(x)`, exact for large `x`.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_erfc(c(0.2, 0.5)))
#' @export
op_erfc <- wraps("ops.erfc", function(x) {
  call_python(core()$ops$erfc, list(as_array(x)))
})

#' The inverse of the error function
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_erfinv(c(-0.5, 0.5)))
#' @export
op_erfinv <- wraps("ops.erfinv", function(x) {
  call_python(core()$ops$erfinv, list(as_array(x)))
})

#' Exp
#'
#' `e^x`.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_exp(c(0.2, 0.5)))
#' @export
op_exp <- wraps("ops.exp", function(x) {
  call_python(core()$ops$exp, list(as_array(x)))
})

#' Exp2
#'
#' `2^x`.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_exp2(c(0.2, 0.5)))
#' @export
op_exp2 <- wraps("ops.exp2", function(x) {
  call_python(core()$ops$exp2, list(as_array(x)))
})

#' New axes of size 1, at the positions `axis` of the result
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several positions. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_expand_dims(1:3, 1))
#' @export
op_expand_dims <- wraps("ops.expand_dims", function(x, axis) {
  call_python(core()$ops$expand_dims, list(as_array(x), axis = as_axes(axis)))
})

#' Expm1
#'
#' `exp(x) - 1`, exact near 0.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_expm1(c(0.2, 0.5)))
#' @export
op_expm1 <- wraps("ops.expm1", function(x) {
  call_python(core()$ops$expm1, list(as_array(x)))
})

#' Frames of the last axis, as a new axis
#'
#' @param x Signals, `(..., length)`.
#' @param sequence_length Length of a frame.
#' @param sequence_stride Steps between frames.
#' @return `(..., frames, sequence_length)`.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_extract_sequences(1:6 + 0, 3, 1))
#' @export
op_extract_sequences <- wraps("ops.extract_sequences", function(x, sequence_length, sequence_stride) {
  call_python(core()$ops$extract_sequences, list(as_array(x), sequence_length = as_int(sequence_length),
    sequence_stride = as_int(sequence_stride)))
})

#' Ones on a diagonal, zeros elsewhere
#'
#' @param N Number of rows.
#' @param M Number of columns; `N` if `NULL`.
#' @param k Which diagonal; above the main one if positive.
#' @param dtype Dtype; the default float type if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_eye(2))
#' @export
op_eye <- wraps("ops.eye", function(N, M = NULL, k = 0L, dtype = NULL) {
  call_python(core()$ops$eye, list(N = as_int(N), M = as_int(M), k = as_int(k), dtype = as_dtype(dtype)))
})

#' Fabs
#'
#' [op_absolute()], floating.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_fabs(c(-2, 0, 2)))
#' @export
op_fabs <- wraps("ops.fabs", function(x) {
  call_python(core()$ops$fabs, list(as_array(x)))
})

#' The discrete Fourier transform of the last axis
#'
#' @param x List of two tensors: real and imaginary parts.
#' @return List of two tensors: real and imaginary parts.
#' @examplesIf hornpipe:::can_run()
#' op_fft(list(c(1, 2, 3, 4), c(0, 0, 0, 0)))
#' @export
op_fft <- wraps("ops.fft", function(x) {
  call_python(core()$ops$fft, list(as_array(x)))
})

#' The discrete Fourier transform of the last two axes
#'
#' @param x List of two tensors: real and imaginary parts.
#' @return List of two tensors: real and imaginary parts.
#' @examplesIf hornpipe:::can_run()
#' op_fft2(list(diag(2), diag(2) * 0))
#' @export
op_fft2 <- wraps("ops.fft2", function(x) {
  call_python(core()$ops$fft2, list(as_array(x)))
})

#' The elements in reverse order along `axis`; along all axes if `NULL`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes, counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_flip(1:3))
#' @export
op_flip <- wraps("ops.flip", function(x, axis = NULL) {
  call_python(core()$ops$flip, list(as_array(x), axis = as_axes(axis)))
})

#' Columns in reverse order
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_fliplr(matrix(1:4, 2)))
#' @export
op_fliplr <- wraps("ops.fliplr", function(x) {
  call_python(core()$ops$fliplr, list(as_array(x)))
})

#' Rows in reverse order
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_flipud(matrix(1:4, 2)))
#' @export
op_flipud <- wraps("ops.flipud", function(x) {
  call_python(core()$ops$flipud, list(as_array(x)))
})

#' The next integer below, floating
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_floor(c(-1.6, 0.4, 1.6)))
#' @export
op_floor <- wraps("ops.floor", function(x) {
  call_python(core()$ops$floor, list(as_array(x)))
})

#' The largest integer not above `x1 / x2`
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_floor_divide(c(1, 2), c(3, 4)))
#' @export
op_floor_divide <- wraps("ops.floor_divide", function(x1, x2) {
  call_python(core()$ops$floor_divide, list(as_array(x1), as_array(x2)))
})

#' The larger of two; the number where one is NaN
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_fmax(c(1, 2), c(3, 4)))
#' @export
op_fmax <- wraps("ops.fmax", function(x1, x2) {
  call_python(core()$ops$fmax, list(as_array(x1), as_array(x2)))
})

#' The smaller of two; the number where one is NaN
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_fmin(c(1, 2), c(3, 4)))
#' @export
op_fmin <- wraps("ops.fmin", function(x1, x2) {
  call_python(core()$ops$fmin, list(as_array(x1), as_array(x2)))
})

#' The remainder of the division that rounds to zero, with the sign of `x1`
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_fmod(c(1, 2), c(3, 4)))
#' @export
op_fmod <- wraps("ops.fmod", function(x1, x2) {
  call_python(core()$ops$fmod, list(as_array(x1), as_array(x2)))
})

#' The reverse of [op_unfold()]: windows put back, and added where they overlap
#'
#' @param x `(batch, channels * window, windows)`.
#' @param output_size Height and width of the image.
#' @param kernel_size Size of the window.
#' @param dilation Distance between its entries.
#' @param padding Zeros that were on all sides.
#' @param stride Steps of the window.
#' @return `(batch, channels, height, width)`.
#' @examplesIf hornpipe:::can_run()
#' dim(op_fold(array(1, c(1, 4, 4)), output_size = 4, kernel_size = 2, stride = 2))
#' @export
op_fold <- wraps("ops.fold", function(x, output_size, kernel_size, dilation = 1L, padding = 0L, stride = 1L) {
  call_python(core()$ops$fold, list(as_array(x), output_size = as_ints(output_size), kernel_size = as_ints(kernel_size),
    dilation = as_ints(dilation), padding = as_ints(padding), stride = as_ints(stride)))
})

#' Runs a function for `i` from `lower` to `upper - 1`, each time on what it gave before
#'
#' @param lower The first `i`.
#' @param upper The end.
#' @param body_fun Takes `i` and the value, gives the next value.
#' @param init_val The first value.
#' @return The last value.
#' @examplesIf hornpipe:::can_run()
#' op_fori_loop(0, 3, function(i, x) x * 2, 1)
#' @export
op_fori_loop <- wraps("ops.fori_loop", function(lower, upper, body_fun, init_val) {
  call_python(core()$ops$fori_loop, list(as_array(lower), as_array(upper), body_fun = as_step(body_fun),
    init_val = as_array(init_val)))
})

#' Full
#'
#' `fill_value` everywhere.
#'
#' @param shape Sizes of the result.
#' @param fill_value A number, or a tensor that is broadcast.
#' @param dtype Dtype; the default float type if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_full(c(2, 2), 7))
#' @export
op_full <- wraps("ops.full", function(shape, fill_value, dtype = NULL) {
  call_python(core()$ops$full, list(shape = as_shape(shape), fill_value = as_array(fill_value), dtype = as_dtype(dtype)))
})

#' Full like
#'
#' `fill_value` in the shape of `x`, and its dtype if `dtype` is `NULL`.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param fill_value Numbers, an array or a tensor, possibly symbolic.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_full_like(1:3, 7))
#' @export
op_full_like <- wraps("ops.full_like", function(x, fill_value, dtype = NULL) {
  call_python(core()$ops$full_like, list(as_array(x), as_array(fill_value), dtype = as_dtype(dtype)))
})

#' The greatest common divisor
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_gcd(12L, 18L))
#' @export
op_gcd <- wraps("ops.gcd", function(x1, x2) {
  call_python(core()$ops$gcd, list(as_array(x1), as_array(x2)))
})

#' GELU
#'
#' `x` times the probability that a standard normal draw is below `x`.
#'
#' @param x Tensor.
#' @param approximate Whether that probability is approximated by tanh.
#' @return A tensor.
#' @references Hendrycks and Gimpel, 2016, https://arxiv.org/abs/1606.08415
#' @examplesIf hornpipe:::can_run()
#' as.array(op_gelu(c(-2, 0, 2)))
#' @export
op_gelu <- wraps("ops.gelu", function(x, approximate = TRUE) {
  call_python(core()$ops$gelu, list(as_array(x), approximate = as_flag(approximate)))
})

#' Geomspace
#'
#' `num` points, each the same multiple of the one before.
#'
#' @param start The first point.
#' @param stop The end.
#' @param num How many points.
#' @param endpoint Whether the end is the last of them.
#' @param dtype Dtype; from the ends if `NULL`.
#' @param axis Where the new axis stands, when the ends are tensors. Counted from 1, or from the
#'   end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_geomspace(1, 8, 4))
#' @export
op_geomspace <- wraps("ops.geomspace", function(start, stop, num = 50L, endpoint = TRUE, dtype = NULL, axis = 1L) {
  call_python(core()$ops$geomspace, list(as_array(start), as_array(stop), num = as_int(num), endpoint = as_flag(endpoint),
    dtype = as_dtype(dtype), axis = as_axis(axis)))
})

#' Get item
#'
#' `x[key]`, for any key of integers, slices, `...`, `NULL`, and tensors.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param key What to take: positions, slices, or a list of one of these for each axis, counted as
#'   in Python.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' op_get_item(1:5, 0L)
#' @export
op_get_item <- wraps("ops.get_item", function(x, key) {
  call_python(core()$ops$get_item, list(as_array(x), key = key))
})

#' One half of `x` times the sigmoid of the other
#'
#' @param x Tensor with an even size along `axis`.
#' @param axis Axis to halve. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @references Dauphin et al., 2017, https://arxiv.org/abs/1612.08083
#' @examplesIf hornpipe:::can_run()
#' as.array(op_glu(c(1, 2, 0, 3)))
#' @export
op_glu <- wraps("ops.glu", function(x, axis = -1L) {
  call_python(core()$ops$glu, list(as_array(x), axis = as_axis(axis)))
})

#' Greater
#'
#' `x1 > x2`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_greater(c(1, 2), c(3, 4)))
#' @export
op_greater <- wraps("ops.greater", function(x1, x2) {
  call_python(core()$ops$greater, list(as_array(x1), as_array(x2)))
})

#' Greater equal
#'
#' `x1 >= x2`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_greater_equal(c(1, 2), c(3, 4)))
#' @export
op_greater_equal <- wraps("ops.greater_equal", function(x1, x2) {
  call_python(core()$ops$greater_equal, list(as_array(x1), as_array(x2)))
})

#' The Hamming window of `x` points
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_hamming(4L))
#' @export
op_hamming <- wraps("ops.hamming", function(x) {
  call_python(core()$ops$hamming, list(as_array(x)))
})

#' The Hann window of `x` points
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_hanning(4L))
#' @export
op_hanning <- wraps("ops.hanning", function(x) {
  call_python(core()$ops$hanning, list(as_array(x)))
})

#' Hard shrink
#'
#' `x` where `|x| > threshold`, else 0.
#'
#' @param x Tensor.
#' @param threshold The bound.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_hard_shrink(c(-2, 0, 2)))
#' @export
op_hard_shrink <- wraps("ops.hard_shrink", function(x, threshold = 0.5) {
  call_python(core()$ops$hard_shrink, list(as_array(x), threshold = as_real(threshold)))
})

#' Hard sigmoid
#'
#' `relu6(x + 3) / 6`, a sigmoid of straight lines.
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_hard_sigmoid(c(-2, 0, 2)))
#' @export
op_hard_sigmoid <- wraps("ops.hard_sigmoid", function(x) {
  call_python(core()$ops$hard_sigmoid, list(as_array(x)))
})

#' Hard SiLU
#'
#' `x * hard_sigmoid(x)`.
#'
#' @param x Tensor.
#' @return A tensor.
#' @references Howard et al., 2019, https://arxiv.org/abs/1905.02244
#' @examplesIf hornpipe:::can_run()
#' as.array(op_hard_silu(c(-2, 0, 2)))
#' as.array(op_hard_swish(c(-2, 0, 2)))
#' @export
op_hard_silu <- wraps("ops.hard_silu", function(x) {
  call_python(core()$ops$hard_silu, list(as_array(x)))
})

#' @rdname op_hard_silu
#' @export
op_hard_swish <- op_hard_silu

#' Hard tanh
#'
#' `x` between -1 and 1, else the nearer of the two.
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_hard_tanh(c(-2, 0, 2)))
#' @export
op_hard_tanh <- wraps("ops.hard_tanh", function(x) {
  call_python(core()$ops$hard_tanh, list(as_array(x)))
})

#' 0 for negative `x1`, 1 for positive, `x2` at 0
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_heaviside(c(1, 2), c(3, 4)))
#' @export
op_heaviside <- wraps("ops.heaviside", function(x1, x2) {
  call_python(core()$ops$heaviside, list(as_array(x1), as_array(x2)))
})

#' How many elements fall into each of `bins` equal intervals; the counts, and the edges
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param bins How many intervals.
#' @param range The least and the greatest edge; those of the elements if `NULL`.
#' @return List of two tensors: the counts, and the edges, of which there is one more.
#' @examplesIf hornpipe:::can_run()
#' op_histogram(c(1, 2, 2, 3), bins = 3)
#' @export
op_histogram <- wraps("ops.histogram", function(x, bins = 10L, range = NULL) {
  call_python(core()$ops$histogram, list(as_array(x), bins = as_int(bins), range = as_reals(range)))
})

#' Parts along the second axis, or the only one
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param indices_or_sections Number of equal parts; or several positions, from 1, at which a part
#'   begins: `c(3, 5)` are the parts 1 and 2, 3 and 4, and the rest. One position alone is written
#'   `list(3)`.
#' @return The parts, a list of tensors.
#' @examplesIf hornpipe:::can_run()
#' op_hsplit(matrix(1:4, 2), 2)
#' @export
op_hsplit <- wraps("ops.hsplit", function(x, indices_or_sections) {
  call_python(core()$ops$hsplit, list(as_array(x), indices_or_sections = as_sections(indices_or_sections)))
})

#' Tensors beside one another: along the second axis, or the only one
#'
#' @param xs Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_hstack(list(1:2, 3:4)))
#' @export
op_hstack <- wraps("ops.hstack", function(xs) {
  call_python(core()$ops$hstack, list(as_array(xs)))
})

#' Hypot
#'
#' `sqrt(x1^2 + x2^2)`, without overflow.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_hypot(c(1, 2), c(3, 4)))
#' @export
op_hypot <- wraps("ops.hypot", function(x1, x2) {
  call_python(core()$ops$hypot, list(as_array(x1), as_array(x2)))
})

#' The modified Bessel function of the first kind, order 0
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_i0(c(0.2, 0.5)))
#' @export
op_i0 <- wraps("ops.i0", function(x) {
  call_python(core()$ops$i0, list(as_array(x)))
})

#' The identity matrix of `n` rows
#'
#' @param n Number of rows and columns.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_identity(2))
#' @export
op_identity <- wraps("ops.identity", function(n, dtype = NULL) {
  call_python(core()$ops$identity, list(n = as_int(n), dtype = as_dtype(dtype)))
})

#' The inverse of [op_fft2()]
#'
#' @param x List of two tensors: real and imaginary parts.
#' @return List of two tensors: real and imaginary parts.
#' @examplesIf hornpipe:::can_run()
#' op_ifft2(list(diag(2), diag(2) * 0))
#' @export
op_ifft2 <- wraps("ops.ifft2", function(x) {
  call_python(core()$ops$ifft2, list(as_array(x)))
})

#' The imaginary part; 0 for real numbers
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_imag(c(1+2i, -1+0i)))
#' @export
op_imag <- wraps("ops.imag", function(x) {
  call_python(core()$ops$imag, list(as_array(x)))
})

#' Images under a projective map: rotation, shear, scale, shift
#'
#' @param images Image or batch.
#' @param transform `(8)` or `(batch, 8)`: `a0, a1, a2, b0, b1, b2, c0, c1`. The output pixel `(x, y)` shows the input at `((a0 x + a1 y + a2) / k, (b0 x + b1 y + b2) / k)` with `k = c0 x + c1 y + 1`.
#' @param interpolation "nearest" or "bilinear".
#' @param fill_mode What lies outside: "constant", "nearest", "wrap", "mirror" or "reflect".
#' @param fill_value The value for "constant".
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_image_affine_transform(array(runif(48), c(4, 4, 3)), c(1, 0, 1, 0, 1, 0, 0, 0)))
#' @export
op_image_affine_transform <- wraps("ops.image.affine_transform", function(images, transform, interpolation = "bilinear",
    fill_mode = "constant", fill_value = 0, data_format = NULL) {
  call_python(core()$ops$image$affine_transform, list(as_array(images), as_array(transform),
    interpolation = as_text(interpolation), fill_mode = as_text(fill_mode), fill_value = as_real(fill_value),
    data_format = as_text(data_format)))
})

#' Images without their borders. Of the two borders and the target size of each axis, two are given
#'
#' @param images Image or batch.
#' @param top_cropping Rows to cut off.
#' @param left_cropping Columns to cut off.
#' @param bottom_cropping Rows to cut off.
#' @param right_cropping Columns to cut off.
#' @param target_height Size of the result.
#' @param target_width Size of the result.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_image_crop(array(runif(48), c(4, 4, 3)), target_height = 2, target_width = 2,
#'   top_cropping = 1, left_cropping = 1))
#' @export
op_image_crop <- wraps("ops.image.crop_images", function(images, top_cropping = NULL, left_cropping = NULL,
    bottom_cropping = NULL, right_cropping = NULL, target_height = NULL, target_width = NULL, data_format = NULL) {
  call_python(core()$ops$image$crop_images, list(as_array(images), top_cropping = as_int(top_cropping),
    left_cropping = as_int(left_cropping), bottom_cropping = as_int(bottom_cropping),
    right_cropping = as_int(right_cropping), target_height = as_int(target_height), target_width = as_int(target_width),
    data_format = as_text(data_format)))
})

#' Images bent by a smooth random field
#'
#' @param images Image or batch.
#' @param alpha How far pixels move.
#' @param sigma How smooth the field is.
#' @param interpolation "nearest" or "bilinear".
#' @param fill_mode What lies outside: "constant", "nearest", "wrap", "mirror" or "reflect".
#' @param fill_value The value for "constant".
#' @param seed An integer or a [random_seed_generator()].
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A tensor.
#' @references Simard et al., 2003, https://doi.org/10.1109/ICDAR.2003.1227801
#' @examplesIf hornpipe:::can_run()
#' dim(op_image_elastic_transform(array(runif(48), c(4, 4, 3))))
#' @export
op_image_elastic_transform <- wraps("ops.image.elastic_transform", function(images, alpha = 20, sigma = 5,
    interpolation = "bilinear", fill_mode = "reflect", fill_value = 0, seed = NULL, data_format = NULL) {
  call_python(core()$ops$image$elastic_transform, list(as_array(images), alpha = as_real(alpha), sigma = as_real(sigma),
    interpolation = as_text(interpolation), fill_mode = as_text(fill_mode), fill_value = as_real(fill_value),
    seed = as_seed(seed), data_format = as_text(data_format)))
})

#' Blocks of pixels, each as one vector
#'
#' @param images Image or batch; with a `size` of three numbers, volume or batch of volumes.
#' @param size Height and width of a block.
#' @param strides Steps between blocks; their size if `NULL`.
#' @param dilation_rate Distance between the pixels of a block.
#' @param padding "valid" or "same".
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return `(batch, rows, columns, height * width * channels)`, or channels first.
#' @examplesIf hornpipe:::can_run()
#' dim(op_image_extract_patches(array(runif(48), c(4, 4, 3)), c(2, 2)))
#' @export
op_image_extract_patches <- wraps("ops.image.extract_patches", function(images, size, strides = NULL, dilation_rate = 1L,
    padding = "valid", data_format = NULL) {
  call_python(core()$ops$image$extract_patches, list(as_array(images), size = as_ints(size), strides = as_ints(strides),
    dilation_rate = as_ints(dilation_rate), padding = as_text(padding), data_format = as_text(data_format)))
})

#' Blocks of volumes, each as one vector
#'
#' @param volumes Volume or batch of volumes.
#' @param size Depth, height and width of a block.
#' @param strides Steps between blocks; their size if `NULL`.
#' @param dilation_rate Distance between the entries of a block.
#' @param padding "valid" or "same".
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return `(batch, layers, rows, columns, depth * height * width * channels)`, or channels first.
#' @examplesIf hornpipe:::can_run()
#' dim(op_image_extract_patches_3d(array(runif(64), c(1, 4, 4, 4, 1)), c(2, 2, 2)))
#' @export
op_image_extract_patches_3d <- wraps("ops.image.extract_patches_3d", function(volumes, size, strides = NULL,
    dilation_rate = 1L, padding = "valid", data_format = NULL) {
  call_python(core()$ops$image$extract_patches_3d, list(as_array(volumes), size = as_ints(size), strides = as_ints(strides),
    dilation_rate = as_ints(dilation_rate), padding = as_text(padding), data_format = as_text(data_format)))
})

#' Blurred images: each pixel a mean of its neighbours, weighted by a normal density
#'
#' @param images Image or batch.
#' @param kernel_size Width and height of the window.
#' @param sigma Standard deviations of the density, across and down.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_image_gaussian_blur(array(runif(48), c(4, 4, 3))))
#' @export
op_image_gaussian_blur <- wraps("ops.image.gaussian_blur", function(images, kernel_size = c(3L, 3L), sigma = c(1, 1),
    data_format = NULL) {
  call_python(core()$ops$image$gaussian_blur, list(as_array(images), kernel_size = as_ints(kernel_size),
    sigma = as_reals(sigma), data_format = as_text(data_format)))
})

#' The inverse of [op_image_rgb_to_hsv()]
#'
#' @param images Float image or batch with 3 channels.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_image_hsv_to_rgb(array(runif(48), c(4, 4, 3))))
#' @export
op_image_hsv_to_rgb <- wraps("ops.image.hsv_to_rgb", function(images, data_format = NULL) {
  call_python(core()$ops$image$hsv_to_rgb, list(as_array(images), data_format = as_text(data_format)))
})

#' The values of a tensor at places between its entries
#'
#' @param inputs Tensor of any rank.
#' @param coordinates `(rank, ...)`: a place for each entry of the result.
#' @param order 0 for the nearest entry, 1 for linear interpolation.
#' @param fill_mode What lies outside: "constant", "nearest", "wrap", "mirror" or "reflect".
#' @param fill_value The value for "constant".
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_image_map_coordinates(c(1, 2, 3), list(c(0.5, 1.5)), order = 1))
#' @export
op_image_map_coordinates <- wraps("ops.image.map_coordinates", function(inputs, coordinates, order, fill_mode = "constant",
    fill_value = 0) {
  call_python(core()$ops$image$map_coordinates, list(as_array(inputs), as_array(coordinates), order = as_int(order),
    fill_mode = as_text(fill_mode), fill_value = as_real(fill_value)))
})

#' Images with borders of zeros. Of the two borders and the target size of each axis, two are given
#'
#' @param images Image or batch.
#' @param top_padding Rows to add.
#' @param left_padding Columns to add.
#' @param bottom_padding Rows to add.
#' @param right_padding Columns to add.
#' @param target_height Size of the result.
#' @param target_width Size of the result.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_image_pad(array(runif(48), c(4, 4, 3)), 1, 1, target_height = 6, target_width = 6))
#' @export
op_image_pad <- wraps("ops.image.pad_images", function(images, top_padding = NULL, left_padding = NULL,
    bottom_padding = NULL, right_padding = NULL, target_height = NULL, target_width = NULL, data_format = NULL) {
  call_python(core()$ops$image$pad_images, list(as_array(images), top_padding = as_int(top_padding),
    left_padding = as_int(left_padding), bottom_padding = as_int(bottom_padding), right_padding = as_int(right_padding),
    target_height = as_int(target_height), target_width = as_int(target_width), data_format = as_text(data_format)))
})

#' Images seen from elsewhere: four corners move from `start_points` to `end_points`
#'
#' @param images Image or batch.
#' @param start_points Corners `(x, y)` in the input, `(4, 2)` or `(batch, 4, 2)`.
#' @param end_points Where they are in the output.
#' @param interpolation "nearest" or "bilinear".
#' @param fill_value What lies outside.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' corners <- array(c(0, 3, 0, 3, 0, 0, 3, 3), c(1, 4, 2))
#' dim(op_image_perspective_transform(array(runif(48), c(1, 4, 4, 3)), corners, corners))
#' @export
op_image_perspective_transform <- wraps("ops.image.perspective_transform", function(images, start_points, end_points,
    interpolation = "bilinear", fill_value = 0, data_format = NULL) {
  call_python(core()$ops$image$perspective_transform, list(as_array(images), as_array(start_points), as_array(end_points),
    interpolation = as_text(interpolation), fill_value = as_real(fill_value), data_format = as_text(data_format)))
})

#' Images of another height and width
#'
#' @param images Image or batch.
#' @param size New height and width.
#' @param interpolation "nearest", "bilinear", "bicubic", "lanczos3" or "lanczos5".
#' @param antialias Whether a smaller size averages over more places.
#' @param crop_to_aspect_ratio Whether to cut off what would distort the image.
#' @param pad_to_aspect_ratio Whether to add borders instead.
#' @param fill_mode "constant".
#' @param fill_value Value of the borders.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_image_resize(array(runif(48), c(4, 4, 3)), c(2, 2)))
#' @export
op_image_resize <- wraps("ops.image.resize", function(images, size, interpolation = "bilinear", antialias = FALSE,
    crop_to_aspect_ratio = FALSE, pad_to_aspect_ratio = FALSE, fill_mode = "constant", fill_value = 0, data_format = NULL) {
  call_python(core()$ops$image$resize, list(as_array(images), size = as_ints(size), interpolation = as_text(interpolation),
    antialias = as_flag(antialias), crop_to_aspect_ratio = as_flag(crop_to_aspect_ratio),
    pad_to_aspect_ratio = as_flag(pad_to_aspect_ratio), fill_mode = as_text(fill_mode), fill_value = as_real(fill_value),
    data_format = as_text(data_format)))
})

#' Brightness of colours, as one channel
#'
#' @param images Image or batch with 3 channels (or 1, which stays).
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_image_rgb_to_grayscale(array(runif(48), c(4, 4, 3))))
#' @export
op_image_rgb_to_grayscale <- wraps("ops.image.rgb_to_grayscale", function(images, data_format = NULL) {
  call_python(core()$ops$image$rgb_to_grayscale, list(as_array(images), data_format = as_text(data_format)))
})

#' Red, green and blue as hue, saturation and value, all between 0 and 1
#'
#' @param images Float image or batch with 3 channels.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_image_rgb_to_hsv(array(runif(48), c(4, 4, 3))))
#' @export
op_image_rgb_to_hsv <- wraps("ops.image.rgb_to_hsv", function(images, data_format = NULL) {
  call_python(core()$ops$image$rgb_to_hsv, list(as_array(images), data_format = as_text(data_format)))
})

#' Images scaled and moved, sampled anew
#'
#' @param images Tensor of any rank.
#' @param output_shape Shape of the result.
#' @param scale A factor for each of `spatial_dims`.
#' @param translation A shift for each, in new places.
#' @param spatial_dims The axes to change. Counted from 1, or from the end when negative.
#' @param method "linear", "cubic", "lanczos3" or "lanczos5" ("bilinear" and "trilinear" mean
#'   linear, and so on).
#' @param antialias Whether a scale below 1 averages over more places.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_image_scale_and_translate(array(runif(48), c(1, 4, 4, 3)), c(1, 8, 8, 3), scale = c(2,
#'   2), translation = c(0, 0), spatial_dims = c(2, 3), method = "linear"))
#' @export
op_image_scale_and_translate <- wraps("ops.image.scale_and_translate", function(images, output_shape, scale, translation,
    spatial_dims, method, antialias = TRUE) {
  call_python(core()$ops$image$scale_and_translate, list(as_array(images), output_shape = as_shape(output_shape),
    scale = as_array(scale), translation = as_array(translation), spatial_dims = as_axes(spatial_dims),
    method = as_text(method), antialias = as_flag(antialias)))
})

#' Slopes of brightness, down and across, by Sobel's filters
#'
#' @param images Batch of images.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return The shape of `images` and a last axis of size 2: (down, across).
#' @examplesIf hornpipe:::can_run()
#' dim(op_image_sobel_edges(array(runif(48), c(1, 4, 4, 3))))
#' @export
op_image_sobel_edges <- wraps("ops.image.sobel_edges", function(images, data_format = NULL) {
  call_python(core()$ops$image$sobel_edges, list(as_array(images), data_format = as_text(data_format)))
})

#' Structural similarity of images, at most 1
#'
#' @param image1 Image or batch.
#' @param image2 The same, changed.
#' @param max_val The greatest value that a pixel can have.
#' @param filter_size Edge of the window in which images are compared.
#' @param filter_sigma Standard deviation of its weights.
#' @param k1 Keep the divisions finite.
#' @param k2 Keep the divisions finite.
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A number for each image.
#' @references Wang et al., 2004, https://doi.org/10.1109/TIP.2003.819861
#' @examplesIf hornpipe:::can_run()
#' x <- array(runif(363), c(1, 11, 11, 3))
#' as.array(op_image_ssim(x, x))
#' @export
op_image_ssim <- wraps("ops.image.ssim", function(image1, image2, max_val = 1, filter_size = 11L, filter_sigma = 1.5,
    k1 = 0.01, k2 = 0.03, data_format = NULL) {
  call_python(core()$ops$image$ssim, list(as_array(image1), as_array(image2), max_val = as_real(max_val),
    filter_size = as_int(filter_size), filter_sigma = as_real(filter_sigma), k1 = as_real(k1), k2 = as_real(k2),
    data_format = as_text(data_format)))
})

#' Whether each target is among the `k` best predicted classes
#'
#' @param targets Class numbers from 0, `(n)`.
#' @param predictions A score for each class, `(n, classes)`.
#' @param k How many classes count as best; ties at the last place all count.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_in_top_k(array(2L), matrix(c(0.1, 0.7, 0.2), 1), k = 2))
#' @export
op_in_top_k <- wraps("ops.in_top_k", function(targets, predictions, k) {
  call_python(core()$ops$in_top_k, list(as_array(targets), as_array(predictions), k = as_int(k)))
})

#' The sum of products over the last axes of both
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_inner(c(1, 2), c(3, 4)))
#' @export
op_inner <- wraps("ops.inner", function(x1, x2) {
  call_python(core()$ops$inner, list(as_array(x1), as_array(x2)))
})

#' The inverse of square matrices
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_inv(diag(2) * 2))
#' @export
op_inv <- wraps("ops.inv", function(x) {
  call_python(core()$ops$inv, list(as_array(x)))
})

#' The inverse of [op_rfft()]
#'
#' @param x List of two tensors: real and imaginary parts.
#' @param fft_length Size of the last axis of the result; `2 * (size - 1)` if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_irfft(op_rfft(c(1, 2, 3, 4))))
#' @export
op_irfft <- wraps("ops.irfft", function(x, fft_length = NULL) {
  call_python(core()$ops$irfft, list(as_array(x), fft_length = as_int(fft_length)))
})

#' Whether `x` is a tensor, symbolic or not
#'
#' @param x Any object.
#' @return `TRUE` or `FALSE`.
#' @examplesIf hornpipe:::can_run()
#' op_is_tensor(op_ones(2))
#' @export
op_is_tensor <- wraps("ops.is_tensor", function(x) {
  call_python(core()$ops$is_tensor, list(x = x))
})

#' Whether `|x1 - x2| <= atol + rtol |x2|`
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @param rtol Tolerance that grows with `x2`.
#' @param atol Tolerance that does not.
#' @param equal_nan Whether NaN is close to NaN.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_isclose(c(1, 2), c(3, 4)))
#' @export
op_isclose <- wraps("ops.isclose", function(x1, x2, rtol = 1e-05, atol = 1e-08, equal_nan = FALSE) {
  call_python(core()$ops$isclose, list(as_array(x1), as_array(x2), rtol = as_real(rtol), atol = as_real(atol),
    equal_nan = as_flag(equal_nan)))
})

#' Whether an element is neither infinite nor NaN
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_isfinite(c(1, NaN, Inf, -Inf)))
#' @export
op_isfinite <- wraps("ops.isfinite", function(x) {
  call_python(core()$ops$isfinite, list(as_array(x)))
})

#' Whether each element of `x1` is among those of `x2`
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @param assume_unique Promise that both hold no value twice, which is faster.
#' @param invert Whether the answers are turned over.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_isin(1:3, c(1L, 3L)))
#' @export
op_isin <- wraps("ops.isin", function(x1, x2, assume_unique = FALSE, invert = FALSE) {
  call_python(core()$ops$isin, list(as_array(x1), as_array(x2), assume_unique = as_flag(assume_unique),
    invert = as_flag(invert)))
})

#' Whether an element is infinite
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_isinf(c(1, NaN, Inf, -Inf)))
#' @export
op_isinf <- wraps("ops.isinf", function(x) {
  call_python(core()$ops$isinf, list(as_array(x)))
})

#' Whether an element is NaN
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_isnan(c(1, NaN, Inf, -Inf)))
#' @export
op_isnan <- wraps("ops.isnan", function(x) {
  call_python(core()$ops$isnan, list(as_array(x)))
})

#' Whether an element is minus infinity
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_isneginf(c(1, NaN, Inf, -Inf)))
#' @export
op_isneginf <- wraps("ops.isneginf", function(x) {
  call_python(core()$ops$isneginf, list(as_array(x)))
})

#' Whether an element is plus infinity
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_isposinf(c(1, NaN, Inf, -Inf)))
#' @export
op_isposinf <- wraps("ops.isposinf", function(x) {
  call_python(core()$ops$isposinf, list(as_array(x)))
})

#' Whether an element has no imaginary part
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_isreal(c(1+2i, -1+0i)))
#' @export
op_isreal <- wraps("ops.isreal", function(x) {
  call_python(core()$ops$isreal, list(as_array(x)))
})

#' The inverse of [op_stft()]
#'
#' @param x List of two tensors `(..., frames, fft_length %/% 2 + 1)`.
#' @param sequence_length Length of a frame.
#' @param sequence_stride Steps between frames.
#' @param fft_length Length of the transform.
#' @param length Length of the signal; as much as the frames tell if `NULL`.
#' @param window What [op_stft()] was given.
#' @param center What [op_stft()] was given.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' x <- op_stft(sin(1:64), 16, 8, 16)
#' dim(op_istft(x, 16, 8, 16))
#' @export
op_istft <- wraps("ops.istft", function(x, sequence_length, sequence_stride, fft_length, length = NULL, window = "hann",
    center = TRUE) {
  call_python(core()$ops$istft, list(as_array(x), sequence_length = as_int(sequence_length),
    sequence_stride = as_int(sequence_stride), fft_length = as_int(fft_length), length = as_int(length), window = window,
    center = as_flag(center)))
})

#' The value of a function, and its derivative in a direction, found in one forward pass
#'
#' @param fun Function of tensors.
#' @param primals Tuple of its arguments.
#' @param tangents Tuple of directions, of the shapes of the arguments.
#' @param has_aux Whether `fun` gives a second result that is not derived.
#' @return Value and derivative, then the second result where there is one.
#' @examplesIf hornpipe:::can_run()
#' op_jvp(function(x) x^2, list(op_ones(2)), list(op_ones(2)))
#' @export
op_jvp <- wraps("ops.jvp", function(fun, primals, tangents, has_aux = FALSE) {
  call_python(core()$ops$jvp, list(fun = as_callable(fun), primals = primals, tangents = tangents,
    has_aux = as_flag(has_aux)))
})

#' The Kaiser window of `x` points
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param beta Shape of the window; 0 gives ones.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_kaiser(4L, 2))
#' @export
op_kaiser <- wraps("ops.kaiser", function(x, beta) {
  call_python(core()$ops$kaiser, list(as_array(x), beta = as_real(beta)))
})

#' Each element of `x1` replaced by its product with all of `x2` (the Kronecker product)
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_kron(c(1, 2), c(3, 4)))
#' @export
op_kron <- wraps("ops.kron", function(x1, x2) {
  call_python(core()$ops$kron, list(as_array(x1), as_array(x2)))
})

#' Layer normalization
#'
#' `(x - mean) / sqrt(variance + epsilon) * gamma + beta`, each sample by its own mean and
#' variance.
#'
#' @param x Tensor.
#' @param gamma Multiplies the result; sizes of the normalized axes.
#' @param beta Added to the result; likewise.
#' @param axis Axes over which mean and variance are taken. Counted from 1, or from the end when
#'   negative.
#' @param epsilon Keeps the division finite; the setting if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_layer_normalization(matrix(c(1, 2, 3, 4), 1)))
#' @export
op_layer_normalization <- wraps("ops.layer_normalization", function(x, gamma = NULL, beta = NULL, axis = -1L,
    epsilon = NULL, ...) {
  call_python(core()$ops$layer_normalization, list(as_array(x), gamma = as_array(gamma), beta = as_array(beta),
    axis = as_axes(axis), epsilon = as_real(epsilon), ...))
})

#' The least common multiple
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_lcm(4L, 6L))
#' @export
op_lcm <- wraps("ops.lcm", function(x1, x2) {
  call_python(core()$ops$lcm, list(as_array(x1), as_array(x2)))
})

#' Ldexp
#'
#' `x1 * 2^x2`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_ldexp(c(1, 2), 3L))
#' @export
op_ldexp <- wraps("ops.ldexp", function(x1, x2) {
  call_python(core()$ops$ldexp, list(as_array(x1), as_array(x2)))
})

#' Leaky ReLU
#'
#' `x` where positive, else `negative_slope * x`.
#'
#' @param x Tensor.
#' @param negative_slope Slope below 0.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_leaky_relu(c(-2, 0, 2)))
#' @export
op_leaky_relu <- wraps("ops.leaky_relu", function(x, negative_slope = 0.2) {
  call_python(core()$ops$leaky_relu, list(as_array(x), negative_slope = as_real(negative_slope)))
})

#' Less
#'
#' `x1 < x2`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_less(c(1, 2), c(3, 4)))
#' @export
op_less <- wraps("ops.less", function(x1, x2) {
  call_python(core()$ops$less, list(as_array(x1), as_array(x2)))
})

#' Less equal
#'
#' `x1 <= x2`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_less_equal(c(1, 2), c(3, 4)))
#' @export
op_less_equal <- wraps("ops.less_equal", function(x1, x2) {
  call_python(core()$ops$less_equal, list(as_array(x1), as_array(x2)))
})

#' Linspace
#'
#' `num` points at equal distances.
#'
#' @param start The first point.
#' @param stop The end.
#' @param num How many points.
#' @param endpoint Whether `stop` is the last of them.
#' @param retstep Whether the distance comes with them.
#' @param dtype Dtype; from the ends if `NULL`.
#' @param axis Where the new axis stands, when the ends are tensors. Counted from 1, or from the
#'   end when negative.
#' @return The points; with `retstep` a list: the points, and the distance.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_linspace(0, 1, 5))
#' @export
op_linspace <- wraps("ops.linspace", function(start, stop, num = 50L, endpoint = TRUE, retstep = FALSE, dtype = NULL,
    axis = 1L) {
  call_python(core()$ops$linspace, list(as_array(start), as_array(stop), num = as_int(num), endpoint = as_flag(endpoint),
    retstep = as_flag(retstep), dtype = as_dtype(dtype), axis = as_axis(axis)))
})

#' The natural logarithm
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_log(c(0.2, 0.5)))
#' @export
op_log <- wraps("ops.log", function(x) {
  call_python(core()$ops$log, list(as_array(x)))
})

#' The logarithm to base 10
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_log10(c(0.2, 0.5)))
#' @export
op_log10 <- wraps("ops.log10", function(x) {
  call_python(core()$ops$log10, list(as_array(x)))
})

#' Log1p
#'
#' `log(1 + x)`, exact near 0.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_log1p(c(0.2, 0.5)))
#' @export
op_log1p <- wraps("ops.log1p", function(x) {
  call_python(core()$ops$log1p, list(as_array(x)))
})

#' The logarithm to base 2
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_log2(c(0.2, 0.5)))
#' @export
op_log2 <- wraps("ops.log2", function(x) {
  call_python(core()$ops$log2, list(as_array(x)))
})

#' Logarithm of `sigmoid(x)`, exact for large negative `x`
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_log_sigmoid(c(-2, 0, 2)))
#' @export
op_log_sigmoid <- wraps("ops.log_sigmoid", function(x) {
  call_python(core()$ops$log_sigmoid, list(as_array(x)))
})

#' Logarithm of `softmax(x)`, exact where that is near 0
#'
#' @param x Tensor.
#' @param axis One axis or several; `NULL` is all. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_log_softmax(c(0.2, 0.5)))
#' @export
op_log_softmax <- wraps("ops.log_softmax", function(x, axis = -1L) {
  call_python(core()$ops$log_softmax, list(as_array(x), axis = as_axes(axis)))
})

#' Logaddexp
#'
#' `log(exp(x1) + exp(x2))`, without overflow.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_logaddexp(c(1, 2), c(3, 4)))
#' @export
op_logaddexp <- wraps("ops.logaddexp", function(x1, x2) {
  call_python(core()$ops$logaddexp, list(as_array(x1), as_array(x2)))
})

#' Logaddexp2
#'
#' `log2(2^x1 + 2^x2)`, without overflow.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_logaddexp2(c(1, 2), c(3, 4)))
#' @export
op_logaddexp2 <- wraps("ops.logaddexp2", function(x1, x2) {
  call_python(core()$ops$logaddexp2, list(as_array(x1), as_array(x2)))
})

#' Logarithms of determinants; NaN where one is negative
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_logdet(diag(2) * 3))
#' @export
op_logdet <- wraps("ops.logdet", function(x) {
  call_python(core()$ops$logdet, list(as_array(x)))
})

#' Whether both are true; numbers are true unless 0
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_logical_and(c(TRUE, TRUE), c(TRUE, FALSE)))
#' @export
op_logical_and <- wraps("ops.logical_and", function(x1, x2) {
  call_python(core()$ops$logical_and, list(as_array(x1), as_array(x2)))
})

#' TRUE where `x` is 0 or false
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_logical_not(c(TRUE, FALSE)))
#' @export
op_logical_not <- wraps("ops.logical_not", function(x) {
  call_python(core()$ops$logical_not, list(as_array(x)))
})

#' Whether at least one is true; numbers are true unless 0
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_logical_or(c(TRUE, TRUE), c(TRUE, FALSE)))
#' @export
op_logical_or <- wraps("ops.logical_or", function(x1, x2) {
  call_python(core()$ops$logical_or, list(as_array(x1), as_array(x2)))
})

#' Whether exactly one is true; numbers are true unless 0
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_logical_xor(c(TRUE, TRUE), c(TRUE, FALSE)))
#' @export
op_logical_xor <- wraps("ops.logical_xor", function(x1, x2) {
  call_python(core()$ops$logical_xor, list(as_array(x1), as_array(x2)))
})

#' Logspace
#'
#' `num` points whose logarithms are at equal distances.
#'
#' @param start Logarithm of the first point.
#' @param stop Logarithm of the end.
#' @param num How many points.
#' @param endpoint Whether the end is the last of them.
#' @param base Base of the logarithms.
#' @param dtype Dtype; from the ends if `NULL`.
#' @param axis Where the new axis stands, when the ends are tensors. Counted from 1, or from the
#'   end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_logspace(0, 2, 3))
#' @export
op_logspace <- wraps("ops.logspace", function(start, stop, num = 50L, endpoint = TRUE, base = 10, dtype = NULL, axis = 1L) {
  call_python(core()$ops$logspace, list(as_array(start), as_array(stop), num = as_int(num), endpoint = as_flag(endpoint),
    base = as_real(base), dtype = as_dtype(dtype), axis = as_axis(axis)))
})

#' Logsumexp
#'
#' `log(sum(exp(x)))` over `axis`, without overflow.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes; all if `NULL`. Counted from 1, or from the end when negative.
#' @param keepdims Whether the axes stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_logsumexp(c(0.2, 0.5)))
#' @export
op_logsumexp <- wraps("ops.logsumexp", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$logsumexp, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' The x for which `a %*% x` is nearest to `b`, the shortest of them
#'
#' @param a Matrix.
#' @param b Vector, or matrix of columns.
#' @param rcond Singular values of `a` below this share of the greatest count as 0.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_lstsq(matrix(c(1, 1, 1, 1, 2, 3), 3), c(1, 2, 3)))
#' @export
op_lstsq <- wraps("ops.lstsq", function(a, b, rcond = NULL) {
  call_python(core()$ops$lstsq, list(as_array(a), as_array(b), rcond = as_real(rcond)))
})

#' Lower and upper factors in one matrix, and the row swapped with each row (counted from 0)
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return List of two tensors: the factors, and the rows.
#' @examplesIf hornpipe:::can_run()
#' op_lu_factor(matrix(c(4, 2, 2, 3), 2))
#' @export
op_lu_factor <- wraps("ops.lu_factor", function(x) {
  call_python(core()$ops$lu_factor, list(as_array(x)))
})

#' Map
#'
#' `f` on each slice of `xs` along the first axis, one after another; the results stacked.
#'
#' @param xs A tensor, or nested ones of one first size.
#' @param f The function.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' op_map(1:3, function(x) x * 2)
#' @export
op_map <- wraps("ops.map", function(xs, f) {
  call_python(core()$ops$map, list(f = as_step(f), xs = as_array(xs)))
})

#' The matrix product over the last two axes; vectors are rows on the left and columns on the right
#'
#' @section Shapes:
#' `(..., n, k)` and `(..., k, m)` to `(..., n, m)`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_matmul(diag(2), matrix(1:4 + 0, 2)))
#' @export
op_matmul <- wraps("ops.matmul", function(x1, x2) {
  call_python(core()$ops$matmul, list(as_array(x1), as_array(x2)))
})

#' Ranks of matrices
#'
#' @param x Matrices.
#' @param tol Singular values up to it count as 0.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_matrix_rank(diag(2)))
#' @export
op_matrix_rank <- wraps("ops.matrix_rank", function(x, tol = NULL) {
  call_python(core()$ops$matrix_rank, list(as_array(x), tol = as_real(tol)))
})

#' The largest element over `axis`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes; all if `NULL`. Counted from 1, or from the end when negative.
#' @param keepdims Whether the axes stay, with size 1.
#' @param initial The least that may come out; needed for axes without elements.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_max(c(0.2, 0.5)))
#' @export
op_max <- wraps("ops.max", function(x, axis = NULL, keepdims = FALSE, initial = NULL) {
  call_python(core()$ops$max, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims),
    initial = as_real(initial)))
})

#' The greatest value of each window
#'
#' @param inputs `(batch, space, channels)`, or `(batch, channels, space)` for "channels_first".
#' @param pool_size Size of the window.
#' @param strides Its steps; its size if `NULL`.
#' @param padding "valid" or "same".
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_max_pool(array(1:4, c(1, 4, 1)), 2))
#' @export
op_max_pool <- wraps("ops.max_pool", function(inputs, pool_size, strides = NULL, padding = "valid", data_format = NULL) {
  call_python(core()$ops$max_pool, list(as_array(inputs), pool_size = as_ints(pool_size), strides = as_ints(strides),
    padding = as_text(padding), data_format = as_text(data_format)))
})

#' The larger of two; NaN where either is
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_maximum(c(1, 2), c(3, 4)))
#' as.array(op_pmax(c(1, 2), c(3, 4)))
#' @export
op_maximum <- wraps("ops.maximum", function(x1, x2) {
  call_python(core()$ops$maximum, list(as_array(x1), as_array(x2)))
})

#' @rdname op_maximum
#' @export
op_pmax <- op_maximum

#' The mean over `axis`, floating
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes; all if `NULL`. Counted from 1, or from the end when negative.
#' @param keepdims Whether the axes stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' x <- matrix(1:6, nrow = 2)
#' as.array(op_mean(x))
#' as.array(op_mean(x, axis = 1))   # over the rows: one value for each column
#' @export
op_mean <- wraps("ops.mean", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$mean, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' The middle element over `axis`; the mean of the middle two of an even number
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes; all if `NULL`. Counted from 1, or from the end when negative.
#' @param keepdims Whether the axes stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_median(c(1, 5, 2)))
#' @export
op_median <- wraps("ops.median", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$median, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' The coordinates of a grid, one tensor for each of the axes given
#'
#' @param indexing "xy": the second axis of the result is the first argument's; "ij": the first is.
#' @param ... Further tensors.
#' @return A list of tensors, one for each argument.
#' @examplesIf hornpipe:::can_run()
#' op_meshgrid(1:2, 3:4)
#' @export
op_meshgrid <- wraps("ops.meshgrid", function(..., indexing = "xy") {
  call_python(core()$ops$meshgrid, c(as_array(list(...)), list(indexing = as_text(indexing))))
})

#' The smallest element over `axis`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes; all if `NULL`. Counted from 1, or from the end when negative.
#' @param keepdims Whether the axes stay, with size 1.
#' @param initial The most that may come out; needed for axes without elements.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_min(c(0.2, 0.5)))
#' @export
op_min <- wraps("ops.min", function(x, axis = NULL, keepdims = FALSE, initial = NULL) {
  call_python(core()$ops$min, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims),
    initial = as_real(initial)))
})

#' The smaller of two; NaN where either is
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_minimum(c(1, 2), c(3, 4)))
#' as.array(op_pmin(c(1, 2), c(3, 4)))
#' @export
op_minimum <- wraps("ops.minimum", function(x1, x2) {
  call_python(core()$ops$minimum, list(as_array(x1), as_array(x2)))
})

#' @rdname op_minimum
#' @export
op_pmin <- op_minimum

#' The remainder of `floor_divide(x1, x2)`, with the sign of `x2`
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_mod(c(1, 2), c(3, 4)))
#' @export
op_mod <- wraps("ops.mod", function(x1, x2) {
  call_python(core()$ops$mod, list(as_array(x1), as_array(x2)))
})

#' Mean and variance
#'
#' @param x Tensor.
#' @param axes Axes over which they are taken. Counted from 1, or from the end when negative.
#' @param keepdims Whether those axes stay, with size 1.
#' @param synchronized Whether they are taken over all replicas; there is one only.
#' @return List of two tensors: the mean, and the variance.
#' @examplesIf hornpipe:::can_run()
#' op_moments(c(1, 2, 3), 1)
#' @export
op_moments <- wraps("ops.moments", function(x, axes, keepdims = FALSE, synchronized = FALSE) {
  call_python(core()$ops$moments, list(as_array(x), axes = as_axes(axes), keepdims = as_flag(keepdims),
    synchronized = as_flag(synchronized)))
})

#' Axes moved to other positions, the others in their order
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param source The axes. Counted from 1, or from the end when negative.
#' @param destination Where they go. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_moveaxis(array(0, c(2, 3, 4)), 1, 3))
#' @export
op_moveaxis <- wraps("ops.moveaxis", function(x, source, destination) {
  call_python(core()$ops$moveaxis, list(as_array(x), source = as_axes(source), destination = as_axes(destination)))
})

#' A vector for each sample: 1 at the places of all its class numbers
#'
#' @param inputs Class numbers from 0, `(n)` for one sample or `(batch, n, ...)`.
#' @param num_classes Length of the vectors.
#' @param axis Where the vectors stand before `n` is reduced. Counted from 1, or from the end when
#'   negative.
#' @param dtype Dtype of the result; the default float type if `NULL`.
#' @param sparse Must be `FALSE`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_multi_hot(c(0L, 2L), num_classes = 4))
#' @export
op_multi_hot <- wraps("ops.multi_hot", function(inputs, num_classes = NULL, axis = -1L, dtype = NULL, sparse = FALSE, ...) {
  call_python(core()$ops$multi_hot, list(as_array(inputs), num_classes = as_int(num_classes), axis = as_axis(axis),
    dtype = as_dtype(dtype), sparse = as_flag(sparse), ...))
})

#' Multiply
#'
#' `x1 * x2`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_multiply(c(1, 2), c(3, 4)))
#' @export
op_multiply <- wraps("ops.multiply", function(x1, x2) {
  call_python(core()$ops$multiply, list(as_array(x1), as_array(x2)))
})

#' NaN and infinities replaced by numbers
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param nan In place of NaN.
#' @param posinf In place of infinity; the largest number of the dtype if `NULL`.
#' @param neginf In place of minus infinity; the smallest number if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_nan_to_num(c(1, NaN, Inf)))
#' @export
op_nan_to_num <- wraps("ops.nan_to_num", function(x, nan = 0, posinf = NULL, neginf = NULL) {
  call_python(core()$ops$nan_to_num, list(as_array(x), nan = as_real(nan), posinf = as_real(posinf),
    neginf = as_real(neginf)))
})

#' As [op_argmax()], without NaN; -1 where nothing else is
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis An axis, counted from 1, or from the end when negative.
#' @param keepdims Whether axes that are reduced stay, with size 1.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_nanargmax(c(1, NaN, 3)))
#' @export
op_nanargmax <- wraps("ops.nanargmax", function(x, axis = NULL, keepdims = FALSE, zero_indexed = FALSE) {
  result <- call_python(core()$ops$nanargmax, list(as_array(x), axis = as_axis(axis), keepdims = as_flag(keepdims)))
  from_one(result, zero_indexed)
})

#' As [op_argmin()], without NaN; -1 where nothing else is
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis An axis, counted from 1, or from the end when negative.
#' @param keepdims Whether axes that are reduced stay, with size 1.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_nanargmin(c(1, NaN, 3)))
#' @export
op_nanargmin <- wraps("ops.nanargmin", function(x, axis = NULL, keepdims = FALSE, zero_indexed = FALSE) {
  result <- call_python(core()$ops$nanargmin, list(as_array(x), axis = as_axis(axis), keepdims = as_flag(keepdims)))
  from_one(result, zero_indexed)
})

#' As [op_cumprod()], with NaN as 1
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis An axis, counted from 1, or from the end when negative.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_nancumprod(c(1, NaN, 3)))
#' @export
op_nancumprod <- wraps("ops.nancumprod", function(x, axis = NULL, dtype = NULL) {
  call_python(core()$ops$nancumprod, list(as_array(x), axis = as_axis(axis), dtype = as_dtype(dtype)))
})

#' As [op_cumsum()], with NaN as 0
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis An axis, counted from 1, or from the end when negative.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_nancumsum(c(1, NaN, 3)))
#' @export
op_nancumsum <- wraps("ops.nancumsum", function(x, axis = NULL, dtype = NULL) {
  call_python(core()$ops$nancumsum, list(as_array(x), axis = as_axis(axis), dtype = as_dtype(dtype)))
})

#' As [op_max()], without NaN; NaN where nothing else is
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes, counted from 1, or from the end when negative.
#' @param keepdims Whether axes that are reduced stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_nanmax(c(1, NaN, 3)))
#' @export
op_nanmax <- wraps("ops.nanmax", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$nanmax, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' As [op_mean()], without NaN
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes, counted from 1, or from the end when negative.
#' @param keepdims Whether axes that are reduced stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_nanmean(c(1, NaN, 3)))
#' @export
op_nanmean <- wraps("ops.nanmean", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$nanmean, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' As [op_median()], without NaN
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes, counted from 1, or from the end when negative.
#' @param keepdims Whether axes that are reduced stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_nanmedian(c(1, NaN, 3)))
#' @export
op_nanmedian <- wraps("ops.nanmedian", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$nanmedian, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' As [op_min()], without NaN; NaN where nothing else is
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes, counted from 1, or from the end when negative.
#' @param keepdims Whether axes that are reduced stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_nanmin(c(1, NaN, 3)))
#' @export
op_nanmin <- wraps("ops.nanmin", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$nanmin, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' As [op_percentile()], without NaN
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param q Quantiles or percentages, as numbers.
#' @param axis One or several axes, counted from 1, or from the end when negative.
#' @param method How to interpolate between two values.
#' @param keepdims Whether axes that are reduced stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_nanpercentile(c(1, NaN, 3), 50))
#' @export
op_nanpercentile <- wraps("ops.nanpercentile", function(x, q, axis = NULL, method = "linear", keepdims = FALSE) {
  call_python(core()$ops$nanpercentile, list(as_array(x), as_array(q), axis = as_axes(axis), method = as_text(method),
    keepdims = as_flag(keepdims)))
})

#' As [op_prod()], without NaN
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes, counted from 1, or from the end when negative.
#' @param keepdims Whether axes that are reduced stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_nanprod(c(1, NaN, 3)))
#' @export
op_nanprod <- wraps("ops.nanprod", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$nanprod, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' As [op_quantile()], without NaN
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param q Quantiles or percentages, as numbers.
#' @param axis One or several axes, counted from 1, or from the end when negative.
#' @param method How to interpolate between two values.
#' @param keepdims Whether axes that are reduced stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_nanquantile(c(1, NaN, 3), 0.5))
#' @export
op_nanquantile <- wraps("ops.nanquantile", function(x, q, axis = NULL, method = "linear", keepdims = FALSE) {
  call_python(core()$ops$nanquantile, list(as_array(x), as_array(q), axis = as_axes(axis), method = as_text(method),
    keepdims = as_flag(keepdims)))
})

#' As [op_std()], without NaN
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes, counted from 1, or from the end when negative.
#' @param keepdims Whether axes that are reduced stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_nanstd(c(1, NaN, 3)))
#' @export
op_nanstd <- wraps("ops.nanstd", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$nanstd, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' As [op_sum()], without NaN
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes, counted from 1, or from the end when negative.
#' @param keepdims Whether axes that are reduced stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_nansum(c(1, NaN, 3)))
#' @export
op_nansum <- wraps("ops.nansum", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$nansum, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' As [op_var()], without NaN
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes, counted from 1, or from the end when negative.
#' @param keepdims Whether axes that are reduced stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_nanvar(c(1, NaN, 3)))
#' @export
op_nanvar <- wraps("ops.nanvar", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$nanvar, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' The number of axes
#'
#' @param x Numbers, an array or a tensor.
#' @return A whole number.
#' @examplesIf hornpipe:::can_run()
#' op_ndim(matrix(0, 2, 3))
#' @export
op_ndim <- wraps("ops.ndim", function(x) {
  call_python(core()$ops$ndim, list(as_array(x)))
})

#' Negative
#'
#' `-x`.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_negative(c(-2, 0, 2)))
#' @export
op_negative <- wraps("ops.negative", function(x) {
  call_python(core()$ops$negative, list(as_array(x)))
})

#' The next floating-point number after `x1` on the way to `x2`
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_nextafter(c(1, 2), c(3, 4)))
#' @export
op_nextafter <- wraps("ops.nextafter", function(x1, x2) {
  call_python(core()$ops$nextafter, list(as_array(x1), as_array(x2)))
})

#' The positions of elements that are not 0: one tensor for each axis
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A list of tensors, one for each axis.
#' @examplesIf hornpipe:::can_run()
#' op_nonzero(c(0, 1, 2))
#' @export
op_nonzero <- wraps("ops.nonzero", function(x, zero_indexed = FALSE) {
  result <- call_python(core()$ops$nonzero, list(as_array(x)))
  from_one(result, zero_indexed)
})

#' Norms of vectors (one axis) or matrices (two)
#'
#' @param x Tensor.
#' @param ord "fro", "nuc", or a number: 2 for Euclidean, 1 for sums, `Inf` for maxima. `NULL` is 2
#'   or "fro".
#' @param axis One axis or two; all if `NULL`. Counted from 1, or from the end when negative.
#' @param keepdims Whether they stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_norm(c(3, 4)))
#' @export
op_norm <- wraps("ops.norm", function(x, ord = NULL, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$norm, list(as_array(x), ord = ord, axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' Normalize
#'
#' `x` divided by its norms.
#'
#' @param x Tensor.
#' @param axis Axes over which norms are taken. Counted from 1, or from the end when negative.
#' @param order 2 for Euclidean norms, 1 for sums of absolute values, and so on.
#' @param epsilon Least norm; the setting if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_normalize(c(3, 4)))
#' @export
op_normalize <- wraps("ops.normalize", function(x, axis = -1L, order = 2L, epsilon = NULL) {
  call_python(core()$ops$normalize, list(as_array(x), axis = as_axes(axis), order = as_int(order),
    epsilon = as_real(epsilon)))
})

#' Not equal
#'
#' `x1 != x2`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_not_equal(c(1, 2), c(3, 4)))
#' @export
op_not_equal <- wraps("ops.not_equal", function(x1, x2) {
  call_python(core()$ops$not_equal, list(as_array(x1), as_array(x2)))
})

#' A vector for each class number: 1 at that place, 0 elsewhere. Negative numbers give zeros only
#'
#' @param x Class numbers from 1, or from 0 with `zero_indexed = TRUE`.
#' @param num_classes Length of the vectors.
#' @param axis Where the vectors stand in the result. Counted from 1, or from the end when
#'   negative.
#' @param dtype Dtype of the result; the default float type if `NULL`.
#' @param sparse Must be `FALSE`.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_one_hot(c(1L, 3L), 3))
#' @export
op_one_hot <- wraps("ops.one_hot", function(x, num_classes, axis = -1L, dtype = NULL, sparse = FALSE, zero_indexed = FALSE) {
  call_python(core()$ops$one_hot, list(from_zero(x, zero_indexed), num_classes = as_int(num_classes), axis = as_axis(axis),
    dtype = as_dtype(dtype), sparse = as_flag(sparse)))
})

#' Ones, the default float type if `dtype` is `NULL`
#'
#' @param shape Shape of the result.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_ones(c(2, 2)))
#' @export
op_ones <- wraps("ops.ones", function(shape, dtype = NULL) {
  call_python(core()$ops$ones, list(shape = as_shape(shape), dtype = as_dtype(dtype)))
})

#' Ones in the shape of `x`, and its dtype if `dtype` is `NULL`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_ones_like(matrix(1:4, 2)))
#' @export
op_ones_like <- wraps("ops.ones_like", function(x, dtype = NULL) {
  call_python(core()$ops$ones_like, list(as_array(x), dtype = as_dtype(dtype)))
})

#' Every element of `x1` times every element of `x2`. Shapes: `(n)` and `(m)` to `(n, m)`; others
#' are flattened
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_outer(c(1, 2), c(3, 4)))
#' @export
op_outer <- wraps("ops.outer", function(x1, x2) {
  call_python(core()$ops$outer, list(as_array(x1), as_array(x2)))
})

#' Elements added at both ends of axes
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param pad_width How many before and behind: a pair for each axis, or one pair, or one number,
#'   for all.
#' @param mode "constant", "reflect" (mirrored, the edge once), "symmetric" (mirrored, the edge
#'   twice), "edge" or "wrap".
#' @param constant_values What is added in mode "constant"; 0 if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_pad(1:3, c(1, 1)))
#' @export
op_pad <- wraps("ops.pad", function(x, pad_width, mode = "constant", constant_values = NULL) {
  call_python(core()$ops$pad, list(as_array(x), pad_width = as_ints(pad_width), mode = as_text(mode),
    constant_values = as_array(constant_values)))
})

#' As [op_quantile()], with `q` between 0 and 100
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param q Quantiles or percentages, as numbers.
#' @param axis One or several axes, counted from 1, or from the end when negative.
#' @param method How to interpolate between two values.
#' @param keepdims Whether axes that are reduced stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_percentile(c(1, 2, 3), 50))
#' @export
op_percentile <- wraps("ops.percentile", function(x, q, axis = NULL, method = "linear", keepdims = FALSE) {
  call_python(core()$ops$percentile, list(as_array(x), as_array(q), axis = as_axes(axis), method = as_text(method),
    keepdims = as_flag(keepdims)))
})

#' The pseudo-inverse of matrices
#'
#' @param x Matrices.
#' @param rcond Singular values below this share of the greatest count as 0.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_pinv(matrix(c(1, 2, 3, 4), 2)))
#' @export
op_pinv <- wraps("ops.pinv", function(x, rcond = NULL) {
  call_python(core()$ops$pinv, list(as_array(x), rcond = as_real(rcond)))
})

#' Complex numbers of given sizes and angles
#'
#' @param abs_ Absolute values.
#' @param angle Angles in radians.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' op_polar(c(1, 2), c(0, pi / 2))
#' @export
op_polar <- wraps("ops.polar", function(abs_, angle) {
  call_python(core()$ops$polar, list(as_array(abs_), as_array(angle)))
})

#' Power
#'
#' `x1^x2`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_power(c(1, 2), c(3, 4)))
#' @export
op_power <- wraps("ops.power", function(x1, x2) {
  call_python(core()$ops$power, list(as_array(x1), as_array(x2)))
})

#' The product over `axis`; small integers give int32
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes; all if `NULL`. Counted from 1, or from the end when negative.
#' @param keepdims Whether the axes stay, with size 1.
#' @param dtype The result's dtype.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_prod(c(0.2, 0.5)))
#' @export
op_prod <- wraps("ops.prod", function(x, axis = NULL, keepdims = FALSE, dtype = NULL) {
  call_python(core()$ops$prod, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims),
    dtype = as_dtype(dtype)))
})

#' Peak signal-to-noise ratio in decibels, over all pixels
#'
#' @param x1 Image or images.
#' @param x2 The same, changed.
#' @param max_val The greatest value that a pixel can have.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_psnr(c(0, 1), c(0.1, 0.9), max_val = 1))
#' @export
op_psnr <- wraps("ops.psnr", function(x1, x2, max_val) {
  call_python(core()$ops$psnr, list(as_array(x1), as_array(x2), max_val = as_real(max_val)))
})

#' The largest minus the smallest element over `axis`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes; all if `NULL`. Counted from 1, or from the end when negative.
#' @param keepdims Whether the axes stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_ptp(c(0.2, 0.5)))
#' @export
op_ptp <- wraps("ops.ptp", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$ptp, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' Orthogonal Q and upper triangular R with `x = Q %*% R`
#'
#' @param x Matrices.
#' @param mode "reduced" (Q has no more columns than `x`) or "complete" (Q is square).
#' @return List of two tensors: Q and R.
#' @examplesIf hornpipe:::can_run()
#' op_qr(matrix(c(1, 2, 3, 4), 2))
#' @export
op_qr <- wraps("ops.qr", function(x, mode = "reduced") {
  call_python(core()$ops$qr, list(as_array(x), mode = as_text(mode)))
})

#' The values below which a share `q` of the elements lies
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param q Shares between 0 and 1; their axes come first in the result.
#' @param axis One or several axes; all if `NULL`. Counted from 1, or from the end when negative.
#' @param method "linear", "lower", "higher", "midpoint" or "nearest": what stands between two
#'   elements.
#' @param keepdims Whether the axes stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_quantile(c(1, 2, 3), 0.5))
#' @export
op_quantile <- wraps("ops.quantile", function(x, q, axis = NULL, method = "linear", keepdims = FALSE) {
  call_python(core()$ops$quantile, list(as_array(x), as_array(q), axis = as_axes(axis), method = as_text(method),
    keepdims = as_flag(keepdims)))
})

#' Radians to degrees
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_rad2deg(c(0.2, 0.5)))
#' @export
op_rad2deg <- wraps("ops.rad2deg", function(x) {
  call_python(core()$ops$rad2deg, list(as_array(x)))
})

#' All elements on one axis, the last axis running fastest
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_ravel(matrix(1:4, 2)))          # row by row
#' @export
op_ravel <- wraps("ops.ravel", function(x) {
  call_python(core()$ops$ravel, list(as_array(x)))
})

#' The real part
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_real(c(1+2i, -1+0i)))
#' @export
op_real <- wraps("ops.real", function(x) {
  call_python(core()$ops$real, list(as_array(x)))
})

#' Axes reordered, joined and split
#'
#' @param tensor Tensor.
#' @param pattern Names of its axes, an arrow, and the names in their new order; names in
#'   parentheses share an axis.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A tensor.
#' @references Rogozhnikov, 2022, Einops, https://openreview.net/pdf?id=oapKSVM2bcj
#' @examplesIf hornpipe:::can_run()
#' dim(op_rearrange(array(0, c(2, 3, 4)), "a b c -> a (b c)"))
#' @export
op_rearrange <- wraps("ops.rearrange", function(tensor, pattern, ...) {
  call_python(core()$ops$rearrange, list(as_array(tensor), pattern = as_text(pattern), ...))
})

#' Reciprocal
#'
#' `1 / x`.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_reciprocal(c(0.2, 0.5)))
#' @export
op_reciprocal <- wraps("ops.reciprocal", function(x) {
  call_python(core()$ops$reciprocal, list(as_array(x)))
})

#' ReLU
#'
#' `max(x, 0)`.
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_relu(c(-2, 0, 2)))
#' @export
op_relu <- wraps("ops.relu", function(x) {
  call_python(core()$ops$relu, list(as_array(x)))
})

#' ReLU6
#'
#' `min(max(x, 0), 6)`.
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_relu6(c(-2, 2, 8)))
#' @export
op_relu6 <- wraps("ops.relu6", function(x) {
  call_python(core()$ops$relu6, list(as_array(x)))
})

#' Each element several times
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param repeats How many times, or how many for each position along `axis`.
#' @param axis The axis; that of the flattened tensor if `NULL`. Counted from 1, or from the end
#'   when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_repeat(1:2, 2))
#' @export
op_repeat <- wraps("ops.repeat", function(x, repeats, axis = NULL) {
  call_python(core()$ops$`repeat`, list(as_array(x), repeats = as_ints(repeats), axis = as_axis(axis)))
})

#' The same elements in another shape
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param newshape Sizes; one may be -1, and is then found from the others.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_reshape(1:4, c(2, -1)))
#' @export
op_reshape <- wraps("ops.reshape", function(x, newshape) {
  call_python(core()$ops$reshape, list(as_array(x), newshape = as_sizes(newshape)))
})

#' The Fourier transform of real signals: the half of it that tells the rest
#'
#' @param x Signals, along the last axis.
#' @param fft_length The axis is cut or filled up with zeros to this size.
#' @return List of two tensors with last axis `fft_length %/% 2 + 1`.
#' @examplesIf hornpipe:::can_run()
#' op_rfft(c(1, 2, 3, 4))
#' @export
op_rfft <- wraps("ops.rfft", function(x, fft_length = NULL) {
  call_python(core()$ops$rfft, list(as_array(x), fft_length = as_int(fft_length)))
})

#' RMS normalization
#'
#' `x / sqrt(mean(x^2) + epsilon) * scale`.
#'
#' @param x Tensor.
#' @param scale Multiplies the result; sizes of the normalized axes.
#' @param axis Axes over which the mean is taken. Counted from 1, or from the end when negative.
#' @param epsilon Keeps the division finite; the setting if `NULL`.
#' @return A tensor.
#' @references Zhang and Sennrich, 2019, https://arxiv.org/abs/1910.07467
#' @examplesIf hornpipe:::can_run()
#' as.array(op_rms_normalization(matrix(c(1, 2, 3, 4), 1)))
#' @export
op_rms_normalization <- wraps("ops.rms_normalization", function(x, scale = NULL, axis = -1L, epsilon = NULL) {
  call_python(core()$ops$rms_normalization, list(as_array(x), scale = as_array(scale), axis = as_axes(axis),
    epsilon = as_real(epsilon)))
})

#' Elements moved on; what leaves at the end comes in at the start
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param shift By how many places.
#' @param axis Along which axes; along the flattened tensor if `NULL`. Counted from 1, or from the
#'   end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_roll(1:3, 1))
#' @export
op_roll <- wraps("ops.roll", function(x, shift, axis = NULL) {
  call_python(core()$ops$roll, list(as_array(x), shift = as_ints(shift), axis = as_axes(axis)))
})

#' Turned by quarters, from the first of `axes` towards the second
#'
#' @param array Numbers, an array or a tensor, possibly symbolic.
#' @param k How many quarters.
#' @param axes The plane. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_rot90(matrix(1:4, 2)))
#' @export
op_rot90 <- wraps("ops.rot90", function(array, k = 1L, axes = c(1L, 2L)) {
  call_python(core()$ops$rot90, list(as_array(array), k = as_int(k), axes = as_axes(axes)))
})

#' Rounds halves to the even neighbour
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param decimals Digits kept after the point; negative ones round to tens.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_round(c(-1.6, 0.4, 1.6)))
#' @export
op_round <- wraps("ops.round", function(x, decimals = 0L) {
  call_python(core()$ops$round, list(as_array(x), decimals = as_int(decimals)))
})

#' Rsqrt
#'
#' `1 / sqrt(x)`.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_rsqrt(c(0.2, 0.5)))
#' @export
op_rsqrt <- wraps("ops.rsqrt", function(x) {
  call_python(core()$ops$rsqrt, list(as_array(x)))
})

#' Saturate cast
#'
#' `x` in another dtype; values beyond its range become its limits.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param dtype Name of that dtype, such as "float32".
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' op_saturate_cast(c(-1, 300), "uint8")
#' @export
op_saturate_cast <- wraps("ops.saturate_cast", function(x, dtype) {
  call_python(core()$ops$saturate_cast, list(as_array(x), dtype = as_dtype(dtype)))
})

#' Runs a step over the slices of `xs`, which hands a value on, the carry, and gives one, `y`
#'
#' @param f The step: takes the carry and a slice `x`, gives the next carry and `y`.
#' @param init The first carry.
#' @param xs What is scanned over, along the first axis; a tensor or nested ones.
#' @param length Number of steps; needed when `xs` is `NULL`.
#' @param reverse Whether the steps run from the end; the results keep the places of their slices.
#' @param unroll Kept for compatibility: torch runs each step by itself.
#' @return A list: the last carry, and all `y`, stacked.
#' @examplesIf hornpipe:::can_run()
#' op_scan(function(total, x) list(total + x, total), init = 0, xs = 1:3)
#' @export
op_scan <- wraps("ops.scan", function(f, init, xs = NULL, length = NULL, reverse = FALSE, unroll = 1L) {
  call_python(core()$ops$scan, list(f = as_step(f), init = as_array(init), xs = as_array(xs), length = as_int(length),
    reverse = as_flag(reverse), unroll = as_int(unroll)))
})

#' Zeros of `shape` with `values` added at `indices`
#'
#' @param indices Positions on the first k axes, `(..., k)`.
#' @param values What stands there, a number, or a block of the other axes, for each position.
#'   Values of one place are added up.
#' @param shape Sizes of the result.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_scatter(matrix(c(1L, 3L)), c(1, 2), c(4)))
#' @export
op_scatter <- wraps("ops.scatter", function(indices, values, shape, zero_indexed = FALSE) {
  call_python(core()$ops$scatter, list(from_zero(indices, zero_indexed), as_array(values), shape = as_shape(shape)))
})

#' Scatter update
#'
#' `inputs` with elements replaced by, or combined with, `updates`.
#'
#' @param inputs Tensor.
#' @param indices Positions on the first k axes, `(n, k)`.
#' @param updates What goes there, `(n, ...)`: a block of the other axes for each position.
#' @param reduction `NULL` replaces; "add", "max", "min" and "mul" combine, also where a position
#'   stands twice.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_scatter_update(c(0, 0, 0), matrix(2L), array(5, 1)))
#' @export
op_scatter_update <- wraps("ops.scatter_update", function(inputs, indices, updates, reduction = NULL, zero_indexed = FALSE) {
  call_python(core()$ops$scatter_update, list(as_array(inputs), from_zero(indices, zero_indexed), as_array(updates),
    reduction = as_text(reduction)))
})

#' Where `values` would go in a sorted sequence so that it stays sorted
#'
#' @param sorted_sequence Rising numbers on one axis.
#' @param values What to look for.
#' @param side "left": before equal elements; "right": behind them.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_searchsorted(c(1, 3, 5), array(4, 1)))
#' @export
op_searchsorted <- wraps("ops.searchsorted", function(sorted_sequence, values, side = "left", zero_indexed = FALSE) {
  result <- call_python(core()$ops$searchsorted, list(as_array(sorted_sequence), as_array(values), side = as_text(side)))
  from_one(result, zero_indexed)
})

#' As [op_segment_sum()], the largest; the lowest number of the dtype for a segment without rows
#'
#' @param data Numbers, an array or a tensor, possibly symbolic.
#' @param segment_ids Numbers, an array or a tensor, possibly symbolic.
#' @param num_segments Number of segments; derived from the largest id if `NULL`.
#' @param sorted Whether the ids or results are in order.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_segment_max(c(1, 2, 3), c(1L, 1L, 2L)))
#' @export
op_segment_max <- wraps("ops.segment_max", function(data, segment_ids, num_segments = NULL, sorted = FALSE,
    zero_indexed = FALSE) {
  call_python(core()$ops$segment_max, list(as_array(data), from_zero(segment_ids, zero_indexed),
    num_segments = as_int(num_segments), sorted = as_flag(sorted)))
})

#' As [op_segment_sum()], the smallest; the highest number of the dtype for a segment without rows
#'
#' @param data Numbers, an array or a tensor, possibly symbolic.
#' @param segment_ids Numbers, an array or a tensor, possibly symbolic.
#' @param num_segments Number of segments; derived from the largest id if `NULL`.
#' @param sorted Whether the ids or results are in order.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_segment_min(c(1, 2, 3), c(1L, 1L, 2L)))
#' @export
op_segment_min <- wraps("ops.segment_min", function(data, segment_ids, num_segments = NULL, sorted = FALSE,
    zero_indexed = FALSE) {
  call_python(core()$ops$segment_min, list(as_array(data), from_zero(segment_ids, zero_indexed),
    num_segments = as_int(num_segments), sorted = as_flag(sorted)))
})

#' As [op_segment_sum()], the product; 1 for a segment without rows
#'
#' @param data Numbers, an array or a tensor, possibly symbolic.
#' @param segment_ids Numbers, an array or a tensor, possibly symbolic.
#' @param num_segments Number of segments; derived from the largest id if `NULL`.
#' @param sorted Whether the ids or results are in order.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_segment_prod(c(1, 2, 3), c(1L, 1L, 2L)))
#' @export
op_segment_prod <- wraps("ops.segment_prod", function(data, segment_ids, num_segments = NULL, sorted = FALSE,
    zero_indexed = FALSE) {
  call_python(core()$ops$segment_prod, list(as_array(data), from_zero(segment_ids, zero_indexed),
    num_segments = as_int(num_segments), sorted = as_flag(sorted)))
})

#' The sum of the rows of each segment; 0 for one without rows
#'
#' @param data Rows along the first axis.
#' @param segment_ids The segment of each row; rows of a number that is none are left out.
#' @param num_segments How many segments; up to the largest number if `NULL`.
#' @param sorted Promise that `segment_ids` rise; torch needs no such promise.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_segment_sum(c(1, 2, 3), c(1L, 1L, 2L)))
#' @export
op_segment_sum <- wraps("ops.segment_sum", function(data, segment_ids, num_segments = NULL, sorted = FALSE,
    zero_indexed = FALSE) {
  call_python(core()$ops$segment_sum, list(as_array(data), from_zero(segment_ids, zero_indexed),
    num_segments = as_int(num_segments), sorted = as_flag(sorted)))
})

#' Elements from the first of several tensors whose condition is true
#'
#' @param condlist Conditions.
#' @param choicelist As many tensors.
#' @param default Where no condition is true.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_select(list(c(TRUE, FALSE), c(TRUE, TRUE)), list(c(1, 1), c(2, 2))))
#' @export
op_select <- wraps("ops.select", function(condlist, choicelist, default = 0L) {
  call_python(core()$ops$select, list(as_array(condlist), as_array(choicelist), default = as_array(default)))
})

#' SELU
#'
#' [op_elu()] scaled so that mean 0 and variance 1 are kept from layer to layer.
#'
#' @param x Tensor.
#' @return A tensor.
#' @references Klambauer et al., 2017, https://arxiv.org/abs/1706.02515
#' @examplesIf hornpipe:::can_run()
#' as.array(op_selu(c(-2, 0, 2)))
#' @export
op_selu <- wraps("ops.selu", function(x) {
  call_python(core()$ops$selu, list(as_array(x)))
})

#' A depthwise convolution, then one of window 1 that mixes the channels
#'
#' @param inputs `(batch, space, channels)`, or `(batch, channels, space)` for "channels_first".
#' @param depthwise_kernel `(window, channels, multiplier)`.
#' @param pointwise_kernel `(ones, channels * multiplier, filters)`.
#' @param strides Steps of the window.
#' @param padding "valid" or "same".
#' @param data_format "channels_last" or "channels_first"; the setting if `NULL`.
#' @param dilation_rate Distance between the entries of the window.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_separable_conv(array(1, c(1, 8, 3)), array(1, c(3, 3, 1)), array(1, c(1, 3, 4))))
#' @export
op_separable_conv <- wraps("ops.separable_conv", function(inputs, depthwise_kernel, pointwise_kernel, strides = 1L,
    padding = "valid", data_format = NULL, dilation_rate = 1L) {
  call_python(core()$ops$separable_conv, list(as_array(inputs), as_array(depthwise_kernel), as_array(pointwise_kernel),
    strides = as_ints(strides), padding = as_text(padding), data_format = as_text(data_format),
    dilation_rate = as_ints(dilation_rate)))
})

#' Sigmoid
#'
#' `1 / (1 + exp(-x))`.
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_sigmoid(c(-2, 0, 2)))
#' @export
op_sigmoid <- wraps("ops.sigmoid", function(x) {
  call_python(core()$ops$sigmoid, list(as_array(x)))
})

#' -1, 0 or 1
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_sign(c(-2, 0, 2)))
#' @export
op_sign <- wraps("ops.sign", function(x) {
  call_python(core()$ops$sign, list(as_array(x)))
})

#' Whether the sign is negative; true for -0.0
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_signbit(c(-2, 0, 2)))
#' @export
op_signbit <- wraps("ops.signbit", function(x) {
  call_python(core()$ops$signbit, list(as_array(x)))
})

#' SiLU
#'
#' `x * sigmoid(x)`.
#'
#' @param x Tensor.
#' @return A tensor.
#' @references Ramachandran et al., 2017, https://arxiv.org/abs/1710.05941
#' @examplesIf hornpipe:::can_run()
#' as.array(op_silu(c(-2, 0, 2)))
#' as.array(op_swish(c(-2, 0, 2)))
#' @export
op_silu <- wraps("ops.silu", function(x) {
  call_python(core()$ops$silu, list(as_array(x)))
})

#' @rdname op_silu
#' @export
op_swish <- op_silu

#' The sine of radians
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_sin(c(0.2, 0.5)))
#' @export
op_sin <- wraps("ops.sin", function(x) {
  call_python(core()$ops$sin, list(as_array(x)))
})

#' Sinc
#'
#' `sin(pi x) / (pi x)`, and 1 at 0.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_sinc(c(0.2, 0.5)))
#' @export
op_sinc <- wraps("ops.sinc", function(x) {
  call_python(core()$ops$sinc, list(as_array(x)))
})

#' The hyperbolic sine
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_sinh(c(0.2, 0.5)))
#' @export
op_sinh <- wraps("ops.sinh", function(x) {
  call_python(core()$ops$sinh, list(as_array(x)))
})

#' The number of elements, as an int32 scalar
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' op_size(matrix(0, 2, 3))
#' @export
op_size <- wraps("ops.size", function(x) {
  call_python(core()$ops$size, list(as_array(x)))
})

#' The block of sizes `shape` that starts at `start_indices`
#'
#' @param inputs Tensor of n axes.
#' @param start_indices n positions.
#' @param shape n sizes; -1 goes up to the end.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_slice(1:5, array(2L), array(3L)))
#' @export
op_slice <- wraps("ops.slice", function(inputs, start_indices, shape, zero_indexed = FALSE) {
  call_python(core()$ops$slice, list(as_array(inputs), from_zero(start_indices, zero_indexed), shape = as_shape(shape)))
})

#' Slice update
#'
#' `inputs` with the block that starts at `start_indices` replaced by `updates`.
#'
#' @param inputs Tensor of n axes.
#' @param start_indices n positions.
#' @param updates The block, a tensor of n axes.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_slice_update(c(0, 0, 0), array(2L), c(5, 6)))
#' @export
op_slice_update <- wraps("ops.slice_update", function(inputs, start_indices, updates, zero_indexed = FALSE) {
  call_python(core()$ops$slice_update, list(as_array(inputs), from_zero(start_indices, zero_indexed), as_array(updates)))
})

#' Signs of determinants, and logarithms of their absolute values
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return List of two tensors: the signs, and the logarithms.
#' @examplesIf hornpipe:::can_run()
#' op_slogdet(diag(2) * 3)
#' @export
op_slogdet <- wraps("ops.slogdet", function(x) {
  call_python(core()$ops$slogdet, list(as_array(x)))
})

#' Soft shrink
#'
#' `x` moved towards 0 by `threshold`, and 0 where it was nearer than that.
#'
#' @param x Tensor.
#' @param threshold How far.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_soft_shrink(c(-2, 0, 2)))
#' @export
op_soft_shrink <- wraps("ops.soft_shrink", function(x, threshold = 0.5) {
  call_python(core()$ops$soft_shrink, list(as_array(x), threshold = as_real(threshold)))
})

#' Softmax
#'
#' `exp(x)` divided by its sum over `axis`.
#'
#' @param x Tensor.
#' @param axis One axis or several; `NULL` is all. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_softmax(c(1, 2, 3)))
#' @export
op_softmax <- wraps("ops.softmax", function(x, axis = -1L) {
  call_python(core()$ops$softmax, list(as_array(x), axis = as_axes(axis)))
})

#' Softplus
#'
#' `log(1 + exp(x))`.
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_softplus(c(-2, 0, 2)))
#' @export
op_softplus <- wraps("ops.softplus", function(x) {
  call_python(core()$ops$softplus, list(as_array(x)))
})

#' Softsign
#'
#' `x / (1 + |x|)`.
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_softsign(c(-2, 0, 2)))
#' @export
op_softsign <- wraps("ops.softsign", function(x) {
  call_python(core()$ops$softsign, list(as_array(x)))
})

#' The x of `a %*% x = b`
#'
#' @param a Square matrices.
#' @param b Vectors or matrices.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_solve(diag(2) * 2, c(2, 4)))
#' @export
op_solve <- wraps("ops.solve", function(a, b) {
  call_python(core()$ops$solve, list(as_array(a), as_array(b)))
})

#' The x of `a %*% x = b` for triangular `a`
#'
#' @param a Triangular matrices.
#' @param b Vectors or matrices.
#' @param lower Whether they are lower triangular.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_solve_triangular(diag(2) * 2, matrix(c(2, 4)), lower = TRUE))
#' @export
op_solve_triangular <- wraps("ops.solve_triangular", function(a, b, lower = FALSE) {
  call_python(core()$ops$solve_triangular, list(as_array(a), as_array(b), lower = as_flag(lower)))
})

#' The elements in rising order along `axis`; flattened if `NULL`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis An axis, counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_sort(c(3, 1, 2)))
#' @export
op_sort <- wraps("ops.sort", function(x, axis = -1L) {
  call_python(core()$ops$sort, list(as_array(x), axis = as_axis(axis)))
})

#' Turns blocks of pixels into groups of `block_size^2` channels
#'
#' @param x `(batch, height, width, channels)`, or channels first.
#' @param block_size Edge of a block, 2 at least.
#' @param data_format "channels_last" or "channels_first".
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_space_to_depth(array(1, c(1, 4, 4, 1)), 2))
#' @export
op_space_to_depth <- wraps("ops.space_to_depth", function(x, block_size, data_format = "channels_last") {
  call_python(core()$ops$space_to_depth, list(as_array(x), block_size = as_int(block_size),
    data_format = as_text(data_format)))
})

#' Cross-entropy where the truth is a class number
#'
#' @param target Class numbers from 0; the shape of `output` without its class axis, or with size 1
#'   there.
#' @param output Predicted probabilities (scaled to sum to 1 here), or logits.
#' @param from_logits Whether `output` holds logits.
#' @param axis Axis of the classes. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_sparse_categorical_crossentropy(c(1L, 0L), rbind(c(0.2, 0.8), c(0.6, 0.4))))
#' @export
op_sparse_categorical_crossentropy <- wraps("ops.sparse_categorical_crossentropy", function(target, output,
    from_logits = FALSE, axis = -1L) {
  call_python(core()$ops$sparse_categorical_crossentropy, list(as_array(target), as_array(output),
    from_logits = as_flag(from_logits), axis = as_axis(axis)))
})

#' 0 up to -1, `(x + 1)^2 / 4` up to 1, then `x`
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_sparse_plus(c(-2, 0, 2)))
#' @export
op_sparse_plus <- wraps("ops.sparse_plus", function(x) {
  call_python(core()$ops$sparse_plus, list(as_array(x)))
})

#' Sparse sigmoid
#'
#' `(x + 1) / 2` between -1 and 1, else 0 or 1.
#'
#' @param x Tensor.
#' @return A tensor.
#' @references Martins and Astudillo, 2016, https://arxiv.org/abs/1602.02068
#' @examplesIf hornpipe:::can_run()
#' as.array(op_sparse_sigmoid(c(-2, 0, 2)))
#' @export
op_sparse_sigmoid <- wraps("ops.sparse_sigmoid", function(x) {
  call_python(core()$ops$sparse_sigmoid, list(as_array(x)))
})

#' Like softmax, with exact zeros for small entries
#'
#' @param x Tensor.
#' @param axis Axis to normalize. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @references Martins and Astudillo, 2016, https://arxiv.org/abs/1602.02068
#' @examplesIf hornpipe:::can_run()
#' as.array(op_sparsemax(c(0.2, 0.5)))
#' @export
op_sparsemax <- wraps("ops.sparsemax", function(x, axis = -1L) {
  call_python(core()$ops$sparsemax, list(as_array(x), axis = as_axis(axis)))
})

#' A list of parts along `axis`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param indices_or_sections How many equal parts, or where each further part starts.
#' @param axis The axis. Counted from 1, or from the end when negative.
#' @return The parts, a list of tensors.
#' @examplesIf hornpipe:::can_run()
#' op_split(1:4, 2)
#' @export
op_split <- wraps("ops.split", function(x, indices_or_sections, axis = 1L) {
  call_python(core()$ops$split, list(as_array(x), indices_or_sections = as_sections(indices_or_sections),
    axis = as_axis(axis)))
})

#' The square root
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_sqrt(c(0.2, 0.5)))
#' @export
op_sqrt <- wraps("ops.sqrt", function(x) {
  call_python(core()$ops$sqrt, list(as_array(x)))
})

#' Square
#'
#' `x * x`.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_square(c(0.2, 0.5)))
#' @export
op_square <- wraps("ops.square", function(x) {
  call_python(core()$ops$square, list(as_array(x)))
})

#' Squareplus
#'
#' `(x + sqrt(x^2 + b)) / 2`.
#'
#' @param x Tensor.
#' @param b How smooth the bend at 0 is.
#' @return A tensor.
#' @references Barron, 2021, https://arxiv.org/abs/2112.11687
#' @examplesIf hornpipe:::can_run()
#' as.array(op_squareplus(c(-2, 0, 2)))
#' @export
op_squareplus <- wraps("ops.squareplus", function(x, b = 4) {
  call_python(core()$ops$squareplus, list(as_array(x), b = as_real(b)))
})

#' Without axes of size 1
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis The axes to leave out; all of size 1 if `NULL`. Counted from 1, or from the end when
#'   negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_squeeze(matrix(1:3, 1)))
#' @export
op_squeeze <- wraps("ops.squeeze", function(x, axis = NULL) {
  call_python(core()$ops$squeeze, list(as_array(x), axis = as_axes(axis)))
})

#' Tensors of one shape on a new axis
#'
#' @param x The tensors.
#' @param axis Position of the new axis. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_stack(list(1:2, 3:4)))
#' @export
op_stack <- wraps("ops.stack", function(x, axis = 1L) {
  call_python(core()$ops$stack, list(as_array(x), axis = as_axis(axis)))
})

#' The standard deviation over `axis`: the root of the variance
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes; all if `NULL`. Counted from 1, or from the end when negative.
#' @param keepdims Whether the axes stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_std(c(0.2, 0.5)))
#' @export
op_std <- wraps("ops.std", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$std, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' The short-time Fourier transform: that of each frame of a signal
#'
#' @param x Signals, `(..., length)`, float32 or float64.
#' @param sequence_length Length of a frame.
#' @param sequence_stride Steps between frames.
#' @param fft_length Length of the transform, `sequence_length` at least.
#' @param window "hann", "hamming", values, or `NULL`.
#' @param center Whether frame i is centered at `i * sequence_stride`, the signal being mirrored at
#'   its ends.
#' @return List of two tensors `(..., frames, fft_length %/% 2 + 1)`.
#' @examplesIf hornpipe:::can_run()
#' op_stft(sin(1:64), sequence_length = 16, sequence_stride = 8, fft_length = 16)
#' @export
op_stft <- wraps("ops.stft", function(x, sequence_length, sequence_stride, fft_length, window = "hann", center = TRUE) {
  call_python(core()$ops$stft, list(as_array(x), sequence_length = as_int(sequence_length),
    sequence_stride = as_int(sequence_stride), fft_length = as_int(fft_length), window = window, center = as_flag(center)))
})

#' The same value, through which no gradient flows
#'
#' @param variable Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_stop_gradient(1:3))
#' @export
op_stop_gradient <- wraps("ops.stop_gradient", function(variable) {
  call_python(core()$ops$stop_gradient, list(as_array(variable)))
})

#' Subtract
#'
#' `x1 - x2`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_subtract(c(1, 2), c(3, 4)))
#' @export
op_subtract <- wraps("ops.subtract", function(x1, x2) {
  call_python(core()$ops$subtract, list(as_array(x1), as_array(x2)))
})

#' The sum over `axis`; small integers give int32
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes; all if `NULL`. Counted from 1, or from the end when negative.
#' @param keepdims Whether the axes stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_sum(c(0.2, 0.5)))
#' @export
op_sum <- wraps("ops.sum", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$sum, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' U, s and V with `x = U %*% diag(s) %*% V`
#'
#' @param x Matrices.
#' @param full_matrices Whether U and V are square.
#' @param compute_uv Whether U and V are wanted; only s comes back if not.
#' @return A list of tensors, U, s and V; or s alone.
#' @examplesIf hornpipe:::can_run()
#' op_svd(matrix(c(1, 2, 3, 4), 2))
#' @export
op_svd <- wraps("ops.svd", function(x, full_matrices = TRUE, compute_uv = TRUE) {
  call_python(core()$ops$svd, list(as_array(x), full_matrices = as_flag(full_matrices), compute_uv = as_flag(compute_uv)))
})

#' Two axes in each other's place
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis1 An axis, counted from 1, or from the end when negative.
#' @param axis2 An axis, counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' dim(op_swapaxes(array(0, c(2, 3)), 1, 2))
#' @export
op_swapaxes <- wraps("ops.swapaxes", function(x, axis1, axis2) {
  call_python(core()$ops$swapaxes, list(as_array(x), axis1 = as_axis(axis1), axis2 = as_axis(axis2)))
})

#' The result of one of several functions
#'
#' @param index Which of `branches`; beyond the ends, the first or last.
#' @param branches Functions of `operands`.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @param ... Further tensors.
#' @return What the function gives.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_switch(2L, list(function() op_zeros(1), function() op_ones(1))))
#' @export
op_switch <- wraps("ops.switch", function(index, branches, ..., zero_indexed = FALSE) {
  call_python(core()$ops$switch, c(list(from_zero(index, zero_indexed), branches), as_array(list(...))))
})

#' The elements at `indices` along `axis`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param indices Positions, negative ones from the end; their shape stands in place of the axis.
#' @param axis The axis; that of the flattened tensor if `NULL`. Counted from 1, or from the end
#'   when negative.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_take(c(10, 20, 30), c(1, 3)))
#' @export
op_take <- wraps("ops.take", function(x, indices, axis = NULL, zero_indexed = FALSE) {
  call_python(core()$ops$take, list(as_array(x), from_zero(indices, zero_indexed), axis = as_axis(axis)))
})

#' For each line of `x` along `axis`, the elements at the positions of the same line of `indices`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param indices Positions, negative ones from the end.
#' @param axis The axis; that of the flattened tensor if `NULL`. Counted from 1, or from the end
#'   when negative.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_take_along_axis(c(10, 20, 30), c(3L, 1L)))
#' @export
op_take_along_axis <- wraps("ops.take_along_axis", function(x, indices, axis = NULL, zero_indexed = FALSE) {
  call_python(core()$ops$take_along_axis, list(as_array(x), from_zero(indices, zero_indexed), axis = as_axis(axis)))
})

#' The tangent of radians
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_tan(c(0.2, 0.5)))
#' @export
op_tan <- wraps("ops.tan", function(x) {
  call_python(core()$ops$tan, list(as_array(x)))
})

#' The hyperbolic tangent
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_tanh(c(0.2, 0.5)))
#' @export
op_tanh <- wraps("ops.tanh", function(x) {
  call_python(core()$ops$tanh, list(as_array(x)))
})

#' Tanh shrink
#'
#' `x - tanh(x)`.
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_tanh_shrink(c(-2, 0, 2)))
#' @export
op_tanh_shrink <- wraps("ops.tanh_shrink", function(x) {
  call_python(core()$ops$tanh_shrink, list(as_array(x)))
})

#' The sum of products over pairs of axes
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @param axes How many last axes of `x1` meet first axes of `x2`, or the two lists of axes.
#'   Counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_tensordot(diag(2), diag(2), axes = 1))
#' @export
op_tensordot <- wraps("ops.tensordot", function(x1, x2, axes = 2L) {
  call_python(core()$ops$tensordot, list(as_array(x1), as_array(x2), axes = as_axes_or_number(axes)))
})

#' Threshold
#'
#' `x` where it is above `threshold`, else `default_value`.
#'
#' @param x Tensor.
#' @param threshold The bound.
#' @param default_value What stands at and below the bound.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_threshold(c(-1, 2), threshold = 0, default_value = 9))
#' @export
op_threshold <- wraps("ops.threshold", function(x, threshold, default_value) {
  call_python(core()$ops$threshold, list(as_array(x), threshold = as_real(threshold),
    default_value = as_real(default_value)))
})

#' Tile
#'
#' `x` laid out again and again.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param repeats How many times along each axis.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_tile(1:2, 2))
#' @export
op_tile <- wraps("ops.tile", function(x, repeats) {
  call_python(core()$ops$tile, list(as_array(x), repeats = as_ints(repeats)))
})

#' The `k` largest elements of the last axis, and where they stand
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param k How many.
#' @param sorted Whether the largest comes first.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return List of two tensors: the elements, and their positions.
#' @examplesIf hornpipe:::can_run()
#' op_top_k(c(1, 3, 2), 2)
#' @export
op_top_k <- wraps("ops.top_k", function(x, k, sorted = TRUE, zero_indexed = FALSE) {
  result <- call_python(core()$ops$top_k, list(as_array(x), k = as_int(k), sorted = as_flag(sorted)))
  second_from_one(result, zero_indexed)
})

#' The sum of the diagonal of matrices
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param offset Which diagonal; above the main one if positive.
#' @param axis1 The rows. Counted from 1, or from the end when negative.
#' @param axis2 The columns. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_trace(diag(2)))
#' @export
op_trace <- wraps("ops.trace", function(x, offset = 0L, axis1 = 1L, axis2 = 2L) {
  call_python(core()$ops$trace, list(as_array(x), offset = as_int(offset), axis1 = as_axis(axis1), axis2 = as_axis(axis2)))
})

#' The axes in another order
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axes For each axis of the result, the axis of `x`; reversed if `NULL`. Counted from 1, or
#'   from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_transpose(matrix(1:6, 2)))
#' @export
op_transpose <- wraps("ops.transpose", function(x, axes = NULL) {
  call_python(core()$ops$transpose, list(as_array(x), axes = as_axes(axes)))
})

#' The integral of `y` by the trapezoid rule
#'
#' @param y Numbers, an array or a tensor, possibly symbolic.
#' @param x The points at which `y` is given; `dx` apart if `NULL`.
#' @param dx Distance of the points.
#' @param axis The axis to integrate over. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_trapezoid(c(1, 2, 3)))
#' @export
op_trapezoid <- wraps("ops.trapezoid", function(y, x = NULL, dx = 1, axis = -1L) {
  call_python(core()$ops$trapezoid, list(as_array(y), x = as_array(x), dx = as_real(dx), axis = as_axis(axis)))
})

#' Ones at and below a diagonal, zeros above
#'
#' @param N Number of rows.
#' @param M Number of columns; `N` if `NULL`.
#' @param k Which diagonal; above the main one if positive.
#' @param dtype Dtype; the default float type if `NULL`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_tri(3))
#' @export
op_tri <- wraps("ops.tri", function(N, M = NULL, k = 0L, dtype = NULL) {
  call_python(core()$ops$tri, list(N = as_int(N), M = as_int(M), k = as_int(k), dtype = as_dtype(dtype)))
})

#' The lower triangle, 0 elsewhere
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param k The diagonal up to which elements stay; above the main one if positive.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_tril(matrix(1:4, 2)))
#' @export
op_tril <- wraps("ops.tril", function(x, k = 0L) {
  call_python(core()$ops$tril, list(as_array(x), k = as_int(k)))
})

#' The upper triangle, 0 elsewhere
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param k The diagonal from which elements stay; above the main one if positive.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_triu(matrix(1:4, 2)))
#' @export
op_triu <- wraps("ops.triu", function(x, k = 0L) {
  call_python(core()$ops$triu, list(as_array(x), k = as_int(k)))
})

#' True divide
#'
#' `x1 / x2`, floating.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_true_divide(c(1, 2), c(3, 4)))
#' @export
op_true_divide <- wraps("ops.true_divide", function(x1, x2) {
  call_python(core()$ops$true_divide, list(as_array(x1), as_array(x2)))
})

#' The next integer towards 0
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_trunc(c(-1.6, 0.4, 1.6)))
#' @export
op_trunc <- wraps("ops.trunc", function(x) {
  call_python(core()$ops$trunc, list(as_array(x)))
})

#' The windows of an image, each as a column
#'
#' @param x `(batch, channels, height, width)`.
#' @param kernel_size Size of the window.
#' @param dilation Distance between its entries.
#' @param padding Zeros on all sides.
#' @param stride Steps of the window.
#' @return `(batch, channels * window, windows)`.
#' @examplesIf hornpipe:::can_run()
#' dim(op_unfold(array(1, c(1, 1, 4, 4)), kernel_size = 2, stride = 2))
#' @export
op_unfold <- wraps("ops.unfold", function(x, kernel_size, dilation = 1L, padding = 0L, stride = 1L) {
  call_python(core()$ops$unfold, list(as_array(x), kernel_size = as_ints(kernel_size), dilation = as_ints(dilation),
    padding = as_ints(padding), stride = as_ints(stride)))
})

#' Positions in a flattened tensor as positions on each axis of `shape`; one tensor for each
#'
#' @param indices Numbers, an array or a tensor, possibly symbolic.
#' @param shape Shape of the result.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A list of tensors, one for each axis.
#' @examplesIf hornpipe:::can_run()
#' op_unravel_index(4L, c(2, 2))
#' @export
op_unravel_index <- wraps("ops.unravel_index", function(indices, shape, zero_indexed = FALSE) {
  result <- call_python(core()$ops$unravel_index, list(from_zero(indices, zero_indexed), shape = as_shape(shape)))
  from_one(result, zero_indexed)
})

#' A list of the slices along `axis`, which they no longer have
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param num The size of the axis, where it cannot be known.
#' @param axis The axis. Counted from 1, or from the end when negative.
#' @return The slices, a list of tensors.
#' @examplesIf hornpipe:::can_run()
#' op_unstack(matrix(1:4, 2))
#' @export
op_unstack <- wraps("ops.unstack", function(x, num = NULL, axis = 1L) {
  call_python(core()$ops$unstack, list(as_array(x), num = as_int(num), axis = as_axis(axis)))
})

#' Powers of `x` as columns (a Vandermonde matrix)
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param N Number of columns; the size of `x` if `NULL`.
#' @param increasing Whether the powers grow from left to right.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_vander(1:3))
#' @export
op_vander <- wraps("ops.vander", function(x, N = NULL, increasing = FALSE) {
  call_python(core()$ops$vander, list(as_array(x), N = as_int(N), increasing = as_flag(increasing)))
})

#' The variance over `axis`: the mean square distance from the mean
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes; all if `NULL`. Counted from 1, or from the end when negative.
#' @param keepdims Whether the axes stay, with size 1.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_var(c(0.2, 0.5)))
#' @export
op_var <- wraps("ops.var", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$var, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' The sum of products of all elements, the conjugate of `x1` taken
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_vdot(c(1, 2), c(3, 4)))
#' @export
op_vdot <- wraps("ops.vdot", function(x1, x2) {
  call_python(core()$ops$vdot, list(as_array(x1), as_array(x2)))
})

#' A function that runs `func` over all elements of its arguments, broadcast together
#'
#' @param func Function of scalars, or of what `signature` says.
#' @param excluded Positions and names of arguments that are passed as they are. Counted from 1, or
#'   from the end when negative.
#' @param signature Core axes of arguments and results, "(m,n),(n)->(m)"; scalars if `NULL`.
#' @return A function of tensors.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_vectorize(function(x) x * 2)(1:3 + 0))
#' @export
op_vectorize <- wraps("ops.vectorize", function(func, excluded = NULL, signature = NULL) {
  call_python(core()$ops$vectorize, list(pyfunc = as_callable(func), excluded = as_indices(excluded),
    signature = as_text(signature)))
})

#' Vectorized map
#'
#' `f` on each slice of `elements` along the first axis, all at once.
#'
#' @param elements A tensor, or nested ones of one first size.
#' @param f Is called once, on tensors that stand for every slice.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' op_vectorized_map(matrix(1:6, 2), function(x) op_sum(x))
#' @export
op_vectorized_map <- wraps("ops.vectorized_map", function(elements, f) {
  call_python(core()$ops$vectorized_map, list(`function` = as_step(f), elements = as_array(elements)))
})

#' The same bytes read as another dtype
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' op_view(c(1L, 2L), dtype = "int32")
#' @export
op_view <- wraps("ops.view", function(x, dtype = NULL) {
  call_python(core()$ops$view, list(as_array(x), dtype = as_dtype(dtype)))
})

#' Pairs on the last axis (real, imaginary) as complex numbers. Shapes: `(..., 2)` to `(...)`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' op_view_as_complex(matrix(c(1, 2), 1))
#' @export
op_view_as_complex <- wraps("ops.view_as_complex", function(x) {
  call_python(core()$ops$view_as_complex, list(as_array(x)))
})

#' Complex numbers as pairs (real, imaginary). Shapes: `(...)` to `(..., 2)`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' op_view_as_real(op_view_as_complex(matrix(c(1, 2), 1)))
#' @export
op_view_as_real <- wraps("ops.view_as_real", function(x) {
  call_python(core()$ops$view_as_real, list(as_array(x)))
})

#' Parts along the first axis
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param indices_or_sections Number of equal parts; or several positions, from 1, at which a part
#'   begins: `c(3, 5)` are the parts 1 and 2, 3 and 4, and the rest. One position alone is written
#'   `list(3)`.
#' @return The parts, a list of tensors.
#' @examplesIf hornpipe:::can_run()
#' op_vsplit(matrix(1:4, 2), 2)
#' @export
op_vsplit <- wraps("ops.vsplit", function(x, indices_or_sections) {
  call_python(core()$ops$vsplit, list(as_array(x), indices_or_sections = as_sections(indices_or_sections)))
})

#' Tensors below one another: rows along the first axis
#'
#' @param xs Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_vstack(list(1:2, 3:4)))
#' @export
op_vstack <- wraps("ops.vstack", function(xs) {
  call_python(core()$ops$vstack, list(as_array(xs)))
})

#' Where
#'
#' `x1` where `condition` is true, `x2` elsewhere; without both, the positions where it is true,
#' from 0, a tensor for each axis.
#'
#' @param condition Logicals; numbers are true unless 0.
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_where(c(TRUE, FALSE), c(1, 2), c(3, 4)))
#' @export
op_where <- wraps("ops.where", function(condition, x1 = NULL, x2 = NULL) {
  call_python(core()$ops$where, list(as_array(condition), x1 = as_array(x1), x2 = as_array(x2)))
})

#' Runs `body` for as long as `cond` is true
#'
#' @param cond Function of the loop variables that gives a logical scalar.
#' @param body Function of the loop variables that gives their next values.
#' @param loop_vars The first values: one, or a list.
#' @param maximum_iterations The loop ends after so many; never for this reason if `NULL`.
#' @return The last values: a list if `loop_vars` is a list, else one.
#' @examplesIf hornpipe:::can_run()
#' op_while_loop(function(i) i < 3, function(i) i + 1, list(0))
#' @export
op_while_loop <- wraps("ops.while_loop", function(cond, body, loop_vars, maximum_iterations = NULL) {
  call_python(core()$ops$while_loop, list(cond = as_step(cond), body = as_step(body), loop_vars = as_array(loop_vars),
    maximum_iterations = as_int(maximum_iterations)))
})

#' Zeros, the default float type if `dtype` is `NULL`
#'
#' @param shape Shape of the result.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_zeros(c(2, 2)))
#' @export
op_zeros <- wraps("ops.zeros", function(shape, dtype = NULL) {
  call_python(core()$ops$zeros, list(shape = as_shape(shape), dtype = as_dtype(dtype)))
})

#' Zeros in the shape of `x`, and its dtype if `dtype` is `NULL`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(op_zeros_like(matrix(1:4, 2)))
#' @export
op_zeros_like <- wraps("ops.zeros_like", function(x, dtype = NULL) {
  call_python(core()$ops$zeros_like, list(as_array(x), dtype = as_dtype(dtype)))
})
