# R objects where Python wants its own: callbacks and custom objects by name.

as_callback <- function(callback) {
  if (is_python_data(callback)) return(callback)
  if (is.function(callback) && !is.null(attr(callback, "python", exact = TRUE))) return(callback())
  stop_hornpipe(c("argument_type", "type"), paste0(
    "`callbacks` must be callbacks such as `callback_early_stopping()`, or a list of them, got ", friendly_type(callback), "."
  ), argument = "callbacks", call = NULL)
}

# A named list, or a list of functions and classes that have names of their own.
as_custom_objects <- function(objects) {
  if (is.null(objects)) return(NULL)
  if (!is_plain_list(objects)) objects <- list(objects)
  names <- names(objects) %||% rep("", length(objects))
  own <- vapply(objects, function(object) object_name(object) %||% "", "")
  names <- ifelse(nzchar(names), names, own)
  if (!all(nzchar(names))) {
    stop_hornpipe(c("argument", "value"), "`custom_objects` must be a named list: a name for each object, as the file has it.",
                  argument = "custom_objects", call = NULL)
  }
  stats::setNames(lapply(objects, as_callable), names)
}

object_name <- function(object) {
  if (is_python_data(object)) reticulate::py_get_attr(object, "__name__", silent = TRUE) else attr(object, "py_function_name", exact = TRUE)
}
