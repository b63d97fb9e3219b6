test_that("loading the package starts no Python and is quick", {
  skip_if_not_installed("callr")
  seconds <- callr::r(function() {
    loadNamespace("reticulate")       # the only slow part, and not ours
    time <- system.time(library(hornpipe))[["elapsed"]]
    stopifnot(!reticulate::py_available())
    time
  })
  expect_lt(seconds, 0.5)
})

test_that("an activated environment comes before the package's own", {
  root <- withr::local_tempdir()
  active <- file.path(root, "active")
  own <- file.path(root, "r-hornpipe")
  for (path in c(active, own)) {
    dir.create(dirname(environment_python(path)), recursive = TRUE)
    file.create(environment_python(path))
  }
  withr::local_envvar(RETICULATE_PYTHON = NA, VIRTUAL_ENV = active, CONDA_PREFIX = NA, WORKON_HOME = root,
                      RETICULATE_VIRTUALENV_ROOT = root)
  expect_identical(preferred_python(), environment_python(active))
  withr::local_envvar(VIRTUAL_ENV = NA)
  expect_identical(normalizePath(preferred_python()), normalizePath(environment_python(own)))
  unlink(own, recursive = TRUE)
  expect_null(preferred_python())
  withr::local_envvar(VIRTUAL_ENV = active, RETICULATE_PYTHON = "/usr/bin/python3")
  expect_null(preferred_python())
})

test_that("the core comes from inside the package", {
  expect_true(file.exists(file.path(core_path(), "hornpipe", "__init__.py")))
  expect_identical(normalizePath(dirname(core()$`__file__`)), normalizePath(file.path(core_path(), "hornpipe")))
  expect_identical(core_object("layers.Dense")$`__name__`, "Dense")
})

test_that("a forked process is refused at once", {
  skip_on_os("windows")
  skip_if_not_installed("callr")
  said <- callr::r(function() {         # of its own: R's parallel loses sight of its children where processx has had some
    core <- utils::getFromNamespace("core", "hornpipe")
    core()
    parallel::mclapply(1:2, function(i) tryCatch(core(), hornpipe_fork_error = conditionMessage), mc.cores = 2)
  })
  expect_match(said[[1]], "forked process")
})

test_that("a missing Python part is a classed error that says what to do", {
  skip_if_not_installed("callr")
  bare <- withr::local_tempdir()
  core()
  system2(reticulate::py_config()$python, c("-m", "venv", "--without-pip", shQuote(bare)))
  said <- callr::r(function() {
    tryCatch(hornpipe::layer_dense(units = 1), hornpipe_python_error = conditionMessage)
  }, env = c(callr::rcmd_safe_env(), RETICULATE_PYTHON = environment_python(bare)))
  expect_match(said, "install_hornpipe\\(\\)")
})

test_that("the doctor names what is missing and how to mend it", {
  checks <- hornpipe_doctor()
  expect_s3_class(checks, "data.frame")
  expect_identical(names(checks)[1:3], c("check", "ok", "fix"))
  expect_true(all(c("reticulate", "python", "torch", "numpy", "h5py", "yaml", "core loads") %in% checks$check))
  expect_identical(checks$check[!checks$ok], character())
  expect_true(all(checks$fix == ""))
})

test_that("compiled steps are optional, and the doctor says whether they are there", {
  found <- function() with(hornpipe_doctor(), found[check == "compiled steps" & ok])
  built <- file.exists(file.path(core_path(), "hornpipe", "native", "native.so"))
  withr::with_envvar(c(HORNPIPE_NATIVE = "1"), expect_match(found(), if (built) "^yes$|not for this processor" else "^none, not built: on Linux .x86-64. with a C compiler, install"))
  withr::with_envvar(c(HORNPIPE_NATIVE = "0"), expect_equal(found(), "none, switched off by HORNPIPE_NATIVE=0"))
})

test_that("the doctor describes a Python without torch", {
  bare <- withr::local_tempdir()
  system2(reticulate::py_config()$python, c("-m", "venv", "--without-pip", shQuote(bare)))
  facts <- python_facts(environment_python(bare))
  expect_identical(facts$torch, "")
  expect_identical(facts$core, "")
  expect_identical(facts$native, "")
  expect_match(facts$python, "^3\\.")
  expect_null(python_facts(file.path(bare, "nothing")))
})

test_that("wheels come from a folder that has all that is needed", {
  expect_error(install_hornpipe(from = "/nowhere"), "`from` must be a folder, got \"/nowhere\"", class = "hornpipe_argument_error")
  folder <- withr::local_tempdir()
  file.create(file.path(folder, c("torch-2.13.0-cp311-none-any.whl", "PyYAML-6.0-none.whl", "h5py-3.1.tar.gz")))
  expect_error(install_hornpipe(from = folder), "`from` has no wheel of \"numpy\": `pip download torch numpy h5py pyyaml` brings", class = "hornpipe_argument_error")
  file.create(file.path(folder, "numpy-1.26.4-none-any.whl"))
  expect_equal(wheel_folder(folder), normalizePath(folder))
})

test_that("an offline installation asks pip for the folder alone", {
  skip_on_os("windows")
  root <- withr::local_tempdir()
  said <- file.path(root, "said")
  env <- file.path(root, "env")
  dir.create(file.path(env, "bin"), recursive = TRUE)
  writeLines(c("#!/bin/sh", paste0("echo \"$@\" >> ", said)), environment_python(env))       # stands in for the Python of an environment
  Sys.chmod(environment_python(env), "755")
  wheels <- file.path(root, "wheels")
  dir.create(wheels)
  file.create(file.path(wheels, paste0(c("torch", "numpy", "h5py", "pyyaml"), "-1-py3-none-any.whl")))
  withr::local_envvar(RETICULATE_PYTHON = "/usr/bin/python3")
  expect_message(expect_message(expect_message(made <- install_hornpipe(env, from = wheels, extra_packages = "pillow"), "Installing torch, numpy"),
                                "RETICULATE_PYTHON is set to /usr/bin/python3, which comes first: unset it, or set it to "), "Done")
  expect_equal(made, environment_python(env))
  expect_match(readLines(said), paste0("^-m pip install .*--no-index --find-links ", normalizePath(wheels), " torch numpy>=1.26(,<2)? h5py pyyaml pillow$"))
})

test_that("what to do depends on RETICULATE_PYTHON, which comes first", {
  expect_equal(how_to_install(forced = ""), "install_hornpipe()")
  expect_equal(how_to_install(forced = "managed"), "install_hornpipe()")
  expect_match(how_to_install(forced = "/nowhere/python"), "which is not there: Sys.unsetenv")
  expect_match(how_to_install(forced = tempdir()), "which is not there")
  expect_equal(how_to_install("numpy", forced = "/usr/bin/env"), "`/usr/bin/env -m pip install numpy`; or unset RETICULATE_PYTHON and install_hornpipe()")
  expect_match(why_not(simpleError("error in running command"), "/nowhere/python"), "RETICULATE_PYTHON is set to /nowhere/python, which is not there")
  expect_equal(why_not(simpleError("one\ntwo"), ""), "one")
})

test_that("the doctor prints a line for each check", {
  checks <- structure(rbind(row("torch", TRUE, "never", "2.13.0"), row("numpy", FALSE, "install_hornpipe()", "")), class = c("hornpipe_checks", "data.frame"))
  said <- capture.output(print(checks))
  expect_match(said[1], "torch  2.13.0$")
  expect_match(said[2], "numpy  install_hornpipe\\(\\)$")
  expect_length(said, 2L)
  expect_match(capture.output(print(checks[1, ])), "All is well", all = FALSE)
  expect_match(capture.output(print(checks[, 1:2])), "check +ok", all = FALSE)
})

test_that("a second OpenMP runtime on macOS is a classed error before torch is imported, not an abort", {
  skip_if(python_has_loaded("torch") && Sys.info()[["sysname"]] == "Darwin")
  loaded <- "/opt/homebrew/opt/libomp/lib/libomp.dylib"
  skip_if_not_installed("callr")
  said <- callr::r(function(loaded) {
    refuse <- utils::getFromNamespace("refuse_second_openmp", "hornpipe")
    class_of <- function(...) tryCatch(class(refuse(...))[[1L]], error = function(cnd) c(class(cnd)[[1L]], conditionMessage(cnd), cnd$loaded))
    first <- class_of("Darwin", loaded)
    Sys.setenv(KMP_DUPLICATE_LIB_OK = "TRUE")
    list(first, allowed = class_of("Darwin", loaded), without = class_of("Darwin", character()), linux = class_of("Linux", loaded),
         python = reticulate::py_available())
  }, list(loaded))
  expect_equal(said[[1]][c(1, 3)], c("hornpipe_openmp_error", loaded))
  expect_match(said[[1]][2], "already loaded an OpenMP runtime \\(/opt/homebrew/opt/libomp/lib/libomp.dylib\\).*Restart R and use hornpipe before packages such as data.table")
  expect_equal(unlist(said[2:4], use.names = FALSE), rep("NULL", 3))
  expect_false(said$python)
})

test_that("loading declares what Python needs, and nothing of TensorFlow", {
  expect_equal(python_packages, c("torch", "numpy", "h5py", "pyyaml"))
  asked <- NULL
  declare_python(function(packages, python_version) asked <<- list(packages, python_version))        # py_require() of reticulate 1.41
  expect_equal(asked, list(python_packages, ">=3.11"))
  expect_null(declare_python(NULL))
})

test_that("attaching says nothing", {
  skip_if_not_installed("callr")
  said <- callr::r(function() {
    messages <- character()
    withCallingHandlers(library(hornpipe), message = function(m) {
      messages <<- c(messages, conditionMessage(m))
      invokeRestart("muffleMessage")
    })
    messages
  })
  expect_equal(said, character())
})

test_that("an OpenMP library is found among the loaded ones", {
  skip_if_not(file.exists("/proc/self/maps"))
  core()
  expect_match(loaded_openmp(), "omp", all = FALSE)
})

test_that("the package loads where Python runs already", {
  skip_if_not_installed("callr")
  said <- callr::r(function() {
    reticulate::py_run_string("x = 1")
    library(hornpipe)
    keras$`__name__`
  })
  expect_identical(said, "hornpipe")
})

test_that("torch multiplies matrices with its own BLAS, not with R's", {
  skip_on_os(c("windows", "mac"))
  skip_if_not_installed("callr")
  core()
  script <- withr::local_tempfile(fileext = ".py", lines = c(
    "import time, torch", "torch.set_num_threads(1)", "a = torch.rand(256, 512)",
    "def best(f):", "    times = []", "    for _ in range(20):", "        t = time.process_time(); f(); times.append(time.process_time() - t)",
    "    return min(times)", "seconds = best(lambda: torch.mm(a, a.t()))"
  ))
  inside <- reticulate::py_run_file(script)$seconds
  alone <- as.numeric(system2(reticulate::py_config()$python, c("-c", shQuote(sprintf("exec(open('%s').read()); print(seconds)", script))), stdout = TRUE))
  expect_lt(inside, 5 * alone + 1e-4)
})
