"""Attention by scaled dot products."""
from __future__ import annotations

import contextlib

import torch
import torch.nn.functional as F
from torch.nn.attention import SDPBackend, sdpa_kernel

from ..core.errors import ArgumentError, ShapeError
from ..core.types import Flag, Real, Tensor
from ..runtime import settings
from .op import op
from .promotion import common_dtype


def _causal(query, key):
    """True where a query of position t meets a key of a position up to t."""
    return torch.ones(query.shape[1], key.shape[1], dtype=torch.bool, device=query.device).tril()


def _as_bias(allowed, dtype):
    """Nothing where a look is allowed, else a number so low that it leaves no weight. Not -inf: a query may see nothing at all."""
    low = torch.finfo(torch.float16 if dtype is torch.float16 else torch.bfloat16).min * 0.7
    return torch.zeros(allowed.shape, dtype=dtype, device=allowed.device).masked_fill_(~allowed, low)


@op
def dot_product_attention(query: Tensor, key: Tensor, value: Tensor, bias: Tensor = None, mask: Tensor = None, scale: Real = None,
                          is_causal: Flag = False, flash_attention: Flag = None, attn_logits_soft_cap: Real = None):
    """Means of values, weighted by the softmax of the products of queries and keys.

    Args:
        query: `(batch, T, heads, size)`.
        key: `(batch, S, heads, size)`. Fewer heads are each shared by several of the query.
        value: `(batch, S, heads, size)`.
        bias: Added to the products; broadcasts to `(batch, heads, T, S)`.
        mask: True where a query may look; broadcasts to `(batch, heads, T, S)`.
        scale: Multiplies the products; `1 / sqrt(size)` if `None`.
        is_causal: Whether position t sees positions up to t only.
        flash_attention: Whether to insist on torch's flash kernel; torch decides if `None`.
        attn_logits_soft_cap: Bound that products approach, by tanh.

    Returns:
        `(batch, T, heads, size)`.

    Reference:
        Vaswani et al., 2017, https://arxiv.org/abs/1706.03762
    """
    for name, x in (("query", query), ("key", key), ("value", value)):
        if x.ndim != 4:
            raise ShapeError(f"`{name}` must have shape (batch, length, heads, size), got {tuple(x.shape)}.", argument=name, expected=4, actual=tuple(x.shape))
    if bias is not None and mask is not None:
        raise ArgumentError("`bias` and `mask` exclude each other; write the mask into the bias.", argument="bias", actual=bias)
    dtype = common_dtype(query, key, value)
    if mask is not None:
        bias = _as_bias(mask.to(torch.bool) & _causal(query, key) if is_causal else mask.to(torch.bool), dtype)
    elif bias is not None:
        bias = bias.to(dtype) + _as_bias(_causal(query, key), dtype) if is_causal else bias.to(dtype)
    q, k, v = (x.to(dtype).transpose(1, 2) for x in (query, key, value))         # (batch, heads, length, size)
    if q.shape[1] % k.shape[1]:
        raise ShapeError(f"The heads of `query` ({q.shape[1]}) must be as many as those of `key`, or a multiple, got {k.shape[1]}.",
                         argument="key", expected=q.shape[1], actual=k.shape[1])
    if 1 < k.shape[1] < q.shape[1]:
        k, v = (x.repeat_interleave(q.shape[1] // k.shape[1], dim=1) for x in (k, v))
    if attn_logits_soft_cap is not None:
        bias = _as_bias(_causal(query, key), dtype) if is_causal and bias is None else bias
        return _capped(q, k, v, bias, scale, attn_logits_soft_cap).transpose(1, 2)
    with _kernels(settings.get("flash_attention") if flash_attention is None else flash_attention):
        return F.scaled_dot_product_attention(q, k, v, bias, is_causal=is_causal and bias is None, scale=scale).transpose(1, 2)


def _kernels(flash):
    """Which of torch's kernels may run: flash only (True), any but flash (False), any (None)."""
    if flash is None:
        return contextlib.nullcontext()
    return sdpa_kernel([SDPBackend.FLASH_ATTENTION] if flash else [SDPBackend.EFFICIENT_ATTENTION, SDPBackend.CUDNN_ATTENTION, SDPBackend.MATH])


def _capped(q, k, v, bias, scale, cap):
    logits = q @ k.transpose(-1, -2) * (q.shape[-1] ** -0.5 if scale is None else scale)
    logits = cap * torch.tanh(logits / cap)
    return torch.softmax(logits if bias is None else logits + bias, -1) @ v
