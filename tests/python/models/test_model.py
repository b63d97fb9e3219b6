import numpy as np

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
