#' Layers and callbacks as R6 classes
#'
#' The way of keras 2.x to write them; [new_layer_class()] and
#' [new_callback_class()] are the newer one. A file has the name of the class and the
#' arguments of the layer: load it with `custom_objects = list(Name = Class)`.
#'
#' A class that inherits from `KerasLayer` defines `call(inputs)` and, as it needs
#' them, `build(input_shape)` and `compute_output_shape(input_shape)`. In `build()`,
#' `self$add_weight()` makes weights. A `KerasWrapper` has another layer in
#' `self$layer`. A class that inherits from `KerasCallback` defines hooks
#' such as `on_epoch_end(epoch, logs)`; `self$model` and `self$params` are there.
#' A class that inherits from `KerasConstraint` defines `call(w)`, which gives the
#' weight that is allowed. Classes may inherit from Python's, `keras$layers$Layer`
#' for instance, as well.
#'
#' `create_layer()` makes a layer of such a class and composes it with `object`;
#' `create_layer_wrapper()` makes a `layer_*()` function of a class, with the
#' arguments of its `initialize()`.
#'
#' @param layer_class,wrapper_class,Layer An R6 class, a class made by
#'   [new_layer_class()], or a Python class.
#' @param object What to compose the layer with: nothing, a sequential model, a
#'   tensor or a list of tensors.
#' @param args Arguments of the layer, as a list; `name` and `trainable` are those
#'   of every layer.
#' @param modifiers Functions that convert arguments, as a named list:
#'   `list(units = as.integer)`.
#' @param convert Whether results of methods called on the layer become R objects;
#'   always so, `FALSE` is an error.
#'
#' @return `create_layer()` a layer, model or tensor; `create_layer_wrapper()` a
#'   function.
#' @export
#' @examplesIf hornpipe:::can_run()
#' Double <- R6::R6Class("Double", inherit = KerasLayer, public = list(
#'   call = function(x, mask = NULL) x * 2
#' ))
#' layer_double <- create_layer_wrapper(Double)
#' model <- keras_model_sequential(input_shape = 2) %>% layer_double()
#' predict(model, matrix(1:2, 1), verbose = 0)
#' model %>% create_layer(Double, ., list(name = "again"))
#'
#' Halved <- R6::R6Class("Halved", inherit = KerasWrapper, public = list(
#'   call = function(x, mask = NULL) self$layer(x) / 2
#' ))
#' model %>% create_wrapper(Halved, ., list(layer = layer_dense(units = 1)))
#'
#' Positive <- R6::R6Class("Positive", inherit = KerasConstraint, public = list(
#'   call = function(w) w * (w >= 0)
#' ))
#' model %>% layer_dense(units = 1, kernel_constraint = Positive$new())
#'
#' Report <- R6::R6Class("Report", inherit = KerasCallback, public = list(
#'   on_epoch_end = function(epoch, logs = list()) cat("loss", logs$loss, "\n")
#' ))
#' model %>% compile("adam", "mse")
#' model %>% fit(matrix(1:8 / 8, 4), 1:4, epochs = 2, verbose = 0, callbacks = list(Report$new()))
create_layer <- function(layer_class, object, args = list()) {
  check_given(layer_class)
  args <- args[!vapply(args, is.null, NA)]
  args <- with_shapes(args)
  object <- if (missing(object)) NULL else object
  if (inherits(layer_class, "R6ClassGenerator") && !ends_in_python(layer_class)) return(compose(object, r6_layer(layer_class, args)))
  add_layer(object, as_python_class(layer_class), args)
}

#' @rdname create_layer
#' @export
create_wrapper <- function(wrapper_class, object, args = list()) {
  check_given(wrapper_class)
  args$layer <- as_part(args$layer)
  create_layer(wrapper_class, if (missing(object)) NULL else object, args)
}

#' @rdname create_layer
#' @export
create_layer_wrapper <- function(Layer, modifiers = NULL, convert = TRUE) {
  check_given(Layer)
  force(Layer)
  if (!isTRUE(convert)) stop_hornpipe(c("argument", "value"), "`convert` must be TRUE.", argument = "convert")
  layer_function(class_formals(Layer), function(object, args) {
    for (name in intersect(names(modifiers), names(args))) args[[name]] <- modifiers[[name]](args[[name]])
    create_layer(Layer, object, args)
  })
}

# The arguments of a class's constructor, as R writes them.
class_formals <- function(class) {
  if (inherits(class, "hornpipe_class")) return(attr(class, "formals", exact = TRUE))
  if (inherits(class, "R6ClassGenerator") && !is.null(initializer(class))) return(formals(initializer(class)))
  if (!is_python_data(class)) return(as.pairlist(alist(... = )))
  given <- rbridge()$constructor(class)
  as.pairlist(stats::setNames(lapply(given, function(p) if (length(p) > 1L) p[[2L]] else quote(expr = )), vapply(given, `[[`, "", 1L)))
}

initializer <- function(generator) {
  above <- generator$get_inherit()
  generator$public_methods$initialize %||% if (inherits(above, "R6ClassGenerator")) initializer(above)
}

ends_in_python <- function(generator) {
  above <- generator$get_inherit()
  if (inherits(above, "R6ClassGenerator")) ends_in_python(above) else !is.null(above)
}

r6_layer <- function(generator, args) {
  base <- c("name", "trainable", "dtype", "input_shape", "batch_input_shape", "batch_size", "weights")
  held <- if (!any(c("layer", "...") %in% names(formals(initializer(generator) %||% function(...) NULL)))) args$layer
  own <- args[setdiff(names(args), c(base, if (!is.null(held)) "layer"))]
  layer <- do.call(generator$new, own)
  if (!inherits(layer, "KerasLayer")) {
    stop_hornpipe(c("argument_type", "type"), "An R6 class of a layer must inherit from `KerasLayer`.", argument = "layer_class", call = NULL)
  }
  if (!is.null(held)) own$layer <- layer$layer <- held
  own_shape <- if (!identical(body(layer$compute_output_shape), body(KerasLayer$public_methods$compute_output_shape))) {
    guarded(of_shape(layer$compute_output_shape, "compute_output_shape"))
  }
  made <- call_python(rbridge()$r6_layer, list(
    as_python_r6(generator), as_dict(lapply(own, as_part)), guarded(of_shape(layer$build, "build")), as_py_function(layer$call, "call"), own_shape,
    as_dict(args[intersect(names(args), base)])
  ), NULL)
  layer$.set_wrapper(made)
  made
}

# What Python asks for when a file names such a layer.
r6_layer_again <- function(giver, arguments, base) r6_layer(given_by(giver), c(arguments, base[!vapply(base, is.null, NA)]))

# An R6 class where Python wants something with a name: what ends in a class of Python's becomes one, a layer or constraint of keras 2.x a function.
as_python_r6 <- function(generator) {
  if (ends_in_python(generator)) return(r_to_py.R6ClassGenerator(generator))
  if (descends_from(generator, KerasConstraint)) return(r_to_py.KerasConstraint(generator$new()))
  rbridge()$r_function(guarded(generator$new), generator$classname, list(list("...", "required", NULL)), giver(generator))
}

descends_from <- function(generator, class) {
  while (inherits(generator, "R6ClassGenerator") && !identical(generator, class)) generator <- generator$get_inherit()
  !is.null(generator)
}

as_dict <- function(x) if (length(x)) x else reticulate::py_dict(list(), list())

#' @rdname create_layer
#' @importFrom R6 R6Class
#' @export
KerasLayer <- R6::R6Class("KerasLayer",
  public = list(
    build = function(input_shape) NULL,
    call = function(inputs, mask = NULL) stop_hornpipe(c("value"), "A layer must define `call(inputs)`.", call = NULL),
    compute_output_shape = function(input_shape) input_shape,
    add_loss = function(losses, inputs = NULL) private$wrapper$add_loss(losses),
    add_weight = function(name, shape, dtype = NULL, initializer = NULL, regularizer = NULL, trainable = TRUE, constraint = NULL) {
      call_python(private$wrapper$add_weight, list(
        name = name, shape = as_shape(shape), dtype = dtype, initializer = as_part(initializer), regularizer = as_part(regularizer),
        trainable = trainable, constraint = as_part(constraint)
      ), NULL)
    },
    .set_wrapper = function(wrapper) {
      private$wrapper <- wrapper
      invisible(self)
    }
  ),
  active = list(
    input = function() private$wrapper$input,
    output = function() private$wrapper$output,
    losses = function() private$wrapper$losses,
    weights = function() private$wrapper$weights,
    name = function() private$wrapper$name
  ),
  private = list(wrapper = NULL)
)

#' @rdname create_layer
#' @export
KerasWrapper <- R6::R6Class("KerasWrapper", inherit = KerasLayer,
  public = list(
    layer = NULL,
    initialize = function(layer = NULL) self$layer <- layer,
    build = function(input_shape) if (!self$layer$built) self$layer$build(input_shape),
    call = function(inputs, mask = NULL) self$layer(inputs),
    .set_wrapper = function(wrapper) {
      wrapper$wrapped <- self$layer
      super$.set_wrapper(wrapper)
    }
  )
)

#' @rdname create_layer
#' @export
KerasCallback <- R6::R6Class("KerasCallback",
  public = list(
    params = NULL,
    model = NULL,
    set_context = function(params = NULL, model = NULL) {
      self$params <- params
      self$model <- model
    },
    on_epoch_begin = function(epoch, logs = NULL) NULL,
    on_epoch_end = function(epoch, logs = NULL) NULL,
    on_train_begin = function(logs = NULL) NULL,
    on_train_end = function(logs = NULL) NULL,
    on_batch_begin = function(batch, logs = NULL) NULL,
    on_batch_end = function(batch, logs = NULL) NULL,
    on_train_batch_begin = function(batch, logs = NULL) NULL,
    on_train_batch_end = function(batch, logs = NULL) NULL,
    on_test_begin = function(logs = NULL) NULL,
    on_test_end = function(logs = NULL) NULL,
    on_test_batch_begin = function(batch, logs = NULL) NULL,
    on_test_batch_end = function(batch, logs = NULL) NULL,
    on_predict_begin = function(logs = NULL) NULL,
    on_predict_end = function(logs = NULL) NULL,
    on_predict_batch_begin = function(batch, logs = NULL) NULL,
    on_predict_batch_end = function(batch, logs = NULL) NULL
  )
)

#' @rdname create_layer
#' @export
KerasConstraint <- R6::R6Class("KerasConstraint", public = list(
  call = function(w) stop_hornpipe("value", "A constraint must define `call(w)`.", call = NULL)
))

#' @export
r_to_py.KerasConstraint <- function(x, convert = FALSE) {
  alone <- !any(c("self", "private", "super") %in% all.names(body(x$call)))
  rbridge()$r_function(guarded(x$call), class(x)[[1L]], parameters(x$call), giver(if (alone) x$call else x))
}

# `self` is the Python callback: the hooks become methods. Only hooks that the class defines are taken: the others would cost time.
r6_callback <- function(callback) {
  hooks <- grep("^on_", names(callback), value = TRUE)
  own <- Filter(function(name) !identical(body(callback[[name]]), quote(NULL)), hooks)
  with_context <- lapply(stats::setNames(own, own), function(name) {
    hook <- callback[[name]]
    function(...) {
      callback$set_context(self$params, self$model)
      hook(...)
    }
  })
  first <- function(logs = NULL) callback$set_context(self$params, self$model)
  if (is.null(with_context$on_train_begin)) with_context$on_train_begin <- first
  do.call(Callback, c(list(class(callback)[[1L]]), with_context))()
}

utils::globalVariables("self")
