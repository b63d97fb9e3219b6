# Loading starts no Python: it declares what Python will need, and methods for packages that may come later.

.onLoad <- function(libname, pkgname) {
  prefer_python(preferred_python())
  declare_python()
  reticulate::register_class_filter(with_class_of_keras)
  # Where Python runs already, a delayed import is not delayed.
  keras <<- if (reticulate::py_available()) tryCatch(core(), error = function(cnd) NULL)
            else reticulate::import("hornpipe", delay_load = list(before_load = function() core()))
}

# Before R 4.3 the package has a `%*%` of its own, which does what R's does and more: R need not tell of that one.
.onAttach <- function(libname, pkgname) {
  here <- as.environment(paste0("package:", pkgname))
  others <- setdiff(search(), c(".GlobalEnv", paste0("package:", pkgname), "Autoloads"))
  masked <- unlist(lapply(others, function(other) {
    same <- intersect(ls(here), ls(other))
    same[!vapply(same, function(name) identical(get(name, here), get(name, other)), NA)]
  }))
  if (identical(masked, "%*%")) assign(".conflicts.OK", TRUE, envir = here)
}
