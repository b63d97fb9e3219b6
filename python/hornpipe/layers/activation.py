"""Activation functions as layers."""
from __future__ import annotations

import warnings

import torch
import torch.nn.functional as F

from .. import activations, constraints, initializers, regularizers
from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Activation as ActivationLike
from ..core.types import Axes, Constraint, Initializer, Ints, Real, Regularizer
from .input_spec import InputSpec
from .layer import Layer
from .pullback import elementwise


class _Elementwise(Layer, abstract=True):
    """A layer without weights whose output has the shape of its input."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        self._build_at_init()


class Activation(_Elementwise):
    """Applies an activation function.

    Args:
        activation: A function or its name, such as "relu".

    Shapes:
        Any shape; the output has the same.
    """

    def __init__(self, activation: ActivationLike, **kwargs):
        super().__init__(**kwargs)
        self.activation = activations.get(activation)

    def call(self, inputs):
        return self.activation(inputs)

    def with_pullback(self, inputs, activation=None):
        activation = activation or self.activation
        return elementwise(activation, *activations.derivatives.get(activation, activations.UNKNOWN))


class ReLU(_Elementwise):
    """`max(x, 0)`, or what its three numbers make of it.

    `max_value` where `x >= max_value`, `x` where `threshold <= x < max_value`, else `negative_slope * (x - threshold)`.

    Args:
        max_value: Greatest output; unlimited if `None`.
        negative_slope: Slope below the threshold.
        threshold: Where the activation starts.

    Raises:
        ValueError: A number is negative.
    """

    def __init__(self, max_value: Real = None, negative_slope: Real = 0.0, threshold: Real = 0.0, **kwargs):
        super().__init__(**kwargs)
        if max_value is not None and max_value < 0:
            raise ArgumentError(f"max_value of a ReLU layer cannot be a negative value, {got(max_value)}.", argument="max_value", actual=max_value)
        for argument, value in (("negative_slope", negative_slope), ("threshold", threshold)):
            if value is None or value < 0:
                raise ArgumentError(f"{argument} of a ReLU layer cannot be None or a negative value, {got(value)}.", argument=argument, actual=value)
        self.max_value, self.negative_slope, self.threshold = max_value, negative_slope, threshold

    def call(self, inputs):
        return activations.relu(inputs, negative_slope=self.negative_slope, max_value=self.max_value, threshold=self.threshold)

    def with_pullback(self, inputs):
        if self.max_value is not None or self.threshold:
            return None
        return _leaky_with_pullback(self.negative_slope) if self.negative_slope else elementwise(torch.relu, *activations.derivatives[activations.relu])


def _leaky_with_pullback(slope):
    backward = torch.ops.aten.leaky_relu_backward.default
    return elementwise(lambda x: F.leaky_relu(x, slope), lambda gradient, x: backward(gradient, x, slope, False), False)


class LeakyReLU(_Elementwise):
    """`x` where it is positive, else `negative_slope * x`.

    Args:
        negative_slope: Slope below zero.
    """

    def __init__(self, negative_slope: Real = 0.3, **kwargs):
        if "alpha" in kwargs:
            warnings.warn("Argument `alpha` is deprecated. Use `negative_slope` instead.", stacklevel=2)
            negative_slope = kwargs.pop("alpha")
        super().__init__(**kwargs)
        if negative_slope is None or negative_slope < 0:
            raise ArgumentError(f"The negative_slope value of a Leaky ReLU layer cannot be None or negative, {got(negative_slope)}.",
                                argument="negative_slope", actual=negative_slope)
        self.negative_slope = negative_slope

    def call(self, inputs):
        return F.leaky_relu(inputs, self.negative_slope)

    def with_pullback(self, inputs):
        return _leaky_with_pullback(self.negative_slope)


class ELU(_Elementwise):
    """`x` where it is positive, else `alpha * (exp(x) - 1)`.

    Args:
        alpha: Scale below zero.
    """

    def __init__(self, alpha: Real = 1.0, **kwargs):
        super().__init__(**kwargs)
        self.alpha = alpha

    def call(self, inputs):
        return F.elu(inputs, self.alpha)

    def with_pullback(self, inputs):
        alpha = self.alpha
        return elementwise(self.call, lambda gradient, x: torch.ops.aten.elu_backward.default(gradient, alpha, 1.0, 1.0, False, x), False)


class PReLU(Layer):
    """`x` where it is positive, else `alpha * x` with a learned `alpha`.

    Args:
        alpha_initializer: First value of `alpha`, which has the shape of the input without the batch axis.
        alpha_regularizer: Penalty on `alpha`.
        alpha_constraint: Applied to `alpha` after each step.
        shared_axes: Axes along which `alpha` is the same: `(1, 2)` gives one value per channel of an image.
    """

    def __init__(self, alpha_initializer: Initializer = "Zeros", alpha_regularizer: Regularizer = None, alpha_constraint: Constraint = None,
                 shared_axes: Ints = None, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        self.alpha_initializer = initializers.get(alpha_initializer)
        self.alpha_regularizer = regularizers.get(alpha_regularizer)
        self.alpha_constraint = constraints.get(alpha_constraint)
        self.shared_axes = None if shared_axes is None else list(shared_axes) if isinstance(shared_axes, (list, tuple)) else [shared_axes]

    def build(self, input_shape):
        shared = self.shared_axes or []
        shape = tuple(1 if axis in shared else size for axis, size in enumerate(input_shape))[1:]
        self.alpha = self.add_weight("alpha", shape, self.alpha_initializer, regularizer=self.alpha_regularizer, constraint=self.alpha_constraint)
        sizes = {axis: size for axis, size in enumerate(input_shape) if axis > 0 and axis not in shared}
        self.input_spec = InputSpec(ndim=len(input_shape), axes=sizes)

    def call(self, inputs):
        slopes = self.alpha.expand(inputs.shape[1:]).flatten()          # torch has one for each entry of the second axis
        return F.prelu(inputs.flatten(1) if inputs.ndim > 1 else inputs, slopes).view(inputs.shape)


class Softmax(_Elementwise):
    """Exponentials scaled to sum to one along an axis.

    Args:
        axis: The axis, or several to sum over together.

    Shapes:
        Any shape; the output has the same. A mask given to the call must fit the inputs; what it leaves out becomes 0.
    """

    def __init__(self, axis: Axes = -1, **kwargs):
        super().__init__(**kwargs)
        self.axis = axis

    def call(self, inputs, mask=None):
        several = isinstance(self.axis, (list, tuple))
        axes = tuple(self.axis) if several else (self.axis,)
        if mask is not None:
            keep = self._checked(mask, inputs)
            # Masked values must not win the maximum, and rows masked out altogether must not give NaN.
            inputs = inputs.masked_fill(~keep, torch.finfo(inputs.dtype).min)
        outputs = inputs.softmax(axes[0]) if len(axes) == 1 else torch.exp(inputs - torch.logsumexp(inputs, axes, keepdim=True))
        return outputs if mask is None else outputs * keep

    def with_pullback(self, inputs):
        axis = self.axis
        if isinstance(axis, (list, tuple)):
            return None
        return elementwise(self.call, lambda gradient, y: torch.ops.aten._softmax_backward_data.default(gradient, y, axis, y.dtype), True)

    def _checked(self, mask, inputs):
        keep = torch.as_tensor(mask, device=inputs.device).bool()
        if keep.ndim > inputs.ndim:
            raise ShapeError(f"`mask` must not have more dimensions than the inputs: got mask shape {tuple(keep.shape)} and input shape {tuple(inputs.shape)}.",
                             layer=self.name, argument="mask", expected=tuple(inputs.shape), actual=tuple(keep.shape))
        if any(m not in (1, n) for m, n in zip(reversed(keep.shape), reversed(inputs.shape))):
            raise ShapeError(f"`mask` must be broadcastable to the inputs: got mask shape {tuple(keep.shape)} and input shape {tuple(inputs.shape)}.",
                             layer=self.name, argument="mask", expected=tuple(inputs.shape), actual=tuple(keep.shape))
        return keep
