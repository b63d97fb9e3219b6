# What the layers of a predictor compute: `function(l, x, ...)` for the settings and weights `l` of a layer and the array
# `x`, or a list of them. `...` has `net`, the layers by number; `mask`; `options`, further arguments of the call.

same <- function(l, x, ...) x

activated <- function(l, y, net, which = "activation") {
  f <- l$activations[[which]]
  if (is.null(f$layer)) predictor_activations[[f$name %||% "linear"]](y) else run_layer(net, f$layer, y)
}

# rows of `in` numbers to rows of `out`
linear_map <- function(x, kernel, bias = NULL) {
  d <- dim(x)
  rank <- length(d)
  y <- shaped(x, c(prod(d[-rank]), d[rank])) %*% kernel
  if (!is.null(bias)) y <- y + rep(as.vector(bias), each = nrow(y))
  shaped(y, c(d[-rank], ncol(kernel)))
}

dense <- function(l, x, net, ...) activated(l, linear_map(x, l$weights$kernel, l$weights$bias), net)

# -- numbers ------------------------------------------------------------------------------------------------

embedding <- function(l, x, ...) {
  ids <- as.integer(x)
  size <- nrow(l$weights$embeddings)
  bad <- ids < -size | ids >= size
  if (any(bad)) {
    stop_hornpipe(c("data", "value"), paste0("The layer `", l$name, "` has vectors for 0 to ", size - 1L, ", got ", ids[bad][1L], "."),
                  layer = l$name, argument = "x", actual = ids[bad][1L], call = quote(predict()))
  }
  shaped(l$weights$embeddings[ids %% size + 1L, ], c(dim(x), ncol(l$weights$embeddings)))
}

rescaling <- function(l, x, ...) {
  by_channel <- function(v) if (length(v) > 1L) along(unlist(v), dim(x), length(dim(x))) else unlist(v)
  x * by_channel(l$settings$scale) + by_channel(l$settings$offset)
}

normalized_by_moments <- function(l, x, ...) {
  stretched <- function(m) broadcast(list(x, m))[[2L]]
  mean <- stretched(l$weights$mean)
  deviation <- pmax(sqrt(stretched(l$weights$variance)), 1e-7)
  if (isTRUE(l$settings$invert)) mean + x * deviation else (x - mean) / deviation
}

bins <- function(l, x, ...) {
  boundaries <- unlist(l$settings$bin_boundaries)
  encoded(findInterval(x, boundaries), dim(x), l$settings$output_mode, length(boundaries) + 1L)
}

categories <- function(l, x, ...) encoded(as.vector(x), dim(x), l$settings$output_mode, l$settings$num_tokens)

encoded <- function(ids, d, mode, depth) {
  if (mode == "int") return(shaped(ids, d))
  one_hot <- outer(ids, seq_len(depth) - 1L, `==`) + 0
  if (mode == "one_hot") {
    rank <- length(d)
    return(shaped(one_hot, c(if (rank > 1L && d[rank] == 1L) d[-rank] else d, depth)))
  }
  counts <- in_columns(shaped(one_hot, c(d, depth)), 2L, rowSums, keep = FALSE)
  if (mode == "multi_hot") pmin(counts, 1) else counts
}

# -- normalization ------------------------------------------------------------------------------------------

batch_normalization <- function(l, x, ...) {
  w <- l$weights
  factor <- 1 / sqrt(w$moving_variance + l$settings$epsilon)
  if (!is.null(w$gamma)) factor <- factor * w$gamma
  offset <- -w$moving_mean * factor
  if (!is.null(w$beta)) offset <- offset + w$beta
  axis <- axes_in_r(l$settings$axis, length(dim(x)))
  x * along(factor, dim(x), axis) + along(offset, dim(x), axis)
}

standardized <- function(m, epsilon) {
  m <- m - rowMeans(m)
  m / sqrt(rowMeans(m^2) + epsilon)
}

scaled <- function(m, gamma, beta) {
  if (!is.null(gamma)) m <- m * rep(as.vector(gamma), each = nrow(m))
  if (!is.null(beta)) m + rep(as.vector(beta), each = nrow(m)) else m
}

normalized_over_axes <- function(l, x, ...) {
  in_columns(x, sort(axes_in_r(l$settings$axis, length(dim(x)))), function(m) {
    if (isTRUE(l$settings$rms_scaling)) scaled(m / sqrt(rowMeans((m - rowMeans(m))^2) + l$settings$epsilon), l$weights$gamma, NULL)
    else scaled(standardized(m, l$settings$epsilon), l$weights$gamma, l$weights$beta)
  })
}

rms_normalization <- function(l, x, ...) {
  in_columns(x, sort(axes_in_r(l$settings$axis, length(dim(x)))), function(m) {
    scaled(m / sqrt(rowMeans(m^2) + l$settings$epsilon), l$weights$scale, NULL)
  })
}

unit_normalization <- function(l, x, ...) {
  in_columns(x, sort(axes_in_r(l$settings$axis, length(dim(x)))), function(m) m / pmax(sqrt(rowSums(m^2)), 1e-12))
}

group_normalization <- function(l, x, ...) {
  d <- dim(x)
  rank <- length(d)
  axis <- axes_in_r(l$settings$axis, rank)
  order <- c(setdiff(seq_len(rank), axis), axis)                # channels last
  y <- aperm(x, order)
  moved <- dim(y)
  dim(y) <- c(moved[1L], prod(moved[-c(1L, rank)]), d[axis] / l$settings$groups, l$settings$groups)
  y <- in_columns(y, 2:3, standardized_with(l$settings$epsilon))
  y <- scaled(shaped(y, c(prod(moved[-rank]), d[axis])), l$weights$gamma, l$weights$beta)
  aperm(shaped(y, moved), order(order))
}

standardized_with <- function(epsilon) function(m) standardized(m, epsilon)

# -- shapes -------------------------------------------------------------------------------------------------

flatten <- function(l, x, ...) {
  d <- dim(x)
  if (length(d) == 1L) return(shaped(x, c(d, 1L)))
  if (identical(l$settings$data_format, "channels_first") && length(d) > 2L) x <- aperm(x, c(1L, 3:length(d), 2L))
  reshape_samples(x, prod(d[-1L]))
}

reshaped <- function(l, x, ...) {
  d <- as.integer(unlist(l$settings$target_shape))
  rest <- prod(d[d != -1L])
  reshape_samples(x, if (any(d == -1L)) replace(d, d == -1L, prod(dim(x)[-1L]) / rest) else d)
}

permute <- function(l, x, ...) aperm(x, c(1L, 1L + as.integer(unlist(l$settings$dims))))

repeat_vector <- function(l, x, ...) aperm(array(x, c(dim(x), l$settings$n)), c(1L, 3L, 2L))

# (before, after) of each spatial axis, from one pair or a pair for each
margins <- function(value, rank) matrix(as.integer(unlist(value)), 2L, rank)

zero_padding <- function(l, x, ...) {
  channels_last(l, x, function(x) {
    sides <- margins(l$settings$padding, length(dim(x)) - 2L)
    framed(x, sides[1L, ], sides[2L, ])
  })
}

cropping <- function(l, x, ...) {
  channels_last(l, x, function(x) {
    space <- dim(x)[-c(1L, length(dim(x)))]
    sides <- margins(l$settings$cropping, length(space))
    part(x, c(TRUE, Map(function(before, after, n) before + seq_len(n - before - after), sides[1L, ], sides[2L, ], space), TRUE))
  })
}

upsampling <- function(l, x, ...) {
  channels_last(l, x, function(x) {
    space <- dim(x)[-c(1L, length(dim(x)))]
    part(x, c(TRUE, Map(function(n, times) rep(seq_len(n), each = times), space, as.integer(unlist(l$settings$size))), TRUE))
  })
}

# -- several inputs -----------------------------------------------------------------------------------------

merged_by <- function(f) function(l, x, ...) Reduce(f, broadcast(x))

# What a mask leaves out must not count; where it leaves out all, the result is 0.
selected_by <- function(f, neutral) {
  function(l, x, mask, ...) {
    x <- broadcast(x)
    if (is.null(mask)) return(Reduce(f, x))
    full <- Map(function(m, a) if (!is.null(m)) array(m, dim(a)), mask, x)
    y <- Reduce(f, Map(function(m, a) if (is.null(m)) a else replace(a, !m, neutral), full, x))
    if (any(vapply(full, is.null, NA))) y else replace(y, !Reduce(`|`, full), 0)
  }
}

averaged <- function(l, x, ...) Reduce(`+`, broadcast(x)) / length(x)

concatenated <- function(l, x, ...) bind_along(x, axes_in_r(l$settings$axis, length(dim(x[[1L]]))))

dot_product <- function(l, x, ...) {
  axes <- rep_len(as.integer(unlist(l$settings$axes)), 2L)
  parts <- Map(function(a, axis) {
    axis <- axes_in_r(axis, length(dim(a)))
    if (isTRUE(l$settings$normalize)) a <- in_columns(a, axis, function(m) m / pmax(sqrt(rowSums(m^2)), 1e-7))
    rest <- setdiff(seq_along(dim(a)), c(1L, axis))
    a <- aperm(a, c(1L, rest, axis))
    list(d = dim(a)[-c(1L, length(dim(a)))], m = shaped(a, c(dim(a)[1L], prod(dim(a)[-c(1L, length(dim(a)))]), dim(a)[length(dim(a))])))
  }, x, axes)
  a <- parts[[1L]]
  b <- parts[[2L]]
  shaped(products(a$m, aperm(b$m, c(1L, 3L, 2L))), c(dim(a$m)[1L], if (length(c(a$d, b$d))) c(a$d, b$d) else 1L))
}

# Sample by sample, (i, j) times (j, k).
products <- function(a, b) {
  made <- array(0, c(dim(a)[1:2], dim(b)[3L]))
  for (n in seq_len(dim(a)[1L])) made[n, , ] <- shaped(a[n, , ], dim(a)[2:3]) %*% shaped(b[n, , ], dim(b)[2:3])
  made
}

# -- activations as layers ----------------------------------------------------------------------------------

masked_softmax <- function(l, x, mask, ...) {
  if (!is.null(mask)) x <- replace(x, !array(mask, dim(x)), -.Machine$double.xmax / 2)
  y <- over_axis(x, l$settings$axis, softmax_rows)
  if (is.null(mask)) y else y * array(mask, dim(x))
}

parametric <- function(l, x, ...) {
  slopes <- broadcast(list(x, shaped(l$weights$alpha, c(1L, dim(l$weights$alpha)))))[[2L]]
  ifelse(x < 0, slopes * x, x)
}

# -- the table ----------------------------------------------------------------------------------------------

kinds_of_layers <- list(
  Dense = dense, Embedding = embedding, Activation = function(l, x, net, ...) activated(l, x, net),
  ReLU = function(l, x, ...) rectified(x, l$settings$negative_slope, l$settings$max_value, l$settings$threshold),
  LeakyReLU = function(l, x, ...) rectified(x, l$settings$negative_slope),
  ELU = function(l, x, ...) exponential_below(x, l$settings$alpha), PReLU = parametric, Softmax = masked_softmax,
  BatchNormalization = batch_normalization, LayerNormalization = normalized_over_axes, RMSNormalization = rms_normalization,
  UnitNormalization = unit_normalization, GroupNormalization = group_normalization,
  SpectralNormalization = function(l, x, net, ...) run_layer(net, l$inner$layer, x),
  Flatten = flatten, Reshape = reshaped, Permute = permute, RepeatVector = repeat_vector,
  ZeroPadding1D = zero_padding, ZeroPadding2D = zero_padding, ZeroPadding3D = zero_padding,
  Cropping1D = cropping, Cropping2D = cropping, Cropping3D = cropping,
  UpSampling1D = upsampling, UpSampling2D = upsampling, UpSampling3D = upsampling,
  Add = merged_by(`+`), Subtract = merged_by(`-`), Average = averaged, Concatenate = concatenated, Dot = dot_product,
  Multiply = selected_by(`*`, 1), Maximum = selected_by(pmax, -Inf), Minimum = selected_by(pmin, Inf),
  Masking = function(l, x, ...) x * as.vector(in_columns(x != l$settings$mask_value, length(dim(x)), function(m) rowSums(m) > 0, keep = FALSE)),
  Rescaling = rescaling, Normalization = normalized_by_moments, Discretization = bins, CategoryEncoding = categories,
  # what does nothing outside of training
  InputLayer = same, Identity = same, ActivityRegularization = same, Dropout = same, SpatialDropout1D = same, SpatialDropout2D = same,
  SpatialDropout3D = same, AlphaDropout = same, GaussianDropout = same, GaussianNoise = same, RandomFlip = same, RandomRotation = same,
  RandomZoom = same, RandomTranslation = same, RandomContrast = same, RandomBrightness = same
)

# The mask of an output, where it is not that of the input: `function(l, x, mask)`, for several outputs a list.
masks_of_layers <- list(
  Embedding = function(l, x, mask) if (isTRUE(l$settings$mask_zero)) x != 0,
  Masking = function(l, x, mask) in_columns(x != l$settings$mask_value, length(dim(x)), function(m) rowSums(m) > 0, keep = FALSE),
  GlobalAveragePooling1D = function(l, x, mask) NULL,
  Dot = function(l, x, mask) NULL,
  Concatenate = function(l, x, mask) {
    axis <- axes_in_r(l$settings$axis, length(dim(x[[1L]])))
    rank <- max(lengths(lapply(mask, dim)))
    full <- Map(function(m, a) if (is.null(m)) array(TRUE, dim(a)) else array(m, dim(a)), mask, x)
    joined <- bind_along(full, axis)
    d <- dim(joined)
    if (rank == length(d)) return(joined)
    in_columns(joined, (rank + 1L):length(d), function(m) rowSums(m) > 0, keep = FALSE)
  }
)
for (kind in c("Add", "Subtract", "Average", "Multiply", "Maximum", "Minimum")) {
  masks_of_layers[[kind]] <- function(l, x, mask) if (!any(vapply(mask, is.null, NA))) Reduce(`|`, mask)
}
rm(kind)

# Arithmetic on symbolic tensors: `function(...)` of the arguments by Python's names.
elementwise <- function(f) function(x) f(x)
arithmetic <- function(f) {
  function(x1, x2) {
    if (length(dim(x1)) && length(dim(x2)) && !identical(dim(x1), dim(x2))) do.call(f, unname(broadcast_plain(list(x1, x2)))) else f(x1, x2)
  }
}

kinds_of_operations <- c(
  lapply(c(add = `+`, subtract = `-`, multiply = `*`, divide = `/`, true_divide = `/`, power = `^`, maximum = pmax, minimum = pmin), arithmetic),
  lapply(list(negative = function(x) -x, abs = abs, absolute = abs, exp = exp, expm1 = expm1, log = log, log1p = log1p, sqrt = sqrt,
              square = function(x) x^2, sin = sin, cos = cos, reciprocal = function(x) 1 / x, sign = sign), elementwise),
  predictor_activations[setdiff(names(predictor_activations), c("relu", "gelu", "linear", "exponential", "_keras2_hard_sigmoid"))],
  list(
    relu = function(x) rectified(x),
    gelu = function(x, approximate = TRUE) predictor_activations$gelu(x, approximate),
    clip = function(x, x_min, x_max) clipped(x, x_min, x_max),
    concatenate = function(xs, axis = 0L) bind_along(xs, axes_in_r(axis, length(dim(xs[[1L]])))),
    sum = function(x, axis, keepdims = FALSE) reduced(x, axis, keepdims, rowSums),
    mean = function(x, axis, keepdims = FALSE) reduced(x, axis, keepdims, rowMeans),
    max = function(x, axis, keepdims = FALSE) reduced(x, axis, keepdims, row_max),
    min = function(x, axis, keepdims = FALSE) reduced(x, axis, keepdims, function(m) -row_max(-m)),
    expand_dims = function(x, axis) {
      axis <- axes_in_r(axis, length(dim(x)) + length(axis))
      shaped(x, append(dim(x), 1L, axis - 1L))
    }
  )
)

reduced <- function(x, axis, keepdims, f) {
  d <- dim(x)
  axis <- axes_in_r(axis, length(d))
  y <- in_columns(x, sort(axis), f, keep = FALSE)
  if (keepdims) shaped(y, replace(d, axis, 1L)) else y
}

# As torch aligns shapes: from the last axis.
broadcast_plain <- function(xs) {
  rank <- max(lengths(lapply(xs, dim)))
  broadcast(lapply(xs, function(x) shaped(x, c(rep(1L, rank - length(dim(x))), dim(x)))))
}
