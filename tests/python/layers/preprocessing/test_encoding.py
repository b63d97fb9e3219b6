"""Categories as vectors."""
import pytest
import torch

from hornpipe.layers.preprocessing.encoding import encode, encoded_shape

NUMBERS = torch.tensor([[0, 2, 2], [3, -1, 1]])


def test_int():
    found = encode(NUMBERS, "int", 4, "float32")
    assert found.tolist() == NUMBERS.tolist() and found.dtype is torch.float32


def test_one_hot():
    assert encode(NUMBERS, "one_hot", 3, "int32").tolist() == [[[1, 0, 0], [0, 0, 1], [0, 0, 1]], [[0, 0, 0], [0, 0, 0], [0, 1, 0]]]
    assert encode(NUMBERS[:, :1], "one_hot", 3, "int32").tolist() == [[1, 0, 0], [0, 0, 0]]


def test_multi_hot_and_count():
    assert encode(NUMBERS, "multi_hot", 3, "float32").tolist() == [[1, 0, 1], [0, 1, 0]]
    assert encode(NUMBERS, "count", 3, "float32").tolist() == [[1, 0, 2], [0, 1, 0]]
    assert encode(NUMBERS[0], "count", 3, "float32").tolist() == [1, 0, 2]


def test_weights():
    assert encode(NUMBERS, "count", 3, "float32", torch.tensor([[0.5, 1, 2], [1, 1, 4]])).tolist() == [[0.5, 0, 3], [0, 4, 0]]


def test_more_axes():
    assert encode(NUMBERS.unsqueeze(-1), "multi_hot", 3, "float32").tolist() == [[[1, 0, 1]], [[0, 1, 0]]]


@pytest.mark.parametrize("mode", ("int", "one_hot", "multi_hot", "count"))
@pytest.mark.parametrize("shape", ((3,), (2, 3), (2, 1), (2, 3, 4), ()))
def test_shape(shape, mode):
    if shape or mode == "int":
        assert encoded_shape(shape, mode, 5) == tuple(encode(torch.zeros(shape, dtype=torch.int64), mode, 5, "float32").shape)
