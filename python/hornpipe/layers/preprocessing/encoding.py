"""Categories as vectors: one-hot, multi-hot, counts."""
from __future__ import annotations

import torch

from ...runtime import dtypes

MODES = ("int", "one_hot", "multi_hot", "count")


def encode(indices, mode: str, depth: int, dtype, weights=None) -> torch.Tensor:
    """Encodes category numbers; those outside `[0, depth)` leave no trace.

    Args:
        indices: Ints.
        mode: "int" casts them. "one_hot" gives each number a vector (an axis of size 1 at the end is replaced), "multi_hot" and "count"
            each sample: axis 1 goes, or the only one.
        depth: Length of the vectors.
        dtype: Name of the dtype of the result.
        weights: What each number counts, for "count"; of the shape of `indices`.
    """
    dtype = dtypes.to_torch(dtype)
    if mode == "int":
        return indices.to(dtype)
    indices = indices.long()
    if indices.ndim == 0:
        indices = indices.unsqueeze(0)
    if mode == "one_hot":
        if indices.ndim > 1 and indices.shape[-1] == 1:
            indices = indices.squeeze(-1)
        indices, weights = indices.unsqueeze(-1), None
    else:
        along = 1 if indices.ndim > 1 else 0
        indices = indices.movedim(along, -1)
        weights = None if weights is None else weights.expand(indices.movedim(-1, along).shape).movedim(along, -1)
    indices = torch.where((indices >= 0) & (indices < depth), indices, depth)       # the rest goes to a place that is cut off
    made = torch.zeros((*indices.shape[:-1], depth + 1), dtype=dtype if weights is None else weights.dtype, device=indices.device)
    if mode == "count":
        made.scatter_add_(-1, indices, torch.ones_like(indices, dtype=made.dtype) if weights is None else weights)
    else:
        made.scatter_(-1, indices, 1)
    return made[..., :depth]


def encoded_shape(shape, mode: str, depth: int) -> tuple:
    """The shape that `encode()` gives."""
    shape = tuple(shape)
    if mode == "int":
        return shape
    if mode == "one_hot":
        return (*(shape[:-1] if len(shape) > 1 and shape[-1] == 1 else shape), depth)
    return (*shape[:1], *shape[2:], depth) if len(shape) > 1 else (depth,)
