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
from .op import op
from .promotion import common_dtype, floating, promote_all

_SMALL_INTS = frozenset({torch.bool, torch.uint8, torch.int8, torch.int16})


def _axes(x, axis) -> tuple:
    """The axes to reduce, counted from 0."""
    if axis is None:
        return tuple(range(x.ndim))
    axes = (axis,) if isinstance(axis, int) else tuple(axis)
    for a in axes:
        if not -x.ndim <= a < x.ndim:
            raise ArgumentError(f"`axis` must lie between {-x.ndim} and {x.ndim - 1} for a tensor of {x.ndim} axes, {got(axis)}.", argument="axis", actual=axis)
    return tuple(a % x.ndim for a in axes)


def _as_last(x, axis, keepdims):
    """`x` with the reduced axes flattened into a last one, and what restores the shape of the result."""
    axes = _axes(x, axis)
    kept = [a for a in range(x.ndim) if a not in axes]
    flat = x.permute(*kept, *axes).reshape([x.shape[a] for a in kept] + [-1])
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
    if axis == ():
        return x.to(dtype)
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
    for a in sorted(_axes(x, axis), reverse=True):
        x = torch.prod(x, dim=a, keepdim=keepdims, dtype=x.dtype)
    return x


@op
def mean(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """The mean over `axis`, floating.

    Args:
        axis: One or several axes; all if `None`.
        keepdims: Whether the axes stay, with size 1.
    """
    x = floating(x)
    return x if axis == () or axis == [] else torch.mean(x, dim=axis, keepdim=keepdims)


@op
def var(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """The variance over `axis`: the mean square distance from the mean.

    Args:
        axis: One or several axes; all if `None`.
        keepdims: Whether the axes stay, with size 1.
    """
    x = floating(x)
    wide = x.float() if x.dtype in (torch.float16, torch.bfloat16) else x
    return torch.var(wide, dim=axis, keepdim=keepdims, correction=0).to(x.dtype)


@op
def std(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """The standard deviation over `axis`: the root of the variance.

    Args:
        axis: One or several axes; all if `None`.
        keepdims: Whether the axes stay, with size 1.
    """
    x = floating(x)
    return torch.std(x, dim=axis, keepdim=keepdims, correction=0)


@op
def average(x: Tensor, axis: Axes = None, weights: Tensor = None):
    """The mean over `axis`, with weights.

    Args:
        axis: One or several axes; all if `None`.
        weights: Weights of the shape of `x`, or of its `axis` alone; all 1 if `None`.
    """
    if weights is None:
        x = floating(promote_all(x)[0])
        return torch.mean(x, dim=axis) if axis is None or axis != () else x
    x, weights = promote_all(x, weights, to=(float,))
    if axis is None or axis == () or axis == []:
        return torch.sum(x * weights) / torch.sum(weights) if axis is None else x
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
    x = floating(x)
    return torch.logsumexp(x, dim=_axes(x, axis), keepdim=keepdims) if x.ndim else x


@op
def count_nonzero(x: Tensor, axis: Axes = None):
    """How many elements over `axis` are not 0.

    Args:
        axis: One or several axes; all if `None`.
    """
    return x.ne(0).int() if axis == () or axis == [] else torch.count_nonzero(x, dim=axis).int()


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
    result = x if axis == () or axis == [] else function(x, dim=_axes(x, axis), keepdim=keepdims) if x.ndim else x
    return result if initial is None else fold(result, torch.as_tensor(initial, dtype=result.dtype, device=result.device))


@op(aliases=("amax",))
def max(x: Tensor, axis: Axes = None, keepdims: Flag = False, initial: Real = None):
    """The largest element over `axis`.

    Args:
        axis: One or several axes; all if `None`.
        keepdims: Whether the axes stay, with size 1.
        initial: The least that may come out; needed for axes without elements.
    """
    return _extreme(torch.amax, x, axis, keepdims, initial, torch.maximum)


@op(aliases=("amin",))
def min(x: Tensor, axis: Axes = None, keepdims: Flag = False, initial: Real = None):
    """The smallest element over `axis`.

    Args:
        axis: One or several axes; all if `None`.
        keepdims: Whether the axes stay, with size 1.
        initial: The most that may come out; needed for axes without elements.
    """
    return _extreme(torch.amin, x, axis, keepdims, initial, torch.minimum)


@op
def ptp(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """The largest minus the smallest element over `axis`.

    Args:
        axis: One or several axes; all if `None`.
        keepdims: Whether the axes stay, with size 1.
    """
    axes = _axes(x, axis)
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


def _quantile(function, x, q, axis, method, keepdims):
    choice("method", method, _METHODS)
    x, q = promote_all(x, q, to=(float,))
    dtype = x.dtype
    wide = x if dtype in (torch.float32, torch.float64) else x.float()
    flat, shape = _as_last(wide, axis, keepdims)
    return function(flat, q.to(wide.dtype), dim=-1, interpolation=method).reshape([*q.shape, *shape]).to(dtype)


@op
def quantile(x: Tensor, q: Tensor, axis: Axes = None, method: Text = "linear", keepdims: Flag = False):
    """The values below which a share `q` of the elements lies.

    Args:
        q: Shares between 0 and 1; their axes come first in the result.
        axis: One or several axes; all if `None`.
        method: "linear", "lower", "higher", "midpoint" or "nearest": what stands between two elements.
        keepdims: Whether the axes stay, with size 1.
    """
    return _quantile(torch.quantile, x, q, axis, method, keepdims)


@op
def percentile(x: Tensor, q: Tensor, axis: Axes = None, method: Text = "linear", keepdims: Flag = False):
    """As `quantile()`, with `q` between 0 and 100."""
    return _quantile(torch.quantile, x, _share(q), axis, method, keepdims)


@op
def median(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """The middle element over `axis`; the mean of the middle two of an even number.

    Args:
        axis: One or several axes; all if `None`.
        keepdims: Whether the axes stay, with size 1.
    """
    return _quantile(torch.quantile, x, 0.5, axis, "linear", keepdims)


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
    x = floating(x)
    return torch.nanmean(x, dim=_axes(x, axis), keepdim=keepdims)


@op
def nanvar(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """As `var()`, without NaN."""
    x = floating(x)
    axes = _axes(x, axis)
    return torch.nanmean(torch.square(x - torch.nanmean(x, dim=axes, keepdim=True)), dim=axes, keepdim=keepdims)


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
    axes = _axes(x, axis)
    if not x.is_floating_point():
        return function(x, axes, keepdims)
    nothing = torch.all(torch.isnan(x), dim=axes, keepdim=keepdims) if axes else torch.isnan(x)
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
    return _quantile(torch.nanquantile, x, 0.5, axis, "linear", keepdims)


@op
def nanquantile(x: Tensor, q: Tensor, axis: Axes = None, method: Text = "linear", keepdims: Flag = False):
    """As `quantile()`, without NaN."""
    return _quantile(torch.nanquantile, x, q, axis, method, keepdims)


@op
def nanpercentile(x: Tensor, q: Tensor, axis: Axes = None, method: Text = "linear", keepdims: Flag = False):
    """As `percentile()`, without NaN."""
    return _quantile(torch.nanquantile, x, _share(q), axis, method, keepdims)


def _filled(x, value):
    """`x` with NaN replaced."""
    return torch.where(torch.isnan(x), value, x).to(x.dtype) if x.is_floating_point() or x.is_complex() else x


# ---------------------------------------------------------------- along an axis


def _running(function, x, axis, dtype):
    if axis is None:
        x, axis = x.reshape(-1), 0
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
