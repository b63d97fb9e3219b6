"""Models as drawings: boxes for layers, arrows for tensors, laid out by Graphviz. `pydot` is loaded when a drawing is wanted."""
from __future__ import annotations

import html
import importlib
import os
import sys

from ..core.errors import ArgumentError, NotBuiltError, got
from ..core.types import Flag, Int, LayerLike, Path, Text
from ..runtime import console
from .functional import Functional
from .sequential import Sequential
from .summary import class_name, output_shape, shape_text

_INSTALL = {"pydot": "`{}()` needs the package pydot; install it with `pip install pydot`.",
            "graphviz": "`{}()` needs the program Graphviz; install it from https://graphviz.org/download/ (or with apt, brew, conda)."}


def model_to_dot(model: LayerLike, show_shapes: Flag = False, show_dtype: Flag = False, show_layer_names: Flag = True, rankdir: Text = "TB",
                 expand_nested: Flag = False, dpi: Int = 200, subgraph: Flag = False, show_layer_activations: Flag = False, show_trainable: Flag = False,
                 splines: Text = "ortho", **kwargs):
    """A model as a graph of `pydot`.

    Args:
        model: A built model. One that is neither functional nor sequential is a single box.
        show_shapes: Whether boxes tell shapes of inputs and outputs.
        show_dtype: Whether they tell the dtype of outputs.
        show_layer_names: Whether they tell the layers' names.
        rankdir: "TB" draws downwards, "LR" to the right.
        expand_nested: Whether models inside the model show their layers.
        dpi: Dots an inch.
        subgraph: Whether to give a `pydot.Cluster`, to put into a larger graph.
        show_layer_activations: Whether boxes tell activations.
        show_trainable: Whether they tell what is trained.
        splines: How Graphviz draws arrows: "ortho", "curved", "polyline", "spline", "line".

    Returns:
        A `pydot.Dot`, or a `pydot.Cluster`.

    Raises:
        ImportError: pydot is not installed.
    """
    _check(model, kwargs)
    pydot = _pydot("model_to_dot")
    if subgraph:
        graph = pydot.Cluster(graph_name=model.name, style="dashed", label=model.name, labeljust="l")
    else:
        graph = pydot.Dot(rankdir=rankdir, concentrate=True, dpi=dpi, splines=splines)
        graph.set_node_defaults(shape="record")
    shown = {"show_shapes": show_shapes, "show_dtype": show_dtype, "show_layer_names": show_layer_names, "show_layer_activations": show_layer_activations,
             "show_trainable": show_trainable}
    for layer in _layers(model):
        if expand_nested and _is_graph(layer):
            graph.add_subgraph(model_to_dot(layer, rankdir=rankdir, expand_nested=True, subgraph=True, **shown))
        else:
            graph.add_node(pydot.Node(str(id(layer)), label=_label(layer, **shown), fontname="Helvetica", border="0", margin="0"))
    for source, target in _edges(model, expand_nested):
        graph.add_edge(pydot.Edge(str(id(source)), str(id(target)), penwidth="2"))
    return graph


def plot_model(model: LayerLike, to_file: Path = "model.png", show_shapes: Flag = False, show_dtype: Flag = False, show_layer_names: Flag = False,
               rankdir: Text = "TB", expand_nested: Flag = False, dpi: Int = 200, show_layer_activations: Flag = False, show_trainable: Flag = False,
               splines: Text = "ortho", **kwargs):
    """Draws a model into a file.

    Args:
        model: A built model.
        to_file: The file; its ending names the format: png, pdf, svg ...
        show_shapes ... splines: As for `model_to_dot()`.

    Returns:
        In a notebook the image, to be shown; `None` elsewhere.

    Raises:
        ImportError: pydot or Graphviz is not installed. A notebook only says so.
    """
    _check(model, kwargs)
    try:
        pydot = _pydot("plot_model")
        try:
            pydot.Dot().create()
        except OSError:
            raise ImportError(_INSTALL["graphviz"].format("plot_model")) from None
    except ImportError as missing:
        if "IPython.core.magics.namespace" not in sys.modules:
            raise
        return console.say(str(missing))
    graph = model_to_dot(model, show_shapes, show_dtype, show_layer_names, rankdir, expand_nested, dpi, False, show_layer_activations, show_trainable, splines)
    to_file = os.fspath(to_file)
    kind = os.path.splitext(to_file)[1][1:] or "png"
    graph.write(to_file, format=kind)
    if "IPython" not in sys.modules or kind == "pdf":
        return None
    display = importlib.import_module("IPython.display")
    return display.SVG(filename=to_file) if kind == "svg" else display.Image(filename=to_file)


def _check(model, kwargs):
    if not model.built:
        raise NotBuiltError(f"The model {model.name!r} has not yet been built: call `build()`, or the model on a batch of data.", layer=model.name)
    if kwargs:
        raise ArgumentError(f"Unrecognized keyword arguments, {got(kwargs)}.", argument=next(iter(kwargs)), actual=kwargs)


def _pydot(wanted_by):
    try:
        return importlib.import_module("pydot")
    except ImportError:
        raise ImportError(_INSTALL["pydot"].format(wanted_by)) from None


# ---------------------------------------------------------------- what is connected with what

def _is_graph(layer) -> bool:
    return isinstance(layer, (Functional, Sequential))


def _layers(model):
    if isinstance(model, Sequential):
        return model.layers
    return model._graph.operations if isinstance(model, Functional) else [model]


def _edges(model, expand):
    """(source, target) of every arrow, each once."""
    if isinstance(model, Sequential):
        found = [(_source(a, 0, expand), _target(b, 0, expand)) for a, b in zip(model.layers, model.layers[1:])]
    elif isinstance(model, Functional):
        found = [(_source(t._keras_history.operation, t._keras_history.tensor_index, expand), _target(node.operation, i, expand))
                 for node in model._graph.nodes for i, t in enumerate(node.input_tensors)]
    else:
        found = []
    return list({(id(a), id(b)): (a, b) for a, b in found}.values())


def _source(layer, index, expand):
    """The layer whose box an output comes out of: inside a model, where that is shown."""
    while expand and _is_graph(layer):
        if isinstance(layer, Sequential):
            layer, index = layer.layers[-1], 0
        else:
            layer, _, index = layer.outputs[index]._keras_history
    return layer


def _target(layer, index, expand):
    while expand and _is_graph(layer):
        if isinstance(layer, Sequential):
            layer, index = layer.layers[0], 0
        else:
            layer = layer.inputs[index]._keras_history.operation
    return layer


# ---------------------------------------------------------------- what a box tells

def _label(layer, show_shapes, show_dtype, show_layer_names, show_layer_activations, show_trainable):
    """A table in Graphviz' HTML: the title, the activation, and a row of facts."""
    facts = []
    if show_shapes:
        if class_name(layer) != "InputLayer":
            facts.append(_cell(f"Input shape: <b>{_escaped(_input_shape(layer))}</b>"))
        facts.append(_cell(f"Output shape: <b>{_escaped(output_shape(layer))}</b>"))
    if show_dtype:
        kinds = [t.dtype for t in layer._inbound_nodes[-1].output_tensors] if layer._inbound_nodes else []
        facts.append(_cell(f"Output dtype: <b>{', '.join(map(str, kinds)) or '?'}</b>"))
    if show_trainable and getattr(layer, "weights", None):
        text, color = ("Trainable", "forestgreen") if layer.trainable else ("Non-trainable", "firebrick")
        facts.append(_cell(f'<font color="white"><b>{text}</b></font>', color))
    kind = _escaped(class_name(layer))
    title = f"<b>{_escaped(layer.name)}</b> ({kind})" if show_layer_names else f"<b>{kind}</b>"
    width = max(1, len(facts))
    rows = [_cell(f'<font point-size="16" color="white">{title}</font>', "black", width)]
    activation = getattr(layer, "activation", None)
    if show_layer_activations and activation is not None:
        name = getattr(activation, "name", None) or getattr(activation, "__name__", None) or str(activation)
        rows.append(_cell(f"Activation: <b>{_escaped(name)}</b>", span=width))
    rows.extend(["".join(facts)] if facts else [])
    return '<<table border="0" cellborder="1" bgcolor="black" cellpadding="10">' + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>>"


def _cell(text, color="white", span=1):
    return f'<td bgcolor="{color}" colspan="{span}"><font point-size="14">{text}</font></td>'


def _escaped(text):
    return html.escape(str(text))


def _input_shape(layer):
    if not layer._inbound_nodes:
        return "?"
    shapes = [shape_text(t.shape) for t in layer._inbound_nodes[-1].input_tensors]
    return shapes[0] if len(shapes) == 1 else f"[{', '.join(shapes)}]"
