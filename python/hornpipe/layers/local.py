"""Convolutions whose windows have weights of their own at every place, as Keras 2 had them."""
from __future__ import annotations

import itertools
import math

import torch

from .. import constraints, initializers, regularizers
from ..core.arguments import choice
from ..core.errors import ArgumentError, ShapeError
from ..core.types import Activation, Constraint, Flag, Initializer, Int, Ints, Regularizer, Text
from .conv import _Window, strictly_positive


def convolve_unshared(x, kernel, kernel_size, strides, data_format):
    """Windows of `x`, each times a matrix of its own: the kernel is `(places, window * channels, filters)`."""
    rank, last = len(kernel_size), data_format == "channels_last"
    for axis, (size, step) in enumerate(zip(kernel_size, strides), start=1 if last else 2):
        x = x.unfold(axis, size, step)
    x = x.movedim(rank + 1, -1) if last else x.movedim(1, rank + 1)         # (batch, *places, *window, channels), or channels before the window
    places = x.shape[1:rank + 1]
    made = torch.einsum("bpk,pkf->bpf", x.reshape(len(x), len(kernel), -1), kernel)
    return made.unflatten(1, places) if last else made.transpose(1, 2).unflatten(2, places)


class _LocallyConnected(_Window, abstract=True):
    """A convolution that shares no weights: each place of the output has a window of its own.

    Args:
        filters: The channels of the output.
        kernel_size: Size of the windows.
        strides: Steps of the windows.
        padding: "valid" (none), or "same" (so that a stride of 1 keeps the size) with `implementation` 2 or 3.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        activation: Applied to the result; none if `None`.
        use_bias: Whether a bias is added, one for each place and filter.
        kernel_initializer: First value of the kernel.
        bias_initializer: First value of the bias, `(*places, filters)`.
        kernel_regularizer: Penalty on the kernel.
        bias_regularizer: Penalty on the bias.
        activity_regularizer: Penalty on the output.
        kernel_constraint: Applied to the kernel after each step.
        bias_constraint: Applied to the bias after each step.
        implementation: How the kernel is stored: 1 by places, `(places, window * channels, filters)`; 2 as a dense map from input to output, for
            small inputs; 3 as that map's connections alone, for large inputs with few filters.
    """

    per_axis = ("strides",)

    def __init__(self, filters: Int, kernel_size: Ints, strides: Ints = 1, padding: Text = "valid", data_format: Text = None,
                 activation: Activation = None, use_bias: Flag = True, kernel_initializer: Initializer = "glorot_uniform",
                 bias_initializer: Initializer = "zeros", kernel_regularizer: Regularizer = None, bias_regularizer: Regularizer = None,
                 activity_regularizer: Regularizer = None, kernel_constraint: Constraint = None, bias_constraint: Constraint = None,
                 implementation: Int = 1, **kwargs):
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        self.filters = strictly_positive("filters", filters)
        self.implementation = choice("implementation", implementation, (1, 2, 3))
        self._set_window(kernel_size, strides, padding, data_format, 1)
        if self.padding != "valid" and implementation == 1:
            raise ArgumentError(f'`padding` must be "valid" when `implementation` is 1, got {padding!r}.', argument="padding", actual=padding)
        self._set_rest(activation, use_bias, bias_initializer, bias_regularizer, bias_constraint)
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        self.kernel_constraint = constraints.get(kernel_constraint)

    def build(self, input_shape):
        channels = self._channels(input_shape)
        last = self.data_format == "channels_last"
        space = tuple(input_shape[1:-1] if last else input_shape[2:])
        if None in space:
            raise ShapeError(f"The spatial sizes of the inputs of layer {self.name!r} must be defined, got shape {tuple(input_shape)}.",
                             layer=self.name, argument="input_shape", actual=tuple(input_shape))
        self._places = tuple(len(_starts(*axis, self.padding)) for axis in zip(space, self.kernel_size, self.strides))
        self._in, self._out = ((*space, channels), (*self._places, self.filters)) if last else ((channels, *space), (self.filters, *self._places))
        if self.implementation == 1:
            shape = (math.prod(self._places), math.prod(self.kernel_size) * channels, self.filters)
        else:
            self._connections = self._connected(space, channels)
            shape = (*self._in, *self._out) if self.implementation == 2 else (self._connections.shape[1],)
        self.kernel = self.add_weight("kernel", shape, self.kernel_initializer, regularizer=self.kernel_regularizer, constraint=self.kernel_constraint)
        self._add_bias_of_places()

    def _add_bias_of_places(self):
        self.bias = self.add_weight("bias", (*self._places, self.filters), self.bias_initializer,
                                    regularizer=self.bias_regularizer, constraint=self.bias_constraint) if self.use_bias else None

    def _connected(self, space, channels):
        """Pairs (output entry, input entry) of flattened samples that a weight connects, in order: `(2, connections)`."""
        axes = [_starts(*axis, self.padding) for axis in zip(space, self.kernel_size, self.strides)]
        outputs, inputs = (torch.arange(math.prod(shape)).reshape(shape) for shape in (self._out, self._in))
        if self.data_format == "channels_first":
            outputs, inputs = outputs.movedim(0, -1), inputs.movedim(0, -1)
        pairs = []
        for place in itertools.product(*(range(count) for count in self._places)):
            window = tuple(slice(max(starts[i], 0), starts[i] + size) for starts, i, size in zip(axes, place, self.kernel_size))
            pairs.append(torch.cartesian_prod(outputs[place], inputs[window].reshape(-1)))
        pairs = torch.cat(pairs)
        return pairs[torch.argsort(pairs[:, 0] * math.prod(self._in) + pairs[:, 1])].t()

    def _convolve(self, x):
        if self.implementation == 1:
            made = convolve_unshared(x, self.kernel, self.kernel_size, self.strides, self.data_format)
        else:
            made = self._by_connections(x)
        if self.bias is None:
            return made
        # Keras: with channels first the bias is reshaped, not transposed
        return made + (self.bias if self.data_format == "channels_last" else self.bias.reshape(self._out))

    def _by_connections(self, x):
        """Each weight times the input it starts from, added up where it ends."""
        to, of = self._connections.to(x.device)
        weights = self.kernel.reshape(math.prod(self._in), math.prod(self._out))[of, to] if self.implementation == 2 else self.kernel
        parts = x.flatten(1)[:, of] * weights
        return parts.new_zeros(len(x), math.prod(self._out)).index_add(1, to, parts).reshape(-1, *self._out)


def _starts(size, window, step, padding):
    """Where the windows along an axis begin; before 0 inside a margin."""
    if padding == "valid":
        return range(0, size - window + 1, step)
    # Keras 2: the window reaches half its size to the left of the place, whatever the stride
    return range(-(window // 2), size - window // 2, step)


class LocallyConnected1D(_LocallyConnected, rank=1):
    """Windows with weights of their own at every step of a sequence, as in Keras 2.

    Example:
        LocallyConnected1D(4, 3)(Input((8, 2)))        # (None, 6, 4)
    """


class LocallyConnected2D(_LocallyConnected, rank=2):
    """Windows with weights of their own at every place of an image, as in Keras 2.

    Example:
        LocallyConnected2D(4, 3)(Input((8, 8, 1)))     # (None, 6, 6, 4)
    """
