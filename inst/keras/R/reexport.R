# All of hornpipe's exports, taken when this package is loaded: they are those of the hornpipe that is installed.

# R looks for this name where the package is attached, and exports none that begins with a dot.
.onAttach <- function(libname, pkgname) assign(".conflicts.OK", TRUE, envir = as.environment(paste0("package:", pkgname)))

.onLoad <- function(libname, pkgname) {
  here <- topenv()
  for (name in getNamespaceExports("hornpipe")) assign(name, getExportedValue("hornpipe", name), envir = here)
  if (pkgname == "keras") for (name in ls(here)) assign(name, with_axes_from_zero(name, here[[name]]), envir = here)
  # keras3 gives a list, 2.15 a vector.
  if (pkgname == "keras3") assign("evaluate", function(object, ...) { found <- hornpipe::evaluate(object, ...); if (is.numeric(found)) as.list(found) else found }, envir = here)
  if (requireNamespace("tfruns", quietly = TRUE)) {
    for (name in c("flags", "flag_boolean", "flag_integer", "flag_numeric", "flag_string", "run_dir")) {
      assign(name, getExportedValue("tfruns", name), envir = here)
    }
  }
  # The other names of keras say what to use instead.
  for (name in setdiff(coming_from_keras()$name, ls(here, all.names = TRUE))) assign(name, former(name), envir = here)
}

former <- function(name) {
  force(name)
  function(...) hornpipe:::stop_former(name)
}

# What these meant happens anyway, or has another name.

use_session_with_seed <- function(seed, ...) set_random_seed(seed)

is_keras_available <- function(version = NULL) hornpipe:::can_run() && (is.null(version) || keras_version() >= version)

keras_version <- function() package_version(if (.packageName == "keras3") "3.15.1" else "2.15.0")

implementation <- function() "keras"

use_implementation <- function(implementation = c("keras", "tensorflow")) invisible()
