#' Evenly spaced numbers
#'
#' From `start` in steps of `step`. As `seq()`, and unlike Python, `end` is
#' included; `include_end = FALSE` leaves it out. With one number alone, it is the
#' end and the start is 1: `op_arange(3)` is 1, 2, 3.
#'
#' @param start,end First number, and where to stop.
#' @param step Distance between two numbers; negative to count down.
#' @param dtype Name of the dtype; integers give `"int32"`, other numbers the
#'   default float type.
#' @param include_end Whether `end` belongs to the result, if a step falls on it.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' op_arange(5L)
#' op_arange(0, 1, 0.25, include_end = FALSE)
#' @export
op_arange <- function(start, end, step = 1L, dtype = NULL, include_end = TRUE) {
  check_given(start)
  if (missing(end)) {
    end <- start
    start <- if (is.integer(end)) 1L else 1
  }
  integers <- is.integer(start) && is.integer(end) && is.integer(step)
  start <- as_real(start)
  end <- as_real(end)
  step <- as_real(step)
  if (step == 0) refuse("step", "a number other than 0", step, environment())
  steps <- (end - start) / step
  falls_on_end <- abs(steps - round(steps)) < 1e-9
  n <- if (falls_on_end) round(steps) + as_flag(include_end) else floor(steps) + 1
  values <- start + step * (seq_len(max(n, 0)) - 1)
  if (integers) storage.mode(values) <- "integer"
  call_python(core()$ops$convert_to_tensor, list(as_array(array(values)), dtype = as_dtype(dtype)))
}
