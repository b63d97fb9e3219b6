# What to use in place of the names of keras that hornpipe does not have.

#' Coming from keras
#'
#' hornpipe has the functions of the R packages keras 2.15 and keras3, with their
#' arguments. A few stood for TensorFlow or for another engine; this is what to
#' use instead. `coming_from_keras()` tells it in R. The ready-made networks of
#' `application_*()` are not there: files of them, saved with keras, open.
#'
#' Where keras 2.15 and keras3 disagree, 2.15 is followed: `fit()` trains for 10
#' epochs by default and counts `initial_epoch` from 0, `evaluate()` gives a named
#' numeric vector, layers count from 1, class ids from 0. Axes count from 1, as in
#' keras3 and in the backend functions of 2.15; the axes of layers, losses and
#' constraints, which 2.15 counted from 0, do so in scripts that say
#' `library(keras)`. The vignette
#' "Coming from keras" tells the whole of it; [install_keras_package()] lets
#' scripts that say `library(keras)` run as they are.
#'
#' @param name Names of functions; all of them if `NULL`.
#' @return A data frame with the columns `name` and `instead`.
#' @export
#' @eval former_section()
#' @examples
#' coming_from_keras("save_model_tf")
coming_from_keras <- function(name = NULL) {
  table <- data.frame(name = names(former_names), instead = gsub("[][`]", "", unname(former_names)))
  if (is.null(name)) return(table)
  networks <- grep("^application_", name, value = TRUE)         # a family; none of it is here
  table <- rbind(table, if (length(networks)) data.frame(name = networks, instead = "load_model() with a .keras or .h5 file of the network"))
  unknown <- setdiff(name, c(table$name, getNamespaceExports("hornpipe")))
  if (length(unknown)) {
    stop_hornpipe(c("unknown_name", "value"), sprintf("`name` must be names of keras' functions, got %s.", shown(unknown)), argument = "name", actual = unknown)
  }
  here <- setdiff(name, table$name)
  rbind(table[match(intersect(name, table$name), table$name), ], if (length(here)) data.frame(name = here, instead = "the same name"), make.row.names = FALSE)
}

# The table for the help page.
former_section <- function() {
  rows <- sprintf("* `%s`: %s.", names(former_names), former_names)
  c("@section What to use instead:", rows)
}

stop_former <- function(name) {
  stop_hornpipe("former", sprintf("`%s()` of keras is not in hornpipe. Use instead: %s.", name, coming_from_keras(name)$instead), name = name,
                call = as.call(list(as.name(name))))
}

# Names of keras 2.15 and keras3 that are not here -> what to use instead.
former_names <- c(
  . = "nothing: it was exported for use inside of pipes of tfdatasets",
  `%as%` = "`with(x, ...)` of reticulate, or call the methods of the Python object",
  as_tensor = "[op_convert_to_tensor()]",
  config_is_nnx_enabled = "nothing: there is one engine, torch; it is `FALSE`",
  export_savedmodel = "[save_model()]",
  flag_boolean = "`tfruns::flag_boolean()`",
  flag_integer = "`tfruns::flag_integer()`",
  flag_numeric = "`tfruns::flag_numeric()`",
  flag_string = "`tfruns::flag_string()`",
  flags = "`tfruns::flags()`",
  generate = "`generics::generate()`",
  implementation = "nothing: there is one implementation, `\"keras\"`",
  install_keras = "[install_hornpipe()]",
  is_keras_available = "[hornpipe_doctor()]: `all(hornpipe_doctor()$ok)`",
  KerasConstraint = "[Constraint()]; the name is kept",
  layer_cudnn_gru = "[layer_gru()]: one layer for every device; the name is kept",
  layer_cudnn_lstm = "[layer_lstm()]: one layer for every device; the name is kept",
  layer_dense_features = "[layer_feature_space()]",
  layer_flax_module_wrapper = "[layer_torch_module_wrapper()] with a torch module",
  layer_jax_model_wrapper = "[layer_torch_module_wrapper()] with a torch module",
  layer_tfsm = "[load_model()] with a `.keras` or `.h5` file of the model",
  load_model_tf = "[load_model()]: save the model as `.keras` or `.h5` where TensorFlow is",
  load_model_weights_tf = "[load_model_weights()] with a `.weights.h5` file",
  mobilenet_load_model_hdf5 = "[load_model_hdf5()]; the name is kept",
  model_from_saved_model = "[load_model()] with a `.keras` or `.h5` file of the model",
  model_to_saved_model = "[save_model()]",
  multi_gpu_model = "nothing: a model trains on one device, a GPU where there is one",
  run_dir = "`tfruns::run_dir()`",
  save_model_tf = "[save_model()]",
  save_model_weights_tf = "[save_model_weights()]",
  use_implementation = "nothing: there is one implementation, `\"keras\"`",
  use_session_with_seed = "[set_random_seed()]"
)
