"""Derivatives of crossentropies between classes, for steps without autograd (see `Loss.with_gradient()`)."""
from __future__ import annotations

import functools

import torch
import torch.nn.functional as F

from .. import activations
from .labels import class_numbers, refuse_labels
from .logits import bounds

MEAN, NO_CLASS = 1, -(2**63)        # torch's number for that reduction; a class number that nobody has, for those that do not count
_nll, _nll_backward = torch.ops.aten.nll_loss_forward.default, torch.ops.aten.nll_loss_backward.default
_clamp_backward, _log_softmax_backward = torch.ops.aten.hardtanh_backward.default, torch._log_softmax_backward_data


def smooth(y_true, label_smoothing: float, classes: int):
    """Targets moved towards the uniform distribution over `classes`.

    Keras: with another class axis too, classes are counted along the last one.
    """
    return y_true * (1 - label_smoothing) + label_smoothing / classes if label_smoothing else y_true


@functools.cache
def _one(dtype, device) -> torch.Tensor:
    return torch.ones((), dtype=dtype, device=device)


class _ClassDerivative:
    """That of the mean over rows of logits. Kept are the logarithms of the probabilities, or the logits where the model ends with those."""

    def __init__(self, dtype: torch.dtype, from_logits: bool):
        self.dtype, self.from_logits = dtype, from_logits

    def limits(self) -> tuple:
        """Between these, exclusive, lie the logarithms of probabilities that are not clipped."""
        found = bounds(self.dtype)
        return found.below_least, found.above_most

    def gradient(self, y_true, before):
        if before.ndim != 2 or before.dtype is not self.dtype or not isinstance(y_true, torch.Tensor) or hasattr(y_true, "_keras_mask"):
            return None
        targets = self._targets(y_true, before)
        if targets is None:
            return None
        logs = torch.log_softmax(before, 1)
        gradient = self._by_logs(targets, logs)
        if not self.from_logits:         # what is clipped has no gradient
            gradient = _clamp_backward(gradient, logs, *self.limits())
        return _log_softmax_backward(gradient, logs, 1, self.dtype), before if self.from_logits else logs

    def values(self, y_true, kept, batches):
        limits = bounds(self.dtype)
        logs = torch.log_softmax(kept, 1) if self.from_logits else kept.clamp(limits.log_least, limits.log_most)
        return self._of_rows(self._targets(y_true, kept), logs).view(batches, -1).mean(1)

    def predictions(self, kept):
        return kept if self.from_logits else kept.exp()

    def _targets(self, y_true, before):
        """Targets as they are computed with; None for data of another form."""
        raise NotImplementedError

    def _by_logs(self, targets, logs):
        """The derivative of the mean by the logarithms of the probabilities."""
        raise NotImplementedError

    def _of_rows(self, targets, logs):
        """The loss of each row."""
        raise NotImplementedError


class LabelDerivative(_ClassDerivative):
    """That of class numbers."""

    @classmethod
    def of(cls, activation, dtype, from_logits=False, ignore_class=None, axis=-1):
        fits = axis in (-1, 1) and ignore_class is None and dtype.itemsize >= 4
        return cls(dtype, from_logits) if fits and activation is (activations.linear if from_logits else activations.softmax) else None

    def _targets(self, y_true, before):
        return class_numbers(y_true, before, -1)

    def _by_logs(self, targets, logs):
        try:
            loss, count = _nll(logs, targets, None, MEAN, NO_CLASS)
        except (IndexError, RuntimeError) as error:
            refuse_labels(error, targets, logs.shape[-1])
        return _nll_backward(_one(loss.dtype, loss.device), logs, targets, None, MEAN, NO_CLASS, count)

    def _of_rows(self, targets, logs):
        return F.nll_loss(logs, targets, ignore_index=NO_CLASS, reduction="none")


class DistributionDerivative(_ClassDerivative):
    """That of distributions over the classes, such as one-hot rows."""

    def __init__(self, dtype, from_logits, label_smoothing):
        super().__init__(dtype, from_logits)
        self.label_smoothing = label_smoothing

    @classmethod
    def of(cls, activation, dtype, from_logits=False, label_smoothing=0.0, axis=-1):
        fits = axis in (-1, 1) and dtype.itemsize >= 4
        return cls(dtype, from_logits, label_smoothing) if fits and activation is (activations.linear if from_logits else activations.softmax) else None

    def _targets(self, y_true, before):
        if y_true.shape != before.shape or before.shape[1] < 2:
            return None
        return smooth(y_true.to(before.dtype), self.label_smoothing, before.shape[1])

    def _by_logs(self, targets, logs):
        return targets * (-1 / len(logs))

    def _of_rows(self, targets, logs):
        return -(targets * logs).sum(1)
