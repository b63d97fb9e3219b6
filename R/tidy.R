#' Tables from models and histories
#'
#' Methods for the generics of broom: `tidy()` gives a row per layer, or per epoch
#' and metric; `glance()` one row; `augment()` the data with predictions. With
#' ggplot2, `autoplot(history)` is [plot()][hornpipe_training_history]. In knitr
#' documents models print as in the console, histories with their plot.
#'
#' @param x A model or history.
#' @param data A data frame of the inputs.
#' @param ... Passed on to [predict()][predict.hornpipe.models.Model] by
#'   `augment()`, to [plot()][hornpipe_training_history] by `autoplot()`.
#' @param object A history.
#'
#' @return A data frame; for `autoplot()` a plot.
#' @name tidiers
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>%
#'   layer_dense(units = 8, activation = "relu") %>%
#'   layer_dense(units = 3, activation = "softmax")
#' model %>% compile("adam", "sparse_categorical_crossentropy", metrics = "accuracy")
#' x <- as.matrix(iris[, 1:4])
#' history <- model %>% fit(x, iris$Species, epochs = 2, verbose = 0)
#' tidy(model)
#' glance(history)
#' head(augment(model, iris))
NULL

#' @rdname tidiers
#' @export
tidy.hornpipe.models.Model <- function(x, ...) as.data.frame(summary(x))

#' @rdname tidiers
#' @export
glance.hornpipe.models.Model <- function(x, ...) {
  params <- summary(x)$params
  data.frame(
    name = x$name, type = class_name(x), layers = length(x$layers), params = params[["Trainable params"]] + params[["Non-trainable params"]],
    trainable = params[["Trainable params"]], compiled = isTRUE(x$compiled)
  )
}

#' @rdname tidiers
#' @export
augment.hornpipe.models.Model <- function(x, data, ...) {
  predicted <- stats::predict(x, augment_inputs(x, data), verbose = 0, type = "response", ...)
  if (!is.list(predicted)) predicted <- list(predicted)
  outputs <- names(rbridge()$output_specs(live(x)))
  names <- if (length(predicted) > 1L) paste0(".pred_", outputs) else ".pred"
  levels <- lapply(outputs[seq_along(predicted)], function(output) model_levels(x, output))
  do.call(cbind, c(list(data), unname(Map(prediction_columns, predicted, names, levels))))
}

# The most probable class and the probabilities where levels are known, else the numbers.
prediction_columns <- function(value, name, levels) {
  if (!is.null(levels)) {
    shares <- probabilities(value, levels)
    columns <- c(list(factor(levels[max.col(shares, "first")], levels)), lapply(seq_along(levels), function(i) as.vector(shares[, i])))
    return(as.data.frame(stats::setNames(columns, paste0(name, "_", c("class", levels))), optional = TRUE))
  }
  value <- as.matrix(value)
  columns <- lapply(seq_len(ncol(value)), function(i) as.vector(value[, i]))
  as.data.frame(stats::setNames(columns, if (ncol(value) > 1L) paste0(name, "_", seq_len(ncol(value))) else name), optional = TRUE)
}

# A model fitted with a formula picks its columns; otherwise the columns that the model takes are the numeric ones.
augment_inputs <- function(model, data) {
  if (!is.null(slot_of(object_env(model), "hornpipe_terms"))) return(data)
  inputs <- rbridge()$input_specs(model)
  if (length(inputs) > 1L || !is.data.frame(data)) return(data)
  numbers <- vapply(data, function(column) is.numeric(column) || is.logical(column), NA)
  if (length(inputs) && sum(numbers) != length(data) && sum(numbers) == as_field(inputs[[1L]])[2L]) data[numbers] else data
}

#' @rdname tidiers
#' @export
tidy.hornpipe_training_history <- function(x, ...) as.data.frame(x)

#' @rdname tidiers
#' @export
glance.hornpipe_training_history <- function(x, ...) {
  n <- length(x$epoch)
  run <- data.frame(epochs = n, seconds = sum(x$seconds), interrupted = x$interrupted)
  if (length(x$metrics)) cbind(run, as.data.frame(lapply(x$metrics, function(v) if (n) v[[n]] else NA_real_), optional = TRUE)) else run
}

#' @rdname tidiers
#' @rawNamespace S3method(ggplot2::autoplot, hornpipe_training_history)
autoplot.hornpipe_training_history <- function(object, ...) plot(object, method = "ggplot2", ...)

#' @rawNamespace S3method(knitr::knit_print, hornpipe.models.Model)
knit_print.hornpipe.models.Model <- function(x, ...) {
  print(x)
  invisible()
}

#' @rawNamespace S3method(knitr::knit_print, hornpipe_training_history)
knit_print.hornpipe_training_history <- function(x, ...) {
  print(x)
  print(plot(x))
  invisible()
}
