import pytest
import torch
import torch.nn.functional as F

from hornpipe import layers


def test_values_of_torch():
    layer, x = layers.Conv2DTranspose(5, 3, strides=2), torch.randn(2, 4, 5, 3)
    y = layer(x)
    assert layer.kernel.shape == (3, 3, 5, 3)
    wanted = F.conv_transpose2d(x.movedim(-1, 1), layer.kernel.permute(3, 2, 0, 1), layer.bias, stride=2)
    torch.testing.assert_close(y, wanted.movedim(1, -1), atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("options, size", [
    ({}, 7), ({"strides": 2}, 11), ({"strides": 2, "padding": "same"}, 10), ({"strides": 3, "padding": "same"}, 15), ({"dilation_rate": 2}, 9),
    ({"strides": 2, "output_padding": 1}, 12), ({"strides": 2, "output_padding": 0, "padding": "same"}, 9), ({"strides": 4}, 20),
])
def test_sizes(options, size):
    for kind, shape in ((layers.Conv1DTranspose, (5,)), (layers.Conv2DTranspose, (5, 5)), (layers.Conv3DTranspose, (5, 5, 5))):
        assert kind(2, 3, **options)(torch.ones(1, *shape, 3)).shape == (1, *(size,) * len(shape), 2)
        symbolic = kind(2, 3, **options)(layers.Input((*shape[:-1], None, 3)))
        assert symbolic.shape == (None, *(size,) * (len(shape) - 1), None, 2)


def test_the_transpose_of_the_convolution():
    plain, spread = layers.Conv1D(3, 4, strides=2, use_bias=False), layers.Conv1DTranspose(2, 4, strides=2, use_bias=False)
    x = torch.randn(1, 10, 2, requires_grad=True)
    y = plain(x)
    cotangent = torch.randn_like(y)
    y.backward(cotangent)
    spread.build(cotangent.shape)
    spread.kernel.assign(plain.kernel)
    torch.testing.assert_close(spread(cotangent), x.grad, atol=1e-5, rtol=1e-5)


def test_mistakes():
    with pytest.raises(ValueError, match=r"`output_padding` must be strictly less than `strides`, got output_padding=\(2, 2\) and strides=\(2, 2\)"):
        layers.Conv2DTranspose(2, 3, strides=2, output_padding=2)
    with pytest.raises(ValueError, match="`filters`"):
        layers.Conv1DTranspose(-1, 3)
