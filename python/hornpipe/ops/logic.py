"""Comparisons, tests of elements, and what is computed on booleans."""
from __future__ import annotations

import torch

from ..core.types import Axes, Flag, Real, Tensor
from ..runtime.convert import convert_to_tensor
from .op import op
from .promotion import promote, promote_all

# ---------------------------------------------------------------- comparisons


@op
def equal(x1: Tensor, x2: Tensor):
    """`x1 == x2`."""
    x1, x2 = promote(x1, x2)
    return torch.eq(x1, x2) if isinstance(x1, torch.Tensor) else torch.eq(x2, x1)


@op
def not_equal(x1: Tensor, x2: Tensor):
    """`x1 != x2`."""
    x1, x2 = promote(x1, x2)
    return torch.ne(x1, x2) if isinstance(x1, torch.Tensor) else torch.ne(x2, x1)


@op
def less(x1: Tensor, x2: Tensor):
    """`x1 < x2`."""
    x1, x2 = promote(x1, x2)
    return torch.lt(x1, x2) if isinstance(x1, torch.Tensor) else torch.gt(x2, x1)


@op
def less_equal(x1: Tensor, x2: Tensor):
    """`x1 <= x2`."""
    x1, x2 = promote(x1, x2)
    return torch.le(x1, x2) if isinstance(x1, torch.Tensor) else torch.ge(x2, x1)


@op
def greater(x1: Tensor, x2: Tensor):
    """`x1 > x2`."""
    x1, x2 = promote(x1, x2)
    return torch.gt(x1, x2) if isinstance(x1, torch.Tensor) else torch.lt(x2, x1)


@op
def greater_equal(x1: Tensor, x2: Tensor):
    """`x1 >= x2`."""
    x1, x2 = promote(x1, x2)
    return torch.ge(x1, x2) if isinstance(x1, torch.Tensor) else torch.le(x2, x1)


@op
def isclose(x1: Tensor, x2: Tensor, rtol: Real = 1e-5, atol: Real = 1e-8, equal_nan: Flag = False):
    """Whether `|x1 - x2| <= atol + rtol |x2|`.

    Args:
        rtol: Tolerance that grows with `x2`.
        atol: Tolerance that does not.
        equal_nan: Whether NaN is close to NaN.
    """
    return torch.isclose(*promote_all(x1, x2), rtol, atol, equal_nan)


@op
def allclose(x1: Tensor, x2: Tensor, rtol: Real = 1e-5, atol: Real = 1e-8, equal_nan: Flag = False):
    """Whether every pair of elements is close, as `isclose()` has it."""
    return torch.all(torch.isclose(*promote_all(x1, x2), rtol, atol, equal_nan))


# ---------------------------------------------------------------- booleans


def _boolean(x):
    return x.bool() if isinstance(x, torch.Tensor) else convert_to_tensor(x, "bool")


@op
def logical_and(x1: Tensor, x2: Tensor):
    """Whether both are true; numbers are true unless 0."""
    return torch.logical_and(_boolean(x1), _boolean(x2))


@op
def logical_or(x1: Tensor, x2: Tensor):
    """Whether at least one is true; numbers are true unless 0."""
    return torch.logical_or(_boolean(x1), _boolean(x2))


@op
def logical_xor(x1: Tensor, x2: Tensor):
    """Whether exactly one is true; numbers are true unless 0."""
    return torch.logical_xor(_boolean(x1), _boolean(x2))


@op
def logical_not(x: Tensor):
    """True where `x` is 0 or false."""
    return torch.logical_not(x)


@op
def all(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """Whether all elements over `axis` are true.

    Args:
        axis: One or several axes; all if `None`.
        keepdims: Whether the axes stay, with size 1.
    """
    return _over(torch.all, x.bool(), axis, keepdims)


@op
def any(x: Tensor, axis: Axes = None, keepdims: Flag = False):
    """Whether at least one element over `axis` is true.

    Args:
        axis: One or several axes; all if `None`.
        keepdims: Whether the axes stay, with size 1.
    """
    return _over(torch.any, x.bool(), axis, keepdims)


def _over(function, x, axis, keepdims):
    """Torch takes a tuple of axes, but no empty one: then every element stands for itself."""
    if axis is not None and not isinstance(axis, int):
        return function(x, dim=tuple(axis), keepdim=keepdims) if len(axis) else x
    return function(x, dim=axis, keepdim=keepdims)


# ---------------------------------------------------------------- tests of elements


@op
def isfinite(x: Tensor):
    """Whether an element is neither infinite nor NaN."""
    return torch.isfinite(x)


@op
def isinf(x: Tensor):
    """Whether an element is infinite."""
    return torch.isinf(x)


@op
def isposinf(x: Tensor):
    """Whether an element is plus infinity."""
    return torch.isposinf(x)


@op
def isneginf(x: Tensor):
    """Whether an element is minus infinity."""
    return torch.isneginf(x)


@op
def isnan(x: Tensor):
    """Whether an element is NaN."""
    return torch.isnan(x)


@op
def isreal(x: Tensor):
    """Whether an element has no imaginary part."""
    return torch.isreal(x)


@op
def signbit(x: Tensor):
    """Whether the sign is negative; true for -0.0."""
    return torch.signbit(x)


@op
def isin(x1: Tensor, x2: Tensor, assume_unique: Flag = False, invert: Flag = False):
    """Whether each element of `x1` is among those of `x2`.

    Args:
        assume_unique: Promise that both hold no value twice, which is faster.
        invert: Whether the answers are turned over.
    """
    x1, x2 = promote_all(x1, x2)
    if x1.dtype is torch.bool:
        x1, x2 = x1.int(), x2.int()
    if x1.dtype is torch.bfloat16:
        x1, x2 = x1.float(), x2.float()
    return torch.isin(x1, x2, assume_unique=assume_unique, invert=invert)
