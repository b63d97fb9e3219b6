"""Images of another size: resampled, padded, cropped."""
from __future__ import annotations

import math

import torch
import torch.nn.functional as F

from ...core.arguments import choice
from ...core.errors import ArgumentError, got
from ...core.types import Axes, Flag, Int, Ints, Real, Shape, Tensor, Text
from ...graph.tensor import KerasTensor
from ..op import op
from ..promotion import promote_all
from .layout import check_rank, from_batch, to_batch

# ---------------------------------------------------------------- interpolation, one axis at a time

def _triangle(x):
    return (1 - x).clamp(min=0)


def _keys_cubic(x):
    near = ((1.5 * x - 2.5) * x) * x + 1
    far = ((-0.5 * x + 2.5) * x - 4) * x + 2
    return torch.where(x >= 2, 0, torch.where(x >= 1, far, near))


def _lanczos(radius):
    def kernel(x):
        y = radius * torch.sin(math.pi * x) * torch.sin(math.pi * x / radius)
        return torch.where(x > radius, 0, torch.where(x > 1e-3, y / torch.where(x != 0, math.pi**2 * x**2, 1), 1))

    return kernel


_KERNELS = {"linear": _triangle, "cubic": _keys_cubic, "lanczos3": _lanczos(3.0), "lanczos5": _lanczos(5.0)}
_METHODS = {"linear": "linear", "bilinear": "linear", "trilinear": "linear", "triangle": "linear", "cubic": "cubic", "bicubic": "cubic", "tricubic": "cubic",
            "lanczos3": "lanczos3", "lanczos5": "lanczos5"}


def _weights(size: int, new_size: int, scale, translation, kernel, antialias):
    """How much each old place counts for each new one, `(size, new_size)`; new places outside of the old image get none."""
    step = 1 / scale
    places = (torch.arange(new_size, dtype=scale.dtype, device=scale.device) + 0.5) * step - translation * step - 0.5
    distance = (places - torch.arange(size, dtype=scale.dtype, device=scale.device)[:, None]).abs()
    weights = kernel(distance / step.clamp(min=1) if antialias else distance)
    total = weights.sum(0, keepdim=True)
    weights = torch.where(total.abs() > 1000 * torch.finfo(torch.float32).eps, weights / torch.where(total != 0, total, 1), 0)
    return torch.where((places >= -0.5) & (places <= size - 0.5), weights, 0)


def _resampled(x, axes, new_sizes, scales, translations, method, antialias):
    """A float tensor with the sizes of some axes changed."""
    for axis, size, scale, translation in zip(axes, new_sizes, scales, translations):
        weights = _weights(x.shape[axis], size, scale, translation, _KERNELS[method], antialias).to(x.dtype)
        x = torch.tensordot(x, weights, dims=((axis,), (0,))).movedim(-1, axis)
    return x


def _back_to(dtype, x):
    """Float results in the dtype of the image: rounded, and within its range, where that is an integer one."""
    if dtype.is_floating_point:
        return x.to(dtype)
    limits = torch.iinfo(dtype)
    return x.round().clamp(limits.min, limits.max).to(dtype)


def _translated_spec(images, output_shape, scale, translation, spatial_dims, method, antialias=True):
    return KerasTensor(output_shape, images.dtype)


@op(spec=_translated_spec)
def scale_and_translate(images: Tensor, output_shape: Shape, scale: Tensor, translation: Tensor, spatial_dims: Axes, method: Text, antialias: Flag = True):
    """Images scaled and moved, sampled anew.

    Args:
        images: Tensor of any rank.
        output_shape: Shape of the result.
        scale: A factor for each of `spatial_dims`.
        translation: A shift for each, in new places.
        spatial_dims: The axes to change.
        method: "linear", "cubic", "lanczos3" or "lanczos5" ("bilinear" and "trilinear" mean linear, and so on).
        antialias: Whether a scale below 1 averages over more places.
    """
    method = _METHODS[choice("method", method, _METHODS)]
    scale, translation = promote_all(scale, translation, to=(float,))
    axes = [a % images.ndim for a in spatial_dims]
    x = images if images.is_floating_point() else images.to(torch.float32)
    x = _resampled(x, axes, [output_shape[a] for a in axes], scale, translation, method, antialias)
    return x if images.is_floating_point() else x.round().clamp(images.min(), images.max()).to(images.dtype)


# ---------------------------------------------------------------- to a height and width

def _cropped_to_ratio(images, size):
    """The middle of images `(batch, height, width, channels)`, as large as it gets with the ratio of `size`."""
    height, width = images.shape[1:3]
    new_height = max(min(height, int(width * size[0] / size[1])), 1)
    new_width = max(min(width, int(height * size[1] / size[0])), 1)
    top, left = (height - new_height) // 2, (width - new_width) // 2
    return images[:, top:top + new_height, left:left + new_width]


def _padded_to_ratio(images, size, value):
    """Images with borders that give them the ratio of `size`."""
    height, width = images.shape[1:3]
    above = (max(height, int(width * size[0] / size[1])) - height) // 2
    beside = (max(width, int(height * size[1] / size[0])) - width) // 2
    return F.pad(images, (0, 0, beside, beside, above, above), value=value)


@op
def resize(images: Tensor, size: Ints, interpolation: Text = "bilinear", antialias: Flag = False, crop_to_aspect_ratio: Flag = False,
           pad_to_aspect_ratio: Flag = False, fill_mode: Text = "constant", fill_value: Real = 0.0, data_format: Text = None):
    """Images of another height and width.

    Args:
        images: Image or batch.
        size: New height and width.
        interpolation: "nearest", "bilinear", "bicubic", "lanczos3" or "lanczos5".
        antialias: Whether a smaller size averages over more places.
        crop_to_aspect_ratio: Whether to cut off what would distort the image.
        pad_to_aspect_ratio: Whether to add borders instead.
        fill_mode: "constant".
        fill_value: Value of the borders.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """
    check_rank(images)
    size = tuple(size) if isinstance(size, (list, tuple)) else size
    if not isinstance(size, tuple) or len(size) != 2 or min(size) <= 0:
        raise ArgumentError(f"`size` must have positive height and width, {got(size)}.", argument="size", actual=size)
    if pad_to_aspect_ratio and crop_to_aspect_ratio:
        raise ArgumentError("`pad_to_aspect_ratio` and `crop_to_aspect_ratio` exclude each other.", argument="pad_to_aspect_ratio", actual=True)
    choice("interpolation", interpolation, ("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5"))
    choice("fill_mode", fill_mode, ("constant",))
    x = to_batch(images, data_format)
    if crop_to_aspect_ratio:
        x = _cropped_to_ratio(x, size)
    elif pad_to_aspect_ratio:
        x = _padded_to_ratio(x, size, fill_value)
    x = x if images.dtype in (torch.float32, torch.float64) else x.to(torch.float32)
    return from_batch(_back_to(images.dtype, _interpolated(x, size, interpolation, antialias)), images, data_format)


def _interpolated(x, size, interpolation, antialias):
    if interpolation == "nearest":
        return F.interpolate(x.permute(0, 3, 1, 2), size, mode="nearest-exact").permute(0, 2, 3, 1)
    if interpolation in ("bilinear", "bicubic"):
        return F.interpolate(x.permute(0, 3, 1, 2), size, mode=interpolation, align_corners=False, antialias=antialias).permute(0, 2, 3, 1)
    scales = torch.tensor(size, dtype=x.dtype, device=x.device) / torch.tensor(x.shape[1:3], dtype=x.dtype, device=x.device)
    return _resampled(x, (1, 2), size, scales, torch.zeros_like(scales), _METHODS[interpolation], antialias)


# ---------------------------------------------------------------- borders

_AXIS = {"height": ("top", "bottom"), "width": ("left", "right")}


def _sides(what, axis, before, after, target, size):
    """Both borders of an axis, of any two of: the borders and the target size. `what` is "padding" or "cropping"."""
    names = (*(f"{side}_{what}" for side in _AXIS[axis]), f"target_{axis}")
    given = dict(zip(names, (before, after, target)))
    if list(given.values()).count(None) != 1:
        raise ArgumentError(f"Must specify exactly two of {', '.join(names)}, {got(given)}.", argument=names[0], actual=given)
    for name, value in given.items():
        _not_negative(name, value or 0)
    sign = 1 if what == "padding" else -1
    both = 0 if target is None else sign * (target - size)
    before = both - after if before is None else before
    after = both - before if after is None else after
    for name, value in zip(names, (before, after, size + sign * (before + after))):
        _not_negative(name, value)
    return before, after


def _not_negative(name, value):
    if value < 0:
        raise ArgumentError(f"{name} must be >= 0, got {value}.", argument=name, actual=value)


@op
def pad_images(images: Tensor, top_padding: Int = None, left_padding: Int = None, bottom_padding: Int = None, right_padding: Int = None,
               target_height: Int = None, target_width: Int = None, data_format: Text = None):
    """Images with borders of zeros. Of the two borders and the target size of each axis, two are given.

    Args:
        images: Image or batch.
        top_padding, bottom_padding: Rows to add.
        left_padding, right_padding: Columns to add.
        target_height, target_width: Size of the result.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """
    x = to_batch(images, data_format)
    top, bottom = _sides("padding", "height", top_padding, bottom_padding, target_height, x.shape[1])
    left, right = _sides("padding", "width", left_padding, right_padding, target_width, x.shape[2])
    return from_batch(F.pad(x, (0, 0, left, right, top, bottom)), images, data_format)


@op
def crop_images(images: Tensor, top_cropping: Int = None, left_cropping: Int = None, bottom_cropping: Int = None, right_cropping: Int = None,
                target_height: Int = None, target_width: Int = None, data_format: Text = None):
    """Images without their borders. Of the two borders and the target size of each axis, two are given.

    Args:
        images: Image or batch.
        top_cropping, bottom_cropping: Rows to cut off.
        left_cropping, right_cropping: Columns to cut off.
        target_height, target_width: Size of the result.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """
    x = to_batch(images, data_format)
    top, bottom = _sides("cropping", "height", top_cropping, bottom_cropping, target_height, x.shape[1])
    left, right = _sides("cropping", "width", left_cropping, right_cropping, target_width, x.shape[2])
    return from_batch(x[:, top:x.shape[1] - bottom, left:x.shape[2] - right], images, data_format)
