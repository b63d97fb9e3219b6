"""The gamma function and its logarithmic derivatives. Keras has none of them; the R side's `lgamma()` and its relatives do."""
from __future__ import annotations

import math

import torch

from ..core.types import Tensor
from .op import op
from .promotion import floating


@op
def lgamma(x: Tensor):
    """The logarithm of the absolute value of the gamma function."""
    return torch.lgamma(floating(x))


@op
def gamma(x: Tensor):
    """The gamma function, by its reflection for negative numbers."""
    x = floating(x)
    positive = x > 0
    reflected = torch.exp(torch.lgamma(torch.where(positive, x, 1 - x)))
    return torch.where(positive, reflected, math.pi / (torch.sin(math.pi * x) * reflected))


@op
def digamma(x: Tensor):
    """The derivative of `lgamma`."""
    return torch.digamma(floating(x))


@op
def trigamma(x: Tensor):
    """The second derivative of `lgamma`."""
    return torch.polygamma(1, floating(x))
