"""How often predictions are right."""
from __future__ import annotations

import functools

import torch

from ..core.errors import ShapeError
from ..core.types import Array, Flag, Int, Real
from ..losses.function import as_pair
from ..losses.labels import refuse_labels
from .mean import MeanMetricWrapper, metric_function


@functools.partial(metric_function, prepare=functools.partial(as_pair, floats=False))
def accuracy(y_true: Array, y_pred: Array):
    """1 where prediction and target are equal, else 0.

    Args:
        y_true: Targets.
        y_pred: Predictions of the same shape.
    """
    return y_true == y_pred


@metric_function
def binary_accuracy(y_true: Array, y_pred: Array, threshold: Real = 0.5):
    """1 where the target is that of the predicted class, else 0.

    Args:
        y_true: Targets 0 and 1.
        y_pred: Probabilities of class 1, of the same shape.
        threshold: Above it, class 1 is predicted.
    """
    return (y_pred > threshold) == y_true


@metric_function
def categorical_accuracy(y_true: Array, y_pred: Array):
    """1 where the class of the greatest prediction is the true one, else 0.

    Args:
        y_true: One-hot targets, `(batch, ..., classes)`.
        y_pred: Probabilities or logits of the same shape.

    Shapes:
        Two of `(batch, ..., classes)` to `(batch, ...)`.
    """
    return y_true.argmax(-1) == y_pred.argmax(-1)


@functools.partial(metric_function, labels=True)
def sparse_categorical_accuracy(y_true: Array, y_pred: Array):
    """1 where the class of the greatest prediction is the true one, else 0.

    Args:
        y_true: Class numbers from 0, `(batch, ...)`, possibly with a last axis of size 1.
        y_pred: Probabilities or logits, `(batch, ..., classes)`.

    Shapes:
        The shape of `y_true`.
    """
    return _like(y_pred.argmax(-1), y_true) == y_true


@metric_function
def top_k_categorical_accuracy(y_true: Array, y_pred: Array, k: Int = 5):
    """1 where the true class is among the `k` greatest predictions, else 0.

    Args:
        y_true: One-hot targets, `(batch, ..., classes)`.
        y_pred: Probabilities or logits of the same shape.
        k: How many predictions count.

    Shapes:
        Two of `(batch, ..., classes)` to `(batch, ...)`.
    """
    return _in_top_k(y_true.argmax(-1), y_pred, k)


@functools.partial(metric_function, labels=True)
def sparse_top_k_categorical_accuracy(y_true: Array, y_pred: Array, k: Int = 5, from_sorted_ids: Flag = False):
    """1 where the true class is among the `k` greatest predictions, else 0.

    Args:
        y_true: Class numbers from 0, `(batch, ...)`, possibly with a last axis of size 1.
        y_pred: Probabilities or logits, `(batch, ..., classes)`; or class numbers, best first.
        k: How many predictions count.
        from_sorted_ids: Whether `y_pred` holds class numbers.

    Shapes:
        The shape of `y_true`.
    """
    numbers = _like(y_true, y_pred[..., 0])
    right = (y_pred[..., :k] == numbers.unsqueeze(-1)).any(-1) if from_sorted_ids else _in_top_k(numbers.to(torch.int64), y_pred, k)
    return _like(right, y_true)


def _like(x, other):
    """`x` in the shape of `other`, from which it differs by axes of size 1 only."""
    if x.shape == other.shape:
        return x
    if x.numel() != other.numel():
        raise ShapeError(f"`y_true` must hold one class number for each prediction, got {tuple(x.shape)} and {tuple(other.shape)}.",
                         argument="y_true", expected=tuple(other.shape), actual=tuple(x.shape))
    return x.reshape(other.shape)


def _in_top_k(numbers, y_pred, k):
    """Whether fewer than `k` classes are predicted more strongly than the numbered ones: equals share a place."""
    try:
        own = y_pred.gather(-1, numbers.unsqueeze(-1))
    except RuntimeError as error:
        refuse_labels(error, numbers, y_pred.shape[-1])
    return ((y_pred > own).sum(-1) < k) & ~own.squeeze(-1).isnan()


class Accuracy(MeanMetricWrapper, of=accuracy, joins=True, direction="up"):
    """Share of predictions that equal their targets."""


class BinaryAccuracy(MeanMetricWrapper, of=binary_accuracy, joins=True, direction="up"):
    """Share of right predictions, of two classes."""


class CategoricalAccuracy(MeanMetricWrapper, of=categorical_accuracy, joins=True, direction="up"):
    """Share of right predictions, with one-hot targets."""


class SparseCategoricalAccuracy(MeanMetricWrapper, of=sparse_categorical_accuracy, joins=True, direction="up"):
    """Share of right predictions, with class numbers as targets."""


class TopKCategoricalAccuracy(MeanMetricWrapper, of=top_k_categorical_accuracy, joins=True, direction="up", order=("k", "name", "dtype")):
    """Share of samples whose class is among the `k` likeliest, with one-hot targets."""


class SparseTopKCategoricalAccuracy(MeanMetricWrapper, of=sparse_top_k_categorical_accuracy, joins=True, direction="up", untold=("from_sorted_ids",),
                                    order=("k", "name", "dtype", "from_sorted_ids")):
    """Share of samples whose class is among the `k` likeliest, with class numbers as targets."""
