"""What `adapt()` reads: one array, or batches of a dataset."""
from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import torch

from ...core.errors import ArgumentTypeError, got
from ...runtime.convert import convert_to_numpy


def as_array(x) -> np.ndarray:
    """Data of any kind as a NumPy array; strings stay strings."""
    if isinstance(x, torch.Tensor):
        return convert_to_numpy(x)
    return np.asarray(x.to_numpy() if hasattr(x, "to_numpy") else x)


def is_array(data) -> bool:
    return isinstance(data, (np.ndarray, torch.Tensor)) or hasattr(data, "to_numpy")


def batches_of(data, steps: int | None = None) -> Iterator:
    """The inputs of each batch of a dataset or iterable; of `(x, y)` it is `x`."""
    if not isinstance(data, Iterable) and not (hasattr(data, "__getitem__") and hasattr(data, "__len__")):
        raise ArgumentTypeError(f"`data` must be an array or an iterable of batches, {got(data)}.", argument="data", actual=data)
    items = data if hasattr(data, "__iter__") else (data[i] for i in range(len(data)))
    for i, batch in enumerate(items):
        if steps is not None and i >= steps:
            return
        yield batch[0] if isinstance(batch, (tuple, list)) and batch and is_array(batch[0]) else batch
