"""Order: sorting, searching, ranking, and counting what falls where."""
from __future__ import annotations

import torch

from ..core.arguments import choice
from ..core.errors import ArgumentError, got
from ..core.types import Axis, Flag, Index, Int, Real, Reals, Tensor, Text
from ..graph.tensor import KerasTensor
from ..runtime.convert import convert_to_tensor
from .axes import axis_of
from .op import op
from .promotion import common_dtype, floating, promote_all


def _along(x, axis):
    """`x` and the axis to work along; flattened for None."""
    return (x.reshape(-1), 0) if axis is None else (x, axis_of(x.ndim or 1, axis))


@op
def sort(x: Tensor, axis: Axis = -1):
    """The elements in rising order along `axis`; flattened if `None`."""
    x, axis = _along(x, axis)
    return torch.sort(x, dim=axis, stable=True).values


@op
def argsort(x: Tensor, axis: Axis = -1):
    """The positions that sort `x` along `axis`; flattened if `None`. Equal elements keep their order."""
    x, axis = _along(x, axis)
    return torch.argsort(x, dim=axis, stable=True).int()


@op
def argpartition(x: Tensor, kth: Index, axis: Axis = -1):
    """Positions that put the `kth` smallest element in its sorted place, none larger before it, none smaller behind.

    Args:
        kth: Position in sorted order.
        axis: The axis; that of the flattened tensor if `None`.
    """
    x, axis = _along(x, axis)
    size = x.shape[axis]
    if not -size <= kth < size:
        raise ArgumentError(f"`kth` must lie between {-size} and {size - 1}, {got(kth)}.", argument="kth", actual=kth)
    x = x.int() if x.dtype is torch.bool else x
    first = torch.topk(x, kth % size + 1, dim=axis, largest=False, sorted=True).indices
    rest = torch.ones_like(x, dtype=torch.bool).scatter(axis, first, False)
    last = torch.argsort(rest.to(torch.uint8), dim=axis, descending=True, stable=True).narrow(axis, 0, size - first.shape[axis])
    return torch.cat((first, last), dim=axis).int()


@op
def top_k(x: Tensor, k: Int, sorted: Flag = True):
    """The `k` largest elements of the last axis, and where they stand.

    Args:
        k: How many.
        sorted: Whether the largest comes first.

    Returns:
        Pair of tensors: the elements, and their positions.
    """
    values, positions = torch.topk(x, k, dim=-1, sorted=sorted)
    return values, positions.int()


@op
def in_top_k(targets: Tensor, predictions: Tensor, k: Int):
    """Whether each target is among the `k` best predicted classes.

    Args:
        targets: Class numbers from 0, `(n,)`.
        predictions: A score for each class, `(n, classes)`.
        k: How many classes count as best; ties at the last place all count.
    """
    targets, predictions = convert_to_tensor(targets).long(), convert_to_tensor(predictions)
    last = torch.topk(predictions, k, dim=-1).values[..., -1]
    own = torch.gather(predictions, -1, targets[..., None])[..., 0]
    return own >= last


@op
def searchsorted(sorted_sequence: Tensor, values: Tensor, side: Text = "left"):
    """Where `values` would go in a sorted sequence so that it stays sorted.

    Args:
        sorted_sequence: Rising numbers on one axis.
        values: What to look for.
        side: "left": before equal elements; "right": behind them.
    """
    choice("side", side, ("left", "right"))
    sorted_sequence, values = promote_all(sorted_sequence, values)
    if sorted_sequence.ndim != 1:
        raise ArgumentError(f"`sorted_sequence` must have 1 axis, got shape {tuple(sorted_sequence.shape)}.", argument="sorted_sequence",
                            actual=tuple(sorted_sequence.shape))
    small = len(sorted_sequence) <= torch.iinfo(torch.int32).max
    return torch.searchsorted(sorted_sequence, values.contiguous(), side=side, out_int32=small)


@op
def digitize(x: Tensor, bins: Tensor):
    """The number of the bin that each element lies in.

    The first bin is that below all edges, the last begins with the last edge; what equals an edge lies in the bin that begins with it.

    Args:
        x: The elements.
        bins: The edges between the bins, rising.
    """
    x, bins = promote_all(x, bins)
    if bins.ndim != 1:
        raise ArgumentError(f"`bins` must have 1 axis, got shape {tuple(bins.shape)}.", argument="bins", actual=tuple(bins.shape))
    if x.dtype is torch.bool:
        x, bins = x.int(), bins.int()
    return torch.bucketize(x.contiguous(), bins, right=True).int()


def _unknown_length(x, weights=None, minlength=0, sparse=False):
    return KerasTensor([*x.shape[:-1], None], "int32" if weights is None else common_dtype(weights))


@op(spec=_unknown_length)
def bincount(x: Tensor, weights: Tensor = None, minlength: Int = 0, sparse: Flag = False):
    """How often each of 0, 1, 2, ... occurs.

    Args:
        x: Non-negative ints, on one axis or several rows of them.
        weights: What an occurrence counts, of the shape of `x`; 1 if `None`.
        minlength: The least size of the result.
        sparse: Kept for compatibility: the result is dense always.
    """
    x = convert_to_tensor(x).long()
    dtype = torch.int32 if weights is None else common_dtype(weights)
    size = max(int(x.max()) + 1 if x.numel() else 0, minlength or 0)
    ones = torch.ones_like(x, dtype=dtype) if weights is None else convert_to_tensor(weights, dtype)
    counts = torch.zeros([*x.shape[:-1], size], dtype=dtype, device=x.device)
    return counts.scatter_add(-1, x, ones)


@op(spec=lambda x, bins=10, range=None: (KerasTensor((bins,), x.dtype), KerasTensor((bins + 1,), x.dtype)))
def histogram(x: Tensor, bins: Int = 10, range: Reals = None):
    """How many elements fall into each of `bins` equal intervals; the counts, and the edges.

    Args:
        bins: How many intervals.
        range: The least and the greatest edge; those of the elements if `None`.

    Returns:
        Pair of tensors: the counts, and the edges, of which there is one more.
    """
    if not isinstance(bins, int) or isinstance(bins, bool) or bins < 1:
        raise ArgumentError(f"`bins` must be a positive int, {got(bins)}.", argument="bins", actual=bins)
    if x.ndim != 1:
        raise ArgumentError(f"Input tensor must be 1-dimensional, got `x` of shape {tuple(x.shape)}.", argument="x", actual=tuple(x.shape))
    if range is not None and len(range) != 2:
        raise ArgumentError(f"Argument `range` must be a tuple of two elements, {got(range)}.", argument="range", actual=range)
    if range is not None and not range[0] < range[1]:
        raise ArgumentError(f"The second element of `range` must be greater than the first, {got(range)}.", argument="range", actual=range)
    x = floating(x)
    low, high = (x.min().item(), x.max().item()) if range is None else range
    if low == high:
        low, high = low - 0.5, high + 0.5
    return torch.histc(x, bins, low, high), torch.linspace(low, high, bins + 1, dtype=x.dtype, device=x.device)


def _unique_spec(x, sorted=True, return_index=False, return_inverse=False, return_counts=False, axis=None, size=None, fill_value=None):
    along = None if axis is None else axis % len(x.shape)
    values = (size,) if along is None else tuple(size if a == along else d for a, d in enumerate(x.shape))
    inverse = x.shape if along is None else (x.shape[along],)
    shapes = [(size,)] * return_index + [inverse] * return_inverse + [(size,)] * return_counts
    results = (KerasTensor(values, x.dtype), *(KerasTensor(shape, "int32") for shape in shapes))
    return results if shapes else results[0]


@op(spec=_unique_spec)
def unique(x: Tensor, sorted: Flag = True, return_index: Flag = False, return_inverse: Flag = False, return_counts: Flag = False, axis: Axis = None,
           size: Int = None, fill_value: Real = None):
    """The different elements, or slices, each once.

    Args:
        sorted: Whether they come in rising order.
        return_index: Whether the position of the first of each comes too.
        return_inverse: Whether for each element its place among the different ones comes too.
        return_counts: Whether the number of each comes too.
        axis: Slices along it are compared; single elements if `None`.
        size: The size of the result: cut, or filled up.
        fill_value: What fills up; 0 if `None`.
    """
    values, inverse, counts = torch.unique(x, sorted=sorted, return_inverse=True, return_counts=True, dim=axis)
    along = 0 if axis is None else axis % x.ndim
    flat = inverse.reshape(-1)
    first = torch.full_like(counts, len(flat)).scatter_reduce(0, flat, torch.arange(len(flat), device=x.device), "amin")
    if size is not None:
        values = _sized(values, along, size, 0 if fill_value is None else fill_value)
        first, counts = _sized(first, 0, size, 1), _sized(counts, 0, size, 0)
    extra = [t.int() for t, wanted in ((first, return_index), (inverse, return_inverse), (counts, return_counts)) if wanted]
    return (values, *extra) if extra else values


def _sized(x, axis, size, fill):
    """`x` with `size` places along `axis`: cut, or filled up."""
    if x.shape[axis] >= size:
        return x.narrow(axis, 0, size)
    missing = [size - d if a == axis else d for a, d in enumerate(x.shape)]
    return torch.cat((x, torch.full(missing, fill, dtype=x.dtype, device=x.device)), axis)
