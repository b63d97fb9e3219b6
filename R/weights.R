#' Weights of a layer or model
#'
#' A list of R arrays in the order in which the layers made them. Their shapes
#' are those of Keras: a dense kernel is inputs x units.
#'
#' @param object A layer or model.
#' @param trainable `TRUE` for the trainable weights only, `FALSE` for the
#'   others, `NA` for all.
#' @param weights A list of arrays of the same shapes as `get_weights()` gives.
#'
#' @return `get_weights()` a list of arrays; `set_weights()` the object,
#'   invisibly.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>% layer_dense(units = 3)
#' weights <- get_weights(model)
#' weights[[1]][] <- 0
#' set_weights(model, weights)
get_weights <- function(object, trainable = NA) {
  object <- as_object(object)
  if (is.na(trainable)) return(call_python(object$get_weights))
  variables <- if (trainable) object$trainable_weights else object$non_trainable_weights
  lapply(variables, function(variable) call_python(variable$numpy))
}

#' @rdname get_weights
#' @export
set_weights <- function(object, weights) {
  check_given(object, weights)
  call_python(rbridge()$set_weights, list(as_object(object), lapply(unname(weights), weight_array)))
  invisible(object)
}

weight_array <- function(x) if (is_python_data(x)) x else rbridge()$numpy(for_python(as.array(x)))

#' Freeze and unfreeze weights
#'
#' Frozen layers keep their weights in training. A model that is compiled must be
#' compiled again: a warning says so.
#'
#' As in keras 2.x, `freeze_weights()` freezes the layers from `from` to `to`, or
#' those of `which`, and unfreezes all others; `unfreeze_weights()` the other way
#' round. Without a choice all layers are frozen or unfrozen. A message tells which
#' layers have changed.
#'
#' @param object A layer or model.
#' @param from,to First and last layer, by name or position (from 1, negative
#'   from the end).
#' @param which The layers, as names, positions, a logical vector, or a function
#'   of a layer that returns `TRUE` or `FALSE`; `~ grepl("conv", .x$name)` is one.
#'
#' @return The object, invisibly.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>%
#'   layer_dense(units = 8, name = "base") %>%
#'   layer_dense(units = 3, name = "head")
#' model %>% freeze_weights(to = "base")
#' summary(model, show_trainable = TRUE)
#' model %>% unfreeze_weights()
freeze_weights <- function(object, from = NULL, to = NULL, which = NULL) {
  set_trainable(object, from, to, which, FALSE)
}

#' @rdname freeze_weights
#' @export
unfreeze_weights <- function(object, from = NULL, to = NULL, which = NULL) {
  set_trainable(object, from, to, which, TRUE)
}

set_trainable <- function(object, from, to, which, value) {
  object <- as_object(object)
  before <- trainable_layers(object)
  if (is.null(from) && is.null(to) && is.null(which)) {
    object$trainable <- value
    return(tell_trainable(object, before))
  }
  if (!is.null(which) && !(is.null(from) && is.null(to))) {
    stop_hornpipe(c("argument", "value"), "`which` and `from`, `to` exclude each other.", argument = "which")
  }
  layers <- object$layers
  chosen <- if (is.null(which)) {
    first <- if (is.null(from)) 1L else layer_position(layers, from, "from")
    last <- if (is.null(to)) length(layers) else layer_position(layers, to, "to")
    seq_along(layers) >= first & seq_along(layers) <= last
  } else {
    chosen_layers(layers, which)
  }
  object$trainable <- TRUE
  for (i in seq_along(layers)) layers[[i]]$trainable <- if (chosen[[i]]) value else !value
  tell_trainable(object, before)
}

# TRUE or FALSE for each layer that has weights, or will have some, by name.
trainable_layers <- function(object) {
  layers <- if (inherits(object, "hornpipe.models.Model")) live(object)$layers else list(object)
  layers <- Filter(function(layer) !isTRUE(layer$built) || length(layer$weights), layers)
  vapply(stats::setNames(layers, vapply(layers, function(layer) layer$name, "")), function(layer) isTRUE(layer$trainable), NA)
}

# What has changed, that of the others too; and who has to hear of it.
tell_trainable <- function(object, before) {
  after <- trainable_layers(object)
  changed <- function(to) names(after)[after == to & before != to]
  told <- c(if (length(changed(FALSE))) paste0("Frozen: ", quoted(changed(FALSE), "`")), if (length(changed(TRUE))) paste0("Unfrozen: ", quoted(changed(TRUE), "`")))
  if (length(told)) message(paste0(told, collapse = ". "), ".")
  if (length(told) && inherits(object, "hornpipe.models.Model") && isTRUE(object$compiled)) {
    warn_hornpipe("compiled", paste0("The model `", object$name, "` is compiled already: call compile() again before fit(), for its optimizer and what it trains."))
  }
  invisible(object)
}

chosen_layers <- function(layers, which) {
  if (inherits(which, "formula")) which <- lambda(which)
  if (is.function(which)) return(vapply(layers, function(layer) isTRUE(which(layer)), NA))
  if (is.logical(which)) {
    if (length(which) != length(layers)) {
      stop_hornpipe(c("argument", "value"), paste0("`which` has ", length(which), " elements, the model ", length(layers), " layers."),
                    argument = "which")
    }
    return(which)
  }
  seq_along(layers) %in% vapply(as.list(which), layer_position, 0L, layers = layers, argument = "which")
}

# `~ f(.x)` as a function of `.x`.
lambda <- function(formula) {
  force(formula)
  function(.x) eval(formula[[2L]], list(.x = .x), environment(formula))
}

layer_position <- function(layers, id, argument) {
  names <- vapply(layers, function(layer) layer$name, "")
  n <- length(layers)
  found <- if (is.character(id)) match(id, names) else if (is_whole(id)) as.integer(if (id < 0) n + 1 + id else id) else NA_integer_
  if (is.na(found) || found < 1L || found > n) {
    stop_hornpipe(c("argument", "value"), paste0("`", argument, "` must name a layer or its position in 1 to ", n, ", got ", shown(id),
                                                 ". Layers: ", quoted(names, "`"), "."), argument = argument, actual = id)
  }
  found
}
