"""R arrays, column-major and read-only, as tensors."""
from __future__ import annotations

import ctypes
import importlib

import numpy as np
import torch

from ..core import tree
from ..runtime.settings import floatx


def tensor(array, dtype: str | None = None) -> torch.Tensor:
    """A row-major tensor of an R array (column-major, read-only), in one pass over the data; "float" is `floatx()`."""
    array = np.asarray(array)
    name = floatx() if dtype == "float" else dtype
    if name == "bfloat16":              # unknown to NumPy
        return tensor(array, "float32").bfloat16()
    if array.ndim < 3:
        # NumPy transposes a matrix faster than torch; torch casts and permutes higher ranks much faster than NumPy.
        return torch.from_numpy(np.array(array, dtype=name, order="C", copy=True))
    source = torch.from_numpy(_writable(array))
    out = torch.empty(array.shape, dtype=getattr(torch, name) if name else source.dtype)
    return out.copy_(source)


def _writable(array: np.ndarray) -> np.ndarray:
    """The same memory without the read-only flag, which torch would warn of; it is only read."""
    if array.flags.writeable:
        return array
    if not array.nbytes or not (array.flags.f_contiguous or array.flags.c_contiguous):
        return array.copy()
    flat = np.frombuffer((ctypes.c_char * array.nbytes).from_address(array.ctypes.data), dtype=array.dtype)
    return np.lib.stride_tricks.as_strided(flat, array.shape, array.strides)


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


def dataset(name: str, args: dict):
    """`load_data()` of a data set, its ragged arrays as lists."""
    parts = importlib.import_module(f"hornpipe.datasets.{name}").load_data(**args)
    return [[array.tolist() if array.dtype == object else array for array in part] for part in parts]
