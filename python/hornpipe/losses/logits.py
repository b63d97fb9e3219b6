"""Probabilities, the logits that they came from, and the bounds that keep their logarithms finite.

The result of a softmax or sigmoid may remember its logits (`_softmax_logits`, `_sigmoid_logits`). From them a crossentropy
takes half the kernels, and gives the numbers of the clipped probabilities: the bounds are the same.
"""
from __future__ import annotations

import functools
import math

import torch

from ..runtime import settings


class Bounds:
    """What clipping probabilities to `[epsilon, 1 - epsilon]` means for logarithms and logits, rounding included."""

    def __init__(self, epsilon: float, dtype: torch.dtype):
        self.least, self.most = epsilon, float(torch.tensor(1 - epsilon, dtype=dtype, device="cpu"))
        self.log_least, self.log_most = math.log(self.least), math.log(self.most)
        self.logit_least = self.log_least - math.log1p(-self.least)
        self.logit_most = self.log_most - math.log1p(-self.most) if self.most < 1 else math.inf


_bounds = functools.lru_cache(maxsize=None)(Bounds)


def bounds(dtype: torch.dtype) -> Bounds:
    return _bounds(settings.epsilon(), dtype)


def clipped(probabilities: torch.Tensor) -> torch.Tensor:
    """Probabilities whose logarithms, and those of their complements, are finite."""
    epsilon = settings.epsilon()
    return probabilities.clamp(epsilon, 1 - epsilon)


def log_probabilities(y_pred: torch.Tensor, from_logits: bool, axis: int) -> torch.Tensor:
    """Logarithms of class probabilities along `axis`, clipped unless they come of logits that the user gave."""
    if from_logits:
        return torch.log_softmax(y_pred, axis)
    logits = softmax_logits(y_pred, axis)
    if logits is not None:
        limits = bounds(y_pred.dtype)
        return torch.log_softmax(logits, axis).clamp(limits.log_least, limits.log_most)
    return clipped(y_pred / y_pred.sum(axis, keepdim=True)).log()


def softmax_logits(y_pred: torch.Tensor, axis: int):
    """What `y_pred` is the softmax of, along its last axis; None where that is not known or not asked."""
    return _remembered(y_pred, "_softmax_logits") if axis in (-1, y_pred.ndim - 1) else None


def sigmoid_logits(y_pred: torch.Tensor):
    """What `y_pred` is the sigmoid of; None where that is not known."""
    return _remembered(y_pred, "_sigmoid_logits")


def _remembered(y_pred, name):
    logits = getattr(y_pred, name, None)
    return logits if logits is not None and y_pred._version == 0 else None      # not changed in place since


def cast(y_pred: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    """`y_pred` in another dtype, with the logits that it remembers."""
    made = y_pred.to(dtype)
    for name in ("_softmax_logits", "_sigmoid_logits"):
        logits = _remembered(y_pred, name)
        if logits is not None:
            setattr(made, name, logits.to(dtype))
    return made
