import pytest
import torch

from hornpipe import layers

IMAGES = torch.arange(2 * 5 * 6 * 3.0).reshape(2, 5, 6, 3)


def test_cropping():
    assert torch.equal(layers.Cropping2D(((1, 2), (0, 3)))(IMAGES), IMAGES[:, 1:3, :3])
    assert torch.equal(layers.Cropping2D((1, 2))(IMAGES), IMAGES[:, 1:4, 2:4])
    assert torch.equal(layers.Cropping2D(1, data_format="channels_first")(IMAGES.movedim(-1, 1)), IMAGES[:, 1:4, 1:5].movedim(-1, 1))
    assert torch.equal(layers.Cropping1D((1, 2))(IMAGES[0]), IMAGES[0, :, 1:4])
    assert layers.Cropping3D(1)(torch.ones(1, 5, 6, 7, 2)).shape == (1, 3, 4, 5, 2)


def test_zero_padding():
    padded = layers.ZeroPadding2D(((1, 2), (0, 3)))(IMAGES)
    assert padded.shape == (2, 8, 9, 3)
    assert torch.equal(padded[:, 1:6, :6], IMAGES) and padded.sum() == IMAGES.sum()
    first = layers.ZeroPadding2D(((1, 2), (0, 3)), data_format="channels_first")(IMAGES.movedim(-1, 1))
    assert torch.equal(first.movedim(1, -1), padded)
    assert layers.ZeroPadding1D((0, 2))(torch.ones(1, 3, 4)).shape == (1, 5, 4)
    assert layers.ZeroPadding3D((1, 2, 0))(torch.ones(1, 3, 4, 5, 2)).shape == (1, 5, 8, 5, 2)


def test_margins_are_kept_as_pairs():
    assert layers.Cropping2D(2).cropping == ((2, 2), (2, 2))
    assert layers.ZeroPadding3D((1, (2, 3), 0)).padding == ((1, 1), (2, 3), (0, 0))
    assert layers.Cropping1D(3).cropping == (3, 3)
    assert "data_format" not in layers.Cropping1D(3).get_config()


def test_unknown_sizes():
    assert layers.Cropping2D(1)(layers.Input((None, 6, 3))).shape == (None, None, 4, 3)
    assert layers.ZeroPadding2D(1)(layers.Input((None, 6, 3))).shape == (None, None, 8, 3)


@pytest.mark.parametrize("make, message", [
    (lambda: layers.Cropping2D((1, 2, 3)), r"`cropping` must be a non-negative int, 2 of them, or 2 pairs \(before, after\), got"),
    (lambda: layers.ZeroPadding1D(-1), "`padding` must be a non-negative int or 2 of them, got -1"),
    (lambda: layers.ZeroPadding3D("1"), "3 pairs"),
    (lambda: layers.Cropping1D((2, 2))(torch.ones(1, 4, 1)), "must be smaller than the length of the input"),
    (lambda: layers.Cropping2D(3)(IMAGES), "smaller than the corresponding spatial dimension"),
    (lambda: layers.Cropping2D(3)(layers.Input((None, 6, 3))), "smaller than the corresponding spatial dimension"),
    (lambda: layers.ZeroPadding2D(1)(torch.ones(2, 3)), "expected ndim=4, got shape"),
])
def test_mistakes(make, message):
    with pytest.raises(ValueError, match=message):
        make()
