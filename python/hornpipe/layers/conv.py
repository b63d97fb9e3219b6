"""Convolutions: plain, depthwise and separable ones."""
from __future__ import annotations

from .. import activations, constraints, initializers, regularizers
from ..core.arguments import choice, is_int, whole_each
from ..core.errors import ArgumentError, ShapeError
from ..core.types import Activation, Constraint, Flag, Initializer, Int, Ints, Regularizer, Text
from ..ops.conv import convolve, convolve_depthwise, depthwise_order, kernel_order
from ..ops.conv import with_pullback as convolution
from ..runtime import settings
from .input_spec import InputSpec
from .layer import Layer
from .pullback import activated, chained
from .quantization.low_rank import LowRank
from .ranks import ByRank


def strictly_positive(name: str, value) -> int:
    if not is_int(value) or value < 1:
        raise ArgumentError(f"Invalid value for argument `{name}`. Expected a strictly positive value. Received {name}={value}.", argument=name, actual=value)
    return int(value)


class _Window(ByRank, Layer, abstract=True):
    """What all convolutions share: a window that moves over the spatial axes.

    Shapes:
        `(batch, *space, channels)`, or `(batch, channels, *space)` for "channels_first".

    Raises:
        ValueError: The input is smaller than the window, or its channels do not fit.
    """

    per_axis = ("strides", "dilation_rate")
    paddings = ("valid", "same")
    _tells_activity_regularizer = True

    def _set_window(self, kernel_size, strides, padding, data_format, dilation_rate):
        self.kernel_size = whole_each("kernel_size", kernel_size, self.rank)
        self.strides = whole_each("strides", strides, self.rank)
        self.dilation_rate = whole_each("dilation_rate", dilation_rate, self.rank)
        self.padding = choice("padding", str(padding).lower(), self.paddings)
        self.data_format = settings.data_format_or_default(data_format)
        if max(self.strides) > 1 and max(self.dilation_rate) > 1:
            raise ArgumentError("`strides > 1` not supported in conjunction with `dilation_rate > 1`. "
                                f"Received: strides={self.strides} and dilation_rate={self.dilation_rate}", argument="strides", actual=self.strides)
        self.input_spec = InputSpec(min_ndim=self.rank + 2)

    def _set_rest(self, activation, use_bias, bias_initializer, bias_regularizer, bias_constraint):
        self.activation = activations.get(activation)
        self.use_bias = use_bias
        self.bias_initializer = initializers.get(bias_initializer)
        self.bias_regularizer = regularizers.get(bias_regularizer)
        self.bias_constraint = constraints.get(bias_constraint)

    def _channels(self, input_shape) -> int:
        """The number of channels that comes in, from now on required; and the check that the window fits."""
        axis = -1 if self.data_format == "channels_last" else 1
        channels = input_shape[axis]
        if channels is None:
            raise ShapeError(f"The channel dimension of the inputs of layer {self.name!r} must be defined, got shape {tuple(input_shape)}.",
                             layer=self.name, argument="input_shape", actual=tuple(input_shape))
        self.input_spec = InputSpec(min_ndim=self.rank + 2, axes={axis: channels})
        self._check_fits(input_shape)
        return channels

    def _check_fits(self, shape):
        space = shape[-self.rank - 1:-1] if self.data_format == "channels_last" else shape[-self.rank:]
        reach = tuple((k - 1) * d + 1 if self.padding == "valid" else 1 for k, d in zip(self.kernel_size, self.dilation_rate))
        if any(size is not None and size < r for size, r in zip(space, reach)):
            raise ShapeError(f"Computed output size would be zero or negative. The window of layer {self.name!r} reaches over {reach} entries, the input has "
                             f"shape {tuple(shape)}.",
                             layer=self.name, argument="inputs", expected=reach, actual=tuple(shape))

    def _add_bias(self, size):
        self.bias = self.add_weight("bias", (size,), self.bias_initializer,
                                    regularizer=self.bias_regularizer, constraint=self.bias_constraint) if self.use_bias else None

    def call(self, inputs):
        return self.activation(self.before_activation(inputs))

    def with_pullback(self, inputs, activation=None):
        if len(inputs.shape) != self.rank + 2 or getattr(self, "_is_changed", False):
            return None
        run = self._convolution()
        return activated(run, activation or self.activation) if run is not None else None

    def _convolution(self):
        """As `_convolve()`, knowing its way back; None where that is not known."""
        return None

    def before_activation(self, inputs):
        """What the activation is applied to."""
        try:
            if inputs.ndim == self.rank + 2:
                return self._convolve(inputs)
            batch = inputs.shape[:-self.rank - 1]       # more than one batch axis
            return self._convolve(inputs.flatten(0, len(batch) - 1)).unflatten(0, batch)
        except RuntimeError:
            self._check_fits(inputs.shape)
            raise


class _Conv(_Window, LowRank, abstract=True, adapts="kernel"):
    """Slides `filters` windows over the input: each gives one channel of the output.

    Args:
        filters: Number of windows, the channels of the output.
        kernel_size: Size of the windows.
        strides: Steps of the windows.
        padding: "valid" (none), "same" (zeros so that a stride of 1 keeps the size), or, for sequences, "causal" (zeros at the beginning only).
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        dilation_rate: Distance between the entries of a window.
        groups: Number of parts of the channels that have filters of their own.
        activation: Applied to the result; none if `None`.
        use_bias: Whether a bias is added.
        kernel_initializer: First value of the kernel, `(*kernel_size, channels / groups, filters)`.
        bias_initializer: First value of the bias, `(filters,)`.
        kernel_regularizer: Penalty on the kernel.
        bias_regularizer: Penalty on the bias.
        activity_regularizer: Penalty on the output.
        kernel_constraint: Applied to the kernel after each step.
        bias_constraint: Applied to the bias after each step.
    """

    def __init__(self, filters: Int, kernel_size: Ints, strides: Ints = 1, padding: Text = "valid", data_format: Text = None, dilation_rate: Ints = 1,
                 groups: Int = 1,
                 activation: Activation = None, use_bias: Flag = True, kernel_initializer: Initializer = "glorot_uniform",
                 bias_initializer: Initializer = "zeros",
                 kernel_regularizer: Regularizer = None, bias_regularizer: Regularizer = None, activity_regularizer: Regularizer = None,
                 kernel_constraint: Constraint = None, bias_constraint: Constraint = None, **kwargs):
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        self.filters = strictly_positive("filters", filters)
        if not is_int(groups) or groups < 1:
            raise ArgumentError(f"The number of groups must be a positive integer. Received: groups={groups}.", argument="groups", actual=groups)
        if filters % groups:
            raise ArgumentError(f"The number of filters must be evenly divisible by the number of groups. Received: groups={groups}, filters={filters}.",
                                argument="filters", actual=filters)
        self.groups = int(groups)
        self._set_window(kernel_size, strides, padding, data_format, dilation_rate)
        self._set_rest(activation, use_bias, bias_initializer, bias_regularizer, bias_constraint)
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        self.kernel_constraint = constraints.get(kernel_constraint)

    def build(self, input_shape):
        channels = self._channels(input_shape)
        if channels % self.groups:
            raise ShapeError(f"The number of input channels must be evenly divisible by the number of groups. Received: groups={self.groups}, "
                             f"but the input has {channels} channels (full input shape is {tuple(input_shape)}).", layer=self.name, argument="groups",
                             actual=channels)
        self.kernel = self.add_weight("kernel", (*self.kernel_size, channels // self.groups, self.filters), self.kernel_initializer,
                                      order=kernel_order(self.rank),
                                      regularizer=self.kernel_regularizer, constraint=self.kernel_constraint)
        self._add_bias(self.filters)

    def _convolve(self, x):
        return convolve(x, self.kernel, self.bias, self.strides, self.padding, self.data_format, self.dilation_rate)

    def _convolution(self):
        own = self._parameters
        return convolution(own["kernel"], own.get("bias"), self.strides, self.padding, self.data_format, self.dilation_rate)


class Conv1D(_Conv, rank=1, aliases=("Convolution1D",)):
    """Convolution over the steps of a sequence."""

    paddings = ("valid", "same", "causal")


class Conv2D(_Conv, rank=2, aliases=("Convolution2D",)):
    """Convolution over the height and width of images.

    Example:
        Conv2D(32, 3, activation="relu")(Input((28, 28, 1)))      # (None, 26, 26, 32)
    """


class Conv3D(_Conv, rank=3, aliases=("Convolution3D",)):
    """Convolution over the three axes of volumes."""


class _DepthwiseConv(_Window, abstract=True):
    """Slides windows over each channel on its own.

    Args:
        kernel_size: Size of the windows.
        strides: Steps of the windows.
        padding: "valid" (none) or "same" (zeros so that a stride of 1 keeps the size).
        depth_multiplier: Windows per channel: the output has `channels * depth_multiplier` channels.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        dilation_rate: Distance between the entries of a window.
        activation: Applied to the result; none if `None`.
        use_bias: Whether a bias is added.
        depthwise_initializer: First value of the kernel, `(*kernel_size, channels, depth_multiplier)`.
        bias_initializer: First value of the bias.
        depthwise_regularizer: Penalty on the kernel.
        bias_regularizer: Penalty on the bias.
        activity_regularizer: Penalty on the output.
        depthwise_constraint: Applied to the kernel after each step.
        bias_constraint: Applied to the bias after each step.
    """

    def __init__(self, kernel_size: Ints, strides: Ints = 1, padding: Text = "valid", depth_multiplier: Int = 1, data_format: Text = None,
                 dilation_rate: Ints = 1,
                 activation: Activation = None, use_bias: Flag = True, depthwise_initializer: Initializer = "glorot_uniform",
                 bias_initializer: Initializer = "zeros",
                 depthwise_regularizer: Regularizer = None, bias_regularizer: Regularizer = None, activity_regularizer: Regularizer = None,
                 depthwise_constraint: Constraint = None, bias_constraint: Constraint = None, **kwargs):
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        self.depth_multiplier = strictly_positive("depth_multiplier", depth_multiplier)
        self._set_window(kernel_size, strides, padding, data_format, dilation_rate)
        self._set_rest(activation, use_bias, bias_initializer, bias_regularizer, bias_constraint)
        self.depthwise_initializer = initializers.get(depthwise_initializer)
        self.depthwise_regularizer = regularizers.get(depthwise_regularizer)
        self.depthwise_constraint = constraints.get(depthwise_constraint)

    def build(self, input_shape):
        channels = self._channels(input_shape)
        self.kernel = self.add_weight("kernel", (*self.kernel_size, channels, self.depth_multiplier), self.depthwise_initializer,
                                      order=depthwise_order(self.rank),
                                      regularizer=self.depthwise_regularizer, constraint=self.depthwise_constraint)
        self._add_bias(channels * self.depth_multiplier)

    def _convolve(self, x):
        return convolve_depthwise(x, self.kernel, self.bias, self.strides, self.padding, self.data_format, self.dilation_rate)

    def _convolution(self):
        return convolution(self.kernel, self.bias, self.strides, self.padding, self.data_format, self.dilation_rate, depthwise=True)


class DepthwiseConv1D(_DepthwiseConv, rank=1):
    """Convolution of each channel of a sequence on its own."""


class DepthwiseConv2D(_DepthwiseConv, rank=2):
    """Convolution of each channel of images on its own."""


class _SeparableConv(_Window, abstract=True):
    """A depthwise convolution, then one of window 1 that mixes the channels.

    Args:
        filters: The channels of the output.
        kernel_size: Size of the windows.
        strides: Steps of the windows.
        padding: "valid" (none) or "same" (zeros so that a stride of 1 keeps the size).
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        dilation_rate: Distance between the entries of a window.
        depth_multiplier: Windows per channel in the first step.
        activation: Applied to the result; none if `None`.
        use_bias: Whether a bias is added.
        depthwise_initializer: First value of the first kernel, `(*kernel_size, channels, depth_multiplier)`.
        pointwise_initializer: First value of the second kernel, `(*ones, channels * depth_multiplier, filters)`.
        bias_initializer: First value of the bias.
        depthwise_regularizer: Penalty on the first kernel.
        pointwise_regularizer: Penalty on the second kernel.
        bias_regularizer: Penalty on the bias.
        activity_regularizer: Penalty on the output.
        depthwise_constraint: Applied to the first kernel after each step.
        pointwise_constraint: Applied to the second kernel after each step.
        bias_constraint: Applied to the bias after each step.

    Reference:
        Chollet, 2017, Xception: deep learning with depthwise separable convolutions.
    """

    def __init__(self, filters: Int, kernel_size: Ints, strides: Ints = 1, padding: Text = "valid", data_format: Text = None, dilation_rate: Ints = 1,
                 depth_multiplier: Int = 1, activation: Activation = None, use_bias: Flag = True, depthwise_initializer: Initializer = "glorot_uniform",
                 pointwise_initializer: Initializer = "glorot_uniform", bias_initializer: Initializer = "zeros", depthwise_regularizer: Regularizer = None,
                 pointwise_regularizer: Regularizer = None, bias_regularizer: Regularizer = None, activity_regularizer: Regularizer = None,
                 depthwise_constraint: Constraint = None, pointwise_constraint: Constraint = None, bias_constraint: Constraint = None, **kwargs):
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        self.filters = strictly_positive("filters", filters)
        self.depth_multiplier = strictly_positive("depth_multiplier", depth_multiplier)
        self._set_window(kernel_size, strides, padding, data_format, dilation_rate)
        self._set_rest(activation, use_bias, bias_initializer, bias_regularizer, bias_constraint)
        self.depthwise_initializer = initializers.get(depthwise_initializer)
        self.pointwise_initializer = initializers.get(pointwise_initializer)
        self.depthwise_regularizer = regularizers.get(depthwise_regularizer)
        self.pointwise_regularizer = regularizers.get(pointwise_regularizer)
        self.depthwise_constraint = constraints.get(depthwise_constraint)
        self.pointwise_constraint = constraints.get(pointwise_constraint)

    def build(self, input_shape):
        channels = self._channels(input_shape)
        self.depthwise_kernel = self.add_weight(
            "depthwise_kernel", (*self.kernel_size, channels, self.depth_multiplier), self.depthwise_initializer, order=depthwise_order(self.rank),
            regularizer=self.depthwise_regularizer, constraint=self.depthwise_constraint)
        self.pointwise_kernel = self.add_weight(
            "pointwise_kernel", (*(1,) * self.rank, channels * self.depth_multiplier, self.filters), self.pointwise_initializer, order=kernel_order(self.rank),
            regularizer=self.pointwise_regularizer, constraint=self.pointwise_constraint)
        self._add_bias(self.filters)

    def _convolve(self, x):
        ones = (1,) * self.rank
        x = convolve_depthwise(x, self.depthwise_kernel, None, self.strides, self.padding, self.data_format, self.dilation_rate)
        return convolve(x, self.pointwise_kernel, self.bias, ones, "valid", self.data_format, ones)

    def _convolution(self):
        first = convolution(self.depthwise_kernel, None, self.strides, self.padding, self.data_format, self.dilation_rate, depthwise=True)
        return chained(first, convolution(self.pointwise_kernel, self.bias, (1,) * self.rank, "valid", self.data_format, (1,) * self.rank))


class SeparableConv1D(_SeparableConv, rank=1, aliases=("SeparableConvolution1D",)):
    """Separable convolution over the steps of a sequence."""


class SeparableConv2D(_SeparableConv, rank=2, aliases=("SeparableConvolution2D",)):
    """Separable convolution over the height and width of images."""
