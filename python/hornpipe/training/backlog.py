"""Batches that the metrics have not taken in yet: for small models that takes longer than the arithmetic of a step.

How many wait when somebody looks may depend on a clock, that of a progress bar for one. So the sums are the same to the last bit, however
many batches are taken in at once: losses are added one batch after the other, and only metrics that count may join.
"""
from __future__ import annotations

import threading

import torch

from ..runtime.views import everything_real

BATCHES, ENTRIES = 32, 1 << 14      # how many batches wait at most, and how many predictions each of them has

_lock = threading.RLock()           # of all backlogs: metrics may be read from another thread


class Backlog:
    """Lets batches wait, until there are many or somebody looks at a metric, and gives them to the metrics as one.

    Args:
        tracker: The mean of the loss.
        compiled: The `CompiledMetrics`, or None.
    """

    def __init__(self, tracker, compiled):
        self._tracker, self._compiled = tracker, compiled
        self._waiting, self._form, self._loss = [], None, None

    def add(self, loss, y, kept, penalty=None) -> bool:
        """Whether the batch may wait; else the metrics must take it in at once.

        So they must with one of another form than the last: it shows whether the data fit.

        Args:
            loss: What `Loss.with_gradient()` gave.
            y: Targets.
            kept: What the loss made of the predictions, a row for each target, to be left as it is.
            penalty: What the weights add to the loss, if they do.
        """
        if loss is not self._loss:
            self.settle()
            self._loss = loss
        form = (y.shape, kept.shape, y.dtype, kept.dtype)
        if form != self._form:
            self.settle()
            self._form = form
            return False
        if kept.numel() > ENTRIES:
            return False
        with _lock:
            if not self._waiting and not self._opened():
                return False
            self._waiting.append((y.clone(), kept, penalty))         # a generator may write the next batch where this one is
            if len(self._waiting) == BATCHES:
                self.settle()
        return True

    def _metrics(self) -> list:
        return [self._tracker, *(self._compiled.metrics if self._compiled is not None else ())]

    def _opened(self) -> bool:
        """Whether the metrics allow it; they know then whom to ask before a look."""
        if self._compiled is not None and not self._compiled.joins():
            return False
        for metric in self._metrics():
            if metric.backlog is not None:              # that of another model which has this metric too
                metric.backlog.settle()
            metric.backlog = self
        return True

    def settle(self):
        """The metrics take in what waits."""
        with _lock, everything_real(), torch.no_grad():
            if not self._waiting:
                return
            (y, kept, penalties), self._waiting = zip(*self._waiting), []
            rows, y, kept = len(y[0]), torch.cat(y), torch.cat(kept)
            values = self._loss.values(y, kept, len(penalties))
            self._tracker.update_each(values if penalties[0] is None else values + torch.stack(penalties), rows)
            if self._compiled is not None:
                self._compiled.update_joined(y, self._loss.predictions(kept))
            for metric in self._metrics():
                metric.backlog = None           # not before: another thread that looks meanwhile waits
