"""Layers that mix pixels with their neighbours."""
import pytest
import torch

from hornpipe import layers

IMAGES = torch.rand(2, 7, 6, 3) * 255
POINT = torch.zeros(1, 5, 5, 1)
POINT[0, 2, 2] = 130.0


def test_sharpness():
    smooth = layers.RandomSharpness((0, 0))(POINT, training=True)[0, ..., 0]
    assert smooth[2, 2].item() == pytest.approx(50) and smooth[1, 2].item() == pytest.approx(10) and smooth[0, 0] == 0
    torch.testing.assert_close(layers.RandomSharpness((0.5, 0.5))(IMAGES, training=True), IMAGES)
    sharp = layers.RandomSharpness((1, 1))(POINT + 10, training=True)
    assert sharp[0, 2, 2].item() == pytest.approx(220) and sharp[0, 1, 2] == 0


def test_blur_keeps_the_sum():
    found = layers.RandomGaussianBlur(factor=(1, 1), kernel_size=3, sigma=(1, 1))(POINT, training=True)
    assert found.sum().item() == pytest.approx(130, rel=1e-4) and found[0, 2, 2] < 130 and found[0, 1, 2] == found[0, 2, 1]
    assert torch.equal(layers.RandomGaussianBlur(factor=0.0)(IMAGES, training=True), IMAGES)


def test_some_images_only():
    found = layers.RandomGaussianBlur(factor=(0.5, 0.5), sigma=(1, 1), seed=1)(IMAGES.repeat(20, 1, 1, 1), training=True)
    same = [torch.equal(a, b) for a, b in zip(found, IMAGES.repeat(20, 1, 1, 1))]
    assert 8 < sum(same) < 32


def test_formats():
    for layer in (layers.RandomSharpness, layers.RandomGaussianBlur):
        options = {"factor": (1, 1), "seed": 2}
        last = layer(data_format="channels_last", **options)(IMAGES, training=True)
        torch.testing.assert_close(layer(data_format="channels_first", **options)(IMAGES.movedim(-1, 1), training=True).movedim(1, -1), last)


def test_messages():
    with pytest.raises(ValueError, match="`kernel_size` must be an odd number, or two of them. It got 4"):
        layers.RandomGaussianBlur(kernel_size=4)
    with pytest.raises(ValueError, match=r"`sigma` argument should be a number .* in the range \[0, 1\]. It got 3"):
        layers.RandomGaussianBlur(sigma=3)
