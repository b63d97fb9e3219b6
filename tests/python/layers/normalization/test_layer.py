import pytest
import torch
import torch.nn.functional as F

from hornpipe import layers

X = torch.randn(4, 5, 6) * 3 + 1


def by_hand(x, axes):
    variance, mean = torch.var_mean(x, axes, correction=0, keepdim=True)
    return (x - mean) * torch.rsqrt(variance + 1e-3)


@pytest.mark.parametrize("axis", [-1, 2, 1, (1, 2), (2, 1), [-1, -2]])
def test_values(axis):
    layer = layers.LayerNormalization(axis=axis)
    torch.testing.assert_close(layer(X), by_hand(X, axis if isinstance(axis, int) else tuple(axis)), atol=1e-5, rtol=1e-5)
    assert layer.gamma.shape == tuple(X.shape[a] for a in sorted(layer.axis))


def test_scale_and_offset():
    layer = layers.LayerNormalization(scale=False)
    layer(X)
    assert [w.name for w in layer.weights] == ["beta"]
    assert layers.LayerNormalization(scale=False, center=False)(X).shape == X.shape
    layer = layers.LayerNormalization()
    layer.build(X.shape)
    layer.set_weights([torch.arange(6.0), torch.ones(6)])
    torch.testing.assert_close(layer(X), F.layer_norm(X, (6,), torch.arange(6.0), torch.ones(6), 1e-3))


def test_mixed_precision_computes_in_32_bits():
    x = torch.randn(2, 64) * 300
    y = layers.LayerNormalization(dtype="mixed_float16")(x)
    assert y.dtype == torch.float16
    torch.testing.assert_close(y.float(), by_hand(x.half().float(), -1), atol=2e-3, rtol=2e-3)


def test_the_option_of_old():
    with pytest.warns(UserWarning, match="Use `RMSNormalization`"):
        layer = layers.LayerNormalization(rms_scaling=True)
        y = layer(X)
    torch.testing.assert_close(y, X * torch.rsqrt(X.var(-1, correction=0, keepdim=True) + 1e-3))
    assert [w.name for w in layer.weights] == ["gamma"]


def test_the_axis_of_a_built_layer_is_a_list():
    layer = layers.LayerNormalization()
    assert layer.get_config()["axis"] == -1
    layer.build((None, 3))
    assert layer.get_config()["axis"] == [-1]


@pytest.mark.parametrize("make, kind, message", [
    (lambda: layers.LayerNormalization(axis="1"), TypeError, "Expected an int or a list/tuple of ints for the argument 'axis', got '1'"),
    (lambda: layers.LayerNormalization(axis=3)(X), ValueError, "Axis 3 is out of bounds"),
    (lambda: layers.LayerNormalization()(layers.Input((3, None))), ValueError, "should have a defined dimension"),
])
def test_mistakes(make, kind, message):
    with pytest.raises(kind, match=message):
        make()
