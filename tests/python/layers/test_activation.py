import numpy as np
import pytest
import torch

from hornpipe import layers

X = torch.tensor([[-2.0, -0.5, 0.0, 0.5, 3.0]])


@pytest.mark.parametrize("layer, expected", [
    (layers.Activation("relu"), [0, 0, 0, 0.5, 3]),
    (layers.Activation(torch.abs), [2, 0.5, 0, 0.5, 3]),
    (layers.Activation(None), [-2, -0.5, 0, 0.5, 3]),
    (layers.ReLU(), [0, 0, 0, 0.5, 3]),
    (layers.ReLU(max_value=1.0, negative_slope=0.5, threshold=0.25), [-1.125, -0.375, -0.125, 0.5, 1]),
    (layers.LeakyReLU(), [-0.6, -0.15, 0, 0.5, 3]),
    (layers.ELU(2.0), [2 * np.expm1(-2), 2 * np.expm1(-0.5), 0, 0.5, 3]),
    (layers.PReLU("ones"), [-2, -0.5, 0, 0.5, 3]),
    (layers.PReLU(), [0, 0, 0, 0.5, 3]),
])
def test_values(layer, expected):
    np.testing.assert_allclose(layer(X).detach(), [expected], rtol=1e-6)


def test_shared_slopes():
    layer = layers.PReLU(shared_axes=(1, 2))
    assert layer(torch.randn(2, 4, 5, 3)).shape == (2, 4, 5, 3)
    assert layer.alpha.shape == (1, 1, 3)
    layer.alpha.assign([[[0.0, 1.0, 2.0]]])
    np.testing.assert_allclose(layer(-torch.ones(1, 4, 5, 3))[0, 0, 0].detach(), [0, -1, -2])
    assert layers.PReLU(shared_axes=1).shared_axes == [1]
    with pytest.raises(ValueError, match="expected axis 3"):
        layer(torch.ones(1, 4, 5, 2))
    assert layer(torch.ones(1, 7, 2, 3)).shape == (1, 7, 2, 3)          # shared axes may have any size


def test_softmax():
    x = torch.tensor([[1.0, 2.0, 3.0], [1.0, 1.0, 1.0]])
    torch.testing.assert_close(layers.Softmax()(x), x.softmax(-1))
    torch.testing.assert_close(layers.Softmax(axis=(0, 1))(x).sum(), torch.tensor(1.0))
    masked = layers.Softmax()(x, mask=[[True, False, True], [False, False, False]])
    torch.testing.assert_close(masked, torch.tensor([[0.1192, 0, 0.8808], [0, 0, 0]]), atol=1e-4, rtol=0)
    assert layers.Softmax()(x.half(), mask=torch.tensor([True, False, True])).isfinite().all()


def test_masks_that_do_not_fit():
    with pytest.raises(ValueError, match=r"must not have more dimensions.*\(1, 2, 3\).*\(2, 3\)"):
        layers.Softmax()(torch.ones(2, 3), mask=torch.ones(1, 2, 3))
    with pytest.raises(ValueError, match="must be broadcastable"):
        layers.Softmax()(torch.ones(2, 3), mask=torch.ones(2))


@pytest.mark.parametrize("make, message", [
    (lambda: layers.ReLU(max_value=-1), "max_value of a ReLU layer cannot be a negative value, got -1"),
    (lambda: layers.ReLU(negative_slope=None), "negative_slope of a ReLU layer cannot be None or a negative value, got None"),
    (lambda: layers.ReLU(threshold=-1.0), "threshold of a ReLU layer cannot be None or a negative value"),
    (lambda: layers.LeakyReLU(-0.1), "negative_slope value of a Leaky ReLU layer cannot be None or negative"),
    (lambda: layers.Activation("rilu"), "rilu"),
])
def test_mistakes(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_the_old_name_of_the_slope():
    with pytest.warns(UserWarning, match="Use `negative_slope` instead"):
        assert layers.LeakyReLU(alpha=0.2).negative_slope == 0.2
