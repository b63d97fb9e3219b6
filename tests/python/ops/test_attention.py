import pytest
import torch

from hornpipe import KerasTensor, ops


def plain(q, k, v, scale=None, cap=None, allowed=None):
    logits = torch.einsum("bthd,bshd->bhts", q, k) * (q.shape[-1] ** -0.5 if scale is None else scale)
    logits = logits if cap is None else cap * torch.tanh(logits / cap)
    logits = logits if allowed is None else logits.masked_fill(~allowed, -1e9)
    return torch.einsum("bhts,bshd->bthd", logits.softmax(-1), v)


@pytest.fixture
def qkv():
    return torch.randn(2, 5, 3, 8), torch.randn(2, 7, 3, 8), torch.randn(2, 7, 3, 8)


def test_soft_cap_with_masks(qkv):
    causal = torch.ones(5, 7, dtype=torch.bool).tril()
    torch.testing.assert_close(ops.dot_product_attention(*qkv, attn_logits_soft_cap=0.5), plain(*qkv, cap=0.5))
    torch.testing.assert_close(ops.dot_product_attention(*qkv, attn_logits_soft_cap=0.5, is_causal=True), plain(*qkv, cap=0.5, allowed=causal))
    torch.testing.assert_close(ops.dot_product_attention(*qkv, attn_logits_soft_cap=0.5, mask=causal), plain(*qkv, cap=0.5, allowed=causal))


def test_a_bias_and_causality_go_together(qkv):
    causal = torch.ones(5, 7, dtype=torch.bool).tril()
    y = ops.dot_product_attention(*qkv, bias=torch.zeros(2, 3, 5, 7), is_causal=True)
    torch.testing.assert_close(y, plain(*qkv, allowed=causal))


def test_a_query_that_sees_nothing_gives_the_mean(qkv):
    y = ops.dot_product_attention(*qkv, mask=torch.zeros(2, 1, 5, 7, dtype=torch.bool))
    torch.testing.assert_close(y, qkv[2].mean(1, keepdim=True).expand_as(y))
    half = ops.dot_product_attention(*(x.half() for x in qkv), mask=torch.zeros(2, 1, 5, 7, dtype=torch.bool))
    assert torch.isfinite(half).all()


def test_symbolic_shapes():
    q, k = KerasTensor((None, 5, 4, 8)), KerasTensor((None, 7, 2, 8))
    assert ops.dot_product_attention(q, k, KerasTensor((None, 7, 2, 6))).shape == (None, 5, 4, 6)


@pytest.mark.parametrize("change, message", [
    ({"bias": torch.zeros(1), "mask": torch.ones(1)}, r"`bias` and `mask` exclude each other"),
    ({"key": torch.zeros(2, 7, 2, 8), "value": torch.zeros(2, 7, 2, 8)}, r"The heads of `query` \(3\) must be as many as those of `key`, or a multiple, got 2"),
    ({"value": torch.zeros(2, 7, 8)}, r"`value` must have shape \(batch, length, heads, size\), got \(2, 7, 8\)"),
])
def test_errors(qkv, change, message):
    with pytest.raises(ValueError, match=message):
        ops.dot_product_attention(**{**dict(zip(("query", "key", "value"), qkv)), **change})
