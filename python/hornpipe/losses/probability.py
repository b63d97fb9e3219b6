"""Losses between distributions, and likelihoods that are no crossentropies."""
from __future__ import annotations

import torch
import torch.nn.functional as F

from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Array, Real
from ..runtime import settings
from .function import loss_function
from .labels import class_numbers, refuse_labels
from .loss import Loss


@loss_function(aliases=("kld", "KLD"))
def kl_divergence(y_true: Array, y_pred: Array):
    """`sum(y_true * log(y_true / y_pred))` over the last axis: how far a distribution is from the true one.

    Args:
        y_true: True distributions, `(batch, ..., n)`.
        y_pred: Predicted distributions of the same shape.

    Shapes:
        Two of `(batch, ..., n)` to `(batch, ...)`.
    """
    least = settings.epsilon()
    y_true, y_pred = y_true.clamp(least, 1), y_pred.clamp(least, 1)
    return (y_true * (y_true / y_pred).log()).sum(-1)


@loss_function
def poisson(y_true: Array, y_pred: Array):
    """Mean of `y_pred - y_true * log(y_pred)` over the last axis: what makes counts `y_true` of rate `y_pred` unlikely.

    Args:
        y_true: Counts, `(batch, ..., n)`.
        y_pred: Rates of the same shape, not negative.

    Shapes:
        Two of `(batch, ..., n)` to `(batch, ...)`.
    """
    return (y_pred - y_true * (y_pred + settings.epsilon()).log()).mean(-1)


def check_q(q) -> float:
    if isinstance(q, bool) or not isinstance(q, (int, float)) or not 0 < q < 1:
        raise ArgumentError(f"`q` must be in the interval (0, 1), both ends excluded, {got(q)}.", argument="q", actual=q)
    return q


@loss_function(labels=True)
def categorical_generalized_cross_entropy(y_true: Array, y_pred: Array, q: Real):
    """`(1 - p**q) / q` for the probability `p` given to the true class: between the crossentropy (`q` near 0) and the absolute error (near 1).

    Wrong labels do less harm than in the crossentropy.

    Args:
        y_true: Class numbers from 0, `(batch, ...)`, possibly with a last axis of size 1.
        y_pred: Probabilities, `(batch, ..., classes)`.
        q: Between 0 and 1, both excluded.

    Shapes:
        `(batch, ...)` and `(batch, ..., classes)` to `(batch, ...)`.

    Raises:
        ArgumentError: `q` is not between 0 and 1.
        ShapeError: Targets do not have the shape of the predictions without their classes.
        DataError: A class number is not below the number of classes.

    Reference:
        Zhang and Sabuncu, 2018, https://arxiv.org/abs/1805.07836
    """
    check_q(q)
    labels = class_numbers(y_true, y_pred, -1)
    try:
        p = y_pred.gather(-1, labels.unsqueeze(-1)).squeeze(-1)
    except (IndexError, RuntimeError) as error:
        refuse_labels(error, labels, y_pred.shape[-1])
    return (1 - p**q) / q


@loss_function(labels=True)
def ctc(y_true: Array, y_pred: Array):
    """Connectionist temporal classification: minus the log-likelihood of a label sequence, whatever its alignment.

    Args:
        y_true: Label sequences, `(batch, length)`; 0 stands for the blank and fills up short ones.
        y_pred: Logits, `(batch, frames, classes)`.

    Shapes:
        `(batch, length)` and `(batch, frames, classes)` to `(batch,)`.

    Raises:
        ShapeError: The ranks are others.

    Reference:
        Graves et al., 2006, https://doi.org/10.1145/1143844.1143891
    """
    if y_true.ndim != 2 or y_pred.ndim != 3:
        raise ShapeError("`y_true` must have shape (batch, length) and `y_pred` (batch, frames, classes), "
                         f"got {tuple(y_true.shape)} and {tuple(y_pred.shape)}.",
                         argument="y_pred", expected=(2, 3), actual=(y_true.ndim, y_pred.ndim))
    labels = y_true.to(torch.int64)
    frames = torch.full((len(y_pred),), y_pred.shape[1], dtype=torch.int64, device=y_pred.device)
    wide = y_pred if y_pred.dtype in (torch.float32, torch.float64) else y_pred.float()         # the kernel takes no others
    return F.ctc_loss(wide.log_softmax(-1).transpose(0, 1), labels, frames, (labels != 0).sum(-1), blank=0, reduction="none").to(y_pred.dtype)


class KLDivergence(Loss, of=kl_divergence):
    """Kullback-Leibler divergence of predicted distributions from the true ones."""


class Poisson(Loss, of=poisson):
    """Negative log-likelihood of counts, up to a constant."""


class CategoricalGeneralizedCrossEntropy(Loss, of=categorical_generalized_cross_entropy, defaults={"q": 0.5}):
    """Categorical crossentropy made robust against wrong labels."""

    def _check_options(self):
        check_q(self.q)


class CTC(Loss, of=ctc):
    """Loss of label sequences whose alignment with the frames is not known."""
