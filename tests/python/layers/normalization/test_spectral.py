import numpy as np
import pytest
import torch

from hornpipe import layers


@pytest.mark.parametrize("inner, x", [(layers.Dense(5), torch.randn(2, 4)), (layers.Conv2D(5, 2), torch.randn(2, 4, 4, 3)),
                                      (layers.Embedding(7, 5), torch.tensor([[1, 2]]))])
def test_the_greatest_singular_value_becomes_one(inner, x):
    layer = layers.SpectralNormalization(inner, power_iterations=50)
    layer(x, training=True)
    layer(x, training=True)
    kernel = (inner.embeddings if isinstance(inner, layers.Embedding) else inner.kernel).detach()
    assert abs(torch.linalg.matrix_norm(kernel.reshape(-1, 5), 2) - 1) < 1e-3
    assert [w.name for w in layer.non_trainable_weights] == ["vector_u"] and layer.vector_u.shape == (1, 5)


def test_nothing_changes_outside_of_training():
    layer = layers.SpectralNormalization(layers.Dense(5))
    x = torch.randn(2, 4)
    layer.build(x.shape)
    before = layer.get_weights()
    layer(x)
    for a, b in zip(before, layer.get_weights()):
        np.testing.assert_array_equal(a, b)


def test_a_kernel_of_zeros_stays():
    layer = layers.SpectralNormalization(layers.Dense(5, kernel_initializer="zeros"))
    layer.build((None, 4))
    u = layer.vector_u.clone()
    layer(torch.ones(2, 4), training=True)
    assert not layer.layer.kernel.any() and torch.equal(layer.vector_u, u)


def test_mistakes():
    with pytest.raises(ValueError, match="`power_iterations` should be greater than zero. It got 0"):
        layers.SpectralNormalization(layers.Dense(2), power_iterations=0)
    with pytest.raises(ValueError, match="Flatten object has no attribute 'kernel' nor 'embeddings'"):
        layers.SpectralNormalization(layers.Flatten())(torch.ones(2, 3))
