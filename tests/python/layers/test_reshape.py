import pytest
import torch

from hornpipe import layers

X = torch.arange(24).reshape(2, 3, 4)


def test_shapes_and_values():
    assert torch.equal(layers.Reshape((4, 3))(X), X.reshape(2, 4, 3))
    assert layers.Reshape((-1, 2))(X).shape == (2, 6, 2)
    assert torch.equal(layers.Flatten()(X), X.flatten(1))
    assert layers.Flatten()(torch.ones(5)).shape == (5, 1)
    assert torch.equal(layers.Flatten("channels_first")(X), X.mT.flatten(1))
    assert torch.equal(layers.Permute((2, 1))(X), X.mT)
    assert torch.equal(layers.RepeatVector(3)(X[:, 0]), X[:, :1].expand(2, 3, 4))


def test_unknown_sizes():
    assert layers.Reshape((-1, 2))(layers.Input((None, 4))).shape == (None, None, 2)
    assert layers.Reshape((-1, 2))(layers.Input((3, 4))).shape == (None, 6, 2)
    assert layers.Flatten()(layers.Input((None, 4))).shape == (None, None)
    assert layers.Flatten()(layers.Input((3, 4))).shape == (None, 12)
    assert layers.Reshape((6, 2))(torch.empty(0, 3, 4)).shape == (0, 6, 2)


@pytest.mark.parametrize("make, kind, message", [
    (lambda: layers.Reshape((-1, -1)), ValueError, "at most one unknown dimension"),
    (lambda: layers.Reshape((2, -3)), ValueError, "non-negative integer or -1"),
    (lambda: layers.Reshape((5,))(X), ValueError, r"total size must stay the same: shape \(3, 4\) cannot become target_shape=\(5,\)"),
    (lambda: layers.Reshape((5, -1))(X), ValueError, "total size must stay the same"),
    (lambda: layers.Permute((1, 3)), ValueError, "must hold each of 1 to 2 once"),
    (lambda: layers.Permute((1,))(X), ValueError, "expected ndim=2, got shape"),
    (lambda: layers.RepeatVector("3"), TypeError, "Expected an integer value for `n`, got '3'"),
    (lambda: layers.RepeatVector(0), ValueError, "`n` should be a positive integer"),
    (lambda: layers.Flatten("channels_middle"), ValueError, "channels_middle"),
])
def test_mistakes(make, kind, message):
    with pytest.raises(kind, match=message):
        make()


def test_permute_of_one_axis():
    assert layers.Permute(1).dims == layers.Permute((1,)).dims == (1,)
