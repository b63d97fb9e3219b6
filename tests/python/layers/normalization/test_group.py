import pytest
import torch

from hornpipe import layers

X = torch.randn(2, 5, 6, 8) * 2 + 1


@pytest.mark.parametrize("groups", [1, 2, 8, -1])
@pytest.mark.parametrize("shape", [(3, 8), (3, 5, 8), (3, 4, 5, 8), (3, 2, 3, 4, 8)])
def test_values(groups, shape):
    x = torch.randn(shape)
    count = 8 if groups == -1 else groups
    parts = x.reshape(3, -1, count, 8 // count)
    variance, mean = torch.var_mean(parts, (1, 3), correction=0, keepdim=True)
    expected = ((parts - mean) * torch.rsqrt(variance + 1e-3)).reshape(shape)
    torch.testing.assert_close(layers.GroupNormalization(groups)(x), expected, atol=1e-5, rtol=1e-5)
    first = layers.GroupNormalization(groups, axis=1)(x.movedim(-1, 1))
    torch.testing.assert_close(first.movedim(1, -1), expected, atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("options", [{}, {"scale": False}, {"center": False}, {"scale": False, "center": False}])
@pytest.mark.parametrize("grad", [True, False])
def test_gradients(options, grad):
    x = X.clone().requires_grad_(grad)
    layer = layers.GroupNormalization(4, **options)
    layer.build(X.shape)
    for w in layer.weights:
        w.assign(torch.randn(8))
    y = layer(x, training=True)
    assert len(layer.weights) == 2 - len(options)
    if y.requires_grad:
        (y * X.cos()).sum().backward()
        parts = X.reshape(2, 30, 4, 2)
        variance, mean = torch.var_mean(parts, (1, 3), correction=0, keepdim=True)
        plain = ((parts - mean) * torch.rsqrt(variance + 1e-3)).reshape(X.shape)
        if layer.gamma is not None:
            torch.testing.assert_close(layer.gamma.grad, (plain * X.cos()).sum((0, 1, 2)), atol=1e-4, rtol=1e-4)
        if layer.beta is not None:
            torch.testing.assert_close(layer.beta.grad, X.cos().sum((0, 1, 2)), atol=1e-4, rtol=1e-4)


def test_the_config_of_a_built_layer_has_the_number():
    layer = layers.GroupNormalization(-1)
    layer.build((None, 8))
    assert layer.get_config()["groups"] == 8


@pytest.mark.parametrize("make, message", [
    (lambda: layers.GroupNormalization(0), "`groups` must be a positive integer, or -1"),
    (lambda: layers.GroupNormalization(9)(X), r"Number of groups \(9\) cannot be more than the number of channels \(8\)"),
    (lambda: layers.GroupNormalization(3)(X), "must divide evenly"),
    (lambda: layers.GroupNormalization(1)(layers.Input((4, None))), "should have a defined dimension"),
])
def test_mistakes(make, message):
    with pytest.raises(ValueError, match=message):
        make()
