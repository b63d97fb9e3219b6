# fit(background = TRUE): training in a process of its own, while R goes on.

#' Training in the background
#'
#' `fit(background = TRUE)` converts and checks the data as ever, starts a process
#' that trains, and returns a handle at once. R is free meanwhile.
#'
#' @section The handle:
#' * `h$status` is `"starting"`, `"running"`, `"finished"`, `"interrupted"` or
#'   `"failed"`;
#' * `h$epoch` the number of the last epoch that ended, 0 before the first;
#'   `h$epochs` that of the last to run;
#' * `h$metrics` and `h$history` what has come out so far, as in a
#'   [hornpipe_training_history];
#' * `h$model` the model, `h$pid` the id of the process.
#'
#' The model is as it was until `hornpipe_collect(h)` waits for the end, puts the trained
#' weights and the state of the optimizer into it and returns the history. Until then
#' [predict()] and [evaluate()] work with the old weights; another [fit()] of the model is an error.
#' `hornpipe_stop(h)` lets the running step end, as an interrupt does in the
#' foreground, and then collects: `fit(initial_epoch = "resume")` goes on from there.
#'
#' With the same seed the weights are those of a fit in the foreground, bit for bit.
#' R's random numbers of afterwards differ from those after one, so that nothing is drawn twice.
#'
#' Training ends with R, and with its handle: keep it. If the process dies, `hornpipe_collect()`
#' says so with its last lines, and the model stays as it was; the condition has the
#' class `hornpipe_background_error` and the field `history`.
#'
#' Where dplyr is in use its `collect(h)` does the same, and a handle is a promise
#' to the package promises, for `shiny::ExtendedTask`.
#'
#' @section What cannot go there:
#' The other process has no R. Layers, losses, metrics, callbacks and generators
#' that are made of R functions, and Python classes typed at the prompt, are named in an
#' error before anything starts. `view_metrics` must be off; the
#' progress that `verbose` asks for is shown while `hornpipe_collect()` waits.
#'
#' @param h What `fit(background = TRUE)` returned.
#' @return The history, see [hornpipe_training_history].
#' @name background_fit
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>% layer_dense(units = 3, activation = "softmax")
#' model %>% compile("adam", "sparse_categorical_crossentropy")
#' h <- model %>% fit(iris[, 1:4], iris$Species, epochs = 2, verbose = 0, background = TRUE)
#' h$status
#' hornpipe_collect(h)        # waits for the end
#' hornpipe_stop(h)           # would not wait; here it is over
NULL

background_fit <- function(model, args, size, verbose) {
  if (length(args$callbacks) && !is_plain_list(args$callbacks)) args$callbacks <- list(args$callbacks)
  args$callbacks <- args$callbacks %||% list()
  folder <- tempfile("hornpipe-fit-")
  dir.create(folder)
  state <- new.env(parent = emptyenv())
  state$job <- call_python(rbridge()$BackgroundFit, list(model, args, reticulate::py_config()$python, as.list(Sys.getenv()), folder), quote(fit()))
  state$model <- model
  state$size <- size
  state$verbose <- verbose
  structure(list(state), class = "hornpipe_background_fit")
}

# R's own code is named here: its errors would speak of what it became.
refuse_for_background <- function(x, validation_data, view_metrics) {
  functions <- c(x = is_r_generator(x), validation_data = is_r_generator(validation_data))
  if (any(functions)) {
    stop_hornpipe("background", paste0("`background` must be FALSE: `", names(which(functions))[1L], "` is an R function, which another process cannot call."),
                  argument = "background", actual = names(which(functions)), call = quote(fit()))
  }
  if (isTRUE(view_metrics)) {
    stop_hornpipe(c("background", "argument"), "`view_metrics` must be FALSE with `background = TRUE`: look at `h$metrics`, or plot `h$history`.",
                  argument = "view_metrics", call = quote(fit()))
  }
}

fit_state <- function(h, frame = parent.frame()) {
  if (!inherits(h, "hornpipe_background_fit")) {
    stop_hornpipe(c("argument_type", "type"), paste0("`h` must be what `fit(background = TRUE)` returned, got ", friendly_type(h), "."),
                  argument = "h", call = caller_name(sys.call(-1L)))
  }
  .subset2(h, 1L)
}

#' @rdname background_fit
#' @export
hornpipe_collect <- function(h) {
  state <- fit_state(h)
  if (is.null(state$outcome)) state$outcome <- ended(state)
  if (inherits(state$outcome, "error")) stop(state$outcome)
  state$outcome
}

#' @rdname background_fit
#' @export
hornpipe_stop <- function(h) {
  state <- fit_state(h)
  if (is.null(state$outcome)) call_python(state$job$stop)
  hornpipe_collect(h)
}

# The history, or the error that stands for it.
ended <- function(state) {
  wait_for(state)
  call <- quote(hornpipe_collect())
  outcome <- state$job$outcome()
  if (is.null(outcome) || !is.null(outcome$error)) {
    cnd <- if (is.null(outcome)) {
      structure(class = c("hornpipe_background_error", "hornpipe_error", "error", "condition"), list(message = state$job$obituary(), call = call))
    } else {
      as_condition(outcome$error, call)
    }
    cnd$history <- history_so_far(state)
  } else {
    cnd <- tryCatch(as_history(call_python(state$job$take), state$job, state$size), hornpipe_error = function(cnd) cnd)
  }
  call_python(state$job$close)
  cat(outcome$said)
  for (text in outcome$warnings) warn_hornpipe(NULL, text)
  cnd
}

wait_for <- function(state) {
  tell <- progress_sink(state$verbose)
  repeat {
    running <- state$job$status() %in% c("starting", "running")     # asked first, so that nothing is told after the last look
    news <- state$job$look()
    if (!is.null(tell)) for (n in news) tell(n$done, n$epoch, n$epochs, n$step, n$steps, n$seconds, n$logs)
    if (!running) return(invisible())
    Sys.sleep(0.05)
  }
}

history_so_far <- function(state) {
  if (inherits(state$outcome, "hornpipe_training_history")) return(state$outcome)
  if (inherits(state$outcome, "error")) return(state$outcome$history)
  state$job$look()
  as_history(state$job$history, state$job, state$size)
}

fit_status <- function(state) {
  if (is.null(state$outcome)) state$job$status()
  else if (inherits(state$outcome, "error")) "failed" else if (state$outcome$interrupted) "interrupted" else "finished"
}

handle_fields <- c("status", "epoch", "epochs", "metrics", "history", "model", "pid")

#' @export
`$.hornpipe_background_fit` <- function(x, name) {
  state <- fit_state(x)
  switch(name,
    status = fit_status(state), epochs = state$job$epochs, model = state$model, pid = state$job$pid,
    history = history_so_far(state), metrics = history_so_far(state)$metrics, epoch = max(0L, history_so_far(state)$epoch)
  )
}

#' @export
`[[.hornpipe_background_fit` <- function(x, i) `$.hornpipe_background_fit`(x, i)

#' @export
names.hornpipe_background_fit <- function(x) handle_fields

#' @rawNamespace S3method(utils::.DollarNames, hornpipe_background_fit)
.DollarNames.hornpipe_background_fit <- function(x, pattern = "") grep(pattern, handle_fields, value = TRUE)

#' @export
format.hornpipe_background_fit <- function(x, ...) {
  last <- vapply(x$metrics, function(v) v[length(v)], 0)
  head <- paste0("Background fit of `", x$model$name, "`: ", x$status, ", ", x$epoch, " of ", x$epochs, " epochs done")
  if (x$epoch) c(head, paste(format_logs(as.list(last)), collapse = " - ")) else head
}

#' @export
print.hornpipe_background_fit <- function(x, ...) {
  cat(format(x, ...), sep = "\n")
  invisible(x)
}

#' @export
str.hornpipe_background_fit <- function(object, ...) cat(" ", format(object)[1L], "\n", sep = "")

#' @rawNamespace S3method(dplyr::collect, hornpipe_background_fit)
collect.hornpipe_background_fit <- function(x, ...) hornpipe_collect(x)

#' @rawNamespace S3method(promises::as.promise, hornpipe_background_fit)
as.promise.hornpipe_background_fit <- function(x) {
  promises::promise(function(resolve, reject) {
    look <- function() {
      if (x$status %in% c("starting", "running")) return(later::later(look, 0.1))
      tryCatch(resolve(hornpipe_collect(x)), error = reject)
    }
    look()
  })
}
