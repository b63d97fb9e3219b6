#' The session
#'
#' `clear_session()` forgets the names that layers have been given and frees what
#' torch keeps in reserve; models that are still in use are not touched.
#' `set_random_seed()` seeds R and the Python core at once. `set.seed()` alone does
#' it too: before random numbers are drawn, the core is seeded from R's generator.
#' `predict()`, `evaluate()` and `summary()` leave R's seed alone.
#'
#' @param free_memory Whether to give reserved memory back to the system and the
#'   GPU.
#' @param seed A whole number from 0, that R's `set.seed()` takes.
#' @param name Name of the generator.
#' @param ... Must be empty.
#' @param backend `"torch"`; there is no other.
#' @param gpu `FALSE` computes on the CPU even if there is a GPU, `NA` leaves it to
#'   the core.
#'
#' @return Nothing, invisibly; `random_seed_generator()` a stream of seeds for the
#'   `seed` argument of layers, initializers and `random_*()`.
#' @name session
#' @examplesIf hornpipe:::can_run()
#' set_random_seed(1)
#' clear_session()
#' use_backend("torch")
#' seeds <- random_seed_generator(seed = 1)
#' as.array(random_uniform(2, seed = seeds))
#' as.array(random_uniform(2, seed = seeds))
NULL

#' @rdname session
#' @export
clear_session <- function(free_memory = TRUE) invisible(call_python(core()$utils$clear_session, list(free_memory = as_flag(free_memory))))

#' @rdname session
#' @export
set_random_seed <- function(seed) {
  if (length(seed) != 1L || !is_whole(seed) || seed < 0 || seed > .Machine$integer.max)
    refuse("seed", paste("a whole number from 0 to", .Machine$integer.max), seed, environment())
  seed <- as.integer(seed)
  set.seed(seed)
  call_python(core()$utils$set_random_seed, list(seed))
  bridge_state$seed <- get(".Random.seed", envir = globalenv(), inherits = FALSE)
  invisible()
}

#' @rdname session
#' @export
random_seed_generator <- function(seed = NULL, name = NULL, ...) {
  follow_seed()
  call_python(core()$random$SeedGenerator, list(seed = as_int(seed), name = name, ...))
}

#' @rdname session
#' @export
use_backend <- function(backend = "torch", gpu = NA) {
  if (!identical(backend[[1L]], "torch")) {
    stop_hornpipe(c("argument", "value"), paste0("`backend` must be \"torch\", got ", shown(backend[[1L]]), ": hornpipe has one engine."), argument = "backend")
  }
  if (isFALSE(gpu)) options(hornpipe.device = "cpu")
  invisible()
}

#' Arrays and variables
#'
#' `keras_array()` makes an array of Python's (of its package NumPy), doubles in the
#' default float type: for Python code of your own, since functions of hornpipe take
#' R's arrays as they are. `keras_variable()` makes a variable, whose value can be
#' assigned.
#'
#' @param x A vector, matrix, array or data frame of numbers, or a list of those; a
#'   factor counts its levels from 0.
#' @param dtype Name of the dtype.
#' @param initializer The first value, or an initializer.
#' @param shape Shape, for an initializer.
#' @param trainable Whether training changes the variable.
#' @param autocast Whether layers of another compute dtype see it cast.
#' @param aggregation,synchronization,layout For compatibility: there is one replica.
#' @param name Name of the variable.
#' @param ... Further arguments of the Python class.
#'
#' @return `keras_array()` an object of class `numpy.ndarray`, or a list of them;
#'   `keras_variable()` a variable.
#' @name keras_array
#' @examplesIf hornpipe:::can_run()
#' keras_array(1:3)
#' v <- keras_variable(matrix(1:4, 2))
#' v$assign(v * 2)
#' as.array(v)
NULL

#' @rdname keras_array
#' @export
keras_array <- function(x, dtype = NULL) {
  if (is_python_data(x)) return(x)
  if (is.factor(x)) x <- as.integer(x) - 1L
  core()                      # np_array() of reticulate 1.28 does not start Python, it crashes
  if (is_plain_list(x)) return(lapply(x, keras_array, dtype = dtype))
  if (is.data.frame(x)) x <- frame_matrix(x, "x")
  check_kind(x, "x")
  if (inherits(x, "Matrix")) x <- as.matrix(x)
  dtype <- if (!is.null(dtype)) as_dtype(dtype) else if (is.double(x)) core()$config$floatx()
  call_python(reticulate::np_array, list(for_python(as.array(x)), dtype = dtype))
}

#' @rdname keras_array
#' @export
keras_variable <- function(initializer, shape = NULL, dtype = NULL, trainable = TRUE, autocast = TRUE, aggregation = "none",
                           synchronization = "auto", name = NULL, ..., layout = NULL) {
  check_given(initializer)
  follow_seed()
  value <- if (is.function(initializer) || is.character(initializer)) as_part(initializer) else as_array(initializer)
  call_python(core()$Variable, list(value, shape = if (!is.null(shape)) as_shape(shape), dtype = dtype, trainable = as_flag(trainable),
                                    autocast = as_flag(autocast), aggregation = aggregation, synchronization = synchronization, name = name,
                                    layout = layout, ...))
}

#' Download a file
#'
#' The local path of the file at a URL, which is downloaded unless the cache has
#' it. An interrupted download goes on where it stopped.
#'
#' @param fname Name in the cache; the last part of `origin` by default.
#' @param origin URL of the file.
#' @param ... Must be empty.
#' @param file_hash SHA-256 or MD5 sum of the file, in hexadecimal.
#' @param cache_subdir Folder below `cache_dir`.
#' @param hash_algorithm `"auto"`, `"sha256"` or `"md5"`.
#' @param extract,untar Whether to unpack the file, an archive; the folder is
#'   returned then.
#' @param archive_format `"auto"`, `"tar"` or `"zip"`.
#' @param cache_dir The cache; by default `KERAS_HOME` where that is set, else
#'   `tools::R_user_dir("hornpipe", "cache")`.
#' @param force_download Whether to download even if the cache has the file.
#'
#' @return A path.
#' @export
#' @examples
#' \dontrun{
#' get_file("iris.csv", "https://example.org/iris.csv")
#' }
get_file <- function(fname = NULL, origin = NULL, ..., file_hash = NULL, cache_subdir = "datasets", hash_algorithm = "auto", extract = FALSE,
                     archive_format = "auto", cache_dir = NULL, force_download = FALSE, untar = FALSE) {
  tell_cache()
  call_python(core()$utils$get_file, list(
    fname, origin, untar = as_flag(untar), file_hash = file_hash, cache_subdir = cache_subdir, hash_algorithm = hash_algorithm, extract = as_flag(extract),
    archive_format = archive_format, cache_dir = cache_dir, force_download = as_flag(force_download), ...
  ))
}

#' TensorBoard
#'
#' Shows the log of [callback_tensorboard()] with the program tensorboard, which
#' has to be installed in the Python environment.
#'
#' @param log_dir Folder of the log, or several, by name.
#' @param action `"start"` or `"stop"`.
#' @param host,port Where the page is served; the port is chosen by default.
#' @param launch_browser Whether to open the page.
#' @param reload_interval Seconds between looks at the log.
#'
#' @return The URL, invisibly; `NULL` when it was stopped.
#' @export
#' @examples
#' \dontrun{
#' tensorboard("logs")
#' tensorboard(action = "stop")
#' }
tensorboard <- function(log_dir, action = c("start", "stop"), host = "127.0.0.1", port = "auto",
                        launch_browser = getOption("tensorflow.tensorboard.browser", interactive()), reload_interval = 5L) {
  action <- as_choice(action)
  if (!is.null(bridge_state$tensorboard)) {
    bridge_state$tensorboard$terminate()
    bridge_state$tensorboard <- NULL
  }
  if (action == "stop") return(invisible())
  check_given(log_dir)
  core()
  if (!reticulate::py_module_available("tensorboard")) {
    stop_hornpipe("python", "The Python package tensorboard is not installed: `reticulate::py_install(\"tensorboard\")`.")
  }
  port <- if (identical(port, "auto")) 6006L + Sys.getpid() %% 1000L else as_int(port)
  dirs <- if (is.null(names(log_dir))) c("--logdir", log_dir[[1L]]) else c("--logdir_spec", paste0(names(log_dir), ":", log_dir, collapse = ","))
  subprocess <- reticulate::import("subprocess")
  bridge_state$tensorboard <- subprocess$Popen(as.list(c(
    reticulate::py_config()$python, "-m", "tensorboard.main", dirs, "--host", host, "--port", port, "--reload_interval", as_int(reload_interval)
  )))
  url <- paste0("http://", host, ":", port)
  if (is.function(launch_browser)) launch_browser(url) else if (isTRUE(launch_browser)) utils::browseURL(url)
  message("TensorBoard runs at ", url)
  invisible(url)
}
