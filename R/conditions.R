#' Errors of hornpipe
#'
#' Every error that the Python core raises under a hornpipe function arrives as
#' one R condition: a message without a Python trace, a class to catch it by and
#' fields that say what was wrong.
#'
#' The classes follow the Python exception. All inherit from `hornpipe_error`;
#' the ones met most are
#'
#' | class | meaning | fields |
#' |---|---|---|
#' | `hornpipe_shape_error` | a shape does not fit | `layer`, `argument`, `expected`, `actual` |
#' | `hornpipe_value_error` | an argument breaks a rule | `argument`, `actual` |
#' | `hornpipe_type_error` | an argument is of the wrong type | `argument`, `actual` |
#' | `hornpipe_data_error` | data that cannot be trained on: one of the next six | `argument`, `actual` |
#' | `hornpipe_missing_values_error` | `NA` or `NaN` in the data | `argument`, `rows`, `columns` |
#' | `hornpipe_infinite_values_error` | `Inf` in the data | `argument`, `rows`, `columns` |
#' | `hornpipe_unequal_rows_error` | arrays with different numbers of rows | `argument`, `actual` |
#' | `hornpipe_label_error` | labels that are no classes of the output | `argument`, `expected`, `actual` |
#' | `hornpipe_not_numeric_error` | text, factors or dates where numbers are wanted | `argument`, `columns` |
#' | `hornpipe_dropped_dim_error` | `x[i, ]` where `x[i, , drop = FALSE]` is meant | `argument`, `expected`, `actual` |
#' | `hornpipe_not_built_error` | the model or layer has no weights yet | `layer` |
#' | `hornpipe_not_compiled_error` | [compile()] was not called | `layer` |
#' | `hornpipe_file_format_error` | a file is broken or of another format | `path` |
#'
#' Its warnings arrive as R warnings of the class `hornpipe_warning`.
#'
#' An error raised by an R function that Python called (a callback, a loss, a
#' generator) arrives as the R condition that it is.
#'
#' @return `hornpipe_last_trace()` returns the Python trace of the last error as
#'   a string (class `hornpipe_trace`, printed as it stands), or `NULL`.
#'   `options(hornpipe.trace = TRUE)` adds the trace to every message.
#' @name hornpipe_error
#' @examplesIf hornpipe:::can_run()
#' tryCatch(
#'   layer_dense(units = 2, activation = "rleu"),
#'   hornpipe_unknown_name_error = function(e) e$actual
#' )
#' hornpipe_last_trace()
NULL

bridge_state <- new.env(parent = emptyenv())

# The only door to Python: `callable` is a Python object, `args` are already coerced.
call_python <- function(callable, args = list(), caller = user_call()) {
  refuse_fork()
  settle_old_interrupt()
  bridge_state$r_condition <- NULL
  result <- tryCatch(
    do.call(callable, args),
    error = function(cnd) {
      pass_warnings()
      rethrow(cnd, caller)
    }
  )
  if (length(bridge_state$warnings)) pass_warnings()
  result
}

# reticulate 1.28 remembers an interrupt that somebody else has answered, and takes the next exception for it: it gets one.
settle_interrupt <- function() {
  forget_interrupt()
  tryCatch(allowInterrupts(reticulate::py_eval("1 / 0")), interrupt = function(cnd) NULL, error = function(cnd) NULL)
  reticulate::py_clear_last_error()
}

# R's own memory of an interrupt; gives whether there was one.
forget_interrupt <- function() {
  tryCatch({
    allowInterrupts(Sys.sleep(1e-3))
    FALSE
  }, interrupt = function(cnd) TRUE)
}

# Ctrl-C in a loop of R's is such a one: without this, the next error would end at the prompt without a word. Who was
# interrupted takes a moment to type, so that calls which follow each other closely need not look.
settle_old_interrupt <- function() {
  if (!interactive()) return(invisible())
  now <- proc.time()[["elapsed"]]
  if (now - (bridge_state$called %||% -1) > 0.3) settle_interrupt()
  bridge_state$called <- proc.time()[["elapsed"]]
}

# What Python warned of, when it is back: a handler that leaves for good must not jump over Python's frames.
pass_warnings <- function() {
  texts <- bridge_state$warnings
  bridge_state$warnings <- NULL
  for (text in texts) warn_hornpipe(NULL, text)
}

# The function of hornpipe that was called last by those who use it: helpers in between have no name in a message.
user_call <- function() {
  for (n in rev(seq_len(sys.nframe()))) {
    call <- sys.call(n)
    if (!is.name(call[[1L]])) next
    name <- as.character(call[[1L]])
    if (name %in% getNamespaceExports("hornpipe") || grepl("[.](hornpipe|python|torch)[.]", name)) return(caller_name(call))
  }
}

# "fit()" rather than the whole call of the method: data may stand in it.
caller_name <- function(call) {
  if (is.null(call) || !is.name(call[[1L]])) return(NULL)
  name <- sub("\\.(hornpipe|python|torch|default)\\b.*$", "", as.character(call[[1L]]))
  as.call(list(as.name(name)))
}

rethrow <- function(cnd, caller) {
  exception <- python_exception(cnd)
  if (is.null(exception)) stop(if (is_dead(cnd)) dead_object(caller) else cnd)
  if (!is.null(bridge_state$r_condition)) {
    original <- bridge_state$r_condition
    bridge_state$r_condition <- NULL
    stop(original)
  }
  condition <- as_condition(rbridge()$describe(exception), caller)
  if (identical(condition$argument, "custom_objects")) condition$message <- paste0(condition$message, in_your_workspace(condition$actual))
  stop(condition)
}

# A Python error that R code of the user's ran into, when it called a method of Python itself.
classed <- function(cnd) {
  exception <- python_exception(cnd)
  if (is.null(exception)) cnd else as_condition(rbridge()$describe(exception), conditionCall(cnd))
}

# What readRDS() and other R sessions make of Python's objects; models alone travel with their state.
is_dead <- function(cnd) grepl("object is from previous session", conditionMessage(cnd), fixed = TRUE)

dead_object <- function(caller) {
  structure(class = c("hornpipe_dead_object_error", "hornpipe_error", "error", "condition"), list(message = paste(
    "The Python object behind this R object was left in the R session that made it: only models are kept by saveRDS() and sent to other",
    "processes. For a layer keep the model that it is part of, for an optimizer the compiled model, or its get_config() and get_weights()."
  ), call = caller))
}

# reticulate < 1.29 signals an Rcpp::exception and keeps the Python one aside; later versions signal it as a condition.
python_exception <- function(cnd) {
  if (inherits(cnd, "python.builtin.BaseException")) return(cnd)
  if (!inherits(cnd, "Rcpp::exception")) return(NULL)
  last <- reticulate::py_last_error()
  # The message starts with the class, with its module in front: an older error must not pass for this one.
  if (is.null(last) || !endsWith(sub(":.*", "", conditionMessage(cnd)), last$type)) return(NULL)
  attr(last, "exception", exact = TRUE)
}

as_condition <- function(error, caller) {
  bridge_state$trace <- structure(error$trace, class = "hornpipe_trace")
  message <- in_r_terms(error$message)
  if (isTRUE(getOption("hornpipe.trace"))) message <- paste0(message, "\n", error$trace)
  fields <- lapply(error$fields, as_field)
  structure(
    class = c(paste0("hornpipe_", unlist(error$classes)), "error", "condition"),
    c(list(message = message, call = caller), fields, list(python_trace = error$trace))
  )
}

# Python's words in a message, as R has them: sizes, truth, vectors, calls.
in_r_terms <- function(text) {
  shapes <- gregexpr("\\([^()]*\\)", text)
  regmatches(text, shapes) <- lapply(regmatches(text, shapes), function(shape) sub(",\\)$", ")", gsub("\\bNone\\b", "NA", shape)))
  lists <- gregexpr("(?<![\\w\\])`])(?<!between )(?<!range )(?<!in )\\[(?:(?:-?[0-9.e+]+|'[^']*')(?:, )?)+\\]", text, perl = TRUE)
  regmatches(text, lists) <- lapply(regmatches(text, lists), function(list) gsub("'", "\"", sub("\\]$", ")", sub("^\\[", "c(", list))))
  code <- gregexpr("`\\w+=[^`]+`", text)
  regmatches(text, code) <- lapply(regmatches(text, code), function(call) gsub("'", "\"", sub("=", " = ", call)))
  parts <- gregexpr("`\\w+(?:\\[(?:\\d+|'[^']+')\\])+`", text, perl = TRUE)
  regmatches(text, parts) <- lapply(regmatches(text, parts), vapply, part_in_r_terms, "")
  for (words in in_python_and_r) text <- gsub(words[1L], words[2L], text, perl = TRUE)
  text
}

# `y['a']` and `x[0]` as `y$a` and `x[[1]]`.
part_in_r_terms <- function(part) {
  part <- gsub("\\['([A-Za-z]\\w*)'\\]", "$\\1", part)
  numbers <- gregexpr("\\[\\d+\\]", part, perl = TRUE)
  regmatches(part, numbers) <- lapply(regmatches(part, numbers), function(n) sprintf("[[%d]]", as.integer(gsub("\\D", "", n)) + 1L))
  gsub("\\['([^']+)'\\]", "[[\"\\1\"]]", part)
}

in_python_and_r <- list(
  c("\\bNone\\b", "NULL"), c("\\bTrue\\b", "TRUE"), c("\\bFalse\\b", "FALSE"), c("\\ban int\\b", "a whole number"), c("\\bints\\b", "whole numbers"),
  c("\\ba float(?: value)?\\b", "a number"), c("\\btuple\\b", "vector"), c("\\btuples\\b", "vectors"), c("\\b(?:dict|dictionary)\\b", "named list"),
  c("\\bmin_ndim ?= ?(\\d+)", "at least \\1 dimensions"),
  c("\\bmax_ndim ?= ?(\\d+)", "at most \\1 dimensions"), c("\\bndim ?= ?(\\d+)", "\\1 dimensions"), c("\\bops\\.(\\w+)", "op_\\1"),
  c("`Input\\(\\)`", "`layer_input()`"), c("\\b1 inputs\\b", "1 input"), c("\\b1 arrays\\b", "1 array"), c("\\b1 entries\\b", "1 entry")
)

# A shape comes as a list of ints and NULLs: an integer vector with NA says the same in R.
as_field <- function(value) {
  is_size <- function(v) is.null(v) || (is.numeric(v) && length(v) == 1L)
  if (is.list(value) && length(value) && is.null(names(value)) && all(vapply(value, is_size, NA))) {
    value <- vapply(value, function(v) if (is.null(v)) NA_real_ else as.numeric(v), 0)
    if (all(is.na(value) | value == trunc(value))) value <- as.integer(value)
  }
  value
}

# Errors that R itself finds, before Python is called. `class`: the kinds, the most special first.
stop_hornpipe <- function(class, message, ..., call = user_call()) {
  stop(structure(
    class = c(paste0("hornpipe_", class, "_error"), "hornpipe_error", "error", "condition"),
    list(message = message, call = call, ...)
  ))
}

warn_hornpipe <- function(class, message, ...) {
  warning(structure(
    class = c(if (length(class)) paste0("hornpipe_", class, "_warning"), "hornpipe_warning", "warning", "condition"),
    list(message = message, call = NULL, ...)
  ))
}

#' @rdname hornpipe_error
#' @export
hornpipe_last_trace <- function() bridge_state$trace

#' @export
print.hornpipe_trace <- function(x, ...) {
  cat(x, sep = "\n")
  invisible(x)
}
