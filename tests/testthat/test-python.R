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
  core()
  said <- parallel::mclapply(1:2, function(i) tryCatch(core(), hornpipe_fork_error = conditionMessage), mc.cores = 2)
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

test_that("the doctor describes a Python without torch", {
  bare <- withr::local_tempdir()
  system2(reticulate::py_config()$python, c("-m", "venv", "--without-pip", shQuote(bare)))
  facts <- python_facts(environment_python(bare))
  expect_identical(facts$torch, "")
  expect_identical(facts$core, "")
  expect_match(facts$python, "^3\\.")
  expect_null(python_facts(file.path(bare, "nothing")))
})

test_that("wheels must be a folder", {
  expect_error(install_hornpipe(wheels = "/nowhere"), "`wheels` must be a folder", class = "hornpipe_argument_error")
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
