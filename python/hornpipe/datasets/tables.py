"""Tables of numbers with a target, shuffled and split."""
from __future__ import annotations

import numpy as np

from ..core.errors import ArgumentError, got


def shuffle_and_split(x, y, test_split: float, seed: int):
    """Rows in the order of `seed`; the last share of `test_split` is for testing."""
    if not 0 <= test_split < 1:
        raise ArgumentError(f"`test_split` must be at least 0 and below 1, {got(test_split)}.", argument="test_split", actual=test_split)
    order = np.arange(len(x))
    np.random.RandomState(seed).shuffle(order)
    x, y = x[order], y[order]
    n = int(len(x) * (1 - test_split))
    return (x[:n].copy(), y[:n].copy()), (x[n:].copy(), y[n:].copy())
