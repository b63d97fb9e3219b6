#' hornpipe: the Keras interface on a torch core
#'
#' Build a network from layers with [keras_model_sequential()] or
#' [keras_model()], then `compile()`, `fit()`, `evaluate()` and `predict()`. The
#' functions, their arguments and their defaults are those of the R package
#' keras; the numbers and the files are those of Keras 3.
#'
#' The engine is a Python core that travels inside the package. It is started
#' when it is first needed, not by `library(hornpipe)`. [install_hornpipe()]
#' makes the Python environment it runs in, [hornpipe_doctor()] tells what is
#' missing.
#'
#' @section Indices:
#' Axes, layers and dimensions are counted from 1, from the end when negative;
#' 0 is an error. Class labels are counted from 0, as in keras.
#'
#' @keywords internal
"_PACKAGE"
