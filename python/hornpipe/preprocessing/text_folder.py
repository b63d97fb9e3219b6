"""A folder of text files as a dataset."""
from __future__ import annotations

import numpy as np

from ..core.arguments import positive
from ..core.types import Flag, Int, Path, Real, Structure, Text, Texts
from .folders import check_format, dataset_from_files

FORMATS = (".txt",)


def text_dataset_from_directory(directory: Path, labels: Structure = "inferred", label_mode: Text = "int", class_names: Texts = None, batch_size: Int = 32,
                                max_length: Int = None, shuffle: Flag = True, seed: Int = None, validation_split: Real = None, subset: Text = None,
                                follow_links: Flag = False, format: Text = "tf", verbose: Flag = True):
    """Batches of the text files (.txt, UTF-8) below a folder, each subfolder a class; read while a model trains.

    Args:
        directory: The folder.
        labels: "inferred" from the subfolders, `None`, or a list of ints, one for each file in the order of the paths.
        label_mode: "int", "categorical" for one-hot rows, "binary" for 0 and 1 of two classes, or `None` for no labels.
        class_names: Subfolders to read, in the order of their labels; all, in alphabetical order, if `None`.
        batch_size: Texts in a batch; `None` gives them one by one.
        max_length: Bytes that are read of a file; all if `None`.
        shuffle: Whether each epoch has another order.
        seed: Makes orders and parts repeatable.
        validation_split: Fraction of the files that is kept for validation.
        subset: "training", "validation", or "both" for a list of the two.
        follow_links: Whether to enter folders that are symbolic links.
        format: "tf" or "grain", which give the same here.
        verbose: Whether to say how many files and classes were found.

    Returns:
        A dataset of `(texts, labels)`: an array of strings `(batch,)`, and int32 `(batch,)`, or float32 `(batch, classes)` or
        `(batch, 1)`; of texts alone without labels. It has `class_names` and `file_paths`.

    Example:
        >>> texts = keras.utils.text_dataset_from_directory("reviews")
        >>> vectorize = keras.layers.TextVectorization(output_sequence_length=100)
        >>> vectorize.adapt(texts)
        >>> model.fit(texts.map(lambda text, label: (vectorize(text), label)), epochs=5)
    """
    check_format(format)
    length = -1 if max_length is None else positive("max_length", max_length)

    def read(paths):
        return np.array([_read(path, length) for path in paths], dtype=object)

    return dataset_from_files(directory, "text", FORMATS, read, labels, label_mode, class_names, batch_size, shuffle, seed, validation_split, subset,
                              follow_links, verbose)


def _read(path, length):
    with open(path, "rb") as file:
        return file.read(length).decode("utf-8", errors="ignore" if length > 0 else "replace")         # a cut may fall inside a character
