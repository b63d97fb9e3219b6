"""A callback out of functions."""
from __future__ import annotations

from ..core.types import Callables
from .callback import Callback


class LambdaCallback(Callback):
    """Calls functions at the hooks of their names.

    Args:
        on_epoch_begin: Function `(epoch, logs)`.
        on_epoch_end: Function `(epoch, logs)`.
        on_train_begin: Function `(logs)`.
        on_train_end: Function `(logs)`.
        on_train_batch_begin: Function `(batch, logs)`.
        on_train_batch_end: Function `(batch, logs)`.
        kwargs: Functions for the other hooks, such as `on_test_begin`.
    """

    def __init__(self, on_epoch_begin: Callables = None, on_epoch_end: Callables = None, on_train_begin: Callables = None, on_train_end: Callables = None,
                 on_train_batch_begin: Callables = None, on_train_batch_end: Callables = None, **kwargs):
        given = {"on_epoch_begin": on_epoch_begin, "on_epoch_end": on_epoch_end, "on_train_begin": on_train_begin, "on_train_end": on_train_end,
                 "on_train_batch_begin": on_train_batch_begin, "on_train_batch_end": on_train_batch_end, **kwargs}
        # A function on the object itself counts as a hook it defines; the others stay unlistened to.
        self.__dict__.update({hook: function for hook, function in given.items() if function is not None})
