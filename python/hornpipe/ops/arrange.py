"""Operations that rearrange elements: shapes and axes, joining and splitting, repeating and padding."""
from __future__ import annotations

import math

import torch
import torch.nn.functional as F

from ..core.arguments import choice, is_int
from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Axes, Axis, Int, Ints, Shape, Structure, Tensor, Text
from ..graph.infer import META_SIZES, infer
from ..graph.tensor import KerasTensor
from .axes import axes_of, axis_of
from .op import op
from .promotion import promote_all

# ---------------------------------------------------------------- shapes


def _reshape_spec(x, newshape):
    """Keras: an unknown size may be asked for as `None`, or be what -1 stands for."""
    if isinstance(newshape, KerasTensor):
        return KerasTensor([None] * newshape.shape[0], x.dtype)
    wanted = tuple(newshape) if isinstance(newshape, (list, tuple)) else (newshape,)
    wanted = tuple(None if isinstance(d, KerasTensor) else d for d in wanted)
    if None in wanted or None in x.shape:
        return KerasTensor([None if d == -1 else d for d in wanted], x.dtype)
    size, known = math.prod(x.shape), math.prod(d for d in wanted if d != -1)
    if size != known and (-1 not in wanted or known == 0 or size % known):
        raise ShapeError(f"A tensor of shape {x.shape} ({size} elements) cannot take the shape {wanted}.", argument="newshape", expected=wanted, actual=x.shape)
    return KerasTensor([size // known if d == -1 else d for d in wanted], x.dtype)


@op(spec=_reshape_spec)
def reshape(x: Tensor, newshape: Shape):
    """The same elements in another shape.

    Args:
        newshape: Sizes; one may be -1, and is then found from the others.
    """
    if isinstance(newshape, int):
        newshape = (newshape,)
    sizes = [-1 if d is None else int(d) for d in newshape]
    try:
        return torch.reshape(x, sizes)
    except RuntimeError:
        if sizes.count(-1) > 1 or min(sizes, default=0) < -1:
            rule = f"`newshape` must hold non-negative integers and at most one unknown dimension, -1, got newshape={tuple(newshape)}."
        else:
            rule = f"A tensor of shape {tuple(x.shape)} ({x.numel()} elements) cannot take the shape {tuple(sizes)}."
        raise ShapeError(rule, argument="newshape", expected=tuple(sizes), actual=tuple(x.shape)) from None


@op
def ravel(x: Tensor):
    """All elements on one axis, the last axis running fastest."""
    return x.reshape(-1)


@op
def expand_dims(x: Tensor, axis: Axes):
    """New axes of size 1, at the positions `axis` of the result.

    Args:
        axis: One or several positions.
    """
    if isinstance(axis, int):
        return x.unsqueeze(axis)
    for a in sorted(axes_of(x.ndim + len(axis), axis)):
        x = x.unsqueeze(a)
    return x


def _squeeze_spec(x, axis=None):
    """Keras: an unknown size is not 1, so that the result has one rank."""
    axes = [a for a, d in enumerate(x.shape) if d == 1] if axis is None else _of_size_one(x, axis)
    return KerasTensor([d for a, d in enumerate(x.shape) if a not in axes], x.dtype)


def _of_size_one(x, axis) -> tuple:
    axes = axes_of(len(x.shape), axis)
    for a in axes:
        if x.shape[a] != 1:
            raise ArgumentError(f"`axis` must name axes of size 1; axis {a} of shape {tuple(x.shape)} is not.", argument="axis", actual=axis)
    return axes


@op(spec=_squeeze_spec)
def squeeze(x: Tensor, axis: Axes = None):
    """Without axes of size 1.

    Args:
        axis: The axes to leave out; all of size 1 if `None`.

    Raises:
        ValueError: An axis named has another size.
    """
    return torch.squeeze(x) if axis is None else torch.squeeze(x, _of_size_one(x, axis))


@op
def transpose(x: Tensor, axes: Axes = None):
    """The axes in another order.

    Args:
        axes: For each axis of the result, the axis of `x`; reversed if `None`.
    """
    if axes is None:
        return x.permute(tuple(range(x.ndim - 1, -1, -1)))
    _check_permutation(axes, x.ndim)
    return x.permute(tuple(axes))


def _check_permutation(axes, rank):
    shown = f"got axes={list(axes)} for a tensor of {rank} axes."
    if len(axes) != rank:
        raise ArgumentError(f"`axes` must be a list of the same length as the input shape, {shown}", argument="axes", expected=rank, actual=axes)
    if not all(is_int(axis) and -rank <= axis < rank for axis in axes):
        raise ArgumentError(f"Each axis in `axes` must be an integer in [-{rank}, {rank}), {shown}", argument="axes", actual=axes)
    if len({axis % rank for axis in axes}) != rank:
        raise ArgumentError(f"`axes` must be a valid permutation, each axis once, {shown}", argument="axes", actual=axes)


@op
def swapaxes(x: Tensor, axis1: Axis, axis2: Axis):
    """Two axes in each other's place."""
    return torch.swapaxes(x, axis1, axis2)


@op
def moveaxis(x: Tensor, source: Axes, destination: Axes):
    """Axes moved to other positions, the others in their order.

    Args:
        source: The axes.
        destination: Where they go.
    """
    return torch.moveaxis(x, source, destination)


@op
def broadcast_to(x: Tensor, shape: Shape):
    """`x` repeated along axes of size 1 and new leading axes, without a copy."""
    return torch.broadcast_to(x, tuple(shape))


# ---------------------------------------------------------------- joining


def _together(xs):
    """Tensors of one dtype."""
    return promote_all(*xs)


@op
def concatenate(xs: Tensor, axis: Axis = 0):
    """Tensors after one another along `axis`.

    Args:
        xs: Tensors that differ in that axis only.
        axis: The axis; `None` flattens them first.
    """
    return torch.cat(_together(xs), dim=axis) if axis is not None else torch.cat([x.reshape(-1) for x in _together(xs)])


@op
def stack(x: Tensor, axis: Axis = 0):
    """Tensors of one shape on a new axis.

    Args:
        x: The tensors.
        axis: Position of the new axis.
    """
    return torch.stack(_together(x), dim=axis)


@op
def hstack(xs: Tensor):
    """Tensors beside one another: along the second axis, or the only one."""
    return torch.hstack(_together(xs))


@op
def vstack(xs: Tensor):
    """Tensors below one another: rows along the first axis."""
    return torch.vstack(_together(xs))


@op
def dstack(xs: Tensor):
    """Tensors behind one another: along the third axis."""
    return torch.dstack(_together(xs))


@op
def append(x1: Tensor, x2: Tensor, axis: Axis = None):
    """`x2` after `x1` along `axis`; both flattened if `None`."""
    x1, x2 = promote_all(x1, x2)
    return torch.cat((x1, x2), dim=axis) if axis is not None else torch.cat((x1.reshape(-1), x2.reshape(-1)))


# ---------------------------------------------------------------- splitting


def _indices(x, indices_or_sections, axis, even=True) -> list:
    size = x.shape[axis_of(x.ndim, axis)]
    if not isinstance(indices_or_sections, int):
        return [int(i) for i in indices_or_sections]
    n = indices_or_sections
    if n < 1:
        raise ArgumentError(f"`indices_or_sections` must be a positive int or indices, {got(n)}.", argument="indices_or_sections", actual=n)
    if even and size % n:
        raise ShapeError(f"Axis {axis} of size {size} cannot be split into {n} equal parts.", argument="indices_or_sections", expected=n, actual=size)
    small, larger = divmod(size, n)
    return [i * small + min(i, larger) for i in range(1, n)]


@op
def split(x: Tensor, indices_or_sections: Ints, axis: Axis = 0):
    """A list of parts along `axis`.

    Args:
        indices_or_sections: How many equal parts, or where each further part starts.
        axis: The axis.

    Returns:
        The parts, a list of tensors.
    """
    return list(torch.tensor_split(x, _indices(x, indices_or_sections, axis), dim=axis))


@op
def array_split(x: Tensor, indices_or_sections: Ints, axis: Axis = 0):
    """As `split()`; parts may be unequal, the larger ones first.

    Returns:
        The parts, a list of tensors.
    """
    return list(torch.tensor_split(x, _indices(x, indices_or_sections, axis, even=False), dim=axis))


@op
def hsplit(x: Tensor, indices_or_sections: Ints):
    """Parts along the second axis, or the only one.

    Returns:
        The parts, a list of tensors.
    """
    axis = 1 if x.ndim > 1 else 0
    return list(torch.tensor_split(x, _indices(x, indices_or_sections, axis), dim=axis))


@op
def vsplit(x: Tensor, indices_or_sections: Ints):
    """Parts along the first axis.

    Returns:
        The parts, a list of tensors.
    """
    return list(torch.tensor_split(x, _indices(x, indices_or_sections, 0), dim=0))


@op
def dsplit(x: Tensor, indices_or_sections: Ints):
    """Parts along the third axis.

    Returns:
        The parts, a list of tensors.
    """
    return list(torch.tensor_split(x, _indices(x, indices_or_sections, 2), dim=2))


def _unstack_spec(x, num=None, axis=0):
    """Keras: `num` is needed where the size is not known."""
    along = axis_of(len(x.shape), axis)
    count = x.shape[along] if num is None else num
    if count is None:
        raise ArgumentError(f"`num` must be given for axis {axis} of shape {x.shape}, whose size is not known.", argument="num", actual=num)
    return [KerasTensor([d for a, d in enumerate(x.shape) if a != along], x.dtype) for _ in range(count)]


@op(spec=_unstack_spec)
def unstack(x: Tensor, num: Int = None, axis: Axis = 0):
    """A list of the slices along `axis`, which they no longer have.

    Args:
        num: The size of the axis, where it cannot be known.
        axis: The axis.

    Returns:
        The slices, a list of tensors.
    """
    return list(torch.unbind(x, dim=axis_of(x.ndim, axis)))


# ---------------------------------------------------------------- repeating, turning, padding


@op
def tile(x: Tensor, repeats: Ints):
    """`x` laid out again and again.

    Args:
        repeats: How many times along each axis.
    """
    return torch.tile(x, (repeats,) if isinstance(repeats, int) else tuple(repeats))


@op
def repeat(x: Tensor, repeats: Ints, axis: Axis = None):
    """Each element several times.

    Args:
        repeats: How many times, or how many for each position along `axis`.
        axis: The axis; that of the flattened tensor if `None`.
    """
    if not isinstance(repeats, int):
        repeats = torch.as_tensor(repeats, device=x.device).long().reshape(-1)
        repeats = int(repeats[0]) if len(repeats) == 1 else repeats
    return torch.repeat_interleave(x, repeats, dim=axis)


@op
def flip(x: Tensor, axis: Axes = None):
    """The elements in reverse order along `axis`; along all axes if `None`."""
    return torch.flip(x, tuple(range(x.ndim)) if axis is None else (axis,) if isinstance(axis, int) else tuple(axis))


@op
def fliplr(x: Tensor):
    """Columns in reverse order."""
    return torch.fliplr(x)


@op
def flipud(x: Tensor):
    """Rows in reverse order."""
    return torch.flipud(x)


@op
def roll(x: Tensor, shift: Ints, axis: Axes = None):
    """Elements moved on; what leaves at the end comes in at the start.

    Args:
        shift: By how many places.
        axis: Along which axes; along the flattened tensor if `None`.
    """
    if isinstance(axis, (list, tuple)) and isinstance(shift, int):
        shift = (shift,) * len(axis)
    return torch.roll(x, shift, axis)


@op
def rot90(array: Tensor, k: Int = 1, axes: Axes = (0, 1)):
    """Turned by quarters, from the first of `axes` towards the second.

    Args:
        k: How many quarters.
        axes: The plane.
    """
    axes = tuple(axes)
    if array.ndim < 2:
        raise ShapeError(f"`array` must have at least 2 axes, got shape {tuple(array.shape)}.", argument="array", expected=2, actual=tuple(array.shape))
    if len(axes) != 2 or axes[0] % array.ndim == axes[1] % array.ndim:
        raise ArgumentError(f"`axes` must be two different axes, {got(axes)}.", argument="axes", actual=axes)
    return torch.rot90(array, k, axes)


@op
def pad(x: Tensor, pad_width: Structure, mode: Text = "constant", constant_values: Tensor = None):
    """Elements added at both ends of axes.

    Args:
        pad_width: How many before and behind: a pair for each axis, or one pair, or one number, for all.
        mode: "constant", "reflect" (mirrored, the edge once), "symmetric" (mirrored, the edge twice), "edge" or "wrap".
        constant_values: What is added in mode "constant"; 0 if `None`.
    """
    choice("mode", mode, ("constant", "reflect", "symmetric", "edge", "wrap"))
    x = promote_all(x)[0]
    widths = _pad_widths(pad_width, x.ndim)
    if constant_values is not None and mode != "constant":
        raise ArgumentError(f"Argument `constant_values` can only be provided when `mode == 'constant'`, got mode {mode!r}.",
                            argument="constant_values", actual=constant_values)
    if mode == "constant":
        flat = [w for pair in reversed(widths) for w in pair]
        return F.pad(x, flat, value=0 if constant_values is None else constant_values)
    for axis, (before, after) in enumerate(widths):
        if before or after:
            x = x.index_select(axis, _pad_indices(x.shape[axis], before, after, mode, x.device))
    return x


def _pad_widths(pad_width, ndim) -> list:
    if isinstance(pad_width, int):
        return [(pad_width, pad_width)] * ndim
    pairs = [tuple(p) if isinstance(p, (list, tuple)) else p for p in pad_width]
    if len(pairs) == 1 and isinstance(pairs[0], int):
        return [(pairs[0], pairs[0])] * ndim
    if len(pairs) == 2 and all(isinstance(p, int) for p in pairs):
        return [(pairs[0], pairs[1])] * ndim
    pairs = [p * 2 if len(p) == 1 else p for p in pairs]
    return pairs * ndim if len(pairs) == 1 else pairs


def _pad_indices(size, before, after, mode, device):
    """For each position of the padded axis, the position it is copied from."""
    i = torch.arange(-before, size + after, device=device)
    if mode == "edge":
        return i.clamp(0, size - 1)
    if mode == "wrap":
        return i % size
    period = 2 * (size - 1) if mode == "reflect" else 2 * size
    if period == 0:
        return torch.zeros_like(i)
    i = i % period
    return torch.where(i < size, i, period - i if mode == "reflect" else period - 1 - i)


# ---------------------------------------------------------------- triangles and diagonals


@op
def tril(x: Tensor, k: Int = 0):
    """The lower triangle, 0 elsewhere.

    Args:
        k: The diagonal up to which elements stay; above the main one if positive.
    """
    return torch.tril(x, k)


@op
def triu(x: Tensor, k: Int = 0):
    """The upper triangle, 0 elsewhere.

    Args:
        k: The diagonal from which elements stay; above the main one if positive.
    """
    return torch.triu(x, k)


def _bounded(function, args, kwargs):
    """A diagonal is as long as the shorter of two sizes: known only if both are."""
    return infer(function, args, kwargs, sizes=(1, META_SIZES[0]))


@op(spec=lambda *args, **kwargs: _bounded(diag, args, kwargs))
def diag(x: Tensor, k: Int = 0):
    """The diagonal of a matrix, or the matrix with that diagonal.

    Args:
        k: Which diagonal; above the main one if positive.
    """
    return torch.diag(x, k)


@op
def diagflat(x: Tensor, k: Int = 0):
    """The matrix with all elements of `x` on its diagonal `k`."""
    return torch.diagflat(x, k)


@op(spec=lambda *args, **kwargs: _bounded(diagonal, args, kwargs))
def diagonal(x: Tensor, offset: Int = 0, axis1: Axis = 0, axis2: Axis = 1):
    """The diagonals of matrices, on the last axis.

    Args:
        offset: Which diagonal; above the main one if positive.
        axis1: The rows.
        axis2: The columns.
    """
    if axis_of(x.ndim, axis1) == axis_of(x.ndim, axis2):
        raise ArgumentError(f"`axis1` and `axis2` must be two axes, got {axis1} and {axis2}.", argument="axis1", actual=axis1)
    return torch.diagonal(x, offset, axis1, axis2)


@op
def trace(x: Tensor, offset: Int = 0, axis1: Axis = 0, axis2: Axis = 1):
    """The sum of the diagonal of matrices.

    Args:
        offset: Which diagonal; above the main one if positive.
        axis1: The rows.
        axis2: The columns.
    """
    dtype = torch.int32 if x.dtype in (torch.bool, torch.uint8, torch.int8, torch.int16) else x.dtype
    return torch.sum(torch.diagonal(x, offset, axis1, axis2), dim=-1, dtype=dtype)
