"""Sample weights in the shape of what they weigh."""
from __future__ import annotations

import torch

from ..core.errors import ShapeError
from ..runtime.convert import convert_to_tensor


def _refuse(sample_weight, shape, error):
    raise ShapeError(f"`sample_weight` must have a shape that fits the predictions, {tuple(shape)}, got {tuple(sample_weight.shape)}.",
                     argument="sample_weight", expected=tuple(shape), actual=tuple(sample_weight.shape)) from error


def per_row(sample_weight, values: torch.Tensor) -> torch.Tensor:
    """Weights with as many axes as `values`, `(batch, ...)`: one per row, or per value.

    Raises:
        ShapeError: They do not fit.
    """
    weight = convert_to_tensor(sample_weight, values.dtype).to(values.device)
    weight = weight.reshape(weight.shape + (1,) * (values.ndim - weight.ndim)) if weight.ndim < values.ndim else weight
    try:
        weight.expand(values.shape)
    except RuntimeError as error:
        _refuse(weight, values.shape, error)
    return weight
