#' Data sets
#'
#' Public data sets, downloaded once to the folder `datasets` of the cache and
#' verified. The cache is `KERAS_HOME` where that is set, else
#' `tools::R_user_dir("hornpipe", "cache")`; what keras left in `~/.keras` is used
#' too. Without a network, give the path of a file that you have, or put it into the
#' cache: the error message names the place.
#'
#' | function | content | x | y |
#' |---|---|---|---|
#' | `dataset_mnist()` | digits | 60,000 + 10,000 images, 28 x 28 | 0 to 9 |
#' | `dataset_fashion_mnist()` | clothing | 60,000 + 10,000 images, 28 x 28 | 0 to 9 |
#' | `dataset_cifar10()` | objects | 50,000 + 10,000 images, 32 x 32 x 3 | 0 to 9 |
#' | `dataset_cifar100()` | objects | 50,000 + 10,000 images, 32 x 32 x 3 | 0 to 99 or 0 to 19 |
#' | `dataset_imdb()` | movie reviews | 25,000 + 25,000 lists of word numbers | 0 or 1 |
#' | `dataset_reuters()` | newswires | 11,228 lists of word numbers | 0 to 45 |
#' | `dataset_boston_housing()` | suburbs | 506 rows of 13 numbers | prices |
#' | `dataset_california_housing()` | districts | 20,640 rows of 8 numbers | prices |
#'
#' @param path Name of the file in the cache, or a path to it. For
#'   `dataset_fashion_mnist()` the folder of the four files, for
#'   `dataset_cifar10()` and `dataset_cifar100()` the archive or the folder it was
#'   unpacked to; `NULL` downloads them.
#' @param label_mode `"fine"` for the 100 classes, `"coarse"` for the 20 groups.
#' @param num_words Keep the words of the lowest numbers only; others become
#'   `oov_char`.
#' @param skip_top Leave out that many most frequent words.
#' @param maxlen Keep texts of fewer words only.
#' @param test_split Share of the rows for testing.
#' @param seed Seed of the order of the rows.
#' @param start_char Number in front of each text; `NULL` for none.
#' @param oov_char Number for words left out; `NULL` removes them.
#' @param index_from Added to every word number, to make room for the special
#'   ones.
#' @param version `"large"` for all rows, `"small"` for the first 600.
#' @param convert `FALSE` leaves the data in Python, as objects of class `numpy.ndarray`,
#'   which `fit()` takes as they are; `TRUE` makes R arrays of them.
#'
#' @return `list(train = list(x, y), test = list(x, y))`; the word indices are
#'   named lists of numbers.
#' @name datasets
#' @examples
#' \dontrun{
#' fashion <- dataset_fashion_mnist()
#' dim(fashion$train$x)
#' dataset_mnist(path = "~/data/mnist.npz")     # offline
#' c(c(x_train, y_train), c(x_test, y_test)) %<-% dataset_mnist()
#' dataset_cifar10()$train$y[1:5]
#' dataset_cifar100(label_mode = "coarse")$train$y[1:5]
#' summary(dataset_boston_housing()$train$y)
#' summary(dataset_california_housing("small")$train$y)
#'
#' reviews <- dataset_imdb(num_words = 5000)$train$x
#' words <- dataset_imdb_word_index()
#' names(words)[match(reviews[[1]] - 3, words)]
#' wires <- dataset_reuters(num_words = 5000)
#' dataset_reuters_word_index()[["oil"]]
#' }
NULL

# Python keeps the environment variables that it was started with; here they may change.
tell_cache <- function() {
  home <- Sys.getenv("KERAS_HOME")
  rbridge()$set_cache_home(if (nzchar(home)) path.expand(home) else tools::R_user_dir("hornpipe", "cache"))
}

load_dataset <- function(module, args = list(), convert = TRUE) {
  args <- args[names(args) %in% c("start_char", "oov_char") | !vapply(args, is.null, NA)]      # NULL: no such number
  caller <- user_call()
  tell_cache()
  bridge <- if (convert) rbridge() else reticulate::import("hornpipe.rbridge", convert = FALSE)
  parts <- call_python(bridge$dataset, list(module, args), caller)
  if (!convert) parts <- lapply(0:1, function(part) lapply(0:1, function(i) parts[[part]][[i]]))
  names(parts) <- c("train", "test")
  lapply(parts, stats::setNames, c("x", "y"))
}

#' @rdname datasets
#' @export
dataset_mnist <- function(path = "mnist.npz", convert = TRUE) load_dataset("mnist", list(path = as_path(path)), convert)

#' @rdname datasets
#' @export
dataset_fashion_mnist <- function(convert = TRUE, path = NULL) load_dataset("fashion_mnist", list(path = as_path(path)), convert)

#' @rdname datasets
#' @export
dataset_cifar10 <- function(convert = TRUE, path = NULL) load_dataset("cifar10", list(path = as_path(path)), convert)

#' @rdname datasets
#' @export
dataset_cifar100 <- function(label_mode = c("fine", "coarse"), convert = TRUE, path = NULL) {
  load_dataset("cifar100", list(label_mode = as_choice(label_mode), path = as_path(path)), convert)
}

#' @rdname datasets
#' @export
dataset_imdb <- function(path = "imdb.npz", num_words = NULL, skip_top = 0L, maxlen = NULL, seed = 113L, start_char = 1L,
                         oov_char = 2L, index_from = 3L, convert = TRUE) {
  load_dataset("imdb", list(path = as_path(path), num_words = as_int(num_words), skip_top = as_int(skip_top), maxlen = as_int(maxlen),
                            seed = as_int(seed), start_char = as_int(start_char), oov_char = as_int(oov_char), index_from = as_int(index_from)), convert)
}

#' @rdname datasets
#' @export
dataset_reuters <- function(path = "reuters.npz", num_words = NULL, skip_top = 0L, maxlen = NULL, test_split = 0.2, seed = 113L,
                            start_char = 1L, oov_char = 2L, index_from = 3L, convert = TRUE) {
  load_dataset("reuters", list(path = as_path(path), num_words = as_int(num_words), skip_top = as_int(skip_top), maxlen = as_int(maxlen),
                               test_split = as_real(test_split), seed = as_int(seed), start_char = as_int(start_char),
                               oov_char = as_int(oov_char), index_from = as_int(index_from)), convert)
}

#' @rdname datasets
#' @export
dataset_imdb_word_index <- function(path = "imdb_word_index.json") {
  tell_cache()
  call_python(core()$datasets$imdb$get_word_index, list(as_path(path)))
}

#' @rdname datasets
#' @export
dataset_reuters_word_index <- function(path = "reuters_word_index.json") {
  tell_cache()
  # keras 2.x named a pickle here, which Keras has replaced by JSON.
  call_python(core()$datasets$reuters$get_word_index, list(sub("\\.pkl$", ".json", as_path(path))))
}

#' @rdname datasets
#' @export
dataset_boston_housing <- function(path = "boston_housing.npz", test_split = 0.2, seed = 113L, convert = TRUE) {
  load_dataset("boston_housing", list(path = as_path(path), test_split = as_real(test_split), seed = as_int(seed)), convert)
}

#' @rdname datasets
#' @export
dataset_california_housing <- function(version = c("large", "small"), path = "california_housing.npz", test_split = 0.2, seed = 113L,
                                       convert = TRUE) {
  load_dataset("california_housing", list(version = as_choice(version), path = as_path(path), test_split = as_real(test_split), seed = as_int(seed)), convert)
}
