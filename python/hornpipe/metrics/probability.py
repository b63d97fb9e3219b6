"""Losses between distributions as metrics."""
from __future__ import annotations

from .. import losses
from .mean import MeanMetricWrapper


class KLDivergence(MeanMetricWrapper, of=losses.kl_divergence):
    """Mean Kullback-Leibler divergence of predicted distributions from the true ones."""


class Poisson(MeanMetricWrapper, of=losses.poisson):
    """Mean negative log-likelihood of counts, up to a constant."""


class BinaryCrossentropy(MeanMetricWrapper, of=losses.binary_crossentropy, aliases=("bce", "BCE"),
                         order=("name", "dtype", "from_logits", "label_smoothing"),
                         defaults={"label_smoothing": 0}):
    """Mean crossentropy of two classes, or of many that do not exclude each other."""


class CategoricalCrossentropy(MeanMetricWrapper, of=losses.categorical_crossentropy, defaults={"label_smoothing": 0}):
    """Mean crossentropy of classes that exclude each other, with one-hot targets."""


class SparseCategoricalCrossentropy(MeanMetricWrapper, of=losses.sparse_categorical_crossentropy):
    """Mean crossentropy of classes that exclude each other, with class numbers as targets."""
