#' Save and load models
#'
#' A `.keras` file holds the model with its weights, what [compile()] was told and
#' the state of the optimizer, so that training can go on, and the levels of the
#' factors that it was trained with. Real Keras 3 opens it.
#'
#' @param model A model. For `load_model()` the path of a `.keras` or
#'   `.h5` file, or the raw vector that `save_model()` gave.
#' @param filepath Path of the file. `NULL`: the file is returned as a raw vector.
#' @param overwrite Whether a file that exists is replaced.
#' @param zipped Whether a `.keras` file is an archive; `FALSE` makes a folder.
#' @param ... `include_optimizer`: whether to save the state of the optimizer, `TRUE` by default.
#' @param embed_r_code Whether the source of layer classes and functions that are made
#'   in R goes into the file: see [hornpipe_r_code()].
#' @param custom_objects Named list of the layers, functions and classes of your
#'   own that the file names; or the environment that has them: `environment()`.
#' @param compile Whether to compile the model as it was.
#' @param safe_mode Whether to refuse what would run Python code from the file.
#' @param trust_r_code Whether to run R code that the file carries, to make the classes
#'   and functions that it names; only for files that you trust as a program.
#'
#' @return `save_model()` the path, or a raw vector, invisibly; `load_model()` a
#'   model.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>% layer_dense(units = 3)
#' file <- tempfile(fileext = ".keras")
#' model %>% save_model(file)
#' load_model(file)
save_model <- function(model, filepath = NULL, overwrite = FALSE, zipped = NULL, ..., embed_r_code = FALSE) {
  model <- as_object(model)
  if (is.null(filepath)) {
    path <- tempfile(fileext = ".keras")
    on.exit(unlink(path))
    save_model(model, path, ..., embed_r_code = embed_r_code)
    return(invisible(readBin(path, "raw", file.size(path))))
  }
  filepath <- file_to_write(filepath, overwrite)
  code <- if (as_flag(embed_r_code)) r_code_of(model)
  members <- rbridge()$members_of(model, filepath, code)
  call_python(core()$saving$save_model, list(model, filepath, overwrite = TRUE, zipped = zipped, ..., members = members))
  invisible(filepath)
}

#' @rdname save_model
#' @export
load_model <- function(model, custom_objects = NULL, compile = TRUE, safe_mode = TRUE, trust_r_code = FALSE) {
  check_given(model)
  trust_r_code <- as_flag(trust_r_code)
  follow_seed()
  with_model_file(model, function(path) {
    objects <- as_custom_objects(custom_objects)
    if (trust_r_code) objects <- utils::modifyList(as.list(as_custom_objects(run_r_code(hornpipe_r_code(path)))), as.list(objects))
    made <- tryCatch(
      call_python(core()$saving$load_model, list(path, custom_objects = objects, compile = as_flag(compile), safe_mode = as_flag(safe_mode)), quote(load_model())),
      hornpipe_unknown_name_error = function(cnd) {
        code <- if (!trust_r_code) hornpipe_r_code(path)
        if (is.null(code)) stop(cnd) else stop_untrusted(code, cnd, if (is.character(model)) deparse(model) else "model")
      }
    )
    call_python(rbridge()$take_levels, list(made, path), quote(load_model()))
    made
  })
}

#' Save and load models as HDF5
#'
#' The `.h5` format of Keras 2, which Keras 3 and tf_keras read too.
#'
#' @inheritParams save_model
#' @param object A model.
#' @param filepath Path of the file.
#' @param include_optimizer Whether to save the state of the optimizer.
#'
#' @return `save_model_hdf5()` the model, invisibly; `load_model_hdf5()` a model.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>% layer_dense(units = 3)
#' file <- tempfile(fileext = ".h5")
#' model %>% save_model_hdf5(file)
#' load_model_hdf5(file)
save_model_hdf5 <- function(object, filepath, overwrite = TRUE, include_optimizer = TRUE) {
  object <- as_object(object)
  filepath <- file_to_write(filepath, overwrite)
  call_python(core_function("saving.legacy_h5", "save_legacy"), list(object, filepath, as_flag(include_optimizer)))
  invisible(object)
}

#' @rdname save_model_hdf5
#' @export
load_model_hdf5 <- function(filepath, custom_objects = NULL, compile = TRUE) {
  follow_seed()
  call_python(core_function("saving.legacy_h5", "load_legacy"), list(file_to_read(filepath), as_custom_objects(custom_objects), as_flag(compile)))
}

#' Load a MobileNet of Keras 2
#'
#' As [load_model_hdf5()], which knows the activation `relu6` and the depthwise
#' convolutions of these models by itself; the names are those of keras 2.x.
#'
#' @inheritParams save_model_hdf5
#' @return A model.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1, activation = "relu6")
#' file <- tempfile(fileext = ".h5")
#' save_model_hdf5(model, file)
#' mobilenet_v2_load_model_hdf5(file)
#' mobilenet_load_model_hdf5(file)
mobilenet_v2_load_model_hdf5 <- function(filepath) load_model_hdf5(filepath)

#' @rdname mobilenet_v2_load_model_hdf5
#' @export
mobilenet_load_model_hdf5 <- function(filepath) load_model_hdf5(filepath)

#' Save and load weights
#'
#' `save_model_weights()` writes `.weights.h5`, `save_model_weights_hdf5()` the
#' `.h5` of Keras 2. The loaders read either.
#'
#' @inheritParams save_model
#' @param model,object A model.
#' @param filepath Path of the file.
#' @param ... `by_name`, as in `load_model_weights_hdf5()`.
#' @param max_shard_size Size in gigabytes above which the weights go to several
#'   files.
#' @param skip_mismatch Whether layers with other shapes are left as they are.
#' @param by_name Whether layers are found by name and not by order; layers that
#'   the file does not have are left as they are.
#' @param reshape Must be `FALSE`.
#'
#' @return The model, invisibly.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>% layer_dense(units = 3)
#' file <- tempfile(fileext = ".weights.h5")
#' model %>% save_model_weights(file)
#' model %>% load_model_weights(file)
#' file <- tempfile(fileext = ".h5")
#' model %>% save_model_weights_hdf5(file)
#' model %>% load_model_weights_hdf5(file)
save_model_weights <- function(model, filepath, overwrite = FALSE, max_shard_size = NULL) {
  model <- as_object(model)
  filepath <- file_to_write(filepath, overwrite)
  call_python(model$save_weights, list(filepath, overwrite = TRUE, max_shard_size = if (!is.null(max_shard_size)) as_real(max_shard_size)))
  invisible(model)
}

#' @rdname save_model_weights
#' @export
load_model_weights <- function(model, filepath, skip_mismatch = FALSE, ...) {
  call_python(as_object(model)$load_weights, list(file_to_read(filepath), skip_mismatch = as_flag(skip_mismatch), ...))
  invisible(model)
}

#' @rdname save_model_weights
#' @export
save_model_weights_hdf5 <- function(object, filepath, overwrite = TRUE) {
  call_python(core_function("saving.legacy_h5", "save_legacy_weights"), list(as_object(object), file_to_write(filepath, overwrite)))
  invisible(object)
}

#' @rdname save_model_weights
#' @export
load_model_weights_hdf5 <- function(object, filepath, by_name = FALSE, skip_mismatch = FALSE, reshape = FALSE) {
  if (as_flag(reshape)) {
    stop_hornpipe(c("argument", "value"), "`reshape` must be FALSE: it turned kernels of Theano, which no file has any more. Use `skip_mismatch`.", argument = "reshape")
  }
  call_python(as_object(object)$load_weights, list(file_to_read(filepath), skip_mismatch = as_flag(skip_mismatch), by_name = as_flag(by_name)))
  invisible(object)
}

#' Model architecture as JSON or YAML
#'
#' The layers and how they are connected, without weights. JSON is the form of
#' Keras 3, YAML the same in plain YAML; both forms of Keras 2 are read too.
#'
#' @inheritParams save_model
#' @param object,model A model.
#' @param json,yaml A string.
#'
#' @return `model_to_json()` and `model_to_yaml()` a string, the others a model
#'   with new weights.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>% layer_dense(units = 3)
#' copy <- model_from_json(model_to_json(model))
#' yaml <- model_to_yaml(model)
#' cat(yaml)
#' copy <- model_from_yaml(yaml)
#' file <- tempfile(fileext = ".json")
#' save_model_config(model, file)
#' load_model_config(file)
model_to_json <- function(object) call_python(as_object(object)$to_json)

#' @rdname model_to_json
#' @export
model_from_json <- function(json, custom_objects = NULL) {
  check_given(json)
  follow_seed()
  call_python(core()$models$model_from_json, list(paste(json, collapse = "\n"), custom_objects = as_custom_objects(custom_objects)))
}

#' @rdname model_to_json
#' @export
model_to_yaml <- function(object) call_python(as_object(object)$to_yaml)

#' @rdname model_to_json
#' @export
model_from_yaml <- function(yaml, custom_objects = NULL) {
  check_given(yaml)
  follow_seed()
  call_python(core_function("saving.api", "model_from_yaml"), list(paste(yaml, collapse = "\n"), custom_objects = as_custom_objects(custom_objects)))
}

#' @rdname model_to_json
#' @param filepath Path of a JSON file; `NULL`: the string is returned.
#' @export
save_model_config <- function(model, filepath = NULL, overwrite = FALSE) {
  json <- call_python(as_object(model)$to_json)
  if (is.null(filepath)) return(json)
  filepath <- file_to_write(filepath, overwrite)
  write_whole(json, filepath)
  invisible(filepath)
}

#' @rdname model_to_json
#' @export
load_model_config <- function(filepath, custom_objects = NULL) {
  model_from_json(readLines(file_to_read(filepath), warn = FALSE), custom_objects)
}

#' Models as raw vectors
#'
#' For packages that keep models in R objects. `saveRDS(model)` needs neither.
#'
#' @inheritParams save_model_hdf5
#' @param model A model, or for `unserialize_model()` a raw vector.
#'
#' @return A raw vector; a model.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>% layer_dense(units = 3)
#' bytes <- serialize_model(model)
#' copy <- unserialize_model(bytes)
serialize_model <- function(model, include_optimizer = TRUE) {
  check_given(model)
  if (as_flag(include_optimizer)) return(save_model(model))
  path <- tempfile(fileext = ".h5")
  on.exit(unlink(path))
  save_model_hdf5(model, path, include_optimizer = FALSE)
  readBin(path, "raw", file.size(path))
}

#' @rdname serialize_model
#' @export
unserialize_model <- function(model, custom_objects = NULL, compile = TRUE) {
  check_given(model)
  load_model(model, custom_objects, compile)
}

#' Configuration
#'
#' What makes a layer or model again, as a list.
#'
#' @param object A layer, model, optimizer or other part.
#' @param config The list that `get_config()` returned.
#' @param custom_objects Named list of objects of your own, in place of those that the
#'   configuration carries.
#'
#' @return `get_config()` a list, `from_config()` a new object with new weights.
#' @export
#' @examplesIf hornpipe:::can_run()
#' config <- get_config(layer_dense(units = 4))
#' config$units
#' config$units <- 8
#' from_config(config)$units
get_config <- function(object) {
  parts <- call_python(rbridge()$config_of, list(as_object(object)))
  objects <- given_objects(parts$made_in_r)
  structure(parts$config, config_class = parts$class, config_json = parts$json, config_objects = if (length(objects)) objects)
}

#' @rdname get_config
#' @export
from_config <- function(config, custom_objects = NULL) {
  check_given(config)
  made_by <- attr(config, "config_class", exact = TRUE)
  if (is.null(made_by)) {
    stop_hornpipe(c("argument", "value"), "`config` must be what `get_config()` returned: an attribute of it names the class.", argument = "config")
  }
  follow_seed()
  original <- attr(config, "config_json", exact = TRUE)
  objects <- attr(config, "config_objects", exact = TRUE)
  attributes(config) <- list(names = names(config))
  known <- utils::modifyList(as.list(as_custom_objects(objects)), as.list(as_custom_objects(custom_objects)))
  call_python(rbridge()$object_from_config, list(made_by, config, original, if (length(known)) known))
}

# -- paths --------------------------------------------------------------------------------------------------

# A function of a module that has no public name.
core_function <- function(module, name) {
  core()
  reticulate::import(paste0("hornpipe.", module))[[name]]
}

file_to_write <- function(filepath, overwrite) {
  filepath <- as_path(filepath)
  if (!as_flag(overwrite) && file.exists(filepath)) {
    stop_hornpipe(c("file_exists", "value"), paste0("`filepath` exists: ", filepath, ". Use `overwrite = TRUE` to replace it."),
                  argument = "filepath", path = filepath)
  }
  normalizePath(filepath, mustWork = FALSE)
}

file_to_read <- function(filepath, arg = deparse1(substitute(filepath))) {
  filepath <- as_path(filepath, arg)
  if (!file.exists(filepath)) {
    stop_hornpipe(c("file_not_found", "value"), paste0("There is no file ", filepath, " (in ", getwd(), ")."),
                  argument = arg, path = filepath)
  }
  filepath                      # as the user gave it: errors name it so
}

is_hdf5 <- function(bytes) length(bytes) >= 8L && identical(bytes[1:8], as.raw(c(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a)))
