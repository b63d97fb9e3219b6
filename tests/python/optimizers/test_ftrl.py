import pytest
import recorded_steps

from hornpipe.optimizers import Ftrl


@pytest.mark.parametrize("name", recorded_steps.trajectories("Ftrl"))
def test_training_is_that_of_keras(name):
    recorded_steps.check_trajectory(name)


@pytest.mark.parametrize(("cls", "arguments", "expected"), recorded_steps.settings("Ftrl"))
def test_steps_with_rarer_settings_are_those_of_keras(cls, arguments, expected):
    recorded_steps.check_settings(cls, arguments, expected)


def test_strengths_are_not_negative():
    with pytest.raises(ValueError, match="`l1_regularization_strength` needs to be positive or zero. Received: l1_regularization_strength=-0.1."):
        Ftrl(l1_regularization_strength=-0.1)
    with pytest.raises(ValueError, match="`learning_rate_power` needs to be negative or zero. Received: learning_rate_power=0.1."):
        Ftrl(learning_rate_power=0.1)
