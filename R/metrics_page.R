# view_metrics: a page with a chart per metric, in the viewer or a browser, that follows training. The page is a file
# that reads another one, so it needs no server and R need not answer while it trains.

metrics_page <- function(view) {
  if (!isTRUE(view)) return(NULL)
  folder <- tempfile("hornpipe-metrics-")
  dir.create(folder)
  page <- file.path(folder, "index.html")
  file.copy(system.file("metrics", "index.html", package = "hornpipe"), page)
  epoch <- integer()
  metrics <- list()
  version <- 0L
  write <- function(epochs, done) {
    version <<- version + 1L
    write_whole(paste0("show(", metrics_json(version, epoch, epochs, metrics, done), ")"), file.path(folder, "metrics.js"))
  }
  show_page(page)
  rbridge()$Report(guarded(function(done, n, epochs, logs) {
    if (!done) {
      epoch <<- c(epoch, n)
      for (name in union(names(metrics), names(logs))) {
        before <- metrics[[name]] %||% rep(NA_real_, length(epoch) - 1L)
        metrics[[name]] <<- c(before, logs[[name]] %||% NA_real_)
      }
    }
    write(epochs, done)
    NULL
  }))
}

show_page <- function(page) {
  viewer <- getOption("viewer")
  if (is.function(viewer)) viewer(page) else if (interactive()) utils::browseURL(page) else message("Metrics page: ", page)
}

metrics_json <- function(version, epoch, epochs, metrics, done) {
  numbers <- function(v) paste0("[", paste(ifelse(is.finite(v), vapply(v, format, "", digits = 10L), "null"), collapse = ","), "]")
  values <- paste0(encodeString(names(metrics), quote = "\""), ":", vapply(metrics, function(v) numbers(v), ""), collapse = ",")
  sprintf("{\"version\":%d,\"epoch\":%s,\"epochs\":%d,\"done\":%s,\"metrics\":{%s}}", version, numbers(epoch), as.integer(epochs),
          if (done) "true" else "false", if (length(metrics)) values else "")
}

# The page reads at any moment: it must find the old text or the new one.
write_whole <- function(text, path) {
  aside <- paste0(path, ".tmp")
  writeLines(text, aside)
  file.rename(aside, path)
}
