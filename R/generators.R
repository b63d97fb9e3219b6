# Batches from an R function. It is called by the training loop itself, on R's main thread: never ahead, never from a
# worker, so it cannot deadlock.

# A generator returns list(x, y), list(x, y, sample_weight) or, for predict(), list(x); NULL ends it.
is_r_generator <- function(x) is.function(x) && !is_python_data(x)

# R cannot know where an epoch of a function without an end is over; one with an end is used up by the first.
check_steps <- function(x, steps, argument, what) {
  if (is_r_generator(x) && is.null(steps)) {
    stop_hornpipe(c("argument", "value"), paste0("`", argument, "` must be given where ", what, " is a function: how many batches to take from it."),
                  argument = argument, call = quote(fit()))
  }
}

# keras 2.15 refused `batch_size` with a dataset and ignored it with a generator.
check_batch_size <- function(x, batch_size, caller) {
  if (is.null(batch_size) || is.null(x)) return(invisible())
  if (is_r_generator(x) || inherits(x, "python.builtin.generator")) {
    warn_hornpipe("unused_argument", paste0("`batch_size` has no effect in ", caller, ": `x` is a generator, which makes the batches."), argument = "batch_size")
  } else if (is_python_data(x) && core_function("training.batches", "has_batches")(x)) {
    stop_hornpipe(c("argument", "value"), paste0("`batch_size` must be NULL: the batches of `x`, ", friendly_type(x), ", are made already."),
                  argument = "batch_size", actual = batch_size, call = str2lang(caller))
  }
}

as_generator <- function(fn, model) {
  force(fn)
  force(model)
  step <- function() {
    batch <- fn()
    if (is.null(batch)) return(NULL)
    if (!is_plain_list(batch)) batch <- list(batch)
    if (length(batch) > 3L) {
      stop_hornpipe(c("data", "value"), paste0("A generator must return list(x, y), got a list of ", length(batch), "."))
    }
    parts <- list(as_model_x(batch[[1L]], model))
    if (length(batch) > 1L) parts[[2L]] <- as_model_y(batch[[2L]], model, learn_levels = TRUE)
    if (length(batch) > 2L) parts[[3L]] <- as_sample_weight(batch[[3L]])
    do.call(reticulate::tuple, unname(parts))
  }
  call_python(rbridge()$r_generator, list(as_py_function(step)))
}

#' Next value of a generator
#'
#' Calls a generator once, to see what it gives.
#'
#' @param generator An R generator function, or a Python iterator.
#' @param completed What to return when there are no more values.
#' @return The value.
#' @export
#' @examples
#' next_batch <- local({ i <- 0; function() if (i < 2) i <<- i + 1 })
#' generator_next(next_batch)
generator_next <- function(generator, completed = NULL) {
  check_given(generator)
  if (is.function(generator) && !is_python_data(generator)) {
    value <- generator()
    return(if (is.null(value)) completed else value)
  }
  reticulate::iter_next(generator, completed)
}

#' All values of a generator
#'
#' As `reticulate::iterate()`, for R generator functions too.
#'
#' @param it An R generator function, which ends by `NULL`; or a Python iterator.
#' @param f A function of each value.
#' @param simplify Whether values of one length become a vector.
#' @return A list of what `f` returned, or a vector.
#' @export
#' @examples
#' next_batch <- local({ i <- 0; function() if (i < 3) i <<- i + 1 })
#' iterate(next_batch, sqrt)
iterate <- function(it, f = base::identity, simplify = TRUE) {
  if (is_python_data(it) || !is.function(it)) return(reticulate::iterate(it, f, simplify))
  values <- list()
  while (!is.null(value <- it())) values[[length(values) + 1L]] <- f(value)
  if (as_flag(simplify) && length(values) && all(lengths(values) == 1L)) unlist(values) else values
}

#' Train, evaluate and predict with generators
#'
#' The names of keras 2.x, which warn that they are deprecated: `fit()`,
#' `evaluate()` and `predict()` take generators themselves.
#'
#' @inheritParams fit.hornpipe.models.Model
#' @param generator A function without arguments that returns the next batch as
#'   `list(x, y)`, or a Python generator.
#' @param steps Batches to take.
#' @param max_queue_size,workers Must keep their defaults for R functions: these
#'   run on R's main thread only.
#' @return As [fit()], [evaluate()], [predict()].
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>% layer_dense(units = 1)
#' model %>% compile("adam", "mse")
#' next_batch <- function() {
#'   rows <- sample(nrow(iris), 10)
#'   list(as.matrix(iris[rows, 1:4]), iris$Petal.Width[rows])
#' }
#' model %>% fit(next_batch, steps_per_epoch = 3, epochs = 1, verbose = 0)
#'
#' # the old names say the same, with a warning
#' suppressWarnings({
#'   model %>% fit_generator(next_batch, steps_per_epoch = 3, verbose = 0)
#'   model %>% evaluate_generator(next_batch, steps = 3)
#'   model %>% predict_generator(next_batch, steps = 1)
#' })
fit_generator <- function(object, generator, steps_per_epoch, epochs = 1, verbose = getOption("keras.fit_verbose", default = "auto"),
                          callbacks = NULL, view_metrics = getOption("keras.view_metrics", default = "auto"), validation_data = NULL,
                          validation_steps = NULL, class_weight = NULL, max_queue_size = 10, workers = 1, initial_epoch = 0) {
  check_given(object, generator, steps_per_epoch)
  warn_generator("fit")
  check_workers(generator, workers)
  fit(object, generator, epochs = epochs, verbose = verbose, callbacks = callbacks, view_metrics = view_metrics, validation_data = validation_data,
      validation_steps = validation_steps, class_weight = class_weight, initial_epoch = initial_epoch, steps_per_epoch = steps_per_epoch)
}

#' @rdname fit_generator
#' @export
evaluate_generator <- function(object, generator, steps, max_queue_size = 10, workers = 1, callbacks = NULL) {
  check_given(object, generator, steps)
  warn_generator("evaluate")
  check_workers(generator, workers)
  evaluate(object, generator, steps = steps, callbacks = callbacks)
}

#' @rdname fit_generator
#' @export
predict_generator <- function(object, generator, steps, max_queue_size = 10, workers = 1, verbose = 0, callbacks = NULL) {
  check_given(object, generator, steps)
  warn_generator("predict")
  check_workers(generator, workers)
  stats::predict(object, generator, steps = steps, verbose = verbose, callbacks = callbacks)
}

warn_generator <- function(name) {
  warn_hornpipe("deprecated", sprintf("`%s_generator()` is deprecated: use `%s()`, which takes generators as well.", name, name))
}

check_workers <- function(generator, workers) {
  if (is.function(generator) && !is_python_data(generator) && !identical(as.numeric(workers), 1)) {
    stop_hornpipe(c("argument", "value"), "`workers` must be 1: an R function runs on R's main thread only.", argument = "workers")
  }
}

#' Data in an HDF5 file
#'
#' A dataset that is larger than memory: [fit()] reads it batch by batch.
#'
#' @param datapath Path of the file.
#' @param dataset Name of the dataset in it; rows are observations.
#' @param start,end First row, counted from 0, and the row after the last: `0` and `100` are the
#'   first hundred. `NULL` is the end of the dataset.
#' @param normalizer An R function of each batch that is read.
#' @return An object for the arguments `x` and `y` of [fit()].
#' @export
#' @examplesIf hornpipe:::can_run()
#' h5py <- reticulate::import("h5py")
#' path <- tempfile(fileext = ".h5")
#' file <- h5py$File(path, "w")
#' invisible(file$create_dataset("x", data = as.matrix(iris[, 1:4])))
#' file$close()
#' dim(hdf5_matrix(path, "x"))
#' model <- keras_model_sequential(input_shape = 4) %>% layer_dense(units = 1)
#' dim(predict(model, hdf5_matrix(path, "x", end = 100), verbose = 0))
hdf5_matrix <- function(datapath, dataset, start = 0, end = NULL, normalizer = NULL) {
  call_python(rbridge()$H5Part, list(
    normalizePath(file_to_read(datapath)), dataset, as_int(start), as_int(end), if (!is.null(normalizer)) as_py_function(normalizer)
  ))
}

#' @export
dim.hornpipe.rbridge.arrays.H5Part <- function(x) as.integer(unlist(x$shape))
