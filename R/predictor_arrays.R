# Arrays of any rank for the layers of a predictor. A sample is a row: observations lie along the first dimension, so that
# matrices of `(observations and places) x channels` are the same memory as the arrays they stand for.

# Python's axes, counted from 0 or from the end, as R's.
axes_in_r <- function(axes, rank) {
  axes <- as.integer(unlist(axes))
  ifelse(axes < 0L, rank + axes + 1L, axes + 1L)
}

# A part of an array of any rank; `index` has TRUE for a whole dimension.
part <- function(x, index) do.call(`[`, c(list(x), index, list(drop = FALSE)))

set_part <- function(x, index, value) do.call(`[<-`, c(list(x), index, list(value = value)))

# A vector along one dimension of an array, as R's recycling wants it.
along <- function(v, d, axis) rep(as.vector(v), each = prod(d[seq_len(axis - 1L)]))

shaped <- function(x, d) {
  dim(x) <- d
  x
}

# (batch, ...) in Python's order of elements within a sample.
reshape_samples <- function(x, d) {
  rank <- length(dim(x))
  if (rank > 2L) x <- aperm(x, c(1L, rank:2L))
  dim(x) <- c(dim(x)[1L], rev(d))
  if (length(d) > 1L) aperm(x, c(1L, (length(d) + 1L):2L)) else x
}

# The axes that `over` names as the columns of a matrix, all others as its rows.
in_columns <- function(x, over, f, keep = TRUE) {
  d <- dim(x)
  rest <- setdiff(seq_along(d), over)
  order <- c(rest, over)
  moved <- if (is.unsorted(order)) aperm(x, order) else x
  y <- f(shaped(moved, c(prod(d[rest]), prod(d[over]))))
  if (!keep) return(shaped(y, d[rest]))
  y <- shaped(y, d[order])
  if (is.unsorted(order)) aperm(y, order(order)) else y
}

row_max <- function(m) m[cbind(seq_len(nrow(m)), max.col(m, "first"))]

# Arrays of one rank, each repeated along its axes of size 1 as far as another is longer.
broadcast <- function(xs) {
  rank <- max(lengths(lapply(xs, dim)))
  xs <- lapply(xs, function(x) shaped(x, c(dim(x)[1L], rep(1L, rank - length(dim(x))), dim(x)[-1L])))
  d <- do.call(pmax, lapply(xs, dim))
  lapply(xs, function(x) {
    if (identical(dim(x), d)) return(x)
    part(x, Map(function(own, all) if (own == all) TRUE else rep(1L, all), dim(x), d))
  })
}

bind_along <- function(xs, axis) {
  d <- dim(xs[[1L]])
  if (axis == length(d)) return(shaped(unlist(xs, use.names = FALSE), c(d[-axis], sum(vapply(xs, function(x) dim(x)[axis], 0L)))))
  order <- c(setdiff(seq_along(d), axis), axis)
  aperm(bind_along(lapply(xs, aperm, order), length(d)), order(order))
}

reversed <- function(x, axis) {
  index <- rep(list(TRUE), length(dim(x)))
  index[[axis]] <- rev(seq_len(dim(x)[axis]))
  part(x, index)
}

# An array with margins of `fill` around the dimensions after the first: `before` and `after` by dimension.
framed <- function(x, before, after, fill = 0) {
  if (!any(before > 0, after > 0)) return(x)
  d <- dim(x)
  space <- 1L + seq_along(before)
  outer <- d
  outer[space] <- d[space] + before + after
  index <- rep(list(TRUE), length(d))
  index[space] <- Map(function(b, n) b + seq_len(n), before, d[space])
  set_part(array(fill, outer), index, x)
}

# Layers of images compute with channels last.
channels_last <- function(l, x, f) {
  if (!identical(l$settings$data_format, "channels_first")) return(f(x))
  rank <- length(dim(x))
  y <- f(aperm(x, c(1L, 3:rank, 2L)))
  if (length(dim(y)) == rank) aperm(y, c(1L, rank, 2:(rank - 1L))) else y
}
