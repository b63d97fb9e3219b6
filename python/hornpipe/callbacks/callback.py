"""`Callback`: what is called while a model trains; `CallbackList`: calls only the hooks that somebody defined."""
from __future__ import annotations

from ..core.configurable import Configurable
from ..core.errors import ArgumentTypeError, got

HOOKS = tuple(f"on_{moment}" for moment in (
    "epoch_begin", "epoch_end", "train_begin", "train_end", "train_batch_begin", "train_batch_end", "test_begin", "test_end", "test_batch_begin", "test_batch_end",
    "predict_begin", "predict_end", "predict_batch_begin", "predict_batch_end"))


class Callback(Configurable, abstract=True):
    """Base of callbacks. A subclass defines the hooks it wants; the others cost nothing.

    Attributes:
        params: Dictionary with `verbose`, `epochs` and `steps`.
        model: The model.
    """

    kind = "callback"

    def __init__(self):
        self.params = None
        self._model = None

    def set_params(self, params):
        self.params = params

    def set_model(self, model):
        self._model = model

    @property
    def model(self):
        return getattr(self, "_model", None)

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
        """After training."""

    def on_train_batch_begin(self, batch, logs=None):
        """Before a batch of training, counted from 0 in its epoch."""
        self.on_batch_begin(batch, logs=logs)

    def on_train_batch_end(self, batch, logs=None):
        """After a batch of training; `logs` holds the metrics so far in the epoch."""
        self.on_batch_end(batch, logs=logs)

    def on_test_begin(self, logs=None):
        """Before an evaluation, that of validation included."""

    def on_test_end(self, logs=None):
        """After an evaluation."""

    def on_test_batch_begin(self, batch, logs=None):
        """Before a batch of evaluation."""

    def on_test_batch_end(self, batch, logs=None):
        """After a batch of evaluation."""

    def on_predict_begin(self, logs=None):
        """Before a prediction."""

    def on_predict_end(self, logs=None):
        """After a prediction."""

    def on_predict_batch_begin(self, batch, logs=None):
        """Before a batch of prediction."""

    def on_predict_batch_end(self, batch, logs=None):
        """After a batch of prediction; `logs` holds its `outputs`."""


def defines(callback, hook: str) -> bool:
    """Whether a callback has something to do at a hook."""
    also = {"on_train_batch_begin": ("on_batch_begin",), "on_train_batch_end": ("on_batch_end",)}.get(hook, ())
    if any(name in vars(callback) for name in (hook, *also)):
        return True
    return any(getattr(type(callback), name, None) is not getattr(Callback, name) for name in (hook, *also) if hasattr(type(callback), name))


class CallbackList:
    """Several callbacks as one.

    Args:
        callbacks: Callbacks; a `CallbackList` gives its own.
        add_history: Whether a `History` is added when there is none.
        add_progbar: Whether a `ProgbarLogger` is added when there is none.
        model: The model.
        params: `verbose`, `epochs`, `steps`.
    """

    def __init__(self, callbacks=None, add_history=False, add_progbar=False, model=None, **params):
        self.callbacks = list(callbacks.callbacks if isinstance(callbacks, CallbackList) else callbacks if isinstance(callbacks, (list, tuple)) else [callbacks] if callbacks else [])
        for c in self.callbacks:
            if not hasattr(c, "set_model"):
                raise ArgumentTypeError(f"`callbacks` must hold callbacks, {got(c)}.", argument="callbacks", actual=c)
        self._add_default(add_history, add_progbar)
        self.params, self.model = params, model
        if model is not None:
            self.set_model(model)
        if params:
            self.set_params(params)

    def _add_default(self, add_history, add_progbar):
        if add_history and not any(isinstance(c, History) for c in self.callbacks):
            self.callbacks.append(History())
        if add_progbar and "ProgbarLogger" in standard and not any(isinstance(c, standard["ProgbarLogger"]) for c in self.callbacks):
            self.callbacks.append(standard["ProgbarLogger"]())
        self._history = next((c for c in self.callbacks if isinstance(c, History)), None)

    @classmethod
    def of(cls, callbacks, model, add_history=False, verbose=0, epochs=1, steps=None):
        """The list for a loop; one that is given already is taken as it is."""
        if isinstance(callbacks, cls):
            return callbacks
        verbose = 1 if verbose == "auto" else int(verbose)
        return cls(callbacks, add_history=add_history, add_progbar=verbose != 0, model=model, verbose=verbose, epochs=epochs, steps=steps)

    def append(self, callback):
        self.callbacks.append(callback)

    def set_params(self, params):
        self.params = params
        for c in self.callbacks:
            c.set_params(params)

    def set_model(self, model):
        self.model = model
        if self._history is not None:
            object.__setattr__(model, "history", self._history)
        for c in self.callbacks:
            c.set_model(model)

    def __iter__(self):
        return iter(self.callbacks)

    def _run(self, hook, *args):
        for c in self.callbacks:
            if defines(c, hook):
                getattr(c, hook)(*args)

    def batch_hooks(self, mode: str):
        """(begin, end) to call around a batch of "train", "test" or "predict"; None where nobody listens."""
        found = []
        for moment in ("begin", "end"):
            hook = f"on_{mode}_batch_{moment}"
            methods = [getattr(c, hook) for c in self.callbacks if defines(c, hook)]
            found.append(_together(methods) if methods else None)
        return tuple(found)


def _together(methods):
    if len(methods) == 1:
        return methods[0]

    def call(*args):
        for m in methods:
            m(*args)

    return call


def _method(hook, numbered):
    if numbered:
        def method(self, number, logs=None):
            self._run(hook, number, {} if logs is None else logs)
    else:
        def method(self, logs=None):
            self._run(hook, {} if logs is None else logs)
    method.__name__ = hook
    return method


for _hook in HOOKS:
    setattr(CallbackList, _hook, _method(_hook, "epoch" in _hook or "batch" in _hook))


class History(Callback):
    """What `fit()` returns: `history` maps each name to a list with a value per epoch, `epoch` lists the epochs."""

    def __init__(self):
        super().__init__()
        self.history, self.epoch = {}, []

    def on_train_begin(self, logs=None):
        self.history, self.epoch = {}, []

    def on_epoch_end(self, epoch, logs=None):
        self.epoch.append(epoch)
        for k, v in (logs or {}).items():
            self.history.setdefault(k, []).append(v)


standard: dict = {}     # callbacks that a list adds by itself; their modules put themselves here
