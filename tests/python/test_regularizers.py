import golden
import numpy as np
import pytest
import torch

from hornpipe import regularizers

ROWS = golden.data("c02_functions/functions.json")["regularizer"]
DATA = golden.arrays("c02_functions/functions.npz")


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["id"])
def test_values_are_those_of_keras(row):
    made = getattr(regularizers, row["class_name"])(**row["kwargs"])
    twin = regularizers.deserialize(regularizers.serialize(made))
    for regularizer in (made, twin):
        found = regularizer(torch.tensor(DATA[row["x"]]))
        np.testing.assert_allclose(found, DATA[row["expected"]], atol=row["atol"], rtol=row["rtol"])


@pytest.mark.parametrize("name, cls", [("l1", "L1"), ("l2", "L2"), ("l1_l2", "L1L2"), ("L1L2", "L1L2"), ("l1l2", "L1L2"),
                                       ("orthogonal_regularizer", "OrthogonalRegularizer")])
def test_names(name, cls):
    assert type(regularizers.get(name)) is getattr(regularizers, cls)


def test_defaults_and_none():
    assert regularizers.L1(None).l1 == 0.01 and regularizers.L2().l2 == 0.01
    assert regularizers.L1L2().get_config() == {"l1": 0.0, "l2": 0.0}
    assert regularizers.get(None) is None
    assert regularizers.L1L2()(torch.ones(3)) == 0
    assert regularizers.Regularizer()(torch.ones(3)) == 0.0


def test_gradients_flow():
    w = torch.tensor([[1.0, -2.0]], requires_grad=True)
    regularizers.L1L2(0.1, 0.2)(w).backward()
    np.testing.assert_allclose(w.grad, [[0.5, -0.9]], rtol=1e-6)


@pytest.mark.parametrize("call, message", [
    (lambda: regularizers.L1(-0.1), r"`l1` must be a non-negative float, got -0.1"),
    (lambda: regularizers.L2(float("nan")), r"`l2` must be a non-negative float, got nan"),
    (lambda: regularizers.L1L2(l2="a"), r"`l2` must be a non-negative float, got 'a'"),
    (lambda: regularizers.OrthogonalRegularizer(mode="x"), r"Received: mode=x"),
    (lambda: regularizers.OrthogonalRegularizer()(torch.ones(2, 2, 2)), r"must have rank 2"),
    (lambda: regularizers.get("l3"), r"`regularizer` names nothing known: got 'l3'"),
])
def test_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()
