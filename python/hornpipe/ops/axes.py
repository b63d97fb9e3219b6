"""Axes as operations count them: from 0, checked."""
from __future__ import annotations

import operator

from ..core.errors import ArgumentError


def axis_of(ndim: int, axis) -> int:
    """`axis` counted from the front of `ndim` axes.

    Raises:
        ValueError: There is no such axis.
    """
    axis = operator.index(axis)
    if not -ndim <= axis < ndim:
        raise ArgumentError(f"`axis` must be from {-ndim} to {ndim - 1}; axis {axis} is out of bounds for {ndim} axes.", argument="axis", actual=axis)
    return axis % ndim


def axes_of(ndim: int, axes) -> tuple:
    """One or several axes counted from the front; all of them for `None`."""
    if axes is None:
        return tuple(range(ndim))
    return tuple(axis_of(ndim, a) for a in ((axes,) if isinstance(axes, int) else axes))
