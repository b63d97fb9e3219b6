#' Pairs of words for word vectors
#'
#' `skipgrams()` pairs each word with those around it, label 1, and with words
#' drawn at random, label 0. `make_sampling_table()` gives the probability with
#' which a word of each rank is kept, after Mikolov et al.
#'
#' @param sequence Word ids; 0 is no word.
#' @param vocabulary_size The largest id and one more.
#' @param window_size How far apart the words of a pair may be.
#' @param negative_samples Negative pairs for each positive one.
#' @param shuffle Whether the pairs are shuffled.
#' @param categorical Whether labels are pairs `c(0, 1)`, `c(1, 0)`.
#' @param sampling_table Probabilities by id, from [make_sampling_table()].
#' @param seed Seed of R's generator.
#' @param size Number of words.
#' @param sampling_factor Smaller values leave out more frequent words.
#'
#' @return `list(couples, labels)`; a vector.
#' @references Mikolov et al., "Distributed representations of words and phrases
#'   and their compositionality", <https://arxiv.org/abs/1310.4546>
#' @export
#' @examples
#' skipgrams(1:4, vocabulary_size = 5, window_size = 1, negative_samples = 0, shuffle = FALSE)
#' table <- make_sampling_table(size = 5)
#' skipgrams(1:4, vocabulary_size = 5, sampling_table = table * 100, seed = 1)
skipgrams <- function(sequence, vocabulary_size, window_size = 4, negative_samples = 1, shuffle = TRUE, categorical = FALSE,
                      sampling_table = NULL, seed = NULL) {
  check_given(sequence, vocabulary_size)
  if (!is.null(seed)) {
    before <- get0(".Random.seed", envir = globalenv(), inherits = FALSE)
    on.exit(if (is.null(before)) rm(".Random.seed", envir = globalenv()) else assign(".Random.seed", before, envir = globalenv()))
    set.seed(seed)
  }
  n <- length(sequence)
  couples <- list()
  for (i in seq_len(n)) {
    word <- sequence[[i]]
    if (word == 0L || (!is.null(sampling_table) && sampling_table[word + 1L] < stats::runif(1L))) next
    near <- setdiff(seq.int(max(1L, i - window_size), min(n, i + window_size)), i)
    for (other in sequence[near]) if (other != 0L) couples[[length(couples) + 1L]] <- c(word, other)
  }
  labels <- rep(1, length(couples))
  extra <- as.integer(length(couples) * negative_samples)
  if (extra > 0L) {
    words <- vapply(couples, `[[`, sequence[[1L]], 1L)
    words <- words[sample.int(length(words))]
    drawn <- sample.int(vocabulary_size - 1L, extra, replace = TRUE)
    couples <- c(couples, Map(c, rep_len(words, extra), drawn))
    labels <- c(labels, rep(0, extra))
  }
  if (as_flag(shuffle)) {
    order <- sample.int(length(couples))
    couples <- couples[order]
    labels <- labels[order]
  }
  list(couples = lapply(couples, as.integer), labels = if (as_flag(categorical)) lapply(labels, function(l) c(1 - l, l)) else labels)
}

#' @rdname skipgrams
#' @export
make_sampling_table <- function(size, sampling_factor = 1e-05) {
  check_given(size)
  rank <- seq_len(size) - 1
  rank[1L] <- 1
  frequency <- sampling_factor * (rank * (log(rank) + 0.577) + 0.5 - 1 / (12 * rank))
  pmin(1, frequency / sqrt(frequency))
}

#' Windows over a time series
#'
#' A generator of batches `list(samples, targets)` of `length` steps each and the
#' target that follows, for [fit()]. It begins anew at the end.
#'
#' @param data A matrix or array, time along its first dimension.
#' @param targets Targets, as long as `data`.
#' @param length Steps in a sample.
#' @param sampling_rate Distance between the steps of a sample.
#' @param stride Distance between samples.
#' @param start_index,end_index Part of the data to use, counted from 0.
#' @param shuffle Whether samples are drawn at random.
#' @param reverse Whether samples run backwards in time.
#' @param batch_size Samples per batch.
#'
#' @return A generator function. Its attribute `batches` tells [fit()] how many make
#'   an epoch.
#' @export
#' @examples
#' generator <- timeseries_generator(1:10, 1:10, length = 3, batch_size = 2)
#' generator()
timeseries_generator <- function(data, targets, length, sampling_rate = 1, stride = 1, start_index = 0, end_index = NULL, shuffle = FALSE,
                                 reverse = FALSE, batch_size = 128) {
  check_given(data, targets, length)
  data <- as.array(data)
  targets <- as.array(targets)
  n <- dim(data)[1L]
  if (dim(targets)[1L] != n) {
    stop_hornpipe(c("data", "value"), paste0("`data` has ", n, " steps, `targets` ", dim(targets)[1L], "."), argument = "targets")
  }
  first <- as_int(start_index) + as_int(length)
  last <- as_int(end_index %||% (n - 1L))
  if (first > last) {
    stop_hornpipe(c("argument", "value"), paste0("`start_index + length` is ", first, ", after the last step ", last, "."), argument = "length")
  }
  rows <- seq.int(first, last, by = as_int(stride))
  batches <- ceiling(base::length(rows) / batch_size)
  at <- 0L
  pick <- function(x, i) {
    cut <- rep(list(quote(expr = )), base::length(dim(x)) - 1L)
    do.call(`[`, c(list(x, i), cut, list(drop = FALSE)))
  }
  next_batch <- function() {
    chosen <- if (shuffle) sample(rows, batch_size, replace = TRUE) else rows[seq.int(at * batch_size + 1L, min((at + 1L) * batch_size, base::length(rows)))]
    at <<- (at + 1L) %% batches
    steps <- seq.int(-length, -1, by = sampling_rate)
    if (reverse) steps <- rev(steps)
    samples <- vapply(chosen, function(row) as.vector(pick(data, row + steps + 1L)), numeric(base::length(steps) * prod(dim(data)[-1L])))
    dim(samples) <- c(base::length(steps), dim(data)[-1L], base::length(chosen))
    rank <- base::length(dim(samples))
    list(aperm(samples, c(rank, seq_len(rank - 1L))), pick(targets, chosen + 1L))
  }
  structure(next_batch, batches = as.integer(batches))
}
