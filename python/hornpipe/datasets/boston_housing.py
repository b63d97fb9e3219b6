"""House prices in suburbs of Boston."""
from __future__ import annotations

import numpy as np

from ..core.types import Int, Path, Real
from .download import dataset_file
from .tables import shuffle_and_split

ORIGIN = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/boston_housing.npz"
SHA256 = "f553886a1f8d56431e820c5b82552d9d95cfcb96d1e678153f8839538947dff5"


def load_data(path: Path = "boston_housing.npz", test_split: Real = 0.2, seed: Int = 113):
    """Boston housing: 506 suburbs with 13 attributes and the median price of a house in thousand dollars.

    One attribute, "B", is built on a racist assumption: do not use this table for anything but the study of that.

    Args:
        path: Name of the file in the cache, or a path to it.
        test_split: Share of the rows for testing.
        seed: Seed of the order of the rows.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: float arrays (n, 13) and (n,).
    """
    with np.load(dataset_file(path, ORIGIN, SHA256), allow_pickle=False) as arrays:
        return shuffle_and_split(arrays["x"], arrays["y"], test_split, seed)
