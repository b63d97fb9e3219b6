"""Sources of batches that are no arrays: generators, `PyDataset`s, torch loaders, `tf.data`.

Every source iterates over `(x, y, sample_weight)` of tensors, and knows `num_batches` (None: unknown) and `batch_size`.
"""
from __future__ import annotations

import itertools

import numpy as np
import torch

from ..core import tree
from ..core.arguments import positive
from ..core.errors import ArgumentError, DataError, got
from .arrays import ArraySource, as_data, check_lengths
from .py_dataset import PyDataset, PyDatasetSource


def unpack_x_y_sample_weight(data):
    """`(x, y, sample_weight)` of what a source gave: a tuple of one to three parts, or `x` alone."""
    if isinstance(data, list):
        data = tuple(data)
    if not isinstance(data, tuple):
        return data, None, None
    if 1 <= len(data) <= 3:
        return (*data, *(None,) * (3 - len(data)))
    raise ArgumentError(f"A batch must be `x`, `(x, y)` or `(x, y, sample_weight)`, got a tuple of {len(data)}.", argument="x", actual=len(data))


def pack_x_y_sample_weight(x, y=None, sample_weight=None):
    """The shortest tuple that holds what is there; `x` alone comes as it is unless it is a list or tuple."""
    if y is None:
        return (x,) if isinstance(x, (list, tuple)) else x
    return (x, y) if sample_weight is None else (x, y, sample_weight)


def to_tensors(part, name="x"):
    """The arrays of one batch as tensors, sparse ones made dense."""
    return None if part is None else tree.map_structure(lambda a: None if a is None else as_data(a.toarray() if hasattr(a, "toarray") else a, name), part)


def whole_arrays(part, name="x"):
    """Arrays of all samples as tensors. Sparse ones, and those on disk, stay what they are: their batches become tensors."""
    return None if part is None else tree.map_structure(lambda a: None if a is None else as_data(a, name), part)


class IteratorSource:
    """Batches of anything that can be iterated over; a generator goes on where it stopped, epoch after epoch."""

    def __init__(self, batches, num_batches=None):
        self.batches, self.num_batches = batches, num_batches
        self.batch_size = None
        self._running = iter(batches) if iter(batches) is batches else None
        self.begins_anew = self._running is None
        first = None
        if self._running is not None:           # a look at the first batch, so that a mistake shows before training
            first = next(self._running, None)
            if first is None:
                raise DataError("The generator gave no batch.", argument="x", actual=batches)
            self._running = itertools.chain([first], self._running)

    def __iter__(self):
        for batch in self._running if self._running is not None else self.batches:
            yield self._tensors(batch)

    def peek(self):
        """The first batch, which a generator still gives again after it."""
        if self._running is None:
            return self._tensors(next(iter(self.batches)))
        first = next(self._running)
        self._running = itertools.chain([first], self._running)
        return self._tensors(first)

    @staticmethod
    def _tensors(batch):
        x, y, w = unpack_x_y_sample_weight(batch)
        return to_tensors(x), to_tensors(y, "y"), to_tensors(w, "sample_weight")


class LoaderSource(IteratorSource):
    """A torch `DataLoader`, or a `tf.data.Dataset` when tensorflow is there."""

    def __init__(self, loader):
        try:
            count = len(loader)
        except TypeError:
            count = None
        super().__init__(_NumpyBatches(loader) if _is_tf_dataset(loader) else loader, count)
        self.batch_size = getattr(loader, "batch_size", None)


class _NumpyBatches:
    def __init__(self, dataset):
        self.dataset = dataset

    def __iter__(self):
        return (tree.map_structure(lambda t: t.numpy() if hasattr(t, "numpy") else t, b) for b in self.dataset)


def _is_tf_dataset(x) -> bool:
    return type(x).__module__.startswith("tensorflow.") and hasattr(x, "element_spec")


def is_source(x) -> bool:
    """Whether `x` brings its own batches, targets and weights."""
    return isinstance(x, (PyDataset, torch.utils.data.DataLoader, torch.utils.data.Dataset)) or _is_tf_dataset(x) or _is_generator(x)


def has_batches(x) -> bool:
    """Whether the batches of `x` have a size of their own."""
    return is_source(x) and (isinstance(x, torch.utils.data.IterableDataset) or not isinstance(x, torch.utils.data.Dataset))


def _is_generator(x) -> bool:
    return hasattr(x, "__next__") and hasattr(x, "__iter__")


def make_source(x, y=None, sample_weight=None, batch_size=None, shuffle=False, class_weight=None, steps=None):
    """The source for the data arguments of `fit()`, `evaluate()` and `predict()`. Arrays without a `batch_size` are parted into `steps` batches.

    Raises:
        DataError: Lengths differ, or `y` comes with data that has its own.
    """
    if batch_size is not None:
        positive("batch_size", batch_size)
    if is_source(x):
        for argument, value in (("y", y), ("sample_weight", sample_weight)):
            if value is not None:
                raise DataError(f"`{argument}` must not be given when `x` is a {type(x).__name__}: its batches hold it.", argument=argument,
                                actual=type(x).__name__)
        if isinstance(x, PyDataset):
            source = PyDatasetSource(x, shuffle, to_tensors, unpack_x_y_sample_weight)
        elif isinstance(x, torch.utils.data.DataLoader) or _is_tf_dataset(x):
            source = LoaderSource(x)
        elif isinstance(x, torch.utils.data.Dataset) and not isinstance(x, torch.utils.data.IterableDataset):
            source = LoaderSource(torch.utils.data.DataLoader(x, batch_size=batch_size or 32, shuffle=bool(shuffle)))
        else:
            source = IteratorSource(x)
    else:
        if x is None:
            raise DataError("`x` must be data, got None.", argument="x", actual=None)
        x, y, sample_weight = whole_arrays(x), whole_arrays(y, "y"), whole_arrays(sample_weight, "sample_weight")
        check_lengths(x, y, sample_weight)
        source = ArraySource(x, y, sample_weight, batch_size or 32, shuffle)
        if batch_size is None and steps:
            source = ArraySource(x, y, sample_weight, -(-source.samples // steps), shuffle)
    if class_weight is not None:
        source = ClassWeighted(source, class_weight)
    return source


class ClassWeighted:
    """A source whose samples weigh what their class weighs.

    Args:
        source: Gives batches with one output's targets: integers, or one-hot rows.
        class_weight: Dictionary of class to weight; classes not listed weigh 1.
    """

    def __init__(self, source, class_weight):
        if not isinstance(class_weight, dict):
            raise ArgumentError(f"`class_weight` must be a dictionary of class to weight, {got(class_weight)}.", argument="class_weight", actual=class_weight)
        try:
            weights = {int(c): float(w) for c, w in class_weight.items()}
        except (TypeError, ValueError):
            raise ArgumentError(f"`class_weight` must map numbers of classes to weights, {got(class_weight)}. It needs a model with one output; "
                                "give `sample_weight` per output instead.", argument="class_weight", actual=class_weight) from None
        self.source = source
        self.table = torch.ones(max(weights, default=0) + 1)
        for c, w in weights.items():
            self.table[c] = w
        self.num_batches, self.batch_size, self.samples = source.num_batches, source.batch_size, getattr(source, "samples", None)
        self.begins_anew = source.begins_anew

    def __iter__(self):
        for x, y, w in self.source:
            if tree.is_nested(y) or y is None:
                raise ArgumentError("`class_weight` needs a model with one output; give `sample_weight` per output instead.", argument="class_weight",
                                    actual=None)
            own = self.of(y)
            yield x, y, own if w is None else w * own.reshape(own.shape[0], *(1,) * (w.ndim - 1))

    def of(self, y):
        """The weight of each row of targets."""
        classes = y.argmax(-1) if y.ndim >= 2 and y.shape[-1] > 1 else y.squeeze(-1) if y.ndim >= 2 else y
        classes = classes.round().long()
        table = self.table.to(y.device)
        if classes.numel() and int(classes.max()) >= len(table):
            table = torch.cat([table, table.new_ones(int(classes.max()) + 1 - len(table))])
            self.table = table
        return table[classes]


def class_weight_to_sample_weights(y, class_weight):
    """The weight of each row of targets, as an array."""
    return ClassWeighted(ArraySource(as_data(y, "y")), class_weight).of(as_data(y, "y")).cpu().numpy().astype(np.float32)
