import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers

X = np.ones((2, 4), "float32")


def test_built_at_once_with_an_input():
    model = hornpipe.Sequential([hornpipe.Input((4,)), layers.Dense(3), layers.Dense(2)])
    assert model.built and model.output_shape == (None, 2) and [len(layer.weights) for layer in model.layers] == [2, 2]
    assert model.input_shape == (None, 4) and len(model.inputs) == len(model.outputs) == 1


def test_built_at_the_first_call():
    model = hornpipe.Sequential([layers.Dense(3), layers.Dense(2)])
    assert not model.built and model.weights == []
    with pytest.raises(AttributeError, match="has no `output_shape` before it is built"):
        _ = model.output_shape
    assert model(X).shape == (2, 2) and model.built and len(model.weights) == 4


def test_built_from_a_shape():
    model = hornpipe.Sequential([layers.Dense(3)])
    model.build((None, 4))
    assert model.layers[0].kernel.shape == (4, 3)
    with pytest.raises(ValueError, match=r"built for inputs of shape \(None, 4\); it cannot be built again for \(None, 5\)"):
        model.build((None, 5))


def test_sizes_nobody_declared_may_change():
    model = hornpipe.Sequential([layers.GlobalAveragePooling1D(), layers.Dense(2)])
    assert model(np.ones((2, 5, 3))).shape == model(np.ones((2, 9, 3))).shape == (2, 2)


def test_add_and_pop():
    model = hornpipe.Sequential(name="stack")
    with pytest.raises(ValueError, match="'stack' has no layers to take off"):
        model.pop()
    model.add(hornpipe.Input((4,)))
    model.add(layers.Dense(3, name="a"))
    model.add(layers.Dense(2, name="b"))
    kernel = model.layers[0].kernel
    assert model.pop().name == "b" and model.output_shape == (None, 3)
    model.add(layers.Dense(5, name="c"))
    assert model(X).shape == (2, 5) and model.layers[0].kernel is kernel and list(model.state_dict()) == ["a.kernel", "a.bias", "c.kernel", "c.bias"]


@pytest.mark.parametrize("add, message", [
    (lambda m: m.add(layers.Dense(2, name="a")), "need names of their own; 'a' is taken"),
    (lambda m: m.add(hornpipe.Input((4,))), "already has an `Input`"),
    (lambda m: m.add(3), "`layer` must be a layer, got 3"),
    (lambda m: setattr(m, "layers", []), "use `add\\(\\)` and `pop\\(\\)`"),
])
def test_what_cannot_be_added(add, message):
    model = hornpipe.Sequential([hornpipe.Input((4,)), layers.Dense(3, name="a")])
    with pytest.raises((ValueError, AttributeError), match=message):
        add(model)


def test_an_input_comes_first():
    with pytest.raises(ValueError, match="must be the first layer"):
        hornpipe.Sequential([layers.Dense(2), hornpipe.Input((4,))])


def test_arguments_of_old():
    model = hornpipe.Sequential([layers.Dense(3, input_shape=(4,))])
    assert model.built and model.input_shape == (None, 4)
    assert hornpipe.Sequential([layers.Dense(3, input_dim=4)]).input_shape == (None, 4)


def test_modules_of_torch_may_stand_between():
    model = hornpipe.Sequential([hornpipe.Input((4,)), torch.nn.Linear(4, 3), torch.nn.ReLU(), layers.Dense(1)])
    assert model(X).shape == (2, 1) and len(model.trainable_weights) == 4


def test_masks_and_training_go_through_an_unbuilt_stack():
    class OnData(layers.Layer):
        """Can only run on numbers."""

        def call(self, x, training=None):
            return x * (2 if training else float(x.max()) / float(x.max()))

        def compute_output_spec(self, x, training=None):
            raise NotImplementedError

    model = hornpipe.Sequential([OnData(), layers.Dense(2, use_bias=False, kernel_initializer="ones")])
    assert model(X).tolist() == [[4, 4], [4, 4]] and model(X, training=True).tolist() == [[8, 8], [8, 8]]


def test_config_round_trip():
    model = hornpipe.Sequential([hornpipe.Input((4,)), layers.Dense(3, "relu"), layers.Dropout(0.2), layers.Dense(1)], name="stack")
    other = hornpipe.Sequential.from_config(model.get_config())
    other.set_weights(model.get_weights())
    assert other.get_config() == model.get_config() and torch.equal(other(X), model(X))
    unbuilt = hornpipe.Sequential([layers.Dense(3)])
    assert not hornpipe.Sequential.from_config(unbuilt.get_config()).built


def test_equal_models_have_equal_keys():
    def make():
        return hornpipe.Sequential([hornpipe.Input((4,)), layers.Dense(3), layers.Dense(3, name="named"), layers.Dense(1)])

    keys = [list(make().state_dict()) for _ in range(2)]
    assert keys[0] == keys[1] == ["dense.kernel", "dense.bias", "named.kernel", "named.bias", "dense_1.kernel", "dense_1.bias"]


def test_a_built_stack_as_first_layer_brings_its_input():
    inner = hornpipe.Sequential([hornpipe.Input((3,)), layers.Dense(2)])
    model = hornpipe.Sequential([inner, layers.Dense(4)])
    assert model.built and model.input_shape == (None, 3) and model.output_shape == (None, 4) and len(model.layers) == 2
    assert not hornpipe.Sequential([hornpipe.Sequential([layers.Dense(2)]), layers.Dense(4)]).built


def test_a_stack_that_begins_with_text_learns_from_strings(tmp_path):
    text, y = np.array(["a good film", "a bad film", "good good", "bad bad"]), np.array([1.0, 0, 1, 0])
    words = layers.TextVectorization(output_sequence_length=3, vocabulary=["good", "bad", "a", "film"])
    model = hornpipe.Sequential([words, layers.Embedding(6, 4), layers.Flatten(), layers.Dense(1)])
    model.compile(hornpipe.optimizers.Adam(0.05), "mse")
    losses = model.fit(text[:, None], y, epochs=20, verbose=0, validation_data=(text[:, None], y)).history["val_loss"]
    assert losses[-1] < 0.1 * losses[0] and model.inputs[0].dtype == "string"
    path = str(tmp_path / "text.keras")
    model.save(path)
    np.testing.assert_array_equal(hornpipe.saving.load_model(path).predict(text[:, None], verbose=0), model.predict(text[:, None], verbose=0))


def test_an_input_of_text_is_inferred_through():
    text = hornpipe.Input((1,), dtype="string")
    words = layers.TextVectorization(output_sequence_length=3, vocabulary=["good", "bad"])
    model = hornpipe.Model(text, layers.Dense(1)(layers.Flatten()(layers.Embedding(4, 2)(words(text)))))
    model.compile("sgd", "mse")
    history = model.fit(np.array(["good", "bad", "good bad"]), np.ones(3), validation_split=0.34, verbose=0).history
    assert sorted(history) == ["loss", "val_loss"]
