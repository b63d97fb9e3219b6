# Scripts and packages that say `library(keras)` or `keras::`.

#' A package named keras that is hornpipe
#'
#' Old scripts begin with `library(keras)`, and other packages call `keras::`
#' functions. `install_keras_package()` installs a small package of that name that
#' exports all of hornpipe, so that they run as they are. It follows the hornpipe
#' that is installed: there is no need to install it again.
#'
#' One thing differs under the name keras, so that old scripts mean what they meant:
#' the `axis` of layers, losses, metrics, activations, constraints and `normalize()`
#' counts from 0, as in keras 2.15. Under the names hornpipe and keras3, and for
#' `k_*()` and `op_*()` under any, it counts from 1. Under the name keras3,
#' `evaluate()` returns a list.
#'
#' Names of keras that hornpipe does not have are there too; they stop with an
#' error of class `hornpipe_former_error` that says what to use instead. See
#' [coming_from_keras].
#'
#' @param lib The library to install into.
#' @param name `"keras"`, or `"keras3"` for scripts of that package. Otherwise functions
#'   follow keras 2.15 under either name.
#' @param replace Whether to replace a package of that name that is something else,
#'   the real keras for instance. [utils::remove.packages()] undoes it.
#' @return The path of the installed package, invisibly.
#' @export
#' @examplesIf hornpipe:::can_run()
#' lib <- tempfile()
#' dir.create(lib)
#' install_keras_package(lib)
#' list.files(lib)
#' \dontrun{
#' library(keras, lib.loc = lib)
#' keras::k_floatx()
#' }
install_keras_package <- function(lib = .libPaths()[[1L]], name = c("keras", "keras3"), replace = FALSE) {
  name <- as_choice(name)
  if (length(lib) != 1L || !dir.exists(lib)) {
    stop_hornpipe(c("argument", "value"), sprintf("`lib` must be an existing folder, got %s.", shown(lib)), argument = "lib", actual = lib)
  }
  there <- file.path(lib, name)
  if (dir.exists(there) && !as_flag(replace) && !is_ours(there)) {
    stop_hornpipe(c("argument", "value"), sprintf("%s is another package named %s: `replace = TRUE` puts hornpipe's in its place.", there, name),
                  argument = "replace", actual = there)
  }
  folder <- tempfile("source")
  on.exit(unlink(folder, recursive = TRUE))
  dir.create(folder)
  file.copy(system.file("keras", package = "hornpipe"), folder, recursive = TRUE)
  source <- file.path(folder, "keras")
  if (name == "keras3") {
    description <- file.path(source, "DESCRIPTION")
    lines <- readLines(description)
    writeLines(sub("^Version: .*", "Version: 1.5.1", sub("^Package: keras$", "Package: keras3", lines)), description)
  }
  output <- suppressWarnings(system2(file.path(R.home("bin"), "R"), c("CMD", "INSTALL", "--no-docs", paste0("--library=", shQuote(normalizePath(lib))), shQuote(source)),
                                     stdout = TRUE, stderr = TRUE, env = paste0("R_LIBS=", shQuote(paste(.libPaths(), collapse = .Platform$path.sep)))))
  if (!is.null(attr(output, "status"))) {
    stop_hornpipe("install", paste(c(sprintf("The package %s could not be installed:", name), output), collapse = "\n"), call = NULL)
  }
  invisible(there)
}

is_ours <- function(path) grepl("hornpipe", paste(read.dcf(file.path(path, "DESCRIPTION"), fields = "Imports"), ""), fixed = TRUE)
