"""How well predictions go along with targets."""
from __future__ import annotations

from ..core.types import Array, Axis
from ..runtime import settings
from .mean import MeanMetricWrapper, metric_function


def _centered(y_true, y_pred, axis):
    return y_true - y_true.mean(axis, keepdim=True), y_pred - y_pred.mean(axis, keepdim=True)


@metric_function
def pearson_correlation(y_true: Array, y_pred: Array, axis: Axis = -1):
    """Pearson's correlation along an axis, from -1 to 1.

    Args:
        y_true: Targets.
        y_pred: Predictions of the same shape.
        axis: Axis along which samples lie.

    Shapes:
        Two of one shape to that shape without `axis`.
    """
    true, pred = _centered(y_true, y_pred, axis)
    return (true * pred).sum(axis) / (true.square().sum(axis) * pred.square().sum(axis)).sqrt()


@metric_function
def concordance_correlation(y_true: Array, y_pred: Array, axis: Axis = -1):
    """Lin's concordance correlation along an axis: 1 where predictions equal targets, less where they are only proportional.

    Args:
        y_true: Targets.
        y_pred: Predictions of the same shape.
        axis: Axis along which samples lie.

    Shapes:
        Two of one shape to that shape without `axis`.

    Reference:
        Lin, 1989, https://doi.org/10.2307/2532051
    """
    true, pred = _centered(y_true, y_pred, axis)
    distance = (y_true.mean(axis) - y_pred.mean(axis)).square()
    return 2 * (true * pred).mean(axis) / (true.square().mean(axis) + pred.square().mean(axis) + distance + settings.epsilon())


class PearsonCorrelation(MeanMetricWrapper, of=pearson_correlation, direction="up"):
    """Mean of Pearson's correlation."""


class ConcordanceCorrelation(MeanMetricWrapper, of=concordance_correlation, direction="up"):
    """Mean of Lin's concordance correlation."""
