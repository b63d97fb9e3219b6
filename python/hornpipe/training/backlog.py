"""Batches that the metrics have not taken in yet: for small models that takes longer than the arithmetic of a step."""
from __future__ import annotations

import torch

from ..runtime.views import everything_real

BATCHES, ENTRIES = 32, 1 << 14      # how many batches wait, and how many predictions of each


class Backlog:
    """Lets batches wait, until there are many or somebody looks at a metric, and gives them to the metrics as one.

    Args:
        tracker: The mean of the loss.
        compiled: The `CompiledMetrics`, or None.
    """

    def __init__(self, tracker, compiled):
        self._tracker, self._compiled = tracker, compiled
        self._metrics = [tracker, *(compiled.metrics if compiled is not None else ())]
        self._joins = compiled is None or compiled.joins()
        self._waiting, self._form = [], None

    def add(self, loss, rows: int, y, y_pred) -> bool:
        """Whether the batch may wait, its loss and predictions being left as they are; else the metrics must take it in at once.

        So they must with one of another form than the last: it shows whether the data fit.
        """
        form = (y.shape, y_pred.shape, y.dtype, y_pred.dtype)
        if form != self._form:
            self._form = form
            return False
        if not self._joins or y_pred.numel() > ENTRIES or hasattr(y_pred, "_keras_mask"):
            return False
        if not self._waiting:
            for metric in self._metrics:
                metric.backlog = self
        self._waiting.append((loss, rows, y.clone(), y_pred))        # a generator may write the next batch where this one is
        if len(self._waiting) == BATCHES:
            self.settle()
        return True

    def settle(self):
        """The metrics take in what waits."""
        (losses, rows, y, y_pred), self._waiting = zip(*self._waiting), []
        for metric in self._metrics:
            metric.backlog = None
        with everything_real(), torch.no_grad():
            self._tracker.update_state(torch.stack(losses), torch.tensor(rows))
            if self._compiled is not None:
                self._compiled.update_joined(torch.cat(y), torch.cat(y_pred))
