import pytest
import torch

from hornpipe import layers
from hornpipe.layers import deserialize, serialize


def test_there_and_back():
    layer = layers.Dense(3, activation="relu", kernel_regularizer="l2", name="mine")
    layer(torch.ones(2, 4))
    told = serialize(layer)
    assert (told["module"], told["class_name"], told["registered_name"]) == ("keras.layers", "Dense", None)
    assert told["build_config"] == {"input_shape": (2, 4)}
    again = deserialize(told)
    assert again.get_config() == layer.get_config() and again.built and again.kernel.shape == (4, 3)


def test_classes_of_ones_own():
    class Twice(layers.Layer):
        def call(self, x):
            return 2 * x

    told = serialize(Twice(name="t"))
    with pytest.raises(Exception, match="Twice"):
        deserialize(told)
    again = deserialize(told, custom_objects={"Twice": Twice})
    assert type(again) is Twice and again.name == "t"


def test_what_is_no_layer():
    with pytest.raises(TypeError, match="`config` does not describe a layer"):
        deserialize({"class_name": "Adam", "config": {}, "module": "keras.optimizers", "registered_name": None})
