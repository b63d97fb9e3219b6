"""What is given for the outputs of a model: by position, by name, in their nesting, for parts of it."""
import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe import layers, tree
from hornpipe.training.outputs import Outputs

X = np.random.default_rng(0).random((8, 3), dtype=np.float32)
Y1, Y2, Y3 = np.random.default_rng(1).random((3, 8, 1), dtype=np.float32)
TENSOR = torch.zeros(2, 1)


def model(structure):
    inputs = keras.Input((3,))
    return keras.Model(inputs, tree.map_structure(lambda name: layers.Dense(1, name=name)(inputs), structure))


def absolute(y_true, y_pred):
    """The sum of the absolute errors of all outputs of a part."""
    tree.assert_same_structure(y_true, y_pred)
    return sum((t - p).abs().mean(-1) for t, p in zip(tree.flatten(y_true), tree.flatten(y_pred)))


def error(y, prediction):
    return np.abs(y - prediction).mean()


def logs_of(made, y, loss, loss_weights=None, **kwargs):
    made.compile("sgd", loss, loss_weights=loss_weights)
    return made.evaluate(X, y, verbose=0, return_dict=True, **kwargs)


def test_a_loss_may_be_for_all_outputs_together_and_others_for_each():
    made = model(("a", "b"))
    a, b = made.predict(X, verbose=0)
    logs = logs_of(made, (Y1, Y2), [absolute, ("mae", "mse")], loss_weights=[0.5, (2.0, 3.0)])
    assert sorted(logs) == ["a_b_loss", "a_loss", "b_loss", "loss"]
    assert logs["a_b_loss"] == pytest.approx(error(Y1, a) + error(Y2, b), rel=1e-5)
    assert logs["a_loss"] == pytest.approx(error(Y1, a), rel=1e-5)
    assert logs["loss"] == pytest.approx(0.5 * logs["a_b_loss"] + 2 * logs["a_loss"] + 3 * logs["b_loss"], rel=1e-5)


def test_losses_follow_nested_outputs():
    made = model({"a": ("y1", "y2"), "b": {"b1": "y3", "b2": "y4"}, "d": "y5"})
    y = {"a": (Y1, Y2), "b": {"b1": Y1, "b2": Y2}, "d": Y3}
    logs = logs_of(made, y, {"a": [absolute, (None, "mae")], "b": {"b1": "mse"}, "d": absolute})
    found = made.predict(X, verbose=0)
    assert sorted(logs) == ["a/y2_loss", "a_loss", "b/b1_loss", "d_loss", "loss"]
    assert logs["a_loss"] == pytest.approx(error(Y1, found["a"][0]) + error(Y2, found["a"][1]), rel=1e-5)
    assert logs["a/y2_loss"] == pytest.approx(error(Y2, found["a"][1]), rel=1e-5)
    assert logs["b/b1_loss"] == pytest.approx(np.square(Y1 - found["b"]["b1"]).mean(), rel=1e-5)
    assert logs["loss"] == pytest.approx(sum(v for k, v in logs.items() if k != "loss"), rel=1e-5)


def test_one_output_may_have_several_losses():
    made = model("a")
    prediction = made.predict(X, verbose=0)
    logs = logs_of(made, Y1, ["mae", "mse"], loss_weights=[1.0, 10.0])
    assert logs["loss"] == pytest.approx(error(Y1, prediction) + 10 * np.square(Y1 - prediction).mean(), rel=1e-5)


def test_targets_may_be_given_for_the_outputs_that_have_a_loss_alone():
    made = model(["a", "b", "c"])
    b = made.predict(X, verbose=0)[1]
    assert logs_of(made, Y2, [None, "mae", None]) == pytest.approx({"loss": error(Y2, b)}, rel=1e-5)
    assert logs_of(made, [Y1, Y2, Y3], [None, "mae", None])["loss"] == pytest.approx(error(Y2, b), rel=1e-5)
    assert logs_of(made, [Y1, Y2], ["mae", "mae", None])["b_loss"] == pytest.approx(error(Y2, b), rel=1e-5)


def test_a_dictionary_of_losses_may_leave_outputs_out():
    made = model({"a": "a", "b": "b"})
    b = made.predict(X, verbose=0)["b"]
    assert logs_of(made, {"a": Y1, "b": Y2}, {"b": "mae"}) == pytest.approx({"loss": error(Y2, b)}, rel=1e-5)
    weighted = logs_of(made, {"a": Y1, "b": Y2}, {"a": "mse", "b": "mae"}, loss_weights={"b": 2.0})
    assert weighted["loss"] == pytest.approx(weighted["a_loss"] + 2 * weighted["b_loss"], rel=1e-5)


@pytest.mark.parametrize("structure, given, weights, message", [
    (["a", "b"], ["mse"], None, "`loss` has 1 entries, but the model has 2 outputs"),
    (["a", "b"], {"c": "mse"}, None, "`loss` names 'c', which is no output of the model"),
    (["a", "b"], ["mse", "mse"], [1.0, 2.0, 3.0], "`loss_weights` must have an entry for each of the 2 losses, got 3"),
    (["a", "b"], "mse", 2.0, "`loss_weights` must have an entry for each of the 2 outputs"),
    ({"a": ["a", "b"], "c": "c"}, {"a": {"x": "mse"}}, None, "`loss` has an entry at 'a/x', where the model has no output"),
])
def test_what_does_not_fit_the_outputs_is_told(structure, given, weights, message):
    made = model(structure)
    with pytest.raises(ValueError, match=message):
        logs_of(made, tree.map_structure(lambda _: Y1, structure), given, weights)


def test_places_and_names():
    outputs = Outputs({"a": (TENSOR, TENSOR), "b": TENSOR}, ["x", "y", "z"])
    assert outputs.paths == [("a", 0), ("a", 1), ("b",)]
    assert (outputs.below(("a",)).start, outputs.below(("a",)).stop) == (0, 2)
    assert outputs.below(("a",)).of([1, 2, 3]) == (1, 2) and outputs.below(("b",)).of([1, 2, 3]) == 3
    assert [outputs.name_of(p) for p in ((), ("a",), ("a", 1), ("b",))] == ["x_y_b", "a", "a/y", "b"]
    assert Outputs([TENSOR, TENSOR]).names == ["output_1", "output_2"]
