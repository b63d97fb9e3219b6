#' Training history
#'
#' What [fit()] returns: a plain R object that needs no Python, so it can be
#' saved with `saveRDS()` and plotted anywhere.
#'
#' @format A list of class `hornpipe_training_history`:
#' * `params`: `epochs`, `batch_size`, `steps`, `samples`, `metrics`;
#' * `metrics`: a numeric vector per metric, an element per epoch that was run;
#' * `epoch`: the real numbers of these epochs, from 1;
#' * `seconds` of each epoch, `learning_rate` at its end, `samples` it was trained on (`NA`
#'   with a generator);
#' * `interrupted`: whether training was interrupted.
#'
#' @param x A history.
#' @param y Not used.
#' @param metrics Names of the metrics to plot; all of them by default.
#' @param method `"ggplot2"`, `"base"` or `"auto"`: ggplot2 if it is installed.
#' @param smooth Whether to draw a smoother, from 5 epochs on.
#' @param theme_bw Whether to use [ggplot2::theme_bw()].
#' @param ... For `c()` further histories; otherwise passed on.
#'
#' @return `plot()` with ggplot2 the plot; `as.data.frame()` a data frame of
#'   `epoch`, `value`, `metric` and `data` (`training` or `validation`), and of the epoch the
#'   `learning_rate`, the `seconds` and the `samples_per_second`; `c()` the
#'   histories as one.
#' @name hornpipe_training_history
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>%
#'   layer_dense(units = 8, activation = "relu") %>%
#'   layer_dense(units = 3, activation = "softmax")
#' model %>% compile("adam", "sparse_categorical_crossentropy", metrics = "accuracy")
#' x <- as.matrix(iris[, 1:4])
#' first <- model %>% fit(x, iris$Species, epochs = 3, verbose = 0)
#' second <- model %>% fit(x, iris$Species, epochs = 6, initial_epoch = 3, verbose = 0)
#' plot(c(first, second))
NULL

as_history <- function(result, progress, size) {
  rows <- progress$rows
  names <- loss_first(as.character(unique(unlist(lapply(rows, names)))))
  metrics <- stats::setNames(lapply(names, function(name) vapply(rows, function(row) row[[name]] %||% NA_real_, 0)), names)
  params <- c(result$params[c("epochs", "steps")], size, list(metrics = names))
  rates <- vapply(as.list(result$learning_rate), function(rate) rate %||% NA_real_, 0)
  seconds <- as.numeric(unlist(result$seconds))
  new_history(params, metrics, as.integer(unlist(result$epoch)) + 1L, seconds, rates, rbridge()$interrupted(result),
              rep(size$samples %||% NA_integer_, length(seconds)))
}

# loss, metrics, val_loss, val_metrics: as keras 2.x has them.
loss_first <- function(names) names[order(startsWith(names, "val_"), !names %in% c("loss", "val_loss"))]

new_history <- function(params, metrics, epoch, seconds, learning_rate, interrupted = FALSE, samples = rep(NA_integer_, length(epoch))) {
  structure(
    class = c("hornpipe_training_history", "keras_training_history"),
    list(params = params, metrics = metrics, epoch = epoch, seconds = seconds, learning_rate = learning_rate, interrupted = interrupted,
         samples = samples)
  )
}

#' @export
print.hornpipe_training_history <- function(x, ...) {
  cat(format(x, ...), sep = "\n")
  invisible(x)
}

#' @export
format.hornpipe_training_history <- function(x, ...) {
  n <- length(x$epoch)
  if (!n) return(if (x$interrupted) "Interrupted before the first epoch was over" else "No epoch was run")
  size <- c(
    if (!is.null(x$params$batch_size)) paste0("batch_size=", format(x$params$batch_size, big.mark = ",")),
    paste0("epochs=", n)
  )
  samples <- if (!is.null(x$params$samples)) paste0(" on ", format(x$params$samples, big.mark = ","), " samples")
  head <- paste0("Trained", samples, " (", paste(size, collapse = ", "), ") in ", format_seconds(sum(x$seconds)),
                 if (x$interrupted) ", then interrupted")
  last <- vapply(x$metrics, function(v) v[[n]], 0)
  c(head, paste0("Final epoch (", x$epoch[[n]], "; plot to see history):"),
    paste0(formatC(names(last), width = max(nchar(names(last))) + 2L), ": ", vapply(last, format_metric, "")))
}

format_metric <- function(x) if (is.na(x)) "NA" else format_value(x)

#' @export
summary.hornpipe_training_history <- function(object, ...) {
  table <- data.frame(
    metric = names(object$metrics),
    first = vapply(object$metrics, function(v) v[1L], 0),
    last = vapply(object$metrics, function(v) v[length(v)], 0),
    min = vapply(object$metrics, min, 0, na.rm = TRUE),
    max = vapply(object$metrics, max, 0, na.rm = TRUE),
    row.names = NULL
  )
  table$epoch_of_min <- object$epoch[vapply(object$metrics, which.min, 0L)]
  table$epoch_of_max <- object$epoch[vapply(object$metrics, which.max, 0L)]
  table
}

#' @rdname hornpipe_training_history
#' @export
as.data.frame.hornpipe_training_history <- function(x, ...) {
  names <- names(x$metrics)
  validation <- startsWith(names, "val_")
  metric <- sub("^val_", "", names)
  n <- length(x$epoch)
  data.frame(
    epoch = rep(x$epoch, length(names)),
    value = unlist(x$metrics, use.names = FALSE) %||% numeric(),
    metric = factor(rep(metric, each = n), levels = unique(metric)),
    data = factor(rep(ifelse(validation, "validation", "training"), each = n), levels = c("training", "validation")),
    learning_rate = rep(x$learning_rate, length(names)),
    seconds = rep(x$seconds, length(names)),
    samples_per_second = rep(samples_of(x) / x$seconds, length(names))
  )
}

samples_of <- function(history) history$samples %||% rep(NA_integer_, length(history$epoch))

#' @rdname hornpipe_training_history
#' @export
c.hornpipe_training_history <- function(x, ...) {
  all <- list(x, ...)
  same <- vapply(all, inherits, NA, what = "hornpipe_training_history")
  if (!all(same)) {
    stop_hornpipe(c("argument_type", "type"), paste0("`c()` of a history takes histories, got ", friendly_type(all[[which(!same)[1L]]]), "."), call = quote(c()))
  }
  names <- unique(unlist(lapply(all, function(h) names(h$metrics))))
  metric <- function(name) unlist(lapply(all, function(h) h$metrics[[name]] %||% rep(NA_real_, length(h$epoch))))
  field <- function(name) unlist(lapply(all, `[[`, name))
  params <- all[[length(all)]]$params
  params$metrics <- names
  new_history(params, stats::setNames(lapply(names, metric), names), field("epoch"), field("seconds"), field("learning_rate"),
              all[[length(all)]]$interrupted, unlist(lapply(all, samples_of)))
}

#' @rdname hornpipe_training_history
#' @export
plot.hornpipe_training_history <- function(x, y, metrics = NULL, method = c("auto", "ggplot2", "base"),
                                           smooth = getOption("keras.plot.history.smooth", TRUE),
                                           theme_bw = getOption("keras.plot.history.theme_bw", FALSE), ...) {
  method <- as_choice(method)
  if (method == "auto") method <- if (requireNamespace("ggplot2", quietly = TRUE)) "ggplot2" else "base"
  data <- as.data.frame(x)
  if (!is.null(metrics)) {
    unknown <- setdiff(metrics, levels(data$metric))
    if (length(unknown)) {
      stop_hornpipe(c("argument", "value"), paste0(
        "`metrics` names ", quoted(unknown), ", the history has ", quoted(levels(data$metric)), "."
      ), argument = "metrics", call = quote(plot()))
    }
    data <- data[data$metric %in% metrics, ]
    data$metric <- factor(data$metric, levels = metrics)
  }
  data <- droplevels(data[is.finite(data$value), ])
  smooth <- isTRUE(smooth) && length(unique(data$epoch)) >= 5L
  if (method == "ggplot2") history_ggplot(data, smooth, theme_bw) else history_base(data, smooth, ...)
}

history_ggplot <- function(data, smooth, theme_bw) {
  several <- nlevels(data$data) > 1L
  mapping <- if (several) {
    ggplot2::aes(.data$epoch, .data$value, colour = .data$data, fill = .data$data)
  } else {
    ggplot2::aes(.data$epoch, .data$value)
  }
  whole <- function(limits) unique(round(pretty(limits)))
  p <- ggplot2::ggplot(data, mapping) +
    ggplot2::geom_point(shape = 21, colour = 1) +
    ggplot2::scale_x_continuous(breaks = whole) +
    ggplot2::labs(x = "epoch", y = NULL, colour = NULL, fill = NULL)
  if (smooth) p <- p + ggplot2::geom_smooth(se = FALSE, method = "loess", formula = y ~ x) else if (length(unique(data$epoch)) > 1L) p <- p + ggplot2::geom_line()
  if (nlevels(data$metric) > 1L) {
    p <- p + ggplot2::facet_grid(metric ~ ., switch = "y", scales = "free_y")
  } else {
    p <- p + ggplot2::labs(y = levels(data$metric))
  }
  if (theme_bw) p <- p + ggplot2::theme_bw()
  p + ggplot2::theme(strip.placement = "outside", strip.background = ggplot2::element_blank(), axis.title.y = ggplot2::element_text())
}

history_base <- function(data, smooth, ...) {
  panels <- split(data, data$metric)
  old <- graphics::par(mfrow = c(length(panels), 1L), mar = c(3, 3, 2, 2), mgp = c(1.5, 0.5, 0))
  on.exit(graphics::par(old))
  colours <- c(training = "black", validation = "blue")
  for (name in names(panels)) {
    panel <- panels[[name]]
    kinds <- intersect(names(colours), as.character(panel$data))
    graphics::plot(panel$epoch, panel$value, type = "n", xlab = "epoch", ylab = name, ...)
    for (kind in kinds) {
      one <- panel[panel$data == kind, ]
      graphics::points(one$epoch, one$value, col = colours[[kind]])
      line <- if (smooth) stats::lowess(one$epoch, one$value) else list(x = one$epoch, y = one$value)
      graphics::lines(line$x, line$y, col = colours[[kind]])
    }
    if (length(kinds) > 1L) graphics::legend("topright", kinds, col = colours[kinds], lty = 1, bty = "n")
  }
  invisible()
}

utils::globalVariables(".data")
