import numpy as np
import pytest

import hornpipe
from hornpipe import layers
from hornpipe.models import clone_model

X = np.linspace(0, 1, 8, dtype="float32").reshape(2, 4)


def functional():
    x = hornpipe.Input((4,), name="x")
    shared = layers.Dense(4, name="shared")
    return hornpipe.Model(x, layers.Dense(2, name="out")(shared(shared(x)) + 1), name="net")


def sequential():
    return hornpipe.Sequential([hornpipe.Input((4,)), layers.Dense(3, name="first"), layers.Dense(2, name="out")], name="net")


@pytest.mark.parametrize("make", [functional, sequential])
def test_fresh_weights_same_graph(make):
    model = make()
    twin = clone_model(model)
    assert type(twin) is type(model) and twin.get_config() == model.get_config()
    assert not {id(w) for w in model.weights} & {id(w) for w in twin.weights} and len(twin.weights) == 4
    twin.set_weights(model.get_weights())
    np.testing.assert_array_equal(twin(X).detach(), model(X).detach())


@pytest.mark.parametrize("make", [functional, sequential])
def test_clone_function_changes_layers(make):
    def wider(layer):
        return layers.Dense(7, name=layer.name) if layer.name == "out" else type(layer).from_config(layer.get_config())

    assert clone_model(make(), clone_function=wider).output_shape == (None, 7)


def test_a_clone_function_may_share():
    model = functional()
    twin = clone_model(model, clone_function=lambda layer: layer)
    assert [id(w) for w in twin.weights] == [id(w) for w in model.weights] and twin is not model


@pytest.mark.parametrize("make", [functional, sequential])
def test_on_other_inputs(make):
    model, x = make(), hornpipe.Input((4,))
    assert clone_model(model, input_tensors=x).inputs[0] is x
    doubled = clone_model(model, input_tensors=x * 2)
    doubled.set_weights(model.get_weights())
    assert doubled.output_shape == (None, 2)


def test_call_function_wraps_each_call():
    seen = []

    def call(layer, *args, **kwargs):
        seen.append(layer.name)
        return layer(*args, **kwargs)

    clone_model(functional(), clone_function=lambda layer: type(layer).from_config(layer.get_config()), call_function=call)
    assert seen[:2] == ["shared", "shared"] and seen[-1] == "out"


def test_nested_models_are_cloned_when_asked():
    inner = sequential()
    x = hornpipe.Input((4,))
    model = hornpipe.Model(x, inner(x))

    def narrower(layer):
        return layers.Dense(1, name=layer.name) if layer.name == "out" else type(layer).from_config(layer.get_config())

    assert clone_model(model, clone_function=narrower, recursive=True).output_shape == (None, 1)
    assert clone_model(model).get_layer("net") is not inner


def test_subclassed_models():
    class Own(hornpipe.Model):
        def __init__(self, units, **kwargs):
            super().__init__(**kwargs)
            self.units, self.dense = units, layers.Dense(units)

        def call(self, x):
            return self.dense(x)

    twin = clone_model(Own(3))
    assert type(twin) is Own and twin.units == 3
    with pytest.raises(ValueError, match="Only functional and sequential models can be cloned with"):
        clone_model(Own(3), clone_function=lambda layer: layer)


@pytest.mark.parametrize("options, message", [
    ({"input_tensors": [1]}, "must hold symbolic tensors"),
    ({"input_tensors": "two"}, "must hold 1 tensors, got 2"),
])
def test_bad_inputs(options, message):
    if options["input_tensors"] == "two":
        options = {"input_tensors": [hornpipe.Input((4,)), hornpipe.Input((4,))]}
    with pytest.raises(ValueError, match=message):
        clone_model(functional(), **options)


def test_a_twin_is_compiled_as_the_model_is_with_an_optimizer_of_its_own():
    def own_loss(y_true, y_pred):
        return (y_true - y_pred).abs().mean(-1)

    model = hornpipe.Sequential([hornpipe.Input((3,)), layers.Dense(2)])
    model.compile(hornpipe.optimizers.Adam(0.25), own_loss,
                  metrics=["mae", hornpipe.metrics.MeanSquaredError(name="squares"), hornpipe.metrics.MeanAbsolutePercentageError])
    x = np.ones((4, 3), "float32")
    model.fit(x, x[:, :2], verbose=0)
    twin = clone_model(model)
    assert twin.compiled and float(twin.optimizer.learning_rate) == 0.25 and int(twin.optimizer.iterations) == 0
    assert twin.optimizer is not model.optimizer and twin.loss is own_loss
    history = twin.fit(x, x[:, :2], verbose=0)
    assert sorted(history.history) == ["loss", "mae", "mean_absolute_percentage_error", "squares"] and int(model.optimizer.iterations) == 1
    assert not clone_model(hornpipe.Sequential([hornpipe.Input((3,)), layers.Dense(2)])).compiled
