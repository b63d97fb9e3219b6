"""Class numbers as targets."""
from __future__ import annotations

import torch

from ..core.errors import LabelError, ShapeError


def class_numbers(y_true, y_pred, axis: int) -> torch.Tensor:
    """Targets as ints, in the shape of the predictions without the class axis."""
    shape = list(y_pred.shape)
    del shape[axis]
    if y_true.ndim == y_pred.ndim and y_true.shape[axis] == 1:
        y_true = y_true.squeeze(axis)
    if list(y_true.shape) != shape:
        raise ShapeError(f"`y_true` must hold one class number for each prediction: `y_pred` has shape {tuple(y_pred.shape)} with classes along axis {axis}, "
                         f"so `y_true` must have the same shape without that axis, {tuple(shape)}, got {tuple(y_true.shape)}.",
                         argument="y_true", expected=tuple(shape), actual=tuple(y_true.shape))
    return y_true if y_true.dtype is torch.int64 else y_true.to(torch.int64)


def refuse_labels(error, labels, classes: int):
    """Raises `LabelError` in the place of torch's error when a class number is its cause."""
    wrong = labels[(labels < 0) | (labels >= classes)]
    if not wrong.numel():
        raise error
    raise LabelError(f"`y_true` must hold class numbers from 0 to {classes - 1}, for `y_pred` has {classes} classes; got {int(wrong[0])}.",
                    argument="y_true", actual=int(wrong[0])) from error
