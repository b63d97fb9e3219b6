"""Learning rates that change between epochs: by a function of the epoch, or when a metric gets no better."""
from __future__ import annotations

import inspect

import numpy as np

from ..core.arguments import real
from ..core.errors import ArgumentError, ArgumentTypeError, got, unknown_argument
from ..core.types import Callables, Int, Real, Text
from ..runtime import console
from .callback import Callback
from .monitor import MonitorCallback


def _optimizers(model) -> list:
    """Those of the model that have a learning rate."""
    optimizer = getattr(model, "optimizer", None)
    leaves = getattr(optimizer, "leaf_optimizers", [optimizer])
    for leaf in leaves:
        if not hasattr(leaf, "learning_rate"):
            raise ArgumentError(f"The optimizer must have a `learning_rate`, {got(leaf)}.", argument="optimizer", actual=leaf)
    return leaves


def log_rates(model, logs) -> None:
    """Puts the learning rate of each optimizer into the logs."""
    optimizers = _optimizers(model)
    for optimizer in optimizers:
        name = "learning_rate" if len(optimizers) == 1 else f"learning_rate_{optimizer.name}"
        while name in logs and len(optimizers) > 1:
            name += "_"
        logs[name] = float(optimizer.learning_rate)


class LearningRateScheduler(Callback):
    """Sets the learning rate at the start of each epoch.

    Args:
        schedule: Function of the epoch (from 0) and the present rate, or of the epoch alone, that gives the rate.
        verbose: 1 tells the rate.

    Raises:
        TypeError: The optimizer follows a schedule of its own.

    Example:
        >>> LearningRateScheduler(lambda epoch, rate: rate if epoch < 10 else 0.9 * rate)
    """

    def __init__(self, schedule: Callables, verbose: Int = 0):
        if not callable(schedule):
            raise ArgumentTypeError(f"`schedule` must be a function of the epoch and the learning rate, {got(schedule)}.", argument="schedule", actual=schedule)
        self.schedule = schedule
        self.verbose = verbose

    def on_epoch_begin(self, epoch, logs=None):
        for optimizer in _optimizers(self.model):
            before = float(optimizer.learning_rate)
            try:
                rate = self.schedule(epoch, before)
            except TypeError:           # a function of the epoch alone
                rate = self.schedule(epoch)
            if isinstance(rate, bool) or not hasattr(rate, "__float__"):
                raise ArgumentTypeError(f"`schedule` must give a number, {got(rate)}.", argument="schedule", actual=rate)
            optimizer.learning_rate = float(rate)
            if self.verbose > 0:
                console.say(f"\nEpoch {epoch + 1}: LearningRateScheduler setting learning rate to {float(rate)}.")

    def on_epoch_end(self, epoch, logs=None):
        if logs is not None:
            log_rates(self.model, logs)


class ReduceLROnPlateau(MonitorCallback):
    """Multiplies the learning rate by `factor` when the monitored metric has not got better for some epochs.

    Args:
        monitor: Name in the logs.
        factor: Below 1.
        patience: Epochs without getting better after which the rate falls.
        verbose: 1 tells when it happens.
        mode: "min", "max", or "auto": what the metric itself says.
        min_delta: Least change that counts as better.
        cooldown: Epochs after a fall in which nothing is counted.
        min_lr: Least learning rate.
    """

    remembers = ("best", "wait", "cooldown_counter")
    takes_no_more = True        # Keras: `**kwargs` in the signature, which reach nobody

    def __init__(self, monitor: Text = "val_loss", factor: Real = 0.1, patience: Int = 10, verbose: Int = 0, mode: Text = "auto", min_delta: Real = 0.0001,
                 cooldown: Int = 0, min_lr: Real = 0.0, **kwargs):
        super().__init__(monitor, mode, min_delta=min_delta)
        if factor >= 1.0:
            raise ArgumentError(f"`factor` must be below 1, {got(factor)}.", argument="factor", actual=factor)
        if kwargs:
            raise unknown_argument("ReduceLROnPlateau", kwargs, inspect.signature(type(self)).parameters)
        self.factor = factor
        self.patience = patience
        self.verbose = verbose
        self.cooldown = cooldown
        self.min_lr = real("min_lr", min_lr)
        self.on_train_begin()

    def on_train_begin(self, logs=None):
        self.best, self.wait, self.cooldown_counter = None, 0, 0

    def in_cooldown(self) -> bool:
        return self.cooldown_counter > 0

    def on_epoch_end(self, epoch, logs=None):
        current = self.monitored(logs)
        if logs is not None:
            log_rates(self.model, logs)
        if current is None:
            return
        if self.in_cooldown():
            self.cooldown_counter -= 1
            self.wait = 0
        if self.is_better(current, self.best):
            self.best, self.wait = current, 0
        elif not self.in_cooldown():
            self.wait += 1
            if self.wait >= self.patience:
                self._reduce(epoch)

    def _reduce(self, epoch):
        for optimizer in _optimizers(self.model):
            before = float(optimizer.learning_rate)
            if before <= np.float32(self.min_lr):       # the optimizer keeps its rate in float32
                continue
            rate = max(before * self.factor, self.min_lr)
            optimizer.learning_rate = rate
            if self.verbose > 0:
                console.say(f"\nEpoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to {rate}.")
            self.cooldown_counter, self.wait = self.cooldown, 0
