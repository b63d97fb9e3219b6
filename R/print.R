# How models, layers and tensors show themselves.

#' @export
print.hornpipe.models.Model <- function(x, ...) {
  leave_seed()
  if (!isTRUE(x$built) && !length(x)) cat("Model: \"", x$name, "\"\n<no summary available: the model has no layers>\n", sep = "") else print(summary(x, ...))
  invisible(x)
}

#' @export
format.hornpipe.models.Model <- function(x, ...) {
  if (is_gone(x)) return(paste0("<", class_name(x), " of another R session, made again when it is used>"))      # a pane of an editor asks: no Python
  n <- length(x$layers)
  weights <- if (isTRUE(x$built)) paste0(", ", format(x$count_params(), big.mark = ","), " parameters") else ", not built"
  paste0("<", class_name(x), " `", x$name, "`: ", n, ngettext(n, " layer", " layers"), weights, ">")
}

#' @export
str.hornpipe.models.Model <- function(object, ...) {
  cat("", format(object), "\n")
  invisible()
}

#' @rdname model_generics
#' @export
length.hornpipe.models.Model <- function(x) {
  if (reticulate::py_is_null_xptr(x)) return(0L)
  length(x$layers)
}

#' @rdname model_generics
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

# Optimizers, losses, callbacks and all else that is made of arguments: those with a single value.
#' @export
format.hornpipe.core.configurable.Configurable <- function(x, ...) {
  if (is_gone(x)) return(paste0("<", class_name(x), " of another R session, without its Python object>"))
  config <- tryCatch(get_config(x), hornpipe_error = function(e) list())
  name <- if (is.character(config$name)) paste0(" `", config$name, "`")
  single <- vapply(config, function(v) is.atomic(v) && length(v) == 1L && !is.na(v), NA) & !names(config) %in% c("name", "dtype")
  shown <- vapply(config[single], function(v) if (is.numeric(v)) format(signif(v, 6L)) else deparse1(v), "")
  paste0("<", class_name(x), name, if (length(shown)) paste0(": ", paste0(names(shown), " = ", shown, collapse = ", ")), ">")
}

#' @export
print.hornpipe.core.configurable.Configurable <- function(x, ...) {
  cat(strwrap(format(x), exdent = 2L), sep = "\n")
  invisible(x)
}

#' @export
str.hornpipe.core.configurable.Configurable <- str.hornpipe.models.Model

class_name <- function(x) sub("^.*\\.", "", class(x)[[1L]])

# Of an object from another session nothing but its class is left.
is_gone <- function(x) is.environment(object_env(x)) && reticulate::py_is_null_xptr(object_env(x))
