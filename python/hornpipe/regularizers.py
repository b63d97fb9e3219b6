"""Penalties on weights and activities, added to the loss."""
from __future__ import annotations

import math

import torch
import torch.nn.functional as F

from .core import objects, registry
from .core.configurable import Configurable
from .core.errors import ArgumentError, ShapeError, got
from .core.types import Real, Text
from .ops.promotion import floating
from .runtime.convert import convert_to_tensor


class Regularizer(Configurable):
    """No penalty; the base of those that are one.

    A subclass defines `__call__(self, x)`, which gives a scalar.
    """

    kind = "regularizer"

    def __call__(self, x):
        return 0.0


def _factor(name: str, value, default: float) -> float:
    """A penalty's weight: a finite number, not negative."""
    value = default if value is None else value
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value) or value < 0:
        raise ArgumentError(f"`{name}` must be a non-negative float, {got(value)}.", argument=name, actual=value)
    return float(value)


class L1(Regularizer, aliases=("l1",)):
    """`l1 * sum(|x|)`.

    Args:
        l1: Weight of the penalty.
    """

    def __init__(self, l1: Real = 0.01):
        self.l1 = _factor("l1", l1, 0.01)

    def __call__(self, x):
        return self.l1 * convert_to_tensor(x).abs().sum()

    def add_slope_(self, gradient, x):
        """Adds the derivative of the penalty to a gradient."""
        gradient.add_(x.sgn(), alpha=self.l1)


class L2(Regularizer, aliases=("l2",)):
    """`l2 * sum(x**2)`.

    Args:
        l2: Weight of the penalty.
    """

    def __init__(self, l2: Real = 0.01):
        self.l2 = _factor("l2", l2, 0.01)

    def __call__(self, x):
        return self.l2 * convert_to_tensor(x).square().sum()

    def add_slope_(self, gradient, x):
        """Adds the derivative of the penalty to a gradient."""
        gradient.add_(x, alpha=2 * self.l2)


class L1L2(Regularizer, aliases=("l1_l2",)):
    """`l1 * sum(|x|) + l2 * sum(x**2)`.

    Args:
        l1: Weight of the sum of absolute values.
        l2: Weight of the sum of squares.
    """

    def __init__(self, l1: Real = 0.0, l2: Real = 0.0):
        self.l1 = _factor("l1", l1, 0.0)
        self.l2 = _factor("l2", l2, 0.0)

    def __call__(self, x):
        x = convert_to_tensor(x)
        penalty = torch.zeros((), dtype=x.dtype, device=x.device)
        if self.l1:
            penalty = penalty + self.l1 * x.abs().sum()
        if self.l2:
            penalty = penalty + self.l2 * x.square().sum()
        return penalty

    def add_slope_(self, gradient, x):
        """Adds the derivative of the penalty to a gradient."""
        gradient.add_(x.sgn(), alpha=self.l1).add_(x, alpha=2 * self.l2)


class OrthogonalRegularizer(Regularizer):
    """Pushes the rows (or columns) of a matrix to be orthogonal: the mean |cosine| over their pairs.

    Args:
        factor: Weight of the penalty.
        mode: "rows" or "columns".

    Raises:
        ValueError: When called on a tensor that is no matrix.
    """

    def __init__(self, factor: Real = 0.01, mode: Text = "rows"):
        self.factor = _factor("factor", factor, 0.01)
        if mode not in ("rows", "columns"):
            raise ArgumentError(f'Invalid value for argument `mode`. Expected one of {{"rows", "columns"}}. Received: mode={mode}',
                                argument="mode", actual=mode)
        self.mode = mode

    def __call__(self, inputs):
        x = floating(convert_to_tensor(inputs))
        if x.ndim != 2:
            raise ShapeError(f"Inputs to OrthogonalRegularizer must have rank 2. Received: inputs.shape={tuple(x.shape)}",
                             argument="inputs", expected=2, actual=tuple(x.shape))
        vectors = F.normalize(x if self.mode == "rows" else x.t(), dim=1)
        n = vectors.shape[0]
        cosines = vectors @ vectors.t()
        off_diagonal = cosines * (1.0 - torch.eye(n, dtype=x.dtype, device=x.device))
        return self.factor * 0.5 * off_diagonal.abs().sum() / (n * (n - 1.0) / 2.0)


KNOW_SLOPES = L1, L2, L1L2          # and no subclass of these, which may be anything
l1, l2, l1_l2, orthogonal_regularizer = L1, L2, L1L2, OrthogonalRegularizer


def get(identifier):
    """The regularizer of a name, config dictionary, class or function; `None` for `None`.

    Raises:
        ValueError: Nothing of that name is known.
    """
    return objects.get("regularizer", identifier)


def serialize(regularizer) -> dict:
    """The regularizer as a config dictionary."""
    return objects.serialize_keras_object(regularizer)


def deserialize(config, custom_objects=None):
    """The regularizer of a config dictionary.

    Args:
        config: What `serialize()` gave.
        custom_objects: Dictionary of names to classes that are not hornpipe's own.
    """
    return objects.deserialize_keras_object(config, custom_objects=custom_objects, module_objects=registry.known("regularizer"))
