"""Order: sorting, searching, counting."""
from __future__ import annotations

import torch

from ..core.types import Axis, Flag, Int, Tensor
from .op import op


@op
def sort(x: Tensor, axis: Axis = -1):
    """The elements in rising order along `axis`; flattened if `None`."""
    if axis is None:
        x, axis = x.reshape(-1), 0
    return torch.sort(x, dim=axis, stable=True).values


@op
def argsort(x: Tensor, axis: Axis = -1):
    """The positions that sort `x` along `axis`; flattened if `None`."""
    if axis is None:
        x, axis = x.reshape(-1), 0
    return torch.argsort(x, dim=axis, stable=True).int()
