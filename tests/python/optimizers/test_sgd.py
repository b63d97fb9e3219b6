import pytest
import recorded_steps

from hornpipe.optimizers import SGD


@pytest.mark.parametrize("name", recorded_steps.trajectories("SGD"))
def test_training_is_that_of_keras(name):
    recorded_steps.check_trajectory(name)


@pytest.mark.parametrize(("cls", "arguments", "expected"), recorded_steps.settings("SGD"))
def test_steps_with_rarer_settings_are_those_of_keras(cls, arguments, expected):
    recorded_steps.check_settings(cls, arguments, expected)


@pytest.mark.parametrize("momentum", [-1.0, 2.0, "0.9"])
def test_momentum_lies_between_0_and_1(momentum):
    with pytest.raises(ValueError, match=r"`momentum` must be a float between \[0, 1\], got"):
        SGD(momentum=momentum)


def test_options_can_be_given_by_position():
    optimizer = SGD(0.1, 0.9, True, 0.01)
    assert (optimizer.momentum, optimizer.nesterov, optimizer.weight_decay) == (0.9, True, 0.01)
