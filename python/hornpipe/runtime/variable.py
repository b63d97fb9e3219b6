"""The variable: one tensor with Keras' shape and torch's memory order.

A `Variable` is a `torch.nn.Parameter`. Its *shape* is what Keras documents (a Dense kernel is `(in, out)`), its
*strides* are what torch's kernels read fastest (the memory of that kernel is `(out, in)`), so that one weight has
one meaning and no conversion happens anywhere.
"""
from __future__ import annotations

import contextlib
import copy
import math
import threading

import numpy as np
import torch

from ..core import objects
from ..core.errors import ArgumentError, ShapeError, got
from ..core.names import auto_name, current_path
from . import dtypes
from .convert import convert_to_numpy, convert_to_tensor
from .device import current_device
from .views import opened, scopes, visible

LARGE = 1 << 20         # bytes that are not written without need


def in_order(make, shape, order, dtype, device) -> torch.Tensor:
    """`make(shape, ...)`, such as `torch.empty`, with memory that runs over the axes in `order`."""
    if order is None:
        return make(tuple(shape), dtype=dtype, device=device)
    back = sorted(range(len(order)), key=order.__getitem__)
    return make([shape[i] for i in order], dtype=dtype, device=device).permute(back)


class _Waiting(threading.local):
    values = False


_waiting = _Waiting()


@contextlib.contextmanager
def uninitialized():
    """Inside, the weights that layers add are `waiting`: their values are about to be loaded, or else `take_first_value()` is called.

    Large ones hold anything till then: memory that is not written to costs neither time nor pages.
    """
    before, _waiting.values = _waiting.values, True
    try:
        yield
    finally:
        _waiting.values = before


def _unset(shape, dtype, device) -> torch.Tensor:
    large = math.prod(shape) * dtype.itemsize >= LARGE and dtype.is_floating_point
    return (torch.empty if large else torch.zeros)(shape, dtype=dtype, device=device)


def values_are_awaited() -> bool:
    """Whether this code runs inside `uninitialized()`."""
    return _waiting.values


class Variable(torch.nn.Parameter):
    """A weight or another piece of state.

    Args:
        initializer: The first value, or a function `(shape, dtype)` that gives it, or its name.
        shape: Needed with a function; a value brings its own.
        dtype: Name of the dtype; floatx, or that of the value.
        trainable: Whether gradients are taken.
        autocast: Whether a layer of another compute dtype sees it cast.
        aggregation, synchronization: Kept for compatibility; only one replica exists.
        name: Name, the last part of `path`.
        order: Axes in the order in which memory runs over them; row-major if `None`.
        regularizer, constraint: Applied by training.
        waiting: Whether its value comes later: from a file, or when `take_first_value()` asks the initializer.
    """

    __module__ = "hornpipe"             # its public place, which R sees as its class
    is_variable = True
    path = ""
    aggregation, synchronization = "none", "auto"
    regularizer = constraint = None
    overwrite_with_gradient = False
    waiting = False

    def __new__(cls, initializer, shape=None, dtype=None, trainable=True, autocast=True, aggregation="none",
                synchronization="auto", name=None, layout=None, *, order=None, regularizer=None, constraint=None,
                waiting: bool = False, **kwargs):
        if isinstance(initializer, str):
            initializer = objects.get("initializer", initializer)
        if not isinstance(trainable, bool):
            raise ArgumentError(f"`trainable` must be True or False, {got(trainable)}.", argument="trainable", actual=trainable)
        if name is not None and "/" in name:
            raise ArgumentError(f"`name` must not contain '/', {got(name)}.", argument="name", actual=name)
        if callable(initializer) and not isinstance(initializer, (torch.Tensor, np.ndarray)):
            if shape is None:
                raise ArgumentError(f"`shape` must be given when `initializer` is a function, {got(shape)}.", argument="shape", actual=shape)
            dtype = dtypes.standardize_dtype(dtype)
            value = None if waiting else initializer(tuple(shape), dtype=dtype)
        else:
            value = initializer
        with torch.no_grad():
            data = in_order(_unset, shape, order, dtypes.to_torch(dtype), current_device()) if value is None else cls._first(value, shape, dtype, order)
        self = torch.Tensor._make_subclass(cls, data, trainable and (data.is_floating_point() or data.is_complex()))
        self._describe(trainable, autocast, name, dtype, aggregation, synchronization)
        self.regularizer, self.constraint = regularizer, constraint
        self.initializer = initializer if callable(initializer) else None
        if value is None:
            self.waiting = True
        return self

    @staticmethod
    def _first(value, shape, dtype, order):
        """The first value in the memory order wanted."""
        value = convert_to_tensor(value, dtype).detach()
        if shape is not None and tuple(shape) != tuple(value.shape):
            raise ShapeError(f"`initializer` gives shape {tuple(value.shape)}, but `shape` is {tuple(shape)}.",
                             argument="shape", expected=tuple(shape), actual=tuple(value.shape))
        device = value.device if value.device.type == "meta" else current_device()
        return in_order(torch.empty, value.shape, order, value.dtype, device).copy_(value)

    def _describe(self, trainable=True, autocast=True, name=None, dtype=None, aggregation="none", synchronization="auto"):
        self._trainable = trainable
        self.born_trainable = trainable     # Keras: the place in `weights` does not change with `trainable`
        self.autocast = autocast
        self.aggregation, self.synchronization = aggregation, synchronization
        self._name = name or auto_name(type(self).__name__)
        scope = current_path()
        self.path = f"{scope}/{self._name}" if scope else self._name
        self.declared_dtype = dtypes.standardize_dtype(self.dtype if dtype is None else dtype)
        self.regularizer = self.constraint = self.initializer = None
        self.overwrite_with_gradient = False

    @classmethod
    def adopt(cls, parameter: torch.nn.Parameter, name: str):
        """Makes a parameter of a torch module a variable; it stays the same object, so its module goes on using it."""
        if not isinstance(parameter, cls):
            parameter.__class__ = cls
            parameter._describe(parameter.requires_grad, name=name)
        return parameter

    def __init__(self, *args, **kwargs):        # everything happens in __new__
        pass

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, value):
        self._name = value

    @property
    def trainable(self) -> bool:
        return self._trainable

    @trainable.setter
    def trainable(self, value):
        self._trainable = bool(value)
        if self.is_floating_point() or self.is_complex():
            self.requires_grad_(self._trainable)

    @property
    def value(self):
        """The tensor behind the variable, as this place sees it."""
        return visible(self)

    def take_first_value(self):
        """Asks the initializer for the value, where the variable was made without."""
        if self.waiting:
            self.waiting = False
            self.assign(self.initializer(tuple(self.shape), dtype=self.declared_dtype))

    def assign(self, value):
        """Sets the value in place; the shape must fit. A value with a method `read_into(tensor)` may fill the memory itself."""
        if isinstance(value, torch.Tensor):
            value = visible(value)
        elif not scopes.stateless and hasattr(value, "read_into") and value.read_into(self.detach()):
            return self
        else:
            value = convert_to_tensor(value, self.dtype)
        if tuple(value.shape) != tuple(self.shape):
            raise ShapeError(f"The variable {self.path!r} has shape {tuple(self.shape)}; a value of shape {tuple(value.shape)} cannot be assigned to it.",
                             argument="value", expected=tuple(self.shape), actual=tuple(value.shape))
        if scopes.stateless:
            return scopes.stateless[-1].add_update((self, value.to(self.dtype)))
        with torch.no_grad():
            if self.ndim == 2 and self.stride(0) == 1:
                self.T.copy_(value.T)           # torch copies so seven times as fast
            else:
                self.copy_(value)
        return self

    def assign_add(self, value):
        return self.assign(visible(self) + convert_to_tensor(value, self.dtype))

    def assign_sub(self, value):
        return self.assign(visible(self) - convert_to_tensor(value, self.dtype))

    def numpy(self, **kwargs):
        return convert_to_numpy(self).copy()        # the value now, whatever is assigned later

    def __array__(self, dtype=None, copy=None):
        array = convert_to_numpy(self)
        return array if dtype is None else array.astype(dtype, copy=False)

    def __deepcopy__(self, memo):
        if id(self) not in memo:
            twin = torch.Tensor._make_subclass(type(self), self.detach().clone(memory_format=torch.preserve_format), self.requires_grad)
            twin.__dict__.update({k: copy.copy(v) for k, v in self.__dict__.items()})
            memo[id(self)] = twin
        return memo[id(self)]

    def __reduce_ex__(self, protocol):
        return _rebuild, (type(self), self.detach(), self.requires_grad, dict(self.__dict__))

    def __repr__(self):
        shown = "" if self.device.type == "meta" else f", value={convert_to_numpy(self)}"
        return f"<Variable path={self.path}, shape={tuple(self.shape)}, dtype={dtypes.standardize_dtype(self.dtype)}{shown}>"


def _rebuild(cls, data, requires_grad, fields):
    variable = torch.Tensor._make_subclass(cls, data, requires_grad)
    variable.__dict__.update(fields)
    return variable


class StatelessScope:
    """Inside, given values stand in for variables, and assignments are collected instead of done.

    Args:
        state_mapping: Pairs (variable, value).
        collect_losses: Whether `add_loss()` inside adds to this scope's `losses`.
    """

    def __init__(self, state_mapping=None, collect_losses: bool = False, initialize_variables: bool = True):
        self.state_mapping, self.collect_losses, self.losses = {}, collect_losses, []
        self._keep = []
        for variable, value in state_mapping or ():
            if not getattr(variable, "is_variable", False):
                raise ArgumentError(f"`state_mapping` must pair variables with values, {got(variable)}.", argument="state_mapping", actual=variable)
            value = convert_to_tensor(value, variable.dtype)
            if tuple(value.shape) != tuple(variable.shape):
                raise ShapeError(f"`state_mapping` has a value of shape {tuple(value.shape)} for {variable.path!r} of shape {tuple(variable.shape)}.",
                                 argument="state_mapping", expected=tuple(variable.shape), actual=tuple(value.shape))
            self.add_update((variable, value))

    def add_update(self, update):
        variable, value = getattr(update[0], "stands_for", update[0]), update[1]
        self.state_mapping[id(variable)] = value
        self._keep.append(variable)         # an id stays taken only while its object lives
        return value

    def add_loss(self, loss):
        self.losses.append(loss)

    def get_current_value(self, variable):
        """The value that stands in for a variable, or None where nothing does."""
        return self.state_mapping.get(id(getattr(variable, "stands_for", variable)))

    def __enter__(self):
        self._opened = opened(stateless=(*scopes.stateless, self))
        self._opened.__enter__()
        return self

    def __exit__(self, *exc):
        return self._opened.__exit__(*exc)


def in_stateless_scope() -> bool:
    return bool(scopes.stateless)


def get_stateless_scope():
    return scopes.stateless[-1] if scopes.stateless else None
