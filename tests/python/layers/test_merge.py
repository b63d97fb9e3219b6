import numpy as np
import pytest
import torch

from hornpipe import layers
from hornpipe.layers.calling import mask_of, set_mask

A, B = torch.tensor([[1.0, -2.0, 3.0]]), torch.tensor([[4.0, 5.0, -6.0]])


@pytest.mark.parametrize("layer, function, expected", [
    (layers.Add, layers.add, [5, 3, -3]), (layers.Subtract, layers.subtract, [-3, -7, 9]), (layers.Multiply, layers.multiply, [4, -10, -18]),
    (layers.Average, layers.average, [2.5, 1.5, -1.5]), (layers.Maximum, layers.maximum, [4, 5, 3]), (layers.Minimum, layers.minimum, [1, -2, -6]),
    (layers.Concatenate, layers.concatenate, [1, -2, 3, 4, 5, -6]),
])
def test_values(layer, function, expected):
    np.testing.assert_allclose(layer()([A, B]), [expected])
    np.testing.assert_allclose(function([A, B]), [expected])


def test_any_number_of_inputs():
    assert torch.equal(layers.Add()([A, B, A, B]), 2 * (A + B))
    assert torch.equal(layers.Add()([A]), A)
    assert layers.Concatenate(axis=1)([torch.ones(2, n, 3) for n in (1, 2, 3)]).shape == (2, 6, 3)


def test_lower_ranks_are_aligned_after_the_batch_axis():
    layer = layers.Multiply()
    x, y = torch.randn(2, 3, 4), torch.randn(2, 4)
    torch.testing.assert_close(layer([x, y]), x * y[:, None])
    assert layers.Add()([layers.Input((3, 1)), layers.Input((1, 4))]).shape == (None, 3, 4)
    assert layers.Add()([layers.Input((None, 4)), layers.Input((3, 4))]).shape == (None, 3, 4)


def masked(x, mask):
    x = x.clone()
    set_mask(x, torch.tensor(mask))
    return x


def test_masks_of_sums():
    x, y = masked(torch.ones(1, 3, 2), [[True, False, False]]), masked(torch.ones(1, 3, 2), [[True, True, False]])
    assert mask_of(layers.Add()([x, y])).tolist() == [[True, True, False]]
    assert mask_of(layers.Add()([x, torch.ones(1, 3, 2)])) is None


def test_masked_values_do_not_count_in_products_and_extremes():
    x, y = masked(torch.full((1, 3, 2), 5.0), [[True, False, False]]), masked(torch.full((1, 3, 2), 2.0), [[True, True, False]])
    for layer, expected in ((layers.Multiply(), [10, 2, 0]), (layers.Maximum(), [5, 2, 0]), (layers.Minimum(), [2, 2, 0])):
        merged = layer([x, y])
        assert merged[0, :, 0].tolist() == expected
        assert mask_of(merged).tolist() == [[True, True, False]]
    assert mask_of(layers.Multiply()([x, torch.ones(1, 3, 2)])) is None


def test_masks_are_joined_as_the_values():
    x, y = masked(torch.ones(1, 2, 2), [[True, False]]), torch.ones(1, 1, 2)
    assert mask_of(layers.Concatenate(axis=1)([x, y])).tolist() == [[True, False, True]]
    assert mask_of(layers.Concatenate()([x, x])).tolist() == [[True, False]]


def test_dot():
    x, y = torch.randn(2, 3, 4), torch.randn(2, 5, 4)
    torch.testing.assert_close(layers.Dot(axes=2)([x, y]), torch.einsum("bij,bkj->bik", x, y))
    torch.testing.assert_close(layers.Dot(axes=(1, 2))([x, y[:, :, :3]]), torch.einsum("bij,bki->bjk", x, y[:, :, :3]))
    torch.testing.assert_close(layers.dot([x[:, 0], y[:, 0]]), (x[:, 0] * y[:, 0]).sum(-1, keepdim=True))
    cosine = layers.Dot(axes=-1, normalize=True)([x[:, 0], y[:, 0]])
    torch.testing.assert_close(cosine[:, 0], torch.cosine_similarity(x[:, 0], y[:, 0]))


@pytest.mark.parametrize("make, kind, message", [
    (lambda: layers.Add()(A), ValueError, "should be called on a list of inputs"),
    (lambda: layers.Add()([]), ValueError, "none of the arguments of the call is a tensor"),
    (lambda: layers.Subtract()([A, A, A]), ValueError, "`Subtract` layer should be called on exactly 2 inputs, got 3"),
    (lambda: layers.Add()([A, torch.ones(1, 4)]), ValueError, r"Inputs have incompatible shapes: \(1, 3\), \(1, 4\)"),
    (lambda: layers.Concatenate(axis=1)([torch.ones(1, 2, 3), torch.ones(1, 2, 4)]), ValueError, "matching shapes except for the concatenation axis"),
    (lambda: layers.Concatenate(axis=3)([A, B]), ValueError, "joins inputs of one rank, along one of their axes; got another axis: shapes"),
    (lambda: layers.Concatenate()([A, torch.ones(1, 2, 3)]), ValueError, "joins inputs of one rank"),
    (lambda: layers.Dot(axes="1"), TypeError, "`axes` must be an int or a pair of ints, got '1'"),
    (lambda: layers.Dot(axes=(1, 2, 3)), ValueError, "`axes` must be an int or a pair of ints"),
    (lambda: layers.Dot(axes=1)([A, torch.ones(1, 4)]), ValueError, "axis values 3 and 4"),
    (lambda: layers.Add().compute_mask([A, B], [None]), ValueError, "same length: got 2 and 1"),
    (lambda: layers.Add().compute_mask([A, B], A), ValueError, "`mask` should be a list"),
])
def test_mistakes(make, kind, message):
    with pytest.raises(kind, match=message):
        make()
