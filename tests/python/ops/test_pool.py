import pytest
import torch

from hornpipe import KerasTensor, ops


@pytest.mark.parametrize("stride", [1, 2, 3])
def test_padding_never_counts(stride):
    x = -torch.rand(2, 5, 6, 3) - 1
    assert ops.max_pool(x, 2, stride, "same").max() <= -1
    ones = torch.ones(2, 5, 6, 3)
    torch.testing.assert_close(ops.average_pool(ones, 2, stride, "same"), torch.ones(2, -(-5 // stride), -(-6 // stride), 3))


def test_integers():
    x = torch.arange(16, dtype=torch.int32).view(1, 4, 4, 1)
    assert ops.max_pool(x.float(), 2)[0, :, :, 0].tolist() == [[5, 7], [13, 15]]
    assert ops.average_pool(x, 2).dtype == torch.float32


def test_results_are_channels_last_in_memory():
    x = torch.randn(2, 8, 8, 4)
    for y in (ops.max_pool(x, 2), ops.average_pool(x, 2), ops.adaptive_average_pool(x, 3)):
        assert y.is_contiguous()


def test_symbolic_shapes():
    x = KerasTensor((None, None, 9, 4))
    assert ops.max_pool(x, 2, padding="same").shape == (None, None, 5, 4)
    assert ops.average_pool(x, (2, 3), 1).shape == (None, None, 7, 4)
    assert ops.adaptive_max_pool(x, (3, 2)).shape == (None, 3, 2, 4)


def test_errors():
    with pytest.raises(ValueError, match=r"Pooling takes inputs of rank 3, 4 or 5, got shape \(2, 3\)"):
        ops.max_pool(torch.zeros(2, 3), 2)
    with pytest.raises(ValueError, match=r"`padding` must be one of 'valid', 'same', got 'full'"):
        ops.max_pool(torch.zeros(2, 3, 4), 2, padding="full")
