"""The mean of each element, over all batches."""
from __future__ import annotations

import torch

from ..core.errors import NotBuiltError, ShapeError
from ..core.types import Array, DType, Shape, Text
from ..runtime.convert import convert_to_tensor
from .metric import Metric, increase, no_nan


class MeanTensor(Metric):
    """Mean of each element of tensors of one shape, as Keras 2 had it.

    Args:
        name: Name.
        dtype: Dtype of the sums; floatx if `None`.
        shape: Shape of the tensors; that of the first if `None`.

    Example:
        >>> m = MeanTensor()
        >>> m.update_state([0, 1, 2, 3])
        >>> m([4, 5, 6, 7])
        tensor([2., 3., 4., 5.])
    """

    def __init__(self, name: Text = "mean_tensor", dtype: DType = None, shape: Shape = None):
        super().__init__(name=name, dtype=dtype)
        self.shape = shape
        self.total = self.count = None
        if shape is not None:
            self._build(tuple(shape))

    def _build(self, shape):
        self.total = self.add_variable(shape, name="total")
        self.count = self.add_variable(shape, name="count")

    def update_state(self, values: Array, sample_weight: Array = None):
        """Takes in a tensor.

        Args:
            values: The tensor.
            sample_weight: Weights that broadcast to it; those of a lower rank hold for all entries along the axes that they lack.

        Raises:
            ShapeError: The shape is another than before, or the weights do not fit.
        """
        values = convert_to_tensor(values, self._torch_dtype).detach()
        if self.total is None:
            self._build(tuple(values.shape))
        expected = tuple(self.total.shape)
        if tuple(values.shape) != expected:
            raise ShapeError(f"`values` of the metric {self.name!r} must always have the same shape, {expected}, got {tuple(values.shape)}.",
                             argument="values", expected=expected, actual=tuple(values.shape))
        weights = torch.ones_like(values)
        if sample_weight is not None:
            sample_weight = convert_to_tensor(sample_weight, self._torch_dtype).to(values.device)
            if sample_weight.ndim == values.ndim + 1 and sample_weight.shape[-1] == 1:
                sample_weight = sample_weight.squeeze(-1)
            missing = values.ndim - sample_weight.ndim if sample_weight.ndim else 0
            try:
                weights = sample_weight.reshape(*sample_weight.shape, *(1,) * missing).expand(expected)
            except RuntimeError as error:
                raise ShapeError(f"`sample_weight` must have a shape that fits the values, {expected}, got {tuple(sample_weight.shape)}.",
                                 argument="sample_weight", expected=expected, actual=tuple(sample_weight.shape)) from error
        increase(self.total, values * weights)
        increase(self.count, weights)

    def result(self):
        if self.total is None:
            raise NotBuiltError(f"The metric {self.name!r} has no value yet: give it one by `update_state()` first.", layer=self.name)
        return no_nan(self.total, self.count)
