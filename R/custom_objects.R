#' Custom objects
#'
#' Files name layers, losses and functions; what is not hornpipe's own must be made
#' known. `custom_objects =` of the loading functions does it for one file,
#' `with_custom_object_scope()` for an expression, `register_keras_serializable()`
#' for the session.
#'
#' @param object A class or function, made in R or Python's.
#' @param name Name in files; the object's own by default.
#' @param package Prefix of the name, which keeps authors apart.
#' @param objects A named list of objects, or a list of classes, which have names; or an
#'   environment, whose classes and functions are meant: `environment()`.
#' @param expr An expression.
#' @param clear Whether to forget what was registered before.
#' @param obj An object.
#' @param custom_objects,module_objects Named lists of further objects.
#'
#' @return `register_keras_serializable()` the object; `with_custom_object_scope()`
#'   the value of the expression; `get_custom_objects()` a named list;
#'   `set_custom_objects()` the previous one, invisibly.
#' @name custom_objects
#' @examplesIf hornpipe:::can_run()
#' layer_twice <- Layer("Twice", call = function(inputs) inputs * 2)
#' json <- model_to_json(keras_model_sequential(input_shape = 1) %>% layer_twice())
#' with_custom_object_scope(list(Twice = layer_twice), model_from_json(json))
#'
#' layer_twice <- register_keras_serializable(layer_twice, package = "mine")
#' get_registered_name(layer_twice)
#' get_registered_object("mine>Twice")
#' before <- set_custom_objects(list(Twice = layer_twice))
#' names(get_custom_objects())
#' set_custom_objects(before)
NULL

#' @rdname custom_objects
#' @export
register_keras_serializable <- function(object, name = NULL, package = NULL) {
  check_given(object)
  package <- package %||% "Custom"
  made <- as_custom_object(named_object(object, name))
  call_python(call_python(core()$saving$register_keras_serializable, list(package = package, name = name %||% object_name(object))), list(made))
  object
}

named_object <- function(object, name) {
  if (!is.null(name) && is.function(object) && !is.object(object)) attr(object, "py_function_name") <- name
  object
}

#' @rdname custom_objects
#' @export
with_custom_object_scope <- function(objects, expr) {
  check_given(objects)
  scope <- call_python(core()$saving$custom_object_scope, list(as_custom_objects(objects)))
  scope$`__enter__`()
  on.exit(scope$`__exit__`(NULL, NULL, NULL))
  force(expr)
}

#' @rdname custom_objects
#' @export
get_custom_objects <- function() {
  known <- call_python(core()$saving$get_custom_objects)
  if (length(known)) known else list()
}

#' @rdname custom_objects
#' @export
set_custom_objects <- function(objects = named_list(), clear = TRUE) {
  before <- get_custom_objects()
  call_python(rbridge()$set_custom_objects, list(if (length(objects)) as_custom_objects(objects), as_flag(clear)))
  invisible(before)
}

#' @rdname custom_objects
#' @export
get_registered_name <- function(obj) {
  check_given(obj)
  call_python(core()$saving$get_registered_name, list(as_custom_object(obj)))
}

#' @rdname custom_objects
#' @export
get_registered_object <- function(name, custom_objects = NULL, module_objects = NULL) {
  call_python(core()$saving$get_registered_object, list(as_text(name), as_custom_objects(custom_objects), as_custom_objects(module_objects)))
}

#' Objects as configurations
#'
#' The form in which files hold objects: class, module and arguments.
#'
#' @param obj A layer, model, loss or other object.
#' @param config What `serialize_keras_object()` returned.
#' @param custom_objects Named list of objects of your own.
#' @param safe_mode Whether to refuse stored code; if it is not given,
#'   [config_enable_unsafe_deserialization()] may have allowed it.
#' @param ... Must be empty.
#'
#' @return A list; an object.
#' @export
#' @examplesIf hornpipe:::can_run()
#' config <- serialize_keras_object(layer_dense(units = 4))
#' config$class_name
#' deserialize_keras_object(config)$units
serialize_keras_object <- function(obj) {
  check_given(obj)
  parts <- call_python(rbridge()$serialized, list(obj))
  structure(parts$config, config_json = parts$json)
}

#' @rdname serialize_keras_object
#' @export
deserialize_keras_object <- function(config, custom_objects = NULL, safe_mode = TRUE, ...) {
  check_given(config)
  follow_seed()
  original <- attr(config, "config_json", exact = TRUE)
  attributes(config) <- list(names = names(config))
  call_python(rbridge()$deserialized, list(config, original, as_custom_objects(custom_objects), if (!missing(safe_mode)) as_flag(safe_mode)))
}

# -- what Python takes for them -----------------------------------------------------------------------------

# A named list, or a list of functions and classes that have names of their own.
as_custom_objects <- function(objects) {
  if (is.null(objects)) return(NULL)
  if (is_workspace(objects)) objects <- Filter(may_be_named_by_a_file, as.list(objects))
  if (!is_plain_list(objects)) objects <- list(objects)
  names <- names(objects) %||% rep("", length(objects))
  own <- vapply(objects, function(object) object_name(object) %||% if (is.function(object)) source_name(object) else "", "")
  names <- ifelse(nzchar(names), names, own)
  if (!all(nzchar(names))) {
    stop_hornpipe(c("argument", "value"), "`custom_objects` must be a named list: a name for each object, as the file has it.",
                  argument = "custom_objects")
  }
  stats::setNames(Map(function(object, name) as_custom_object(named_object(object, name)), objects, names), names)
}

# globalenv(), environment(): what a user keeps objects in, unlike the environments that are objects.
is_workspace <- function(x) is.environment(x) && !is.object(x)

may_be_named_by_a_file <- function(x) inherits(x, c("hornpipe_class", "R6ClassGenerator")) || (is.function(x) && !is.primitive(x) && !is_python_data(x))

# What to add to the error of a file that names an object which the user has, but did not pass.
in_your_workspace <- function(name) {
  here <- function(env) may_be_named_by_a_file(get0(name, envir = env, inherits = FALSE))
  if (any(vapply(c(sys.frames(), globalenv()), here, NA))) {
    sprintf(" You have it: pass `custom_objects = list(%s = %s)`, or `custom_objects = environment()` for all that you have.", name, name)
  }
}

as_custom_object <- function(x) {
  if (inherits(x, "hornpipe_class")) return(as_python_class(x))
  if (inherits(x, "R6ClassGenerator")) return(as_python_r6(x))
  if (inherits(x, "KerasConstraint")) return(r_to_py.KerasConstraint(x))
  if (is.function(x) && !is_python_data(x)) as_measure(x) else x
}

object_name <- function(object) {
  if (inherits(object, "hornpipe_class")) return(attr(object, "state")$definition$name)
  if (inherits(object, "R6ClassGenerator")) return(object$classname)
  if (is_python_data(object)) reticulate::py_to_r(reticulate::py_get_attr(object, "__name__", silent = TRUE)) else attr(object, "py_function_name", exact = TRUE)
}
