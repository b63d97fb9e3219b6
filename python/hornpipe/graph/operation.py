"""What a graph is made of: an operation is called on tensors, symbolic or not, and remembers its symbolic calls."""
from __future__ import annotations

import functools
import inspect

import torch

from ..core import tree
from ..core.configurable import Configurable
from ..core.errors import ArgumentError, got
from ..core.names import auto_name
from .infer import infer
from .node import Node
from .tensor import KerasTensor

_PLAIN = frozenset({torch.Tensor, int, float, bool, type(None)})       # what most calls are made with


def any_symbolic(args, kwargs) -> bool:
    """Whether a symbolic tensor is among the arguments, at any depth."""
    for x in (*args, *kwargs.values()) if kwargs else args:
        if type(x) in _PLAIN:
            continue
        if isinstance(x, KerasTensor):
            return True
        if isinstance(x, (list, tuple, dict)) and any(isinstance(v, KerasTensor) for v in tree.flatten(x)):
            return True
    return False


@functools.cache
def _takes_name(cls) -> bool:
    parameters = inspect.signature(cls.__init__).parameters.values()
    return any(p.name == "name" or p.kind is p.VAR_KEYWORD for p in parameters)


class Operation(Configurable, abstract=True):
    """A computation with a name.

    Args:
        name: Name; from the class if `None`.
    """

    def __init__(self, name=None):
        if name is not None and (not isinstance(name, str) or "/" in name):
            raise ArgumentError(f"`name` must be a string and cannot contain character `/`. It {got(name)}.", argument="name", actual=name)
        self.__dict__["name"] = name or auto_name(type(self).__name__)
        self.__dict__["_inbound_nodes"] = []
        self.__dict__["_outbound_nodes"] = []

    def __call__(self, *args, **kwargs):
        if any_symbolic(args, kwargs):
            return self.symbolic_call(*args, **kwargs)
        return self.call(*args, **kwargs)

    def call(self, *args, **kwargs):
        raise NotImplementedError(f"{type(self).__name__} has no `call()`.")

    def symbolic_call(self, *args, **kwargs):
        """The symbolic result; the call becomes a node of the graph."""
        outputs = self.compute_output_spec(*args, **kwargs)
        Node(self, args, kwargs, outputs)
        return outputs

    def compute_output_spec(self, *args, **kwargs):
        """Shape and dtype of the result, as `KerasTensor`s."""
        try:
            return infer(self.call, args, kwargs)
        except Exception as error:
            error.add_note(f"While finding the output shape of {type(self).__name__} {self.name!r}.")
            raise

    def get_config(self):
        config = super().get_config()
        return {"name": self.name, **config} if _takes_name(type(self)) else config

    def _first_call(self, what):
        if not self._inbound_nodes:
            raise AttributeError(f"{self.name!r} was called on no symbolic tensor yet, so it has no {what}.")
        return self._inbound_nodes[0]

    @property
    def input(self):
        """The symbolic input of the first symbolic call."""
        tensors = self._first_call("input").input_tensors
        return tensors[0] if len(tensors) == 1 else tensors

    @property
    def output(self):
        """The symbolic output of the first symbolic call."""
        return self._first_call("output").output_structure
