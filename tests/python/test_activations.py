import golden
import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import KerasTensor, activations
from hornpipe.core import registry

ROWS = golden.data("c02_functions/functions.json")["activation"]
DATA = golden.arrays("c02_functions/functions.npz")
NAMES = sorted(name for name, f in registry.known("activation").items() if f.published_as == name and not name.startswith("_"))


def gradient(row, x):
    x = x.clone().requires_grad_()
    y = getattr(activations, row["function"])(x, **row["kwargs"])
    y.backward(torch.arange(y.numel(), dtype=torch.float64).cos().to(y.dtype).view(y.shape))
    return x.grad.numpy()


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["id"])
def test_values_and_gradients_are_those_of_keras(row):
    x = torch.tensor(DATA[row["x"]])
    y = getattr(activations, row["function"])(x, **row["kwargs"])
    np.testing.assert_allclose(y, DATA[row["expected"]], atol=row["atol"], rtol=row["rtol"])
    # The gradients on file are differences between neighbouring values: good to a percent, and not to be compared at bends.
    left, here, right = (gradient(row, x + step) for step in (-3e-3, 0, 3e-3))
    smooth = np.isclose(left, right, rtol=0.02, atol=0.003)
    assert smooth.mean() > 0.8
    np.testing.assert_allclose(here[smooth], DATA[row["expected_grad"]][smooth], atol=0.01, rtol=0.01)


@pytest.mark.parametrize("name", NAMES)
def test_every_activation(name):
    function = activations.get(name)
    assert function is getattr(activations, name)
    assert activations.serialize(function) == name
    assert activations.deserialize(name) is function
    assert function.__module__ == "hornpipe.activations"
    arguments = {"threshold": (0.5, 1.0)}.get(name, ())
    x = np.linspace(-3, 3, 8, dtype="float32").reshape(2, 4)
    y = function(x, *arguments) if name != "linear" else function(torch.tensor(x))
    symbolic = function(KerasTensor((None, 4)), *arguments)
    assert symbolic.shape == (None, *y.shape[1:]) and symbolic.dtype == "float32"


def test_get():
    assert activations.get(None) is activations.linear
    assert activations.get("swish") is activations.silu
    assert activations.get("hard_swish") is activations.hard_silu
    assert activations.get(torch.tanh) is torch.tanh
    with pytest.raises(ValueError, match=r"`activation` names nothing known: got 'reluu'\. Did you mean 'relu'"):
        activations.get("reluu")


def test_serialize_functions_of_others():
    def mine(x):
        return x

    assert activations.serialize(mine)["config"] == "mine"
    assert activations.deserialize("mine", custom_objects={"mine": mine}) is mine


def test_softmax_remembers_its_logits_for_losses():
    x = torch.randn(3, 4, requires_grad=True)
    assert activations.softmax(x)._softmax_logits is x
    assert not hasattr(activations.softmax(x, axis=0), "_softmax_logits")
    assert not hasattr(activations.softmax(x.detach()), "_softmax_logits")


def test_relu_options():
    x = torch.tensor([-10.0, -1.0, 0.0, 2.0, 5.0, 10.0])
    assert activations.relu(x, max_value=5.0).tolist() == [0, 0, 0, 2, 5, 5]
    assert activations.relu(x, negative_slope=0.5).tolist() == [-5, -0.5, 0, 2, 5, 10]
    assert activations.relu(x, threshold=3.0).tolist() == [0, 0, 0, 0, 5, 10]
    assert activations.relu(x, 0.5, 6.0, 3.0).tolist() == [-6.5, -2, -1.5, -0.5, 5, 6]


def test_integers_become_floats_where_they_must():
    assert activations.sigmoid(np.array([0, 1])).dtype == torch.float32
    assert activations.relu(torch.tensor([-1, 2])).tolist() == [0, 2]


def test_softmax_over_one_entry_warns():
    with pytest.warns(UserWarning, match="axis -1 .* has size 1"):
        activations.softmax(torch.randn(3, 1))


def test_symbolic_calls_come_back_from_files():
    x = hornpipe.Input((4,))
    outputs = [activations.relu(x, 0.1, 6.0), activations.gelu(x), activations.tanh(x), activations.exponential(x), activations.mish(x), activations.softmax(x)]
    model = hornpipe.Model(x, outputs)
    entries = [layer for layer in model.get_config()["layers"] if layer["class_name"] != "InputLayer"]
    assert [(e["module"].rpartition(".")[2], e["class_name"]) for e in entries] == [
        ("activations", "ReLU"), ("nn", "Gelu"), ("numpy", "Tanh"), ("numpy", "Exp"), ("activations", "Mish"), ("nn", "Softmax")]
    assert entries[1]["config"]["approximate"] is False
    twin = hornpipe.models.model_from_json(model.to_json())
    data = torch.randn(3, 4)
    for a, b in zip(model(data), twin(data)):
        torch.testing.assert_close(a, b)
