"""`@op`: what makes a plain function on torch tensors an operation of `hornpipe.ops`.

    @op
    def mean(x: Tensor, axis: Axes = None, keepdims: Flag = False):
        ...

The function sees torch tensors only. Outside, it takes numbers, lists, NumPy arrays, variables and symbolic tensors
wherever a parameter is annotated `Tensor` (at any depth of nesting; a Python number stays one beside other tensor
parameters); on symbolic ones the call is recorded and its
result inferred. `@op(spec=...)` gives a shape rule where the result depends on data.
"""
from __future__ import annotations

import functools
import inspect
import typing

import torch

from ..core import registry, tree
from ..core.names import auto_name
from ..core.types import Kind
from ..graph.infer import infer
from ..graph.operation import Operation, any_symbolic
from ..runtime.convert import convert_to_tensor
from ..runtime.views import visible


def op(function=None, *, name=None, aliases=(), spec=None, kind="op"):
    """Decorator: see the module's text.

    Args:
        name: Public name, the function's own if `None`.
        aliases: Further names.
        spec: Function of the same arguments that gives the symbolic result, for results that depend on data.
        kind: Whose name it is: that of an operation, or of an activation or a random draw.
    """
    if function is None:
        return functools.partial(op, name=name, aliases=aliases, spec=spec, kind=kind)
    public = name or function.__name__
    signature = inspect.signature(function)
    tensors = _tensor_parameters(function, signature)
    positions = tuple(i for i, p in enumerate(signature.parameters) if p in tensors)
    weak = len(tensors) > 1         # numbers stay numbers only where there is something to promote to

    @functools.wraps(function)
    def call(*args, **kwargs):
        if len(args) == 1 and not kwargs and type(args[0]) is torch.Tensor:     # the hot path of layers
            return function(args[0])
        if any_symbolic(args, kwargs):
            return OpCall(call, name=kwargs.pop("name", None)).symbolic_call(*args, **kwargs)
        if all(type(a) is torch.Tensor for i, a in enumerate(args) if i in positions) and not (kwargs and tensors.intersection(kwargs)):
            return function(*args, **kwargs)
        args = [_tensor(a, weak) if i in positions else a for i, a in enumerate(args)]
        return function(*args, **{k: _tensor(v, weak) if k in tensors else v for k, v in kwargs.items()})

    call.__module__ = f"hornpipe.{registry.FACES[kind]}"
    call.__name__ = call.__qualname__ = public
    call.tensor_parameters = tensors
    call.signature = signature
    call.spec = spec
    registry.publish(kind, public, call, aliases)
    return call


def _tensor_parameters(function, signature) -> frozenset:
    hints = typing.get_type_hints(function, include_extras=True)

    def holds_tensor(hint) -> bool:
        meta = getattr(hint, "__metadata__", ())
        return any(isinstance(m, Kind) and m.name in ("tensor", "array") for m in meta) or any(holds_tensor(a) for a in typing.get_args(hint) if not isinstance(a, Kind))

    return frozenset(p for p in signature.parameters if p in hints and holds_tensor(hints[p]))


def _tensor(x, weak=True):
    """Tensors of whatever was given for a tensor parameter; Python numbers stay numbers, for they promote weakly."""
    if isinstance(x, torch.Tensor):
        return visible(x)
    if x is None or weak and isinstance(x, (bool, int, float, complex)):
        return x
    if isinstance(x, (list, tuple)) and any(isinstance(v, torch.Tensor) or hasattr(v, "__array__") for v in tree.flatten(x)):
        return type(x)(convert_to_tensor(v) if not isinstance(v, (list, tuple)) else _tensor(v) for v in x)
    if isinstance(x, dict):
        return {k: _tensor(v) for k, v in x.items()}
    return convert_to_tensor(x)


class OpCall(Operation):
    """One symbolic call of an op: the function with the arguments that are no tensors."""

    kind = ""

    def __init__(self, function, name=None):
        super().__init__(name or auto_name(function.__name__))
        self.function = function

    def __call__(self, *args, **kwargs):
        if any_symbolic(args, kwargs):
            return self.symbolic_call(*args, **kwargs)
        return self.function(*args, **kwargs)

    call = __call__

    def compute_output_spec(self, *args, **kwargs):
        if self.function.spec is not None:
            return self.function.spec(*args, **kwargs)
        try:
            return infer(self.function, args, kwargs)
        except Exception as error:
            error.add_note(f"While finding the output shape of `ops.{self.function.__name__}()`.")
            raise
