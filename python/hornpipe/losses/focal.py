"""Focal losses: crossentropies that give less weight to what is classified well already."""
from __future__ import annotations

import torch
import torch.nn.functional as F

from ..core.types import Array, Axis, Flag, Real, Reals
from .crossentropy import require_classes, smooth
from .function import loss_function, require_same_shape
from .logits import clipped
from .loss import Loss


@loss_function
def binary_focal_crossentropy(y_true: Array, y_pred: Array, apply_class_balancing: Flag = False, alpha: Real = 0.25, gamma: Real = 2.0,
                              from_logits: Flag = False, label_smoothing: Real = 0.0, axis: Axis = -1):
    """Binary crossentropy times `(1 - p)**gamma`, `p` being the probability given to the truth; mean over `axis`.

    Args:
        y_true: Targets from 0 to 1, `(batch, ..., n)`.
        y_pred: Probabilities of the same shape, or logits.
        apply_class_balancing: Whether class 1 is weighted by `alpha` and class 0 by `1 - alpha`.
        alpha: Weight of class 1.
        gamma: How much weight well classified samples lose; 0 gives the crossentropy.
        from_logits: Whether `y_pred` holds logits.
        label_smoothing: From 0 to 1: how far targets move towards 0.5.
        axis: Axis of the mean.

    Shapes:
        Two of `(batch, ..., n)` to `(batch, ...)`.

    Reference:
        Lin et al., 2018, https://arxiv.org/abs/1708.02002
    """
    require_same_shape(y_true, y_pred)
    y_true = smooth(y_true, label_smoothing, 2)
    if from_logits:
        y_pred = torch.sigmoid(y_pred)
    values = F.binary_cross_entropy(clipped(y_pred), y_true, reduction="none")
    truth = y_true * y_pred + (1 - y_true) * (1 - y_pred)
    values = (1 - truth) ** gamma * values
    if apply_class_balancing:
        values = (y_true * alpha + (1 - y_true) * (1 - alpha)) * values
    return values.mean(axis)


@loss_function
def categorical_focal_crossentropy(y_true: Array, y_pred: Array, alpha: Reals = 0.25, gamma: Real = 2.0, from_logits: Flag = False,
                                   label_smoothing: Real = 0.0, axis: Axis = -1):
    """Categorical crossentropy with the term of each class weighted by `alpha * (1 - p)**gamma`.

    Args:
        y_true: Targets, one-hot or distributions, `(batch, ..., classes)`.
        y_pred: Probabilities of the same shape, or logits.
        alpha: Weight, one for all classes or one for each.
        gamma: How much weight well classified samples lose; 0 gives the crossentropy.
        from_logits: Whether `y_pred` holds logits.
        label_smoothing: From 0 to 1: how far targets move towards the uniform distribution.
        axis: Axis of the classes.

    Shapes:
        Two of `(batch, ..., classes)` to `(batch, ...)`.

    Reference:
        Lin et al., 2018, https://arxiv.org/abs/1708.02002
    """
    require_classes(y_true, y_pred, axis, "categorical_focal_crossentropy")
    y_true = smooth(y_true, label_smoothing, y_true.shape[-1])
    if from_logits:
        y_pred = torch.softmax(y_pred, axis)
    p = clipped(y_pred / y_pred.sum(axis, keepdim=True))
    weight = alpha if isinstance(alpha, (int, float)) else torch.as_tensor(alpha, dtype=p.dtype, device=p.device)
    return -(weight * (1 - p) ** gamma * y_true * p.log()).sum(axis)


class BinaryFocalCrossentropy(Loss, of=binary_focal_crossentropy):
    """Binary crossentropy that gives less weight to what is classified well."""


class CategoricalFocalCrossentropy(Loss, of=categorical_focal_crossentropy):
    """Categorical crossentropy that gives less weight to what is classified well."""
