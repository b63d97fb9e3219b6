"""Changes of one image, as Keras 2 had them: turned, shifted, sheared, zoomed, other colours. NumPy arrays in and out."""
from __future__ import annotations

import itertools

import numpy as np

from ..core.arguments import choice
from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Array, Flag, Index, Int, Real, Reals, Text

FILL_MODES = ("nearest", "constant", "reflect", "wrap")


def apply_affine_transform(x: Array, theta: Real = 0, tx: Real = 0, ty: Real = 0, shear: Real = 0, zx: Real = 1, zy: Real = 1, row_axis: Index = 1,
                           col_axis: Index = 2, channel_axis: Index = 0, fill_mode: Text = "nearest", cval: Real = 0.0, order: Int = 1):
    """An image turned, shifted, sheared and zoomed about its middle.

    Args:
        x: Image with 3 axes.
        theta: Angle in degrees.
        tx, ty: Shifts in pixels.
        shear: Shear in degrees.
        zx, zy: Zooms; below 1 a part of the image fills all.
        row_axis, col_axis, channel_axis: Which axis is which.
        fill_mode: What lies outside: "nearest", "constant", "reflect" or "wrap".
        cval: The value for "constant".
        order: 0 for the nearest pixel, 1 for linear interpolation.

    Returns:
        A NumPy array of the shape of `x`.
    """
    x = np.asarray(x)
    axes = channel_axis, *sorted((row_axis, col_axis))
    if x.ndim != 3 or sorted(axes) != [0, 1, 2]:
        raise ShapeError(f"`x` must have 3 axes, of rows, columns and channels, got shape {x.shape} and axes {(row_axis, col_axis, channel_axis)}.",
                         argument="x", expected=3, actual=x.shape)
    choice("fill_mode", fill_mode, FILL_MODES)
    choice("order", order, (0, 1))
    matrix = _matrix(theta, tx, ty, shear, zx, zy)
    if matrix is None:
        return x
    middle = np.array([x.shape[row_axis], x.shape[col_axis]]) / 2 - 0.5
    matrix = _shift(*middle) @ matrix @ _shift(*-middle)
    if col_axis > row_axis:         # Keras: so `tx`, and with it `height_shift_range`, moves along the columns, and the middle is that of a turned image
        matrix = matrix[[1, 0, 2]][:, [1, 0, 2]]
    planes = x.transpose(axes)
    places = np.tensordot(matrix[:2, :2], np.indices(planes.shape[1:]), 1) + matrix[:2, 2].reshape(2, 1, 1)
    made = np.stack([_read(plane, places, fill_mode, cval, order) for plane in planes]).astype(x.dtype)
    return made.transpose(np.argsort(axes))


def _shift(x, y):
    return np.array([[1.0, 0, x], [0, 1, y], [0, 0, 1]])


def _matrix(theta, tx, ty, shear, zx, zy):
    """The product of the changes that change something; None when none does."""
    turn, slant = np.deg2rad(theta), np.deg2rad(shear)
    steps = [
        (theta != 0, [[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]]),
        (tx != 0 or ty != 0, _shift(tx, ty)),
        (shear != 0, [[1, -np.sin(slant), 0], [0, np.cos(slant), 0], [0, 0, 1]]),
        (zx != 1 or zy != 1, [[zx, 0, 0], [0, zy, 0], [0, 0, 1]]),
    ]
    matrices = [np.array(matrix, dtype=float) for wanted, matrix in steps if wanted]
    return np.linalg.multi_dot(matrices) if len(matrices) > 1 else matrices[0] if matrices else None


def _read(plane, places, fill_mode, cval, order):
    """The values of a plane at places between its pixels."""
    around = [_neighbours(_folded(place, size, fill_mode), size, order) for place, size in zip(places, plane.shape)]
    made = sum(plane[i, j] * (v * w) for (i, v), (j, w) in itertools.product(*around))
    if fill_mode != "constant":
        return made
    inside = np.logical_and.reduce([(place >= 0) & (place <= size - 1) for place, size in zip(places, plane.shape)])
    return np.where(inside, made, cval)


def _folded(place, size, fill_mode):
    """Places outside brought inside."""
    if fill_mode == "wrap":         # the last pixel and the first fall together
        return np.where((place < 0) | (place > size - 1), place % max(size - 1, 1), place)
    return place if fill_mode == "reflect" else place.clip(0, size - 1)


def _neighbours(place, size, order):
    """The pixels around places along one axis, with their weights."""
    lower = np.floor(place if order else place + 0.5).astype(int)
    share = place - lower if order else np.zeros(())
    return [(_reflected(lower + step, size), weight) for step, weight in ((0, 1 - share), (1, share))[:order + 1]]


def _reflected(index, size):
    """... 1 0 0 1 2 ...: the border stands twice."""
    index = index % (2 * size)
    return np.minimum(index, 2 * size - 1 - index)


def apply_channel_shift(x: Array, intensity: Real, channel_axis: Index = 0):
    """An image with a number added to all values, within the range that they had.

    Args:
        x: Image with 3 axes.
        intensity: The number.
        channel_axis: Kept for compatibility; all channels change alike.
    """
    x = np.asarray(x)
    return np.clip(x + intensity, x.min(), x.max())


def apply_brightness_shift(x: Array, brightness: Real, scale: Flag = True):
    """An image with its values multiplied, as whole numbers from 0 to 255; an alpha channel stays.

    Args:
        x: Image `(height, width, channels)`.
        brightness: The factor.
        scale: Whether values are stretched over 0 to 255 before; those outside of it always are, and come back.
    """
    x = np.asarray(x)
    low, high = x.min(), x.max()
    outside = low < 0 or high > 255
    pixels = x - low if scale or outside else x
    if scale or outside:
        pixels = pixels / (pixels.max() or 1) * 255
    pixels = pixels.astype("uint8").astype("float32")
    made = np.clip(pixels * brightness, 0, 255).astype("uint8").astype("float32")
    if x.shape[-1] == 4:
        made[..., 3] = pixels[..., 3]
    return made / 255 * (high - low) + low if outside and not scale else made


def random_rotation(x: Array, rg: Real, row_axis: Index = 1, col_axis: Index = 2, channel_axis: Index = 0, fill_mode: Text = "nearest", cval: Real = 0.0,
                    interpolation_order: Int = 1):
    """An image turned by up to `rg` degrees, either way; other arguments as for `apply_affine_transform()`."""
    theta = np.random.uniform(-rg, rg)
    return apply_affine_transform(x, theta=theta, row_axis=row_axis, col_axis=col_axis, channel_axis=channel_axis, fill_mode=fill_mode, cval=cval,
                                  order=interpolation_order)


def random_shift(x: Array, wrg: Real, hrg: Real, row_axis: Index = 1, col_axis: Index = 2, channel_axis: Index = 0, fill_mode: Text = "nearest",
                 cval: Real = 0.0, interpolation_order: Int = 1):
    """An image shifted by up to these fractions of its width and height; other arguments as for `apply_affine_transform()`."""
    shape = np.shape(x)
    tx = np.random.uniform(-hrg, hrg) * shape[row_axis]
    ty = np.random.uniform(-wrg, wrg) * shape[col_axis]
    return apply_affine_transform(x, tx=tx, ty=ty, row_axis=row_axis, col_axis=col_axis, channel_axis=channel_axis, fill_mode=fill_mode, cval=cval,
                                  order=interpolation_order)


def random_shear(x: Array, intensity: Real, row_axis: Index = 1, col_axis: Index = 2, channel_axis: Index = 0, fill_mode: Text = "nearest",
                 cval: Real = 0.0, interpolation_order: Int = 1):
    """An image sheared by up to `intensity` degrees; other arguments as for `apply_affine_transform()`."""
    shear = np.random.uniform(-intensity, intensity)
    return apply_affine_transform(x, shear=shear, row_axis=row_axis, col_axis=col_axis, channel_axis=channel_axis, fill_mode=fill_mode, cval=cval,
                                  order=interpolation_order)


def random_zoom(x: Array, zoom_range: Reals, row_axis: Index = 1, col_axis: Index = 2, channel_axis: Index = 0, fill_mode: Text = "nearest",
                cval: Real = 0.0, interpolation_order: Int = 1):
    """An image zoomed by factors between the two of `zoom_range`; other arguments as for `apply_affine_transform()`."""
    low, high = two("zoom_range", zoom_range)
    zx, zy = (1, 1) if low == high == 1 else np.random.uniform(low, high, 2)
    return apply_affine_transform(x, zx=zx, zy=zy, row_axis=row_axis, col_axis=col_axis, channel_axis=channel_axis, fill_mode=fill_mode, cval=cval,
                                  order=interpolation_order)


def random_channel_shift(x: Array, intensity_range: Real, channel_axis: Index = 0):
    """An image with up to `intensity_range` added to its values; see `apply_channel_shift()`."""
    return apply_channel_shift(x, np.random.uniform(-intensity_range, intensity_range), channel_axis)


def random_brightness(x: Array, brightness_range: Reals, scale: Flag = True):
    """An image made darker or brighter by a factor between the two of `brightness_range`; see `apply_brightness_shift()`."""
    return apply_brightness_shift(x, np.random.uniform(*two("brightness_range", brightness_range)), scale)


def two(name, value):
    """The two numbers of a range."""
    if not isinstance(value, (tuple, list)) or len(value) != 2 or not all(isinstance(v, (int, float)) for v in value):
        raise ArgumentError(f"`{name}` must be two numbers, {got(value)}.", argument=name, actual=value)
    return tuple(value)
