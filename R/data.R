# R data on its way into a model: once per fit, to row-major tensors of the model's float type.
#
# `inputs`: what the model calls its inputs (or outputs), with their shapes; NULL where the model is not built.

# x of fit(), evaluate() and predict(). A named list is matched with the inputs, a data frame is one matrix
# unless its columns are the inputs.
as_model_x <- function(x, model, argument = "x", check = TRUE) {
  if (is.null(x) || is_python_data(x)) return(x)
  each_input(by_key(x, model), rbridge()$input_specs(model), argument, function(value, spec, label) as_model_x_one(value, spec, label, check, model))
}

each_input <- function(x, specs, argument, convert) {
  if (is.data.frame(x)) {
    if (length(specs) > 1L && all(names(specs) %in% names(x))) {
      x <- lapply(x[names(specs)], identity)
    } else {
      if (length(specs) > 1L) stop_no_column(x, names(specs), argument)
      x <- frame_matrix(x, argument)
    }
  }
  if (is_plain_list(x)) {
    check_names(x, names(specs), argument, "input")
    Map(function(value, label) convert(value, spec_of(specs, label), label), x, labels_of(x, argument)) |> keep_names(x)
  } else {
    convert(x, if (length(specs) == 1L) specs[[1L]], argument)
  }
}

# Inputs without names go to a model that takes them by name in its order, as in keras 2.15.
by_key <- function(x, model) {
  if (!is_plain_list(x) || !length(x) || !is.null(names(x)) || !inherits(model, "hornpipe.models.Functional")) return(x)
  keys <- names(model$input)
  if (length(keys) == length(x)) stats::setNames(x, keys) else x
}

as_model_x_one <- function(value, spec, argument, check, model) {
  if (is_python_data(value)) return(value)
  if (is.character(value) && length(spec) && !rbridge()$takes_text(model)) stop_not_numeric(value, argument)
  value <- input_array(value, if (check) spec, argument, model)
  if (inherits(value, "sparseMatrix")) return(sparse_rows(value, argument, check))
  # As in keras 2.15: a vector is a column for a model that does not say what it takes, unless its layers, each built by `adapt()`, take vectors.
  if (!length(spec) && is.null(dim(value)) && !is.character(value) && !all_built(model)) dim(value) <- c(length(value), 1L)
  to_tensor(value, argument, check = check)
}

all_built <- function(model) {
  inherits(model, "hornpipe.models.Sequential") && length(model$layers) > 0L && all(vapply(model$layers, function(layer) isTRUE(layer$built), NA))
}

# One input, still R's, of a kind and shape that the model can take; `spec` is NULL where shapes are not looked at.
input_array <- function(value, spec, argument, model) {
  if (is.data.frame(value)) value <- frame_matrix(value, argument)
  if (is.factor(value)) {
    stop_hornpipe(c("not_numeric", "data", "value"), paste0(
      "`", argument, "` is a factor: a model takes numbers. Use `as.integer(", argument, ") - 1L` for an embedding, ",
      "`to_categorical()` or `model.matrix()` for indicator columns."
    ), argument = argument)
  }
  check_kind(value, argument)
  check_dropped(value, spec, argument)
  check_shape(value, spec, argument, model)
  value
}

# y: as x, and factors become what the loss of their output reads.
as_model_y <- function(y, model, argument = "y", learn_levels = FALSE) {
  if (is.null(y) || is_python_data(y)) return(y)
  specs <- rbridge()$output_specs(model)
  if (is.data.frame(y)) y <- if (length(y) == 1L) y[[1L]] else if (length(specs) > 1L) as.list(y) else frame_matrix(y, argument)
  if (is_plain_list(y)) {
    check_names(y, names(specs), argument, "output")
    outputs <- names(y) %||% rep_len(output_names(specs), length(y))
    Map(function(value, label, output) as_model_y_one(value, model, output, label, learn_levels), y, labels_of(y, argument), outputs) |>
      keep_names(y)
  } else {
    as_model_y_one(y, model, output_names(specs)[1L], argument, learn_levels)
  }
}

as_model_y_one <- function(value, model, output, argument, learn_levels) {
  if (is.null(value) || is_python_data(value)) return(value)
  if (is.data.frame(value)) value <- if (length(value) == 1L) value[[1L]] else frame_matrix(value, argument)
  if (is.character(value) && is.null(dim(value))) value <- factor(value)
  if (is.factor(value)) value <- class_codes(value, model, output, argument, learn_levels)
  to_tensor(value, argument, convert = rbridge()$targets)
}

# A factor as 0-based codes by the levels the model was first trained with; one column per class for losses that want it.
class_codes <- function(value, model, output, argument, learn_levels) {
  if (anyNA(value)) stop_missing(argument, which(is.na(value)), NULL)
  learned <- model_levels(model, output)
  known <- learned %||% levels(value)
  codes <- match(as.character(value), known) - 1L
  if (anyNA(codes)) {
    stop_hornpipe(c("data", "value"), paste0(
      "`", argument, "` has levels the model was not trained with: ", quoted(unique(as.character(value)[is.na(codes)])),
      ". Known: ", quoted(known), "."
    ), argument = argument, expected = known)
  }
  targets <- switch(rbridge()$label_form(model, output),
    onehot = to_categorical(codes, length(known)),
    binary = if (length(known) == 2L) codes + 0 else stop_hornpipe(c("data", "value"), paste0(
      "`", argument, "` has ", length(known), " levels, but its loss tells two classes apart: ", quoted(known), "."
    ), argument = argument),
    numbers = if (length(known) == 2L) codes + 0 else stop_hornpipe(c("data", "value"), paste0(
      "`", argument, "` is a factor of ", length(known), " levels, but its loss compares numbers: use \"sparse_categorical_crossentropy\" or another loss for classes."
    ), argument = argument),
    codes
  )
  if (is.null(learned) && learn_levels) remember_levels(model, output, known)
  targets
}

model_levels <- function(model, output = NULL) {
  levels <- rbridge()$notes(model)$levels
  if (identical(names(levels), only_output)) names(levels) <- output_names(rbridge()$output_specs(model))[1L]
  if (is.null(output)) levels else if (output %in% names(levels)) unlist(levels[[output]])
}

# The name of the output of a model that fit() is the first to build.
only_output <- "(output)"
output_names <- function(specs) if (length(specs)) names(specs) else only_output

remember_levels <- function(model, output, levels) {
  notes <- rbridge()$notes(model)
  known <- notes$levels
  known[[output]] <- as.list(levels)
  notes$levels <- known
}

# -- one array ----------------------------------------------------------------------------------------------

# Doubles become floatx; integers, logicals and strings keep their kind.
to_tensor <- function(x, argument = "x", check = TRUE, convert = rbridge()$tensor) {
  if (is_python_data(x)) return(x)
  if (inherits(x, "Matrix")) x <- as.matrix(x)
  check_kind(x, argument)
  if (is.character(x)) return(rbridge()$text(as.list(as.vector(x)), as.list(dim(x) %||% length(x))))
  if (check && !is.double(x)) check_finite(x, argument)
  if (is.null(dim(x))) dim(x) <- length(x)
  values <- for_python(x)
  if (check && is.double(x)) check_doubles(values, x, argument)
  tensor <- convert(values)
  if (check && is.double(x)) check_doubles(tensor, x, argument)
  tensor
}

# What may become a tensor. Dates are no numbers, though they look like some.
check_kind <- function(x, argument) {
  if (!is.numeric(x) && !is.logical(x) && !is.character(x) && !inherits(x, "Matrix")) stop_not_numeric(x, argument)
}

# Stays sparse: the training loop makes the rows of a batch dense. Patterns and logicals count as 0 and 1.
sparse_rows <- function(x, argument, check) {
  loadNamespace("Matrix")
  x <- methods::as(methods::as(x, "generalMatrix"), "CsparseMatrix")
  values <- if ("x" %in% methods::slotNames(x)) x@x + 0 else rep(1, length(x@i))
  if (check && !all(is.finite(values))) {
    bad <- which(!is.finite(values))
    columns <- unique(findInterval(bad - 1L, x@p))
    stop_missing(argument, sort(unique(x@i[bad] + 1L)), colnames(x)[columns] %||% as.character(columns), anyNA(values))
  }
  call_python(rbridge()$SparseRows$from_columns, list(values, x@i, x@p, dim(x)))
}

plain_array <- function(x) {
  attributes(x) <- list(dim = dim(x))
  x
}

# An array as reticulate takes it, which classes alone mislead: R would copy all numbers of one whose attributes change.
for_python <- function(x) if (is.object(x)) plain_array(x) else x

# A data frame of numbers as a matrix. Other columns are named: there is no one right way to make them numbers.
frame_matrix <- function(x, argument) {
  numbers <- vapply(x, function(column) (is.numeric(column) || is.logical(column)) && !is.object(column) || is.matrix(column), NA)
  if (!all(numbers)) {
    bad <- names(x)[!numbers]
    kinds <- vapply(x[!numbers], function(column) class(column)[[1L]], "")
    stop_hornpipe(c("not_numeric", "data", "value"), paste0(
      "`", argument, "` has ", ngettext(length(bad), "a column that is", "columns that are"), " not numeric: ",
      paste0("`", bad, "` (", kinds, ")", collapse = ", "),
      ". Leave ", ngettext(length(bad), "it", "them"), " out, or make numbers of ", ngettext(length(bad), "it", "them"), " with `model.matrix()`."
    ), argument = argument, columns = bad)
  }
  x <- as.matrix(x)
  storage.mode(x) <- if (is.double(x)) "double" else if (is.logical(x)) "integer" else storage.mode(x)
  x
}

stop_not_numeric <- function(x, argument) {
  stop_hornpipe(c("not_numeric", "type"), paste0(
    "`", argument, "` must be numbers (a matrix, an array, a data frame of numbers, a list of those by input), got ", friendly_type(x), "."
  ), argument = argument)
}

# x[i, ] drops a dimension, and those of size 1: one row is left, where the model takes several.
check_dropped <- function(x, spec, argument) {
  row <- as_field(spec[-1L])
  size <- dim(x) %||% length(x)
  if (!length(row) || anyNA(row) || length(size) > length(row) || prod(size) == 1L || !identical(size[size != 1L], row[row != 1L])) return(invisible())
  if (length(row) == 1L + length(size[-1L]) && row[length(row)] == 1L && identical(size[-1L], row[-length(row)])) return(invisible())    # rows of one number each
  expected <- as_field(spec)
  commas <- strrep(", ", length(row))
  stop_hornpipe(c("dropped_dim", "shape", "value"), paste0(
    "`", argument, "` is ", if (is.null(dim(x))) paste("a vector of", length(x), "numbers") else paste0("of shape (", paste(size, collapse = ", "), ")"),
    ", the model takes an array of shape (", paste(expected, collapse = ", "), "). ",
    "Did `x[i", commas, "]` drop a dimension? Use `x[i", commas, ", drop = FALSE]`."
  ), argument = argument, expected = expected, actual = size)
}

# What every batch would be refused for is said before the first. Arrays of another rank are the core's to judge; a vector is a column.
check_shape <- function(x, spec, argument, model) {
  table <- length(spec) == 2L
  size <- dim(x) %||% if (table) c(length(x), 1L)
  if (is.null(spec) || length(size) != length(spec)) return(invisible())
  expected <- as_field(spec)
  if (length(expected) != length(spec) || all(is.na(expected[-1L]) | expected[-1L] == size[-1L])) return(invisible())
  stop_hornpipe(c("shape", "value"), paste0(
    "`", argument, "` ", if (is.null(dim(x))) "is a vector, one column" else if (table) paste0("has ", size[2L], ngettext(size[2L], " column", " columns")) else
      paste0("has shape (", paste(size, collapse = ", "), ")"),
    ", the model takes ", if (table) expected[2L] else paste0("(", paste(expected, collapse = ", "), ")"), "."
  ), layer = model$name, argument = argument, expected = expected, actual = size)
}

check_names <- function(x, known, argument, what) {
  unknown <- setdiff(names(x), c(known, ""))
  if (length(known) && length(unknown)) {
    stop_hornpipe("value", paste0(
      "`", argument, "` names ", quoted(unknown, "`"), ", the model's ", what, ngettext(length(known), " is ", "s are "), quoted(known, "`"), "."
    ), argument = argument, expected = known, actual = names(x))
  }
}

stop_no_column <- function(x, inputs, argument) {
  missing <- setdiff(inputs, names(x))
  near <- if (length(missing) == 1L) nearest_name(missing, names(x)) else ""
  stop_hornpipe(c("data", "value"), paste0(
    "`", argument, "` has no ", ngettext(length(missing), "column ", "columns "), quoted(missing, "`"), ", which ",
    ngettext(length(missing), "is an input", "are inputs"), " of the model.", near
  ), argument = argument, columns = missing, expected = inputs, actual = names(x))
}

spec_of <- function(specs, label) if (label %in% names(specs)) specs[[label]]

labels_of <- function(x, argument) {
  labels <- names(x) %||% rep("", length(x))
  ifelse(nzchar(labels), labels, paste0(argument, "[[", seq_along(x), "]]"))
}

is_plain_list <- function(x) is.list(x) && !is.object(x)
is_python_data <- function(x) {
  if (missing(x)) stop_not_given(substitute(x), parent.frame())
  inherits(x, "python.builtin.object")
}

quoted <- function(x, quote = "\"") {
  shown <- utils::head(x, 10L)
  paste0(paste0(quote, shown, quote, collapse = ", "), if (length(x) > 10L) paste0(" and ", length(x) - 10L, " more"))
}

# -- weights per observation and per class ------------------------------------------------------------------

# Numbers by class: names are class ids, or the levels of the factor the model was trained with.
as_class_weight <- function(class_weight, model, output = NULL) {
  if (is.null(class_weight)) return(NULL)
  ids <- names(class_weight)
  if (is.null(ids)) {
    stop_hornpipe("value", "`class_weight` must be named by class: `list(\"0\" = 1, \"1\" = 5)`.", argument = "class_weight")
  }
  output <- output %||% names(rbridge()$output_specs(model))[1L]
  known <- model_levels(model, output)
  codes <- if (any(ids %in% known)) match(ids, known) - 1L else suppressWarnings(as.integer(ids))
  classes <- number_of_classes(model, output)
  strange <- is.na(codes) | codes < 0L | codes >= classes
  if (any(strange)) {
    stop_hornpipe("value", paste0(
      "`class_weight` names ", quoted(ids[strange]), ", which ", ngettext(sum(strange), "is no class", "are no classes"), ". ",
      if (length(known)) paste0("Levels: ", quoted(known)) else if (is.finite(classes)) paste0("Classes: 0 to ", classes - 1L) else "Classes are numbered from 0", "."
    ), argument = "class_weight")
  }
  values <- Map(function(weight, id) as_real(weight, paste0("class_weight[[\"", id, "\"]]")), unname(as.list(class_weight)), ids)
  reticulate::py_dict(as.list(codes), unname(values))
}

# Classes that an output tells apart; Inf where nobody knows.
number_of_classes <- function(model, output) {
  spec <- if (!is.null(output)) as_field(rbridge()$output_specs(model)[[output]])
  width <- spec[length(spec)]
  if (!length(width) || is.na(width) || !rbridge()$tells_classes(model, output)) Inf else max(width, 2)
}

# Weights of samples, where those of classes are given by output: list(species = c(setosa = 1, rose = 2)).
by_output_weights <- function(class_weight) is.list(class_weight) && any(vapply(class_weight, function(w) is.list(w) || length(w) > 1L, NA))

weigh_outputs <- function(model, y, class_weight, sample_weight) {
  known <- names(rbridge()$output_specs(model))
  check_names(class_weight, known, "class_weight", "output")
  tables <- Map(function(weights, output) as_class_weight(weights, model, output), class_weight, names(class_weight))
  call_python(rbridge()$weights_by_class, list(model, y, tables, sample_weight))
}

as_sample_weight <- function(sample_weight) {
  if (is.null(sample_weight) || is_python_data(sample_weight)) return(sample_weight)
  if (is_plain_list(sample_weight)) return(lapply(sample_weight, as_sample_weight))
  if (!is.numeric(sample_weight) && !is.logical(sample_weight)) stop_not_numeric(sample_weight, "sample_weight")
  to_tensor(as.numeric(sample_weight), "sample_weight")
}
