test_that("what is known from reticulate and generics is the very same function", {
  expect_identical(list(py_help, use_python, use_virtualenv, use_condaenv),
                   list(reticulate::py_help, reticulate::use_python, reticulate::use_virtualenv, reticulate::use_condaenv))
  expect_identical(list(fit, compile, tidy, glance, augment), list(generics::fit, generics::compile, generics::tidy, generics::glance, generics::augment))
})

test_that("py_help() shows what Python says of an object", {
  shown <- character()
  withr::local_options(pager = function(files, ...) shown <<- c(shown, readLines(files)))
  py_help(keras$layers$Dense)
  expect_match(shown, "class Dense", all = FALSE)
  expect_match(shown, "units", all = FALSE)
})

test_that("a Python, a virtual environment or a conda environment is chosen before the first use", {
  skip_on_os("windows")
  skip_if_not_installed("callr")
  core()
  root <- withr::local_tempdir()
  folders <- file.path(root, c("venv", "conda"))
  for (folder in folders) system2(reticulate::py_config()$python, c("-m", "venv", "--without-pip", shQuote(folder)))
  dir.create(file.path(folders[2], "conda-meta"))       # what tells a conda environment
  conda <- file.path(folders[2], "bin", "conda")
  writeLines("#!/bin/sh", conda)
  Sys.chmod(conda, "755")
  writeLines(paste("# cmd:", conda, "create --name conda"), file.path(folders[2], "conda-meta", "history"))
  chosen <- function(how, where) {
    callr::r(function(how, where) {
      Sys.unsetenv("RETICULATE_PYTHON")
      library(hornpipe)
      choose <- list(python = use_python, virtualenv = use_virtualenv, condaenv = use_condaenv)[[how]]
      choose(where, required = TRUE)
      reticulate::py_config()$python
    }, list(how, where))
  }
  expect_equal(normalizePath(chosen("python", environment_python(folders[1]))), normalizePath(environment_python(folders[1])))
  expect_equal(chosen("virtualenv", folders[1]), environment_python(folders[1]))
  expect_equal(chosen("condaenv", folders[2]), environment_python(folders[2]))
  expect_error(use_virtualenv(file.path(root, "nothing"), required = TRUE), "nothing is not a Python virtualenv")
})

test_that("py_require() adds to what the package asks for, or says which reticulate can", {
  if ("py_require" %in% getNamespaceExports("reticulate")) {
    asked <- callr::r(function() {
      library(hornpipe)
      py_require("scipy")
      reticulate::py_require()$packages
    })
    expect_true(all(c("torch", "scipy") %in% asked))
  } else {
    expect_error(py_require("scipy"), "`py_require\\(\\)` needs reticulate 1.41 or later, this is .* Use install_hornpipe\\(extra_packages = \\) instead.", class = "hornpipe_python_error")
  }
})
