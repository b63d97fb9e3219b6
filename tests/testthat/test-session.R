layer_built <- function() keras_model_sequential(input_shape = 3) %>% layer_dense(2)

test_that("set_random_seed seeds R and the core", {
  set_random_seed(3)
  a <- list(runif(1), get_weights(layer_built()))
  set_random_seed(3)
  expect_identical(list(runif(1), get_weights(layer_built())), a)
  seed <- .Random.seed
  for (wrong in list(-1, 2^31, 1.5, "a", 1:2)) {
    expect_error(set_random_seed(wrong), "`seed` must be a whole number from 0 to 2147483647, got", class = "hornpipe_type_error")
  }
  expect_identical(.Random.seed, seed)
})

test_that("clear_session begins names anew", {
  clear_session()
  expect_equal(layer_dense(units = 1)$name, "dense")
  expect_equal(layer_dense(units = 1)$name, "dense_1")
  clear_session()
  expect_equal(layer_dense(units = 1)$name, "dense")
})

test_that("arrays and variables", {
  expect_s3_class(keras_array(1:3), "numpy.ndarray")
  expect_equal(reticulate::py_to_r(keras_array(list(1, 2:3))[[2]]), array(2:3))
  expect_equal(reticulate::py_to_r(keras_array(factor(c("b", "a", "b")))), array(c(1L, 0L, 1L)))
  expect_error(keras_array(NULL), "`x` must be numbers (a matrix, an array, a data frame of numbers, a list of those by input), got NULL.", fixed = TRUE,
               class = "hornpipe_not_numeric_error")
  expect_error(keras_array(mean), "got a function", class = "hornpipe_not_numeric_error")
  expect_error(keras_array(Sys.Date()), "got an object of class Date", class = "hornpipe_not_numeric_error")
  expect_error(keras_array(1:3, dtype = "foo"), "foo", class = "hornpipe_type_error")
  v <- keras_variable(matrix(1:4 / 2, 2), name = "v")
  expect_equal(as.array(v), matrix(1:4 / 2, 2))
  v$assign(v * 2)
  expect_equal(as.array(v), matrix(1:4, 2), ignore_attr = TRUE)
  expect_equal(dim(keras_variable("zeros", shape = c(2, 3))), c(2L, 3L))
  expect_error(use_backend("jax"), "`backend` must be \"torch\"", class = "hornpipe_value_error")
  expect_silent(use_backend("torch"))
})

test_that("tensorboard() runs the program on the log, and stops it", {
  skip_on_os("windows")
  skip_if_not_installed("callr")
  root <- withr::local_tempdir()
  dir.create(file.path(root, "tensorboard"))
  file.create(file.path(root, "tensorboard", "__init__.py"))
  writeLines(c("import sys, time", "open(sys.argv[sys.argv.index('--logdir') + 1] + '/said', 'w').write(' '.join(sys.argv[1:]))", "time.sleep(60)"),
             file.path(root, "tensorboard", "main.py"))         # stands in for the program
  there <- callr::r(function(root) {
    library(hornpipe)
    opened <- NULL
    text <- testthat::capture_messages(url <- tensorboard(root, port = 6111, launch_browser = function(url) opened <<- url))
    program <- utils::getFromNamespace("bridge_state", "hornpipe")$tensorboard
    for (i in 1:100) if (file.exists(file.path(root, "said"))) break else Sys.sleep(0.1)
    stopped <- withVisible(tensorboard(action = "stop"))
    list(url = url, opened = opened, text = text, stopped = stopped, code = program$wait(10L), said = readLines(file.path(root, "said"), warn = FALSE))
  }, list(root), env = c(callr::rcmd_safe_env(), PYTHONPATH = paste(c(root, Sys.getenv("PYTHONPATH")), collapse = .Platform$path.sep)))
  expect_equal(there$url, "http://127.0.0.1:6111")
  expect_equal(there$opened, there$url)
  expect_equal(there$text, "TensorBoard runs at http://127.0.0.1:6111\n")
  expect_equal(there$said, paste("--logdir", root, "--host 127.0.0.1 --port 6111 --reload_interval 5"))
  expect_equal(there$stopped, list(value = NULL, visible = FALSE))
  expect_equal(there$code, -15)
  expect_error(tensorboard(), "`log_dir` must be given", class = "hornpipe_missing_argument_error")
})

test_that("without the program the error says how to get it", {
  core()
  skip_if(reticulate::py_module_available("tensorboard"))
  expect_error(tensorboard(tempdir()), "The Python package tensorboard is not installed", class = "hornpipe_python_error")
})

test_that("random tensors follow set.seed()", {
  drawn <- function() {
    set.seed(3)
    list(as.array(random_normal(c(2, 2))), as.array(random_uniform(3)), runif(1))
  }
  expect_identical(drawn(), drawn())
  expect_false(identical(as.array(random_normal(4)), as.array(random_normal(4))))
})
