"""Clipping of gradients: by value, each by its norm, all by their common norm. Lists in, new lists out."""
from __future__ import annotations

import torch


def by_value(grads, limit: float):
    """Each element pressed into [-limit, limit]."""
    return torch._foreach_clamp_min(torch._foreach_clamp_max(grads, limit), -limit)


def by_norm(grads, limit: float):
    """Each gradient scaled down to the norm `limit` where it is longer."""
    norms = torch._foreach_norm(grads)
    if any(n.device != norms[0].device or n.dtype != norms[0].dtype for n in norms):
        return [g * (limit / torch.clamp(n, min=limit)) for g, n in zip(grads, norms)]
    return torch._foreach_mul(grads, (limit / torch.stack(norms).clamp_(min=limit)).unbind())


def by_global_norm(grads, limit: float):
    """All gradients scaled by one factor, so that the norm over all of them is at most `limit`."""
    norms = torch._foreach_norm(grads)
    if any(n.device != norms[0].device or n.dtype != norms[0].dtype for n in norms):
        norms = [n.to(norms[0].device, torch.float32) for n in norms]
    norm = torch.linalg.vector_norm(torch.stack(norms))
    return torch._foreach_mul(grads, limit / torch.clamp(norm, min=limit))
