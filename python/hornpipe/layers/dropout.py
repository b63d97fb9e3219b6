"""Layers that disturb their input in training, and pass it on unchanged otherwise."""
from __future__ import annotations

import torch
import torch.nn.functional as F

from ..core.arguments import is_int
from ..core.errors import ArgumentError, got
from ..core.types import DType, Real, Seed, Shape, Text
from ..regularizers import L1L2
from ..runtime import masks, random, settings
from .input_spec import InputSpec
from .layer import Layer
from .pullback import multiplying, passing, rearranging

SELU_FLOOR = -1.7580993408473766    # the value that SELU tends to on the left: -alpha * scale


def random_mask(shape, rate: float, like: torch.Tensor) -> torch.Tensor:
    """0 with probability `rate`, else what keeps the mean: drawn from torch's global generator."""
    if like.device.type != "cpu" or torch.compiler.is_compiling():      # torch.compile() knows `bernoulli_` and makes one kernel of it
        return like.new_empty(shape).bernoulli_(1.0 - rate).div_(1.0 - rate)
    return masks.take(tuple(shape), rate, like.dtype)


def drop(x: torch.Tensor, rate: float, noise_shape=None, generator: torch.Generator | None = None) -> torch.Tensor:
    """`x` with a share `rate` of its values set to 0 and the rest scaled up.

    Args:
        x: The tensor.
        rate: The share, between 0 and 1.
        noise_shape: Shape of the mask; axes of size 1 are dropped together. That of `x` if `None`.
        generator: Where the mask comes from; torch's global generator if `None`.
    """
    if rate >= 1:
        return x * 0
    if generator is not None:           # Keras: these draws give the numbers that Keras gives on torch
        keep = torch.full(noise_shape or x.shape, 1.0 - rate, device=x.device).bernoulli(generator=generator)
        return torch.where(keep.bool(), x / (1.0 - rate), 0.0)
    if noise_shape is None and x.device.type != "cpu":
        return F.dropout(x, rate)
    return x * random_mask(noise_shape or x.shape, rate, x)


class _Noise(Layer, abstract=True):
    """A layer with a random stream of its own that acts in training only."""

    def _start(self, seed, active: bool):
        """The end of `__init__()`: the stream, where there is something to draw."""
        self.seed = seed
        if active:
            # Files store its state even where the draws come from the global generator.
            self.seed_generator = random.SeedGenerator(seed)
        self.supports_masking = True
        self._build_at_init()

    def _generator(self, x):
        """The generator of the layer's seed; None, the global one, when it has no seed."""
        if self.seed is None:
            masks.give_back()
            return None
        return random.generator(self.seed_generator, x.device)


def _rate(value):
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise ArgumentError(f"Invalid value received for argument `rate`. Expected a float value between 0 and 1. It {got(value)}.",
                            argument="rate", actual=value)
    return value


def _noise_shape(value):
    if value is None:
        return None
    problem = None
    if not isinstance(value, (list, tuple)):
        problem = "Expected a tuple or list of integers."
    elif not all(d is None or is_int(d) for d in value):
        problem = "Expected all elements to be integers or None."
    elif any(d is not None and d <= 0 for d in value):
        problem = "Expected all dimensions to be positive integers or None."
    if problem:
        raise ArgumentError(f"Invalid value received for argument `noise_shape`. {problem} It {got(value)}.", argument="noise_shape", actual=value)
    return tuple(value)


class Dropout(_Noise):
    """Sets a random share of the inputs to 0 in training, and scales the others up so that sums stay the same.

    Args:
        rate: The share, between 0 and 1.
        noise_shape: Shape of the mask, `None` where it is that of the input; along axes of size 1 values are dropped together.
        seed: Makes the masks repeatable.

    Reference:
        Srivastava et al., 2014, Dropout: a simple way to prevent neural networks from overfitting.
    """

    def __init__(self, rate: Real, noise_shape: Shape = None, seed: Seed = None, **kwargs):
        super().__init__(**kwargs)
        self.rate = _rate(rate)
        self.noise_shape = _noise_shape(noise_shape)
        self._start(seed, rate > 0)

    def _mask_shape(self, x):
        if self.noise_shape is None:
            return None
        return tuple(n if d is None else d for d, n in zip(self.noise_shape, x.shape))

    def call(self, inputs, training=False):
        if training and self.rate > 0:
            return drop(inputs, self.rate, self._mask_shape(inputs), None if self.seed is None else self._generator(inputs))
        return inputs

    def with_pullback(self, inputs):
        if self.rate == 0:
            return passing
        if self.seed is not None or self.rate >= 1:
            return None
        rate, mask_shape = self.rate, self._mask_shape
        return multiplying(lambda inputs: random_mask(mask_shape(inputs) or inputs.shape, rate, inputs))


class _SpatialDropout(Dropout, abstract=True):
    """Drops whole channels, where neighbouring values are much alike.

    Args:
        rate: Share of the channels, between 0 and 1.
        data_format: Where the channels are: "channels_last" or "channels_first".
        seed: Makes the masks repeatable.
    """

    rank = 0

    def __init__(self, rate: Real, data_format: Text = None, seed: Seed = None, name: Text = None, dtype: DType = None):
        super().__init__(rate, seed=seed, name=name, dtype=dtype)
        self.data_format = settings.data_format_or_default(data_format)
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def _mask_shape(self, x):
        ones = (1,) * self.rank
        return (x.shape[0], *ones, x.shape[-1]) if self.data_format == "channels_last" else (*x.shape[:2], *ones)

    def get_config(self):       # Keras: the plain dtype, and no `trainable`
        return {"rate": self.rate, "seed": self.seed, "name": self.name, "dtype": self.dtype, "data_format": self.data_format}


class SpatialDropout1D(_SpatialDropout):
    """Drops whole channels of a sequence `(batch, steps, channels)`.

    Args:
        rate: Share of the channels, between 0 and 1.
        seed: Makes the masks repeatable.
    """

    rank = 1

    def __init__(self, rate: Real, seed: Seed = None, name: Text = None, dtype: DType = None):
        super().__init__(rate, "channels_last", seed, name, dtype)

    def get_config(self):
        config = super().get_config()
        config.pop("data_format")
        return config


class SpatialDropout2D(_SpatialDropout):
    """Drops whole channels of an image."""

    rank = 2


class SpatialDropout3D(_SpatialDropout):
    """Drops whole channels of a volume."""

    rank = 3


class GaussianDropout(_Noise):
    """Multiplies by normal noise of mean 1 in training.

    Args:
        rate: The noise has variance `rate / (1 - rate)`, that of dropout at this rate.
        seed: Makes the noise repeatable.
    """

    def __init__(self, rate: Real, seed: Seed = None, **kwargs):
        super().__init__(**kwargs)
        self.rate = _rate(rate)
        self._start(seed, rate > 0)

    def call(self, inputs, training=False):
        return inputs * self._noise(inputs) if training and self.rate > 0 else inputs

    def _noise(self, inputs):
        return torch.empty_like(inputs).normal_(1.0, (self.rate / (1.0 - self.rate)) ** 0.5, generator=self._generator(inputs))

    def with_pullback(self, inputs):
        return multiplying(self._noise) if self.rate > 0 else passing


class GaussianNoise(_Noise):
    """Adds normal noise of mean 0 in training.

    Args:
        stddev: Standard deviation of the noise.
        seed: Makes the noise repeatable.
    """

    def __init__(self, stddev: Real, seed: Seed = None, **kwargs):
        if not 0 <= stddev <= 1:
            raise ArgumentError(f"Invalid value received for argument `stddev`. Expected a float value between 0 and 1. It {got(stddev)}.",
                                argument="stddev", actual=stddev)
        super().__init__(**kwargs)
        self.stddev = stddev
        self._start(seed, stddev > 0)

    def call(self, inputs, training=False):
        if training and self.stddev > 0:
            return inputs + torch.empty_like(inputs).normal_(0.0, self.stddev, generator=self._generator(inputs))
        return inputs

    def with_pullback(self, inputs):
        return rearranging(lambda inputs: self.call(inputs, True), lambda gradient: gradient)


class AlphaDropout(_Noise):
    """Dropout that keeps mean and variance of inputs that are distributed as after SELU.

    Args:
        rate: Share of the values set to the lower limit of SELU, between 0 and 1.
        noise_shape: Shape of the mask, `None` where it is that of the input.
        seed: Makes the masks repeatable.

    Reference:
        Klambauer et al., 2017, Self-normalizing neural networks.
    """

    def __init__(self, rate: Real, noise_shape: Shape = None, seed: Seed = None, **kwargs):
        super().__init__(**kwargs)
        self.rate = _rate(rate)
        self.noise_shape = _noise_shape(noise_shape)
        self._start(seed, rate > 0)

    def call(self, inputs, training=False):
        if not training or self.rate == 0:
            return inputs
        shape = inputs.shape if self.noise_shape is None else [n if d is None else d for d, n in zip(self.noise_shape, inputs.shape)]
        keep = torch.rand(shape, device=inputs.device, generator=self._generator(inputs)) >= self.rate
        a = ((1 - self.rate) * (1 + self.rate * SELU_FLOOR**2)) ** -0.5
        return torch.where(keep, inputs, SELU_FLOOR) * a - a * SELU_FLOOR * self.rate


class ActivityRegularization(Layer):
    """Passes its input on, and adds a penalty on it to the loss.

    Args:
        l1: Weight of the sum of absolute values.
        l2: Weight of the sum of squares.
    """

    def __init__(self, l1: Real = 0.0, l2: Real = 0.0, **kwargs):
        super().__init__(activity_regularizer=L1L2(l1, l2), **kwargs)
        self.supports_masking = True
        self.l1, self.l2 = l1, l2
        self._build_at_init()

    def call(self, inputs):
        return inputs

    def get_config(self):
        config = super().get_config()
        config.pop("activity_regularizer")
        return config
