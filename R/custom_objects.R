#' Objects of your own in files
#'
#' A file names the classes and functions it needs; those that hornpipe does not
#' have must be registered, or passed as `custom_objects`, before it is loaded.
#'
#' @param object A class made by [new_layer_class()] and its relatives, or a
#'   function.
#' @param name Name in files. `NULL` is the object's own.
#' @param package Prefix that keeps the names of different authors apart.
#' @param objects A named list of classes and functions.
#' @param clear Whether objects registered before are forgotten.
#' @param expr Code in which the objects are known.
#' @param obj,config An object, and the list that describes it.
#' @param custom_objects A named list of classes and functions.
#' @param module_objects Not used.
#' @param safe_mode Whether code stored in `config` is refused.
#' @param ... Not used.
#' @return `register_keras_serializable()` its object, invisibly;
#'   `with_custom_object_scope()` the value of `expr`; `serialize_keras_object()`
#'   a list; the others what their name says.
#' @examplesIf hornpipe:::can_run()
#' double <- function(x) 2 * x
#' register_keras_serializable(double, name = "double", package = "mine")
#' names(get_custom_objects())
#' str(serialize_keras_object(layer_dense(units = 2))[c("module", "class_name")])
#' @export
register_keras_serializable <- function(object, name = NULL, package = NULL) {
  name <- name %||% object_name(object) %||% deparse1(substitute(object))
  decorate <- call_python(core()$saving$register_keras_serializable, list(package = as_text(package %||% "Custom"), name = as_text(name)))
  call_python(decorate, list(as_custom_object(object)))
  invisible(object)
}

#' @rdname register_keras_serializable
#' @export
get_custom_objects <- function() call_python(core()$saving$get_custom_objects)

#' @rdname register_keras_serializable
#' @export
set_custom_objects <- function(objects = list(), clear = TRUE) {
  before <- get_custom_objects()
  registered <- reticulate::import("hornpipe.saving", convert = FALSE)$get_custom_objects()
  if (as_flag(clear)) registered$clear()
  if (length(objects)) registered$update(as_custom_objects(objects))
  invisible(before)
}

#' @rdname register_keras_serializable
#' @export
get_registered_name <- function(obj) call_python(core()$saving$get_registered_name, list(as_custom_object(obj)))

#' @rdname register_keras_serializable
#' @export
get_registered_object <- function(name, custom_objects = NULL, module_objects = NULL) {
  call_python(core()$saving$get_registered_object, list(as_text(name), as_custom_objects(custom_objects), as_custom_objects(module_objects)))
}

#' @rdname register_keras_serializable
#' @export
with_custom_object_scope <- function(objects, expr) {
  scope <- call_python(core()$saving$CustomObjectScope, list(as_custom_objects(objects)))
  scope$`__enter__`()
  on.exit(scope$`__exit__`(NULL, NULL, NULL))
  expr
}

#' @rdname register_keras_serializable
#' @export
serialize_keras_object <- function(obj) call_python(core()$saving$serialize_keras_object, list(as_custom_object(as_part(obj))))

#' @rdname register_keras_serializable
#' @export
deserialize_keras_object <- function(config, custom_objects = NULL, safe_mode = TRUE, ...) {
  call_python(core()$saving$deserialize_keras_object,
              list(config, custom_objects = as_custom_objects(custom_objects), safe_mode = as_flag(safe_mode)))
}
