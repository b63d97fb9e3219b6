"""Where a `fit()` ended, so that the next one can go on from there as if nothing had happened."""
from __future__ import annotations

import copy

import torch

from ..runtime import random


class Pause:
    """The place between two batches at which training stands.

    Args:
        epoch: The running epoch, or the next one.
        batch: Batches of it that are done.
        order: Where the random streams stood when its batches were put in order.
        callbacks: Those whose counters go on.
        metrics: The variables of the metrics, with the sums over the batches that are done.
    """

    def __init__(self, epoch, batch=0, order=None, callbacks=(), metrics=()):
        self.epoch, self.batch = epoch, batch
        self.streams = random.streams()
        self.order = order or self.streams
        self.sums = [v.detach().clone() for v in metrics]
        self.counters = [(type(c), {name: copy.copy(getattr(c, name, None)) for name in c.remembers}) for c in callbacks if getattr(c, "remembers", ())]

    def begin(self, callbacks):
        """To be called before the order of the epoch is drawn again."""
        random.set_streams(self.order)
        waiting = list(callbacks)
        for kind, values in self.counters:
            same = next((c for c in waiting if type(c) is kind), None)
            if same is not None:
                waiting.remove(same)
                for name, value in values.items():
                    setattr(same, name, copy.copy(value))

    def go_on(self, metrics):
        """To be called when the batches that are done were skipped."""
        random.set_streams(self.streams)
        with torch.no_grad():
            for variable, value in zip(metrics, self.sums):
                variable.copy_(value)


class Place:
    """Where the loop is.

    Attributes:
        epoch: The running epoch, or the next one.
        ran: Batches of it that are done.
        order: Where the random streams stood at its beginning; None before it and once its batches are done.
        whole: Whether no step is running: one that is cut off leaves half of its changes behind.
    """

    def __init__(self, epoch):
        self.epoch, self.ran, self.order, self.whole = epoch, 0, None, True

    def begin(self, epoch):
        self.epoch, self.ran, self.order = epoch, 0, random.streams()

    def end(self):
        self.epoch, self.ran, self.order = self.epoch + 1, 0, None

    def pause(self, callbacks, metrics) -> Pause:
        """The place as the next `fit()` needs it. After a step that was cut off the epoch begins anew."""
        if self.order is None or not self.whole:
            return Pause(self.epoch, callbacks=callbacks)
        return Pause(self.epoch, self.ran, self.order, callbacks, metrics)
