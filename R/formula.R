# fit(model, Species ~ ., data = iris): the variables by formula; predict() finds them again in new data.

formula_data <- function(model, formula, data) {
  if (!is.null(data) && !is.data.frame(data)) {
    stop_hornpipe(c("argument_type", "type"), paste0("`data` must be a data frame, got ", friendly_type(data), "."), argument = "data", call = quote(fit()))
  }
  check_variables(formula, data, "data")
  frame <- if (is.null(data)) stats::model.frame(formula, na.action = stats::na.pass) else stats::model.frame(formula, data, na.action = stats::na.pass)
  terms <- attr(frame, "terms")
  if (length(attr(terms, "offset"))) {
    stop_hornpipe(c("argument", "value"), "A formula for `fit()` cannot have an `offset()`: a model of layers has no place for it. Take it off the target, or make it an input.",
                  argument = "x", call = quote(fit()))
  }
  y <- stats::model.response(frame)
  if (is.null(y)) {
    stop_hornpipe(c("argument", "value"), "A formula needs a target: `target ~ inputs`.", argument = "x", call = quote(fit()))
  }
  inputs <- stats::delete.response(terms)
  known <- list(formula = formula, terms = inputs, levels = stats::.getXlevels(terms, frame))
  assign("hornpipe_terms", known, envir = object_env(model))
  list(x = design(known, frame), y = unname(y))
}

# The columns of model.matrix() without the constant: a layer has its own.
design <- function(known, frame) {
  x <- stats::model.matrix(known$terms, frame)
  x[, colnames(x) != "(Intercept)", drop = FALSE]
}

# All variables at once, where R's own error names the first it misses.
check_variables <- function(formula, data, argument) {
  if (is.null(data) && "." %in% all.vars(formula)) {
    stop_hornpipe(c("argument", "value"), "`data` must be given: `.` in the formula stands for its columns.", argument = "data")
  }
  wanted <- setdiff(all.vars(formula), ".")
  missing <- wanted[!wanted %in% names(data) & !vapply(wanted, exists, NA, envir = environment(formula))]
  if (length(missing) && is.null(data)) {
    stop_hornpipe(c("argument", "value"), paste0("`data` must be given: the formula names ", quoted(missing, "`"), ", which ",
                                                 ngettext(length(missing), "is no variable", "are no variables"), " here."), argument = "data")
  }
  if (length(missing)) {
    near <- if (length(missing) == 1L) nearest_name(missing, names(data)) else ""
    stop_hornpipe(c("data", "value"), paste0("`", argument, "` has no ", ngettext(length(missing), "column ", "columns "), quoted(missing, "`"),
                                             ", which the formula names.", near),
                  argument = argument, columns = missing)
  }
}

check_levels <- function(levels, data) {
  for (name in intersect(names(levels), names(data))) {
    new <- setdiff(as.character(unique(data[[name]])), c(levels[[name]], NA))
    if (length(new)) {
      stop_hornpipe(c("data", "value"), paste0("`x$", name, "` has levels the model was not trained with: ", quoted(new), ". Known: ", quoted(levels[[name]]), "."),
                    argument = "x", columns = name, expected = levels[[name]], actual = new)
    }
  }
}

forget_formula <- function(model) assign("hornpipe_terms", NULL, envir = object_env(model))

knows_formula <- function(model) !is.null(slot_of(object_env(model), "hornpipe_terms"))

formula_inputs <- function(model, x) {
  known <- slot_of(object_env(model), "hornpipe_terms")
  if (is.null(known)) by_columns(known_columns(model), x) else if (is.data.frame(x)) formula_design(known, x) else x
}

# The inputs of new data, by what was remembered of the formula.
formula_design <- function(known, x) {
  check_variables(known$terms, x, "x")
  check_levels(known$levels, x)
  design(known, stats::model.frame(known$terms, x, na.action = stats::na.pass, xlev = known$levels))
}

# For evaluate(): inputs and targets of new data.
formula_pair <- function(model, x, y) {
  known <- slot_of(object_env(model), "hornpipe_terms")
  if (is.null(known) || !is.data.frame(x)) return(list(x = formula_inputs(model, x), y = y))
  if (is.null(y)) y <- eval(known$formula[[2L]], x, environment(known$formula))
  list(x = formula_inputs(model, x), y = y)
}
