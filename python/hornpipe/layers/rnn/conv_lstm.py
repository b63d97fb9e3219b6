"""LSTM whose products are convolutions, for sequences of images."""
from __future__ import annotations

import torch

from ...core.arguments import choice, positive, whole_each
from ...core.errors import ArgumentError, ShapeError
from ...core.types import Activation, Constraint, Flag, Initializer, Int, Ints, Real, Regularizer, Seed, Text
from ...ops.conv import convolve, kernel_order
from ...runtime import dtypes
from ...runtime.device import current_device
from ...runtime.settings import data_format_or_default
from ..input_spec import InputSpec
from .builtin import BuiltIn
from .cells import LSTMCell, given


class ConvLSTMCell(LSTMCell, abstract=True):
    """One step of `ConvLSTM`; the input is convolved as the arguments say, the state always to its own size.

    Args:
        rank: Number of spatial axes.
        filters, kernel_size, strides, padding, data_format, dilation_rate: As of a convolutional layer.
        Others: As of `LSTMCell`.
    """

    untold = ("units",)

    def __init__(self, rank, filters, kernel_size, strides=1, padding="valid", data_format=None, dilation_rate=1, activation="tanh",
                 recurrent_activation="sigmoid", use_bias=True, kernel_initializer="glorot_uniform", recurrent_initializer="orthogonal",
                 bias_initializer="zeros", unit_forget_bias=True, kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None,
                 kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, seed=None, **kwargs):
        filters = positive("filters", filters)
        super().__init__(units=filters, **given(locals(), "rank", "filters", "kernel_size", "strides", "padding", "data_format", "dilation_rate"))
        self.rank, self.filters = rank, filters
        self.kernel_size = whole_each("kernel_size", kernel_size, rank)
        self.strides = whole_each("strides", strides, rank)
        self.padding = choice("padding", padding, ("valid", "same"))
        self.data_format = data_format_or_default(data_format)
        self.dilation_rate = whole_each("dilation_rate", dilation_rate, rank)
        if max(self.strides) > 1 and max(self.dilation_rate) > 1:
            raise ArgumentError(f"Specifying `strides > 1` is not compatible with `dilation_rate > 1`, got {self.strides} and {self.dilation_rate}.",
                                argument="dilation_rate", actual=self.dilation_rate)
        self.step_axes = rank + 2
        self.gate_axis = -1 if self.data_format == "channels_last" else 1

    def build(self, inputs_shape, states_shape=None):
        if None in inputs_shape[1:]:
            raise ShapeError(f"A convolutional LSTM must know the space and the channels of its input, got shape {tuple(inputs_shape)}.",
                             layer=self.name, argument="inputs", expected="known sizes", actual=tuple(inputs_shape))
        channels, width, order = inputs_shape[self.gate_axis], 4 * self.filters, kernel_order(self.rank)
        self.kernel = self.add_weight("kernel", (*self.kernel_size, channels, width), self.kernel_initializer, order=order,
                                      regularizer=self.kernel_regularizer, constraint=self.kernel_constraint)
        self.recurrent_kernel = self.add_weight("recurrent_kernel", (*self.kernel_size, self.filters, width), self.recurrent_initializer, order=order,
                                                regularizer=self.recurrent_regularizer, constraint=self.recurrent_constraint)
        self.bias = self.add_weight("bias", (width,), self.first_bias, regularizer=self.bias_regularizer,
                                    constraint=self.bias_constraint) if self.use_bias else None
        self.state_shape = self.compute_output_shape(inputs_shape)[0][1:]

    def compute_output_shape(self, inputs_shape, states_shape=None):
        channels = inputs_shape[self.gate_axis]
        image = torch.empty((1, *inputs_shape[1:]), device="meta")
        made = self._convolve_inputs(image, torch.empty((*self.kernel_size, channels, self.filters), device="meta"))
        shape = (inputs_shape[0], *made.shape[1:])
        return shape, [shape, shape]

    def get_initial_state(self, batch_size=None):
        return [torch.zeros((batch_size, *self.state_shape), dtype=dtypes.to_torch(self.compute_dtype), device=current_device()) for _ in range(2)]

    def _convolve_inputs(self, images, kernel, bias=None):
        return convolve(images, kernel, bias, self.strides, self.padding, self.data_format, self.dilation_rate)

    def project(self, inputs, training=False):
        steps = inputs.ndim > self.step_axes
        dropped = self.drop_inputs(inputs) if training and self.dropout else inputs
        by_gate = dropped.ndim > inputs.ndim
        biases = [None] * 4 if self.bias is None else self.bias.chunk(4)
        parts = zip(dropped, self.kernel.chunk(4, -1), biases) if by_gate else [(dropped, self.kernel, self.bias)]
        made = [self._convolve_inputs(x.flatten(0, 1) if steps else x, k, b) for x, k, b in parts]
        made = torch.cat(made, self.gate_axis) if by_gate else made[0]
        return made.unflatten(0, inputs.shape[:2]) if steps else made

    def recur(self, state, training=False):
        ones = (1,) * self.rank
        if not (training and self.recurrent_dropout):
            return convolve(state, self.recurrent_kernel, None, ones, "same", self.data_format, ones)
        masked = self._mask("state", self.recurrent_dropout, state) * state
        kernels = self.recurrent_kernel.chunk(4, -1)
        return torch.cat([convolve(h, k, None, ones, "same", self.data_format, ones) for h, k in zip(masked, kernels)], self.gate_axis)


class ConvLSTM(BuiltIn, abstract=True, cell=ConvLSTMCell):
    """An LSTM over sequences of images or volumes: its products with kernels are convolutions.

    Args:
        filters: Number of filters: channels of the states and of the output.
        kernel_size: Size of the window along each spatial axis.
        strides: Steps of the window over the input.
        padding: "valid", or "same" for zeros around the input.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        dilation_rate: Distance between the points of the window over the input.
        activation: Of the candidate and of the output.
        recurrent_activation: Of the gates.
        use_bias: Whether a bias is added.
        kernel_initializer, recurrent_initializer, bias_initializer: First values of the weights.
        unit_forget_bias: Whether the forget gate's bias begins with ones.
        kernel_regularizer, recurrent_regularizer, bias_regularizer: Penalties on the weights.
        activity_regularizer: Penalty on the output.
        kernel_constraint, recurrent_constraint, bias_constraint: Applied after each step of training.
        dropout: Fraction of the inputs dropped in training, the same at each step.
        recurrent_dropout: Fraction of the state dropped in training, the same at each step.
        seed: Seed of the dropout.
        return_sequences, return_state, go_backwards, stateful: See `RNN`.

    Shapes:
        `(batch, steps, *space, channels)` to `(batch, *new space, filters)`, or with the steps for `return_sequences`.

    Reference:
        Shi et al., "Convolutional LSTM network", 2015.
    """

    rank = 0

    def __init_subclass__(cls, rank=None, **kwargs):
        super().__init_subclass__(**kwargs)
        if rank is not None:
            cls.rank = rank

    def __init__(self, filters: Int, kernel_size: Ints, strides: Ints = 1, padding: Text = "valid", data_format: Text = None, dilation_rate: Ints = 1,
                 activation: Activation = "tanh", recurrent_activation: Activation = "sigmoid", use_bias: Flag = True,
                 kernel_initializer: Initializer = "glorot_uniform", recurrent_initializer: Initializer = "orthogonal",
                 bias_initializer: Initializer = "zeros", unit_forget_bias: Flag = True, kernel_regularizer: Regularizer = None,
                 recurrent_regularizer: Regularizer = None, bias_regularizer: Regularizer = None, activity_regularizer: Regularizer = None,
                 kernel_constraint: Constraint = None, recurrent_constraint: Constraint = None, bias_constraint: Constraint = None,
                 dropout: Real = 0.0, recurrent_dropout: Real = 0.0, seed: Seed = None, return_sequences: Flag = False,
                 return_state: Flag = False, go_backwards: Flag = False, stateful: Flag = False, **kwargs):
        super().__init__(rank=self.rank, **given(locals()))
        self.input_spec = InputSpec(ndim=self.rank + 3)

    def compute_output_shape(self, sequences_shape, initial_state_shape=None):
        batch, steps = sequences_shape[:2]
        space = self.cell.compute_output_shape((batch, *sequences_shape[2:]))[0][1:]
        output = (batch, steps, *space) if self.return_sequences else (batch, *space)
        return (output, (batch, *space), (batch, *space)) if self.return_state else output


class ConvLSTM1D(ConvLSTM, rank=1):
    """As `ConvLSTM2D`, over one spatial axis: `(batch, steps, length, channels)`."""


class ConvLSTM2D(ConvLSTM, rank=2):
    __doc__ = ConvLSTM.__doc__


class ConvLSTM3D(ConvLSTM, rank=3):
    """As `ConvLSTM2D`, over three spatial axes: `(batch, steps, depth, height, width, channels)`."""
