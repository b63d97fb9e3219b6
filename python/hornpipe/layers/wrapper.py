"""The base of layers that act through another layer."""
from __future__ import annotations

from ..core.errors import ArgumentError, got
from ..core.types import LayerLike
from .layer import Layer


class Wrapper(Layer):
    """A layer that holds another one; subclasses say in `call()` what they do with it.

    Args:
        layer: The layer within.

    Raises:
        ValueError: `layer` is not a layer.
    """

    def __init__(self, layer: LayerLike, **kwargs):
        if not isinstance(layer, Layer):
            raise ArgumentError(f"Layer {layer!r} supplied to Wrapper isn't a supported layer type. Please ensure wrapped layer is a valid Keras layer. It "
                                f"{got(layer)}.",
                                argument="layer", actual=layer)
        super().__init__(**kwargs)
        self.layer = layer

    def build(self, input_shape=None):
        if not self.layer.built:
            self.layer.build(input_shape)
