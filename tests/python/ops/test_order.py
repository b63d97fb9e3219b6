import numpy as np
import pytest
import torch

from hornpipe import ops
from hornpipe.core.errors import ArgumentError
from hornpipe.graph.tensor import KerasTensor

X = np.array([[3, 1, 2, 1], [0, 5, 5, -2]])


def test_sorting():
    for axis in (-1, 0, None):
        np.testing.assert_array_equal(ops.sort(X, axis).numpy(), np.sort(X, axis))
        np.testing.assert_array_equal(ops.argsort(X, axis).numpy(), np.argsort(X, axis, kind="stable"))
    assert ops.argsort(X).dtype is torch.int32 and ops.sort(3.0).item() == 3.0
    with pytest.raises(ArgumentError, match="axis 2 is out of bounds"):
        ops.sort(KerasTensor((None, 3)), axis=2)


@pytest.mark.parametrize("kth", [0, 2, -1])
def test_argpartition(kth):
    values = np.take_along_axis(X, ops.argpartition(X, kth).numpy(), axis=-1)
    for row, whole in zip(values, np.sort(X)):
        place = kth % 4
        assert row[place] == whole[place] and (row[:place] <= row[place]).all() and (row[place:] >= row[place]).all() and sorted(row) == sorted(whole)
    with pytest.raises(ArgumentError, match="`kth` must lie between -4 and 3, got 4"):
        ops.argpartition(X, 4)


def test_best():
    values, places = ops.top_k(X, 2)
    assert values.tolist() == [[3, 2], [5, 5]] and places[0].tolist() == [0, 2] and places.dtype is torch.int32
    assert ops.in_top_k([1, 0], [[0.1, 0.9, 0.8], [0.1, 0.9, 0.8]], k=2).tolist() == [True, False]
    assert ops.in_top_k([0, 1], [[0.5, 0.5, 0.1], [0.5, 0.5, 0.1]], k=1).tolist() == [True, True]


def test_searching():
    edges = [1.0, 2.0, 2.0, 3.0]
    for side in ("left", "right"):
        np.testing.assert_array_equal(ops.searchsorted(edges, [[2, 0], [5, 3]], side).numpy(), np.searchsorted(edges, [[2, 0], [5, 3]], side))
    np.testing.assert_array_equal(ops.digitize([0.5, 2.0, 9.0], edges).numpy(), np.digitize([0.5, 2.0, 9.0], edges))
    with pytest.raises(ArgumentError, match="`sorted_sequence` must have 1 axis"):
        ops.searchsorted(X, 1)
    with pytest.raises(ArgumentError, match="`bins` must have 1 axis"):
        ops.digitize(X, X)


def test_bincount():
    assert ops.bincount([1, 1, 3]).tolist() == [0, 2, 0, 1] and ops.bincount([1, 0], minlength=4).tolist() == [1, 1, 0, 0]
    assert ops.bincount([[0, 1], [2, 2]]).tolist() == [[1, 1, 0], [0, 0, 2]] and ops.bincount([0, 0], weights=[0.5, 2.0]).tolist() == [2.5]
    assert ops.bincount(KerasTensor((None, 4), "int32")).shape == (None, None) and ops.bincount(KerasTensor((4,), "int32")).dtype == "int32"


def test_histogram():
    data = np.array([0.0, 1.0, 1.5, 4.0], "float32")
    for kwargs in ({"bins": 4}, {"bins": 3, "range": (0, 2)}):
        for ours, theirs in zip(ops.histogram(data, **kwargs), np.histogram(data, **kwargs)):
            np.testing.assert_allclose(ours.numpy(), theirs, rtol=1e-6)
    assert ops.histogram([2.0, 2.0], bins=2)[0].tolist() == [0.0, 2.0]
    for kwargs, message in (({"bins": 0}, "`bins` must be a positive int"), ({"range": (2, 1)}, "The second element of `range` must be greater than the first"),
                            ({"range": (1,)}, "`range` must be a tuple of two elements")):
        with pytest.raises(ArgumentError, match=message):
            ops.histogram(data, **kwargs)


def test_unique():
    data = np.array([3, 1, 3, 2, 1])
    results = ops.unique(data, return_index=True, return_inverse=True, return_counts=True)
    for ours, theirs in zip(results, np.unique(data, return_index=True, return_inverse=True, return_counts=True), strict=True):
        np.testing.assert_array_equal(ours.numpy(), theirs)
    assert ops.unique([[1, 2], [1, 2], [0, 3]], axis=0).tolist() == [[0, 3], [1, 2]]
    assert ops.unique(data, size=5, fill_value=9).tolist() == [1, 2, 3, 9, 9] and ops.unique(data, size=2, return_counts=True)[1].tolist() == [2, 1]
    assert [t.shape for t in ops.unique(KerasTensor((4, 2)), return_inverse=True, axis=0)] == [(None, 2), (4,)]
    assert ops.unique(KerasTensor((4,)), size=3).shape == (3,)
