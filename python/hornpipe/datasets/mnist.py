"""Handwritten digits."""
from __future__ import annotations

import numpy as np

from ..core.types import Path
from .download import dataset_file

ORIGIN = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz"
SHA256 = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"


def load_data(path: Path = "mnist.npz"):
    """MNIST: 60,000 training and 10,000 test images of digits, 28 x 28, gray.

    Args:
        path: Name of the file in the cache, or a path to it.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: uint8 images (n, 28, 28) and labels (n,), 0 to 9.

    Reference: LeCun, Cortes, Burges, "The MNIST database of handwritten digits".
    """
    with np.load(dataset_file(path, ORIGIN, SHA256), allow_pickle=False) as arrays:
        return (arrays["x_train"], arrays["y_train"]), (arrays["x_test"], arrays["y_test"])
