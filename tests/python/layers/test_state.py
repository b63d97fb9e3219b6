import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers
from hornpipe.runtime.variable import Variable


class Mixed(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.inner = layers.Dense(2, name="inner")
        self.drop = layers.Dropout(0.5)

    def build(self, input_shape):
        self.steps = self.add_weight("steps", (), "zeros", dtype="int32", trainable=False)
        self.scale = self.add_weight("scale", (input_shape[-1],), "ones")
        self.inner.build(input_shape)

    def call(self, x):
        return self.drop(self.inner(x * self.scale))


@pytest.fixture
def layer():
    made = Mixed(name="mixed")
    made.build((None, 3))
    return made


def test_the_order_of_weights(layer):
    assert [w.path for w in layer.weights] == ["mixed/scale", "mixed/steps", "mixed/inner/kernel", "mixed/inner/bias"]
    assert [w.path for w in layer.trainable_weights] == ["mixed/scale", "mixed/inner/kernel", "mixed/inner/bias"]
    assert [w.path for w in layer.non_trainable_weights] == ["mixed/steps"]
    assert len(layer.variables) == 5 and len(layer.non_trainable_variables) == 2      # with the state of the random stream
    assert layer.count_params() == 3 + 1 + 6 + 2


def test_freezing_reaches_down(layer):
    layer.trainable = False
    assert layer.trainable_weights == [] and not layer.inner.trainable and not layer.scale.requires_grad
    layer.trainable = True
    assert len(layer.trainable_weights) == 3 and layer.scale.requires_grad
    layer.inner.trainable = False
    assert [w.name for w in layer.trainable_weights] == ["scale"]
    assert [w.name for w in layer.non_trainable_weights] == ["steps", "kernel", "bias"]


def test_weights_in_and_out(layer):
    values = [np.full(w.shape, i) for i, w in enumerate(layer.weights)]
    layer.set_weights(values)
    for a, b in zip(layer.get_weights(), values):
        np.testing.assert_array_equal(a, b)
    with pytest.raises(ValueError, match="4 weights"):
        layer.set_weights(values[:2])
    with pytest.raises(ValueError, match=r"\(3,\)"):
        layer.set_weights([np.ones(4), *values[1:]])


def test_attributes_take_variables_and_layers():
    layer = layers.Layer()
    layer.v = Variable(np.ones(2), name="v")
    layer.p = torch.nn.Parameter(torch.ones(3))
    layer.inner = layers.Dense(1)
    assert [w.name for w in layer.weights] == ["v", "p"]
    assert layer._layers == [layer.inner]
    layer.v = Variable(np.ones(4), name="again")
    assert {w.name for w in layer.weights} == {"again", "p"}
    del layer.p
    assert [w.name for w in layer.weights] == ["again"]


def test_a_weight_belongs_once_whatever_holds_it():
    layer = layers.Layer()
    layer.one = layer.add_weight("w", (2,))
    layer.two = layer.one
    layer.held = [layer.one]
    assert len(layer.weights) == 1
    shared = layers.Dense(2)
    outer = layers.Layer()
    outer.a, outer.b = shared, shared
    assert outer._layers == [shared]


def test_built_layers_are_closed(layer):
    with pytest.raises(ValueError, match="cannot add new elements of state"):
        layer.more = layers.Dense(2)
    with pytest.raises(ValueError, match="cannot add new elements of state"):
        layer.more = Variable(np.ones(2))
    with layer._unlocked():
        layer.more = Variable(np.ones(2), name="more")
    assert "more" in [w.name for w in layer.trainable_weights]


def test_metrics_are_state_but_no_weights():
    layer = layers.Layer()
    layer.mean = hornpipe.metrics.Mean()
    assert layer.weights == [] and layer.metrics == [layer.mean] and len(layer.metrics_variables) == 2


def test_state_may_come_before_super():
    class Early(layers.Layer):
        def __init__(self):
            self.inner, self.more, self.mean = layers.Dense(2), [], hornpipe.metrics.Mean()
            super().__init__()
            self.more.append(layers.Dense(3))

        def call(self, x):
            return self.more[0](self.inner(x))

    layer = Early()
    assert layer(np.ones((1, 4))).shape == (1, 3) and len(layer.weights) == 4 and layer.metrics == [layer.mean]


def test_super_must_come():
    class Forgets(layers.Layer):
        def __init__(self):
            self.inner = layers.Dense(2)

        def call(self, x):
            return self.inner(x)

    with pytest.raises(AttributeError, match=r"Was `super\(\).__init__\(\)` called?"):
        Forgets()(np.ones((1, 2)))


@pytest.mark.parametrize("add, kind, message", [
    (lambda layer: layer.add_weight("w", (2, None)), ValueError, "must have a shape without None"),
    (lambda layer: layer.add_weight("w", (2, 2.5)), ValueError, r"`shape` must hold ints and None, got \(2, 2.5\)"),
    (lambda layer: layer.add_weight((2,), shape=(3,)), ValueError, "`shape` was passed both positionally and as a keyword"),
    (lambda layer: layer.add_weight((2,), "ones", "float32", True), TypeError, "at most 3 positional arguments"),
])
def test_weights_that_cannot_be(add, kind, message):
    with pytest.raises(kind, match=message):
        add(layers.Layer())


def test_defaults_of_weights():
    layer = layers.Layer(dtype="mixed_float16")
    w = layer.add_weight("w", (4, 4))
    assert w.dtype == torch.float32 and w.any() and w.trainable
    assert not layer.add_weight("n", (4,), dtype="int32").any()
    assert layer.add_weight("s").shape == ()
    assert layer.add_weight("r", [2.0, 3]).shape == (2, 3) and layer.add_weight("o", 2.0).shape == (2,)
    assert layer.add_weight((2,), "ones", name="x").tolist() == [1, 1]


def test_none_in_the_class_body_does_not_hide_what_comes_later():
    class Late(layers.Layer):
        kernel = None
        inner = None

        def build(self, input_shape):
            self.kernel = self.add_weight(shape=input_shape[-1], initializer="ones")
            self.inner = layers.Dense(1)
            self.inner.build(input_shape)

        def call(self, x):
            return self.inner(x * self.kernel)

    late = Late()
    assert late.kernel is None and late.inner is None
    late(torch.ones(2, 3))
    assert late.kernel is late.weights[0] and late.kernel.shape == (3,)
    assert late.inner.kernel.shape == (3, 1)
    assert len(late.weights) == 3
