"""Targets, predictions and weights of ranks that differ by a last axis of size 1."""
from __future__ import annotations


def squeeze_or_expand_to_same_rank(x1, x2, expand_rank_1: bool = True):
    """The two tensors with equal ranks, where one has a surplus last axis of size 1; else as they are.

    Args:
        x1, x2: Tensors.
        expand_rank_1: Whether a vector gets a last axis, rather than the other tensor losing its.
    """
    if x1.ndim == x2.ndim + 1 and x1.shape[-1] == 1:
        return (x1, x2.unsqueeze(-1)) if x2.ndim == 1 and expand_rank_1 else (x1.squeeze(-1), x2)
    if x2.ndim == x1.ndim + 1 and x2.shape[-1] == 1:
        return (x1.unsqueeze(-1), x2) if x1.ndim == 1 and expand_rank_1 else (x1, x2.squeeze(-1))
    return x1, x2
