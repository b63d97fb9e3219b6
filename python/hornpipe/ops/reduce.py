"""Operations that reduce axes, or run along one: sums, means, extremes, quantiles, cumulative and weighted ones.

NaN-ignoring variants replace NaN by what changes nothing, and then reduce.
"""
from __future__ import annotations

import torch

from ..core.arguments import choice
from ..core.errors import ArgumentError, got
from ..core.types import Axes, Axis, DType, Flag, Int, Real, Tensor, Text
from ..runtime.convert import convert_to_tensor
from ..runtime.dtypes import to_torch
from .axes import axes_of
from .op import op
from .promotion import common_dtype, floating, promote_all

_SMALL_INTS = frozenset({torch.bool, torch.uint8, torch.int8, torch.int16})


def _reducible(x, axis, keepdims):
    """The same reduction for torch, to which `()` means all axes; to NumPy it means none, which is a new axis of size 1."""
    if axis is None or isinstance(axis, int):
        return x, axis, keepdims
    return (x, tuple(axis), keepdims) if len(axis) else (x.unsqueeze(-1), -1, False)


def _over(function, x, axis, keepdims):
    x, axis, keepdims = _reducible(x, axis, keepdims)
    return function(x, dim=axis, keepdim=keepdims)


def _as_last(x, axis, keepdims):
    """`x` with the reduced axes flattened into a last one, and what restores the shape of the result."""
    axes = axes_of(x.ndim, axis)
    kept = [a for a in range(x.ndim) if a not in axes]
    flat = x.permute((*kept, *axes)).reshape([x.shape[a] for a in kept] + [-1])
    shape = [1 if a in axes else x.shape[a] for a in range(x.ndim)] if keepdims else [x.shape[a] for a in kept]
    return flat, shape


def _widened(x):
    """Small integers as int32, which sums of them are held in."""
    return x.int() if x.dtype in _SMALL_INTS else x


# ---------------------------------------------------------------- sums and means


@op
def sum(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """The sum over `axis`; small integers give int32.

    Args:
        axis: One or several axes; all if `None`.
        keepdims: Whether the axes stay, with size 1.
    """
    dtype = torch.int32 if x.dtype in _SMALL_INTS else x.dtype
    x, axis, keepdims = _reducible(x, axis, keepdims)
    return torch.sum(x, dim=axis, keepdim=keepdims, dtype=dtype)


@op
def prod(x: Tensor, axis: Axes = None, keepdims: Flag = False, dtype: DType = None):
    """The product over `axis`; small integers give int32.

    Args:
        axis: One or several axes; all if `None`.
        keepdims: Whether the axes stay, with size 1.
        dtype: The result's dtype.
    """
    x = _widened(x) if dtype is None else x.to(to_torch(dtype))
    if axis is None and not keepdims:
        return torch.prod(x, dtype=x.dtype)
    for a in sorted(axes_of(x.ndim, axis), reverse=True):
        x = torch.prod(x, dim=a, keepdim=keepdims, dtype=x.dtype)
    return x


@op
def mean(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """The mean over `axis`, floating.

    Args:
        axis: One or several axes; all if `None`.
        keepdims: Whether the axes stay, with size 1.
    """
    return _over(torch.mean, floating(x), axis, keepdims)


@op
def var(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """The variance over `axis`: the mean square distance from the mean.

    Args:
        axis: One or several axes; all if `None`.
        keepdims: Whether the axes stay, with size 1.
    """
    x = floating(x)
    wide, axis, keepdims = _reducible(x.float() if x.dtype in (torch.float16, torch.bfloat16) else x, axis, keepdims)
    return torch.var(wide, dim=axis, keepdim=keepdims, correction=0).to(x.dtype)


@op
def std(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """The standard deviation over `axis`: the root of the variance.

    Args:
        axis: One or several axes; all if `None`.
        keepdims: Whether the axes stay, with size 1.
    """
    x, axis, keepdims = _reducible(floating(x), axis, keepdims)
    return torch.std(x, dim=axis, keepdim=keepdims, correction=0)


@op
def average(x: Tensor, axis: Axes = None, weights: Tensor = None):
    """The mean over `axis`, with weights.

    Args:
        axis: One or several axes; all if `None`.
        weights: Weights of the shape of `x`, or of its `axis` alone; all 1 if `None`.
    """
    if weights is None:
        return _over(torch.mean, floating(promote_all(x)[0]), axis, False)
    x, weights = promote_all(x, weights, to=(float,))
    x, axis, _ = _reducible(x, axis, False)
    if weights.ndim == 1 and x.ndim > 1 and isinstance(axis, int):
        weights = weights.reshape([-1 if a == axis % x.ndim else 1 for a in range(x.ndim)])
    return torch.sum(x * weights, dim=axis) / torch.sum(weights.expand_as(x), dim=axis)


@op
def logsumexp(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """`log(sum(exp(x)))` over `axis`, without overflow.

    Args:
        axis: One or several axes; all if `None`.
        keepdims: Whether the axes stay, with size 1.
    """
    x, axis, keepdims = _reducible(floating(x), axis, keepdims)
    return torch.logsumexp(x, dim=axes_of(x.ndim, axis), keepdim=keepdims)


@op
def count_nonzero(x: Tensor, axis: Axes = None):
    """How many elements over `axis` are not 0.

    Args:
        axis: One or several axes; all if `None`.
    """
    x, axis, _ = _reducible(x, axis, False)
    return torch.count_nonzero(x, dim=axis).int()


@op
def trapezoid(y: Tensor, x: Tensor = None, dx: Real = 1.0, axis: Axis = -1):
    """The integral of `y` by the trapezoid rule.

    Args:
        x: The points at which `y` is given; `dx` apart if `None`.
        dx: Distance of the points.
        axis: The axis to integrate over.
    """
    y = floating(promote_all(y)[0])
    if x is None:
        return torch.trapezoid(y, dx=dx, dim=axis)
    dtype = common_dtype(y, x)
    return torch.trapezoid(y.to(dtype), x.to(dtype), dim=axis)


# ---------------------------------------------------------------- extremes


def _extreme(function, x, axis, keepdims, initial, fold):
    if initial is not None and x.numel() == 0 and x.device.type != "meta":
        _, shape = _as_last(x, axis, keepdims)
        return torch.full(shape, initial, dtype=x.dtype, device=x.device)
    result = function(x, (), keepdims) if axis is None else _over(function, x, axis, keepdims)
    return result if initial is None else fold(result, torch.as_tensor(initial, dtype=result.dtype, device=result.device))


@op
def max(x: Tensor, axis: Axes = None, keepdims: Flag = False, initial: Real = None):
    """The largest element over `axis`.

    Args:
        axis: One or several axes; all if `None`.
        keepdims: Whether the axes stay, with size 1.
        initial: The least that may come out; needed for axes without elements.
    """
    return _extreme(torch.amax, x, axis, keepdims, initial, torch.maximum)


@op
def min(x: Tensor, axis: Axes = None, keepdims: Flag = False, initial: Real = None):
    """The smallest element over `axis`.

    Args:
        axis: One or several axes; all if `None`.
        keepdims: Whether the axes stay, with size 1.
        initial: The most that may come out; needed for axes without elements.
    """
    return _extreme(torch.amin, x, axis, keepdims, initial, torch.minimum)


@op
def amax(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """As `max()`."""
    return _extreme(torch.amax, x, axis, keepdims, None, torch.maximum)


@op
def amin(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """As `min()`."""
    return _extreme(torch.amin, x, axis, keepdims, None, torch.minimum)


@op
def ptp(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """The largest minus the smallest element over `axis`.

    Args:
        axis: One or several axes; all if `None`.
        keepdims: Whether the axes stay, with size 1.
    """
    x, axis, keepdims = _reducible(x, () if axis is None and not x.ndim else axis, keepdims)
    axes = axes_of(x.ndim, axis)
    return torch.amax(x, axes, keepdims) - torch.amin(x, axes, keepdims)


def _arg_extreme(function, x, axis, keepdims):
    x = x.int() if x.dtype is torch.bool else x
    return function(x, dim=axis, keepdim=keepdims).int()


@op
def argmax(x: Tensor, axis: Axis = None, keepdims: Flag = False):
    """The position of the largest element along `axis`, of the first if several are.

    Args:
        axis: An axis; that of the flattened tensor if `None`.
        keepdims: Whether the axis stays, with size 1.
    """
    return _arg_extreme(torch.argmax, x, axis, keepdims)


@op
def argmin(x: Tensor, axis: Axis = None, keepdims: Flag = False):
    """The position of the smallest element along `axis`, of the first if several are.

    Args:
        axis: An axis; that of the flattened tensor if `None`.
        keepdims: Whether the axis stays, with size 1.
    """
    return _arg_extreme(torch.argmin, x, axis, keepdims)


# ---------------------------------------------------------------- quantiles

_METHODS = ("linear", "lower", "higher", "midpoint", "nearest")


def _quantile(x, q, axis, method, keepdims, skip_nan=False):
    """By sorting, which puts NaN last; torch's own quantile takes no more than 2**24 elements."""
    choice("method", method, _METHODS)
    x = floating(promote_all(x)[0])
    wide = x if x.dtype in (torch.float32, torch.float64) else x.float()
    q = convert_to_tensor(q, wide.dtype)
    if q.device.type == "cpu" and bool(((q < 0) | (q > 1)).any()):
        raise ArgumentError(f"`q` must lie within its range, {got(q)}.", argument="q", actual=q)
    flat, shape = _as_last(wide, axis, keepdims)
    values = torch.sort(flat, dim=-1).values
    count = torch.isfinite(values).logical_or(torch.isinf(values)).sum(-1, keepdim=True) if skip_nan else values.shape[-1]
    position = (q.reshape(-1) * (count - 1)).clamp(min=0)
    position = position.expand((*flat.shape[:-1], q.numel()))
    if method == "nearest":
        position = torch.round(position)
    below = torch.gather(values, -1, (torch.ceil(position) if method == "higher" else torch.floor(position)).long())
    above = below if method == "lower" else torch.gather(values, -1, torch.ceil(position).long())
    weight = position - torch.floor(position)
    between = (below + above) / 2 if method == "midpoint" else torch.lerp(below, above, weight)
    result = torch.where((below == above) | (weight == 0), below, between)
    if not skip_nan:
        result = torch.where(torch.isnan(values[..., -1:]), float("nan"), result)
    return result.movedim(-1, 0).reshape([*q.shape, *shape]).to(x.dtype)


@op
def quantile(x: Tensor, q: Tensor, axis: Axes = None, method: Text = "linear", keepdims: Flag = False):
    """The values below which a share `q` of the elements lies.

    Args:
        q: Shares between 0 and 1; their axes come first in the result.
        axis: One or several axes; all if `None`.
        method: "linear", "lower", "higher", "midpoint" or "nearest": what stands between two elements.
        keepdims: Whether the axes stay, with size 1.
    """
    return _quantile(x, q, axis, method, keepdims)


@op
def percentile(x: Tensor, q: Tensor, axis: Axes = None, method: Text = "linear", keepdims: Flag = False):
    """As `quantile()`, with `q` between 0 and 100."""
    return _quantile(x, _share(q), axis, method, keepdims)


@op
def median(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """The middle element over `axis`; the mean of the middle two of an even number.

    Args:
        axis: One or several axes; all if `None`.
        keepdims: Whether the axes stay, with size 1.
    """
    return _quantile(x, 0.5, axis, "midpoint", keepdims)


def _share(q):
    return floating(convert_to_tensor(q)) / 100


# ---------------------------------------------------------------- without NaN


@op
def nansum(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """As `sum()`, without NaN."""
    return sum(_filled(x, 0), axis, keepdims)


@op
def nanprod(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """As `prod()`, without NaN."""
    return prod(_filled(x, 1), axis, keepdims)


@op
def nanmean(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """As `mean()`, without NaN."""
    return _over(torch.nanmean, floating(x), axis, keepdims)


@op
def nanvar(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """As `var()`, without NaN."""
    x, axis, keepdims = _reducible(floating(x), axis, keepdims)
    return torch.nanmean(torch.square(x - torch.nanmean(x, dim=axis, keepdim=True)), dim=axis, keepdim=keepdims)


@op
def nanstd(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """As `std()`, without NaN."""
    return torch.sqrt(nanvar(x, axis, keepdims))


@op
def nanmax(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """As `max()`, without NaN; NaN where nothing else is."""
    return _nan_extreme(torch.amax, x, axis, keepdims, -float("inf"))


@op
def nanmin(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """As `min()`, without NaN; NaN where nothing else is."""
    return _nan_extreme(torch.amin, x, axis, keepdims, float("inf"))


def _nan_extreme(function, x, axis, keepdims, worst):
    x, axis, keepdims = _reducible(x, axis, keepdims)
    axes = () if axis is None else axis
    if not x.is_floating_point():
        return function(x, axes, keepdims)
    nothing = torch.all(torch.isnan(x), dim=axes_of(x.ndim, axis), keepdim=keepdims) if x.ndim else torch.isnan(x)
    return torch.where(nothing, float("nan"), function(_filled(x, worst), axes, keepdims)).to(x.dtype)


@op
def nanargmax(x: Tensor, axis: Axis = None, keepdims: Flag = False):
    """As `argmax()`, without NaN; -1 where nothing else is."""
    return _nan_arg(torch.argmax, x, axis, keepdims, -float("inf"))


@op
def nanargmin(x: Tensor, axis: Axis = None, keepdims: Flag = False):
    """As `argmin()`, without NaN; -1 where nothing else is."""
    return _nan_arg(torch.argmin, x, axis, keepdims, float("inf"))


def _nan_arg(function, x, axis, keepdims, worst):
    if not x.is_floating_point():
        return _arg_extreme(function, x, axis, keepdims)
    nothing = torch.all(torch.isnan(x)) if axis is None else torch.all(torch.isnan(x), dim=axis, keepdim=keepdims)
    return torch.where(nothing, -1, _arg_extreme(function, _filled(x, worst), axis, keepdims)).int()


@op
def nanmedian(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """As `median()`, without NaN."""
    return _quantile(x, 0.5, axis, "midpoint", keepdims, skip_nan=True)


@op
def nanquantile(x: Tensor, q: Tensor, axis: Axes = None, method: Text = "linear", keepdims: Flag = False):
    """As `quantile()`, without NaN."""
    return _quantile(x, q, axis, method, keepdims, skip_nan=True)


@op
def nanpercentile(x: Tensor, q: Tensor, axis: Axes = None, method: Text = "linear", keepdims: Flag = False):
    """As `percentile()`, without NaN."""
    return _quantile(x, _share(q), axis, method, keepdims, skip_nan=True)


def _filled(x, value):
    """`x` with NaN replaced."""
    return torch.where(torch.isnan(x), value, x).to(x.dtype) if x.is_floating_point() or x.is_complex() else x


# ---------------------------------------------------------------- along an axis


def _running(function, x, axis, dtype):
    if axis is None:
        x, axis = x.reshape(-1), 0
    elif not isinstance(axis, int):
        if len(axis) != 1:
            raise ArgumentError(f"`axis` must be one axis or None, {got(axis)}.", argument="axis", actual=axis)
        axis = axis[0]
    dtype = to_torch(dtype) if dtype is not None else torch.int32 if x.dtype is torch.bool else x.dtype
    return function(x, dim=axis, dtype=dtype)


@op
def cumsum(x: Tensor, axis: Axis = None, dtype: DType = None):
    """The sum of all elements so far along `axis`.

    Args:
        axis: An axis; that of the flattened tensor if `None`.
        dtype: The result's dtype.
    """
    return _running(torch.cumsum, x, axis, dtype)


@op
def cumprod(x: Tensor, axis: Axis = None, dtype: DType = None):
    """The product of all elements so far along `axis`.

    Args:
        axis: An axis; that of the flattened tensor if `None`.
        dtype: The result's dtype.
    """
    return _running(torch.cumprod, x, axis, dtype)


@op
def nancumsum(x: Tensor, axis: Axis = None, dtype: DType = None):
    """As `cumsum()`, with NaN as 0."""
    return _running(torch.cumsum, _filled(x, 0), axis, dtype)


@op
def nancumprod(x: Tensor, axis: Axis = None, dtype: DType = None):
    """As `cumprod()`, with NaN as 1."""
    return _running(torch.cumprod, _filled(x, 1), axis, dtype)


@op
def diff(a: Tensor, n: Int = 1, axis: Axis = -1):
    """Each element minus the one before it along `axis`, `n` times over.

    Args:
        n: How many times differences are taken.
        axis: The axis.
    """
    return torch.diff(a, n=n, dim=axis)
