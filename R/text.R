#' Text tokenizer
#'
#' Numbers the words of texts by frequency. `fit_text_tokenizer()` changes the
#' tokenizer in place. No Python is needed. For new work
#' [layer_text_vectorization()] is the better choice: it is part of the model.
#'
#' @param num_words Keep the `num_words - 1` most frequent words only.
#' @param filters Characters that separate words like `split`.
#' @param lower Whether to convert to lower case.
#' @param split Separator of words.
#' @param char_level Whether every character is a token.
#' @param oov_token Token for words that were not seen, or left out.
#' @param object,tokenizer A tokenizer.
#' @param x,texts Strings; or lists of words.
#' @param sequences A list of integer vectors.
#' @param mode What a matrix holds: `"binary"`, `"count"`, `"freq"` or `"tfidf"`.
#' @param filename Path of a file.
#'
#' @return A tokenizer: an environment with `word_counts`, `word_docs`,
#'   `word_index`, `index_word`, `document_count`. `texts_to_sequences()` a list of
#'   integer vectors; `texts_to_matrix()` and `sequences_to_matrix()` a matrix with
#'   a column per index from 0; `texts_to_sequences_generator()` a generator
#'   function.
#' @export
#' @examples
#' tokenizer <- text_tokenizer(num_words = 10)
#' fit_text_tokenizer(tokenizer, c("the cat sat", "the dog"))
#' texts_to_sequences(tokenizer, "the dog sat")
#' next_text <- texts_to_sequences_generator(tokenizer, c("the cat", "the dog"))
#' next_text()
#' texts_to_matrix(tokenizer, "the dog sat", mode = "count")
#' sequences_to_matrix(tokenizer, list(c(1, 1, 3)), mode = "freq")
#' file <- tempfile()
#' save_text_tokenizer(tokenizer, file)
#' load_text_tokenizer(file)
text_tokenizer <- function(num_words = NULL, filters = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n", lower = TRUE, split = " ", char_level = FALSE,
                           oov_token = NULL) {
  tokenizer <- list2env(list(
    num_words = as_int(num_words), filters = filters, lower = as_flag(lower), split = split, char_level = as_flag(char_level), oov_token = oov_token,
    document_count = 0L, word_counts = integer(), word_docs = integer(), word_index = integer(), index_docs = integer(), index_word = character()
  ), parent = emptyenv())
  class(tokenizer) <- "hornpipe_tokenizer"
  tokenizer
}

#' @export
print.hornpipe_tokenizer <- function(x, ...) {
  cat("<text tokenizer: ", length(x$word_index), " words of ", x$document_count, " texts>\n", sep = "")
  invisible(x)
}

#' @rdname text_tokenizer
#' @export
fit_text_tokenizer <- function(object, x) {
  check_given(object, x)
  words <- tokens(object, x)
  flat <- unlist(words)
  if (is.null(flat)) flat <- character()
  counts <- count_words(flat, object$word_counts)
  object$word_docs <- count_words(unlist(lapply(words, unique)) %||% character(), object$word_docs)
  object$word_counts <- counts
  object$document_count <- object$document_count + length(words)
  order <- names(counts)[order(-counts, seq_along(counts))]
  order <- c(object$oov_token, setdiff(order, object$oov_token))
  object$word_index <- stats::setNames(seq_along(order), order)
  object$index_word <- order
  docs <- object$word_docs[order]
  object$index_docs <- ifelse(is.na(docs), 0L, docs)
  invisible(object)
}

# Counts by word in the order in which words were first met.
count_words <- function(words, before) {
  all <- unique(c(names(before), words))
  counts <- stats::setNames(tabulate(match(words, all), length(all)), all)
  counts[names(before)] <- counts[names(before)] + before
  counts
}

tokens <- function(tokenizer, texts) {
  if (is.list(texts)) return(lapply(texts, function(words) if (tokenizer$lower) tolower(words) else words))
  texts <- as.character(texts)
  if (tokenizer$char_level) return(strsplit(if (tokenizer$lower) tolower(texts) else texts, ""))
  lapply(texts, text_to_word_sequence, filters = tokenizer$filters, lower = tokenizer$lower, split = tokenizer$split)
}

#' @rdname text_tokenizer
#' @export
texts_to_sequences <- function(tokenizer, texts) {
  check_given(tokenizer, texts)
  if (!length(tokenizer$word_index)) {
    stop_hornpipe(c("not_built", "value"), "The tokenizer has seen no texts: call `fit_text_tokenizer()` first.", argument = "tokenizer")
  }
  limit <- tokenizer$num_words %||% Inf
  oov <- if (!is.null(tokenizer$oov_token)) tokenizer$word_index[[tokenizer$oov_token]] else NA_integer_
  lapply(tokens(tokenizer, texts), function(words) {
    ids <- unname(tokenizer$word_index[words])
    ids[is.na(ids) | ids >= limit] <- oov
    ids[!is.na(ids)]
  })
}

#' @rdname text_tokenizer
#' @export
texts_to_sequences_generator <- function(tokenizer, texts) {
  check_given(tokenizer, texts)
  sequences <- texts_to_sequences(tokenizer, texts)
  i <- 0L
  function() {
    if (i >= length(sequences)) return(NULL)
    i <<- i + 1L
    sequences[[i]]
  }
}

#' @rdname text_tokenizer
#' @export
texts_to_matrix <- function(tokenizer, texts, mode = c("binary", "count", "tfidf", "freq")) {
  check_given(tokenizer, texts)
  sequences_to_matrix(tokenizer, texts_to_sequences(tokenizer, texts), mode)
}

#' @rdname text_tokenizer
#' @export
sequences_to_matrix <- function(tokenizer, sequences, mode = c("binary", "count", "tfidf", "freq")) {
  check_given(tokenizer, sequences)
  mode <- as_choice(mode)
  n <- tokenizer$num_words %||% (length(tokenizer$word_index) + 1L)
  if (mode == "tfidf" && !tokenizer$document_count) {
    stop_hornpipe(c("not_built", "value"), "`mode = \"tfidf\"` needs a tokenizer that has seen texts.", argument = "mode")
  }
  out <- matrix(0, length(sequences), n)
  for (i in seq_along(sequences)) {
    ids <- sequences[[i]]
    counts <- tabulate(ids[ids < n] + 1L, n)
    used <- which(counts > 0L)
    out[i, used] <- switch(mode,
      binary = 1, count = counts[used], freq = counts[used] / length(ids),
      tfidf = {
        docs <- tokenizer$index_docs[used - 1L]
        (1 + log(counts[used])) * log(1 + tokenizer$document_count / (1 + ifelse(is.na(docs), 0, docs)))
      }
    )
  }
  out
}

#' @rdname text_tokenizer
#' @export
save_text_tokenizer <- function(object, filename) {
  check_given(object, filename)
  saveRDS(as.list.environment(object), filename)
  invisible(object)
}

#' @rdname text_tokenizer
#' @export
load_text_tokenizer <- function(filename) {
  check_given(filename)
  saved <- tryCatch(suppressWarnings(readRDS(file_to_read(filename))), hornpipe_error = stop, error = function(cnd) NULL)
  if (!is.list(saved) || is.null(saved$filters)) {
    stop_hornpipe(c("file_format", "value"), paste0(filename, " holds no tokenizer of `save_text_tokenizer()`. The pickles of keras 2.x are not read: they can run code."),
                  path = filename)
  }
  structure(list2env(saved, parent = emptyenv()), class = "hornpipe_tokenizer")
}

#' Words of a text
#'
#' `text_to_word_sequence()` cuts a text into words. `text_hashing_trick()` and `text_one_hot()` number
#' them by a hash: no vocabulary is needed.
#'
#' @inheritParams text_tokenizer
#' @param text,input_text A string.
#' @param n Number of different ids.
#' @param hash_function A function of a word that gives a whole number; MD5 by
#'   default, so that ids are the same in every session.
#'
#' @return `text_to_word_sequence()` words; the others ids from 1 to `n - 1`, which
#'   different words may share.
#' @export
#' @examples
#' text_to_word_sequence("The cat, the dog.")
#' text_hashing_trick("The cat, the dog.", n = 10)
#' text_one_hot("The cat, the dog.", n = 10)
text_to_word_sequence <- function(text, filters = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n", lower = TRUE, split = " ") {
  check_given(text)
  if (length(text) != 1L) {
    stop_hornpipe(c("argument_type", "type"), sprintf("`text` should be length 1: one string, got %d. For several, use `text_tokenizer()`.", length(text)),
                  argument = "text", actual = text)
  }
  if (as_flag(lower)) text <- tolower(text)
  for (character in strsplit(filters, "")[[1L]]) text <- gsub(character, split, text, fixed = TRUE)
  words <- strsplit(text, split, fixed = TRUE)[[1L]]
  words[nzchar(words)]
}

#' @rdname text_to_word_sequence
#' @export
text_hashing_trick <- function(text, n, hash_function = NULL, filters = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n", lower = TRUE, split = " ") {
  check_given(text, n)
  words <- text_to_word_sequence(text, filters, lower, split)
  if (anyNA(text)) return(NA_integer_)
  if (is.function(hash_function)) return(as.integer(vapply(words, function(w) as.numeric(hash_function(w)), 0, USE.NAMES = FALSE) %% (n - 1) + 1))
  if (!is.null(hash_function) && !identical(hash_function, "md5")) {
    stop_hornpipe(c("argument", "value"), paste0("`hash_function` must be a function, \"md5\" or NULL, got ", shown(hash_function), "."), argument = "hash_function")
  }
  unlist(call_python(rbridge()$hash_words, list(as.list(words), as_int(n)))) %||% integer()
}

#' @rdname text_to_word_sequence
#' @export
text_one_hot <- function(input_text, n, filters = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n", lower = TRUE, split = " ", text = NULL) {
  check_given(input_text, n)
  text_hashing_trick(text %||% input_text, n, NULL, filters, lower, split)
}
