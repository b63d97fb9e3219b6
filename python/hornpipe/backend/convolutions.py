"""Keras 2's convolutions, pools and margins of tensors."""
from __future__ import annotations

from .. import ops
from ..core.arguments import choice
from ..core.types import Int, Ints, Structure, Tensor, Text
from ..layers.local import convolve_unshared
from ..runtime import settings


def _spatial(x, data_format):
    """(data format, axes of space)."""
    data_format = settings.data_format_or_default(data_format)
    first = 1 if data_format == "channels_last" else 2
    return data_format, range(first, first + len(x.shape) - 2)


def bias_add(x: Tensor, bias: Tensor, data_format: Text = None):
    """A bias added: one number for each channel, or one for each channel and place.

    Args:
        x: `(batch, *space, channels)`, or with channels first.
        bias: `(channels,)` or `(*space, channels)`.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """
    if settings.data_format_or_default(data_format) == "channels_first" and len(x.shape) > 2:
        extra = (1,) * (len(x.shape) - 2) if len(bias.shape) == 1 else tuple(bias.shape[:-1])
        bias = ops.reshape(bias, (bias.shape[-1], *extra))          # Keras: reshaped, not transposed
    return x + bias


def conv(x: Tensor, kernel: Tensor, strides: Ints = 1, padding: Text = "valid", data_format: Text = None, dilation_rate: Ints = 1):
    """Convolution; `padding` may be "causal" for sequences."""
    data_format, axes = _spatial(x, data_format)
    if padding == "causal":
        dilation = dilation_rate[0] if isinstance(dilation_rate, (list, tuple)) else dilation_rate
        x = _padded(x, axes, [(dilation * (kernel.shape[0] - 1), 0)])
        padding = "valid"
    return ops.conv(x, kernel, strides, padding, data_format, dilation_rate)


def conv_transpose(x: Tensor, kernel: Tensor, output_shape: Structure, strides: Ints = 1, padding: Text = "valid", data_format: Text = None):
    """Transposed convolution with a result of the given shape, `(batch, *space, channels)` or with channels first."""
    data_format, axes = _spatial(x, data_format)
    strides = [strides] * len(axes) if isinstance(strides, int) else list(strides)
    made = ops.conv_transpose(x, kernel, strides, "valid", None, data_format)
    for axis, window, stride in zip(axes, kernel.shape, strides):
        wanted = int(output_shape[axis])
        cut = max((x.shape[axis] - 1) * stride + window - wanted, 0) // 2 if padding == "same" else 0       # what the convolution had padded in front
        made = made[(slice(None),) * axis + (slice(cut, cut + wanted),)]
        if made.shape[axis] < wanted:
            made = _padded(made, [axis], [(0, wanted - made.shape[axis])])
    return made


def local_conv(inputs: Tensor, kernel: Tensor, kernel_size: Ints, strides: Ints, output_shape: Structure = None, data_format: Text = None):
    """Convolution with a kernel of its own for each place, `(places, window * channels, filters)`; `output_shape` follows from the rest."""
    return convolve_unshared(inputs, kernel, _each(kernel_size), _each(strides), settings.data_format_or_default(data_format))


def _each(value):
    return (value,) if isinstance(value, int) else tuple(value)


def pool(x: Tensor, pool_size: Ints, strides: Ints = 1, padding: Text = "valid", data_format: Text = None, pool_mode: Text = "max"):
    """The greatest or mean value in each window."""
    function = {"max": ops.max_pool, "avg": ops.average_pool}[choice("pool_mode", pool_mode, ("max", "avg"))]
    return function(x, pool_size, strides, padding, settings.data_format_or_default(data_format))


def resize_images(x: Tensor, height_factor: Int, width_factor: Int, data_format: Text):
    """Images with each pixel repeated."""
    return _repeated(x, data_format, (height_factor, width_factor))


def resize_volumes(x: Tensor, depth_factor: Int, height_factor: Int, width_factor: Int, data_format: Text):
    """Volumes with each entry repeated."""
    return _repeated(x, data_format, (depth_factor, height_factor, width_factor))


def _repeated(x, data_format, factors):
    for axis, factor in zip(_spatial(x, data_format)[1], factors):
        x = ops.repeat(x, factor, axis=axis)
    return x


def temporal_padding(x: Tensor, padding: Ints = (1, 1)):
    """Steps of zeros before and after a sequence."""
    return _padded(x, [1], [padding])


def spatial_padding(x: Tensor, padding: Structure = 1, data_format: Text = None):
    """Zeros around images or volumes: a pair for each axis of space."""
    _, axes = _spatial(x, data_format)
    return _padded(x, axes, [(padding, padding)] * len(axes) if isinstance(padding, int) else padding)


def _padded(x, axes, widths):
    every = [(0, 0)] * len(x.shape)
    for axis, pair in zip(axes, widths):
        every[axis] = tuple(int(width) for width in pair)
    return ops.pad(x, every)
