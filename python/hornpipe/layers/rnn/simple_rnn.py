"""The fully connected recurrent layer."""
from __future__ import annotations

from ...activations import relu, tanh
from ...core.types import Activation, Constraint, Flag, Initializer, Int, Real, Regularizer, Seed
from ..input_spec import InputSpec
from . import fused, sweep
from .builtin import BuiltIn
from .cells import SimpleRNNCell, given


class SimpleRNN(BuiltIn, cell=SimpleRNNCell):
    """A recurrent layer whose output is its state: `activation(inputs @ kernel + state @ recurrent_kernel + bias)`.

    Args:
        units: Size of the state and of the output.
        activation: Of the new state.
        use_bias: Whether a bias is added.
        kernel_initializer: First value of the kernel, `(input size, units)`.
        recurrent_initializer: First value of the recurrent kernel, `(units, units)`.
        bias_initializer: First value of the bias, `(units,)`.
        kernel_regularizer, recurrent_regularizer, bias_regularizer: Penalties on the weights.
        activity_regularizer: Penalty on the output.
        kernel_constraint, recurrent_constraint, bias_constraint: Applied after each step of training.
        dropout: Fraction of the inputs dropped in training, the same at each step.
        recurrent_dropout: Fraction of the state dropped in training, the same at each step.
        return_sequences, return_state, go_backwards, stateful, unroll: See `RNN`.
        seed: Seed of the dropout.

    Shapes:
        `(batch, steps, size)` to `(batch, units)`, or `(batch, steps, units)` with `return_sequences`.
    """

    def __init__(self, units: Int, activation: Activation = "tanh", use_bias: Flag = True, kernel_initializer: Initializer = "glorot_uniform",
                 recurrent_initializer: Initializer = "orthogonal", bias_initializer: Initializer = "zeros", kernel_regularizer: Regularizer = None,
                 recurrent_regularizer: Regularizer = None, bias_regularizer: Regularizer = None, activity_regularizer: Regularizer = None,
                 kernel_constraint: Constraint = None, recurrent_constraint: Constraint = None, bias_constraint: Constraint = None,
                 dropout: Real = 0.0, recurrent_dropout: Real = 0.0, return_sequences: Flag = False, return_state: Flag = False,
                 go_backwards: Flag = False, stateful: Flag = False, unroll: Flag = False, seed: Seed = None, **kwargs):
        super().__init__(**given(locals()))
        self.input_spec = InputSpec(ndim=3)

    def kernel_fits(self, sequences, training):
        return fused.runs_on(sequences) and self.cell.activation in (tanh, relu) and not (training and self.cell.recurrent_dropout)

    def run_kernel(self, sequences, states, lengths=None):
        cell = self.cell
        outputs, h = fused.simple_rnn(sequences, states[0], cell.kernel, cell.recurrent_kernel, cell.bias, cell.activation.__name__)
        return outputs, [h]

    def kernel_with_pullback(self, *weights):
        return sweep.with_pullback(sweep.SIMPLE[self.cell.activation.__name__], *weights)
