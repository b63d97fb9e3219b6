#' Summary of a model
#'
#' The table of its layers.
#'
#' @param object,x A model, or its summary.
#' @param line_length Width of the table; that of the console by default.
#' @param positions Relative positions of the columns.
#' @param expand_nested Whether to show the layers of models within the model.
#' @param show_trainable Whether to show which layers are trainable.
#' @param layer_range Names of the first and the last layer to show.
#' @param ... Must be empty.
#'
#' @return An object that prints as the table and that `as.data.frame()` turns
#'   into a data frame with a row per layer: `layer`, `level` (of nesting),
#'   `type`, `output_shape`, `params`, `trainable`, `connected_to`. Its `params`
#'   counts the weights of the whole model.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>%
#'   layer_dense(units = 8, activation = "relu") %>%
#'   layer_dense(units = 3, activation = "softmax")
#' summary(model)
#' as.data.frame(summary(model))$params
summary.hornpipe.models.Model <- function(object, line_length = getOption("width"), positions = NULL, expand_nested = FALSE,
                                          show_trainable = FALSE, layer_range = NULL, ...) {
  leave_seed()
  warn_late_layers(live(object))
  args <- list(live(object), line_length = as_int(line_length), positions = if (!is.null(positions)) as.list(as_reals(positions)),
               expand_nested = expand_nested, show_trainable = show_trainable,
               layer_range = if (!is.null(layer_range)) as.list(layer_range))
  parts <- call_python(rbridge()$summary, args)
  parts$text <- sizes_as_na(parts$text)
  parts$layers <- lapply(parts$layers, function(layer) utils::modifyList(layer, list(output_shape = gsub("\\bNone\\b", "NA", layer$output_shape))))
  structure(parts, class = "hornpipe_summary")
}

# "(None, 8)" of a table is "(NA, 8)" in R; the cell keeps its width.
sizes_as_na <- function(text) {
  cells <- gregexpr("[^\u2502\n]*\\bNone\\b[^\u2502\n]*", text)
  regmatches(text, cells) <- lapply(regmatches(text, cells), function(cell) {
    sprintf("%-*s", nchar(cell), gsub("\\bNone\\b", "NA", cell))
  })
  text
}

#' @rdname summary.hornpipe.models.Model
#' @export
print.hornpipe_summary <- function(x, ...) {
  cat(if (cli::is_utf8_output()) x$text else without_boxes(x$text), sep = "\n")
  invisible(x)
}

# Consoles without UTF-8 would show the code of each box-drawing character.
without_boxes <- function(text) {
  boxes <- strsplit("\u2501\u2500\u2503\u2502\u250f\u2533\u2513\u2521\u2547\u2529\u251c\u253c\u2524\u2514\u2534\u2518\u2026", "")[[1L]]
  signs <- strsplit("--||++++++++++++~", "")[[1L]]
  for (i in seq_along(boxes)) text <- gsub(boxes[i], signs[i], text, fixed = TRUE)
  text
}

#' @export
format.hornpipe_summary <- function(x, ...) unlist(strsplit(x$text, "\n", fixed = TRUE))

#' @export
toString.hornpipe_summary <- function(x, ...) x$text

#' @rdname summary.hornpipe.models.Model
#' @export
as.data.frame.hornpipe_summary <- function(x, ...) {
  column <- function(name, type) vapply(x$layers, function(layer) layer[[name]] %||% type[NA_integer_], type)
  data.frame(
    layer = column("name", ""), level = column("level", 0L), type = column("type", ""), output_shape = column("output_shape", ""),
    params = column("params", 0), trainable = column("trainable", NA), connected_to = column("connected_to", "")
  )
}

#' @rdname summary.hornpipe.models.Model
#' @param row.names,optional As for [as.data.frame()].
#' @export
as.data.frame.hornpipe.models.Model <- function(x, row.names = NULL, optional = FALSE, ...) as.data.frame(summary(x, ...))
