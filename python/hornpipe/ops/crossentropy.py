"""Cross-entropies, and classes as vectors of zeros and ones."""
from __future__ import annotations

import torch
import torch.nn.functional as F

from ..core.errors import ArgumentError, ShapeError, got, unknown_argument
from ..core.types import Axis, DType, Flag, Int, Tensor
from ..runtime import dtypes, settings
from .op import op
from .promotion import floating


def _same_shape(target, output):
    if target.shape != output.shape:
        raise ShapeError(f"`target` and `output` must have the same shape, got {tuple(target.shape)} and {tuple(output.shape)}.",
                         argument="target", expected=tuple(output.shape), actual=tuple(target.shape))


def _has_axes(x):
    if x.ndim < 1:
        raise ShapeError("`output` must have one axis at least, got a scalar.", argument="output", expected=1, actual=())


def _inside(probabilities):
    """Probabilities away from 0 and 1, where logarithms are finite."""
    epsilon = settings.epsilon()
    return probabilities.clamp(epsilon, 1.0 - epsilon)


def _log_probabilities(output, from_logits, axis):
    if from_logits:
        return torch.log_softmax(output, axis)
    return _inside(output / output.sum(axis, keepdim=True)).log()


@op
def categorical_crossentropy(target: Tensor, output: Tensor, from_logits: Flag = False, axis: Axis = -1):
    """Cross-entropy of class probabilities.

    Args:
        target: True probabilities, 1 for the true class as a rule.
        output: Predicted probabilities (scaled to sum to 1 here), or logits.
        from_logits: Whether `output` holds logits.
        axis: Axis of the classes.
    """
    _same_shape(target, output)
    _has_axes(output)
    return -(target * _log_probabilities(floating(output), from_logits, axis)).sum(axis)


@op
def sparse_categorical_crossentropy(target: Tensor, output: Tensor, from_logits: Flag = False, axis: Axis = -1):
    """Cross-entropy where the truth is a class number.

    Args:
        target: Class numbers from 0; the shape of `output` without its class axis, or with size 1 there.
        output: Predicted probabilities (scaled to sum to 1 here), or logits.
        from_logits: Whether `output` holds logits.
        axis: Axis of the classes.
    """
    _has_axes(output)
    target, output = target.long(), floating(output)
    if target.ndim == output.ndim and target.shape[axis] == 1:
        target = target.squeeze(axis)
    classes = axis % output.ndim
    expected = output.shape[:classes] + output.shape[classes + 1:]
    if target.shape != expected:
        raise ShapeError(f"`target` must have the shape of `output` without its class axis, {tuple(expected)}, got {tuple(target.shape)}.",
                         argument="target", expected=tuple(expected), actual=tuple(target.shape))
    if output.ndim == 1:
        return sparse_categorical_crossentropy(target[None], output[None], from_logits)[0]
    output = output.movedim(classes, 1)
    if from_logits:
        return F.cross_entropy(output, target, reduction="none")
    return F.nll_loss(_log_probabilities(output, False, 1), target, reduction="none")


@op
def binary_crossentropy(target: Tensor, output: Tensor, from_logits: Flag = False):
    """Cross-entropy of yes and no, element by element.

    Args:
        target: 0 or 1, or the probability of 1.
        output: Predicted probabilities of 1, or logits.
        from_logits: Whether `output` holds logits.
    """
    _same_shape(target, output)
    output = floating(output)
    target = target.to(output.dtype)
    if from_logits:
        return F.binary_cross_entropy_with_logits(output, target, reduction="none")
    return F.binary_cross_entropy(_inside(output), target, reduction="none")


# ---------------------------------------------------------------- classes as vectors

def _dense_only(sparse):
    if sparse:
        raise ArgumentError("`sparse=True` is not available: torch's tensors are dense here.", argument="sparse", actual=sparse)


def hot(x, num_classes: int, dtype: torch.dtype):
    """1 where the new last axis equals `x`; a number outside of the classes gives zeros."""
    return (x.unsqueeze(-1) == torch.arange(num_classes, device=x.device)).to(dtype)


@op
def one_hot(x: Tensor, num_classes: Int, axis: Axis = -1, dtype: DType = None, sparse: Flag = False):
    """A vector for each class number: 1 at that place, 0 elsewhere. Negative numbers give zeros only.

    Args:
        x: Class numbers from 0.
        num_classes: Length of the vectors.
        axis: Where the vectors stand in the result.
        dtype: Dtype of the result; floatx if `None`.
        sparse: Must be `False`.
    """
    _dense_only(sparse)
    if not -1 <= axis <= x.ndim:
        raise ArgumentError(f"`axis` must lie between -1 and {x.ndim}, {got(axis)}.", argument="axis", actual=axis)
    vectors = hot(x, num_classes, dtypes.to_torch(dtype))
    return vectors.movedim(-1, axis)


@op
def multi_hot(inputs: Tensor, num_classes: Int = None, axis: Axis = -1, dtype: DType = None, sparse: Flag = False, **kwargs):
    """A vector for each sample: 1 at the places of all its class numbers.

    Args:
        inputs: Class numbers from 0, `(n,)` for one sample or `(batch, n, ...)`.
        num_classes: Length of the vectors.
        axis: Where the vectors stand before `n` is reduced.
        dtype: Dtype of the result; floatx if `None`.
        sparse: Must be `False`.
    """
    _dense_only(sparse)
    num_classes = kwargs.pop("num_tokens", None) if num_classes is None else num_classes
    if kwargs:
        raise unknown_argument("`multi_hot()`", kwargs, ("num_classes", "axis", "dtype", "sparse"))
    if num_classes is None:
        raise ArgumentError(f"`num_classes` must be an int, {got(num_classes)}.", argument="num_classes", actual=num_classes)
    vectors = one_hot(inputs, num_classes, axis, dtype)
    return vectors.amax(1 if inputs.ndim > 1 else 0)
