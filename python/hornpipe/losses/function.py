"""`@loss_function`: what lets a plain function on two float tensors take arrays, labels and symbolic tensors."""
from __future__ import annotations

import functools

import torch

from ..core import objects, registry
from ..core.errors import ShapeError
from ..graph.operation import Operation, any_symbolic
from ..runtime import dtypes, settings
from ..runtime.convert import convert_to_tensor
from ..runtime.views import visible
from .rank import squeeze_or_expand_to_same_rank


def as_pair(y_true, y_pred, labels: bool = False, floats: bool = True) -> tuple[torch.Tensor, torch.Tensor]:
    """What a function of targets and predictions works on: both float tensors of one dtype and rank.

    Args:
        labels: Whether `y_true` holds class numbers, which stay as they are.
        floats: Whether `y_pred` must be floating.
    """
    if type(y_pred) is not torch.Tensor:
        y_pred = visible(convert_to_tensor(y_pred))
    if type(y_true) is not torch.Tensor:
        y_true = visible(convert_to_tensor(y_true)).to(y_pred.device)
    if floats and not y_pred.is_floating_point():
        y_pred = y_pred.to(dtypes.TORCH[settings.floatx()])
    if labels:
        return y_true, y_pred
    if y_true.dtype is not y_pred.dtype:
        y_true = y_true.to(y_pred.dtype)
    if y_true.ndim != y_pred.ndim:
        y_true, y_pred = squeeze_or_expand_to_same_rank(y_true, y_pred)
    return y_true, y_pred


def refuse_shapes(error: RuntimeError, y_true, y_pred, labels: bool = False):
    """Raises `ShapeError` in the place of torch's error when the shapes of targets and predictions are its cause."""
    if labels or not (isinstance(y_true, torch.Tensor) and isinstance(y_pred, torch.Tensor)):
        raise error
    try:
        torch.broadcast_shapes(y_true.shape, y_pred.shape)
    except RuntimeError:
        got, wanted = tuple(y_true.shape), tuple(y_pred.shape)
        raise ShapeError(f"`y_true` must have the shape of `y_pred`, {wanted}, got {got}.", argument="y_true", expected=wanted, actual=got) from error
    raise error


def require_same_shape(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        got, wanted = tuple(y_true.shape), tuple(y_pred.shape)
        raise ShapeError(f"`y_true` and `y_pred` must have the same shape, got {got} and {wanted}.", argument="y_true", expected=wanted, actual=got)


def on_data(function, face: str, labels: bool = False, prepare=as_pair):
    """A public function of targets and predictions, for whatever a user has.

    Args:
        function: Works on tensors; the public one has it as `on_tensors`. Booleans that it gives become floats.
        face: The module in which users find it.
        labels: Whether `y_true` holds class numbers.
        prepare: Makes tensors of the data.
    """
    @functools.wraps(function)
    def call(y_true, y_pred, *args, **kwargs):
        if any_symbolic((y_true, y_pred), {}):
            return FunctionCall(call, args, kwargs)(y_true, y_pred)
        y_true, y_pred = prepare(y_true, y_pred, labels)
        try:
            values = function(y_true, y_pred, *args, **kwargs)
        except RuntimeError as error:
            refuse_shapes(error, y_true, y_pred, labels)
        return values.to(dtypes.TORCH[settings.floatx()]) if values.dtype is torch.bool else values

    call.__module__ = f"hornpipe.{face}"
    call.on_tensors, call.labels, call.prepare = function, labels, prepare
    call.published_as = function.__name__
    return call


def loss_function(function=None, *, aliases=(), labels: bool = False, mean=None, with_gradient=None):
    """Decorator: publishes a loss, which gives one value per sample, under its name.

    Args:
        aliases: Further names.
        labels: Whether `y_true` holds class numbers.
        mean: The same loss reduced to its mean, where torch can do that at once.
        with_gradient: What `Loss.with_gradient()` gives, where it is known.
    """
    if function is None:
        return functools.partial(loss_function, aliases=aliases, labels=labels, mean=mean, with_gradient=with_gradient)
    call = on_data(function, "losses", labels)
    call.mean, call.with_gradient = mean, with_gradient
    registry.publish("loss", function.__name__, call, aliases)
    return call


class FunctionCall(Operation):
    """One symbolic call of a loss, or of a function of targets and predictions.

    Args:
        function: What is called.
        args: Its options given by position.
        kwargs: Its options given by name.
    """

    kind = "loss"

    def __init__(self, function, args=(), kwargs=None, name=None):
        super().__init__(name)
        self.function, self.args, self.kwargs = getattr(function, "of", function) if isinstance(function, type) else function, tuple(args), dict(kwargs or {})

    def call(self, y_true, y_pred, *more):
        return self.function(y_true, y_pred, *more, *self.args, **self.kwargs)

    def get_config(self):
        return {**super().get_config(), "function": objects.serialize_keras_object(self.function)}
