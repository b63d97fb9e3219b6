"""What CIFAR-10 and CIFAR-100 share."""
from __future__ import annotations

from pathlib import Path

import numpy as np

from ..core.errors import ArgumentError, got
from ..runtime.settings import image_data_format
from .download import get_file
from .pickled import ArrayUnpickler


def folder(name: str, origin: str, sha256: str, inner: str, path=None) -> Path:
    """The folder of the batches. `path`: the archive, or the folder it was unpacked to, where it is not to be downloaded."""
    if path is not None:
        found = Path(path).expanduser().resolve()
        if found.is_dir():
            return found / inner if (found / inner).is_dir() else found
        if not found.is_file():
            raise ArgumentError(f"`path` must be the archive or its folder, {got(str(path))}.", argument="path", actual=str(path))
        origin = found.as_uri()
    return Path(get_file(name, origin, extract=True, file_hash=sha256)) / inner


def read_batch(path, labels: str) -> tuple[np.ndarray, np.ndarray]:
    """Images (n, 3, 32, 32) and labels (n, 1) of one file."""
    with open(path, "rb") as file:
        content = {key.decode(): value for key, value in ArrayUnpickler(file, encoding="bytes").load().items()}
    return content["data"].reshape(-1, 3, 32, 32), np.asarray(content[labels]).reshape(-1, 1)


def in_data_format(images: np.ndarray) -> np.ndarray:
    return images.transpose(0, 2, 3, 1) if image_data_format() == "channels_last" else images
