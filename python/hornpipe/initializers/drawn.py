"""Initializers that draw at random."""
from __future__ import annotations

import math

import torch

from .. import random
from ..core import objects
from ..core.arguments import is_int
from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Axes, Real, Seed, Text
from ..runtime.random import SeedGenerator, make_default_seed
from .initializer import Initializer

# Standard deviation of a standard normal cut off at -2 and 2.
TRUNCATED_STDDEV = 0.87962566103423978


class _RandomInitializer(Initializer, abstract=True):
    """An initializer with a seed.

    Args:
        seed: An int gives the same values at each call; a `SeedGenerator` gives others; drawn if `None`.
    """

    def __init__(self, seed: Seed = None):
        self._given_seed = seed
        if seed is None:
            seed = make_default_seed()
        elif isinstance(seed, dict):
            seed = objects.deserialize_keras_object(seed)
        if not is_int(seed) and not isinstance(seed, SeedGenerator):
            raise ArgumentError(f"`seed` must be an int or a SeedGenerator, {got(seed)}.", argument="seed", actual=seed)
        self.seed = seed

    def get_config(self):
        # Keras: a seed that was not given is not told, so that two layers of one config start apart.
        return {**super().get_config(), "seed": objects.config_value(self._given_seed)}


class RandomNormal(_RandomInitializer, aliases=("normal",)):
    """Draws from a normal distribution.

    Args:
        mean: Its mean.
        stddev: Its standard deviation.
        seed: An int or a `SeedGenerator`.
    """

    def __init__(self, mean: Real = 0.0, stddev: Real = 0.05, seed: Seed = None):
        self.mean = mean
        self.stddev = stddev
        super().__init__(seed)

    def __call__(self, shape, dtype=None):
        return random.normal(shape, self.mean, self.stddev, dtype, self.seed)


class TruncatedNormal(_RandomInitializer):
    """Draws from a normal distribution, those beyond two standard deviations drawn again.

    Args:
        mean: Mean before truncation.
        stddev: Standard deviation before truncation.
        seed: An int or a `SeedGenerator`.
    """

    def __init__(self, mean: Real = 0.0, stddev: Real = 0.05, seed: Seed = None):
        self.mean = mean
        self.stddev = stddev
        super().__init__(seed)

    def __call__(self, shape, dtype=None):
        return random.truncated_normal(shape, self.mean, self.stddev, dtype, self.seed)


class RandomUniform(_RandomInitializer, aliases=("uniform",)):
    """Draws that are equally likely in `[minval, maxval)`.

    Args:
        minval: Lower bound.
        maxval: Upper bound.
        seed: An int or a `SeedGenerator`.
    """

    def __init__(self, minval: Real = -0.05, maxval: Real = 0.05, seed: Seed = None):
        self.minval = minval
        self.maxval = maxval
        super().__init__(seed)

    def __call__(self, shape, dtype=None):
        return random.uniform(shape, self.minval, self.maxval, dtype, self.seed)


# ---------------------------------------------------------------- variance by fan

def compute_fans(shape, input_axes=None, output_axes=None) -> tuple[int, int]:
    """How many values each output is made of, and how many outputs each value goes to.

    Args:
        shape: Shape of a kernel: `(..., in, out)`, the axes in front being a window.
        input_axes, output_axes: The axes whose sizes multiply to the two numbers, where that is not so.
    """
    if input_axes is not None and output_axes is not None:
        return math.prod(shape[a] for a in input_axes), math.prod(shape[a] for a in output_axes)
    if len(shape) < 2:
        return (int(shape[0]),) * 2 if len(shape) else (1, 1)
    window = math.prod(shape[:-2])
    return int(shape[-2] * window), int(shape[-1] * window)


def _one_of(name, value, options):
    if value not in options:
        raise ArgumentError(f"Invalid `{name}` argument: it must be one of {', '.join(map(repr, options))}, {got(value)}.", argument=name, actual=value)
    return value


class VarianceScaling(_RandomInitializer):
    """Draws with the variance `scale / n`, n being a number of connections.

    Args:
        scale: Above 0.
        mode: What n is: "fan_in" (inputs of each output), "fan_out" or "fan_avg".
        distribution: "truncated_normal", "untruncated_normal" or "uniform".
        seed: An int or a `SeedGenerator`.
        input_axes, output_axes: Axes that make up the fans; from the kernel layout `(..., in, out)` if `None`.
    """

    def __init__(self, scale: Real = 1.0, mode: Text = "fan_in", distribution: Text = "truncated_normal", seed: Seed = None,
                 input_axes: Axes = None, output_axes: Axes = None):
        if scale <= 0:
            raise ArgumentError(f"Argument `scale` must be positive float: {got(scale)}.", argument="scale", actual=scale)
        self.scale = scale
        self.mode = _one_of("mode", mode, ("fan_in", "fan_out", "fan_avg"))
        distribution = "truncated_normal" if str(distribution).lower() == "normal" else str(distribution).lower()
        self.distribution = _one_of("distribution", distribution, ("uniform", "truncated_normal", "untruncated_normal"))
        self.input_axes = input_axes
        self.output_axes = output_axes
        super().__init__(seed)

    def __call__(self, shape, dtype=None):
        fan_in, fan_out = compute_fans(tuple(shape), self.input_axes, self.output_axes)
        n = {"fan_in": fan_in, "fan_out": fan_out, "fan_avg": (fan_in + fan_out) / 2}[self.mode]
        variance = self.scale / max(1.0, n)
        if self.distribution == "uniform":
            limit = math.sqrt(3.0 * variance)
            return random.uniform(shape, -limit, limit, dtype, self.seed)
        if self.distribution == "untruncated_normal":
            return random.normal(shape, 0.0, math.sqrt(variance), dtype, self.seed)
        return random.truncated_normal(shape, 0.0, math.sqrt(variance) / TRUNCATED_STDDEV, dtype, self.seed)


class _Scaling(VarianceScaling, abstract=True):
    """A `VarianceScaling` with a name: its scale, mode and distribution stand in the header of the class."""

    def __init_subclass__(cls, rule=None, **kwargs):
        super().__init_subclass__(**kwargs)
        if rule is not None:
            cls.rule = rule

    def __init__(self, seed: Seed = None, input_axes: Axes = None, output_axes: Axes = None):
        super().__init__(*self.rule, seed=seed, input_axes=input_axes, output_axes=output_axes)


class GlorotUniform(_Scaling, rule=(1.0, "fan_avg", "uniform")):
    """Draws in `[-limit, limit]`, limit being `sqrt(6 / (fan_in + fan_out))`. The usual start of a kernel.

    Args:
        seed: An int or a `SeedGenerator`.
        input_axes, output_axes: Axes that make up the fans; from the kernel layout `(..., in, out)` if `None`.

    Reference:
        Glorot and Bengio, 2010, https://proceedings.mlr.press/v9/glorot10a.html
    """


class GlorotNormal(_Scaling, rule=(1.0, "fan_avg", "truncated_normal")):
    """Truncated normal draws with the variance `2 / (fan_in + fan_out)`.

    Args:
        seed: An int or a `SeedGenerator`.
        input_axes, output_axes: Axes that make up the fans; from the kernel layout `(..., in, out)` if `None`.

    Reference:
        Glorot and Bengio, 2010, https://proceedings.mlr.press/v9/glorot10a.html
    """


class LecunNormal(_Scaling, rule=(1.0, "fan_in", "truncated_normal")):
    """Truncated normal draws with the variance `1 / fan_in`: for `selu()`.

    Args:
        seed: An int or a `SeedGenerator`.
        input_axes, output_axes: Axes that make up the fans; from the kernel layout `(..., in, out)` if `None`.

    Reference:
        Klambauer et al., 2017, https://arxiv.org/abs/1706.02515
    """


class LecunUniform(_Scaling, rule=(1.0, "fan_in", "uniform")):
    """Draws in `[-limit, limit]`, limit being `sqrt(3 / fan_in)`.

    Args:
        seed: An int or a `SeedGenerator`.
        input_axes, output_axes: Axes that make up the fans; from the kernel layout `(..., in, out)` if `None`.

    Reference:
        Klambauer et al., 2017, https://arxiv.org/abs/1706.02515
    """


class HeNormal(_Scaling, rule=(2.0, "fan_in", "truncated_normal")):
    """Truncated normal draws with the variance `2 / fan_in`: for `relu()`.

    Args:
        seed: An int or a `SeedGenerator`.
        input_axes, output_axes: Axes that make up the fans; from the kernel layout `(..., in, out)` if `None`.

    Reference:
        He et al., 2015, https://arxiv.org/abs/1502.01852
    """


class HeUniform(_Scaling, rule=(2.0, "fan_in", "uniform")):
    """Draws in `[-limit, limit]`, limit being `sqrt(6 / fan_in)`: for `relu()`.

    Args:
        seed: An int or a `SeedGenerator`.
        input_axes, output_axes: Axes that make up the fans; from the kernel layout `(..., in, out)` if `None`.

    Reference:
        He et al., 2015, https://arxiv.org/abs/1502.01852
    """


class Orthogonal(_RandomInitializer, aliases=("OrthogonalInitializer",)):
    """Matrices with orthogonal columns (or rows, where those are fewer). More axes than two: all but the last are one.

    Args:
        gain: Length of the columns.
        seed: An int or a `SeedGenerator`.

    Raises:
        ValueError: When called for a shape with less than two axes.

    Reference:
        Saxe et al., 2014, https://arxiv.org/abs/1312.6120
    """

    def __init__(self, gain: Real = 1.0, seed: Seed = None):
        self.gain = gain
        super().__init__(seed)

    def __call__(self, shape, dtype=None):
        if len(shape) < 2:
            raise ShapeError(f"Orthogonal makes tensors of two axes or more, got shape {tuple(shape)} of rank {len(shape)}.",
                             argument="shape", expected=2, actual=tuple(shape))
        rows, columns = math.prod(shape[:-1]), shape[-1]
        drawn = random.normal((max(rows, columns), min(rows, columns)), dtype=dtype, seed=self.seed)
        wide = drawn if drawn.dtype is torch.float64 else drawn.to(torch.float32)       # LAPACK knows no 16-bit floats
        q, r = torch.linalg.qr(wide)
        q = (q * r.diagonal().sign()).to(drawn.dtype)       # makes every orthogonal matrix equally likely
        return self.gain * (q.t() if rows < columns else q).reshape(tuple(shape))
