# What R needs from hornpipe/rbridge.py, and how R functions travel to Python.

rbridge <- function() {
  if (is.null(bridge_state$module)) {
    core()
    bridge_state$module <- reticulate::import("hornpipe.rbridge", convert = TRUE)
    bridge_state$module$speak_through(guarded(function(text) {
      cat(text)
      utils::flush.console()
      NULL
    }), can_redraw())
    bridge_state$module$warn_through(function(text) bridge_state$warnings <- union(bridge_state$warnings, text))
    bridge_state$module$make_through(guarded(r6_layer_again), guarded(set_up_custom_model))
  }
  bridge_state$module
}

# An R function as a Python one: its own argument names, its R errors and interrupts kept whole.
as_py_function <- function(fn, name = NULL) {
  if (inherits(fn, "python.builtin.object")) return(fn)
  rbridge()$r_function(guarded(fn), name %||% attr(fn, "py_function_name", exact = TRUE), parameters(fn), giver(fn))
}

# A function of tensors: R is asked on the first batch and once more to see the operations, then not again.
as_traced <- function(fn, name, label = paste0("`", name, "`"), measure = FALSE) {
  rbridge()$traced_function(guarded(fn), name, parameters(fn), untraced(label), chance, giver(fn), measure)
}

# A loss or metric.
as_measure <- function(fn) {
  if (inherits(fn, "hornpipe_class")) return(fn())
  if (is_python_data(fn) || !is.function(fn) || !is.null(attr(fn, "python", exact = TRUE))) return(as_part(fn))
  given <- attr(fn, "py_function_name", exact = TRUE)
  name <- given %||% source_name(fn)
  as_traced(fn, name, if (is.null(given)) "A loss or metric" else paste0("`", name, "`"), measure = TRUE)
}

# With a class or function of R goes to Python what gives R the R object again; so the object lives as long as the one that stands for it.
giver <- function(object) {
  force(object)
  function() {
    bridge_state$given <- object
    NULL
  }
}

given_by <- function(giver) {
  giver()
  object <- bridge_state$given
  bridge_state$given <- NULL
  object
}

# The classes and functions of R in a model or a part of one, by their names in files.
objects_made_in_r <- function(object) given_objects(call_python(rbridge()$made_in_r, list(object)))

# `pairs` of names and givers.
given_objects <- function(pairs) {
  found <- list()
  for (pair in pairs) {
    name <- pair[[1L]]
    this <- given_by(pair[[2L]])
    if (!is.null(found[[name]]) && !same_meaning(found[[name]], this)) {
      stop_hornpipe(c("argument", "value"), paste0("`", name, "` stands for two different things in what is to be saved: give one of them another name."), argument = name)
    }
    found[[name]] <- this
  }
  found
}

untraced <- function(label) {
  force(label)
  function(reason) message(label, " runs in R for each batch, because it cannot be traced: ", reason)
}

# A number that changes when R draws random numbers.
chance <- function() {
  seed <- get0(".Random.seed", envir = globalenv(), inherits = FALSE)
  if (is.null(seed)) "" else paste(seed[seq_len(min(8L, length(seed)))], collapse = " ")
}

# While Python trains, interrupts of R are suspended (see fit()): they come through here, where somebody catches them. A jump over
# Python's frames would leave it in the middle of something.
guarded <- function(fn) {
  force(fn)
  interrupt <- rbridge()$INTERRUPT
  function(...) {
    tryCatch(
      withCallingHandlers(allowInterrupts(fn(...)), error = function(cnd) {
        if (is.call(cnd$call) && identical(cnd$call[[1L]], quote(fn))) cnd$call <- NULL         # a name that its author does not know
        bridge_state$r_condition <- classed(cnd)
      }),
      interrupt = function(cnd) interrupt
    )
  }
}

# The formals for a Python signature: list(name, kind, default). A default that R computes stays R's: Python leaves the
# argument out.
parameters <- function(fn) {
  given <- formals(args(fn))
  unname(Map(function(name, default) {
    if (identical(default, quote(expr = ))) return(list(name, "required", NULL))
    value <- constant_value(default)
    if (is.null(value) && !is.null(default)) list(name, "computed", NULL) else list(name, "constant", value)
  }, names(given), given))
}

# The value of 3, -1, "a", TRUE, NULL, c(1, 2) or list(); NULL for what has to be computed.
constant_value <- function(expression) {
  plain <- function(e) is.atomic(e) || (is.call(e) && as.character(e[[1L]])[1L] %in% c("-", "c", "list") && all(vapply(as.list(e)[-1L], plain, NA)))
  if (plain(expression)) eval(expression, baseenv())
}

# R's generator drives Python's: when `.Random.seed` has moved since the last look, the core is seeded from it.
# What only looks at a model, predict() for one, never comes here but to leave_seed().
follow_seed <- function() {
  now <- get0(".Random.seed", envir = globalenv(), inherits = FALSE)
  if (is.null(now) || identical(now, bridge_state$seed)) return(invisible())
  core()$utils$set_random_seed(sample.int(.Machine$integer.max, 1L))
  bridge_state$seed <- get(".Random.seed", envir = globalenv(), inherits = FALSE)
}

# Each call of reticulate's compiled code writes `.Random.seed` back as it was, and a new one where there is none (the RNGScope of Rcpp).
# To be called first by functions that draw nothing: at their end there is none again, unless code of the user's has drawn.
leave_seed <- function(frame = parent.frame()) {
  seed <- function() get0(".Random.seed", envir = globalenv(), inherits = FALSE)
  if (!is.null(seed())) return(invisible())
  set.seed(NULL)
  written <- seed()
  remove <- function() if (identical(seed(), written)) rm(".Random.seed", envir = globalenv())
  do.call(on.exit, list(as.call(list(remove)), add = TRUE), envir = frame)
}

`%||%` <- function(x, y) if (is.null(x)) y else x
