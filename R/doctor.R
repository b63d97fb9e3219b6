#' Check the installation
#'
#' Looks at everything that hornpipe needs without starting Python in this
#' session: each check runs in a process of its own, so that a broken
#' installation can be described instead of ending R.
#'
#' @return A data.frame with a row per check: `check`, what is checked; `ok`;
#'   `fix`, what to do where it is not (empty where it is); `found`, what was
#'   seen. It prints a line for each. Compiled training steps are optional: where
#'   there are none, `found` says why and how to get them, and the check is `ok`.
#' @seealso [install_hornpipe()]
#' @examples
#' \dontrun{
#' hornpipe_doctor()
#' }
#' @export
hornpipe_doctor <- function() {
  python <- tryCatch(if (reticulate::py_available()) reticulate::py_config()$python else reticulate::py_discover_config()$python,
                     error = function(cnd) NULL)
  facts <- if (!is.null(python)) python_facts(python)
  has_python <- length(facts) > 0
  version <- if (has_python) facts[["python"]] else ""
  above <- "as above"
  rows <- list(
    row("R", getRversion() >= "4.1", "Install R 4.1 or later.", format(getRversion())),
    row("reticulate", utils::packageVersion("reticulate") >= "1.28", "install.packages(\"reticulate\")", format(utils::packageVersion("reticulate"))),
    row("core", file.exists(file.path(core_path(), "hornpipe", "__init__.py")), "Install the package again: its Python files are missing.", core_path()),
    row("python", has_python, how_to_install(), python %||% "none"),
    row("python version", has_python && numeric_version(version) >= "3.11", if (has_python) "install_hornpipe(python = ) with a Python 3.11 or later" else above, version),
    row("shared library", has_python && facts[["shared"]] == "True",
        if (has_python) "Use a Python built with a shared library: reticulate::install_python()." else above, if (!has_python) "" else if (facts[["shared"]] == "True") "yes" else "no")
  )
  for (module in python_modules) {
    found <- if (has_python) facts[[module]] else ""
    rows <- c(rows, list(row(module, nzchar(found), if (has_python) how_to_install(python_packages[match(module, python_modules)]) else above, found)))
  }
  gpu <- if (has_python) facts[["gpu"]] else ""
  numpy <- if (has_python) facts[["numpy"]] else ""
  old_reticulate <- utils::packageVersion("reticulate") < "1.38"
  rows <- c(rows, list(
    row("numpy with reticulate", nzchar(numpy) && (!old_reticulate || numeric_version(sub("[^0-9.].*", "", numpy)) < "2"),
        if (nzchar(numpy)) "Update reticulate to 1.38 or later, or install numpy<2." else above, numpy),
    row("core loads", has_python && nzchar(facts[["core"]]), if (has_python && all(nzchar(unlist(facts[python_modules])))) "Install the package again." else above, if (has_python) facts[["core"]] else ""),
    row("compiled steps", TRUE, "", if (!has_python || !nzchar(facts[["core"]])) "" else if (nzchar(facts[["native"]])) paste0("none, ", facts[["native"]]) else "yes"),
    row("OpenMP", Sys.info()[["sysname"]] != "Darwin" || python_started() || !length(loaded_openmp()),
        "Restart R and use hornpipe before packages that bring OpenMP (data.table and others).", paste(loaded_openmp(), collapse = ", ")),
    row("GPU", !has_python || nzchar(gpu) || !has_nvidia(), "torch sees no GPU: install_hornpipe(torch = ) with a build for CUDA, or update the driver.",
        if (nzchar(gpu)) gpu else "none")
  ))
  checks <- do.call(rbind, rows)
  class(checks) <- c("hornpipe_checks", class(checks))
  checks
}

# RETICULATE_PYTHON comes before every other Python: an environment that is made beside it would never be used.
how_to_install <- function(packages = python_packages, forced = Sys.getenv("RETICULATE_PYTHON")) {
  if (!nzchar(forced) || forced == "managed") return("install_hornpipe()")
  if (!is_program(forced)) return(paste0("RETICULATE_PYTHON is set to ", forced, ", which is not there: Sys.unsetenv(\"RETICULATE_PYTHON\"), then install_hornpipe()"))
  paste0("`", forced, " -m pip install ", paste(packages, collapse = " "), "`; or unset RETICULATE_PYTHON and install_hornpipe()")
}

is_program <- function(path) file.exists(path) && !dir.exists(path)

has_nvidia <- function() nzchar(Sys.which("nvidia-smi")) && suppressWarnings(system2("nvidia-smi", "-L", stdout = FALSE, stderr = FALSE)) == 0L

#' @export
print.hornpipe_checks <- function(x, ...) {
  if (!all(c("check", "ok", "fix", "found") %in% names(x))) return(NextMethod())
  marks <- if (cli::is_utf8_output()) c("\u2714", "\u2716") else c("ok", "NO")
  cat(paste0(format(ifelse(x$ok, marks[1L], marks[2L])), " ", format(x$check), "  ", ifelse(x$ok, x$found, x$fix), "\n"), sep = "")
  if (all(x$ok)) cat("All is well.\n")
  invisible(x)
}

row <- function(check, ok, fix, found) {
  ok <- isTRUE(ok)
  data.frame(check = check, ok = ok, fix = if (ok) "" else fix, found = found)
}

python_started <- function() !is.null(python_state$core)

# Whether examples can run here: without starting Python where it would fail.
can_run <- function() {
  if (is.null(python_state$can_run)) python_state$can_run <- python_started() || with(hornpipe_doctor(), all(ok[check != "GPU"]))
  python_state$can_run
}

python_facts <- function(python) {
  lines <- ask_python(python, sprintf("
import importlib, os, sys, sysconfig
os.environ.setdefault('KERAS_BACKEND', 'torch')
sys.path.insert(0, %s)
def fact(name, value): print(name + '=' + str(value))
fact('python', '.'.join(map(str, sys.version_info[:3])))
fact('shared', bool(sysconfig.get_config_var('Py_ENABLE_SHARED') or sysconfig.get_config_var('PYTHONFRAMEWORK') or sys.platform == 'win32'))
for module in %s.split():
    try: fact(module, importlib.import_module(module).__version__)
    except Exception: fact(module, '')
try:
    import torch
    fact('gpu', torch.cuda.get_device_name(0) if torch.cuda.is_available() else 'Apple GPU' if torch.backends.mps.is_available() else '')
except Exception: fact('gpu', '')
try: fact('core', importlib.import_module('hornpipe.models') and sys.modules['hornpipe'].__version__)
except Exception: fact('core', '')
try: fact('native', importlib.import_module('hornpipe.native').missing())
except Exception: fact('native', '')
", encodeString(core_path(), quote = "'"), encodeString(paste(python_modules, collapse = " "), quote = "'")))
  if (is.null(lines)) return(NULL)
  lines <- grep("^[a-z0-9]+=", lines, value = TRUE)
  as.list(stats::setNames(sub("^[^=]*=", "", lines), sub("=.*", "", lines)))
}
