import pytest
import torch

from hornpipe.core.errors import ArgumentTypeError
from hornpipe.ops.promotion import common_dtype, floating, promote, promote_all


def test_numbers_are_weak():
    half = torch.ones(2, dtype=torch.float16)
    x, y = promote(half, 2.5)
    assert x is half and y == 2.5
    assert promote(torch.ones(2, dtype=torch.int8), 2)[0].dtype is torch.int8
    assert promote(torch.ones(2, dtype=torch.int64), 2.5)[0].dtype is torch.float32
    assert promote(torch.ones(2, dtype=torch.bool), 2)[0].dtype is torch.int32


def test_a_bool_is_no_number_beside_a_tensor():
    x, y = promote(torch.ones(2, dtype=torch.uint8), True)
    assert y.dtype is torch.uint8 and y.shape == ()


def test_numbers_alone_become_tensors():
    assert [t.dtype for t in promote(1, 2.0)] == [torch.float32] * 2
    assert [t.dtype for t in promote_all(1, 2)] == [torch.int32] * 2


def test_common_dtype():
    assert common_dtype(torch.int8, torch.uint8) is torch.int16
    assert common_dtype(torch.float16, torch.bfloat16) is torch.float32
    assert common_dtype(torch.ones(1, dtype=torch.int32), float) is torch.float32


def test_floating_keeps_floats():
    x = torch.ones(2, dtype=torch.bfloat16)
    assert floating(x) is x and floating(x.int()).dtype is torch.float32


def test_what_is_no_operand():
    with pytest.raises(ArgumentTypeError, match="must be a tensor or a number"):
        promote_all(torch.ones(2), None)
