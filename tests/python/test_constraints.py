import golden
import numpy as np
import pytest
import torch

from hornpipe import constraints

ROWS = golden.data("c02_functions/functions.json")["constraint"]
DATA = golden.arrays("c02_functions/functions.npz")


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["id"])
def test_values_are_those_of_keras(row):
    made = getattr(constraints, row["class_name"])(**row["kwargs"])
    twin = constraints.deserialize(constraints.serialize(made))
    for constraint in (made, twin):
        found = constraint(torch.tensor(DATA[row["x"]]))
        np.testing.assert_allclose(found, DATA[row["expected"]], atol=row["atol"], rtol=row["rtol"])


@pytest.mark.parametrize("name, cls", [("max_norm", "MaxNorm"), ("min_max_norm", "MinMaxNorm"), ("non_neg", "NonNeg"), ("unit_norm", "UnitNorm")])
def test_names(name, cls):
    assert type(constraints.get(name)) is getattr(constraints, cls) is getattr(constraints, name)


def test_the_base_leaves_weights_alone():
    w = torch.randn(3)
    assert constraints.Constraint()(w) is w
    assert constraints.get(None) is None


def test_unknown_names():
    with pytest.raises(ValueError, match=r"`constraint` names nothing known: got 'max_nrom'\. Did you mean .*'max_norm'"):
        constraints.get("max_nrom")


def test_a_users_class_needs_no_get_config_of_its_own():
    class AtMost(constraints.Constraint):
        def __call__(self, w):
            return w.clamp(max=0.5)

    twin = constraints.deserialize(constraints.serialize(AtMost()), custom_objects={"AtMost": AtMost})
    assert float(twin(torch.tensor(2.0))) == 0.5
