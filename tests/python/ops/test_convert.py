import numpy as np
import pytest
import torch

from hornpipe import ops
from hornpipe.graph.tensor import KerasTensor
from hornpipe.runtime.variable import Variable


def test_to_tensors_and_back():
    assert ops.convert_to_tensor([1, 2]).dtype is torch.int32 and ops.convert_to_tensor([1.0]).dtype is torch.float32
    assert ops.convert_to_tensor(2**40).dtype is torch.int64 and ops.array([1, 2], dtype="float16").dtype is torch.float16
    array = ops.convert_to_numpy(torch.ones(2, requires_grad=True))
    assert isinstance(array, np.ndarray) and array.dtype == np.float32
    assert ops.convert_to_tensor(KerasTensor((None, 2)), dtype="int32").dtype == "int32"
    with pytest.raises(TypeError, match=r"A tensor must be made of numbers, got \['a'\], which holds <U1 values"):
        ops.convert_to_tensor(["a"])


def test_questions():
    variable = Variable(np.ones((2, 3), "float16"))
    assert ops.is_tensor(torch.ones(1)) and ops.is_tensor(KerasTensor((1,))) and not ops.is_tensor([1.0])
    assert ops.shape(variable) == (2, 3) and ops.shape(KerasTensor((None, 3))) == (None, 3) and ops.shape([[1, 2]]) == (1, 2)
    assert ops.ndim(variable) == 2 and ops.size(variable).item() == 6 and ops.dtype(variable) == "float16" and ops.dtype([1]) == "int32"


def test_cast():
    assert ops.cast([1.7, -1.7], "int32").tolist() == [1, -1] and ops.cast(KerasTensor((None,)), "bool").dtype == "bool"
    x = torch.ones(2)
    assert ops.copy(x) is not x and ops.copy(x).tolist() == [1.0, 1.0] and ops.view(x, "int32").tolist() == [1065353216] * 2


@pytest.mark.parametrize("dtype", ["uint8", "int8", "int16", "int32", "int64"])
def test_saturate_cast(dtype):
    limits = torch.iinfo(getattr(torch, dtype))
    result = ops.saturate_cast([-1e30, -1.0, 7.9, 1e30], dtype).tolist()
    assert result[0] == limits.min and result[1] == max(limits.min, -1) and result[2] == 7
    assert limits.max - result[3] < 2**40 and result[3] > limits.max // 2        # the largest float below the limit
    assert ops.saturate_cast(torch.tensor([300, -300]), dtype).tolist() == [min(300, limits.max), max(-300, limits.min)]


def test_saturate_cast_to_others():
    assert ops.saturate_cast([-1.0, 0.0, 2.0], "bool").tolist() == [False, False, True] and ops.saturate_cast([True], "int8").tolist() == [1]
    assert ops.saturate_cast([1e30], "float16").tolist() == [65504.0]


def test_a_sparse_tensor_becomes_a_dense_array():
    np.testing.assert_array_equal(ops.convert_to_numpy(torch.eye(2).to_sparse()), np.eye(2))
