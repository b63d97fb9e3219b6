"""Tensors made from nothing, or in the shape of another."""
from __future__ import annotations

import operator

import torch

from ..core.errors import ArgumentError, got
from ..core.types import Axis, DType, Flag, Int, Real, Shape, Tensor, Text
from ..runtime import settings
from ..runtime.convert import convert_to_tensor
from ..runtime.device import current_device
from ..runtime.dtypes import result_type, to_torch
from .op import op
from .promotion import common_dtype


def _shape(shape) -> tuple:
    return (shape,) if isinstance(shape, int) else tuple(shape)


def _made(dtype) -> dict:
    return {"dtype": to_torch(dtype or settings.floatx()), "device": current_device()}


@op
def zeros(shape: Shape, dtype: DType = None):
    """Zeros, floatx if `dtype` is `None`."""
    return torch.zeros(_shape(shape), **_made(dtype))


@op
def ones(shape: Shape, dtype: DType = None):
    """Ones, floatx if `dtype` is `None`."""
    return torch.ones(_shape(shape), **_made(dtype))


@op
def empty(shape: Shape, dtype: DType = None):
    """Elements of any value, floatx if `dtype` is `None`."""
    return torch.empty(_shape(shape), **_made(dtype))


@op
def full(shape: Shape, fill_value: Tensor, dtype: DType = None):
    """`fill_value` everywhere.

    Args:
        shape: Sizes of the result.
        fill_value: A number, or a tensor that is broadcast.
        dtype: Dtype; floatx if `None`.
    """
    return torch.broadcast_to(convert_to_tensor(fill_value, dtype or settings.floatx()), _shape(shape)).clone()


@op
def zeros_like(x: Tensor, dtype: DType = None):
    """Zeros in the shape of `x`, and its dtype if `dtype` is `None`."""
    return torch.zeros_like(x, dtype=None if dtype is None else to_torch(dtype))


@op
def ones_like(x: Tensor, dtype: DType = None):
    """Ones in the shape of `x`, and its dtype if `dtype` is `None`."""
    return torch.ones_like(x, dtype=None if dtype is None else to_torch(dtype))


@op
def empty_like(x: Tensor, dtype: DType = None):
    """Elements of any value in the shape of `x`, and its dtype if `dtype` is `None`."""
    return torch.empty_like(x, dtype=None if dtype is None else to_torch(dtype))


@op
def full_like(x: Tensor, fill_value: Tensor, dtype: DType = None):
    """`fill_value` in the shape of `x`, and its dtype if `dtype` is `None`."""
    x = convert_to_tensor(x)
    return torch.broadcast_to(convert_to_tensor(fill_value, dtype or x.dtype), x.shape).clone()


@op
def eye(N: Int, M: Int = None, k: Int = 0, dtype: DType = None):
    """Ones on a diagonal, zeros elsewhere.

    Args:
        N: Number of rows.
        M: Number of columns; `N` if `None`.
        k: Which diagonal; above the main one if positive.
        dtype: Dtype; floatx if `None`.
    """
    made = torch.zeros(operator.index(N), operator.index(N if M is None else M), **_made(dtype))
    made.diagonal(k).fill_(1)
    return made


@op
def identity(n: Int, dtype: DType = None):
    """The identity matrix of `n` rows."""
    return torch.eye(n, **_made(dtype))


@op
def tri(N: Int, M: Int = None, k: Int = 0, dtype: DType = None):
    """Ones at and below a diagonal, zeros above.

    Args:
        N: Number of rows.
        M: Number of columns; `N` if `None`.
        k: Which diagonal; above the main one if positive.
        dtype: Dtype; floatx if `None`.
    """
    return torch.tril(torch.ones(N, N if M is None else M, **_made(dtype)), k)


# ---------------------------------------------------------------- ranges


@op
def arange(start: Tensor, stop: Tensor = None, step: Tensor = None, dtype: DType = None):
    """`start`, `start + step`, ... below `stop`.

    Args:
        start: The first; with `stop` `None` this is the end, and 0 the first.
        stop: The end, not in the result.
        step: The distance; 1 if `None`.
        dtype: Dtype; from the arguments if `None`.
    """
    given = [x for x in (start, stop, step) if x is not None]
    if dtype is None:
        dtype = result_type(*(getattr(x, "dtype", type(x)) for x in given))
    start, stop, step = (x.item() if isinstance(x, torch.Tensor) else x for x in (start, stop, step))
    if stop is None:
        start, stop = 0, start
    wanted = to_torch(dtype)
    made = torch.float32 if wanted is torch.bool else wanted
    return torch.arange(start, stop, 1 if step is None else step, dtype=made, device=current_device()).to(wanted)


def _spaced(start, stop, dtype):
    """Ends as tensors of one float dtype, and the dtype of the result."""
    wanted = common_dtype(start, stop, float) if dtype is None else to_torch(dtype)
    computed = wanted if wanted.is_floating_point else torch.float32
    return convert_to_tensor(start, computed), convert_to_tensor(stop, computed), wanted


@op
def linspace(start: Tensor, stop: Tensor, num: Int = 50, endpoint: Flag = True, retstep: Flag = False, dtype: DType = None, axis: Axis = 0):
    """`num` points at equal distances.

    Args:
        start: The first point.
        stop: The end.
        num: How many points.
        endpoint: Whether `stop` is the last of them.
        retstep: Whether the distance comes with them.
        dtype: Dtype; from the ends if `None`.
        axis: Where the new axis stands, when the ends are tensors.

    Returns:
        The points; with `retstep` a tuple: the points, and the distance.
    """
    if num < 0:
        raise ArgumentError(f"`num` must be a non-negative int, {got(num)}.", argument="num", actual=num)
    start, stop, dtype = _spaced(start, stop, dtype)
    parts = num - 1 if endpoint else num
    step = (stop - start) / parts if parts > 0 else torch.full_like(stop - start, float("nan"))
    count = torch.arange(num, device=start.device, dtype=start.dtype).reshape([-1] + [1] * step.ndim)
    points = start + count * (step if parts > 0 else torch.zeros_like(step))
    if endpoint and num > 1:
        points = torch.cat((points[:-1], torch.broadcast_to(stop, points[-1:].shape)))      # exactly
    if not dtype.is_floating_point and not dtype.is_complex:
        points = torch.floor(points)
    points = torch.moveaxis(points, 0, axis).to(dtype)
    return (points, step) if retstep else points


@op
def logspace(start: Tensor, stop: Tensor, num: Int = 50, endpoint: Flag = True, base: Real = 10, dtype: DType = None, axis: Axis = 0):
    """`num` points whose logarithms are at equal distances.

    Args:
        start: Logarithm of the first point.
        stop: Logarithm of the end.
        num: How many points.
        endpoint: Whether the end is the last of them.
        base: Base of the logarithms.
        dtype: Dtype; from the ends if `None`.
        axis: Where the new axis stands, when the ends are tensors.
    """
    start, stop, dtype = _spaced(start, stop, dtype)
    return torch.pow(base, linspace(start, stop, num, endpoint, axis=axis)).to(dtype)


@op
def geomspace(start: Tensor, stop: Tensor, num: Int = 50, endpoint: Flag = True, dtype: DType = None, axis: Axis = 0):
    """`num` points, each the same multiple of the one before.

    Args:
        start: The first point.
        stop: The end.
        num: How many points.
        endpoint: Whether the end is the last of them.
        dtype: Dtype; from the ends if `None`.
        axis: Where the new axis stands, when the ends are tensors.
    """
    start, stop, dtype = _spaced(start, stop, dtype)
    sign = torch.sign(start)
    points = linspace(torch.log10(start * sign), torch.log10(stop * sign), num, endpoint, axis=0)
    points = torch.pow(10.0, points) * sign
    if num > 0:
        points = torch.cat((torch.broadcast_to(start, points[:1].shape), points[1:]))
    if endpoint and num > 1:
        points = torch.cat((points[:-1], torch.broadcast_to(stop, points[-1:].shape)))
    return torch.moveaxis(points, 0, axis).to(dtype)


@op
def meshgrid(*x: Tensor, indexing: Text = "xy"):
    """The coordinates of a grid, one tensor for each of the axes given.

    Args:
        x: The coordinates along each axis.
        indexing: "xy": the second axis of the result is the first argument's; "ij": the first is.

    Returns:
        A list of tensors, one for each argument.
    """
    if indexing not in ("xy", "ij"):
        raise ArgumentError(f"`indexing` must be 'xy' or 'ij', {got(indexing)}.", argument="indexing", actual=indexing)
    given = [convert_to_tensor(v).reshape(-1) for v in x]
    axes = [1, 0, *range(2, len(given))] if indexing == "xy" and len(given) > 1 else list(range(len(given)))
    sizes = [len(given[axes.index(a)]) for a in range(len(given))]
    return [v.reshape([-1 if a == axis else 1 for a in range(len(given))]).expand(sizes) for v, axis in zip(given, axes)]


@op
def vander(x: Tensor, N: Int = None, increasing: Flag = False):
    """Powers of `x` as columns (a Vandermonde matrix).

    Args:
        N: Number of columns; the size of `x` if `None`.
        increasing: Whether the powers grow from left to right.
    """
    return torch.vander(x, N, increasing).to(x.dtype)


# ---------------------------------------------------------------- windows


def _window(function, x, **kwargs):
    """A window of `x` points; torch has none of 1 point that is 1."""
    n = int(x.item() if isinstance(x, torch.Tensor) else x)
    if n < 0:
        raise ArgumentError(f"`x` must be a non-negative int, {got(n)}.", argument="x", actual=n)
    made = _made(None)
    return torch.ones(n, **made) if n < 2 else function(n, periodic=False, **made, **kwargs)


@op
def bartlett(x: Tensor):
    """The Bartlett (triangular) window of `x` points."""
    return _window(torch.bartlett_window, x)


@op
def blackman(x: Tensor):
    """The Blackman window of `x` points."""
    return _window(torch.blackman_window, x)


@op
def hamming(x: Tensor):
    """The Hamming window of `x` points."""
    return _window(torch.hamming_window, x)


@op
def hanning(x: Tensor):
    """The Hann window of `x` points."""
    return _window(torch.hann_window, x)


@op
def kaiser(x: Tensor, beta: Real):
    """The Kaiser window of `x` points.

    Args:
        beta: Shape of the window; 0 gives ones.
    """
    return _window(torch.kaiser_window, x, beta=float(beta))
