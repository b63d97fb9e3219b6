import numpy as np
import pytest

from hornpipe import ops
from hornpipe.core.errors import ArgumentError, ShapeError
from hornpipe.graph.tensor import KerasTensor

X = np.arange(24.0, dtype="float32").reshape(2, 3, 4)


def same(ours, theirs):
    np.testing.assert_array_equal(ours.numpy(), theirs)


def test_reshape():
    same(ops.reshape(X, (4, -1)), X.reshape(4, -1))
    same(ops.reshape(X, -1), X.reshape(-1))
    assert ops.reshape(KerasTensor((None, 3, 4)), (-1, 12)).shape == (None, 12) and ops.reshape(KerasTensor((2, 3)), (3, -1)).shape == (3, 2)
    assert ops.reshape(KerasTensor((None, 4)), (None, 2, 2)).shape == (None, 2, 2)
    assert ops.reshape(KerasTensor((None, 4)), KerasTensor((2,), "int32")).shape == (None, None)


def test_reshape_errors():
    with pytest.raises(ShapeError, match=r"A tensor of shape \(2, 3, 4\) \(24 elements\) cannot take the shape \(5, -1\)"):
        ops.reshape(X, (5, -1))
    with pytest.raises(ShapeError, match="`newshape` must hold non-negative integers and at most one unknown dimension, -1, got newshape=\\(-1, -1\\)"):
        ops.reshape(X, (-1, -1))
    with pytest.raises(ShapeError, match="cannot take the shape"):
        ops.reshape(KerasTensor((2, 3)), (4, 2))


def test_axes_of_size_one():
    same(ops.expand_dims(X, (0, -1)), X[None, ..., None])
    same(ops.squeeze(X[:1]), X[0])
    same(ops.squeeze(X[:1, :, :1], axis=(0, 2)), X[0, :, 0])
    assert ops.squeeze(KerasTensor((None, 1, 3))).shape == (None, 3)
    for x in (X, KerasTensor((None, 1))):
        with pytest.raises(ArgumentError, match="`axis` must name axes of size 1; axis 0"):
            ops.squeeze(x, axis=0)


def test_orders_of_axes():
    same(ops.transpose(X), X.T)
    same(ops.transpose(X, (1, 2, 0)), X.transpose(1, 2, 0))
    same(ops.swapaxes(X, 0, -1), X.swapaxes(0, -1))
    same(ops.moveaxis(X, [0, 1], [-1, -2]), np.moveaxis(X, [0, 1], [-1, -2]))
    same(ops.broadcast_to(X[0], (2, 3, 4)), np.broadcast_to(X[0], (2, 3, 4)))
    assert ops.transpose(3.0).shape == ()


def test_joining_promotes():
    joined = ops.concatenate([np.ones(2, "int8"), np.ones(2, "float16")])
    assert joined.dtype.is_floating_point and joined.shape == (4,)
    same(ops.concatenate([X, X], axis=None), np.concatenate([X, X], axis=None))
    for name in ("stack", "hstack", "vstack", "dstack"):
        same(getattr(ops, name)([X, X]), getattr(np, name)([X, X]))
    same(ops.append(X, X, axis=1), np.append(X, X, axis=1))
    same(ops.append(X, 1.0), np.append(X, 1.0))
    assert ops.concatenate([KerasTensor((None, 2)), KerasTensor((None, 3))], axis=-1).shape == (None, 5)


def test_splitting():
    for kwargs in ({"indices_or_sections": 2, "axis": 2}, {"indices_or_sections": [1, 3], "axis": -1}):
        for ours, theirs in zip(ops.split(X, **kwargs), np.split(X, **kwargs), strict=True):
            same(ours, theirs)
    assert [p.shape[0] for p in ops.array_split(np.arange(7), 3)] == [3, 2, 2]
    for name, x in (("hsplit", X[:, :2]), ("vsplit", X), ("dsplit", X), ("hsplit", X[0, 0])):
        for ours, theirs in zip(getattr(ops, name)(x, 2), getattr(np, name)(x, 2), strict=True):
            same(ours, theirs)
    assert [p.shape for p in ops.split(KerasTensor((None, 6)), 3, axis=1)] == [(None, 2)] * 3
    with pytest.raises(ShapeError, match="Axis 1 of size 3 cannot be split into 2 equal parts"):
        ops.split(X, 2, axis=1)


def test_unstack():
    assert [t.shape for t in ops.unstack(X, axis=1)] == [(2, 4)] * 3
    assert len(ops.unstack(KerasTensor((None, 3)), num=5)) == 5
    with pytest.raises(ArgumentError, match="`num` must be given for axis 0"):
        ops.unstack(KerasTensor((None, 3)))


def test_repeating_and_turning():
    same(ops.tile(X, (2, 1)), np.tile(X, (2, 1)))
    same(ops.repeat(X, 2), np.repeat(X, 2))
    same(ops.repeat(X, [1, 0, 2], axis=1), np.repeat(X, [1, 0, 2], axis=1))
    same(ops.repeat(X, np.array([2]), axis=1), np.repeat(X, 2, axis=1))
    for axis in (None, 1, (0, 2)):
        same(ops.flip(X, axis), np.flip(X, axis))
        same(ops.roll(X, 2, axis), np.roll(X, 2, axis))
    same(ops.fliplr(X), np.fliplr(X))
    same(ops.flipud(X), np.flipud(X))
    same(ops.rot90(X, 3, (1, 2)), np.rot90(X, 3, (1, 2)))
    with pytest.raises(ArgumentError, match="`axes` must be two different axes"):
        ops.rot90(X, axes=(0, -3))


@pytest.mark.parametrize("mode", ["constant", "reflect", "symmetric", "edge", "wrap"])
@pytest.mark.parametrize("width", [1, ((0, 1), (2, 0), (3, 2)), (2, 1), ((1, 2),)], ids=str)
def test_pad(mode, width):
    same(ops.pad(X, width, mode=mode), np.pad(X, width, mode=mode))


def test_pad_values_and_errors():
    same(ops.pad(X, 1, constant_values=7), np.pad(X, 1, constant_values=7))
    assert ops.pad(KerasTensor((None, 3)), ((0, 0), (1, 2))).shape == (None, 6)
    with pytest.raises(ArgumentError, match="`constant_values` can only be provided when `mode == 'constant'`"):
        ops.pad(X, 1, mode="edge", constant_values=1)
    with pytest.raises(ArgumentError, match="`mode` must be one of"):
        ops.pad(X, 1, mode="mirror")


def test_triangles_and_diagonals():
    square = X[0]
    for k in (-1, 0, 2):
        same(ops.tril(X, k), np.tril(X, k))
        same(ops.triu(X, k), np.triu(X, k))
        same(ops.diag(square, k), np.diag(square, k))
        same(ops.diag(square[0], k), np.diag(square[0], k))
        same(ops.diagflat(square, k), np.diagflat(square, k))
        same(ops.diagonal(X, k, 1, 2), np.diagonal(X, k, 1, 2))
        same(ops.trace(X, k, 1, 2), np.trace(X, k, 1, 2))
    assert ops.diagonal(KerasTensor((None, 3))).shape == (None,) and ops.diagonal(KerasTensor((5, 3))).shape == (3,)
    with pytest.raises(ArgumentError, match="`axis1` and `axis2` must be two axes"):
        ops.diagonal(X, axis1=0, axis2=-3)
