"""The gated recurrent unit."""
from __future__ import annotations

from ...core.types import Activation, Constraint, Flag, Initializer, Int, Real, Regularizer, Seed
from ..input_spec import InputSpec
from . import fused, sweep
from .cells import GRUCell, given
from .gated import Gated


class GRU(Gated, cell=GRUCell):
    """A recurrent layer whose gates say how much of the state is kept and how much of it makes the new one.

    With the default activations and without recurrent dropout, a whole sequence runs at once: in few calls for each step on a CPU, and
    with `reset_after` in one of torch's kernels on a GPU.

    Args:
        units: Size of the state and of the output.
        activation: Of the candidate state.
        recurrent_activation: Of the gates.
        use_bias: Whether biases are added.
        kernel_initializer: First value of the kernel, `(input size, 3 * units)`: update, reset, candidate.
        recurrent_initializer: First value of the recurrent kernel, `(units, 3 * units)`.
        bias_initializer: First value of the bias, `(2, 3 * units)` or `(3 * units,)`.
        kernel_regularizer, recurrent_regularizer, bias_regularizer: Penalties on the weights.
        activity_regularizer: Penalty on the output.
        kernel_constraint, recurrent_constraint, bias_constraint: Applied after each step of training.
        dropout: Fraction of the inputs dropped in training, the same at each step.
        recurrent_dropout: Fraction of the state dropped in training, the same at each step.
        seed: Seed of the dropout.
        return_sequences, return_state, go_backwards, stateful, unroll: See `RNN`.
        reset_after: Whether the reset gate acts after the product with the recurrent kernel (as cuDNN has it) or before.
        use_cudnn: Whether torch's kernel must be used (True), must not be (False), or is where it fits ("auto").

    Shapes:
        `(batch, steps, size)` to `(batch, units)`, or `(batch, steps, units)` with `return_sequences`.

    Reference:
        Cho et al., "Learning phrase representations using RNN encoder-decoder", 2014.
    """

    def __init__(self, units: Int, activation: Activation = "tanh", recurrent_activation: Activation = "sigmoid", use_bias: Flag = True,
                 kernel_initializer: Initializer = "glorot_uniform", recurrent_initializer: Initializer = "orthogonal",
                 bias_initializer: Initializer = "zeros", kernel_regularizer: Regularizer = None, recurrent_regularizer: Regularizer = None,
                 bias_regularizer: Regularizer = None, activity_regularizer: Regularizer = None, kernel_constraint: Constraint = None,
                 recurrent_constraint: Constraint = None, bias_constraint: Constraint = None, dropout: Real = 0.0, recurrent_dropout: Real = 0.0,
                 seed: Seed = None, return_sequences: Flag = False, return_state: Flag = False, go_backwards: Flag = False,
                 stateful: Flag = False, unroll: Flag = False, reset_after: Flag = True, use_cudnn: Flag = "auto", **kwargs):
        super().__init__(**given(locals()))
        self.input_spec = InputSpec(ndim=3)

    def run_kernel(self, sequences, states, lengths=None):
        cell = self.cell
        given = sequences, states[0], cell.kernel, cell.recurrent_kernel, cell.bias
        outputs, h = fused.gru(*given) if cell.reset_after else sweep.sweep(sweep.RESET_FIRST, *given)
        return outputs, [h]

    def kernel_with_pullback(self, *weights):
        return sweep.with_pullback(sweep.GATED if self.cell.reset_after else sweep.RESET_FIRST, *weights)
