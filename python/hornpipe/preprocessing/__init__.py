"""Preparing data: labels, sequences, images, texts."""
from __future__ import annotations

from . import image, sequence
from .image_folder import image_dataset_from_directory
from .text_folder import text_dataset_from_directory
from .timeseries import timeseries_dataset_from_array

__all__ = ["image", "image_dataset_from_directory", "sequence", "text_dataset_from_directory", "timeseries_dataset_from_array"]
