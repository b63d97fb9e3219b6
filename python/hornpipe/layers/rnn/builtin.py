"""What `SimpleRNN`, `GRU`, `LSTM` and `ConvLSTM` share: an `RNN` that makes its own cell and shows the cell's settings as its own."""
from __future__ import annotations

from operator import attrgetter

from ...core.configurable import is_own
from ...core.names import to_snake_case
from ...graph.plan import Unknown
from ...runtime import dtypes
from ..calling import signature_of
from ..pullback import chained, multiplying
from .recurrence import Compressed, recur
from .rnn import RNN


class BuiltIn(RNN, abstract=True):
    """An `RNN` whose cell is made from its own arguments; a subclass names the class of the cell: `class GRU(BuiltIn, cell=GRUCell)`."""

    cell_class = None
    untold = ("cell", "use_cudnn")          # Keras: the kernel belongs to the machine, not to the model
    only_joins_masks = True

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

    @property
    def calls_inner_layers(self):
        return not self._is_plain() or bool(self.cell._modules)         # a layer may be the activation

    def _is_plain(self) -> bool:
        """Whether no code of the user's runs here."""
        return is_own(type(self)) and type(self.cell) is self.cell_class

    def kernel_fits(self, sequences, training) -> bool:
        """Whether torch has a kernel for the whole sequence that computes what this layer's settings ask for."""
        return False

    def run_kernel(self, sequences, states, lengths=None):
        """All outputs and the last states; with `lengths`, the states after so many steps."""
        raise NotImplementedError(f"{type(self).__name__} has no kernel for a whole sequence.")

    def kernel_with_pullback(self, kernel, recurrent_kernel, bias):
        """The kernel for whole sequences as `sweep.with_pullback()` has it; None where it does not know its derivative."""
        return None

    def with_pullback(self, inputs, activation=None):
        cell, weights = self.cell, [self.cell._parameters.get(name) for name in ("kernel", "recurrent_kernel", "bias")]
        plain = self._is_plain() and not (self.stateful or self.return_state or self.unroll)
        if activation is not None or not plain or isinstance(inputs, (list, tuple)) or weights[0].dtype is not dtypes.to_torch(self.compute_dtype):
            return None
        kernel = self.kernel_with_pullback(*weights) if self.kernel_fits(weights[0], True) else None
        if kernel is None:
            return None

        def run(inputs):
            if inputs.dtype is not weights[0].dtype:
                raise Unknown
            outputs, kernel_pullback = kernel(inputs.flip(1) if self.go_backwards else inputs, self.get_initial_state(len(inputs))[0])

            def pullback(gradient, wanted):
                below, own = kernel_pullback(*((gradient, None) if self.return_sequences else (None, gradient)), wanted)
                below = below.flip(1) if wanted and self.go_backwards else below
                return below, [(v, g) for v, g in zip(weights, own) if g is not None]

            return outputs if self.return_sequences else outputs[:, -1], pullback

        return chained(multiplying(self._draw_input_mask), run) if cell.dropout else run

    def _draw_input_mask(self, inputs):
        """What a sequence is multiplied by in training."""
        try:
            return self.cell.input_mask(inputs)
        finally:
            self.cell.reset_dropout_masks()

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
