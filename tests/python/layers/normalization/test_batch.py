import numpy as np
import pytest
import torch

from hornpipe import layers

X = torch.randn(8, 5, 6, 3) * 2 + 1


@pytest.mark.parametrize("axis, shape", [(-1, (32, 3)), (-1, (8, 5, 6, 3)), (1, (8, 3, 5, 6)), (2, (4, 5, 3)), (-1, (2, 3, 4, 5, 3))])
def test_training_normalizes_by_the_batch(axis, shape):
    x = torch.randn(shape) * 3 + 2
    layer = layers.BatchNormalization(axis=axis, epsilon=1e-5)
    y = layer(x, training=True)
    axes = [a for a in range(x.ndim) if a != axis % x.ndim]
    variance, mean = torch.var_mean(y, axes, correction=0)
    torch.testing.assert_close(mean, torch.zeros(3), atol=1e-5, rtol=0)
    torch.testing.assert_close(variance, torch.ones(3), atol=1e-3, rtol=0)
    variance, mean = torch.var_mean(x, axes, correction=0)
    torch.testing.assert_close(layer.moving_mean, mean * 0.01, atol=1e-6, rtol=1e-5)            # Keras: the biased variance
    torch.testing.assert_close(layer.moving_variance, 0.99 + variance * 0.01)


def test_statistics_without_training():
    layer = layers.BatchNormalization(epsilon=0.0)
    layer.build((None, 3))
    layer.set_weights([[1, 2, 3], [0, 1, 0], [1, 1, 1], [4, 4, 1]])
    np.testing.assert_allclose(layer(torch.tensor([[3.0, 3.0, 3.0]])).detach(), [[1, 3, 6]])
    assert [w.name for w in layer.weights] == ["gamma", "beta", "moving_mean", "moving_variance"]


def test_a_frozen_layer_keeps_its_statistics():
    layer = layers.BatchNormalization()
    layer.trainable = False
    torch.testing.assert_close(layer(X, training=True), X / 1.001**0.5)
    assert not layer.moving_mean.any() and len(layer.trainable_weights) == 0


def test_gradients_are_those_of_the_formula():
    x = X.clone().requires_grad_()
    layer = layers.BatchNormalization()
    layer.build(X.shape)
    (layer(x, training=True) * X.sin()).sum().backward()
    fast, fast_gamma = x.grad.clone(), layer.gamma.grad.clone()
    x.grad = layer.gamma.grad = None
    variance, mean = torch.var_mean(x, (0, 1, 2), correction=0)
    ((x - mean) * torch.rsqrt(variance + 1e-3) * layer.gamma * X.sin()).sum().backward()
    torch.testing.assert_close(fast, x.grad, atol=1e-4, rtol=1e-4)
    torch.testing.assert_close(fast_gamma, layer.gamma.grad, atol=1e-3, rtol=1e-4)


def test_masked_steps_do_not_count():
    layer = layers.BatchNormalization()
    x = torch.randn(4, 6, 3)
    mask = torch.arange(6) < 4
    layer(x, training=True, mask=mask.expand(4, 6))
    other = layers.BatchNormalization()
    other(x[:, :4], training=True)
    torch.testing.assert_close(layer.moving_mean, other.moving_mean)
    torch.testing.assert_close(layer.moving_variance, other.moving_variance)
    with pytest.raises(ValueError, match="mask provided should be one dimension less"):
        layer(x, training=True, mask=torch.ones(4, 6, 3, dtype=torch.bool))


def test_one_sample_and_none():
    layer = layers.BatchNormalization()
    assert torch.equal(layer(torch.ones(1, 3), training=True), torch.zeros(1, 3))
    assert torch.equal(layer.moving_variance, torch.full((3,), 0.99))
    assert layer(torch.empty(0, 3)).shape == (0, 3)


@pytest.mark.parametrize("dtype", ["mixed_float16", "mixed_bfloat16"])
def test_mixed_precision_keeps_statistics_in_32_bits(dtype):
    layer = layers.BatchNormalization(dtype=dtype)
    y = layer(X, training=True)
    assert y.dtype == getattr(torch, dtype[6:]) and layer.moving_mean.dtype == layer.gamma.dtype == torch.float32
    torch.testing.assert_close(y.float().mean((0, 1, 2)), torch.zeros(3), atol=1e-2, rtol=0)


def test_renormalization():
    layer = layers.BatchNormalization(renorm=True, renorm_clipping={"rmax": 3.0, "rmin": 0.3, "dmax": 5.0}, renorm_momentum=0.5)
    layer(X, training=True)
    names = ["gamma", "beta", "moving_mean", "moving_variance", "moving_stddev", "renorm_mean", "renorm_stddev"]
    assert [w.name for w in layer.weights] == names
    torch.testing.assert_close(layer.renorm_mean, X.mean((0, 1, 2)) * 0.5)
    for _ in range(30):
        y = layer(X, training=True)
    torch.testing.assert_close(y.mean((0, 1, 2)), torch.zeros(3), atol=1e-3, rtol=0)            # the moving ones have arrived


def test_lists_of_one_axis_from_old_files():
    assert layers.BatchNormalization(axis=[3]).axis == 3


@pytest.mark.parametrize("make, message", [
    (lambda: layers.BatchNormalization(axis=4)(X), "Axis 4 is out of bounds for input shape"),
    (lambda: layers.BatchNormalization(axis=1)(layers.Input((None, 3))), "Axis 1 of input tensor should have a defined dimension"),
    (lambda: layers.BatchNormalization(renorm=True, renorm_clipping={"max": 1}), "`renorm_clipping` may hold rmax, rmin, dmax only"),
    (lambda: layers.BatchNormalization(renorm=True, renorm_clipping={"rmax": 1, "rmin": 2}), "rmax of at least rmin"),
    (lambda: layers.BatchNormalization(renorm=True, renorm_clipping={"dmax": -1}), "non-negative dmax"),
])
def test_mistakes(make, message):
    with pytest.raises(ValueError, match=message):
        make()
