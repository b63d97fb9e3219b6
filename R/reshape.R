#' Reshape an array, row by row
#'
#' Gives an array other dimensions, with its elements in row-major order, as Python, models and
#' [layer_reshape()] have it: `dim<-` fills columns first.
#'
#' Results are those of the function of this name in the package reticulate, which keras re-exports; but
#' R's arrays do not leave R, and sizes that do not fit are an error of class `hornpipe_shape_error`.
#'
#' @param x A vector, matrix or array; a tensor or an array of Python stays one.
#' @param dim The new dimensions; one of them may be `NA` or -1, for the size that follows from the others.
#' @param order `"C"` reads and fills rows first, `"F"` columns first as R does.
#' @return An array of these dimensions.
#' @seealso [op_reshape()] for tensors
#' @export
#' @examples
#' array_reshape(1:6, c(2, 3))
#' images <- array(runif(2 * 28 * 28), c(2, 28, 28))
#' dim(array_reshape(images, c(2, NA)))
array_reshape <- function(x, dim, order = c("C", "F")) {
  check_given(x, dim)
  order <- as_choice(order)
  sizes <- as.integer(unlist(as_sizes(dim)))
  if (is_python_data(x) || is_plain_list(x)) {
    core()
    return(call_python(reticulate::array_reshape, list(x, sizes, order)))
  }
  if (inherits(x, "Matrix")) x <- as.matrix(x)
  if (is.factor(x)) x <- as.character(x)
  if (!is.atomic(x) || is.null(x)) refuse("x", "a vector, matrix, array or tensor", x, environment())
  sizes <- open_size(sizes, x)
  if (!all(names(attributes(x)) == "dim")) x <- plain_array(x)
  reshape_rows(x, sizes, order == "C")
}

reshape_rows <- function(x, sizes, by_rows) {
  if (!by_rows || identical(sizes[sizes != 1L], dim(x)[dim(x) != 1L])) return(`dim<-`(x, sizes))
  aperm(`dim<-`(if (length(dim(x)) > 1L) aperm(x) else x, rev(sizes)))
}

# The sizes, with the open one found.
open_size <- function(sizes, x) {
  open <- sizes == -1L
  known <- prod(sizes[!open])
  fits <- if (any(open)) known > 0 && length(x) %% known == 0 else known == length(x)
  if (fits && sum(open) <= 1L && all(sizes >= -1L)) {
    sizes[open] <- as.integer(length(x) / known)
    return(if (length(sizes)) sizes else 1L)
  }
  rule <- if (sum(open) > 1L) "leave one size open at most" else if (any(sizes < -1L)) "hold sizes from 0, and NA or -1 for one"
          else if (any(open)) "have sizes whose product divides the number of elements of `x`" else "have as many elements as `x`"
  stop_hornpipe(c("shape", "value"), paste0(
    "`dim` must ", rule, ": `x` has ", length(x), if (length(dim(x)) > 1L) paste0(", of shape (", paste(dim(x), collapse = ", "), ")"),
    ", got c(", paste(ifelse(open, "NA", sizes), collapse = ", "), ")", if (!any(open)) paste0(", which has ", known), "."
  ), argument = "dim", expected = length(x), actual = sizes)
}
