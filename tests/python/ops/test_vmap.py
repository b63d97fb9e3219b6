import numpy as np
import pytest
import torch

from hornpipe import ops
from hornpipe.core.errors import ArgumentError, ShapeError


def test_scalars_broadcast():
    function = ops.vectorize(lambda a, b: a * 10 + b)
    assert function([1, 2], [[1], [2]]).tolist() == [[11, 21], [12, 22]] and function(1, 2).item() == 12


def test_core_axes():
    dot = ops.vectorize(torch.dot, signature="(n),(n)->()")
    a, b = np.arange(12.0, dtype="float32").reshape(2, 1, 6), np.ones((3, 6), "float32")
    np.testing.assert_allclose(dot(a, b).numpy(), np.einsum("aij,bj->ab", a, b))
    sum_and_max = ops.vectorize(lambda x: (x.sum(), x.max()), signature="(n)->(),()")
    assert [t.tolist() for t in sum_and_max([[1, 2], [5, 4]])] == [[3, 9], [2, 5]]


def test_excluded():
    power = ops.vectorize(lambda x, n, scale=1: scale * x**n, excluded={1, "scale"})
    assert power([1, 2], 3, scale=2).tolist() == [2, 16]
    assert ops.vectorize(lambda x, y: x - y)([5], y=[1, 2]).tolist() == [4, 3]


def test_errors():
    with pytest.raises(ArgumentError, match="`signature` must be like"):
        ops.vectorize(torch.dot, signature="n,n")
    with pytest.raises(ArgumentError, match="`excluded` must hold positions and names"):
        ops.vectorize(torch.dot, excluded={1.5})
    with pytest.raises(ShapeError, match="The core axis 'n' has sizes 2 and 3"):
        ops.vectorize(torch.dot, signature="(n),(n)->()")(torch.ones(2), torch.ones(3))
    with pytest.raises(ShapeError, match=r"needs at least 2 axes, got shape \(2,\)"):
        ops.vectorize(torch.det, signature="(n,n)->()")(torch.ones(2))
    with pytest.raises(ArgumentError, match="describes 2 arguments, got 1"):
        ops.vectorize(torch.dot, signature="(n),(n)->()")(torch.ones(2))
    with pytest.raises(ShapeError, match=r"A result of core axes \(n\) must have 1 axes, got shape \(\)"):
        ops.vectorize(torch.sum, signature="(n)->(n)")(torch.ones(2, 3))
