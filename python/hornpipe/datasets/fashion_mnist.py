"""Articles of clothing."""
from __future__ import annotations

import gzip
import hashlib
import os
from pathlib import Path

import numpy as np

from ..core.errors import ArgumentError, FileFormatError, got
from ..core.types import Path as PathOrText
from ..runtime.settings import cache_home, keras_home
from .download import get_file

ORIGIN = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/"
SYSTEM_FOLDER = Path("/usr/share/datasets/fashion-mnist")       # where Debian's package dataset-fashion-mnist has it

# SHA-256 of the uncompressed content: the same whoever compressed it.
FILES = {
    "train-labels-idx1-ubyte.gz": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    "train-images-idx3-ubyte.gz": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    "t10k-labels-idx1-ubyte.gz": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    "t10k-images-idx3-ubyte.gz": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
}


def load_data(path: PathOrText = None):
    """Fashion-MNIST: 60,000 training and 10,000 test images of clothing, 28 x 28, gray.

    Classes: T-shirt/top, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, ankle boot.

    Args:
        path: The folder of the four files, where they are not to be downloaded.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: uint8 images (n, 28, 28) and labels (n,), 0 to 9.

    Reference: Xiao, Rasul, Vollgraf, "Fashion-MNIST", https://arxiv.org/abs/1708.07747
    """
    y_train, x_train, y_test, x_test = (_read(name, sha256, path) for name, sha256 in FILES.items())
    return (x_train, y_train), (x_test, y_test)


def _read(name: str, sha256: str, folder=None) -> np.ndarray:
    path = _find(name) if folder is None else Path(folder).expanduser() / name
    if not path.is_file():
        raise ArgumentError(f"`path` must be the folder of {', '.join(FILES)}, {got(str(folder))}.", argument="path", actual=str(folder))
    try:
        with gzip.open(path) as file:
            content = file.read()
    except (OSError, EOFError) as error:
        raise _broken(path) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise _broken(path)
    return idx_array(content)


def _broken(path):
    return FileFormatError(f"{path} is not the file of Fashion-MNIST, or is damaged: delete it and call again.", path=str(path))


def _find(name: str) -> Path:
    cached = [home / "datasets" / "fashion-mnist" / name for home in (cache_home(), keras_home())]
    for place in (*cached, SYSTEM_FOLDER / name):
        if place.is_file():
            return place
    return Path(get_file(name, ORIGIN + name, cache_subdir=os.path.join("datasets", "fashion-mnist")))


def idx_array(content: bytes) -> np.ndarray:
    """An array in the IDX format: two zeros, 8 for unsigned bytes, the rank, then big-endian sizes and the values."""
    if len(content) < 4 or content[:3] != b"\0\0\x08":
        raise FileFormatError("This is no IDX file of unsigned bytes.")
    rank = content[3]
    shape = np.frombuffer(content, ">u4", count=rank, offset=4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * rank).reshape(shape.astype(int)).copy()
