"""A recurrent layer run in both directions."""
from __future__ import annotations

import torch

from ...core import tree
from ...core.arguments import choice
from ...core.errors import ArgumentError, got
from ...core.registry import custom_object_scope
from ...core.types import LayerLike, Structure, Text
from ..calling import signature_of
from ..layer import Layer

MERGE = {
    "concat": lambda a, b: torch.cat([a, b], -1), "sum": lambda a, b: a + b, "mul": lambda a, b: a * b, "ave": lambda a, b: (a + b) / 2,
    None: lambda a, b: (a, b),
}


class Bidirectional(Layer):
    """Reads a sequence forwards with one layer and backwards with another, and merges what they give.

    Args:
        layer: A recurrent layer: `RNN`, `LSTM`, `GRU` or one with the same attributes. It is copied for each direction.
        merge_mode: "concat", "sum", "mul" or "ave"; `None` gives both outputs.
        weights: Arrays to start from, those of the forward layer first.
        backward_layer: The layer for the way back, if it is to differ; its `go_backwards` must be set.

    Call arguments:
        sequences, initial_state, mask, training: As for `RNN`; the states of the forward layer come first.

    Shapes:
        As the layer's; with "concat" the last axis is twice as long. With `return_state` the states of both follow.

    Example:
        >>> Bidirectional(LSTM(8, return_sequences=True))(np.ones((32, 10, 4))).shape
        torch.Size([32, 10, 16])

    Reference:
        Schuster and Paliwal, "Bidirectional recurrent neural networks", 1997.
    """

    untold = ("weights",)

    def __init__(self, layer: LayerLike, merge_mode: Text = "concat", weights: Structure = None, backward_layer: LayerLike = None, **kwargs):
        for argument, value in (("layer", layer), ("backward_layer", backward_layer)):
            missing = [a for a in _SHARED if not hasattr(value, a)] if isinstance(value, Layer) else _SHARED
            if missing and (argument == "layer" or value is not None):
                raise ArgumentError(f"`{argument}` must be a recurrent layer (with {', '.join(map(repr, _SHARED))}), {got(value)}.",
                                    argument=argument, actual=value)
        choice("merge_mode", merge_mode, MERGE)
        super().__init__(**kwargs)
        self.forward_layer = _renamed(layer, "forward_")
        self.backward_layer = backward_layer or _renamed(layer, "backward_", go_backwards=True)
        self._check_directions()
        for one in (self.forward_layer, self.backward_layer):
            if hasattr(layer, "use_cudnn") and hasattr(one, "use_cudnn"):
                one.use_cudnn = layer.use_cudnn
            if hasattr(one, "zero_output_for_mask"):
                one.zero_output_for_mask = layer.return_sequences       # the outputs of both are laid side by side
        if weights:
            half = len(weights) // 2
            self.forward_layer._initial_weights, self.backward_layer._initial_weights = list(weights[:half]), list(weights[half:])
        self.merge_mode = merge_mode
        self.stateful, self.return_sequences, self.return_state = layer.stateful, layer.return_sequences, layer.return_state
        self.supports_masking = True
        self.input_spec = layer.input_spec

    def _check_directions(self):
        forward, backward = self.forward_layer, self.backward_layer
        if forward.go_backwards == backward.go_backwards:
            raise ArgumentError(f"`layer` and `backward_layer` must differ in `go_backwards`, but it is {forward.go_backwards} for both.",
                                argument="backward_layer", actual=backward.go_backwards)
        for name in _SHARED[1:]:
            if getattr(forward, name) != getattr(backward, name):
                raise ArgumentError(f"`layer` and `backward_layer` must have the same `{name}`, got {getattr(forward, name)} and {getattr(backward, name)}.",
                                    argument="backward_layer", actual=getattr(backward, name))

    def build(self, sequences_shape, initial_state_shape=None):
        for layer in (self.forward_layer, self.backward_layer):
            if not layer.built:
                layer.build(sequences_shape)

    def call(self, sequences, initial_state=None, mask=None, training=None):
        half = len(initial_state) // 2 if initial_state is not None else 0
        outputs, states = [], []
        for layer, of_layer in zip((self.forward_layer, self.backward_layer), (initial_state[:half], initial_state[half:]) if half else (None, None)):
            takes = signature_of(type(layer).call).names
            options = {k: v for k, v in (("initial_state", of_layer), ("mask", mask), ("training", training)) if k in takes and v is not None}
            output = layer(sequences, **options)
            if self.return_state:
                states.extend(output[1:])
                output = output[0]
            outputs.append(output)
        if self.return_sequences:
            outputs[1] = outputs[1].flip(1)
        merged = MERGE[self.merge_mode](*outputs)
        if not self.return_state:
            return merged
        return (*merged, *states) if self.merge_mode is None else (merged, *states)

    def compute_output_shape(self, sequences_shape, initial_state_shape=None):
        shape = self.forward_layer.compute_output_shape(sequences_shape)
        shape, states = (shape[0], shape[1:]) if self.return_state else (shape, ())
        if self.merge_mode == "concat":
            shape = (*shape[:-1], 2 * shape[-1])
        if self.merge_mode is None:
            return (shape, shape, *states, *states)
        return (shape, *states, *states) if self.return_state else tuple(shape)

    def compute_mask(self, _, mask):
        mask = tree.flatten(mask)[0] if self.return_sequences else None
        masks = [mask, mask] if self.merge_mode is None else [mask]
        if self.return_state:
            masks += [None] * 2 * len(self.forward_layer.state_size)
        return masks if len(masks) > 1 else mask

    @property
    def states(self):
        """The states of both layers, those of the forward layer first; None if they keep none."""
        if self.forward_layer.states is None or self.backward_layer.states is None:
            return None
        return (*self.forward_layer.states, *self.backward_layer.states)

    def reset_state(self):
        """Sets the states of stateful layers to zero."""
        if not self.stateful:
            raise AttributeError(f"The layer {self.name!r} is not stateful: it keeps no states to reset.")
        self.forward_layer.reset_state()
        self.backward_layer.reset_state()

    def reset_states(self):
        """As `reset_state()`."""
        self.reset_state()

    @property
    def layer(self):
        """The layer for the way forward."""
        return self.forward_layer

    @classmethod
    def from_config(cls, config, custom_objects=None):
        with custom_object_scope(custom_objects):
            return super().from_config(config)


_SHARED = ("go_backwards", "stateful", "return_sequences", "return_state")


def _renamed(layer, prefix, **changes):
    """A fresh layer of the same settings under a name with `prefix`."""
    config = {**layer.get_config(), "name": prefix + layer.name.removeprefix(prefix), **changes}
    return type(layer).from_config(config)
