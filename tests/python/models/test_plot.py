import sys
import types

import pytest

import hornpipe as keras


class Graph:
    """As much of a pydot graph as is asked for."""

    def __init__(self, **settings):
        self.settings, self.nodes, self.edges, self.inner = settings, {}, [], []

    def set_node_defaults(self, **settings):
        self.defaults = settings

    def add_node(self, node):
        self.nodes[node[0]] = node[1]["label"]

    def add_edge(self, edge):
        self.edges.append(edge[:2])

    def add_subgraph(self, graph):
        self.inner.append(graph)

    def create(self):
        raise FileNotFoundError("dot")


@pytest.fixture
def pydot(monkeypatch):
    module = types.ModuleType("pydot")
    module.Dot = module.Cluster = Graph
    module.Node = lambda name, **settings: (name, settings)
    module.Edge = lambda a, b, **settings: (a, b, settings)
    monkeypatch.setitem(sys.modules, "pydot", module)


def branching():
    x = keras.Input((4,), name="x")
    h = keras.layers.Dense(3, activation="relu", name="h")(x)
    inner = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, name="first"), keras.layers.Dense(3, name="last")], name="inner")
    return keras.Model(x, keras.layers.Add(name="sum")([inner(h), h]))


def edges(model, *graphs):
    names = {}
    for layer in [*model.layers, *model.get_layer("inner").layers]:
        names[str(id(layer))] = layer.name
    return sorted((names[a], names[b]) for graph in graphs for a, b in graph.edges)


def test_boxes_and_arrows(pydot):
    model = branching()
    graph = keras.utils.model_to_dot(model, rankdir="LR", dpi=90)
    assert graph.settings == {"rankdir": "LR", "concentrate": True, "dpi": 90, "splines": "ortho"} and len(graph.nodes) == 4
    assert edges(model, graph) == [("h", "inner"), ("h", "sum"), ("inner", "sum"), ("x", "h")]


def test_models_inside_are_expanded(pydot):
    model = branching()
    graph = keras.utils.model_to_dot(model, expand_nested=True)
    (inner,) = graph.inner
    assert inner.settings["label"] == "inner" and len(inner.nodes) == 2
    assert edges(model, graph, inner) == [("first", "last"), ("h", "first"), ("h", "sum"), ("last", "sum"), ("x", "h")]


def test_what_a_box_tells(pydot):
    model = branching()
    model.get_layer("h").trainable = False
    h = str(id(model.get_layer("h")))
    plain = keras.utils.model_to_dot(model, show_layer_names=False).nodes[h]
    assert "<b>Dense</b>" in plain and "shape" not in plain
    full = keras.utils.model_to_dot(model, True, True, show_layer_activations=True, show_trainable=True).nodes
    for text in ("<b>h</b> (Dense)", "Activation: <b>relu</b>", "Input shape: <b>(None, 4)</b>", "Output shape: <b>(None, 3)</b>",
                 "Output dtype: <b>float32</b>", "<b>Non-trainable</b>"):
        assert text in full[h]
    assert "Input shape: <b>[(None, 3), (None, 3)]</b>" in full[str(id(model.get_layer("sum")))]
    assert "Input shape" not in full[str(id(model.layers[0]))]


def test_what_is_missing_is_named(pydot, monkeypatch):
    model = branching()
    with pytest.raises(ImportError, match="`plot_model\\(\\)` needs the program Graphviz; install it from"):
        keras.utils.plot_model(model)
    monkeypatch.setitem(sys.modules, "pydot", None)
    for call in (keras.utils.plot_model, keras.utils.model_to_dot):
        with pytest.raises(ImportError, match="needs the package pydot; install it with `pip install pydot`"):
            call(model)
    with pytest.raises(ValueError, match="has not yet been built"):
        keras.utils.plot_model(keras.Sequential([keras.layers.Dense(1)]))
    with pytest.raises(ValueError, match="Unrecognized keyword arguments, got {'colour': 1}"):
        keras.utils.model_to_dot(model, colour=1)
