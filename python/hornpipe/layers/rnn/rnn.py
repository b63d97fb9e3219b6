"""`RNN`: a cell run over the steps of a sequence."""
from __future__ import annotations

import torch

from ...core import tree
from ...core.errors import ArgumentError, ShapeError, got
from ...core.registry import custom_object_scope
from ...core.types import Flag, LayerLike
from ...runtime import dtypes
from ...runtime.convert import convert_to_tensor
from ...runtime.variable import Variable
from ...runtime.views import visible
from ..layer import Layer
from .cells import StackedRNNCells, reset_dropout_masks, size_of_output, step_of, zero_states
from .recurrence import recur


class RNN(Layer):
    """Runs a cell over the steps of a sequence.

    Args:
        cell: A cell, or a list of cells to be stacked. A cell has `state_size` and `call(inputs, states) -> (output, states)`,
            and may have `output_size` and `get_initial_state(batch_size)`.
        return_sequences: Whether the outputs of all steps are given, not only the last.
        return_state: Whether the last states are given too.
        go_backwards: Whether the sequence is read from its end; the outputs come in the order in which they are made.
        stateful: Whether a batch starts from the states in which the one before ended.
        unroll: Whether every step is written out, without a kernel for the whole sequence.
        zero_output_for_mask: Whether outputs of masked steps are zeros, not the output before them.

    Call arguments:
        sequences: `(batch, steps, ...)`.
        initial_state: States to start from; zeros if not given.
        mask: `(batch, steps)`: False for steps that change nothing.
        training: Handed to the cell.

    Shapes:
        `(batch, steps, ...)` to `(batch, size)`, or `(batch, steps, size)` with `return_sequences`; with `return_state` a tuple
        of it and the states.

    Example:
        >>> RNN([LSTMCell(64), LSTMCell(32)], return_sequences=True)(np.ones((8, 10, 4))).shape
        torch.Size([8, 10, 32])
    """

    def __init__(self, cell: LayerLike, return_sequences: Flag = False, return_state: Flag = False, go_backwards: Flag = False,
                 stateful: Flag = False, unroll: Flag = False, zero_output_for_mask: Flag = False, **kwargs):
        if isinstance(cell, (list, tuple)):
            cell = StackedRNNCells(cell)
        for attribute, what in (("call", "method"), ("state_size", "attribute (an int, or a list of them)")):
            if attribute not in dir(cell):
                raise ArgumentError(f"`cell` must have a `{attribute}` {what}, {got(cell)}.", argument="cell", actual=cell)
        if not isinstance(cell.state_size, (int, list, tuple)):
            raise ArgumentError(f"`state_size` of `cell` must be an int or a list of them, {got(cell.state_size)}.", argument="cell", actual=cell)
        super().__init__(**kwargs)
        self.cell = cell
        self.return_sequences, self.return_state = return_sequences, return_state
        self.go_backwards, self.stateful, self.unroll = go_backwards, stateful, unroll
        self.zero_output_for_mask = zero_output_for_mask
        self.supports_masking = True
        self.states = None
        self.single_state = isinstance(cell.state_size, int)
        self.state_size = [cell.state_size] if self.single_state else list(cell.state_size)

    def build(self, sequences_shape, initial_state_shape=None):
        if isinstance(self.cell, Layer) and not self.cell.built:
            self.cell.build((sequences_shape[0], *sequences_shape[2:]))
        if not self.stateful:
            return
        if self.states is not None:
            self.reset_state()
        elif sequences_shape[0] is None:
            raise ShapeError("A stateful layer keeps states for each sample, so the batch size must be known: give `batch_shape` to the input. "
                             f"Got {tuple(sequences_shape)}.",
                             layer=self.name, argument="sequences", expected="a known batch size", actual=tuple(sequences_shape))
        else:
            # Keras: the states are no weights; files and `variables` do not have them.
            states = tree.map_structure(lambda s: Variable(s, trainable=False, dtype=self.variable_dtype, name="rnn_state"),
                                        self.get_initial_state(sequences_shape[0]))
            object.__setattr__(self, "states", states)

    def get_initial_state(self, batch_size):
        """The states that a sequence starts from when none are given."""
        return zero_states(self.cell, batch_size)

    def reset_state(self):
        """Sets the states of a stateful layer to zero."""
        for state in tree.flatten(self.states) if self.states is not None else ():
            state.assign(torch.zeros_like(state))

    def reset_states(self):
        """As `reset_state()`."""
        self.reset_state()

    # ------------------------------------------------------------ calling

    def call(self, sequences, initial_state=None, mask=None, training=False):
        if sequences.device.type == "meta":
            return self._shaped(sequences)
        if sequences.shape[1] == 0:
            raise ShapeError(f"`sequences` must have at least one step, got shape {tuple(sequences.shape)}.", layer=self.name, argument="sequences",
                             expected="(batch, steps >= 1, ...)", actual=tuple(sequences.shape))
        states = self._first_states(sequences, initial_state)
        mask = tree.flatten(mask)[0]
        try:
            last, outputs, states = self.inner_loop(sequences, states, None if mask is None else convert_to_tensor(mask), training)
        finally:
            reset_dropout_masks([self.cell])
        if self.stateful:
            for kept, state in zip(tree.flatten(self.states), tree.flatten(states)):
                kept.assign(state.detach())
        wanted = dtypes.to_torch(self.compute_dtype)
        output = (outputs if self.return_sequences else last).to(wanted)
        return (output, *tree.map_structure(lambda s: s.to(wanted), list(states))) if self.return_state else output

    def inner_loop(self, sequences, initial_state, mask, training=False):
        """The last output, all outputs (where they are returned) and the last states."""
        return recur(lambda x, states: step_of(self.cell, x, states, training), sequences, initial_state, mask, self.go_backwards,
                     self.zero_output_for_mask, self.return_sequences)

    def _first_states(self, sequences, given):
        batch = sequences.shape[0]
        if self.stateful:
            known = tree.flatten(self.states)[0].shape[0]
            if known != batch:
                raise ShapeError(f"A stateful layer keeps the batch size that it was built with: expected batch size {known}, got {batch}.",
                                 layer=self.name, argument="sequences", expected=known, actual=batch)
        if given is not None:
            states = list(given) if tree.is_nested(given) else [given]
        elif self.stateful:     # copies: the variables change before the backward pass reads them
            states = tree.map_structure(lambda s: visible(s).clone(), self.states)
        else:
            states = self.get_initial_state(batch)
        dtype = dtypes.to_torch(getattr(self.cell, "compute_dtype", self.compute_dtype))
        states = tree.map_structure(lambda s: convert_to_tensor(s, dtype).to(sequences.device), states)
        if len(states) != len(self.state_size):
            raise ShapeError(f"`initial_state` must hold {len(self.state_size)} state(s), got {len(states)}.", layer=self.name, argument="initial_state",
                             expected=len(self.state_size), actual=len(states))
        sizes, flat = tree.flatten(self.state_size), tree.flatten(states)
        for size, state in zip(sizes, flat) if len(sizes) == len(flat) else ():
            if isinstance(size, int) and state.ndim == 2 and tuple(state.shape) != (batch, size):
                raise ShapeError(f"`initial_state` must have states of shape {(batch, size)}, got {tuple(state.shape)}.", layer=self.name,
                                 argument="initial_state", expected=(batch, size), actual=tuple(state.shape))
        return states

    # ------------------------------------------------------------ shapes and masks

    def _shaped(self, sequences):
        """Tensors without data in place of a loop over as many steps as the stand-in of an unknown size has."""
        dtype = dtypes.to_torch(self.compute_dtype)
        return tree.map_shape_structure(lambda s: torch.empty(s, dtype=dtype, device="meta"), self.compute_output_shape(tuple(sequences.shape)))

    def compute_output_shape(self, sequences_shape, initial_state_shape=None):
        batch, steps = sequences_shape[:2]
        size = size_of_output(self.cell)
        if not isinstance(size, int):
            raise ArgumentError(f"`output_size` of `cell` must be an int, {got(size)}.", layer=self.name, argument="cell", actual=size)
        output = (batch, steps, size) if self.return_sequences else (batch, size)
        states = tree.map_structure(lambda n: (batch, n), [list(s) if tree.is_nested(s) else s for s in self.state_size])
        return (output, *states) if self.return_state else output

    def compute_mask(self, _, mask):
        mask = tree.flatten(mask)[0] if self.return_sequences else None
        return [mask, *[None] * len(self.state_size)] if self.return_state else mask

    @classmethod
    def from_config(cls, config, custom_objects=None):
        with custom_object_scope(custom_objects):
            return super().from_config(config)
