"""Sums and means over all batches, and the metrics that are means of a function."""
from __future__ import annotations

import functools

import torch

from ..core import objects
from ..core.constructor import derive_init, options, told
from ..core.errors import ArgumentTypeError, ShapeError, got
from ..core.types import Array, Callables, DType, Text
from ..losses.function import on_data, refuse_shapes
from ..losses.rank import squeeze_or_expand_to_same_rank
from ..losses.reduction import apply_mask
from ..runtime.convert import convert_to_tensor
from .metric import Metric, increase, no_nan


def metric_function(function=None, **kwargs):
    """Decorator: lets a function on tensors, which gives a value per sample, take arrays and symbolic tensors; see `on_data`."""
    return functools.partial(metric_function, **kwargs) if function is None else on_data(function, "metrics", **kwargs)


def per_sample(values, sample_weight, reduce, dtype: torch.dtype) -> tuple:
    """Values reduced to one per sample and multiplied by their weights; and the weights, or None.

    Args:
        values: Values, `(batch, ...)`.
        sample_weight: Weights of a rank at most as great, or `None`.
        reduce: Reduces a tensor over axes.
        dtype: Dtype of the weights.

    Raises:
        ShapeError: The weights do not fit.
    """
    if sample_weight is not None:
        sample_weight = convert_to_tensor(sample_weight, dtype).to(values.device)
        sample_weight = apply_mask(sample_weight, getattr(values, "_keras_mask", None), dtype, "sum")
        values, sample_weight = squeeze_or_expand_to_same_rank(values.to(dtype), sample_weight)
        extra = range(sample_weight.ndim, values.ndim)
        if extra:
            values = reduce(values, tuple(extra))
        try:
            sample_weight = sample_weight.expand(values.shape)
        except RuntimeError as error:
            shapes = tuple(values.shape), tuple(sample_weight.shape)
            raise ShapeError(f"`sample_weight` must have a shape that fits the values, {shapes[0]}, got {shapes[1]}.",
                             argument="sample_weight", expected=shapes[0], actual=shapes[1]) from error
        values = values * sample_weight
        if sample_weight.ndim > 1:
            sample_weight = reduce(sample_weight, tuple(range(1, sample_weight.ndim)))
    if values.ndim > 1:
        values = reduce(values, tuple(range(1, values.ndim)))
    return values, sample_weight


class Sum(Metric):
    """Sum of all values.

    Args:
        name: Name.
        dtype: Dtype of the sum; floatx if `None`.
    """

    def __init__(self, name: Text = "sum", dtype: DType = None):
        super().__init__(name=name, dtype=dtype)
        self.total = self.add_variable((), name="total")

    def update_state(self, values: Array, sample_weight: Array = None):
        """Takes in values.

        Args:
            values: Values, `(batch, ...)`.
            sample_weight: Weights by which they are multiplied.
        """
        values = convert_to_tensor(values)
        if sample_weight is not None:
            values, _ = per_sample(values, sample_weight, torch.sum, self._torch_dtype)
        increase(self.total, values.sum(dtype=self._torch_dtype))

    def result(self):
        return self.total.clone()


class Mean(Metric):
    """Mean of all values.

    Args:
        name: Name.
        dtype: Dtype of the sums; floatx if `None`.
    """

    def __init__(self, name: Text = "mean", dtype: DType = None):
        super().__init__(name=name, dtype=dtype)
        self.total = self.add_variable((), name="total")
        self.count = self.add_variable((), name="count")

    def update_state(self, values: Array, sample_weight: Array = None):
        """Takes in values.

        Args:
            values: Values, `(batch, ...)`; what lies beyond the first axis is averaged first.
            sample_weight: Weights of the mean.
        """
        values, times = convert_to_tensor(values), 1
        if not values.ndim and (sample_weight is None or isinstance(sample_weight, (int, float))):      # the mean of a batch, and its size
            weight = times = 1 if sample_weight is None else sample_weight
            total = values
        elif sample_weight is not None:
            values, weights = per_sample(values, sample_weight, torch.mean, self._torch_dtype)
            total, weight = values.sum(), weights.sum()
        else:
            weight = values.shape[0]
            total = values.count_nonzero() if values.dtype is torch.bool else values.sum(dtype=self._torch_dtype)
            if values.numel() != weight:
                total = total * (weight / max(values.numel(), 1))
        increase(self.total, total, times)
        increase(self.count, weight)

    def update_each(self, values: torch.Tensor, weight: int):
        """Takes in the means of several batches of `weight` samples: one after the other, as if they came one by one."""
        total = self.total
        for value in values.unbind():
            increase(total, value, weight)
        increase(self.count, weight * len(values))

    def result(self):
        return no_nan(self.total, self.count)


class MeanMetricWrapper(Mean, direction="down"):
    """Mean of any function `(y_true, y_pred, **kwargs)` that gives a value per sample.

    Args:
        fn: The function.
        name: Name; made from the class if `None`.
        dtype: Dtype of the sums; floatx if `None`.
        kwargs: Options of the function.
    """

    of = None           # the function, where the class says it
    then = None         # applied to the mean
    takes_mask = True   # whether the mask of the predictions counts
    _options = ()       # the attributes that are options of the function
    _untold = ()        # Keras: options that its configs forget

    def __init_subclass__(cls, of=None, then=None, order=None, defaults=None, untold=(), **kwargs):
        """`class Poisson(MeanMetricWrapper, of=poisson)` is the mean of that function; its constructor is derived.

        Args:
            of: The function.
            then: Applied to the mean.
            order: Order of the parameters, where it is not name, dtype, options.
            defaults: Defaults that differ from those of the function.
            untold: Options that a config holds only where they are not the default.
        """
        super().__init_subclass__(**kwargs)
        if of is not None:
            cls.of, cls.then, cls._untold = staticmethod(of), then and staticmethod(then), untold
            cls._options = derive_init(cls, of, _init_of, order or ("name", "dtype", *options(of)), {"name": of.__name__, **(defaults or {})})

    def __init__(self, fn: Callables, name: Text = None, dtype: DType = None, **kwargs):
        if not callable(fn):
            raise ArgumentTypeError(f"`fn` must be a function of targets and predictions, {got(fn)}.", argument="fn", actual=fn)
        _init_of(self, name, dtype)
        self.fn, self._kwargs = getattr(fn, "of", None) or fn, kwargs       # the name of a stored function may be its metric's too

    def _check_options(self):
        """Refuses options that make no sense; a metric that has such options overrides it."""

    def update_state(self, y_true: Array, y_pred: Array, sample_weight: Array = None):
        """Takes in a batch.

        Args:
            y_true: Targets.
            y_pred: Predictions; the mask that they may carry says which entries count.
            sample_weight: Weights: one per sample, or per value of the function.

        Raises:
            ShapeError: Targets, predictions and weights do not fit.
        """
        mask = getattr(y_pred, "_keras_mask", None) if self.takes_mask else None
        if mask is not None:
            sample_weight = None if sample_weight is None else convert_to_tensor(sample_weight, self._torch_dtype)
            sample_weight = apply_mask(sample_weight, mask, self._torch_dtype, "sum")
        if isinstance(y_pred, torch.Tensor) and y_pred.requires_grad:
            y_pred = y_pred.detach()
        Mean.update_state(self, self._values(y_true, y_pred), sample_weight)

    def update_joined(self, y_true, y_pred, batches):
        # Only for functions that look at one sample at a time, by sums and products: an exponential may differ by where in memory it is.
        values = self._values(y_true, y_pred)
        if values.dtype is torch.bool and values.ndim:          # these are counted
            Mean.update_state(self, values)
        elif values.ndim and len(values) == len(y_true):
            rows = len(values) // batches
            for total in values.reshape(batches, -1).sum(1, dtype=self._torch_dtype).mul_(len(values) / values.numel()).unbind():
                increase(self.total, total)
            increase(self.count, rows * batches)
        else:
            for part in zip(y_true.chunk(batches), y_pred.chunk(batches)):
                self.update_state(*part)

    def _values(self, y_true, y_pred):
        function = self.of or self.fn
        arguments = {n: getattr(self, n) for n in self._options} if self.of is not None else self._kwargs
        on_tensors = getattr(function, "on_tensors", None)
        if on_tensors is None:
            return function(y_true, y_pred, **arguments)
        y_true, y_pred = function.prepare(y_true, y_pred, function.labels)
        try:
            return on_tensors(y_true, y_pred, **arguments)
        except RuntimeError as error:
            refuse_shapes(error, y_true, y_pred, function.labels)

    def result(self):
        mean = Mean.result(self)
        return mean if self.then is None else self.then(mean)

    def get_config(self):
        config = told(type(self), super().get_config(), self._untold)
        if "fn" in config:
            config.update(fn=objects.serialize_keras_object(self.fn), **{k: objects.config_value(v) for k, v in self._kwargs.items()})
        return config


def _init_of(self, name: Text = None, dtype: DType = None):
    Mean.__init__(self, name, dtype)
