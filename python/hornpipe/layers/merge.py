"""Layers that make one tensor of several."""
from __future__ import annotations

import functools

import torch
import torch.nn.functional as F

from .. import ops
from ..core.arguments import is_int
from ..core.errors import ArgumentError, ArgumentTypeError, ShapeError, got
from ..core.types import Axes, Axis, Flag, Tensor
from ..graph.infer import infer
from ..runtime import settings
from .calling import mask_of, set_mask
from .layer import Layer


def _is_shape(shape) -> bool:
    return all(d is None or is_int(d) for d in shape)


class _Merge(Layer, abstract=True):
    """Elementwise arithmetic over a list of tensors, which are broadcast against each other.

    A tensor of lower rank gets axes of size 1 after the batch axis. With masks on all inputs, the output is masked where every input is.

    Shapes:
        A list of shapes that can be broadcast.

    Raises:
        ValueError: The layer is not called on a list, or the shapes do not fit.
    """

    count = None        # how many inputs there must be; any number if None
    slopes = None       # the gradients of both inputs of the operation, by that of its result and the inputs
    only_joins_masks = True

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True

    def _check_count(self, input_shape):
        if not isinstance(input_shape, (list, tuple)) or _is_shape(input_shape):
            raise ArgumentError(f"A merge layer should be called on a list of inputs, got one input of shape {input_shape}.",
                                layer=self.name, argument="inputs", actual=input_shape)
        if self.count is not None and len(input_shape) != self.count:
            raise ArgumentError(f"A `{type(self).__name__}` layer should be called on exactly {self.count} inputs, got {len(input_shape)}.",
                                layer=self.name, argument="inputs", actual=len(input_shape), expected=self.count)
        if not input_shape:
            raise ArgumentError("A merge layer should be called on a list of at least 1 input, got none.",
                                layer=self.name, argument="inputs", actual=input_shape)

    def build(self, input_shape):
        self._check_count(input_shape)
        rank = max(map(len, input_shape))
        aligned = [tuple(s[:1]) + (1,) * (rank - len(s)) + tuple(s[1:]) for s in input_shape]
        for sizes in zip(*aligned):
            if len({d for d in sizes if d not in (None, 1)}) > 1:
                raise ShapeError(f"Inputs have incompatible shapes: {', '.join(map(str, input_shape))} cannot be merged.",
                                 layer=self.name, argument="inputs", actual=list(input_shape))

    def call(self, inputs):
        rank = max(x.ndim for x in inputs)
        return self._merge([x if x.ndim == rank else x.reshape(x.shape[:1] + (1,) * (rank - x.ndim) + x.shape[1:]) for x in inputs],
                           [mask_of(x) for x in inputs])

    def _infer(self, *args, **kwargs):
        return infer(self._run, args, kwargs, match=True)       # unknown sizes may be those of other inputs

    def _merge(self, inputs, masks):
        return functools.reduce(self.operation, inputs)

    def with_pullback(self, inputs):
        """A fold of the operation, and back from the last input to the first."""
        shapes, operation, slopes = {tuple(x.shape) for x in inputs}, self.operation, self.slopes
        if len(shapes) > 1 or None in shapes.pop()[1:] or slopes is None:       # a gradient would have to be summed over what was spread
            return None

        def run(inputs):
            first, *others = inputs
            made = [first]
            for x in others:
                made.append(operation(made[-1], x))

            def pullback(gradient, wanted):
                found = []
                for before, x in zip(made[-2::-1], reversed(others)):
                    gradient, below = slopes(gradient, before, x)
                    found.append(below)
                return [gradient, *reversed(found)], ()

            return made[-1], pullback

        return run

    def _check_masks(self, inputs, mask):
        for argument, value in (("mask", mask), ("inputs", inputs)):
            if not isinstance(value, (list, tuple)):
                raise ArgumentError(f"`{argument}` should be a list, {got(value)}.", layer=self.name, argument=argument, actual=value)
        if len(mask) != len(inputs):
            raise ArgumentError(f"The lists `inputs` and `mask` should have the same length: got {len(inputs)} and {len(mask)}.",
                                layer=self.name, argument="mask", actual=len(mask))

    def compute_mask(self, inputs, mask=None):
        if mask is None:
            return None
        self._check_masks(inputs, mask)
        return None if any(m is None for m in mask) else functools.reduce(ops.logical_or, mask)


class Add(_Merge):
    """Sums its inputs."""

    operation = staticmethod(torch.add)

    @staticmethod
    def slopes(gradient, a, b):
        return gradient, gradient


class Subtract(_Merge):
    """The first input minus the second."""

    operation = staticmethod(torch.sub)
    count = 2

    @staticmethod
    def slopes(gradient, a, b):
        return gradient, -gradient


class Average(_Merge):
    """The mean of its inputs."""

    operation, slopes = staticmethod(torch.add), staticmethod(Add.slopes)

    def _merge(self, inputs, masks):
        return super()._merge(inputs, masks) / len(inputs)

    def with_pullback(self, inputs):
        count, run = len(inputs), super().with_pullback(inputs)

        def divided(inputs):
            total, pullback = run(inputs)
            return total / count, lambda gradient, wanted: pullback(gradient / count, wanted)

        return divided if run is not None else None


class _Selecting(_Merge, abstract=True):
    """A merge in which masked values must not count: they are replaced by what leaves the result alone."""

    def neutral(self, dtype):
        """The value that changes nothing."""
        raise NotImplementedError

    def _merge(self, inputs, masks):
        full = [None if m is None else _spread(m, x) for m, x in zip(masks, inputs)]
        merged = super()._merge([x if m is None else torch.where(m, x, self.neutral(x.dtype)) for m, x in zip(full, inputs)], masks)
        if not full or any(m is None for m in full):
            return merged
        anywhere = functools.reduce(torch.logical_or, full)
        merged = torch.where(anywhere, merged, 0)
        set_mask(merged, anywhere.any(-1))
        return merged


def _spread(mask, x):
    """A mask over the first axes of `x`, for all its values."""
    return mask.reshape(mask.shape + (1,) * (x.ndim - mask.ndim)).expand(x.shape)


def _of_greater(gradient, a, b):
    """The part of a gradient that belongs to `a` where that is the greater one; equals share it."""
    return torch.where(a == b, gradient / 2, gradient).masked_fill_(a < b, 0)


class Multiply(_Selecting):
    """The product of its inputs."""

    operation = staticmethod(torch.mul)

    @staticmethod
    def slopes(gradient, a, b):
        return gradient * b, gradient * a

    def neutral(self, dtype):
        return 1


class Maximum(_Selecting):
    """The greatest of its inputs, element by element."""

    operation = staticmethod(torch.maximum)

    @staticmethod
    def slopes(gradient, a, b):
        return _of_greater(gradient, a, b), _of_greater(gradient, b, a)

    def neutral(self, dtype):
        return (torch.finfo if dtype.is_floating_point else torch.iinfo)(dtype).min


class Minimum(_Selecting):
    """The least of its inputs, element by element."""

    operation = staticmethod(torch.minimum)

    @staticmethod
    def slopes(gradient, a, b):
        return _of_greater(gradient, b, a), _of_greater(gradient, a, b)

    def neutral(self, dtype):
        return (torch.finfo if dtype.is_floating_point else torch.iinfo)(dtype).max


class Concatenate(_Merge):
    """Joins its inputs along an axis.

    Args:
        axis: The axis.

    Shapes:
        A list of shapes that are the same but for `axis`.
    """

    def __init__(self, axis: Axis = -1, **kwargs):
        super().__init__(**kwargs)
        self.axis = axis

    def build(self, input_shape):
        self._check_count(input_shape)
        ranks = {len(s) for s in input_shape}
        if len(ranks) > 1 or not -min(ranks) <= self.axis < min(ranks):
            raise ShapeError(f"`Concatenate` joins inputs of one rank, along one of their axes; got {'another axis' if len(ranks) == 1 else 'several ranks'}: "
                             f"shapes {', '.join(map(str, input_shape))}.",
                             layer=self.name, argument="inputs", actual=list(input_shape))
        for axis, sizes in enumerate(zip(*input_shape)):
            if axis != self.axis % min(ranks) and len({d for d in sizes if d is not None}) > 1:
                raise ShapeError("A `Concatenate` layer requires inputs with matching shapes except for the concatenation axis, "
                                 f"got {', '.join(map(str, input_shape))} with axis={self.axis}.", layer=self.name, argument="inputs", actual=list(input_shape))

    def call(self, inputs):
        return torch.cat(tuple(inputs), self.axis)

    def with_pullback(self, inputs):
        axis, sizes = self.axis, [x.shape[self.axis] for x in inputs]
        return None if None in sizes else lambda inputs: (torch.cat(tuple(inputs), axis), lambda gradient, wanted: (gradient.split(sizes, axis), ()))

    def compute_mask(self, inputs, mask=None):
        if mask is None:
            return None
        self._check_masks(inputs, mask)
        if all(m is None for m in mask):
            return None
        rank, spread = max(len(m.shape) for m in mask if m is not None), []
        for x, m in zip(inputs, mask):
            m = ops.ones_like(x, dtype="bool") if m is None else ops.cast(m, "bool")
            if len(m.shape) < len(x.shape):
                m = ops.logical_and(ops.expand_dims(m, tuple(range(len(m.shape), len(x.shape)))), ops.ones_like(x, dtype="bool"))
            spread.append(m)
        joined = ops.concatenate(spread, axis=self.axis)
        return ops.any(joined, axis=tuple(range(rank, len(joined.shape)))) if rank < len(joined.shape) else joined


class Dot(_Merge):
    """The products of the vectors along an axis of two tensors, sample by sample.

    Args:
        axes: The axis to sum over, of both tensors or a pair.
        normalize: Whether the vectors are scaled to length 1 first, which gives the cosine of their angle.

    Shapes:
        `(batch, ...)` twice to `(batch, axes of the first, axes of the second)` without those summed over, `(batch, 1)` if none is left.
    """

    count = 2

    def __init__(self, axes: Axes, normalize: Flag = False, **kwargs):
        super().__init__(**kwargs)
        if not is_int(axes):
            if not isinstance(axes, (list, tuple)):
                raise ArgumentTypeError(f"`axes` must be an int or a pair of ints, {got(axes)}.", argument="axes", actual=axes)
            if len(axes) != 2 or not all(map(is_int, axes)):
                raise ArgumentError(f"`axes` must be an int or a pair of ints, {got(axes)}.", argument="axes", actual=axes)
        self.axes = axes
        self.normalize = normalize

    def _axes_of(self, ranks):
        axes = (self.axes, self.axes) if is_int(self.axes) else self.axes
        return [a % n for a, n in zip(axes, ranks)]

    def build(self, input_shape):
        self._check_count(input_shape)
        axes = self._axes_of(map(len, input_shape))
        first, second = (shape[axis] for shape, axis in zip(input_shape, axes))
        if 0 in axes or None not in (first, second) and first != second:
            raise ShapeError(f"Incompatible input shapes: axis values {first} and {second} of shapes {input_shape[0]} and {input_shape[1]} with "
                             f"axes={self.axes}.",
                             layer=self.name, argument="inputs", actual=list(input_shape))

    def call(self, inputs):
        a, b = inputs
        i, j = self._axes_of((a.ndim, b.ndim))
        if self.normalize:
            a, b = (F.normalize(x, dim=axis, eps=settings.epsilon()) for x, axis in ((a, i), (b, j)))
        kept_a, kept_b = a.shape[1:i] + a.shape[i + 1:], b.shape[1:j] + b.shape[j + 1:]
        left = a.movedim(i, -1).reshape(a.shape[0], -1, a.shape[i])             # (batch, rest, size)
        right = b.movedim(j, 1).reshape(b.shape[0], b.shape[j], -1)             # (batch, size, rest)
        return torch.bmm(left, right).reshape(a.shape[0], *((kept_a + kept_b) or (1,)))

    def with_pullback(self, inputs):
        i, j = self._axes_of([len(x.shape) for x in inputs])

        def run(inputs):
            a, b = (x.movedim(axis, place) for x, axis, place in zip(inputs, (i, j), (-1, 1)))
            left, right = a.reshape(a.shape[0], -1, a.shape[-1]), b.reshape(*b.shape[:2], -1)
            y = torch.bmm(left, right)

            def pullback(gradient, wanted):
                gradient = gradient.reshape(y.shape)
                by_left, by_right = torch.bmm(gradient, right.transpose(1, 2)), torch.bmm(left.transpose(1, 2), gradient)
                return [by_left.reshape(a.shape).movedim(-1, i), by_right.reshape(b.shape).movedim(1, j)], ()

            return y.reshape(a.shape[0], *((a.shape[1:-1] + b.shape[2:]) or (1,))), pullback

        return None if self.normalize else run

    def compute_mask(self, inputs, mask=None):
        return None


# ---------------------------------------------------------------- as functions

def add(inputs: Tensor, **kwargs):
    """`Add` as a function."""
    return Add(**kwargs)(inputs)


def subtract(inputs: Tensor, **kwargs):
    """`Subtract` as a function."""
    return Subtract(**kwargs)(inputs)


def multiply(inputs: Tensor, **kwargs):
    """`Multiply` as a function."""
    return Multiply(**kwargs)(inputs)


def average(inputs: Tensor, **kwargs):
    """`Average` as a function."""
    return Average(**kwargs)(inputs)


def maximum(inputs: Tensor, **kwargs):
    """`Maximum` as a function."""
    return Maximum(**kwargs)(inputs)


def minimum(inputs: Tensor, **kwargs):
    """`Minimum` as a function."""
    return Minimum(**kwargs)(inputs)


def concatenate(inputs: Tensor, axis: Axis = -1, **kwargs):
    """`Concatenate` as a function."""
    return Concatenate(axis=axis, **kwargs)(inputs)


def dot(inputs: Tensor, axes: Axes = -1, **kwargs):
    """`Dot` as a function."""
    return Dot(axes=axes, **kwargs)(inputs)


for _function in (add, subtract, multiply, average, maximum, minimum, concatenate, dot):
    _function.__module__ = "hornpipe.layers"
