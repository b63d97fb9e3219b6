"""Layers that take away or add margins around the spatial axes."""
from __future__ import annotations

import torch.nn.functional as F

from ..core.arguments import is_int
from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Ints, Text
from ..runtime import settings
from .input_spec import InputSpec
from .layer import Layer
from .pullback import rearranging


class _Margins(Layer, abstract=True):
    """A margin before and one after each spatial axis.

    Shapes:
        `(batch, ...spatial..., channels)`, or `(batch, channels, ...spatial...)` for "channels_first".
    """

    rank = 0

    def __init__(self, data_format="channels_last", **kwargs):
        super().__init__(**kwargs)
        self.data_format = settings.data_format_or_default(data_format)
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def _pairs(self, argument, value):
        """The margins as one pair per axis; an only axis has a pair alone."""
        def pair(v):
            v = (v, v) if is_int(v) else v
            return tuple(v) if isinstance(v, (list, tuple)) and len(v) == 2 and all(is_int(n) and n >= 0 for n in v) else None

        if self.rank == 1:
            made = pair(value)
        else:
            values = (value,) * self.rank if is_int(value) else value if isinstance(value, (list, tuple)) and len(value) == self.rank else ()
            made = tuple(pair(v) for v in values)
        if not made or None in made:
            rule = "a non-negative int or 2 of them" if self.rank == 1 else f"a non-negative int, {self.rank} of them, or {self.rank} pairs (before, after)"
            raise ArgumentError(f"`{argument}` must be {rule}, {got(value)}.", argument=argument, actual=value)
        return made

    def _by_axis(self, pairs):
        """(axis, before, after) of each spatial axis."""
        first = 1 if self.data_format == "channels_last" else 2
        return [(first + i, *pair) for i, pair in enumerate([pairs] if self.rank == 1 else pairs)]

    def _amounts(self, pairs):
        """The margins as torch counts them: from the last axis on."""
        amounts = [n for _, before, after in reversed(self._by_axis(pairs)) for n in (before, after)]
        return amounts if self.data_format == "channels_first" else [0, 0, *amounts]


class _Cropping(_Margins, abstract=True):
    """Takes margins away.

    Args:
        cropping: How much before and after each axis: one number for all, one for each, or a pair for each.
        data_format: Where the channels are: "channels_last" or "channels_first".

    Raises:
        ValueError: The input is too small to leave anything.
    """

    def __init__(self, cropping, data_format=None, **kwargs):
        super().__init__(data_format, **kwargs)
        self.cropping = self._pairs("cropping", cropping)

    def _check(self, sizes):
        if any(sizes[axis] is not None and before + after >= sizes[axis] for axis, before, after in self._by_axis(self.cropping)):
            rule = ("`cropping` parameter of `Cropping1D` layer must be smaller than the length of the input." if self.rank == 1 else
                    "Values in `cropping` argument should be smaller than the corresponding spatial dimension of the input.")
            raise ShapeError(f"{rule} Got cropping={self.cropping} for shape {tuple(sizes)}.",
                             layer=self.name, argument="cropping", expected=self.cropping, actual=tuple(sizes))

    def build(self, input_shape):
        self._check(input_shape)

    def call(self, inputs):
        self._check(inputs.shape)
        for axis, before, after in self._by_axis(self.cropping):
            inputs = inputs.narrow(axis, before, inputs.shape[axis] - before - after)
        return inputs

    def with_pullback(self, inputs):
        amounts = self._amounts(self.cropping)
        return rearranging(self.call, lambda gradient: F.pad(gradient, amounts))


class Cropping1D(_Cropping):
    """Takes steps away from the beginning and the end of a sequence.

    Args:
        cropping: How many at both ends, or a pair (beginning, end).
    """

    rank = 1

    def __init__(self, cropping: Ints = (1, 1), **kwargs):
        super().__init__(cropping, "channels_last", **kwargs)

    def get_config(self):
        config = super().get_config()
        config.pop("data_format", None)
        return config


class Cropping2D(_Cropping):
    """Takes rows and columns away from the edges of an image.

    Args:
        cropping: How many at each edge: a number, `(rows, columns)`, or `((top, bottom), (left, right))`.
        data_format: Where the channels are: "channels_last" or "channels_first".
    """

    rank = 2

    def __init__(self, cropping: Ints = ((0, 0), (0, 0)), data_format: Text = None, **kwargs):
        super().__init__(cropping, data_format, **kwargs)


class Cropping3D(_Cropping):
    """As `Cropping2D`, over three axes.

    Args:
        cropping: How much at each end: a number, one for each axis, or a pair for each axis.
        data_format: Where the channels are: "channels_last" or "channels_first".
    """

    rank = 3

    def __init__(self, cropping: Ints = ((1, 1), (1, 1), (1, 1)), data_format: Text = None, **kwargs):
        super().__init__(cropping, data_format, **kwargs)


class _ZeroPadding(_Margins, abstract=True):
    """Adds margins of zeros.

    Args:
        padding: How much before and after each axis: one number for all, one for each, or a pair for each.
        data_format: Where the channels are: "channels_last" or "channels_first".
    """

    def __init__(self, padding, data_format=None, **kwargs):
        super().__init__(data_format, **kwargs)
        self.padding = self._pairs("padding", padding)

    def call(self, inputs):
        return F.pad(inputs, self._amounts(self.padding))

    def with_pullback(self, inputs):
        amounts = self._amounts(self.padding)
        back = [-n for n in amounts]
        return rearranging(lambda inputs: F.pad(inputs, amounts), lambda gradient: F.pad(gradient, back))


class ZeroPadding1D(_ZeroPadding):
    """Adds zeros before and after a sequence.

    Args:
        padding: How many at both ends, or a pair (beginning, end).
        data_format: Where the channels are: "channels_last" or "channels_first".
    """

    rank = 1

    def __init__(self, padding: Ints = 1, data_format: Text = None, **kwargs):
        super().__init__(padding, data_format, **kwargs)


class ZeroPadding2D(_ZeroPadding):
    """Adds rows and columns of zeros around an image.

    Args:
        padding: How many at each edge: a number, `(rows, columns)`, or `((top, bottom), (left, right))`.
        data_format: Where the channels are: "channels_last" or "channels_first".
    """

    rank = 2

    def __init__(self, padding: Ints = (1, 1), data_format: Text = None, **kwargs):
        super().__init__(padding, data_format, **kwargs)


class ZeroPadding3D(_ZeroPadding):
    """As `ZeroPadding2D`, over three axes.

    Args:
        padding: How much at each end: a number, one for each axis, or a pair for each axis.
        data_format: Where the channels are: "channels_last" or "channels_first".
    """

    rank = 3

    def __init__(self, padding: Ints = ((1, 1), (1, 1), (1, 1)), data_format: Text = None, **kwargs):
        super().__init__(padding, data_format, **kwargs)
