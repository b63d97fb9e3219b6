"""Stopping when a metric gets no better."""
from __future__ import annotations

from ..core.types import Flag, Int, Real, Text
from ..runtime import console
from .monitor import MonitorCallback


class EarlyStopping(MonitorCallback):
    """Ends training when the monitored metric has not got better for some epochs.

    Args:
        monitor: Name in the logs.
        min_delta: Least change that counts as better.
        patience: Epochs without that after which training ends.
        verbose: 1 tells when it happens.
        mode: "min", "max", or "auto": what the metric itself says.
        baseline: What has to be reached as well for the patience to start anew.
        restore_best_weights: Whether the model ends with the weights of its best epoch.
        start_from_epoch: First epoch that is looked at.

    Example:
        >>> model.fit(x, y, epochs=100, callbacks=[EarlyStopping(monitor="loss", patience=3)])
    """

    remembers = ("best", "wait", "best_epoch", "best_weights")

    def __init__(self, monitor: Text = "val_loss", min_delta: Real = 0, patience: Int = 0, verbose: Int = 0, mode: Text = "auto", baseline: Real = None,
                 restore_best_weights: Flag = False, start_from_epoch: Int = 0):
        super().__init__(monitor, mode, min_delta=min_delta)
        self.patience = patience
        self.verbose = verbose
        self.baseline = baseline
        self.restore_best_weights = restore_best_weights
        self.start_from_epoch = start_from_epoch
        self.on_train_begin()

    def on_train_begin(self, logs=None):
        self.wait, self.stopped_epoch, self.best, self.best_weights, self.best_epoch = 0, 0, None, None, 0

    def on_epoch_end(self, epoch, logs=None):
        current = self.monitored(logs)
        if current is None or epoch < self.start_from_epoch:
            return
        self.wait += 1
        if self.is_better(current, self.best):
            self.best, self.best_epoch = current, epoch
            if self.restore_best_weights:
                self.best_weights = self.model.get_weights()
            if self.baseline is None or self.is_better(current, self.baseline):
                self.wait = 0
            return          # Keras: as long as it gets better training goes on, above the baseline too
        if self.wait >= self.patience and epoch > 0:
            self.stopped_epoch = epoch
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.stopped_epoch > 0 and self.verbose > 0:
            console.say(f"Epoch {self.stopped_epoch + 1}: early stopping")
        if self.restore_best_weights and self.best_weights is not None:
            if self.verbose > 0:
                console.say(f"Restoring model weights from the end of the best epoch: {self.best_epoch + 1}.")
            self.model.set_weights(self.best_weights)
