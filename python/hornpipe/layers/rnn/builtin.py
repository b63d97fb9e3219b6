"""What `SimpleRNN`, `GRU`, `LSTM` and `ConvLSTM` share: an `RNN` that makes its own cell and shows the cell's settings as its own."""
from __future__ import annotations

from operator import attrgetter

from ...core.names import to_snake_case
from ..calling import signature_of
from .recurrence import Compressed, recur
from .rnn import RNN


class BuiltIn(RNN, abstract=True):
    """An `RNN` whose cell is made from its own arguments; a subclass names the class of the cell: `class GRU(BuiltIn, cell=GRUCell)`."""

    cell_class = None
    untold = ("cell", "use_cudnn")          # Keras: the kernel belongs to the machine, not to the model

    def __init_subclass__(cls, cell=None, **kwargs):
        super().__init_subclass__(**kwargs)
        if cell is not None:
            cls.cell_class = cell
            for name in signature_of(cell.__init__).names:
                setattr(cls, name, property(attrgetter(f"cell.{name}"), doc=f"`{name}` of the cell."))

    def __init__(self, **arguments):
        names = (*signature_of(self.cell_class.__init__).names, "implementation")
        cell = self.cell_class(**{k: arguments.pop(k) for k in names if k in arguments}, dtype=arguments.get("dtype"),
                               trainable=arguments.get("trainable", True), name=to_snake_case(self.cell_class.__name__))
        super().__init__(cell, **arguments)

    def kernel_fits(self, sequences, training) -> bool:
        """Whether torch has a kernel for the whole sequence that computes what this layer's settings ask for."""
        return False

    def run_kernel(self, sequences, states, lengths=None):
        """All outputs and the last states; with `lengths`, the states after so many steps."""
        raise NotImplementedError(f"{type(self).__name__} has no kernel for a whole sequence.")

    def inner_loop(self, sequences, initial_state, mask, training=False):
        if not self.unroll and self.kernel_fits(sequences, training):
            return self._fused_loop(sequences, initial_state, mask, training)
        cell = self.cell
        return recur(lambda x, states: cell.step(x, states, training), cell.project(sequences, training), initial_state, mask, self.go_backwards,
                     self.zero_output_for_mask, self.return_sequences)

    def _fused_loop(self, sequences, states, mask, training):
        sequences = self.cell.drop_inputs(sequences) if training and self.cell.dropout else sequences
        if self.go_backwards:
            sequences, mask = sequences.flip(1), None if mask is None else mask.flip(1)
        if mask is None:
            outputs, states = self.run_kernel(sequences, states)
            return states[0], outputs, states
        part = Compressed(sequences, mask)
        shown = self.return_state or self.stateful
        outputs, after = self.run_kernel(part.sequences, states, part.lengths if shown and len(states) > 1 else None)
        if len(states) == 1:
            after = [part.latest(outputs, states[0])]
        outputs = part.spread(outputs, self.zero_output_for_mask)
        return outputs[:, -1], outputs, after

    def get_config(self):
        config = super().get_config()
        config["activity_regularizer"] = config.get("activity_regularizer")     # Keras: named here even if there is none
        return config
