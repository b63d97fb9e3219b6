"""Probabilities, the logits that they came from, and the bounds that keep their logarithms finite.

The result of a softmax may remember its logits (`_softmax_logits`). From them a crossentropy takes fewer kernels, and gives the
numbers of the clipped probabilities: the bounds are the same.
"""
from __future__ import annotations

import functools
import math

import torch

from ..runtime import settings


class Bounds:
    """What clipping probabilities to `[epsilon, 1 - epsilon]` means for logarithms, rounding included."""

    def __init__(self, epsilon: float, dtype: torch.dtype):
        self.log_least = math.log(epsilon) if epsilon else -math.inf
        self.log_most = math.log(float(torch.tensor(1 - epsilon, dtype=dtype, device="cpu")))
        # The numbers next to them: torch's derivative of clipping is 0 on the bounds themselves.
        self.below_least, self.above_most = _next(self.log_least, -math.inf, dtype), _next(self.log_most, math.inf, dtype)
        self.outside = _next(epsilon, -math.inf, dtype), _next(1 - epsilon, math.inf, dtype)            # likewise for the probabilities


def _next(value: float, direction: float, dtype: torch.dtype) -> float:
    return float(torch.nextafter(*(torch.tensor(v, dtype=dtype, device="cpu") for v in (value, direction))))


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
    logits = getattr(y_pred, "_softmax_logits", None)
    if logits is None or axis not in (-1, y_pred.ndim - 1) or y_pred._version:      # changed in place since
        return None
    return logits


def cast(y_pred: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    """`y_pred` in another dtype, with the logits that it remembers."""
    made, logits = y_pred.to(dtype), softmax_logits(y_pred, -1)
    if logits is not None:
        made._softmax_logits = logits.to(dtype)
    return made
