import numpy as np
import pytest
import torch

from hornpipe import KerasTensor, ops


def test_factors_make_the_matrix():
    x = np.random.default_rng(0).normal(size=(3, 4, 6)).astype("float32")
    q, r = ops.qr(x)
    np.testing.assert_allclose(q @ r, x, atol=1e-5)
    u, s, v = ops.svd(x, full_matrices=False)
    np.testing.assert_allclose((u * s[:, None]) @ v, x, atol=1e-5)
    square = x[:, :, :4]
    values, vectors = ops.eig(square)
    np.testing.assert_allclose(square @ vectors.numpy(), vectors * values[:, None], atol=1e-4)
    assert ops.qr(x.swapaxes(1, 2), "complete")[0].shape == (3, 6, 6)


def test_integers_and_vectors():
    assert ops.det([[2, 0], [0, 3]]) == 6
    np.testing.assert_allclose(ops.solve([[2.0, 0], [0, 4]], [2.0, 2.0]), [1, 0.5])
    np.testing.assert_allclose(ops.solve_triangular([[2.0, 1], [0, 4]], [2.0, 4.0]), [0.5, 1])
    assert ops.norm([3, 4]) == 5


def test_jvp():
    value, derivative = ops.linalg.jvp(lambda x, y: x * x * y, (3.0, 2.0), (1.0, 0.5))
    assert value == 18 and derivative == 16.5
    value, derivative, aux = ops.linalg.jvp(lambda x: (x**2, x), (torch.tensor(3.0),), (torch.tensor(1.0),), has_aux=True)
    assert derivative == 6 and aux == 3
    x = KerasTensor((None, 2))
    assert [t.shape for t in ops.linalg.jvp(lambda a: a * a, (x,), (x,))] == [(None, 2), (None, 2)]


def test_symbolic_shapes():
    x = KerasTensor((None, 4, 6))
    assert [t.shape for t in ops.svd(x)] == [(None, 4, 4), (None, 4), (None, 6, 6)]
    assert [t.shape for t in ops.lu_factor(x)] == [(None, 4, 6), (None, 4)]
    assert ops.pinv(x).shape == (None, 6, 4)
    assert ops.cdist(x, KerasTensor((None, 3, 6))).shape == (None, 4, 3)


@pytest.mark.parametrize("call, message", [
    (lambda: ops.cholesky([[1.0, 0], [0, -1]]), r"`x` must be positive definite"),
    (lambda: ops.inv(torch.zeros(2, 3)), r"`x` must be a square matrix, got shape \(2, 3\)"),
    (lambda: ops.det(torch.zeros(3)), r"Input should have rank >= 2. Received: `x` of shape \(3,\)"),
    (lambda: ops.qr(torch.zeros(2, 2), "thin"), r"`mode` is unknown: got 'thin'. Expected one of"),
    (lambda: ops.solve(torch.eye(3), torch.zeros(2)), r"the rows of `b` must be as many as those of `a`"),
    (lambda: ops.lstsq(torch.zeros(3, 2), torch.zeros(2)), r"of as many rows, got shapes \(3, 2\) and \(2,\)"),
    (lambda: ops.cdist(torch.zeros(3, 2), torch.zeros(4, 3)), r"points of one size, got shapes \(3, 2\) and \(4, 3\)"),
])
def test_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()
