# Written by tools/rgen from the Python signatures. Do not edit: change the signature, the docstring or tools/rgen.

#' Draws the progress of `fit()`, `evaluate()` and `predict()`: a bar where a line can be redrawn,
#' else one line an epoch
#'
#' @return A callback for [fit()].
#' @export
callback_progbar_logger <- function() {
  call_python(core()$callbacks$ProgbarLogger, list())
}
