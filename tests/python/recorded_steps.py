"""Steps of optimizers as real Keras did them: which ones there are, and how to do them again."""
import golden
import numpy as np
import torch

from hornpipe import optimizers
from hornpipe.core.names import name_scope
from hornpipe.runtime.variable import Variable

TRAJECTORIES = golden.data("b90_trajectories/trajectories.json")["cases"]
SETTINGS = golden.data("optimizers/settings.json")


def trajectories(*classes):
    """Names of the recorded trainings with optimizers of these classes."""
    return [name for name, case in TRAJECTORIES.items() if case["optimizer"]["class_name"] in classes]


def settings(*classes):
    """Recorded steps with rarer settings: (class, arguments, variables after each step)."""
    return [(row["optimizer"], row["arguments"], row["variables"]) for row in SETTINGS["rows"] if row["optimizer"] in classes]


def check_trajectory(name):
    """Trains the recorded small network for ten steps; compares losses, weights and the optimizer's state."""
    case, arrays = TRAJECTORIES[name], golden.arrays("b90_trajectories/trajectories.npz")
    optimizer = optimizers.deserialize(case["optimizer"])
    weights = []
    for i, (layer, kind) in enumerate([("hidden", "kernel"), ("hidden", "bias"), ("output", "kernel"), ("output", "bias")]):
        with name_scope("m"), name_scope(layer):
            weights.append(Variable(arrays[f"w{i}"], name=kind, order=(1, 0) if kind == "kernel" else None))
    optimizer.build(weights)
    for step in range(10):
        x, y = torch.tensor(arrays["x"][step]), torch.tensor(arrays["y"][step])
        loss = (torch.tanh(x @ weights[0] + weights[1]) @ weights[2] + weights[3] - y).square().mean()
        np.testing.assert_allclose(loss.detach(), arrays[f"{name}/losses"][step], atol=1e-5)
        optimizer.apply(torch.autograd.grad(optimizer.scale_loss(loss), weights), weights)
        if step in (0, 9):
            for i, w in enumerate(weights):
                np.testing.assert_allclose(w.numpy(), arrays[f"{name}/{'final' if step else 'step1'}/w{i}"], atol=1e-5)
    assert [v.path for v in optimizer.variables] == case["optimizer_variables"]
    for i, v in enumerate(optimizer.variables):
        np.testing.assert_allclose(v.numpy(), arrays[f"{name}/opt/{i}"], atol=1e-5, err_msg=v.path)


def check_settings(cls, arguments, expected):
    """Six steps on two variables with given gradients."""
    arguments = dict(arguments)
    if "schedule" in arguments:
        name, options = arguments.pop("schedule")
        arguments["learning_rate"] = getattr(optimizers.schedules, name)(**options)
    optimizer = getattr(optimizers, cls)(**arguments)
    variables = [Variable(np.array(w, "float32"), name=name) for w, name in zip(SETTINGS["start"], ("kernel", "bias"))]
    for gradients, after in zip(SETTINGS["gradients"], expected):
        optimizer.apply([torch.tensor(g) for g in gradients], variables)
        for v, value in zip(variables, after):
            np.testing.assert_allclose(v.numpy(), value, atol=1e-5)
