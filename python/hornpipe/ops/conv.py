"""Convolutions. The only file that knows how Keras' layouts and torch's meet.

Data with channels last, seen with its axes permuted, *is* torch's `channels_last` memory format, and so is a kernel
of shape `(*window, in, out)` whose memory runs over `(out, *window, in)` (`kernel_order`): nothing is copied on the
way in or out. One spatial axis is handled as two, the first of size 1, for which torch has that format too.
"""
from __future__ import annotations

import torch
import torch.nn.functional as F

from ..core.arguments import choice, whole_each
from ..core.errors import ShapeError
from ..core.types import Ints, Tensor, Text
from ..runtime.settings import data_format_or_default
from .op import op

_CONVOLVE = {2: F.conv2d, 3: F.conv3d}
_TRANSPOSED = {2: F.conv_transpose2d, 3: F.conv_transpose3d}
_backward, _NOTHING = torch.ops.aten.convolution_backward.default, {1: (0, 0), 2: (0, 0), 3: (0, 0, 0)}
_TO_FIRST = {3: (0, 2, 1), 4: (0, 3, 1, 2), 5: (0, 4, 1, 2, 3)}
_TO_LAST = {3: (0, 2, 1), 4: (0, 2, 3, 1), 5: (0, 2, 3, 4, 1)}


def kernel_order(rank: int) -> tuple:
    """Memory order of a kernel `(*window, in, out)`, and of a transposed one `(*window, out, in)`: last axis, window, the other."""
    return (rank + 1, *range(rank + 1))


def depthwise_order(rank: int) -> tuple:
    """Memory order of a depthwise kernel `(*window, in, multiplier)`: channels first."""
    return (rank, rank + 1, *range(rank))


# ---------------------------------------------------------------- layouts

def channels_to_front(x, data_format: str):
    """`(batch, channels, *space)`, as a view, with two spatial axes at least."""
    if data_format == "channels_last":
        x = x.permute(_TO_FIRST[x.ndim])
    return x.unsqueeze(2) if x.ndim == 3 else x


def channels_back(x, data_format: str, rank: int):
    """Undoes `channels_to_front()`."""
    if rank == 1:
        x = x.squeeze(2)
    return x.permute(_TO_LAST[x.ndim]) if data_format == "channels_last" else x


def lifted(values: tuple, filler: int = 1) -> tuple:
    """A value per spatial axis, for two axes at least."""
    return (filler, *values) if len(values) == 1 else tuple(values)


# ---------------------------------------------------------------- padding

def same_padding(size: int, window: int, stride: int, dilation: int = 1) -> tuple[int, int]:
    """Zeros on both sides that make the result `ceil(size / stride)` long; an odd one goes to the end."""
    total = max((-(-size // stride) - 1) * stride + (window - 1) * dilation + 1 - size, 0)
    return total // 2, total - total // 2


def _margins(sizes, padding, window, strides, dilation):
    """The zeros to put around data, as `F.pad()` counts them, or None; and the symmetric padding left for torch to do."""
    none = (0,) * len(window)
    if padding == "valid":
        return None, none
    if padding == "causal":
        return [(window[-1] - 1) * dilation[-1], 0], none
    sides = [same_padding(*s) for s in zip(sizes, window, strides, dilation)]
    if all(left == right for left, right in sides):
        return None, tuple(left for left, _ in sides)
    return [p for side in reversed(sides) for p in side], none


def _padded(x, padding, window, strides, dilation):
    """`x` and the symmetric padding left for torch to do."""
    around, rest = _margins(x.shape[2:], padding, window, strides, dilation)
    return (x if around is None else F.pad(x, around)), rest


# ---------------------------------------------------------------- on torch tensors, for layers

def convolve(x, kernel, bias=None, strides=(1, 1), padding="valid", data_format="channels_last", dilation=(1, 1)):
    """A convolution, its arguments checked already: `strides` and `dilation` have a value per spatial axis.

    The kernel `(*window, in / groups, out)` tells the number of groups.
    """
    rank = kernel.ndim - 2
    x = channels_to_front(x, data_format)
    weight = kernel.permute(rank + 1, rank, *range(rank))
    if rank == 1:
        weight, strides, dilation = weight.unsqueeze(2), lifted(strides), lifted(dilation)
    x, rest = _padded(x, padding, weight.shape[2:], strides, dilation)
    y = _CONVOLVE[x.ndim - 2](x, weight, bias, strides, rest, dilation, x.shape[1] // weight.shape[1])
    return channels_back(y, data_format, rank)


def convolve_depthwise(x, kernel, bias=None, strides=(1, 1), padding="valid", data_format="channels_last", dilation=(1, 1)):
    """Each channel with windows of its own: kernel `(*window, in, multiplier)`, result channels in the order of the inputs."""
    rank = kernel.ndim - 2
    x = channels_to_front(x, data_format)
    weight = kernel.permute(rank, rank + 1, *range(rank)).reshape(-1, 1, *kernel.shape[:rank])
    if rank == 1:
        weight, strides, dilation = weight.unsqueeze(2), lifted(strides), lifted(dilation)
    x, rest = _padded(x, padding, weight.shape[2:], strides, dilation)
    y = _CONVOLVE[x.ndim - 2](x, weight, bias, strides, rest, dilation, x.shape[1])
    return channels_back(y, data_format, rank)


def with_pullback(kernel, bias=None, strides=(1, 1), padding="valid", data_format="channels_last", dilation=(1, 1), depthwise=False):
    """`convolve()`, or `convolve_depthwise()`, as a function without autograd that knows its derivative.

    Returns:
        A function of `x`. It gives the result, and a function of its gradient and of whether that of `x` is wanted, which gives the gradient
        of `x`, and (variable, gradient) of kernel and bias as far as they require one.
    """
    rank, learned = kernel.ndim - 2, [v for v in (kernel, bias) if v is not None and v.requires_grad]
    forth = (rank, rank + 1, *range(rank)) if depthwise else (rank + 1, rank, *range(rank))
    back = [forth.index(axis) for axis in range(rank + 2)]
    asked = [kernel.requires_grad, bias is not None and bias.requires_grad]
    strides, dilation = (lifted(strides), lifted(dilation)) if rank == 1 else (strides, dilation)

    def run(inputs):
        x, weight = channels_to_front(inputs, data_format), kernel.permute(forth)
        laid = weight.shape
        if depthwise:
            weight = weight.reshape(-1, 1, *laid[2:])
        if rank == 1:
            weight = weight.unsqueeze(2)
        around, rest = _margins(x.shape[2:], padding, weight.shape[2:], strides, dilation)
        x = x if around is None else F.pad(x, around)
        groups = x.shape[1] // weight.shape[1]

        def pullback(gradient, wanted):
            gradient = channels_to_front(gradient, data_format)
            below, *own = _backward(gradient, x, weight, None if bias is None else bias.shape, strides, rest, dilation, False, _NOTHING[rank], groups,
                                    [wanted, *asked])
            if wanted:
                below = channels_back(below if around is None else F.pad(below, [-n for n in around]), data_format, rank)
            if asked[0]:
                own[0] = own[0].reshape(laid).permute(back)
            return below, list(zip(learned, (g for g, ask in zip(own, asked) if ask)))

        return channels_back(_CONVOLVE[x.ndim - 2](x, weight, bias, strides, rest, dilation, groups), data_format, rank), pullback

    return run


def convolve_transposed(x, kernel, bias=None, strides=(1, 1), padding="valid", output_padding=None, data_format="channels_last", dilation=(1, 1)):
    """The transpose of `convolve()`: kernel `(*window, out, in)`.

    The result has `size * stride` entries for "same" padding, and `(size - 1) * stride + max(window, stride)` for
    "valid"; an `output_padding` (a value per axis) replaces the part beyond `(size - 1) * stride` plus the window
    ("valid") or plus the window's parity ("same").
    """
    rank = kernel.ndim - 2
    x = channels_to_front(x, data_format)
    weight = kernel.permute(rank + 1, rank, *range(rank))
    output_padding = output_padding or (None,) * rank
    if rank == 1:
        weight, strides, dilation, output_padding = weight.unsqueeze(2), lifted(strides), lifted(dilation), (0, *output_padding)
    crops = [_crops(*a, padding) for a in zip(weight.shape[2:], strides, dilation, output_padding)]
    # torch crops both ends alike and can add to the end less than a step: the rest is cut off or added afterwards.
    begin = [left for left, _ in crops]
    add = [min(max(left - right, 0), max(s, d) - 1) for (left, right), s, d in zip(crops, strides, dilation)]
    reached = all(left - right <= a for (left, right), a in zip(crops, add))      # else zeros follow, which the bias has to reach too
    y = _TRANSPOSED[x.ndim - 2](x, weight, bias if reached else None, strides, begin, add, 1, dilation)
    missing = [left - right - a for (left, right), a in zip(crops, add)]
    for axis, m in enumerate(missing, 2):
        if m < 0:
            y = y.narrow(axis, 0, y.shape[axis] + m)
    if not reached:
        y = F.pad(y, [p for m in reversed(missing) for p in (0, max(m, 0))])
        y = y if bias is None else y + bias.view(-1, *[1] * (y.ndim - 2))
    return channels_back(y, data_format, rank)


def _crops(window, stride, dilation, output_padding, padding) -> tuple[int, int]:
    """What the full transposed convolution, `(size - 1) * stride + window` long, has too much at each end."""
    window = (window - 1) * dilation + 1
    if padding == "valid":
        return 0, -(max(window, stride) - window if output_padding is None else output_padding)
    total = window - stride if output_padding is None else window - window % 2 - output_padding     # cropped in all
    added = 2 * (window - 1) - total
    left = window - 1 - min(added // 2 + added % 2, window - 1)
    return left, total - left


# ---------------------------------------------------------------- operations

def _checked(inputs, kernel, data_format, padding, **per_axis):
    """The arguments in one form: (data_format, padding, tuples in the order of `per_axis`)."""
    rank = inputs.ndim - 2
    if rank not in (1, 2, 3) or kernel.ndim != inputs.ndim:
        raise ShapeError(f"A convolution takes inputs of rank 3, 4 or 5 and a kernel of the same rank, got inputs of shape {tuple(inputs.shape)} "
                         f"and a kernel of shape {tuple(kernel.shape)}.", argument="kernel", expected=inputs.ndim, actual=tuple(kernel.shape))
    padding = choice("padding", str(padding).lower(), ("valid", "same"))
    data_format = data_format_or_default(data_format)
    return data_format, padding, *(whole_each(name, value, rank) for name, value in per_axis.items())


def _check_fits(inputs, kernel, padding, data_format, dilation):
    """A window without padding must fit into the inputs."""
    space = inputs.shape[1:-1] if data_format == "channels_last" else inputs.shape[2:]
    reach = tuple((k - 1) * d + 1 for k, d in zip(kernel.shape, dilation))
    if padding == "valid" and any(r > s for r, s in zip(reach, space)):
        raise ShapeError(f"The convolution has an empty result: its window reaches over {reach} entries, but the space of `inputs` is {tuple(space)}.",
                         argument="inputs", expected=reach, actual=tuple(space))


def _channels(inputs, data_format) -> int:
    return inputs.shape[-1 if data_format == "channels_last" else 1]


@op
def conv(inputs: Tensor, kernel: Tensor, strides: Ints = 1, padding: Text = "valid", data_format: Text = None, dilation_rate: Ints = 1):
    """Convolution over 1, 2 or 3 axes.

    Args:
        inputs: `(batch, *space, channels)`, or `(batch, channels, *space)` for "channels_first".
        kernel: `(*window, channels / groups, filters)`: fewer channels than the inputs' make groups.
        strides: Steps of the window.
        padding: "valid" (none), or "same": zeros so that a stride of 1 keeps the size.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        dilation_rate: Distance between the entries of the window.
    """
    data_format, padding, strides, dilation = _checked(inputs, kernel, data_format, padding, strides=strides, dilation_rate=dilation_rate)
    if _channels(inputs, data_format) % kernel.shape[-2]:
        raise ShapeError(f"The number of input channels must match the kernel or be a multiple: `inputs` has {_channels(inputs, data_format)}, "
                         f"`kernel` (of shape {tuple(kernel.shape)}) is for {kernel.shape[-2]}.",
                         argument="kernel", expected=_channels(inputs, data_format), actual=kernel.shape[-2])
    _check_fits(inputs, kernel, padding, data_format, dilation)
    return convolve(inputs, kernel, None, strides, padding, data_format, dilation)


@op
def depthwise_conv(inputs: Tensor, kernel: Tensor, strides: Ints = 1, padding: Text = "valid", data_format: Text = None, dilation_rate: Ints = 1):
    """Convolution of each channel on its own, over 1 or 2 axes.

    Args:
        inputs: `(batch, *space, channels)`, or `(batch, channels, *space)` for "channels_first".
        kernel: `(*window, channels, multiplier)`: each channel gives `multiplier` channels.
        strides: Steps of the window.
        padding: "valid" or "same".
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        dilation_rate: Distance between the entries of the window.
    """
    data_format, padding, strides, dilation = _checked(inputs, kernel, data_format, padding, strides=strides, dilation_rate=dilation_rate)
    if _channels(inputs, data_format) != kernel.shape[-2]:
        raise ShapeError(f"The number of input channels must match the kernel: `inputs` has {_channels(inputs, data_format)}, "
                         f"`kernel` (of shape {tuple(kernel.shape)}) is for {kernel.shape[-2]}.",
                         argument="kernel", expected=_channels(inputs, data_format), actual=kernel.shape[-2])
    _check_fits(inputs, kernel, padding, data_format, dilation)
    return convolve_depthwise(inputs, kernel, None, strides, padding, data_format, dilation)


@op
def separable_conv(inputs: Tensor, depthwise_kernel: Tensor, pointwise_kernel: Tensor, strides: Ints = 1, padding: Text = "valid",
                   data_format: Text = None, dilation_rate: Ints = 1):
    """A depthwise convolution, then one of window 1 that mixes the channels.

    Args:
        inputs: `(batch, *space, channels)`, or `(batch, channels, *space)` for "channels_first".
        depthwise_kernel: `(*window, channels, multiplier)`.
        pointwise_kernel: `(*ones, channels * multiplier, filters)`.
        strides: Steps of the window.
        padding: "valid" or "same".
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        dilation_rate: Distance between the entries of the window.
    """
    return conv(depthwise_conv(inputs, depthwise_kernel, strides, padding, data_format, dilation_rate), pointwise_kernel, data_format=data_format)


@op
def conv_transpose(inputs: Tensor, kernel: Tensor, strides: Ints = 1, padding: Text = "valid", output_padding: Ints = None,
                   data_format: Text = None, dilation_rate: Ints = 1):
    """The transpose of a convolution: spreads each entry over a window.

    Args:
        inputs: `(batch, *space, channels)`, or `(batch, channels, *space)` for "channels_first".
        kernel: `(*window, filters, channels)`.
        strides: Steps between the windows of neighbouring entries.
        padding: "valid", or "same": the size becomes `size * stride`.
        output_padding: Entries added at the end; so that the sizes are the usual ones if `None`.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        dilation_rate: Distance between the entries of the window.
    """
    data_format, padding, strides, dilation = _checked(inputs, kernel, data_format, padding, strides=strides, dilation_rate=dilation_rate)
    if _channels(inputs, data_format) != kernel.shape[-1]:
        raise ShapeError(f"The number of input channels must match the kernel: `inputs` has {_channels(inputs, data_format)}, "
                         f"`kernel` (of shape {tuple(kernel.shape)}) is for {kernel.shape[-1]}.",
                         argument="kernel", expected=_channels(inputs, data_format), actual=kernel.shape[-1])
    if output_padding is not None:
        output_padding = whole_each("output_padding", output_padding, inputs.ndim - 2, least=0)
    return convolve_transposed(inputs, kernel, None, strides, padding, output_padding, data_format, dilation)
