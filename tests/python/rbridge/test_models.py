import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe.core.errors import ArgumentError, NotBuiltError, NotCompiledError
from hornpipe.rbridge import (
    cloned,
    compile_arguments,
    copied,
    graph,
    input_specs,
    label_form,
    named_weights,
    node_value,
    notes,
    output_specs,
    r_function,
    set_weights,
    source_inputs,
    summary,
    weights_by_class,
)


def two_ends():
    a, b = keras.Input((2,), name="a"), keras.Input((3,), name="b")
    both = keras.layers.Concatenate(name="both")([a, b])
    return keras.Model([a, b], [keras.layers.Dense(1, name="one")(both), keras.layers.Dense(4, name="four")(both)])


def test_names_and_shapes_of_the_ends():
    model = two_ends()
    assert input_specs(model) == {"a": [None, 2], "b": [None, 3]}
    assert output_specs(model) == {"one": [None, 1], "four": [None, 4]}
    chain = keras.Sequential([keras.Input((2,), name="x"), keras.layers.Dense(1, name="d")])
    assert input_specs(chain) == {"x": [None, 2]} and output_specs(chain) == {"d": [None, 1]}
    assert input_specs(keras.Sequential([keras.layers.Dense(1)])) == {}


@pytest.mark.parametrize("loss, form", [
    ("sparse_categorical_crossentropy", "codes"), ("categorical_crossentropy", "onehot"), (keras.losses.CategoricalFocalCrossentropy(), "onehot"),
    ("mse", "onehot"), (keras.losses.binary_crossentropy, "onehot"), ("circle", "codes"),
])
def test_how_a_loss_wants_classes(loss, form):
    model = two_ends()
    model.compile("sgd", {"one": "binary_crossentropy", "four": loss})
    assert label_form(model, "four") == form and label_form(model, "one") == "binary"
    model.compile("sgd", ["mse", loss])
    assert label_form(model, "one") == "numbers"
    model.compile("sgd", ["hinge", loss])
    assert label_form(model, "four") == form and label_form(model, "one") == "binary"


def test_weights_of_classes_become_weights_of_samples_by_output():
    model, y = two_ends(), {"one": torch.tensor([0, 1, 1]), "four": torch.tensor([3, 2, 0])}
    found = weights_by_class(model, y, {"four": {3: 2.0, 0: 5.0}}, None)
    assert list(found) == ["four"] and found["four"].tolist() == [2, 1, 5]
    found = weights_by_class(model, list(y.values()), {"four": {3: 2.0}}, torch.tensor([1.0, 2.0, 3.0]))
    assert found["four"].tolist() == [2, 2, 3] and found["one"].tolist() == [1, 2, 3]
    found = weights_by_class(model, y, {"one": {1: 3}}, {"four": torch.ones(3)})
    assert found["one"].tolist() == [1, 3, 3] and found["four"].tolist() == [1, 1, 1]


def test_notes_belong_to_a_model_and_go_with_it():
    model = two_ends()
    notes(model).levels = {"four": ["x"]}
    assert notes(model).levels == {"four": ["x"]} and notes(two_ends()).levels == {}


def test_summary_and_graph():
    told = summary(two_ends(), 80, None, False, False, None)
    assert [row["name"] for row in told["layers"]] == ["a", "b", "both", "one", "four"]
    assert [row["params"] for row in told["layers"]] == [0, 0, 0, 6, 24] and told["params"]["Total params"] == 30
    assert told["text"].startswith('Model: "functional')
    drawn = graph(two_ends())
    names = [layer["name"] for layer in drawn["layers"]]
    assert {(names[i], names[j]) for i, j in drawn["edges"]} == {("a", "both"), ("b", "both"), ("both", "one"), ("both", "four")}
    with pytest.raises(NotBuiltError, match="nothing to draw"):
        graph(keras.Sequential([keras.layers.Dense(1)]))


def test_nodes_and_sources():
    layer, x = keras.layers.Dense(2), keras.Input((3,))
    y = layer(x)
    assert node_value(layer, 0, "input") is x and node_value(layer, 0, "output_shape") == [None, 2] and node_value(layer, -1, "output_mask") is None
    assert source_inputs(keras.layers.Dense(1)(y)) == [x]
    with pytest.raises(ArgumentError, match="1 to 1"):
        node_value(layer, 1, "input")


def test_r_writes_scalars_as_arrays_of_one():
    metric = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    set_weights(metric, [np.ones((1, 1)), np.ones(1)])
    assert metric.get_weights()[1].tolist() == [1.0]


def test_a_copy_has_weights_of_its_own_and_draws_nothing():
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3), keras.layers.Dropout(0.5)])
    model.compile("sgd", "mse")
    keras.utils.set_random_seed(1)
    wanted = np.random.rand()
    keras.utils.set_random_seed(1)
    twin = copied(model)
    assert np.random.rand() == wanted
    assert [layer.name for layer in twin.layers] == [layer.name for layer in model.layers] and twin.compiled
    assert all((a.numpy() == b.numpy()).all() and a is not b for a, b in zip(model.variables, twin.variables, strict=True))


def test_weights_by_path_and_what_compile_was_told():
    model = two_ends()
    found = named_weights(model)
    assert found["names"] == ["one/kernel", "one/bias", "four/kernel", "four/bias"] and found["values"][2].shape == (5, 4)
    with pytest.raises(NotCompiledError, match="must be compiled before it can be updated"):
        compile_arguments(model)
    model.compile("sgd", "mse")
    assert compile_arguments(model)["loss"] == "mse" and compile_arguments(model)["optimizer"] is model.optimizer


def test_a_clone_has_the_functions_of_r_and_the_weights_if_asked_for():
    steep = r_function(lambda x: x * 2, "steep", [["x", "required", None]], lambda: None)
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(2, activation=steep), keras.layers.Lambda(steep)])
    clone = cloned(model, weights=True)
    assert clone.layers[0].activation is steep and clone.layers[1].function is steep
    np.testing.assert_array_equal(clone.get_weights()[0], model.get_weights()[0])
    assert not np.array_equal(cloned(model, weights=False).get_weights()[0], model.get_weights()[0])


def test_a_clone_of_a_model_without_a_graph_is_built_for_its_weights():
    class Own(keras.Model):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.dense = keras.layers.Dense(2)

        def call(self, x):
            return self.dense(x)

    model = Own()
    model(np.ones((1, 3), "float32"))
    np.testing.assert_array_equal(cloned(model, weights=True).get_weights()[0], model.get_weights()[0])
