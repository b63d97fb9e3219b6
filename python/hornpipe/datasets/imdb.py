"""Movie reviews, good or bad."""
from __future__ import annotations

import json

import numpy as np

from ..core.errors import ArgumentError, got
from ..core.types import Int, Path
from .download import dataset_file
from .pickled import load_npz
from .words import limited, numbered, ragged, shorter, shuffled

BASE = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/"
SHA256 = "69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f"
INDEX_MD5 = "bfafd718b763782e994055a2d397834f"


def load_data(path: Path = "imdb.npz", num_words: Int = None, skip_top: Int = 0, maxlen: Int = None, seed: Int = 113,
              start_char: Int = 1, oov_char: Int = 2, index_from: Int = 3, **kwargs):
    """IMDB: 25,000 training and 25,000 test reviews as word numbers, by overall frequency.

    Args:
        path: Name of the file in the cache, or a path to it.
        num_words: Keep the words of the lowest numbers only; others become `oov_char`.
        skip_top: Leave out that many most frequent words.
        maxlen: Keep reviews of fewer words only.
        seed: Seed of the order of the reviews.
        start_char: Number in front of each review; None for none.
        oov_char: Number for words left out; None removes them.
        index_from: Added to every word number, to make room for the special ones.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: arrays of lists of ints, and labels 0 (bad) or 1 (good).

    Reference: Maas et al., "Learning word vectors for sentiment analysis", ACL 2011
    """
    if "nb_words" in kwargs:
        num_words = kwargs.pop("nb_words")
    if kwargs:
        raise ArgumentError(f"`load_data` takes no argument `{next(iter(kwargs))}`.", argument=next(iter(kwargs)))
    arrays = load_npz(dataset_file(path, BASE + "imdb.npz", SHA256))
    rng = np.random.RandomState(seed)
    parts = []
    for part in ("train", "test"):
        texts, labels = shuffled(arrays[f"x_{part}"], arrays[f"y_{part}"], rng)
        texts = numbered(texts, start_char, index_from)
        if maxlen:
            texts, labels = shorter(maxlen, texts, labels)
            if not texts:
                raise ArgumentError(f"`maxlen` leaves no review of the {part} set, {got(maxlen)}.", argument="maxlen", actual=maxlen)
        parts.append((texts, np.asarray(labels)))
    (x_train, y_train), (x_test, y_test) = parts
    texts = limited(x_train + x_test, num_words, skip_top, oov_char)
    return (ragged(texts[: len(x_train)]), y_train), (ragged(texts[len(x_train) :]), y_test)


def get_word_index(path: Path = "imdb_word_index.json"):
    """The words of the reviews with their numbers, before `index_from` is added.

    Args:
        path: Name of the file in the cache, or a path to it.

    Returns:
        A dict from word to number, 1 for the most frequent.
    """
    with open(dataset_file(path, BASE + "imdb_word_index.json", INDEX_MD5)) as file:
        return json.load(file)
