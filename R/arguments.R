# One coercer for each name in python/hornpipe/core/types.py: `Int` -> as_int(). They accept what an R user writes, refuse
# what cannot be meant, and never guess: a whole double is an int where an int is wanted, a real number is never truncated.
# NULL and Python objects pass. The name in a message is that of the argument in the calling function.

as_int <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x)) return(x)
  if (length(x) != 1L || !is_whole(x)) refuse(arg, "a whole number", x, frame)
  python_int(x)
}

# A number of things.
as_count <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python_data(x)) return(x)
  if (length(x) != 1L || !is_whole(x) || x < 0) refuse(arg, "a whole number from 0", x, frame)
  as.integer(x)
}

# One int, or several; nested lists (`list(c(1, 1), c(2, 2))`) stay nested.
as_ints <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x)) return(x)
  if (is.list(x)) return(lapply(unname(x), as_ints, arg = arg, frame = frame))
  if (!length(x) || !is_whole(x)) refuse(arg, "whole numbers", x, frame)
  python_ints(x)
}

# A number; where Python takes a schedule or a function in its place, that passes.
as_real <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x)) return(x)
  if (is.function(x)) return(as_callable(x, variable_name(substitute(x), frame)))
  if (!is.numeric(x) || length(x) != 1L || is.na(x)) refuse(arg, "a number", x, frame)
  as.double(x)
}

as_reals <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x)) return(x)
  if (is.list(x)) return(lapply(unname(x), as_reals, arg = arg, frame = frame))
  if (!is.numeric(x) || !length(x) || anyNA(x)) refuse(arg, "numbers", x, frame)
  as.double(x)
}

as_flag <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x)) return(x)
  if (!is.logical(x) || length(x) != 1L || is.na(x)) refuse(arg, "TRUE or FALSE", x, frame)
  x
}

# TRUE and FALSE are 1 and 0 to Python, "auto" is itself.
as_verbose <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x) || identical(x, "auto")) return(x)
  if (is.logical(x) && length(x) == 1L && !is.na(x)) return(as.integer(x))
  as_int(x, arg, frame)
}

# "epoch" or "batch", or a number of batches.
as_frequency <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is.character(x)) as_text(x, arg, frame) else as_int(x, arg, frame)
}

# One string. A vector of choices, as keras 2.15 lists them in its defaults, means its first.
as_text <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x)) return(x)
  if (!is.character(x) || !length(x) || anyNA(x)) refuse(arg, "a string", x, frame)
  x[[1L]]
}

as_texts <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x)) return(x)
  if (is.factor(x)) x <- as.character(x)
  if (is.list(x)) return(lapply(unname(x), as_texts, arg = arg, frame = frame))
  if (!is.character(x) || anyNA(x)) refuse(arg, "strings", x, frame)
  x
}

as_path <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x)) return(x)
  if (!is.character(x) || length(x) != 1L || is.na(x)) refuse(arg, "a path", x, frame)
  path.expand(x)
}

# A model, layer or other part, made again if it is that of another session.
as_object <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (!is_python(x) || is.null(x)) refuse(arg, "a model, a layer or another object of hornpipe", x, frame)
  live(x)
}

# ---- positions: from 1, from the end when negative; Python counts from 0

as_axis <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x)) return(x)
  as_position(x, arg, frame, "one axis", single = TRUE)
}

as_axes <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x)) return(x)
  if (is.list(x)) return(lapply(unname(x), as_axes, arg = arg, frame = frame))
  as_position(x, arg, frame, "one or several axes")
}

# One number says how many axes; a list says which.
as_axes_or_number <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x)) return(x)
  if (length(x) == 1L && !is.list(x)) as_int(x, arg, frame) else lapply(unname(as.list(x)), as_axes, arg = arg, frame = frame)
}

as_index <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x)) return(x)
  as_position(x, arg, frame, "one position", single = TRUE)
}

as_indices <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x)) return(x)
  as_position(x, arg, frame, "one or several positions")
}

# One number is a number of parts; positions are several, or have a shape, or stand in a list.
as_sections <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x)) return(x)
  if (length(x) == 1L && is.null(dim(x)) && !is.list(x)) return(as_int(x, arg, frame))
  as.list(as_position(unlist(x), arg, frame, "a number of parts, or positions"))
}

as_position <- function(x, arg, frame, what, single = FALSE) {
  if (!length(x) || !is_whole(x) || (single && length(x) > 1L)) refuse(arg, paste0(what, ", counted from 1"), x, frame)
  if (any(x == 0)) refuse(arg, "counted from 1, or from the end when negative", x, frame)
  as.integer(ifelse(x > 0, x - 1, x))
}

# ---- shapes: a vector or list of sizes; NA and NULL stand for any size. Always a list, so that c(784) is a shape too.

as_shape <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x)) return(x)
  lapply(unname(as.list(x)), as_size, arg = arg, frame = frame)
}

# A function of the shape of the input (a list) gives the shape of the output; saved models know it by its name.
as_shape_or_function <- function(x, arg = deparse1(substitute(x)), frame = parent.frame(), name = variable_name(substitute(x), parent.frame())) {
  if (!is.function(x)) return(as_shape(x, arg, frame))
  as_callable(function(input_shape) as_shape(x(input_shape), arg), name %||% source_name(x))
}

as_size <- function(size, arg, frame) {
  if (is_python(size)) return(size)
  if (is.list(size) || length(size) > 1L) return(as_shape(size, arg, frame))        # the shapes of several inputs
  if (length(size) == 1L && is.atomic(size) && is.na(size)) return(NULL)
  if (length(size) != 1L || !is_whole(size)) refuse(arg, "a shape: whole numbers, NA where any size will do", size, frame)
  as.integer(size)
}

# The shape of a reshape: NA is the size that follows from the others, which Python writes as -1.
as_sizes <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x)) return(x)
  lapply(as_shape(x, arg, frame), function(size) if (is.null(size)) -1L else size)
}

as_dtype <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x)) return(x)
  if (!is.character(x) || length(x) != 1L || is.na(x)) refuse(arg, "the name of a dtype such as \"float32\"", x, frame)
  x
}

# Without a seed of its own, what draws follows `set.seed()`.
as_seed <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is.null(x)) follow_seed()
  as_int(x, arg, frame)
}

# ---- data

# What becomes a tensor. R's doubles are what R has for real numbers: they become floatx, as single numbers do in Python.
as_array <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x)) return(x)
  if (is.factor(x)) x <- as.integer(x) - 1L
  if (is.list(x) && !is.data.frame(x)) return(lapply(x, as_array, arg = arg, frame = frame))
  if (is.data.frame(x)) x <- frame_matrix(x, arg)
  if (is.atomic(x) && length(x) == 1L && is.null(dim(x))) return(unname(x))
  if (is.function(x)) refuse(arg, "numbers, an array or a tensor", x, frame)
  if (is.complex(x)) return(complex_tensor(x))
  to_tensor(x, arg, check = FALSE)
}

complex_tensor <- function(x) {
  parts <- lapply(list(Re(x), Im(x)), function(part) to_tensor(array(part, dim(x) %||% length(x)), check = FALSE))
  op("view_as_complex", op("stack", parts, axis = -1L))
}

# The same for what reads NumPy arrays and makes tensors later, batch by batch.
as_numpy <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x)) return(x)
  if (is.factor(x)) x <- as.integer(x) - 1L
  if (is.list(x) && !is.data.frame(x)) return(lapply(x, as_numpy, arg = arg, frame = frame))
  if (is.data.frame(x)) x <- frame_matrix(x, arg)
  if (!is.numeric(x) && !is.logical(x)) refuse(arg, "numbers, an array or a data frame", x, frame)
  if (is.null(dim(x))) dim(x) <- length(x)
  floatx <- core()$config$floatx()            # starts Python: np_array() of reticulate 1.28 does not
  reticulate::np_array(for_python(x), dtype = if (is.double(x)) floatx, order = "C")
}

# Class ids and row numbers from 0, as keras 2.15's backend counted them: whole doubles become integers.
as_ids <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is_python(x)) return(x)
  if (is.factor(x)) x <- as.integer(x) - 1L
  if (!is_whole(x)) refuse(arg, "whole numbers, counted from 0", x, frame)
  storage.mode(x) <- "integer"
  as_array(if (is.null(dim(x)) && length(x) > 1L) array(x) else x, arg, frame)
}

# list(variable, value) for each of several variables.
as_pairs <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (!is.list(x) || !all(vapply(x, function(pair) is.list(pair) && length(pair) == 2L, NA))) refuse(arg, "a list of list(variable, value)", x, frame)
  lapply(x, function(pair) list(pair[[1L]], as_array(pair[[2L]], arg, frame)))
}

# A tensor, or a function that gives one.
as_expression <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (is.function(x) && !is_python(x)) as_callable(x) else as_array(x, arg, frame)
}

# ---- parts that are named by a string, made by a function of ours, or written in R

# A wrapper such as `loss_mean_squared_error` given as it stands means the Python object it wraps. A function written in R
# takes the name of the variable it was given by: files know it by that, and it travels with its models.
as_callable <- function(x, name = variable_name(substitute(x), parent.frame()), travel = as_py_function) {
  if (is_python(x) || !is.function(x)) return(x)
  path <- attr(x, "python", exact = TRUE)
  if (!is.null(path)) return(core_object(path))
  travel(x, attr(x, "py_function_name", exact = TRUE) %||% name %||% source_name(x))
}

# The same for functions that a loop, scan or choice calls: vectors and numbers that they return are tensors.
as_step <- function(x, name = variable_name(substitute(x), parent.frame())) {
  as_callable(x, name, function(fn, name) rbridge()$r_function(guarded(function(...) all_tensors(fn(...))), name, parameters(fn)))
}

all_tensors <- function(x) {
  if (is_python(x)) x else if (is.list(x) && !is.data.frame(x)) lapply(x, all_tensors) else core()$ops$convert_to_tensor(as_array(x, "the result"))
}

# The same for functions of tensors, and where an object is wanted and not its class: `optimizer_adam` means `optimizer_adam()`.
as_part <- function(x, name = variable_name(substitute(x), parent.frame())) {
  made <- as_callable(x, name, as_traced)
  if (is.function(x) && inherits(made, "python.builtin.type")) made() else made
}

# What the caller of a wrapper wrote for its argument, if it is a name.
variable_name <- function(argument, frame) {
  given <- if (is.name(argument)) do.call(substitute, list(argument, frame))
  if (is.name(given)) as.character(given)
}

# A function that nobody named is known by what it says and by what it takes from around it, so that the same one is found
# in another session.
source_name <- function(fn) {
  text <- paste(deparse(fn, control = exact), collapse = "\n")
  around <- taken_from_around(fn)
  if (length(around)) text <- paste(text, cli::hash_raw_md5(serialize(around, NULL, version = 3L)))
  paste0("function_", substr(cli::hash_md5(text), 1L, 8L))
}

# The user's variables in a function and in the functions among them, by name: plain values as they are, functions as text,
# of what may live in one session only the class.
taken_from_around <- function(fn, found = list()) {
  names <- sort(setdiff(free_names(fn), names(found)))
  new <- lapply(stats::setNames(names, names), function(name) tryCatch(home_of(name, environment(fn))$value, error = function(cnd) NULL))
  new <- Filter(Negate(is.null), new)
  followed <- function(value) is.function(value) && !is.primitive(value) && !is.object(value) && !is_python_data(value)
  found <- c(found, lapply(new, function(value) if (followed(value)) deparse(value, control = exact) else if (is_plain_data(value)) value else class(value)))
  for (value in Filter(followed, new)) found <- taken_from_around(value, found)
  found
}

# Numbers, strings and lists of such.
is_plain_data <- function(x) {
  attributes <- attributes(x)
  (is.atomic(x) || is.list(x) && all(vapply(x, is_plain_data, NA))) && (is.null(attributes) || all(vapply(attributes, is_plain_data, NA)))
}

# Whether two R objects do the same: closures that one function made may differ in what is around them only.
same_meaning <- function(a, b) {
  if (identical(a, b)) return(TRUE)
  plain <- function(x) is.function(x) && !is.object(x) && !is.primitive(x)
  if (!plain(a) || !plain(b)) return(FALSE)
  said <- function(fn) list(deparse(fn, control = exact), taken_from_around(fn))
  identical(said(a), said(b))
}

# A function that stands for the Python object at `path`, as_callable() hands that over in its place.
wraps <- function(path, f) structure(f, python = path)

as_layers <- function(x) if (is.list(x) && !is_python(x)) unname(lapply(x, as_part)) else as_part(x)

# ---- words

is_python <- function(x) {
  if (missing(x)) stop_not_given(substitute(x), parent.frame())
  is.null(x) || inherits(x, "python.builtin.object")
}

# An argument without a default that was not given is first looked at by its coercer, which knows its name, or by a question
# such as is_python(); where neither comes first, by check_given().
stop_not_given <- function(expression, frame) {
  name <- if (exists("arg", frame, inherits = FALSE)) frame$arg else deparse1(given_as(expression, frame))
  call <- user_call()
  stop_hornpipe(c("missing_argument", "argument", "value"), sprintf("`%s` must be given: it has no default.", name), argument = name, call = call)
}

# The argument that was left out, under the name it had where it was first passed on.
given_as <- function(expression, frame) {
  repeat {
    if (!is.name(expression) || identical(frame, globalenv())) return(expression)
    given <- list(do.call(substitute, list(expression, frame)))
    if (!is.name(given[[1L]]) || identical(given, list(quote(expr = )))) return(expression)
    expression <- given[[1L]]
    place <- Position(function(f) identical(f, frame), sys.frames())
    frame <- if (is.null(place) || is.na(place)) globalenv() else sys.frame(sys.parents()[[place]])
  }
}

check_given <- function(...) {
  for (expression in as.list(substitute(list(...)))[-1L]) {
    if (eval(call("missing", expression), parent.frame())) stop_not_given(expression, parent.frame())
  }
}

is_whole <- function(x) is.numeric(x) && !anyNA(x) && all(is.finite(x)) && all(x == trunc(x))

python_int <- function(x) {
  if (abs(x) <= .Machine$integer.max) as.integer(x)
  else reticulate::import_builtins(convert = FALSE)$int(format(x, scientific = FALSE, digits = 22))
}

python_ints <- function(x) if (all(abs(x) <= .Machine$integer.max)) as.integer(x) else lapply(x, python_int)

refuse <- function(arg, rule, value, frame) {
  stop_hornpipe(c("argument_type", "type"), sprintf("`%s` must be %s, got %s.", arg, rule, shown(value)),
                argument = arg, actual = value, call = call_of(frame))
}

# `...` by name: what is known of it. keras 2.15 ignored the rest in silence; a slip of the pen is an error here, for it
# changes what is computed, and anything else a warning, unless `strict`.
known_dots <- function(dots, known, caller, strict = FALSE) {
  names <- eval(quote(...names() %||% rep("", ...length())), parent.frame())       # `dots` is not looked at: `subset = cyl == 4` is an error of its own
  others <- setdiff(names(formals(sys.function(sys.parent()))), "...")
  for (name in setdiff(names, known)) {
    hint <- nearest_name(name, c(known, others))
    what <- if (nzchar(name)) paste0("`", name, "`") else "A value without a name"
    if (strict || !nzchar(name) || nzchar(hint)) {
      stop_hornpipe(c("argument", "value"), paste0(what, " is no argument of ", caller, ".", hint), argument = name, call = str2lang(caller))
    }
    warn_hornpipe("unused_argument", paste0(what, " is no argument of ", caller, ": it has no effect."), argument = name)
  }
  if (any(names %in% known)) dots[names %in% known] else list()
}

# A loss or metric that is called on data is a function: what only the object for compile() takes is refused.
only_for_objects <- function(own, ..., frame = parent.frame()) {
  known <- names(formals(sys.function(sys.parent())))
  given <- Filter(function(name) !eval(call("missing", as.name(name)), frame), own)
  if (length(given)) {
    stop_hornpipe(c("argument", "value"), sprintf("`%s` must not be given with `y_true` and `y_pred`: it belongs to the object for `compile()`.", given[[1L]]),
                  argument = given[[1L]], call = call_of(frame))
  }
  known_dots(list(...), known, deparse1(call_of(frame)), strict = TRUE)
}

# " Did you mean `epochs`?" for a slip of the pen.
nearest_name <- function(name, known) {
  far <- utils::adist(name, known, ignore.case = TRUE)
  best <- which.min(far)
  if (nzchar(name) && length(best) && far[best] <= max(1, nchar(name) %/% 3)) paste0(" Did you mean `", known[best], "`?") else ""
}

# One of the words that the calling function lists as its default; a beginning that fits one alone will do.
as_choice <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  choices <- eval(formals(sys.function(sys.parent()))[[arg]], frame)
  if (identical(x, choices)) return(choices[[1L]])
  found <- if (is.character(x) && length(x) == 1L) pmatch(x, choices) else NA
  if (!is.na(found)) return(choices[[found]])
  hint <- if (is.character(x) && length(x) == 1L) nearest_name(x, choices) else ""
  stop_hornpipe(c("argument", "value"), sprintf("`%s` must be one of %s, got %s.%s", arg, quoted(choices), shown(x), hint),
                argument = arg, actual = x, expected = choices, call = call_of(frame))
}

# Arguments of keras 2.x that nothing here listens to: what they were by default passes in silence.
without_effect <- function(x, arg = deparse1(substitute(x))) {
  if (!is.null(x) && !isFALSE(x) && !identical(as.numeric(x), 1)) warn_hornpipe("deprecated", sprintf("The argument `%s` has no effect any more.", arg))
}

must_be_off <- function(x, arg = deparse1(substitute(x)), frame = parent.frame()) {
  if (!is.null(x) && !isFALSE(x)) refuse(arg, "FALSE: it is not there any more", x, frame)
}

# Optimizers of keras before 2.4 called their rate `lr`, and let it decay by themselves.
with_rate <- function(args) {
  if (!is.null(args$decay) && !identical(as_real(args$decay), 0)) {
    warn_hornpipe("deprecated", paste("The argument `decay` is ignored, as in Keras 3: use `learning_rate =",
                                      "learning_rate_schedule_inverse_time_decay(rate, decay_steps = 1, decay_rate = decay)`."))
  }
  args$decay <- NULL
  if ("lr" %in% names(args)) {
    warn_hornpipe("deprecated", "The argument `lr` has been renamed to `learning_rate`.")
    args$learning_rate <- as_real(args$lr)
    args$lr <- NULL
  }
  args
}

call_of <- function(frame) {
  for (n in rev(seq_len(sys.nframe()))) if (identical(sys.frame(n), frame)) return(caller_name(sys.call(n)))
}

# A value at the end of a message, short.
shown <- function(x) {
  if (is.null(x)) return("NULL")
  if (is.function(x)) return("a function")
  if (is.data.frame(x)) return(sprintf("a data.frame with %d columns", ncol(x)))
  text <- paste(deparse(unname(x), width.cutoff = 500L), collapse = "")
  if (nchar(text) <= 60L) text else sprintf("%s of length %d", paste("a", class(x)[[1L]]), length(x))
}
