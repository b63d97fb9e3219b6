"""Files below a folder as labelled samples: which files, their classes, and which part of them validates.

What the readers of images, texts and sounds share; `dataset_from_files()` is their whole way from arguments to datasets.
"""
from __future__ import annotations

import os

import numpy as np

from ..core.errors import ArgumentError, DataError, got
from ..runtime import console
from .dataset import SampleDataset


def dataset_from_files(directory, what, formats, read, labels, label_mode, class_names, batch_size, shuffle, seed, validation_split, subset, follow_links,
                       verbose, workers=1):
    """The dataset of the files below a folder, or a list of two of them for `subset="both"`.

    Args:
        what: "image", "text" or "audio", for messages.
        formats: Endings of the names of files, such as ".png".
        read: Function of a list of paths that gives their batch.
        labels ... verbose: Arguments of the public functions.
    """
    labels, label_mode = _check_labels(labels, label_mode, class_names)
    _check_split(validation_split, subset, shuffle, seed)
    seed = int(np.random.randint(10**6)) if seed is None else seed
    paths, labels, class_names = index_folder(directory, labels, formats, class_names, follow_links)
    if label_mode == "binary" and len(class_names) != 2:
        raise ArgumentError(f'With `label_mode="binary"` there must be exactly 2 classes, got {len(class_names)}: {class_names}.', argument="label_mode",
                            actual=class_names)
    if verbose:
        console.say(f"Found {len(paths)} files{'' if labels is None else f' belonging to {len(class_names)} classes'}.")
    targets = None if labels is None else _targets(labels, label_mode, len(class_names))
    if shuffle:         # as Keras draws, so that a seed gives the same parts there and here
        order = np.random.RandomState(seed).permutation(len(paths))
        paths, targets = [paths[i] for i in order], None if targets is None else targets[order]
    made = []
    for part in ("training", "validation") if subset == "both" else (subset,):
        rows = _rows(len(paths), validation_split, part)
        if verbose and part is not None:
            console.say(f"Using {len(paths[rows])} files for {part}.")
        if not paths[rows]:
            which = f"{part} {_PLURALS[what]}" if subset == "both" else _PLURALS[what]
            raise DataError(f"No {which} found in directory {directory}. Allowed formats: {', '.join(formats)}.", argument="directory", actual=str(directory))
        again = shuffle and not (subset == "both" and part == "validation")         # Keras: the second of two keeps its order
        made.append(_dataset(paths[rows], None if targets is None else targets[rows], read, batch_size, again, seed, workers))
        made[-1].class_names = class_names
    return made if subset == "both" else made[0]


_PLURALS = {"image": "images", "text": "text files", "audio": "audio files"}


def _dataset(paths, targets, read, batch_size, shuffle, seed, workers):
    def batch(rows):
        x = read([paths[i] for i in rows])
        return x if targets is None else (x, targets[rows])

    dataset = SampleDataset(len(paths), batch, batch_size, shuffle, seed, workers)
    dataset.file_paths = paths
    return dataset


def index_folder(directory, labels, formats, class_names=None, follow_links=False):
    """(paths, labels, class names) of the files below a folder, by class and in alphabetical order.

    Args:
        labels: "inferred" from the folders' names, `None`, or a list with one for each file.
        class_names: The folders to read, in the order of the labels.
    """
    directory = os.fspath(directory)
    if not os.path.isdir(directory):
        raise ArgumentError(f"`directory` must be an existing folder, {got(directory)}.", argument="directory", actual=directory)
    if not isinstance(labels, str):
        paths = list(_files(directory, formats, follow_links))
        if labels is None:
            return paths, None, None
        if len(labels) != len(paths):
            raise DataError("Expected the lengths of `labels` to match the number of files in the target directory: "
                            f"`labels` has {len(labels)}, {directory} has {len(paths)}.", argument="labels", actual=len(labels))
        return paths, np.asarray(labels), [str(label) for label in sorted(set(labels))]
    folders = sorted(name for name in os.listdir(directory) if not name.startswith(".") and os.path.isdir(os.path.join(directory, name)))
    if class_names is not None and not set(class_names) <= set(folders):
        raise ArgumentError(f"The `class_names` passed did not match the names of the folders in {directory}: those are {folders}, {got(list(class_names))}.",
                            argument="class_names", actual=list(class_names))
    class_names = folders if class_names is None else list(class_names)
    found = [(path, i) for i, name in enumerate(class_names) for path in _files(os.path.join(directory, name), formats, follow_links)]
    return [path for path, _ in found], np.array([i for _, i in found], "int32"), class_names


def _files(folder, formats, follow_links):
    for root, _, names in sorted(os.walk(folder, followlinks=follow_links), key=lambda entry: entry[0]):
        yield from (os.path.join(root, name) for name in sorted(names) if name.lower().endswith(formats))


def _targets(labels, label_mode, classes):
    """Labels as they stand in batches: int32, `(1,)` floats, or one-hot rows."""
    labels = np.asarray(labels)
    if label_mode == "binary":
        return labels.astype("float32")[:, None]
    if label_mode == "categorical":
        return (labels[:, None] == np.arange(classes)).astype("float32")        # a label that is no class gives zeros
    return labels.astype("int32" if labels.dtype.kind in "iub" else "float32")


def _rows(count, validation_split, part):
    """The slice of a part: the last files validate."""
    if part is None:
        return slice(None)
    at = count - int(validation_split * count)
    return slice(at, None) if part == "validation" else slice(at)


def _check_labels(labels, label_mode, class_names):
    if labels is not None and not (isinstance(labels, str) and labels == "inferred"):
        if not isinstance(labels, (list, tuple, np.ndarray)):
            raise ArgumentError(f'`labels` argument should be "inferred", None or a list of ints, one for each file in the order of the paths, {got(labels)}.',
                                argument="labels", actual=labels)
        if class_names:
            raise ArgumentError(f'You can only pass `class_names` if `labels="inferred"`, {got(list(class_names))}.', argument="class_names",
                                actual=class_names)
    if label_mode not in ("int", "categorical", "binary", None):
        raise ArgumentError(f'`label_mode` argument must be one of "int", "categorical", "binary" or None, {got(label_mode)}.', argument="label_mode",
                            actual=label_mode)
    return (None, None) if labels is None or label_mode is None else (labels, label_mode)


def _check_split(validation_split, subset, shuffle, seed):
    if validation_split and not 0 < validation_split < 1:
        raise ArgumentError(f"`validation_split` must be between 0 and 1, {got(validation_split)}.", argument="validation_split", actual=validation_split)
    if bool(validation_split) != bool(subset):
        raise ArgumentError("If `subset` is set, `validation_split` must be set, and inversely, "
                            f"got `subset`={subset!r} and `validation_split`={validation_split!r}.", argument="subset", actual=subset)
    if subset not in ("training", "validation", "both", None):
        raise ArgumentError(f'`subset` must be either "training", "validation" or "both", {got(subset)}.', argument="subset", actual=subset)
    if validation_split and shuffle and seed is None:
        raise ArgumentError("With `validation_split` and `shuffle=True` you must provide a `seed`: without one the two parts would overlap.", argument="seed",
                            actual=None)


def check_format(format):
    """Keras: "tf" or "grain" names the library of the dataset that comes back; here both give a `BatchDataset`."""
    if format not in ("tf", "grain"):
        raise ArgumentError(f'`format` should be "tf" or "grain" (both give the same dataset), {got(format)}.', argument="format", actual=format)
