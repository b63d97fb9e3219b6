# Loading starts no Python: it declares what Python will need, and methods for packages that may come later.

.onLoad <- function(libname, pkgname) {
  prefer_python(preferred_python())
  if ("py_require" %in% getNamespaceExports("reticulate"))
    getExportedValue("reticulate", "py_require")(python_packages, python_version = ">=3.11")
  reticulate::register_class_filter(with_class_of_keras)
  # Where Python runs already, a delayed import is not delayed.
  keras <<- if (reticulate::py_available()) tryCatch(core(), error = function(cnd) NULL)
            else reticulate::import("hornpipe", delay_load = list(before_load = function() core()))
}
