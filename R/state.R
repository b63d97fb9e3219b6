# saveRDS(), save() and workers: a model's state travels with its R object. `hornpipe_state` is a raw vector that is computed
# when R writes it, `hornpipe_objects` are the classes and functions of R in the model; a model read back is made again at
# its first use.

#' Models in R objects and processes
#'
#' `saveRDS(model)` and `readRDS()` work as for any R object, alone or inside
#' lists; so do `save()`, `callr::r()` and `parallel::parLapply()`. The weights,
#' what [compile()] was told, the state of the optimizer and the levels of factors
#' are kept; classes and functions written in R travel along. A model that was
#' read is made again when it is first used.
#'
#' A forked process, as `parallel::mclapply()` makes them, cannot use a model: it
#' gets an error.
#'
#' @name model_state
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>% layer_dense(units = 3)
#' file <- tempfile(fileext = ".rds")
#' saveRDS(list(model = model, when = Sys.time()), file)
#' readRDS(file)$model %>% predict(as.matrix(iris[1:2, 1:4]), verbose = 0)
NULL

# The place of the R objects of a model is an environment whose parent has the vector: R writes the parent first, and while
# it does so the objects are put into their place, so that they are shared with what else R writes.
attach_state <- function(model) {
  env <- object_env(model)
  if (is.null(env) || !is.null(slot_of(env, "hornpipe_objects"))) return(invisible(model))
  vectors <- state_vectors()
  if (!is.null(vectors)) {
    bridge_state$place <- new.env(hash = FALSE, parent = new.env(hash = FALSE, parent = emptyenv()))
    vectors$leave_for(model)
    assign("hornpipe_state", bridge_state$fresh, envir = parent.env(bridge_state$place))
    assign("hornpipe_objects", bridge_state$place, envir = env)
    bridge_state$fresh <- bridge_state$place <- NULL
  }
  invisible(model)
}

state_vectors <- function() {
  if (is.null(bridge_state$vectors)) bridge_state$vectors <- list(rbridge()$state_vectors(leave_objects))
  bridge_state$vectors[[1L]]
}

leave_objects <- function(pairs) {
  place <- bridge_state$place
  rm(list = ls(place, all.names = TRUE), envir = place)
  list2env(given_objects(pairs), place)
  NULL
}

# A Python object is an environment to R, or a function that has one. `$` on it asks Python, so its own variables are
# reached by get().
object_env <- function(x) if (is.environment(x)) x else attr(x, "py_object", exact = TRUE)
slot_of <- function(env, name) get0(name, envir = env, inherits = FALSE)

# The model itself, or made again in place if its pointer is that of another process.
live <- function(model) {
  refuse_fork()
  env <- object_env(model)
  if (!is.environment(env) || !reticulate::py_is_null_xptr(env)) return(model)
  place <- slot_of(env, "hornpipe_objects")
  state <- if (!is.null(place)) slot_of(parent.env(place), "hornpipe_state")
  if (is.null(state)) {
    stop_hornpipe(c("dead_model", "value"), "This model comes from another R session without its state. Save it with `saveRDS()` or `save_model()`.")
  }
  objects <- as.list(place, all.names = TRUE)
  again <- call_python(rbridge()$model_of, list(reticulate::r_to_py(state), if (length(objects)) as_custom_objects(objects)), NULL)
  fresh <- object_env(again)
  for (name in c("pyobj", "hornpipe_objects")) assign(name, slot_of(fresh, name), envir = env)
  model
}

#' @export
`$.hornpipe.models.Model` <- function(x, name) {
  live(x)
  value <- tryCatch(NextMethod(), error = function(cnd) stop(classed(cnd)))
  if (inherits(value, "python.builtin.method")) classed_method(value) else value
}

# A method of Python's that is called as it is, `model$fit(x, y)`, with the errors of hornpipe.
classed_method <- function(method) {
  force(method)
  classed <- function(...) call_python(method, list(...))
  attributes(classed) <- attributes(method)
  classed
}

#' @export
`$<-.hornpipe.models.Model` <- function(x, name, value) {
  live(x)
  # `model$layers[[1]]$trainable <- FALSE` ends as an assignment of the list that was there.
  if (identical(name, "layers") && identical(lapply(value, reticulate::py_id), lapply(x$layers, reticulate::py_id))) return(x)
  NextMethod()
}

#' @export
py_to_r_wrapper.hornpipe.models.Model <- function(x) {
  attach_state(x)
  as_function <- py_to_r_wrapper.hornpipe.layers.Layer(x)
  function(object, ...) if (missing(object)) as_function(...) else as_function(by_key(object, x), ...)
}
