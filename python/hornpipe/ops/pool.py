"""Pooling: the maximum or the mean of windows."""
from __future__ import annotations

import math

import torch
import torch.nn.functional as F

from ..core.arguments import choice, whole_each
from ..core.errors import ShapeError
from ..core.types import Ints, Tensor, Text
from ..runtime.settings import data_format_or_default
from .conv import channels_back, channels_to_front, lifted, same_padding
from .op import op
from .promotion import floating

_MAX = {2: F.max_pool2d, 3: F.max_pool3d}
_MEAN = {2: F.avg_pool2d, 3: F.avg_pool3d}
_ADAPTIVE_MAX = {2: F.adaptive_max_pool2d, 3: F.adaptive_max_pool3d}
_max_backward, _mean_backward = torch.ops.aten.max_pool2d_with_indices_backward.default, torch.ops.aten.avg_pool2d_backward.default
_ADAPTIVE_MEAN = {2: F.adaptive_avg_pool2d, 3: F.adaptive_avg_pool3d}


# ---------------------------------------------------------------- on torch tensors, for layers

def pool(reduce: str, x, window, strides, padding="valid", data_format="channels_last"):
    """The "max" or "mean" of windows, the arguments checked already: a value per spatial axis.

    Padding never counts: it is below every number for a maximum, and left out of a mean.
    """
    rank = x.ndim - 2
    if rank == 3 and reduce == "mean" and x.dtype.itemsize == 2 and x.device.type == "cpu":      # torch has no such kernel
        return pool(reduce, x.float(), window, strides, padding, data_format).to(x.dtype)
    x = channels_to_front(x, data_format)
    window, strides = lifted(window), lifted(strides)
    sides = [same_padding(*s) for s in zip(x.shape[2:], window, strides)] if padding == "same" else [(0, 0)] * len(window)
    begin = [left for left, _ in sides]
    # torch pads both ends alike; with `ceil_mode` a window may reach further over the end, unless windows are one step apart.
    uneven = any(left != right for left, right in sides)
    reach = [right - left if s == 1 else 0 for (left, right), s in zip(sides, strides)]
    if reduce == "max":
        if any(reach):
            x = F.pad(x, [p for r in reversed(reach) for p in (0, r)], value=-math.inf if x.is_floating_point() else _least(x.dtype))
        pairs = window == strides and padding == "valid" and all(w == 1 or w == 2 <= size for w, size in zip(window, x.shape[2:]))
        if pairs and not (x.requires_grad and torch.is_grad_enabled()):
            y = _greatest_of_pairs(x, window)
        else:
            y = _MAX[x.ndim - 2](x, window, strides, begin, ceil_mode=uneven)
    elif any(reach):
        y = _mean_with_counts(x, window, strides, sides)
    else:
        y = _MEAN[x.ndim - 2](x, window, strides, begin, ceil_mode=uneven, count_include_pad=False)
    return channels_back(y, data_format, rank)


def with_pullback(reduce: str, window, strides, padding="valid", data_format="channels_last"):
    """`pool()` as a function without autograd that knows its derivative.

    Returns:
        None where it is not known. Else a function of `x` that gives the result, and a function `(gradient, wanted)` which gives the gradient
        of `x`, and nothing.
    """
    rank, window, strides = len(window), lifted(window), lifted(strides)
    if rank > 2 or padding == "same" and any(s == 1 and w % 2 == 0 for w, s in zip(window, strides)):        # these are padded by hand
        return None

    def run(inputs):
        x = channels_to_front(inputs, data_format)
        sides = [same_padding(*s) for s in zip(x.shape[2:], window, strides)] if padding == "same" else ((0, 0), (0, 0))
        begin, uneven = [left for left, _ in sides], any(left != right for left, right in sides)
        if reduce == "max":
            y, places = torch.ops.aten.max_pool2d_with_indices.default(x, window, strides, begin, (1, 1), uneven)
        else:
            y = torch.ops.aten.avg_pool2d.default(x, window, strides, begin, uneven, False)

        def pullback(gradient, wanted):
            gradient = channels_to_front(gradient, data_format)
            if reduce == "max":
                below = _max_backward(gradient, x, window, strides, begin, (1, 1), uneven, places)
            else:
                below = _mean_backward(gradient, x, window, strides, begin, uneven, False, None)
            return channels_back(below, data_format, rank), ()

        return channels_back(y, data_format, rank), pullback

    return run


def _greatest_of_pairs(x, window):
    """Max pooling with windows of two, several times as fast as torch's kernel: that one also notes where each value was found."""
    for axis, size in enumerate(window, 2):
        if size == 2:
            stop = x.shape[axis] // 2 * 2
            x = torch.maximum(*(x[(slice(None),) * axis + (slice(start, stop, 2),)] for start in (0, 1)))
    return x


def _least(dtype):
    return torch.iinfo(dtype).min


def _mean_with_counts(x, window, strides, sides):
    """Sums of windows over zeros, divided by how many entries are no padding."""
    mean = _MEAN[x.ndim - 2]
    around = [p for side in reversed(sides) for p in side]
    inside = F.pad(x.new_ones((1, 1, *x.shape[2:])), around)
    return mean(F.pad(x, around), window, strides) / mean(inside, window, strides)


def adaptive_pool(reduce: str, x, sizes, data_format="channels_last"):
    """The "max" or "mean" of windows that divide each spatial axis into a given number of parts."""
    rank = x.ndim - 2
    x = channels_to_front(x, data_format)
    function = (_ADAPTIVE_MAX if reduce == "max" else _ADAPTIVE_MEAN)[x.ndim - 2]
    return channels_back(function(x, lifted(sizes)), data_format, rank)


# ---------------------------------------------------------------- operations

def _rank(inputs) -> int:
    if inputs.ndim not in (3, 4, 5):
        raise ShapeError(f"Pooling takes inputs of rank 3, 4 or 5, got shape {tuple(inputs.shape)}.", argument="inputs", expected=4, actual=tuple(inputs.shape))
    return inputs.ndim - 2


def _pooled(reduce, inputs, pool_size, strides, padding, data_format):
    rank = _rank(inputs)
    window = whole_each("pool_size", pool_size, rank)
    strides = window if strides is None else whole_each("strides", strides, rank)
    padding = choice("padding", str(padding).lower(), ("valid", "same"))
    return pool(reduce, inputs, window, strides, padding, data_format_or_default(data_format))


@op
def max_pool(inputs: Tensor, pool_size: Ints, strides: Ints = None, padding: Text = "valid", data_format: Text = None):
    """The greatest value of each window.

    Args:
        inputs: `(batch, *space, channels)`, or `(batch, channels, *space)` for "channels_first".
        pool_size: Size of the window.
        strides: Its steps; its size if `None`.
        padding: "valid" or "same".
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """
    return _pooled("max", inputs, pool_size, strides, padding, data_format)


@op
def average_pool(inputs: Tensor, pool_size: Ints, strides: Ints = None, padding: Text = "valid", data_format: Text = None):
    """The mean of each window; padding is left out of it.

    Args:
        inputs: `(batch, *space, channels)`, or `(batch, channels, *space)` for "channels_first".
        pool_size: Size of the window.
        strides: Its steps; its size if `None`.
        padding: "valid" or "same".
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """
    return _pooled("mean", floating(inputs), pool_size, strides, padding, data_format)


@op
def adaptive_max_pool(inputs: Tensor, output_size: Ints, data_format: Text = None):
    """The greatest value of each of a given number of windows, which divide the space evenly.

    Args:
        inputs: `(batch, *space, channels)`, or `(batch, channels, *space)` for "channels_first".
        output_size: Number of windows along each axis.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """
    return adaptive_pool("max", inputs, whole_each("output_size", output_size, _rank(inputs)), data_format_or_default(data_format))


@op
def adaptive_average_pool(inputs: Tensor, output_size: Ints, data_format: Text = None):
    """The mean of each of a given number of windows, which divide the space evenly.

    Args:
        inputs: `(batch, *space, channels)`, or `(batch, channels, *space)` for "channels_first".
        output_size: Number of windows along each axis.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """
    return adaptive_pool("mean", floating(inputs), whole_each("output_size", output_size, _rank(inputs)), data_format_or_default(data_format))
