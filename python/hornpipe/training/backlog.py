"""Batches that the metrics have not taken in yet: for small models that takes longer than the arithmetic of a step.

How many wait when somebody looks may depend on a clock, that of a progress bar for one. So the sums are the same to the last bit, however
many batches are taken in at once: losses, and the means of metrics, are added one batch after the other.
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
        self._waiting, self._form, self._losses = [], None, None

    def add(self, losses, targets: list, kept: list, penalty=None) -> bool:
        """Whether the batch may wait; else the metrics must take it in at once.

        So they must with one of another form than the last: it shows whether the data fit.

        Args:
            losses: The `LossGradients`.
            targets: Those of each output, None where there are none.
            kept: What the loss of each output made of the predictions, a row for each target, to be left as it is.
            penalty: What the weights add to the loss, if they do.
        """
        if losses is not self._losses:
            self.settle()
            self._losses = losses
        form = [(k.shape, k.dtype, t is not None and (t.shape, t.dtype)) for t, k in zip(targets, kept)]
        if form != self._form:
            self.settle()
            self._form = form
            return False
        if any(k.numel() > ENTRIES for k in kept):
            return False
        with _lock:
            if not self._waiting and not self._opened():
                return False
            targets = [None if t is None else t.clone() for t in targets]           # a generator may write the next batch where this one is
            self._waiting.append((targets, kept, penalty))
            if len(self._waiting) == BATCHES:
                self.settle()
        return True

    def _metrics(self) -> list:
        return [self._tracker, *self._losses.trackers, *(self._compiled.metrics if self._compiled is not None else ())]

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
        with _lock:
            if self._waiting:
                self._take_in()

    def _take_in(self):
        with everything_real(), torch.no_grad():
            (targets, kept, penalties), self._waiting = zip(*self._waiting), []
            rows, targets, kept = len(kept[0][0]), _joined(targets), _joined(kept)
            values = self._losses.values(targets, kept, len(penalties))
            self._tracker.update_each(values if penalties[0] is None else values + torch.stack(penalties), rows)
            if self._compiled is not None:
                self._compiled.update_joined(targets, self._losses.predictions(kept), len(penalties))
            for metric in self._metrics():
                metric.backlog = None           # not before: another thread that looks meanwhile waits


def _joined(batches) -> list:
    """Lists of a tensor for each output, as one such list."""
    return [None if parts[0] is None else torch.cat(parts) for parts in zip(*batches)]
