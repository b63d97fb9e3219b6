"""Small color images in 10 classes."""
from __future__ import annotations

import numpy as np

from ..core.types import Path
from .cifar import folder, in_data_format, read_batch

ORIGIN = "https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz"
SHA256 = "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce"


def load_data(path: Path = None):
    """CIFAR-10: 50,000 training and 10,000 test images, 32 x 32, RGB.

    Classes: airplane, automobile, bird, cat, deer, dog, frog, horse, ship, truck.

    Args:
        path: The archive, or the folder it was unpacked to, where it is not to be downloaded.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: uint8 images (n, 32, 32, 3), or (n, 3, 32, 32) with channels first, and
        uint8 labels (n, 1).

    Reference: Krizhevsky, "Learning multiple layers of features from tiny images", 2009
    """
    batches = folder("cifar-10-batches-py-target", ORIGIN, SHA256, "cifar-10-batches-py", path)
    parts = [read_batch(batches / f"data_batch_{i}", "labels") for i in range(1, 6)]
    x_train, y_train = np.concatenate([x for x, _ in parts]), np.concatenate([y for _, y in parts])
    x_test, y_test = read_batch(batches / "test_batch", "labels")
    return (in_data_format(x_train), y_train.astype("uint8")), (in_data_format(x_test), y_test.astype("uint8"))
