"""Which query may look at which key."""
from __future__ import annotations

import torch

from ...runtime.convert import convert_to_tensor


def causal(queries: int, keys: int, device=None):
    """`(1, queries, keys)`: position t sees positions up to t."""
    return torch.ones((1, queries, keys), dtype=torch.bool, device=device).tril()


def window(queries: int, keys: int, size: int, device=None):
    """`(1, queries, keys)`: positions less than `size` apart see each other."""
    return causal(queries, keys, device).triu(1 - size) | torch.ones((1, queries, keys), dtype=torch.bool, device=device).triu(0).tril(size - 1)


def both(*masks):
    """Where all masks that there are agree; None where there is none."""
    found = None
    for mask in masks:
        if mask is not None:
            mask = convert_to_tensor(mask).bool()
            found = mask if found is None else found & mask
    return found
