#' Train a model
#'
#' Trains a compiled model on data, for a number of epochs.
#'
#' The model is changed in place; fitting again continues. Data are converted
#' once, before the first epoch. Factors may be given as `y`: their levels are
#' remembered, and [predict()][predict.hornpipe.models.Model] with
#' `type = "class"` gives them back.
#'
#' An interrupt (Esc, Ctrl-C) ends training after the running step: the history
#' so far is returned and the model can be used, and fitted further.
#'
#' Where the packages keras 2.15 and keras3 differ, this follows keras 2.15: `epochs`
#' is 10 unless given (1 in keras3), and `initial_epoch` counts from 0 (from 1 in
#' keras3), so `fit(epochs = 6, initial_epoch = 3)` runs epochs 4, 5 and 6. Class ids in
#' `y` and names of `class_weight` count from 0 in both.
#'
#' @param object A compiled model.
#' @param x Inputs: a matrix or array with observations along its first
#'   dimension, a vector, a data frame of numbers, a sparse matrix, or a list of
#'   those for several inputs, by name or in their order; or a generator, which
#'   gives `list(x, y)` batch by batch.
#'   Or a formula such as `Species ~ .`, with `data`.
#' @param y Targets: as `x`; also a factor, or strings, as classes. `NULL` with a
#'   generator or formula.
#' @param batch_size Observations per step; by default 32, or what parts the data into the
#'   steps that are asked for. Data that come in batches take none.
#' @param epochs The last epoch to run.
#' @param verbose `0` for silence, `1` for a progress bar, `2` for a line an
#'   epoch; `"auto"` is `1` on a terminal, `2` elsewhere, `0` under testthat.
#' @param callbacks A callback such as [callback_early_stopping()], or a list of
#'   them.
#' @param view_metrics Whether to show the metrics in the viewer or a browser
#'   while training runs. `"auto"` is `FALSE`.
#' @param validation_split Share of the data, at its end, that is held out for
#'   validation.
#' @param validation_data `list(x, y)` or `list(x, y, sample_weight)` to validate
#'   on after each epoch; a data frame if the model is fitted by a formula; or a
#'   generator, with `validation_steps`.
#' @param shuffle Whether to shuffle the observations in each epoch.
#' @param class_weight Weights of the classes, named by class id or by level:
#'   `list("0" = 1, "1" = 5)`. For several outputs a list of those, by output.
#' @param sample_weight Weights of the observations, or a list of them by output.
#' @param initial_epoch Epochs already done; `"resume"` goes on where the last `fit()` of
#'   the model ended, in the middle of an epoch where an interrupt ended it, to the
#'   weights of a training that was never interrupted. A model that comes from a file, or
#'   is a copy, does not know the place: it warns and begins with epoch 1.
#' @param steps_per_epoch Batches per epoch; needed with a generator, for more
#'   than one epoch. The next epoch goes on with the data where this one stopped.
#' @param validation_steps Batches per validation.
#' @param ... `validation_batch_size`, `validation_freq`. Other names have no effect, with a
#'   warning of class `hornpipe_unused_argument_warning`; those that are nearly the name of
#'   an argument are an error.
#' @param data A data frame in which the variables of a formula are found.
#' @param na.action What becomes of rows with missing values: [na.fail()], as by
#'   default, is an error that names the columns; [na.omit()] leaves them out and
#'   says how many they are. For [predict()], [na.exclude()] gives `NA` for them.
#' @param background Whether to train in another process, while R goes on: see
#'   [background_fit].
#' @param device Where to train, for example `"cpu"` or `"cuda:0"`: see
#'   [hornpipe_devices()]. The model moves there and stays.
#'
#' @return The history, invisibly: see [hornpipe_training_history]. With `background
#'   = TRUE` a handle: see [background_fit].
#' @importFrom generics fit
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>%
#'   layer_dense(units = 8, activation = "relu") %>%
#'   layer_dense(units = 3, activation = "softmax")
#' model %>% compile("adam", "sparse_categorical_crossentropy", metrics = "accuracy")
#' x <- as.matrix(iris[, 1:4])
#' history <- model %>% fit(x, iris$Species, epochs = 3, validation_split = 0.2)
#' history
fit.hornpipe.models.Model <- function(object, x = NULL, y = NULL, batch_size = NULL, epochs = 10,
                                      verbose = getOption("keras.fit_verbose", default = "auto"), callbacks = NULL,
                                      view_metrics = getOption("keras.view_metrics", default = "auto"),
                                      validation_split = 0, validation_data = NULL, shuffle = TRUE, class_weight = NULL,
                                      sample_weight = NULL, initial_epoch = 0, steps_per_epoch = NULL,
                                      validation_steps = NULL, ..., data = NULL, na.action = NULL, background = FALSE, device = NULL) {
  object <- live(object)
  call_python(rbridge()$refuse_second, list(object))
  warn_late_layers(object)
  follow_seed()
  if (as_flag(background)) refuse_for_background(x, validation_data, view_metrics)
  before <- learned_of(object)
  begun <- FALSE
  progress <- NULL
  on.exit(if (!begun && !length(progress$rows)) learn_again(object, before))
  by_formula <- inherits(x, "formula")       # lm() has `subset`, `weights` ...: to leave them out would be a surprise
  if (by_formula) {
    parts <- formula_data(object, x, data %||% y)
    x <- parts$x
    y <- parts$y
  } else {
    forget_formula(object)
  }
  verbose <- resolve_verbose(verbose)
  leave_device <- enter_device(object, device, say = verbose > 0L)
  on.exit(leave_device(), add = TRUE)
  progress <- rbridge()$fit_progress(told(verbose), verbose == 1L)
  page <- metrics_page(view_metrics)
  more <- known_dots(list(...), c("validation_batch_size", "validation_freq"), "fit()", strict = by_formula)
  more <- Map(as_ints, more, names(more))
  steps_per_epoch <- steps_per_epoch %||% attr(x, "batches", exact = TRUE)
  validation_steps <- validation_steps %||% attr(validation_data, "batches", exact = TRUE)
  epochs <- as_count(epochs)
  if (!identical(initial_epoch, "resume")) initial_epoch <- as_count(initial_epoch)
  check_epochs(epochs, initial_epoch)
  check_batch_size(x, batch_size, "fit()")
  if (is.character(initial_epoch) || epochs > initial_epoch + 1L) check_steps(x, steps_per_epoch, "steps_per_epoch", "`x`")
  check_steps(validation_data, validation_steps, "validation_steps", "`validation_data`")
  sample <- training_data(object, x, y, sample_weight, learn_levels = TRUE, na.action = na.action)
  if (by_output_weights(class_weight)) {
    sample$sample_weight <- weigh_outputs(object, sample$y, class_weight, sample$sample_weight)
    class_weight <- NULL
  }
  args <- list(
    x = sample$x, y = sample$y, batch_size = as_int(batch_size), epochs = epochs, callbacks = as_callbacks(callbacks),
    validation_split = as_real(validation_split), validation_data = as_validation(validation_data, object, na.action), shuffle = as_shuffle(shuffle),
    class_weight = as_class_weight(class_weight, object), sample_weight = sample$sample_weight,
    initial_epoch = initial_epoch, steps_per_epoch = as_int(steps_per_epoch), validation_steps = as_int(validation_steps)
  )
  args <- c(args, more)
  size <- if (!is.null(sample$samples)) {
    samples <- as.integer(floor(sample$samples * (1 - validation_split)))
    list(samples = samples, batch_size = as_int(batch_size %||% if (is.null(steps_per_epoch)) 32 else ceiling(samples / steps_per_epoch)))
  }
  notes <- rbridge()$notes(object)
  notes$samples <- size$samples
  if (background) {
    handle <- background_fit(object, args, size, verbose)
    begun <- TRUE
    remember_columns(object, x)
    return(handle)
  }
  args$callbacks <- c(args$callbacks, page, progress)
  # Python answers Ctrl-C. R remembers it too, and must not act on it under Python's frames, nor take the history away.
  history <- suspendInterrupts({
    result <- call_python(object$fit, c(args, verbose = 0L))
    begun <- TRUE
    remember_columns(object, x)
    history <- as_history(result, progress, size)
    history$interrupted <- forget_interrupt() || history$interrupted
    if (history$interrupted) settle_interrupt()
    history
  })
  if (identical(initial_epoch, "resume") && !length(history$epoch) && !history$interrupted && epochs > 0L) {
    warn_hornpipe("argument", paste0("No epoch is run: `epochs` is the last one, ", epochs, ", and the model has been trained to it."))
  }
  if (history$interrupted && verbose == 1L) cat("\n")       # what follows must not stand in the line of the bar
  invisible(history)
}

# What fit() learns of its data. One that is refused leaves it as it was.
learned_of <- function(model) list(levels = rbridge()$notes(model)$levels, terms = slot_of(object_env(model), "hornpipe_terms"))

learn_again <- function(model, learned) {
  notes <- rbridge()$notes(model)
  notes$levels <- as_dict(learned$levels)
  assign("hornpipe_terms", learned$terms, envir = object_env(model))
}

# `epochs` is the number of the last epoch: who means "so many more" trains nothing.
check_epochs <- function(epochs, initial_epoch) {
  if (is.numeric(initial_epoch) && epochs <= initial_epoch && initial_epoch > 0L) {
    warn_hornpipe("argument", paste0(
      "No epoch is run: `epochs` is the last one, ", epochs, ", and `initial_epoch` says that ", initial_epoch, " are done. ",
      "To train ", max(epochs, 1L), " more, use `epochs = ", initial_epoch + max(epochs, 1L), "`."
    ))
  }
}

as_shuffle <- function(shuffle, frame = parent.frame()) {
  if (identical(shuffle, "batch") || is.null(shuffle)) shuffle else as_flag(shuffle, "shuffle", frame)
}

training_data <- function(object, x, y, sample_weight, learn_levels = FALSE, na.action = NULL) {
  if (is_r_generator(x)) {
    if (!is.null(y)) {
      stop_hornpipe(c("argument", "value"), "`y` must be NULL where `x` is a function: its batches hold the targets.", argument = "y")
    }
    return(list(x = as_generator(x, object), y = NULL, sample_weight = NULL, samples = NULL))
  }
  kept <- kept_rows(list(x, y, sample_weight), na.action)
  x <- as_model_x(take_rows(x, kept), object)
  list(x = x, y = as_model_y(take_rows(y, kept), object, learn_levels = learn_levels), sample_weight = as_sample_weight(take_rows(sample_weight, kept)),
       samples = rbridge()$rows(x))
}

as_validation <- function(data, model, na.action = NULL) {
  if (is.null(data) || is_python_data(data)) return(data)
  if (is_r_generator(data)) return(as_generator(data, model))
  if (is.data.frame(data) && knows_formula(model)) {
    pair <- formula_pair(model, data, NULL)
    data <- list(pair$x, pair$y)
  }
  if (!is_plain_list(data) || !length(data) %in% 2:3) {
    stop_hornpipe(c("argument", "value"), paste0(
      "`validation_data` must be list(x, y) or list(x, y, sample_weight), got ", friendly_type(data), "."
    ), argument = "validation_data")
  }
  data <- take_rows(data, kept_rows(data, na.action))
  parts <- list(as_model_x(data[[1L]], model, "validation_data[[1]]"), as_model_y(data[[2L]], model, "validation_data[[2]]"))
  if (length(data) == 3L) parts <- c(parts, list(as_sample_weight(data[[3L]])))
  do.call(reticulate::tuple, parts)
}

as_callbacks <- function(callbacks) {
  if (is.null(callbacks)) return(NULL)
  if (!is_plain_list(callbacks)) callbacks <- list(callbacks)
  unname(lapply(callbacks, as_callback))
}

#' Evaluate a model
#'
#' Loss and metrics of a compiled model on data.
#'
#' @inheritParams fit.hornpipe.models.Model
#' @param object A compiled model.
#' @param verbose `0` or `2` for silence, `1` for a progress bar; `"auto"` is `1` on a
#'   terminal only.
#' @param steps Batches to take; needed with a generator that does not end.
#' @param callbacks A callback or a list of them.
#' @param ... Not used: other names have no effect, with a warning of class
#'   `hornpipe_unused_argument_warning`; those that are nearly the name of an argument are an
#'   error.
#'
#' @return A named numeric vector of the loss and the metrics, as in keras 2.15; keras3
#'   gives a list.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>%
#'   layer_dense(units = 8, activation = "relu") %>%
#'   layer_dense(units = 3, activation = "softmax")
#' model %>% compile("adam", "sparse_categorical_crossentropy", metrics = "accuracy")
#' x <- as.matrix(iris[, 1:4])
#' model %>% evaluate(x, as.integer(iris$Species) - 1, verbose = 0)
evaluate <- function(object, ...) {
  check_given(object)
  UseMethod("evaluate")
}

#' @rdname evaluate
#' @rawNamespace S3method(generics::evaluate, hornpipe.models.Model)
#' @export
evaluate.hornpipe.models.Model <- function(object, x = NULL, y = NULL, batch_size = NULL, verbose = "auto",
                                           sample_weight = NULL, steps = NULL, callbacks = NULL, ..., na.action = NULL) {
  leave_seed()
  warn_late_layers(live(object))
  known_dots(list(...), character(), "evaluate()")
  check_batch_size(x, batch_size, "evaluate()")
  leave_device <- enter_device(object)
  on.exit(leave_device(), add = TRUE)
  pair <- formula_pair(object, x, y)
  data <- training_data(object, pair$x, pair$y, sample_weight, na.action = na.action)
  args <- list(x = data$x, y = data$y, batch_size = as_int(batch_size), verbose = 0L, sample_weight = data$sample_weight,
               steps = as_int(steps), callbacks = c(as_callbacks(callbacks), run_progress(verbose, "Evaluate")), return_dict = TRUE)
  as_results(call_python(object$evaluate, args))
}

as_results <- function(logs) unlist(logs[loss_first(names(logs))])

run_progress <- function(verbose, label) {
  verbose <- resolve_verbose(verbose)
  if (verbose == 1L) rbridge()$RunProgress(told(verbose, label))
}

#' Predict with a model
#'
#' The outputs of a model for new data: numbers, classes, or probabilities by class. The model
#' is not changed, and neither is R's random seed.
#'
#' @inheritParams evaluate
#' @param object A model.
#' @param x Inputs, as for [fit()][fit.hornpipe.models.Model]. Where that was given a data
#'   frame, or a formula, the columns of a data frame are found by name.
#' @param type `"response"` for the outputs as they are; `"class"` for the most
#'   probable class, as a factor if the model was trained with one and 0-based
#'   otherwise; `"prob"` for the outputs with a column per class, named by level.
#'
#' @return An array with the observations along its first dimension and with
#'   their row names; for several outputs a list of arrays, named as the list of the
#'   outputs was.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>%
#'   layer_dense(units = 8, activation = "relu") %>%
#'   layer_dense(units = 3, activation = "softmax")
#' model %>% compile("adam", "sparse_categorical_crossentropy", metrics = "accuracy")
#' x <- as.matrix(iris[, 1:4])
#' model %>% fit(x, iris$Species, epochs = 2, verbose = 0)
#' model %>% predict(x[1:3, ])
#' model %>% predict(x[1:3, ], type = "class")
predict.hornpipe.models.Model <- function(object, x, batch_size = NULL, verbose = "auto", steps = NULL, callbacks = NULL, ...,
                                          type = c("response", "class", "prob"), na.action = NULL) {
  leave_seed()
  type <- as_choice(type)
  known_dots(list(...), character(), "predict()")
  check_given(x)
  check_batch_size(x, batch_size, "predict()")
  warn_late_layers(live(object))
  check_type(output_facts(object), type)
  leave_device <- enter_device(object)
  on.exit(leave_device(), add = TRUE)
  rows <- row_names(x)
  kept <- NULL
  if (is_r_generator(x)) {
    x <- as_generator(x, object)
  } else {
    x <- formula_inputs(object, x)
    kept <- kept_rows(list(x), na.action)
    x <- as_model_x(take_rows(x, kept), object)
  }
  args <- list(x = x, batch_size = as_int(batch_size), verbose = 0L, steps = as_int(steps),
               callbacks = c(as_callbacks(callbacks), run_progress(verbose, "Predict")))
  values <- as_predictions(call_python(object$predict, args), output_facts(object), if (is.null(kept)) rows else rows[kept], type)
  if (!is.null(kept) && as_na_action(na.action) == "na.exclude") pad_rows(values, kept, rows) else values
}

#' Classes and probabilities
#'
#' The names of early keras; [predict()][predict.hornpipe.models.Model] with `type`
#' says the same.
#'
#' @inheritParams predict.hornpipe.models.Model
#' @return `predict_classes()` 0-based class ids, `predict_proba()` a matrix.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>%
#'   layer_dense(units = 8, activation = "relu") %>%
#'   layer_dense(units = 3, activation = "softmax")
#' model %>% compile("adam", "sparse_categorical_crossentropy", metrics = "accuracy")
#' x <- as.matrix(iris[, 1:4])
#' model %>% predict_classes(x[1:3, ])
#' model %>% predict_proba(x[1:3, ])
predict_classes <- function(object, x, batch_size = NULL, verbose = 0, steps = NULL) {
  check_given(object, x)
  ids <- function(classes) {
    if (is.list(classes)) lapply(classes, ids) else if (is.factor(classes)) as.integer(classes) - 1L else unname(classes)
  }
  ids(stats::predict(object, x, batch_size = batch_size, verbose = verbose, steps = steps, type = "class"))
}

#' @rdname predict_classes
#' @export
predict_proba <- function(object, x, batch_size = NULL, verbose = 0, steps = NULL) {
  check_given(object, x)
  stats::predict(object, x, batch_size = batch_size, verbose = verbose, steps = steps)
}

# What predict() has to know of the outputs: their names, the levels of factors, and whether they tell classes apart.
output_facts <- function(model) {
  names <- names(rbridge()$output_specs(model))
  list(names = names, levels = lapply(model_levels(model), unlist), classes = vapply(names, function(name) rbridge()$tells_classes(model, name), NA))
}

as_predictions <- function(values, facts, rows, type) {
  outputs <- facts$names
  if (is.list(values)) {
    labels <- names(values) %||% if (length(outputs) == length(values)) outputs else rep("", length(values))
    return(Map(function(value, output) as_prediction(value, facts, output, rows, type), unname(values), labels) |> keep_names(values))
  }
  as_prediction(values, facts, outputs[1L] %||% "", rows, type)
}

# A model with one output that is trained on numbers has no classes; of several outputs such a one is given as it is.
check_type <- function(facts, type) {
  if (type != "response" && length(facts$names) == 1L && !facts$classes[[1L]]) {
    stop_hornpipe(c("argument", "value"), paste0("`type` must be \"response\", got \"", type, "\": the model is trained on numbers, not classes."),
                  argument = "type", call = quote(predict()))
  }
}

as_prediction <- function(value, facts, output, rows, type) {
  if (!is.array(value)) return(value)
  levels <- facts$levels[[output]]
  if (is.null(levels) && output %in% facts$names && !facts$classes[[output]]) type <- "response"
  if (type == "prob") value <- probabilities(value, levels)
  if (type == "class") return(most_probable(value, levels, rows))
  if (length(rows) == dim(value)[[1L]]) {
    names <- dimnames(value) %||% vector("list", length(dim(value)))
    names[[1L]] <- rows
    dimnames(value) <- names
  }
  value
}

probabilities <- function(value, levels) {
  if (length(dim(value)) != 2L) return(value)
  if (ncol(value) == 1L) value <- cbind(1 - value, value, deparse.level = 0)
  labels <- levels %||% as.character(seq_len(ncol(value)) - 1L)
  if (length(labels) == ncol(value)) colnames(value) <- labels
  value
}

most_probable <- function(value, levels, rows) {
  if (length(dim(value)) > 2L) return(apply(value, seq_len(length(dim(value)) - 1L), which.max) - 1L)
  value <- as.matrix(value)
  codes <- if (ncol(value) == 1L) as.integer(value > 0.5) else max.col(value, ties.method = "first") - 1L
  if (!is.null(levels)) codes <- factor(levels[codes + 1L], levels = levels)
  if (length(rows) == length(codes)) names(codes) <- rows
  codes
}

row_names <- function(x) {
  if (is_plain_list(x) && length(x)) x <- x[[1L]]
  if (is.data.frame(x)) {
    if (is.character(attr(x, "row.names"))) row.names(x)
  } else if (length(dim(x)) && !is_python_data(x)) {
    dimnames(x)[[1L]]
  }
}

#' One batch
#'
#' Train, test or predict on a single batch of data.
#'
#' @inheritParams fit.hornpipe.models.Model
#' @param ... Must be empty.
#'
#' @return `train_on_batch()` and `test_on_batch()` a named numeric vector of the
#'   loss and the metrics, `predict_on_batch()` an array.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>%
#'   layer_dense(units = 8, activation = "relu") %>%
#'   layer_dense(units = 3, activation = "softmax")
#' model %>% compile("adam", "sparse_categorical_crossentropy", metrics = "accuracy")
#' x <- as.matrix(iris[, 1:4])
#' for (i in 1:3) print(model %>% train_on_batch(x, iris$Species))
#' model %>% test_on_batch(x, iris$Species)
#' dim(model %>% predict_on_batch(x))
train_on_batch <- function(object, x, y = NULL, class_weight = NULL, sample_weight = NULL) {
  check_given(object, x)
  follow_seed()
  leave_device <- enter_device(object)
  on.exit(leave_device())
  data <- training_data(as_object(object), x, y, sample_weight, learn_levels = TRUE)
  as_results(call_python(object$train_on_batch, list(
    data$x, data$y, sample_weight = data$sample_weight, class_weight = as_class_weight(class_weight, object), return_dict = TRUE
  )))
}

#' @rdname train_on_batch
#' @export
test_on_batch <- function(object, x, y = NULL, sample_weight = NULL, ...) {
  leave_seed()
  check_given(object, x)
  leave_device <- enter_device(object)
  on.exit(leave_device(), add = TRUE)
  data <- training_data(as_object(object), x, y, sample_weight)
  as_results(call_python(object$test_on_batch, list(data$x, data$y, sample_weight = data$sample_weight, return_dict = TRUE, ...)))
}

#' @rdname train_on_batch
#' @export
predict_on_batch <- function(object, x) {
  leave_seed()
  check_given(object, x)
  leave_device <- enter_device(object)
  on.exit(leave_device(), add = TRUE)
  as_predictions(call_python(object$predict_on_batch, list(as_model_x(x, as_object(object)))), output_facts(object), row_names(x), "response")
}
