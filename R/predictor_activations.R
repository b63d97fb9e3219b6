# Activation functions in R, by Keras' names.

softplus <- function(x) pmax(x, 0) + log1p(exp(-abs(x)))
sigmoid <- function(x) 1 / (1 + exp(-x))
clipped <- function(x, least, most) {
  x[x < least] <- least
  x[x > most] <- most
  x
}

over_axis <- function(x, axis, f) in_columns(x, axes_in_r(axis, length(dim(x))), f)

softmax_rows <- function(m) {
  e <- exp(m - row_max(m))
  e / rowSums(e)
}

log_softmax_rows <- function(m) {
  m <- m - row_max(m)
  m - log(rowSums(exp(m)))
}

# Keras: the partial sums of all that is kept are added up, where the paper takes the last of them.
sparsemax_rows <- function(m) {
  ordered <- t(apply(m, 1L, sort, decreasing = TRUE))
  partial <- t(apply(ordered, 1L, cumsum))
  kept <- ordered > (partial - 1) / col(m)
  pmax(m - (rowSums(partial * kept) - 1) / rowSums(kept), 0)
}

rectified <- function(x, negative_slope = 0, max_value = NULL, threshold = 0) {
  above <- x
  above[x <= threshold] <- 0
  if (!is.null(max_value)) above <- clipped(above, 0, max_value)
  if (negative_slope) above - negative_slope * pmax(threshold - x, 0) else above
}

exponential_below <- function(x, alpha = 1, width = 1) {
  low <- x < 0
  x[low] <- alpha * expm1(x[low] / width)
  x
}

predictor_activations <- list(
  linear = identity,
  relu = rectified,
  relu6 = function(x) clipped(x, 0, 6),
  leaky_relu = function(x, negative_slope = 0.2) rectified(x, negative_slope),
  elu = exponential_below,
  celu = function(x, alpha = 1) exponential_below(x, alpha, alpha),
  selu = function(x) 1.0507009873554805 * exponential_below(x, 1.6732632423543772),
  sigmoid = sigmoid,
  log_sigmoid = function(x) -softplus(-x),
  hard_sigmoid = function(x) clipped(x / 6 + 0.5, 0, 1),
  `_keras2_hard_sigmoid` = function(x) clipped(0.2 * x + 0.5, 0, 1),
  sparse_sigmoid = function(x) clipped(0.5 * (x + 1), 0, 1),
  tanh = tanh,
  hard_tanh = function(x) clipped(x, -1, 1),
  softsign = function(x) x / (1 + abs(x)),
  softplus = softplus,
  sparse_plus = function(x) ifelse(x < 1, 0.25 * pmax(x + 1, 0)^2, x),
  squareplus = function(x, b = 4) (x + sqrt(x * x + b)) / 2,
  silu = function(x) x * sigmoid(x),
  hard_silu = function(x) x * clipped(x / 6 + 0.5, 0, 1),
  gelu = function(x, approximate = FALSE) {
    if (approximate) 0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))) else x * stats::pnorm(x)
  },
  mish = function(x) x * tanh(softplus(x)),
  exponential = exp,
  tanh_shrink = function(x) x - tanh(x),
  soft_shrink = function(x, threshold = 0.5) sign(x) * pmax(abs(x) - threshold, 0),
  hard_shrink = function(x, threshold = 0.5) x * (abs(x) > threshold),
  softmax = function(x, axis = -1) over_axis(x, axis, softmax_rows),
  log_softmax = function(x, axis = -1) over_axis(x, axis, log_softmax_rows),
  sparsemax = function(x, axis = -1) over_axis(x, axis, sparsemax_rows),
  glu = function(x, axis = -1) {
    axis <- axes_in_r(axis, length(dim(x)))
    half <- dim(x)[axis] / 2
    index <- rep(list(TRUE), length(dim(x)))
    value <- part(x, replace(index, axis, list(seq_len(half))))
    value * sigmoid(part(x, replace(index, axis, list(half + seq_len(half)))))
  }
)
