"""`MultiHeadAttention`."""
import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers

QUERY, VALUE = torch.randn(2, 5, 8), torch.randn(2, 7, 8)


def by_hand(layer, query, value, mask=None):
    """Output and weights by the formula, one einsum at a time."""
    q, k, v = (np.einsum("bte,ehd->bthd", x.numpy(), w.kernel.detach().numpy()) + w.bias.detach().numpy()
               for x, w in ((query, layer.query_dense), (value, layer.key_dense), (value, layer.value_dense)))
    scores = np.einsum("bthd,bshd->bhts", q, k) / np.sqrt(q.shape[-1])
    if mask is not None:
        scores = np.where(np.asarray(mask), scores, -1e9)
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    weights /= weights.sum(-1, keepdims=True)
    mixed = np.einsum("bhts,bshd->bthd", weights, v)
    return np.einsum("bthd,hde->bte", mixed, layer.output_dense.kernel.detach().numpy()) + layer.output_dense.bias.detach().numpy(), weights


@pytest.mark.parametrize("mask", (None, "causal", "given"))
def test_by_hand(mask):
    layer = layers.MultiHeadAttention(3, 4, value_dim=5, bias_initializer="glorot_uniform")
    options = {"causal": {"use_causal_mask": True}, "given": {"attention_mask": torch.rand(2, 5, 7) < 0.7}}.get(mask, {})
    shown = {"causal": np.tril(np.ones((5, 7), bool)), "given": None if mask != "given" else options["attention_mask"][:, None]}.get(mask)
    output, weights = layer(QUERY, VALUE, return_attention_scores=True, **options)
    wanted, wanted_weights = by_hand(layer, QUERY, VALUE, shown)
    np.testing.assert_allclose(weights.detach(), wanted_weights, atol=1e-5)
    np.testing.assert_allclose(output.detach(), wanted, atol=1e-5)
    np.testing.assert_allclose(layer(QUERY, VALUE, **options).detach(), wanted, atol=1e-5)       # by torch's kernel


def test_as_torch_has_it():
    layer, known = layers.MultiHeadAttention(2, 4), torch.nn.MultiheadAttention(8, 2, batch_first=True)
    layer.build(QUERY.shape, VALUE.shape)
    with torch.no_grad():
        for part, weight, bias in zip((layer.query_dense, layer.key_dense, layer.value_dense), known.in_proj_weight.chunk(3), known.in_proj_bias.chunk(3)):
            part.kernel.copy_(weight.t().view(8, 2, 4))
            part.bias.copy_(bias.view(2, 4))
        layer.output_dense.kernel.copy_(known.out_proj.weight.t().view(2, 4, 8))
        layer.output_dense.bias.copy_(known.out_proj.bias)
    torch.testing.assert_close(layer(QUERY, VALUE), known(QUERY, VALUE, VALUE)[0], rtol=1e-4, atol=1e-5)


def test_names_and_shapes_of_weights():
    layer = layers.MultiHeadAttention(2, 3, value_dim=4, use_gate=True, name="m")
    layer.build(QUERY.shape, VALUE.shape)
    assert {w.path: tuple(w.shape) for w in layer.weights} == {
        "m/query/kernel": (8, 2, 3), "m/query/bias": (2, 3), "m/key/kernel": (8, 2, 3), "m/key/bias": (2, 3), "m/gate/kernel": (8, 2, 4), "m/gate/bias": (2, 4),
        "m/value/kernel": (8, 2, 4), "m/value/bias": (2, 4), "m/attention_output/kernel": (2, 4, 8), "m/attention_output/bias": (8,)}


def test_masks_of_positions():
    layer = layers.MultiHeadAttention(2, 3)
    value_mask = torch.tensor([[1, 1, 1, 0, 0, 0, 0], [1] * 7]).bool()
    output = layer(QUERY, VALUE, value_mask=value_mask)
    torch.testing.assert_close(output[:1], layer(QUERY[:1], VALUE[:1, :3]), rtol=1e-4, atol=1e-6)
    torch.testing.assert_close(layer(QUERY, VALUE, key_mask=value_mask), output)
    VALUE_MASKED = VALUE.clone()
    VALUE_MASKED._keras_mask = value_mask
    torch.testing.assert_close(layer(QUERY, VALUE_MASKED), output)


def test_window():
    weights = layers.MultiHeadAttention(1, 3, sliding_window=2)(QUERY, QUERY, return_attention_scores=True)[1]
    near = np.abs(np.subtract.outer(np.arange(5), np.arange(5))) < 2
    assert ((weights > 0)[0, 0].numpy() == near).all()


def test_a_query_that_may_look_nowhere():
    mask = torch.zeros(2, 5, 7).bool()
    still, dropping = layers.MultiHeadAttention(2, 3), layers.MultiHeadAttention(2, 3, dropout=0.1)
    dropping.build(QUERY.shape, VALUE.shape)
    output = still(QUERY, VALUE, attention_mask=mask)
    dropping.set_weights(still.get_weights())
    assert torch.isfinite(output).all() and output.any()
    assert not dropping(QUERY, VALUE, attention_mask=mask).any()      # Keras: zeros if there is a dropout, the mean of the values if not


def test_axes():
    x = torch.randn(2, 3, 4, 8)
    layer = layers.MultiHeadAttention(2, 3, attention_axes=2)
    output, weights = layer(x, x, return_attention_scores=True)
    assert output.shape == x.shape and weights.shape == (2, 3, 2, 4, 4)
    again = layers.MultiHeadAttention(2, 3)
    again.build((2, 4, 8), (2, 4, 8))
    again.set_weights(layer.get_weights())
    torch.testing.assert_close(output[:, 1], again(x[:, 1], x[:, 1]), rtol=1e-4, atol=1e-6)
    assert layers.MultiHeadAttention(2, 3)(x, x, return_attention_scores=True)[1].shape == (2, 2, 3, 4, 3, 4)


def test_dropout():
    layer = layers.MultiHeadAttention(2, 3, dropout=0.5, seed=3)
    still, drawn = layer(QUERY, VALUE), layer(QUERY, VALUE, training=True)
    assert not torch.allclose(still, drawn) and torch.equal(still, layer(QUERY, VALUE))


def test_dtypes():
    layer = layers.MultiHeadAttention(2, 3, dtype="mixed_float16")
    assert layer(QUERY, VALUE, use_causal_mask=True).dtype is torch.float16 and layer.query_dense.kernel.dtype is torch.float32


def test_own_attention_of_a_subclass():
    class Uniform(layers.MultiHeadAttention):
        def _compute_attention(self, query, key, value, attention_mask=None, training=None, return_attention_scores=False):
            self.seen = attention_mask
            return value.mean(1, keepdim=True).expand(-1, query.shape[1], -1, -1), None

    layer = Uniform(2, 3)
    layer(QUERY, VALUE, use_causal_mask=True)
    assert layer.seen.shape == (1, 5, 7)


def test_symbolic():
    query, value = hornpipe.Input((None, 8)), hornpipe.Input((7, 6))
    output, weights = layers.MultiHeadAttention(2, 3, output_shape=4)(query, value, return_attention_scores=True)
    assert output.shape == (None, None, 4) and weights.shape == (None, 2, None, 7)


def test_config():
    config = layers.MultiHeadAttention(2, 3, output_shape=4, flash_attention=False, attention_axes=1).get_config()
    assert config["output_shape"] == (4,) and config["attention_axes"] == (1,) and config["value_dim"] == 3 and "flash_attention" not in config


@pytest.mark.parametrize("arguments,message", (
    ({"num_heads": 0, "key_dim": 2}, "The argument `num_heads` must be a positive int, got 0"),
    ({"num_heads": 2, "key_dim": 2.0}, "The argument `key_dim` must be a positive int, got 2.0"),
    ({"num_heads": 2, "key_dim": 2, "output_shape": "8"}, "Invalid `output_shape`: it must be an int or a tuple of them, got '8'"),
    ({"num_heads": 2, "key_dim": 2, "sliding_window": -1}, "`sliding_window` must be a positive int or None, got -1"),
    ({"num_heads": 2, "key_dim": 2, "flash_attention": True, "dropout": 0.1}, "Dropout is not supported when flash attention is enabled"),
))
def test_messages(arguments, message):
    with pytest.raises(ValueError, match=message):
        layers.MultiHeadAttention(**arguments)


def test_messages_of_calls():
    with pytest.raises(ValueError, match=r"All dimensions of `value` and `key`, except the last one, must be equal"):
        layers.MultiHeadAttention(2, 3)(QUERY, VALUE, QUERY)
    with pytest.raises(ValueError, match="Returning attention scores is not supported when flash attention is enabled"):
        layers.MultiHeadAttention(2, 3, flash_attention=True)(QUERY, VALUE, return_attention_scores=True)
