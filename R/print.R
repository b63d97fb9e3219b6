# How models, layers and tensors show themselves.

#' @export
print.hornpipe.models.Model <- function(x, ...) {
  print(summary(x, ...))
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

class_name <- function(x) sub("^.*\\.", "", class(x)[[1L]])
