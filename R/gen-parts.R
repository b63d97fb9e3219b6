# Written by tools/rgen from the Python signatures. Do not edit: change the signature, the docstring or tools/rgen.

#' CELU activation
#'
#' `max(x, 0) + min(0, alpha * (exp(x / alpha) - 1))`, smooth at 0 for every `alpha`.
#'
#' @param x Tensor.
#' @param alpha Minus the limit for small `x`.
#' @return A tensor.
#' @references Barron, 2017, https://arxiv.org/abs/1704.07483
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_celu(c(-2, 0, 2)))
#' @export
activation_celu <- wraps("activations.celu", function(x, alpha = 1) {
  call_python(core()$activations$celu, list(as_array(x), alpha = as_real(alpha)))
})

#' ELU activation
#'
#' `x` where positive, else `alpha * (exp(x) - 1)`.
#'
#' @param x Tensor.
#' @param alpha Minus the limit for small `x`.
#' @return A tensor.
#' @references Clevert et al., 2016, https://arxiv.org/abs/1511.07289
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_elu(c(-2, 0, 2)))
#' @export
activation_elu <- wraps("activations.elu", function(x, alpha = 1) {
  call_python(core()$activations$elu, list(as_array(x), alpha = as_real(alpha)))
})

#' Exponential activation
#'
#' `exp(x)`.
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_exponential(c(-2, 0, 2)))
#' @export
activation_exponential <- wraps("activations.exponential", function(x) {
  call_python(core()$activations$exponential, list(as_array(x)))
})

#' GELU activation
#'
#' `x` times the probability that a standard normal draw is below `x`.
#'
#' @param x Tensor.
#' @param approximate Whether that probability is approximated by tanh.
#' @return A tensor.
#' @references Hendrycks and Gimpel, 2016, https://arxiv.org/abs/1606.08415
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_gelu(c(-2, 0, 2)))
#' @export
activation_gelu <- wraps("activations.gelu", function(x, approximate = FALSE) {
  call_python(core()$activations$gelu, list(as_array(x), approximate = as_flag(approximate)))
})

#' One half of `x` times the sigmoid of the other
#'
#' @param x Tensor with an even size along `axis`.
#' @param axis Axis to halve. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @references Dauphin et al., 2017, https://arxiv.org/abs/1612.08083
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_glu(matrix(c(1, 2, 0, 3), 1)))
#' @export
activation_glu <- wraps("activations.glu", function(x, axis = -1L) {
  call_python(core()$activations$glu, list(as_array(x), axis = as_axis(axis)))
})

#' Hard shrink activation
#'
#' `x` where `|x| > threshold`, else 0.
#'
#' @param x Tensor.
#' @param threshold The bound.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_hard_shrink(c(-2, 0, 2)))
#' @export
activation_hard_shrink <- wraps("activations.hard_shrink", function(x, threshold = 0.5) {
  call_python(core()$activations$hard_shrink, list(as_array(x), threshold = as_real(threshold)))
})

#' Hard sigmoid activation
#'
#' `relu6(x + 3) / 6`, a sigmoid of straight lines.
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_hard_sigmoid(c(-2, 0, 2)))
#' @export
activation_hard_sigmoid <- wraps("activations.hard_sigmoid", function(x) {
  call_python(core()$activations$hard_sigmoid, list(as_array(x)))
})

#' Hard SiLU activation
#'
#' `x * hard_sigmoid(x)`.
#'
#' @param x Tensor.
#' @return A tensor.
#' @references Howard et al., 2019, https://arxiv.org/abs/1905.02244
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_hard_silu(c(-2, 0, 2)))
#' as.array(activation_hard_swish(c(-2, 0, 2)))
#' @export
activation_hard_silu <- wraps("activations.hard_silu", function(x) {
  call_python(core()$activations$hard_silu, list(as_array(x)))
})

#' @rdname activation_hard_silu
#' @export
activation_hard_swish <- activation_hard_silu

#' Hard tanh activation
#'
#' `x` between -1 and 1, else the nearer of the two.
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_hard_tanh(c(-2, 0, 2)))
#' @export
activation_hard_tanh <- wraps("activations.hard_tanh", function(x) {
  call_python(core()$activations$hard_tanh, list(as_array(x)))
})

#' Leaky ReLU activation
#'
#' `x` where positive, else `negative_slope * x`.
#'
#' @param x Tensor.
#' @param negative_slope Slope below 0.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_leaky_relu(c(-2, 0, 2)))
#' @export
activation_leaky_relu <- wraps("activations.leaky_relu", function(x, negative_slope = 0.2) {
  call_python(core()$activations$leaky_relu, list(as_array(x), negative_slope = as_real(negative_slope)))
})

#' Linear activation
#'
#' `x` as it is.
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_linear(c(-2, 0, 2)))
#' @export
activation_linear <- wraps("activations.linear", function(x) {
  call_python(core()$activations$linear, list(as_array(x)))
})

#' Logarithm of `sigmoid(x)`, exact for large negative `x`
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_log_sigmoid(c(-2, 0, 2)))
#' @export
activation_log_sigmoid <- wraps("activations.log_sigmoid", function(x) {
  call_python(core()$activations$log_sigmoid, list(as_array(x)))
})

#' Logarithm of `softmax(x)`, exact where that is near 0
#'
#' @param x Tensor.
#' @param axis One axis or several; `NULL` is all. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_log_softmax(matrix(c(-2, 0, 2), 1)))
#' @export
activation_log_softmax <- wraps("activations.log_softmax", function(x, axis = -1L) {
  call_python(core()$activations$log_softmax, list(as_array(x), axis = as_axes(axis)))
})

#' Mish activation
#'
#' `x * tanh(softplus(x))`.
#'
#' @param x Tensor.
#' @return A tensor.
#' @references Misra, 2019, https://arxiv.org/abs/1908.08681
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_mish(c(-2, 0, 2)))
#' @export
activation_mish <- wraps("activations.mish", function(x) {
  call_python(core()$activations$mish, list(as_array(x)))
})

#' ReLU activation
#'
#' `max(x, 0)`, with three generalizations.
#'
#' @param x Tensor.
#' @param negative_slope Slope below `threshold`.
#' @param max_value Upper bound; none if `NULL`.
#' @param threshold What is not above it becomes `negative_slope * (x - threshold)`.
#' @param alpha Of keras 2.x: the name of `negative_slope`.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_relu(c(-1, 0, 2)))
#' layer_dense(units = 4, activation = activation_relu)
#' @export
activation_relu <- wraps("activations.relu", function(x, negative_slope = 0, max_value = NULL, threshold = 0, alpha = NULL) {
  if (!is.null(alpha)) negative_slope <- alpha
  call_python(core()$activations$relu, list(as_array(x), negative_slope = as_real(negative_slope),
    max_value = as_real(max_value), threshold = as_real(threshold)))
})

#' ReLU6 activation
#'
#' `min(max(x, 0), 6)`.
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_relu6(c(-2, 0, 2)))
#' @export
activation_relu6 <- wraps("activations.relu6", function(x) {
  call_python(core()$activations$relu6, list(as_array(x)))
})

#' SELU activation
#'
#' [op_elu()] scaled so that mean 0 and variance 1 are kept from layer to layer.
#'
#' @param x Tensor.
#' @return A tensor.
#' @references Klambauer et al., 2017, https://arxiv.org/abs/1706.02515
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_selu(c(-2, 0, 2)))
#' @export
activation_selu <- wraps("activations.selu", function(x) {
  call_python(core()$activations$selu, list(as_array(x)))
})

#' Sigmoid activation
#'
#' `1 / (1 + exp(-x))`.
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_sigmoid(c(-2, 0, 2)))
#' @export
activation_sigmoid <- wraps("activations.sigmoid", function(x) {
  call_python(core()$activations$sigmoid, list(as_array(x)))
})

#' SiLU activation
#'
#' `x * sigmoid(x)`.
#'
#' @param x Tensor.
#' @return A tensor.
#' @references Ramachandran et al., 2017, https://arxiv.org/abs/1710.05941
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_silu(c(-2, 0, 2)))
#' as.array(activation_swish(c(-2, 0, 2)))
#' @export
activation_silu <- wraps("activations.silu", function(x) {
  call_python(core()$activations$silu, list(as_array(x)))
})

#' @rdname activation_silu
#' @export
activation_swish <- activation_silu

#' Soft shrink activation
#'
#' `x` moved towards 0 by `threshold`, and 0 where it was nearer than that.
#'
#' @param x Tensor.
#' @param threshold How far.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_soft_shrink(c(-2, 0, 2)))
#' @export
activation_soft_shrink <- wraps("activations.soft_shrink", function(x, threshold = 0.5) {
  call_python(core()$activations$soft_shrink, list(as_array(x), threshold = as_real(threshold)))
})

#' Softmax activation
#'
#' `exp(x)` divided by its sum over `axis`. Where gradients are taken, the result over the last
#' axis remembers `x`, from which losses are computed faster.
#'
#' @param x Tensor.
#' @param axis One axis or several; `NULL` is all. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_softmax(matrix(c(-2, 0, 2), 1)))
#' @export
activation_softmax <- wraps("activations.softmax", function(x, axis = -1L) {
  call_python(core()$activations$softmax, list(as_array(x), axis = as_axes(axis)))
})

#' Softplus activation
#'
#' `log(1 + exp(x))`.
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_softplus(c(-2, 0, 2)))
#' @export
activation_softplus <- wraps("activations.softplus", function(x) {
  call_python(core()$activations$softplus, list(as_array(x)))
})

#' Softsign activation
#'
#' `x / (1 + |x|)`.
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_softsign(c(-2, 0, 2)))
#' @export
activation_softsign <- wraps("activations.softsign", function(x) {
  call_python(core()$activations$softsign, list(as_array(x)))
})

#' 0 up to -1, `(x + 1)^2 / 4` up to 1, then `x`
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_sparse_plus(c(-2, 0, 2)))
#' @export
activation_sparse_plus <- wraps("activations.sparse_plus", function(x) {
  call_python(core()$activations$sparse_plus, list(as_array(x)))
})

#' Sparse sigmoid activation
#'
#' `(x + 1) / 2` between -1 and 1, else 0 or 1.
#'
#' @param x Tensor.
#' @return A tensor.
#' @references Martins and Astudillo, 2016, https://arxiv.org/abs/1602.02068
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_sparse_sigmoid(c(-2, 0, 2)))
#' @export
activation_sparse_sigmoid <- wraps("activations.sparse_sigmoid", function(x) {
  call_python(core()$activations$sparse_sigmoid, list(as_array(x)))
})

#' Like softmax, with exact zeros for small entries
#'
#' @param x Tensor.
#' @param axis Axis to normalize. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @references Martins and Astudillo, 2016, https://arxiv.org/abs/1602.02068
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_sparsemax(matrix(c(-2, 0, 2), 1)))
#' @export
activation_sparsemax <- wraps("activations.sparsemax", function(x, axis = -1L) {
  call_python(core()$activations$sparsemax, list(as_array(x), axis = as_axis(axis)))
})

#' Squareplus activation
#'
#' `(x + sqrt(x^2 + b)) / 2`.
#'
#' @param x Tensor.
#' @param b How smooth the bend at 0 is.
#' @return A tensor.
#' @references Barron, 2021, https://arxiv.org/abs/2112.11687
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_squareplus(c(-2, 0, 2)))
#' @export
activation_squareplus <- wraps("activations.squareplus", function(x, b = 4) {
  call_python(core()$activations$squareplus, list(as_array(x), b = as_real(b)))
})

#' Hyperbolic tangent
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_tanh(c(-2, 0, 2)))
#' @export
activation_tanh <- wraps("activations.tanh", function(x) {
  call_python(core()$activations$tanh, list(as_array(x)))
})

#' Tanh shrink activation
#'
#' `x - tanh(x)`.
#'
#' @param x Tensor.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_tanh_shrink(c(-2, 0, 2)))
#' @export
activation_tanh_shrink <- wraps("activations.tanh_shrink", function(x) {
  call_python(core()$activations$tanh_shrink, list(as_array(x)))
})

#' Threshold activation
#'
#' `x` where it is above `threshold`, else `default_value`.
#'
#' @param x Tensor.
#' @param threshold The bound.
#' @param default_value What stands at and below the bound.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(activation_threshold(c(-2, 0, 2), threshold = 1, default_value = -1))
#' @export
activation_threshold <- wraps("activations.threshold", function(x, threshold, default_value) {
  call_python(core()$activations$threshold, list(as_array(x), threshold = as_real(threshold),
    default_value = as_real(default_value)))
})

#' Scales vectors that are longer than `max_value` down to it
#'
#' @param max_value The greatest norm.
#' @param axis Axes over which norms are taken: the first one of a Dense kernel, the first three of
#'   a Conv2D kernel. Counted from 1, or from the end when negative.
#' @return A constraint.
#' @references Srivastava et al., 2014, https://jmlr.org/papers/v15/srivastava14a.html
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 4, kernel_constraint = constraint_maxnorm(2))
#' @export
constraint_maxnorm <- wraps("constraints.MaxNorm", function(max_value = 2, axis = 1L) {
  call_python(core()$constraints$MaxNorm, list(max_value = as_real(max_value), axis = as_axes(axis)))
})

#' Brings the norms of vectors between two bounds
#'
#' @param min_value The least norm.
#' @param max_value The greatest norm.
#' @param rate How far each step goes: 1 is all the way.
#' @param axis Axes over which norms are taken: the first one of a Dense kernel, the first three of
#'   a Conv2D kernel. Counted from 1, or from the end when negative.
#' @return A constraint.
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, kernel_constraint = constraint_minmaxnorm())
#' @export
constraint_minmaxnorm <- wraps("constraints.MinMaxNorm", function(min_value = 0, max_value = 1, rate = 1, axis = 1L) {
  call_python(core()$constraints$MinMaxNorm, list(min_value = as_real(min_value), max_value = as_real(max_value),
    rate = as_real(rate), axis = as_axes(axis)))
})

#' Sets negative weights to 0
#'
#' @return A constraint.
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, kernel_constraint = constraint_nonneg())
#' @export
constraint_nonneg <- wraps("constraints.NonNeg", function() {
  call_python(core()$constraints$NonNeg, list())
})

#' Scales vectors to norm 1
#'
#' @param axis Axes over which norms are taken: the first one of a Dense kernel, the first three of
#'   a Conv2D kernel. Counted from 1, or from the end when negative.
#' @return A constraint.
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, kernel_constraint = constraint_unitnorm())
#' @export
constraint_unitnorm <- wraps("constraints.UnitNorm", function(axis = 1L) {
  call_python(core()$constraints$UnitNorm, list(axis = as_axes(axis)))
})

#' All one value
#'
#' @param value A number, or an array that broadcasts to the shape asked for.
#' @return An initializer.
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, kernel_initializer = initializer_constant())
#' @export
initializer_constant <- wraps("initializers.Constant", function(value = 0) {
  call_python(core()$initializers$Constant, list(value = value))
})

#' Truncated normal draws with the variance `2 / (fan_in + fan_out)`
#'
#' @param seed An integer or a [random_seed_generator()].
#' @param input_axes Axes that make up the fans; from the kernel layout `(..., in, out)` if `NULL`.
#'   Counted from 1, or from the end when negative.
#' @param output_axes Axes that make up the fans; from the kernel layout `(..., in, out)` if
#'   `NULL`. Counted from 1, or from the end when negative.
#' @return An initializer.
#' @references Glorot and Bengio, 2010, https://proceedings.mlr.press/v9/glorot10a.html
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, kernel_initializer = initializer_glorot_normal())
#' @export
initializer_glorot_normal <- wraps("initializers.GlorotNormal", function(seed = NULL, input_axes = NULL, output_axes = NULL) {
  call_python(core()$initializers$GlorotNormal, list(seed = as_seed(seed), input_axes = as_axes(input_axes),
    output_axes = as_axes(output_axes)))
})

#' Draws in `[-limit, limit]`, limit being `sqrt(6 / (fan_in + fan_out))`. The usual start of a
#' kernel
#'
#' @param seed An integer or a [random_seed_generator()].
#' @param input_axes Axes that make up the fans; from the kernel layout `(..., in, out)` if `NULL`.
#'   Counted from 1, or from the end when negative.
#' @param output_axes Axes that make up the fans; from the kernel layout `(..., in, out)` if
#'   `NULL`. Counted from 1, or from the end when negative.
#' @return An initializer.
#' @references Glorot and Bengio, 2010, https://proceedings.mlr.press/v9/glorot10a.html
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, kernel_initializer = initializer_glorot_uniform())
#' @export
initializer_glorot_uniform <- wraps("initializers.GlorotUniform", function(seed = NULL, input_axes = NULL,
    output_axes = NULL) {
  call_python(core()$initializers$GlorotUniform, list(seed = as_seed(seed), input_axes = as_axes(input_axes),
    output_axes = as_axes(output_axes)))
})

#' Truncated normal draws with the variance `2 / fan_in`: for [op_relu()]
#'
#' @param seed An integer or a [random_seed_generator()].
#' @param input_axes Axes that make up the fans; from the kernel layout `(..., in, out)` if `NULL`.
#'   Counted from 1, or from the end when negative.
#' @param output_axes Axes that make up the fans; from the kernel layout `(..., in, out)` if
#'   `NULL`. Counted from 1, or from the end when negative.
#' @return An initializer.
#' @references He et al., 2015, https://arxiv.org/abs/1502.01852
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 4, kernel_initializer = initializer_he_normal(seed = 1))
#' layer_dense(units = 4, kernel_initializer = "he_normal")   # the same by name
#' @export
initializer_he_normal <- wraps("initializers.HeNormal", function(seed = NULL, input_axes = NULL, output_axes = NULL) {
  call_python(core()$initializers$HeNormal, list(seed = as_seed(seed), input_axes = as_axes(input_axes),
    output_axes = as_axes(output_axes)))
})

#' Draws in `[-limit, limit]`, limit being `sqrt(6 / fan_in)`: for [op_relu()]
#'
#' @param seed An integer or a [random_seed_generator()].
#' @param input_axes Axes that make up the fans; from the kernel layout `(..., in, out)` if `NULL`.
#'   Counted from 1, or from the end when negative.
#' @param output_axes Axes that make up the fans; from the kernel layout `(..., in, out)` if
#'   `NULL`. Counted from 1, or from the end when negative.
#' @return An initializer.
#' @references He et al., 2015, https://arxiv.org/abs/1502.01852
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, kernel_initializer = initializer_he_uniform())
#' @export
initializer_he_uniform <- wraps("initializers.HeUniform", function(seed = NULL, input_axes = NULL, output_axes = NULL) {
  call_python(core()$initializers$HeUniform, list(seed = as_seed(seed), input_axes = as_axes(input_axes),
    output_axes = as_axes(output_axes)))
})

#' The identity matrix
#'
#' @param gain What stands on the diagonal.
#' @return An initializer.
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, kernel_initializer = initializer_identity())
#' @export
initializer_identity <- wraps("initializers.Identity", function(gain = 1) {
  call_python(core()$initializers$Identity, list(gain = as_real(gain)))
})

#' Truncated normal draws with the variance `1 / fan_in`: for [op_selu()]
#'
#' @param seed An integer or a [random_seed_generator()].
#' @param input_axes Axes that make up the fans; from the kernel layout `(..., in, out)` if `NULL`.
#'   Counted from 1, or from the end when negative.
#' @param output_axes Axes that make up the fans; from the kernel layout `(..., in, out)` if
#'   `NULL`. Counted from 1, or from the end when negative.
#' @return An initializer.
#' @references Klambauer et al., 2017, https://arxiv.org/abs/1706.02515
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, kernel_initializer = initializer_lecun_normal())
#' @export
initializer_lecun_normal <- wraps("initializers.LecunNormal", function(seed = NULL, input_axes = NULL, output_axes = NULL) {
  call_python(core()$initializers$LecunNormal, list(seed = as_seed(seed), input_axes = as_axes(input_axes),
    output_axes = as_axes(output_axes)))
})

#' Draws in `[-limit, limit]`, limit being `sqrt(3 / fan_in)`
#'
#' @param seed An integer or a [random_seed_generator()].
#' @param input_axes Axes that make up the fans; from the kernel layout `(..., in, out)` if `NULL`.
#'   Counted from 1, or from the end when negative.
#' @param output_axes Axes that make up the fans; from the kernel layout `(..., in, out)` if
#'   `NULL`. Counted from 1, or from the end when negative.
#' @return An initializer.
#' @references Klambauer et al., 2017, https://arxiv.org/abs/1706.02515
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, kernel_initializer = initializer_lecun_uniform())
#' @export
initializer_lecun_uniform <- wraps("initializers.LecunUniform", function(seed = NULL, input_axes = NULL, output_axes = NULL) {
  call_python(core()$initializers$LecunUniform, list(seed = as_seed(seed), input_axes = as_axes(input_axes),
    output_axes = as_axes(output_axes)))
})

#' All 1
#'
#' @return An initializer.
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, kernel_initializer = initializer_ones())
#' @export
initializer_ones <- wraps("initializers.Ones", function() {
  call_python(core()$initializers$Ones, list())
})

#' Matrices with orthogonal columns (or rows, where those are fewer). More axes than two: all but
#' the last are one
#'
#' @param gain Length of the columns.
#' @param seed An integer or a [random_seed_generator()].
#' @return An initializer.
#' @references Saxe et al., 2014, https://arxiv.org/abs/1312.6120
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, kernel_initializer = initializer_orthogonal())
#' @export
initializer_orthogonal <- wraps("initializers.Orthogonal", function(gain = 1, seed = NULL) {
  call_python(core()$initializers$Orthogonal, list(gain = as_real(gain), seed = as_seed(seed)))
})

#' Draws from a normal distribution
#'
#' @param mean Its mean.
#' @param stddev Its standard deviation.
#' @param seed An integer or a [random_seed_generator()].
#' @return An initializer.
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, kernel_initializer = initializer_random_normal())
#' @export
initializer_random_normal <- wraps("initializers.RandomNormal", function(mean = 0, stddev = 0.05, seed = NULL) {
  call_python(core()$initializers$RandomNormal, list(mean = as_real(mean), stddev = as_real(stddev), seed = as_seed(seed)))
})

#' Draws that are equally likely in `[minval, maxval)`
#'
#' @param minval Lower bound.
#' @param maxval Upper bound.
#' @param seed An integer or a [random_seed_generator()].
#' @return An initializer.
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, kernel_initializer = initializer_random_uniform())
#' @export
initializer_random_uniform <- wraps("initializers.RandomUniform", function(minval = -0.05, maxval = 0.05, seed = NULL) {
  call_python(core()$initializers$RandomUniform, list(minval = as_real(minval), maxval = as_real(maxval),
    seed = as_seed(seed)))
})

#' Convolution kernels that compute one side of a short-time Fourier transform
#'
#' @section Shapes:
#' Called for `(frame length, 1, fft length %/% 2 + 1)`.
#'
#' @param side "real" (cosines) or "imag" (sines).
#' @param window Name of a window, its values, or `NULL` for none.
#' @param scaling "density" (divides by the window's 2-norm), "spectrum" (by its 1-norm) or `NULL`.
#' @param periodic Whether a window given by name is periodic; else it is symmetric.
#' @return An initializer.
#' @examplesIf hornpipe:::can_run()
#' initializer_stft(window = NULL)
#' @export
initializer_stft <- wraps("initializers.STFT", function(side = "real", window = "hann", scaling = "density",
    periodic = FALSE) {
  call_python(core()$initializers$STFT, list(side = as_text(side), window = window, scaling = as_text(scaling),
    periodic = as_flag(periodic)))
})

#' Draws from a normal distribution, those beyond two standard deviations drawn again
#'
#' @param mean Mean before truncation.
#' @param stddev Standard deviation before truncation.
#' @param seed An integer or a [random_seed_generator()].
#' @return An initializer.
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, kernel_initializer = initializer_truncated_normal())
#' @export
initializer_truncated_normal <- wraps("initializers.TruncatedNormal", function(mean = 0, stddev = 0.05, seed = NULL) {
  call_python(core()$initializers$TruncatedNormal, list(mean = as_real(mean), stddev = as_real(stddev),
    seed = as_seed(seed)))
})

#' Draws with the variance `scale / n`, n being a number of connections
#'
#' @param scale Above 0.
#' @param mode What n is: "fan_in" (inputs of each output), "fan_out" or "fan_avg".
#' @param distribution "truncated_normal", "untruncated_normal" or "uniform".
#' @param seed An integer or a [random_seed_generator()].
#' @param input_axes Axes that make up the fans; from the kernel layout `(..., in, out)` if `NULL`.
#'   Counted from 1, or from the end when negative.
#' @param output_axes Axes that make up the fans; from the kernel layout `(..., in, out)` if
#'   `NULL`. Counted from 1, or from the end when negative.
#' @return An initializer.
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, kernel_initializer = initializer_variance_scaling())
#' @export
initializer_variance_scaling <- wraps("initializers.VarianceScaling", function(scale = 1, mode = "fan_in",
    distribution = "truncated_normal", seed = NULL, input_axes = NULL, output_axes = NULL) {
  call_python(core()$initializers$VarianceScaling, list(scale = as_real(scale), mode = as_text(mode),
    distribution = as_text(distribution), seed = as_seed(seed), input_axes = as_axes(input_axes),
    output_axes = as_axes(output_axes)))
})

#' All 0
#'
#' @return An initializer.
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, kernel_initializer = initializer_zeros())
#' @export
initializer_zeros <- wraps("initializers.Zeros", function() {
  call_python(core()$initializers$Zeros, list())
})

#' L1 regularizer
#'
#' `l1 * sum(|x|)`.
#'
#' @param l1 Weight of the penalty.
#' @param l Of keras 2.x: the name of `l1`.
#' @return A regularizer.
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, kernel_regularizer = regularizer_l1())
#' @export
regularizer_l1 <- wraps("regularizers.L1", function(l1 = 0.01, l = NULL) {
  if (!is.null(l)) l1 <- l
  call_python(core()$regularizers$L1, list(l1 = as_real(l1)))
})

#' L1 L2 regularizer
#'
#' `l1 * sum(|x|) + l2 * sum(x^2)`.
#'
#' @param l1 Weight of the sum of absolute values.
#' @param l2 Weight of the sum of squares.
#' @return A regularizer.
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, kernel_regularizer = regularizer_l1_l2())
#' @export
regularizer_l1_l2 <- wraps("regularizers.L1L2", function(l1 = 0, l2 = 0) {
  call_python(core()$regularizers$L1L2, list(l1 = as_real(l1), l2 = as_real(l2)))
})

#' L2 regularizer
#'
#' `l2 * sum(x^2)`.
#'
#' @param l2 Weight of the penalty.
#' @param l Of keras 2.x: the name of `l2`.
#' @return A regularizer.
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 4, kernel_regularizer = regularizer_l2(0.001))
#' @export
regularizer_l2 <- wraps("regularizers.L2", function(l2 = 0.01, l = NULL) {
  if (!is.null(l)) l2 <- l
  call_python(core()$regularizers$L2, list(l2 = as_real(l2)))
})

#' Pushes the rows (or columns) of a matrix to be orthogonal: the mean |cosine| over their pairs
#'
#' @param factor Weight of the penalty.
#' @param mode "rows" or "columns".
#' @return A regularizer.
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, kernel_regularizer = regularizer_orthogonal())
#' @export
regularizer_orthogonal <- wraps("regularizers.OrthogonalRegularizer", function(factor = 0.01, mode = "rows") {
  call_python(core()$regularizers$OrthogonalRegularizer, list(factor = as_real(factor), mode = as_text(mode)))
})
