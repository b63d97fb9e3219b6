"""`@op`: what makes a plain function on torch tensors an operation of `hornpipe.ops`.

    @op
    def mean(x: Tensor, axis: Axes = None, keepdims: Flag = False):
        ...

The function sees torch tensors only. Outside, it takes numbers, lists, NumPy arrays, variables and symbolic tensors
wherever a parameter is annotated `Tensor` (at any depth of nesting); on symbolic ones the call is recorded and its
result inferred. Where several parameters are tensors, Python numbers stay numbers, for they promote weakly
(`promotion.py`). `@op(spec=...)` gives a shape rule where the result depends on data.
"""
from __future__ import annotations

import functools
import inspect
import re
import typing

import torch

from ..core import objects, registry, tree
from ..core.errors import ShapeError
from ..core.names import auto_name
from ..core.types import Kind
from ..graph.infer import infer
from ..graph.operation import Operation, any_symbolic
from ..runtime.convert import convert_to_tensor
from ..runtime.variable import Variable
from ..runtime.views import scopes, visible
from . import saved

# What needs no conversion, whichever parameter it is for; outside of scopes, a variable is a tensor like any other.
_PLAIN = frozenset({torch.Tensor, int, float, bool, type(None)})
_LISTS = frozenset({list, tuple})


def _all_tensors(values) -> bool:
    for v in values:
        if type(v) is not torch.Tensor:
            return False
    return bool(values)


def op(function=None, *, name=None, aliases=(), spec=None, kind="op", recorded=None, class_name=None):
    """Decorator: see the module's text.

    Args:
        name: Public name, the function's own if `None`.
        aliases: Further names.
        spec: Function of the same arguments that gives the symbolic result, for results that depend on data.
        kind: Whose name it is: that of an operation, or of an activation or a random draw.
        recorded: The operation that a symbolic call records instead, of the same parameters.
        class_name: What stands for it in files; from the name if `None`.
    """
    if function is None:
        return functools.partial(op, name=name, aliases=aliases, spec=spec, kind=kind, recorded=recorded, class_name=class_name)
    public = name or function.__name__
    parameters = _Parameters(function)

    def in_general(args, kwargs):
        if any_symbolic(args, kwargs):
            return OpCall.of(call, args, kwargs) if recorded is None else recorded(*parameters.complete(args, kwargs))
        return function(*parameters.convert(args), **{k: parameters.convert_one(v) if k in parameters.tensors else v for k, v in kwargs.items()})

    if parameters.lone:                         # nothing but the first argument can be a tensor
        @functools.wraps(function)
        def call(*args, **kwargs):
            if args:
                cls = type(args[0])
                if cls is torch.Tensor or cls is Variable and not scopes.active or cls in _LISTS and _all_tensors(args[0]):
                    return function(*args, **kwargs)
            return in_general(args, kwargs)
    else:
        @functools.wraps(function)
        def call(*args, **kwargs):
            for a in args:
                cls = type(a)
                if cls not in _PLAIN and (cls is not Variable or scopes.active) and not (cls in _LISTS and _all_tensors(a)):
                    return in_general(args, kwargs)
            for a in kwargs.values():
                if type(a) not in _PLAIN:
                    return in_general(args, kwargs)
            return function(*args, **kwargs)

    call.__module__ = f"hornpipe.{registry.FACES[kind]}"
    call.__name__ = call.__qualname__ = public
    call.parameters = parameters
    call.kind = kind
    call.file = function.__module__.removeprefix("hornpipe.").removeprefix("ops.").split(".")[0]
    call.spec = spec
    call.from_config = functools.partial(OpCall.from_config, function=call)
    call.class_name = class_name or saved.class_name(public)
    registry.publish(kind, public, call, aliases if recorded is not None else (*aliases, call.class_name, *map(saved.class_name, aliases)))
    return call


class _Parameters:
    """Which parameters of a function take tensors."""

    def __init__(self, function):
        self.signature = inspect.signature(function)
        hints = typing.get_type_hints(function, include_extras=True)
        self.names = list(self.signature.parameters)
        self.required = frozenset(n for n, p in self.signature.parameters.items() if p.default is p.empty)
        self.tensors = frozenset(n for n in self.names if _takes_tensor(hints.get(n)))
        self.lone = self.tensors == frozenset(self.names[:1])
        kinds = [p.kind for p in self.signature.parameters.values()]
        self.star = kinds.index(inspect.Parameter.VAR_POSITIONAL) if inspect.Parameter.VAR_POSITIONAL in kinds else None
        self._positions = frozenset(i for i, n in enumerate(self.names) if n in self.tensors)

    def convert(self, args) -> list:
        star = self.star if self.star in self._positions else len(args)
        return [self.convert_one(a) if i in self._positions or i > star else a for i, a in enumerate(args)]

    def convert_one(self, x):
        """Tensors of whatever was given for a tensor parameter."""
        if isinstance(x, torch.Tensor):
            return visible(x)
        if x is None or isinstance(x, (bool, int, float, complex)) and len(self.tensors) > 1:
            return x
        if isinstance(x, (list, tuple)) and any(isinstance(v, torch.Tensor) or hasattr(v, "__array__") for v in tree.flatten(x)):
            return type(x)(self.convert_one(v) for v in x)
        if isinstance(x, dict):
            return {k: self.convert_one(v) for k, v in x.items()}
        return convert_to_tensor(x)

    def complete(self, args, kwargs) -> tuple:
        """All arguments by position, the defaults too."""
        bound = self.signature.bind(*args, **kwargs)
        bound.apply_defaults()
        return bound.args

    def split(self, args, kwargs, in_call):
        """The arguments as (those of the call, further keywords of the call, those that make the operation), each by name."""
        bound = self.signature.bind(*args, **kwargs)
        bound.apply_defaults()
        called, keywords, fixed = {}, {}, {}
        for name, value in bound.arguments.items():
            if self.signature.parameters[name].kind is inspect.Parameter.VAR_KEYWORD:
                (keywords if name in in_call else fixed).update(value)
            else:
                (called if name in in_call or any_symbolic((value,), {}) else fixed)[name] = value
        return called, keywords, fixed

    def merge(self, call_names, args, kwargs, fixed):
        """(args, kwargs) for the function, from those of a call and the fixed rest."""
        if self.star is None:
            return (), {**dict(zip(call_names, args)), **kwargs, **fixed}
        fixed = dict(fixed)
        given = iter(args)
        leading = [fixed.pop(n) if n in fixed else next(given) for n in self.names[:self.star]]
        return (*leading, *given), {**kwargs, **fixed}


def _takes_tensor(hint) -> bool:
    meta = getattr(hint, "__metadata__", ())
    if any(isinstance(m, Kind) and m.name in ("tensor", "array") for m in meta):
        return True
    return any(_takes_tensor(a) for a in typing.get_args(hint) if not isinstance(a, Kind))


class OpCall(Operation):
    """One symbolic call of an op: the function with the arguments that are no tensors.

    In files it is an object of the class that Keras has for the op, with those arguments as its config.
    """

    kind = ""

    def __init__(self, function, fixed=None, call_names=(), name=None):
        super().__init__(name or auto_name(function.class_name))
        self.function, self.fixed, self.call_names = function, fixed or {}, tuple(call_names)
        parameters = function.parameters
        self._in_front = parameters.star is None and parameters.names[:len(self.call_names)] == list(self.call_names)

    @classmethod
    def of(cls, function, args, kwargs):
        """The symbolic result of a call."""
        parameters = function.parameters
        called, keywords, fixed = parameters.split(args, kwargs, saved.call_parameters(function.__name__, parameters.tensors))
        star = None if parameters.star is None else parameters.names[parameters.star]
        made = cls(function, fixed, [n for n in called if n != star])
        positional = [v for n, v in called.items() if n != star]
        while positional and positional[-1] is None and star is None and made.call_names[len(positional) - 1] not in parameters.required:     # not given
            positional.pop()
        return made.symbolic_call(*positional, *called.get(star, ()), **keywords)

    def call(self, *args, **kwargs):
        if self._in_front:
            return self.function(*args, **kwargs, **self.fixed)
        args, kwargs = self.function.parameters.merge(self.call_names, args, kwargs, self.fixed)
        return self.function(*args, **kwargs)

    def compute_output_spec(self, *args, **kwargs):
        try:
            if self.function.spec is not None:
                args, kwargs = self.function.parameters.merge(self.call_names, args, kwargs, self.fixed)
                return self.function.spec(*args, **kwargs)
            return infer(self.call, args, kwargs, match=True)
        except (RuntimeError, IndexError) as error:         # what torch says of shapes that do not go together
            raise _shape_error(self.function.__name__, args, kwargs, error) from error

    def get_config(self):
        return {"name": self.name, **{k: objects.config_value(v) for k, v in saved.config_of(self.function.__name__, self.fixed).items()}}

    @classmethod
    def from_config(cls, config, function=None):
        """The operation of a file's config."""
        fixed = {k: objects.revive(v) for k, v in config.items()}
        name = fixed.pop("name", None)
        parameters = function.parameters
        names = [n for n in parameters.names if n not in fixed and n in saved.call_parameters(function.__name__, parameters.tensors)]
        return cls(function, fixed, names, name)


def _shape_error(name, args, kwargs, error):
    shapes = [tuple(x.shape) for x in tree.flatten((args, kwargs)) if hasattr(x, "shape")]
    text = re.sub(r"^Dimension out of range.*but got (-?\d+)\)", r"axis \1 is out of bounds", str(error))
    return ShapeError(f"`ops.{name}()` does not take arguments of shapes {', '.join(map(str, shapes))}: {text}", argument=name, actual=shapes)


@objects.serialize_keras_object.register(OpCall)
def _(obj):
    class_name = obj.function.class_name
    config = {k: objects.serialize_keras_object(v) for k, v in obj.get_config().items()}
    return {"module": saved.module_of(obj.function), "class_name": class_name, "config": config, "registered_name": class_name}
