import numpy as np
import pytest

import hornpipe as keras
from hornpipe import layers, ops
from hornpipe.core.errors import NotBuiltError
from hornpipe.rbridge import description


def test_layers_are_told_with_settings_and_weights():
    model = keras.Sequential([keras.Input((3,)), layers.Dense(2, activation="relu", name="d")])
    model.set_weights([np.arange(6).reshape(3, 2), np.array([1.0, 2.0])])
    told = description(model, ["Dense", "Model"])
    root = told["layers"][told["root"]]
    (step,) = root["steps"]
    dense = told["layers"][step["layer"]]
    assert dense["name"] == "d" and dense["class"] == "Dense" and dense["own"] and dense["quantized"] is None
    assert dense["settings"]["units"] == 2 and "kernel_initializer" not in dense["settings"]
    assert dense["activations"] == {"activation": {"name": "relu"}}
    np.testing.assert_array_equal(dense["weights"]["kernel"], np.arange(6).reshape(3, 2))
    assert root["inputs"][0]["shape"] == [None, 3] and root["single"] and root["outputs"] == step["outputs"]
    assert step["arguments"] == {"positional": [{"tensor": root["inputs"][0]["id"]}], "named": {}}


def test_what_is_not_known_is_only_named():
    class Mine(layers.Dense):
        pass

    model = keras.Sequential([keras.Input((3,)), Mine(2), layers.Dense(2, activation=lambda x: x)])
    told = description(model, ["Model", "Dense"])
    mine, dense = (told["layers"][s["layer"]] for s in told["layers"][told["root"]]["steps"])
    assert mine["class"] == "Mine" and not mine["own"] and "weights" not in mine
    assert dense["activations"]["activation"] == {"other": "<lambda>"}


def test_shared_layers_stand_once_and_inner_ones_by_number():
    shared = layers.LSTM(2, return_state=True)
    a, b = keras.Input((4, 3)), keras.Input((4, 3))
    first = shared(a)
    out = shared(b, initial_state=list(first[1:]))
    told = description(keras.Model([a, b], {"x": out[0], "y": out[1]}), ["Model", "LSTM", "LSTMCell"])
    root = told["layers"][told["root"]]
    one, two = root["steps"]
    assert one["layer"] == two["layer"] and root["keys"] == ["x", "y"] and not root["single"]
    assert two["arguments"]["named"]["initial_state"] == {"list": [{"tensor": i} for i in one["outputs"][1:]]}
    cell = told["layers"][told["layers"][one["layer"]]["inner"]["cell"]]
    assert cell["class"] == "LSTMCell" and set(cell["weights"]) == {"kernel", "recurrent_kernel", "bias"}


def test_operations_get_their_arguments_by_name():
    x = keras.Input((3,))
    told = description(keras.Model(x, ops.mean(2.0 * x, axis=1, keepdims=True)), ["Model"])
    times, mean = told["layers"][told["root"]]["steps"]
    assert told["layers"][times["layer"]]["class"] == "op_multiply" and times["arguments"]["named"]["x1"] == {"value": 2.0}
    assert mean["arguments"]["named"]["axis"] == {"value": 1} and mean["arguments"]["named"]["keepdims"] == {"value": True}


def test_a_model_without_weights_is_refused():
    with pytest.raises(NotBuiltError, match="is not built yet"):
        description(keras.Sequential([layers.Dense(2)]), ["Dense"])
