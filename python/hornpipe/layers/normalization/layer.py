"""Layer normalization."""
from __future__ import annotations

import warnings

import torch
import torch.nn.functional as F

from ...core.arguments import is_int
from ...core.errors import ArgumentTypeError, got
from ...core.types import Axes, Constraint, Flag, Initializer, Real, Regularizer
from ...graph.plan import Unknown
from ...ops.normalization import layer_normalization
from ...runtime import dtypes
from .affine import Affine, way_back


class LayerNormalization(Affine):
    """Normalizes each sample by its own mean and variance along some axes.

    Args:
        axis: The axis, or several.
        epsilon: Added to the variance.
        center: Whether `beta` is added.
        scale: Whether `gamma` multiplies.
        beta_initializer, gamma_initializer: First values, of the sizes of the axes.
        beta_regularizer, gamma_regularizer: Penalties.
        beta_constraint, gamma_constraint: Applied after each step.

    Shapes:
        Any; the output has the same.

    Reference:
        Ba et al., 2016, Layer normalization.
    """

    def __init__(self, axis: Axes = -1, epsilon: Real = 1e-3, center: Flag = True, scale: Flag = True, beta_initializer: Initializer = "zeros",
                 gamma_initializer: Initializer = "ones", beta_regularizer: Regularizer = None, gamma_regularizer: Regularizer = None,
                 beta_constraint: Constraint = None, gamma_constraint: Constraint = None, **kwargs):
        rms_scaling = kwargs.pop("rms_scaling", False)       # Keras: an option of old, still in configs
        if rms_scaling:
            warnings.warn("`rms_scaling=True` divides by the standard deviation. Use `RMSNormalization` to divide by the root mean square.", stacklevel=2)
        super().__init__(**kwargs)
        if not is_int(axis) and not (isinstance(axis, (list, tuple)) and all(map(is_int, axis))):
            raise ArgumentTypeError(f"Expected an int or a list/tuple of ints for the argument 'axis', {got(axis)}.", argument="axis", actual=axis)
        self.axis = int(axis) if is_int(axis) else list(axis)
        self.epsilon = epsilon
        self.rms_scaling = rms_scaling
        self._set_affine(center, scale, beta_initializer, gamma_initializer, beta_regularizer, gamma_regularizer, beta_constraint, gamma_constraint)
        self.autocast = False

    def build(self, input_shape):
        self.axis = [self.axis] if is_int(self.axis) else sorted(self.axis)      # Keras: a built layer has a sorted list in its config
        sizes = tuple(self._size(input_shape, axis) for axis in self.axis)
        self._add_affine(sizes, scale=self.scale or self.rms_scaling, center=self.center and not self.rms_scaling)
        rank = len(input_shape)
        trailing = sorted(axis % rank for axis in self.axis) == list(range(rank - len(self.axis), rank))
        self._kernel_sizes = sizes if trailing and not self.rms_scaling else None       # torch's kernel does the work then

    def call(self, inputs):
        wanted = dtypes.to_torch(self.compute_dtype)
        if self._kernel_sizes is not None and inputs.dtype is wanted and self.compute_dtype == self.variable_dtype:
            return F.layer_norm(inputs, self._kernel_sizes, self.gamma, self.beta, self.epsilon)
        options = {"rms_scaling": True} if self.rms_scaling else {}
        return layer_normalization(inputs, self.gamma, self.beta, self.axis, self.epsilon, **options).to(wanted)

    def with_pullback(self, inputs):
        sizes, gamma, beta, epsilon = self._kernel_sizes, self._parameters.get("gamma"), self._parameters.get("beta"), self.epsilon
        if sizes is None or self.compute_dtype != self.variable_dtype:
            return None
        dtype, backward = dtypes.to_torch(self.compute_dtype), torch.ops.aten.native_layer_norm_backward.default

        def run(inputs):
            if inputs.dtype is not dtype:
                raise Unknown
            y, mean, factor = torch.native_layer_norm(inputs, sizes, gamma, beta, epsilon)

            def pullback(gradient, wanted):
                return way_back(lambda asked: backward(gradient, inputs, sizes, mean, factor, gamma, beta, asked), wanted, gamma, beta)

            return y, pullback

        return run

    def get_config(self):
        return {**super().get_config(), "rms_scaling": self.rms_scaling}
