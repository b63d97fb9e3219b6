"""Random draws. Each call with an int seed gives the same numbers; a `SeedGenerator` or no seed gives others each time."""
from __future__ import annotations

import math

import torch

from .core.arguments import is_int
from .core.errors import ArgumentError, got
from .core.types import Axis, DType, Int, Real, Seed, Shape, Tensor
from .ops.op import op
from .runtime import dtypes
from .runtime.convert import convert_to_tensor
from .runtime.device import current_device
from .runtime.random import SeedGenerator as SeedGenerator
from .runtime.random import generator, seeded


def _dtype(function: str, dtype, floating: bool) -> torch.dtype:
    """The dtype of a draw, which is floating, or an integer one."""
    name = dtypes.standardize_dtype(dtype)
    if not (dtypes.is_float if floating else dtypes.is_int)(name):
        what = "a floating point" if floating else "an integer"
        raise ArgumentError(f"`keras.random.{function}` requires {what} `dtype`: {got(dtype)}.", argument="dtype", actual=dtype)
    return dtypes.TORCH[name]


def normal(shape: Shape, mean: Real = 0.0, stddev: Real = 1.0, dtype: DType = None, seed: Seed = None):
    """Draws from a normal distribution.

    Args:
        shape: Shape of the result.
        mean: Mean of the distribution.
        stddev: Its standard deviation.
        dtype: A float dtype; floatx if `None`.
        seed: An int or a `SeedGenerator`.
    """
    device = current_device()
    return torch.normal(mean, stddev, size=tuple(shape), generator=generator(seed, device), dtype=_dtype("normal", dtype, True), device=device)


def uniform(shape: Shape, minval: Real = 0.0, maxval: Real = 1.0, dtype: DType = None, seed: Seed = None):
    """Draws that are equally likely anywhere in `[minval, maxval)`.

    Args:
        shape: Shape of the result.
        minval: Lower bound, included.
        maxval: Upper bound, excluded.
        dtype: A float dtype; floatx if `None`. Integers are `randint()`'s.
        seed: An int or a `SeedGenerator`.
    """
    device = current_device()
    return (maxval - minval) * torch.rand(tuple(shape), generator=generator(seed, device), dtype=_dtype("uniform", dtype, True), device=device) + minval


def truncated_normal(shape: Shape, mean: Real = 0.0, stddev: Real = 1.0, dtype: DType = None, seed: Seed = None):
    """Draws from a normal distribution, those beyond two standard deviations drawn again.

    Args:
        shape: Shape of the result.
        mean: Mean before truncation.
        stddev: Standard deviation before truncation.
        dtype: A float dtype; floatx if `None`.
        seed: An int or a `SeedGenerator`.
    """
    # Keras: the first good one of four candidates; all four miss once in 230 000 times, then the first one is cut.
    candidates = normal((*shape, 4), dtype=dtype, seed=seed)
    first_good = (candidates.abs() < 2).max(-1, keepdim=True).indices
    return candidates.gather(-1, first_good).squeeze(-1).clamp(-2, 2).mul_(stddev).add_(mean)


def randint(shape: Shape, minval: Int, maxval: Int, dtype: DType = "int32", seed: Seed = None):
    """Draws of whole numbers, equally likely in `[minval, maxval)`.

    Args:
        shape: Shape of the result.
        minval: Lower bound, included.
        maxval: Upper bound, excluded.
        dtype: An integer dtype.
        seed: An int or a `SeedGenerator`.
    """
    device = current_device()
    return torch.randint(int(minval), int(maxval), tuple(shape), generator=generator(seed, device), dtype=_dtype("randint", dtype, False), device=device)


def _sample(function, distribution, shape, parameters, dtype, seed):
    """Draws from one of torch's distributions, whose parameters are spread over `shape`."""
    spread = [torch.broadcast_to(convert_to_tensor(p, dtypes.to_torch(None)), tuple(shape)) for p in parameters]
    dtype = _dtype(function, dtype, True)
    if current_device() == "meta":
        return torch.empty(tuple(shape), dtype=dtype, device="meta")
    with seeded(seed):
        return distribution(*spread).sample().to(dtype)


def gamma(shape: Shape, alpha: Tensor, dtype: DType = None, seed: Seed = None):
    """Draws from a gamma distribution of scale 1.

    Args:
        shape: Shape of the result.
        alpha: Shape parameter: a number, or an array that broadcasts to `shape`.
        dtype: A float dtype; floatx if `None`.
        seed: An int or a `SeedGenerator`.
    """
    return _sample("gamma", lambda a: torch.distributions.Gamma(a, torch.ones_like(a)), shape, [alpha], dtype, seed)


def beta(shape: Shape, alpha: Tensor, beta: Tensor, dtype: DType = None, seed: Seed = None):
    """Draws from a beta distribution.

    Args:
        shape: Shape of the result.
        alpha: First shape parameter: a number, or an array that broadcasts to `shape`.
        beta: Second shape parameter, likewise.
        dtype: A float dtype; floatx if `None`.
        seed: An int or a `SeedGenerator`.
    """
    return _sample("beta", torch.distributions.Beta, shape, [alpha, beta], dtype, seed)


def binomial(shape: Shape, counts: Tensor, probabilities: Tensor, dtype: DType = None, seed: Seed = None):
    """Numbers of successes in independent trials.

    Args:
        shape: Shape of the result.
        counts: Numbers of trials: a number, or an array that broadcasts to `shape`.
        probabilities: Probabilities of success, likewise.
        dtype: A float dtype; floatx if `None`.
        seed: An int or a `SeedGenerator`.
    """
    return _sample("binomial", torch.distributions.Binomial, shape, [counts, probabilities], dtype, seed)


for _draw in (normal, uniform, truncated_normal, randint, gamma, beta, binomial):
    _draw.__module__ = "hornpipe.random"


@op(kind="random")
def categorical(logits: Tensor, num_samples: Int, dtype: DType = "int32", seed: Seed = None):
    """Draws of class numbers with given log-probabilities.

    Args:
        logits: Unscaled log-probabilities, `(batch, classes)`.
        num_samples: Draws per row.
        dtype: An integer dtype.
        seed: An int or a `SeedGenerator`.

    Returns:
        `(batch, num_samples)`.
    """
    if logits.ndim != 2:
        raise ArgumentError(f"`logits` must have shape (batch, classes), got {tuple(logits.shape)}.", argument="logits", actual=tuple(logits.shape))
    drawn = torch.multinomial(torch.softmax(logits, -1), num_samples, replacement=True, generator=generator(seed, logits.device))
    return drawn.to(_dtype("categorical", dtype, False))


@op(kind="random")
def dropout(inputs: Tensor, rate: Real, noise_shape: Shape = None, seed: Seed = None):
    """Sets a share of the entries to 0 and scales the others up, so that the expected sum stays.

    Args:
        inputs: Tensor.
        rate: The share, from 0 to 1.
        noise_shape: Shape of the mask, which broadcasts to that of `inputs`; `None` in it is the size of `inputs`.
        seed: An int or a `SeedGenerator`.
    """
    if rate == 0:
        return inputs
    if rate >= 1:
        return torch.zeros_like(inputs)
    shape = inputs.shape if noise_shape is None else [s if n is None else n for n, s in zip(noise_shape, inputs.shape, strict=True)]
    drawn = generator(seed, inputs.device)
    if is_int(seed) or inputs.device.type != "cpu":
        keep = 1.0 - rate
        kept = torch.bernoulli(torch.full(tuple(shape), keep, device=inputs.device), generator=drawn).bool()
        return torch.where(kept, inputs / keep, 0)
    kept, keep = _coin_flips(shape, rate, drawn)
    return inputs * kept.to(inputs.dtype).mul_(1.0 / keep)


def _coin_flips(shape, rate, drawn):
    """True with the probability 1 - rate, and that probability exactly.

    On a CPU `bernoulli_` takes ten times as long: here one 64-bit draw serves four entries, as four 16-bit numbers.
    """
    size = math.prod(shape)
    dropped = min(max(round(rate * 65536), 1), 65535)
    words = torch.empty((size + 3) // 4, dtype=torch.int64, device="cpu").random_(-2**63, None, generator=drawn)
    return (words.view(torch.int16)[:size] >= dropped - 32768).view(tuple(shape)), 1.0 - dropped / 65536


@op(kind="random")
def shuffle(x: Tensor, axis: Axis = 0, seed: Seed = None):
    """The entries of `x` along `axis` in random order.

    Args:
        x: Tensor.
        axis: The axis to shuffle; whatever stands at one of its positions stays together.
        seed: An int or a `SeedGenerator`.
    """
    # Keras: an order of its own for each position of the axes before `axis`.
    axis %= x.ndim
    order = torch.rand(x.shape[:axis + 1], generator=generator(seed, x.device), device=x.device).argsort(axis)
    order = order.view(*order.shape, *[1] * (x.ndim - axis - 1)).expand(x.shape)
    return x.gather(axis, order)
