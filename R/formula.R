# fit(model, Species ~ ., data = iris): the variables by formula; predict() finds them again in new data.

formula_data <- function(model, formula, data) {
  if (!is.null(data) && !is.data.frame(data)) {
    stop_hornpipe(c("argument_type", "type"), paste0("`data` must be a data frame, got ", friendly_type(data), "."), argument = "data", call = quote(fit()))
  }
  frame <- if (is.null(data)) stats::model.frame(formula, na.action = stats::na.pass) else stats::model.frame(formula, data, na.action = stats::na.pass)
  terms <- attr(frame, "terms")
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

knows_formula <- function(model) !is.null(slot_of(object_env(model), "hornpipe_terms"))

formula_inputs <- function(model, x) {
  known <- slot_of(object_env(model), "hornpipe_terms")
  if (is.null(known) || !is.data.frame(x)) return(x)
  design(known, stats::model.frame(known$terms, x, na.action = stats::na.pass, xlev = known$levels))
}

# For evaluate(): inputs and targets of new data.
formula_pair <- function(model, x, y) {
  known <- slot_of(object_env(model), "hornpipe_terms")
  if (is.null(known) || !is.data.frame(x)) return(list(x = x, y = y))
  if (is.null(y)) y <- eval(known$formula[[2L]], x, environment(known$formula))
  list(x = formula_inputs(model, x), y = y)
}
