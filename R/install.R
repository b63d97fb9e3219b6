#' Install what the Python core needs
#'
#' Makes a virtual environment of its own with the Python packages that hornpipe
#' needs: `torch`, `numpy`, `h5py` and `pyyaml`. It is found by itself in later sessions.
#'
#' A Python is looked for in this order: the one named by `RETICULATE_PYTHON` or
#' `reticulate::use_python()`, the environment that was active when R started,
#' the environment made here, and, with reticulate 1.41 or later, one that
#' reticulate makes from `py_require()`.
#'
#' @param envname Name of the environment, or a path to it.
#' @param from A folder of wheels to install from, without any network; `pip
#'   download torch numpy h5py pyyaml` fills one elsewhere.
#' @param python Path to the Python (3.11 or later) that the environment is made
#'   with. `NULL` looks for one.
#' @param torch What to install as torch, for example `"torch==2.13.0"`.
#' @param extra_packages Further Python packages to install.
#' @param pip_options Further options for pip, for example
#'   `c("--index-url", url)`.
#' @return The path of the environment's Python, invisibly.
#' @seealso [hornpipe_doctor()]
#' @examples
#' \dontrun{
#' install_hornpipe()
#' install_hornpipe(from = "~/wheels")   # offline
#' }
#' @export
install_hornpipe <- function(envname = "r-hornpipe", from = NULL, python = NULL, torch = "torch",
                             extra_packages = NULL, pip_options = NULL) {
  if (!is.null(from)) pip_options <- c("--no-index", "--find-links", wheel_folder(from), pip_options)
  path <- environment_path(envname)
  env_python <- environment_python(path)
  if (!file.exists(env_python)) {
    python <- python %||% find_python()
    message("Making ", path, " with ", python)
    run(python, c("-m", "venv", path), "The virtual environment could not be made")
  }
  packages <- c(torch, numpy_requirement(), "h5py", "pyyaml", extra_packages)
  message("Installing ", paste(packages, collapse = ", "))
  run(env_python, c("-m", "pip", "install", "--disable-pip-version-check", "--upgrade", pip_options, packages), "pip failed")
  forced <- Sys.getenv("RETICULATE_PYTHON")
  if (nzchar(forced) && !same_file(forced, env_python)) {
    message("RETICULATE_PYTHON is set to ", forced, ", which comes first: unset it, or set it to ", env_python, ".")
  }
  message("Done. Restart R if Python is running already.")
  invisible(env_python)
}

wheel_folder <- function(from) {
  if (!is.character(from) || length(from) != 1L || !dir.exists(from)) {
    stop_hornpipe(c("argument", "value"), paste0("`from` must be a folder, got ", shown(from), "."), argument = "from", actual = from)
  }
  found <- list.files(from, "[.](whl|tar[.]gz|zip)$")
  missing <- python_packages[!vapply(python_packages, function(name) any(startsWith(tolower(found), paste0(name, "-"))), NA)]
  if (length(missing)) {
    stop_hornpipe(c("argument", "value"), paste0("`from` has no wheel of ", quoted(missing), ": `pip download ", paste(python_packages, collapse = " "), "` brings all that is needed."),
                  argument = "from", actual = from, expected = python_packages)
  }
  normalizePath(from)
}

same_file <- function(a, b) file.exists(a) && file.exists(b) && identical(normalizePath(dirname(a)), normalizePath(dirname(b)))

# reticulate before 1.38 cannot load NumPy 2.
numpy_requirement <- function() if (utils::packageVersion("reticulate") < "1.38") "numpy>=1.26,<2" else "numpy>=1.26"

run <- function(command, args, complaint) {
  status <- system2(command, shQuote(args))
  if (status != 0) stop_hornpipe("python", sprintf("%s: `%s` ended with status %d.", complaint, paste(c(command, args), collapse = " "), status), call = NULL)
}

# A Python that can hold the environment: 3.11 or later and built as a shared library, which R needs.
find_python <- function() {
  for (python in unique(Sys.which(c("python3.13", "python3.12", "python3.11", "python3", "python")))) {
    if (nzchar(python) && identical(ask_python(python, "import sys, sysconfig, venv, ensurepip
print(sys.version_info >= (3, 11) and bool(sysconfig.get_config_var('Py_ENABLE_SHARED') or sysconfig.get_config_var('PYTHONFRAMEWORK') or sys.platform == 'win32'))"), "True")) return(python)
  }
  stop_hornpipe("python", paste("No Python 3.11 or later with a shared library and venv was found.",
                                "Install one (Debian: python3 python3-venv libpython3.11; anywhere: reticulate::install_python(\"3.12\")) and give its path as `python`."), call = NULL)
}

# What `code` prints in a Python of its own; NULL if that fails.
ask_python <- function(python, code) {
  script <- tempfile(fileext = ".py")
  on.exit(unlink(script))
  writeLines(code, script)
  out <- suppressWarnings(tryCatch(system2(python, shQuote(script), stdout = TRUE, stderr = FALSE), error = function(cnd) NULL))
  if (is.null(attr(out, "status"))) out
}
