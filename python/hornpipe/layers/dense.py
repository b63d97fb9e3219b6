"""The densely connected layer."""
from __future__ import annotations

import torch.nn.functional as F

from .. import activations, constraints, initializers, regularizers
from ..core.arguments import positive
from ..core.types import Activation, Constraint, Flag, Initializer, Int, Regularizer
from ..graph.plan import Unknown
from ..ops.linear import kernel_order, linear
from ..ops.linear import with_pullback as product_with_pullback
from .input_spec import InputSpec
from .quantization.quantizable import QuantizableProduct


class Dense(QuantizableProduct, adapts="kernel"):
    """`activation(inputs @ kernel + bias)`.

    Args:
        units: Size of the last axis of the output.
        activation: Applied to the result; none if `None`.
        use_bias: Whether a bias is added.
        kernel_initializer: First value of the kernel, `(input size, units)`.
        bias_initializer: First value of the bias, `(units,)`.
        kernel_regularizer: Penalty on the kernel.
        bias_regularizer: Penalty on the bias.
        activity_regularizer: Penalty on the output.
        kernel_constraint: Applied to the kernel after each step.
        bias_constraint: Applied to the bias after each step.

    Shapes:
        `(batch, ..., size)` to `(batch, ..., units)`.
    """

    def __init__(self, units: Int, activation: Activation = None, use_bias: Flag = True, kernel_initializer: Initializer = "glorot_uniform",
                 bias_initializer: Initializer = "zeros", kernel_regularizer: Regularizer = None, bias_regularizer: Regularizer = None,
                 activity_regularizer: Regularizer = None, kernel_constraint: Constraint = None, bias_constraint: Constraint = None, **kwargs):
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        self.units = positive("units", units)
        self.activation = activations.get(activation)
        self.use_bias = use_bias
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        self.bias_regularizer = regularizers.get(bias_regularizer)
        self.kernel_constraint = constraints.get(kernel_constraint)
        self.bias_constraint = constraints.get(bias_constraint)
        self.input_spec = InputSpec(min_ndim=2)
        self.supports_masking = True

    def build(self, input_shape):
        size = input_shape[-1]
        self._add_main_weight((size, self.units), self.kernel_initializer, order=kernel_order(size, self.units), regularizer=self.kernel_regularizer,
                              constraint=self.kernel_constraint)
        self.bias = self.add_weight("bias", (self.units,), self.bias_initializer, regularizer=self.bias_regularizer,
                                    constraint=self.bias_constraint) if self.use_bias else None
        self.input_spec = InputSpec(min_ndim=2, axes={-1: size})

    def call(self, inputs):
        kernel = self.kernel
        if inputs.dtype != kernel.dtype:        # whole numbers: a layer casts floats only
            inputs = inputs.to(kernel.dtype)
        return self.activation(linear(inputs, kernel.t(), self.bias))

    def with_pullback(self, inputs, activation=None):
        activation = activation or self.activation
        derivative, by_result = activations.derivatives.get(activation, activations.UNKNOWN)
        if derivative is None or self._is_changed:
            return None
        kernel, bias = self._parameters["kernel"], self._parameters.get("bias")
        rectified, straight = activation is activations.relu, activation is activations.linear
        multiply = product_with_pullback(kernel, bias, rectified)

        def run(inputs):
            if inputs.dtype is not kernel.dtype:
                raise Unknown
            if inputs.ndim > 2:
                rows, pullback = run(inputs.flatten(0, -2))
                return rows.view(*inputs.shape[:-1], -1), lambda gradient, wanted: _back_as(inputs.shape, pullback(gradient.flatten(0, -2), wanted))
            product, product_pullback = multiply(inputs)
            y = product if rectified or straight else activation(product)
            kept = y if by_result else product

            def pullback(gradient, wanted):
                if not straight:
                    gradient = derivative(gradient, kept)
                below, by_kernel = product_pullback(gradient, wanted)
                own = [(kernel, by_kernel)] if kernel.requires_grad else []
                if bias is not None and bias.requires_grad:
                    own.append((bias, gradient.sum(0)))
                return below, own

            return y, pullback

        return run

    def compute_output_shape(self, input_shape):
        return (*input_shape[:-1], self.units)          # a rule, for kernels may be so large that running them takes longer than loading them

    # The quantized forms.

    def _product(self, inputs, weight):
        return F.linear(inputs, weight.t())

    def _summed_axes(self, shape):
        return (0,)

    def _stored_scale(self, scale):
        return scale.squeeze(0)

    def _spread_scale(self, scale):
        return scale

    def _input_axes(self, inputs):
        return (-1,)


def _back_as(shape, found):
    """What a pullback of rows gave, for inputs of a shape."""
    below, own = found
    return None if below is None else below.reshape(shape), own
