import numpy as np
import pytest
import recorded_steps
import torch

from hornpipe import optimizers
from hornpipe.optimizers import SGD, LossScaleOptimizer
from hornpipe.runtime.variable import Variable


@pytest.mark.parametrize("name", recorded_steps.trajectories("LossScaleOptimizer"))
def test_training_is_that_of_keras(name):
    recorded_steps.check_trajectory(name)


def test_overflow_leaves_a_step_out_and_halves_the_scale():
    v = Variable(torch.tensor([1.0, 2.0]))
    optimizer = LossScaleOptimizer(SGD(0.1), initial_scale=4.0, dynamic_growth_steps=2)
    optimizer.build([v])
    seen = []
    for g in (1, float("inf"), 1, 1, float("nan"), 1):      # as Keras 3.15.1 does it
        optimizer.apply([torch.full((2,), float(g))], [v])
        seen.append((round(v[0].item(), 4), int(optimizer.step_counter), float(optimizer.dynamic_scale), int(optimizer.iterations)))
    assert seen == [(0.975, 1, 4.0, 1), (0.975, 0, 2.0, 1), (0.925, 1, 2.0, 2), (0.875, 0, 4.0, 3), (0.875, 0, 2.0, 3), (0.825, 1, 2.0, 4)]
    assert optimizer.scale_loss(3.0) == 6.0


def test_a_stateless_step_changes_nothing():
    v = Variable(torch.tensor([1.0, 2.0]))
    optimizer = LossScaleOptimizer(SGD(0.5), initial_scale=2.0)
    optimizer.build([v])
    (value,), state = optimizer.stateless_apply([x.value for x in optimizer.variables], [torch.tensor([2.0, 4.0])], [v.value])
    assert value.tolist() == [0.5, 1.0] and v.tolist() == [1.0, 2.0]
    assert state[2].item() == 1 and optimizer.step_counter.item() == 0


def test_the_learning_rate_is_that_of_the_inner_optimizer():
    optimizer = LossScaleOptimizer(SGD(0.1))
    optimizer.learning_rate = 0.3
    assert float(optimizer.inner_optimizer.learning_rate) == pytest.approx(0.3)
    assert optimizer.leaf_optimizers == [optimizer.inner_optimizer]


@pytest.mark.parametrize(("option", "value"), [("clipnorm", 1.0), ("use_ema", True), ("weight_decay", 0.1), ("ema_momentum", 0.5)])
def test_options_belong_on_the_inner_optimizer(option, value):
    with pytest.raises(ValueError, match=f"does not take `{option}`: set it on the `inner_optimizer`"):
        LossScaleOptimizer(SGD(), **{option: value})


def test_what_is_no_optimizer_is_refused():
    with pytest.raises(TypeError, match="`inner_optimizer` must be an optimizer, got 'adam'"):
        LossScaleOptimizer("adam")


def test_it_is_dynamic():
    with pytest.raises(ValueError, match="set `loss_scale_factor` on the `inner_optimizer`"):
        LossScaleOptimizer(SGD(), dynamic=False)


def test_configs_go_around_old_ones_too():
    config = LossScaleOptimizer(SGD(0.2), initial_scale=3.0, name="mine").get_config()
    assert set(config) == {"name", "inner_optimizer", "initial_scale", "dynamic_growth_steps"}
    again = LossScaleOptimizer.from_config({**config, "weight_decay": None, "ema_momentum": 0.99, "use_ema": False})
    assert isinstance(again.inner_optimizer, SGD) and again.initial_scale == 3.0
    np.testing.assert_allclose(float(optimizers.deserialize(optimizers.serialize(again)).learning_rate), 0.2)
