"""Pooling: over windows, over a given number of parts, over everything."""
from __future__ import annotations

from ..core.arguments import choice, whole_each
from ..core.errors import ArgumentTypeError, ShapeError, got
from ..core.types import Flag, Ints, Text
from ..graph.infer import unknown_to_none
from ..ops.pool import adaptive_pool, pool
from ..ops.pool import with_pullback as pool_with_pullback
from ..runtime import settings
from .input_spec import InputSpec
from .layer import Layer
from .ranks import ByRank


class _Pooling(ByRank, Layer, abstract=True):
    """What all pooling shares.

    Shapes:
        `(batch, *space, channels)`, or `(batch, channels, *space)` for "channels_first".
    """

    reduce = ""     # "max" or "mean"

    def __init_subclass__(cls, reduce: str = "", **kwargs):
        super().__init_subclass__(**kwargs)
        if reduce:
            cls.reduce = reduce

    def _set_format(self, data_format):
        self.data_format = settings.data_format_or_default(data_format)
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def _space(self):
        """The spatial axes."""
        return tuple(range(1, self.rank + 1) if self.data_format == "channels_last" else range(2, self.rank + 2))


# ---------------------------------------------------------------- windows

class _Windows(_Pooling, abstract=True):
    """Pooling over windows.

    Args:
        pool_size: Size of the windows.
        strides: Their steps; their size if `None`.
        padding: "valid" (none) or "same" (so that steps of 1 keep the size).
        data_format: "channels_last" or "channels_first"; the setting if `None`.

    Raises:
        ValueError: The input is smaller than a window.
    """

    per_axis = ("pool_size",)

    def _set(self, pool_size, strides, padding, data_format):
        self.pool_size = whole_each("pool_size", pool_size, self.rank)
        self.strides = self.pool_size if strides is None else whole_each("strides", strides, self.rank)
        self.padding = choice("padding", str(padding).lower(), ("valid", "same"))
        self._set_format(data_format)
        self._build_at_init()

    def call(self, inputs):
        try:
            return pool(self.reduce, inputs, self.pool_size, self.strides, self.padding, self.data_format)
        except RuntimeError:
            space = tuple(inputs.shape[axis] for axis in self._space())
            if any(size < (window if self.padding == "valid" else 1) for size, window in zip(space, self.pool_size)):
                shape = unknown_to_none(inputs.shape)
                raise ShapeError(f"Computed output size would be zero or negative. The window of layer {self.name!r} is {self.pool_size}, the input has "
                                 f"shape {shape}.", layer=self.name, argument="inputs", expected=self.pool_size, actual=shape) from None
            raise

    def with_pullback(self, inputs):
        return pool_with_pullback(self.reduce, self.pool_size, self.strides, self.padding, self.data_format)


class _MaxPooling(_Windows, abstract=True, reduce="max"):
    """The greatest value of each window.

    Args:
        pool_size: Size of the windows.
        strides: Their steps; their size if `None`.
        padding: "valid" (none) or "same" (so that steps of 1 keep the size).
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """

    def __init__(self, pool_size: Ints = 2, strides: Ints = None, padding: Text = "valid", data_format: Text = None, name: Text = None, **kwargs):
        super().__init__(name=name, **kwargs)
        self._set(pool_size, strides, padding, data_format)


class _AveragePooling(_Windows, abstract=True, reduce="mean"):
    """The mean of each window; padding does not count.

    Args:
        pool_size: Size of the windows.
        strides: Their steps; their size if `None`.
        padding: "valid" (none) or "same" (so that steps of 1 keep the size).
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """

    def __init__(self, pool_size: Ints, strides: Ints = None, padding: Text = "valid", data_format: Text = None, name: Text = None, **kwargs):
        super().__init__(name=name, **kwargs)
        self._set(pool_size, strides, padding, data_format)


class MaxPooling1D(_MaxPooling, rank=1, aliases=("MaxPool1D",)):
    """The greatest values of windows over the steps of a sequence."""


class MaxPooling2D(_MaxPooling, rank=2, aliases=("MaxPool2D",)):
    """The greatest values of windows over images."""


class MaxPooling3D(_MaxPooling, rank=3, aliases=("MaxPool3D",)):
    """The greatest values of windows over volumes."""


class AveragePooling1D(_AveragePooling, rank=1, aliases=("AvgPool1D",)):
    """The means of windows over the steps of a sequence."""


class AveragePooling2D(_AveragePooling, rank=2, aliases=("AvgPool2D",)):
    """The means of windows over images."""


class AveragePooling3D(_AveragePooling, rank=3, aliases=("AvgPool3D",)):
    """The means of windows over volumes."""


# ---------------------------------------------------------------- everything

class _GlobalPooling(_Pooling, abstract=True):
    """One value for each channel of a sample.

    Args:
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        keepdims: Whether the spatial axes stay, with size 1.

    Shapes:
        `(batch, *space, channels)` to `(batch, channels)`.
    """

    def __init__(self, data_format: Text = None, keepdims: Flag = False, **kwargs):
        super().__init__(**kwargs)
        self.keepdims = keepdims
        self._set_format(data_format)
        self._build_at_init()

    def call(self, inputs):
        return (inputs.amax if self.reduce == "max" else inputs.mean)(self._space(), self.keepdims)

    def with_pullback(self, inputs):
        axes, keepdims, mean = self._space(), self.keepdims, self.reduce == "mean"

        def run(inputs):
            full = (inputs.mean if mean else inputs.amax)(axes, True)

            def pullback(gradient, wanted):
                gradient = gradient.view(full.shape)
                if mean:
                    return (gradient * (full.numel() / inputs.numel())).expand(inputs.shape), ()
                greatest = inputs == full           # equals share the gradient
                return greatest * (gradient / greatest.sum(axes, True)), ()

            return full if keepdims else full.squeeze(axes), pullback

        return run


class GlobalMaxPooling1D(_GlobalPooling, rank=1, reduce="max", aliases=("GlobalMaxPool1D",)):
    """The greatest value of each channel of a sequence."""


class GlobalMaxPooling2D(_GlobalPooling, rank=2, reduce="max", aliases=("GlobalMaxPool2D",)):
    """The greatest value of each channel of an image."""


class GlobalMaxPooling3D(_GlobalPooling, rank=3, reduce="max", aliases=("GlobalMaxPool3D",)):
    """The greatest value of each channel of a volume."""


class GlobalAveragePooling1D(_GlobalPooling, rank=1, reduce="mean", aliases=("GlobalAvgPool1D",)):
    """The mean of each channel over the steps of a sequence; masked steps do not count."""

    only_joins_masks = True

    def __init__(self, data_format: Text = None, keepdims: Flag = False, **kwargs):
        super().__init__(data_format, keepdims, **kwargs)
        self.supports_masking = True

    def call(self, inputs, mask=None):
        if mask is None:
            return super().call(inputs)
        axis, = self._space()
        weights = mask.to(inputs.dtype).unsqueeze(3 - axis)         # (batch, steps, 1), or (batch, 1, steps)
        return (inputs * weights).sum(axis, self.keepdims) / weights.sum(axis, self.keepdims)

    def with_pullback(self, inputs):
        return super().with_pullback(inputs)

    def compute_mask(self, inputs, mask=None):
        return None


class GlobalAveragePooling2D(_GlobalPooling, rank=2, reduce="mean", aliases=("GlobalAvgPool2D",)):
    """The mean of each channel of an image."""


class GlobalAveragePooling3D(_GlobalPooling, rank=3, reduce="mean", aliases=("GlobalAvgPool3D",)):
    """The mean of each channel of a volume."""


# ---------------------------------------------------------------- a given number of parts

class _AdaptivePooling(_Pooling, abstract=True):
    """Pooling over as many windows as the output shall have entries, whatever the size of the input.

    Args:
        output_size: Number of windows along each axis.
        data_format: "channels_last" or "channels_first"; the setting if `None`.

    Shapes:
        `(batch, *space, channels)` to `(batch, *output_size, channels)`.
    """

    def __init__(self, output_size: Ints, data_format: Text = None, **kwargs):
        super().__init__(**kwargs)
        if isinstance(output_size, str) or (hasattr(output_size, "__len__") and len(output_size) != self.rank):
            raise ArgumentTypeError(f"`output_size` must be an int or {self.rank} of them, {got(output_size)}.", argument="output_size", actual=output_size)
        self.output_size = whole_each("output_size", output_size, self.rank)
        self._set_format(data_format)

    def call(self, inputs):
        return adaptive_pool(self.reduce, inputs, self.output_size, self.data_format)


class AdaptiveMaxPooling1D(_AdaptivePooling, rank=1, reduce="max"):
    """The greatest values of a given number of windows over the steps of a sequence."""


class AdaptiveMaxPooling2D(_AdaptivePooling, rank=2, reduce="max"):
    """The greatest values of a given number of windows over images."""


class AdaptiveMaxPooling3D(_AdaptivePooling, rank=3, reduce="max"):
    """The greatest values of a given number of windows over volumes."""


class AdaptiveAveragePooling1D(_AdaptivePooling, rank=1, reduce="mean"):
    """The means of a given number of windows over the steps of a sequence."""


class AdaptiveAveragePooling2D(_AdaptivePooling, rank=2, reduce="mean"):
    """The means of a given number of windows over images."""


class AdaptiveAveragePooling3D(_AdaptivePooling, rank=3, reduce="mean"):
    """The means of a given number of windows over volumes."""
