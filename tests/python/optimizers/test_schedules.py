import golden
import numpy as np
import pytest
import torch

from hornpipe.optimizers import SGD, schedules
from hornpipe.runtime.variable import Variable

ROWS = golden.data("c02_functions/functions.json")["schedule"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_rates_are_those_of_keras(row):
    schedule = getattr(schedules, row["class_name"])(**row["kwargs"])
    expected = golden.arrays("c02_functions/functions.npz")[row["expected"]]
    np.testing.assert_allclose([float(schedule(step)) for step in row["steps"]], expected, atol=row["atol"], rtol=row["rtol"])
    np.testing.assert_allclose(schedule(np.array(row["steps"])), expected, atol=row["atol"], rtol=row["rtol"])       # the whole curve at once
    np.testing.assert_allclose(schedule(Variable(row["steps"][3], dtype="int64", trainable=False)), expected[3], rtol=row["rtol"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_configs_go_around(row):
    schedule = getattr(schedules, row["class_name"])(**row["kwargs"], name="mine")
    entry = schedules.serialize(schedule)
    assert entry["module"] == "keras.optimizers.schedules" and entry["config"]["name"] == "mine"
    assert schedules.deserialize(entry).get_config() == schedule.get_config()


def test_rates_are_tensors_in_floatx():
    rate = schedules.ExponentialDecay(0.1, 10, 0.5)(3)
    assert isinstance(rate, torch.Tensor) and rate.dtype is torch.float32 and rate.shape == ()


def test_whole_numbers_may_be_rates():
    assert float(schedules.PiecewiseConstantDecay([2, 4], [1, 0.5, 0.1])(9)) == pytest.approx(0.1)


@pytest.mark.parametrize("make", [
    lambda: schedules.ExponentialDecay(0.1, 0, 0.5), lambda: schedules.InverseTimeDecay(0.1, -1, 0.5), lambda: schedules.PolynomialDecay(0.1, 0),
    lambda: schedules.CosineDecay(0.1, 0), lambda: schedules.CosineDecayRestarts(0.1, 0)])
def test_there_must_be_steps(make):
    with pytest.raises(ValueError, match=r"`(first_)?decay_steps` must be > 0, got"):
        make()


def test_values_are_one_more_than_boundaries():
    with pytest.raises(ValueError, match="`values` must have one element more than `boundaries`, got 1 values and 1 boundaries"):
        schedules.PiecewiseConstantDecay([1], [0.1])


class Halving(schedules.LearningRateSchedule):
    def __init__(self, every):
        self.length = every

    def __call__(self, step):
        return 0.1 * 0.5 ** (step // self.length)


def test_a_schedule_of_ones_own():
    optimizer, v = SGD(Halving(2)), Variable(torch.zeros(1))
    for _ in range(4):
        optimizer.apply([torch.ones(1)], [v])
    assert v.item() == pytest.approx(-(0.1 + 0.1 + 0.05 + 0.05))
    assert Halving(3).get_config() == {"every": 3}


def test_a_subclass_of_a_schedule_rules_by_its_own_call():
    class Doubled(schedules.ExponentialDecay):
        def __call__(self, step):
            return 2 * super().__call__(step)

    optimizer, v = SGD(Doubled(0.1, 10, 0.5)), Variable(torch.zeros(1))
    optimizer.apply([torch.ones(1)], [v])
    assert v.item() == pytest.approx(-0.2)
