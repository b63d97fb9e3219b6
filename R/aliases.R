# Names under which keras users reach the Python side.

#' The Python modules
#'
#' `keras` is the Python module hornpipe, `backend()` its module `backend`. What has no R function is reached through them, as in
#' `keras$utils$normalize(x)`. Python starts when a name is first looked up.
#'
#' @param convert Whether results become R objects.
#' @return A Python module.
#' @examplesIf hornpipe:::can_run()
#' keras$config$floatx()
#' backend()$epsilon()
#' @export
keras <- NULL       # set when the package is loaded

#' @rdname keras
#' @export
backend <- function(convert = TRUE) {
  core()
  reticulate::import("hornpipe.backend", convert = convert)
}
