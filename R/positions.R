# Tensors that hold positions: counted from 1 in R, from 0 in Python.

from_zero <- function(x, zero_indexed, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (as_flag(zero_indexed)) return(as_array(x, arg, frame))
  if (is_python(x)) {
    ops <- core()$ops
    return(call_python(ops$where, list(call_python(ops$greater, list(x, 0L)), call_python(ops$subtract, list(x, 1L)), x)))
  }
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
