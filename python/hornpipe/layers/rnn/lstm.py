"""Long short-term memory."""
from __future__ import annotations

from ...core.types import Activation, Constraint, Flag, Initializer, Int, Real, Regularizer, Seed
from ..input_spec import InputSpec
from . import fused
from .cells import LSTMCell, given
from .gated import Gated


class LSTM(Gated, cell=LSTMCell):
    """A recurrent layer with a cell state that gates write to, erase and read.

    With the default activations and without recurrent dropout, the whole sequence runs in one kernel of torch's.

    Args:
        units: Size of the states and of the output.
        activation: Of the candidate and of the output.
        recurrent_activation: Of the gates.
        use_bias: Whether a bias is added.
        kernel_initializer: First value of the kernel, `(input size, 4 * units)`: input, forget, candidate, output.
        recurrent_initializer: First value of the recurrent kernel, `(units, 4 * units)`.
        bias_initializer: First value of the bias, `(4 * units,)`.
        unit_forget_bias: Whether the forget gate's bias begins with ones.
        kernel_regularizer, recurrent_regularizer, bias_regularizer: Penalties on the weights.
        activity_regularizer: Penalty on the output.
        kernel_constraint, recurrent_constraint, bias_constraint: Applied after each step of training.
        dropout: Fraction of the inputs dropped in training, the same at each step.
        recurrent_dropout: Fraction of the state dropped in training, the same at each step.
        seed: Seed of the dropout.
        return_sequences, return_state, go_backwards, stateful, unroll: See `RNN`.
        use_cudnn: Whether torch's kernel must be used (True), must not be (False), or is where it fits ("auto").

    Shapes:
        `(batch, steps, size)` to `(batch, units)`, or `(batch, steps, units)` with `return_sequences`; the states are two, output and cell.

    Example:
        >>> output, h, c = LSTM(4, return_state=True)(np.ones((32, 10, 8)))

    Reference:
        Hochreiter and Schmidhuber, "Long short-term memory", 1997.
    """

    def __init__(self, units: Int, activation: Activation = "tanh", recurrent_activation: Activation = "sigmoid", use_bias: Flag = True,
                 kernel_initializer: Initializer = "glorot_uniform", recurrent_initializer: Initializer = "orthogonal",
                 bias_initializer: Initializer = "zeros", unit_forget_bias: Flag = True, kernel_regularizer: Regularizer = None,
                 recurrent_regularizer: Regularizer = None, bias_regularizer: Regularizer = None, activity_regularizer: Regularizer = None,
                 kernel_constraint: Constraint = None, recurrent_constraint: Constraint = None, bias_constraint: Constraint = None,
                 dropout: Real = 0.0, recurrent_dropout: Real = 0.0, seed: Seed = None, return_sequences: Flag = False,
                 return_state: Flag = False, go_backwards: Flag = False, stateful: Flag = False, unroll: Flag = False,
                 use_cudnn: Flag = "auto", **kwargs):
        super().__init__(**given(locals()))
        self.input_spec = InputSpec(ndim=3)

    def run_kernel(self, sequences, states, lengths=None):
        cell, (h, c) = self.cell, states
        weights = cell.kernel, cell.recurrent_kernel, cell.bias
        outputs, h, c = fused.lstm(sequences, h, c, *weights) if lengths is None else fused.lstm_of_lengths(sequences, lengths, h, c, *weights)
        return outputs, [h, c]

    def kernel_with_pullback(self, *weights):
        return fused.lstm_with_pullback(*weights)
