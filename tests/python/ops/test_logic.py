import math

import numpy as np
import pytest
import torch

from hornpipe import ops

A = np.array([[1, 2, 3], [3, 2, 1]])


@pytest.mark.parametrize("name", "equal not_equal less less_equal greater greater_equal logical_and logical_or logical_xor".split())
def test_comparisons(name):
    function, reference = getattr(ops, name), getattr(np, name)
    for x, y in ((A, A[::-1]), (A, 2), (2, A), (A, 2.5), (2.5, A), (2, 3)):
        result = function(x, y)
        assert result.dtype is torch.bool
        np.testing.assert_array_equal(result.numpy(), reference(x, y))


def test_a_float_is_not_cut_for_an_int():
    assert ops.equal([2, 3], 2.5).tolist() == [False, False] and ops.less([2, 3], 2.5).tolist() == [True, False]


@pytest.mark.parametrize("name", ["all", "any"])
def test_over_axes(name):
    x = np.array([[True, False, True], [True, True, True]])
    for kwargs in ({}, {"axis": 0}, {"axis": (0, 1)}, {"axis": ()}, {"axis": 1, "keepdims": True}):
        np.testing.assert_array_equal(getattr(ops, name)(x, **kwargs).numpy(), getattr(np, name)(x, **kwargs))


def test_closeness():
    assert ops.isclose([1.0, 2.0], [1.0 + 1e-7, 2.1]).tolist() == [True, False]
    assert ops.isclose(math.nan, math.nan, equal_nan=True).item() and not ops.allclose([1.0], [1.1]).item()


def test_elements():
    x = [0.0, -0.0, math.inf, -math.inf, math.nan]
    for name in ("isfinite", "isinf", "isposinf", "isneginf", "isnan", "isreal", "signbit"):
        reference = getattr(np, name)(np.array(x, "float32"))
        np.testing.assert_array_equal(getattr(ops, name)(x).numpy()[:4], reference[:4])


def test_isin():
    assert ops.isin([1, 2, 5], [2, 3]).tolist() == [False, True, False] and ops.isin([1, 2], [2], invert=True).tolist() == [True, False]
    assert ops.isin([True, False], [True]).tolist() == [True, False]
