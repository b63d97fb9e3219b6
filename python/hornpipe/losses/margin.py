"""Losses that ask for a margin between right and wrong."""
from __future__ import annotations

import torch
import torch.nn.functional as F

from ..core.errors import ArgumentError
from ..core.types import Array, Flag, Real
from ..runtime.convert import convert_to_tensor
from .function import loss_function
from .loss import Loss


def _signs(y_true):
    """Targets -1 and 1 of targets 0 and 1; others as they are."""
    binary = ((y_true == 0) | (y_true == 1)).all()
    return torch.where(binary, 2 * y_true - 1, y_true)


@loss_function
def hinge(y_true: Array, y_pred: Array):
    """Mean of `max(1 - y_true * y_pred, 0)` over the last axis.

    Args:
        y_true: Targets -1 and 1, or 0 and 1, `(batch, ..., n)`.
        y_pred: Predictions of the same shape.

    Shapes:
        Two of `(batch, ..., n)` to `(batch, ...)`.
    """
    return (1 - _signs(y_true) * y_pred).clamp(min=0).mean(-1)


@loss_function
def squared_hinge(y_true: Array, y_pred: Array):
    """Mean of `max(1 - y_true * y_pred, 0)**2` over the last axis.

    Args:
        y_true: Targets -1 and 1, or 0 and 1, `(batch, ..., n)`.
        y_pred: Predictions of the same shape.

    Shapes:
        Two of `(batch, ..., n)` to `(batch, ...)`.
    """
    return (1 - _signs(y_true) * y_pred).clamp(min=0).square().mean(-1)


@loss_function
def categorical_hinge(y_true: Array, y_pred: Array):
    """`max(1 + the best wrong score - the true score, 0)`, over the last axis.

    Args:
        y_true: One-hot targets, `(batch, ..., classes)`.
        y_pred: Scores of the same shape.

    Shapes:
        Two of `(batch, ..., classes)` to `(batch, ...)`.
    """
    right, wrong = (y_true * y_pred).sum(-1), ((1 - y_true) * y_pred).amax(-1)
    return (1 + wrong - right).clamp(min=0)


@loss_function(labels=True)
def circle(y_true: Array, y_pred: Array, ref_labels: Array = None, ref_embeddings: Array = None, remove_diagonal: Flag = True,
           gamma: Real = 80, margin: Real = 0.4):
    """Brings embeddings of one class together and others apart, each pair by as much as it still lacks.

    Args:
        y_true: Class numbers from 0, `(batch,)`.
        y_pred: Embeddings of length 1, `(batch, size)`.
        ref_labels: Class numbers from 0 of the embeddings to compare with; `y_true` if `None`.
        ref_embeddings: The embeddings to compare with; `y_pred` if `None`.
        remove_diagonal: Whether an embedding is not compared with the reference of the same number.
        gamma: Scale.
        margin: Where pairs begin to count, from 0 to 1.

    Shapes:
        `(batch,)` and `(batch, size)` to `(batch,)`.

    Raises:
        ArgumentError: Only one of `ref_labels` and `ref_embeddings` is given.

    Reference:
        Sun et al., 2020, https://arxiv.org/abs/2002.10857
    """
    if (ref_labels is None) != (ref_embeddings is None):
        which = "ref_labels" if ref_labels is None else "ref_embeddings"
        raise ArgumentError(f"`ref_labels` and `ref_embeddings` must be given together, got None for `{which}`.", argument=which, actual=None)
    labels = y_true.reshape(-1)
    others = labels if ref_labels is None else convert_to_tensor(ref_labels).reshape(-1).to(labels.device)
    embeddings = y_pred if ref_embeddings is None else convert_to_tensor(ref_embeddings).to(y_pred)
    same = labels[:, None] == others
    different = ~same
    if remove_diagonal:
        same = same & ~torch.eye(*same.shape, dtype=torch.bool, device=same.device)
    distances = (1 - y_pred @ embeddings.t()).clamp(min=0)                      # (batch, references)
    near = gamma * (distances + margin).clamp(min=0) * (distances - margin)
    far = gamma * (1 + margin - distances).clamp(min=0) * (1 - margin - distances)
    values = F.softplus(_log_sum(near, same) + _log_sum(far, different))
    values._keras_mask = same.any(1) & different.any(1)         # others have nothing to be compared with
    return values


def _log_sum(terms, mask):
    """`log(sum(exp(terms)))` of each row, where the mask is True; nearly minus infinity where it is nowhere."""
    return terms.masked_fill(~mask, -1e9).logsumexp(1)


class Hinge(Loss, of=hinge):
    """Mean hinge loss of two classes."""


class SquaredHinge(Loss, of=squared_hinge):
    """Mean squared hinge loss of two classes."""


class CategoricalHinge(Loss, of=categorical_hinge):
    """Hinge loss of classes that exclude each other."""


class Circle(Loss, of=circle, order=("gamma", "margin", "remove_diagonal", "reduction", "name", "dtype"), defaults={"gamma": 80.0}):
    """Circle loss of embeddings of length 1, with class numbers as targets."""
