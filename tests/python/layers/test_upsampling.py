import pytest
import torch
import torch.nn.functional as F

from hornpipe import layers


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16, torch.int32])
def test_repetition(dtype):
    x = torch.arange(24).to(dtype).reshape(1, 2, 3, 4)
    assert torch.equal(layers.UpSampling2D((2, 3), autocast=False)(x), x.repeat_interleave(2, 1).repeat_interleave(3, 2))
    first = layers.UpSampling2D((2, 3), data_format="channels_first", autocast=False)(x)
    assert torch.equal(first, x.repeat_interleave(2, 2).repeat_interleave(3, 3))
    assert torch.equal(layers.UpSampling1D(3, autocast=False)(x[0]), x[0].repeat_interleave(3, 1))
    volume = x.unsqueeze(1)
    assert torch.equal(layers.UpSampling3D((3, 1, 2), autocast=False)(volume), volume.repeat_interleave(3, 1).repeat_interleave(2, 3))


def test_interpolation():
    x = torch.randn(1, 5, 6, 2)
    smooth = layers.UpSampling2D(2, interpolation="bilinear")(x)
    torch.testing.assert_close(smooth, F.interpolate(x.movedim(-1, 1), scale_factor=2, mode="bilinear").movedim(1, -1))
    assert layers.UpSampling2D((3, 2), interpolation="lanczos3")(x).shape == (1, 15, 12, 2)


def test_unknown_sizes():
    assert layers.UpSampling2D(2)(layers.Input((None, 6, 3))).shape == (None, None, 12, 3)
    assert layers.UpSampling1D(2)(layers.Input((None, 3))).shape == (None, None, 3)


@pytest.mark.parametrize("make, kind, message", [
    (lambda: layers.UpSampling1D(2.5), TypeError, "Expected an integer value for `size`, got 2.5"),
    (lambda: layers.UpSampling1D(0), ValueError, "`size` should be a positive integer"),
    (lambda: layers.UpSampling2D((1, 2, 3)), ValueError, "size"),
    (lambda: layers.UpSampling2D(2, interpolation="linear"), ValueError, "linear"),
    (lambda: layers.UpSampling3D(2)(torch.ones(1, 2, 3, 4)), ValueError, "expected ndim=5, got shape"),
])
def test_mistakes(make, kind, message):
    with pytest.raises(kind, match=message):
        make()
