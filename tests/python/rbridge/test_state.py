import numpy as np
import pytest

import hornpipe as keras
from hornpipe import ops
from hornpipe.core.errors import FileFormatError, UnknownNameError
from hornpipe.rbridge import CustomModel, model_of, notes, r_function
from hornpipe.rbridge.state import state_of

X, Y = np.random.RandomState(0).rand(16, 3), np.arange(16) % 2


def test_a_model_is_in_its_bytes_with_optimizer_and_notes():
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(X, Y, epochs=2, verbose=0)
    notes(model).levels = {"dense": ["no", "yes"]}
    again = model_of(state_of(model))
    assert notes(again).levels == {"dense": ["no", "yes"]}
    for m in (model, again):
        m.fit(X, Y, epochs=2, shuffle=False, verbose=0)
    for a, b in zip(model.get_weights(), again.get_weights(), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-6)


def set_up(model, giver):
    model.dense = keras.layers.Dense(giver())
    model.set_forward(lambda inputs: model.dense(inputs), lambda reason: None, lambda: 0)


def test_a_custom_model_is_made_again_by_its_function(monkeypatch):
    monkeypatch.setattr(CustomModel, "set_up", staticmethod(set_up))
    one = r_function(None, "one", [], lambda: 1)
    model = CustomModel(one, name="own")
    model.compile("adam", "mse")
    model.fit(X, Y, epochs=2, verbose=0)
    left = []
    state = state_of(model, left.extend)
    assert left == [["one", one.r_giver]]
    again = model_of(state, {"one": one})
    np.testing.assert_allclose(again.predict(X, verbose=0), model.predict(X, verbose=0), rtol=1e-6)
    assert int(again.optimizer.iterations) == int(model.optimizer.iterations)
    with pytest.raises(UnknownNameError, match="in `custom_objects` under the name 'one'"):
        model_of(state)


def test_a_model_that_cannot_be_saved_says_why_when_it_is_read():
    model = keras.Sequential([keras.Input((3,)), keras.layers.Lambda(lambda x: ops.abs(x) if True else x)])
    model.get_config = lambda: 1 / 0
    with pytest.raises(FileFormatError, match="not saved with its R object: division by zero"):
        model_of(state_of(model))
