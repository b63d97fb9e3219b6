"""Saving the model while it trains."""
from __future__ import annotations

import warnings

import numpy as np

from ..core.arguments import is_int
from ..core.errors import ArgumentError, got
from ..core.types import Flag, Int, Path, Real, Text
from ..runtime import console
from .monitor import MonitorCallback


class Every:
    """Says when `n` further batches have gone by, over the ends of epochs."""

    def __init__(self, n: int):
        self.n, self._since, self._last = n, 0, -1

    def due(self, batch: int) -> bool:
        self._since += batch - self._last if batch > self._last else batch + 1
        self._last = batch
        if self._since < self.n:
            return False
        self._since = 0
        return True


class ModelCheckpoint(MonitorCallback):
    """Saves the model, or its weights, after each epoch, every so many batches, or when a metric got better.

    A file is written aside and then put in its place: a crash never leaves half a file.

    Args:
        filepath: File to write; may hold `{epoch}`, `{batch}` and names of the logs, as `"{epoch:02d}-{val_loss:.2f}.keras"`.
        monitor: Name in the logs.
        verbose: 1 tells of each file.
        save_best_only: Whether to save only when the monitored metric got better.
        save_weights_only: Whether to save weights; `filepath` then ends in ".weights.h5", or in ".h5" or ".hdf5" for the older format.
        mode: "min", "max", or "auto": what the metric itself says.
        save_freq: "epoch", or a number of batches.
        initial_value_threshold: What the first value has to be better than.

    Raises:
        ValueError: The ending of `filepath` does not fit, or it holds a name that the logs do not.

    Example:
        >>> ModelCheckpoint("best.keras", monitor="val_accuracy", save_best_only=True)
    """

    remembers = ("best",)

    def __init__(self, filepath: Path, monitor: Text = "val_loss", verbose: Int = 0, save_best_only: Flag = False, save_weights_only: Flag = False,
                 mode: Text = "auto", save_freq: Text = "epoch", initial_value_threshold: Real = None):
        super().__init__(monitor, mode, initial_value_threshold)
        self.filepath = str(filepath)
        self.verbose = verbose
        self.save_best_only = save_best_only
        self.save_weights_only = save_weights_only
        self.save_freq = save_freq
        endings = (".weights.h5", ".hdf5", ".h5") if save_weights_only else (".keras", ".h5", ".hdf5")      # Keras: of weights, the first only
        if not self.filepath.endswith(endings):
            raise ArgumentError(f"`filepath` must end in {' or '.join(endings)} when `save_weights_only` is {bool(save_weights_only)}, {got(self.filepath)}.",
                                argument="filepath", actual=self.filepath)
        if save_freq != "epoch" and (not is_int(save_freq) or save_freq < 1):
            raise ArgumentError(f"Unrecognized save_freq: {save_freq}. It must be 'epoch' or a positive int.", argument="save_freq", actual=save_freq)
        self._epoch = 0
        if save_freq != "epoch":        # only then does anybody listen to batches
            self._every = Every(save_freq)
            self.on_train_batch_end = self._after_batch

    def on_epoch_begin(self, epoch, logs=None):
        self._epoch = epoch

    def on_epoch_end(self, epoch, logs=None):
        if self.save_freq == "epoch":
            self._save(epoch, None, logs or {})

    def _after_batch(self, batch, logs=None):
        if self._every.due(batch):
            self._save(self._epoch, batch, {} if logs is None else logs)

    def _save(self, epoch, batch, logs):
        path = self._path(epoch, batch, logs)
        if self.save_best_only and not self._is_best(epoch, path, logs):
            return
        if self.verbose > 0 and not self.save_best_only:
            console.say(f"\nEpoch {epoch + 1}: saving model to {path}")
        try:
            save = self.model.save_weights if self.save_weights_only else self.model.save
            save(path, overwrite=True)
        except IsADirectoryError:
            raise OSError(f"`filepath` must name a file, {path} is a folder.") from None
        if self.verbose > 0:
            console.say(f"\nEpoch {epoch + 1}: finished saving model to {path}")

    def _is_best(self, epoch, path, logs) -> bool:
        current = self.monitored(logs)
        if current is None:
            return True                 # Keras: better one file too many than none
        if np.ndim(current) > 0:
            warnings.warn(f"{self.monitor!r} has a value of shape {np.shape(current)}, which is neither better nor worse than another; the model is saved.",
                          stacklevel=4)
            return True
        better, before = self.is_better(current, self.best), self.best
        if better:
            self.best = current
        if self.verbose > 0:
            change = f"improved from {_shown(before)} to {current:.5f}, saving model to {path}" if better else f"did not improve from {_shown(before)}"
            console.say(f"\nEpoch {epoch + 1}: {self.monitor} {change}")
        return better

    def _path(self, epoch, batch, logs) -> str:
        fields = {"epoch": epoch + 1, **({} if batch is None else {"batch": batch + 1})}
        if "{" in self.filepath:
            fields = {**logs, **fields}
        try:
            return self.filepath.format(**fields)
        except KeyError as error:
            raise ArgumentError(f"`filepath` {self.filepath!r} holds {error}, which is not among {', '.join(map(repr, fields))}.",
                                argument="filepath", actual=self.filepath) from None


def _shown(value) -> str:
    return "None" if value is None else f"{value:.5f}"


class OrbaxCheckpoint(MonitorCallback):
    """Not for this engine: Orbax stores the arrays of JAX.

    Raises:
        ImportError: Always; use `ModelCheckpoint`, or `BackupAndRestore` to go on after a crash.
    """

    def __init__(self, directory: Path, monitor: Text = "val_loss", verbose: Int = 0, save_best_only: Flag = False, mode: Text = "auto",
                 save_freq: Text = "epoch", initial_value_threshold: Real = None, max_to_keep: Real = 1, save_on_background: Flag = True,
                 save_weights_only: Flag = False):
        raise ImportError("OrbaxCheckpoint needs the engine JAX; hornpipe runs on torch. Use ModelCheckpoint to keep models, and BackupAndRestore to go on "
                          "after a crash.")
