"""Stopping when the loss is lost."""
from __future__ import annotations

import math

from ..core.types import Flag
from ..runtime import console
from .callback import Callback


class TerminateOnNaN(Callback):
    """Ends training when the loss is NaN or infinite. Looks at the loss after each batch, for which an accelerator has to wait.

    Args:
        raise_error: Whether to raise an error rather than to end training quietly.

    Raises:
        RuntimeError: The loss is not finite and `raise_error` is on.
    """

    def __init__(self, raise_error: Flag = False):
        self.raise_error = raise_error

    def on_batch_end(self, batch, logs=None):
        loss = (logs or {}).get("loss")
        if loss is None or math.isfinite(loss):
            return
        if self.raise_error:
            raise RuntimeError(f"NaN or Inf loss encountered at batch {batch}.")
        console.say(f"Batch {batch}: Invalid loss, terminating training")
        self.model.stop_training = True
