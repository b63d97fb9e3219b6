"""Attention of one head."""
import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers, ops

QUERY = torch.tensor([[[1.0, 0.0], [0.0, 1.0]]])
VALUE = torch.tensor([[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]])
KEY = torch.tensor([[[1.0, 1.0], [0.0, 2.0], [-1.0, 0.0]]])


def weights(scores):
    e = np.exp(scores)
    return e / e.sum(-1, keepdims=True)


def test_by_hand():
    output, found = layers.Attention()([QUERY, VALUE, KEY], return_attention_scores=True)
    wanted = weights(np.array([[[1.0, 0, -1], [1, 2, 0]]]))
    np.testing.assert_allclose(found.detach(), wanted, rtol=1e-6)
    np.testing.assert_allclose(output.detach(), wanted @ VALUE.numpy(), rtol=1e-6)


def test_concat_by_hand():
    found = layers.Attention(score_mode="concat")([QUERY, VALUE, KEY], return_attention_scores=True)[1]
    np.testing.assert_allclose(found.detach(), weights(np.tanh(QUERY[:, :, None].numpy() + KEY[:, None].numpy()).sum(-1)), rtol=1e-6)


def test_additive_by_hand():
    layer = layers.AdditiveAttention()
    layer.build([(1, 2, 2), (1, 3, 2), (1, 3, 2)])
    layer.set_weights([np.array([0.5, -2.0], "float32")])
    found = layer([QUERY, VALUE, KEY], return_attention_scores=True)[1]
    np.testing.assert_allclose(found.detach(), weights((np.tanh(QUERY[:, :, None].numpy() + KEY[:, None].numpy()) * [0.5, -2]).sum(-1)), rtol=1e-5)


@pytest.mark.parametrize("options", ({}, {"use_scale": True}, {"score_mode": "concat"}))
@pytest.mark.parametrize("kind", (layers.Attention, layers.AdditiveAttention))
def test_a_masked_value_has_no_weight_and_a_masked_query_gets_zeros(kind, options):
    if kind is layers.AdditiveAttention and "score_mode" in options:
        return
    mask = [torch.tensor([[True, False]]), torch.tensor([[True, False, True]])]
    layer = kind(**options)
    output, found = layer([QUERY, VALUE, KEY], mask=mask, return_attention_scores=True)
    assert not found[..., 1].any() and not output[0, 1].any() and output[0, 0].all()
    torch.testing.assert_close(layer([QUERY, VALUE, KEY], mask=mask), output)


def test_causal():
    found = layers.Attention()([QUERY, VALUE, KEY], return_attention_scores=True, use_causal_mask=True)[1]
    assert (found > 0).int().tolist() == [[[1, 0, 0], [1, 1, 0]]]


def test_the_kernel_gives_what_the_weights_give():
    x = [torch.randn(2, 3, 5, 4), torch.randn(2, 3, 6, 7), torch.randn(2, 3, 6, 4)]
    layer = layers.Attention(use_scale=True)
    torch.testing.assert_close(layer(x), layer(x, return_attention_scores=True)[0], rtol=1e-5, atol=1e-6)


def test_dropout_only_in_training():
    layer = layers.Attention(dropout=0.5, seed=1)
    still, drawn = layer([QUERY, VALUE]), layer([QUERY, VALUE], training=True)
    assert torch.equal(still, layers.Attention()([QUERY, VALUE])) and not torch.equal(still, drawn)


def test_own_scores_of_a_subclass():
    class Cosine(layers.Attention):
        def _calculate_scores(self, query, key):
            return ops.matmul(ops.normalize(query, -1), ops.transpose(ops.normalize(key, -1), (0, 2, 1)))

    found = Cosine()([QUERY, VALUE, KEY], return_attention_scores=True)[1]
    np.testing.assert_allclose(found[0, 0].detach(), weights(np.array([0.5 ** 0.5, 0, -1])), rtol=1e-5)
    torch.testing.assert_close(Cosine()([QUERY, VALUE, KEY]), found @ VALUE)


def test_masks_flow_on():
    masked = layers.Masking()(torch.tensor([[[1.0, 2.0], [0.0, 0.0]]]))
    output = layers.Attention()([masked, masked])
    assert output._keras_mask.tolist() == [[True, False]] and output[0].tolist() == [[1, 2], [0, 0]]


def test_symbolic():
    query, value = hornpipe.Input((5, 4)), hornpipe.Input((7, 4))
    output, scores = layers.Attention()([query, value], return_attention_scores=True)
    assert output.shape == (None, 5, 4) and scores.shape == (None, 5, 7)


@pytest.mark.parametrize("inputs,mask,message", (
    (QUERY, None, "Attention must be called on a list"), ([QUERY], None, "list of length 2 or 3: .*, got 1 inputs"),
    ([QUERY, VALUE], torch.ones(1, 2), "layer mask must be a list"), ([QUERY, VALUE], [None], "mask list of length 2 or 3: .*, got 1 masks")))
def test_messages(inputs, mask, message):
    with pytest.raises(ValueError, match=message):
        layers.Attention()(inputs, mask=mask)


def test_score_mode():
    with pytest.raises(ValueError, match=r"score_mode. Expected one of \{'dot', 'concat'\}, got 'cosine'"):
        layers.Attention(score_mode="cosine")
