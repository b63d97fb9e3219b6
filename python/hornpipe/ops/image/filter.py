"""Filters over neighbouring pixels: blur, edges, similarity; and blocks of pixels."""
from __future__ import annotations

import torch
import torch.nn.functional as F

from ...core import registry
from ...core.arguments import choice, whole_each
from ...core.errors import ArgumentError, ArgumentTypeError, ShapeError, got
from ...core.types import Int, Ints, Real, Reals, Tensor, Text
from ...runtime.settings import data_format_or_default
from ..conv import same_padding
from ..op import op
from ..promotion import floating
from .layout import check_rank, from_batch, to_batch


def _bell(size: int, sigma: float, like):
    """A normal density at `size` places, summing to 1."""
    x = torch.arange(size, dtype=like.dtype, device=like.device) - (size - 1) / 2
    density = torch.exp(-0.5 * (x / sigma) ** 2)
    return density / density.sum()


def _swept(x, rows, columns, padding):
    """`(batch, height, width, channels)` weighted by a column of weights, then by a row: a separable filter."""
    x = x.permute(0, 3, 1, 2)
    channels = x.shape[1]
    if padding == "same":
        (top, bottom), (left, right) = (same_padding(s, w.shape[0], 1) for s, w in zip(x.shape[2:], (rows, columns)))
        x = F.pad(x, (left, right, top, bottom))
    x = F.conv2d(x, rows.view(1, 1, -1, 1).expand(channels, 1, -1, 1), groups=channels)
    return F.conv2d(x, columns.view(1, 1, 1, -1).expand(channels, 1, 1, -1), groups=channels).permute(0, 2, 3, 1)


@op
def gaussian_blur(images: Tensor, kernel_size: Ints = (3, 3), sigma: Reals = (1.0, 1.0), data_format: Text = None):
    """Blurred images: each pixel a mean of its neighbours, weighted by a normal density.

    Args:
        images: Image or batch.
        kernel_size: Width and height of the window.
        sigma: Standard deviations of the density, across and down.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """
    # Keras: its text says (height, width), its numbers are for (width, height).
    batch = to_batch(images, data_format)
    x = floating(batch)
    across, down = (sigma, sigma) if isinstance(sigma, (int, float)) else (float(s) for s in sigma)
    width, height = whole_each("kernel_size", kernel_size, 2)
    blurred = _swept(x, _bell(height, down, x), _bell(width, across, x), "same")
    return from_batch(blurred.to(images.dtype), images, data_format)


@op
def sobel_edges(images: Tensor, data_format: Text = None):
    """Slopes of brightness, down and across, by Sobel's filters.

    Args:
        images: Batch of images.
        data_format: "channels_last" or "channels_first"; the setting if `None`.

    Returns:
        The shape of `images` and a last axis of size 2: (down, across).
    """
    if images.ndim != 4:
        raise ShapeError(f"`images` must be a batch of images (4 axes), got shape {tuple(images.shape)}.",
                         argument="images", expected=4, actual=tuple(images.shape))
    batch = to_batch(images, data_format)
    slope = torch.tensor([-1, 0, 1], dtype=images.dtype, device=images.device)
    smooth = torch.tensor([1, 2, 1], dtype=images.dtype, device=images.device)
    edges = (_swept(batch, slope, smooth, "same"), _swept(batch, smooth, slope, "same"))
    return torch.stack([from_batch(e, images, data_format) for e in edges], -1)


# ---------------------------------------------------------------- likeness

@op
def ssim(image1: Tensor, image2: Tensor, max_val: Real = 1.0, filter_size: Int = 11, filter_sigma: Real = 1.5, k1: Real = 0.01, k2: Real = 0.03,
         data_format: Text = None):
    """Structural similarity of images, at most 1.

    Args:
        image1: Image or batch.
        image2: The same, changed.
        max_val: The greatest value that a pixel can have.
        filter_size: Edge of the window in which images are compared.
        filter_sigma: Standard deviation of its weights.
        k1, k2: Keep the divisions finite.
        data_format: "channels_last" or "channels_first"; the setting if `None`.

    Returns:
        A number for each image.

    Reference:
        Wang et al., 2004, https://doi.org/10.1109/TIP.2003.819861
    """
    check_rank(image2, "image2")
    a, b = (floating(to_batch(x, data_format, name)) for x, name in ((image1, "image1"), (image2, "image2")))
    bell = _bell(filter_size, filter_sigma, a)
    mean_a, mean_b, mean_aa, mean_bb, mean_ab = (_swept(x, bell, bell, "valid") for x in (a, b, a * a, b * b, a * b))
    c1, c2 = (k1 * max_val) ** 2, (k2 * max_val) ** 2
    covariance, variances = mean_ab - mean_a * mean_b, mean_aa - mean_a**2 + mean_bb - mean_b**2
    likeness = (2 * mean_a * mean_b + c1) * (2 * covariance + c2) / ((mean_a**2 + mean_b**2 + c1) * (variances + c2))
    result = likeness.mean((1, 2, 3)).to(image1.dtype)
    return result if image1.ndim == 4 else result.squeeze(0)


@op
def psnr(x1: Tensor, x2: Tensor, max_val: Real):
    """Peak signal-to-noise ratio in decibels, over all pixels.

    Args:
        x1: Image or images.
        x2: The same, changed.
        max_val: The greatest value that a pixel can have.
    """
    if x1.shape != x2.shape:
        raise ShapeError(f"`x1` and `x2` must have the same shape, got {tuple(x1.shape)} and {tuple(x2.shape)}.",
                         argument="x2", expected=tuple(x1.shape), actual=tuple(x2.shape))
    error = (x1 - x2).square().mean()
    return 20 * torch.log10(torch.as_tensor(max_val, dtype=error.dtype, device=error.device)) - 10 * torch.log10(error)


# ---------------------------------------------------------------- blocks

def _patches(x, size, strides, dilation_rate, padding, data_format):
    """Blocks of the spatial axes, each as one vector in the order (*block, channel)."""
    rank = len(size)
    strides = size if strides is None else whole_each("strides", strides, rank)
    dilation = whole_each("dilation_rate", dilation_rate, rank)
    padding = choice("padding", str(padding).lower(), ("valid", "same"))
    first = data_format_or_default(data_format) == "channels_first"
    lone = x.ndim == rank + 1
    if not lone and x.ndim != rank + 2:
        raise ShapeError(f"Blocks of {rank} axes are taken from tensors of {rank + 1} or {rank + 2} axes, got shape {tuple(x.shape)}.",
                         argument="images", expected=rank + 2, actual=tuple(x.shape))
    x = x.unsqueeze(0) if lone else x
    x = x.movedim(1, -1) if first else x
    if padding == "same":
        sides = [same_padding(*s) for s in zip(x.shape[1:-1], size, strides, dilation)]
        x = F.pad(x, [0, 0, *(p for side in reversed(sides) for p in side)])
    for axis in range(rank):
        x = x.unfold(axis + 1, (size[axis] - 1) * dilation[axis] + 1, strides[axis])
    x = x[(..., *(slice(None, None, d) for d in dilation))]              # (batch, *blocks, channels, *block)
    x = x.movedim(rank + 1, -1).flatten(rank + 1)
    x = x.movedim(-1, 1) if first else x
    return x.squeeze(0) if lone else x


@op
def extract_patches(images: Tensor, size: Ints, strides: Ints = None, dilation_rate: Ints = 1, padding: Text = "valid", data_format: Text = None):
    """Blocks of pixels, each as one vector.

    Args:
        images: Image or batch; with a `size` of three numbers, volume or batch of volumes.
        size: Height and width of a block.
        strides: Steps between blocks; their size if `None`.
        dilation_rate: Distance between the pixels of a block.
        padding: "valid" or "same".
        data_format: "channels_last" or "channels_first"; the setting if `None`.

    Returns:
        `(batch, rows, columns, height * width * channels)`, or channels first.
    """
    if not isinstance(size, (int, tuple, list)):
        raise ArgumentTypeError(f"Invalid `size`: Expected an int or a tuple, {got(size)}.", argument="size", actual=size)
    if not isinstance(size, int) and len(size) not in (2, 3):
        raise ArgumentError(f"Invalid `size`: Expected a tuple of length 2 or 3, {got(size)}.", argument="size", actual=size)
    rank = 2 if isinstance(size, int) else len(size)
    return _patches(images, whole_each("size", size, rank), strides, dilation_rate, padding, data_format)


def extract_patches_3d(volumes: Tensor, size: Ints, strides: Ints = None, dilation_rate: Ints = 1, padding: Text = "valid", data_format: Text = None):
    """Blocks of volumes, each as one vector.

    Args:
        volumes: Volume or batch of volumes.
        size: Depth, height and width of a block.
        strides: Steps between blocks; their size if `None`.
        dilation_rate: Distance between the entries of a block.
        padding: "valid" or "same".
        data_format: "channels_last" or "channels_first"; the setting if `None`.

    Returns:
        `(batch, layers, rows, columns, depth * height * width * channels)`, or channels first.
    """
    if not isinstance(size, int) and len(size) != 3:
        raise ArgumentTypeError(f"Invalid `size`: Expected an int or a tuple of 3, {got(size)}.", argument="size", actual=size)
    # Keras: recorded, and written to files, as the general operation.
    return extract_patches(volumes, whole_each("size", size, 3), strides, dilation_rate, padding, data_format)


extract_patches_3d.__module__ = "hornpipe.ops"
registry.publish("op", "extract_patches_3d", extract_patches_3d)
