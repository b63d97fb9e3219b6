import numpy as np
import pytest
import torch

from hornpipe import KerasTensor, ops


def test_several_axes_are_one():
    x = torch.randn(2, 3, 4, 5)
    y = ops.softmax(x, (1, 3))
    torch.testing.assert_close(y.sum((1, 3)), torch.ones(2, 4))
    torch.testing.assert_close(ops.log_softmax(x, (1, 3)), y.log())
    torch.testing.assert_close(ops.softmax(x, None).sum(), torch.tensor(1.0))


@pytest.mark.parametrize("name", ["relu", "sigmoid", "silu", "gelu", "softplus", "elu", "selu", "celu", "hard_tanh", "sparse_plus",
                                  "squareplus", "log_sigmoid"])
def test_half_precision_stays(name):
    assert getattr(ops, name)(torch.randn(4).half()).dtype == torch.float16


def test_numbers_lists_and_symbols():
    assert ops.relu(-2.0) == 0
    np.testing.assert_allclose(ops.hard_sigmoid([-4, 0, 4]), [0, 0.5, 1])
    assert ops.glu(KerasTensor((None, 6))).shape == (None, 3)


def test_errors():
    with pytest.raises(ValueError, match="axis 2 is out of bounds"):
        ops.softmax(torch.zeros(2, 3), (0, 2))
    with pytest.raises(TypeError, match=r"`axis` must be an int, got \(0,\)"):
        ops.glu(torch.zeros(2, 4), (0,))
