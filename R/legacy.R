#' Functions of keras 2.x
#'
#' Names that newer versions have dropped, for scripts that use them.
#'
#' * `predict_classes()` gives the class of each row, counted from 0: the largest
#'   output, or with a single output whether it is above 0.5. See also
#'   `predict(type = "class")`.
#' * `predict_proba()` is `predict()`.
#' * `reset_states()` forgets the states of recurrent layers with
#'   `stateful = TRUE`; `reset_state()` also those of a metric.
#'
#' @param object A model, a layer or a metric.
#' @param x Data, as for [predict()].
#' @param batch_size,verbose,steps As for [predict()].
#' @return A matrix of integers, an array of probabilities; the object,
#'   invisibly.
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>% layer_dense(3, activation = "softmax")
#' predict_classes(model, as.matrix(iris[1:3, 1:4]))
#' @export
predict_classes <- function(object, x, batch_size = NULL, verbose = 0, steps = NULL) {
  values <- stats::predict(object, x, batch_size = batch_size, verbose = verbose, steps = steps)
  if (ncol(values) == 1L) ifelse(values > 0.5, 1L, 0L) else max.col(values, ties.method = "first") - 1L
}

#' @rdname predict_classes
#' @export
predict_proba <- function(object, x, batch_size = NULL, verbose = 0, steps = NULL) {
  stats::predict(object, x, batch_size = batch_size, verbose = verbose, steps = steps)
}

#' @rdname predict_classes
#' @export
reset_states <- function(object) reset_state(object)

#' @rdname predict_classes
#' @export
reset_state <- function(object) {
  parts <- if (inherits(object, "hornpipe.models.Model")) object$layers else list(object)
  for (part in parts) if (reticulate::py_has_attr(part, "reset_state")) call_python(part$reset_state)
  invisible(object)
}

#' Activation layers of keras 2.x
#'
#' `layer_activation_selu()` applies [activation_selu()];
#' `layer_activation_thresholded_relu()` passes what is above `theta` and makes
#' the rest 0.
#'
#' @inheritParams layer_arguments
#' @param theta The threshold.
#' @return A layer; composed with `object`, the model or the tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(layer_activation_thresholded_relu(theta = 1)(c(0.5, 2)))
#' @export
layer_activation_selu <- function(object, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL, dtype = NULL, name = NULL,
                                  trainable = TRUE, weights = NULL, ...) {
  layer_activation(object, "selu", input_shape = input_shape, batch_input_shape = batch_input_shape, batch_size = batch_size,
                   dtype = dtype, name = name, trainable = trainable, weights = weights, ...)
}

#' @rdname layer_activation_selu
#' @export
layer_activation_thresholded_relu <- function(object, theta = 1, input_shape = NULL, batch_input_shape = NULL, batch_size = NULL,
                                              dtype = NULL, name = NULL, trainable = TRUE, weights = NULL, ...) {
  layer_activation_relu(object, threshold = theta, input_shape = input_shape, batch_input_shape = batch_input_shape,
                        batch_size = batch_size, dtype = dtype, name = name, trainable = trainable, weights = weights, ...)
}
