import numpy as np
import pytest

from hornpipe import ops
from hornpipe.core.errors import ArgumentError, ShapeError
from hornpipe.graph.tensor import KerasTensor

X = np.arange(24).reshape(2, 3, 4)


def test_rearrange():
    np.testing.assert_array_equal(ops.rearrange(X, "a b c -> c (a b)").numpy(), X.transpose(2, 0, 1).reshape(4, 6))
    np.testing.assert_array_equal(ops.rearrange(X, "a b (c d) -> (d a) b c", d=2).numpy(), X.reshape(2, 3, 2, 2).transpose(3, 0, 1, 2).reshape(4, 3, 2))
    np.testing.assert_array_equal(ops.rearrange(X[0], "a b -> b a").numpy(), X[0].T)


def test_symbolic():
    x = KerasTensor((None, 8, 8, 3))
    y = ops.rearrange(x, "b (h p) (w q) c -> b (h w) (p q c)", p=4, q=4)
    assert y.shape == (None, 4, 48)
    node = y._keras_history.operation._inbound_nodes[0]
    assert node.arguments.args[1:] == ("b (h p) (w q) c -> b (h w) (p q c)",) and node.arguments.kwargs == {"p": 4, "q": 4}


def test_errors():
    for pattern, kind, message in (("a b c", ArgumentError, "must have one '->'"), ("a b -> a", ArgumentError, "the same names on both sides"),
                                   ("a b -> b a", ShapeError, "describes 2 axes"), ("a b (c d) -> a b c d", ShapeError, "is not \\(c d\\)")):
        with pytest.raises(kind, match=message):
            ops.rearrange(X, pattern)
    with pytest.raises(ShapeError, match="an axis of size 4 is not \\(c d\\) with sizes {'c': 3}"):
        ops.rearrange(X, "a b (c d) -> a b c d", c=3)
