"""Elements picked by position or condition, and written back."""
from __future__ import annotations

import builtins
import contextlib

import torch
import torch.nn.functional as F

from ..core.errors import ArgumentError, got
from ..core.types import Axis, Shape, Structure, Tensor, Text
from ..graph.infer import META_SIZES, infer
from ..graph.tensor import KerasTensor
from ..runtime.convert import convert_to_tensor
from .axes import axis_of
from .op import op
from .promotion import promote, promote_all


def _get_item_spec(x, key):
    """A slice of an unknown size may be cut short by it: whatever differs between a small and a large size is unknown."""
    with contextlib.suppress(Exception):
        return infer(get_item, (x, key), sizes=(1, META_SIZES[0]))
    return infer(get_item, (x, key), match=True)


@op(spec=_get_item_spec)
def get_item(x: Tensor, key: Structure):
    """`x[key]`, for any key of ints, slices, `...`, `None`, and tensors."""
    if isinstance(key, int):
        return x[key]
    key = tuple(key) if isinstance(key, (list, tuple)) else (key,)
    if sum(k is Ellipsis for k in key) > 1:
        raise ArgumentError(f"`key` must hold at most one '...', {got(key)}.", argument="key", actual=key)
    return _backwards(x, key) if any(_steps_back(k) for k in key) else x[tuple(map(_key, key))]


def _key(k):
    return k if k is None or k is Ellipsis or isinstance(k, (int, builtins.slice, torch.Tensor)) else convert_to_tensor(k)


def _steps_back(k) -> bool:
    return isinstance(k, builtins.slice) and isinstance(k.step, int) and k.step < 0


def _backwards(x, key):
    """Torch knows no negative steps: such positions are picked one by one first."""
    axis, forward = 0, []
    for k in key:
        if _steps_back(k):
            positions = range(*k.indices(x.shape[axis]))
            x = x.index_select(axis, torch.tensor(list(positions), dtype=torch.int64, device=x.device))
            k = builtins.slice(None)
        forward.append(_key(k))
        axis = axis + x.ndim - sum(j is not None and j is not Ellipsis for j in key) if k is Ellipsis else axis + (k is not None)
    return x[tuple(forward)]


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
    axis = axis_of(x.ndim, axis)
    indices = _wrapped(indices, x.shape[axis])
    if x.ndim == 2 and axis == 0:
        return F.embedding(indices, x)
    picked = torch.index_select(x, axis, indices.reshape(-1))
    return picked.reshape(x.shape[:axis] + indices.shape + x.shape[axis + 1:])


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
    axis = axis_of(x.ndim, axis)
    indices = _wrapped(indices, x.shape[axis])
    others = torch.broadcast_shapes(*([d for a, d in enumerate(t.shape) if a != axis] for t in (x, indices)))
    x, indices = (t.broadcast_to([*others[:axis], t.shape[axis], *others[axis:]]) for t in (x, indices))
    return torch.gather(x, axis, indices)


# ---------------------------------------------------------------- by condition


def _positions(x):
    """One tensor of positions for each axis; how many is not known."""
    return tuple(KerasTensor((None,), "int32") for _ in x.shape)


def _where_spec(condition, x1=None, x2=None):
    return _positions(condition) if x1 is None and x2 is None else infer(where, (condition, x1, x2), match=True)


@op(spec=_where_spec)
def where(condition: Tensor, x1: Tensor = None, x2: Tensor = None):
    """`x1` where `condition` is true, `x2` elsewhere; without both, the positions where it is true, from 0, a tensor for each axis.

    Args:
        condition: Booleans; numbers are true unless 0.

    Raises:
        ValueError: Only one of `x1` and `x2` is given.
    """
    if (x1 is None) != (x2 is None):
        raise ArgumentError(f"`x1` and `x2` either both should be `None`, or both be given: {got(x1)} and {got(x2)}.", argument="x1", actual=x1)
    condition = convert_to_tensor(condition).bool()
    return nonzero(condition) if x1 is None else torch.where(condition, *promote(x1, x2))


@op(spec=_positions)
def nonzero(x: Tensor):
    """The positions of elements that are not 0: one tensor for each axis.

    Returns:
        A tuple of tensors, one for each axis.
    """
    return tuple(positions.int() for positions in torch.nonzero(x, as_tuple=True))


@op
def select(condlist: Tensor, choicelist: Tensor, default: Tensor = 0):
    """Elements from the first of several tensors whose condition is true.

    Args:
        condlist: Conditions.
        choicelist: As many tensors.
        default: Where no condition is true.
    """
    *choices, result = promote_all(*choicelist, default)
    for condition, chosen in reversed(list(zip(condlist, choices))):
        result = torch.where(convert_to_tensor(condition).bool(), chosen, result)
    return result


@op
def unravel_index(indices: Tensor, shape: Shape):
    """Positions in a flattened tensor as positions on each axis of `shape`; one tensor for each.

    Returns:
        A tuple of tensors, one for each axis.
    """
    return tuple(p.to(indices.dtype) for p in torch.unravel_index(indices.long(), tuple(shape)))


# ---------------------------------------------------------------- blocks


def _integers(x) -> list:
    """Python ints of a sequence that may hold tensors."""
    return [int(i) for i in (x.tolist() if hasattr(x, "tolist") else x)]


def _slice_spec(inputs, start_indices, shape):
    """Where a block up to the end starts is not known of tensors."""
    starts = start_indices if isinstance(start_indices, (list, tuple)) else [None] * len(shape)
    ends = zip(inputs.shape, starts, shape)
    sizes = [size if size != -1 else d - start if isinstance(start, int) and d is not None else None for d, start, size in ends]
    return KerasTensor(sizes, inputs.dtype)


@op(spec=_slice_spec)
def slice(inputs: Tensor, start_indices: Tensor, shape: Shape):
    """The block of sizes `shape` that starts at `start_indices`.

    Args:
        inputs: Tensor of n axes.
        start_indices: n positions.
        shape: n sizes; -1 goes up to the end.
    """
    sizes = list(shape)
    if _undecided(start_indices):
        return inputs.new_empty([d if size == -1 else size for d, size in zip(inputs.shape, sizes)])
    starts = _integers(start_indices)
    return inputs[tuple(builtins.slice(start, None if size == -1 else start + size) for start, size in zip(starts, sizes))]


@op
def slice_update(inputs: Tensor, start_indices: Tensor, updates: Tensor):
    """`inputs` with the block that starts at `start_indices` replaced by `updates`.

    Args:
        inputs: Tensor of n axes.
        start_indices: n positions.
        updates: The block, a tensor of n axes.
    """
    result = convert_to_tensor(inputs).clone()
    updates = convert_to_tensor(updates, result.dtype)
    if not _undecided(start_indices):
        result[tuple(builtins.slice(start, start + size) for start, size in zip(_integers(start_indices), updates.shape))] = updates
    return result


def _undecided(x) -> bool:
    """Whether shapes are inferred and the numbers of `x` unknown."""
    return isinstance(x, torch.Tensor) and x.device.type == "meta" or isinstance(x, (list, tuple)) and any(_undecided(v) for v in x)


@op
def scatter(indices: Tensor, values: Tensor, shape: Shape):
    """Zeros of `shape` with `values` added at `indices`.

    Args:
        indices: Positions on the first k axes, `(..., k)`.
        values: What stands there, a number, or a block of the other axes, for each position. Values of one place are added up.
        shape: Sizes of the result.
    """
    values = convert_to_tensor(values)
    zeros = torch.zeros(tuple(shape), dtype=values.dtype, device=values.device)
    indices = convert_to_tensor(indices).long()
    indices = indices.reshape(-1, indices.shape[-1])
    return zeros.index_put(tuple(indices.unbind(1)), values.reshape(len(indices), *shape[indices.shape[1]:]), accumulate=True)


@op
def scatter_update(inputs: Tensor, indices: Tensor, updates: Tensor, reduction: Text = None):
    """`inputs` with elements replaced by, or combined with, `updates`.

    Args:
        inputs: Tensor.
        indices: Positions on the first k axes, `(n, k)`.
        updates: What goes there, `(n, ...)`: a block of the other axes for each position.
        reduction: `None` replaces; "add", "max", "min" and "mul" combine, also where a position stands twice.
    """
    if reduction not in _REDUCTIONS:
        raise ArgumentError(f"`reduction` must be one of {', '.join(map(repr, _REDUCTIONS))}, {got(reduction)}.", argument="reduction", actual=reduction)
    inputs = convert_to_tensor(inputs)
    indices, updates = convert_to_tensor(indices, "int64"), convert_to_tensor(updates, inputs.dtype)
    places = tuple(indices.unbind(1))
    if reduction in (None, "add"):
        return inputs.index_put(places, updates, accumulate=reduction == "add")
    depth = indices.shape[1]
    flat = inputs.reshape(-1, *inputs.shape[depth:])            # the indexed axes as one
    row = torch.zeros(len(indices), dtype=torch.int64, device=inputs.device)
    for place, size in zip(places, inputs.shape):
        row = row * size + _wrapped(place, size)
    row = row.reshape(-1, *[1] * (flat.ndim - 1)).expand(len(indices), *flat.shape[1:])
    return flat.scatter_reduce(0, row, updates.expand(row.shape), _REDUCTIONS[reduction]).reshape(inputs.shape)


_REDUCTIONS = {None: None, "add": "sum", "max": "amax", "min": "amin", "mul": "prod"}
