#' Sequential model
#'
#' A linear stack of layers. Layers are added in place with `%>%` or `|>`.
#'
#' @param layers A list of layers to start with. A numeric vector is taken as
#'   `input_shape`.
#' @param name Name of the model.
#' @param input_shape Shape of one observation, e.g. `c(28, 28, 1)`; `NA` is a
#'   dimension of any size. Without it the model is built by its first layer's
#'   `input_shape`, or by the first data it sees.
#' @param ... Further arguments of the input, as of [layer_input()]:
#'   `batch_size`, `dtype`, `batch_shape`, each also with the prefix `input_`.
#' @param trainable Whether the weights are updated by [fit()].
#'
#' @return A model.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential()
#' model %>%
#'   layer_dense(units = 32, activation = "relu", input_shape = 784) %>%
#'   layer_dense(units = 10, activation = "softmax")
#' model
keras_model_sequential <- function(layers = NULL, name = NULL, ..., input_shape = NULL, trainable = TRUE) {
  follow_seed()
  if (is.numeric(layers) || (is.logical(layers) && all(is.na(layers)))) {
    input_shape <- layers
    layers <- NULL
  }
  input <- input_args(input_shape, list(...))
  if (!is.null(layers) && !is.list(layers)) layers <- list(layers)
  if (!is.null(input)) layers <- c(list(call_python(core()$layers$InputLayer, input)), layers)
  call_python(core()$Sequential, list(layers = unname(layers), name = name, trainable = trainable))
}

input_args <- function(shape, dots) {
  given <- names(dots) %||% rep("", length(dots))
  names(dots) <- sub("^input_", "", given)
  known <- c("batch_size", "dtype", "batch_shape", "name", "sparse", "tensor", "optional")
  unknown <- given[!names(dots) %in% known]
  if (length(unknown)) {
    stop_hornpipe("value", paste0(
      "`keras_model_sequential()` takes no argument `", unknown[[1L]], "`. Known: layers, name, input_shape, trainable, ",
      paste0("input_", known, collapse = ", "), "."
    ), argument = unknown[[1L]], call = quote(keras_model_sequential()))
  }
  dots <- c(list(shape = as_shape(shape)), dots)
  dots$batch_size <- as_int(dots$batch_size)
  dots$batch_shape <- as_shape(dots$batch_shape)
  dots$input_tensor <- dots$tensor
  dots$tensor <- NULL
  dots <- dots[!vapply(dots, is.null, NA)]
  if (is.null(dots$shape) && is.null(dots$batch_shape) && is.null(dots$input_tensor)) NULL else dots
}

#' Functional model
#'
#' A model from the tensors that go in to the tensors that come out.
#'
#' @param inputs A tensor made by [layer_input()], or a list of them. Names of
#'   the list become the names of the inputs.
#' @param outputs A tensor computed from them, or a list of tensors.
#' @param ... `name` and `trainable`.
#'
#' @return A model.
#' @export
#' @examplesIf hornpipe:::can_run()
#' inputs <- layer_input(shape = 4)
#' outputs <- inputs %>% layer_dense(8, activation = "relu") %>% layer_dense(1)
#' keras_model(inputs, outputs)
keras_model <- function(inputs = NULL, outputs = NULL, ...) {
  if (is.null(outputs) && inherits(inputs, "hornpipe.models.Model")) return(inputs)
  check_symbolic(inputs, "inputs")
  check_symbolic(outputs, "outputs")
  call_python(core()$Model, list(inputs = inputs, outputs = outputs, ...))
}

check_symbolic <- function(x, argument) {
  if (is_python(x)) return(invisible())
  if (is.list(x) && !is.data.frame(x)) return(for (element in x) check_symbolic(element, argument))
  stop_hornpipe(c("argument_type", "type"), paste0("`", argument, "` must be symbolic tensors, as `layer_input()` and layers called on it give, got ",
                                                   friendly_type(x), "."), argument = argument)
}

#' Input of a functional model
#'
#' A symbolic tensor that stands for one batch of data.
#'
#' @param shape Shape of one observation, without the batch: `c(28, 28, 1)`.
#'   `NA` is a dimension of any size; `integer(0)` is one number per observation, a
#'   vector of them being a batch. (In R `c()` is `NULL`, which is no shape.)
#' @param batch_shape Shape with the batch in front, instead of `shape`.
#' @param name Name of the input.
#' @param dtype Type of the values: `"float32"`, `"int32"`, `"string"` ...
#' @param sparse Whether the input is a sparse tensor.
#' @param tensor A tensor to wrap.
#' @param ragged Ragged input does not exist: `TRUE` is an error.
#' @param batch_size Number of observations in a batch, if it is fixed.
#' @param optional Whether the input may be `NULL`.
#'
#' @return A symbolic tensor.
#' @export
#' @examplesIf hornpipe:::can_run()
#' layer_input(shape = c(28, 28, 1))
#' layer_input(shape = NA, dtype = "int32", name = "words")
#' keras_input(shape = 4, batch_size = 32)
layer_input <- function(shape = NULL, batch_shape = NULL, name = NULL, dtype = NULL, sparse = NULL, tensor = NULL,
                        ragged = NULL, batch_size = NULL, optional = FALSE) {
  if (isTRUE(ragged)) stop_hornpipe("value", "`ragged` inputs do not exist: pad with `pad_sequences()`.", argument = "ragged")
  if (is.null(shape) && is.null(batch_shape) && is.null(tensor)) {
    stop_hornpipe(c("argument", "value"), paste("`shape` must be given: `4` for rows of 4 numbers, `c(28, 28, 1)` for images, `NA` for any length,",
                                                "`integer(0)` for one number per observation."), argument = "shape")
  }
  follow_seed()
  args <- list(shape = as_shape(shape), batch_shape = as_shape(batch_shape), name = name, dtype = dtype, sparse = sparse,
               tensor = tensor, batch_size = as_int(batch_size), optional = optional)
  call_python(core()$Input, args[!vapply(args, is.null, NA)])
}

#' @rdname layer_input
#' @export
keras_input <- function(shape = NULL, batch_size = NULL, dtype = NULL, sparse = NULL, ragged = NULL, batch_shape = NULL,
                        name = NULL, tensor = NULL, optional = FALSE) {
  layer_input(shape, batch_shape, name, dtype, sparse, tensor, ragged, batch_size, optional)
}

#' Model with a forward pass in R
#'
#' For forward passes that are no graph of layers. `model_fn(self)` makes the
#' layers, keeps them on `self`, and returns the function that is the forward
#' pass.
#'
#' @param model_fn A function of `self`. It assigns layers (`self$dense <-
#'   layer_dense(units = 4)`) and returns `function(inputs, mask = NULL,
#'   training = NULL)`; the forward pass may leave out arguments it has no use
#'   for.
#' @param name Name of the model.
#'
#' @section Speed:
#' The forward pass runs in R twice: on the first batch, and once more on symbolic
#' tensors. From then on the operations that were seen run without R. A forward
#' pass that depends on the values of a batch goes on running in R, with one
#' message.
#'
#' @section Files:
#' A file has the name of `model_fn`: load it with `custom_objects = list(name =
#' model_fn)`, or let the file carry the source, see [hornpipe_r_code()].
#'
#' @return A model.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_custom(function(self) {
#'   self$dense1 <- layer_dense(units = 32, activation = "relu")
#'   self$dense2 <- layer_dense(units = 10, activation = "softmax")
#'   function(inputs, mask = NULL, training = FALSE) {
#'     inputs %>% self$dense1() %>% self$dense2()
#'   }
#' })
#' model(matrix(0, 2, 4))
keras_model_custom <- function(model_fn, name = NULL) {
  check_given(model_fn)
  follow_seed()
  call_python(rbridge()$CustomModel, list(as_callable(model_fn), name = name))
}

# What Python asks for when a custom model is made, here or by a file.
set_up_custom_model <- function(model, giver) {
  forward <- given_by(giver)(model)
  if (!is.function(forward)) {
    stop_hornpipe("type", paste0(
      "`model_fn` must return the function that computes the outputs, got ", friendly_type(forward), "."
    ), argument = "model_fn", call = quote(keras_model_custom()))
  }
  label <- paste0("The forward pass of `", model$name, "`")
  call_python(model$set_forward, list(as_py_function(forward, "call"), untraced(label), chance))
  NULL
}

#' Compile a model
#'
#' Says what [fit()] minimizes, how, and what is measured on the way.
#'
#' @param object A model.
#' @param optimizer Name (`"adam"`) or object ([optimizer_adam()]).
#' @param loss Name, object or R function of `(y_true, y_pred)`. For several
#'   outputs a list of them, by name or in their order.
#' @param metrics Names, objects or R functions of `(y_true, y_pred)`, e.g. `c("accuracy",
#'   "mae")`; [custom_metric()] names a function. For several outputs a list of such
#'   vectors, by name or in their order.
#' @param loss_weights Numbers that weigh the losses of several outputs.
#' @param weighted_metrics Metrics that take sample and class weights into account.
#' @param run_eagerly Whether to run step by step as written, for debugging.
#' @param steps_per_execution Batches per call of the training step.
#' @param ... `jit_compile`, whether `torch.compile` makes the model faster after a start
#'   that takes longer; `auto_scale_loss`, whether the loss is scaled under a policy of mixed
#'   float16 (`TRUE` by default).
#'
#' @return The model, invisibly. It is changed in place.
#' @importFrom generics compile
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>%
#'   layer_dense(units = 8, activation = "relu") %>%
#'   layer_dense(units = 3, activation = "softmax")
#' model %>% compile(
#'   optimizer = optimizer_adam(learning_rate = 0.001),
#'   loss = "sparse_categorical_crossentropy",
#'   metrics = "accuracy"
#' )
compile.hornpipe.models.Model <- function(object, optimizer = "rmsprop", loss = NULL, metrics = NULL, loss_weights = NULL,
                                          weighted_metrics = NULL, run_eagerly = FALSE, steps_per_execution = 1, ...) {
  warn_late_layers(live(object))
  names_of <- function(expr) if (is.call(expr)) vapply(as.list(expr)[-1L], symbol_name, "") else symbol_name(expr)
  named <- named_metrics(metrics, object)
  args <- list(
    optimizer = as_part(optimizer %||% "rmsprop"),
    loss = by_output(loss, as_compiled, names_of(substitute(loss))),
    loss_weights = if (!is.null(loss_weights)) lapply(as.list(loss_weights), as_real),
    metrics = metric_lists(named, names_of(substitute(metrics))),
    weighted_metrics = metric_lists(weighted_metrics, names_of(substitute(weighted_metrics))),
    run_eagerly = run_eagerly %||% FALSE,
    steps_per_execution = as_int(steps_per_execution %||% 1),
    ...
  )
  if (length(args$loss_weights) == 1L && is.null(names(args$loss_weights))) args$loss_weights <- args$loss_weights[[1L]]
  check_outputs_named(list(loss = loss, loss_weights = loss_weights, metrics = named, weighted_metrics = weighted_metrics), object)
  check_known_losses(loss)
  check_known_metrics(metrics)
  check_known_metrics(weighted_metrics)
  call_python(object$compile, args[!vapply(args, is.null, NA)])
  invisible(object)
}

# A loss or metric, whose R function has to take targets and predictions.
as_compiled <- function(fn) {
  known <- if (is.function(fn) && !is.object(fn) && is.null(attr(fn, "python", exact = TRUE))) names(formals(args(fn)))
  if (length(known) == 1L && known != "...") {
    name <- attr(fn, "py_function_name", exact = TRUE)
    stop_hornpipe(c("argument", "value"), paste0(if (is.null(name)) "A loss or metric" else paste0("`", name, "`"), " must be a function of (y_true, y_pred), got one of (",
                                                 known, ")."), argument = name)
  }
  as_measure(fn)
}

# Of a model with several outputs, names that none of them has.
check_outputs_named <- function(given, model) {
  known <- names(rbridge()$output_specs(live(model)))
  if (length(known) < 2L) return(invisible())
  also <- setdiff(unlist(model$output_names), known)
  for (argument in names(given)) {
    value <- given[[argument]]
    if (!is.object(value) && !is.function(value)) check_names(value[!names(value) %in% also], known, argument, "output")
  }
}

# A misspelt loss is found here, not when the first batch comes.
check_known_losses <- function(loss) {
  if (is.list(loss)) return(for (one in loss) check_known_losses(one))
  if (is.character(loss)) for (name in loss) call_python(core()$losses$get, list(name))
}

check_known_metrics <- function(metrics) {
  if (is_plain_list(metrics)) return(for (one in metrics) check_known_metrics(one))
  if (is.character(metrics)) for (name in setdiff(metrics, c("accuracy", "acc", "crossentropy", "ce"))) {
    call_python(core_function("core.objects", "get"), list("metric", name, argument = "metrics"))
  }
}

symbol_name <- function(expr) if (is.name(expr)) as.character(expr) else ""

# One value, or a list or vector of them by output. An R function without a name gets that of its variable.
by_output <- function(value, coerce, symbols) {
  if (is.null(value)) return(NULL)
  several <- (is.list(value) && !is.object(value)) || (is.character(value) && length(value) > 1L)
  if (!several) return(coerce(named_function(value, symbols[1L])))
  symbols <- rep_len(symbols, length(value))
  Map(function(v, s) if (!is.null(v)) coerce(named_function(v, s)), as.list(value), symbols) |> keep_names(value)
}

metric_lists <- function(value, symbols) {
  if (is.null(value)) return(NULL)
  if (!is.list(value) || is.object(value)) value <- if (is.character(value)) as.list(value) else list(value)
  symbols <- rep_len(symbols, length(value))
  Map(function(v, s) {
    if (is.null(v)) return(NULL)
    if ((is.list(v) && !is.object(v)) || (is.character(v) && length(v) > 1L)) return(metric_lists(v, ""))
    as_compiled(named_function(v, s))
  }, unname(value), symbols) |> keep_names(value)
}

# list(name = function) named metrics before custom_metric() did; today names are those of outputs.
named_metrics <- function(metrics, model) {
  names <- names(metrics)
  if (is.null(names) || !is_plain_list(metrics)) return(metrics)
  old <- nzchar(names) & vapply(metrics, function(m) is.function(m) && !is.object(m), NA) & !names %in% unlist(model$output_names)
  if (!any(old)) return(metrics)
  warn_hornpipe("deprecated", sprintf("`metrics` has names that no output has: %s. They are taken as names of metrics: use `custom_metric()`.", quoted(names[old], "`")))
  metrics[old] <- Map(custom_metric, names[old], metrics[old])
  if (all(old | !nzchar(names))) unname(metrics) else metrics
}

keep_names <- function(x, like) stats::setNames(unname(x), names(like))

named_function <- function(value, symbol) {
  if (is.function(value) && !is.object(value) && is.null(attr(value, "py_function_name")) && nzchar(symbol)) {
    attr(value, "py_function_name") <- symbol
  }
  value
}

#' Metric with a name
#'
#' An R function as a metric of [compile()], under a name of its own. The metric is the mean
#' of what the function returns for each batch.
#'
#' @param name The name under which the metric appears in the history.
#' @param metric_fn An R function of `(y_true, y_pred)`.
#' @return The function, with its name.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>% layer_dense(units = 1)
#' bias <- custom_metric("bias", function(y_true, y_pred) mean(y_pred - y_true))
#' model %>% compile("adam", loss = "mse", metrics = list(bias))
#' model %>% evaluate(as.matrix(iris[, 1:4]), iris$Petal.Width, verbose = 0)
custom_metric <- function(name, metric_fn) {
  check_given(name, metric_fn)
  attr(metric_fn, "py_function_name") <- name
  metric_fn
}

#' Layers of a model
#'
#' `get_layer()` finds a layer by name or by position; `model[["name"]]` and
#' `model[[2]]` say the same. `pop_layer()` takes the last layer off a sequential
#' model, in place.
#'
#' @param object A model.
#' @param name Name of the layer.
#' @param index Position, from 1; negative positions count from the end.
#'
#' @return `get_layer()` the layer, `pop_layer()` the model, invisibly.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>% layer_dense(units = 3, name = "first")
#' get_layer(model, index = 1)
#' model[["first"]]
#' pop_layer(model)
get_layer <- function(object, name = NULL, index = NULL) {
  object <- as_object(object)
  if (is.null(index)) return(call_python(object$get_layer, list(name = as_text(name))))
  if (!is.null(name)) stop_hornpipe(c("argument", "value"), "`get_layer()` takes a `name` or an `index`, not both.", argument = "index")
  layers <- object$layers
  layers[[layer_position(layers, index, "index")]]
}

#' @rdname get_layer
#' @param rebuild Whether the model is built anew without the layer.
#' @export
pop_layer <- function(object, rebuild = TRUE) {
  call_python(as_object(object)$pop, list(rebuild = as_flag(rebuild)))
  notes <- rbridge()$notes(object)
  notes$added <- utils::head(notes$added, -1L)
  invisible(object)
}

#' Number of weights
#'
#' How many numbers the weights of a layer or model are, trainable or not.
#'
#' @param object A layer or model that is built.
#' @return The number of scalars in its weights.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>% layer_dense(units = 3)
#' count_params(model)
count_params <- function(object) call_python(as_object(object)$count_params)

#' Copy of a model
#'
#' A new model of the same layers, with newly initialized weights or with those of
#' the model. The copy is compiled as the model is, with an optimizer at its beginning.
#'
#' @param model A model.
#' @param input_tensors Tensors to build the copy on.
#' @param clone_function A function of a layer that returns the layer of the copy.
#' @param call_function A function of `(layer, ...)` that calls a layer of the copy.
#' @param recursive Whether models within the model are copied by the same functions.
#' @param ... Must be empty.
#' @param weights Whether the copy has the weights of the model.
#' @return A model.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>% layer_dense(units = 3)
#' copy <- clone_model(model, weights = TRUE)
#' identical(get_weights(copy), get_weights(model))
clone_model <- function(model, input_tensors = NULL, clone_function = NULL, call_function = NULL, recursive = FALSE, ..., weights = FALSE) {
  follow_seed()
  model <- as_object(model)
  args <- list(model, weights = as_flag(weights), input_tensors = input_tensors, recursive = recursive,
               clone_function = if (!is.null(clone_function)) as_py_function(clone_function),
               call_function = if (!is.null(call_function)) as_py_function(call_function), ...)
  objects_made_in_r(model)            # two of the same name are refused
  call_python(rbridge()$cloned, args[!vapply(args, is.null, NA)])
}
