# The Python core: found inside the package, started when it is first needed.

python_packages <- c("torch", "numpy", "h5py", "pyyaml")
python_modules <- c("torch", "numpy", "h5py", "yaml")      # the names they are imported by
environment_name <- "r-hornpipe"
python_state <- new.env(parent = emptyenv())

core_path <- function() system.file("python", package = "hornpipe")

# The Python module hornpipe.
core <- function() {
  if (is.null(python_state$core)) start_core()
  refuse_fork()
  settle_device()
  python_state$core
}

refuse_fork <- function() {
  if (!is.null(python_state$pid) && Sys.getpid() != python_state$pid)
    stop_hornpipe("fork", paste("hornpipe cannot run in a forked process: torch's threads do not survive the fork.",
                                "Use parallel::parLapply() or future::multisession instead of mclapply()."))
}

# The Python object at "layers.Dense", below the module hornpipe.
core_object <- function(path) Reduce(function(object, name) object[[name]], strsplit(path, ".", fixed = TRUE)[[1L]], core())

start_core <- function() {
  refuse_second_openmp()
  python_state$core <- tryCatch(import_core(), error = function(cnd) if (inherits(cnd, "hornpipe_error")) stop(cnd) else stop_python(why_not(cnd)))
  python_state$pid <- Sys.getpid()
  rbridge()                   # files may name what it defines
}

stop_python <- function(why) {
  stop_hornpipe("python", paste0(
    "Python could not be started with what hornpipe needs: ", why, "\n",
    "hornpipe_doctor() tells what is missing; install_hornpipe() makes an environment that has everything."
  ), call = NULL)
}

why_not <- function(cnd, forced = Sys.getenv("RETICULATE_PYTHON")) {
  if (nzchar(forced) && forced != "managed" && !is_program(forced)) return(paste0("RETICULATE_PYTHON is set to ", forced, ", which is not there."))
  sub("\n.*", "", conditionMessage(cnd))
}

# A keras.json that another package left may ask for TensorFlow: here there is one engine, so it is not asked.
import_core <- function() {
  environ <- reticulate::import("os", convert = FALSE)$environ
  if (!nzchar(Sys.getenv("KERAS_BACKEND"))) {
    environ$update(list(KERAS_BACKEND = "torch"))
    on.exit(environ$pop("KERAS_BACKEND", NULL))
  }
  find <- reticulate::import("importlib.util")$find_spec
  missing <- Filter(function(module) is.null(find(module)), python_modules)      # the core loads its parts late: ask now
  if (length(missing)) stop_python(paste0("no module ", paste(missing, collapse = ", "), " in ", reticulate::py_config()$python))
  module <- reticulate::import_from_path("hornpipe", path = core_path())    # before torch: it says how torch's threads wait
  import_torch()
  module
}

# R has loaded its own BLAS and LAPACK, and on Linux the linker would find their sgemm_() before that of torch: with R's
# reference BLAS, matrix products then take 15 to 40 times as long. RTLD_DEEPBIND lets torch's libraries look in themselves first.
import_torch <- function() {
  sys <- reticulate::import("sys")
  os <- reticulate::import("os")
  if (reticulate::py_has_attr(os, "RTLD_DEEPBIND") && !python_has_loaded("torch")) {
    flags <- sys$getdlopenflags()
    on.exit(sys$setdlopenflags(flags))
    sys$setdlopenflags(bitwOr(flags, os$RTLD_DEEPBIND))
  }
  reticulate::import("torch")
}

python_has_loaded <- function(module) reticulate::py_eval(sprintf("'%s' in __import__('sys').modules", module))

# ---- which Python: RETICULATE_PYTHON and use_python() first (reticulate sees to that), then an activated environment,
# then the package's own, then what py_require() declares.

preferred_python <- function() {
  if (nzchar(Sys.getenv("RETICULATE_PYTHON"))) return(NULL)
  places <- c(Sys.getenv("VIRTUAL_ENV"), if (!identical(Sys.getenv("CONDA_DEFAULT_ENV"), "base")) Sys.getenv("CONDA_PREFIX"),
              environment_path())
  found <- Filter(file.exists, environment_python(places[nzchar(places)]))
  if (length(found)) found[[1L]]
}

# Where reticulate makes environments by itself (1.41 and later), it makes one with these.
declare_python <- function(py_require = get0("py_require", asNamespace("reticulate"))) {
  if (!is.null(py_require)) py_require(python_packages, python_version = ">=3.11")
}

prefer_python <- function(python) {
  if (is.null(python)) return(invisible())
  # Before 1.36 a request that is not required lost against a miniconda; this variable did not.
  if (utils::packageVersion("reticulate") < "1.36") {
    if (!nzchar(Sys.getenv("RETICULATE_PYTHON_FALLBACK"))) Sys.setenv(RETICULATE_PYTHON_FALLBACK = python)
  } else {
    reticulate::use_python(python, required = FALSE)
  }
  invisible()
}

environment_path <- function(envname = environment_name) {
  if (grepl("[/\\\\]", envname)) path.expand(envname) else file.path(path.expand(reticulate::virtualenv_root()), envname)
}

environment_python <- function(path) {
  if (.Platform$OS.type == "windows") {
    scripts <- file.path(path, "Scripts", "python.exe")        # a virtual environment; conda has it at the top
    ifelse(file.exists(scripts), scripts, file.path(path, "python.exe"))
  } else {
    file.path(path, "bin", "python")
  }
}

# ---- two OpenMP runtimes in one process abort it on macOS

refuse_second_openmp <- function(system = Sys.info()[["sysname"]], loaded = loaded_openmp()) {
  if (system != "Darwin" || nzchar(Sys.getenv("KMP_DUPLICATE_LIB_OK"))) return(invisible())
  if (reticulate::py_available() && python_has_loaded("torch")) return(invisible())
  if (length(loaded))
    stop_hornpipe("openmp", paste0(
      "This R session has already loaded an OpenMP runtime (", loaded[[1L]], "); torch would load a second one and macOS would abort R.\n",
      "Restart R and use hornpipe before packages such as data.table, or set KMP_DUPLICATE_LIB_OK=TRUE at your own risk."
    ), loaded = loaded, call = NULL)
}

loaded_openmp <- function(pid = Sys.getpid()) {
  maps <- sprintf("/proc/%d/maps", pid)
  lines <- if (file.exists(maps)) readLines(maps, warn = FALSE)
           else if (nzchar(Sys.which("lsof"))) suppressWarnings(system2("lsof", c("-p", pid), stdout = TRUE, stderr = FALSE))
           else character()
  unique(sub("^.*?(/[^ ].*)$", "\\1", grep("/lib(i?omp|gomp)[^/]*\\.(so|dylib)", lines, value = TRUE), perl = TRUE))
}
