#' Indicator columns for classes
#'
#' Makes of class ids a matrix of 0 and 1 with a column for each class, as
#' `"categorical_crossentropy"` takes it.
#'
#' @param y Class ids from 0, as a vector or array; or a factor, whose levels are
#'   the classes.
#' @param num_classes Number of classes; the largest id and one more, or the number
#'   of levels, by default.
#' @param dtype `"float32"` and the like for doubles, `"int32"` for integers,
#'   `"bool"` for logicals.
#' @param x The name of `y` in keras3.
#'
#' @return An array with one more dimension than `y`: a column per class, 1 where
#'   the id is that class. A last dimension of size 1 is dropped first. Columns
#'   are named by the levels of a factor.
#' @export
#' @examples
#' to_categorical(c(0, 2, 1))
#' to_categorical(iris$Species[c(1, 51, 101)])
to_categorical <- function(y, num_classes = NULL, dtype = "float32", x) {
  if (missing(y) && !missing(x)) y <- x
  check_given(y)
  if (is_python_data(y)) return(call_python(core()$utils$to_categorical, list(y, as_int(num_classes))))
  labels <- levels(y)
  if (is.factor(y)) {
    num_classes <- num_classes %||% nlevels(y)
    y <- as.integer(y) - 1L
  }
  num_classes <- as_int(num_classes)
  shape <- dim(y) %||% length(y)
  if (length(shape) > 1L && shape[length(shape)] == 1L) shape <- shape[-length(shape)]
  y <- as.vector(y)
  if (!is.numeric(y) && !is.logical(y)) refuse("y", "class ids, whole numbers from 0, or a factor", y, environment())
  if (!is_whole(y) || any(y < 0)) {
    stop_hornpipe(c("argument", "value"), paste0("`y` must be class ids, whole numbers from 0, got ", shown(unique(y[!is.finite(y) | y < 0 | y != trunc(y)])), "."),
                  argument = "y")
  }
  n <- num_classes %||% (if (length(y)) max(y) + 1L else 0L)
  if (length(y) && max(y) >= n) {
    stop_hornpipe(c("argument", "value"), paste0(
      "`y` has the class id ", max(y), ", but ids of ", n, " classes go from 0 to ", n - 1L, ".",
      if (min(y) == 1L && max(y) == n) " Ids that start at 1 need `y - 1`."
    ), argument = "y", expected = n, actual = max(y))
  }
  out <- matrix(switch(dtype, bool = FALSE, int8 = , uint8 = , int16 = , int32 = , int64 = 0L, 0), length(y), n)
  out[cbind(seq_along(y), y + 1L)] <- switch(dtype, bool = TRUE, int8 = , uint8 = , int16 = , int32 = , int64 = 1L, 1)
  if (length(shape) > 1L) dim(out) <- c(shape, n) else if (length(labels) == n) colnames(out) <- labels
  out
}

#' Rows of length one
#'
#' Divides each row of a matrix, or each slice of an array, by its norm.
#'
#' @param x An array.
#' @param axis The axis along which to normalize, from 1; -1 is the last.
#' @param order Order of the norm: 1 sums absolute values, 2 squares, `Inf` takes
#'   the largest.
#'
#' @return An array as `x`; slices that are all zero stay zero.
#' @export
#' @examples
#' normalize(matrix(c(3, 4, 0, 0), 2, byrow = TRUE))
normalize <- function(x, axis = -1, order = 2) {
  if (is_python_data(x)) return(call_python(core()$utils$normalize, list(x, axis = as_axis(axis), order = order)))
  x <- as.array(if (is.data.frame(x)) frame_matrix(x, "x") else x)
  rank <- length(dim(x))
  if (!is_whole(axis) || axis == 0 || abs(axis) > rank) {
    stop_hornpipe(c("argument", "value"), paste0("`axis` must be in 1 to ", rank, ", or negative to count from the end, got ", shown(axis), "."), argument = "axis")
  }
  axis <- if (axis < 0) rank + 1L + axis else axis
  others <- setdiff(seq_len(rank), axis)
  size <- function(v) if (is.infinite(order)) max(abs(v)) else sum(abs(v)^order)^(1 / order)
  if (rank == 1L) return(x / max(size(x), .Machine$double.xmin))
  norms <- apply(x, others, size)
  norms[norms == 0] <- 1
  sweep(x, others, norms, "/")
}

#' Sequences of one length
#'
#' Cuts longer sequences and fills shorter ones, so that they fit in a matrix.
#'
#' @param sequences A list of vectors.
#' @param maxlen The length; that of the longest by default.
#' @param dtype `"int32"` for integers, `"float32"` for doubles, `"object"` for
#'   strings.
#' @param padding Whether to fill `"pre"` or `"post"` the sequence.
#' @param truncating Whether to cut off its beginning, `"pre"`, or its end, `"post"`.
#' @param value What to fill with.
#'
#' @return A matrix with a row per sequence.
#' @export
#' @examples
#' pad_sequences(list(1:3, 7, 1:5), maxlen = 4)
pad_sequences <- function(sequences, maxlen = NULL, dtype = "int32", padding = "pre", truncating = "pre", value = 0) {
  check_given(sequences)
  if (!is.list(sequences)) {
    stop_hornpipe(c("argument_type", "type"), paste0("`sequences` must be a list of vectors, got ", friendly_type(sequences), "."), argument = "sequences")
  }
  pre <- c(padding = padding, truncating = truncating)
  if (!all(pre %in% c("pre", "post"))) {
    wrong <- names(pre)[!pre %in% c("pre", "post")][1L]
    stop_hornpipe(c("argument", "value"), paste0("`", wrong, "` must be \"pre\" or \"post\", got ", shown(pre[[wrong]]), "."), argument = wrong)
  }
  sequences <- lapply(sequences, unlist)
  if (dtype != "object") {
    text <- c(`names<-`(sequences, sprintf("sequences[[%d]]", seq_along(sequences))), list(value = value))
    text <- text[!vapply(text, function(x) is.null(x) || is.numeric(x) || is.logical(x), NA)]
    if (length(text)) {
      stop_hornpipe(c("argument_type", "type"), sprintf("`%s` must hold numbers, got %s. Strings need `dtype = \"object\"`.", names(text)[[1L]], shown(text[[1L]])),
                    argument = sub("\\[.*", "", names(text)[[1L]]), actual = text[[1L]])
    }
  }
  n <- lengths(sequences)
  maxlen <- as_count(maxlen %||% max(n, 0L), "maxlen")
  cast <- if (grepl("^u?int", dtype)) as.integer else if (dtype == "object") identity else as.double
  out <- matrix(cast(value), length(sequences), maxlen)
  for (i in which(n > 0L)) {
    row <- cast(sequences[[i]])
    row <- if (truncating == "pre") utils::tail(row, maxlen) else utils::head(row, maxlen)
    at <- if (padding == "pre") seq.int(to = maxlen, length.out = length(row)) else seq_along(row)
    out[i, at] <- row
  }
  out
}

#' Lists by name
#'
#' `zip_lists()` turns lists of the same names inside out; `named_list()` is
#' `list()` that names its elements after their variables.
#'
#' @param ... Lists; values.
#' @return A list.
#' @export
#' @examples
#' zip_lists(list(a = 1, b = 2), list(a = 3, b = 4))
#' x <- 1
#' named_list(x, y = 2)
zip_lists <- function(...) {
  lists <- list(...)
  keys <- names(lists[[1L]])
  if (length(unique(lengths(lists))) > 1L || (!is.null(keys) && !all(vapply(lists, function(l) setequal(names(l), keys), NA)))) {
    stop_hornpipe(c("argument", "value"), "`zip_lists()` takes lists of one length and the same names.")
  }
  ids <- if (is.null(keys)) seq_along(lists[[1L]]) else stats::setNames(keys, keys)
  lapply(ids, function(id) lapply(lists, `[[`, id))
}

#' @rdname zip_lists
#' @export
named_list <- function(...) {
  values <- list(...)
  words <- vapply(as.list(substitute(list(...)))[-1L], deparse1, "")
  given <- names(values) %||% rep("", length(values))
  stats::setNames(values, ifelse(nzchar(given), given, words))
}
