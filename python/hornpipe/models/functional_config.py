"""A functional model as a config, and back: Keras 3's form written, Keras 2's and 3's read."""
from __future__ import annotations

from ..core import objects, tree
from ..core.errors import FileFormatError, got
from ..core.registry import custom_object_scope
from ..graph.tensor import KerasTensor

# ---------------------------------------------------------------- writing


def functional_config(model) -> dict:
    """The config of a functional model: its layers, each with the calls that belong to the model."""
    graph = model._graph
    mine = {id(node) for node in graph.nodes}
    index = {}                              # calls outside of the model do not count
    for operation in graph.operations:
        kept = [n for n in operation._inbound_nodes if id(n) in mine]
        index.update({id(n): i for i, n in enumerate(kept)})

    def place(tensor):
        operation, node_index, tensor_index = tensor._keras_history
        return [operation.name, index[id(operation._inbound_nodes[node_index])], tensor_index]

    def argument(x):
        if isinstance(x, KerasTensor):
            return {"class_name": "__keras_tensor__", "config": {"shape": list(x.shape), "dtype": x.dtype, "keras_history": place(x)}}
        return objects.serialize_keras_object(x)

    layers = []
    for operation in graph.operations:
        nodes = [n for n in operation._inbound_nodes if id(n) in mine and not n.is_input]
        entry = objects.serialize_keras_object(operation)
        entry["name"] = operation.name
        entry["inbound_nodes"] = [{"args": [tree.map_structure(argument, a) for a in n.arguments.args],
                                   "kwargs": {k: tree.map_structure(argument, v) for k, v in n.arguments.kwargs.items()}} for n in nodes]
        layers.append(entry)

    def end(tensor):
        name, node_index, tensor_index = place(tensor)
        return [name, node_index + _first_call(tensor._keras_history.operation), tensor_index]

    ends = {"input_layers": tree.map_structure(end, model._inputs_struct), "output_layers": tree.map_structure(end, model._outputs_struct)}
    return {"name": model.name, "trainable": model.trainable, "layers": layers, **ends}


def _first_call(operation) -> int:
    """Keras: where a model's inputs and outputs are listed, and nowhere else, the calls of a functional model inside count from 1."""
    return 1 if hasattr(operation, "_graph") else 0


# ---------------------------------------------------------------- reading

def functional_from_config(cls, config, custom_objects=None):
    """The model of a config; its layers' weights are fresh."""
    with custom_object_scope(custom_objects or {}):
        builder = _Builder(config)
        for entry in config["layers"]:
            builder.add(entry)
        builder.connect()
        inputs = builder.ends(config["input_layers"], "input_layers")
        outputs = builder.ends(config["output_layers"], "output_layers")
    rest = {k: v for k, v in config.items() if k not in ("layers", "input_layers", "output_layers", "build_config", "compile_config", "dtype")}
    rest = {k: objects.revive(v) for k, v in rest.items()}
    return cls(inputs=inputs, outputs=outputs, **rest)


class _Builder:
    """Makes the layers of a config, then calls them as its nodes say, as soon as their inputs are there."""

    def __init__(self, config):
        self.operations, self.waiting, self.shift = {}, [], {}
        self.keras_2 = any(isinstance(node, list) for entry in config["layers"] if isinstance(entry, dict) for node in entry.get("inbound_nodes") or [])

    def add(self, entry):
        if not isinstance(entry, dict) or "class_name" not in entry or "config" not in entry:
            raise FileFormatError(f"A layer of the config is no dictionary with `class_name` and `config`, {got(entry)}.")
        name = entry.get("name") or entry["config"].get("name")
        bare = {k: v for k, v in entry.items() if k not in ("inbound_nodes", "name")}
        if ".ops." in (entry.get("module") or ""):
            bare["config"] = {"name": name, **entry["config"]}      # Keras before 3.9 named operations beside the config only
        operation = objects.deserialize_keras_object(bare)
        self.operations[name] = operation
        # Keras 2: a model used as a layer counts its own making as call 0, if it has a graph.
        self.shift[name] = 1 if self.keras_2 and (hasattr(operation, "_graph") or hasattr(operation, "_functional")) else 0
        for node in entry.get("inbound_nodes") or []:
            self.waiting.append((operation, node))

    def connect(self):
        while self.waiting:
            stuck = []
            blocked = set()         # calls of one layer keep their order
            for operation, node in self.waiting:
                ready = self._arguments(node) if id(operation) not in blocked else None
                if ready is None:
                    blocked.add(id(operation))
                    stuck.append((operation, node))
                else:
                    args, kwargs = ready
                    operation(*args, **kwargs)
            if len(stuck) == len(self.waiting):
                raise FileFormatError(f"The layers of the config do not connect: the inputs of {sorted({o.name for o, _ in stuck})} are never made.")
            self.waiting = stuck

    def tensor(self, name, node_index, tensor_index):
        """A tensor by its place; None while it is not made."""
        if name not in self.operations:
            raise FileFormatError(f"The config uses a layer {name!r} that it does not define.")
        nodes = self.operations[name]._inbound_nodes
        node_index -= self.shift[name]
        return nodes[node_index].output_tensors[tensor_index] if 0 <= node_index < len(nodes) else None

    def _arguments(self, node):
        args, kwargs = self._keras_3(node) if isinstance(node, dict) else self._keras_2(node)
        if any(x is _MISSING for x in tree.flatten((args, kwargs))):
            return None
        return args, kwargs

    def _keras_3(self, node):
        def value(x):
            if isinstance(x, dict):
                if x.get("class_name") == "__keras_tensor__":
                    return self._or_missing(x["config"]["keras_history"])
                if "class_name" in x and "config" in x:
                    return objects.deserialize_keras_object(x)
                return {k: value(v) for k, v in x.items()}
            return type(x)(value(v) for v in x) if isinstance(x, (list, tuple)) else x

        return [value(a) for a in node["args"]], {k: value(v) for k, v in node.get("kwargs", {}).items()}

    def _keras_2(self, node):
        """[[layer, node, tensor, keyword arguments], ...]; a keyword argument may name a tensor in the same way."""
        if node and isinstance(node[0], str):
            node = [node]
        tensors, kwargs = [], {}
        for name, node_index, tensor_index, *more in node:
            tensors.append(self._or_missing([name, node_index, tensor_index]))
            for key, x in (more[0] if more else {}).items():
                if isinstance(x, list) and len(x) >= 3 and isinstance(x[0], str) and x[0] in self.operations:
                    x = self._or_missing(x[:3])
                elif isinstance(x, list) and x and all(isinstance(v, list) and len(v) >= 3 and isinstance(v[0], str) and v[0] in self.operations for v in x):
                    x = [self._or_missing(v[:3]) for v in x]
                kwargs[key] = objects.revive(x)
        return [tensors[0] if len(tensors) == 1 else tensors], kwargs

    def _or_missing(self, place):
        found = self.tensor(*place)
        return _MISSING if found is None else found

    def ends(self, places, what):
        """The tensors at the places given, in their nesting."""
        if isinstance(places, dict):
            return {k: self.ends(v, what) for k, v in places.items()}
        if not isinstance(places, (list, tuple)):
            raise FileFormatError(f"`{what}` must hold places [layer, node, tensor], {got(places)}.")
        if len(places) >= 3 and isinstance(places[0], str):
            name, node_index, tensor_index = places[:3]
            if not self.keras_2 and name in self.operations and node_index > 0:
                node_index -= _first_call(self.operations[name])
            found = self.tensor(name, node_index, tensor_index)
            if found is None:
                raise FileFormatError(f"`{what}` names {places}, which the config never makes.")
            return found
        return type(places)(self.ends(p, what) for p in places)


_MISSING = object()
