"""Layers that mix pixels with their neighbours."""
from __future__ import annotations

import torch

from ....core.errors import ArgumentError, got
from ....core.types import Ints, Reals, Seed, Text
from ....ops.conv import convolve_depthwise
from ....ops.image.filter import gaussian_blur
from .base import ImageLayer, as_range, per_image, pixel_range


class RandomSharpness(ImageLayer):
    """Makes images sharper or smoother.

    Args:
        factor: From 0 (smooth) over 0.5 (no change) to 1 (sharp), or a range.
        value_range: Least and greatest value of a pixel.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        seed: Seed of the draws.
    """

    bounds = (0, 1)

    def __init__(self, factor: Reals, value_range: Reals = (0, 255), data_format: Text = None, seed: Seed = None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self._set_factor(factor)
        self._set_value_range(value_range)
        self._start(seed)

    def _set_value_range(self, limits):
        self.value_range = pixel_range(limits)

    def draw(self, shape, seed):
        return {"factor": self._uniform((shape[0],), self.factor, seed)}

    def apply(self, images, transformation, interpolation=None):
        sharpness = per_image(transformation["factor"] * 2).to(images.dtype)
        window = torch.full((3, 3), 1.0 / 13.0, dtype=images.dtype, device=images.device)
        window[1, 1] = 5.0 / 13.0
        channels = images.shape[-1 if self._last else 1]
        smooth = convolve_depthwise(images, window[..., None, None].expand(3, 3, channels, 1), None, (1, 1), "same", self.data_format)
        return (images + (1.0 - sharpness) * (smooth - images)).clamp(*map(float, self.value_range))


class RandomGaussianBlur(ImageLayer):
    """Blurs some of the images.

    Args:
        factor: Probability for an image, or a range that it is drawn from.
        kernel_size: Odd size of the window, or height and width.
        sigma: Greatest width of the bell curve, or a range, within [0, 1].
        value_range: Least and greatest value of a pixel.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        seed: Seed of the draws.
    """

    bounds = (0, 1)

    def __init__(self, factor: Reals = 1.0, kernel_size: Ints = 3, sigma: Reals = 1.0, value_range: Reals = (0, 255), data_format: Text = None,
                 seed: Seed = None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self._set_factor(factor)
        sizes = tuple(kernel_size) if isinstance(kernel_size, (tuple, list)) else (kernel_size, kernel_size)
        if len(sizes) != 2 or any(not isinstance(n, (int, float)) or n % 2 == 0 for n in sizes):
            raise ArgumentError(f"`kernel_size` must be an odd number, or two of them. It {got(kernel_size)}.", argument="kernel_size", actual=kernel_size)
        self.kernel_size, self.sigma, self.value_range = sizes, as_range("sigma", sigma, 0, 1), value_range
        self._start(seed)

    def draw(self, shape, seed):
        probability = self._uniform((shape[0],), self.factor, seed)
        chosen = self._uniform((shape[0],), (0, 1), seed) < probability
        return {"should_apply_blur": chosen, "blur_factor": self._uniform((2,), self.sigma, seed, self.compute_dtype) + 1e-6}

    def apply(self, images, transformation, interpolation=None):
        blurred = gaussian_blur(images, kernel_size=self.kernel_size, sigma=tuple(transformation["blur_factor"].tolist()), data_format=self.data_format)
        return torch.where(per_image(transformation["should_apply_blur"]), blurred, images).clamp(*map(float, self.value_range))
