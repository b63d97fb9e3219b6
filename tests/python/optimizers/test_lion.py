import pytest
import recorded_steps

from hornpipe.optimizers import Lion


@pytest.mark.parametrize("name", recorded_steps.trajectories("Lion"))
def test_training_is_that_of_keras(name):
    recorded_steps.check_trajectory(name)


@pytest.mark.parametrize(("cls", "arguments", "expected"), recorded_steps.settings("Lion"))
def test_steps_with_rarer_settings_are_those_of_keras(cls, arguments, expected):
    recorded_steps.check_settings(cls, arguments, expected)


@pytest.mark.parametrize("beta_1", [-0.1, 0.0, 1.1])
def test_beta_1_weighs_the_momentum(beta_1):
    with pytest.raises(ValueError, match=f"the optimizer degenerates to SignSGD. Received: beta_1={beta_1}."):
        Lion(beta_1=beta_1)
