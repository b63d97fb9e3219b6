# Missing and infinite values: told before training with their columns and rows, or left out where `na.action` says so.

# In R alone. One pass where all is well: a sum shows NA, NaN and Inf.
check_finite <- function(x, argument) {
  if (if (is.double(x)) is.finite(sum(x)) else !anyNA(x)) return(invisible())
  bad <- function(v) is.na(v) | is.infinite(v)
  if (length(dim(x)) != 2L) {
    places <- which(bad(x))
    return(if (length(places)) stop_missing(argument, places, NULL, anyNA(x)))           # the sum alone may be too large
  }
  columns <- which(vapply(seq_len(ncol(x)), function(j) any(bad(x[, j])), NA))
  if (length(columns)) stop_missing(argument, which(rowSums(bad(x[, columns, drop = FALSE])) > 0), colnames(x)[columns] %||% as.character(columns), anyNA(x))
}

# The same for doubles, in a tenth of the time: R sums in long doubles, slowly where there are NaN. `values`: `x` as Python takes
# it, before a tensor is made of it, which takes longer than this; or the tensor, where numbers may have become too large.
check_doubles <- function(values, x, argument) {
  bad <- rbridge()$not_finite(values)
  if (is.null(bad)) return(invisible())
  columns <- unlist(bad$columns)
  stop_missing(argument, unlist(bad$rows), if (length(columns)) colnames(x)[columns] %||% as.character(columns), bad$nan)
}

stop_missing <- function(argument, rows, columns, na = TRUE) {
  where <- if (length(columns)) paste0(" in ", ngettext(length(columns), "column ", "columns "), quoted(columns, "`"))
  first <- if (length(columns)) paste0(", first in row ", min(rows)) else paste0(", first at ", min(rows))
  stop_hornpipe(c(if (na) "missing_values" else "infinite_values", "data", "value"), paste0(
    "`", argument, "` has ", if (na) "missing values (NA or NaN)" else "infinite values", where, first, ", ", length(rows),
    if (length(columns)) ngettext(length(rows), " row", " rows"), " in all. ",
    if (na) "Leave them out with `na.action = na.omit` or impute them" else "Remove or replace them", ": nothing but NaN would come out."
  ), argument = argument, rows = rows, columns = columns)
}

# ---- na.action: `parts` are data with observations along their first dimension, or lists of those

# The rows that are complete in all parts, TRUE or FALSE for each; NULL where all are used.
kept_rows <- function(parts, na.action) {
  if (is.null(na.action <- as_na_action(na.action))) return(NULL)
  known <- Filter(Negate(is.null), lapply(parts, complete_rows))
  if (!length(known) || length(unique(lengths(known))) > 1L) return(NULL)       # unequal rows are told of later
  kept <- Reduce(`&`, known)
  if (all(kept)) return(NULL)
  if (!any(kept)) stop_hornpipe(c("missing_values", "data", "value"), "Every row has missing values: `na.action` leaves none.", argument = "na.action")
  message(sum(!kept), " of ", length(kept), " rows have missing values and are left out.")
  kept
}

# "omit" and "exclude" as in lm(); NULL is the error.
as_na_action <- function(na.action) {
  known <- list(na.fail = stats::na.fail, na.omit = stats::na.omit, na.exclude = stats::na.exclude)
  name <- if (is.character(na.action)) intersect(na.action, names(known)) else names(Filter(function(action) identical(action, na.action), known))
  if (is.null(na.action) || identical(name, "na.fail")) return(NULL)
  if (length(name) != 1L) {
    stop_hornpipe(c("argument", "value"), paste0("`na.action` must be `na.fail`, `na.omit` or `na.exclude`, got ", friendly_type(na.action), "."),
                  argument = "na.action")
  }
  name
}

complete_rows <- function(x) {
  if (is.null(x) || is_python_data(x) || is.function(x)) return(NULL)
  if (is.data.frame(x)) return(stats::complete.cases(x))
  if (is_plain_list(x)) {
    known <- Filter(Negate(is.null), lapply(x, complete_rows))
    return(if (length(known) && length(unique(lengths(known))) == 1L) Reduce(`&`, known))
  }
  if (inherits(x, "sparseMatrix")) {
    triplets <- Matrix::summary(x)
    return(!seq_len(nrow(x)) %in% triplets$i[is.na(triplets$x)])
  }
  if (!anyNA(x)) rep(TRUE, NROW(x)) else if (length(dim(x)) > 1L) rowSums(is.na(x)) == 0 else !is.na(x)
}

take_rows <- function(x, kept) {
  if (is.null(kept) || is.null(x) || is_python_data(x)) return(x)
  if (is_plain_list(x)) return(lapply(x, take_rows, kept))
  if (is.null(dim(x))) return(x[kept])
  do.call(`[`, c(list(x, kept), rep(list(TRUE), length(dim(x)) - 1L), drop = FALSE))
}

# Predictions for the rows that were kept, with NA for the others.
pad_rows <- function(values, kept, rows) {
  if (is_plain_list(values)) return(lapply(values, pad_rows, kept, rows))
  place <- rep(NA_integer_, length(kept))
  place[kept] <- seq_len(sum(kept))
  padded <- take_rows(values, place)
  if (is.null(rows)) return(padded)
  if (is.null(dim(padded))) return(stats::setNames(padded, rows))
  dimnames(padded) <- c(list(rows), if (is.null(dimnames(padded))) rep(list(NULL), length(dim(padded)) - 1L) else dimnames(padded)[-1L])
  padded
}
