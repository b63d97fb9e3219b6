#' Predict without Python
#'
#' Makes a plain R object of a model: its layers, their weights, and the order in
#' which they are called. `predict()` on it is matrix algebra in R; Python is not
#' started, and need not be installed. `saveRDS()` and `readRDS()` carry the object
#' as any list.
#'
#' The results are those of the model's [predict()][predict.hornpipe.models.Model],
#' to about 1e-6: R computes with doubles where the model has single precision.
#' Levels of factors, and the formula if the model was fitted by one, come along.
#' A call on a few rows takes about a millisecond for a small network; large
#' convolutions run at the speed of R's BLAS, 20 to 50 times slower than the model
#' with the reference one.
#'
#' Supported are sequential and functional models with several inputs and outputs,
#' models inside models and shared layers, of these layers:
#'
#' `r predictor_layers_as_text()`
#'
#' and most elementwise arithmetic of symbolic tensors. Any other layer, and one
#' made of R or Python code, is refused by an error of class
#' `hornpipe_predictor_error` when the predictor is made.
#'
#' @param model A model whose weights exist.
#' @param object What `as_r_predictor()` returned.
#' @param x Inputs: a matrix or array with observations along its first dimension,
#'   a vector, a data frame of numbers, a sparse matrix, or a list of those for
#'   several inputs, by name or in their order.
#' @param type `"response"`, `"class"` or `"prob"`, as in the model's `predict()`.
#' @param batch_size Observations that are computed at a time: memory grows with it.
#' @param na.action `na.omit` leaves out rows with missing values, `na.exclude` gives
#'   `NA` for them; by default they are an error.
#' @param ... Must be empty.
#'
#' @return `as_r_predictor()` an object of class `hornpipe_predictor`; `predict()` an
#'   array with the observations along its first dimension, a list of arrays for
#'   several outputs.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>%
#'   layer_dense(units = 8, activation = "relu") %>%
#'   layer_dense(units = 3, activation = "softmax")
#' model %>% compile("adam", "sparse_categorical_crossentropy")
#' model %>% fit(as.matrix(iris[, 1:4]), iris$Species, epochs = 2, verbose = 0)
#' predictor <- as_r_predictor(model)
#' file <- tempfile(fileext = ".rds")
#' saveRDS(predictor, file)
#'
#' # in another session, where there is no Python
#' predictor <- readRDS(file)
#' predict(predictor, iris[c(1, 51, 101), 1:4])
#' predict(predictor, iris[c(1, 51, 101), 1:4], type = "class")
as_r_predictor <- function(model) {
  if (!inherits(model, "hornpipe.models.Model")) {
    stop_hornpipe(c("argument_type", "type"), paste0("`model` must be a model, got ", friendly_type(model), "."), argument = "model", actual = class(model)[[1L]])
  }
  net <- call_python(rbridge()$description, list(live(model), as.list(known_to_predictor())))
  net$layers <- lapply(net$layers, in_r_form)
  check_net(net)
  root <- net$layers[[net$root]]
  structure(
    list(name = model$name, net = net, inputs = stats::setNames(lapply(root$inputs, `[[`, "shape"), vapply(root$inputs, `[[`, "", "key")),
         outputs = c(output_facts(model), named = !is.null(names(model$output))), terms = slot_of(object_env(model), "hornpipe_terms"), columns = known_columns(model),
         parameters = count_params(model)),
    class = "hornpipe_predictor"
  )
}

known_to_predictor <- function() c("Model", names(kinds_of_predictor()), paste0("op_", names(kinds_of_operations)))
kinds_of_predictor <- function() c(kinds_of_layers, kinds_of_windows, kinds_of_recurrent)
masks_of_predictor <- function() c(masks_of_layers, masks_of_recurrent)

predictor_layers_as_text <- function() paste0("`", sort(names(kinds_of_predictor()), method = "radix"), "`", collapse = ", ")

# Shapes of Python as R keeps them.
in_r_form <- function(l) {
  if (length(l$inputs)) l$inputs <- lapply(l$inputs, function(end) replace(end, "shape", list(as_field(end$shape))))
  l
}

# -- what cannot be exported --------------------------------------------------------------------------------

check_net <- function(net) {
  problems <- unlist(lapply(net$layers, problem_of))
  called <- unlist(lapply(net$layers, function(l) unlist(lapply(l$steps, problem_of_call, net = net))))
  problems <- unique(c(problems, called))
  if (!length(problems)) return(invisible())
  stop_hornpipe(c("predictor", "value"), paste0(
    "The model cannot be computed in R: ", paste(problems, collapse = "; "), ". `?as_r_predictor` lists the supported layers."
  ), argument = "model", layers = unlist(lapply(Filter(function(l) !is.null(problem_of(l)), net$layers), `[[`, "name"), use.names = FALSE),
  call = quote(as_r_predictor()))
}

problem_of <- function(l) {
  what <- paste0("the layer `", l$name, "` ")
  if (startsWith(l$class, "op_")) {
    return(if (!l$class %in% known_to_predictor()) paste0("the operation ", l$class, "() (`", l$name, "`) is not supported"))
  }
  if (!l$class %in% known_to_predictor() || !isTRUE(l$own)) {
    return(paste0(what, "is of the class ", l$class, if (isTRUE(l$own)) ", which is not supported" else ", which is made of code"))
  }
  if (!is.null(l$quantized)) return(paste0(what, "(", l$class, ") is quantized to ", l$quantized))
  if (isTRUE(l$settings$stateful)) return(paste0(what, "(", l$class, ") is stateful"))
  interpolation <- l$settings$interpolation
  if (!is.null(interpolation) && startsWith(l$class, "UpSampling") && interpolation != "nearest") {
    return(paste0(what, "(", l$class, ") has interpolation = \"", interpolation, "\", only \"nearest\" is supported"))
  }
  text <- vapply(l$inputs, function(end) identical(end$dtype, "string"), NA)
  if (any(text)) return(paste0("the input `", l$inputs[text][[1L]]$key, "` takes text"))
  for (f in l$activations) {
    if (is.null(f$layer) && !isTRUE(f$name %in% names(predictor_activations))) {
      return(paste0(what, "(", l$class, ") has the activation `", f$name %||% f$other, "`, which is not supported"))
    }
  }
}

problem_of_call <- function(step, net) {
  l <- net$layers[[step$layer]]
  if (startsWith(l$class, "op_")) return(NULL)
  recurrent <- !is.null(masks_of_recurrent[[l$class]])
  given <- c(names(step$arguments$named), if (length(step$arguments$positional) > 1L + recurrent) "several arguments by position")
  strange <- setdiff(given, if (recurrent) "initial_state")
  if (length(strange)) paste0("the layer `", l$name, "` (", l$class, ") is called with ", paste(strange, collapse = ", "))
}

# -- running ------------------------------------------------------------------------------------------------

#' @rdname as_r_predictor
#' @export
predict.hornpipe_predictor <- function(object, x, batch_size = 64, ..., type = c("response", "class", "prob"), na.action = NULL) {
  type <- as_choice(type)
  known_dots(list(...), character(), "predict()", strict = TRUE)
  check_given(x)
  batch_size <- as_count(batch_size)
  check_type(object$outputs, type)
  rows <- row_names(x)
  x <- if (!is.null(object$terms) && is.data.frame(x)) formula_design(object$terms, x) else by_columns(object$columns, x)
  kept <- kept_rows(list(x), na.action)
  x <- predictor_inputs(take_rows(x, kept), object)
  n <- rows_of(x)
  batches <- split(seq_len(n), (seq_len(n) - 1L) %/% max(batch_size, 1L))
  values <- lapply(batches, function(i) run_root(object$net, lapply(x, first_of, i)))
  root <- object$net$layers[[object$net$root]]
  values <- lapply(seq_along(root$outputs), function(o) bind_rows_of(lapply(values, `[[`, o)))
  if (!anyDuplicated(root$keys)) values <- values[match(object$outputs$names, root$keys)]
  if (object$outputs$named) names(values) <- object$outputs$names
  values <- as_predictions(if (isTRUE(root$single)) values[[1L]] else values, object$outputs, if (is.null(kept)) rows else rows[kept], type)
  if (!is.null(kept) && as_na_action(na.action) == "na.exclude") pad_rows(values, kept, rows) else values
}

# The inputs of the model in their order, as arrays of its rank.
predictor_inputs <- function(x, object) {
  if (is_python_data(x)) {
    stop_hornpipe("type", "`x` must be data of R: a predictor has no Python to read a Python object with.", argument = "x", call = quote(predict()))
  }
  specs <- lapply(object$inputs, function(shape) lapply(shape, function(n) if (!is.na(n)) n))
  x <- each_input(x, specs, "x", function(value, spec, label) {
    value <- input_array(value, spec, label, object)
    if (inherits(value, "Matrix")) value <- as.matrix(value)
    if (!is.numeric(value) && !is.logical(value)) stop_not_numeric(value, label)
    check_finite(value, label)
    plain_array(if (is.null(dim(value))) shaped(value, length(value)) else value)
  })
  if (!is_plain_list(x)) x <- list(x)
  if (length(x) != length(specs)) {
    stop_hornpipe(c("shape", "value"), paste0("`x` must hold ", length(specs), " inputs (", quoted(names(specs), "`"), "), got ", length(x), "."),
                  argument = "x", expected = length(specs), actual = length(x), call = quote(predict()))
  }
  if (!is.null(names(x))) x <- x[names(specs)]
  root <- object$net$layers[[object$net$root]]
  x <- Map(function(value, end) fitted_input(value, end, object$name), unname(x), root$inputs)
  if (length(unique(vapply(x, function(value) dim(value)[1L], 0L))) > 1L) {
    stop_hornpipe(c("data", "value"), paste0("The inputs must have as many rows, got ", paste(vapply(x, function(value) dim(value)[1L], 0L), collapse = " and "), "."),
                  argument = "x", call = quote(predict()))
  }
  x
}

# A last axis of size 1 may be there or not.
fitted_input <- function(value, end, model) {
  d <- dim(value)
  rank <- length(end$shape)
  if (length(d) == rank + 1L && d[length(d)] == 1L) d <- d[-length(d)]
  else if (length(d) == rank - 1L && isTRUE(end$shape[rank] == 1L)) d <- c(d, 1L)
  if (length(d) != rank || any(d[-1L] != end$shape[-1L], na.rm = TRUE)) {
    stop_hornpipe(c("shape", "value"), paste0("The input `", end$key, "` of the model `", model, "` must have shape (", paste(end$shape, collapse = ", "),
                                              "), got (", paste(dim(value), collapse = ", "), ")."),
                  layer = model, argument = end$key, expected = end$shape, actual = dim(value), call = quote(predict()))
  }
  shaped(value, d)
}

rows_of <- function(x) dim(x[[1L]])[1L]
first_of <- function(x, rows) part(x, c(list(rows), rep(list(TRUE), length(dim(x)) - 1L)))
bind_rows_of <- function(parts) if (length(parts) == 1L) bare(parts[[1L]]) else bind_along(lapply(unname(parts), bare), 1L)

run_root <- function(net, x) run_model(net, net$layers[[net$root]], x)

# The outputs of a model as a list, in their order.
run_model <- function(net, model, x) {
  keys <- vapply(model$inputs, `[[`, "", "key")
  if (!is.list(x)) x <- list(x)
  if (!is.null(names(x))) x <- x[keys]
  values <- new.env(parent = emptyenv())
  for (i in seq_along(keys)) {
    whole <- grepl("^u?int|^bool", model$inputs[[i]]$dtype)
    assign(model$inputs[[i]]$id, if (whole) with_mask(trunc(bare(x[[i]])), mask_of(x[[i]])) else x[[i]], envir = values)
  }
  for (step in model$steps) {
    made <- run_step(net, step, values)
    if (!is.list(made)) made <- list(made)
    for (i in seq_along(step$outputs)) assign(step$outputs[[i]], made[[i]], envir = values)
  }
  mget(model$outputs, envir = values) |> unname()
}

run_step <- function(net, step, values) {
  positional <- lapply(step$arguments$positional, argument_value, values)
  named <- lapply(step$arguments$named, argument_value, values)
  l <- net$layers[[step$layer]]
  if (startsWith(l$class, "op_")) return(do.call(kinds_of_operations[[sub("^op_", "", l$class)]], lapply(c(positional, named), bare_each)))
  if (length(positional) > 1L) named$initial_state <- positional[[2L]]
  run_layer(net, step$layer, positional[[1L]], named)
}

argument_value <- function(argument, values) {
  if (!is.null(argument$tensor)) return(get(argument$tensor, envir = values))
  if (!is.null(argument$list)) return(lapply(argument$list, argument_value, values))
  argument$value
}

# One call of a layer: arrays carry their masks as an attribute, outside of layers only.
run_layer <- function(net, number, x, options = list()) {
  l <- net$layers[[number]]
  if (l$class == "Model") {
    made <- run_model(net, l, x)
    return(if (isTRUE(l$single)) made[[1L]] else made)
  }
  mask <- if (is.list(x)) lapply(x, mask_of) else mask_of(x)
  if (is.list(mask) && all(vapply(mask, is.null, NA))) mask <- NULL
  x <- bare_each(x)
  y <- kinds_of_predictor()[[l$class]](l, x, net = net, mask = mask, options = lapply(options, bare_each))
  rule <- masks_of_predictor()[[l$class]]
  next_mask <- if (is.null(rule)) (if (isTRUE(l$keeps_mask)) mask) else if (!is.null(mask) || l$class %in% c("Embedding", "Masking")) rule(l, x, mask)
  if (is.null(next_mask)) return(y)
  if (!is.list(y)) return(with_mask(y, next_mask))
  masked <- seq_len(if (l$class == "Bidirectional" && is.null(l$settings$merge_mode)) 2L else 1L)
  y[masked] <- lapply(y[masked], with_mask, next_mask)
  y
}

mask_of <- function(x) attr(x, "mask", exact = TRUE)
with_mask <- function(x, mask) `attr<-`(x, "mask", mask)
bare <- function(x) with_mask(x, NULL)
bare_each <- function(x) if (is.list(x)) lapply(x, bare_each) else bare(x)

#' @export
print.hornpipe_predictor <- function(x, ...) {
  layers <- Filter(function(l) !l$class %in% c("Model", "InputLayer"), x$net$layers)
  shapes <- vapply(x$inputs, function(shape) paste0("(", paste(shape, collapse = ", "), ")"), "")
  cat("<R predictor of the model `", x$name, "`>\n", sep = "")
  cat("inputs:  ", paste(names(x$inputs), shapes, collapse = ", "), "\n", sep = "")
  cat("outputs: ", paste(x$outputs$names, collapse = ", "), "\n", sep = "")
  for (output in names(x$outputs$levels)) cat("levels:  ", paste(x$outputs$levels[[output]], collapse = ", "), "\n", sep = "")
  cat("layers:  ", length(layers), ", ", format(x$parameters, big.mark = ","), " parameters, ", format(utils::object.size(x), units = "auto"), "\n", sep = "")
  invisible(x)
}
