import numpy as np
import pytest

import hornpipe as keras


class Scaled(keras.Model):
    def __init__(self, units, factor=2.0, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor
        self.dense = keras.layers.Dense(units)

    def call(self, x):
        return self.dense(x) * self.factor


def test_the_config_of_a_subclass_holds_what_it_was_given(tmp_path):
    model = Scaled(3, factor=0.5)
    assert {k: model.get_config()[k] for k in ("units", "factor")} == {"units": 3, "factor": 0.5}
    x = np.ones((2, 4), "float32")
    expected = model.predict(x, verbose=0)
    model.save(tmp_path / "scaled.keras")
    again = keras.saving.load_model(tmp_path / "scaled.keras", custom_objects={"Scaled": Scaled})
    np.testing.assert_array_equal(again.predict(x, verbose=0), expected)
    assert again.factor == 0.5


def test_state_trees_are_read_and_set_by_group():
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, kernel_initializer="ones", name="d")], name="m")
    tree = model.get_state_tree("numpy_array")
    tree["trainable_variables"]["m"]["d"]["kernel"] = np.array([[2.0], [3.0]])
    model.set_state_tree(tree)
    np.testing.assert_array_equal(model.get_weights()[0], [[2.0], [3.0]])
    with pytest.raises(ValueError, match="`state_tree` must be one of 'trainable_variables', .* got 'weights'"):
        model.set_state_tree({"weights": tree})
