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
#' as.array(layer_activation_selu()(c(-1, 2)))
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

#' @rdname loss_cosine_similarity
#' @examplesIf hornpipe:::can_run()
#' suppressWarnings(loss_cosine_proximity())        # deprecated
#' @export
loss_cosine_proximity <- wraps("losses.cosine_similarity", function(...) {
  warn_hornpipe("deprecated", "`loss_cosine_proximity()` is deprecated: use `loss_cosine_similarity()`.")
  loss_cosine_similarity(...)
})

#' @rdname metric_cosine_similarity
#' @param y_true,y_pred With data `metric_cosine_proximity()` gives the values of
#'   [loss_cosine_similarity()], one for each sample, as in keras 2.x.
#' @examplesIf hornpipe:::can_run()
#' suppressWarnings(metric_cosine_proximity())      # deprecated
#' @export
metric_cosine_proximity <- wraps("metrics.CosineSimilarity", function(y_true, y_pred, ...) {
  warn_hornpipe("deprecated", "`metric_cosine_proximity()` is deprecated: use `metric_cosine_similarity()`.")
  if (missing(y_true) && missing(y_pred)) metric_cosine_similarity(...) else loss_cosine_similarity(y_true, y_pred, ...)
})

# The learning rate was `lr` before keras 2.4.
#' @export
`$.hornpipe.optimizers.Optimizer` <- function(x, name) if (identical(name, "lr")) x$learning_rate else NextMethod()

#' @export
`$<-.hornpipe.optimizers.Optimizer` <- function(x, name, value) {
  if (identical(name, "lr")) {
    x$learning_rate <- value
    return(x)
  }
  NextMethod()
}
