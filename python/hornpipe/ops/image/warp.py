"""Images read at other places: rotated, sheared, seen from elsewhere, bent."""
from __future__ import annotations

import functools
import itertools
import operator

import torch

from ...core.arguments import choice
from ...core.errors import ArgumentError, ShapeError, got
from ...core.types import Int, Real, Seed, Tensor, Text
from ...runtime.convert import convert_to_tensor
from ...runtime.random import generator
from ..op import op
from .filter import gaussian_blur
from .layout import from_batch, to_batch

_ORDERS = {"nearest": 0, "bilinear": 1}


# ---------------------------------------------------------------- between the pixels

def _mirror(index, size):
    """... 2 1 0 1 2 ...: the border stands once."""
    wave = max(size - 1, 1)
    return ((index + wave) % (2 * wave) - wave).abs() if size > 1 else torch.zeros_like(index)


def _reflect(index, size):
    """... 1 0 0 1 2 ...: the border stands twice."""
    return torch.div(_mirror(2 * index + 1, 2 * size + 1) - 1, 2, rounding_mode="floor")


_OUTSIDE = {
    "constant": lambda index, size: index.clamp(0, size - 1), "nearest": lambda index, size: index.clamp(0, size - 1),
    "wrap": lambda index, size: index % size, "mirror": _mirror, "reflect": _reflect,
}


def _neighbours(coordinate, order):
    """The pixels around a place along one axis, with their weights."""
    if order == 0:
        return [(coordinate.round().long() if coordinate.is_floating_point() else coordinate.long(), 1)]
    coordinate = coordinate if coordinate.is_floating_point() else coordinate.to(torch.float32)
    lower = coordinate.floor()
    share = coordinate - lower
    return [(lower.long(), 1 - share), (lower.long() + 1, share)]


def _interpolated(read, coordinates, sizes, order, fill_mode, fill_value, spread=lambda x: x):
    """Values between pixels.

    Args:
        read: Gives the values at whole places, from an index tensor for each axis.
        coordinates: A tensor for each axis.
        spread: Makes weights broadcast against what `read` gives.
    """
    around = [[(_OUTSIDE[fill_mode](index, size), (index >= 0) & (index < size), weight) for index, weight in _neighbours(c, order)]
              for c, size in zip(coordinates, sizes)]
    total = None
    for corner in itertools.product(*around):
        indices, inside, weights = zip(*corner)
        values = read(indices)
        if fill_mode == "constant":
            values = torch.where(spread(functools.reduce(operator.and_, inside)), values, fill_value)
        if order:
            values = values * spread(functools.reduce(operator.mul, weights))
        total = values if total is None else total + values
    return total


def _as_before(values, dtype):
    """Interpolated values in the dtype of the image, rounded where that is an integer one."""
    return values.to(dtype) if dtype.is_floating_point or not values.is_floating_point() else values.round().to(dtype)


def _fill(fill_value, dtype):
    return fill_value if dtype.is_floating_point or not isinstance(fill_value, (int, float)) else int(fill_value)


@op
def map_coordinates(inputs: Tensor, coordinates: Tensor, order: Int, fill_mode: Text = "constant", fill_value: Real = 0):
    """The values of a tensor at places between its entries.

    Args:
        inputs: Tensor of any rank.
        coordinates: `(rank, ...)`: a place for each entry of the result.
        order: 0 for the nearest entry, 1 for linear interpolation.
        fill_mode: What lies outside: "constant", "nearest", "wrap", "mirror" or "reflect".
        fill_value: The value for "constant".
    """
    coordinates = coordinates if isinstance(coordinates, (list, tuple)) else tuple(coordinates)
    if len(coordinates) != inputs.ndim:
        raise ShapeError(f"The first size of `coordinates` must be the same as the rank of `inputs` ({inputs.ndim}), got {len(coordinates)}.",
                         argument="coordinates", expected=inputs.ndim, actual=len(coordinates))
    coordinates = [convert_to_tensor(c) for c in coordinates]
    if coordinates[0].ndim < 1:
        raise ShapeError(f"Invalid coordinates rank: expected at least rank 2, got shape ({len(coordinates)},).",
                         argument="coordinates", expected=2, actual=(len(coordinates),))
    choice("fill_mode", fill_mode, _OUTSIDE)
    if order not in (0, 1):
        raise NotImplementedError(f"`order` must be 0 or 1, {got(order)}: splines of higher order are not available.")
    values = _interpolated(lambda at: inputs[at], coordinates, inputs.shape, order, fill_mode, _fill(fill_value, inputs.dtype))
    return _as_before(values, inputs.dtype)


def _sampled(images, y, x, interpolation, fill_mode, fill_value):
    """Images `(batch, height, width, channels)` at places `y`, `x` of shape `(batch, height, width)` of their own."""
    batch, height, width, channels = images.shape
    pixels = images.reshape(-1, channels)
    first = torch.arange(batch, device=images.device).view(-1, 1, 1) * (height * width)

    def read(at):
        return pixels.index_select(0, (first + at[0] * width + at[1]).reshape(-1)).view(*at[0].shape, channels)

    values = _interpolated(read, (y, x), (height, width), _ORDERS[interpolation], fill_mode, _fill(fill_value, images.dtype), lambda w: w.unsqueeze(-1))
    return _as_before(values, images.dtype)


def _places(images, dtype):
    """Rows and columns of the pixels, to broadcast to `(batch, height, width)`."""
    y = torch.arange(images.shape[1], dtype=dtype, device=images.device)
    x = torch.arange(images.shape[2], dtype=dtype, device=images.device)
    return y.view(1, -1, 1), x.view(1, 1, -1)


def _projected(images, transforms, interpolation, fill_mode, fill_value):
    """Each output pixel (x, y) read at `((a0 x + a1 y + a2) / k, (b0 x + b1 y + b2) / k)` with `k = c0 x + c1 y + 1`."""
    y, x = _places(images, transforms.dtype)
    a0, a1, a2, b0, b1, b2, c0, c1 = (transforms[:, i].view(-1, 1, 1) for i in range(8))
    k = c0 * x + c1 * y + 1
    places = ((b0 * x + b1 * y + b2) / k, (a0 * x + a1 * y + a2) / k)
    return _sampled(images, *(p.expand(images.shape[:3]) for p in places), interpolation, fill_mode, fill_value)


# ---------------------------------------------------------------- planes

@op
def affine_transform(images: Tensor, transform: Tensor, interpolation: Text = "bilinear", fill_mode: Text = "constant", fill_value: Real = 0,
                     data_format: Text = None):
    """Images under a projective map: rotation, shear, scale, shift.

    Args:
        images: Image or batch.
        transform: `(8,)` or `(batch, 8)`: `a0, a1, a2, b0, b1, b2, c0, c1`. The output pixel `(x, y)` shows the input at
            `((a0 x + a1 y + a2) / k, (b0 x + b1 y + b2) / k)` with `k = c0 x + c1 y + 1`.
        interpolation: "nearest" or "bilinear".
        fill_mode: What lies outside: "constant", "nearest", "wrap", "mirror" or "reflect".
        fill_value: The value for "constant".
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """
    choice("interpolation", interpolation, _ORDERS)
    choice("fill_mode", fill_mode, _OUTSIDE)
    batch = to_batch(images, data_format)
    if transform.ndim not in (1, 2) or transform.shape[-1] != 8:
        raise ShapeError(f"Invalid transform rank: expected rank 1 (of shape (8,)) or 2 (of shape (batch, 8)), got shape {tuple(transform.shape)}.",
                         argument="transform", expected=(8,), actual=tuple(transform.shape))
    transforms = transform.reshape(-1, 8).to(images.dtype if images.dtype is torch.float64 else torch.float32)
    return from_batch(_projected(batch, transforms, interpolation, fill_mode, fill_value), images, data_format)


def homographies(start, end):
    """The eight numbers of the projective maps that take the corners `end` to `start`, `(batch, 4, 2)` each."""
    x, y = end.unbind(-1)
    u, v = start.unbind(-1)
    one, zero = torch.ones_like(x), torch.zeros_like(x)
    for_u = torch.stack((x, y, one, zero, zero, zero, -u * x, -u * y), -1)
    for_v = torch.stack((zero, zero, zero, x, y, one, -v * x, -v * y), -1)
    equations = torch.stack((for_u, for_v), 2).reshape(-1, 8, 8)
    return torch.linalg.solve(equations, start.reshape(-1, 8))


@op
def perspective_transform(images: Tensor, start_points: Tensor, end_points: Tensor, interpolation: Text = "bilinear", fill_value: Real = 0,
                          data_format: Text = None):
    """Images seen from elsewhere: four corners move from `start_points` to `end_points`.

    Args:
        images: Image or batch.
        start_points: Corners `(x, y)` in the input, `(4, 2)` or `(batch, 4, 2)`.
        end_points: Where they are in the output.
        interpolation: "nearest" or "bilinear".
        fill_value: What lies outside.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """
    choice("interpolation", interpolation, _ORDERS)
    batch = to_batch(images, data_format)
    for name, points in (("start_points", start_points), ("end_points", end_points)):
        if points.ndim not in (2, 3) or points.shape[-2:] != (4, 2):
            raise ShapeError(f"Invalid {name} shape: expected (4, 2) or (batch, 4, 2), got {tuple(points.shape)}.",
                             argument=name, expected=(4, 2), actual=tuple(points.shape))
    if start_points.shape != end_points.shape:
        raise ShapeError(f"`start_points` and `end_points` must have the same shape, got {tuple(start_points.shape)} and {tuple(end_points.shape)}.",
                         argument="end_points", expected=tuple(start_points.shape), actual=tuple(end_points.shape))
    dtype = torch.float64 if images.dtype is torch.float64 else torch.float32
    transforms = homographies(*(p.reshape(-1, 4, 2).to(dtype) for p in (start_points, end_points)))
    return from_batch(_projected(batch, transforms, interpolation, "constant", fill_value), images, data_format)


@op
def elastic_transform(images: Tensor, alpha: Real = 20.0, sigma: Real = 5.0, interpolation: Text = "bilinear", fill_mode: Text = "reflect",
                      fill_value: Real = 0.0, seed: Seed = None, data_format: Text = None):
    """Images bent by a smooth random field.

    Args:
        images: Image or batch.
        alpha: How far pixels move.
        sigma: How smooth the field is.
        interpolation: "nearest" or "bilinear".
        fill_mode: What lies outside: "constant", "nearest", "wrap", "mirror" or "reflect".
        fill_value: The value for "constant".
        seed: An int or a `SeedGenerator`.
        data_format: "channels_last" or "channels_first"; the setting if `None`.

    Reference:
        Simard et al., 2003, https://doi.org/10.1109/ICDAR.2003.1227801
    """
    choice("interpolation", interpolation, _ORDERS)
    choice("fill_mode", fill_mode, _OUTSIDE)
    if not sigma > 0:
        raise ArgumentError(f"`sigma` must be positive, {got(sigma)}.", argument="sigma", actual=sigma)
    batch = to_batch(images, data_format)
    alpha, sigma = float(alpha), float(sigma)
    dtype = images.dtype if images.is_floating_point() else torch.float32
    field = torch.normal(0.0, sigma, (*batch.shape[:3], 2), generator=generator(seed, images.device), dtype=dtype, device=images.device)
    width = int(6 * sigma) | 1
    field = alpha * gaussian_blur(field, (width, width), (sigma, sigma), "channels_last")
    y, x = _places(batch, dtype)
    return from_batch(_sampled(batch, y + field[..., 0], x + field[..., 1], interpolation, fill_mode, fill_value), images, data_format)
