#' The session of the Python core
#'
#' `clear_session()` forgets the names given to layers so far and frees memory
#' that no model holds any more. `set_random_seed()` seeds R and Python alike;
#' `set.seed()` does so too, from the next layer, fit or draw on. `use_backend()`
#' is there for scripts written for keras3: the engine is always torch.
#'
#' @param free_memory Whether freed memory goes back to the system at once.
#' @param seed A whole number.
#' @param backend `"torch"`.
#' @param gpu Not used: see [config_backend()].
#' @return Nothing, invisibly.
#' @examplesIf hornpipe:::can_run()
#' set_random_seed(1)
#' layer_dense(units = 2)$name
#' clear_session()
#' layer_dense(units = 2)$name
#' @export
clear_session <- function(free_memory = TRUE) {
  call_python(core()$utils$clear_session, list(as_flag(free_memory)))
  invisible()
}

#' @rdname clear_session
#' @export
set_random_seed <- function(seed) {
  seed <- as_int(seed)
  set.seed(seed)
  call_python(core()$utils$set_random_seed, list(seed))
  bridge_state$seed <- get(".Random.seed", envir = globalenv(), inherits = FALSE)       # R and Python agree from here
  invisible()
}

#' @rdname clear_session
#' @export
use_backend <- function(backend = "torch", gpu = NA) {
  call_python(core()$config$set_backend, list(as_text(backend)))
  invisible()
}
