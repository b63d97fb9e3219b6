"""`GroupedQueryAttention`."""
import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers

X = torch.randn(2, 5, 8)


def test_heads_that_share_are_those_of_many_heads_alike():
    shared, many = layers.GroupQueryAttention(3, 4, 2), layers.MultiHeadAttention(4, 3)
    for layer in (shared, many):
        layer.build(X.shape, X.shape)
    values = shared.get_weights()
    for i in (2, 3, 4, 5):      # kernels and biases of keys and values, each head twice
        values[i] = np.repeat(values[i], 2, axis=-2)
    many.set_weights(values)
    for a, b in zip(shared(X, X, return_attention_scores=True), many(X, X, return_attention_scores=True)):
        torch.testing.assert_close(a, b, rtol=1e-4, atol=1e-6)
    torch.testing.assert_close(shared(X, X, use_causal_mask=True), many(X, X, use_causal_mask=True), rtol=1e-4, atol=1e-6)


def test_one_name_for_files_and_another_for_hands():
    assert layers.GroupQueryAttention.__name__ == "GroupedQueryAttention"
    assert layers.serialize(layers.GroupQueryAttention(3, 4, 2))["class_name"] == "GroupQueryAttention"
    assert layers.GroupQueryAttention(3, 4, 2).name.startswith("grouped_query_attention")


def test_names_and_shapes_of_weights():
    layer = layers.GroupQueryAttention(3, 4, 2, use_bias=False, name="g")
    layer.build(X.shape, X.shape)
    assert {w.path: tuple(w.shape) for w in layer.weights} == {
        "g/query/kernel": (8, 4, 3), "g/key/kernel": (8, 2, 3), "g/value/kernel": (8, 2, 3), "g/attention_output/kernel": (4, 3, 8)}


def test_symbolic():
    output, weights = layers.GroupQueryAttention(3, 4, 2)(hornpipe.Input((5, 8)), hornpipe.Input((7, 8)), return_attention_scores=True)
    assert output.shape == (None, 5, 8) and weights.shape == (None, 4, 5, 7)


def test_messages():
    with pytest.raises(ValueError, match=r"`num_query_heads` must be divisible by `num_key_value_heads` \(3\), got 4"):
        layers.GroupQueryAttention(3, 4, 3)
    with pytest.raises(ValueError, match="`head_dim` must be a positive integer, got 0"):
        layers.GroupQueryAttention(0, 4, 2)
    with pytest.raises(ValueError, match="The last dimensions of `query` and `value` must be equal"):
        layers.GroupQueryAttention(3, 4, 2).compute_output_shape((2, 5, 8), (2, 5, 7))
