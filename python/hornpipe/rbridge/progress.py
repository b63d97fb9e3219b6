"""Progress of a run, told to R rarely."""
from __future__ import annotations

import time

from ..callbacks.callback import Callback
from .functions import show_in_r


def numbers(logs, model=None) -> dict:
    """Logs in the order of the model's metrics, which R shows them in; others after them."""
    place = {name: i for i, name in enumerate(model.get_metrics_result() if logs and model is not None else ())}
    names = sorted(logs or {}, key=lambda name: place.get(name.removeprefix("val_"), len(place)))
    return {name: float(logs[name]) for name in names}


class Progress(Callback, abstract=True):
    """Tells R of the end of each epoch, or of a run without epochs. Keeps the logs by epoch: some metrics come in some only."""

    def __init__(self, tell=None):
        self.tell, self.rows = tell, []

    def begin(self, epoch=None):
        self.epoch, self.step, self.started = epoch, 0, time.monotonic()

    def report(self, done, logs):
        if self.tell is not None:
            params = self.params or {}
            passed = time.monotonic() - self.started
            show_in_r(self.tell, done, self.epoch, params.get("epochs"), self.step, params.get("steps"), passed, numbers(logs, self.model))

    def on_epoch_begin(self, epoch, logs=None):
        self.begin(epoch + 1)

    def on_epoch_end(self, epoch, logs=None):
        self.rows.append(numbers(logs, self.model))
        self.step = (self.params or {}).get("steps") or self.step
        self.report(True, logs)


class LiveProgress(Progress, abstract=True):
    """Also tells of the batches, at most five times a second."""

    interval = 0.2

    def begin(self, epoch=None):
        super().begin(epoch)
        self.due = self.started

    def batch(self, batch, logs):
        self.step = batch + 1
        now = time.monotonic()
        if now >= self.due:
            self.report(False, logs)
            self.due = time.monotonic() + self.interval

    def on_train_batch_end(self, batch, logs=None):
        self.batch(batch, logs)


def interrupted(history) -> bool:
    return bool(getattr(history, "interrupted", False))


def fit_progress(tell, live: bool) -> Progress:
    return LiveProgress(tell) if live and tell is not None else Progress(tell)


class Report(Callback, abstract=True):
    """Calls R with (training is over, epoch, epochs, logs) at the end of each epoch."""

    def __init__(self, tell):
        self.tell, self.epoch = tell, 0

    def on_epoch_end(self, epoch, logs=None):
        self.epoch = epoch + 1
        show_in_r(self.tell, False, self.epoch, self.params["epochs"], numbers(logs, self.model))

    def on_train_end(self, logs=None):
        show_in_r(self.tell, True, self.epoch, self.params["epochs"], {})


class RunProgress(LiveProgress, abstract=True):
    """Progress of evaluate() and predict(), which have no epochs."""

    def on_test_begin(self, logs=None):
        self.begin()

    def on_test_batch_end(self, batch, logs=None):
        self.batch(batch, logs)

    def on_test_end(self, logs=None):
        self.report(True, logs)

    on_predict_begin = on_test_begin

    def on_predict_batch_end(self, batch, logs=None):
        self.batch(batch, None)        # the outputs are no metrics

    def on_predict_end(self, logs=None):
        self.report(True, None)
