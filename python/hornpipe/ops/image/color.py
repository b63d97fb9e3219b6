"""Colours: grey, and hue, saturation and value."""
from __future__ import annotations

import torch

from ...core.errors import ArgumentError, ShapeError
from ...core.types import Tensor, Text
from ..op import op
from .layout import channel_axis, check_rank


def _channels(images, axis, allowed):
    check_rank(images)
    if images.shape[axis] not in allowed:
        raise ShapeError(f"Input images must have {' or '.join(map(str, allowed))} channels, but received images with {images.shape[axis]} channels.",
                         argument="images", expected=allowed, actual=tuple(images.shape))


def _float_only(images):
    if not images.is_floating_point():
        raise ArgumentError(f"Invalid images dtype: expected float dtype, values between 0 and 1, got {images.dtype}.", argument="images", actual=images.dtype)


@op
def rgb_to_grayscale(images: Tensor, data_format: Text = None):
    """Brightness of colours, as one channel.

    Args:
        images: Image or batch with 3 channels (or 1, which stays).
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """
    axis = channel_axis(data_format)
    _channels(images, axis, (1, 3))
    if images.shape[axis] == 1:
        return images.clone()
    red, green, blue = images.unbind(axis)
    return (0.2989 * red + 0.587 * green + 0.114 * blue).to(images.dtype).unsqueeze(axis)


@op
def rgb_to_hsv(images: Tensor, data_format: Text = None):
    """Red, green and blue as hue, saturation and value, all between 0 and 1.

    Args:
        images: Float image or batch with 3 channels.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """
    axis = channel_axis(data_format)
    _channels(images, axis, (3,))
    _float_only(images)
    red, green, blue = torch.where(images.abs() < torch.finfo(images.dtype).eps, 0, images).unbind(axis)
    value = torch.maximum(torch.maximum(red, green), blue)
    span = value - torch.minimum(torch.minimum(red, green), blue)
    colored = span > 0
    saturation = torch.where(value > 0, span / torch.where(value > 0, value, 1), 0)
    step = 1 / (6 * torch.where(colored, span, 1))
    hue = torch.where(value == green, step * (blue - red) + 2 / 6, step * (red - green) + 4 / 6)
    hue = torch.where(value == red, step * (green - blue), hue)
    hue = torch.where(colored, hue, 0)
    return torch.stack((hue + (hue < 0).to(hue.dtype), saturation, value), axis)


@op
def hsv_to_rgb(images: Tensor, data_format: Text = None):
    """The inverse of `rgb_to_hsv()`.

    Args:
        images: Float image or batch with 3 channels.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """
    axis = channel_axis(data_format)
    _channels(images, axis, (3,))
    _float_only(images)
    hue, saturation, value = images.unbind(axis)
    place = hue.remainder(1) * 6
    shares = ((place - 3).abs() - 1, 2 - (place - 2).abs(), 2 - (place - 4).abs())
    return torch.stack([value * (1 - saturation + saturation * s.clamp(0, 1)) for s in shares], axis)
