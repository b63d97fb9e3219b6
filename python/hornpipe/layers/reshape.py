"""Layers that put the same values into another shape."""
from __future__ import annotations

import math

from ..core.arguments import is_int
from ..core.errors import ArgumentError, ArgumentTypeError, ShapeError, got
from ..core.types import Int, Ints, Shape, Text
from ..graph.tensor import KerasTensor
from ..runtime import settings
from .input_spec import InputSpec
from .layer import Layer
from .pullback import rearranging, reshaping


class Reshape(Layer):
    """Gives each sample another shape.

    Args:
        target_shape: Shape without the batch axis; one size may be -1 and follows from the others.

    Shapes:
        `(batch, ...)` to `(batch, *target_shape)`.
    """

    def __init__(self, target_shape: Shape, **kwargs):
        super().__init__(**kwargs)
        target_shape = tuple(target_shape)
        if target_shape.count(-1) > 1:
            raise ArgumentError(f"`target_shape` must hold at most one unknown dimension -1. Received: target_shape={target_shape}",
                                argument="target_shape", actual=target_shape)
        if any(not is_int(d) or d < -1 for d in target_shape):
            raise ArgumentError(f"Each entry of `target_shape` must be a non-negative integer or -1. Received: target_shape={target_shape}",
                                argument="target_shape", actual=target_shape)
        self.target_shape = target_shape
        self._build_at_init()

    def _sizes(self, sizes):
        """The sizes that come out for those of a sample, None where they are not known."""
        rest = math.prod(d for d in self.target_shape if d != -1)
        if None in sizes:
            return tuple(None if d == -1 else d for d in self.target_shape)
        total = math.prod(sizes)
        if total != rest if -1 not in self.target_shape else total % max(rest, 1):
            raise ShapeError(f"The total size must stay the same: shape {tuple(sizes)} cannot become target_shape={self.target_shape}.",
                             layer=self.name, argument="target_shape", expected=self.target_shape, actual=tuple(sizes))
        return tuple(total // max(rest, 1) if d == -1 else d for d in self.target_shape)

    def compute_output_spec(self, inputs):
        return KerasTensor((inputs.shape[0], *self._sizes(inputs.shape[1:])), inputs.dtype)

    def call(self, inputs):
        return inputs.reshape(inputs.shape[0], *self._sizes(inputs.shape[1:]))

    def with_pullback(self, inputs):
        return reshaping(self.call)


class Flatten(Layer):
    """Makes one axis of all but the batch axis.

    Args:
        data_format: Where images have their channels; "channels_first" data are flattened in the order of "channels_last".

    Shapes:
        `(batch, ...)` to `(batch, product of the sizes)`; `(batch,)` to `(batch, 1)`.
    """

    def __init__(self, data_format: Text = None, **kwargs):
        super().__init__(**kwargs)
        self.data_format = settings.data_format_or_default(data_format)
        self.input_spec = InputSpec(min_ndim=1)

    def call(self, inputs):
        if inputs.ndim == 1:
            return inputs.unsqueeze(1)
        if self.data_format == "channels_first" and inputs.ndim > 2:
            inputs = inputs.movedim(1, -1)
        return inputs.flatten(1)

    def with_pullback(self, inputs):
        return reshaping(self.call) if self.data_format == "channels_last" or len(inputs.shape) < 3 else None


class Permute(Layer):
    """Puts the axes into another order.

    Args:
        dims: The axes as they shall follow, counted from 1 without the batch axis.

    Shapes:
        `(batch, d1, d2, ...)` to `(batch, d[dims[0]], d[dims[1]], ...)`.
    """

    def __init__(self, dims: Ints, **kwargs):
        super().__init__(**kwargs)
        self.dims = (dims,) if isinstance(dims, int) else tuple(dims)
        if sorted(self.dims) != list(range(1, len(self.dims) + 1)):
            raise ArgumentError(f"Invalid permutation argument `dims`: it must hold each of 1 to {len(self.dims)} once, {got(dims)}.",
                                argument="dims", actual=dims)
        self.input_spec = InputSpec(ndim=len(self.dims) + 1)

    def call(self, inputs):
        return inputs.permute(0, *self.dims)

    def with_pullback(self, inputs):
        back = [0, *(self.dims.index(axis) + 1 for axis in range(1, len(self.dims) + 1))]
        return rearranging(self.call, lambda gradient: gradient.permute(back))


class RepeatVector(Layer):
    """Repeats each sample, as the steps of a sequence.

    Args:
        n: How often.

    Shapes:
        `(batch, size)` to `(batch, n, size)`.
    """

    def __init__(self, n: Int, **kwargs):
        super().__init__(**kwargs)
        if not is_int(n):
            raise ArgumentTypeError(f"Expected an integer value for `n`, {got(n)}.", argument="n", actual=n)
        if n < 1:
            raise ArgumentError(f"`n` should be a positive integer, {got(n)}.", argument="n", actual=n)
        self.n = n
        self.input_spec = InputSpec(ndim=2)

    def call(self, inputs):
        return inputs.unsqueeze(1).repeat(1, self.n, 1)

    def with_pullback(self, inputs):
        return rearranging(self.call, lambda gradient: gradient.sum(1))
