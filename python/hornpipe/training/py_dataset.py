"""`PyDataset`: batches by number, fetched ahead by workers."""
from __future__ import annotations

import collections
import concurrent.futures
import multiprocessing
import weakref

import torch

from ..core.arguments import whole
from ..core.types import Flag, Int


class PyDataset:
    """Batches by number: a subclass defines `__getitem__(index)` and, where it knows, `__len__()` or `num_batches`.

    Args:
        workers: How many fetch batches ahead; 1 fetches in the training thread.
        use_multiprocessing: Whether workers are processes; threads otherwise.
        max_queue_size: How many batches wait ready at most; as many as there are workers if 0.
    """

    workers, use_multiprocessing, max_queue_size = 1, False, 10     # for subclasses that do not call this `__init__()`
    decides_order = False       # whether the order of batches is the dataset's own affair, and not that of `fit(shuffle=)`

    def __init__(self, workers: Int = 1, use_multiprocessing: Flag = False, max_queue_size: Int = 10):
        self.workers = workers
        self.use_multiprocessing = use_multiprocessing
        self.max_queue_size = whole("max_queue_size", max_queue_size, 0)

    def __getitem__(self, index):
        raise NotImplementedError(f"{type(self).__name__} must define `__getitem__(index)`, which gives one batch.")

    @property
    def num_batches(self):
        """Number of batches in an epoch; `None` when there is no end."""
        if hasattr(self, "__len__"):
            return len(self)
        raise NotImplementedError(f"{type(self).__name__} must define `__len__()` or the property `num_batches`.")

    def on_epoch_begin(self):
        """Called before each epoch."""

    def on_epoch_end(self):
        """Called after each epoch."""


class PyDatasetSource:
    """The batches of a `PyDataset`, in order or shuffled, fetched ahead when it has workers."""

    begins_anew = True

    def __init__(self, dataset, shuffle, to_tensors, unpack):
        self.dataset, self.shuffle, self._to_tensors, self._unpack = dataset, shuffle and not dataset.decides_order, to_tensors, unpack
        self.num_batches = dataset.num_batches
        self.batch_size = None
        self._pool = None

    def __iter__(self):
        self.dataset.on_epoch_begin()
        try:
            for batch in self._fetched(self._indices()):
                x, y, w = self._unpack(batch)
                yield self._to_tensors(x), self._to_tensors(y, "y"), self._to_tensors(w, "sample_weight")
        finally:
            self.dataset.on_epoch_end()

    def _indices(self):
        if self.num_batches is None:
            i = 0
            while True:
                yield i
                i += 1
        yield from torch.randperm(self.num_batches).tolist() if self.shuffle else range(self.num_batches)

    def _fetched(self, indices):
        workers = getattr(self.dataset, "workers", 1) or 0
        if workers <= 1 and not getattr(self.dataset, "use_multiprocessing", False):
            for i in indices:
                yield self.dataset[i]
            return
        pool, waiting = self._workers(workers), collections.deque()
        try:
            for i in indices:
                waiting.append(pool.submit(self.dataset.__getitem__, i))        # with the dataset as it is now, also to processes
                if len(waiting) >= max(workers, self.dataset.max_queue_size):
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()

    def _workers(self, number):
        """One pool for all epochs: a process takes seconds to start, as it imports what the dataset needs."""
        if self._pool is None:
            self._pool = (concurrent.futures.ProcessPoolExecutor(number, multiprocessing.get_context("spawn")) if self.dataset.use_multiprocessing
                          else concurrent.futures.ThreadPoolExecutor(number))
            weakref.finalize(self, self._pool.shutdown, wait=False, cancel_futures=True)
        return self._pool
