# x[i, j] of tensors: from 1, as R counts.

#' New dimension
#'
#' As an index of a tensor, `newaxis` is a new dimension of size 1:
#' `x[newaxis, , ]`. `all_dims()` stands for all dimensions that are not named:
#' `x[all_dims(), 1]` is the last one at 1.
#'
#' @format `NULL`.
#' @return `all_dims()` a marker.
#' @export
#' @examplesIf hornpipe:::can_run()
#' x <- op_ones(c(2, 3))
#' dim(x[, newaxis, ])
#' dim(x[all_dims(), 1])
newaxis <- NULL

#' @rdname newaxis
#' @export
all_dims <- function() structure(list(), class = "hornpipe_all_dims")

# `tensors_from`: from what indices that are tensors count; keras 2.15's `[` took them as they are, from 0.
subset_tensor <- function(x, ..., drop = TRUE) subset_at(x, index_arguments(substitute(list(...)), parent.frame()), drop, tensors_from = 0L)

subset_set_tensor <- function(x, ..., value) subset_set_at(x, index_arguments(substitute(list(...)), parent.frame()), value, tensors_from = 0L)

subset_at <- function(x, indices, drop, tensors_from) {
  specs <- index_specs(x, indices, drop, tensors_from)
  call_python(rbridge()$subset, list(x, specs), NULL)
}

subset_set_at <- function(x, indices, value, tensors_from) {
  if (inherits(x, "hornpipe.KerasTensor")) {
    stop_hornpipe(c("symbolic_value", "value"), "Parts of a symbolic tensor cannot be set: use `op_where()` or `op_slice_update()`.", argument = "x", call = NULL)
  }
  specs <- index_specs(x, indices, TRUE, tensors_from)
  call_python(rbridge()$subset_set, list(x, specs, as_array(value)), NULL)
}

# The indices unevaluated, because one may be missing: TRUE is all of a dimension. `a:b` may be open or end before the end.
index_arguments <- function(call, frame) {
  lapply(as.list(call)[-1L], function(expression) {
    if (identical(expression, quote(expr = ))) TRUE
    else if (identical(expression, quote(..))) all_dims()
    else if (is.call(expression) && identical(expression[[1L]], quote(`:`))) range_index(expression, frame)
    else eval(expression, frame)
  })
}

# `1:3` is a vector. `2:NA`, `1:-2` (to the last but one) and `1:9:2` (in steps) are ranges, their end included.
range_index <- function(expression, frame) {
  from <- expression[[2L]]
  stepped <- is.call(from) && identical(from[[1L]], quote(`:`))
  parts <- if (stepped) list(from[[2L]], from[[3L]], expression[[3L]]) else list(from, expression[[3L]])
  parts <- lapply(parts, function(part) {
    value <- eval(part, frame)
    if (is.null(value) || (is.atomic(value) && length(value) == 1L && is.na(value))) NULL else as_int(value, "an end of a range of indices")
  })
  plain <- !stepped && !any(vapply(parts, is.null, NA))
  if (plain && all(unlist(parts) >= 0L)) return(parts[[1L]]:parts[[2L]])
  structure(list(from = parts[[1L]], to = parts[[2L]], step = if (stepped) parts[[3L]]), class = "hornpipe_range")
}

# What rbridge.subset() understands: one spec for each dimension, or one for elements.
index_specs <- function(x, indices, drop, tensors_from) {
  rank <- length(dim(x))
  if (length(indices) == 1L && inherits(indices[[1L]], "python.builtin.tuple")) indices <- reticulate::py_to_r(indices[[1L]])
  if (length(indices) == 1L) {
    elements <- element_spec(indices[[1L]], dim(x), tensors_from)
    if (!is.null(elements)) return(list(elements))
  }
  if (!rank) indices <- Filter(Negate(isTRUE), indices)
  whole <- vapply(indices, inherits, NA, what = "hornpipe_all_dims")
  named <- sum(!vapply(indices[!whole], is.null, NA))
  if (named > rank) {
    stop_hornpipe(c("argument", "value"), paste0("A tensor of ", rank, ngettext(rank, " dimension", " dimensions"), " takes no more indices, got ", named, "."), call = NULL)
  }
  gap <- if (any(whole)) which(whole)[1L] - 1L else length(indices)          # what is not named is taken whole
  indices <- append(indices[!whole], rep(list(TRUE), rank - named), gap)
  sizes <- rep(NA_integer_, length(indices))
  sizes[!vapply(indices, is.null, NA)] <- dim(x)
  unname(Map(index_spec, indices, sizes, drop, tensors_from))
}

# One index that names elements: a logical array of the shape of the tensor, or a matrix with a column for each dimension.
element_spec <- function(index, shape, tensors_from) {
  rank <- length(shape)
  if (is_tensor(index)) {
    dims <- length(dim(index))
    if (rbridge()$dtype(index) == "bool") return(if (dims == rank) list("mask", index))
    if (tensors_from == 0L) return(list("lookup", index))
    if (dims == 2L && identical(dim(index)[2L], rank)) list("points", from_zero(index, FALSE))
  } else if (is.logical(index) && rank > 1L && identical(dim(index), shape)) {
    list("mask", to_tensor(index, check = FALSE))
  } else if (is.numeric(index) && is.matrix(index) && ncol(index) == rank) {
    list("points", from_zero(index, FALSE, "an index"))
  }
}

# "all", "new", list("at", i), list("slice", from, to, step) or list("take", positions), from 0.
index_spec <- function(index, size, drop, tensors_from) {
  if (is.null(index)) return(list("new"))
  if (isTRUE(index)) return(list("all"))
  if (inherits(index, "hornpipe_range")) return(range_spec(index))
  if (is_python_data(index)) return(list("take", if (tensors_from == 0L || rbridge()$dtype(index) == "bool") index else from_zero(index, FALSE)))
  if (is.logical(index)) index <- which(rep_len(index, size))
  if (!is_whole(index) || any(index == 0)) {
    stop_hornpipe(c("argument", "value"), paste0("An index of a tensor must be positions from 1, or from the end when negative, got ", shown(index), "."), call = NULL)
  }
  if (!is.na(size) && any(abs(index) > size)) {
    stop_hornpipe(c("argument", "value"), paste0("An index of a tensor is ", index[abs(index) > size][[1L]], ", the dimension has ", size, " positions."), call = NULL)
  }
  index <- as.integer(index - (index > 0))
  if (length(index) == 1L) return(if (drop) list("at", index) else list("slice", index, if (index != -1L) index + 1L, NULL))
  if (!is.na(size)) index <- ifelse(index < 0L, index + size, index)
  if (length(index) && all(diff(index) == 1L) && index[1L] >= 0L) return(list("slice", index[1L], index[length(index)] + 1L, NULL))
  list("take", as.list(index))
}

# R's end is part of the range, Python's is not.
range_spec <- function(range) {
  if (!is.null(range$step) && range$step < 1L) {
    stop_hornpipe(c("argument", "value"), paste0("A range of indices must have a positive step, got ", range$step, "."), call = NULL)
  }
  if (identical(range$from, 0L) || identical(range$to, 0L)) {
    stop_hornpipe(c("argument", "value"), "A range of indices must have ends from 1, or from the end when negative, got 0.", call = NULL)
  }
  list("slice", if (!is.null(range$from)) range$from - (range$from > 0L), if (!is.null(range$to) && range$to != -1L) range$to + (range$to < 0L), range$step)
}

#' Parts of tensors
#'
#' As `x[...]` and `x[...] <- value` of a tensor: see [tensor_operators]. Setting
#' gives a new tensor; the old one is not changed. An index that is a tensor counts
#' from 1 here, as everything else; in `x[...]` it counts from 0, as in keras 2.15.
#'
#' @param x A tensor.
#' @param ... Indices, from 1, or from the end when negative; nothing for all of a
#'   dimension.
#' @param drop Whether single positions drop their dimension.
#' @param value The new values.
#' @return A tensor.
#' @export
#' @examplesIf hornpipe:::can_run()
#' x <- op_ones(c(2, 3))
#' op_subset(x, 1, 2:3)
#' op_subset(x, -1)
#' op_subset(x, 1) <- 0
#' x
#' op_subset_set(x, 1, 2, value = 5)
op_subset <- function(x, ..., drop = TRUE) {
  check_given(x)
  subset_at(x, index_arguments(substitute(list(...)), parent.frame()), drop, tensors_from = 1L)
}

#' @rdname op_subset
#' @export
`op_subset<-` <- function(x, ..., value) {
  check_given(x, value)
  subset_set_at(x, index_arguments(substitute(list(...)), parent.frame()), value, tensors_from = 1L)
}

#' @rdname op_subset
#' @export
op_subset_set <- `op_subset<-`

#' @rdname tensor_operators
#' @export
`[<-.torch.Tensor` <- subset_set_tensor
#' @export
`[<-.hornpipe.KerasTensor` <- subset_set_tensor

#' @rdname tensor_operators
#' @export
`[.torch.Tensor` <- subset_tensor
#' @export
`[.hornpipe.KerasTensor` <- subset_tensor

# One position, from 1 as in `x[i]`; reticulate would count from 0. A name is an attribute, as with `$`.
element_of_tensor <- function(x, i, ...) {
  if (is.character(i)) return(NextMethod())
  if (length(i) != 1L) {
    stop_hornpipe(c("argument", "value"), paste0("`x[[i]]` of a tensor takes one position, got ", shown(i), ": use `x[i]`."), argument = "i", call = NULL)
  }
  x[i, ...]
}

#' @export
`[[.torch.Tensor` <- element_of_tensor
#' @export
`[[.hornpipe.KerasTensor` <- element_of_tensor
