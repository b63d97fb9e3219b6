"""What normalizations share: a learned scale `gamma` and a learned offset `beta`."""
from __future__ import annotations

from ... import constraints, initializers, regularizers
from ...core.errors import ShapeError
from ..layer import Layer


def way_back(backward, wanted, gamma, beta):
    """What a pullback gives: the gradient of the inputs, and (variable, gradient) of `gamma` and `beta` where they need one.

    Args:
        backward: Gives the three gradients, as far as a list of three flags asks for them.
        wanted: Whether that of the inputs is asked for.
    """
    asked = [wanted, *(v is not None and v.requires_grad for v in (gamma, beta))]
    below, *own = backward(asked)
    return below, [(v, g) for v, g, ask in zip((gamma, beta), own, asked[1:]) if ask]


class Affine(Layer, abstract=True):
    """A normalization with `gamma` and `beta`, which stay in the dtype of the variables."""

    def _set_affine(self, center, scale, beta_initializer, gamma_initializer, beta_regularizer, gamma_regularizer, beta_constraint, gamma_constraint):
        self.center, self.scale = center, scale
        self.beta_initializer = initializers.get(beta_initializer)
        self.gamma_initializer = initializers.get(gamma_initializer)
        self.beta_regularizer = regularizers.get(beta_regularizer)
        self.gamma_regularizer = regularizers.get(gamma_regularizer)
        self.beta_constraint = constraints.get(beta_constraint)
        self.gamma_constraint = constraints.get(gamma_constraint)
        self.supports_masking = True
        self.gamma = self.beta = None

    def _add_affine(self, shape, scale: bool | None = None, center: bool | None = None):
        if self.scale if scale is None else scale:
            self.gamma = self.add_weight("gamma", shape, self.gamma_initializer,
                                         regularizer=self.gamma_regularizer, constraint=self.gamma_constraint, autocast=False)
        if self.center if center is None else center:
            self.beta = self.add_weight("beta", shape, self.beta_initializer,
                                        regularizer=self.beta_regularizer, constraint=self.beta_constraint, autocast=False)

    def _size(self, shape, axis) -> int:
        """The size along an axis that must exist and be known."""
        if not -len(shape) <= axis < len(shape):
            raise ShapeError(f"Axis {axis} is out of bounds for input shape {tuple(shape)} of layer {self.name!r}.",
                             layer=self.name, argument="axis", actual=axis)
        if shape[axis] is None:
            raise ShapeError(f"Axis {axis} of input tensor should have a defined dimension but the layer received an input with shape {tuple(shape)}.",
                             layer=self.name, argument="axis", actual=tuple(shape))
        return shape[axis]
