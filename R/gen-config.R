# Written by tools/rgen from the Python signatures. Do not edit: change the signature, the docstring or tools/rgen.

#' The engine's name, always "torch"
#'
#' @return A string.
#' @examplesIf hornpipe:::can_run()
#' config_backend()
#' @export
config_backend <- function() {
  call_python(core()$config$backend, list())
}

#' Keeps torch's flash kernel out of attention
#'
#' @return Nothing.
#' @examplesIf hornpipe:::can_run()
#' config_disable_flash_attention()
#' config_enable_flash_attention()
#' @export
config_disable_flash_attention <- function() {
  call_python(core()$config$disable_flash_attention, list())
}

#' Progress goes to the log of the module `logging`
#'
#' @return Nothing.
#' @examplesIf hornpipe:::can_run()
#' config_disable_interactive_logging()
#' config_enable_interactive_logging()
#' @export
config_disable_interactive_logging <- function() {
  call_python(core()$config$disable_interactive_logging, list())
}

#' Notes that full tracebacks are wanted. hornpipe never hides a frame
#'
#' @return Nothing.
#' @examplesIf hornpipe:::can_run()
#' config_disable_traceback_filtering()
#' config_enable_traceback_filtering()
#' @export
config_disable_traceback_filtering <- function() {
  call_python(core()$config$disable_traceback_filtering, list())
}

#' The policy of layers that are given none
#'
#' @return The setting.
#' @examplesIf hornpipe:::can_run()
#' config_dtype_policy()
#' @export
config_dtype_policy <- function() {
  call_python(core()$config$dtype_policy, list())
}

#' Lets torch choose its flash kernel for attention where it fits (as it does from the start)
#'
#' @return Nothing.
#' @examplesIf hornpipe:::can_run()
#' config_enable_flash_attention()
#' @export
config_enable_flash_attention <- function() {
  call_python(core()$config$enable_flash_attention, list())
}

#' Progress goes to the console
#'
#' @return Nothing.
#' @examplesIf hornpipe:::can_run()
#' config_enable_interactive_logging()
#' @export
config_enable_interactive_logging <- function() {
  call_python(core()$config$enable_interactive_logging, list())
}

#' Notes that short tracebacks are wanted. hornpipe's have few frames of its own in any case, and
#' none is hidden
#'
#' @return Nothing.
#' @examplesIf hornpipe:::can_run()
#' config_enable_traceback_filtering()
#' @export
config_enable_traceback_filtering <- function() {
  call_python(core()$config$enable_traceback_filtering, list())
}

#' Lets this process load files that carry code. Only for files that you trust as you trust a
#' program
#'
#' @return Nothing.
#' @examplesIf hornpipe:::can_run()
#' \dontrun{
#' config_enable_unsafe_deserialization()      # for the rest of the session
#' }
#' @export
config_enable_unsafe_deserialization <- function() {
  call_python(core()$config$enable_unsafe_deserialization, list())
}

#' The small number that keeps divisions finite
#'
#' @return The setting.
#' @examplesIf hornpipe:::can_run()
#' config_epsilon()
#' @export
config_epsilon <- function() {
  call_python(core()$config$epsilon, list())
}

#' The default float dtype, as a name
#'
#' @return A string.
#' @examplesIf hornpipe:::can_run()
#' config_floatx()
#' @export
config_floatx <- function() {
  call_python(core()$config$floatx, list())
}

#' Where images have their channels by default: "channels_last" or "channels_first"
#'
#' @return A string.
#' @examplesIf hornpipe:::can_run()
#' config_image_data_format()
#' @export
config_image_data_format <- function() {
  call_python(core()$config$image_data_format, list())
}

#' FALSE when flash attention was disabled; `NULL` when torch may choose
#'
#' @return The setting.
#' @examplesIf hornpipe:::can_run()
#' config_is_flash_attention_enabled()
#' @export
config_is_flash_attention_enabled <- function() {
  call_python(core()$config$is_flash_attention_enabled, list())
}

#' Is interactive logging enabled
#'
#' @return `TRUE` or `FALSE`.
#' @examplesIf hornpipe:::can_run()
#' config_is_interactive_logging_enabled()
#' @export
config_is_interactive_logging_enabled <- function() {
  call_python(core()$config$is_interactive_logging_enabled, list())
}

#' Flax NNX belongs to another engine: always FALSE
#'
#' @return `TRUE` or `FALSE`.
#' @examplesIf hornpipe:::can_run()
#' config_is_nnx_enabled()
#' @export
config_is_nnx_enabled <- function() {
  call_python(core()$config$is_nnx_enabled, list())
}

#' What was noted last; TRUE at the start
#'
#' @return `TRUE` or `FALSE`.
#' @examplesIf hornpipe:::can_run()
#' config_is_traceback_filtering_enabled()
#' @export
config_is_traceback_filtering_enabled <- function() {
  call_python(core()$config$is_traceback_filtering_enabled, list())
}

#' The most epochs that any `fit()` runs, or `NULL`
#'
#' @return The setting.
#' @examplesIf hornpipe:::can_run()
#' config_max_epochs()
#' @export
config_max_epochs <- function() {
  call_python(core()$config$max_epochs, list())
}

#' The most steps that any epoch, `evaluate()` or `predict()` runs, or `NULL`
#'
#' @return The setting.
#' @examplesIf hornpipe:::can_run()
#' config_max_steps_per_epoch()
#' @export
config_max_steps_per_epoch <- function() {
  call_python(core()$config$max_steps_per_epoch, list())
}

#' Accepts "torch", the only engine
#'
#' @param backend `"torch"`: there is one engine.
#' @return Nothing.
#' @examplesIf hornpipe:::can_run()
#' config_set_backend("torch")
#' @export
config_set_backend <- function(backend) {
  call_python(core()$config$set_backend, list(backend = as_text(backend)))
}

#' Sets the policy of layers made from here on
#'
#' @param policy A policy or its name.
#' @return Nothing.
#' @examplesIf hornpipe:::can_run()
#' config_set_dtype_policy("float32")
#' @export
config_set_dtype_policy <- function(policy) {
  call_python(core()$config$set_dtype_policy, list(policy = as_dtype(policy)))
}

#' Set epsilon
#'
#' @param value The new value.
#' @return Nothing.
#' @examplesIf hornpipe:::can_run()
#' config_set_epsilon(1e-7)
#' @export
config_set_epsilon <- function(value) {
  call_python(core()$config$set_epsilon, list(value = as_real(value)))
}

#' Sets the default float dtype: "bfloat16", "float16", "float32" or "float64"
#'
#' @param value The new value.
#' @return Nothing.
#' @examplesIf hornpipe:::can_run()
#' config_set_floatx("float32")
#' @export
config_set_floatx <- function(value) {
  call_python(core()$config$set_floatx, list(value = as_text(value)))
}

#' Set image data format
#'
#' @param data_format `"channels_last"` or `"channels_first"`.
#' @return Nothing.
#' @examplesIf hornpipe:::can_run()
#' config_set_image_data_format("channels_last")
#' @export
config_set_image_data_format <- function(data_format) {
  call_python(core()$config$set_image_data_format, list(data_format = as_text(data_format)))
}

#' Limits the epochs of every `fit()`: for trying out a program
#'
#' @param max_epochs No `fit()` runs for more epochs; `NULL` for no limit.
#' @return Nothing.
#' @examplesIf hornpipe:::can_run()
#' config_set_max_epochs(NULL)
#' @export
config_set_max_epochs <- function(max_epochs) {
  call_python(core()$config$set_max_epochs, list(max_epochs = as_int(max_epochs)))
}

#' Limits the steps of every epoch, `evaluate()` and `predict()`: for trying out a program
#'
#' @param max_steps_per_epoch No epoch has more steps; `NULL` for no limit.
#' @return Nothing.
#' @examplesIf hornpipe:::can_run()
#' config_set_max_steps_per_epoch(NULL)
#' @export
config_set_max_steps_per_epoch <- function(max_steps_per_epoch) {
  call_python(core()$config$set_max_steps_per_epoch, list(max_steps_per_epoch = as_int(max_steps_per_epoch)))
}
