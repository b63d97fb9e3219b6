# Taking a model to another machine.

#' Requirements of a deployment
#'
#' Writes a `requirements.txt` with the versions of the Python packages that hornpipe
#' uses here, so that a server, a container or a colleague gets the same:
#' `pip install -r requirements.txt` installs them, and so does
#' `install_hornpipe(pip_options = c("-r", "requirements.txt"))`. The R packages stand
#' below as comments. Python is asked in a process of its own and is not started here.
#'
#' Where only predictions are wanted, [as_r_predictor()] needs no Python at all: then
#' the R packages are all that there is to install.
#'
#' @param filepath Path of the file.
#' @param overwrite Whether a file that exists is replaced.
#' @return The lines of the file, invisibly.
#' @seealso [install_hornpipe()], [hornpipe_doctor()]
#' @export
#' @examplesIf hornpipe:::can_run()
#' file <- tempfile(fileext = ".txt")
#' write_requirements(file)
#' cat(readLines(file), sep = "\n")
write_requirements <- function(filepath = "requirements.txt", overwrite = FALSE) {
  filepath <- file_to_write(filepath, overwrite)
  python <- tryCatch(if (reticulate::py_available()) reticulate::py_config()$python else reticulate::py_discover_config()$python, error = function(cnd) NULL)
  facts <- if (!is.null(python)) python_facts(python)
  versions <- vapply(python_modules, function(module) facts[[module]] %||% "", "")
  if (!all(nzchar(versions))) stop_python(paste0("no ", paste(python_packages[!nzchar(versions)], collapse = ", "), " in ", python %||% "any Python"))
  public <- sub("[+].*", "", versions)                      # "2.13.0+cpu" tells how a wheel was built: no index has it by that name
  built <- sub("^[^+]*[+]?", "", versions)
  lines <- c(
    paste0("# What hornpipe ", utils::packageVersion("hornpipe"), " runs on, with Python ", facts$python, "."),
    paste0(python_packages, "==", public, ifelse(nzchar(built), paste0("  # built for ", built), "")),
    paste0("# R ", getRversion(), ": ", paste(r_packages_in_use(), collapse = ", "))
  )
  write_whole(paste(lines, collapse = "\n"), filepath)
  invisible(lines)
}

# hornpipe and what it imports, without what every R has.
r_packages_in_use <- function() {
  imports <- trimws(sub("[(].*", "", strsplit(utils::packageDescription("hornpipe")$Imports, ",")[[1L]]))
  base <- rownames(utils::installed.packages(priority = "base"))
  vapply(c("hornpipe", setdiff(imports, base)), function(name) paste(name, utils::packageVersion(name)), "", USE.NAMES = FALSE)
}

# The package bundle keeps models of other packages in an R object. Ours come with their state already; levels of factors,
# classes made in R and the optimizer stay with them.
#' @exportS3Method bundle::bundle
bundle.hornpipe.models.Model <- function(x, ...) {
  known_dots(list(...), character(), "bundle()", strict = TRUE)
  situate <- function(object) {
    loadNamespace("hornpipe")
    unserialize(object)
  }
  environment(situate) <- baseenv()
  bundle::bundle_constr(object = serialize(live(x), NULL), situate = situate, desc_class = "hornpipe")
}
