# The columns of the data frame that fit() was given: of another one predict() takes those by name, in their order, as lm() does.

remember_columns <- function(model, x) {
  assign("hornpipe_columns", if (is.data.frame(x) && !anyDuplicated(names(x))) names(x), envir = object_env(model))
}

known_columns <- function(model) slot_of(object_env(model), "hornpipe_columns")

# A data frame that has other names altogether is taken as it stands.
by_columns <- function(columns, x, argument = "x") {
  if (is.null(columns) || !is.data.frame(x) || identical(names(x), columns) || !any(columns %in% names(x))) return(x)
  missing <- setdiff(columns, names(x))
  if (length(missing)) {
    near <- if (length(missing) == 1L) nearest_name(missing, setdiff(names(x), columns)) else ""
    stop_hornpipe(c("data", "value"), paste0("`", argument, "` has no ", ngettext(length(missing), "column ", "columns "), quoted(missing, "`"),
                                             ", which the model was trained with.", near),
                  argument = argument, columns = missing, expected = columns, actual = names(x))
  }
  as.data.frame(x)[columns]
}
