"""Images: files, arrays, and Keras 2's generators of changed images."""
from __future__ import annotations

from .image_change import (
    apply_affine_transform,
    apply_brightness_shift,
    apply_channel_shift,
    random_brightness,
    random_channel_shift,
    random_rotation,
    random_shear,
    random_shift,
    random_zoom,
)
from .image_file import array_to_img, img_to_array, load_img, save_img, smart_resize
from .image_flow import DataFrameIterator, DirectoryIterator, Iterator, NumpyArrayIterator
from .image_generator import ImageDataGenerator

__all__ = [
    "DataFrameIterator", "DirectoryIterator", "ImageDataGenerator", "Iterator", "NumpyArrayIterator", "apply_affine_transform", "apply_brightness_shift",
    "apply_channel_shift", "array_to_img", "img_to_array", "load_img", "random_brightness", "random_channel_shift", "random_rotation", "random_shear",
    "random_shift", "random_zoom", "save_img", "smart_resize",
]
