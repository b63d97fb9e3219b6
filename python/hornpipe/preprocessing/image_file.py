"""Images as Pillow objects, as arrays and as files. Pillow is needed for files only, and loaded when a function wants it."""
from __future__ import annotations

import importlib
import io
import os
import warnings

import numpy as np

from ..core.arguments import choice
from ..core.errors import ArgumentError, ArgumentTypeError, ShapeError, got
from ..core.types import Array, DType, Flag, Ints, Path, Structure, Text
from ..ops.image import resize
from ..runtime import dtypes, settings

MODES = {"grayscale": "L", "rgb": "RGB", "rgba": "RGBA"}
_RESAMPLING = ("nearest", "bilinear", "bicubic", "hamming", "box", "lanczos")


def pillow(wanted_by: str):
    """The module `PIL.Image`.

    Raises:
        ImportError: Pillow is not installed.
    """
    try:
        return importlib.import_module("PIL.Image")
    except ImportError:
        raise ImportError(f"`{wanted_by}()` needs the package Pillow; install it with `pip install pillow`.") from None


def load_img(path: Path, color_mode: Text = "rgb", target_size: Ints = None, interpolation: Text = "nearest", keep_aspect_ratio: Flag = False):
    """The image of a file, as a Pillow object.

    Args:
        path: A file, or its bytes in an `io.BytesIO`.
        color_mode: "rgb", "rgba" or "grayscale".
        target_size: Height and width; those of the file if `None`.
        interpolation: "nearest", "bilinear", "bicubic", "hamming", "box" or "lanczos".
        keep_aspect_ratio: Whether to cut off what would distort the image.

    Raises:
        ImportError: Pillow is not installed.

    Example:
        >>> x = keras.utils.img_to_array(keras.utils.load_img("cat.png", target_size=(224, 224)))
    """
    module = pillow("load_img")
    choice("color_mode", color_mode, MODES)
    if not isinstance(path, (str, bytes, os.PathLike, io.BytesIO)):
        raise ArgumentTypeError(f"`path` must be a path or an `io.BytesIO`, {got(path)}.", argument="path", actual=path)
    with module.open(os.fsdecode(path) if isinstance(path, bytes) else path) as file:
        file.load()
        image = file
        if file.mode != MODES[color_mode] and not (color_mode == "grayscale" and file.mode in ("I;16", "I")):      # deep grayscale keeps its depth
            image = file.convert(MODES[color_mode])
    if target_size is None or image.size == (target_size[1], target_size[0]):
        return image
    choice("interpolation", interpolation, _RESAMPLING)
    height, width = target_size
    box = None
    if keep_aspect_ratio:
        old_width, old_height = image.size
        kept = min(old_width, old_height * width // height), min(old_height, old_width * height // width)
        left, top = (old_width - kept[0]) // 2, (old_height - kept[1]) // 2
        box = (left, top, left + kept[0], top + kept[1])
    return image.resize((width, height), module.Resampling[interpolation.upper()], box=box)


def img_to_array(img: Structure, data_format: Text = None, dtype: DType = None):
    """An image as an array `(height, width, channels)`, or with channels first.

    Args:
        img: A Pillow image.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        dtype: Of the array; floatx if `None`.
    """
    data_format = settings.data_format_or_default(data_format)
    x = np.asarray(img, dtype=dtypes.standardize_dtype(dtype))
    if x.ndim not in (2, 3):
        raise ShapeError(f"`img` must be an image with 2 or 3 axes, got shape {x.shape}.", argument="img", actual=x.shape)
    x = x[:, :, None] if x.ndim == 2 else x
    return x.transpose(2, 0, 1) if data_format == "channels_first" else x


def array_to_img(x: Array, data_format: Text = None, scale: Flag = True, dtype: DType = None):
    """An array as a Pillow image.

    Args:
        x: Array `(height, width, channels)` of 1, 3 or 4 channels, or with channels first.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        scale: Whether to stretch the values over 0 to 255.
        dtype: In which to compute; floatx if `None`.

    Raises:
        ImportError: Pillow is not installed.
    """
    module = pillow("array_to_img")
    data_format = settings.data_format_or_default(data_format)
    x = np.array(x, dtype=dtypes.standardize_dtype(dtype))
    if x.ndim != 3:
        raise ShapeError(f"`x` must be one image, with 3 axes, got shape {x.shape}.", argument="x", actual=x.shape)
    x = x.transpose(1, 2, 0) if data_format == "channels_first" else x
    if x.shape[2] not in (1, 3, 4):
        raise ShapeError(f"`x` must have 1, 3 or 4 channels, got {x.shape[2]}.", argument="x", actual=x.shape)
    if scale:
        x = x - x.min()
        top = x.max()
        x = x / (top if top != 0 else 1) * 255
    if x.shape[2] > 1:
        return module.fromarray(np.ascontiguousarray(x.astype("uint8")))
    return module.fromarray(x[:, :, 0].astype("int32" if x.max() > 255 else "uint8"))


def save_img(path: Path, x: Array, data_format: Text = None, file_format: Text = None, scale: Flag = True, **kwargs):
    """Writes an array into an image file.

    Args:
        path: Where to, or a file object.
        x: Array as for `array_to_img()`.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        file_format: Such as "png"; from the ending of `path` if `None`.
        scale: Whether to stretch the values over 0 to 255.
        kwargs: Passed to Pillow's `save()`.

    Raises:
        ImportError: Pillow is not installed.
    """
    if file_format is None and isinstance(path, (str, os.PathLike)):
        file_format = os.path.splitext(os.fspath(path))[1][1:]
    file_format = {"jpg": "jpeg"}.get(str(file_format).lower(), file_format) or None
    image = array_to_img(x, data_format, scale)
    if image.mode == "RGBA" and str(file_format).lower() == "jpeg":
        warnings.warn("JPEG files have no transparency; the image is saved as RGB.", stacklevel=2)
        image = image.convert("RGB")
    image.save(path, format=file_format, **kwargs)


def smart_resize(x: Array, size: Ints, interpolation: Text = "bilinear", data_format: Text = "channels_last", **kwargs):
    """Images of another size, undistorted: the middle of each with the ratio of `size`, resized.

    Args:
        x: Image `(height, width, channels)`, or a batch of them; or with channels first.
        size: New height and width.
        interpolation: "nearest", "bilinear", "bicubic", "lanczos3" or "lanczos5".
        data_format: "channels_last" or "channels_first".

    Returns:
        A NumPy array for a NumPy array, a tensor for a tensor.
    """
    if kwargs:
        raise ArgumentTypeError(f"`smart_resize()` takes no argument {next(iter(kwargs))!r}.", argument=next(iter(kwargs)), actual=list(kwargs.values())[0])
    if not hasattr(size, "__len__") or len(size) != 2:
        raise ArgumentError(f"`size` must be a tuple of 2 integers, {got(size)}.", argument="size", actual=size)
    made = resize(x, tuple(size), interpolation, crop_to_aspect_ratio=True, data_format=data_format)
    return made.cpu().numpy() if isinstance(x, np.ndarray) else made
