"""The layer that does nothing."""
from __future__ import annotations

from .layer import Layer
from .pullback import passing


class Identity(Layer):
    """Gives its input: a place holder where a layer is wanted and nothing shall happen."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        self._build_at_init()

    def call(self, inputs):
        return inputs

    def with_pullback(self, inputs):
        return passing
