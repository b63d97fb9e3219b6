"""Steps that several rules share, over lists of tensors, on torch's `foreach` kernels."""
from __future__ import annotations

import torch


def _near(factor: float, tensors):
    """A factor of tensors. On a CPU a 0-d tensor goes a way several times shorter than a number does."""
    if tensors[0].device.type != "cpu":
        return factor
    return torch.scalar_tensor(factor, dtype=torch.float64 if tensors[0].dtype is torch.float64 else torch.float32)


def scale_(tensors, factor: float) -> None:
    """Multiplies in place."""
    torch._foreach_mul_(tensors, _near(factor, tensors))


def scaled(tensors, factor: float) -> list:
    """The products with a factor."""
    return torch._foreach_mul(tensors, _near(factor, tensors))


def average_squares_(averages, values, keep: float) -> None:
    """`averages = keep * averages + (1 - keep) * values ** 2`"""
    scale_(averages, keep)
    torch._foreach_addcmul_(averages, values, values, 1 - keep)


def spread(averages, epsilon: float, correction: float = 1.0):
    """`sqrt(averages / correction) + epsilon`: what Adam's kin divide by."""
    roots = torch._foreach_sqrt(averages)
    if correction != 1.0:
        scale_(roots, correction**-0.5)
    torch._foreach_add_(roots, epsilon)
    return roots
