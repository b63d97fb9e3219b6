"""Area under a curve of two rates over all thresholds."""
from __future__ import annotations

import torch

from ..core.arguments import is_int
from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Array, DType, Flag, Int, Reals, Text
from ..runtime import settings
from ..runtime.convert import convert_to_tensor
from .confusion import Confusion, Thresholds
from .metric import no_nan

CURVES = ("ROC", "PR", "PRGAIN")
METHODS = ("interpolation", "majoring", "minoring")


class AUC(Confusion, joins=True, direction="up"):
    """Area under the ROC or precision-recall curve, summed over thresholds.

    Args:
        num_thresholds: How many thresholds the curve is drawn through; more are more exact.
        curve: "ROC", "PR" (precision and recall) or "PRGAIN" (their gains).
        summation_method: "interpolation" (trapezoids; for "PR" the curve of Davis and Goadrich), "majoring" or "minoring" (boxes above or below).
        name: Name; made from the class if `None`.
        dtype: Dtype of the arithmetic; floatx if `None`.
        thresholds: The inner thresholds themselves; evenly spaced ones if `None`.
        multi_label: Whether the last axis holds labels, each with an area of its own, which are averaged.
        num_labels: Number of labels, where the variables are wanted before the first batch.
        label_weights: Weights of the labels.
        from_logits: Whether `y_pred` holds logits.

    Raises:
        ValueError: `num_thresholds` is below 2, or `curve` or `summation_method` is none of these.

    Reference:
        Davis and Goadrich, 2006, https://doi.org/10.1145/1143844.1143874
    """

    counts = ("true_positives", "false_positives", "true_negatives", "false_negatives")

    def __init__(self, num_thresholds: Int = 200, curve: Text = "ROC", summation_method: Text = "interpolation", name: Text = None, dtype: DType = None,
                 thresholds: Reals = None, multi_label: Flag = False, num_labels: Int = None, label_weights: Reals = None, from_logits: Flag = False):
        super().__init__(name=name, dtype=dtype)
        self.curve, self.summation_method = _choice("curve", curve, CURVES), _choice("summation method", summation_method, METHODS)
        if thresholds is None and (not is_int(num_thresholds) or num_thresholds <= 1):
            raise ArgumentError(f"Argument `num_thresholds` must be an integer > 1, {got(num_thresholds)}.", argument="num_thresholds", actual=num_thresholds)
        if num_labels is not None and not multi_label:
            raise ArgumentError(f"`num_labels` is for `multi_label=True` only, {got(num_labels)}.", argument="num_labels", actual=num_labels)
        self._given_thresholds = thresholds is not None
        inner = [i / (num_thresholds - 1) for i in range(1, num_thresholds - 1)] if thresholds is None else sorted(float(t) for t in thresholds)
        self.num_thresholds = len(inner) + 2
        margin = settings.epsilon()         # predictions of 0 and 1 lie between the outermost thresholds
        self._drawn = Thresholds([-margin, *inner, 1 + margin], Thresholds([0.0, *inner, 1.0]).evenly)
        self.multi_label, self.num_labels, self.from_logits = multi_label, num_labels, from_logits
        self.label_weights = None if label_weights is None else [float(w) for w in label_weights]
        self._label_weights = None          # as a tensor
        self._built = False
        if not multi_label:
            self._build()
        elif num_labels:
            self._build(num_labels)

    @property
    def thresholds(self) -> list:
        """The thresholds, with one below 0 and one above 1."""
        return self._drawn.values

    def _build(self, *labels: int):
        self._gather(self._drawn, *labels)
        self._built = True

    def update_state(self, y_true: Array, y_pred: Array, sample_weight: Array = None):
        """Takes in a batch.

        Args:
            y_true: Targets 0 and 1, `(batch, ...)`.
            y_pred: Probabilities of class 1, or logits, of the same shape.
            sample_weight: Weights: one per sample, or per prediction.

        Raises:
            ShapeError: The shapes do not fit.
        """
        y_pred = convert_to_tensor(y_pred, self._torch_dtype)
        self._check_labels(y_pred.shape)
        if self.from_logits:
            y_pred = y_pred.sigmoid()
        label_weight = None if self.label_weights is None or self.multi_label else self._weights_of_labels(y_pred)
        self._count(y_true, y_pred, sample_weight, self.multi_label, label_weight)

    def _weights_of_labels(self, like):
        """The label weights beside `like`, made once: a copy to a GPU would wait for it."""
        if self._label_weights is None or self._label_weights.device != like.device:
            self._label_weights = like.new_tensor(self.label_weights)
        return self._label_weights

    def _check_labels(self, shape):
        if self.multi_label:
            if len(shape) != 2:
                raise ShapeError(f"`y_pred` must have shape (batch, labels) for `multi_label=True`, got {tuple(shape)}.",
                                 argument="y_pred", expected=2, actual=len(shape))
            if not self._built:
                self._build(shape[-1])
        labels = len(self.true_positives[0]) if self.multi_label else None
        for wanted, of in ((labels, "num_labels"), (None if self.label_weights is None else len(self.label_weights), "label_weights")):
            if wanted is not None and (not shape or shape[-1] != wanted):
                raise ShapeError(f"`y_pred` must have {wanted} labels along its last axis, as `{of}` says, got shape {tuple(shape)}.",
                                 argument="y_pred", expected=wanted, actual=tuple(shape))

    def result(self):
        if not self._built:
            return torch.zeros((), dtype=self._torch_dtype)
        areas = self._terms().sum(0)
        if not self.multi_label:
            return areas
        if self.label_weights is None:
            return areas.mean()
        weights = self._weights_of_labels(areas)
        return no_nan((areas * weights).sum(), weights.sum())

    def _terms(self):
        """The area between neighbouring thresholds."""
        tp, fp, tn, fn = (getattr(self, name) for name in self.counts)
        if self.curve == "PR" and self.summation_method == "interpolation":
            return _interpolated(tp, fp, fn)
        if self.curve == "ROC":
            x, y = no_nan(fp, fp + tn), no_nan(tp, tp + fn)
        elif self.curve == "PR":
            x, y = no_nan(tp, tp + fn), no_nan(tp, tp + fp)
        else:
            x, y = _gains(tp, fp, fn, no_nan(tp + fn, fp + tn))
        height = {"interpolation": lambda a, b: (a + b) / 2, "majoring": torch.maximum, "minoring": torch.minimum}[self.summation_method](y[:-1], y[1:])
        return (x[:-1] - x[1:]) * height

    def get_config(self):
        config = super().get_config()
        # Keras: the inner thresholds, and only where they were given.
        config["thresholds"] = self.thresholds[1:-1]
        if not self._given_thresholds:
            del config["thresholds"]
        return config


def _choice(what, value, options):
    """One of `options`, in whatever case."""
    found = [o for o in options if o.lower() == str(value).lower()]
    if not found:
        shown = ", ".join(map(repr, options))
        raise ArgumentError(f'Invalid AUC {what} value: "{value}". It must be one of {shown}.', argument=what.replace(" ", "_"), actual=value)
    return found[0]


def _gains(tp, fp, fn, odds):
    """Recall and precision gain: how far the rates are above those of always predicting class 1; 1 at best.

    Reference:
        Flach and Kull, 2015, Precision-Recall-Gain Curves
    """
    # Keras: a negative gain of recall counts as 0, one of precision as it is.
    return torch.where(tp == 0, 0, 1 - odds * no_nan(fn, tp)).clamp(min=0), 1 - odds * no_nan(fp, tp)


def _interpolated(tp, fp, fn):
    """Areas under the precision-recall curve with hits and errors interpolated between thresholds."""
    predicted = tp + fp
    slope = no_nan(tp[:-1] - tp[1:], (predicted[:-1] - predicted[1:]).clamp(min=0))
    intercept = tp[1:] - slope * predicted[1:]
    both = (predicted[:-1] > 0) & (predicted[1:] > 0)
    ratio = torch.where(both, no_nan(predicted[:-1], predicted[1:].clamp(min=0)), 1)
    return no_nan(slope * (tp[:-1] - tp[1:] + intercept * ratio.log()), (tp[1:] + fn[1:]).clamp(min=0))
