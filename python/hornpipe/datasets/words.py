"""Texts as lists of word numbers, most frequent word first."""
from __future__ import annotations

import numpy as np


def shuffled(texts, labels, rng):
    order = np.arange(len(texts))
    rng.shuffle(order)
    return texts[order], labels[order]


def numbered(texts, start_char, index_from) -> list[list[int]]:
    """Room for the special numbers below `index_from`, and `start_char` in front."""
    shift, head = (index_from, [start_char]) if start_char is not None else (index_from or 0, [])
    return [[*head, *(w + shift for w in text)] for text in texts]


def shorter(maxlen: int, texts, labels):
    """The texts of fewer than `maxlen` words."""
    kept = [i for i, text in enumerate(texts) if len(text) < maxlen]
    return [texts[i] for i in kept], [labels[i] for i in kept]


def limited(texts, num_words, skip_top: int, oov_char) -> list[list[int]]:
    """Words outside of `skip_top` to `num_words` become `oov_char`, or go when that is None."""
    # Keras: without `num_words` the limit is the largest number itself, so that one word is out of it.
    limit = num_words or max(max(text) for text in texts)
    if oov_char is not None:
        return [[w if skip_top <= w < limit else oov_char for w in text] for text in texts]
    return [[w for w in text if skip_top <= w < limit] for text in texts]


def ragged(texts) -> np.ndarray:
    """An array of lists."""
    out = np.empty(len(texts), dtype=object)
    out[:] = texts
    return out
