"""House prices in districts of California."""
from __future__ import annotations

import numpy as np

from ..core.arguments import choice
from ..core.types import Int, Path, Real, Text
from .download import dataset_file
from .tables import shuffle_and_split

ORIGIN = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/california_housing.npz"
SHA256 = "1a2e3a52e0398de6463aebe6f4a8da34fb21fbb6b934cf88c3425e766f2a1a6f"


def load_data(version: Text = "large", path: Path = "california_housing.npz", test_split: Real = 0.2, seed: Int = 113):
    """California housing: 20,640 districts with 8 attributes and the median price of a house in dollars.

    Args:
        version: "large" for all rows, "small" for the first 600.
        path: Name of the file in the cache, or a path to it.
        test_split: Share of the rows for testing.
        seed: Seed of the order of the rows.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: float arrays (n, 8) and (n,).

    Reference: Pace, Barry, "Sparse spatial autoregressions", 1997
    """
    choice("version", version, ("large", "small"))
    with np.load(dataset_file(path, ORIGIN, SHA256), allow_pickle=False) as arrays:
        n = 600 if version == "small" else None
        return shuffle_and_split(arrays["x"][:n], arrays["y"][:n], test_split, seed)
