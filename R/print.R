# How models, layers and tensors show themselves.

#' @export
print.hornpipe.models.Model <- function(x, ...) {
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

# Packages and scripts ask for the classes that objects have in keras 2.x: bundle, lime and vetiver have methods for its models.
classes_of_keras <- list(
  hornpipe.models.Sequential = "keras.engine.sequential.Sequential",
  hornpipe.models.Functional = "keras.engine.functional.Functional",
  hornpipe.models.Model = c("keras.engine.training.Model", "keras.models.Model"),
  hornpipe.layers.Layer = c("keras.engine.base_layer.Layer", "keras.layers.Layer"),
  hornpipe.callbacks.Callback = "keras.callbacks.Callback",
  hornpipe.losses.Loss = "keras.losses.Loss",
  hornpipe.metrics.Metric = c("keras.metrics.base_metric.Metric", "keras.metrics.Metric"),
  hornpipe.optimizers.Optimizer = "keras.optimizers.optimizer.Optimizer",
  torch.Tensor = "tensorflow.tensor"
)

with_class_of_keras <- function(classes) {
  at <- match(classes, names(classes_of_keras), 0L)
  if (any(at > 0L)) append(classes, unlist(classes_of_keras[at], use.names = FALSE), length(classes) - 1L) else classes
}

class_name <- function(x) sub("^.*\\.", "", class(x)[[1L]])

# Of an object from another session nothing but its class is left.
is_gone <- function(x) is.environment(object_env(x)) && reticulate::py_is_null_xptr(object_env(x))
