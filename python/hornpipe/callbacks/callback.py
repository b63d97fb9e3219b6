"""`Callback`: what is called while a model trains, evaluates or predicts."""
from __future__ import annotations

from ..core.configurable import Configurable

HOOKS = tuple(f"on_{moment}" for moment in (
    "epoch_begin", "epoch_end", "train_begin", "train_end", "train_batch_begin", "train_batch_end", "test_begin", "test_end", "test_batch_begin",
    "test_batch_end", "predict_begin", "predict_end", "predict_batch_begin", "predict_batch_end"))


class Callback(Configurable, abstract=True):
    """Base of callbacks. A subclass defines the hooks it wants; the others cost nothing.

    Attributes:
        params: Dictionary with `verbose`, `epochs` and `steps`.
        model: The model.

    Example:
        >>> class Greeter(Callback):
        ...     def on_epoch_end(self, epoch, logs=None):
        ...         print("epoch", epoch, "loss", logs["loss"])
    """

    kind = "callback"
    params = None
    _model = None           # set here, so that a subclass need not call `super().__init__()`
    companions = ()         # the callbacks of the same list
    remembers = ()          # names of the attributes that go on after a crash, see `BackupAndRestore`
    goes_last = False       # whether it is called after the others, wherever it stands in the list

    def set_params(self, params):
        self.params = params

    def set_model(self, model):
        self._model = model

    @property
    def model(self):
        return self._model

    def on_batch_begin(self, batch, logs=None):
        """Another name of `on_train_batch_begin()`."""

    def on_batch_end(self, batch, logs=None):
        """Another name of `on_train_batch_end()`."""

    def on_epoch_begin(self, epoch, logs=None):
        """Before an epoch, counted from 0."""

    def on_epoch_end(self, epoch, logs=None):
        """After an epoch; `logs` holds its metrics, those of validation under `val_`."""

    def on_train_begin(self, logs=None):
        """Before training."""

    def on_train_end(self, logs=None):
        """After training; `logs` are those of the last epoch."""

    def on_train_batch_begin(self, batch, logs=None):
        """Before a batch of training, counted from 0 in its epoch."""
        self.on_batch_begin(batch, logs)

    def on_train_batch_end(self, batch, logs=None):
        """After a batch of training; `logs` holds the metrics so far in the epoch, read from the device when looked at."""
        self.on_batch_end(batch, logs)

    def on_test_begin(self, logs=None):
        """Before an evaluation, that of validation included."""

    def on_test_end(self, logs=None):
        """After an evaluation; `logs` holds its metrics."""

    def on_test_batch_begin(self, batch, logs=None):
        """Before a batch of evaluation."""

    def on_test_batch_end(self, batch, logs=None):
        """After a batch of evaluation; `logs` holds the metrics so far."""

    def on_predict_begin(self, logs=None):
        """Before a prediction."""

    def on_predict_end(self, logs=None):
        """After a prediction."""

    def on_predict_batch_begin(self, batch, logs=None):
        """Before a batch of prediction."""

    def on_predict_batch_end(self, batch, logs=None):
        """After a batch of prediction; `logs` holds its `outputs`."""


_ALSO = {"on_train_batch_begin": ("on_batch_begin",), "on_train_batch_end": ("on_batch_end",)}


def defines(callback, hook: str) -> bool:
    """Whether a callback has something to do at a hook: its class or the object itself defines it."""
    for name in (hook, *_ALSO.get(hook, ())):
        if name in getattr(callback, "__dict__", ()) or getattr(type(callback), name, None) not in (None, getattr(Callback, name)):
            return True
    return False
