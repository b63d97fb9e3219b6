# Convolutions and pooling: windows over any number of spatial axes. A window's entry at one offset is a strided part of the
# input, so that R works through the offsets of a window and never through its places.

# Zeros on both sides of each axis.
sides_of <- function(space, window, strides, dilation, padding) {
  if (identical(padding, "valid")) return(list(before = 0L * space, after = 0L * space))
  if (identical(padding, "causal")) return(list(before = (window - 1L) * dilation, after = 0L * space))
  total <- pmax((ceiling(space / strides) - 1L) * strides + (window - 1L) * dilation + 1L - space, 0L)
  list(before = total %/% 2L, after = total - total %/% 2L)
}

# The settings of a layer that slides a window over `x` (channels last), and `x` in its frame.
sliding <- function(x, l, window, fill = 0) {
  rank <- length(window)
  space <- dim(x)[1L + seq_len(rank)]
  per_axis <- function(value) rep_len(as.integer(unlist(value %||% 1L)), rank)
  strides <- per_axis(l$settings$strides)
  dilation <- per_axis(l$settings$dilation_rate)
  sides <- sides_of(space, window, strides, dilation, l$settings$padding)
  reach <- (window - 1L) * dilation + 1L
  out <- (space + sides$before + sides$after - reach) %/% strides + 1L
  if (any(out < 1L)) {
    stop_hornpipe(c("shape", "value"), paste0("The window of the layer `", l$name, "` reaches over (", paste(reach, collapse = ", "),
                                              ") entries, its input has (", paste(space, collapse = ", "), ")."),
                  layer = l$name, argument = "x", expected = reach, actual = space, call = quote(predict()))
  }
  list(x = framed(x, sides$before, sides$after, fill), sides = sides, strides = strides, dilation = dilation, out = out,
       offsets = as.matrix(expand.grid(lapply(window, seq_len))) - 1L)
}

# The entries at one offset of all windows: (batch, places, channels).
at_offset <- function(s, p, x = s$x) {
  part(x, c(TRUE, Map(function(offset, dilation, stride, out) 1L + offset * dilation + (seq_len(out) - 1L) * stride,
                      s$offsets[p, ], s$dilation, s$strides, s$out), TRUE))
}

biased <- function(y, bias) if (is.null(bias)) y else y + along(bias, dim(y), length(dim(y)))

convolved <- function(x, kernel, s) {
  d <- dim(kernel)
  window <- prod(d[seq_along(s$out)])
  channels <- d[length(d) - 1L]
  filters <- d[length(d)]
  places <- dim(x)[1L] * prod(s$out)
  patches <- array(0, c(places, window, dim(x)[length(dim(x))]))
  for (p in seq_len(window)) patches[, p, ] <- at_offset(s, p)
  groups <- dim(patches)[3L] / channels
  kernel <- shaped(kernel, c(window * channels, filters))
  y <- lapply(seq_len(groups), function(g) {
    from <- (g - 1L) * channels + seq_len(channels)
    to <- (g - 1L) * filters / groups + seq_len(filters / groups)
    shaped(if (groups == 1) patches else patches[, , from], c(places, window * channels)) %*% kernel[, to, drop = FALSE]
  })
  shaped(unlist(y), c(dim(x)[1L], s$out, filters))
}

# Each channel with windows of its own; the channels of the result follow those of the input.
convolved_by_channel <- function(x, kernel, s) {
  d <- dim(kernel)
  window <- prod(d[seq_along(s$out)])
  channels <- d[length(d) - 1L]
  times <- d[length(d)]
  kernel <- shaped(kernel, c(window, channels, times))
  y <- array(0, c(dim(x)[1L] * prod(s$out), times, channels))
  for (p in seq_len(window)) {
    entry <- shaped(at_offset(s, p), c(nrow(y), channels))
    for (m in seq_len(times)) y[, m, ] <- y[, m, ] + entry * rep(kernel[p, , m], each = nrow(y))
  }
  shaped(y, c(dim(x)[1L], s$out, channels * times))
}

window_of <- function(kernel) dim(kernel)[seq_len(length(dim(kernel)) - 2L)]

convolution <- function(l, x, net, ...) {
  w <- l$weights
  activated(l, channels_last(l, x, function(x) biased(convolved(x, w$kernel, sliding(x, l, window_of(w$kernel))), w$bias)), net)
}

depthwise_convolution <- function(l, x, net, ...) {
  w <- l$weights
  activated(l, channels_last(l, x, function(x) biased(convolved_by_channel(x, w$kernel, sliding(x, l, window_of(w$kernel))), w$bias)), net)
}

separable_convolution <- function(l, x, net, ...) {
  w <- l$weights
  activated(l, channels_last(l, x, function(x) {
    y <- convolved_by_channel(x, w$depthwise_kernel, sliding(x, l, window_of(w$depthwise_kernel)))
    d <- dim(w$pointwise_kernel)
    linear_map(y, shaped(w$pointwise_kernel, d[length(d) - 1:0]), w$bias)
  }), net)
}

# Every entry of the input adds its window to the result; what is too much at the ends is cut off, what is missing are zeros.
transposed_convolution <- function(l, x, net, ...) {
  activated(l, channels_last(l, x, function(x) {
    kernel <- l$weights$kernel
    window <- window_of(kernel)
    rank <- length(window)
    per_axis <- function(value) rep_len(as.integer(unlist(value)), rank)
    strides <- per_axis(l$settings$strides)
    dilation <- per_axis(l$settings$dilation_rate)
    added <- if (is.null(l$settings$output_padding)) rep(NA_integer_, rank) else per_axis(l$settings$output_padding)
    space <- dim(x)[1L + seq_len(rank)]
    reach <- (window - 1L) * dilation + 1L
    filters <- dim(kernel)[rank + 1L]
    kernel <- shaped(kernel, c(prod(window), dim(kernel)[rank + 1:2]))
    y <- array(0, c(dim(x)[1L], (space - 1L) * strides + reach, filters))
    offsets <- as.matrix(expand.grid(lapply(window, seq_len))) - 1L
    entries <- shaped(x, c(prod(dim(x)[1L + 0:rank]), dim(x)[rank + 2L]))
    for (p in seq_len(nrow(offsets))) {
      index <- c(TRUE, Map(function(n, stride, start) 1L + start + (seq_len(n) - 1L) * stride, space, strides, offsets[p, ] * dilation), TRUE)
      y <- set_part(y, index, part(y, index) + as.vector(tcrossprod(entries, shaped(kernel[p, , ], dim(kernel)[-1L]))))
    }
    cut <- mapply(surplus, reach, strides, added, MoreArgs = list(padding = l$settings$padding))
    y <- framed(y, 0L * space, pmax(-cut[2L, ], 0L))
    y <- part(y, c(TRUE, Map(function(left, right, n) left + seq_len(n - left - max(right, 0L)), cut[1L, ], cut[2L, ], dim(y)[1L + seq_len(rank)]), TRUE))
    biased(y, l$weights$bias)
  }), net)
}

# Entries at both ends of a full transposed convolution that the result does not have; negative at the end if it has more.
surplus <- function(reach, stride, added, padding) {
  if (identical(padding, "valid")) return(c(0L, -(if (is.na(added)) max(reach, stride) - reach else added)))
  total <- if (is.na(added)) reach - stride else reach - reach %% 2L - added
  inner <- 2L * (reach - 1L) - total
  left <- reach - 1L - min(inner %/% 2L + inner %% 2L, reach - 1L)
  c(left, total - left)
}

# -- pooling ------------------------------------------------------------------------------------------------

pool_size <- function(l, x) rep_len(as.integer(unlist(l$settings$pool_size)), length(dim(x)) - 2L)

max_pooling <- function(l, x, ...) {
  channels_last(l, x, function(x) {
    s <- sliding(x, l, pool_size(l, x), -Inf)
    y <- at_offset(s, 1L)
    for (p in seq_len(nrow(s$offsets))[-1L]) y <- pmax(y, at_offset(s, p))
    y
  })
}

# Padding does not count.
average_pooling <- function(l, x, ...) {
  channels_last(l, x, function(x) {
    d <- dim(x)
    s <- sliding(x, l, pool_size(l, x))
    inside <- framed(array(1, c(1L, d[-c(1L, length(d))], 1L)), s$sides$before, s$sides$after)
    total <- count <- 0
    for (p in seq_len(nrow(s$offsets))) {
      total <- total + at_offset(s, p)
      count <- count + at_offset(s, p, inside)
    }
    total / rep(as.vector(count), each = d[1L])
  })
}

over_space <- function(l, x, f) {
  channels_last(l, x, function(x) {
    rank <- length(dim(x))
    y <- in_columns(x, 2:(rank - 1L), f, keep = FALSE)
    if (isTRUE(l$settings$keepdims)) shaped(y, c(dim(x)[1L], rep(1L, rank - 2L), dim(x)[rank])) else y
  })
}

global_max_pooling <- function(l, x, ...) over_space(l, x, row_max)
global_average_pooling <- function(l, x, mask, ...) {
  if (is.null(mask)) return(over_space(l, x, rowMeans))
  first <- identical(l$settings$data_format, "channels_first")
  if (first) x <- aperm(x, c(1L, 3L, 2L))
  y <- in_columns(x * as.vector(mask), 2L, rowSums, keep = FALSE) / rowSums(mask)
  if (!isTRUE(l$settings$keepdims)) return(y)
  shaped(y, if (first) c(dim(y), 1L) else c(dim(y)[1L], 1L, dim(y)[2L]))
}

kinds_of_windows <- list(
  Conv1D = convolution, Conv2D = convolution, Conv3D = convolution,
  DepthwiseConv1D = depthwise_convolution, DepthwiseConv2D = depthwise_convolution,
  SeparableConv1D = separable_convolution, SeparableConv2D = separable_convolution,
  Conv1DTranspose = transposed_convolution, Conv2DTranspose = transposed_convolution, Conv3DTranspose = transposed_convolution,
  MaxPooling1D = max_pooling, MaxPooling2D = max_pooling, MaxPooling3D = max_pooling,
  AveragePooling1D = average_pooling, AveragePooling2D = average_pooling, AveragePooling3D = average_pooling,
  GlobalMaxPooling1D = global_max_pooling, GlobalMaxPooling2D = global_max_pooling, GlobalMaxPooling3D = global_max_pooling,
  GlobalAveragePooling1D = global_average_pooling, GlobalAveragePooling2D = global_average_pooling, GlobalAveragePooling3D = global_average_pooling
)
