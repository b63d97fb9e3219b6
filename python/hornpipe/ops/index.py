"""Elements picked by position or condition, and written back."""
from __future__ import annotations

import torch

from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Axis, DType, Flag, Int, Ints, Shape, Structure, Tensor, Text
from ..graph.tensor import KerasTensor
from ..runtime.convert import convert_to_tensor
from .op import op
from .promotion import promote, promote_all


@op
def get_item(x: Tensor, key: Structure):
    """`x[key]`, for any key of ints, slices, `...`, `None`, and tensors."""
    if isinstance(key, list):
        key = tuple(key)
    return x[_key(key)] if not _steps_back(key) else _backwards(x, key)


def _key(key):
    if isinstance(key, tuple):
        return tuple(_key(k) for k in key)
    return key if key is None or key is Ellipsis or isinstance(key, (int, slice, torch.Tensor)) else convert_to_tensor(key)


def _steps_back(key) -> bool:
    return any(isinstance(k, slice) and isinstance(k.step, int) and k.step < 0 for k in (key if isinstance(key, tuple) else (key,)))


def _backwards(x, key):
    """Torch knows no negative steps: positions are written out."""
    key = key if isinstance(key, tuple) else (key,)
    filled = sum(k is not None and k is not Ellipsis for k in key)
    axis, parts, flips = 0, [], 0
    for k in key:
        if k is Ellipsis:
            axis += x.ndim - filled
            continue
        if isinstance(k, slice) and k.step is not None and k.step < 0:
            positions = list(range(*k.indices(x.shape[axis])))
            x = x.index_select(axis, torch.tensor(positions, dtype=torch.int64, device=x.device))
            parts.append((axis, flips))
        axis += k is not None
    forward = tuple(slice(None) if isinstance(k, slice) and k.step is not None and k.step < 0 else k for k in key)
    return x[_key(forward)]


def _wrapped(indices, size):
    """Negative positions count from the end."""
    return torch.where(indices < 0, indices + size, indices)


@op
def take(x: Tensor, indices: Tensor, axis: Axis = None):
    """The elements at `indices` along `axis`.

    Args:
        indices: Positions, negative ones from the end; their shape stands in place of the axis.
        axis: The axis; that of the flattened tensor if `None`.
    """
    x, indices = convert_to_tensor(x), convert_to_tensor(indices).long()
    if axis is None:
        x, axis = x.reshape(-1), 0
    axis = axis % x.ndim
    indices = _wrapped(indices, x.shape[axis])
    if x.ndim == 2 and axis == 0:
        return torch.nn.functional.embedding(indices, x)
    picked = torch.index_select(x, axis, indices.reshape(-1))
    return picked.reshape(*x.shape[:axis], *indices.shape, *x.shape[axis + 1:])


@op
def take_along_axis(x: Tensor, indices: Tensor, axis: Axis = None):
    """For each line of `x` along `axis`, the elements at the positions of the same line of `indices`.

    Args:
        indices: Positions, negative ones from the end.
        axis: The axis; that of the flattened tensor if `None`.
    """
    x, indices = convert_to_tensor(x), convert_to_tensor(indices).long()
    if axis is None:
        x, indices, axis = x.reshape(-1), indices.reshape(-1), 0
    axis = axis % x.ndim
    indices = _wrapped(indices, x.shape[axis])
    others = torch.broadcast_shapes(*([d for a, d in enumerate(t.shape) if a != axis] for t in (x, indices)))
    return torch.gather(*(t.broadcast_to([*others[:axis], t.shape[axis], *others[axis:]]) for t in (x,)), axis,
                        indices.broadcast_to([*others[:axis], indices.shape[axis], *others[axis:]]))


def _where_spec(condition, x1=None, x2=None):
    return [KerasTensor((None,), "int64") for _ in condition.shape]


@op
def where(condition: Tensor, x1: Tensor = None, x2: Tensor = None):
    """`x1` where `condition` is true, `x2` elsewhere; without both, the positions where it is true.

    Raises:
        ValueError: Only one of `x1` and `x2` is given.
    """
    if (x1 is None) != (x2 is None):
        raise ArgumentError("`x1` and `x2` must be given both, or neither.", argument="x1", actual=x1)
    condition = convert_to_tensor(condition).bool()
    if x1 is None:
        return torch.where(condition)
    return torch.where(condition, *promote(x1, x2))
