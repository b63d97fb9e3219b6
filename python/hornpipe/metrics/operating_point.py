"""The best of one rate where another is at least so great."""
from __future__ import annotations

from ..core.arguments import is_int
from ..core.errors import ArgumentError, got
from ..core.types import Array, DType, Int, Real, Text
from .confusion import Confusion, Thresholds, check_index
from .metric import no_nan


class _Best(Confusion, abstract=True, direction="up"):
    """The greatest of one rate among the thresholds at which another is at least `value`."""

    counts = ("true_positives", "false_positives", "true_negatives", "false_negatives")
    given = ""          # name of the argument
    constrained = best = (), ()     # which count is divided by its sum with which

    def __init__(self, value, num_thresholds, class_id, name, dtype):
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
            raise ArgumentError(f"Argument `{self.given}` must be in the range [0, 1]. Received: {self.given}={value}", argument=self.given, actual=value)
        if not is_int(num_thresholds) or num_thresholds <= 0:
            raise ArgumentError(f"Argument `num_thresholds` must be an integer > 0, {got(num_thresholds)}.", argument="num_thresholds", actual=num_thresholds)
        super().__init__(name=name, dtype=dtype)
        self.num_thresholds, self.class_id = num_thresholds, check_index("class_id", class_id, 0)
        setattr(self, self.given, value)
        self._gather(Thresholds([0.5] if num_thresholds == 1 else [i / (num_thresholds - 1) for i in range(num_thresholds)]))
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

    def _rate(self, names):
        right, wrong = (getattr(self, name) for name in names)
        return no_nan(right, right + wrong)

    def result(self):
        return self._rate(self.best).where(self._rate(self.constrained) >= getattr(self, self.given), 0).amax()


SENSITIVITY = RECALL = "true_positives", "false_negatives"
SPECIFICITY = "true_negatives", "false_positives"
PRECISION = "true_positives", "false_positives"


class SensitivityAtSpecificity(_Best, joins=True):
    """Best sensitivity among the thresholds at which the specificity is at least the given one.

    Args:
        specificity: In [0, 1].
        num_thresholds: How many thresholds are tried.
        class_id: The only class that counts, by its number from 0; all do if `None`.
        name: Name; made from the class if `None`.
        dtype: Dtype of the arithmetic; floatx if `None`.

    Raises:
        ValueError: `specificity` is not in [0, 1], or `num_thresholds` is not positive.
    """

    given, constrained, best = "specificity", SPECIFICITY, SENSITIVITY

    def __init__(self, specificity: Real, num_thresholds: Int = 200, class_id: Int = None, name: Text = None, dtype: DType = None):
        super().__init__(specificity, num_thresholds, class_id, name, dtype)


class SpecificityAtSensitivity(_Best, joins=True):
    """Best specificity among the thresholds at which the sensitivity is at least the given one.

    Args:
        sensitivity: In [0, 1].
        num_thresholds: How many thresholds are tried.
        class_id: The only class that counts, by its number from 0; all do if `None`.
        name: Name; made from the class if `None`.
        dtype: Dtype of the arithmetic; floatx if `None`.

    Raises:
        ValueError: `sensitivity` is not in [0, 1], or `num_thresholds` is not positive.
    """

    given, constrained, best = "sensitivity", SENSITIVITY, SPECIFICITY

    def __init__(self, sensitivity: Real, num_thresholds: Int = 200, class_id: Int = None, name: Text = None, dtype: DType = None):
        super().__init__(sensitivity, num_thresholds, class_id, name, dtype)


class PrecisionAtRecall(_Best, joins=True):
    """Best precision among the thresholds at which the recall is at least the given one.

    Args:
        recall: In [0, 1].
        num_thresholds: How many thresholds are tried.
        class_id: The only class that counts, by its number from 0; all do if `None`.
        name: Name; made from the class if `None`.
        dtype: Dtype of the arithmetic; floatx if `None`.

    Raises:
        ValueError: `recall` is not in [0, 1], or `num_thresholds` is not positive.
    """

    given, constrained, best = "recall", RECALL, PRECISION

    def __init__(self, recall: Real, num_thresholds: Int = 200, class_id: Int = None, name: Text = None, dtype: DType = None):
        super().__init__(recall, num_thresholds, class_id, name, dtype)


class RecallAtPrecision(_Best, joins=True):
    """Best recall among the thresholds at which the precision is at least the given one.

    Args:
        precision: In [0, 1].
        num_thresholds: How many thresholds are tried.
        class_id: The only class that counts, by its number from 0; all do if `None`.
        name: Name; made from the class if `None`.
        dtype: Dtype of the arithmetic; floatx if `None`.

    Raises:
        ValueError: `precision` is not in [0, 1], or `num_thresholds` is not positive.
    """

    given, constrained, best = "precision", PRECISION, RECALL

    def __init__(self, precision: Real, num_thresholds: Int = 200, class_id: Int = None, name: Text = None, dtype: DType = None):
        super().__init__(precision, num_thresholds, class_id, name, dtype)
