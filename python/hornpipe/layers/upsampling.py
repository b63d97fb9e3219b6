"""Layers that repeat or interpolate along the spatial axes."""
from __future__ import annotations

import torch.nn.functional as F

from ..core.arguments import choice, is_int, whole_each
from ..core.errors import ArgumentError, ArgumentTypeError, got
from ..core.types import Int, Ints, Text
from ..ops.image.resize import resize
from ..runtime import settings
from .input_spec import InputSpec
from .layer import Layer


def _repeated(x, sizes, first):
    """Every value repeated `sizes[i]` times along axis `first + i`."""
    if len(sizes) == 1 or not x.is_floating_point():
        for i, n in enumerate(sizes):
            x = x.repeat_interleave(n, first + i)
        return x
    images = x.movedim(-1, 1) if first == 1 else x          # torch's kernels for two and three axes, ten times as fast backward
    images = F.interpolate(images, size=[n * k for n, k in zip(images.shape[2:], sizes)], mode="nearest-exact")
    return images.movedim(1, -1) if first == 1 else images


class UpSampling1D(Layer):
    """Repeats every step of a sequence.

    Args:
        size: How often.

    Shapes:
        `(batch, steps, channels)` to `(batch, steps * size, channels)`.
    """

    def __init__(self, size: Int = 2, **kwargs):
        super().__init__(**kwargs)
        if not is_int(size):
            raise ArgumentTypeError(f"Expected an integer value for `size`, {got(size)}.", argument="size", actual=size)
        if size < 1:
            raise ArgumentError(f"`size` should be a positive integer, {got(size)}.", argument="size", actual=size)
        self.size = size
        self.input_spec = InputSpec(ndim=3)

    def call(self, inputs):
        return _repeated(inputs, (self.size,), 1)


class UpSampling2D(Layer):
    """Makes images larger.

    Args:
        size: Factors of height and width.
        data_format: Where the channels are: "channels_last" or "channels_first".
        interpolation: "nearest" repeats pixels; "bilinear", "bicubic", "lanczos3" and "lanczos5" interpolate.
    """

    def __init__(self, size: Ints = (2, 2), data_format: Text = None, interpolation: Text = "nearest", **kwargs):
        super().__init__(**kwargs)
        self.data_format = settings.data_format_or_default(data_format)
        self.size = whole_each("size", size, 2)
        self.interpolation = choice("interpolation", str(interpolation).lower(), ("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5"))
        self.input_spec = InputSpec(ndim=4)

    def call(self, inputs):
        last = self.data_format == "channels_last"
        if self.interpolation == "nearest":
            return _repeated(inputs, self.size, 1 if last else 2)
        space = inputs.shape[1:3] if last else inputs.shape[2:]
        return resize(inputs, tuple(n * factor for n, factor in zip(space, self.size)), self.interpolation, data_format=self.data_format)


class UpSampling3D(Layer):
    """Repeats the voxels of volumes.

    Args:
        size: How often along each axis.
        data_format: Where the channels are: "channels_last" or "channels_first".
    """

    def __init__(self, size: Ints = (2, 2, 2), data_format: Text = None, **kwargs):
        super().__init__(**kwargs)
        self.data_format = settings.data_format_or_default(data_format)
        self.size = whole_each("size", size, 3)
        self.input_spec = InputSpec(ndim=5)

    def call(self, inputs):
        return _repeated(inputs, self.size, 1 if self.data_format == "channels_last" else 2)
