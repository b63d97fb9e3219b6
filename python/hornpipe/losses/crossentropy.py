"""Crossentropies: the negative logarithm of the probability that was given to the truth."""
from __future__ import annotations

import warnings

import torch
import torch.nn.functional as F

from .. import activations
from ..core.errors import ArgumentError
from ..core.types import Array, Axis, Flag, Int, Real
from .class_derivative import DistributionDerivative, LabelDerivative, smooth
from .derivative import SigmoidDerivative
from .function import loss_function, require_same_shape
from .labels import class_numbers, refuse_labels
from .logits import bounds, clipped, log_probabilities, softmax_logits
from .loss import Loss


def require_axis(axis: int, ndim: int):
    if not -ndim <= axis < ndim:
        raise ArgumentError(f"`axis` must be within [{-ndim}, {ndim}) for a `y_pred` of rank {ndim}, got {axis}.", argument="axis", actual=axis)


# ---------------------------------------------------------------- two classes

MANY = 1 << 13          # elements from which torch's kernel, one logarithm after the other on one core, takes longer than several kernels on all

def _binary(y_true, y_pred, from_logits, reduction="none"):
    """Crossentropy of each element."""
    require_same_shape(y_true, y_pred)
    if from_logits:
        return F.binary_cross_entropy_with_logits(y_pred, y_true, reduction=reduction)
    y_pred = clipped(y_pred)
    if y_pred.device.type == "cpu" and y_pred.numel() < MANY:
        try:
            return F.binary_cross_entropy(y_pred, y_true, reduction=reduction)
        except RuntimeError:            # Keras: targets outside of 0 to 1 extrapolate; torch's kernel refuses them, on a GPU by ending the process
            if y_true.min() >= 0 and y_true.max() <= 1:
                raise
    values = _by_logarithms(y_true, y_pred)
    return values.mean() if reduction == "mean" else values


def _by_logarithms(y_true, y_pred):
    return torch.addcmul(torch.log1p(-y_pred), y_true, torch.logit(y_pred)).neg()


def _mean_binary(y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1):
    return _binary(smooth(y_true, label_smoothing, 2), y_pred, from_logits, "mean")


def _binary_derivative(activation, dtype, from_logits=False, label_smoothing=0.0, axis=-1):
    if from_logits or label_smoothing or activation is not activations.sigmoid or dtype.itemsize < 4:
        return None
    return SigmoidDerivative(dtype, lambda y_true, y_pred: _by_logarithms(y_true, clipped(y_pred)), bounds(dtype).outside)


@loss_function(aliases=("bce", "BCE"), mean=_mean_binary, with_gradient=_binary_derivative)
def binary_crossentropy(y_true: Array, y_pred: Array, from_logits: Flag = False, label_smoothing: Real = 0.0, axis: Axis = -1):
    """Mean over `axis` of `-log(p)` where the target is 1 and `-log(1 - p)` where it is 0.

    Args:
        y_true: Targets from 0 to 1, `(batch, ..., n)`.
        y_pred: Probabilities of the same shape, or logits.
        from_logits: Whether `y_pred` holds logits.
        label_smoothing: From 0 to 1: how far targets move towards 0.5.
        axis: Axis of the mean.

    Shapes:
        Two of `(batch, ..., n)` to `(batch, ...)`.

    Raises:
        ShapeError: Targets and predictions differ in shape.
    """
    return _binary(smooth(y_true, label_smoothing, 2), y_pred, from_logits).mean(axis)


class BinaryCrossentropy(Loss, of=binary_crossentropy):
    """Crossentropy of two classes, or of many that do not exclude each other."""


# ---------------------------------------------------------------- many classes, targets as distributions

def require_classes(y_true, y_pred, axis: int, function: str):
    """Checks of a loss over a class axis: equal shapes, and more than one class."""
    require_axis(axis, y_pred.ndim)
    require_same_shape(y_true, y_pred)
    if y_pred.shape[axis] == 1:
        warnings.warn(f"`{function}` over a single class is 0 whatever the predictions: `y_pred` has shape {tuple(y_pred.shape)}. "
                      "Use `binary_crossentropy` for two classes.", SyntaxWarning, stacklevel=4)


@loss_function(with_gradient=DistributionDerivative.of)
def categorical_crossentropy(y_true: Array, y_pred: Array, from_logits: Flag = False, label_smoothing: Real = 0.0, axis: Axis = -1):
    """`-sum(y_true * log(y_pred))` over the classes.

    Args:
        y_true: Targets, one-hot or distributions, `(batch, ..., classes)`.
        y_pred: Probabilities of the same shape, or logits. Probabilities are made to sum to 1.
        from_logits: Whether `y_pred` holds logits.
        label_smoothing: From 0 to 1: how far targets move towards the uniform distribution.
        axis: Axis of the classes.

    Shapes:
        Two of `(batch, ..., classes)` to `(batch, ...)`.

    Raises:
        ShapeError: Targets and predictions differ in shape.
    """
    require_classes(y_true, y_pred, axis, "categorical_crossentropy")
    return -(smooth(y_true, label_smoothing, y_true.shape[-1]) * log_probabilities(y_pred, from_logits, axis)).sum(axis)


class CategoricalCrossentropy(Loss, of=categorical_crossentropy):
    """Crossentropy of classes that exclude each other, with one-hot targets."""


# ---------------------------------------------------------------- many classes, targets as class numbers

@loss_function(labels=True, with_gradient=LabelDerivative.of)
def sparse_categorical_crossentropy(y_true: Array, y_pred: Array, from_logits: Flag = False, ignore_class: Int = None, axis: Axis = -1):
    """`-log(p)` for the probability `p` that was given to the true class.

    Args:
        y_true: Class numbers from 0, `(batch, ...)`, possibly with a class axis of size 1.
        y_pred: Probabilities, `(batch, ..., classes)`, or logits. Probabilities are made to sum to 1.
        from_logits: Whether `y_pred` holds logits.
        ignore_class: A class number whose samples do not count; none if `None`.
        axis: Axis of the classes.

    Shapes:
        `(batch, ...)` and `(batch, ..., classes)` to `(batch, ...)`.

    Raises:
        ShapeError: Targets do not have the shape of the predictions without their classes.
        DataError: A class number is not below the number of classes.
    """
    require_axis(axis, y_pred.ndim)
    labels = class_numbers(y_true, y_pred, axis)
    counts = None if ignore_class is None else labels != ignore_class
    if counts is not None:
        labels = labels.where(counts, 0)
    values = _negative_log(labels, y_pred, from_logits, axis)
    if counts is None:
        return values
    values = values.where(counts, 0)
    values._keras_mask = counts
    return values


def _negative_log(labels, y_pred, from_logits, axis):
    """`-log(p)` of the labelled classes."""
    logits = y_pred if from_logits else softmax_logits(y_pred, axis)
    rows, shape = y_pred if logits is None else logits, labels.shape
    if rows.ndim != 2 or axis not in (-1, 1):               # torch's kernels take rows
        rows, labels = rows.movedim(axis, -1).reshape(-1, rows.shape[axis]), labels.reshape(-1)
    try:
        if logits is None:
            picked = rows.gather(-1, labels.unsqueeze(-1)).squeeze(-1) / rows.sum(-1)
            values = -clipped(picked).log()
        else:
            values = F.cross_entropy(rows, labels, reduction="none")
    except (IndexError, RuntimeError) as error:
        refuse_labels(error, labels, rows.shape[-1])
    if logits is not None and not from_logits:
        limits = bounds(y_pred.dtype)
        values = values.clamp(-limits.log_most, -limits.log_least)
    return values if values.shape == shape else values.reshape(shape)


class SparseCategoricalCrossentropy(Loss, of=sparse_categorical_crossentropy, untold=("axis",),
                                    order=("from_logits", "ignore_class", "reduction", "axis", "name", "dtype")):
    """Crossentropy of classes that exclude each other, with class numbers as targets."""
