from types import SimpleNamespace

import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe.core.errors import ArgumentError
from hornpipe.rbridge import device
from hornpipe.runtime.device import current_device, default_device


@pytest.fixture
def two_gpus(monkeypatch):
    monkeypatch.setattr(device.devices, "available_devices", lambda: ["cpu", "cuda:0", "cuda:1"])


def test_names_of_devices(two_gpus):
    assert [device.find(n) for n in ("cpu", "CPU:0", "gpu", "cuda", "gpu:1", "cuda:1")] == ["cpu", "cpu", "cuda:0", "cuda:0", "cuda:1", "cuda:1"]
    with pytest.raises(ArgumentError, match="`device` must be one of 'cpu', 'cuda:0', 'cuda:1', got 'cuda:2': torch sees no other here"):
        device.find("cuda:2")


def test_a_device_that_is_not_there_is_refused(monkeypatch):
    monkeypatch.setattr(device.devices, "available_devices", lambda: ["cpu"])
    for name in ("gpu", "mps", 3):
        with pytest.raises(ArgumentError, match="`device` must be one of 'cpu', got"):
            device.find(name)


def test_the_default_can_be_set_and_forgotten(two_gpus):
    before = default_device()
    device.set_default("gpu:1")
    assert default_device() == "cuda:1"
    device.set_default(None)
    assert default_device() == before


def test_what_moves_is_the_model_with_its_optimizer_and_metrics():
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1), keras.layers.BatchNormalization()])
    model.compile("adam", "mse", metrics=["mae"])
    model.fit(np.zeros((4, 2)), np.zeros(4), verbose=0)
    names = {v.path.split("/")[-1] for v in device._variables(model)}
    assert {"kernel", "moving_mean", "learning_rate", "total"} <= names
    before = model.get_weights()
    target, leave = device.enter(model, "cpu")
    assert target == current_device() == "cpu"
    leave()
    for mine, then in zip(model.get_weights(), before):
        np.testing.assert_array_equal(mine, then)


def test_a_model_goes_where_it_is_told_and_stays(monkeypatch):
    monkeypatch.setattr(device.devices, "available_devices", lambda: ["cpu", "meta"])        # stands in for a GPU
    variable = SimpleNamespace(device=torch.device("cpu"), data=torch.zeros(2))
    model = SimpleNamespace(variables=[variable], metrics_variables=[], optimizer=None, _steps={"train": 1})
    target, leave = device.enter(model, "meta")
    assert target == current_device() == "meta" and keras.ops.zeros(1).device.type == "meta" and variable.data.device.type == "meta" and not model._steps
    leave()
    assert keras.ops.zeros(1).device.type == "cpu"
    variable.device = variable.data.device
    target, leave = device.enter(model, None)
    leave()
    assert target == "meta"


def test_what_is_here_is_told():
    found = device.devices_here()
    assert found[0]["device"] == "cpu" and found[0]["memory"] is None and sum(d["default"] for d in found) == 1
