"""`BatchDataset`: batches of samples that are read when they are wanted, with what scripts do to datasets: `take()`, `skip()`, `map()`."""
from __future__ import annotations

import itertools

import numpy as np
import torch

from ..core import tree
from ..core.arguments import positive, whole
from ..core.errors import ArgumentTypeError
from ..core.types import Callables, Int
from ..training.py_dataset import PyDataset


class BatchDataset(PyDataset):
    """Batches by number; `fit()`, `evaluate()`, `predict()` and `adapt()` take it as data. A loop over it gives tensors, strings as NumPy arrays.

    Attributes:
        class_names: Names of the classes, in the order of the labels; `None` without labels.
        file_paths: The files, one for each sample and in the order of `shuffle=False`; `None` when the data come from arrays.
    """

    decides_order = True        # fit(shuffle=) has no say
    class_names = file_paths = None

    def batches(self):
        """The batches of one epoch, as they were read."""
        raise NotImplementedError

    def __len__(self):
        raise NotImplementedError

    def __iter__(self):
        return map(_as_tensors, self.batches())

    def take(self, count: Int):
        """The first `count` batches of each epoch; all of them when `count` is -1."""
        return _Part(self, 0, count if count == -1 else whole("count", count, 0))

    def skip(self, count: Int):
        """The batches of each epoch after the first `count`."""
        return _Part(self, whole("count", count, 0), -1)

    def map(self, function: Callables):
        """The batches that a function of a batch, as tensors, gives: of `(x, y)` where batches are pairs, of `x` otherwise."""
        return _Mapped(self, function)

    @property
    def num_samples(self):
        """Number of samples of an epoch."""
        return self._not_by_samples()

    def subset(self, rows):
        """The dataset of some samples, by their numbers."""
        return self._not_by_samples()

    def _not_by_samples(self):
        raise ArgumentTypeError("A dataset after `take()` or `skip()` has no numbered samples; split it before.", argument="dataset",
                                actual=type(self).__name__)

    def as_numpy_iterator(self):
        """An iterator over the batches of one epoch, as NumPy arrays."""
        return map(_as_arrays, self.batches())


class SampleDataset(BatchDataset):
    """Batches of numbered samples.

    Args:
        count: Number of samples.
        read: Function of an array of sample numbers that gives their batch, `x` or `(x, y)`.
        batch_size: Samples in a batch; `None` gives them one by one, without a batch axis.
        shuffle: Whether each epoch has an order of its own.
        seed: Makes the orders repeatable.
        workers: How many threads read ahead while a model trains.
    """

    def __init__(self, count, read, batch_size=32, shuffle=False, seed=None, workers=1):
        super().__init__(workers=workers, max_queue_size=workers)
        self.count, self.read, self.shuffle = count, read, shuffle
        self.batch_size = batch_size if batch_size is None else positive("batch_size", batch_size)
        self.seed, self._random = seed, np.random.RandomState(seed)
        self._order = np.arange(count)

    def __repr__(self):
        return f"<{type(self).__name__}: {self.count} samples {'one by one' if self.batch_size is None else f'in batches of {self.batch_size}'}>"

    @property
    def num_samples(self):
        return self.count

    def subset(self, rows):
        made = SampleDataset(len(rows), lambda some: self.read(rows[some]), self.batch_size, self.shuffle, self.seed, self.workers)
        made.class_names, made.file_paths = self.class_names, self.file_paths and [self.file_paths[i] for i in rows]
        return made

    def __len__(self):
        return -(-self.count // (self.batch_size or 1))

    def __getitem__(self, index):
        return self._batch(self._order, index)

    def batches(self):
        order = self._drawn()
        return (self._batch(order, i) for i in range(len(self)))

    def on_epoch_begin(self):
        self._order = self._drawn()

    def _drawn(self):
        return self._random.permutation(self.count) if self.shuffle else np.arange(self.count)

    def _batch(self, order, index):
        if not 0 <= index < len(self):
            raise IndexError(f"Batch {index} of a dataset of {len(self)} batches.")
        if self.batch_size is not None:
            return self.read(order[index * self.batch_size:(index + 1) * self.batch_size])
        batch = self.read(order[index:index + 1])
        return tuple(part[0] for part in batch) if isinstance(batch, tuple) else batch[0]


class _Derived(BatchDataset):
    """A dataset made of another."""

    def __init__(self, source):
        super().__init__(source.workers, source.use_multiprocessing, source.max_queue_size)
        self.source, self.class_names, self.file_paths = source, source.class_names, source.file_paths

    def on_epoch_begin(self):
        self.source.on_epoch_begin()

    def on_epoch_end(self):
        self.source.on_epoch_end()


class _Part(_Derived):
    def __init__(self, source, start, count):
        super().__init__(source)
        self.start, self.count = start, count

    def __len__(self):
        left = max(len(self.source) - self.start, 0)
        return left if self.count == -1 else min(self.count, left)

    def __getitem__(self, index):
        if not 0 <= index < len(self):
            raise IndexError(f"Batch {index} of a dataset of {len(self)} batches.")
        return self.source[self.start + index]

    def batches(self):
        return itertools.islice(self.source.batches(), self.start, self.start + len(self))


class _Mapped(_Derived):
    def __init__(self, source, function):
        super().__init__(source)
        self.function = function

    def __len__(self):
        return len(self.source)

    def __getitem__(self, index):
        return self._apply(self.source[index])

    def batches(self):
        return map(self._apply, self.source.batches())

    @property
    def num_samples(self):
        return self.source.num_samples

    def subset(self, rows):
        return self.source.subset(rows).map(self.function)

    def _apply(self, batch):
        batch = _as_tensors(batch)
        return self.function(*batch) if isinstance(batch, tuple) else self.function(batch)


def _as_tensors(batch):
    return tree.map_structure(lambda x: _tensor(x) if isinstance(x, (np.ndarray, np.generic)) else x, batch)


def _tensor(x):
    if x.dtype.kind not in "biufc":
        return x                                                        # torch has no strings
    return torch.as_tensor(x if getattr(x, "flags", None) is None or x.flags.writeable else x.copy())


def _as_arrays(batch):
    return tree.map_structure(lambda x: x.numpy(force=True) if isinstance(x, torch.Tensor) else x, batch)
