import numpy as np
import pytest
import torch

from hornpipe import ops
from hornpipe.core.errors import ShapeError
from hornpipe.graph.tensor import KerasTensor

R = np.random.default_rng(0)


def array(*shape):
    return R.normal(size=shape).astype("float32")


def close(ours, theirs):
    np.testing.assert_allclose(ours.numpy(), theirs, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("name, a, b", [
    ("matmul", (2, 3, 4), (4, 5)), ("matmul", (4,), (2, 4, 3)), ("matmul", (5, 1, 2, 3), (4, 3, 2)), ("dot", (2, 3, 4), (5, 4, 2)), ("dot", (3,), (3,)),
    ("dot", (2, 3), ()),    ("inner", (2, 4), (3, 4)), ("outer", (3,), (2, 2)), ("vdot", (2, 3), (3, 2)), ("kron", (2, 2), (3, 1)),
    ("cross", (4, 3), (4, 3)), ("cross", (4, 3), (4, 2)),
    ("cross", (2,), (2,)),
])
def test_as_numpy(name, a, b):
    x, y = array(*a), array(*b)
    close(getattr(ops, name)(x, y), getattr(np, name)(x, y))


def test_cross_along_other_axes():
    x, y = array(3, 4), array(3, 4)
    close(ops.cross(x, y, axis=0), np.cross(x, y, axis=0))
    close(ops.cross(x, y, axisa=0, axisb=0, axisc=-1), np.cross(x, y, axisa=0, axisb=0, axisc=-1))


def test_tensordot_and_einsum():
    x, y = array(2, 3, 4), array(4, 3, 5)
    close(ops.tensordot(x, y, axes=[[2, 1], [0, 1]]), np.tensordot(x, y, axes=[[2, 1], [0, 1]]))
    close(ops.tensordot(x, y, axes=1), np.tensordot(x, y, axes=1))
    close(ops.tensordot(x, y, axes=(2, 0)), np.tensordot(x, y, axes=(2, 0)))
    close(ops.einsum("ijk,kjl->il", x, y), np.einsum("ijk,kjl->il", x, y))
    assert ops.einsum("bij,jk->bik", KerasTensor((None, 2, 3)), KerasTensor((3, 4))).shape == (None, 2, 4)
    assert ops.einsum("...ij->...ji", KerasTensor((None, 2, 3))).shape == (None, 3, 2)


def test_dtypes():
    small = torch.ones(2, 2, dtype=torch.int8)
    assert ops.matmul(small, small).dtype is torch.int32 and ops.matmul(small, small.half()).dtype is torch.float16
    assert ops.matmul(small > 0, small > 0).dtype is torch.bool and ops.matmul([[2]], [[3]]).tolist() == [[6]]
    assert ops.einsum("ij->i", small).dtype is torch.int32


@pytest.mark.parametrize("mode", ["valid", "same", "full"])
def test_correlate(mode):
    for a, b in ((5, 3), (3, 5), (6, 2), (2, 6), (4, 4)):
        x, y = array(a), array(b)
        close(ops.correlate(x, y, mode), np.correlate(x, y, mode))
    with pytest.raises(ShapeError, match="`x1` and `x2` must have 1 axis each"):
        ops.correlate(array(2, 2), array(2))


def test_corrcoef():
    x = array(3, 7)
    close(ops.corrcoef(x), np.corrcoef(x))
