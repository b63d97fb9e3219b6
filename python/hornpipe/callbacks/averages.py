"""Evaluating, or saving, the moving average of the weights."""
from __future__ import annotations

from ..core.errors import ArgumentError
from ..core.types import Flag
from .callback import Callback


class SwapEMAWeights(Callback):
    """Puts the moving averages of an optimizer with `use_ema=True` in place of the weights for evaluation and prediction.

    Args:
        swap_on_epoch: Whether to do so at the end of each epoch too, so that a callback further down the list saves the averages.

    Raises:
        ValueError: The optimizer keeps no averages.
    """

    def __init__(self, swap_on_epoch: Flag = False):
        self.swap_on_epoch = swap_on_epoch

    def _swap(self, into_model: bool):
        leaves = getattr(self.model.optimizer, "leaf_optimizers", [self.model.optimizer])
        averaging = [o for o in leaves if getattr(o, "use_ema", False)]
        if not averaging:
            raise ArgumentError("SwapEMAWeights must be used when `use_ema=True` is set on the optimizer.", argument="use_ema", actual=False)
        for optimizer in averaging:
            if optimizer.built and optimizer.swapped != into_model:
                optimizer.swap_averages()

    def on_epoch_begin(self, epoch, logs=None):
        if self.swap_on_epoch:
            self._swap(False)

    def on_epoch_end(self, epoch, logs=None):
        if self.swap_on_epoch:
            self._swap(True)

    def on_test_begin(self, logs=None):
        self._swap(True)

    def on_test_end(self, logs=None):
        self._swap(False)

    def on_predict_begin(self, logs=None):
        self._swap(True)

    def on_predict_end(self, logs=None):
        self._swap(False)
