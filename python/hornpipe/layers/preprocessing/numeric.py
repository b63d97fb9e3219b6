"""Layers that prepare numbers: scale, standardize, put into bins, encode categories."""
from __future__ import annotations

import math

import numpy as np
import torch

from ...core.arguments import choice
from ...core.errors import ArgumentError, ArgumentTypeError, NotBuiltError, ShapeError, got
from ...core.types import Array, Axes, DType, Flag, Int, Real, Reals, Text
from ...graph.tensor import KerasTensor
from ...runtime import dtypes, settings
from ...runtime.convert import convert_to_tensor
from ..layer import Layer
from ..pullback import rearranging
from .encoding import MODES, encode, encoded_shape
from .source import as_array, batches_of, is_array


def no_sparse(sparse) -> bool:
    """The argument `sparse`: sparse results belong to other engines."""
    if sparse:
        raise ArgumentError("`sparse=True` cannot be used with torch, whose sparse tensors no layer takes; leave it at False.",
                            argument="sparse", actual=sparse)
    return False


class Rescaling(Layer):
    """`inputs * scale + offset`.

    Args:
        scale: The factor, or one for each channel.
        offset: What is added.

    Example:
        >>> Rescaling(1 / 127.5, offset=-1)(images)        # [0, 255] to [-1, 1]
    """

    _takes_any_input = True

    def __init__(self, scale: Reals, offset: Reals = 0.0, **kwargs):
        super().__init__(**kwargs)
        self.scale, self.offset = scale, offset
        self.supports_masking = True
        self._build_at_init()

    def call(self, inputs):
        inputs = convert_to_tensor(inputs, self.compute_dtype)
        scale, offset = (x if isinstance(x, (int, float)) else convert_to_tensor(x, self.compute_dtype).to(inputs.device) for x in (self.scale, self.offset))
        if isinstance(scale, torch.Tensor) and scale.ndim and settings.image_data_format() == "channels_first":
            scale = scale.reshape(*scale.shape, *[1] * (3 - scale.ndim))
        return inputs * scale + offset

    def with_pullback(self, inputs):
        scale = self.scale
        return rearranging(self.call, lambda gradient: gradient * scale) if isinstance(scale, (int, float)) else None


class Normalization(Layer):
    """Shifts and scales inputs to mean 0 and variance 1, by the moments of data shown to `adapt()` or given.

    Args:
        axis: Axes that have moments of their own; `None` for one mean and variance of everything.
        mean: The mean, if it is known.
        variance: The variance, if it is known.
        invert: Whether standardized inputs are brought back.

    Example:
        >>> layer = Normalization()
        >>> layer.adapt(np.array([[0.0, 7.0], [2.0, 9.0]]))
        >>> layer(np.array([[0.0, 7.0]]))       # [[-1, -1]]
    """

    _takes_any_input = True

    def __init__(self, axis: Axes = -1, mean: Array = None, variance: Array = None, invert: Flag = False, **kwargs):
        super().__init__(**kwargs)
        self.axis = () if axis is None else (axis,) if isinstance(axis, int) else tuple(axis)
        if (mean is None) != (variance is None):
            raise ArgumentError(f"When setting values directly, both `mean` and `variance` must be set, got mean={mean} and variance={variance}.",
                                argument="variance" if variance is None else "mean", actual=None)
        if mean is not None and np.shape(mean) != np.shape(variance):
            raise ShapeError(f"`mean` and `variance` must have the same shape, got {np.shape(mean)} and {np.shape(variance)}.", argument="variance",
                             expected=np.shape(mean), actual=np.shape(variance))
        if mean is not None and len(np.shape(mean)) > len(self.axis):
            raise ShapeError(f"`mean` must have no more axes than `axis` names ({len(self.axis)}), got shape {np.shape(mean)}.", argument="mean",
                             expected=len(self.axis), actual=np.shape(mean))
        self.input_mean, self.input_variance, self.invert = mean, variance, invert
        self.supports_masking = True

    untold = ("mean", "variance")

    def get_config(self):
        def values(x):
            return None if x is None else as_array(x).tolist()

        return {**super().get_config(), "mean": values(self.input_mean), "variance": values(self.input_variance)}

    def build(self, input_shape):
        rank = len(input_shape)
        if any(a < -rank or a >= rank for a in self.axis):
            raise ArgumentError(f"All `axis` values must be in the range [-{rank}, {rank}) for inputs of {rank} axes, {got(self.axis)}.",
                                layer=self.name, argument="axis", actual=self.axis)
        self._kept = tuple(sorted(a % rank for a in self.axis))
        self._reduced = tuple(a for a in range(rank) if a not in self._kept)
        if any(input_shape[a] is None for a in self._kept):
            raise ShapeError(f"All `axis` values to be kept must have a known size, got axis={self.axis} for shape {tuple(input_shape)}.",
                             layer=self.name, argument="inputs", expected="known sizes", actual=tuple(input_shape))
        self._broadcast = tuple(input_shape[a] if a in self._kept else 1 for a in range(rank))
        if self.input_mean is None:
            shape = tuple(input_shape[a] for a in self._kept)
            self.adapt_mean = self.add_weight("mean", shape, "zeros", trainable=False)
            self.adapt_variance = self.add_weight("variance", shape, "ones", trainable=False)
            self.count = self.add_weight("count", (), "zeros", dtype="int32", trainable=False)       # Keras: of no use since Keras 3, but files have it

    def _moment(self, weight, given):
        """A moment in the shape that broadcasts against inputs."""
        if given is None:
            return weight.to(dtypes.to_torch(self.compute_dtype)).reshape(self._broadcast)
        moment = convert_to_tensor(given, self.compute_dtype)
        shape = [1] * len(self._broadcast)
        for axis, size in zip(reversed(self._kept), reversed(moment.shape)):
            shape[axis] = size
        return moment.reshape(shape).expand(self._broadcast)

    @property
    def mean(self):
        """The mean, in the shape that broadcasts against inputs; None before `build()`."""
        return self._moment(getattr(self, "adapt_mean", None), self.input_mean) if self.built else None

    @property
    def variance(self):
        """The variance, in the shape that broadcasts against inputs; None before `build()`."""
        return self._moment(getattr(self, "adapt_variance", None), self.input_variance) if self.built else None

    def adapt(self, data):
        """Sets mean and variance to those of data.

        Args:
            data: An array, or an iterable of batches (a generator, a torch loader, a `PyDataset`).
        """
        if is_array(data):
            array = as_array(data)
            self._fit_to(array.shape)
            self.adapt_mean.assign(array.mean(axis=self._reduced))
            self.adapt_variance.assign(array.var(axis=self._reduced))
            return
        total, mean, variance = 0, 0.0, 0.0
        for batch in batches_of(data):
            if not hasattr(batch, "shape"):
                raise ArgumentTypeError(f"`data` must give batches with a `.shape`, {got(batch)}.", layer=self.name, argument="data", actual=batch)
            self._fit_to(tuple(batch.shape))
            batch = as_array(batch).astype("float64")
            count = math.prod(batch.shape[a] for a in self._reduced)
            share = count / (total := total + count)
            shift = batch.mean(axis=self._reduced) - mean
            variance = variance * (1 - share) + batch.var(axis=self._reduced) * share + shift**2 * share * (1 - share)
            mean = mean + shift * share
        if not total:
            raise ArgumentError("`data` is an empty iterable: `adapt()` needs at least one batch.", layer=self.name, argument="data", actual=data)
        self.adapt_mean.assign(mean)
        self.adapt_variance.assign(variance)

    def _fit_to(self, shape):
        if not self.built:
            self.build(tuple(shape))
        if len(shape) != len(self._broadcast) or any(shape[a] != self._broadcast[a] for a in self._kept):
            built = self._build_shapes["input_shape"]
            raise ShapeError(f"`data` has an incompatible shape: the layer was built for {built}, got {tuple(shape)}.",
                             layer=self.name, argument="data", expected=built, actual=tuple(shape))

    def call(self, inputs):
        inputs = convert_to_tensor(inputs, self.compute_dtype)
        mean, variance = (x.to(inputs.device) for x in (self.mean, self.variance))
        deviation = variance.sqrt().clamp(min=settings.epsilon())
        return mean + inputs * deviation if self.invert else (inputs - mean) / deviation


class Discretization(Layer):
    """Puts numbers into bins: the result is the number of the bin, or an encoding of it.

    Args:
        bin_boundaries: Where bins begin, ascending.
        num_bins: How many bins `adapt()` is to find.
        epsilon: How exactly it finds them: the error as a fraction.
        output_mode: "int" for the number of the bin, from 0, "one_hot", "multi_hot" or "count".
        sparse: Kept for compatibility: must be False.

    Example:
        >>> Discretization(bin_boundaries=[0.0, 1.0, 2.0])([[-1.5, 1.0, 3.4, 0.5]])       # [[0, 2, 3, 1]]
    """

    _takes_any_input = True

    def __init__(self, bin_boundaries: Array = None, num_bins: Int = None, epsilon: Real = 0.01, output_mode: Text = "int", sparse: Flag = False,
                 dtype: DType = None, name: Text = None):
        super().__init__(name=name, dtype=dtype)
        self.sparse = no_sparse(sparse)
        self.output_mode = choice("output_mode", output_mode, MODES)
        if num_bins is not None and num_bins < 0:
            raise ArgumentError(f"`num_bins` must be greater than or equal to 0, {got(num_bins)}.", argument="num_bins", actual=num_bins)
        if num_bins is not None and bin_boundaries is not None:
            raise ArgumentError(f"Both `num_bins` and `bin_boundaries` should not be set, got {num_bins} and {bin_boundaries}.",
                                argument="num_bins", actual=num_bins)
        if num_bins is None and bin_boundaries is None:
            raise ArgumentError("You need to set either `num_bins` or `bin_boundaries`.", argument="num_bins", actual=None)
        self.bin_boundaries = None if bin_boundaries is None else [float(b) for b in bin_boundaries]
        self.num_bins, self.epsilon = num_bins, epsilon
        self.summary = np.zeros((2, 0), dtype="float32")
        self._build_at_init()

    @property
    def input_dtype(self):
        return settings.floatx()

    @property
    def output_dtype(self):
        return "int32" if self.output_mode == "int" else self.compute_dtype

    def adapt(self, data, steps=None):
        """Finds `num_bins` bins that hold about equally many of the numbers in data.

        Args:
            data: An array, or an iterable of batches.
            steps: How many batches are read; all if `None`.
        """
        if self.num_bins is None:
            raise ArgumentError("A layer made with `bin_boundaries` cannot adapt; give `num_bins` instead.", layer=self.name, argument="num_bins", actual=None)
        self.reset_state()
        for batch in [data] if is_array(data) else batches_of(data, steps):
            self.update_state(batch)
        self.finalize_state()

    def update_state(self, data):
        """Adds a batch to what is known of the data."""
        values = np.sort(as_array(data).astype("float32"), axis=None)
        step = max(values.size * self.epsilon, 1)
        points = values[int(step - 1)::int(step)]
        merged = np.concatenate([np.stack([points, np.full_like(points, step)]), self.summary], axis=1)
        self.summary = _compressed(merged[:, np.argsort(merged[0])], self.epsilon)

    def finalize_state(self):
        """Sets the boundaries from what is known of the data."""
        if self.num_bins is not None:
            self.bin_boundaries = _compressed(self.summary, 1.0 / self.num_bins)[0, :-1].tolist()

    def reset_state(self):
        """Forgets the data seen so far."""
        if self.num_bins is not None:
            self.summary = np.zeros((2, 0), dtype="float32")

    def call(self, inputs):
        if self.bin_boundaries is None:
            raise NotBuiltError("The layer has no bins yet. You need to pass `bin_boundaries`, or call `adapt()` on data first.", layer=self.name)
        inputs = convert_to_tensor(inputs)
        inputs = inputs if inputs.is_floating_point() else inputs.to(dtypes.to_torch(settings.floatx()))
        boundaries = torch.tensor(self.bin_boundaries, dtype=inputs.dtype, device=inputs.device)
        found = torch.bucketize(inputs, boundaries, right=True)
        return encode(found, self.output_mode, len(self.bin_boundaries) + 1, self.output_dtype)

    def compute_output_shape(self, input_shape):
        depth = self.num_bins if self.bin_boundaries is None else len(self.bin_boundaries) + 1
        return encoded_shape(input_shape, self.output_mode, depth)

    def compute_output_spec(self, inputs):
        return KerasTensor(self.compute_output_shape(inputs.shape), self.output_dtype)

    def save_own_variables(self, store):
        pass

    def load_own_variables(self, store):
        if len(store.keys()) == 1:          # Keras: early files hold the summary
            self.summary = np.asarray(store["0"])

    def get_config(self):
        return {name: getattr(self, name) for name in ("bin_boundaries", "num_bins", "epsilon", "output_mode", "sparse", "name", "dtype")}

    @classmethod
    def from_config(cls, config):
        config = dict(config)
        found = config.pop("bin_boundaries", None) if config.get("num_bins") is not None else None      # of an adapted layer, which has both
        layer = super().from_config(config)
        if found is not None:
            layer.bin_boundaries = [float(b) for b in found]
        return layer


def _compressed(summary, epsilon):
    """Fewer points of a weighted distribution, at steps of `epsilon` of the whole weight."""
    if summary.shape[1] * epsilon < 1:
        return summary
    shares = epsilon + np.arange(0.0, 1.0, epsilon)
    weights = summary[1].cumsum()
    points = np.interp(shares, weights / weights[-1], summary[0])
    weights = np.interp(shares, weights / weights[-1], weights)
    return np.stack([points, np.diff(weights, prepend=0)]).astype("float32")


class CategoryEncoding(Layer):
    """Encodes category numbers as vectors.

    Args:
        num_tokens: Number of categories; inputs are from 0 to `num_tokens - 1`.
        output_mode: "one_hot" for a vector per number, "multi_hot" for one per sample with ones where a number occurs, "count" with how often.
        sparse: Kept for compatibility: must be False.

    Call arguments:
        inputs: Ints.
        count_weights: What each number counts, for "count".

    Example:
        >>> CategoryEncoding(num_tokens=4, output_mode="count")([[0, 1], [0, 0], [1, 2], [3, 1]])
    """

    _takes_any_input = True

    def __init__(self, num_tokens: Int = None, output_mode: Text = "multi_hot", sparse: Flag = False, **kwargs):
        super().__init__(**kwargs)
        output_mode = "multi_hot" if output_mode == "binary" else output_mode       # Keras: its name of old
        if output_mode not in MODES[1:]:
            raise ArgumentError(f"Unknown arg for output_mode: {output_mode}. It must be one of {', '.join(map(repr, MODES[1:]))}.",
                                argument="output_mode", actual=output_mode)
        if num_tokens is None:
            raise ArgumentError("num_tokens must be set to use this layer. Where the number is not known beforehand, `IntegerLookup` finds it.",
                                argument="num_tokens", actual=None)
        if num_tokens < 1:
            raise ArgumentError(f"`num_tokens` must be >= 1, {got(num_tokens)}.", argument="num_tokens", actual=num_tokens)
        self.num_tokens, self.output_mode, self.sparse = num_tokens, output_mode, no_sparse(sparse)
        self._build_at_init()

    untold = ("sparse",)

    def call(self, inputs, count_weights=None):
        if count_weights is not None and self.output_mode != "count":
            raise ArgumentError(f"`count_weights` is not used when `output_mode` is not 'count', got output_mode={self.output_mode!r}.",
                                layer=self.name, argument="count_weights", actual=count_weights)
        return self._encode(inputs, None if count_weights is None else convert_to_tensor(count_weights, self.compute_dtype))

    def _encode(self, inputs, count_weights=None):
        return encode(convert_to_tensor(inputs), self.output_mode, self.num_tokens, self.dtype, count_weights)

    def compute_output_shape(self, input_shape):
        return encoded_shape(input_shape, self.output_mode, self.num_tokens) if input_shape else (self.num_tokens,)

    def compute_output_spec(self, inputs, count_weights=None):
        return KerasTensor(self.compute_output_shape(inputs.shape), self.compute_dtype)
