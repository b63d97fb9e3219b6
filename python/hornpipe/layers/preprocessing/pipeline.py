"""Layers one after the other, as one layer."""
from __future__ import annotations

from ...core import tree
from ...core.errors import ArgumentError, got
from ...core.types import Layers, Text
from ..calling import mask_of, signature_of
from ..layer import Layer


class Pipeline(Layer):
    """Applies layers one after the other; for preprocessing, where a `Sequential` model would be too much.

    Args:
        layers: The layers, in order.

    Example:
        >>> Pipeline([RandomFlip(), Rescaling(1 / 255)])(images)
    """

    _takes_any_input = True

    def __init__(self, layers: Layers, name: Text = None):
        super().__init__(name=name)
        self._pipeline_layers = list(layers)
        self.supports_masking = False

    @property
    def layers(self):
        """The layers, in order."""
        return self._pipeline_layers

    def _saved_layers(self):
        return []           # Keras: files hold them under the attribute itself

    def call(self, inputs, training=True, mask=None):
        for layer in self._pipeline_layers:
            names = signature_of(type(layer).call).names
            options = {k: v for k, v in (("mask", mask), ("training", training)) if k in names and v is not None}
            inputs = layer(inputs, **options)
            mask = tree.map_structure(mask_of, inputs)
        return inputs

    @classmethod
    def from_config(cls, config):
        if not isinstance(config.get("layers"), (list, tuple)):
            raise ArgumentError(f"A config of `Pipeline` must contain a `layers` key with a list of layers, {got(config.get('layers'))}.", argument="layers",
                                actual=config.get("layers"))
        return super().from_config(config)

    def get_config(self):       # Keras: neither dtype nor `trainable`
        return {name: value for name, value in super().get_config().items() if name in ("name", "layers")}
