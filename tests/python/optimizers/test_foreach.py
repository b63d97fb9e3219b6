import numpy as np
import pytest
import torch

from hornpipe.optimizers import foreach


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.bfloat16])
def test_scaling_keeps_dtype_and_precision(dtype):
    tensors = [torch.tensor([1.0, 2.0], dtype=dtype), torch.tensor(3.0, dtype=dtype)]
    expected = [t * 0.999 for t in tensors]
    foreach.scale_(tensors, 0.999)
    assert all(torch.equal(a, b) and a.dtype is dtype for a, b in zip(tensors, expected))


def test_averages_of_squares():
    averages = [torch.tensor([1.0, 4.0])]
    foreach.average_squares_(averages, [torch.tensor([3.0, 0.0])], 0.75)
    np.testing.assert_allclose(averages[0], [0.75 + 0.25 * 9, 3.0])


def test_the_spread_is_freed_of_its_bias():
    np.testing.assert_allclose(foreach.spread([torch.tensor([1.0, 4.0])], 0.5, 0.25)[0], [2.5, 4.5])
    np.testing.assert_allclose(foreach.spread([torch.tensor([9.0])], 0.0)[0], [3.0])
