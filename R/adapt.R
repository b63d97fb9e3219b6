#' Fit a preprocessing layer to data
#'
#' `adapt()` learns what the layer needs from data: means and variances, bin
#' boundaries, a vocabulary. `get_vocabulary()` and `set_vocabulary()` read and
#' set the vocabulary of text and lookup layers.
#'
#' @param object A preprocessing layer.
#' @param data An array, a vector of strings, or a generator of batches.
#' @param ... Not used.
#' @param batch_size Rows at a time.
#' @param steps Batches to read of a generator.
#' @param include_special_tokens Whether the padding and unknown tokens are
#'   listed too.
#' @param vocabulary A vector of tokens.
#' @param idf_weights Inverse document frequencies, for `output_mode = "tf_idf"`.
#' @return `adapt()` and `set_vocabulary()` the layer, invisibly;
#'   `get_vocabulary()` a vector.
#' @examplesIf hornpipe:::can_run()
#' lookup <- layer_string_lookup()
#' adapt(lookup, c("b", "a", "b"))
#' get_vocabulary(lookup)
#' @export
adapt <- function(object, data, ..., batch_size = NULL, steps = NULL) {
  args <- list(if (is.function(data)) batches_of(data) else as_array(data), batch_size = as_int(batch_size), steps = as_int(steps))
  call_python(object$adapt, args[!vapply(args, is.null, NA)])
  invisible(object)
}

# A function that returns batches, or lists that begin with one, until it returns NULL.
batches_of <- function(fn) {
  next_batch <- function() {
    batch <- fn()
    if (is.list(batch) && !is_python(batch)) batch <- batch[[1L]]
    as_array(batch)
  }
  call_python(rbridge()$r_generator, list(as_py_function(next_batch)))
}

#' @rdname adapt
#' @export
get_vocabulary <- function(object, include_special_tokens = TRUE) {
  unlist(call_python(object$get_vocabulary, list(include_special_tokens = as_flag(include_special_tokens))))
}

#' @rdname adapt
#' @export
set_vocabulary <- function(object, vocabulary, idf_weights = NULL, ...) {
  args <- list(as.list(as.vector(vocabulary)), idf_weights = if (!is.null(idf_weights)) as.list(as_reals(idf_weights)))
  call_python(object$set_vocabulary, args[!vapply(args, is.null, NA)])
  invisible(object)
}
