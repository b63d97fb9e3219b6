"""True and false positives and negatives, at one threshold or many, and what is made of them."""
from __future__ import annotations

import math

import torch

from ..core.arguments import is_int
from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Array, DType, Int, Reals, Text
from ..losses.rank import squeeze_or_expand_to_same_rank
from ..runtime import settings
from ..runtime.convert import convert_to_tensor
from .metric import Metric, increase, no_nan
from .weights import per_row

# ---------------------------------------------------------------- the engine

class Thresholds:
    """Values above which class 1 is predicted.

    Args:
        values: The thresholds.
        evenly: Whether they are evenly spaced from 0 to 1, but for a margin at both ends; found out if `None`.
    """

    def __init__(self, values, evenly: bool | None = None):
        self.values = list(values)
        self.evenly = _are_even(self.values) if evenly is None else evenly
        self._tensors = {}

    def __len__(self):
        return len(self.values)

    def on(self, tensor: torch.Tensor):
        """(the thresholds in rising order beside `tensor`, where each of them stands in that order)."""
        key = tensor.device, tensor.dtype
        if key not in self._tensors:
            rising, order = torch.tensor(self.values, dtype=tensor.dtype, device=tensor.device).sort()
            self._tensors[key] = rising, order.argsort()
        return self._tensors[key]

    def passed(self, y_pred: torch.Tensor) -> torch.Tensor:
        """How many thresholds each prediction is above."""
        if self.evenly:
            # Keras: the place is computed; a threshold below 0 lies below every prediction.
            return (y_pred * (len(self) - 1)).ceil().to(torch.int64).clamp(int(self.values[0] < 0), len(self))
        return torch.searchsorted(self.on(y_pred)[0], y_pred.contiguous())


def _are_even(values) -> bool:
    n = len(values)
    return n >= 3 and all(abs(v - i / (n - 1)) <= settings.epsilon() + 1e-5 * i / (n - 1) for i, v in enumerate(values))


def count(wanted, y_true, y_pred, thresholds: Thresholds, weight=None) -> dict:
    """Weighted numbers of hits and errors at each threshold.

    Args:
        wanted: Names of the counts: "true_positives", "false_positives", "true_negatives", "false_negatives".
        y_true: Targets 0 and 1, `(values,)` or `(values, labels)`; what is not 0 counts as 1.
        y_pred: Predictions of the same shape.
        weight: Weights of the same shape, or `None`.

    Returns:
        The counts by name, each `(thresholds,)` or `(thresholds, labels)`.
    """
    true = y_true != 0
    parts = torch.stack([true, ~true]).to(y_pred.dtype)                         # (2, values, ...)
    if weight is not None:
        parts = parts * weight
    split = _at_one if len(thresholds) == 1 else _at_many
    above, below = split(parts, y_pred, thresholds, any(n.endswith("positives") for n in wanted), any(n.endswith("negatives") for n in wanted))
    found = {}
    if above is not None:
        found["true_positives"], found["false_positives"] = above[0], above[1]
    if below is not None:
        found["false_negatives"], found["true_negatives"] = below[0], below[1]
    return found


def _at_one(parts, y_pred, thresholds, above, below):
    """Sums of the parts above and below one threshold."""
    passed = y_pred > thresholds.values[0]
    return (parts * passed).sum(1, keepdim=True) if above else None, (parts * ~passed).sum(1, keepdim=True) if below else None


def _at_many(parts, y_pred, thresholds, above, below):
    """Sums of the parts above and below each threshold: one pass over the data, one over the thresholds."""
    passed, (_, places) = thresholds.passed(y_pred), thresholds.on(y_pred)
    between = parts.new_zeros(2, len(thresholds) + 1, *parts.shape[2:]).scatter_add_(1, passed.expand(parts.shape), parts)
    return between.flip(1).cumsum(1).flip(1)[:, 1:][:, places] if above else None, between.cumsum(1)[:, :-1][:, places] if below else None


class Confusion(Metric, abstract=True):
    """A metric whose variables are the counts named in `counts`, by threshold."""

    counts: tuple = ()
    top_k = class_id = None

    def _gather(self, thresholds: Thresholds, *labels: int):
        """Makes the variables."""
        self._thresholds = thresholds
        for name in self.counts:
            setattr(self, name, self.add_variable((len(thresholds), *labels), name=name))

    def _count(self, y_true, y_pred, sample_weight, multi_label=False, label_weight=None):
        """Adds a batch to the variables."""
        y_true, y_pred, weight = self._pairs(y_true, y_pred, sample_weight, label_weight)
        if not multi_label:
            y_true, y_pred = y_true.reshape(-1), y_pred.reshape(-1)
            weight = weight if weight is None else weight.reshape(-1)
        found = count(self.counts, y_true, y_pred, self._thresholds, weight)
        for name in self.counts:
            increase(getattr(self, name), found[name])

    def _pairs(self, y_true, y_pred, sample_weight, label_weight):
        """Targets, predictions and weights as tensors of one shape."""
        y_pred = convert_to_tensor(y_pred, self._torch_dtype).detach()
        y_true = convert_to_tensor(y_true, self._torch_dtype).to(y_pred.device)
        y_true, y_pred = squeeze_or_expand_to_same_rank(y_true, y_pred)
        if y_true.shape != y_pred.shape:
            raise ShapeError(f"`y_true` must have the shape of `y_pred`, {tuple(y_pred.shape)}, got {tuple(y_true.shape)}.",
                             argument="y_true", expected=tuple(y_pred.shape), actual=tuple(y_true.shape))
        weight = None
        if sample_weight is not None:
            weight = convert_to_tensor(sample_weight, self._torch_dtype).to(y_pred.device)
            weight = per_row(squeeze_or_expand_to_same_rank(weight, y_pred)[0], y_pred).expand(y_pred.shape)
        if label_weight is not None:
            weight = label_weight.expand(y_pred.shape) if weight is None else weight * label_weight
        if self.top_k is not None:
            best = y_pred.topk(self.top_k)
            y_pred = torch.full_like(y_pred, -math.inf).scatter(-1, best.indices, best.values)
        if self.class_id is not None:
            if y_pred.ndim != 2 or self.class_id >= y_pred.shape[-1]:
                raise ShapeError("When class_id is provided, y_pred must be a 2D array with shape (num_samples, num_classes), found shape: "
                                 f"{tuple(y_pred.shape)}, for `class_id` {self.class_id}.", argument="y_pred", actual=tuple(y_pred.shape))
            y_true, y_pred = y_true[:, self.class_id], y_pred[:, self.class_id]
            weight = weight if weight is None else weight[:, self.class_id]
        return y_true, y_pred, weight


def check_thresholds(thresholds, default) -> Thresholds:
    """Thresholds from what a user gave: none, one or several.

    Raises:
        ArgumentError: One is not in [0, 1].
    """
    values = [default] if thresholds is None else list(thresholds) if hasattr(thresholds, "__iter__") else [thresholds]
    wrong = [t for t in values if t is None or not 0 <= t <= 1] if thresholds is not None else []
    if wrong or not values:
        raise ArgumentError(f"`thresholds`: Threshold values must be in [0, 1]. Received: {wrong}", argument="thresholds", actual=wrong)
    return Thresholds(values)


def check_index(name: str, value, least: int):
    if value is not None and (not is_int(value) or value < least):
        raise ArgumentError(f"`{name}` must be an int of at least {least}, {got(value)}.", argument=name, actual=value)
    return value


# ---------------------------------------------------------------- one kind of count

class _Count(Confusion, abstract=True):
    """Number of predictions of one kind.

    Args:
        thresholds: Values in [0, 1] above which class 1 is predicted; 0.5 if `None`. Several give a count for each.
        name: Name; made from the class if `None`.
        dtype: Dtype of the arithmetic; floatx if `None`.

    Raises:
        ValueError: A threshold is not in [0, 1].
    """

    def __init__(self, thresholds: Reals = None, name: Text = None, dtype: DType = None):
        super().__init__(name=name, dtype=dtype)
        self.init_thresholds = thresholds
        self._thresholds = check_thresholds(thresholds, 0.5)
        self.thresholds = self._thresholds.values
        self.accumulator = self.add_variable((len(self.thresholds),), name="accumulator")

    def update_state(self, y_true: Array, y_pred: Array, sample_weight: Array = None):
        """Takes in a batch.

        Args:
            y_true: Targets 0 and 1.
            y_pred: Probabilities of class 1, of the same shape.
            sample_weight: Weights: one per sample, or per prediction.

        Raises:
            ShapeError: The shapes do not fit.
        """
        y_true, y_pred, weight = self._pairs(y_true, y_pred, sample_weight, None)
        found = count(self.counts, y_true.reshape(-1), y_pred.reshape(-1), self._thresholds, weight if weight is None else weight.reshape(-1))
        increase(self.accumulator, found[self.counts[0]])

    def result(self):
        return self.accumulator[0].clone() if len(self.thresholds) == 1 else self.accumulator.clone()

    def get_config(self):
        # Keras: the config has what was given, the attribute what came of it.
        return {**super().get_config(), "thresholds": self.init_thresholds}


class TruePositives(_Count, joins=True):
    """Number of predictions of class 1 that are right."""

    counts = ("true_positives",)


class FalsePositives(_Count, joins=True):
    """Number of predictions of class 1 that are wrong."""

    counts = ("false_positives",)


class TrueNegatives(_Count, joins=True):
    """Number of predictions of class 0 that are right."""

    counts = ("true_negatives",)


class FalseNegatives(_Count, joins=True):
    """Number of predictions of class 0 that are wrong."""

    counts = ("false_negatives",)


# ---------------------------------------------------------------- shares of them

class _Share(Confusion, abstract=True, direction="up"):
    """The first of two counts, divided by their sum."""

    def __init__(self, thresholds, top_k, class_id, name, dtype):
        super().__init__(name=name, dtype=dtype)
        self.init_thresholds = thresholds
        self.top_k, self.class_id = check_index("top_k", top_k, 1), check_index("class_id", class_id, 0)
        self._gather(check_thresholds(thresholds, 0.5 if top_k is None else -math.inf))
        self.thresholds = self._thresholds.values

    def update_state(self, y_true: Array, y_pred: Array, sample_weight: Array = None):
        """Takes in a batch.

        Args:
            y_true: Targets 0 and 1.
            y_pred: Probabilities of class 1, of the same shape.
            sample_weight: Weights: one per sample, or per prediction.

        Raises:
            ShapeError: The shapes do not fit.
        """
        self._count(y_true, y_pred, sample_weight)

    def result(self):
        first, second = (getattr(self, name) for name in self.counts)
        shares = no_nan(first, first + second)
        return shares[0] if len(self.thresholds) == 1 else shares

    def get_config(self):
        # Keras: the config has what was given, the attribute what came of it.
        return {**super().get_config(), "thresholds": self.init_thresholds}


class Precision(_Share, joins=True):
    """Share of right ones among the predictions of class 1.

    Args:
        thresholds: Values in [0, 1] above which class 1 is predicted; 0.5 if `None`. Several give a figure for each.
        top_k: How many of the greatest predictions of a sample are predictions of class 1; the thresholds decide if `None`.
        class_id: The only class that counts, by its number from 0; all do if `None`.
        name: Name; made from the class if `None`.
        dtype: Dtype of the arithmetic; floatx if `None`.

    Raises:
        ValueError: A threshold is not in [0, 1].
    """

    counts = ("true_positives", "false_positives")

    def __init__(self, thresholds: Reals = None, top_k: Int = None, class_id: Int = None, name: Text = None, dtype: DType = None):
        super().__init__(thresholds, top_k, class_id, name, dtype)


class Recall(_Share, joins=True):
    """Share of the targets 1 that are predicted.

    Args:
        thresholds: Values in [0, 1] above which class 1 is predicted; 0.5 if `None`. Several give a figure for each.
        top_k: How many of the greatest predictions of a sample are predictions of class 1; the thresholds decide if `None`.
        class_id: The only class that counts, by its number from 0; all do if `None`.
        name: Name; made from the class if `None`.
        dtype: Dtype of the arithmetic; floatx if `None`.

    Raises:
        ValueError: A threshold is not in [0, 1].
    """

    counts = ("true_positives", "false_negatives")

    def __init__(self, thresholds: Reals = None, top_k: Int = None, class_id: Int = None, name: Text = None, dtype: DType = None):
        super().__init__(thresholds, top_k, class_id, name, dtype)
