"""`Loss`: a function of targets and predictions with a reduction, weights and masks."""
from __future__ import annotations

import torch

from ..core import objects, tree
from ..core.configurable import Configurable, is_own
from ..core.constructor import derive_init, options, told
from ..core.errors import ArgumentTypeError, got
from ..core.names import auto_name
from ..core.types import Array, Callables, DType, Text
from ..graph.operation import any_symbolic
from ..runtime import dtypes, settings
from ..runtime import policy as policies
from ..runtime.convert import convert_to_tensor
from .function import FunctionCall, as_pair, refuse_shapes
from .logits import cast
from .rank import squeeze_or_expand_to_same_rank
from .reduction import MEANS, reduce_weighted_values, standardize_reduction


class Loss(Configurable, abstract=True):
    """Base of all losses. A subclass defines `call(y_true, y_pred)`, which gives a value per sample.

    Args:
        name: Name; made from the class if `None`.
        reduction: What becomes of the values: "sum_over_batch_size" or "mean" (their mean), "sum",
            "mean_with_sample_weight" (divided by the sum of the weights), "none" or `None`.
        dtype: Dtype of the arithmetic; floatx if `None`.

    Raises:
        ValueError: `reduction` is none of these.
    """

    kind = "loss"
    of = None           # the function that gives the values, where `call()` is not overridden
    _options = ()       # the attributes that are its options
    _untold = ()        # Keras: options that its configs forget

    def __init_subclass__(cls, of=None, order=None, defaults=None, untold=(), **kwargs):
        """`class Huber(Loss, of=huber)` is a loss whose values come of a function; its constructor is derived.

        Args:
            of: The function.
            order: Order of the parameters, where it is not options, reduction, name, dtype.
            defaults: Defaults that differ from those of the function.
            untold: Options that a config holds only where they are not the default.
        """
        super().__init_subclass__(**kwargs)
        if of is not None:
            cls.of, cls._untold = staticmethod(of), untold
            cls._options = derive_init(cls, of, Loss.__init__, order or (*options(of), "reduction", "name", "dtype"), {"name": of.__name__, **(defaults or {})})

    def __init__(self, name: Text = None, reduction: Text = "sum_over_batch_size", dtype: DType = None):
        self.name = name or auto_name(type(self).__name__)
        self.reduction = standardize_reduction(reduction)
        self._dtype_given = dtype is not None
        self._dtype = policies.get(dtype or settings.floatx()).compute_dtype
        self._torch_dtype = dtypes.to_torch(self._dtype)

    def _check_options(self):
        """Refuses options that make no sense; a loss that has such options overrides it."""

    @property
    def dtype(self) -> str:
        """Name of the dtype of the arithmetic."""
        return self._dtype

    def __call__(self, y_true: Array, y_pred: Array, sample_weight: Array = None):
        """The loss.

        Args:
            y_true: Targets.
            y_pred: Predictions; the mask that they may carry says which entries count.
            sample_weight: Weights: one per sample, or per value of `call()`.

        Returns:
            A scalar, or values per sample where `reduction` is "none".

        Raises:
            ShapeError: Targets, predictions and weights do not fit.
        """
        if type(y_pred) is not torch.Tensor and any_symbolic((y_true, y_pred, sample_weight), {}):
            return FunctionCall(self)(y_true, y_pred, sample_weight)
        mask = getattr(y_pred, "_keras_mask", None)
        y_true, y_pred = self._data(y_true, getattr(self.of, "labels", False)), self._data(y_pred)
        plain = mask is None and sample_weight is None and self.reduction in MEANS
        try:
            values = self._mean(y_true, y_pred) if plain else None
            if values is None:
                values = self.call(y_true, y_pred)
        except RuntimeError as error:
            refuse_shapes(error, y_true, y_pred, getattr(self.of, "labels", False))
        valid = getattr(values, "_keras_mask", None)
        if valid is not None:
            mask = valid if mask is None else mask & valid
        elif plain and type(values) is torch.Tensor and values.dtype is self._torch_dtype and values.numel():
            return values.mean() if values.ndim else values
        return reduce_weighted_values(values, sample_weight, mask, self.reduction, self._torch_dtype)

    def call(self, y_true, y_pred):
        """Values per sample, without weights: the shape of `y_pred` without its last axis."""
        if self.of is None:
            raise NotImplementedError(f"{type(self).__name__} does not define `call()`.")
        function = getattr(self.of, "on_tensors", None)
        if function is None:
            return self.of(*_same_ranks(y_true, y_pred), **self._arguments())
        return function(*as_pair(y_true, y_pred, self.of.labels), **self._arguments())

    def _mean(self, y_true, y_pred):
        """The mean of what `call()` gives, where it can be had at once; else None."""
        mean = getattr(self.of, "mean", None)
        if mean is None or type(self).call is not Loss.call:
            return None
        y_true, y_pred = as_pair(y_true, y_pred, self.of.labels)
        return mean(y_true, y_pred, **self._arguments()) if y_true.shape == y_pred.shape else None

    def with_gradient(self, activation):
        """The derivative of the loss of `activation(before)` by `before`, where it is known without autograd.

        Returns:
            None, or an object with three methods. `gradient(y_true, before)` gives the gradient and what is `kept`, or None for data of
            another form; `predictions(kept)` what the activation gives; `values(y_true, kept, batches)` the mean of each of several batches
            of one form that stand one after the other.
        """
        make = getattr(self.of, "with_gradient", None)
        fits = make is not None and self.reduction in MEANS and type(self).call is Loss.call
        return make(activation, self._torch_dtype, **self._arguments()) if fits else None

    def _arguments(self) -> dict:
        return {n: getattr(self, n) for n in self._options}

    def _data(self, data, labels=False):
        """Tensors of the loss's dtype; class numbers stay what they are."""
        wanted = None if labels else self._torch_dtype
        if type(data) is torch.Tensor:
            return data if labels or data.dtype is wanted else cast(data, wanted)
        if isinstance(data, (list, tuple, dict)) and any(hasattr(x, "shape") for x in tree.flatten(data)):
            return tree.map_structure(lambda x: convert_to_tensor(x, wanted), data)
        return convert_to_tensor(data, wanted)

    def get_config(self):
        config = told(type(self), {"name": self.name, **super().get_config()}, self._untold)
        # Keras: a loss forgets its dtype. Here it is told where it was asked for, in a form that Keras reads.
        return {**config, "dtype": self._dtype} if self._dtype_given and is_own(type(self)) else config

    def __repr__(self):
        return f"<{type(self).__name__} name={self.name}>"


class LossFunctionWrapper(Loss):
    """A loss of any function `(y_true, y_pred, **kwargs)` that gives a value per sample.

    Args:
        fn: The function.
        kwargs: Its options.
    """

    def __init__(self, fn: Callables, reduction: Text = "sum_over_batch_size", name: Text = None, dtype: DType = None, **kwargs):
        if not callable(fn):
            raise ArgumentTypeError(f"`fn` must be a function of targets and predictions, {got(fn)}.", argument="fn", actual=fn)
        super().__init__(name or getattr(fn, "__name__", None), reduction, dtype)
        self.fn = self.of = fn
        self._kwargs = kwargs

    def _arguments(self):
        return self._kwargs

    def get_config(self):
        function, arguments = objects.serialize_keras_object(self.fn), {k: objects.config_value(v) for k, v in self._kwargs.items()}
        return {"name": self.name, "reduction": self.reduction, "fn": function, **arguments}


def _same_ranks(y_true, y_pred):
    """Both with equal ranks, leaf by leaf where they are nested alike."""
    if isinstance(y_pred, torch.Tensor):
        return squeeze_or_expand_to_same_rank(y_true, y_pred) if isinstance(y_true, torch.Tensor) else (y_true, y_pred)
    try:
        tree.assert_same_structure(y_true, y_pred)
    except ValueError:
        return y_true, y_pred
    pairs = [squeeze_or_expand_to_same_rank(t, p) for t, p in zip(tree.flatten(y_true), tree.flatten(y_pred))]
    return tuple(tree.pack_sequence_as(y_true, leaves) for leaves in zip(*pairs))
