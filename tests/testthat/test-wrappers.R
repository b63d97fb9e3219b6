# The contract of the wrappers: each, given R's arguments, means what base R or Python means by the same. A row of rows/ says
# `wrapper(...) == expected`, where py("...") is Python with its own arguments: axes from 0, tuples, None. What py() makes is
# called on the data that follow, in both languages, so that objects are compared in their settings and in what they give.

data <- list(
  v = c(3, 1, 2), u = c(-0.5, 0.25, 0.75), a = c(TRUE, TRUE, FALSE, FALSE), b = c(TRUE, FALSE, TRUE, FALSE),
  m = matrix(c(1, -2, 3, 4, 5, -6), 2), m2 = matrix(c(1, 2, -3, 4, -5, 6), 2), m3 = matrix(c(1, 2, 4, 3, 1, 5, 2, 2, 1), 3),
  s = matrix(c(4, 1, 2, 1, 5, 3, 2, 3, 6), 3), cube = array(1:24 + 0, c(2, 3, 4)), image = array(sin(1:108) / 2 + 0.5, c(1, 6, 6, 3)),
  kernel = array(cos(1:36), c(2, 3, 3, 2)), kernel_t = array(cos(1:36), c(2, 3, 2, 3)), depth = array(cos(1:12), c(2, 2, 3, 1)),
  point = array(cos(1:6), c(1, 1, 3, 2)), series = array(sin(1:12), c(1, 4, 3)), wave = sin(1:64), words = matrix(1:2, 1),
  corners = array(c(0, 5, 0, 5, 0, 0, 5, 5), c(1, 4, 2)), volume = array(sin(1:128), c(1, 4, 4, 4, 2)), step = 4, shape = c(3L, 4L),
  y = diag(3)[c(1, 2, 3, 2), ], p = matrix(c(5, 1, 2, 3, 3, 2, 2, 6, 2, 7, 6, 1), 4) / 10, ids = c(0L, 1L, 2L, 1L),
  tone = array(sin(1:64), c(1, 64, 1)), holes = matrix(c(1, NaN, 3, 4, 5, -6), 2), folded = array(sin(1:16), c(1, 4, 4)), sound = matrix(sin(1:64), 1), film = array(sin(1:192), c(1, 4, 4, 4, 3))
)

python <- new.env()

# The names that py() knows: those of wrappers.py, and the data.
start <- function() {
  builtins <- reticulate::import_builtins(convert = FALSE)
  python$names <- reticulate::py_dict(character(), list())
  builtins$exec(paste(readLines(test_path("wrappers.py")), collapse = "\n"), python$names)
  for (name in names(data)) reticulate::py_set_item(python$names, name, for_both(data[[name]]))
  python$eval <- function(code) builtins$eval(code, python$names)
  for (name in c("seen", "numbers")) local({
    fn <- python$eval(name)
    python[[name]] <- function(...) reticulate::py_call(fn, ...)
  })
}

for_both <- function(x) {
  if (length(x) == 1L) return(reticulate::r_to_py(x))
  if (identical(x, data$shape) || length(x) == 3L && is.null(dim(x)) && is.integer(x)) return(reticulate::tuple(as.list(x)))
  reticulate::np_array(if (is.null(dim(x))) array(x) else x, if (is.double(x)) "float32", order = "C")
}

py <- function(code, ...) {
  value <- python$eval(code)
  given <- lapply(list(...), for_both)
  if (length(given) || reticulate::py_has_attr(value, "__dict__") && !is_value(value)) structure(list(value = value, data = given), class = "made")
  else in_r(value)
}

is_value <- function(x) inherits(x, c("torch.Tensor", "numpy.ndarray", "python.builtin.tuple", "python.builtin.list"))

in_r <- function(x) {
  if (inherits(x, "python.builtin.object")) x <- reticulate::py_to_r(python$numbers(x))
  if (is.list(x)) return(unname(lapply(x, in_r)))
  if (is.character(x)) return(x)
  if (length(dim(x)) < 2L) as.numeric(x) else array(as.numeric(x), dim(x))
}

# NULL when both sides are the same, what differs when they are not.
difference <- function(row) {
  expected <- eval(row[[3L]], rows_env)
  given <- eval(row[[2L]], rows_env)
  made <- inherits(expected, "made")
  if (made) {
    given <- in_r(do.call(python$seen, c(list(given), expected$data)))
    expected <- in_r(do.call(python$seen, c(list(expected$value), expected$data)))
  } else {
    given <- in_r(given)
    expected <- in_r(expected)
  }
  same <- if (made && !identical(given[1:2], expected[1:2])) paste(given[1:2], "and not", expected[1:2])
    else all.equal(given, expected, tolerance = 1e-4)
  if (!isTRUE(same)) paste(c(deparse1(row), same), collapse = "\n  ")
}

rows_env <- list2env(data, parent = environment())

check_rows <- function(file) {
  wrong <- unlist(lapply(parse(test_path("rows", file), keep.source = FALSE), function(row) {
    tryCatch(withCallingHandlers(difference(row), warning = function(cnd) stop("warns: ", conditionMessage(cnd), call. = FALSE)),
             error = function(cnd) paste0(deparse1(row), "\n  ", conditionMessage(cnd)))
  }))
  expect(is.null(wrong), paste(wrong, collapse = "\n"))
}

start()
for (file in list.files(test_path("rows"))) test_that(paste("wrappers mean what base R and Python mean:", file), {
  check_rows(file)
})
