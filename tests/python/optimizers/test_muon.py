import numpy as np
import pytest
import recorded_steps
import torch

from hornpipe.core.names import name_scope
from hornpipe.optimizers import Muon
from hornpipe.runtime.variable import Variable


@pytest.mark.parametrize("name", recorded_steps.trajectories("Muon"))
def test_training_is_that_of_keras(name):
    recorded_steps.check_trajectory(name)


@pytest.mark.parametrize(("cls", "arguments", "expected"), recorded_steps.settings("Muon"))
def test_steps_with_rarer_settings_are_those_of_keras(cls, arguments, expected):
    recorded_steps.check_settings(cls, arguments, expected)


@pytest.mark.parametrize(("shape", "adam"), [((), True), ((3,), True), ((3, 4), False), ((2, 3, 4), True), ((2, 2, 3, 4), True)])
def test_only_matrices_are_made_orthogonal(shape, adam):
    optimizer = Muon()
    optimizer.build([Variable(torch.ones(shape), name="w")])
    assert [v.name for v in optimizer.variables[2:]] == (["w_momentum", "w_velocity"] if adam else ["w_momentum"])


def test_embeddings_and_named_layers_follow_adam():
    with name_scope("token_embedding"):
        table = Variable(torch.ones(2, 2), name="table")
    with name_scope("head"):
        head = Variable(torch.ones(2, 2), name="kernel")
    assert len(_built(Muon(), table)) == 2
    assert len(_built(Muon(exclude_embeddings=False), table)) == 1
    assert len(_built(Muon(), head)) == 1
    assert len(_built(Muon(exclude_layers=["^head"]), head)) == 2


def _built(optimizer, variable):
    optimizer.build([variable])
    return optimizer.variables[2:]


def test_the_iteration_brings_singular_values_near_1():
    x = torch.randn(6, 4, generator=torch.Generator().manual_seed(0))
    singular = torch.linalg.svdvals(Muon().zeropower_via_newtonschulz5(x, 10))
    assert singular.min() > 0.6 and singular.max() < 1.3


def test_steps_are_scaled_by_the_longer_side():
    np.testing.assert_allclose(Muon(rms_rate=0.2).lr_adjust(torch.ones(4, 2)), np.full((4, 2), 0.4))
    np.testing.assert_allclose(Muon(rms_rate=None).lr_adjust(torch.ones(4, 2)), np.ones((4, 2)))
