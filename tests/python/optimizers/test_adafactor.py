import pytest
import recorded_steps


@pytest.mark.parametrize("name", recorded_steps.trajectories("Adafactor"))
def test_training_is_that_of_keras(name):
    recorded_steps.check_trajectory(name)


@pytest.mark.parametrize(("cls", "arguments", "expected"), recorded_steps.settings("Adafactor"))
def test_steps_with_rarer_settings_are_those_of_keras(cls, arguments, expected):
    recorded_steps.check_settings(cls, arguments, expected)
