"""The densely connected layer in Einstein's notation."""
from __future__ import annotations

import copy
import math

import torch

from .. import activations, constraints, initializers, regularizers
from ..core.errors import ArgumentError, ShapeError
from ..core.types import Activation, Constraint, Initializer, Int, Regularizer, Shape, Text
from ..ops.linear import linear
from .input_spec import InputSpec
from .quantization.quantizable import QuantizableProduct

ELIDED = "0123456789"      # stand for the axes of an ellipsis


class EinsumDense(QuantizableProduct, adapts="kernel"):
    """`activation(einsum(equation, inputs, kernel) + bias)`.

    Args:
        equation: As for `einsum()`: of two operands, the input and the kernel. An ellipsis may stand for leading or trailing axes of the input.
        output_shape: Shape of the output without the batch axis and what an ellipsis stands for; `None` for sizes taken from the input.
        activation: Applied to the result; none if `None`.
        bias_axes: Letters of the output along which the bias differs; no bias if `None`.
        kernel_initializer: First value of the kernel.
        bias_initializer: First value of the bias.
        kernel_regularizer: Penalty on the kernel.
        bias_regularizer: Penalty on the bias.
        kernel_constraint: Applied to the kernel after each step.
        bias_constraint: Applied to the bias after each step.
        gptq_unpacked_column_size: Columns of the kernel as the matrix that GPTQ keeps; files say it, and `quantize()` sets it.

    Raises:
        ValueError: The equation and the shapes do not fit.

    Example:
        EinsumDense("abc,cd->abd", output_shape=(None, 64), bias_axes="d")(Input((32, 128)))      # (None, 32, 64)
    """

    _tells_activity_regularizer = True
    untold = (*QuantizableProduct.untold, "gptq_unpacked_column_size")          # where it is not known

    def __init__(self, equation: Text, output_shape: Shape, activation: Activation = None, bias_axes: Text = None,
                 kernel_initializer: Initializer = "glorot_uniform",
                 bias_initializer: Initializer = "zeros", kernel_regularizer: Regularizer = None, bias_regularizer: Regularizer = None,
                 kernel_constraint: Constraint = None, bias_constraint: Constraint = None, gptq_unpacked_column_size: Int = None, **kwargs):
        super().__init__(**kwargs)
        self.gptq_unpacked_column_size = gptq_unpacked_column_size
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

    def get_config(self):
        known = self.gptq_unpacked_column_size
        return {**super().get_config(), **({"gptq_unpacked_column_size": known} if known else {})}

    def build(self, input_shape):
        terms = Equation(self.equation, self.bias_axes, tuple(input_shape), self.output_shape)
        self.full_output_shape = terms.output_shape
        self.input_spec = InputSpec(ndim=len(input_shape))
        self._terms = terms
        self._add_main_weight(terms.kernel_shape, self._first_kernel(), order=terms.kernel_order,
                              regularizer=self.kernel_regularizer, constraint=self.kernel_constraint)
        self.bias = self.add_weight("bias", terms.bias_shape, self.bias_initializer, regularizer=self.bias_regularizer,
                                    constraint=self.bias_constraint) if terms.bias_shape is not None else None
        self._bias_fits = terms.summed > 0 and terms.bias_shape == terms.kernel_shape[terms.summed:]

    def _first_kernel(self):
        """The initializer, told which axes are the inputs and which the outputs where that decides the spread."""
        first, terms = self.kernel_initializer, self._terms
        if isinstance(first, initializers.VarianceScaling) and (first.input_axes is None or first.output_axes is None):
            first = copy.copy(first)
            first.input_axes, first.output_axes = terms.contracted, terms.kept
        return first

    def call(self, inputs):
        bias = self.bias
        if self._bias_fits:
            return self.activation(self._product(inputs, self.kernel, bias.flatten()))
        outputs = self._product(inputs, self.kernel)
        return self.activation(outputs if bias is None else outputs + bias)

    def _product(self, inputs, weight, bias=None):
        n = self._terms.summed
        if not n:
            return torch.einsum(self.equation, inputs, weight)
        matrix = weight.flatten(0, n - 1).flatten(1).t()
        return linear(inputs.flatten(-n) if n > 1 else inputs, matrix, bias).unflatten(-1, weight.shape[n:])

    # The quantized forms.

    def _summed_axes(self, shape):
        return tuple(self._terms.contracted)

    def _stored_scale(self, scale):     # Keras: as it meets the output
        return aligned(scale, self._terms.kernel, self._terms.target)

    def _spread_scale(self, scale):
        return aligned(scale, self._terms.target, self._terms.kernel)

    def _input_axes(self, inputs):
        return tuple(i for i, letter in enumerate(self._terms.source) if letter not in self._terms.target)

    def _spread_input_scale(self, scale):
        return aligned(scale, self._terms.source, self._terms.target)

    def _as_matrix(self, shape):
        rows = math.prod(self._terms.kernel_shape[i] for i in self._terms.contracted)
        return rows, math.prod(self._terms.kernel_shape) // rows

    def _to_matrix(self, weight):
        return super()._to_matrix(weight.permute(*self._terms.contracted, *self._terms.kept))

    def _from_matrix(self, matrix):
        order = (*self._terms.contracted, *self._terms.kept)
        return matrix.reshape([self._main_shape[axis] for axis in order]).permute([order.index(axis) for axis in range(len(order))])

    def _features(self, inputs):
        axes = [self._terms.source.index(self._terms.kernel[axis]) for axis in self._terms.contracted]
        return inputs.movedim(axes, tuple(range(-len(axes), 0))).flatten(-len(axes)).flatten(0, -2)


def aligned(x, letters: str, target: str):
    """`x`, whose axes have these letters, with the axes of `target`: those that it lacks get size 1, those left over have it."""
    x = x.squeeze([i for i, letter in enumerate(letters) if letter not in target])
    letters = [letter for letter in letters if letter in target]
    x = x.permute([letters.index(letter) for letter in target if letter in letters])
    for i, letter in enumerate(target):
        if letter not in letters:
            x = x.unsqueeze(i)
    return x


class Equation:
    """What an equation says about shapes.

    Attributes:
        source, kernel, target: The letters of input, kernel and output; digits stand for an ellipsis.
        contracted, kept: Axes of the kernel that are summed over, and those that are not.
        kernel_shape, bias_shape, output_shape: Shapes; `bias_shape` is None without a bias.
        kernel_order: Memory order of the kernel: the axes that stay, then those summed over.
        summed: How many of the last axes of the input meet the first of the kernel; 0 where the product is of another form.
    """

    def __init__(self, equation: str, bias_axes, input_shape: tuple, output_shape: tuple):
        self.text = equation
        source, kernel, target = self._split(equation)
        elided = len(input_shape) - len(source.replace("...", "")) if "..." in source else 0
        if elided < 0 or "..." not in source and len(source) != len(input_shape):
            raise ShapeError(f"The equation {equation!r} does not fit an input of shape {input_shape}.",
                             argument="equation", actual=equation, expected=input_shape)
        dots = ELIDED[:elided]
        source, target = source.replace("...", dots), target.replace("...", dots)
        sizes = dict(zip(source, input_shape))
        self.output_shape = self._output(source, target, dots, input_shape, output_shape)
        wanted = dict(zip(target, self.output_shape))
        for letter in source:
            if letter in wanted and sizes[letter] is not None and wanted[letter] != sizes[letter]:
                raise ShapeError(f"Input shape and output shape do not match at shared dimension '{letter}'. Input shape is {sizes[letter]}, and output "
                                 f"shape is {wanted[letter]}.",
                                 argument="output_shape", expected=sizes[letter], actual=wanted[letter])
        for letter in target:
            if letter not in source and letter not in kernel:
                raise ArgumentError(f"Dimension '{letter}' was specified in the output '{target}' but has no corresponding dim in the input spec '{source}' "
                                    f"or weight spec '{kernel}'.",
                                    argument="equation", actual=equation)
        for letter in kernel:
            if letter not in sizes and letter not in wanted:
                raise ArgumentError(f"Weight dimension '{letter}' did not have a match in either the input spec '{source}' or the output spec '{target}'. "
                                    "For this layer, the weight must be fully specified.", argument="equation", actual=equation)
        self.kernel_shape = tuple(sizes.get(letter, wanted.get(letter)) if sizes.get(letter) is not None else wanted.get(letter) for letter in kernel)
        self.bias_shape = None if not bias_axes else self._bias(bias_axes, target, wanted, dots)
        self.source, self.kernel, self.target = source, kernel, target
        self.contracted = [i for i, letter in enumerate(kernel) if letter not in target]
        self.kept = [i for i in range(len(kernel)) if i not in self.contracted]
        self.kernel_order = (*self.kept, *self.contracted)
        n = len(self.contracted)
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
            raise ArgumentError(f"Bias dimension '{missing[0]}' was requested, but is not part of the output spec '{target}'.",
                                argument="bias_axes", actual=bias_axes)
        first = min(target.index(letter) for letter in bias_axes)
        return tuple(wanted[letter] if letter in bias_axes else 1 for letter in target[first:])
