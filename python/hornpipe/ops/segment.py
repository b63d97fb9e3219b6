"""Reductions of rows that belong together: row i goes to the segment `segment_ids[i]`."""
from __future__ import annotations

import torch

from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Flag, Int, Tensor
from ..graph.tensor import KerasTensor
from ..runtime.convert import convert_to_tensor
from .op import op


def _segments(data, segment_ids, num_segments=None, sorted=False):
    """How many segments come out depends on the numbers, unless it is given."""
    return KerasTensor((num_segments, *data.shape[1:]), data.dtype)


def _reduced(how, data, segment_ids, num_segments, empty):
    data, ids = convert_to_tensor(data), convert_to_tensor(segment_ids).long()
    if ids.ndim != 1:
        raise ShapeError(f"Argument `segment_ids` should be an 1-D vector, got shape {tuple(ids.shape)}.", argument="segment_ids", expected=(len(data),),
                         actual=tuple(ids.shape))
    if len(ids) != len(data):
        raise ShapeError(f"Argument `segment_ids` and `data` should have same leading dimension. `data` has {len(data)} rows, {got(len(ids))} numbers.",
                         argument="segment_ids", expected=(len(data),), actual=tuple(ids.shape))
    if num_segments is None:
        num_segments = int(ids.max()) + 1 if len(ids) else 0
    elif num_segments < 0:
        raise ArgumentError(f"`num_segments` must be a non-negative int, {got(num_segments)}.", argument="num_segments", actual=num_segments)
    ids = torch.where((ids < 0) | (ids >= num_segments), num_segments, ids)      # rows of no segment go to one beyond, cut off below
    row = ids.reshape(-1, *[1] * (data.ndim - 1)).expand(data.shape)
    result = torch.full((num_segments + 1, *data.shape[1:]), empty(data.dtype), dtype=data.dtype, device=data.device)
    return result.scatter_reduce(0, row, data, how)[:num_segments]


def _lowest(dtype):
    return -float("inf") if dtype.is_floating_point else dtype is not torch.bool and torch.iinfo(dtype).min


def _highest(dtype):
    return float("inf") if dtype.is_floating_point else dtype is torch.bool or torch.iinfo(dtype).max


@op(spec=_segments)
def segment_sum(data: Tensor, segment_ids: Tensor, num_segments: Int = None, sorted: Flag = False):
    """The sum of the rows of each segment; 0 for one without rows.

    Args:
        data: Rows along the first axis.
        segment_ids: The segment of each row; rows of a number that is none are left out.
        num_segments: How many segments; up to the largest number if `None`.
        sorted: Promise that `segment_ids` rise; torch needs no such promise.
    """
    return _reduced("sum", data, segment_ids, num_segments, lambda dtype: 0)


@op(spec=_segments)
def segment_prod(data: Tensor, segment_ids: Tensor, num_segments: Int = None, sorted: Flag = False):
    """As `segment_sum()`, the product; 1 for a segment without rows."""
    return _reduced("prod", data, segment_ids, num_segments, lambda dtype: 1)


@op(spec=_segments)
def segment_max(data: Tensor, segment_ids: Tensor, num_segments: Int = None, sorted: Flag = False):
    """As `segment_sum()`, the largest; the lowest number of the dtype for a segment without rows."""
    return _reduced("amax", data, segment_ids, num_segments, _lowest)


@op(spec=_segments)
def segment_min(data: Tensor, segment_ids: Tensor, num_segments: Int = None, sorted: Flag = False):
    """As `segment_sum()`, the smallest; the highest number of the dtype for a segment without rows."""
    return _reduced("amin", data, segment_ids, num_segments, _highest)
