"""The densely connected layer in Einstein's notation."""
from __future__ import annotations

import torch
import torch.nn.functional as F

from .. import activations, constraints, initializers, regularizers
from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Activation, Constraint, Initializer, Regularizer, Shape, Text
from .layer import Layer

ELIDED = "0123456789"      # stand for the axes of an ellipsis


class EinsumDense(Layer):
    """`activation(einsum(equation, inputs, kernel) + bias)`.

    Args:
        equation: As for `einsum`: of two operands, the input and the kernel. An ellipsis may stand for leading or trailing axes of the input.
        output_shape: Shape of the output without the batch axis and what an ellipsis stands for; `None` for sizes taken from the input.
        activation: Applied to the result; none if `None`.
        bias_axes: Letters of the output along which the bias differs; no bias if `None`.
        kernel_initializer: First value of the kernel.
        bias_initializer: First value of the bias.
        kernel_regularizer: Penalty on the kernel.
        bias_regularizer: Penalty on the bias.
        kernel_constraint: Applied to the kernel after each step.
        bias_constraint: Applied to the bias after each step.

    Raises:
        ValueError: The equation and the shapes do not fit.

    Example:
        EinsumDense("abc,cd->abd", output_shape=(None, 64), bias_axes="d")(Input((32, 128)))      # (None, 32, 64)
    """

    _tells_activity_regularizer = True

    def __init__(self, equation: Text, output_shape: Shape, activation: Activation = None, bias_axes: Text = None, kernel_initializer: Initializer = "glorot_uniform",
                 bias_initializer: Initializer = "zeros", kernel_regularizer: Regularizer = None, bias_regularizer: Regularizer = None,
                 kernel_constraint: Constraint = None, bias_constraint: Constraint = None, **kwargs):
        super().__init__(**kwargs)
        self.equation = equation
        self.output_shape = (output_shape,) if isinstance(output_shape, int) else tuple(output_shape)
        self.activation = activations.get(activation)
        self.bias_axes = bias_axes
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        self.bias_regularizer = regularizers.get(bias_regularizer)
        self.kernel_constraint = constraints.get(kernel_constraint)
        self.bias_constraint = constraints.get(bias_constraint)

    def build(self, input_shape):
        terms = Equation(self.equation, self.bias_axes, tuple(input_shape), self.output_shape)
        self.full_output_shape = terms.output_shape
        self.kernel = self.add_weight("kernel", terms.kernel_shape, self.kernel_initializer, order=terms.kernel_order,
                                      regularizer=self.kernel_regularizer, constraint=self.kernel_constraint)
        self.bias = self.add_weight("bias", terms.bias_shape, self.bias_initializer, regularizer=self.bias_regularizer,
                                    constraint=self.bias_constraint) if terms.bias_shape is not None else None
        self._summed = terms.summed
        self._bias_fits = terms.bias_shape == terms.kernel_shape[terms.summed:]

    def call(self, inputs):
        kernel, bias, n = self.kernel, self.bias, self._summed
        if n:                               # the last axes of the input with the first of the kernel: a plain matrix product
            matrix = kernel.flatten(0, n - 1).flatten(1).t()
            outputs = F.linear(inputs.flatten(-n), matrix, bias.flatten() if self._bias_fits else None).unflatten(-1, kernel.shape[n:])
        else:
            outputs = torch.einsum(self.equation, inputs, kernel)
        return self.activation(outputs if bias is None or n and self._bias_fits else outputs + bias)


class Equation:
    """What an equation says about shapes.

    Attributes:
        kernel_shape, bias_shape, output_shape: Shapes; `bias_shape` is None without a bias.
        kernel_order: Memory order of the kernel: the axes that stay, then those summed over.
        summed: How many of the last axes of the input meet the first of the kernel; 0 where the product is of another form.
    """

    def __init__(self, equation: str, bias_axes, input_shape: tuple, output_shape: tuple):
        self.text = equation
        source, kernel, target = self._split(equation)
        elided = len(input_shape) - len(source.replace("...", "")) if "..." in source else 0
        if elided < 0 or "..." not in source and len(source) != len(input_shape):
            raise ShapeError(f"The equation {equation!r} does not fit an input of shape {input_shape}.", argument="equation", actual=equation, expected=input_shape)
        dots = ELIDED[:elided]
        source, target = source.replace("...", dots), target.replace("...", dots)
        sizes = dict(zip(source, input_shape))
        self.output_shape = self._output(source, target, dots, input_shape, output_shape)
        wanted = dict(zip(target, self.output_shape))
        for letter in source:
            if letter in wanted and sizes[letter] is not None and wanted[letter] != sizes[letter]:
                raise ShapeError(f"Input shape and output shape do not match at shared dimension '{letter}'. Input shape is {sizes[letter]}, and output shape is {wanted[letter]}.",
                                 argument="output_shape", expected=sizes[letter], actual=wanted[letter])
        for letter in target:
            if letter not in source and letter not in kernel:
                raise ArgumentError(f"Dimension '{letter}' was specified in the output '{target}' but has no corresponding dim in the input spec '{source}' or weight spec '{kernel}'.",
                                    argument="equation", actual=equation)
        for letter in kernel:
            if letter not in sizes and letter not in wanted:
                raise ArgumentError(f"Weight dimension '{letter}' did not have a match in either the input spec '{source}' or the output spec '{target}'. "
                                    "For this layer, the weight must be fully specified.", argument="equation", actual=equation)
        self.kernel_shape = tuple(sizes.get(letter, wanted.get(letter)) if sizes.get(letter) is not None else wanted.get(letter) for letter in kernel)
        self.bias_shape = None if not bias_axes else self._bias(bias_axes, target, wanted, dots)
        contracted = [i for i, letter in enumerate(kernel) if letter not in target]
        kept = [i for i in range(len(kernel)) if i not in contracted]
        self.kernel_order = (*kept, *contracted)
        n = len(contracted)
        plain = 0 < n < len(kernel) and kernel[:n] == source[-n:] and target == source[:-n] + kernel[n:] and not set(kernel[n:]) & set(source)
        self.summed = n if plain else 0

    @staticmethod
    def _split(equation):
        try:
            operands, target = equation.replace(" ", "").split("->")
            source, kernel = operands.split(",")
        except ValueError:
            source = kernel = target = ""
        dots = "..." in source
        placed = not dots or source.startswith("...") and target.startswith("...") or source.endswith("...") and target.endswith("...")
        if not (source and kernel and target and placed) or dots != ("..." in target) or "..." in kernel:
            raise ArgumentError(f"Invalid einsum equation '{equation}'. Equations must be in the form [X],[Y]->[Z], ...[X],[Y]->...[Z], or [X]...,[Y]->[Z]....",
                                argument="equation", actual=equation)
        return source, kernel, target

    def _output(self, source, target, dots, input_shape, output_shape):
        """The whole shape of the output, batch axis included."""
        sizes = dict(zip(source, input_shape))
        if dots and target.startswith(dots):
            head, rest, tail = input_shape[:len(dots)], target[len(dots):], ()
        else:
            head, rest, tail = input_shape[:1], target[1:len(target) - len(dots)], input_shape[len(input_shape) - len(dots):]
        if len(output_shape) != len(rest):
            raise ShapeError(f"`output_shape` {output_shape} must have a size for each of the axes '{rest}' of the equation '{self.text}'.",
                             argument="output_shape", expected=len(rest), actual=output_shape)
        return head + tuple(sizes.get(letter) if size is None else size for letter, size in zip(rest, output_shape)) + tail

    def _bias(self, bias_axes, target, wanted, dots):
        missing = [letter for letter in bias_axes if letter not in target]
        if missing:
            raise ArgumentError(f"Bias dimension '{missing[0]}' was requested, but is not part of the output spec '{target}'.", argument="bias_axes", actual=bias_axes)
        first = min(target.index(letter) for letter in bias_axes)
        return tuple(wanted[letter] if letter in bias_axes else 1 for letter in target[first:])
