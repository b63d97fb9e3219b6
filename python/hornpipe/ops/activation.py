"""Activation functions as operations: element by element, or along an axis."""
from __future__ import annotations

import warnings

import torch
import torch.nn.functional as F

from ..core.errors import ArgumentTypeError, got
from ..core.types import Axes, Axis, Flag, Real, Tensor
from .axes import axes_of, axis_of
from .op import op
from .promotion import floating

# ---------------------------------------------------------------- rectifiers

@op
def relu(x: Tensor):
    """`max(x, 0)`.

    Args:
        x: Tensor.
    """
    return torch.relu(x)


@op
def relu6(x: Tensor):
    """`min(max(x, 0), 6)`.

    Args:
        x: Tensor.
    """
    return F.relu6(x)


@op
def leaky_relu(x: Tensor, negative_slope: Real = 0.2):
    """`x` where positive, else `negative_slope * x`.

    Args:
        x: Tensor.
        negative_slope: Slope below 0.
    """
    return F.leaky_relu(floating(x), negative_slope)


@op
def elu(x: Tensor, alpha: Real = 1.0):
    """`x` where positive, else `alpha * (exp(x) - 1)`.

    Args:
        x: Tensor.
        alpha: Minus the limit for small `x`.

    Reference:
        Clevert et al., 2016, https://arxiv.org/abs/1511.07289
    """
    return F.elu(floating(x), alpha)


@op
def celu(x: Tensor, alpha: Real = 1.0):
    """`max(x, 0) + min(0, alpha * (exp(x / alpha) - 1))`, smooth at 0 for every `alpha`.

    Args:
        x: Tensor.
        alpha: Minus the limit for small `x`.

    Reference:
        Barron, 2017, https://arxiv.org/abs/1704.07483
    """
    return F.celu(floating(x), alpha)


@op
def selu(x: Tensor):
    """`elu()` scaled so that mean 0 and variance 1 are kept from layer to layer.

    Args:
        x: Tensor.

    Reference:
        Klambauer et al., 2017, https://arxiv.org/abs/1706.02515
    """
    return F.selu(floating(x))


@op
def threshold(x: Tensor, threshold: Real, default_value: Real):
    """`x` where it is above `threshold`, else `default_value`.

    Args:
        x: Tensor.
        threshold: The bound.
        default_value: What stands at and below the bound.
    """
    return F.threshold(x, threshold, default_value)


# ---------------------------------------------------------------- between two bounds

@op
def sigmoid(x: Tensor):
    """`1 / (1 + exp(-x))`.

    Args:
        x: Tensor.
    """
    return torch.sigmoid(floating(x))


@op
def log_sigmoid(x: Tensor):
    """Logarithm of `sigmoid(x)`, exact for large negative `x`.

    Args:
        x: Tensor.
    """
    return F.logsigmoid(floating(x))


@op
def hard_sigmoid(x: Tensor):
    """`relu6(x + 3) / 6`, a sigmoid of straight lines.

    Args:
        x: Tensor.
    """
    return F.hardsigmoid(floating(x))


@op
def sparse_sigmoid(x: Tensor):
    """`(x + 1) / 2` between -1 and 1, else 0 or 1.

    Args:
        x: Tensor.

    Reference:
        Martins and Astudillo, 2016, https://arxiv.org/abs/1602.02068
    """
    return ((floating(x) + 1) * 0.5).clamp(0, 1)


@op
def hard_tanh(x: Tensor):
    """`x` between -1 and 1, else the nearer of the two.

    Args:
        x: Tensor.
    """
    return F.hardtanh(x)


@op
def softsign(x: Tensor):
    """`x / (1 + |x|)`.

    Args:
        x: Tensor.
    """
    return F.softsign(floating(x))


# ---------------------------------------------------------------- smooth rectifiers

@op
def softplus(x: Tensor):
    """`log(1 + exp(x))`.

    Args:
        x: Tensor.
    """
    return F.softplus(floating(x))


@op
def sparse_plus(x: Tensor):
    """0 up to -1, `(x + 1)**2 / 4` up to 1, then `x`.

    Args:
        x: Tensor.
    """
    x = floating(x)
    return torch.where(x < 1, 0.25 * (x.clamp(min=-1) + 1) ** 2, x)


@op
def squareplus(x: Tensor, b: Real = 4):
    """`(x + sqrt(x**2 + b)) / 2`.

    Args:
        x: Tensor.
        b: How smooth the bend at 0 is.

    Reference:
        Barron, 2021, https://arxiv.org/abs/2112.11687
    """
    x = floating(x)
    return (x + torch.sqrt(x * x + b)) / 2


@op(aliases=("swish",))
def silu(x: Tensor):
    """`x * sigmoid(x)`.

    Args:
        x: Tensor.

    Reference:
        Ramachandran et al., 2017, https://arxiv.org/abs/1710.05941
    """
    return F.silu(floating(x))


swish = silu


@op(aliases=("hard_swish",))
def hard_silu(x: Tensor):
    """`x * hard_sigmoid(x)`.

    Args:
        x: Tensor.

    Reference:
        Howard et al., 2019, https://arxiv.org/abs/1905.02244
    """
    return F.hardswish(floating(x))


hard_swish = hard_silu


@op
def gelu(x: Tensor, approximate: Flag = True):
    """`x` times the probability that a standard normal draw is below `x`.

    Args:
        x: Tensor.
        approximate: Whether that probability is approximated by tanh.

    Reference:
        Hendrycks and Gimpel, 2016, https://arxiv.org/abs/1606.08415
    """
    return F.gelu(floating(x), approximate="tanh" if approximate else "none")


@op
def glu(x: Tensor, axis: Axis = -1):
    """One half of `x` times the sigmoid of the other.

    Args:
        x: Tensor with an even size along `axis`.
        axis: Axis to halve.

    Reference:
        Dauphin et al., 2017, https://arxiv.org/abs/1612.08083
    """
    if not isinstance(axis, int):
        raise ArgumentTypeError(f"`axis` must be an int, {got(axis)}.", argument="axis", actual=axis)
    return F.glu(floating(x), axis)


# ---------------------------------------------------------------- shrinking

@op
def tanh_shrink(x: Tensor):
    """`x - tanh(x)`.

    Args:
        x: Tensor.
    """
    return F.tanhshrink(floating(x))


@op
def soft_shrink(x: Tensor, threshold: Real = 0.5):
    """`x` moved towards 0 by `threshold`, and 0 where it was nearer than that.

    Args:
        x: Tensor.
        threshold: How far.
    """
    return F.softshrink(x, threshold)


@op
def hard_shrink(x: Tensor, threshold: Real = 0.5):
    """`x` where `|x| > threshold`, else 0.

    Args:
        x: Tensor.
        threshold: The bound.
    """
    return F.hardshrink(x, threshold)


# ---------------------------------------------------------------- along an axis

def _along(function, x, axis):
    """`function(x, axis)` for one axis, several, or all of them (`None`)."""
    if isinstance(axis, int):
        if x.ndim and x.shape[axis if -x.ndim <= axis < x.ndim else axis_of(x.ndim, axis)] == 1:
            warnings.warn(f"The softmax runs over axis {axis} of a tensor of shape {tuple(x.shape)}: that axis has size 1, so every value becomes 1. "
                          "For two classes out of one number use a sigmoid.", stacklevel=3)
        return function(x, axis)
    axes = axes_of(x.ndim, axis)
    last = tuple(range(-len(axes), 0))
    moved = x.movedim(axes, last)
    return function(moved.flatten(moved.ndim - len(axes)), -1).reshape(moved.shape).movedim(last, axes)


@op
def softmax(x: Tensor, axis: Axes = -1):
    """`exp(x)` divided by its sum over `axis`.

    Args:
        x: Tensor.
        axis: One axis or several; `None` is all.
    """
    return _along(torch.softmax, floating(x), axis)


@op
def log_softmax(x: Tensor, axis: Axes = -1):
    """Logarithm of `softmax(x)`, exact where that is near 0.

    Args:
        x: Tensor.
        axis: One axis or several; `None` is all.
    """
    return _along(torch.log_softmax, floating(x), axis)


@op
def sparsemax(x: Tensor, axis: Axis = -1):
    """Like softmax, with exact zeros for small entries.

    Args:
        x: Tensor.
        axis: Axis to normalize.

    Reference:
        Martins and Astudillo, 2016, https://arxiv.org/abs/1602.02068
    """
    x = floating(x)
    axis = axis_of(x.ndim, axis)
    ordered = x.sort(dim=axis, descending=True).values
    partial = ordered.cumsum(axis)
    rank = torch.arange(1, x.shape[axis] + 1, dtype=x.dtype, device=x.device).view([-1 if a == axis else 1 for a in range(x.ndim)])
    kept = ordered > (partial - 1) / rank
    # Keras: the paper takes the last partial sum that is kept, Keras adds all of them up. The numbers here are Keras',
    # so entries do not sum to 1 where more than one stays above 0.
    tau = (torch.where(kept, partial, 0).sum(axis, keepdim=True) - 1) / kept.sum(axis, keepdim=True)
    return (x - tau).clamp(min=0)
