#' Compose layers
#'
#' What every `layer_*()` function does with its first argument.
#'
#' * No `object`: the layer itself is returned, to be called like an R function
#'   or given to `keras_model_sequential(layers = )`.
#' * A sequential model: the layer is added to it **in place** and the model is
#'   returned invisibly, so nothing has to be assigned back.
#'   `options(hornpipe.inplace = "copy")` leaves it as it is and returns a copy with
#'   the layer added, which has to be assigned: `model <- model %>% layer_dense(2)`.
#'   The copy has weights of its own, with the same values, and the same names; it is
#'   compiled as the model was, with an optimizer at its beginning.
#' * A tensor, symbolic or not, or a list of tensors: the layer is called on it.
#'
#' Layers that are added in place to a compiled model are most often a chunk run twice:
#' when the pipe that adds them has run, one warning of the class `hornpipe_rerun_warning`
#' names them. Those of further pipes are named when the model is next used.
#'
#' `object` is evaluated before the layer is made, so layers are named in
#' reading order. `%>%`, `%<>%` and R's own `|>` all work.
#'
#' @param object What to compose the layer with: nothing, a sequential model, a
#'   tensor or a list of tensors.
#' @param layer_class A layer class: a Python class, a class made by
#'   [new_layer_class()], or an R6 generator.
#' @param args A named list of the arguments of the layer.
#'
#' @return The layer, the model or the tensor.
#' @name compose_layers
#' @examplesIf hornpipe:::can_run()
#' dense <- layer_dense(units = 4)
#' model <- keras_model_sequential()
#' model %>% layer_dense(units = 4, input_shape = 3)
#' x <- layer_input(shape = 3)
#' x |> layer_dense(units = 4)
NULL

add_layer <- function(object, class, args = list(), caller = user_call()) {
  object <- if (missing(object)) NULL else object
  follow_seed()
  args <- drop_not_given(args)
  kind <- composition(object)
  compose_as(kind, object, call_python(class, args, caller), caller)
}

# Shared arguments whose NULL means "not given". Everywhere else NULL is Python's None: `activation = NULL` is linear.
drop_not_given <- function(args) {
  shared <- c("input_shape", "batch_input_shape", "batch_size", "input_dim", "dtype", "name", "trainable", "weights")
  names <- names(args) %||% rep("", length(args))
  not_given <- names %in% shared & vapply(args, is.null, NA)
  not_given <- not_given | (names == "trainable" & vapply(args, isTRUE, NA))       # the default, which a few layers of Keras do not take
  args[!not_given]
}

# A vector of one size is a shape too.
with_shapes <- function(args) {
  shapes <- intersect(c("input_shape", "batch_input_shape"), names(args))
  args[shapes] <- lapply(args[shapes], as_shape)
  args
}

# A wrapper such as bidirectional() or an existing layer that is piped into.
compose <- function(object, layer, caller = user_call()) {
  force(caller)
  object <- if (missing(object)) NULL else object
  compose_as(composition(object), object, layer, caller)
}

compose_as <- function(kind, object, layer, caller) {
  switch(kind,
    none = layer,
    model = append_layer(object, layer, caller),
    tensor = call_python(layer, list(as_call_input(object)), caller)
  )
}

composition <- function(object) {
  if (is.null(object)) return("none")
  if (inherits(object, "hornpipe.models.Sequential")) return("model")
  if (is_tensor(object) || is.numeric(object) || is.logical(object)) return("tensor")
  if (is.list(object) && !is.data.frame(object) && length(object) && all(vapply(object, function(o) composition(o) == "tensor", NA))) return("tensor")
  if (inherits(object, "hornpipe.models.Model")) {
    stop_hornpipe("type", paste0(
      "`object` is the model `", object$name, "`, whose layers are fixed. ",
      "Layers can be added to a sequential model; to extend another one, compose with its output: `model$output %>% layer_...()`."
    ), argument = "object")
  }
  stop_hornpipe("type", paste0(
    "`object` must be a sequential model, a tensor or a list of tensors, got ", friendly_type(object), "."
  ), argument = "object")
}

is_tensor <- function(x) inherits(x, c("hornpipe.KerasTensor", "torch.Tensor", "numpy.ndarray"))

as_call_input <- function(object) {
  if (is_tensor(object)) return(object)
  if (is.data.frame(object)) object <- frame_matrix(object, "object")
  if (is.list(object)) return(lapply(object, as_call_input))
  to_tensor(if (is.factor(object)) as.character(object) else object)
}

append_layer <- function(model, layer, caller) {
  if (copies_models()) {
    model <- call_python(rbridge()$copied, list(live(model)), caller)
    call_python(model$add, list(layer), caller)
    return(model)
  }
  note_late_layer(model, layer)
  call_python(model$add, list(layer), caller)
  invisible(model)
}

copies_models <- function() {
  option <- getOption("hornpipe.inplace", "inplace")
  if (!identical(option, "inplace") && !identical(option, "copy")) {
    stop_hornpipe(c("argument", "value"), paste0("`options(hornpipe.inplace =)` must be \"inplace\" or \"copy\", got ", shown(option), "."),
                  argument = "hornpipe.inplace")
  }
  option == "copy"
}

# -- the rerun guard ----------------------------------------------------------------------------------------

# Layers added to a compiled model are most often a chunk run twice. They are collected while a pipe runs and named in one
# warning at its end; where a chunk has more pipes, their layers wait for the next use of the model.
note_late_layer <- function(model, layer) {
  if (isTRUE(model$compiled)) {
    notes <- rbridge()$notes(model)
    first <- !length(notes$added) && !notes$told
    notes$added <- c(notes$added, list(layer$name))
    if (first) at_exit(pipe_frame(), function() notes$told <- name_late_layers(model, notes))
  }
}

warn_late_layers <- function(model) {
  live(model)
  if (!inherits(model, "hornpipe.models.Sequential")) return(invisible())
  notes <- rbridge()$notes(model)
  if (notes$told) notes$told <- FALSE
  name_late_layers(model, notes)
}

# The outermost of the calls of pipes and of our functions that are running inside each other: what a user sees as one pipe.
pipe_frame <- function() {
  outermost <- sys.nframe()
  for (n in rev(seq_len(sys.nframe()))) {
    home <- environment(sys.function(n))
    if (identical(home, topenv()) || identical(home, asNamespace("magrittr"))) outermost <- n
    else if (!identical(home, .BaseNamespaceEnv)) break
  }
  sys.frame(outermost)
}

at_exit <- function(frame, run) do.call(on.exit, list(as.call(list(run)), add = TRUE), envir = frame)

# TRUE where there were some.
name_late_layers <- function(model, notes) {
  added <- unlist(notes$added)
  if (!length(added)) return(FALSE)
  notes$added <- list()
  warn_hornpipe("rerun", paste0(
    ngettext(length(added), "Layer ", "Layers "), paste0("`", added, "`", collapse = ", "),
    ngettext(length(added), " was", " were"), " added to the model `", model$name, "`, which was already compiled. ",
    "Was a chunk run twice? Layers are added in place: start again from `keras_model_sequential()`, or call `pop_layer()`."
  ), layers = added)
  TRUE
}

# -- layers and models as R functions -----------------------------------------------------------------------

#' @importFrom reticulate py_to_r_wrapper
#' @export
py_to_r_wrapper.hornpipe.layers.Layer <- function(x) {
  force(x)
  function(object, ...) {
    if (missing(object)) return(call_python(x, list(...), NULL))
    if (inherits(object, "hornpipe.models.Sequential") && !...length()) return(compose(object, x, NULL))
    if (inherits(x, "hornpipe.utils.FeatureSpace")) object <- as.list(object)       # it takes columns, by name
    call_python(x, c(list(as_call_input(object)), list(...)), NULL)
  }
}

friendly_type <- function(x) {
  if (inherits(x, "python.builtin.object")) return(paste0("a Python object of class ", class(x)[[1L]]))
  if (is.function(x)) return("a function")
  if (is.null(x)) return("NULL")
  if (is.character(x) && length(x) == 1L) return(paste0("\"", x, "\""))
  kind <- if (is.object(x)) paste0("an object of class ", class(x)[[1L]]) else paste0("a ", typeof(x), if (is.list(x)) "" else " vector")
  if (is.null(dim(x))) paste0(kind, " of length ", length(x)) else paste0(kind, " of size ", paste(dim(x), collapse = " x "))
}
