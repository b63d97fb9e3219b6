"""Keras 2's functions of tensors, where `hornpipe.ops` has others: with its names, defaults and conventions."""
from __future__ import annotations

import math

import numpy as np
import torch

from .. import ops, random
from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Axes, Axis, DType, Flag, Int, Ints, Real, Seed, Shape, Structure, Tensor, Text
from ..graph.tensor import KerasTensor
from ..layers import Input, InputLayer
from ..runtime import console, settings
from ..runtime.convert import convert_to_tensor

# ---------------------------------------------------------------- elements

def clip(x: Tensor, min_value: Real = None, max_value: Real = None):
    """Values no lower than `min_value` and no higher than `max_value`; `None` for no bound."""
    low = -math.inf if min_value is None else min_value
    high = math.inf if max_value is None else max_value
    return ops.clip(x, low, max(low, high))


def sqrt(x: Tensor):
    """Square root, 0 for negative values."""
    return ops.sqrt(ops.maximum(x, 0.0))


def hard_sigmoid(x: Tensor):
    """`0.2 x + 0.5`, cut off at 0 and 1: steeper than the activation of that name in Keras 3."""
    return ops.clip(ops.add(ops.multiply(x, 0.2), 0.5), 0.0, 1.0)


def identity(x: Tensor, name: Text = None):
    """The same values; operations have no names, so `name` says nothing."""
    return ops.copy(x)


def cast_to_floatx(x: Structure):
    """An array, or a tensor, in the default float type."""
    return ops.cast(x, settings.floatx()) if isinstance(x, (torch.Tensor, KerasTensor)) else np.asarray(x, settings.floatx())


def print_tensor(x: Tensor, message: Text = ""):
    """Prints a message and the values; gives `x` back."""
    console.say(f"{message} {x}" if message else str(x))
    return x


# ---------------------------------------------------------------- axes

def argmax(x: Tensor, axis: Axis = -1):
    """Position of the greatest value along an axis, counted from 0."""
    return ops.argmax(x, axis=axis)


def argmin(x: Tensor, axis: Axis = -1):
    """Position of the smallest value along an axis, counted from 0."""
    return ops.argmin(x, axis=axis)


def l2_normalize(x: Tensor, axis: Axes = None):
    """Values divided by their Euclidean length along axes."""
    return x * ops.rsqrt(ops.maximum(ops.sum(ops.square(x), axis=axis, keepdims=True), 1e-12))


def concatenate(tensors: Structure, axis: Axis = -1):
    """Tensors one after another along an axis."""
    return ops.concatenate(tensors, axis=axis)


def expand_dims(x: Tensor, axis: Axis = -1):
    """A tensor with a new axis of size 1."""
    return ops.expand_dims(x, axis)


def flatten(x: Tensor):
    """All values along one axis."""
    return ops.reshape(x, (-1,))


def batch_flatten(x: Tensor):
    """The values of each sample along one axis."""
    return ops.reshape(x, (-1, math.prod(x.shape[1:])))


def permute_dimensions(x: Tensor, pattern: Axes):
    """A tensor with its axes in another order."""
    return ops.transpose(x, axes=list(pattern))


def repeat(x: Tensor, n: Int):
    """A matrix `(samples, dim)` as `(samples, n, dim)`."""
    return ops.repeat(ops.expand_dims(x, 1), n, axis=1)


def repeat_elements(x: Tensor, rep: Int, axis: Axis):
    """Each entry along an axis `rep` times."""
    return ops.repeat(x, rep, axis=axis)


def reverse(x: Tensor, axes: Axes):
    """A tensor turned round along axes."""
    return ops.flip(x, axis=tuple(axes) if isinstance(axes, list) else axes)


def gather(reference: Tensor, indices: Tensor):
    """Rows by their numbers, counted from 0."""
    return ops.take(reference, indices, axis=0)


def in_top_k(predictions: Tensor, targets: Tensor, k: Int):
    """Whether the class of each target, counted from 0, is among the `k` most likely."""
    return ops.in_top_k(targets, predictions, k)


def int_shape(x: Tensor):
    """The sizes of a tensor as a tuple; `None` where any size will do."""
    return tuple(x.shape) if hasattr(x, "shape") else np.shape(x)


def shape(x: Tensor):
    """The sizes of a tensor as a tuple; `None` where any size will do. The engine is eager, so that no tensor has to stand for them."""
    return ops.shape(x)


# ---------------------------------------------------------------- products

def dot(x: Tensor, y: Tensor):
    """Product over the last axis of `x` and the last but one of `y`."""
    return ops.tensordot(x, y, axes=([len(x.shape) - 1], [max(len(y.shape) - 2, 0)]))


def batch_dot(x: Tensor, y: Tensor, axes: Axes = None):
    """Products sample by sample.

    Args:
        x, y: Tensors whose first axis is that of the samples.
        axes: Axis of each over which is summed, or one for both; the last of `x` and the last but one of `y` if `None`.
    """
    ranks = len(x.shape), len(y.shape)
    if min(ranks) < 2:
        raise ShapeError(f"`batch_dot()` takes tensors with 2 axes at least, got shapes {tuple(x.shape)} and {tuple(y.shape)}.", argument="x",
                         expected=2, actual=min(ranks))
    if axes is None:
        axes = ranks[0] - 1, max(ranks[1] - 2, 1)
    first, second = (axis % rank for axis, rank in zip((axes, axes) if isinstance(axes, int) else axes, ranks))
    if 0 in (first, second):
        raise ArgumentError(f"`axes` must not be the axis of the samples, {got(axes)}.", argument="axes", actual=axes)
    if None not in (x.shape[first], y.shape[second]) and x.shape[first] != y.shape[second]:
        raise ShapeError(f"`batch_dot()` needs equal sizes along `axes`, got {x.shape[first]} and {y.shape[second]}.", argument="axes",
                         expected=x.shape[first], actual=y.shape[second])
    x, y = ops.moveaxis(x, first, -1), ops.moveaxis(y, second, 1)
    left, right = x.shape[1:-1], y.shape[2:]
    size = y.shape[1]
    made = ops.matmul(ops.reshape(x, (-1, math.prod(left), size)), ops.reshape(y, (-1, size, math.prod(right))))
    return ops.reshape(made, (-1, *left, *right) if left or right else (-1, 1))


def batch_normalization(x: Tensor, mean: Tensor, var: Tensor, beta: Tensor = None, gamma: Tensor = None, axis: Axis = -1, epsilon: Real = 1e-3):
    """`(x - mean) / sqrt(var + epsilon) * gamma + beta`; vectors lie along `axis`."""
    def along(v):
        if v is None or len(v.shape) != 1 or len(x.shape) < 2:
            return v
        sizes = [1] * len(x.shape)
        sizes[axis] = -1
        return ops.reshape(v, sizes)

    made = (x - along(mean)) * ops.rsqrt(along(var) + epsilon)
    made = made if gamma is None else made * along(gamma)
    return made if beta is None else made + along(beta)


def normalize_batch_in_training(x: Tensor, gamma: Tensor, beta: Tensor, reduction_axes: Ints, epsilon: Real = 1e-3):
    """The batch normalized by its own mean and variance over axes, and these two."""
    axes = [reduction_axes] if isinstance(reduction_axes, int) else list(reduction_axes)
    mean, var = ops.moments(x, axes)
    wide = [1 if i in axes else size for i, size in enumerate(x.shape)]
    parts = [None if v is None else ops.reshape(v, wide) for v in (mean, var, beta, gamma)]
    return batch_normalization(x, *parts, epsilon=epsilon), mean, var


# ---------------------------------------------------------------- new ones

def constant(value: Tensor, dtype: DType = None, shape: Shape = None, name: Text = None):
    """A tensor of a value, in a shape; constants have no names, so `name` says nothing."""
    made = convert_to_tensor(value, dtype or settings.floatx())
    if shape is None:
        return made
    return made.expand(tuple(shape)).clone() if made.numel() == 1 else made.reshape(tuple(shape))


def random_binomial(shape: Shape, p: Real = 0.0, dtype: DType = None, seed: Seed = None):
    """1 with probability `p`, else 0."""
    return ops.cast(random.uniform(shape, seed=seed) < p, dtype or settings.floatx())


def placeholder(shape: Shape = None, ndim: Int = None, dtype: DType = None, sparse: Flag = False, name: Text = None):
    """A symbolic tensor: the input of a graph.

    Args:
        shape: Its shape with the batch; `None` for axes of any size.
        ndim: Number of axes of any size, where there is no shape.
    """
    if shape is None and ndim is None:
        raise ArgumentError("One of `shape` and `ndim` must be given.", argument="shape", actual=None)
    return Input(batch_shape=tuple(shape) if shape is not None else (None,) * ndim, dtype=dtype, sparse=sparse, name=name)


def is_placeholder(x: Structure):
    """Whether something is an input of a graph."""
    return isinstance(x, KerasTensor) and isinstance(x._keras_history.operation, InputLayer)


def is_sparse(tensor: Structure):
    """Whether a tensor is sparse."""
    return bool(getattr(tensor, "is_sparse", False) or getattr(tensor, "sparse", False))


def to_dense(tensor: Tensor):
    """A sparse tensor as an ordinary one."""
    return tensor.to_dense() if getattr(tensor, "is_sparse", False) else tensor


# ---------------------------------------------------------------- connectionist temporal classification: the last class is the blank

def ctc_batch_cost(y_true: Tensor, y_pred: Tensor, input_length: Tensor, label_length: Tensor):
    """Loss of each sample.

    Args:
        y_true: Labels, `(samples, longest label)`.
        y_pred: Probabilities, `(samples, steps, classes)`; the last class is the blank.
        input_length, label_length: Lengths, `(samples, 1)`.

    Returns:
        `(samples, 1)`.
    """
    losses = ops.ctc_loss(y_true, ops.log(y_pred + settings.epsilon()), ops.reshape(label_length, (-1,)), ops.reshape(input_length, (-1,)),
                          mask_index=y_pred.shape[-1] - 1)
    return ops.expand_dims(losses, 1)


def ctc_decode(y_pred: Tensor, input_length: Tensor, greedy: Flag = True, beam_width: Int = 100, top_paths: Int = 1):
    """The most likely labels: a list of tensors filled up with -1, and their scores.

    Args:
        y_pred: Probabilities, `(samples, steps, classes)`; the last class is the blank.
        input_length: Lengths, `(samples,)`.
        greedy: Whether to take the best class at each step, rather than to search.
        beam_width: How many beginnings the search follows.
        top_paths: How many labels the search gives.
    """
    labels, scores = ops.ctc_decode(ops.log(y_pred + settings.epsilon()), ops.reshape(input_length, (-1,)), "greedy" if greedy else "beam_search",
                                    beam_width, top_paths, mask_index=y_pred.shape[-1] - 1)
    return list(labels), scores


def ctc_label_dense_to_sparse(labels: Tensor, label_lengths: Tensor):
    """Labels as a sparse tensor.

    Args:
        labels: `(samples, longest label)`.
        label_lengths: Lengths, `(samples,)`.
    """
    labels, label_lengths = convert_to_tensor(labels), convert_to_tensor(label_lengths)
    within = torch.arange(labels.shape[1], device=labels.device) < label_lengths.reshape(-1, 1)
    return torch.sparse_coo_tensor(within.nonzero().t(), labels[within], tuple(labels.shape), check_invariants=True)
