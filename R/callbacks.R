#' Callback out of functions
#'
#' Calls R functions at the hooks of their names while a model trains. A function that
#' returns a named list of numbers updates the logs, and so the history. For a
#' callback with a state, see [new_callback_class()].
#'
#' @param on_epoch_begin,on_epoch_end Functions `(epoch, logs)`; epochs count
#'   from 0.
#' @param on_batch_begin,on_batch_end,on_train_batch_begin,on_train_batch_end
#'   Functions `(batch, logs)`, for batches of training. A function that is
#'   called for each batch slows training down.
#' @param on_train_begin,on_train_end Functions `(logs)`.
#' @param on_predict_batch_begin,on_predict_batch_end,on_test_batch_begin,on_test_batch_end
#'   Functions `(batch, logs)`, for batches of [predict()] and [evaluate()].
#' @param on_predict_begin,on_predict_end,on_test_begin,on_test_end Functions
#'   `(logs)`.
#' @param ... Not used.
#' @return A callback for [fit()].
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 1) %>% layer_dense(1)
#' model %>% compile(optimizer = "sgd", loss = "mse")
#' model %>% fit(
#'   matrix(1:4), matrix(1:4), epochs = 2, verbose = 0,
#'   callbacks = callback_lambda(on_epoch_end = function(epoch, logs) {
#'     cat("epoch", epoch, "loss", logs$loss, "\n")
#'   })
#' )
#' @export
callback_lambda <- function(on_epoch_begin = NULL, on_epoch_end = NULL, on_batch_begin = NULL, on_batch_end = NULL,
                            on_train_batch_begin = NULL, on_train_batch_end = NULL, on_train_begin = NULL, on_train_end = NULL,
                            on_predict_batch_begin = NULL, on_predict_batch_end = NULL, on_predict_begin = NULL,
                            on_predict_end = NULL, on_test_batch_begin = NULL, on_test_batch_end = NULL, on_test_begin = NULL,
                            on_test_end = NULL, ...) {
  given <- as.list(environment())
  unknown <- names(list(...)) %||% if (...length()) "..."
  if (length(unknown)) stop_hornpipe(c("argument", "value"), sprintf("`%s` is no hook of a callback.", unknown[[1L]]), argument = unknown[[1L]])
  given <- given[!vapply(given, is.null, NA)]
  for (hook in names(given))
    if (!is.function(given[[hook]])) refuse(hook, "a function", given[[hook]], environment())
  call_python(core()$callbacks$LambdaCallback, Map(function(fn, name) rbridge()$r_hook(guarded(fn), name, parameters(fn)), given, names(given)))
}

#' Progress as Python prints it
#'
#' `fit()` draws its progress through R's console. This callback adds the bar that
#' Python draws, as keras 2.x did.
#'
#' @param count_mode `"steps"`, or `"samples"` as keras 2.x has it: the bar counts
#'   steps.
#' @param stateful_metrics Must be `NULL`: metrics tell their own averages.
#' @return A callback for [fit()].
#' @examplesIf hornpipe:::can_run()
#' callback_progbar_logger()
#' @export
callback_progbar_logger <- function(count_mode = "samples", stateful_metrics = NULL) {
  if (!as_text(count_mode) %in% c("samples", "steps"))
    stop_hornpipe(c("argument", "value"), sprintf("`count_mode` must be \"samples\" or \"steps\", got %s.", shown(count_mode)), argument = "count_mode")
  if (!is.null(stateful_metrics))
    stop_hornpipe(c("argument", "value"), "`stateful_metrics` must be NULL: metrics tell their own averages.", argument = "stateful_metrics")
  call_python(core()$callbacks$ProgbarLogger)
}

# What Python takes for a callback of the user's.
as_callback <- function(callback) {
  if (inherits(callback, "hornpipe_class")) return(callback())
  if (is_python_data(callback)) return(callback)
  if (inherits(callback, "KerasCallback")) return(r6_callback(callback))
  if (is.function(callback) && !is.null(attr(callback, "python", exact = TRUE))) return(callback())
  stop_hornpipe(c("argument_type", "type"), paste0(
    "`callbacks` must be callbacks such as `callback_early_stopping()`, or a list of them, got ", friendly_type(callback), "."
  ), argument = "callbacks")
}
