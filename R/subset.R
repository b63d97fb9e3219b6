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
newaxis <- NULL

#' @rdname newaxis
#' @export
all_dims <- function() structure(list(), class = "hornpipe_all_dims")

subset_tensor <- function(x, ..., drop = TRUE) {
  indices <- index_arguments(substitute(list(...)), parent.frame())
  if (length(indices) == 1L && is_tensor(indices[[1L]])) return(op("take", x, indices[[1L]], axis = 0L))
  whole <- vapply(indices, inherits, NA, what = "hornpipe_all_dims")
  if (any(whole)) {
    named <- sum(!vapply(indices[!whole], is.null, NA))
    indices <- append(indices[!whole], rep(list(TRUE), length(dim(x)) - named), which(whole)[1L] - 1L)
  }
  places <- !vapply(indices, is.null, NA)
  rank <- length(dim(x))
  if (sum(places) != rank && !(rank == 0L && !length(indices))) {
    stop_hornpipe(c("argument", "value"), paste0("A tensor of ", rank, ngettext(rank, " dimension", " dimensions"), " takes as many indices, got ", sum(places), "."), call = NULL)
  }
  sizes <- rep(NA_integer_, length(indices))
  sizes[places] <- dim(x)
  call_python(rbridge()$subset, list(x, unname(Map(index_spec, indices, sizes, drop))), NULL)
}

# The indices unevaluated, because one may be missing: TRUE is all of a dimension.
index_arguments <- function(call, frame) {
  lapply(as.list(call)[-1L], function(expression) if (identical(expression, quote(expr = ))) TRUE else eval(expression, frame))
}

# What rbridge.subset() understands: "all", "new", list("at", i), list("slice", from, to) or list("take", positions), from 0.
index_spec <- function(index, size, drop) {
  if (is.null(index)) return(list("new"))
  if (isTRUE(index)) return(list("all"))
  if (is_python_data(index)) return(list("take", index))
  if (is.logical(index)) index <- which(rep_len(index, size))
  if (!is_whole(index) || any(index == 0) || (any(index < 0) && any(index > 0))) {
    stop_hornpipe(c("argument", "value"), paste0("An index of a tensor must be positions from 1, or negative ones to leave out, got ", shown(index), "."), call = NULL)
  }
  if (any(index < 0)) {
    if (is.na(size)) stop_hornpipe(c("argument", "value"), "A dimension of unknown size takes no negative index.", call = NULL)
    index <- seq_len(size)[index]
  }
  if (!is.na(size) && any(index > size)) {
    stop_hornpipe(c("argument", "value"), paste0("An index of a tensor is ", max(index), ", the dimension has ", size, " positions."), call = NULL)
  }
  index <- as.integer(index)
  if (length(index) == 1L && drop) return(list("at", index - 1L))
  if (length(index) && all(diff(index) == 1L)) return(list("slice", index[1L] - 1L, index[length(index)]))
  list("take", as.list(index - 1L))
}

subset_set_tensor <- function(x, ..., value) {
  if (inherits(x, "hornpipe.KerasTensor")) {
    stop_hornpipe(c("symbolic_value", "value"), "Parts of a symbolic tensor cannot be set: use `op_where()` or `op_slice_update()`.", argument = "x", call = NULL)
  }
  sizes <- dim(x)
  indices <- index_arguments(substitute(list(...)), parent.frame())
  call_python(rbridge()$subset_set, list(x, unname(Map(index_spec, indices, sizes, TRUE)), as_array(value)), NULL)
}

#' Parts of tensors
#'
#' As `x[...]` and `x[...] <- value` of a tensor: see [tensor_operators]. Setting
#' gives a new tensor; the old one is not changed.
#'
#' @param x A tensor.
#' @param ... Indices, from 1; nothing for all of a dimension.
#' @param drop Whether single positions drop their dimension.
#' @param value The new values.
#' @return A tensor.
#' @export
#' @examplesIf hornpipe:::can_run()
#' x <- op_ones(c(2, 3))
#' op_subset(x, 1, 2:3)
#' x[1, ] <- 0
#' x
op_subset <- subset_tensor

#' @rdname op_subset
#' @export
`op_subset<-` <- subset_set_tensor

#' @rdname op_subset
#' @export
op_subset_set <- subset_set_tensor

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
