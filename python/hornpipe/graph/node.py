"""A node: one call of an operation, with its arguments and what came out."""
from __future__ import annotations

from ..core import tree
from .tensor import KerasHistory, KerasTensor


class SymbolicArguments:
    """The arguments of a call, with symbolic tensors at any depth."""

    def __init__(self, *args, **kwargs):
        self.args = tree.map_structure(lambda x: x, args)       # the caller may change its lists later
        self.kwargs = tree.map_structure(lambda x: x, kwargs)
        self.keras_tensors = [x for x in tree.flatten((self.args, self.kwargs)) if isinstance(x, KerasTensor)]
        self._flat = not kwargs and not any(map(tree.is_nested, args))
        self._places = [(id(x) if isinstance(x, KerasTensor) else None, x) for x in self.args]

    def fill_in(self, tensors: dict):
        """(args, kwargs) with every symbolic tensor replaced by `tensors[id(it)]`."""
        if self._flat:                      # as at most calls: no structure to walk through, for every batch
            return [x if key is None else tensors.get(key) for key, x in self._places], {}

        def value(x):
            return tensors.get(id(x)) if isinstance(x, KerasTensor) else x

        return tree.map_structure(value, self.args), tree.map_structure(value, self.kwargs)

    def convert(self, function):
        return tree.map_structure(function, self.args), tree.map_structure(function, self.kwargs)


class Node:
    """One call of `operation`; it becomes the history of `outputs`."""

    def __init__(self, operation, call_args=(), call_kwargs=None, outputs=None):
        self.operation = operation
        self.arguments = SymbolicArguments(*call_args, **(call_kwargs or {}))
        self.outputs = [] if outputs is None else tree.flatten(outputs)
        self.output_structure = outputs
        index = len(operation._inbound_nodes)
        operation._inbound_nodes.append(self)
        for tensor in self.arguments.keras_tensors:
            made_by = getattr(tensor, "_keras_history", None)
            if made_by is not None and made_by.operation is not None:
                made_by.operation._outbound_nodes.append(self)
        for i, tensor in enumerate(self.outputs):
            if isinstance(tensor, KerasTensor):
                tensor._keras_history = KerasHistory(operation, index, i)

    @property
    def input_tensors(self):
        return self.arguments.keras_tensors

    @property
    def output_tensors(self):
        return self.outputs

    @property
    def is_input(self) -> bool:
        return not self.arguments.keras_tensors

    @property
    def parent_nodes(self):
        found = []
        for tensor in self.arguments.keras_tensors:
            history = getattr(tensor, "_keras_history", None)
            if history is not None and history.operation is not None:
                node = history.operation._inbound_nodes[history.node_index]
                if node not in found:
                    found.append(node)
        return found

    def __repr__(self):
        return f"<Node of {self.operation.name}, {len(self.input_tensors)} in, {len(self.outputs)} out>"
