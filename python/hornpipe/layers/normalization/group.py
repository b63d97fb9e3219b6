"""Group normalization."""
from __future__ import annotations

import torch
import torch.nn.functional as F

from ...core.arguments import is_int
from ...core.errors import ArgumentError, ShapeError, got
from ...core.types import Axis, Constraint, Flag, Initializer, Int, Real, Regularizer
from ...runtime import dtypes
from ..input_spec import InputSpec
from .affine import Affine


class GroupNormalization(Affine):
    """Normalizes each sample by the mean and variance of groups of channels.

    With one group it is layer normalization over all axes; with a group for each channel, instance normalization.

    Args:
        groups: Number of groups; -1 gives each channel its own.
        axis: Axis of the channels.
        epsilon: Added to the variance.
        center: Whether `beta` is added.
        scale: Whether `gamma` multiplies.
        beta_initializer, gamma_initializer: First values, one per channel.
        beta_regularizer, gamma_regularizer: Penalties.
        beta_constraint, gamma_constraint: Applied after each step.

    Shapes:
        Any with a batch axis; the output has the same.

    Raises:
        ValueError: The channels cannot be divided into so many groups.

    Reference:
        Wu and He, 2018, Group normalization.
    """

    def __init__(self, groups: Int = 32, axis: Axis = -1, epsilon: Real = 1e-3, center: Flag = True, scale: Flag = True,
                 beta_initializer: Initializer = "zeros",
                 gamma_initializer: Initializer = "ones", beta_regularizer: Regularizer = None, gamma_regularizer: Regularizer = None,
                 beta_constraint: Constraint = None, gamma_constraint: Constraint = None, **kwargs):
        super().__init__(**kwargs)
        if not is_int(groups) or groups < 1 and groups != -1:
            raise ArgumentError(f"The argument `groups` must be a positive integer, or -1 for a group per channel, {got(groups)}.",
                                argument="groups", actual=groups)
        self.groups, self.axis, self.epsilon = groups, axis, epsilon
        self._set_affine(center, scale, beta_initializer, gamma_initializer, beta_regularizer, gamma_regularizer, beta_constraint, gamma_constraint)
        self.autocast = False

    def build(self, input_shape):
        size = self._size(input_shape, self.axis)
        if self.groups == -1:
            self.groups = size          # Keras: a built layer has the number in its config
        if size < self.groups:
            raise ShapeError(f"Number of groups ({self.groups}) cannot be more than the number of channels ({size}).",
                             layer=self.name, argument="groups", actual=size)
        if size % self.groups:
            raise ShapeError(f"Number of groups ({self.groups}) must be a multiple of the number of channels ({size}): the channels must divide evenly.",
                             layer=self.name, argument="groups", actual=size)
        self._add_affine((size,))
        self.input_spec = InputSpec(ndim=len(input_shape), axes={self.axis: size})

    def call(self, inputs):
        x = inputs.movedim(self.axis, 1)
        if x.ndim == 3:
            x = x.unsqueeze(2)          # torch has a kernel for channels last in four axes
        wide = x.to(dtypes.to_torch(self.variable_dtype))
        gamma, beta = self.gamma, self.beta
        # torch's kernel fails in the backward pass where there is an offset and no scale, or where the input itself needs no gradient.
        apart = gamma is None and beta is not None or torch.is_grad_enabled() and not wide.requires_grad
        y = F.group_norm(wide, self.groups, None if apart else gamma, None if apart else beta, self.epsilon)
        if apart:
            sizes = (-1, *(1,) * (y.ndim - 2))
            y = y if gamma is None else y * gamma.reshape(sizes)
            y = y if beta is None else y + beta.reshape(sizes)
        y = y.to(dtypes.to_torch(self.compute_dtype))
        return (y.squeeze(2) if inputs.ndim == 3 else y).movedim(1, self.axis)
