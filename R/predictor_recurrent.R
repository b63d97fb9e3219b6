# Recurrent layers: a cell is `project()`, the share of the inputs for all steps at once, `step()`, the rest, and `sizes`, those
# of its states.

cell_of <- function(net, key) {
  l <- net$layers[[key]]
  w <- l$weights
  units <- l$settings$units
  gate <- function(m, i) m[, (i - 1L) * units + seq_len(units), drop = FALSE]
  f <- function(y, which = "activation") activated(l, y, net, which)
  switch(l$class,
    SimpleRNNCell = list(
      sizes = units,
      project = function(x) linear_map(x, w$kernel, w$bias),
      step = function(x, states) {
        h <- f(x + states[[1L]] %*% w$recurrent_kernel)
        list(h, list(h))
      }
    ),
    LSTMCell = list(
      sizes = c(units, units),
      project = function(x) linear_map(x, w$kernel, w$bias),
      step = function(x, states) {
        z <- x + states[[1L]] %*% w$recurrent_kernel
        c <- f(gate(z, 2L), "recurrent_activation") * states[[2L]] + f(gate(z, 1L), "recurrent_activation") * f(gate(z, 3L))
        h <- f(gate(z, 4L), "recurrent_activation") * f(c)
        list(h, list(h, c))
      }
    ),
    GRUCell = {
      after <- isTRUE(l$settings$reset_after)
      two <- after && !is.null(w$bias)
      inner_bias <- if (two) w$bias[2L, ] else 0
      list(
        sizes = units,
        project = function(x) linear_map(x, w$kernel, if (two) w$bias[1L, ] else w$bias),
        step = function(x, states) {
          before <- states[[1L]]
          if (after) {
            inner <- before %*% w$recurrent_kernel
            inner <- inner + rep(inner_bias, each = nrow(inner))
          } else {
            inner <- before %*% w$recurrent_kernel[, seq_len(2L * units)]
          }
          update <- f(gate(x, 1L) + gate(inner, 1L), "recurrent_activation")
          reset <- f(gate(x, 2L) + gate(inner, 2L), "recurrent_activation")
          new <- if (after) reset * gate(inner, 3L) else (reset * before) %*% gate(w$recurrent_kernel, 3L)
          h <- update * before + (1 - update) * f(gate(x, 3L) + new)
          list(h, list(h))
        }
      )
    },
    StackedRNNCells = stacked(lapply(l$inner$cells, function(key) cell_of(net, key)))
  )
}

stacked <- function(cells) {
  counts <- lengths(lapply(cells, `[[`, "sizes"))
  list(
    sizes = unlist(lapply(cells, `[[`, "sizes")),
    project = identity,
    step = function(x, states) {
      of_cells <- split(states, rep(seq_along(cells), counts))
      for (i in seq_along(cells)) {
        made <- cells[[i]]$step(cells[[i]]$project(x), of_cells[[i]])
        x <- made[[1L]]
        of_cells[[i]] <- made[[2L]]
      }
      list(x, unlist(unname(of_cells), recursive = FALSE))
    }
  )
}

recurrent <- function(l, x, net, mask, options, ...) {
  s <- l$settings
  cell <- cell_of(net, l$inner$cell)
  batch <- dim(x)[1L]
  given <- options$initial_state
  states <- if (is.null(given)) lapply(cell$sizes, function(n) matrix(0, batch, n)) else flat(given)
  x <- cell$project(x)
  steps <- seq_len(dim(x)[2L])
  output <- NULL
  outputs <- vector("list", length(steps))
  for (t in if (isTRUE(s$go_backwards)) rev(steps) else steps) {
    made <- cell$step(shaped(x[, t, ], dim(x)[c(1L, 3L)]), states)
    if (!is.null(mask)) {
      skipped <- !mask[, t]
      held <- if (is.null(output) || isTRUE(s$zero_output_for_mask)) 0 * made[[1L]] else output
      made[[1L]][skipped, ] <- held[skipped, ]
      for (i in seq_along(states)) made[[2L]][[i]][skipped, ] <- states[[i]][skipped, ]
    }
    output <- made[[1L]]
    states <- made[[2L]]
    outputs[[t]] <- output
  }
  if (isTRUE(s$return_sequences)) {
    if (isTRUE(s$go_backwards)) outputs <- rev(outputs)
    output <- aperm(array(unlist(outputs), c(dim(output), length(outputs))), c(1L, 3L, 2L))
  }
  if (isTRUE(s$return_state)) c(list(output), states) else output
}

flat <- function(x) if (is.list(x)) unlist(lapply(x, flat), recursive = FALSE) else list(x)

merges <- list(sum = `+`, mul = `*`, ave = function(a, b) (a + b) / 2, concat = function(a, b) bind_along(list(a, b), length(dim(a))))

bidirectional_run <- function(l, x, net, mask, options, ...) {
  given <- flat(options$initial_state)
  half <- length(options$initial_state) / 2
  run <- function(key, states) {
    inner <- net$layers[[key]]
    made <- recurrent(inner, x, net, mask, list(initial_state = states))
    if (is.list(made)) made else list(made)
  }
  forward <- run(l$inner$forward_layer, if (half) given[seq_len(half)])
  backward <- run(l$inner$backward_layer, if (half) given[half + seq_len(half)])
  if (length(dim(backward[[1L]])) > 2L) backward[[1L]] <- reversed(backward[[1L]], 2L)
  mode <- l$settings$merge_mode
  merged <- if (is.null(mode)) list(forward[[1L]], backward[[1L]]) else list(merges[[mode]](forward[[1L]], backward[[1L]]))
  made <- c(merged, forward[-1L], backward[-1L])
  if (length(made) > 1L) made else made[[1L]]
}

# All steps of all samples at once: the first two dimensions of R's arrays are one in memory.
at_each_step <- function(l, x, net, mask, ...) {
  d <- dim(x)
  flat <- shaped(x, c(d[1L] * d[2L], d[-(1:2)]))
  if (length(dim(mask)) > 2L) attr(flat, "mask") <- shaped(mask, c(d[1L] * d[2L], dim(mask)[-(1:2)]))
  made <- run_layer(net, l$inner$layer, flat)
  back <- function(y) shaped(bare(y), c(d[1:2], dim(y)[-1L]))
  if (is.list(made)) lapply(made, back) else back(made)
}

kinds_of_recurrent <- list(
  SimpleRNN = recurrent, GRU = recurrent, LSTM = recurrent, RNN = recurrent, Bidirectional = bidirectional_run, TimeDistributed = at_each_step,
  SimpleRNNCell = NULL, GRUCell = NULL, LSTMCell = NULL, StackedRNNCells = NULL
)

sequence_mask <- function(l, x, mask) if (isTRUE(l$settings$return_sequences)) mask

masks_of_recurrent <- list(SimpleRNN = sequence_mask, GRU = sequence_mask, LSTM = sequence_mask, RNN = sequence_mask, Bidirectional = sequence_mask)
