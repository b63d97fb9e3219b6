"""How far predicted numbers are from the true ones."""
from __future__ import annotations

import warnings

import torch

from .. import losses
from ..core.arguments import is_int
from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Array, Axis, DType, Int, Text
from ..losses.function import require_same_shape
from ..losses.rank import squeeze_or_expand_to_same_rank
from ..runtime.convert import convert_to_tensor
from .mean import Mean, MeanMetricWrapper, metric_function
from .metric import Metric, increase, no_nan
from .weights import per_row


@metric_function
def squared_error(y_true: Array, y_pred: Array):
    """`(y_true - y_pred)**2`, element by element.

    Args:
        y_true: Targets.
        y_pred: Predictions of the same shape.
    """
    return (y_true - y_pred).square()


@metric_function
def cosine_similarity(y_true: Array, y_pred: Array, axis: Axis = -1):
    """The cosine of the angle between targets and predictions: 1 where they point the same way.

    Args:
        y_true: Targets.
        y_pred: Predictions of the same shape.
        axis: Axis along which the vectors lie.
    """
    return -losses.cosine_similarity.on_tensors(y_true, y_pred, axis)


class MeanSquaredError(MeanMetricWrapper, of=losses.mean_squared_error, joins=True, aliases=("mse", "MSE")):
    """Mean of squared errors."""


class RootMeanSquaredError(MeanMetricWrapper, of=squared_error, joins=True, then=torch.sqrt, defaults={"name": "root_mean_squared_error"}):
    """Square root of the mean of squared errors."""

    takes_mask = False      # Keras: all predictions count, masked or not


class MeanAbsoluteError(MeanMetricWrapper, of=losses.mean_absolute_error, joins=True, aliases=("mae", "MAE")):
    """Mean of absolute errors."""


class MeanAbsolutePercentageError(MeanMetricWrapper, of=losses.mean_absolute_percentage_error, joins=True, aliases=("mape", "MAPE")):
    """Mean of absolute errors, in percent of the targets."""


class MeanSquaredLogarithmicError(MeanMetricWrapper, of=losses.mean_squared_logarithmic_error, aliases=("msle", "MSLE")):
    """Mean of squared errors of the logarithms."""


class CosineSimilarity(MeanMetricWrapper, of=cosine_similarity, direction="up", untold=("axis",)):
    """Mean cosine of the angle between targets and predictions."""


class LogCoshError(MeanMetricWrapper, of=losses.log_cosh, defaults={"name": "logcosh"}):
    """Mean logarithm of the hyperbolic cosine of the error."""


class MeanRelativeError(Mean, direction="down"):
    """Mean of absolute errors, each divided by a number of its own, as Keras 2 had it.

    Args:
        normalizer: What errors are divided by: numbers that broadcast to the predictions. A division by 0 gives 0.
        name: Name.
        dtype: Dtype of the sums; floatx if `None`.

    Example:
        >>> MeanRelativeError(normalizer=[1, 3, 2, 3])([1, 3, 2, 3], [2, 4, 6, 8])
        tensor(1.2500)
    """

    def __init__(self, normalizer: Array, name: Text = None, dtype: DType = None):
        super().__init__(name=name, dtype=dtype)
        self.normalizer = convert_to_tensor(normalizer, self._torch_dtype).tolist()

    def update_state(self, y_true: Array, y_pred: Array, sample_weight: Array = None):
        """Takes in a batch.

        Args:
            y_true: Targets.
            y_pred: Predictions of the same shape.
            sample_weight: Weights of the errors.

        Raises:
            ShapeError: The shapes differ.
        """
        y_pred, y_true = squeeze_or_expand_to_same_rank(*(convert_to_tensor(y, self._torch_dtype).detach() for y in (y_pred, y_true)))
        require_same_shape(y_true, y_pred)
        normalizer = torch.as_tensor(self.normalizer, dtype=self._torch_dtype, device=y_pred.device)
        _, normalizer = squeeze_or_expand_to_same_rank(y_pred, normalizer, expand_rank_1=False)
        super().update_state(no_nan((y_true - y_pred).abs(), normalizer), sample_weight=sample_weight)


AGGREGATIONS = (None, "uniform_average", "variance_weighted_average")


class R2Score(Metric, direction="up"):
    """Coefficient of determination: 1 for perfect predictions, 0 for those no better than the mean of the targets.

    Args:
        class_aggregation: What becomes of several outputs: "uniform_average" (their mean), "variance_weighted_average", or
            `None`: a score for each.
        num_regressors: Number of independent regressors, for the adjusted score; 0 gives the plain one.
        name: Name.
        dtype: Dtype of the arithmetic; floatx if `None`.

    Raises:
        ValueError: `class_aggregation` is none of these, or `num_regressors` is negative.
    """

    def __init__(self, class_aggregation: Text = "uniform_average", num_regressors: Int = 0, name: Text = "r2_score", dtype: DType = None):
        super().__init__(name=name, dtype=dtype)
        if class_aggregation not in AGGREGATIONS:
            shown = ", ".join(map(repr, AGGREGATIONS))
            raise ArgumentError(f"Invalid value for argument `class_aggregation`: it must be one of {shown}, {got(class_aggregation)}.",
                                argument="class_aggregation", actual=class_aggregation, expected=AGGREGATIONS)
        if not is_int(num_regressors) or num_regressors < 0:
            raise ArgumentError(f"Invalid value for argument `num_regressors`: it must be an int of at least 0, {got(num_regressors)}.",
                                argument="num_regressors", actual=num_regressors)
        self.class_aggregation, self.num_regressors = class_aggregation, num_regressors
        self.num_samples = self.add_variable((), name="num_samples")
        self._built = False

    def _build(self, outputs: int):
        self.squared_sum = self.add_variable((outputs,), name="squared_sum")
        self.sum = self.add_variable((outputs,), name="sum")
        self.total_mse = self.add_variable((outputs,), name="residual")
        self.count = self.add_variable((outputs,), name="count")
        self._built = True

    def update_state(self, y_true: Array, y_pred: Array, sample_weight: Array = None):
        """Takes in a batch.

        Args:
            y_true: Targets, `(batch, outputs)`.
            y_pred: Predictions of the same shape.
            sample_weight: Weights, one per sample.

        Raises:
            ShapeError: The shapes are others.
        """
        y_true, y_pred = (convert_to_tensor(y, self._torch_dtype).detach() for y in (y_true, y_pred))
        if y_true.ndim != 2 or y_pred.ndim != 2:
            raise ShapeError(f"R2Score expects 2D inputs with shape (batch, outputs), got {tuple(y_true.shape)} for `y_true` and "
                             f"{tuple(y_pred.shape)} for `y_pred`.", argument="y_pred", expected=2, actual=y_pred.ndim)
        require_same_shape(y_true, y_pred)
        if not self._built:
            self._build(y_true.shape[1])
        weight = torch.ones_like(y_true[:, :1]) if sample_weight is None else per_row(sample_weight, y_true)
        weighted = y_true * weight
        increase(self.sum, weighted.sum(0))
        increase(self.squared_sum, (y_true * weighted).sum(0))
        increase(self.total_mse, ((y_true - y_pred).square() * weight).sum(0))
        increase(self.count, weight.expand(y_true.shape).sum(0))
        increase(self.num_samples, y_true.numel())          # Keras: every output of a sample counts

    def result(self):
        if not self._built:
            return torch.zeros((), dtype=self._torch_dtype)
        total = self.squared_sum - self.sum.square() / self.count
        scores = 1 - self.total_mse / total
        scores = scores.where(~scores.isinf(), 0)
        if self.class_aggregation == "uniform_average":
            scores = scores.mean()
        elif self.class_aggregation == "variance_weighted_average":
            scores = (scores * total).sum() / total.sum()
        return self._adjusted(scores) if self.num_regressors else scores

    def _adjusted(self, scores):
        samples, regressors = float(self.num_samples), self.num_regressors
        if regressors >= samples - 1:
            warnings.warn(f"The adjusted R2 score needs more samples than `num_regressors` plus one, got {samples:.0f} samples and {regressors} regressors: "
                          "this is the plain score.", stacklevel=3)
            return scores
        return 1 - (1 - scores) * (samples - 1) / (samples - regressors - 1)
