"""A plan: the operations between inputs and outputs, sorted once and then run flat.

Depth counts from the outputs, and operations of one depth keep the order in which a walk from the outputs finds
them: that order is what `model.layers` and Keras' files show.
"""
from __future__ import annotations

from ..core import tree
from ..core.errors import ArgumentError


class Unknown(Exception):
    """A layer of a plan cannot tell its derivative as it is set up."""


def node_of(tensor):
    """The call that made a symbolic tensor; None where it stands at the beginning of everything."""
    history = getattr(tensor, "_keras_history", None)
    return None if history is None else history.operation._inbound_nodes[history.node_index]


class Graph:
    """Nodes and operations between symbolic inputs and outputs.

    Attributes:
        nodes: Nodes in running order.
        operations: Operations in the order of `model.layers`.
        nodes_by_depth: Depth to nodes.
    """

    def __init__(self, inputs: list, outputs: list):
        found, order = _walk(inputs, outputs)
        given = {id(t) for t in inputs}
        found = [n for n in found if n.is_input or not all(id(t) in given for t in n.outputs)]     # what makes a given tensor is no part
        node_depth, depth_of = {}, {}
        for node in reversed(found):
            depth = max(node_depth.get(id(node), 0), depth_of.get(id(node.operation), 0))
            depth_of[id(node.operation)] = node_depth[id(node)] = depth
            for parent in _parents(node, inputs):
                node_depth[id(parent)] = max(depth + 1, node_depth.get(id(parent), 0))
        for t in inputs:                        # an input that no output needs
            node = node_of(t)
            if node is not None and node.is_input and id(node.operation) not in depth_of:
                depth_of[id(node.operation)] = node_depth[id(node)] = 0
                order[id(node.operation)] = -1
                found.append(node)
        self.nodes_by_depth: dict[int, list] = {}
        for node in found:
            self.nodes_by_depth.setdefault(node_depth[id(node)], []).append(node)
        self.nodes = [n for depth in sorted(self.nodes_by_depth, reverse=True) for n in self.nodes_by_depth[depth]]
        unique = {id(n.operation): n.operation for n in found}
        self.operations = sorted(unique.values(), key=lambda o: (-depth_of[id(o)], order[id(o)]))
        self._check_names()

    def _check_names(self):
        seen = {}
        for operation in self.operations:
            if seen.setdefault(operation.name, operation) is not operation:
                raise ArgumentError(f"The name {operation.name!r} is used by two layers of the model; names must be unique.",
                                    argument="name", actual=operation.name)


def _parents(node, inputs):
    stop = {id(t) for t in inputs}
    seen, found = set(), []
    for t in node.input_tensors:
        parent = node_of(t)
        if parent is not None and not (id(t) in stop and node is parent) and id(parent) not in seen:
            seen.add(id(parent))
            found.append(parent)
    return found


def _walk(inputs, outputs):
    """Nodes with parents first, and the order in which operations were met from the outputs."""
    done, open_, nodes, order = set(), set(), [], {}
    stops = {id(node_of(t)) for t in inputs}
    for output in outputs:
        if getattr(output, "_keras_history", None) is None:
            raise ArgumentError(f"An output of a model must come out of its layers, but {output!r} does not.", argument="outputs", actual=output)
        stack = [(node_of(output), False)]
        while stack:
            node, leaving = stack.pop()
            key = id(node)
            if leaving:
                open_.discard(key)
                done.add(key)
                nodes.append(node)
                continue
            if key in done:
                continue
            if key in open_:
                raise ArgumentError(f"The graph has a circle at {node.operation.name!r}.", argument="outputs", actual=output)
            order.setdefault(id(node.operation), len(order))
            open_.add(key)
            stack.append((node, True))
            if key not in stops and not node.is_input:
                stack.extend((parent, False) for parent in reversed(node.parent_nodes) if id(parent) not in done)
    given = {id(t) for t in inputs}
    for node in nodes:
        needed = [] if id(node) in stops else node.outputs if node.is_input else [t for t in node.input_tensors if node_of(t) is None]
        lost = [t for t in needed if id(t) not in given]
        if lost:
            raise ArgumentError(f"Output {outputs[0]!r} is not connected to `inputs`: it needs {lost[0]!r}, which cannot be reached from them.",
                                argument="inputs", actual=lost)
    return nodes, order


class Plan:
    """The flat list of calls that turns input values into output values."""

    def __init__(self, inputs: list, outputs, graph: Graph):
        self.input_ids = [id(t) for t in inputs]
        self.outputs = outputs
        self.output_ids = [id(t) for t in tree.flatten(outputs)]
        given = set(self.input_ids)
        self.steps = [(n.operation, n.arguments, [id(t) for t in n.outputs]) for n in graph.nodes
                      if not n.is_input and not all(id(t) in given for t in n.outputs)]

    def run(self, values: list, call=None):
        """Output values in the nesting of the outputs; `call(operation, args, kwargs)` replaces the plain call."""
        tensors = dict(zip(self.input_ids, values))
        for operation, arguments, out_ids in self.steps:
            args, kwargs = arguments.fill_in(tensors)
            result = operation(*args, **kwargs) if call is None else call(operation, args, kwargs)
            if len(out_ids) == 1 and not isinstance(result, (list, tuple, dict)):
                tensors[out_ids[0]] = result
            else:
                tensors.update(zip(out_ids, tree.flatten(result)))
        if not tree.is_nested(self.outputs):
            return tensors[self.output_ids[0]]
        return tree.pack_sequence_as(self.outputs, [tensors[i] for i in self.output_ids])
