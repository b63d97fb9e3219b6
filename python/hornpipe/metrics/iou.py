"""Intersection over union of predicted and true regions, from a confusion matrix."""
from __future__ import annotations

import warnings

import torch

from ..core.arguments import is_int, positive
from ..core.errors import ArgumentError, ShapeError
from ..core.types import Array, Axis, DType, Flag, Indices, Int, Real, Text
from ..runtime import dtypes, settings
from ..runtime.convert import convert_to_tensor
from .metric import Metric, increase
from .weights import per_row


def confusion_matrix(labels, predictions, num_classes: int, weights=None, dtype: torch.dtype = torch.int32) -> torch.Tensor:
    """How often each class (rows) was predicted as each class (columns). What is no class is left out.

    Args:
        labels: True class numbers, a vector.
        predictions: Predicted class numbers, a vector.
        num_classes: Number of classes.
        weights: Weights of the pairs, or `None`.
        dtype: Dtype of the counts.
    """
    known = (labels >= 0) & (labels < num_classes) & (predictions >= 0) & (predictions < num_classes)
    cells = torch.where(known, labels * num_classes + predictions, 0)
    counts = known.to(dtype) if weights is None else torch.where(known, weights.to(dtype), 0)
    return torch.zeros(num_classes**2, dtype=dtype, device=labels.device).index_add_(0, cells, counts).view(num_classes, num_classes)


class _IoU(Metric, abstract=True, direction="up"):
    """The confusion matrix behind all of these; `target_class_ids` says which classes count, `None` that all do."""

    def __init__(self, num_classes, target_class_ids, name, dtype, ignore_class=None, sparse_y_true=True, sparse_y_pred=True, axis=-1):
        # Keras: counts are ints unless a dtype is asked for.
        super().__init__(name=name, dtype=dtype or "int32")
        self.num_classes = positive("num_classes", num_classes)
        self.target_class_ids = self._classes(target_class_ids)
        self.ignore_class, self.axis = ignore_class, axis
        self.sparse_y_true, self.sparse_y_pred = sparse_y_true, sparse_y_pred
        self.total_cm = self.add_variable((num_classes, num_classes), dtype=self._dtype, name="total_confusion_matrix")

    def _classes(self, ids):
        ids = range(self.num_classes) if ids is None else [ids] if is_int(ids) else ids
        ids = [int(i) for i in ids]
        for i in ids:
            if not 0 <= i < self.num_classes:
                raise ArgumentError(f"`target_class_ids` must hold class numbers from 0 to {self.num_classes - 1}: target class id {i} is out of range.",
                                    argument="target_class_ids", actual=ids)
        return ids

    def update_state(self, y_true: Array, y_pred: Array, sample_weight: Array = None):
        """Takes in a batch.

        Args:
            y_true: True classes.
            y_pred: Predicted classes.
            sample_weight: Weights: one per sample, or per prediction.

        Raises:
            ShapeError: The shapes do not fit.
        """
        true, predicted = self._numbers(y_true, self.sparse_y_true), self._numbers(self._decide(y_pred), self.sparse_y_pred)
        weight = None if sample_weight is None else self._weights(sample_weight, true if true.ndim else true[None])
        true, predicted = true.reshape(-1), predicted.reshape(-1)
        if len(true) != len(predicted):
            raise ShapeError(f"`y_true` must hold a class for each prediction, {len(predicted)}, got {len(true)}.",
                             argument="y_true", expected=len(predicted), actual=len(true))
        if self.ignore_class is not None:
            true = true.where(true != int(self.ignore_class), -1)       # which is no class
        increase(self.total_cm, confusion_matrix(true, predicted.to(true.device), self.num_classes, weight, self._torch_dtype))

    def _decide(self, y_pred):
        return y_pred

    def _numbers(self, y, sparse):
        y = convert_to_tensor(y)
        return (y if sparse else y.argmax(self.axis)).to(torch.int64)

    def _weights(self, sample_weight, true):
        weight = convert_to_tensor(sample_weight)
        if weight.is_floating_point() and not self._torch_dtype.is_floating_point:
            warnings.warn(f"`sample_weight` holds weights of a float dtype, but {self.name!r} counts in {self._dtype}: casting drops their fractions. "
                          "Use int weights or `dtype='float32'`.", stacklevel=3)
        if weight.numel() == true.numel():
            return weight.reshape(-1).to(true.device)
        return per_row(weight, true.to(weight.dtype)).expand(true.shape).reshape(-1).to(true.device)

    def result(self):
        floating = self._torch_dtype if self._torch_dtype.is_floating_point else dtypes.TORCH[settings.floatx()]
        matrix = self.total_cm.to(floating)
        both, either = matrix.diagonal(), matrix.sum(0) + matrix.sum(1) - matrix.diagonal()
        both, either = both[self.target_class_ids], either[self.target_class_ids]
        occurs = either > 0
        return (both / (either + settings.epsilon())).where(occurs, 0).sum() / occurs.sum().clamp(min=1)


class IoU(_IoU, joins=True):
    """Mean over chosen classes of intersection over union.

    Args:
        num_classes: Number of classes.
        target_class_ids: The classes that count.
        name: Name.
        dtype: Dtype of the counts; "int32" if `None`.
        ignore_class: A class number whose samples do not count; none if `None`.
        sparse_y_true: Whether `y_true` holds class numbers rather than one value per class.
        sparse_y_pred: Whether `y_pred` holds class numbers rather than one value per class.
        axis: Axis of the classes, where there is one.

    Raises:
        ValueError: A class is out of range.
    """

    def __init__(self, num_classes: Int, target_class_ids: Indices, name: Text = None, dtype: DType = None, ignore_class: Int = None,
                 sparse_y_true: Flag = True, sparse_y_pred: Flag = True, axis: Axis = -1):
        super().__init__(num_classes, target_class_ids, name, dtype, ignore_class, sparse_y_true, sparse_y_pred, axis)


class BinaryIoU(_IoU, joins=True):
    """Intersection over union of class 0, class 1 or both, predicted by probabilities.

    Args:
        target_class_ids: The classes that count.
        threshold: From it on, class 1 is predicted.
        name: Name.
        dtype: Dtype of the counts; "int32" if `None`.

    Raises:
        ValueError: A class is out of range.
    """

    def __init__(self, target_class_ids: Indices = (0, 1), threshold: Real = 0.5, name: Text = None, dtype: DType = None):
        super().__init__(2, target_class_ids, name, dtype)
        self.threshold = threshold

    def _decide(self, y_pred):
        return convert_to_tensor(y_pred) >= self.threshold


class MeanIoU(_IoU, joins=True):
    """Mean over all classes of intersection over union.

    Args:
        num_classes: Number of classes.
        name: Name.
        dtype: Dtype of the counts; "int32" if `None`.
        ignore_class: A class number whose samples do not count; none if `None`.
        sparse_y_true: Whether `y_true` holds class numbers rather than one value per class.
        sparse_y_pred: Whether `y_pred` holds class numbers rather than one value per class.
        axis: Axis of the classes, where there is one.
    """

    def __init__(self, num_classes: Int, name: Text = None, dtype: DType = None, ignore_class: Int = None, sparse_y_true: Flag = True,
                 sparse_y_pred: Flag = True, axis: Axis = -1):
        super().__init__(num_classes, None, name, dtype, ignore_class, sparse_y_true, sparse_y_pred, axis)


class OneHotIoU(_IoU, joins=True):
    """As `IoU`, with one-hot targets.

    Args:
        num_classes: Number of classes.
        target_class_ids: The classes that count.
        name: Name.
        dtype: Dtype of the counts; "int32" if `None`.
        ignore_class: A class number whose samples do not count; none if `None`.
        sparse_y_pred: Whether `y_pred` holds class numbers rather than one value per class.
        axis: Axis of the classes.

    Raises:
        ValueError: A class is out of range.
    """

    def __init__(self, num_classes: Int, target_class_ids: Indices, name: Text = None, dtype: DType = None, ignore_class: Int = None,
                 sparse_y_pred: Flag = False, axis: Axis = -1):
        super().__init__(num_classes, target_class_ids, name, dtype, ignore_class, False, sparse_y_pred, axis)


class OneHotMeanIoU(_IoU, joins=True):
    """As `MeanIoU`, with one-hot targets.

    Args:
        num_classes: Number of classes.
        name: Name.
        dtype: Dtype of the counts; "int32" if `None`.
        ignore_class: A class number whose samples do not count; none if `None`.
        sparse_y_pred: Whether `y_pred` holds class numbers rather than one value per class.
        axis: Axis of the classes.
    """

    def __init__(self, num_classes: Int, name: Text = None, dtype: DType = None, ignore_class: Int = None, sparse_y_pred: Flag = False, axis: Axis = -1):
        super().__init__(num_classes, None, name, dtype, ignore_class, False, sparse_y_pred, axis)
