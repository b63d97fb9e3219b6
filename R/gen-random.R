# Written by tools/rgen from the Python signatures. Do not edit: change the signature, the docstring or tools/rgen.

#' Draws from a beta distribution
#'
#' @param shape Shape of the result.
#' @param alpha First shape parameter: a number, or an array that broadcasts to `shape`.
#' @param beta Second shape parameter, likewise.
#' @param dtype A float dtype; the default float type if `NULL`.
#' @param seed An integer or a [random_seed_generator()].
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(random_beta(c(2, 3), alpha = 2, beta = 3, seed = 1))
#' @export
random_beta <- wraps("random.beta", function(shape, alpha, beta, dtype = NULL, seed = NULL) {
  call_python(core()$random$beta, list(shape = as_shape(shape), alpha = as_array(alpha), beta = as_array(beta),
    dtype = as_dtype(dtype), seed = as_seed(seed)))
})

#' Numbers of successes in independent trials
#'
#' @param shape Shape of the result.
#' @param counts Numbers of trials: a number, or an array that broadcasts to `shape`.
#' @param probabilities Probabilities of success, likewise.
#' @param dtype A float dtype; the default float type if `NULL`.
#' @param seed An integer or a [random_seed_generator()].
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(random_binomial(c(2, 3), counts = 10, probabilities = 0.3, seed = 1))
#' @export
random_binomial <- wraps("random.binomial", function(shape, counts, probabilities, dtype = NULL, seed = NULL) {
  call_python(core()$random$binomial, list(shape = as_shape(shape), counts = as_array(counts),
    probabilities = as_array(probabilities), dtype = as_dtype(dtype), seed = as_seed(seed)))
})

#' Draws of class numbers with given log-probabilities
#'
#' @param logits Unscaled log-probabilities, `(batch, classes)`.
#' @param num_samples Draws per row.
#' @param dtype An integer dtype.
#' @param seed An integer or a [random_seed_generator()].
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1, as everywhere
#'   in R.
#' @return `(batch, num_samples)`.
#' @examplesIf hornpipe:::can_run()
#' as.array(random_categorical(log(matrix(c(0.2, 0.8), 1)), num_samples = 5, seed = 1))
#' @export
random_categorical <- wraps("random.categorical", function(logits, num_samples, dtype = "int32", seed = NULL,
    zero_indexed = FALSE) {
  result <- call_python(core()$random$categorical, list(as_array(logits), num_samples = as_int(num_samples), dtype = as_dtype(dtype),
    seed = as_seed(seed)))
  from_one(result, zero_indexed)
})

#' Sets a share of the entries to 0 and scales the others up, so that the expected sum stays
#'
#' @param inputs Tensor.
#' @param rate The share, from 0 to 1.
#' @param noise_shape Shape of the mask, which broadcasts to that of `inputs`; `NULL` in it is the
#'   size of `inputs`.
#' @param seed An integer or a [random_seed_generator()].
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(random_dropout(rep(1, 6), rate = 0.5, seed = 1))
#' @export
random_dropout <- wraps("random.dropout", function(inputs, rate, noise_shape = NULL, seed = NULL) {
  call_python(core()$random$dropout, list(as_array(inputs), rate = as_real(rate), noise_shape = as_shape(noise_shape),
    seed = as_seed(seed)))
})

#' Draws from a gamma distribution of scale 1
#'
#' @param shape Shape of the result.
#' @param alpha Shape parameter: a number, or an array that broadcasts to `shape`.
#' @param dtype A float dtype; the default float type if `NULL`.
#' @param seed An integer or a [random_seed_generator()].
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(random_gamma(c(2, 3), alpha = 2, seed = 1))
#' @export
random_gamma <- wraps("random.gamma", function(shape, alpha, dtype = NULL, seed = NULL) {
  call_python(core()$random$gamma, list(shape = as_shape(shape), alpha = as_array(alpha), dtype = as_dtype(dtype),
    seed = as_seed(seed)))
})

#' Draws of whole numbers, equally likely in `[minval, maxval)`
#'
#' @param shape Shape of the result.
#' @param minval Lower bound, included.
#' @param maxval Upper bound, excluded.
#' @param dtype An integer dtype.
#' @param seed An integer or a [random_seed_generator()].
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(random_integer(c(2, 3), minval = 1, maxval = 7, seed = 1))
#' @export
random_integer <- wraps("random.randint", function(shape, minval, maxval, dtype = "int32", seed = NULL) {
  call_python(core()$random$randint, list(shape = as_shape(shape), minval = as_int(minval), maxval = as_int(maxval),
    dtype = as_dtype(dtype), seed = as_seed(seed)))
})

#' Draws from a normal distribution
#'
#' @param shape Shape of the result.
#' @param mean Mean of the distribution.
#' @param stddev Its standard deviation.
#' @param dtype A float dtype; the default float type if `NULL`.
#' @param seed An integer or a [random_seed_generator()].
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(random_normal(c(2, 3), seed = 1))
#' @export
random_normal <- wraps("random.normal", function(shape, mean = 0, stddev = 1, dtype = NULL, seed = NULL) {
  call_python(core()$random$normal, list(shape = as_shape(shape), mean = as_real(mean), stddev = as_real(stddev),
    dtype = as_dtype(dtype), seed = as_seed(seed)))
})

#' The entries of `x` along `axis` in random order
#'
#' @param x Tensor.
#' @param axis The axis to shuffle; whatever stands at one of its positions stays together. Counted
#'   from 1, or from the end when negative.
#' @param seed An integer or a [random_seed_generator()].
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(random_shuffle(1:5, seed = 1))
#' @export
random_shuffle <- wraps("random.shuffle", function(x, axis = 1L, seed = NULL) {
  call_python(core()$random$shuffle, list(as_array(x), axis = as_axis(axis), seed = as_seed(seed)))
})

#' Draws from a normal distribution, those beyond two standard deviations drawn again
#'
#' @param shape Shape of the result.
#' @param mean Mean before truncation.
#' @param stddev Standard deviation before truncation.
#' @param dtype A float dtype; the default float type if `NULL`.
#' @param seed An integer or a [random_seed_generator()].
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(random_truncated_normal(c(2, 3), seed = 1))
#' @export
random_truncated_normal <- wraps("random.truncated_normal", function(shape, mean = 0, stddev = 1, dtype = NULL, seed = NULL) {
  call_python(core()$random$truncated_normal, list(shape = as_shape(shape), mean = as_real(mean), stddev = as_real(stddev),
    dtype = as_dtype(dtype), seed = as_seed(seed)))
})

#' Draws that are equally likely anywhere in `[minval, maxval)`
#'
#' @param shape Shape of the result.
#' @param minval Lower bound, included.
#' @param maxval Upper bound, excluded.
#' @param dtype A float dtype; the default float type if `NULL`. Integers are [random_integer()]'s.
#' @param seed An integer or a [random_seed_generator()].
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(random_uniform(c(2, 3), seed = 1))
#' @export
random_uniform <- wraps("random.uniform", function(shape, minval = 0, maxval = 1, dtype = NULL, seed = NULL) {
  call_python(core()$random$uniform, list(shape = as_shape(shape), minval = as_real(minval), maxval = as_real(maxval),
    dtype = as_dtype(dtype), seed = as_seed(seed)))
})
