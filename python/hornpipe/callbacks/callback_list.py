"""`CallbackList`: several callbacks as one, of which only the hooks that somebody defined are called."""
from __future__ import annotations

from ..core import tree
from ..core.errors import ArgumentTypeError, got
from .callback import HOOKS, defines
from .history import History
from .progress import ProgbarLogger


class CallbackList:
    """Calls a hook of several callbacks, in their order.

    Args:
        callbacks: A callback, or a list of them, possibly nested.
        add_history: Whether a `History` is added when there is none.
        add_progbar: Whether a `ProgbarLogger` is added when there is none.
        model: The model.
        params: `verbose`, `epochs`, `steps`.
    """

    def __init__(self, callbacks=None, add_history=False, add_progbar=False, model=None, **params):
        self.callbacks = tree.flatten(callbacks) if callbacks is not None else []
        for callback in self.callbacks:
            if not hasattr(callback, "set_model"):
                raise ArgumentTypeError(f"`callbacks` must hold callbacks, {got(callback)}.", argument="callbacks", actual=callback)
        for wanted, cls in ((add_progbar, ProgbarLogger), (add_history, History)):
            if wanted and not any(isinstance(c, cls) for c in self.callbacks):
                self.callbacks.append(cls())
        self.callbacks.sort(key=lambda c: getattr(c, "goes_last", False))
        for callback in self.callbacks:
            callback.companions = self.callbacks
        self.params, self.model = None, None
        if model is not None:
            self.set_model(model)
        self.set_params(params)

    @classmethod
    def of(cls, callbacks, model, add_history=False, verbose=0, epochs=1, steps=None):
        """The list for a loop; one that is given already is taken as it is."""
        if isinstance(callbacks, cls):
            return callbacks
        verbose = 1 if verbose == "auto" else int(verbose)
        return cls(callbacks, add_history=add_history, add_progbar=verbose != 0, model=model, verbose=verbose, epochs=epochs, steps=steps)

    def append(self, callback):
        self.callbacks.append(callback)
        callback.companions = self.callbacks

    def set_params(self, params):
        self.params = params
        for callback in self.callbacks:
            callback.set_params(params)

    def set_model(self, model):
        self.model = model
        history = next((c for c in self.callbacks if isinstance(c, History)), None)
        if history is not None:
            model.history = history
        for callback in self.callbacks:
            callback.set_model(model)

    def __iter__(self):
        return iter(self.callbacks)

    def __len__(self):
        return len(self.callbacks)

    def _run(self, hook, *args):
        """Tells all, also where Ctrl-C cuts one off: an epoch that is over must stand in the history."""
        cut_off = None
        for callback in self.callbacks:
            if defines(callback, hook):
                try:
                    getattr(callback, hook)(*args)
                except KeyboardInterrupt as interrupt:
                    cut_off = interrupt
        if cut_off is not None:
            raise cut_off

    @property
    def resume_at(self):
        """(epoch, batches of it that are done) where a backup says to go on; None without one."""
        return next((c.resume_at for c in self.callbacks if getattr(c, "resume_at", None) is not None), None)

    def go_on(self):
        """Tells the callback that set `resume_at` that the batches before it are skipped."""
        for callback in self.callbacks:
            if getattr(callback, "resume_at", None) is not None:
                callback.go_on()

    def has_batch_hooks(self, mode: str) -> bool:
        """Whether anybody listens to the batches of "train", "test" or "predict"."""
        return any(defines(c, f"on_{mode}_batch_{moment}") for c in self.callbacks for moment in ("begin", "end"))

    def batch_hooks(self, mode: str):
        """(begin, end) to call around a batch of "train", "test" or "predict"; None where nobody listens."""
        return tuple(_together([getattr(c, hook) for c in self.callbacks if defines(c, hook)])
                     for hook in (f"on_{mode}_batch_begin", f"on_{mode}_batch_end"))

    def on_batch_begin(self, batch, logs=None):
        self.on_train_batch_begin(batch, logs)

    def on_batch_end(self, batch, logs=None):
        self.on_train_batch_end(batch, logs)


def _together(methods):
    if not methods:
        return None

    def call(batch, logs=None):
        logs = {} if logs is None else logs
        for method in methods:
            method(batch, logs)

    return call


def _method(hook):
    if "epoch" in hook or "batch" in hook:
        def method(self, number, logs=None):
            self._run(hook, number, {} if logs is None else logs)
    else:
        def method(self, logs=None):
            self._run(hook, {} if logs is None else logs)
    method.__name__ = hook
    return method


for _hook in HOOKS:
    setattr(CallbackList, _hook, _method(_hook))
