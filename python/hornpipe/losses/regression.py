"""Losses between numbers. Each is a mean over the last axis."""
from __future__ import annotations

import functools
import math

import torch.nn.functional as F

from ..core.types import Array, Axis, Real
from ..runtime import settings
from .derivative import ElementDerivative
from .function import loss_function
from .loss import Loss

LOG_2 = math.log(2)


def _mse(y_true, y_pred, reduction="mean"):
    return F.mse_loss(y_pred, y_true, reduction=reduction)


def _mae(y_true, y_pred, reduction="mean"):
    return F.l1_loss(y_pred, y_true, reduction=reduction)


_mse_derivative = ElementDerivative.maker(functools.partial(_mse, reduction="none"), lambda y_true, y_pred: (y_pred - y_true).mul_(2))
_mae_derivative = ElementDerivative.maker(functools.partial(_mae, reduction="none"), lambda y_true, y_pred: (y_pred - y_true).sgn_())


@loss_function(aliases=("mse", "MSE"), mean=_mse, with_gradient=_mse_derivative)
def mean_squared_error(y_true: Array, y_pred: Array):
    """Mean of `(y_true - y_pred)**2` over the last axis.

    Args:
        y_true: Targets, `(batch, ..., n)`.
        y_pred: Predictions of the same shape.

    Shapes:
        Two of `(batch, ..., n)` to `(batch, ...)`.
    """
    return (y_true - y_pred).square().mean(-1)


@loss_function(aliases=("mae", "MAE"), mean=_mae, with_gradient=_mae_derivative)
def mean_absolute_error(y_true: Array, y_pred: Array):
    """Mean of `|y_true - y_pred|` over the last axis.

    Args:
        y_true: Targets, `(batch, ..., n)`.
        y_pred: Predictions of the same shape.

    Shapes:
        Two of `(batch, ..., n)` to `(batch, ...)`.
    """
    return (y_true - y_pred).abs().mean(-1)


@loss_function(aliases=("mape", "MAPE"))
def mean_absolute_percentage_error(y_true: Array, y_pred: Array):
    """`100` times the mean of `|(y_true - y_pred) / y_true|` over the last axis.

    Args:
        y_true: Targets, `(batch, ..., n)`; those near 0 count as `epsilon()`.
        y_pred: Predictions of the same shape.

    Shapes:
        Two of `(batch, ..., n)` to `(batch, ...)`.
    """
    return 100 * ((y_true - y_pred) / y_true.abs().clamp(min=settings.epsilon())).abs().mean(-1)


@loss_function(aliases=("msle", "MSLE"))
def mean_squared_logarithmic_error(y_true: Array, y_pred: Array):
    """Mean of `(log(1 + y_true) - log(1 + y_pred))**2` over the last axis.

    Args:
        y_true: Targets, `(batch, ..., n)`; negative ones count as 0.
        y_pred: Predictions of the same shape, likewise.

    Shapes:
        Two of `(batch, ..., n)` to `(batch, ...)`.
    """
    least = settings.epsilon()
    return ((y_pred.clamp(min=least) + 1).log() - (y_true.clamp(min=least) + 1).log()).square().mean(-1)


@loss_function
def cosine_similarity(y_true: Array, y_pred: Array, axis: Axis = -1):
    """Minus the cosine of the angle between targets and predictions: -1 where they point the same way.

    Args:
        y_true: Targets.
        y_pred: Predictions of the same shape.
        axis: Axis along which the vectors lie.

    Shapes:
        Two of `(batch, ..., n)` to `(batch, ...)`.
    """
    return -(F.normalize(y_true, dim=axis) * F.normalize(y_pred, dim=axis)).sum(axis)


@loss_function
def huber(y_true: Array, y_pred: Array, delta: Real = 1.0):
    """Half the squared error where it is below `delta`, beyond that `delta` times the absolute one; mean over the last axis.

    Args:
        y_true: Targets, `(batch, ..., n)`.
        y_pred: Predictions of the same shape.
        delta: Where the loss turns from a square into a line.

    Shapes:
        Two of `(batch, ..., n)` to `(batch, ...)`.

    Reference:
        Huber, 1964, https://doi.org/10.1214/aoms/1177703732
    """
    distance = (y_pred - y_true).abs()
    within = distance.clamp(max=delta)
    return (within * (distance - 0.5 * within)).mean(-1)


@loss_function
def log_cosh(y_true: Array, y_pred: Array):
    """Mean of `log(cosh(y_pred - y_true))` over the last axis: about half the square for small errors, the distance for great ones.

    Args:
        y_true: Targets, `(batch, ..., n)`.
        y_pred: Predictions of the same shape.

    Shapes:
        Two of `(batch, ..., n)` to `(batch, ...)`.
    """
    error = y_pred - y_true
    return (error + F.softplus(-2 * error) - LOG_2).mean(-1)


class MeanSquaredError(Loss, of=mean_squared_error):
    """Mean of squared errors."""


class MeanAbsoluteError(Loss, of=mean_absolute_error):
    """Mean of absolute errors."""


class MeanAbsolutePercentageError(Loss, of=mean_absolute_percentage_error):
    """Mean of absolute errors, in percent of the targets."""


class MeanSquaredLogarithmicError(Loss, of=mean_squared_logarithmic_error):
    """Mean of squared errors of the logarithms."""


class CosineSimilarity(Loss, of=cosine_similarity, untold=("axis",)):
    """Minus the mean cosine of the angle between targets and predictions."""


class Huber(Loss, of=huber, defaults={"name": "huber_loss"}, untold=("delta",)):
    """Squared errors where they are small, absolute ones where they are great."""


class LogCosh(Loss, of=log_cosh):
    """Mean logarithm of the hyperbolic cosine of the error."""
