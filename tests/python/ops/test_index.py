import numpy as np
import pytest
import torch

from hornpipe import ops
from hornpipe.core.errors import ArgumentError
from hornpipe.graph.tensor import KerasTensor

X = np.arange(60.0, dtype="float32").reshape(3, 4, 5)
KEYS = [0, -1, slice(1, 3), (slice(None), 2), (..., 0), (None, 1), (slice(None, None, -1), slice(3, None, -2)), (..., slice(None, None, -1)), ([0, 2], [1, 3]),
        (0, slice(None, None, -1), None, 2), np.array([2, 0]), X[:, 0, 0] > 10]


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_get_item(key):
    np.testing.assert_array_equal(ops.get_item(X, key).numpy(), X[key])


def test_get_item_of_unknown_sizes():
    x = KerasTensor((None, 5, 16))
    assert x[:5, 3:, 3:12:2].shape == (None, 2, 5) and x[..., -1].shape == (None, 5) and x[:, None].shape == (None, 1, 5, 16) and x[7].shape == (5, 16)
    with pytest.raises(ValueError, match="index 17 is out of bounds"):
        x[:, 17]
    with pytest.raises(ArgumentError, match="at most one '...'"):
        x[..., 0, ...]


def test_take():
    for axis in (None, 0, 1, -1):
        for indices in (2, [0, -1], [[0, 1], [2, 1]]):
            np.testing.assert_array_equal(ops.take(X, indices, axis=axis).numpy(), np.take(X, indices, axis=axis))
    table = torch.eye(3, requires_grad=True)
    ops.take(table, [1, 1], axis=0).sum().backward()
    assert table.grad[:, 0].tolist() == [0.0, 2.0, 0.0]
    with pytest.raises(ArgumentError, match="axis 3 is out of bounds"):
        ops.take(X, 0, axis=3)


def test_take_along_axis():
    order = np.argsort(-X, axis=1)
    np.testing.assert_array_equal(ops.take_along_axis(X, order, axis=1).numpy(), np.take_along_axis(X, order, axis=1))
    np.testing.assert_array_equal(ops.take_along_axis(X, order[:1, -1:], axis=1).numpy(), np.take_along_axis(X, order[:1, -1:], axis=1))
    np.testing.assert_array_equal(ops.take_along_axis(X, [3, -1]).numpy(), [3.0, 59.0])


def test_where():
    assert ops.where([True, False], 1, 2.5).tolist() == [1.0, 2.5]
    assert ops.where([0, 3], [1.0, 2.0], [[5.0], [6.0]]).tolist() == [[5.0, 2.0], [6.0, 2.0]]
    rows, columns = ops.where([[0, 1], [1, 0]])
    assert rows.tolist() == [0, 1] and columns.tolist() == [1, 0] and rows.dtype is torch.int32
    assert [t.shape for t in ops.nonzero(KerasTensor((2, 3)))] == [(None,), (None,)]
    with pytest.raises(ArgumentError, match="`x1` and `x2` either both should be `None`, or both be given"):
        ops.where([True], 1)


def test_select():
    x = np.array([-1.0, 0.5, 2.0])
    assert ops.select([x < 0, x < 1], [-x, 10 * x], default=7).tolist() == [1.0, 5.0, 7.0]


def test_unravel_index():
    assert [p.tolist() for p in ops.unravel_index([5, 11], (3, 4))] == [[1, 2], [1, 3]]


def test_blocks():
    np.testing.assert_array_equal(ops.slice(X, (0, 1, 2), (2, -1, 2)).numpy(), X[:2, 1:, 2:4])
    np.testing.assert_array_equal(ops.slice(X, torch.tensor([1, 0, 0]), (1, 1, 5)).numpy(), X[1:2, :1])
    changed = ops.slice_update(X, (1, 0, 0), np.zeros((1, 2, 5)))
    assert changed[1, :2].sum() == 0 and changed.sum() == X.sum() - X[1, :2].sum() and X[1, 1, 1] == 26
    assert ops.slice(KerasTensor((None, 5)), (0, 1), (2, -1)).shape == (2, 4)
    assert ops.slice(KerasTensor((3, 5)), KerasTensor((2,), "int32"), (2, -1)).shape == (2, None)


def test_scatter_adds_up():
    assert ops.scatter([[0], [2], [0]], [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], (3, 2)).tolist() == [[6.0, 8.0], [0.0, 0.0], [3.0, 4.0]]
    assert ops.scatter([[[0, 1]], [[1, 0]]], [[2], [3]], (2, 2)).tolist() == [[0, 2], [3, 0]]
    assert ops.scatter(KerasTensor((4, 1), "int32"), KerasTensor((4, 2)), (3, 2)).shape == (3, 2)


@pytest.mark.parametrize("reduction, expected", [(None, [[1, 9], [2, 8]]), ("add", [[1, 11], [5, 8]]), ("max", [[1, 9], [3, 8]]), ("min", [[1, 2], [2, 8]]),
                                                 ("mul", [[1, 18], [6, 8]])])
def test_scatter_update(reduction, expected):
    assert ops.scatter_update([[1, 2], [3, 8]], [[0, 1], [-1, 0]], [9, 2], reduction=reduction).tolist() == expected


def test_scatter_update_of_one_place_twice():
    x = torch.tensor([1.0, 2.0])
    assert ops.scatter_update(x, [[0], [0]], [3.0, 4.0], reduction="add").tolist() == [8.0, 2.0]
    assert ops.scatter_update(x, [[0], [0]], [3.0, 4.0], reduction="mul").tolist() == [12.0, 2.0] and x.tolist() == [1.0, 2.0]
    with pytest.raises(ArgumentError, match="`reduction` must be one of None, 'add'"):
        ops.scatter_update(x, [[0]], [1.0], reduction="mean")
