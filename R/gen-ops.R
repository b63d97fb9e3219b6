# Written by tools/rgen from the Python signatures. Do not edit: change the signature, the docstring or tools/rgen.

#' The distance of each element from 0
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_absolute <- wraps("ops.absolute", function(x) {
  call_python(core()$ops$absolute, list(as_array(x)))
})

#' Add
#'
#' `x1 + x2`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
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
#' @export
op_all <- wraps("ops.all", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$all, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' Whether every pair of elements is close, as [op_isclose()] has it
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @param rtol A number.
#' @param atol A number.
#' @param equal_nan `TRUE` or `FALSE`.
#' @return A tensor.
#' @export
op_allclose <- wraps("ops.allclose", function(x1, x2, rtol = 1e-05, atol = 1e-08, equal_nan = FALSE) {
  call_python(core()$ops$allclose, list(as_array(x1), as_array(x2), rtol = as_real(rtol), atol = as_real(atol),
    equal_nan = as_flag(equal_nan)))
})

#' The angle of a complex number, in radians
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
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
#' @export
op_append <- wraps("ops.append", function(x1, x2, axis = NULL) {
  call_python(core()$ops$append, list(as_array(x1), as_array(x2), axis = as_axis(axis)))
})

#' Arange
#'
#' `start`, `start + step`, ... below `stop`.
#'
#' @param start The first; with `stop` `NULL` this is the end, and 0 the first.
#' @param stop The end, not in the result.
#' @param step The distance; 1 if `NULL`.
#' @param dtype Dtype; from the arguments if `NULL`.
#' @return A tensor.
#' @export
op_arange <- wraps("ops.arange", function(start, stop = NULL, step = NULL, dtype = NULL) {
  call_python(core()$ops$arange, list(as_array(start), stop = as_array(stop), step = as_array(step),
    dtype = as_dtype(dtype)))
})

#' The inverse cosine, in radians
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_arccos <- wraps("ops.arccos", function(x) {
  call_python(core()$ops$arccos, list(as_array(x)))
})

#' The inverse hyperbolic cosine
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_arccosh <- wraps("ops.arccosh", function(x) {
  call_python(core()$ops$arccosh, list(as_array(x)))
})

#' The inverse sine, in radians
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_arcsin <- wraps("ops.arcsin", function(x) {
  call_python(core()$ops$arcsin, list(as_array(x)))
})

#' The inverse hyperbolic sine
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_arcsinh <- wraps("ops.arcsinh", function(x) {
  call_python(core()$ops$arcsinh, list(as_array(x)))
})

#' The inverse tangent, in radians
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_arctan <- wraps("ops.arctan", function(x) {
  call_python(core()$ops$arctan, list(as_array(x)))
})

#' The angle of the point `(x2, x1)`, between -pi and pi
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_arctan2 <- wraps("ops.arctan2", function(x1, x2) {
  call_python(core()$ops$arctan2, list(as_array(x1), as_array(x2)))
})

#' The inverse hyperbolic tangent
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
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
#' @export
op_argmin <- wraps("ops.argmin", function(x, axis = NULL, keepdims = FALSE, zero_indexed = FALSE) {
  result <- call_python(core()$ops$argmin, list(as_array(x), axis = as_axis(axis), keepdims = as_flag(keepdims)))
  from_one(result, zero_indexed)
})

#' Positions that put the `kth` smallest element in its sorted place, none larger before it, none
#' smaller behind
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param kth Position in sorted order.
#' @param axis The axis; that of the flattened tensor if `NULL`. Counted from 1, or from the end
#'   when negative.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @export
op_argpartition <- wraps("ops.argpartition", function(x, kth, axis = -1L, zero_indexed = FALSE) {
  result <- call_python(core()$ops$argpartition, list(as_array(x), kth = as_int(kth), axis = as_axis(axis)))
  from_one(result, zero_indexed)
})

#' The positions that sort `x` along `axis`; flattened if `NULL`. Equal elements keep their order
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis An axis, counted from 1, or from the end when negative.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
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
#' @export
op_array <- wraps("ops.array", function(x, dtype = NULL) {
  call_python(core()$ops$array, list(as_array(x), dtype = as_dtype(dtype)))
})

#' As [op_split()]; parts may be unequal, the larger ones first
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param indices_or_sections Number of equal parts, or the positions to cut at.
#' @param axis An axis, counted from 1, or from the end when negative.
#' @return A tensor.
#' @export
op_array_split <- wraps("ops.array_split", function(x, indices_or_sections, axis = 1L) {
  call_python(core()$ops$array_split, list(as_array(x), indices_or_sections = as_ints(indices_or_sections),
    axis = as_axis(axis)))
})

#' All running results of an associative function along `axis`: `x0`, `f(x0, x1)`, `f(f(x0, x1), x2)`,
#'
#' Works on whole slices, in about 2 log2(n) rounds.
#'
#' @param f Function of two equal structures of tensors that gives a third.
#' @param elems A tensor, or nested ones of one size along `axis`.
#' @param reverse Whether the results run from the end.
#' @param axis The axis. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @export
op_associative_scan <- wraps("ops.associative_scan", function(f, elems, reverse = FALSE, axis = 1L) {
  call_python(core()$ops$associative_scan, list(f = as_callable(f), elems = as_array(elems), reverse = as_flag(reverse),
    axis = as_axis(axis)))
})

#' The mean over `axis`, with weights
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes; all if `NULL`. Counted from 1, or from the end when negative.
#' @param weights Weights of the shape of `x`, or of its `axis` alone; all 1 if `NULL`.
#' @return A tensor.
#' @export
op_average <- wraps("ops.average", function(x, axis = NULL, weights = NULL) {
  call_python(core()$ops$average, list(as_array(x), axis = as_axes(axis), weights = as_array(weights)))
})

#' The Bartlett (triangular) window of `x` points
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_bartlett <- wraps("ops.bartlett", function(x) {
  call_python(core()$ops$bartlett, list(as_array(x)))
})

#' How often each of 0, 1, 2, ... occurs
#'
#' @param x Non-negative ints, on one axis or several rows of them.
#' @param weights What an occurrence counts, of the shape of `x`; 1 if `NULL`.
#' @param minlength The least size of the result.
#' @param sparse Kept for compatibility: the result is dense always.
#' @return A tensor.
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
#' @export
op_bitwise_and <- wraps("ops.bitwise_and", function(x, y) {
  call_python(core()$ops$bitwise_and, list(as_array(x), as_array(y)))
})

#' Bits moved up by `y` places
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param y Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_bitwise_left_shift <- wraps("ops.bitwise_left_shift", function(x, y) {
  call_python(core()$ops$bitwise_left_shift, list(as_array(x), as_array(y)))
})

#' Each bit turned over
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_bitwise_not <- wraps("ops.bitwise_not", function(x) {
  call_python(core()$ops$bitwise_not, list(as_array(x)))
})

#' Bits set in either
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param y Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_bitwise_or <- wraps("ops.bitwise_or", function(x, y) {
  call_python(core()$ops$bitwise_or, list(as_array(x), as_array(y)))
})

#' Bits moved down by `y` places
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param y Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_bitwise_right_shift <- wraps("ops.bitwise_right_shift", function(x, y) {
  call_python(core()$ops$bitwise_right_shift, list(as_array(x), as_array(y)))
})

#' Bits set in one only
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param y Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_bitwise_xor <- wraps("ops.bitwise_xor", function(x, y) {
  call_python(core()$ops$bitwise_xor, list(as_array(x), as_array(y)))
})

#' The Blackman window of `x` points
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
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
#' @export
op_broadcast_to <- wraps("ops.broadcast_to", function(x, shape) {
  call_python(core()$ops$broadcast_to, list(as_array(x), shape = as_shape(shape)))
})

#' Cast
#'
#' `x` in another dtype.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @export
op_cast <- wraps("ops.cast", function(x, dtype) {
  call_python(core()$ops$cast, list(as_array(x), dtype = as_dtype(dtype)))
})

#' The real cube root
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_cbrt <- wraps("ops.cbrt", function(x) {
  call_python(core()$ops$cbrt, list(as_array(x)))
})

#' The next integer above, floating
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_ceil <- wraps("ops.ceil", function(x) {
  call_python(core()$ops$ceil, list(as_array(x)))
})

#' Elements below `x_min` become it, those above `x_max` become that
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param x_min Numbers, an array or a tensor, possibly symbolic.
#' @param x_max Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_clip <- wraps("ops.clip", function(x, x_min, x_max) {
  call_python(core()$ops$clip, list(as_array(x), as_array(x_min), as_array(x_max)))
})

#' Tensors after one another along `axis`
#'
#' @param xs Tensors that differ in that axis only.
#' @param axis The axis. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @export
op_concatenate <- wraps("ops.concatenate", function(xs, axis = 1L) {
  call_python(core()$ops$concatenate, list(as_array(xs), axis = as_axis(axis)))
})

#' The result of one of two functions
#'
#' @param pred A boolean scalar.
#' @param true_fn Called without arguments when `pred` is true.
#' @param false_fn Called without arguments otherwise.
#' @return A tensor.
#' @export
op_cond <- wraps("ops.cond", function(pred, true_fn, false_fn) {
  call_python(core()$ops$cond, list(as_array(pred), true_fn = as_callable(true_fn), false_fn = as_callable(false_fn)))
})

#' The complex conjugate
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_conjugate <- wraps("ops.conjugate", function(x) {
  call_python(core()$ops$conjugate, list(as_array(x)))
})

#' Convert to numpy
#'
#' `x` as a NumPy array, on the CPU and without a gradient.
#'
#' @param x Numbers, an array or a tensor.
#' @return A tensor.
#' @export
op_convert_to_numpy <- wraps("ops.convert_to_numpy", function(x) {
  call_python(core()$ops$convert_to_numpy, list(as_array(x)))
})

#' Convert to tensor
#'
#' `x` as a tensor.
#'
#' @param x A number, list, NumPy array, tensor or variable. Python floats become floatx, Python
#'   ints int32.
#' @param dtype The dtype wanted; that of the data if `NULL`.
#' @param sparse Whether a sparse tensor may come back; torch's are dense always.
#' @param ragged Whether a ragged tensor may come back; torch's are dense always.
#' @return A tensor.
#' @export
op_convert_to_tensor <- wraps("ops.convert_to_tensor", function(x, dtype = NULL, sparse = NULL, ragged = NULL) {
  call_python(core()$ops$convert_to_tensor, list(as_array(x), dtype = as_dtype(dtype), sparse = as_flag(sparse),
    ragged = as_flag(ragged)))
})

#' A tensor of its own with the same elements
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_copy <- wraps("ops.copy", function(x) {
  call_python(core()$ops$copy, list(as_array(x)))
})

#' The correlation coefficients of the rows. Shapes: `(n, m)` to `(n, n)`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
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
#' @export
op_correlate <- wraps("ops.correlate", function(x1, x2, mode = "valid") {
  call_python(core()$ops$correlate, list(as_array(x1), as_array(x2), mode = as_text(mode)))
})

#' The cosine of radians
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_cos <- wraps("ops.cos", function(x) {
  call_python(core()$ops$cos, list(as_array(x)))
})

#' The hyperbolic cosine
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_cosh <- wraps("ops.cosh", function(x) {
  call_python(core()$ops$cosh, list(as_array(x)))
})

#' How many elements over `axis` are not 0
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes; all if `NULL`. Counted from 1, or from the end when negative.
#' @return A tensor.
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
#' @export
op_cross <- wraps("ops.cross", function(x1, x2, axisa = -1L, axisb = -1L, axisc = -1L, axis = NULL) {
  call_python(core()$ops$cross, list(as_array(x1), as_array(x2), axisa = as_axis(axisa), axisb = as_axis(axisb),
    axisc = as_axis(axisc), axis = as_axis(axis)))
})

#' The product of all elements so far along `axis`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis An axis; that of the flattened tensor if `NULL`. Counted from 1, or from the end
#'   when negative.
#' @param dtype The result's dtype.
#' @return A tensor.
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
#' @export
op_cumsum <- wraps("ops.cumsum", function(x, axis = NULL, dtype = NULL) {
  call_python(core()$ops$cumsum, list(as_array(x), axis = as_axis(axis), dtype = as_dtype(dtype)))
})

#' Decorator that gives a function its own gradient
#'
#' @param f Function of tensors that returns its result and a function `grad(*args, upstream)`,
#'   which gives the gradients with respect to `args` from the gradient with respect to the result.
#' @return A tensor.
#' @export
op_custom_gradient <- wraps("ops.custom_gradient", function(f) {
  call_python(core()$ops$custom_gradient, list(f = as_callable(f)))
})

#' Degrees to radians
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_deg2rad <- wraps("ops.deg2rad", function(x) {
  call_python(core()$ops$deg2rad, list(as_array(x)))
})

#' The diagonal of a matrix, or the matrix with that diagonal
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param k Which diagonal; above the main one if positive.
#' @return A tensor.
#' @export
op_diag <- wraps("ops.diag", function(x, k = 0L) {
  call_python(core()$ops$diag, list(as_array(x), k = as_int(k)))
})

#' The matrix with all elements of `x` on its diagonal `k`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param k A whole number.
#' @return A tensor.
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
#' @export
op_diff <- wraps("ops.diff", function(a, n = 1L, axis = -1L) {
  call_python(core()$ops$diff, list(as_array(a), n = as_int(n), axis = as_axis(axis)))
})

#' For each element, how many of the edges `bins` are not above it
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param bins Numbers, an array or a tensor, possibly symbolic.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
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
#' @export
op_dot <- wraps("ops.dot", function(x1, x2) {
  call_python(core()$ops$dot, list(as_array(x1), as_array(x2)))
})

#' Parts along the third axis
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param indices_or_sections Number of equal parts, or the positions to cut at.
#' @return A tensor.
#' @export
op_dsplit <- wraps("ops.dsplit", function(x, indices_or_sections) {
  call_python(core()$ops$dsplit, list(as_array(x), indices_or_sections = as_ints(indices_or_sections)))
})

#' Tensors behind one another: along the third axis
#'
#' @param xs Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_dstack <- wraps("ops.dstack", function(xs) {
  call_python(core()$ops$dstack, list(as_array(xs)))
})

#' The name of the dtype of a tensor
#'
#' @param x Numbers, an array or a tensor.
#' @return A tensor.
#' @export
op_dtype <- wraps("ops.dtype", function(x) {
  call_python(core()$ops$dtype, list(as_array(x)))
})

#' The sum of products that `subscripts` describes, as "bij,bjk->bik"
#'
#' @param subscripts A letter for each axis of each operand; letters that are not after the arrow
#'   are summed over.
#' @param ... Further tensors.
#' @return A tensor.
#' @export
op_einsum <- wraps("ops.einsum", function(subscripts, ...) {
  call_python(core()$ops$einsum, c(list(subscripts = as_text(subscripts)), as_array(list(...))))
})

#' Elements of any value, floatx if [op_dtype()] is `NULL`
#'
#' @param shape Shape of the result.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @export
op_empty <- wraps("ops.empty", function(shape, dtype = NULL) {
  call_python(core()$ops$empty, list(shape = as_shape(shape), dtype = as_dtype(dtype)))
})

#' Elements of any value in the shape of `x`, and its dtype if [op_dtype()] is `NULL`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
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
#' @export
op_equal <- wraps("ops.equal", function(x1, x2) {
  call_python(core()$ops$equal, list(as_array(x1), as_array(x2)))
})

#' The error function
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
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
#' @export
op_erfc <- wraps("ops.erfc", function(x) {
  call_python(core()$ops$erfc, list(as_array(x)))
})

#' The inverse of the error function
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_erfinv <- wraps("ops.erfinv", function(x) {
  call_python(core()$ops$erfinv, list(as_array(x)))
})

#' Exp
#'
#' `e ** x`.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_exp <- wraps("ops.exp", function(x) {
  call_python(core()$ops$exp, list(as_array(x)))
})

#' Exp2
#'
#' `2 ** x`.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_exp2 <- wraps("ops.exp2", function(x) {
  call_python(core()$ops$exp2, list(as_array(x)))
})

#' New axes of size 1, at the positions `axis` of the result
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several positions. Counted from 1, or from the end when negative.
#' @return A tensor.
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
#' @export
op_expm1 <- wraps("ops.expm1", function(x) {
  call_python(core()$ops$expm1, list(as_array(x)))
})

#' Ones on a diagonal, zeros elsewhere
#'
#' @param N Number of rows.
#' @param M Number of columns; `N` if `NULL`.
#' @param k Which diagonal; above the main one if positive.
#' @param dtype Dtype; floatx if `NULL`.
#' @return A tensor.
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
#' @export
op_fabs <- wraps("ops.fabs", function(x) {
  call_python(core()$ops$fabs, list(as_array(x)))
})

#' The elements in reverse order along `axis`; along all axes if `NULL`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes, counted from 1, or from the end when negative.
#' @return A tensor.
#' @export
op_flip <- wraps("ops.flip", function(x, axis = NULL) {
  call_python(core()$ops$flip, list(as_array(x), axis = as_axes(axis)))
})

#' Columns in reverse order
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_fliplr <- wraps("ops.fliplr", function(x) {
  call_python(core()$ops$fliplr, list(as_array(x)))
})

#' Rows in reverse order
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_flipud <- wraps("ops.flipud", function(x) {
  call_python(core()$ops$flipud, list(as_array(x)))
})

#' The next integer below, floating
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_floor <- wraps("ops.floor", function(x) {
  call_python(core()$ops$floor, list(as_array(x)))
})

#' The largest integer not above `x1 / x2`
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_floor_divide <- wraps("ops.floor_divide", function(x1, x2) {
  call_python(core()$ops$floor_divide, list(as_array(x1), as_array(x2)))
})

#' The larger of two; the number where one is NaN
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_fmax <- wraps("ops.fmax", function(x1, x2) {
  call_python(core()$ops$fmax, list(as_array(x1), as_array(x2)))
})

#' The smaller of two; the number where one is NaN
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_fmin <- wraps("ops.fmin", function(x1, x2) {
  call_python(core()$ops$fmin, list(as_array(x1), as_array(x2)))
})

#' The remainder of the division that rounds to zero, with the sign of `x1`
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_fmod <- wraps("ops.fmod", function(x1, x2) {
  call_python(core()$ops$fmod, list(as_array(x1), as_array(x2)))
})

#' Runs `val = body_fun(i, val)` for `i` from `lower` to `upper - 1`
#'
#' @param lower The first `i`.
#' @param upper The end.
#' @param body_fun Gives the next value.
#' @param init_val The first value.
#' @return A tensor.
#' @export
op_fori_loop <- wraps("ops.fori_loop", function(lower, upper, body_fun, init_val) {
  call_python(core()$ops$fori_loop, list(as_array(lower), as_array(upper), body_fun = as_callable(body_fun),
    init_val = as_array(init_val)))
})

#' Full
#'
#' `fill_value` everywhere.
#'
#' @param shape Sizes of the result.
#' @param fill_value A number, or a tensor that is broadcast.
#' @param dtype Dtype; floatx if `NULL`.
#' @return A tensor.
#' @export
op_full <- wraps("ops.full", function(shape, fill_value, dtype = NULL) {
  call_python(core()$ops$full, list(shape = as_shape(shape), fill_value = as_array(fill_value), dtype = as_dtype(dtype)))
})

#' Full like
#'
#' `fill_value` in the shape of `x`, and its dtype if [op_dtype()] is `NULL`.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param fill_value Numbers, an array or a tensor, possibly symbolic.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @export
op_full_like <- wraps("ops.full_like", function(x, fill_value, dtype = NULL) {
  call_python(core()$ops$full_like, list(as_array(x), as_array(fill_value), dtype = as_dtype(dtype)))
})

#' The greatest common divisor
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_gcd <- wraps("ops.gcd", function(x1, x2) {
  call_python(core()$ops$gcd, list(as_array(x1), as_array(x2)))
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
#' @export
op_geomspace <- wraps("ops.geomspace", function(start, stop, num = 50L, endpoint = TRUE, dtype = NULL, axis = 1L) {
  call_python(core()$ops$geomspace, list(as_array(start), as_array(stop), num = as_int(num), endpoint = as_flag(endpoint),
    dtype = as_dtype(dtype), axis = as_axis(axis)))
})

#' Get item
#'
#' `x[key]`, for any key of ints, slices, `...`, `NULL`, and tensors.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param key A list, possibly nested.
#' @return A tensor.
#' @export
op_get_item <- wraps("ops.get_item", function(x, key) {
  call_python(core()$ops$get_item, list(as_array(x), key = key))
})

#' Greater
#'
#' `x1 > x2`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
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
#' @export
op_greater_equal <- wraps("ops.greater_equal", function(x1, x2) {
  call_python(core()$ops$greater_equal, list(as_array(x1), as_array(x2)))
})

#' The Hamming window of `x` points
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_hamming <- wraps("ops.hamming", function(x) {
  call_python(core()$ops$hamming, list(as_array(x)))
})

#' The Hann window of `x` points
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_hanning <- wraps("ops.hanning", function(x) {
  call_python(core()$ops$hanning, list(as_array(x)))
})

#' 0 for negative `x1`, 1 for positive, `x2` at 0
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_heaviside <- wraps("ops.heaviside", function(x1, x2) {
  call_python(core()$ops$heaviside, list(as_array(x1), as_array(x2)))
})

#' How many elements fall into each of `bins` equal intervals; the counts, and the edges
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param bins How many intervals.
#' @param range `(least, most)`; from the elements if `NULL`.
#' @return A tensor.
#' @export
op_histogram <- wraps("ops.histogram", function(x, bins = 10L, range = NULL) {
  call_python(core()$ops$histogram, list(as_array(x), bins = as_int(bins), range = as_reals(range)))
})

#' Parts along the second axis, or the only one
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param indices_or_sections Number of equal parts, or the positions to cut at.
#' @return A tensor.
#' @export
op_hsplit <- wraps("ops.hsplit", function(x, indices_or_sections) {
  call_python(core()$ops$hsplit, list(as_array(x), indices_or_sections = as_ints(indices_or_sections)))
})

#' Tensors beside one another: along the second axis, or the only one
#'
#' @param xs Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_hstack <- wraps("ops.hstack", function(xs) {
  call_python(core()$ops$hstack, list(as_array(xs)))
})

#' Hypot
#'
#' `sqrt(x1**2 + x2**2)`, without overflow.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_hypot <- wraps("ops.hypot", function(x1, x2) {
  call_python(core()$ops$hypot, list(as_array(x1), as_array(x2)))
})

#' The modified Bessel function of the first kind, order 0
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_i0 <- wraps("ops.i0", function(x) {
  call_python(core()$ops$i0, list(as_array(x)))
})

#' The identity matrix of `n` rows
#'
#' @param n A whole number.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @export
op_identity <- wraps("ops.identity", function(n, dtype = NULL) {
  call_python(core()$ops$identity, list(n = as_int(n), dtype = as_dtype(dtype)))
})

#' The imaginary part; 0 for real numbers
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_imag <- wraps("ops.imag", function(x) {
  call_python(core()$ops$imag, list(as_array(x)))
})

#' Whether each target is among the `k` best predicted classes
#'
#' @param targets Class numbers, `(n,)`.
#' @param predictions A score for each class, `(n, classes)`.
#' @param k How many classes count as best; ties at the last place all count.
#' @return A tensor.
#' @export
op_in_top_k <- wraps("ops.in_top_k", function(targets, predictions, k) {
  call_python(core()$ops$in_top_k, list(as_array(targets), as_array(predictions), k = as_int(k)))
})

#' The sum of products over the last axes of both
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_inner <- wraps("ops.inner", function(x1, x2) {
  call_python(core()$ops$inner, list(as_array(x1), as_array(x2)))
})

#' Whether `x` is a tensor, symbolic or not
#'
#' @param x A list, possibly nested.
#' @return A tensor.
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
#' @export
op_isclose <- wraps("ops.isclose", function(x1, x2, rtol = 1e-05, atol = 1e-08, equal_nan = FALSE) {
  call_python(core()$ops$isclose, list(as_array(x1), as_array(x2), rtol = as_real(rtol), atol = as_real(atol),
    equal_nan = as_flag(equal_nan)))
})

#' Whether an element is neither infinite nor NaN
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
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
#' @export
op_isin <- wraps("ops.isin", function(x1, x2, assume_unique = FALSE, invert = FALSE) {
  call_python(core()$ops$isin, list(as_array(x1), as_array(x2), assume_unique = as_flag(assume_unique),
    invert = as_flag(invert)))
})

#' Whether an element is infinite
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_isinf <- wraps("ops.isinf", function(x) {
  call_python(core()$ops$isinf, list(as_array(x)))
})

#' Whether an element is NaN
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_isnan <- wraps("ops.isnan", function(x) {
  call_python(core()$ops$isnan, list(as_array(x)))
})

#' Whether an element is minus infinity
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_isneginf <- wraps("ops.isneginf", function(x) {
  call_python(core()$ops$isneginf, list(as_array(x)))
})

#' Whether an element is plus infinity
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_isposinf <- wraps("ops.isposinf", function(x) {
  call_python(core()$ops$isposinf, list(as_array(x)))
})

#' Whether an element has no imaginary part
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_isreal <- wraps("ops.isreal", function(x) {
  call_python(core()$ops$isreal, list(as_array(x)))
})

#' The Kaiser window of `x` points
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param beta Shape of the window; 0 gives ones.
#' @return A tensor.
#' @export
op_kaiser <- wraps("ops.kaiser", function(x, beta) {
  call_python(core()$ops$kaiser, list(as_array(x), beta = as_real(beta)))
})

#' Each element of `x1` replaced by its product with all of `x2` (the Kronecker product)
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_kron <- wraps("ops.kron", function(x1, x2) {
  call_python(core()$ops$kron, list(as_array(x1), as_array(x2)))
})

#' The least common multiple
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_lcm <- wraps("ops.lcm", function(x1, x2) {
  call_python(core()$ops$lcm, list(as_array(x1), as_array(x2)))
})

#' Ldexp
#'
#' `x1 * 2**x2`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_ldexp <- wraps("ops.ldexp", function(x1, x2) {
  call_python(core()$ops$ldexp, list(as_array(x1), as_array(x2)))
})

#' Less
#'
#' `x1 < x2`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
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
#' @return A tensor.
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
#' @export
op_log <- wraps("ops.log", function(x) {
  call_python(core()$ops$log, list(as_array(x)))
})

#' The logarithm to base 10
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
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
#' @export
op_log1p <- wraps("ops.log1p", function(x) {
  call_python(core()$ops$log1p, list(as_array(x)))
})

#' The logarithm to base 2
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_log2 <- wraps("ops.log2", function(x) {
  call_python(core()$ops$log2, list(as_array(x)))
})

#' Logaddexp
#'
#' `log(exp(x1) + exp(x2))`, without overflow.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_logaddexp <- wraps("ops.logaddexp", function(x1, x2) {
  call_python(core()$ops$logaddexp, list(as_array(x1), as_array(x2)))
})

#' Logaddexp2
#'
#' `log2(2**x1 + 2**x2)`, without overflow.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_logaddexp2 <- wraps("ops.logaddexp2", function(x1, x2) {
  call_python(core()$ops$logaddexp2, list(as_array(x1), as_array(x2)))
})

#' Whether both are true; numbers are true unless 0
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_logical_and <- wraps("ops.logical_and", function(x1, x2) {
  call_python(core()$ops$logical_and, list(as_array(x1), as_array(x2)))
})

#' True where `x` is 0 or false
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_logical_not <- wraps("ops.logical_not", function(x) {
  call_python(core()$ops$logical_not, list(as_array(x)))
})

#' Whether at least one is true; numbers are true unless 0
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_logical_or <- wraps("ops.logical_or", function(x1, x2) {
  call_python(core()$ops$logical_or, list(as_array(x1), as_array(x2)))
})

#' Whether exactly one is true; numbers are true unless 0
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
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
#' @export
op_logsumexp <- wraps("ops.logsumexp", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$logsumexp, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' Map
#'
#' `f` on each slice of `xs` along the first axis, one after another; the results stacked.
#'
#' @param f The function.
#' @param xs A tensor, or nested ones of one first size.
#' @return A tensor.
#' @export
op_map <- wraps("ops.map", function(f, xs) {
  call_python(core()$ops$map, list(f = as_callable(f), xs = as_array(xs)))
})

#' The matrix product over the last two axes; vectors are rows on the left and columns on the right
#'
#' @section Shapes:
#' `(..., n, k)` and `(..., k, m)` to `(..., n, m)`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_matmul <- wraps("ops.matmul", function(x1, x2) {
  call_python(core()$ops$matmul, list(as_array(x1), as_array(x2)))
})

#' The largest element over `axis`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes; all if `NULL`. Counted from 1, or from the end when negative.
#' @param keepdims Whether the axes stay, with size 1.
#' @param initial The least that may come out; needed for axes without elements.
#' @return A tensor.
#' @export
op_max <- wraps("ops.max", function(x, axis = NULL, keepdims = FALSE, initial = NULL) {
  call_python(core()$ops$max, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims),
    initial = as_real(initial)))
})

#' The larger of two; NaN where either is
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_maximum <- wraps("ops.maximum", function(x1, x2) {
  call_python(core()$ops$maximum, list(as_array(x1), as_array(x2)))
})

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
#' @export
op_median <- wraps("ops.median", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$median, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' The coordinates of a grid, one tensor for each of the axes given
#'
#' @param indexing "xy": the second axis of the result is the first argument's; "ij": the first is.
#' @param ... Further tensors.
#' @return A tensor.
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
#' @export
op_minimum <- wraps("ops.minimum", function(x1, x2) {
  call_python(core()$ops$minimum, list(as_array(x1), as_array(x2)))
})

#' The remainder of `floor_divide(x1, x2)`, with the sign of `x2`
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_mod <- wraps("ops.mod", function(x1, x2) {
  call_python(core()$ops$mod, list(as_array(x1), as_array(x2)))
})

#' Axes moved to other positions, the others in their order
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param source The axes. Counted from 1, or from the end when negative.
#' @param destination Where they go. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @export
op_moveaxis <- wraps("ops.moveaxis", function(x, source, destination) {
  call_python(core()$ops$moveaxis, list(as_array(x), source = as_axes(source), destination = as_axes(destination)))
})

#' Multiply
#'
#' `x1 * x2`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
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
#' @export
op_nanvar <- wraps("ops.nanvar", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$nanvar, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' The number of axes
#'
#' @param x Numbers, an array or a tensor.
#' @return A tensor.
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
#' @export
op_negative <- wraps("ops.negative", function(x) {
  call_python(core()$ops$negative, list(as_array(x)))
})

#' The next floating-point number after `x1` on the way to `x2`
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_nextafter <- wraps("ops.nextafter", function(x1, x2) {
  call_python(core()$ops$nextafter, list(as_array(x1), as_array(x2)))
})

#' The positions of elements that are not 0: one tensor for each axis
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return A tensor.
#' @export
op_nonzero <- wraps("ops.nonzero", function(x, zero_indexed = FALSE) {
  result <- call_python(core()$ops$nonzero, list(as_array(x)))
  from_one(result, zero_indexed)
})

#' Not equal
#'
#' `x1 != x2`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_not_equal <- wraps("ops.not_equal", function(x1, x2) {
  call_python(core()$ops$not_equal, list(as_array(x1), as_array(x2)))
})

#' Ones, floatx if [op_dtype()] is `NULL`
#'
#' @param shape Shape of the result.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @export
op_ones <- wraps("ops.ones", function(shape, dtype = NULL) {
  call_python(core()$ops$ones, list(shape = as_shape(shape), dtype = as_dtype(dtype)))
})

#' Ones in the shape of `x`, and its dtype if [op_dtype()] is `NULL`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @export
op_ones_like <- wraps("ops.ones_like", function(x, dtype = NULL) {
  call_python(core()$ops$ones_like, list(as_array(x), dtype = as_dtype(dtype)))
})

#' Every element of `x1` times every element of `x2`. Shapes: `(n,)` and `(m,)` to `(n, m)`; others
#' are flattened
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_outer <- wraps("ops.outer", function(x1, x2) {
  call_python(core()$ops$outer, list(as_array(x1), as_array(x2)))
})

#' Elements added at both ends of axes
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param pad_width `((before, after), ...)` for each axis; one pair, or one number, for all.
#' @param mode "constant", "reflect" (mirrored, the edge once), "symmetric" (mirrored, the edge
#'   twice), "edge" or "wrap".
#' @param constant_values What is added in mode "constant"; 0 if `NULL`.
#' @return A tensor.
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
#' @export
op_percentile <- wraps("ops.percentile", function(x, q, axis = NULL, method = "linear", keepdims = FALSE) {
  call_python(core()$ops$percentile, list(as_array(x), as_array(q), axis = as_axes(axis), method = as_text(method),
    keepdims = as_flag(keepdims)))
})

#' Power
#'
#' `x1 ** x2`.
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
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
#' @export
op_prod <- wraps("ops.prod", function(x, axis = NULL, keepdims = FALSE, dtype = NULL) {
  call_python(core()$ops$prod, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims),
    dtype = as_dtype(dtype)))
})

#' The largest minus the smallest element over `axis`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis One or several axes; all if `NULL`. Counted from 1, or from the end when negative.
#' @param keepdims Whether the axes stay, with size 1.
#' @return A tensor.
#' @export
op_ptp <- wraps("ops.ptp", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$ptp, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
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
#' @export
op_quantile <- wraps("ops.quantile", function(x, q, axis = NULL, method = "linear", keepdims = FALSE) {
  call_python(core()$ops$quantile, list(as_array(x), as_array(q), axis = as_axes(axis), method = as_text(method),
    keepdims = as_flag(keepdims)))
})

#' Radians to degrees
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_rad2deg <- wraps("ops.rad2deg", function(x) {
  call_python(core()$ops$rad2deg, list(as_array(x)))
})

#' All elements on one axis, the last axis running fastest
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_ravel <- wraps("ops.ravel", function(x) {
  call_python(core()$ops$ravel, list(as_array(x)))
})

#' The real part
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
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
#' @export
op_reciprocal <- wraps("ops.reciprocal", function(x) {
  call_python(core()$ops$reciprocal, list(as_array(x)))
})

#' Each element several times
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param repeats How many times, or how many for each position along `axis`.
#' @param axis The axis; that of the flattened tensor if `NULL`. Counted from 1, or from the end
#'   when negative.
#' @return A tensor.
#' @export
op_repeat <- wraps("ops.repeat", function(x, repeats, axis = NULL) {
  call_python(core()$ops$`repeat`, list(as_array(x), repeats = as_ints(repeats), axis = as_axis(axis)))
})

#' The same elements in another shape
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param newshape Sizes; one may be -1, and is then found from the others.
#' @return A tensor.
#' @export
op_reshape <- wraps("ops.reshape", function(x, newshape) {
  call_python(core()$ops$reshape, list(as_array(x), newshape = as_sizes(newshape)))
})

#' Elements moved on; what leaves at the end comes in at the start
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param shift By how many places.
#' @param axis Along which axes; along the flattened tensor if `NULL`. Counted from 1, or from the
#'   end when negative.
#' @return A tensor.
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
#' @export
op_rot90 <- wraps("ops.rot90", function(array, k = 1L, axes = c(1L, 2L)) {
  call_python(core()$ops$rot90, list(as_array(array), k = as_int(k), axes = as_axes(axes)))
})

#' Rounds halves to the even neighbour
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param decimals Digits kept after the point; negative ones round to tens.
#' @return A tensor.
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
#' @export
op_rsqrt <- wraps("ops.rsqrt", function(x) {
  call_python(core()$ops$rsqrt, list(as_array(x)))
})

#' Saturate cast
#'
#' `x` in another dtype; values beyond its range become its limits.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @export
op_saturate_cast <- wraps("ops.saturate_cast", function(x, dtype) {
  call_python(core()$ops$saturate_cast, list(as_array(x), dtype = as_dtype(dtype)))
})

#' Runs `carry, y = f(carry, x)` over the slices of `xs`; gives the last carry and all `y`, stacked
#'
#' @param f The step.
#' @param init The first carry.
#' @param xs What is scanned over, along the first axis; a tensor or nested ones.
#' @param length Number of steps; needed when `xs` is `NULL`.
#' @param reverse Whether the steps run from the end; the results keep the places of their slices.
#' @param unroll Kept for compatibility: torch runs each step by itself.
#' @return A tensor.
#' @export
op_scan <- wraps("ops.scan", function(f, init, xs = NULL, length = NULL, reverse = FALSE, unroll = 1L) {
  call_python(core()$ops$scan, list(f = as_callable(f), init = as_array(init), xs = as_array(xs), length = as_int(length),
    reverse = as_flag(reverse), unroll = as_int(unroll)))
})

#' Zeros of `shape` with `values` added at `indices`
#'
#' @param indices Positions on the first k axes, `(..., k)`.
#' @param values What stands there, `(..., *shape[k:])`; values of one place are added up.
#' @param shape Sizes of the result.
#' @return A tensor.
#' @export
op_scatter <- wraps("ops.scatter", function(indices, values, shape) {
  call_python(core()$ops$scatter, list(as_array(indices), as_array(values), shape = as_shape(shape)))
})

#' Scatter update
#'
#' `inputs` with elements replaced by, or combined with, `updates`.
#'
#' @param inputs Tensor.
#' @param indices Positions on the first k axes, `(n, k)`.
#' @param updates What goes there, `(n, *inputs.shape[k:])`.
#' @param reduction `NULL` replaces; "add", "max", "min" and "mul" combine, also where a position
#'   stands twice.
#' @return A tensor.
#' @export
op_scatter_update <- wraps("ops.scatter_update", function(inputs, indices, updates, reduction = NULL) {
  call_python(core()$ops$scatter_update, list(as_array(inputs), as_array(indices), as_array(updates),
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
#' @export
op_searchsorted <- wraps("ops.searchsorted", function(sorted_sequence, values, side = "left", zero_indexed = FALSE) {
  result <- call_python(core()$ops$searchsorted, list(as_array(sorted_sequence), as_array(values), side = as_text(side)))
  from_one(result, zero_indexed)
})

#' As [op_segment_sum()], the largest; the lowest number of the dtype for a segment without rows
#'
#' @param data Numbers, an array or a tensor, possibly symbolic.
#' @param segment_ids Numbers, an array or a tensor, possibly symbolic.
#' @param num_segments A whole number.
#' @param sorted `TRUE` or `FALSE`.
#' @return A tensor.
#' @export
op_segment_max <- wraps("ops.segment_max", function(data, segment_ids, num_segments = NULL, sorted = FALSE) {
  call_python(core()$ops$segment_max, list(as_array(data), as_array(segment_ids), num_segments = as_int(num_segments),
    sorted = as_flag(sorted)))
})

#' As [op_segment_sum()], the smallest; the highest number of the dtype for a segment without rows
#'
#' @param data Numbers, an array or a tensor, possibly symbolic.
#' @param segment_ids Numbers, an array or a tensor, possibly symbolic.
#' @param num_segments A whole number.
#' @param sorted `TRUE` or `FALSE`.
#' @return A tensor.
#' @export
op_segment_min <- wraps("ops.segment_min", function(data, segment_ids, num_segments = NULL, sorted = FALSE) {
  call_python(core()$ops$segment_min, list(as_array(data), as_array(segment_ids), num_segments = as_int(num_segments),
    sorted = as_flag(sorted)))
})

#' As [op_segment_sum()], the product; 1 for a segment without rows
#'
#' @param data Numbers, an array or a tensor, possibly symbolic.
#' @param segment_ids Numbers, an array or a tensor, possibly symbolic.
#' @param num_segments A whole number.
#' @param sorted `TRUE` or `FALSE`.
#' @return A tensor.
#' @export
op_segment_prod <- wraps("ops.segment_prod", function(data, segment_ids, num_segments = NULL, sorted = FALSE) {
  call_python(core()$ops$segment_prod, list(as_array(data), as_array(segment_ids), num_segments = as_int(num_segments),
    sorted = as_flag(sorted)))
})

#' The sum of the rows of each segment; 0 for one without rows
#'
#' @param data Rows along the first axis.
#' @param segment_ids The segment of each row; rows of a number below 0 or too large are left out.
#' @param num_segments How many segments; one more than the largest number if `NULL`.
#' @param sorted Promise that `segment_ids` rise; torch needs no such promise.
#' @return A tensor.
#' @export
op_segment_sum <- wraps("ops.segment_sum", function(data, segment_ids, num_segments = NULL, sorted = FALSE) {
  call_python(core()$ops$segment_sum, list(as_array(data), as_array(segment_ids), num_segments = as_int(num_segments),
    sorted = as_flag(sorted)))
})

#' Elements from the first of several tensors whose condition is true
#'
#' @param condlist Conditions.
#' @param choicelist As many tensors.
#' @param default Where no condition is true.
#' @return A tensor.
#' @export
op_select <- wraps("ops.select", function(condlist, choicelist, default = 0L) {
  call_python(core()$ops$select, list(as_array(condlist), as_array(choicelist), default = as_array(default)))
})

#' -1, 0 or 1
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_sign <- wraps("ops.sign", function(x) {
  call_python(core()$ops$sign, list(as_array(x)))
})

#' Whether the sign is negative; true for -0.0
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_signbit <- wraps("ops.signbit", function(x) {
  call_python(core()$ops$signbit, list(as_array(x)))
})

#' The sine of radians
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
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
#' @export
op_sinc <- wraps("ops.sinc", function(x) {
  call_python(core()$ops$sinc, list(as_array(x)))
})

#' The hyperbolic sine
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_sinh <- wraps("ops.sinh", function(x) {
  call_python(core()$ops$sinh, list(as_array(x)))
})

#' The number of elements; `NULL` where it is not known
#'
#' @param x Numbers, an array or a tensor.
#' @return A tensor.
#' @export
op_size <- wraps("ops.size", function(x) {
  call_python(core()$ops$size, list(as_array(x)))
})

#' The block of sizes `shape` that starts at `start_indices`
#'
#' @param inputs Tensor of n axes.
#' @param start_indices n positions.
#' @param shape n sizes; -1 goes up to the end.
#' @return A tensor.
#' @export
op_slice <- wraps("ops.slice", function(inputs, start_indices, shape) {
  call_python(core()$ops$slice, list(as_array(inputs), as_array(start_indices), shape = as_shape(shape)))
})

#' Slice update
#'
#' `inputs` with the block that starts at `start_indices` replaced by `updates`.
#'
#' @param inputs Numbers, an array or a tensor, possibly symbolic.
#' @param start_indices Numbers, an array or a tensor, possibly symbolic.
#' @param updates Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_slice_update <- wraps("ops.slice_update", function(inputs, start_indices, updates) {
  call_python(core()$ops$slice_update, list(as_array(inputs), as_array(start_indices), as_array(updates)))
})

#' The elements in rising order along `axis`; flattened if `NULL`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis An axis, counted from 1, or from the end when negative.
#' @return A tensor.
#' @export
op_sort <- wraps("ops.sort", function(x, axis = -1L) {
  call_python(core()$ops$sort, list(as_array(x), axis = as_axis(axis)))
})

#' A list of parts along `axis`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param indices_or_sections How many equal parts, or where each further part starts.
#' @param axis The axis. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @export
op_split <- wraps("ops.split", function(x, indices_or_sections, axis = 1L) {
  call_python(core()$ops$split, list(as_array(x), indices_or_sections = as_ints(indices_or_sections), axis = as_axis(axis)))
})

#' The square root
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
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
#' @export
op_square <- wraps("ops.square", function(x) {
  call_python(core()$ops$square, list(as_array(x)))
})

#' Without axes of size 1
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis The axes to leave out; all of size 1 if `NULL`. Counted from 1, or from the end when
#'   negative.
#' @return A tensor.
#' @export
op_squeeze <- wraps("ops.squeeze", function(x, axis = NULL) {
  call_python(core()$ops$squeeze, list(as_array(x), axis = as_axes(axis)))
})

#' Tensors of one shape on a new axis
#'
#' @param x The tensors.
#' @param axis Position of the new axis. Counted from 1, or from the end when negative.
#' @return A tensor.
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
#' @export
op_std <- wraps("ops.std", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$std, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' The same value, through which no gradient flows
#'
#' @param variable Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
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
#' @export
op_sum <- wraps("ops.sum", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$sum, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' Two axes in each other's place
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param axis1 An axis, counted from 1, or from the end when negative.
#' @param axis2 An axis, counted from 1, or from the end when negative.
#' @return A tensor.
#' @export
op_swapaxes <- wraps("ops.swapaxes", function(x, axis1, axis2) {
  call_python(core()$ops$swapaxes, list(as_array(x), axis1 = as_axis(axis1), axis2 = as_axis(axis2)))
})

#' The result of one of several functions
#'
#' @param index Which of `branches`; beyond the ends, the first or last.
#' @param branches Functions of `operands`.
#' @param ... Further tensors.
#' @return A tensor.
#' @export
op_switch <- wraps("ops.switch", function(index, branches, ...) {
  call_python(core()$ops$switch, c(list(as_array(index), branches = branches), as_array(list(...))))
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
#' @export
op_take_along_axis <- wraps("ops.take_along_axis", function(x, indices, axis = NULL, zero_indexed = FALSE) {
  call_python(core()$ops$take_along_axis, list(as_array(x), from_zero(indices, zero_indexed), axis = as_axis(axis)))
})

#' The tangent of radians
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_tan <- wraps("ops.tan", function(x) {
  call_python(core()$ops$tan, list(as_array(x)))
})

#' The hyperbolic tangent
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_tanh <- wraps("ops.tanh", function(x) {
  call_python(core()$ops$tanh, list(as_array(x)))
})

#' The sum of products over pairs of axes
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @param axes How many last axes of `x1` meet first axes of `x2`, or the two lists of axes.
#' @return A tensor.
#' @export
op_tensordot <- wraps("ops.tensordot", function(x1, x2, axes = 2L) {
  call_python(core()$ops$tensordot, list(as_array(x1), as_array(x2), axes = as_ints(axes)))
})

#' Tile
#'
#' `x` laid out again and again.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param repeats How many times along each axis.
#' @return A tensor.
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
#' @return A tensor.
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
#' @export
op_trapezoid <- wraps("ops.trapezoid", function(y, x = NULL, dx = 1, axis = -1L) {
  call_python(core()$ops$trapezoid, list(as_array(y), x = as_array(x), dx = as_real(dx), axis = as_axis(axis)))
})

#' Ones at and below a diagonal, zeros above
#'
#' @param N Number of rows.
#' @param M Number of columns; `N` if `NULL`.
#' @param k Which diagonal; above the main one if positive.
#' @param dtype Dtype; floatx if `NULL`.
#' @return A tensor.
#' @export
op_tri <- wraps("ops.tri", function(N, M = NULL, k = 0L, dtype = NULL) {
  call_python(core()$ops$tri, list(N = as_int(N), M = as_int(M), k = as_int(k), dtype = as_dtype(dtype)))
})

#' The lower triangle, 0 elsewhere
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param k The diagonal up to which elements stay; above the main one if positive.
#' @return A tensor.
#' @export
op_tril <- wraps("ops.tril", function(x, k = 0L) {
  call_python(core()$ops$tril, list(as_array(x), k = as_int(k)))
})

#' The upper triangle, 0 elsewhere
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param k The diagonal from which elements stay; above the main one if positive.
#' @return A tensor.
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
#' @export
op_true_divide <- wraps("ops.true_divide", function(x1, x2) {
  call_python(core()$ops$true_divide, list(as_array(x1), as_array(x2)))
})

#' The next integer towards 0
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_trunc <- wraps("ops.trunc", function(x) {
  call_python(core()$ops$trunc, list(as_array(x)))
})

#' The different elements, or slices, each once
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param sorted Whether they come in rising order.
#' @param return_index Whether the position of the first of each comes too.
#' @param return_inverse Whether for each element its place among the different ones comes too.
#' @param return_counts Whether the number of each comes too.
#' @param axis Slices along it are compared; single elements if `NULL`. Counted from 1, or from the
#'   end when negative.
#' @param size The size of the result: cut, or filled up.
#' @param fill_value What fills up; 0 if `NULL`.
#' @return A tensor.
#' @export
op_unique <- wraps("ops.unique", function(x, sorted = TRUE, return_index = FALSE, return_inverse = FALSE,
    return_counts = FALSE, axis = NULL, size = NULL, fill_value = NULL) {
  call_python(core()$ops$unique, list(as_array(x), sorted = as_flag(sorted), return_index = as_flag(return_index),
    return_inverse = as_flag(return_inverse), return_counts = as_flag(return_counts), axis = as_axis(axis),
    size = as_int(size), fill_value = as_real(fill_value)))
})

#' Positions in a flattened tensor as positions on each axis of `shape`; one tensor for each
#'
#' @param indices Numbers, an array or a tensor, possibly symbolic.
#' @param shape Shape of the result.
#' @return A tensor.
#' @export
op_unravel_index <- wraps("ops.unravel_index", function(indices, shape) {
  call_python(core()$ops$unravel_index, list(as_array(indices), shape = as_shape(shape)))
})

#' A list of the slices along `axis`, which they no longer have
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param num The size of the axis, where it cannot be known.
#' @param axis The axis. Counted from 1, or from the end when negative.
#' @return A tensor.
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
#' @export
op_var <- wraps("ops.var", function(x, axis = NULL, keepdims = FALSE) {
  call_python(core()$ops$var, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims)))
})

#' The sum of products of all elements, the conjugate of `x1` taken
#'
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_vdot <- wraps("ops.vdot", function(x1, x2) {
  call_python(core()$ops$vdot, list(as_array(x1), as_array(x2)))
})

#' A function that runs `pyfunc` over all elements of its arguments, broadcast together
#'
#' @param pyfunc Function of scalars, or of what `signature` says.
#' @param excluded Positions and names of arguments that are passed as they are.
#' @param signature Core axes of arguments and results, "(m,n),(n)->(m)"; scalars if `NULL`.
#' @return A tensor.
#' @export
op_vectorize <- wraps("ops.vectorize", function(pyfunc, excluded = NULL, signature = NULL) {
  call_python(core()$ops$vectorize, list(pyfunc = as_callable(pyfunc), excluded = as_ints(excluded),
    signature = as_text(signature)))
})

#' Vectorized map
#'
#' `function` on each slice of `elements` along the first axis, all at once.
#'
#' @param f Is called once, on tensors that stand for every slice.
#' @param elements A tensor, or nested ones of one first size.
#' @return A tensor.
#' @export
op_vectorized_map <- wraps("ops.vectorized_map", function(f, elements) {
  call_python(core()$ops$vectorized_map, list(`function` = as_callable(f), elements = as_array(elements)))
})

#' The same bytes read as another dtype
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @export
op_view <- wraps("ops.view", function(x, dtype = NULL) {
  call_python(core()$ops$view, list(as_array(x), dtype = as_dtype(dtype)))
})

#' Pairs on the last axis (real, imaginary) as complex numbers. Shapes: `(..., 2)` to `(...)`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_view_as_complex <- wraps("ops.view_as_complex", function(x) {
  call_python(core()$ops$view_as_complex, list(as_array(x)))
})

#' Complex numbers as pairs (real, imaginary). Shapes: `(...)` to `(..., 2)`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_view_as_real <- wraps("ops.view_as_real", function(x) {
  call_python(core()$ops$view_as_real, list(as_array(x)))
})

#' Parts along the first axis
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param indices_or_sections Number of equal parts, or the positions to cut at.
#' @return A tensor.
#' @export
op_vsplit <- wraps("ops.vsplit", function(x, indices_or_sections) {
  call_python(core()$ops$vsplit, list(as_array(x), indices_or_sections = as_ints(indices_or_sections)))
})

#' Tensors below one another: rows along the first axis
#'
#' @param xs Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_vstack <- wraps("ops.vstack", function(xs) {
  call_python(core()$ops$vstack, list(as_array(xs)))
})

#' Where
#'
#' `x1` where `condition` is true, `x2` elsewhere; without both, the positions where it is true.
#'
#' @param condition Booleans; numbers are true unless 0.
#' @param x1 Numbers, an array or a tensor, possibly symbolic.
#' @param x2 Numbers, an array or a tensor, possibly symbolic.
#' @return A tensor.
#' @export
op_where <- wraps("ops.where", function(condition, x1 = NULL, x2 = NULL) {
  call_python(core()$ops$where, list(as_array(condition), x1 = as_array(x1), x2 = as_array(x2)))
})

#' Runs `body` for as long as [op_cond()] is true
#'
#' @param cond Function of the loop variables that gives a boolean scalar.
#' @param body Function of the loop variables that gives their next values.
#' @param loop_vars The first values: one, or a list or tuple.
#' @param maximum_iterations The loop ends after so many; never for this reason if `NULL`.
#' @return A tensor.
#' @export
op_while_loop <- wraps("ops.while_loop", function(cond, body, loop_vars, maximum_iterations = NULL) {
  call_python(core()$ops$while_loop, list(cond = as_callable(cond), body = as_callable(body),
    loop_vars = as_array(loop_vars), maximum_iterations = as_int(maximum_iterations)))
})

#' Zeros, floatx if [op_dtype()] is `NULL`
#'
#' @param shape Shape of the result.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @export
op_zeros <- wraps("ops.zeros", function(shape, dtype = NULL) {
  call_python(core()$ops$zeros, list(shape = as_shape(shape), dtype = as_dtype(dtype)))
})

#' Zeros in the shape of `x`, and its dtype if [op_dtype()] is `NULL`
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param dtype Name of the dtype of the result; `NULL` derives it.
#' @return A tensor.
#' @export
op_zeros_like <- wraps("ops.zeros_like", function(x, dtype = NULL) {
  call_python(core()$ops$zeros_like, list(as_array(x), dtype = as_dtype(dtype)))
})
