import numpy as np
import pytest

from hornpipe import Input, KerasTensor, Model, layers
from hornpipe.graph.node import SymbolicArguments
from hornpipe.graph.plan import Graph, node_of


def test_order_of_layers_is_that_of_keras():
    x = Input((4,), name="x")
    long = layers.Dense(4, name="l2")(layers.Dense(4, name="l1")(x))
    short = layers.Dense(4, name="s")(x)
    model = Model(x, layers.Add(name="sum")([short, long]))
    assert [layer.name for layer in model.layers] == ["x", "l1", "s", "l2", "sum"]


def test_depths_count_from_the_outputs():
    x = Input((4,), name="x")
    y = layers.Dense(2, name="y")(x)
    graph = Graph([x], [y, layers.Dense(3, name="z")(y)])
    assert {depth: [n.operation.name for n in nodes] for depth, nodes in graph.nodes_by_depth.items()} == {2: ["x"], 1: ["y"], 0: ["z"]}


def test_an_input_that_nothing_needs_stays():
    x, idle = Input((4,), name="x"), Input((2,), name="idle")
    model = Model([x, idle], x + 1)
    assert "idle" in [layer.name for layer in model.layers] and len(model.inputs) == 2


def test_bare_tensors_have_no_call():
    assert node_of(KerasTensor((2,))) is None and node_of(Input((2,))).is_input


def test_deep_graphs_need_no_deep_stack():
    x = y = Input((1,))
    for _ in range(1500):
        y = y + 1
    assert Model(x, y)(np.zeros((1, 1))).item() == 1500


def test_lost_inputs_are_named():
    with pytest.raises(ValueError, match="it needs <KerasTensor shape=\\(None, 2\\).*name=lost"):
        Model(Input((2,)), Input((2,), name="lost") + 1)


def test_arguments_are_filled_in_flat_and_nested():
    x, y = Input((4,), name="x"), Input((4,), name="y")
    flat, nested = SymbolicArguments(x, 2.0, y), SymbolicArguments([x, y], 2.0, scale={"by": y})
    values = {id(x): "a", id(y): "b"}
    args, kwargs = flat.fill_in(values)
    assert list(args) == ["a", 2.0, "b"] and kwargs == {}
    args, kwargs = nested.fill_in(values)
    assert list(args) == [["a", "b"], 2.0] and kwargs == {"scale": {"by": "b"}}
