import math

import numpy as np
import pytest
import torch

from hornpipe import ops
from hornpipe.core.errors import ArgumentError

X = np.random.default_rng(0).normal(size=(2, 3, 4)).astype("float32")
AXES = [{}, {"axis": 1}, {"axis": -1}, {"axis": (0, 2)}, {"axis": ()}, {"axis": 1, "keepdims": True}, {"axis": (0, 2), "keepdims": True}]


@pytest.mark.parametrize("name", "sum prod mean var std max min median ptp".split())
@pytest.mark.parametrize("kwargs", AXES, ids=str)
def test_as_numpy(name, kwargs):
    result = getattr(ops, name)(X, **kwargs).numpy()
    expected = getattr(np, name)(X, **kwargs)
    assert result.shape == expected.shape
    np.testing.assert_allclose(result, expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("name", "nansum nanprod nanmean nanvar nanstd nanmax nanmin nanmedian".split())
@pytest.mark.parametrize("kwargs", AXES[:4] + AXES[5:], ids=str)
def test_without_nan(name, kwargs):
    x = X.copy()
    x[0, 1, 2] = x[1, 2, 0] = np.nan
    np.testing.assert_allclose(getattr(ops, name)(x, **kwargs).numpy(), getattr(np, name)(x, **kwargs), rtol=1e-5, atol=1e-6)


def test_nothing_but_nan():
    x = [[math.nan, math.nan], [1.0, math.nan]]
    assert ops.nanargmax(x, axis=1).tolist() == [-1, 0] and ops.nanargmin(x, axis=1).tolist() == [-1, 0]
    assert math.isnan(ops.nanmax(x, axis=1)[0]) and ops.nanmax(x, axis=1)[1] == 1.0 and math.isnan(ops.nanmedian(x, axis=1)[0])


def test_dtypes_of_results():
    small = torch.ones(3, dtype=torch.int8)
    assert ops.sum(small).dtype is torch.int32 and ops.prod(small).dtype is torch.int32 and ops.mean(small).dtype is torch.float32
    assert ops.max(small).dtype is torch.int8 and ops.cumsum(small).dtype is torch.int8 and ops.cumsum(small > 0).dtype is torch.int32
    assert ops.mean(small.half()).dtype is torch.float16 and ops.argmax(small).dtype is torch.int32
    assert ops.prod(small, dtype="float32").dtype is torch.float32


def test_positions_of_extremes():
    x = [[3, 1, 3], [0, 2, 0]]
    assert ops.argmax(x).item() == 0 and ops.argmin(x).item() == 3
    assert ops.argmax(x, axis=1).tolist() == [0, 1] and ops.argmin(x, axis=0, keepdims=True).tolist() == [[1, 0, 1]]


def test_extremes_with_an_initial_value():
    assert ops.max(np.zeros((0, 2)), axis=0, initial=1.5).tolist() == [1.5, 1.5] and ops.max([1, 2], initial=5).item() == 5
    assert ops.min([1, 2], initial=-1).item() == -1 and ops.amax([[1, 2]], axis=1).tolist() == [2]


def test_average():
    x = np.arange(6.0, dtype="float32").reshape(2, 3)
    assert ops.average(x).item() == 2.5
    np.testing.assert_allclose(ops.average(x, axis=1, weights=[1.0, 2.0, 3.0]).numpy(), np.average(x, axis=1, weights=[1, 2, 3]), rtol=1e-6)
    np.testing.assert_allclose(ops.average(x, weights=x).numpy(), np.average(x, weights=x), rtol=1e-6)


@pytest.mark.parametrize("method", ["linear", "lower", "higher", "midpoint", "nearest"])
def test_quantiles(method):
    for q in (0.3, [0.0, 0.25, 1.0]):
        for axis in (None, 1, (0, 2)):
            result = ops.quantile(X, q, axis=axis, method=method).numpy()
            np.testing.assert_allclose(result, np.quantile(X, q, axis=axis, method=method), rtol=1e-5, atol=1e-6)
    x = X.copy()
    x[0, 1, 2] = np.nan
    np.testing.assert_allclose(ops.nanquantile(x, 0.4, axis=-1, method=method).numpy(), np.nanquantile(x, 0.4, axis=-1, method=method), rtol=1e-5, atol=1e-6)
    assert np.isnan(ops.quantile(x, 0.4, axis=-1)[0, 1])


def test_percentiles():
    np.testing.assert_allclose(ops.percentile(X, [20, 70], axis=0, keepdims=True).numpy(), np.percentile(X, [20, 70], axis=0, keepdims=True), rtol=1e-5)
    with pytest.raises(ArgumentError, match="`q` must lie within its range"):
        ops.quantile(X, 1.5)
    with pytest.raises(ArgumentError, match="`method` must be one of 'linear'"):
        ops.quantile(X, 0.5, method="middle")


def test_quantile_of_more_elements_than_torch_takes():
    assert ops.median(torch.arange(2**24 + 3, dtype=torch.float64)).item() == 2**23 + 1


def test_logsumexp():
    assert ops.logsumexp([1000.0, 1000.0]).item() == pytest.approx(1000 + math.log(2)) and ops.logsumexp(3.0).item() == 3.0
    np.testing.assert_allclose(ops.logsumexp(X, axis=(1, 2)).numpy(), np.log(np.exp(X).sum((1, 2))), rtol=1e-5)


def test_counts_and_differences():
    assert ops.count_nonzero([[0, 1], [2, 3]], axis=0).tolist() == [1, 2] and ops.diff([1, 4, 9, 16], n=2).tolist() == [2, 2]
    assert ops.cumprod([1, 2, 3]).tolist() == [1, 2, 6] and ops.nancumsum([1.0, math.nan, 2.0]).tolist() == [1.0, 1.0, 3.0]
    assert ops.trapezoid([1.0, 2.0, 3.0]).item() == 4.0 and ops.trapezoid([1.0, 2.0], x=[0.0, 3.0]).item() == 4.5


def test_an_axis_that_is_not_there():
    with pytest.raises(ArgumentError, match="`axis` must be from -3 to 2; axis 3 is out of bounds"):
        ops.median(X, axis=3)
