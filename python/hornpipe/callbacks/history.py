"""What `fit()` returns."""
from __future__ import annotations

import time

from .callback import Callback


class History(Callback):
    """Records the logs of each epoch; every `fit()` makes one and returns it.

    Attributes:
        history: Dictionary of names to lists with a value per epoch.
        epoch: The epochs, counted from 0.
        learning_rate: The learning rate at the end of each epoch; None for an optimizer without one.
        seconds: How long each epoch took.
        interrupted: Whether Ctrl-C ended training.
    """

    interrupted = False

    def __init__(self):
        self.history, self.epoch, self.learning_rate, self.seconds = {}, [], [], []
        self._started = time.perf_counter()

    def on_train_begin(self, logs=None):
        self.epoch, self.learning_rate, self.seconds = [], [], []

    def on_epoch_begin(self, epoch, logs=None):
        self._started = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.epoch.append(epoch)
        self.seconds.append(time.perf_counter() - self._started)
        rate = getattr(getattr(self.model, "optimizer", None), "learning_rate", None)
        self.learning_rate.append(None if rate is None else float(rate))
        for name, value in (logs or {}).items():
            self.history.setdefault(name, []).append(value)
