# What users of keras find without attaching another package.

#' @importFrom magrittr %>%
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>% layer_dense(3, activation = "softmax")
#' model %>% compile("adam", "sparse_categorical_crossentropy")
#' history <- model %>% fit(as.matrix(iris[, 1:4]), iris$Species, epochs = 2, verbose = 0)
#' tidy(history)
#' glance(history)
#' head(augment(model, iris))
#'
#' x <- matrix(1:6, 2)
#' x %<>% scale()                         # x <- x %>% scale()
#' c(rows, columns) %<-% dim(x)
#'
#' # values of Python
#' pairs <- r_to_py(list(1, "a"))
#' py_to_r(pairs)
#' tuple(1, "a")
#' np_array(1:3, dtype = "float32")
#' import("json")$dumps(list(units = 4L))
#' steps <- as_iterator(pairs)
#' iter_next(steps)
#' \dontrun{
#' py_help(keras$layers$Dense)
#'
#' # which Python, before it is used
#' use_python("/usr/local/bin/python3")
#' use_virtualenv("r-hornpipe")
#' use_condaenv("r-hornpipe")
#' }
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
