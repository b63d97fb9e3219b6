"""Labels as one-hot rows, and rows of unit length."""
from __future__ import annotations

import numpy as np
import torch

from ..core.errors import ArgumentError, DataError, got
from ..core.types import Array, Axis, Int
from ..runtime.convert import convert_to_numpy


def to_categorical(x: Array, num_classes: Int = None):
    """One-hot rows of integer classes.

    Args:
        x: Classes, counted from 0, of any shape; a last axis of size 1 is dropped.
        num_classes: Length of a row; the largest class + 1 if `None`.

    Returns:
        A float array of shape `(*shape, num_classes)`; a tensor where `x` is one.

    Raises:
        ValueError: A class is negative or not below `num_classes`.
    """
    if isinstance(x, torch.Tensor):
        classes = x.squeeze(-1) if x.ndim > 1 and x.shape[-1] == 1 else x
        _check_classes(int(classes.min()) if classes.numel() else 0, int(classes.max()) if classes.numel() else -1, num_classes)
        return torch.nn.functional.one_hot(classes.long(), -1 if num_classes is None else num_classes).float()
    classes = np.asarray(x).astype("int64")
    if classes.ndim > 1 and classes.shape[-1] == 1:
        classes = classes.reshape(classes.shape[:-1])
    low, high = (int(classes.min()), int(classes.max())) if classes.size else (0, -1)
    _check_classes(low, high, num_classes)
    return np.eye(high + 1 if num_classes is None else num_classes)[classes]


def _check_classes(low, high, num_classes):
    if low < 0 or (num_classes is not None and high >= num_classes):
        rule = "classes must not be negative" if num_classes is None else f"classes must be between 0 and {num_classes - 1}"
        raise DataError(f"`x` holds classes from {low} to {high}, but {rule}.", argument="x", actual=[low, high])


def normalize(x: Array, axis: Axis = -1, order: Int = 2):
    """`x` divided by its norm along an axis; where the norm is 0, `x` as it is.

    Args:
        x: An array.
        axis: The axis along which the norm is taken.
        order: Order of the norm: 1, 2, ...
    """
    if not isinstance(order, int) or order < 1:
        raise ArgumentError(f"`order` must be a positive int, {got(order)}.", argument="order", actual=order)
    if isinstance(x, torch.Tensor):
        norm = torch.linalg.vector_norm(x, order, axis, keepdim=True)
        return x / torch.where(norm == 0, torch.ones_like(norm), norm)
    x = convert_to_numpy(x)
    norm = np.atleast_1d(np.linalg.norm(x, order, axis))
    norm[norm == 0] = 1
    return x / np.expand_dims(norm, axis)
