import gc

import numpy as np
import torch

import hornpipe as keras
from hornpipe import ops
from hornpipe.rbridge import above, handle, make_class, make_through, r6_layer, r_function, take_dead


def made(name, base, methods, properties=None, attributes=None):
    return make_class(name, [base], {k: (f, p) for k, (f, p) in methods.items()}, properties or {}, attributes or {}, "Doc.", lambda *a: None, lambda: 0)


def test_methods_properties_and_attributes():
    def initialize(self, factor=1.0, **kwargs):
        above(cls, self).__init__(**kwargs)
        self.factor = factor

    cls = made("Scale", keras.layers.Layer, {
        "initialize": (initialize, [["factor", "constant", 1.0], ["...", "required", None]]),
        "call": (lambda self, x: x * self.factor, [["inputs", "required", None]]),
    }, {"double": lambda self, *value: self.factor * 2 if not value else setattr(self, "factor", value[0] / 2)}, {"mark": 3})
    layer = cls(factor=2.0)
    assert layer(torch.ones(1, 2)).tolist() == [[2.0, 2.0]] and layer.double == 4.0 and cls.mark == 3 and cls.__doc__ == "Doc."
    layer.double = 10
    assert layer.factor == 5
    assert layer.get_config()["factor"] == 2.0
    assert cls.from_config(layer.get_config()).factor == 2.0


def test_call_leaves_r():
    calls = []
    cls = made("Twice", keras.layers.Layer, {"call": (lambda self, x: calls.append(1) or x * 2, [["inputs", "required", None]])})
    layer = cls()
    for n in (1, 2, 3):
        assert torch.equal(layer(torch.ones(n, 2)), torch.full((n, 2), 2.0))
    assert len(calls) <= 3


def test_hooks_update_the_logs():
    cls = made("Seen", keras.callbacks.Callback, {"on_epoch_end": (lambda self, epoch, logs: {"twice": logs["loss"] * 2}, [])})
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    history = model.fit(np.ones((4, 1)), np.ones(4), epochs=2, verbose=0, callbacks=[cls()])
    assert history.history["twice"] == [2 * v for v in history.history["loss"]]


def test_instances_that_are_gone_are_told():
    class Thing:
        pass

    take_dead()
    thing = Thing()
    number = handle(thing)
    assert handle(thing) == number
    del thing
    gc.collect()
    assert take_dead() == [number] and take_dead() == []


def test_r6_layers():
    kept = {}

    def build(shape):
        kept["w"] = layer.add_weight(name="w", shape=(shape[-1], 2), initializer="ones")

    own = r_function(None, "Own", [], lambda: None)
    layer = r6_layer(own, {"times": 2.0}, build, lambda x: ops.matmul(x, kept["w"]), None, {"name": "own"})
    assert layer(torch.ones(1, 3)).tolist() == [[3.0, 3.0]] and layer.name == "own" and layer.count_params() == 6
    shaped = r6_layer(own, {}, lambda shape: None, lambda x: x, lambda shape: [*shape[:-1], 7], {})
    assert shaped.compute_output_shape((None, 3)) == (None, 7)


def test_a_file_tells_the_class_and_the_arguments_of_an_r6_layer():
    own = r_function(None, "Own", [], lambda: None)
    asked = []

    def again(giver, arguments, base):
        asked.append((giver, arguments, base["name"]))
        return layer

    make_through(again, None)
    layer = r6_layer(own, {"times": 2.0}, lambda shape: None, lambda x: x, None, {"name": "mine"})
    entry = keras.saving.serialize_keras_object(layer)
    assert entry["class_name"] == "R6Layer" and entry["config"]["arguments"] == {"times": 2.0} and entry["config"]["r6_class"]["config"] == "Own"
    assert keras.saving.deserialize_keras_object(entry, custom_objects={"Own": own}) is layer
    assert asked == [(own.r_giver, {"times": 2.0}, "mine")]
