"""Small color images in 100 classes of 20 groups."""
from __future__ import annotations

from ..core.arguments import choice
from ..core.types import Path, Text
from .cifar import folder, in_data_format, read_batch

ORIGIN = "https://www.cs.toronto.edu/~kriz/cifar-100-python.tar.gz"
SHA256 = "85cd44d02ba6437773c5bbd22e183051d648de2e7d6b014e1ef29b855ba677a7"


def load_data(label_mode: Text = "fine", path: Path = None):
    """CIFAR-100: 50,000 training and 10,000 test images, 32 x 32, RGB.

    Args:
        label_mode: "fine" for the 100 classes, "coarse" for the 20 groups.
        path: The archive, or the folder it was unpacked to, where it is not to be downloaded.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: uint8 images (n, 32, 32, 3), or (n, 3, 32, 32) with channels first, and
        labels (n, 1).

    Reference: Krizhevsky, "Learning multiple layers of features from tiny images", 2009
    """
    choice("label_mode", label_mode, ("fine", "coarse"))
    batches = folder("cifar-100-python-target", ORIGIN, SHA256, "cifar-100-python", path)
    (x_train, y_train), (x_test, y_test) = (read_batch(batches / part, f"{label_mode}_labels") for part in ("train", "test"))
    return (in_data_format(x_train), y_train), (in_data_format(x_test), y_test)
