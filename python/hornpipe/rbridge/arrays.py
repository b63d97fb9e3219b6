"""R arrays as tensors and back, and what R asks of tensors."""
from __future__ import annotations

import hashlib
import importlib

import numpy as np

from .. import ops
from ..core import tree
from ..runtime.dtypes import standardize_dtype
from ..training.arrays import as_data


def tensor(array):
    """A row-major tensor of an R array, which is column-major, read-only and of doubles: one pass over the data."""
    return as_data(array, "data")


def text(values: list, shape: list) -> np.ndarray:
    """Strings in R's order as an array of objects; NA has become the empty string."""
    return np.array(values, dtype=object).reshape([int(n) for n in shape], order="F")


def numpy(array) -> np.ndarray:
    """A copy that outlives the R array, in Python's memory order."""
    return np.array(array, order="C")


def rows(data) -> int | None:
    """Observations in converted data; None where it cannot be told."""
    first = next(iter(tree.flatten(data)), None)
    return int(first.shape[0]) if hasattr(first, "shape") and len(first.shape) else None


def shape(x) -> list:
    return list(x.shape)


def dtype(x) -> str:
    return standardize_dtype(x.dtype)


def subset(x, specs: list):
    """`x[...]` for the indices of R, one for each dimension."""
    index, taken = [], []
    for spec in specs:
        what, *values = spec
        if what == "take":
            taken.append((sum(1 for i in index if not isinstance(i, int)), values[0]))
        index.append({"all": slice(None), "take": slice(None), "new": None}[what] if what in ("all", "take", "new")
                     else int(values[0]) if what == "at" else slice(int(values[0]), int(values[1])))
    x = x[tuple(index)]
    for axis, positions in taken:
        x = ops.take(x, positions, axis=axis)
    return x


def hash_words(words: list, n: int) -> list[int]:
    """Ids from 1 to n - 1, by MD5."""
    return [int(hashlib.md5(word.encode()).hexdigest(), 16) % (n - 1) + 1 for word in words]


def dataset(name: str, args: dict):
    """`load_data()` of a data set, its ragged arrays as lists."""
    parts = importlib.import_module(f"hornpipe.datasets.{name}").load_data(**dict(args or {}))
    return [[array.tolist() if array.dtype == object else array for array in part] for part in parts]
