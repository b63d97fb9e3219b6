"""Blocks of an image: taken out, put back, and moved between space and channels."""
from __future__ import annotations

import torch.nn.functional as F

from ..core.arguments import is_int
from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Int, Ints, Tensor, Text
from ..runtime.settings import data_format_or_default
from .op import op


def _rank(name, x, rank):
    if x.ndim != rank:
        raise ShapeError(f"`{name}` must have {rank} axes, got shape {tuple(x.shape)}.", argument=name, expected=rank, actual=tuple(x.shape))


@op
def unfold(x: Tensor, kernel_size: Ints, dilation: Ints = 1, padding: Ints = 0, stride: Ints = 1):
    """The windows of an image, each as a column.

    Args:
        x: `(batch, channels, height, width)`.
        kernel_size: Size of the window.
        dilation: Distance between its entries.
        padding: Zeros on all sides.
        stride: Steps of the window.

    Returns:
        `(batch, channels * window, windows)`.
    """
    _rank("x", x, 4)
    return F.unfold(x, kernel_size, dilation, padding, stride)


@op
def fold(x: Tensor, output_size: Ints, kernel_size: Ints, dilation: Ints = 1, padding: Ints = 0, stride: Ints = 1):
    """The reverse of `unfold()`: windows put back, and added where they overlap.

    Args:
        x: `(batch, channels * window, windows)`.
        output_size: Height and width of the image.
        kernel_size: Size of the window.
        dilation: Distance between its entries.
        padding: Zeros that were on all sides.
        stride: Steps of the window.

    Returns:
        `(batch, channels, height, width)`.
    """
    _rank("x", x, 3)
    pair = (output_size, output_size) if isinstance(output_size, int) else tuple(output_size)
    return F.fold(x, pair, kernel_size, dilation, padding, stride)


def _check_blocks(x, block_size, data_format):
    _rank("x", x, 4)
    if not is_int(block_size) or block_size < 2:
        raise ArgumentError(f"`block_size` must be at least 2, {got(block_size)}.", argument="block_size", actual=block_size)
    return data_format_or_default(data_format)


def _divisible(size, by, what):
    if size % by:
        raise ShapeError(f"The {what} ({size}) must be divisible by {by}.", argument="x", expected=by, actual=size)


@op
def depth_to_space(x: Tensor, block_size: Int, data_format: Text = "channels_last"):
    """Turns groups of `block_size**2` channels into blocks of pixels.

    Args:
        x: `(batch, height, width, channels)`, or channels first.
        block_size: Edge of a block, 2 at least.
        data_format: "channels_last" or "channels_first".
    """
    b = block_size
    if _check_blocks(x, b, data_format) == "channels_last":
        n, h, w, c = x.shape
        _divisible(c, b * b, "number of channels")
        return x.reshape(n, h, w, b, b, c // b**2).permute(0, 1, 3, 2, 4, 5).reshape(n, h * b, w * b, c // b**2)
    n, c, h, w = x.shape
    _divisible(c, b * b, "number of channels")
    # Keras: a channel's block index runs slowest with channels last, fastest with channels first.
    return F.pixel_shuffle(x, b)


@op
def space_to_depth(x: Tensor, block_size: Int, data_format: Text = "channels_last"):
    """Turns blocks of pixels into groups of `block_size**2` channels.

    Args:
        x: `(batch, height, width, channels)`, or channels first.
        block_size: Edge of a block, 2 at least.
        data_format: "channels_last" or "channels_first".
    """
    b = block_size
    if _check_blocks(x, b, data_format) == "channels_last":
        n, h, w, c = x.shape
        _divisible(h, b, "height")
        _divisible(w, b, "width")
        return x.reshape(n, h // b, b, w // b, b, c).permute(0, 1, 3, 2, 4, 5).reshape(n, h // b, w // b, c * b**2)
    n, c, h, w = x.shape
    _divisible(h, b, "height")
    _divisible(w, b, "width")
    return F.pixel_unshuffle(x, b)
