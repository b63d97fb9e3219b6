# Generics of R's own, for models.

#' Models under R's own generics
#'
#' `coef()` gives the weights as a named list of arrays, as [get_weights()] orders them.
#' `update()` compiles the model anew with what is given and with all else as it was: the
#' optimizer goes on with its state unless another one is given. `nobs()` is the number of
#' observations that the last [fit()] was given, those held out for validation left out.
#' `length()` counts the layers, and `model[["name"]]` or `model[[2]]` is one of them.
#'
#' There is no `logLik()`: a loss is in general no likelihood, and its value while the weights
#' changed is none of the model that came out. Use [evaluate()].
#'
#' @param object A model; for `nobs()` also a history.
#' @param x A model.
#' @param name Name of a layer, or its position.
#' @param ... For `update()` arguments of [compile()], by name.
#'
#' @return `coef()` a named list, `update()` the model, invisibly, `nobs()` and
#'   `length()` a whole number, `[[` a layer.
#' @name model_generics
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>% layer_dense(units = 1, name = "out")
#' model %>% compile("adam", "mse")
#' names(coef(model))
#' update(model, loss = "mae", metrics = "mse")
#' model$loss
#' fit(model, as.matrix(iris[, 1:4]), iris$Petal.Width, epochs = 1, verbose = 0)
#' nobs(model)
NULL

#' @rdname model_generics
#' @importFrom stats coef
#' @export
coef.hornpipe.models.Model <- function(object, ...) {
  weights <- call_python(rbridge()$named_weights, list(live(object)))
  stats::setNames(weights$values, weights$names)
}

#' @rdname model_generics
#' @importFrom stats update
#' @export
update.hornpipe.models.Model <- function(object, ...) {
  call <- match.call(expand.dots = FALSE)
  changes <- call$...
  known <- c(setdiff(names(formals(compile.hornpipe.models.Model)), c("object", "...")), "jit_compile", "auto_scale_loss")
  given <- names(changes) %||% rep("", length(changes))
  if (!all(given %in% known)) {
    wrong <- given[!given %in% known][1L]
    stop_hornpipe(c("argument", "value"), paste0(
      if (nzchar(wrong)) paste0("`update()` of a model takes no argument `", wrong, "`") else "The arguments of `update()` of a model must be named",
      ": they are those of `compile()`, ", paste0("`", known, "`", collapse = ", "), "."
    ), argument = wrong, call = quote(update()))
  }
  before <- call_python(rbridge()$compile_arguments, list(live(object)))
  eval(as.call(c(list(quote(hornpipe::compile), object), changes, before[setdiff(names(before), given)])), parent.frame())
}

#' @rdname model_generics
#' @importFrom stats nobs
#' @export
nobs.hornpipe.models.Model <- function(object, ...) known_count(rbridge()$notes(live(object))$samples, "the model")

#' @rdname model_generics
#' @export
nobs.hornpipe_training_history <- function(object, ...) known_count(object$params$samples, "the history")

known_count <- function(count, what) {
  if (is.null(count)) {
    stop_hornpipe(c("not_fitted", "value"), paste0("`nobs()` is not known: ", what, " is of no `fit()` of arrays."), call = quote(nobs()))
  }
  as.integer(count)
}
