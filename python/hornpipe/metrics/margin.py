"""Hinge losses as metrics."""
from __future__ import annotations

from .. import losses
from .mean import MeanMetricWrapper


class Hinge(MeanMetricWrapper, of=losses.hinge):
    """Mean hinge loss of two classes."""


class SquaredHinge(MeanMetricWrapper, of=losses.squared_hinge):
    """Mean squared hinge loss of two classes."""


class CategoricalHinge(MeanMetricWrapper, of=losses.categorical_hinge):
    """Mean hinge loss of classes that exclude each other."""
