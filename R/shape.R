# Shapes: lists of sizes, NULL for a dimension of any size.

#' Shapes
#'
#' `shape()` makes a shape of sizes, or takes that of a tensor; `op_shape()` does the
#' latter alone. What takes a shape takes vectors and lists as well.
#'
#' A shape is a list of integers, `NULL` where any size will do. It can be
#' compared, indexed, taken apart by `%<-%`, and multiplied out by `prod()`.
#'
#' @param ... Sizes, `NA`, `NULL` or -1 for any; vectors and lists of them; and
#'   tensors, whose sizes are put in their place.
#' @param x A tensor, possibly symbolic; or a shape.
#' @param y A shape, or sizes as a vector or list.
#' @param prefix Whether to write `shape` before the sizes.
#' @param na.rm Whether to leave out dimensions of any size.
#' @return A shape; `as.integer()` an integer vector with `NA` for any size.
#' @export
#' @examples
#' shape(NA, 28, 28)
#' prod(shape(3, 4))
#' shape(2, NULL) == c(2, NA)
#' @examplesIf hornpipe:::can_run()
#' c(rows, columns) %<-% op_shape(op_ones(c(2, 3)))
#' shape(layer_input(c(4, 5)), 6)
shape <- function(...) new_shape(do.call(c, lapply(list(...), sizes_of)))

#' @rdname shape
#' @export
op_shape <- wraps("ops.shape", function(x) new_shape(as.list(call_python(core()$ops$shape, list(as_array(x))))))

# The only maker of shapes. That of a tensor has the class too by which scripts of keras 2.15 know that it has `as_list()`.
new_shape <- function(sizes, of_tensor = FALSE) {
  structure(as.list(sizes), class = c("keras_shape", if (of_tensor) "tensorflow.python.framework.tensor_shape.TensorShape"))
}

# A list of sizes. A tensor without dimensions is a size that is computed.
sizes_of <- function(x) {
  if (is.null(x)) return(list(NULL))
  if (is_tensor(x) && !length(dim(x))) return(list(x))
  if (inherits(x, "python.builtin.tuple")) x <- reticulate::iterate(x)
  if (is_python(x) || length(dim(x)) > 1L) x <- dim(x)
  if (is.list(x)) return(do.call(c, lapply(unname(unclass(x)), sizes_of)))
  if (is.numeric(x)) x[x %in% -1] <- NA
  lapply(unname(as.vector(x)), as_size, arg = "...", frame = parent.frame())
}

#' @rdname shape
#' @export
format.keras_shape <- function(x, ..., prefix = TRUE) {
  sizes <- vapply(unclass(x), function(size) if (is.null(size)) "NA" else if (is_python(size)) format(size) else as.character(size), "")
  paste0(if (isTRUE(prefix)) "shape" else if (is.character(prefix)) prefix, "(", paste(sizes, collapse = ", "), ")")
}

#' @rdname shape
#' @export
print.keras_shape <- function(x, ...) {
  cat(format(x, ...), "\n", sep = "")
  invisible(x)
}

#' @rdname shape
#' @export
`[.keras_shape` <- function(x, ...) new_shape(unclass(x)[...])

#' @rdname shape
#' @export
as.integer.keras_shape <- function(x, ...) vapply(unclass(x), function(size) if (is.null(size)) NA_integer_ else as.integer(size), 0L)

#' @export
as.double.keras_shape <- function(x, ...) as.double(as.integer(x))

#' @rdname shape
#' @export
as.list.keras_shape <- function(x, ...) unclass(x)

#' @rdname shape
#' @export
Summary.keras_shape <- function(..., na.rm = FALSE) {
  plain <- lapply(list(...), function(x) if (inherits(x, "keras_shape")) as.integer(x) else x)
  do.call(.Generic, c(plain, na.rm = na.rm))
}

#' @rdname shape
#' @export
`==.keras_shape` <- function(x, y) identical(sizes_of(x), sizes_of(y))

#' @rdname shape
#' @export
`!=.keras_shape` <- function(x, y) !identical(sizes_of(x), sizes_of(y))

#' @export
r_to_py.keras_shape <- function(x, convert = FALSE) reticulate::r_to_py(unclass(x), convert)

#' @importFrom zeallot destructure
#' @export
destructure.keras_shape <- function(x) unclass(x)
