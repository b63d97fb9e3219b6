import numpy as np
import torch

from hornpipe.optimizers import SGD
from hornpipe.runtime.variable import Variable


def test_averages_start_with_the_first_step_and_replace_the_variables():
    v, g = Variable(torch.tensor([3.0, 4.0])), torch.ones(2)
    optimizer = SGD(1.0, use_ema=True, ema_momentum=0.9, ema_overwrite_frequency=3)
    averages = []
    for _ in range(3):
        optimizer.apply([g], [v])
        averages.append(optimizer._model_variables_moving_average[0].tolist())
    np.testing.assert_allclose(averages, [[2, 3], [1.9, 2.9], [1.71, 2.71]], rtol=1e-6)
    np.testing.assert_allclose(v.numpy(), [1.71, 2.71], rtol=1e-6)


def trained():
    v, optimizer = Variable(torch.tensor([3.0])), SGD(1.0, use_ema=True, ema_momentum=0.5)
    for _ in range(2):
        optimizer.apply([torch.ones(1)], [v])
    return v, optimizer


def test_averages_can_be_swapped_in():
    v, optimizer = trained()
    optimizer.swap_averages()
    assert v.item() == 1.5 and optimizer.swapped
    optimizer.swap_averages()
    assert v.item() == 1.0 and not optimizer.swapped


def test_averages_are_final_at_the_end():
    v, optimizer = trained()
    optimizer.finalize_variable_values([])
    assert v.item() == 1.0
    optimizer.finalize_variable_values([v])
    assert v.item() == 1.5


def test_averages_that_are_swapped_in_stay():
    v, optimizer = trained()
    optimizer.swap_averages()
    optimizer.finalize_variable_values([v])
    assert v.item() == 1.5 and optimizer._model_variables_moving_average[0].item() == 1.5 and not optimizer.swapped


def test_without_averages_nothing_is_final():
    v, optimizer = Variable(torch.ones(1)), SGD()
    optimizer.build([v])
    optimizer.finalize_variable_values([v])
    assert v.item() == 1.0
