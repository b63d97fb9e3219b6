#' Plot a model
#'
#' Draws the layers and how they are connected, with R's own graphics.
#'
#' @param x A model that is built.
#' @param show_shapes Whether to show the shapes of outputs.
#' @param show_dtype Whether to show dtypes.
#' @param show_layer_names Whether to show names.
#' @param ... Passed to [graphics::text()], e.g. `cex`.
#' @param rankdir Direction of the data: `"TB"` downwards, `"LR"` to the right.
#' @param show_layer_activations Whether to show activations.
#' @param show_trainable Whether to mark frozen layers.
#'
#' @return The layout, invisibly: a list of the data frames `layers` (with `x` and
#'   `y`) and `edges`.
#' @export
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>%
#'   layer_dense(units = 8, activation = "relu") %>%
#'   layer_dense(units = 3, activation = "softmax")
#' plot(model, show_shapes = TRUE)
#'
#' input <- layer_input(shape = 4)
#' output <- layer_add(input, input %>% layer_dense(units = 4, activation = "relu")) %>% layer_dense(units = 1)
#' plot(keras_model(input, output), rankdir = "LR")
plot.hornpipe.models.Model <- function(x, show_shapes = FALSE, show_dtype = FALSE, show_layer_names = TRUE, ..., rankdir = c("TB", "LR"),
                                       show_layer_activations = FALSE, show_trainable = FALSE) {
  rankdir <- as_choice(rankdir)
  graph <- model_graph(x)
  layers <- graph$layers
  label <- paste0(
    layers$type,
    if (show_layer_names) paste0(" \u00b7 ", layers$name),
    if (show_layer_activations) ifelse(is.na(layers$activation), "", paste0("\n", layers$activation)),
    if (show_shapes) paste0("\n", layers$shape),
    if (show_dtype) paste0("\n", layers$dtype),
    if (show_trainable) ifelse(layers$trainable %in% FALSE, "\nfrozen", "")
  )
  place <- if (rankdir == "TB") list(x = layers$column, y = -layers$rank) else list(x = layers$rank, y = -layers$column)
  draw_graph(place$x, place$y, label, graph$edges, layers$type == "InputLayer", ...)
  layers$x <- place$x
  layers$y <- place$y
  invisible(list(layers = layers, edges = graph$edges))
}

model_graph <- function(model) {
  graph <- call_python(rbridge()$graph, list(live(model)), quote(plot()))
  column <- function(name, type) vapply(graph$layers, function(layer) layer[[name]] %||% type[NA_integer_], type)
  layers <- data.frame(
    name = column("name", ""), type = column("type", ""), shape = gsub("\\bNone\\b", "NA", column("shape", "")), dtype = column("dtype", ""),
    activation = column("activation", ""), trainable = column("trainable", NA)
  )
  edges <- data.frame(
    from = vapply(graph$edges, function(e) as.integer(e[[1L]]) + 1L, 0L),
    to = vapply(graph$edges, function(e) as.integer(e[[2L]]) + 1L, 0L)
  )
  layers$rank <- graph_ranks(nrow(layers), edges)
  layers$column <- graph_columns(layers$rank, edges)
  list(layers = layers, edges = edges)
}

# The longest way from an input; layers come in an order in which each stands after what it needs.
graph_ranks <- function(n, edges) {
  rank <- rep(1L, n)
  for (i in order(edges$to)) rank[edges$to[i]] <- max(rank[edges$to[i]], rank[edges$from[i]] + 1L)
  rank
}

# Places within a rank: near the neighbours' mean, a few sweeps down and up, then spread out so that none overlap.
graph_columns <- function(rank, edges, sweeps = 4L) {
  column <- stats::ave(seq_along(rank), rank, FUN = seq_along)
  column <- column - stats::ave(column, rank)
  for (sweep in seq_len(sweeps)) {
    down <- sweep %% 2L == 1L
    for (r in if (down) sort(unique(rank)) else rev(sort(unique(rank)))) {
      here <- which(rank == r)
      wish <- vapply(here, function(i) {
        near <- if (down) edges$from[edges$to == i] else edges$to[edges$from == i]
        if (length(near)) mean(column[near]) else column[i]
      }, 0)
      column[here] <- spread(wish)
    }
  }
  column
}

# The wishes moved apart to a distance of 1, keeping their order and their mean.
spread <- function(wish) {
  at <- sort(wish)
  for (i in seq_along(at)[-1L]) at[i] <- max(at[i], at[i - 1L] + 1)
  at <- at - mean(at) + mean(wish)
  at[rank(wish, ties.method = "first")]
}

draw_graph <- function(x, y, label, edges, input, cex = 0.8, ...) {
  old <- graphics::par(mar = c(0.5, 0.5, 0.5, 0.5))
  on.exit(graphics::par(old))
  around <- hidden_edges(x, y, edges)
  downwards <- diff(range(y)) > 0 && all(y[edges$to] < y[edges$from])
  room <- if (any(around)) 0.3 else 0
  graphics::plot.new()
  graphics::plot.window(range(x) + c(-0.6, 0.6 + downwards * room), range(y) + c(-0.6, 0.6 + (!downwards) * room))
  size <- function(cex) list(
    w = graphics::strwidth(label, cex = cex) / 2 + graphics::strwidth("M", cex = cex), h = graphics::strheight(label, cex = cex) / 2 + graphics::strheight("M", cex = cex) * 0.7
  )
  # Letters shrink until the boxes leave room between each other.
  while (cex > 0.15 && (max(size(cex)$w) > 0.47 * gap(x, y) || max(size(cex)$h) > 0.4 * gap(y, x))) cex <- cex * 0.95
  box <- size(cex)
  for (i in seq_len(nrow(edges))) {
    draw_edge(list(x = x, y = y, w = box$w, h = box$h), edges$from[i], edges$to[i], downwards, around[i])
  }
  graphics::rect(x - box$w, y - box$h, x + box$w, y + box$h, col = ifelse(input, "#e8f0f8", "white"), border = "grey40")
  graphics::text(x, y, label, cex = cex, ...)
}

draw_edge <- function(box, from, to, downwards, around) {
  if (around) {
    path <- if (downwards) bow(box$y, box$x, box$w, from, to) else bow(box$x, box$y, box$h, from, to)
    if (downwards) path <- list(along = path$across, across = path$along)
    n <- length(path$along)
    graphics::lines(path$along[-n], path$across[-n], col = "grey40")
    graphics::arrows(path$along[n - 1L], path$across[n - 1L], path$along[n], path$across[n], length = 0.07, col = "grey40")
  } else if (downwards) {
    graphics::arrows(box$x[from], box$y[from] - box$h[from], box$x[to], box$y[to] + box$h[to], length = 0.07, col = "grey40")
  } else {
    graphics::arrows(box$x[from] + box$w[from], box$y[from], box$x[to] - box$w[to], box$y[to], length = 0.07, col = "grey40")
  }
}

# A curve beside the boxes that stand between two others: it leaves one at its side and comes in at the side of the other.
bow <- function(along, across, half, from, to) {
  between <- along > min(along[c(from, to)]) & along < max(along[c(from, to)])
  near <- between & abs(across - mean(across[c(from, to)])) < 0.5
  ends <- across[c(from, to)] + half[c(from, to)]
  out <- max((across + half)[near | seq_along(along) %in% c(from, to)]) + 0.12
  bend <- (out - mean(ends) / 4) / 0.75
  t <- seq(0, 1, length.out = 40L)
  curve <- function(a, b, c, d) (1 - t)^3 * a + 3 * (1 - t)^2 * t * b + 3 * (1 - t) * t^2 * c + t^3 * d
  list(along = curve(along[from], along[from], along[to], along[to]), across = curve(ends[1L], bend, bend, ends[2L]))
}

# Edges whose straight line runs through a box that they do not belong to.
hidden_edges <- function(x, y, edges) {
  vapply(seq_len(nrow(edges)), function(i) {
    from <- edges$from[i]
    to <- edges$to[i]
    dx <- x[to] - x[from]
    dy <- y[to] - y[from]
    share <- ((x - x[from]) * dx + (y - y[from]) * dy) / (dx^2 + dy^2)
    away <- abs((x - x[from]) * dy - (y - y[from]) * dx) / sqrt(dx^2 + dy^2)
    any(share > 0.05 & share < 0.95 & away < 0.35)
  }, NA)
}

# The least distance along `a` of boxes that share `b`; the whole width if none do.
gap <- function(a, b) {
  near <- unlist(lapply(split(a, round(b, 6)), function(v) diff(sort(v))))
  if (length(near)) min(near) else diff(range(a)) + 1.2
}
