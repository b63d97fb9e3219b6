import copy
import pickle
from collections import OrderedDict, namedtuple

import numpy as np
import pytest
import torch

from hornpipe import layers
from hornpipe.runtime.variable import Variable

Two = namedtuple("Two", "a b")


def owner(**attributes):
    layer = layers.Layer()
    for name, value in attributes.items():
        setattr(layer, name, value)
    return layer


def test_lists():
    layer = owner(parts=[layers.Dense(1), Variable(np.ones(2), name="v")])
    layer.parts.append(layers.Dense(2))
    layer.parts.extend([layers.Dense(3)])
    layer.parts.insert(0, layers.Dense(4))
    layer.parts += [layers.Dense(5)]
    assert {x.units for x in layer._layers} == {1, 2, 3, 4, 5} and len(layer.weights) == 1
    layer.parts.pop()
    del layer.parts[0]
    layer.parts[0] = layers.Dense(6)
    assert {x.units for x in layer._layers} == {2, 3, 6}
    layer.parts.remove(layer.parts[0])
    layer.parts.clear()
    assert layer._layers == [] and layer.weights == []


def test_slices():
    layer = owner(parts=[layers.Dense(i) for i in range(1, 5)])
    layer.parts[1:3] = [layers.Dense(9)]
    assert sorted(x.units for x in layer._layers) == [1, 4, 9]
    del layer.parts[:2]
    assert [x.units for x in layer._layers] == [4]


@pytest.mark.parametrize("kind", [dict, OrderedDict])
def test_dictionaries(kind):
    layer = owner(parts=kind(a=layers.Dense(1)))
    layer.parts["b"] = layers.Dense(2)
    layer.parts.update(c=layers.Dense(3))
    layer.parts.setdefault("d", layers.Dense(4))
    assert {x.units for x in layer._layers} == {1, 2, 3, 4}
    layer.parts.pop("a")
    del layer.parts["b"]
    layer.parts["c"] = layers.Dense(5)
    layer.parts.popitem()
    assert [x.units for x in layer._layers] == [5]
    assert isinstance(layer.parts, kind) and layer.parts.pop("z", None) is None
    layer.parts.clear()
    assert layer._layers == []


def test_sets_and_tuples():
    first = layers.Dense(1)
    layer = owner(bag={first}, pair=(layers.Dense(2), [layers.Dense(3)]), two=Two(layers.Dense(4), 1))
    layer.bag.add(layers.Dense(5))
    assert {x.units for x in layer._layers} == {1, 2, 3, 4, 5}
    assert isinstance(layer.two, Two) and layer.two.a.units == 4
    layer.bag.discard(first)
    assert 1 not in {x.units for x in layer._layers}


def test_deep_structures():
    layer = owner(tree={"a": [{"b": layers.Dense(1)}]})
    layer.tree["a"][0]["c"] = layers.Dense(2)
    assert {x.units for x in layer._layers} == {1, 2}


def test_containers_behave_as_plain_ones():
    layer = owner(values=[1, 2], names={"a": 1}, size=torch.Size([2, 3]))
    assert layer.values == [1, 2] and layer.names == {"a": 1} and type(layer.size) is torch.Size
    assert type(pickle.loads(pickle.dumps(layer.values))) is type(layer.values)
    assert copy.deepcopy(layer.names) == {"a": 1}
    with pytest.raises(ValueError, match="is not in the list"):
        layer.values.remove(7)


def test_a_copy_of_the_layer_has_its_own():
    layer = owner(parts=[layers.Dense(1)])
    again = copy.deepcopy(layer)
    assert again.parts[0] is not layer.parts[0] and again._layers == [again.parts[0]]


def test_built_layers_let_nothing_in_or_out():
    class Parts(layers.Layer):
        def __init__(self):
            super().__init__()
            self.parts = [layers.Dense(2)]

        def build(self, input_shape):
            self.parts[0].build(input_shape)

        def call(self, x):
            return self.parts[0](x)

    layer = Parts()
    layer(torch.ones(1, 2))
    with pytest.raises(ValueError, match="cannot add new elements of state"):
        layer.parts.append(layers.Dense(1))
    with pytest.raises(ValueError, match="can no longer be removed"):
        layer.parts.pop()
