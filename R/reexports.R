# What users of keras find without attaching another package.

#' @importFrom magrittr %>%
#' @export
magrittr::`%>%`

#' @importFrom magrittr %<>%
#' @export
magrittr::`%<>%`

#' @importFrom zeallot %<-%
#' @export
zeallot::`%<-%`

#' @importFrom generics fit
#' @export
generics::fit

#' @importFrom generics compile
#' @export
generics::compile

#' @importFrom generics tidy
#' @export
generics::tidy

#' @importFrom generics glance
#' @export
generics::glance

#' @importFrom generics augment
#' @export
generics::augment

#' @importFrom reticulate tuple
#' @export
reticulate::tuple

#' @importFrom reticulate np_array
#' @export
reticulate::np_array

#' @importFrom reticulate import
#' @export
reticulate::import

#' @importFrom reticulate py_to_r
#' @export
reticulate::py_to_r

#' @importFrom reticulate r_to_py
#' @export
reticulate::r_to_py

#' @importFrom reticulate py_help
#' @export
reticulate::py_help

#' @importFrom reticulate use_python
#' @export
reticulate::use_python

#' @importFrom reticulate use_virtualenv
#' @export
reticulate::use_virtualenv

#' @importFrom reticulate use_condaenv
#' @export
reticulate::use_condaenv

#' @importFrom reticulate as_iterator
#' @export
reticulate::as_iterator

#' @importFrom reticulate iter_next
#' @export
reticulate::iter_next

#' Declare Python packages
#'
#' As `reticulate::py_require()`, which exists from version 1.41 on. hornpipe declares its own needs when it is loaded.
#'
#' @param ... Passed on to reticulate.
#' @return What reticulate returns.
#' @examples
#' \dontrun{
#' py_require("scipy")
#' }
#' @export
py_require <- function(...) {
  if (!"py_require" %in% getNamespaceExports("reticulate"))
    stop_hornpipe("python", paste0("`py_require()` needs reticulate 1.41 or later, this is ", utils::packageVersion("reticulate"),
                                   ". Use install_hornpipe(extra_packages = ) instead."))
  getExportedValue("reticulate", "py_require")(...)
}
