"""F-scores: precision and recall in one figure."""
from __future__ import annotations

import torch

from ..core.errors import ArgumentError, ShapeError
from ..core.types import Array, DType, Real, Text
from ..losses.function import require_same_shape
from ..runtime import settings
from ..runtime.convert import convert_to_tensor
from .metric import Metric, increase
from .weights import per_row

AVERAGES = (None, "micro", "macro", "weighted")


def _refuse(name, value, rule, with_type=False):
    kind = f" of type '{type(value)}'" if with_type else ""
    raise ArgumentError(f"Invalid `{name}` argument value. It should {rule}. Received: {name}={value}{kind}", argument=name, actual=value)


class FBetaScore(Metric, joins=True, direction="up"):
    """`(1 + beta**2) * precision * recall / (beta**2 * precision + recall)`, for each class.

    Args:
        average: What becomes of the classes: "macro" (mean of their scores), "weighted" (by how often they occur),
            "micro" (all counts together), or `None`: a score for each.
        beta: How much more recall counts than precision.
        threshold: Above it, a class is predicted; if `None`, the class with the greatest prediction is.
        name: Name.
        dtype: Dtype of the arithmetic; floatx if `None`.

    Raises:
        ValueError: `average` is none of these, `beta` is no positive float, or `threshold` is no float in (0, 1].

    Reference:
        van Rijsbergen, 1979, Information Retrieval
    """

    def __init__(self, average: Text = None, beta: Real = 1.0, threshold: Real = None, name: Text = "fbeta_score", dtype: DType = None):
        super().__init__(name=name, dtype=dtype)
        if average not in AVERAGES:
            _refuse("average", average, "be one of None, 'micro', 'macro', 'weighted'")
        if not isinstance(beta, float):
            _refuse("beta", beta, "be a Python float", True)
        if beta <= 0:
            _refuse("beta", beta, "be > 0")
        if threshold is not None:
            if not isinstance(threshold, float):
                _refuse("threshold", threshold, "be a Python float", True)
            if not 0 < threshold <= 1:
                _refuse("threshold", threshold, "verify 0 < threshold <= 1")
        self.average, self.beta, self.threshold = average, beta, threshold
        self._built = False

    def _build(self, classes: int):
        shape = () if self.average == "micro" else (classes,)
        for name in ("true_positives", "false_positives", "false_negatives", "intermediate_weights"):
            setattr(self, name, self.add_variable(shape, name=name))
        self._built = True

    def update_state(self, y_true: Array, y_pred: Array, sample_weight: Array = None):
        """Takes in a batch.

        Args:
            y_true: Targets 0 and 1, `(batch, classes)`.
            y_pred: Predictions of the same shape.
            sample_weight: Weights, one per sample.

        Raises:
            ShapeError: The shapes are others.
        """
        y_true, y_pred = (convert_to_tensor(y, self._torch_dtype).detach() for y in (y_true, y_pred))
        if y_true.ndim != 2 or y_pred.ndim != 2:
            raise ShapeError(f"{type(self).__name__} expects 2D inputs with shape (batch, classes), got {tuple(y_true.shape)} for `y_true` and "
                             f"{tuple(y_pred.shape)} for `y_pred`.", argument="y_pred", expected=2, actual=y_pred.ndim)
        require_same_shape(y_true, y_pred)
        if not self._built:
            self._build(y_true.shape[1])
        if self.threshold is None:
            # Keras: equals share the place, and a row of zeros predicts nothing.
            chosen = (y_pred >= y_pred.amax(-1, keepdim=True)) & (y_pred.abs() > 1e-9)
        else:
            chosen = y_pred > self.threshold
        chosen = chosen.to(self._torch_dtype)
        weight = 1 if sample_weight is None else per_row(sample_weight, y_pred)
        axis = None if self.average == "micro" else 0
        increase(self.true_positives, (chosen * y_true * weight).sum(axis))
        increase(self.false_positives, (chosen * (1 - y_true) * weight).sum(axis))
        increase(self.false_negatives, ((1 - chosen) * y_true * weight).sum(axis))
        increase(self.intermediate_weights, (y_true * weight).sum(axis))

    def result(self):
        if not self._built:
            return torch.zeros((), dtype=self._torch_dtype)
        least = settings.epsilon()
        precision = self.true_positives / (self.true_positives + self.false_positives + least)
        recall = self.true_positives / (self.true_positives + self.false_negatives + least)
        scores = (1 + self.beta**2) * precision * recall / (self.beta**2 * precision + recall + least)
        if self.average == "weighted":
            return (scores * self.intermediate_weights / (self.intermediate_weights.sum() + least)).sum()
        return scores if self.average is None else scores.mean()


class F1Score(FBetaScore, joins=True):
    """Harmonic mean of precision and recall, for each class.

    Args:
        average: What becomes of the classes: "macro" (mean of their scores), "weighted" (by how often they occur),
            "micro" (all counts together), or `None`: a score for each.
        threshold: Above it, a class is predicted; if `None`, the class with the greatest prediction is.
        name: Name.
        dtype: Dtype of the arithmetic; floatx if `None`.

    Raises:
        ValueError: `average` is none of these, or `threshold` is no float in (0, 1].
    """

    def __init__(self, average: Text = None, threshold: Real = None, name: Text = "f1_score", dtype: DType = None):
        super().__init__(average=average, beta=1.0, threshold=threshold, name=name, dtype=dtype)
