"""Attention of one head, without projections: a mean of values, weighted by how well each key fits the query."""
from __future__ import annotations

import torch
import torch.nn.functional as F

from ...core.errors import ArgumentError, got
from ...core.types import Flag, Real, Seed, Text
from ...graph.tensor import KerasTensor
from ...runtime.convert import convert_to_tensor
from ...runtime.random import SeedGenerator, generator
from ..dropout import drop
from ..layer import Layer
from . import masks


class Attention(Layer):
    """Dot-product attention: `softmax(query @ transposed key) @ value`.

    Args:
        use_scale: Whether the scores are multiplied by a weight.
        score_mode: "dot" for products of query and key, "concat" for a weighted tanh of their sum.
        dropout: Fraction of the weights dropped in training.
        seed: Seed of the dropout.

    Call arguments:
        inputs: `[query, value]` or `[query, value, key]`; the values are the keys if there are none.
        mask: `[query_mask, value_mask]`: False for queries whose output is zeros, and for values that are not looked at.
        return_attention_scores: Whether the weights are given too.
        use_causal_mask: Whether each query sees only the values up to its own position.

    Shapes:
        `(batch, T, size)`, `(batch, S, size of values)` and `(batch, S, size)` to `(batch, T, size of values)`;
        the weights are `(batch, T, S)`.

    Reference:
        Luong et al., "Effective approaches to attention-based neural machine translation", 2015.
    """

    def __init__(self, use_scale: Flag = False, score_mode: Text = "dot", dropout: Real = 0.0, seed: Seed = None, **kwargs):
        super().__init__(**kwargs)
        if score_mode not in ("dot", "concat"):
            raise ArgumentError(f"Invalid value for argument score_mode. Expected one of {{'dot', 'concat'}}, {got(score_mode)}.",
                                argument="score_mode", actual=score_mode)
        self.use_scale, self.score_mode, self.dropout, self.seed = use_scale, score_mode, dropout, seed
        if dropout > 0:
            self.seed_generator = SeedGenerator(seed)
        self.supports_masking = True

    def build(self, input_shape):
        self._check(input_shape)
        self.scale = self.add_weight("scale", (), "ones") if self.use_scale else None
        self.concat_score_weight = self.add_weight("concat_score_weight", (), "ones") if self.score_mode == "concat" else None

    def call(self, inputs, mask=None, training=False, return_attention_scores=False, use_causal_mask=False):
        self._check(inputs, mask)
        query, value, key = inputs[0], inputs[1], inputs[2] if len(inputs) > 2 else inputs[1]
        query_mask, value_mask = mask[:2] if mask else (None, None)
        plain = self.score_mode == "dot" and all(getattr(type(self), name) is getattr(Attention, name) for name in ("_calculate_scores", "_apply_scores"))
        if plain and not return_attention_scores and not (training and self.dropout > 0):
            output, weights = self._fused(query, key, value, value_mask, use_causal_mask), None
        else:
            scores = self._calculate_scores(query, key)
            output, weights = self._apply_scores(scores, value, self._calculate_score_mask(scores, value_mask, use_causal_mask), training)
        if query_mask is not None:
            output = torch.where(convert_to_tensor(query_mask).bool().unsqueeze(-1), output, 0)
        return (output, weights) if return_attention_scores else output

    def _fused(self, query, key, value, value_mask, use_causal_mask):
        """The output by torch's kernel, which keeps neither scores nor weights."""
        scores = query.new_empty(()).expand(*query.shape[:-1], key.shape[-2])         # their shape is all that the mask needs
        mask = self._calculate_score_mask(scores, value_mask, use_causal_mask)
        bias = None if mask is None else _as_bias(mask, query)
        query = query if self.scale is None else query * self.scale
        if query.ndim == 3:         # the kernel wants an axis of heads
            query, key, value, bias = (x if x is None else x.unsqueeze(-3) for x in (query, key, value, bias))
            return F.scaled_dot_product_attention(query, key, value, bias, scale=1.0).squeeze(1)
        return F.scaled_dot_product_attention(query, key, value, bias, scale=1.0)

    def _calculate_scores(self, query, key):
        """`(..., T, S)`: how well each key fits each query."""
        query, key = convert_to_tensor(query), convert_to_tensor(key)
        if self.score_mode == "dot":
            scores = query @ key.mT.to(query.dtype)
            return scores if self.scale is None else scores * self.scale
        sums = query.unsqueeze(-2) + key.unsqueeze(-3)
        return self.concat_score_weight * torch.tanh(sums if self.scale is None else self.scale * sums).sum(-1)

    def _calculate_score_mask(self, scores, v_mask, use_causal_mask):
        """Which value each query may look at: `(batch, S)`, or `(batch, T, S)` for a causal mask."""
        v_mask = None if v_mask is None else convert_to_tensor(v_mask).bool()
        if not use_causal_mask:
            return v_mask
        return masks.both(masks.causal(*scores.shape[-2:], device=getattr(scores, "device", None)), None if v_mask is None else v_mask.unsqueeze(-2))

    def _apply_scores(self, scores, value, scores_mask=None, training=False):
        """The weighted mean of the values, and the weights."""
        if scores_mask is not None:
            scores = scores + _as_bias(scores_mask, scores)
        weights = torch.softmax(scores, -1)
        if training and self.dropout > 0:
            weights = drop(weights, self.dropout, generator=generator(self.seed_generator, weights.device))
        return weights @ value, weights

    def compute_mask(self, inputs, mask=None):
        self._check(inputs, mask)
        return None if mask is None or mask[0] is None else convert_to_tensor(mask[0])

    def compute_output_shape(self, input_shape):
        return (*input_shape[0][:-1], input_shape[1][-1])

    def compute_output_spec(self, inputs, mask=None, return_attention_scores=False, training=None, use_causal_mask=False):
        self._check(inputs, mask)
        query, key = inputs[0], inputs[-1]
        output = KerasTensor(self.compute_output_shape([x.shape for x in inputs]), self.compute_dtype)
        return (output, KerasTensor((*query.shape[:-1], key.shape[-2]), self.compute_dtype)) if return_attention_scores else output

    def _check(self, inputs, mask=None):
        kind = type(self).__name__
        if not isinstance(inputs, list):
            raise ArgumentError(f"{kind} must be called on a list: [query, value] or [query, value, key], {got(inputs)}.",
                                layer=self.name, argument="inputs", actual=inputs)
        if len(inputs) not in (2, 3):
            raise ArgumentError(f"{kind} takes a list of length 2 or 3: [query, value] or [query, value, key], got {len(inputs)} inputs.",
                                layer=self.name, argument="inputs", actual=len(inputs))
        if mask is not None and not isinstance(mask, list):
            raise ArgumentError(f"The {kind} layer mask must be a list: [query_mask, value_mask], {got(mask)}.", layer=self.name, argument="mask", actual=mask)
        if mask is not None and len(mask) not in (2, 3):
            raise ArgumentError(f"{kind} takes a mask list of length 2 or 3: [query_mask, value_mask], got {len(mask)} masks.",
                                layer=self.name, argument="mask", actual=len(mask))


def _as_bias(mask, scores):
    """What to add to scores so that the softmax leaves out what the mask does not mark."""
    mask = mask.unsqueeze(-2) if mask.ndim == 2 else mask
    return torch.where(mask, 0.0, -65504.0 if scores.dtype is torch.float16 else -1e9).to(scores.dtype)


class AdditiveAttention(Attention):
    """Attention whose scores are a weighted sum of `tanh(query + key)`.

    Args:
        use_scale: Whether the sum has weights.
        dropout: Fraction of the weights dropped in training.

    Call arguments:
        inputs, mask, return_attention_scores, use_causal_mask: As for `Attention`.

    Shapes:
        `(batch, T, size)`, `(batch, S, size)` and `(batch, S, size)` to `(batch, T, size)`.

    Reference:
        Bahdanau et al., "Neural machine translation by jointly learning to align and translate", 2014.
    """

    untold = ("score_mode",)

    def __init__(self, use_scale: Flag = True, dropout: Real = 0.0, **kwargs):
        super().__init__(use_scale=use_scale, dropout=dropout, **kwargs)

    def build(self, input_shape):
        self._check(input_shape)
        self.scale = self.add_weight("scale", (input_shape[0][-1],), "glorot_uniform") if self.use_scale else None

    def _calculate_scores(self, query, key):
        scores = torch.tanh(query.unsqueeze(-2) + key.unsqueeze(-3))        # (..., T, S, size)
        return scores.sum(-1) if self.scale is None else scores @ self.scale
