import pytest
import recorded_steps
import torch

from hornpipe.optimizers import ScheduleFreeAdamW
from hornpipe.runtime.variable import Variable


@pytest.mark.parametrize("name", recorded_steps.trajectories("ScheduleFreeAdamW"))
def test_training_is_that_of_keras(name):
    recorded_steps.check_trajectory(name)


def test_the_warmup_shortens_the_first_steps():
    v = Variable(torch.ones(1))
    optimizer = ScheduleFreeAdamW(0.1, warmup_steps=10)
    optimizer.apply([torch.ones(1)], [v])
    assert v.item() == pytest.approx(0.99, abs=1e-6)


def test_variables_lie_between_the_hidden_sequence_and_its_average():
    v = Variable(torch.ones(1))
    optimizer = ScheduleFreeAdamW(0.1, beta_1=0.9)
    for _ in range(2):
        optimizer.apply([torch.ones(1)], [v])
    hidden = [0.9, 0.8]
    assert v.item() == pytest.approx(0.1 * hidden[1] + 0.9 * sum(hidden) / 2, abs=1e-5)
