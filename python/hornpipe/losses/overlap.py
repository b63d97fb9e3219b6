"""Losses of the overlap between a predicted and a true region, for segmentation."""
from __future__ import annotations

from ..core.types import Array, Axes, Real
from ..runtime import settings
from .function import loss_function
from .loss import Loss


@loss_function
def dice(y_true: Array, y_pred: Array, axis: Axes = None):
    """One minus twice the overlap divided by the sum of both regions.

    Args:
        y_true: True region, values from 0 to 1.
        y_pred: Predicted region of the same shape.
        axis: Axes over which regions extend; all if `None`.

    Shapes:
        Two of one shape to that shape without `axis`.

    Reference:
        Milletari et al., 2016, https://arxiv.org/abs/1606.04797
    """
    return 1 - 2 * (y_true * y_pred).sum(axis) / (y_true.sum(axis) + y_pred.sum(axis) + settings.epsilon())


@loss_function
def tversky(y_true: Array, y_pred: Array, alpha: Real = 0.5, beta: Real = 0.5, axis: Axes = None):
    """One minus the overlap divided by the overlap plus what is wrongly out and wrongly in, weighted.

    Args:
        y_true: True region, values from 0 to 1.
        y_pred: Predicted region of the same shape.
        alpha: Weight of what is true and not predicted.
        beta: Weight of what is predicted and not true.
        axis: Axes over which regions extend; all if `None`.

    Shapes:
        Two of one shape to that shape without `axis`.

    Reference:
        Salehi et al., 2017, https://arxiv.org/abs/1706.05721
    """
    overlap = (y_true * y_pred).sum(axis)
    missing, surplus = (y_true * (1 - y_pred)).sum(axis), ((1 - y_true) * y_pred).sum(axis)
    # Keras: its text has the two weights the other way round.
    return 1 - overlap / (overlap + alpha * missing + beta * surplus + settings.epsilon())


class Dice(Loss, of=dice, order=("reduction", "name", "axis", "dtype")):
    """One minus the Dice coefficient of the two regions."""


class Tversky(Loss, of=tversky, order=("alpha", "beta", "reduction", "name", "axis", "dtype")):
    """One minus the Tversky index of the two regions."""
