"""Constraints: what a weight is pressed into after each training step."""
from __future__ import annotations

import torch

from .core import objects, registry
from .core.configurable import Configurable
from .core.types import Axes, Real
from .ops.promotion import floating
from .runtime import settings
from .runtime.convert import convert_to_tensor


class Constraint(Configurable):
    """Leaves a weight as it is; the base of those that do not.

    A subclass defines `__call__(self, w)`, which gives the weight's next value.
    """

    kind = "constraint"

    def __call__(self, w):
        return w


def _norms(w: torch.Tensor, axis) -> torch.Tensor:
    """Euclidean norms over `axis`, which stays with size 1."""
    axis = tuple(axis) if isinstance(axis, (list, tuple)) else axis
    return w.square().sum(axis, keepdim=True).sqrt()


class MaxNorm(Constraint):
    """Scales vectors that are longer than `max_value` down to it.

    Args:
        max_value: The greatest norm.
        axis: Axes over which norms are taken: the first one of a Dense kernel, the first three of a Conv2D kernel.

    Reference:
        Srivastava et al., 2014, https://jmlr.org/papers/v15/srivastava14a.html
    """

    def __init__(self, max_value: Real = 2, axis: Axes = 0):
        self.max_value = max_value
        self.axis = axis

    def __call__(self, w):
        w = floating(convert_to_tensor(w))
        norms = _norms(w, self.axis)
        return w * (norms.clamp(0, self.max_value) / (settings.epsilon() + norms))


class NonNeg(Constraint):
    """Sets negative weights to 0."""

    def __call__(self, w):
        return convert_to_tensor(w).clamp(min=0)


class UnitNorm(Constraint):
    """Scales vectors to norm 1.

    Args:
        axis: Axes over which norms are taken: the first one of a Dense kernel, the first three of a Conv2D kernel.
    """

    def __init__(self, axis: Axes = 0):
        self.axis = axis

    def __call__(self, w):
        w = floating(convert_to_tensor(w))
        return w / (settings.epsilon() + _norms(w, self.axis))


class MinMaxNorm(Constraint):
    """Brings the norms of vectors between two bounds.

    Args:
        min_value: The least norm.
        max_value: The greatest norm.
        rate: How far each step goes: 1 is all the way.
        axis: Axes over which norms are taken: the first one of a Dense kernel, the first three of a Conv2D kernel.
    """

    def __init__(self, min_value: Real = 0.0, max_value: Real = 1.0, rate: Real = 1.0, axis: Axes = 0):
        self.min_value = min_value
        self.max_value = max_value
        self.rate = rate
        self.axis = axis

    def __call__(self, w):
        w = floating(convert_to_tensor(w))
        norms = _norms(w, self.axis)
        desired = self.rate * norms.clamp(self.min_value, self.max_value) + (1 - self.rate) * norms
        return w * (desired / (settings.epsilon() + norms))


max_norm, non_neg, unit_norm, min_max_norm = MaxNorm, NonNeg, UnitNorm, MinMaxNorm


def get(identifier):
    """The constraint of a name, config dictionary, class or function; `None` for `None`.

    Raises:
        ValueError: Nothing of that name is known.
    """
    return objects.get("constraint", identifier)


def serialize(constraint) -> dict:
    """The constraint as a config dictionary."""
    return objects.serialize_keras_object(constraint)


def deserialize(config, custom_objects=None):
    """The constraint of a config dictionary.

    Args:
        config: What `serialize()` gave.
        custom_objects: Dictionary of names to classes that are not hornpipe's own.
    """
    return objects.deserialize_keras_object(config, custom_objects=custom_objects, module_objects=registry.known("constraint"))
