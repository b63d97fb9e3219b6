import numpy as np
import pytest
import torch

from hornpipe import layers


def test_rows_of_the_table():
    layer = layers.Embedding(4, 2, weights=np.arange(8.0).reshape(4, 2))
    np.testing.assert_array_equal(layer(np.array([[3, 0]])).detach(), [[[6, 7], [0, 1]]])
    np.testing.assert_array_equal(layer(np.array([1.0])).detach(), [[2, 3]])
    np.testing.assert_array_equal(layer(np.array([-1])).detach(), [[6, 7]])         # Keras: the last one
    assert "weights" not in layer.get_config()


def test_numbers_outside_of_the_table_are_named():
    layer = layers.Embedding(4, 2, name="words")
    for number in (4, -5):
        with pytest.raises(ValueError, match=rf"'words' has vectors for 0 to 3 \(`input_dim=4`\), got {number}"):
            layer(np.array([0, number]))


def test_zero_is_masked_where_asked():
    layer = layers.Embedding(4, 2, mask_zero=True)
    np.testing.assert_array_equal(layer(np.array([[3, 0, 1]]))._keras_mask, [[True, False, True]])
    assert layer(layers.Input((3,)))._keras_mask.shape == (None, 3)
    assert getattr(layers.Embedding(4, 2)(np.array([[3]])), "_keras_mask", None) is None


def test_mixed_precision_casts_what_was_looked_up_only():
    layer = layers.Embedding(4, 2, dtype="mixed_float16")
    assert layer(np.array([[1]])).dtype == torch.float16 and layer.embeddings.dtype == torch.float32


def test_input_length_of_old():
    with pytest.warns(UserWarning, match="`input_length` is deprecated"):
        layers.Embedding(4, 2, input_length=3)


def test_scores_in_reverse():
    layer = layers.ReversibleEmbedding(3, 2, mask_zero=True)
    layer.build()
    layer.set_weights([np.array([[1.0, 0], [0, 1], [1, 1]])])
    np.testing.assert_array_equal(layer(np.array([[2.0, 3.0]], "float32"), reverse=True).detach(), [[2, 3, 5]])
    np.testing.assert_array_equal(layer(np.array([[1, 0]]))._keras_mask, [[True, False]])
    capped = layers.ReversibleEmbedding(3, 2, tie_weights=False, logit_soft_cap=4.0)
    x = torch.randn(5, 2)
    scores = capped(x, reverse=True)
    torch.testing.assert_close(scores, 4 * torch.tanh(x @ capped.reverse_embeddings / 4))
