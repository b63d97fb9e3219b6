"""The layer that finds out which steps of a sequence are padding."""
from __future__ import annotations

from .. import ops
from ..core.types import Real
from .calling import set_mask
from .layer import Layer


class Masking(Layer):
    """Masks the steps whose features all equal one value: later layers skip them.

    Args:
        mask_value: The value that marks padding.

    Shapes:
        `(batch, steps, features)`; the output is the same, with masked steps set to 0.

    Example:
        x[:, 3:, :] = 0.0
        model = Sequential([Masking(mask_value=0.0), LSTM(32)])
    """

    def __init__(self, mask_value: Real = 0.0, **kwargs):
        super().__init__(**kwargs)
        self.mask_value = mask_value
        self.supports_masking = True
        self._build_at_init()

    def compute_mask(self, inputs, mask=None):
        return ops.any(ops.not_equal(inputs, self.mask_value), axis=-1)

    def call(self, inputs):
        mask = (inputs != self.mask_value).any(-1)
        outputs = inputs * mask.unsqueeze(-1)
        set_mask(outputs, mask)
        return outputs
