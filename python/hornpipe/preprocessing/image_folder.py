"""A folder of images as a dataset."""
from __future__ import annotations

import os

import numpy as np
import torch

from ..core.arguments import choice, whole_each
from ..core.errors import ArgumentError
from ..core.types import Flag, Int, Ints, Path, Real, Structure, Text, Texts
from ..ops.image import resize
from ..runtime import settings
from .folders import check_format, dataset_from_files
from .image_file import MODES, load_img, pillow

FORMATS = (".bmp", ".gif", ".jpeg", ".jpg", ".png")
_INTERPOLATIONS = ("bilinear", "nearest", "bicubic", "lanczos3", "lanczos5")


def image_dataset_from_directory(directory: Path, labels: Structure = "inferred", label_mode: Text = "int", class_names: Texts = None, color_mode: Text = "rgb",
                                 batch_size: Int = 32, image_size: Ints = (256, 256), shuffle: Flag = True, seed: Int = None, validation_split: Real = None,
                                 subset: Text = None, interpolation: Text = "bilinear", follow_links: Flag = False, crop_to_aspect_ratio: Flag = False,
                                 pad_to_aspect_ratio: Flag = False, data_format: Text = None, format: Text = "tf", verbose: Flag = True):
    """Batches of the images (bmp, gif, jpeg, png) below a folder, each subfolder a class; read while a model trains.

    Args:
        directory: The folder.
        labels: "inferred" from the subfolders, `None`, or a list of ints, one for each file in the order of the paths.
        label_mode: "int", "categorical" for one-hot rows, "binary" for 0 and 1 of two classes, or `None` for no labels.
        class_names: Subfolders to read, in the order of their labels; all, in alphabetical order, if `None`.
        color_mode: "rgb", "rgba" or "grayscale".
        batch_size: Images in a batch; `None` gives them one by one.
        image_size: Height and width, to which images are resized.
        shuffle: Whether each epoch has another order.
        seed: Makes orders and parts repeatable.
        validation_split: Fraction of the files that is kept for validation.
        subset: "training", "validation", or "both" for a list of the two.
        interpolation: "bilinear", "nearest", "bicubic", "lanczos3" or "lanczos5".
        follow_links: Whether to enter folders that are symbolic links.
        crop_to_aspect_ratio: Whether to cut off what would distort an image.
        pad_to_aspect_ratio: Whether to add black borders instead.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        format: "tf" or "grain", which give the same here.
        verbose: Whether to say how many files and classes were found.

    Returns:
        A dataset of `(images, labels)`: float32 `(batch, height, width, channels)` in 0 to 255, and int32 `(batch,)`,
        or float32 `(batch, classes)` or `(batch, 1)`; of images alone without labels. It has `class_names` and `file_paths`.

    Raises:
        ImportError: Pillow is not installed.

    Example:
        >>> train, test = keras.utils.image_dataset_from_directory("pets", image_size=(128, 128), validation_split=0.2, subset="both", seed=1)
        >>> model.fit(train, validation_data=test, epochs=5)
    """
    check_format(format)
    if color_mode not in MODES:
        raise ArgumentError(f"`color_mode` must be one of {', '.join(map(repr, MODES))}, got {color_mode!r}.", argument="color_mode", actual=color_mode)
    size = whole_each("image_size", image_size, 2)
    interpolation = choice("interpolation", str(interpolation).lower(), _INTERPOLATIONS)
    if crop_to_aspect_ratio and pad_to_aspect_ratio:
        raise ArgumentError("`crop_to_aspect_ratio` and `pad_to_aspect_ratio` exclude each other.", argument="pad_to_aspect_ratio", actual=True)
    data_format = settings.data_format_or_default(data_format)
    pillow("image_dataset_from_directory")

    def read(paths):
        return np.stack([_read(path, color_mode, size, interpolation, crop_to_aspect_ratio, pad_to_aspect_ratio, data_format) for path in paths])

    return dataset_from_files(directory, "image", FORMATS, read, labels, label_mode, class_names, batch_size, shuffle, seed, validation_split, subset,
                              follow_links, verbose, workers=min(4, os.cpu_count() or 1))


def _read(path, color_mode, size, interpolation, crop, pad, data_format):
    """One file as a float32 array of the size."""
    pixels = np.array(load_img(path, color_mode), dtype="float32")
    image = torch.from_numpy(pixels.reshape(*pixels.shape[:2], -1))         # (height, width, channels)
    image = resize(image, size, interpolation, crop_to_aspect_ratio=crop, pad_to_aspect_ratio=pad, data_format="channels_last")
    return (image.permute(2, 0, 1) if data_format == "channels_first" else image).numpy()
