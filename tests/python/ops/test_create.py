import numpy as np
import pytest
import torch

from hornpipe import ops
from hornpipe.core.errors import ArgumentError
from hornpipe.graph.tensor import KerasTensor


def test_constants():
    assert ops.zeros((2, 3)).shape == (2, 3) and ops.ones(3, dtype="int8").dtype is torch.int8 and ops.empty((0,)).shape == (0,)
    assert ops.full((2, 2), [1, 2]).tolist() == [[1.0, 2.0]] * 2 and ops.full((2,), 7, dtype="int32").tolist() == [7, 7]
    x = torch.ones(2, dtype=torch.float16)
    assert ops.zeros_like(x).dtype is torch.float16 and ops.full_like(x, 3, dtype="int32").tolist() == [3, 3] and ops.empty_like(x).shape == (2,)
    assert ops.ones_like(KerasTensor((None, 2), "int32")).dtype == "int32"


@pytest.mark.parametrize("k", [-2, 0, 1, 5])
def test_eye_and_tri(k):
    np.testing.assert_array_equal(ops.eye(3, 4, k).numpy(), np.eye(3, 4, k))
    np.testing.assert_array_equal(ops.tri(3, 4, k).numpy(), np.tri(3, 4, k))
    np.testing.assert_array_equal(ops.identity(3).numpy(), np.identity(3))


def test_eye_of_a_float():
    with pytest.raises(TypeError):
        ops.eye(3.0)


def test_arange():
    for args in ((5,), (1, 5), (0, 5, 2), (5.0,), (0, 1, 0.25), (5, 0, -1)):
        np.testing.assert_allclose(ops.arange(*args).numpy(), np.arange(*args))
    assert ops.arange(3).dtype is torch.int32 and ops.arange(3.0).dtype is torch.float32 and ops.arange(2, dtype="bool").tolist() == [False, True]


@pytest.mark.parametrize("endpoint", [True, False])
def test_spaced(endpoint):
    low, high = np.array([0.5, 1.0], "float32"), np.array([4.0, 3.0], "float32")
    for name in ("linspace", "logspace", "geomspace"):
        ours, theirs = getattr(ops, name), getattr(np, name)
        np.testing.assert_allclose(ours(1, 10, 5, endpoint).numpy(), theirs(1, 10, 5, endpoint), rtol=1e-5)
        np.testing.assert_allclose(ours(low, high, 4, endpoint, axis=-1).numpy(), theirs(low, high, 4, endpoint, axis=-1), rtol=1e-5)
    points, step = ops.linspace(0, 1, 5, endpoint, retstep=True)
    assert step.item() == pytest.approx(0.25 if endpoint else 0.2) and (points[-1].item() == 1.0) == endpoint
    assert ops.linspace(0, 4, 5, dtype="int32").tolist() == [0, 1, 2, 3, 4] and ops.linspace(3, 5, 1).tolist() == [3.0] and len(ops.linspace(0, 1, 0)) == 0
    with pytest.raises(ArgumentError, match="`num` must be a non-negative int, got -1"):
        ops.linspace(0, 1, -1)


def test_meshgrid():
    x, y = [1, 2, 3], [4.0, 5.0]
    for indexing in ("xy", "ij"):
        for ours, theirs in zip(ops.meshgrid(x, y, indexing=indexing), np.meshgrid(x, y, indexing=indexing), strict=True):
            np.testing.assert_array_equal(ours.numpy(), theirs)
    assert [t.shape for t in ops.meshgrid(KerasTensor((None,)), KerasTensor((3,)))] == [(3, None)] * 2
    with pytest.raises(ArgumentError, match="`indexing` must be 'xy' or 'ij'"):
        ops.meshgrid(x, indexing="yx")


def test_vander():
    np.testing.assert_array_equal(ops.vander([1, 2, 3], 2).numpy(), np.vander([1, 2, 3], 2))
    assert ops.vander(torch.tensor([2], dtype=torch.int8), 3, increasing=True).dtype is torch.int8


@pytest.mark.parametrize("name", ["bartlett", "blackman", "hamming", "hanning"])
def test_windows(name):
    for n in (0, 1, 2, 7):
        np.testing.assert_allclose(getattr(ops, name)(n).numpy(), getattr(np, name)(n), atol=1e-6)
    np.testing.assert_allclose(ops.kaiser(6, 3.5).numpy(), np.kaiser(6, 3.5), rtol=1e-5)
