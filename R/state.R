# saveRDS(), save() and workers: a model's state travels with its R object. `hornpipe_state` in the object's environment
# is a raw vector that is computed when R writes it; a model read back is made again at its first use.

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

# Classes and functions of R that models of this session use, by name.
made_in_r <- new.env(parent = emptyenv())

attach_state <- function(model) {
  env <- object_env(model)
  if (is.null(env) || !is.null(slot_of(env, "hornpipe_objects"))) return(invisible(model))
  vectors <- state_vectors()
  if (!is.null(vectors)) {
    vectors$leave_at(model, "bridge_state", "fresh")
    assign("hornpipe_state", bridge_state$fresh, envir = env)
    bridge_state$fresh <- NULL
  }
  assign("hornpipe_objects", made_in_r, envir = env)
  invisible(model)
}

state_vectors <- function() {
  if (is.null(bridge_state$vectors)) bridge_state$vectors <- list(rbridge()$state_vectors())
  bridge_state$vectors[[1L]]
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
  state <- slot_of(env, "hornpipe_state")
  if (is.null(state)) {
    stop_hornpipe(c("dead_model", "value"), "This model comes from another R session without its state. Save it with `saveRDS()` or `save_model()`.")
  }
  objects <- as.list(slot_of(env, "hornpipe_objects"))
  for (name in setdiff(names(objects), names(made_in_r))) assign(name, objects[[name]], envir = made_in_r)
  recipe <- slot_of(env, "hornpipe_recipe")
  # A class above which stood a Python object of the other session cannot be made here: the model is not told of it.
  can_be_made <- function(object) !inherits(tryCatch(as_custom_object(object), error = identity), "error")
  objects <- objects[vapply(objects, can_be_made, NA)]
  again <- call_python(rbridge()$model_of, list(
    reticulate::r_to_py(state), if (length(objects)) objects, if (!is.null(recipe)) recipe()
  ), NULL)
  fresh <- object_env(again)
  for (name in c("pyobj", "hornpipe_state")) assign(name, slot_of(fresh, name), envir = env)
  assign("hornpipe_objects", made_in_r, envir = env)
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
