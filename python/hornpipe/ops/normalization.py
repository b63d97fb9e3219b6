"""Statistics of a batch, and what is normalized by them."""
from __future__ import annotations

import warnings

import torch
import torch.nn.functional as F

from ..core.arguments import is_int
from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Axes, Axis, Flag, Int, Real, Tensor
from ..runtime import settings
from . import promotion
from .axes import axes_of, axis_of
from .op import op
from .promotion import floating


def _spread(vector, axes, rank):
    """A vector of parameters, to broadcast over the axes that are not normalized."""
    if vector is None or vector.ndim == rank:
        return vector
    sizes = iter(vector.shape)
    return vector.reshape([next(sizes) if a in axes else 1 for a in range(rank)]) if vector.ndim == len(axes) else vector


@op
def moments(x: Tensor, axes: Axes, keepdims: Flag = False, synchronized: Flag = False):
    """Mean and variance.

    Args:
        x: Tensor.
        axes: Axes over which they are taken.
        keepdims: Whether those axes stay, with size 1.
        synchronized: Whether they are taken over all replicas; there is one only.

    Returns:
        Pair of tensors: the mean, and the variance.
    """
    if synchronized:
        raise ArgumentError("`synchronized=True` needs several replicas; there is one.", argument="synchronized", actual=synchronized)
    axes = axes if isinstance(axes, int) else tuple(axes)
    wide = floating(x).to(torch.float32) if x.dtype is torch.float16 else floating(x)
    variance, mean = torch.var_mean(wide, axes, correction=0, keepdim=keepdims)
    if x.dtype is torch.float16:
        limits = torch.finfo(torch.float16)
        mean, variance = (m.clamp(limits.min, limits.max).to(torch.float16) for m in (mean, variance))
    return mean, variance


@op
def batch_normalization(x: Tensor, mean: Tensor, variance: Tensor, axis: Axis, offset: Tensor = None, scale: Tensor = None, epsilon: Real = 1e-3):
    """`(x - mean) / sqrt(variance + epsilon) * scale + offset`, channel by channel.

    Args:
        x: Tensor.
        mean: A mean for each channel.
        variance: A variance for each channel.
        axis: Axis of the channels.
        offset: Added to each channel.
        scale: Multiplies each channel.
        epsilon: Keeps the division finite.
    """
    axes = (axis_of(x.ndim, axis),)
    for name, vector in (("mean", mean), ("variance", variance), ("offset", offset), ("scale", scale)):
        if vector is not None and tuple(vector.shape) != (x.shape[axis],):
            raise ShapeError(f"`{name}` must be a vector of length {x.shape[axis]}, got shape {tuple(vector.shape)}.",
                             argument=name, expected=(x.shape[axis],), actual=tuple(vector.shape))
    mean, variance, offset, scale = (_spread(v, axes, x.ndim) for v in (mean, variance, offset, scale))
    factor = torch.rsqrt(variance + epsilon)
    if scale is not None:
        factor = factor * scale
    y = (x - mean) * factor
    return y if offset is None else y + offset


@op
def layer_normalization(x: Tensor, gamma: Tensor = None, beta: Tensor = None, axis: Axes = -1, epsilon: Real = None, **kwargs):
    """`(x - mean) / sqrt(variance + epsilon) * gamma + beta`, each sample by its own mean and variance.

    Args:
        x: Tensor.
        gamma: Multiplies the result; sizes of the normalized axes.
        beta: Added to the result; likewise.
        axis: Axes over which mean and variance are taken.
        epsilon: Keeps the division finite; the setting if `None`.
    """
    epsilon = settings.epsilon() if epsilon is None else epsilon
    rms_scaling = kwargs.pop("rms_scaling", False)
    if kwargs:
        raise TypeError(f"`layer_normalization()` takes no arguments {sorted(kwargs)}.")
    axes = tuple(sorted(axes_of(x.ndim, axis)))
    wide = promotion.wide(x)
    gamma, beta = (None if v is None else v.to(wide.dtype) for v in (gamma, beta))
    if rms_scaling:
        warnings.warn("You passed `rms_scaling=True`, which is deprecated: it divides by the standard deviation. "
                      "`rms_normalization()` divides by the root mean square.", stacklevel=2)
        y = wide * torch.rsqrt(wide.var(axes, correction=0, keepdim=True) + epsilon)
        y = y if gamma is None else y * _spread(gamma, axes, x.ndim)
    elif axes == tuple(range(axes[0], x.ndim)):
        sizes = tuple(x.shape[a] for a in axes)
        y = F.layer_norm(wide, sizes, *(None if v is None else v.reshape(sizes) for v in (gamma, beta)), epsilon)
    else:
        variance, mean = torch.var_mean(wide, axes, correction=0, keepdim=True)
        y = (wide - mean) * torch.rsqrt(variance + epsilon)
        y = y if gamma is None else y * _spread(gamma, axes, x.ndim)
        y = y if beta is None else y + _spread(beta, axes, x.ndim)
    return y.to(x.dtype)


@op
def rms_normalization(x: Tensor, scale: Tensor = None, axis: Axes = -1, epsilon: Real = None):
    """`x / sqrt(mean(x**2) + epsilon) * scale`.

    Args:
        x: Tensor.
        scale: Multiplies the result; sizes of the normalized axes.
        axis: Axes over which the mean is taken.
        epsilon: Keeps the division finite; the setting if `None`.

    Reference:
        Zhang and Sennrich, 2019, https://arxiv.org/abs/1910.07467
    """
    epsilon = settings.epsilon() if epsilon is None else epsilon
    shape = x.shape
    x = x.reshape(1) if x.ndim == 0 else x
    axes = tuple(sorted(axes_of(x.ndim, axis)))
    wide = promotion.wide(x)
    y = wide * torch.rsqrt(wide.square().mean(axes, keepdim=True) + epsilon)
    y = y if scale is None else y * _spread(scale.to(wide.dtype), axes, x.ndim)
    return y.to(x.dtype).reshape(shape)


@op
def normalize(x: Tensor, axis: Axes = -1, order: Int = 2, epsilon: Real = None):
    """`x` divided by its norms.

    Args:
        x: Tensor.
        axis: Axes over which norms are taken.
        order: 2 for Euclidean norms, 1 for sums of absolute values, and so on.
        epsilon: Least norm; the setting if `None`.
    """
    epsilon = settings.epsilon() if epsilon is None else epsilon
    if not is_int(order) or order < 1:
        raise ArgumentError(f"Argument `order` must be an int >= 1, {got(order)}.", argument="order", actual=order)
    x = floating(x)
    x = x.reshape(1) if x.ndim == 0 else x
    axis = axes_of(x.ndim, axis)
    if order == 2:
        return x * torch.rsqrt(x.square().sum(axis, keepdim=True)).clamp(max=1.0 / epsilon)
    return x / torch.linalg.vector_norm(x, order, axis, keepdim=True).clamp(min=epsilon)
