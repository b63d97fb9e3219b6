"""Rounding of weights with an eye on the inputs that they meet: GPTQ and AWQ.

Weights are matrices `(columns, rows)`: a row for each feature of the input. They become integers from 0 with a scale
and a zero for each channel and group of rows: `weight = (integer - zero) * scale`.
"""
from __future__ import annotations

import torch

BLOCK = 128         # rows whose corrections to the rest of the matrix are made in one product


class Gram:
    """Twice the mean of `x xᵀ` over the inputs of a layer: the Hessian of the squared error of its output."""

    def __init__(self):
        self.matrix, self.count = None, 0

    def add(self, x):
        """Takes in inputs `(batch, rows)`."""
        x = x.float()
        fresh = 2.0 / len(x) * (x.t() @ x)
        share = len(x) / (self.count + len(x))
        self.matrix = fresh if self.matrix is None else self.matrix + (fresh - self.matrix) * share
        self.count += len(x)


class Reach:
    """The greatest magnitude of each feature of the inputs of a layer."""

    def __init__(self):
        self.values, self.count = None, 0

    def add(self, x):
        """Takes in inputs `(batch, rows)`."""
        fresh = x.float().abs().amax(0)
        self.values = fresh if self.values is None else torch.maximum(self.values, fresh)
        self.count += len(x)


def group_of(rows: int, group_size: int):
    """The group of each row."""
    return torch.arange(rows) // (rows if group_size == -1 else group_size)


def range_of(weight, bits: int, symmetric: bool = False, per_channel: bool = True):
    """Scale and zero `(columns, 1)` such that the integers of `bits` bits reach over all values and over 0."""
    top = 2**bits - 1
    least, greatest = weight.amin(1, keepdim=True).clamp(max=0), weight.amax(1, keepdim=True).clamp(min=0)
    if not per_channel:
        least, greatest = least.amin().expand_as(least), greatest.amax().expand_as(greatest)
    if symmetric:
        greatest = torch.maximum(-least, greatest)
        least = -greatest
    empty = least == greatest
    least, greatest = torch.where(empty, -1.0, least), torch.where(empty, 1.0, greatest)
    scale = (greatest - least) / top
    zero = torch.full_like(scale, (top + 1) / 2) if symmetric else torch.round(-least / scale)
    return scale, zero


def to_integers(weight, scale, zero, bits: int):
    return (torch.round(weight / scale) + zero).clamp(0, 2**bits - 1)


def gptq(weight, hessian, bits: int = 4, group_size: int = -1, symmetric: bool = False, per_channel: bool = True, damping: float = 0.01,
         by_activation: bool = False):
    """Rounds row after row, each time moving the rows that follow such that the error of the output is smallest.

    Args:
        weight: `(columns, rows)`.
        hessian: `(rows, rows)`, as `Gram` gives it.
        bits: Of the integers.
        group_size: Rows that share a scale; -1 for all.
        symmetric: Whether the range is symmetric around 0.
        per_channel: Whether each column has scales of its own.
        damping: Share of the mean diagonal that is added to the Hessian.
        by_activation: Whether the rows with the strongest inputs come first.

    Returns:
        Integers `(columns, rows)`, scales and zeros `(columns, groups)`, and the group of each row.

    Reference:
        Frantar et al., 2023, https://arxiv.org/abs/2210.17323
    """
    weight, hessian = weight.float().clone(), hessian.float().clone()
    rows = weight.shape[1]
    hessian.diagonal()[hessian.diagonal() == 0] = 1.0       # features that were silent say nothing about the others
    order = torch.argsort(-hessian.diagonal(), stable=True) if by_activation else torch.arange(rows)
    weight, hessian = weight[:, order], hessian[order][:, order]
    hessian.diagonal().add_(damping * hessian.diagonal().mean())
    inverse = torch.linalg.cholesky(torch.cholesky_inverse(torch.linalg.cholesky(hessian)), upper=True)

    size = rows if group_size == -1 else group_size
    integers, scales, zeros = torch.empty_like(weight), [], []
    for start in range(0, rows, BLOCK):
        stop = min(start + BLOCK, rows)
        block, errors = weight[:, start:stop].clone(), torch.zeros_like(weight[:, start:stop])
        for row in range(start, stop):
            i = row - start
            if row % size == 0:
                scale, zero = range_of(weight[:, row:row + size], bits, symmetric, per_channel)
                scales.append(scale)
                zeros.append(zero)
            integers[:, row:row + 1] = to_integers(block[:, i:i + 1], scale, zero, bits)
            rounded = (integers[:, row:row + 1] - zero) * scale
            errors[:, i] = (block[:, i] - rounded[:, 0]) / inverse[row, row]
            block[:, i:] -= errors[:, i:i + 1] * inverse[row, row:stop]
        weight[:, stop:] -= errors @ inverse[start:stop, stop:]
    back = torch.argsort(order)
    return integers[:, back], torch.cat(scales, 1), torch.cat(zeros, 1), group_of(rows, group_size)[back]


def awq(weight, reach, group_size: int = -1, points: int = 20):
    """Rounds to 4 bits after scaling up the rows with strong inputs, by the power of their magnitudes that gives the smallest error.

    Args:
        weight: `(columns, rows)`.
        reach: `(rows,)`, magnitudes of the inputs.
        group_size: Rows that share a scale; -1 for all.
        points: Powers between 0 and 1 that are tried.

    Returns:
        Integers, scales, zeros, groups as `gptq()`, and the factors of the rows.

    Reference:
        Lin et al., 2024, https://arxiv.org/abs/2306.00978
    """
    weight, reach = weight.float(), torch.where(reach > 0, reach.float(), 1.0)       # features that were silent count as usual ones
    group = group_of(weight.shape[1], group_size)
    best = None
    for point in range(points + 1):
        factors = reach ** (point / points)
        factors = factors / (factors.max() * factors.min()).sqrt()
        integers, scale, zero = _in_groups(weight * factors, group_size)
        rounded = (integers - zero[:, group]) * scale[:, group] / factors
        error = float(((weight - rounded) * reach).square().mean())
        if best is None or error < best[0]:
            best = error, integers, scale, zero, factors
    _, integers, scale, zero, factors = best
    return integers, scale, zero, group, factors


def _in_groups(weight, group_size):
    size = weight.shape[1] if group_size == -1 else group_size
    parts = weight.split(size, 1)
    ranges = [range_of(part, 4) for part in parts]
    return (torch.cat([to_integers(part, *r, 4) for part, r in zip(parts, ranges)], 1), *(torch.cat(r, 1) for r in zip(*ranges)))
