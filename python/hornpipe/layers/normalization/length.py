"""Normalizations by length, without a mean."""
from __future__ import annotations

import torch.nn.functional as F

from ...core.arguments import is_int
from ...core.errors import ArgumentTypeError, ShapeError, got
from ...core.types import Axes, Real
from ...ops.normalization import rms_normalization
from ..layer import Layer


def _checked_axis(axis):
    if not is_int(axis) and not (isinstance(axis, (list, tuple)) and all(map(is_int, axis))):
        raise ArgumentTypeError(f"Invalid value for `axis` argument: expected an int or a list/tuple of ints, {got(axis)}.", argument="axis", actual=axis)
    return int(axis) if is_int(axis) else list(axis)


class UnitNormalization(Layer):
    """Divides each sample by its Euclidean norm along some axes.

    Args:
        axis: The axis, or several.

    Shapes:
        Any; the output has the same.
    """

    def __init__(self, axis: Axes = -1, **kwargs):
        super().__init__(**kwargs)
        self.axis = _checked_axis(axis)
        self.supports_masking = True
        self._build_at_init()

    def call(self, inputs):
        axes = (self.axis,) if is_int(self.axis) else tuple(self.axis)
        if any(not -inputs.ndim <= axis < inputs.ndim for axis in axes):
            raise ShapeError(f"Axis {self.axis} is out of bounds for input shape {tuple(inputs.shape)} of layer {self.name!r}.",
                             layer=self.name, argument="axis", actual=self.axis)
        return F.normalize(inputs, dim=axes, eps=1e-12)


class RMSNormalization(Layer):
    """Divides each sample by its root mean square along some axes, then multiplies by a learned `scale`.

    Args:
        axis: The axis, or several.
        epsilon: Added to the mean of squares.

    Shapes:
        Any; the output has the same.

    Reference:
        Zhang and Sennrich, 2019, Root mean square layer normalization.
    """

    def __init__(self, axis: Axes = -1, epsilon: Real = 1e-6, **kwargs):
        super().__init__(**kwargs)
        self.axis = _checked_axis(axis)
        self.epsilon = epsilon

    def build(self, input_shape):
        self.axis = [self.axis] if is_int(self.axis) else sorted(self.axis)      # Keras: a built layer has a sorted list in its config
        if any(not -len(input_shape) <= axis < len(input_shape) for axis in self.axis):
            raise ShapeError(f"Axis {self.axis} is out of bounds for input shape {tuple(input_shape)} of layer {self.name!r}.",
                             layer=self.name, argument="axis", actual=self.axis)
        sizes = tuple(input_shape[axis] for axis in self.axis)
        self.scale = self.add_weight("scale", sizes, "ones")
        rank = len(input_shape)
        self._kernel_sizes = sizes if sorted(axis % rank for axis in self.axis) == list(range(rank - len(sizes), rank)) else None

    def call(self, inputs):
        scale = self.scale
        if self._kernel_sizes is not None and inputs.dtype is scale.dtype and inputs.dtype.itemsize > 2:
            return F.rms_norm(inputs, self._kernel_sizes, scale, self.epsilon)
        return rms_normalization(inputs, scale, self.axis, self.epsilon)
