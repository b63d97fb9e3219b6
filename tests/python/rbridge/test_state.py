import numpy as np
import pytest

import hornpipe as keras
from hornpipe import ops
from hornpipe.core.errors import FileFormatError
from hornpipe.rbridge import CustomModel, model_of, notes
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


def custom():
    model = CustomModel(name="own")
    model.dense = keras.layers.Dense(1)
    model.set_forward(lambda inputs: model.dense(inputs), lambda reason: None, lambda: 0)
    return model


def test_a_custom_model_is_filled_again():
    model = custom()
    model.compile("adam", "mse")
    model.fit(X, Y, epochs=2, verbose=0)
    again = model_of(state_of(model), empty=custom())
    np.testing.assert_allclose(again.predict(X, verbose=0), model.predict(X, verbose=0), rtol=1e-6)
    assert int(again.optimizer.iterations) == int(model.optimizer.iterations)


def test_a_model_that_cannot_be_saved_says_why_when_it_is_read():
    model = keras.Sequential([keras.Input((3,)), keras.layers.Lambda(lambda x: ops.abs(x) if True else x)])
    model.get_config = lambda: 1 / 0
    with pytest.raises(FileFormatError, match="not saved with its R object: division by zero"):
        model_of(state_of(model))
