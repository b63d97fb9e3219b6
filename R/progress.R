# Progress of fit(), evaluate() and predict() through R's own output: a bar that is redrawn at most five times a
# second on a terminal, one line an epoch elsewhere, nothing with verbose = 0.

# 0, 1 (bar) or 2 (a line an epoch) from what the user gave; a bar only where it can be redrawn.
resolve_verbose <- function(verbose) {
  if (identical(verbose, "auto")) {
    verbose <- if (identical(Sys.getenv("TESTTHAT"), "true")) 0L else 1L
  }
  if (is.logical(verbose)) verbose <- as.integer(verbose)
  if (!is.numeric(verbose) || length(verbose) != 1L || !verbose %in% 0:2) {
    stop_hornpipe(c("argument", "value"), paste0("`verbose` must be \"auto\", 0, 1 or 2, got ", shown(verbose), "."), argument = "verbose")
  }
  if (verbose == 1L && !can_redraw()) 2L else as.integer(verbose)
}

can_redraw <- function() !isTRUE(getOption("knitr.in.progress")) && cli::is_dynamic_tty(stdout())

# What rbridge.Progress calls: (end of epoch or run, epoch, epochs, step, steps, seconds, logs).
progress_sink <- function(verbose, label = NULL) {
  if (verbose == 0L) return(NULL)
  drawn <- 0L
  first <- NULL           # step and seconds when the line was begun: the first batch traces and warms up, the others tell the pace
  function(done, epoch, epochs, step, steps, seconds, logs) {
    head <- if (is.null(epoch)) label else paste0("Epoch ", format(epoch, width = nchar(epochs)), "/", epochs)
    if (!drawn) first <<- list(step = step, seconds = seconds)
    text <- if (done) {
      paste(c(head, format_seconds(seconds), format_logs(logs)), collapse = " - ")
    } else {
      paste(c(head, progress_bar(step, steps, seconds, first), format_logs(logs)), collapse = " - ")
    }
    if (!done) text <- strtrim(text, getOption("width") - 1L)
    cat(if (drawn) "\r", text, strrep(" ", max(0L, drawn - nchar(text, "width"))), if (done) "\n", sep = "")
    utils::flush.console()
    drawn <<- if (done) 0L else nchar(text, "width")
    invisible()
  }
}

# The same for Python: Ctrl-C is noticed by R when it draws, and has to reach the training loop.
told <- function(verbose, label = NULL) {
  sink <- progress_sink(verbose, label)
  if (!is.null(sink)) guarded(sink)
}

progress_bar <- function(step, steps, seconds, first = list(step = 0, seconds = 0), cells = 24L) {
  if (is.null(steps)) return(paste0(step, " batches ", format_seconds(seconds)))
  full <- as.integer(cells * min(step / steps, 1))
  marks <- if (cli::is_utf8_output()) c("\u2501", "\u2500") else c("=", ".")
  left <- if (step > first$step) (seconds - first$seconds) / (step - first$step) * (steps - step)
  paste0(strrep(marks[1L], full), strrep(marks[2L], cells - full), " ", step, "/", steps, if (!is.null(left)) paste0(" ", format_seconds(left), " left"))
}

format_logs <- function(logs) {
  names <- loss_first(names(logs))
  if (length(names)) paste0(names, ": ", vapply(logs[names], format_value, ""))
}

# Four decimals, or scientific where they would say nothing.
format_value <- function(x) {
  if (is.finite(x) && x != 0 && abs(x) < 1e-3) format(x, digits = 3L, scientific = TRUE) else sprintf("%.4f", x)
}

format_seconds <- function(s) {
  if (s < 10) sprintf("%.1fs", s) else if (s < 60) sprintf("%.0fs", s) else if (s < 3600) sprintf("%dm%02ds", s %/% 60, as.integer(s %% 60)) else
    sprintf("%dh%02dm", s %/% 3600, as.integer(s %% 3600) %/% 60L)
}
