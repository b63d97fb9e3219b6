import pytest
import torch
import torch.nn.functional as F

from hornpipe import layers
from hornpipe.layers.calling import mask_of, set_mask

IMAGES = torch.randn(2, 7, 6, 3)


@pytest.mark.parametrize("kind, function", [(layers.MaxPooling2D, F.max_pool2d), (layers.AveragePooling2D, F.avg_pool2d)])
def test_windows(kind, function):
    torch.testing.assert_close(kind(2)(IMAGES), function(IMAGES.movedim(-1, 1), 2).movedim(1, -1))
    torch.testing.assert_close(kind((3, 2), strides=1)(IMAGES), function(IMAGES.movedim(-1, 1), (3, 2), 1).movedim(1, -1))
    torch.testing.assert_close(kind(2, data_format="channels_first")(IMAGES.movedim(-1, 1)), function(IMAGES.movedim(-1, 1), 2))


def test_same_padding_does_not_count():
    x = torch.tensor([1.0, 2.0, 6.0]).reshape(1, 3, 1)
    assert layers.MaxPooling1D(2, padding="same")(-x).flatten().tolist() == [-1, -6]
    assert layers.AveragePooling1D(2, padding="same")(x).flatten().tolist() == [1.5, 6]
    assert layers.MaxPooling1D(2, strides=1, padding="same")(x).shape == (1, 3, 1)


def test_arguments_per_axis():
    assert layers.MaxPooling2D().pool_size == (2, 2) and layers.MaxPooling3D().strides == (2, 2, 2)
    assert layers.MaxPool2D is layers.MaxPooling2D and layers.GlobalAvgPool1D is layers.GlobalAveragePooling1D


def test_everything():
    assert torch.equal(layers.GlobalMaxPooling2D()(IMAGES), IMAGES.amax((1, 2)))
    torch.testing.assert_close(layers.GlobalAveragePooling2D(keepdims=True)(IMAGES), IMAGES.mean((1, 2), True))
    assert layers.GlobalMaxPooling2D(data_format="channels_first")(IMAGES).shape == (2, 7)
    assert layers.GlobalMaxPooling3D()(torch.ones(1, 2, 3, 4, 5)).shape == (1, 5)


def test_masked_steps_do_not_count():
    x = torch.arange(6.0).reshape(1, 3, 2)
    set_mask(x, torch.tensor([[True, True, False]]))
    y = layers.GlobalAveragePooling1D()(x)
    assert y.tolist() == [[1, 2]] and mask_of(y) is None
    first = layers.GlobalAveragePooling1D(data_format="channels_first", keepdims=True)
    assert first(x.mT, mask=torch.tensor([[True, True, False]])).tolist() == [[[1], [2]]]


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_a_given_number_of_parts(size):
    x = torch.randn(2, 5, 6, 3)
    for kind, function in ((layers.AdaptiveAveragePooling2D, F.adaptive_avg_pool2d), (layers.AdaptiveMaxPooling2D, F.adaptive_max_pool2d)):
        torch.testing.assert_close(kind(size)(x), function(x.movedim(-1, 1), size).movedim(1, -1))
    assert layers.AdaptiveMaxPooling1D(size)(x[0]).shape == (5, size, 3)


def test_unknown_sizes():
    assert layers.MaxPooling2D(2)(layers.Input((None, 7, 3))).shape == (None, None, 3, 3)
    assert layers.AdaptiveAveragePooling2D((2, 3))(layers.Input((None, None, 3))).shape == (None, 2, 3, 3)
    assert layers.GlobalAveragePooling1D()(layers.Input((None, 3))).shape == (None, 3)


@pytest.mark.parametrize("make, kind, message", [
    (lambda: layers.MaxPooling2D(8)(IMAGES), ValueError, r"output size would be zero or negative.*is \(8, 8\)"),
    (lambda: layers.MaxPooling2D(8)(layers.Input((7, 6, 3))), ValueError, "output size would be zero or negative"),
    (lambda: layers.MaxPooling2D((1, 2, 3)), ValueError, "pool_size"),
    (lambda: layers.AveragePooling1D(2, strides=0), ValueError, "strides"),
    (lambda: layers.MaxPooling1D(padding="full"), ValueError, "full"),
    (lambda: layers.AdaptiveMaxPooling2D("2"), TypeError, "`output_size` must be an int or 2 of them, got '2'"),
    (lambda: layers.AdaptiveMaxPooling2D((1, 2, 3)), TypeError, "`output_size` must be an int or 2 of them"),
    (lambda: layers.GlobalMaxPooling1D()(IMAGES), ValueError, "expected ndim=3, got shape"),
])
def test_mistakes(make, kind, message):
    with pytest.raises(kind, match=message):
        make()
