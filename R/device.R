# The device that models compute on: `fit(device = )`, else options(hornpipe.device = ), else the first GPU that torch sees, else the CPU.

#' Devices
#'
#' `hornpipe_devices()` lists what models can be trained on here. By default that
#' is the first GPU that torch sees, else the CPU.
#'
#' Another device is chosen
#'
#' * for the session by `options(hornpipe.device = "cpu")`,
#' * for a model by `fit(device = "cuda:1")`: the model moves there and stays.
#'
#' `"gpu"` is the first GPU, whatever its kind. [fit()] says in one line which GPU
#' it uses and why; it says nothing of the CPU. [hornpipe_doctor()] tells of a GPU
#' that torch does not see.
#'
#' @return A data.frame with a row per device: `device`, what it is chosen by;
#'   `name`; `memory` in gigabytes, `NA` where the device shares that of the
#'   machine; `default`, whether models use it by themselves.
#' @export
#' @examplesIf hornpipe:::can_run()
#' hornpipe_devices()
#' old <- options(hornpipe.device = "cpu")     # for all that follows
#' options(old)
hornpipe_devices <- function() {
  found <- rbridge()$devices_here()
  column <- function(name, type) vapply(found, function(device) device[[name]] %||% type, type)
  data.frame(device = column("device", ""), name = column("name", ""), memory = column("memory", NA_real_), default = column("default", NA))
}

# The option may change at any time: what it says is told to the core before it is used.
settle_device <- function() {
  wanted <- getOption("hornpipe.device")
  if (identical(wanted, bridge_state$device)) return(invisible())
  before <- bridge_state$device
  bridge_state$device <- wanted
  tryCatch(call_python(rbridge()$set_default, list(as_text(wanted, "options(hornpipe.device)")), quote(options())), error = function(cnd) {
    bridge_state$device <- before
    stop(cnd)
  })
  invisible()
}

# A model computes where it is told to, or stays where it is; the function that is returned ends that.
enter_device <- function(model, device = NULL, say = FALSE) {
  core()
  wanted <- as_text(device) %||% getOption("hornpipe.device")
  if (is.null(wanted) && one_device()) return(function() NULL)
  entered <- call_python(rbridge()$enter, list(live(model), wanted))
  if (say) say_device(entered[[1L]], if (!is.null(device)) "`device` says so" else if (!is.null(wanted)) "options(hornpipe.device) says so" else "the GPU that torch sees")
  entered[[2L]]
}

one_device <- function() {
  if (is.null(bridge_state$one_device)) bridge_state$one_device <- length(rbridge()$devices_here()) == 1L
  bridge_state$one_device
}

# Once for each device and reason.
say_device <- function(device, why) {
  said <- paste(device, why)
  if (device == "cpu" || said %in% bridge_state$said) return(invisible())
  bridge_state$said <- c(bridge_state$said, said)
  here <- Filter(function(known) known$device == device, rbridge()$devices_here())
  message("Training on ", device, if (length(here)) paste0(" (", here[[1L]]$name, ")"), ": ", why, ". hornpipe_devices() lists what else there is.")
}
