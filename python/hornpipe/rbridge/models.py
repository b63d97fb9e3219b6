"""What R asks of a model, and what it remembers of one."""
from __future__ import annotations

from weakref import WeakKeyDictionary

from ..core import objects, registry, tree
from ..core.errors import ArgumentError, NotBuiltError, NotCompiledError
from ..graph.plan import node_of
from ..layers.calling import mask_of
from ..models.clone import clone_model
from ..models.summary import counts_of, rows_of, summary_text
from ..runtime import random
from ..training.arrays import as_data
from ..training.batches import class_weight_to_sample_weights
from ..training.outputs import Outputs


def input_specs(model) -> dict[str, list]:
    """Names of the inputs with their shapes, batch included; empty before the model is built."""
    return _specs(model, "inputs", "input_names", "_inputs_struct")


def output_specs(model) -> dict[str, list]:
    return _specs(model, "outputs", "output_names", "_outputs_struct")


def _specs(model, ends, names, struct):
    model = getattr(model, "_functional", None) or model          # what a built Sequential consists of
    tensors = getattr(model, ends, None) or []
    nested = getattr(model, struct, None)
    labels = list(nested) if isinstance(nested, dict) else getattr(model, names, None) or [t.name for t in tensors]
    tensors = tree.flatten([nested[k] for k in labels]) if isinstance(nested, dict) else tensors
    return {label: list(t.shape) for label, t in zip(labels, tensors, strict=False)}


def takes_text(model) -> bool:
    """Whether strings may go in: one of the inputs is of them, or nobody knows yet."""
    whole = getattr(model, "_functional", None) or model
    inputs = getattr(whole, "inputs", None) or []
    return not inputs or any(t.dtype == "string" for t in inputs)


def set_weights(obj, arrays: list) -> None:
    """`set_weights()`; R writes a scalar as an array of one."""
    own = obj.weights
    if len(own) == len(arrays):
        arrays = [a.reshape(()) if v.ndim == 0 and a.size == 1 else a for v, a in zip(own, arrays, strict=True)]
    obj.set_weights(arrays)


def named_weights(model) -> dict:
    """The values of the weights, and the paths inside the model that name them."""
    return {"names": [v.path.removeprefix(f"{model.name}/") for v in model.weights], "values": [v.numpy() for v in model.weights]}


def compile_arguments(model) -> dict:
    """What `compile()` was given."""
    if not model.compiled or model._compile_arguments is None:
        raise NotCompiledError(f"The model {model.name!r} must be compiled before it can be updated: call `compile(optimizer, loss)`.", layer=model.name)
    return model._compile_arguments


def copied(model):
    """A twin of a model with weights of its own, which are the same; no random stream moves."""
    before = random.streams()
    twin = cloned(model, weights=True)
    random.set_streams(before)
    return twin


def cloned(model, weights: bool, **arguments):
    """`clone_model()` that knows the model's classes and functions of R, with its weights if asked for."""
    with objects.noting_users_objects() as found:
        objects.serialize_keras_object(model)
    with registry.custom_object_scope({one.__name__: one for one in found if hasattr(one, "r_giver")}):
        twin = clone_model(model, **arguments)
    if weights and model.built:
        if not twin.built:
            twin.build_from_config(model.get_build_config())
        for variable, value in zip(twin.variables, model.variables, strict=True):
            variable.assign(value)
    return twin


def summary(model, line_length, positions, expand_nested, show_trainable, layer_range) -> dict:
    """The text of `summary()`, and its table by row."""
    rows = rows_of(model, expand_nested, layer_range)
    layers = [{"name": r.name, "type": r.type, "output_shape": r.output_shape, "params": float(r.params.split()[0].replace(",", "")),
               "trainable": {"Y": True, "N": False}.get(r.trainable), "connected_to": r.connected_to.strip("-"), "level": r.level} for r in rows]
    text = summary_text(model, line_length, positions, expand_nested, show_trainable, layer_range)
    return {"text": text.rstrip("\n"), "layers": layers, "params": {what: float(number) for what, number, _ in counts_of(model)}}


_ONE_HOT = {"categoricalcrossentropy", "categoricalfocalcrossentropy", "categoricalgeneralizedcrossentropy", "categoricalhinge",
            "kldivergence", "kld", "kullbackleiblerdivergence", "kldivergenceloss"}
_TWO_CLASSES = {"binarycrossentropy", "binaryfocalcrossentropy", "hinge", "squaredhinge"}
_NUMBERS = {"meansquarederror", "mse", "meanabsoluteerror", "mae", "meanabsolutepercentageerror", "mape", "meansquaredlogarithmicerror", "msle",
            "huber", "huberloss", "logcosh", "poisson", "cosinesimilarity"}


def label_form(model, output: str) -> str:
    """How the loss of an output wants classes: "codes", "onehot", "binary", or as "numbers"."""
    name, width = _loss_name(model, output), (output_specs(model).get(output) or [None])[-1]
    if name in _ONE_HOT or (name in _TWO_CLASSES | _NUMBERS and width is not None and width > 1):
        return "onehot"
    return "binary" if name in _TWO_CLASSES else "numbers" if name in _NUMBERS else "codes"


def tells_classes(model, output: str) -> bool:
    """Whether an output may be a choice among classes: its loss is not one of numbers, or it was trained with a factor."""
    return _loss_name(model, output) not in _NUMBERS or output in notes(model).levels


def _loss_name(model, output: str) -> str:
    loss = getattr(model, "loss", None)
    names = list(output_specs(model))
    if isinstance(loss, dict):
        loss = loss.get(output)
    elif isinstance(loss, (list, tuple)):
        loss = loss[names.index(output)] if output in names and len(loss) == len(names) else loss[0]
    name = loss if isinstance(loss, str) else getattr(loss, "__name__", None) or type(loss).__name__
    return name.replace("_", "").lower()


def weights_by_class(model, y, by_output: dict, sample_weight):
    """Weights of the samples for each output, from weights of its classes and those that were given."""
    names = list(output_specs(model))
    outputs = Outputs(tuple(names), names)
    given = outputs.values(sample_weight, "sample_weight") if tree.is_nested(sample_weight) else [sample_weight] * len(names)
    found = {}
    for name, target, own in zip(names, outputs.values(y, "y"), given, strict=True):
        if name in by_output and target is not None:
            weights = as_data(class_weight_to_sample_weights(target, by_output[name]), "class_weight")
            own = weights if own is None else weights * own
        if own is not None:
            found[name] = own
    return found


class Notes:
    """What R remembers of a model.

    Attributes:
        levels: Levels of factors by output.
        samples: Observations of the last `fit()`.
        added: Layers added after compile that no warning has named.
        told: Whether a warning has named others since the model was last used.
        background: A reference to the background `fit()` that was started last.
    """

    def __init__(self):
        self.levels, self.samples, self.added, self.told, self.background = {}, None, [], False, None


_notes: WeakKeyDictionary = WeakKeyDictionary()


def notes(model) -> Notes:
    return _notes.setdefault(model, Notes())


def graph(model) -> dict:
    """Layers and connections of a built model, each layer after those it needs."""
    whole = getattr(model, "_functional", None) or model
    if getattr(whole, "_graph", None) is None:
        raise NotBuiltError(f"The model {model.name!r} is no graph of layers, or is not built yet: there is nothing to draw.", layer=model.name)
    operations = list({id(n.operation): n.operation for n in whole._graph.nodes}.values())
    number = {id(o): i for i, o in enumerate(operations)}
    edges = [[number[id(p.operation)], number[id(n.operation)]] for n in whole._graph.nodes for p in n.parent_nodes if id(p.operation) in number]
    return {"layers": [_drawn(o) for o in operations], "edges": [list(e) for e in dict.fromkeys(map(tuple, edges))]}


def _drawn(operation) -> dict:
    outputs = operation._inbound_nodes[-1].output_tensors
    activation = getattr(operation, "activation", None)
    return {
        "name": operation.name, "type": type(operation).__name__, "shape": ", ".join(str(tuple(t.shape)) for t in outputs), "dtype": outputs[0].dtype,
        "activation": getattr(activation, "__name__", None) if activation is not None else None,
        "trainable": operation.trainable if getattr(operation, "weights", None) else None,
    }


def reset_state(obj) -> None:
    """Sets a metric or stateful layer back, or all that a model has."""
    for part in (obj, *getattr(obj, "layers", ())):
        for name in ("reset_state", "reset_states"):
            if hasattr(part, name):
                getattr(part, name)()
                break


def node_value(layer, index: int, what: str):
    """What went into or came out of a call of a layer: "input", "output", each also with "_shape" or "_mask"."""
    nodes = layer._inbound_nodes
    if not -len(nodes) <= index < len(nodes):
        raise ArgumentError(f"`node_index` must be in 1 to {len(nodes)}: the layer {layer.name!r} has been called that often.", argument="node_index")
    end, _, kind = what.partition("_")
    tensors = nodes[index].input_tensors if end == "input" else nodes[index].output_tensors
    values = [list(t.shape) if kind == "shape" else mask_of(t) if kind == "mask" else t for t in tensors]
    return values[0] if len(values) == 1 else values


def source_inputs(tensor) -> list:
    """The inputs from which a symbolic tensor is computed."""
    found, waiting = {}, [tensor]
    while waiting:
        node = node_of(waiting.pop())
        if node.is_input:
            found.update((id(t), t) for t in node.output_tensors)
        else:
            waiting.extend(node.input_tensors)
    return list(found.values())
