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
        order: Where the random streams stood when the batches of the running pass over the data were put in order.
        given: How many of those are done; not the same as `batch` where an epoch is not a pass.
        callbacks: Those whose counters go on.
        metrics: The variables of the metrics, with the sums over the batches that are done.
        cut_off: Whether a step was running, half of whose changes stay.
    """

    def __init__(self, epoch, batch=0, order=None, given=0, callbacks=(), metrics=(), cut_off=False):
        self.epoch, self.batch, self.given, self.cut_off = epoch, batch, given, cut_off
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
        whole: Whether no step is running: one that is cut off leaves half of its changes behind.
        begun: Whether an epoch has begun.
    """

    def __init__(self, epoch):
        self.epoch, self.ran, self.whole, self.begun, self._in_pass = epoch, 0, True, False, False

    def begin(self, epoch):
        self.epoch, self.ran, self.begun, self._in_pass = epoch, 0, True, True

    def end(self, in_pass: bool):
        """The end of an epoch; `in_pass` tells whether the next one goes on with the same pass over the data."""
        self.epoch, self.ran, self._in_pass = self.epoch + 1, 0, in_pass

    def pause(self, feed, callbacks, metrics) -> Pause:
        """The place as the next `fit()` needs it. After a step that was cut off the epoch begins anew."""
        if not self._in_pass or not self.whole:
            return Pause(self.epoch, callbacks=callbacks, cut_off=not self.whole)
        pause = Pause(self.epoch, self.ran, feed.order, feed.given, callbacks, metrics if self.ran else ())
        if not feed.given and feed.order is not None:
            pause.streams = feed.order          # the order is drawn with the first batch: it comes anew
        return pause
