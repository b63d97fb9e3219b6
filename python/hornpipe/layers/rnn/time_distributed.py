"""A layer applied to each step of a sequence."""
from __future__ import annotations

import torch

from ...core import tree
from ...core.configurable import is_own
from ...core.errors import ArgumentError, ShapeError, got
from ...core.types import LayerLike
from ..calling import signature_of
from ..layer import Layer
from ..wrapper import Wrapper


class TimeDistributed(Wrapper):
    """Applies a layer to every step of its input, with the same weights.

    Args:
        layer: The layer for one step.

    Call arguments:
        inputs: `(batch, steps, ...)`.
        mask: `(batch, steps, ...)`; handed to the layer step by step if it takes one.

    Shapes:
        `(batch, steps, *shape)` to `(batch, steps, *what the layer makes of shape)`.

    Example:
        >>> TimeDistributed(Conv2D(64, 3))(np.ones((8, 10, 32, 32, 3))).shape
        torch.Size([8, 10, 30, 30, 64])
    """

    def __init__(self, layer: LayerLike, **kwargs):
        if not isinstance(layer, Layer):
            raise ArgumentError(f"`layer` must be a layer, {got(layer)}.", argument="layer", actual=layer)
        super().__init__(layer, **kwargs)
        self.supports_masking = True

    def build(self, input_shape):
        if not isinstance(input_shape, (list, tuple)) or len(input_shape) < 3:
            raise ShapeError(f"`TimeDistributed` needs an input of at least 3 axes (batch, steps, ...), got shape {input_shape}.",
                             layer=self.name, argument="inputs", expected="at least 3 axes", actual=input_shape)
        super().build((input_shape[0], *input_shape[2:]))

    def call(self, inputs, training=None, mask=None):
        steps = inputs.shape[1]
        if mask is not None and (mask.ndim < 2 or tuple(mask.shape[:2]) != tuple(inputs.shape[:2])):
            raise ShapeError(f"The `mask` passed to the `TimeDistributed` layer has a shape {tuple(mask.shape)} that does not begin with the "
                             f"batch size and the steps of the input, {tuple(inputs.shape[:2])}.",
                             layer=self.name, argument="mask", expected=tuple(inputs.shape[:2]), actual=tuple(mask.shape))
        if "mask" not in signature_of(type(self.layer).call).names:
            mask = None
        if inputs.device.type == "meta":        # as many steps as stand in for an unknown number: one tells the shape of all
            return tree.map_structure(lambda y: y.unsqueeze(1).expand(-1, steps, *y.shape[1:]), self._one(inputs[:, 0], None if mask is None else mask[:, 0]))
        if treats_samples_alike(self.layer, training):
            output = self._one(inputs.flatten(0, 1), None if mask is None else mask.flatten(0, 1))
            return tree.map_structure(lambda y: y.unflatten(0, (-1, steps)), output)
        outputs = [self._one(inputs[:, t], None if mask is None else mask[:, t]) for t in range(steps)]
        return tree.map_structure(lambda *ys: torch.stack(ys, 1), *outputs)

    def _one(self, x, mask):
        return self.layer(x) if mask is None else self.layer(x, mask=mask)


def treats_samples_alike(layer, training) -> bool:
    """Whether a layer's result for a sample depends on that sample alone, so that all steps can go through it at once.

    Of users' code nothing is known, nor of operations in a functional model.
    """
    for inner in layer._flatten_layers():
        mixes = getattr(inner, "mixes_samples", not is_own(type(inner)))
        if mixes is True or (mixes == "training" and training):
            return False
        if getattr(inner, "stateful", False) or any(not isinstance(o, Layer) for o in getattr(inner, "operations", ())):
            return False
    return True
