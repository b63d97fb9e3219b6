import pytest
import torch

from hornpipe import layers

X = torch.randn(4, 5, 6) * 3 + 1


def test_unit_length():
    torch.testing.assert_close(layers.UnitNormalization()(X).norm(dim=-1), torch.ones(4, 5))
    torch.testing.assert_close(layers.UnitNormalization(axis=(1, 2))(X).norm(dim=(1, 2)), torch.ones(4))
    assert not layers.UnitNormalization()(torch.zeros(2, 3)).any()


@pytest.mark.parametrize("axis", [-1, 1, (1, 2), (2, 1)])
def test_root_mean_square(axis):
    axes = axis if isinstance(axis, int) else tuple(axis)
    layer = layers.RMSNormalization(axis=axis)
    torch.testing.assert_close(layer(X), X * torch.rsqrt(X.square().mean(axes, keepdim=True) + 1e-6), atol=1e-5, rtol=1e-5)
    assert layer.scale.shape == tuple(X.shape[a] for a in sorted(layer.axis))


def test_the_scale():
    layer = layers.RMSNormalization()
    layer.build(X.shape)
    layer.scale.assign(torch.arange(6.0))
    torch.testing.assert_close(layer(X), X * torch.rsqrt(X.square().mean(-1, keepdim=True) + 1e-6) * torch.arange(6.0))


@pytest.mark.parametrize("make, kind, message", [
    (lambda: layers.UnitNormalization(axis="1"), TypeError, "Invalid value for `axis` argument"),
    (lambda: layers.RMSNormalization(axis=1.5), TypeError, "Invalid value for `axis` argument"),
    (lambda: layers.UnitNormalization(axis=3)(X), ValueError, "Axis 3 is out of bounds"),
    (lambda: layers.RMSNormalization(axis=-4)(X), ValueError, r"Axis \[-4\] is out of bounds"),
])
def test_mistakes(make, kind, message):
    with pytest.raises(kind, match=message):
        make()
