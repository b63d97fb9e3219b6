#' Classes of your own
#'
#' Layers, models, losses, metrics, callbacks, constraints and schedules written
#' in R. Each function makes a class; calling the class makes an object. A layer
#' class is used like any `layer_*()` function: its first argument is what to
#' compose the layer with.
#'
#' Methods are R functions. In them `self` is the object, `super$method()` calls
#' the method above, `private` is an environment of the object's own. The
#' constructor is `initialize()`; it starts with `super$initialize(...)`. A string
#' as the first expression of a method documents it.
#'
#' @section Speed:
#' The `call()` of a layer or loss runs in R for the first batch and once more on
#' symbolic tensors; then the operations that were seen run without R. Code that
#' depends on the values of a batch goes on running in R, with one message.
#'
#' @section Files:
#' A class is saved by name: load with `custom_objects = list(Name = Class)`, or
#' after [register_keras_serializable()]; or let the file carry its source, see
#' [hornpipe_r_code()]. `get_config()` is made from the arguments
#' of `initialize()` unless you write one.
#'
#' @param classname Name of the class.
#' @param initialize The constructor: its arguments are those of the class.
#' @param build Method of `(input_shape)` that makes the weights of a layer, by
#'   `self$add_weight()`. The shape starts with the number of observations, `NULL` while
#'   it is not known: `input_shape[[2]]` are the columns of a matrix.
#' @param call What the object computes: for layers and models of `(inputs)`, and
#'   of `training` and `mask` where it has these arguments; for losses of `(y_true, y_pred)`, a
#'   number for each observation; for constraints of `(w)`, for schedules of `(step)`.
#' @param compute_output_shape Method of `(input_shape)`; only for layers whose output
#'   shape cannot be found by running `call()`.
#' @param get_config Method without arguments: what makes an equal object, as a named list.
#' @param train_step,test_step,predict_step Methods of `(data)`, a list of `x`, `y` and sample
#'   weights: one step of [fit()], [evaluate()] and [predict()]. The first two return a
#'   named list of numbers for the logs.
#' @param compute_loss,compute_metrics Methods of `(x, y, y_pred, sample_weight)`.
#' @param update_state Method of `(y_true, y_pred, sample_weight)` by which a metric takes in a
#'   batch: it changes variables that `initialize()` made by `self$add_weight()`. Targets
#'   given as a vector are a column where the predictions are one.
#' @param result Method without arguments that returns the value of a metric.
#' @param on_epoch_begin,on_epoch_end Methods of `(epoch, logs)`; epochs are
#'   counted from 0.
#' @param on_batch_begin,on_batch_end,on_train_batch_begin,on_train_batch_end,on_test_batch_begin,on_test_batch_end,on_predict_batch_begin,on_predict_batch_end
#'   Methods of `(batch, logs)`.
#' @param on_train_begin,on_train_end,on_test_begin,on_test_end,on_predict_begin,on_predict_end
#'   Methods of `(logs)`. A hook that returns a named list updates the logs.
#' @param ... Further methods, and fields, by name.
#' @param public Further methods and fields, as a list.
#' @param private Methods and fields of the environment `private`.
#' @param inherit The class above: a class made here, or a Python class.
#' @param parent_env Environment in which `inherit` was written.
#'
#' @return A class: a function that makes objects.
#' @name classes
#' @examplesIf hornpipe:::can_run()
#' layer_scale <- Layer(
#'   "Scale",
#'   initialize = function(factor = 1, ...) {
#'     super$initialize(...)
#'     self$factor <- factor
#'   },
#'   call = function(inputs) inputs * self$factor
#' )
#' model <- keras_model_sequential(input_shape = 2) %>% layer_scale(factor = 2) %>% layer_dense(1)
#' predict(model, matrix(1:2, 1), verbose = 0)
#'
#' # what compile() and fit() take
#' HalfError <- Loss("HalfError", call = function(y_true, y_pred) (y_true - y_pred)^2 / 2)
#' Largest <- Metric(
#'   "Largest",
#'   initialize = function(name = "largest", ...) {
#'     super$initialize(name = name, ...)
#'     self$value <- self$add_weight(initializer = "zeros", name = "value")
#'   },
#'   update_state = function(y_true, y_pred, sample_weight = NULL) {
#'     self$value$assign(op_maximum(self$value, max(abs(y_true - y_pred))))
#'   },
#'   result = function() self$value
#' )
#' Halving <- LearningRateSchedule("Halving", call = function(step) 0.01 / 2^step)
#' Report <- Callback("Report", on_epoch_end = function(epoch, logs) cat("loss", logs$loss, "\n"))
#' model %>% compile(optimizer_sgd(Halving()), loss = HalfError(), metrics = list(Largest()))
#' model %>% fit(matrix(1:8 / 8, 4), 1:4, epochs = 2, verbose = 0, callbacks = Report())
#'
#' # a constraint, and a model with its own forward pass
#' NonNegative <- Constraint("NonNegative", call = function(w) w * (w >= 0))
#' Net <- Model(
#'   "Net",
#'   initialize = function(...) {
#'     super$initialize(...)
#'     self$dense <- layer_dense(units = 1, kernel_constraint = NonNegative())
#'   },
#'   call = function(inputs) self$dense(inputs)
#' )
#' Net()(matrix(1:2, 1))
#'
#' # the same functions under the names of keras 2.x
#' new_layer_class("Twice", call = function(inputs) inputs * 2)
#' new_model_class("Twofold", call = function(inputs) inputs * 2)
#' new_loss_class("Distance", call = function(y_true, y_pred) abs(y_true - y_pred))
#' new_metric_class("Nothing", result = function() 0)
#' new_callback_class("Silent", on_train_end = function(logs) NULL)
#' new_learning_rate_schedule_class("Constant", call = function(step) 0.1)
NULL

#' @rdname classes
#' @export
Layer <- function(classname, initialize = NULL, call = NULL, build = NULL, get_config = NULL, ..., compute_output_shape = NULL,
                  public = list(), private = list(), inherit = NULL, parent_env = parent.frame()) {
  new_class(classname, members(initialize = initialize, call = call, build = build, get_config = get_config,
                               compute_output_shape = compute_output_shape, ..., public = public), private, inherit %||% "layers.Layer")
}

#' @rdname classes
#' @export
new_layer_class <- Layer

#' @rdname classes
#' @export
Model <- function(classname, initialize = NULL, call = NULL, train_step = NULL, predict_step = NULL, test_step = NULL, compute_loss = NULL,
                  compute_metrics = NULL, ..., public = list(), private = list(), inherit = NULL, parent_env = parent.frame()) {
  new_class(classname, members(initialize = initialize, call = call, train_step = train_step, predict_step = predict_step, test_step = test_step,
                               compute_loss = compute_loss, compute_metrics = compute_metrics, ..., public = public), private, inherit %||% "Model")
}

#' @rdname classes
#' @export
new_model_class <- Model

#' @rdname classes
#' @export
Loss <- function(classname, call = NULL, ..., public = list(), private = list(), inherit = NULL, parent_env = parent.frame()) {
  new_class(classname, members(call = call, ..., public = public), private, inherit %||% "losses.Loss")
}

#' @rdname classes
#' @export
new_loss_class <- Loss

#' @rdname classes
#' @export
Metric <- function(classname, initialize = NULL, update_state = NULL, result = NULL, ..., public = list(), private = list(), inherit = NULL,
                   parent_env = parent.frame()) {
  new_class(classname, members(initialize = initialize, update_state = update_state, result = result, ..., public = public), private,
            inherit %||% "metrics.Metric")
}

#' @rdname classes
#' @export
new_metric_class <- Metric

#' @rdname classes
#' @export
Callback <- function(classname, on_epoch_begin = NULL, on_epoch_end = NULL, on_train_begin = NULL, on_train_end = NULL,
                     on_train_batch_begin = NULL, on_train_batch_end = NULL, on_test_begin = NULL, on_test_end = NULL,
                     on_test_batch_begin = NULL, on_test_batch_end = NULL, on_predict_begin = NULL, on_predict_end = NULL,
                     on_predict_batch_begin = NULL, on_predict_batch_end = NULL, ..., on_batch_begin = NULL, on_batch_end = NULL,
                     public = list(), private = list(), inherit = NULL, parent_env = parent.frame()) {
  new_class(classname, members(
    on_epoch_begin = on_epoch_begin, on_epoch_end = on_epoch_end, on_train_begin = on_train_begin, on_train_end = on_train_end,
    on_train_batch_begin = on_train_batch_begin %||% on_batch_begin, on_train_batch_end = on_train_batch_end %||% on_batch_end,
    on_test_begin = on_test_begin, on_test_end = on_test_end, on_test_batch_begin = on_test_batch_begin, on_test_batch_end = on_test_batch_end,
    on_predict_begin = on_predict_begin, on_predict_end = on_predict_end, on_predict_batch_begin = on_predict_batch_begin,
    on_predict_batch_end = on_predict_batch_end, ..., public = public
  ), private, inherit %||% "callbacks.Callback")
}

#' @rdname classes
#' @export
new_callback_class <- Callback

#' @rdname classes
#' @export
Constraint <- function(classname, call = NULL, get_config = NULL, ..., public = list(), private = list(), inherit = NULL,
                       parent_env = parent.frame()) {
  new_class(classname, members(`__call__` = call, get_config = get_config, ..., public = public), private, inherit %||% "constraints.Constraint")
}

#' @rdname classes
#' @export
LearningRateSchedule <- function(classname, call = NULL, initialize = NULL, get_config = NULL, ..., public = list(), private = list(),
                                 inherit = NULL, parent_env = parent.frame()) {
  new_class(classname, members(`__call__` = call, initialize = initialize, get_config = get_config, ..., public = public), private,
            inherit %||% "optimizers.schedules.LearningRateSchedule")
}

#' @rdname classes
#' @export
new_learning_rate_schedule_class <- LearningRateSchedule

#' Class definition as a block
#'
#' `Name(Base) %py_class% { ... }` defines the class `Name` in the calling
#' environment. Functions assigned in the block are methods, other values fields.
#' `name %<-active% function() ...` makes a property there; elsewhere it is
#' [makeActiveBinding()].
#'
#' @param spec `Name(Base)`, `Name(Base1, Base2)` or `Name`.
#' @param body The block.
#' @param sym Name of the property or variable.
#' @param value A function without arguments, or of one that is missing when the
#'   value is asked for and given when it is set.
#' @return The class, invisibly; `value`, invisibly.
#' @export
#' @examplesIf hornpipe:::can_run()
#' Scale(keras$layers$Layer) %py_class% {
#'   initialize <- function(factor = 1) {
#'     super$initialize()
#'     self$factor <- factor
#'   }
#'   call <- function(inputs) inputs * self$factor
#'   percent %<-active% function() 100 * self$factor
#' }
#' Scale(factor = 3)(matrix(1:2, 1))
#' Scale(factor = 3)$percent
`%py_class%` <- function(spec, body) {
  frame <- parent.frame()
  spec <- substitute(spec)
  body <- substitute(body)
  name <- as.character(if (is.call(spec)) spec[[1L]] else spec)
  bases <- if (is.call(spec)) lapply(as.list(spec)[-1L], eval, frame)
  around <- list2env(list(`%<-active%` = function(sym, value) assign(as.character(substitute(sym)), active_property(value), envir = parent.frame())),
                     parent = frame)
  env <- new.env(parent = around)
  block <- if (is.call(body) && identical(body[[1L]], quote(`{`))) as.list(body)[-1L] else list(body)
  doc <- if (length(block) && is.character(block[[1L]])) block[[1L]]
  eval(body, env)
  class <- new_class(name, c(as.list(env, all.names = TRUE), if (!is.null(doc)) list(`__doc__` = doc)), list(), bases)
  assign(name, class, envir = frame)
  invisible(class)
}

#' @rdname grapes-py_class-grapes
#' @export
`%<-active%` <- function(sym, value) {
  check_given(value)
  makeActiveBinding(substitute(sym), value, parent.frame())
  invisible(value)
}

#' Property of a class
#'
#' Marks a function as the getter and setter of a value: `object$name` calls it.
#'
#' @param fn A function without arguments, or of one argument that is missing
#'   when the value is asked for and given when it is set.
#' @return The function, marked: as a member of a class it is a property.
#' @export
#' @examplesIf hornpipe:::can_run()
#' Twofold <- Layer("Twofold", units = 3, width = active_property(function() self$units * 2))
#' Twofold()$width
#' three <- mark_active(function() 3)  # its name in keras3
active_property <- function(fn) {
  check_given(fn)
  structure(fn, class = "hornpipe_active")
}

#' @rdname active_property
#' @export
mark_active <- active_property

# -- the engine -----------------------------------------------------------------------------------------------

members <- function(..., public) {
  count <- ...length()
  if (count && identical(unname(as.list(substitute(list(...)))[-1L][count]), list(quote(expr = )))) count <- count - 1L       # a comma after the last
  all <- c(stats::setNames(lapply(seq_len(count), function(i) ...elt(i)), ...names()[seq_len(count)]), public)
  all <- all[!vapply(all, is.null, NA)]
  if (length(all) && (is.null(names(all)) || !all(nzchar(names(all))))) {
    stop_hornpipe(c("argument", "value"), "Methods and fields of a class must be named.")
  }
  all
}

# The Python class is made at first use: a class can be defined in a package, or saved, without Python.
# `convert`: whether methods see what Python gives them as R objects.
new_class <- function(name, members, private, inherit, convert = TRUE) {
  state <- new.env(parent = emptyenv())
  inherit <- if (is_plain_list(inherit)) lapply(inherit, base_class) else base_class(inherit)
  state$definition <- list(name = as_text(name, "classname"), members = members, private = private, inherit = inherit, convert = convert)
  layer <- is_layer_class(inherit)
  given <- members$initialize
  formals <- if (is.function(given)) formals(given)[setdiff(names(formals(given)), "self")] else as.pairlist(alist(... = ))
  make <- if (layer) {
    layer_function(formals, function(object, args) add_layer(object, python_class(state), with_shapes(args), as.call(list(as.name(name)))))
  } else {
    function(...) call_python(python_class(state), list(...), as.call(list(as.name(name))))
  }
  state$self <- structure(make, class = c(if (layer) "hornpipe_layer_class", "hornpipe_class", "function"), state = state, formals = formals)
  state$self
}

# A class of the core stands by its path, which means the same in another session.
base_class <- function(x) {
  path <- if (is_python_data(x)) path_in_core(x)
  if (is.null(path)) x else if (path == "models.Model") "Model" else path
}

# A function of `object` and the arguments of a class, which editors complete; `make(object, args)` gets those that were
# given. A first argument that nothing can be composed with belongs to the class: `layer_scale(2)`.
layer_function <- function(formals, make) {
  f <- function() made(given(sys.call(), environment()), make)
  formals(f) <- c(alist(object = ), formals[names(formals) != "object"])
  environment(f) <- list2env(list(make = make), parent = environment(new_class))
  f
}

made <- function(values, make) make(values$object, values$args)

given <- function(call, frame) {
  known <- setdiff(names(formals(sys.function(sys.parent()))), "...")
  there <- Filter(function(name) !eval(call("missing", as.name(name)), frame), known)
  values <- mget(there, envir = frame)
  dots <- if (exists("...", envir = frame, inherits = FALSE)) eval(quote(list(...)), frame)
  if (!"object" %in% there || is_composable(values$object)) return(list(object = values$object, args = c(values[there != "object"], dots)))
  written <- names(call)[-1L]
  forwarded <- any(vapply(as.list(call)[-1L], identical, NA, quote(...)))
  by_name <- if (forwarded) setdiff(there, "object") else known[pmatch(written[nzchar(written)], known, nomatch = 0L)]
  if ("object" %in% by_name) return(list(object = values$object, args = c(values[there != "object"], dots)))
  unnamed <- if (is.null(names(dots))) rep(TRUE, length(dots)) else !nzchar(names(dots))
  in_order <- unname(c(values[setdiff(there, by_name)], dots[unnamed]))
  free <- setdiff(known, c("object", by_name))
  names(in_order) <- c(free, rep("", length(in_order)))[seq_along(in_order)]
  list(object = NULL, args = c(in_order, values[by_name], dots[!unnamed]))
}

is_composable <- function(x) is.null(x) || is_tensor(x) || inherits(x, "hornpipe.models.Model") || (is_plain_list(x) && length(x) && all(vapply(x, is_tensor, NA)))

# Told without Python where that can be.
is_layer_class <- function(inherit) {
  if (is.null(inherit)) return(FALSE)
  if (is.character(inherit)) return(startsWith(inherit, "layers."))
  if (inherits(inherit, "hornpipe_class")) return(inherits(inherit, "hornpipe_layer_class"))
  if (is.list(inherit)) return(length(inherit) > 0L && is_layer_class(inherit[[1L]]))
  if (is.function(inherit) && !is.null(attr(inherit, "python", exact = TRUE))) return(startsWith(attr(inherit, "python"), "layers."))
  is_python_data(inherit) && rbridge()$is_layer_class(inherit)
}

python_class <- function(state) {
  if (is.null(state$class) || reticulate::py_is_null_xptr(state$class)) {
    definition <- state$definition
    all <- definition$members
    doc <- all$`__doc__`
    all$`__doc__` <- NULL
    active <- vapply(all, inherits, NA, what = "hornpipe_active")
    methods <- vapply(all, is.function, NA) & !active & !vapply(all, function(m) is_python_data(m) || inherits(m, "hornpipe_class"), NA)
    to_python <- function(fn, name = "") {
      fn <- method(fn, state)
      reticulate::r_to_py(guarded(if (name %in% c("build", "compute_output_shape")) of_shape(fn, name) else fn), convert = definition$convert)
    }
    state$class <- call_python(rbridge()$make_class, list(
      definition$name, lapply(as_bases(definition$inherit), as_python_class),
      Map(function(fn, name) list(to_python(fn, name), method_parameters(fn)), all[methods], names(all)[methods]),
      lapply(all[active], function(fn) to_python(unclass(fn))),
      lapply(all[!methods & !active], identity),
      doc, function(label, reason) untraced(label)(reason), chance, giver(state$self)
    ), NULL)
  }
  state$class
}

as_bases <- function(inherit) {
  bases <- if (is_plain_list(inherit)) inherit else list(inherit)
  if (length(bases) && !is.null(bases[[1L]])) bases else list(reticulate::import_builtins()$object)
}

as_python_class <- function(x) {
  if (is.character(x)) return(core_object(x))
  if (inherits(x, "hornpipe_class")) return(python_class(attr(x, "state")))
  if (inherits(x, "R6ClassGenerator")) return(r_to_py.R6ClassGenerator(x))
  if (is_python_data(x)) return(x)
  path <- attr(x, "python", exact = TRUE)
  if (is.null(path)) {
    stop_hornpipe(c("argument_type", "type"), paste0("`inherit` must be a class, made in R or Python's, got ", friendly_type(x), "."), argument = "inherit")
  }
  core_object(path)
}

method_parameters <- function(fn) Filter(function(p) p[[1L]] != "self", parameters(fn))

# An R function that runs `fn` with self, super and private in sight.
method <- function(fn, state) {
  force(state)
  takes_self <- identical(names(formals(fn))[1L], "self")
  function(self, ...) {
    scope <- new.env(parent = environment(fn))
    scope$self <- self
    delayedAssign("super", super_of(state, self), environment(), scope)
    delayedAssign("private", private_of(state, self), environment(), scope)
    environment(fn) <- scope
    if (takes_self) fn(self, ...) else fn(...)
  }
}

# `super$method()`, and `super()$method()` as Python writes it.
super_of <- function(state, self) {
  above <- structure(function() above, class = "hornpipe_super", methods = rbridge()$above(state$class, self))
  above
}

#' @export
`$.hornpipe_super` <- function(x, name) {
  name <- switch(name, initialize = "__init__", finalize = "__del__", name)
  reticulate::py_to_r(reticulate::py_get_attr(attr(x, "methods", exact = TRUE), name))
}

private_of <- function(state, self) {
  for (gone in rbridge()$take_dead()) rm(list = intersect(as.character(gone), ls(instances)), envir = instances)
  id <- paste(state$definition$name, rbridge()$handle(self))
  if (is.null(instances[[id]])) {
    env <- new.env(parent = emptyenv())
    for (name in names(state$definition$private)) {
      value <- state$definition$private[[name]]
      if (inherits(value, "hornpipe_active")) {
        makeActiveBinding(name, bound(unclass(value), state, self, env), env)
      } else {
        env[[name]] <- if (is.function(value)) bound(value, state, self, env) else value
      }
    }
    instances[[id]] <- env
  }
  instances[[id]]
}

bound <- function(fn, state, self, private) {
  scope <- list2env(list(self = self, private = private), parent = environment(fn))
  delayedAssign("super", super_of(state, self), environment(), scope)
  environment(fn) <- scope
  fn
}

instances <- new.env(parent = emptyenv())

#' @importFrom reticulate r_to_py
#' @export
r_to_py.hornpipe_class <- function(x, convert = FALSE) python_class(attr(x, "state", exact = TRUE))

# An R6 class that inherits from a class of Python, or from another such R6 class. Without `convert` its methods see Python
# objects as they are, and can change a dict in place.
#' @export
r_to_py.R6ClassGenerator <- function(x, convert = TRUE) {
  above <- x$get_inherit()
  if (inherits(above, "R6ClassGenerator")) above <- r_to_py.R6ClassGenerator(above, convert)
  parts <- c(r6_methods(x), x$public_fields, lapply(x$active, active_property))
  class <- new_class(x$classname, parts, c(x$private_methods, x$private_fields), above, convert)
  python_class(attr(class, "state", exact = TRUE))
}

#' @export
`$.hornpipe_class` <- function(x, name) reticulate::py_to_r(reticulate::py_get_attr(python_class(attr(x, "state", exact = TRUE)), name))

#' @export
print.hornpipe_class <- function(x, ...) {
  state <- attr(x, "state", exact = TRUE)
  arguments <- names(attr(x, "formals", exact = TRUE))
  if (inherits(x, "hornpipe_layer_class")) arguments <- c("object", arguments)
  cat("<class ", state$definition$name, "(", paste(arguments, collapse = ", "), ")>\n", sep = "")
  invisible(x)
}

# `self$model$stop_training <- TRUE` ends as an assignment of the model that was there.
#' @export
`$<-.hornpipe.callbacks.Callback` <- function(x, name, value) {
  if (!is_python_data(value) || !reticulate::py_has_attr(x, name)) return(NextMethod())
  if (identical(reticulate::py_id(value), reticulate::py_id(reticulate::py_get_attr(x, name)))) x else NextMethod()
}
