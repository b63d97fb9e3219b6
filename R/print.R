# How models, layers and tensors show themselves.

#' @export
print.hornpipe.models.Model <- function(x, ...) {
  if (!isTRUE(x$built) && !length(x)) cat("Model: \"", x$name, "\"\n<no summary available: the model has no layers>\n", sep = "") else print(summary(x, ...))
  invisible(x)
}

#' @export
format.hornpipe.models.Model <- function(x, ...) {
  n <- length(x$layers)
  weights <- if (isTRUE(x$built)) paste0(", ", format(x$count_params(), big.mark = ","), " parameters") else ", not built"
  paste0("<", class_name(x), " `", x$name, "`: ", n, ngettext(n, " layer", " layers"), weights, ">")
}

#' @export
str.hornpipe.models.Model <- function(object, ...) {
  cat("", format(object), "\n")
  invisible()
}

#' @export
length.hornpipe.models.Model <- function(x) {
  if (reticulate::py_is_null_xptr(x)) return(0L)
  length(x$layers)
}

#' @export
`[[.hornpipe.models.Model` <- function(x, name) {
  if (is.numeric(name)) return(get_layer(x, index = name))
  get_layer(x, name = name)
}

#' @export
print.hornpipe.layers.Layer <- function(x, ...) {
  cat(format(x), "\n", sep = "")
  invisible(x)
}

#' @export
format.hornpipe.layers.Layer <- function(x, ...) {
  if (is_gone(x)) return(paste0("<", class_name(x), " layer of another R session, without its Python object>"))
  weights <- if (isTRUE(x$built)) paste0(", ", format(x$count_params(), big.mark = ","), " parameters") else ", not built"
  paste0("<", class_name(x), " layer `", x$name, "`", weights, ">")
}

#' @export
str.hornpipe.layers.Layer <- str.hornpipe.models.Model

#' @export
print.hornpipe.KerasTensor <- function(x, ...) {
  cat(format(x), "\n", sep = "")
  invisible(x)
}

#' @export
format.hornpipe.KerasTensor <- function(x, ...) {
  sizes <- vapply(x$shape, function(d) if (is.null(d)) "NA" else as.character(d), "")
  paste0("<symbolic tensor `", x$name, "`: shape (", paste(sizes, collapse = ", "), "), ", x$dtype, ">")
}

# Packages such as bundle, lime and vetiver have methods for the class that models have in keras 2.x.
with_class_of_keras <- function(classes) {
  if (!"hornpipe.models.Model" %in% classes) return(classes)
  append(classes, c("keras.engine.training.Model", "keras.models.Model"), length(classes) - 1L)
}

class_name <- function(x) sub("^.*\\.", "", class(x)[[1L]])

# Of an object from another session nothing but its class is left.
is_gone <- function(x) is.environment(object_env(x)) && reticulate::py_is_null_xptr(object_env(x))
