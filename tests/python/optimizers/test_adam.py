import pytest
import recorded_steps
import torch

from hornpipe.optimizers import Adam, AdamW
from hornpipe.runtime.variable import Variable

CLASSES = ("Adam", "AdamW", "Adamax", "Nadam")


@pytest.mark.parametrize("name", recorded_steps.trajectories(*CLASSES))
def test_training_is_that_of_keras(name):
    recorded_steps.check_trajectory(name)


@pytest.mark.parametrize(("cls", "arguments", "expected"), recorded_steps.settings(*CLASSES))
def test_steps_with_rarer_settings_are_those_of_keras(cls, arguments, expected):
    recorded_steps.check_settings(cls, arguments, expected)


def test_decay_in_the_kernel_spares_the_excluded():
    kernel, bias = Variable(torch.ones(2), name="kernel"), Variable(torch.ones(2), name="bias")
    optimizer = AdamW(0.5, weight_decay=0.1)
    optimizer.exclude_from_weight_decay(var_names=["bias"])
    optimizer.apply([torch.zeros(2), torch.zeros(2)], [kernel, bias])
    assert kernel.tolist() == pytest.approx([0.95, 0.95])
    assert bias.tolist() == [1.0, 1.0]


def test_adamw_needs_a_decay():
    with pytest.raises(ValueError, match="`weight_decay` must be a number, got None"):
        AdamW(weight_decay=None)


def test_gradients_in_another_memory_order_give_the_same_step():
    straight, turned = Variable(torch.ones(2, 3), order=(1, 0)), Variable(torch.ones(2, 3))
    gradient = torch.tensor([[1.0, -2.0, 3.0], [-4.0, 5.0, 0.0]])
    for v in (straight, turned):
        Adam(0.1).apply([gradient], [v])
    assert torch.equal(straight, turned)
