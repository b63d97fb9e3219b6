"""Transposed convolutions."""
from __future__ import annotations

from .. import constraints, initializers, regularizers
from ..core.arguments import whole_each
from ..core.errors import ArgumentError
from ..core.types import Activation, Constraint, Flag, Initializer, Int, Ints, Regularizer, Text
from ..ops.conv import convolve_transposed, kernel_order
from .conv import _Window, strictly_positive


class _ConvTranspose(_Window, abstract=True):
    """The transpose of a convolution: spreads each entry of the input over a window, and so enlarges the space.

    Args:
        filters: The channels of the output.
        kernel_size: Size of the windows.
        strides: Steps between the windows of neighbouring entries: the factor by which the space grows.
        padding: "valid", or "same": the size becomes `size * strides`.
        output_padding: Entries added at the end; so that the sizes are those told above if `None`.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        dilation_rate: Distance between the entries of a window.
        activation: Applied to the result; none if `None`.
        use_bias: Whether a bias is added.
        kernel_initializer: First value of the kernel, `(*kernel_size, filters, channels)`.
        bias_initializer: First value of the bias, `(filters,)`.
        kernel_regularizer: Penalty on the kernel.
        bias_regularizer: Penalty on the bias.
        activity_regularizer: Penalty on the output.
        kernel_constraint: Applied to the kernel after each step.
        bias_constraint: Applied to the bias after each step.
    """

    def __init__(self, filters: Int, kernel_size: Ints, strides: Ints = 1, padding: Text = "valid", output_padding: Ints = None, data_format: Text = None,
                 dilation_rate: Ints = 1, activation: Activation = None, use_bias: Flag = True, kernel_initializer: Initializer = "glorot_uniform",
                 bias_initializer: Initializer = "zeros", kernel_regularizer: Regularizer = None, bias_regularizer: Regularizer = None,
                 activity_regularizer: Regularizer = None, kernel_constraint: Constraint = None, bias_constraint: Constraint = None, **kwargs):
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        self.filters = strictly_positive("filters", filters)
        self._set_window(kernel_size, strides, padding, data_format, dilation_rate)
        self.output_padding = None if output_padding is None else whole_each("output_padding", output_padding, self.rank, least=0)
        if output_padding is not None and any(p >= s for p, s in zip(self.output_padding, self.strides)):
            raise ArgumentError(f"`output_padding` must be strictly less than `strides`, got output_padding={self.output_padding} and strides={self.strides}.",
                                argument="output_padding", actual=output_padding)
        self._set_rest(activation, use_bias, bias_initializer, bias_regularizer, bias_constraint)
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        self.kernel_constraint = constraints.get(kernel_constraint)

    def _check_fits(self, shape):
        """A transposed convolution takes any size."""

    def build(self, input_shape):
        channels = self._channels(input_shape)
        self.kernel = self.add_weight("kernel", (*self.kernel_size, self.filters, channels), self.kernel_initializer, order=kernel_order(self.rank),
                                      regularizer=self.kernel_regularizer, constraint=self.kernel_constraint)
        self._add_bias(self.filters)

    def _convolve(self, x):
        return convolve_transposed(x, self.kernel, self.bias, self.strides, self.padding, self.output_padding, self.data_format, self.dilation_rate)


class Conv1DTranspose(_ConvTranspose, rank=1, aliases=("Convolution1DTranspose",)):
    """Transposed convolution over the steps of a sequence."""


class Conv2DTranspose(_ConvTranspose, rank=2, aliases=("Convolution2DTranspose",)):
    """Transposed convolution over the height and width of images."""


class Conv3DTranspose(_ConvTranspose, rank=3, aliases=("Convolution3DTranspose",)):
    """Transposed convolution over the three axes of volumes."""
