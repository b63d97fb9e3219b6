"""Newswires by topic."""
from __future__ import annotations

import json

import numpy as np

from ..core.types import Int, Path, Real
from .download import dataset_file
from .pickled import load_npz
from .words import limited, numbered, ragged, shorter, shuffled

BASE = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/"
SHA256 = "d6586e694ee56d7a4e65172e12b3e987c03096cb01eab99753921ef915959916"
INDEX_MD5 = "4d44cc38712099c9e383dc6e5f11a921"


def load_data(path: Path = "reuters.npz", num_words: Int = None, skip_top: Int = 0, maxlen: Int = None, test_split: Real = 0.2,
              seed: Int = 113, start_char: Int = 1, oov_char: Int = 2, index_from: Int = 3):
    """Reuters: 11,228 newswires as word numbers, by overall frequency, in 46 topics.

    Args:
        path: Name of the file in the cache, or a path to it.
        num_words: Keep the words of the lowest numbers only; others become `oov_char`.
        skip_top: Leave out that many most frequent words.
        maxlen: Keep texts of fewer words only.
        test_split: Share of the texts for testing.
        seed: Seed of the order of the texts.
        start_char: Number in front of each text; None for none.
        oov_char: Number for words left out; None removes them.
        index_from: Added to every word number, to make room for the special ones.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: arrays of lists of ints, and labels 0 to 45.
    """
    arrays = load_npz(dataset_file(path, BASE + "reuters.npz", SHA256))
    texts, labels = shuffled(arrays["x"], arrays["y"], np.random.RandomState(seed))
    texts = numbered(texts, start_char, index_from)
    if maxlen:
        texts, labels = shorter(maxlen, texts, labels)
    texts = limited(texts, num_words, skip_top, oov_char)
    n = int(len(texts) * (1 - test_split))
    return (ragged(texts[:n]), np.array(labels[:n])), (ragged(texts[n:]), np.array(labels[n:]))


def get_word_index(path: Path = "reuters_word_index.json"):
    """The words of the texts with their numbers, before `index_from` is added.

    Args:
        path: Name of the file in the cache, or a path to it.

    Returns:
        A dict from word to number, 1 for the most frequent.
    """
    with open(dataset_file(path, BASE + "reuters_word_index.json", INDEX_MD5)) as file:
        return json.load(file)


def get_label_names():
    """The names of the 46 topics, in the order of the labels."""
    return TOPICS


TOPICS = tuple(
    "cocoa grain veg-oil earn acq wheat copper housing money-supply coffee sugar trade reserves ship cotton carcass crude nat-gas "
    "cpi money-fx interest gnp meal-feed alum oilseed gold tin strategic-metal livestock retail ipi iron-steel rubber heat jobs "
    "lei bop zinc orange pet-chem dlr gas silver wpi hog lead".split()
)
