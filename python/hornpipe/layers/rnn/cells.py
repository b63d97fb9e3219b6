"""Cells: what a recurrent layer does at one step.

A cell is any object with `state_size` and `call(inputs, states) -> (output, states)`. Those here split a step in two:
`project()` is what depends on the input alone, done for all steps at once where a layer runs the loop; `step()` is the rest.
"""
from __future__ import annotations

import torch
import torch.nn.functional as F

from ... import activations, constraints, initializers, regularizers
from ...core import tree
from ...core.arguments import positive, real
from ...core.errors import ArgumentError, got
from ...core.registry import custom_object_scope
from ...core.types import Activation, Constraint, Flag, Initializer, Int, Layers, Real, Regularizer, Seed
from ...runtime import dtypes
from ...runtime.device import current_device
from ...runtime.random import SeedGenerator, generator
from ..calling import signature_of
from ..layer import Layer

OUT_IN = (1, 0)     # memory order of the kernels: torch's recurrent kernels take (out, in)


def given(variables: dict, *but) -> dict:
    """The arguments of a constructor, from its `locals()`, without those named."""
    arguments = {k: v for k, v in variables.items() if k not in ("self", "__class__", "kwargs", *but)}
    return {**arguments, **variables["kwargs"]}


def size_of_output(cell):
    """The size of what a cell gives: `output_size`, else the (first) size of its state."""
    size = getattr(cell, "output_size", None)
    return size if size is not None else tree.flatten(cell.state_size)[0]


def zero_states(cell, batch_size, device=None):
    """The states to begin with: what the cell says, else zeros of its sizes."""
    begin = getattr(cell, "get_initial_state", None)
    if begin is not None:
        states = begin(batch_size=batch_size)
        states = list(states) if tree.is_nested(states) else [states]
    else:
        dtype = dtypes.to_torch(getattr(cell, "compute_dtype", None))
        sizes = list(cell.state_size) if tree.is_nested(cell.state_size) else [cell.state_size]
        states = tree.map_structure(lambda size: torch.zeros((batch_size, size), dtype=dtype, device=current_device()), sizes)
    return states if device is None else tree.map_structure(lambda s: s.to(device), states)


class Cell(Layer, abstract=True):
    """Weights with a block of columns for each gate, and dropout whose mask lasts for a whole sequence.

    Args:
        units: Size of the state and of the output.
        activation: Of the new state.
        use_bias: Whether a bias is added.
        kernel_initializer, recurrent_initializer, bias_initializer: First values.
        kernel_regularizer, recurrent_regularizer, bias_regularizer: Penalties.
        kernel_constraint, recurrent_constraint, bias_constraint: Applied after each step of training.
        dropout: Fraction of the inputs dropped in training, the same at each step.
        recurrent_dropout: Fraction of the state dropped in training, the same at each step.
        seed: Seed of the dropout.
    """

    gates = 1
    step_axes = 2       # of what comes in at one step

    def __init__(self, *, units, activation, use_bias, kernel_initializer, recurrent_initializer, bias_initializer, kernel_regularizer,
                 recurrent_regularizer, bias_regularizer, kernel_constraint, recurrent_constraint, bias_constraint, dropout, recurrent_dropout,
                 seed, **kwargs):
        kwargs.pop("implementation", None)          # Keras: once chose between formulas of equal result
        super().__init__(**kwargs)
        self.units = positive("units", units)
        self.activation = activations.get(activation)
        self.use_bias = use_bias
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.recurrent_initializer = initializers.get(recurrent_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        self.recurrent_regularizer = regularizers.get(recurrent_regularizer)
        self.bias_regularizer = regularizers.get(bias_regularizer)
        self.kernel_constraint = constraints.get(kernel_constraint)
        self.recurrent_constraint = constraints.get(recurrent_constraint)
        self.bias_constraint = constraints.get(bias_constraint)
        self.dropout = real("dropout", dropout, 0, 1)
        self.recurrent_dropout = real("recurrent_dropout", recurrent_dropout, 0, 1)
        self.seed = seed
        self.seed_generator = SeedGenerator(seed)
        self.state_size = self.units
        self.output_size = self.units
        self.reset_dropout_masks()

    def build(self, input_shape):
        width = self.gates * self.units
        self.kernel = self.add_weight("kernel", (input_shape[-1], width), self.kernel_initializer, order=OUT_IN,
                                      regularizer=self.kernel_regularizer, constraint=self.kernel_constraint)
        self.recurrent_kernel = self.add_weight("recurrent_kernel", (self.units, width), self.recurrent_initializer, order=OUT_IN,
                                                regularizer=self.recurrent_regularizer, constraint=self.recurrent_constraint)
        self.bias = self.add_weight("bias", self.bias_shape(width), self.first_bias, regularizer=self.bias_regularizer,
                                    constraint=self.bias_constraint) if self.use_bias else None

    def bias_shape(self, width):
        return (width,)

    def first_bias(self, shape, dtype=None):
        return self.bias_initializer(shape, dtype=dtype)

    @property
    def input_bias(self):
        return self.bias

    def get_initial_state(self, batch_size=None):
        """States of zeros."""
        dtype = dtypes.to_torch(self.compute_dtype)
        sizes = self.state_size if isinstance(self.state_size, list) else [self.state_size]
        return [torch.zeros((batch_size, size), dtype=dtype, device=current_device()) for size in sizes]

    # ------------------------------------------------------------ dropout

    def reset_dropout_masks(self):
        """Forgets the masks: a new sequence begins."""
        object.__setattr__(self, "_masks", {})

    def _mask(self, name, rate, like):
        """A mask over `(batch, size)` for each gate where the state is dropped too, one for all gates where it is not."""
        if name not in self._masks:
            count = self.gates if self.recurrent_dropout else 1
            keep = torch.full((count, *like.shape), 1 - rate, device=like.device, dtype=like.dtype)
            drawn = torch.bernoulli(keep, generator=generator(self.seed_generator, like.device))
            self._masks[name] = drawn / (1 - rate) if rate < 1 else drawn
        return self._masks[name]

    # ------------------------------------------------------------ arithmetic

    def call(self, inputs, states, training=False):
        output, after = self.step(self.project(inputs, training), list(states) if tree.is_nested(states) else [states], training)
        return output, after if tree.is_nested(states) else after[0]

    def project(self, inputs, training=False):
        """The inputs' share of all gates, for `(batch, size)` or `(batch, steps, size)`."""
        kernel, bias = self.kernel, self.input_bias
        if not (training and self.dropout):
            return F.linear(inputs, kernel.t(), bias)
        dropped = self.drop_inputs(inputs)
        if dropped.ndim == inputs.ndim:
            return F.linear(dropped, kernel.t(), bias)
        parts = torch.cat([F.linear(x, k) for x, k in zip(dropped, kernel.t().chunk(self.gates))], -1)
        return parts if bias is None else parts + bias

    def drop_inputs(self, inputs):
        """The inputs under their mask; with an axis of gates in front where each gate has one of its own."""
        return inputs * self.input_mask(inputs)

    def input_mask(self, inputs):
        """What the inputs are multiplied by in training."""
        steps = inputs.ndim > self.step_axes
        mask = self._mask("inputs", self.dropout, inputs[:, 0] if steps else inputs)
        mask = mask.unsqueeze(2) if steps else mask
        return mask[0] if len(mask) == 1 else mask

    def recur(self, state, training=False):
        """The state's share of all gates."""
        if not (training and self.recurrent_dropout):
            return state @ self.recurrent_kernel
        masked = self._mask("state", self.recurrent_dropout, state) * state        # (gates, batch, units)
        parts = torch.bmm(masked, self.recurrent_kernel.view(self.units, self.gates, self.units).transpose(0, 1))
        return parts.transpose(0, 1).flatten(1)

    def step(self, projected, states, training=False):
        """`(output, states)` from the inputs' share and the states."""
        raise NotImplementedError(f"{type(self).__name__} has no `step()`.")


class SimpleRNNCell(Cell):
    """One step of `SimpleRNN`: `activation(inputs @ kernel + state @ recurrent_kernel + bias)`.

    Args:
        units: Size of the state and of the output.
        activation: Of the new state.
        use_bias: Whether a bias is added.
        kernel_initializer: First value of the kernel, `(input size, units)`.
        recurrent_initializer: First value of the recurrent kernel, `(units, units)`.
        bias_initializer: First value of the bias, `(units,)`.
        kernel_regularizer, recurrent_regularizer, bias_regularizer: Penalties.
        kernel_constraint, recurrent_constraint, bias_constraint: Applied after each step of training.
        dropout: Fraction of the inputs dropped in training, the same at each step.
        recurrent_dropout: Fraction of the state dropped in training, the same at each step.
        seed: Seed of the dropout.

    Shapes:
        `(batch, size)` and a state `(batch, units)` to `(batch, units)` and the new state.
    """

    def __init__(self, units: Int, activation: Activation = "tanh", use_bias: Flag = True, kernel_initializer: Initializer = "glorot_uniform",
                 recurrent_initializer: Initializer = "orthogonal", bias_initializer: Initializer = "zeros", kernel_regularizer: Regularizer = None,
                 recurrent_regularizer: Regularizer = None, bias_regularizer: Regularizer = None, kernel_constraint: Constraint = None,
                 recurrent_constraint: Constraint = None, bias_constraint: Constraint = None, dropout: Real = 0.0, recurrent_dropout: Real = 0.0,
                 seed: Seed = None, **kwargs):
        super().__init__(**given(locals()))

    def step(self, projected, states, training=False):
        h = self.activation(projected + self.recur(states[0], training))
        return h, [h]


class GRUCell(Cell):
    """One step of `GRU`.

    Args:
        units: Size of the state and of the output.
        activation: Of the candidate state.
        recurrent_activation: Of the gates.
        use_bias: Whether biases are added.
        kernel_initializer: First value of the kernel, `(input size, 3 * units)`: update, reset, candidate.
        recurrent_initializer: First value of the recurrent kernel, `(units, 3 * units)`.
        bias_initializer: First value of the bias, `(2, 3 * units)` or `(3 * units,)`.
        kernel_regularizer, recurrent_regularizer, bias_regularizer: Penalties.
        kernel_constraint, recurrent_constraint, bias_constraint: Applied after each step of training.
        dropout: Fraction of the inputs dropped in training, the same at each step.
        recurrent_dropout: Fraction of the state dropped in training, the same at each step.
        reset_after: Whether the reset gate acts after the product with the recurrent kernel (as cuDNN has it) or before.
        seed: Seed of the dropout.

    Shapes:
        `(batch, size)` and a state `(batch, units)` to `(batch, units)` and the new state.

    Reference:
        Cho et al., "Learning phrase representations using RNN encoder-decoder", 2014.
    """

    gates = 3

    def __init__(self, units: Int, activation: Activation = "tanh", recurrent_activation: Activation = "sigmoid", use_bias: Flag = True,
                 kernel_initializer: Initializer = "glorot_uniform", recurrent_initializer: Initializer = "orthogonal",
                 bias_initializer: Initializer = "zeros", kernel_regularizer: Regularizer = None, recurrent_regularizer: Regularizer = None,
                 bias_regularizer: Regularizer = None, kernel_constraint: Constraint = None, recurrent_constraint: Constraint = None,
                 bias_constraint: Constraint = None, dropout: Real = 0.0, recurrent_dropout: Real = 0.0, reset_after: Flag = True,
                 seed: Seed = None, **kwargs):
        super().__init__(**given(locals(), "recurrent_activation", "reset_after"))
        self.recurrent_activation = activations.get(recurrent_activation)
        self.reset_after = reset_after

    def bias_shape(self, width):
        return (2, width) if self.reset_after else (width,)

    @property
    def input_bias(self):
        return self.bias[0] if self.use_bias and self.reset_after else self.bias

    def step(self, projected, states, training=False):
        before, = states
        x_gates, x_new = projected.tensor_split([2 * self.units], -1)
        if self.reset_after:
            inner = self.recur(before, training)
            if self.use_bias:
                inner = inner + self.bias[1]
            h_gates, h_new = inner.tensor_split([2 * self.units], -1)
            update, reset = self.recurrent_activation(x_gates + h_gates).chunk(2, -1)
            candidate = self.activation(x_new + reset * h_new)
        else:
            dropped = self._mask("state", self.recurrent_dropout, before) * before if training and self.recurrent_dropout else before.expand(3, *before.shape)
            kernels = self.recurrent_kernel.view(self.units, 3, self.units).transpose(0, 1)
            h_gates = torch.bmm(dropped[:2], kernels[:2]).transpose(0, 1).flatten(1)
            update, reset = self.recurrent_activation(x_gates + h_gates).chunk(2, -1)
            candidate = self.activation(x_new + (reset * dropped[2]) @ kernels[2])
        h = update * before + (1 - update) * candidate
        return h, [h]


class LSTMCell(Cell):
    """One step of `LSTM`.

    Args:
        units: Size of the states and of the output.
        activation: Of the candidate and of the output.
        recurrent_activation: Of the gates.
        use_bias: Whether a bias is added.
        kernel_initializer: First value of the kernel, `(input size, 4 * units)`: input, forget, candidate, output.
        recurrent_initializer: First value of the recurrent kernel, `(units, 4 * units)`.
        bias_initializer: First value of the bias, `(4 * units,)`.
        unit_forget_bias: Whether the forget gate's bias begins with ones.
        kernel_regularizer, recurrent_regularizer, bias_regularizer: Penalties.
        kernel_constraint, recurrent_constraint, bias_constraint: Applied after each step of training.
        dropout: Fraction of the inputs dropped in training, the same at each step.
        recurrent_dropout: Fraction of the state dropped in training, the same at each step.
        seed: Seed of the dropout.

    Shapes:
        `(batch, size)` and two states `(batch, units)` to `(batch, units)` and the new states.

    Reference:
        Hochreiter and Schmidhuber, "Long short-term memory", 1997.
    """

    gates = 4
    gate_axis = -1

    def __init__(self, units: Int, activation: Activation = "tanh", recurrent_activation: Activation = "sigmoid", use_bias: Flag = True,
                 kernel_initializer: Initializer = "glorot_uniform", recurrent_initializer: Initializer = "orthogonal",
                 bias_initializer: Initializer = "zeros", unit_forget_bias: Flag = True, kernel_regularizer: Regularizer = None,
                 recurrent_regularizer: Regularizer = None, bias_regularizer: Regularizer = None, kernel_constraint: Constraint = None,
                 recurrent_constraint: Constraint = None, bias_constraint: Constraint = None, dropout: Real = 0.0, recurrent_dropout: Real = 0.0,
                 seed: Seed = None, **kwargs):
        super().__init__(**given(locals(), "recurrent_activation", "unit_forget_bias"))
        self.recurrent_activation = activations.get(recurrent_activation)
        self.unit_forget_bias = unit_forget_bias
        self.state_size = [self.units, self.units]

    def first_bias(self, shape, dtype=None):
        if not self.unit_forget_bias:
            return super().first_bias(shape, dtype)
        parts = [self.bias_initializer((n * self.units,), dtype=dtype) for n in (1, 2)]
        return torch.cat([parts[0], torch.ones_like(parts[0]), parts[1]])

    def step(self, projected, states, training=False):
        h, c = states
        i, f, new, o = (projected + self.recur(h, training)).chunk(4, self.gate_axis)
        c = self.recurrent_activation(f) * c + self.recurrent_activation(i) * self.activation(new)
        h = self.recurrent_activation(o) * self.activation(c)
        return h, [h, c]


class StackedRNNCells(Layer):
    """Cells on top of each other, as one cell.

    Args:
        cells: The cells, the first one nearest to the input.

    Example:
        >>> layer = RNN(StackedRNNCells([LSTMCell(64), LSTMCell(32)]))
    """

    def __init__(self, cells: Layers, **kwargs):
        super().__init__(**kwargs)
        for cell in cells:
            for attribute in ("call", "state_size"):
                if not hasattr(cell, attribute):
                    raise ArgumentError(f"Each of `cells` must have `{attribute}`, {got(cell)}.", argument="cells", actual=cell)
        self.cells = list(cells)

    @property
    def state_size(self):
        """The sizes of the cells' states, a list entry for each cell."""
        return [c.state_size for c in self.cells]

    @property
    def output_size(self):
        return size_of_output(self.cells[-1])

    def get_initial_state(self, batch_size=None):
        """The states of the cells, an entry for each."""
        states = [zero_states(cell, batch_size) for cell in self.cells]
        return [s if tree.is_nested(cell.state_size) else s[0] for cell, s in zip(self.cells, states)]

    def reset_dropout_masks(self):
        reset_dropout_masks(self.cells)

    def build(self, input_shape):
        for cell in self.cells:
            if isinstance(cell, Layer) and not cell.built:
                cell.build(input_shape)
            input_shape = (input_shape[0], size_of_output(cell))

    def call(self, inputs, states, training=False, **kwargs):
        after = []
        for cell, of_cell in zip(self.cells, states):
            inputs, of_cell = step_of(cell, inputs, list(of_cell) if tree.is_nested(of_cell) else [of_cell], training)
            after.append(of_cell if tree.is_nested(cell.state_size) else of_cell[0])
        return inputs, after

    @classmethod
    def from_config(cls, config, custom_objects=None):
        with custom_object_scope(custom_objects):
            return super().from_config(config)


def step_of(cell, inputs, states, training):
    """One step of any cell; the states always come as a list."""
    if isinstance(cell, Layer):
        output, states = cell(inputs, states, training=training) if signature_of(type(cell).call).training else cell(inputs, states)
    else:
        output, states = cell.call(inputs, states)
    return output, list(states) if tree.is_nested(states) else [states]


def reset_dropout_masks(cells):
    """Tells cells that keep dropout masks that a new sequence begins."""
    for cell in cells:
        if hasattr(cell, "reset_dropout_masks"):
            cell.reset_dropout_masks()
