# Tensors that hold positions: counted from 1 in R, from 0 in Python.

from_zero <- function(x, zero_indexed, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (as_flag(zero_indexed)) return(as_array(x, arg, frame))
  if (is_python(x)) {
    ops <- core()$ops
    return(call_python(ops$where, list(call_python(ops$greater, list(x, 0L)), call_python(ops$subtract, list(x, 1L)), x)))
  }
  if (is.list(x)) return(lapply(unname(x), from_zero, FALSE, arg, frame))
  if (is.factor(x)) x <- as.integer(x)
  if (!is_whole(x) || any(x == 0)) refuse(arg, "positions counted from 1, or from the end when negative", x, frame)
  moved <- x
  moved[] <- as.integer(x - (x > 0))
  storage.mode(moved) <- "integer"
  as_array(moved, arg, frame)
}

from_one <- function(result, zero_indexed) {
  if (as_flag(zero_indexed)) return(result)
  if (is.list(result) && !is_python(result)) return(lapply(result, from_one, FALSE))
  call_python(core()$ops$add, list(result, 1L))
}

second_from_one <- function(result, zero_indexed) {
  result[[2L]] <- from_one(result[[2L]], zero_indexed)
  result
}

#' Different values
#'
#' The values that occur in `x`, each once.
#'
#' @param x Numbers, an array or a tensor, possibly symbolic.
#' @param sorted Whether the values are in order.
#' @param return_index Whether to return, too, where each value stands first.
#' @param return_inverse Whether to return, too, which of the values stands at
#'   each place of `x`.
#' @param return_counts Whether to return, too, how often each value occurs.
#' @param axis The axis along which whole slices are compared; `NULL` compares the
#'   elements of `x`.
#' @param size Number of values to return: more are cut off, fewer filled up.
#' @param fill_value What to fill up with; the smallest value if `NULL`.
#' @param zero_indexed Whether positions count from 0. Otherwise they count from 1,
#'   as everywhere in R.
#' @return A tensor; a list of tensors, in the order of the arguments, where more
#'   than the values are asked for.
#' @export
#' @examplesIf hornpipe:::can_run()
#' op_unique(c(2, 1, 2))
#' op_unique(c(2, 1, 2), return_inverse = TRUE)
op_unique <- wraps("ops.unique", function(x, sorted = TRUE, return_index = FALSE, return_inverse = FALSE, return_counts = FALSE, axis = NULL,
                                          size = NULL, fill_value = NULL, zero_indexed = FALSE) {
  positions <- 1L + seq_len(as_flag(return_index) + as_flag(return_inverse))
  result <- call_python(core()$ops$unique, list(
    as_array(x), sorted = as_flag(sorted), return_index = return_index, return_inverse = return_inverse, return_counts = as_flag(return_counts),
    axis = as_axis(axis), size = as_int(size), fill_value = as_real(fill_value)
  ))
  if (length(positions)) result[positions] <- lapply(result[positions], from_one, zero_indexed)
  result
})
