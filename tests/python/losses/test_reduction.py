import numpy as np
import pytest
import torch

from hornpipe.losses.reduction import apply_mask, by_sample, reduce_weighted_values

VALUES = torch.tensor([[1.0, 2.0], [3.0, 6.0]])


@pytest.mark.parametrize("reduction, expected", [("sum", 12), ("mean", 3), ("sum_over_batch_size", 3), ("mean_with_sample_weight", 3)])
def test_kinds(reduction, expected):
    assert reduce_weighted_values(VALUES, reduction=reduction) == expected


def test_weighted_mean_divides_by_the_weights():
    weight = torch.tensor([[1.0, 0.0], [1.0, 2.0]])
    assert reduce_weighted_values(VALUES, weight, reduction="mean") == 16 / 4
    assert reduce_weighted_values(VALUES, weight, reduction="mean_with_sample_weight") == 16 / 4
    assert reduce_weighted_values(VALUES, 2 * weight, reduction="mean_with_sample_weight") == 16 / 4
    assert reduce_weighted_values(VALUES, 0 * weight, reduction="mean_with_sample_weight") == 0


def test_a_mask_makes_the_mean_one_of_what_is_left():
    mask = torch.tensor([[True, True], [True, False]])
    np.testing.assert_allclose(reduce_weighted_values(VALUES, mask=mask), 2, rtol=1e-6)
    assert reduce_weighted_values(VALUES, mask=mask, reduction="sum") == 6
    np.testing.assert_allclose(reduce_weighted_values(VALUES, torch.tensor([1.0, 10.0]), mask), (1 + 2 + 30) / 3, rtol=1e-6)


def test_a_vector_weighs_samples():
    assert by_sample(torch.ones(3), (3, 5)).shape == (3, 1)
    assert by_sample(torch.ones(5), (3, 5)).shape == (5,)
    assert by_sample(torch.ones(3, 5), (3, 5)).shape == (3, 5)
    assert reduce_weighted_values(VALUES, torch.tensor([1.0, 0.0]), reduction="sum") == 3


def test_no_mask_no_change():
    assert apply_mask(None, None, torch.float32, "sum") is None
    np.testing.assert_array_equal(apply_mask(None, torch.tensor([True, False]), torch.float32, "sum"), [1, 0])
