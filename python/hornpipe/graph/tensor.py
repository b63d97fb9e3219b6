"""The symbolic tensor: a shape, a dtype, and where it came from."""
from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch

from ..core import objects, registry
from ..core.arguments import is_int
from ..core.errors import ArgumentError, HornpipeError, got
from ..core.names import auto_name
from ..runtime import dtypes


class KerasHistory(NamedTuple):
    """Which call made a tensor: the operation, the number of the call, the number of the output."""

    operation: object
    node_index: int
    tensor_index: int


def standardize_shape(shape, argument: str = "shape") -> tuple:
    """A shape as a tuple of ints and Nones.

    Raises:
        ValueError: It has other entries, or a negative size.
    """
    if isinstance(shape, (int, np.integer)) or shape is None or isinstance(shape, str):
        raise ArgumentError(f"`{argument}` must be a sequence of ints and None, {got(shape)}.", argument=argument, actual=shape)
    sizes = []
    for size in shape:
        if size is not None:
            if isinstance(size, float) and size.is_integer():
                size = int(size)
            if not is_int(size):
                raise ArgumentError(f"`{argument}` must hold ints and None, {got(shape)}.", argument=argument, actual=shape)
            if size < 0:
                raise ArgumentError(f"`{argument}` must not hold negative sizes, {got(shape)}.", argument=argument, actual=shape)
            size = int(size)
        sizes.append(size)
    return tuple(sizes)


def weight_shape(shape) -> tuple:
    """The shape of a weight: scalar if None, one axis if a number."""
    return () if shape is None else standardize_shape((shape,) if isinstance(shape, (int, float, np.integer)) else shape)


class SymbolicValueError(HornpipeError, ValueError):
    """A symbolic tensor was used where numbers are needed."""


class KerasTensor:
    """A tensor without numbers yet, as `Input()` and layer calls on it give.

    Args:
        shape: Sizes; `None` where any size will do.
        dtype: Name of the dtype.
        name: Name, made up if `None`.
    """

    __module__ = "hornpipe"             # its public place, which R sees as its class

    ragged_rank = row_splits_dtype = None

    def __init__(self, shape, dtype="float32", sparse=False, ragged=False, record_history=True, name=None, **kwargs):
        self._shape = standardize_shape(shape)
        self._dtype = dtypes.standardize_dtype(dtype)
        self._sparse, self._ragged = bool(sparse), bool(ragged)
        if self._sparse and self._ragged:
            raise ArgumentError("A tensor cannot be sparse and ragged at once.", argument="sparse", actual=sparse)
        self.ragged_rank, self.row_splits_dtype = kwargs.pop("ragged_rank", None), kwargs.pop("row_splits_dtype", None)
        self.name = name or auto_name(type(self).__name__)
        self.record_history = record_history
        self._keras_mask = None

    @property
    def shape(self):
        return self._shape

    @shape.setter
    def shape(self, value):
        raise AttributeError("The shape of a KerasTensor cannot be changed; use `hornpipe.ops.reshape()`.")

    @property
    def dtype(self):
        return self._dtype

    @dtype.setter
    def dtype(self, value):
        raise AttributeError("The dtype of a KerasTensor cannot be changed; use `hornpipe.ops.cast()`.")

    @property
    def sparse(self):
        return self._sparse

    @property
    def ragged(self):
        return self._ragged

    @property
    def ndim(self):
        return len(self._shape)

    def __repr__(self):
        return f"<KerasTensor shape={self.shape}, dtype={self.dtype}, sparse={self.sparse}, ragged={self.ragged}, name={self.name}>"

    __str__ = __repr__

    # What needs numbers says so, and what to do instead.

    def _no_value(self, what):
        raise SymbolicValueError(
            f"{self!r} is symbolic: it has no numbers, so {what}. Use `hornpipe.ops` functions or a layer whose `call()` does the work, and call the model "
            "on data to see numbers.")

    def __array__(self, *args, **kwargs):
        self._no_value("it cannot become a NumPy array")

    def __bool__(self):
        self._no_value("it cannot be used as a condition")

    def __len__(self):
        if self.ndim and self.shape[0] is not None:
            return self.shape[0]
        self._no_value("it has no length")

    def __iter__(self):
        if self.ndim and self.shape[0] is not None:
            return iter([self[i] for i in range(self.shape[0])])
        self._no_value("it cannot be iterated over")

    def __float__(self):
        self._no_value("it cannot become a Python number")

    __int__ = __index__ = __float__

    def __format__(self, spec):
        return repr(self)

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        """A torch function on a symbolic tensor is recorded as the operation of the same name."""
        name = getattr(func, "__name__", str(func))
        known = registry.find("op", name)
        if known is None:
            raise SymbolicValueError(f"torch.{name} was called on a symbolic tensor. Use the function of `hornpipe.ops`, or a layer whose `call()` uses torch.")
        return known(*args, **(kwargs or {}))

    # Operators: the operation of that name, found when used (floor 2b registers them).

    def __getitem__(self, key):
        return _op("get_item")(self, key)

    def reshape(self, newshape):
        return _op("reshape")(self, newshape)

    def squeeze(self, axis=None):
        return _op("squeeze")(self, axis)

    def flatten(self):
        return _op("ravel")(self)

    def astype(self, dtype):
        return _op("cast")(self, dtype)

    @property
    def T(self):
        return _op("transpose")(self)

    def __neg__(self):
        return _op("negative")(self)

    def __pos__(self):
        return self

    def __abs__(self):
        return _op("absolute")(self)

    def __invert__(self):
        return _op("logical_not" if self.dtype == "bool" else "bitwise_not")(self)

    def __round__(self, ndigits=None):
        return _op("round")(self, decimals=ndigits or 0)

    def __hash__(self):
        return id(self)


def _op(name):
    return registry.find("op", name)


def _forward(name):
    def method(self, other):
        return _op(name)(self, other)

    return method


def _backward(name):
    def method(self, other):
        return _op(name)(other, self)

    return method


for _python, _ours in {
    "add": "add", "sub": "subtract", "mul": "multiply", "truediv": "true_divide", "floordiv": "floor_divide", "mod": "mod", "pow": "power", "matmul": "matmul",
}.items():
    setattr(KerasTensor, f"__{_python}__", _forward(_ours))
    setattr(KerasTensor, f"__r{_python}__", _backward(_ours))
# Keras: == asks whether two are the same
for _python, _ours in {"lt": "less", "le": "less_equal", "gt": "greater", "ge": "greater_equal", "ne": "not_equal"}.items():
    setattr(KerasTensor, f"__{_python}__", _forward(_ours))
for _python, (_logical, _bits) in {"and": ("logical_and", "bitwise_and"), "or": ("logical_or", "bitwise_or"), "xor": ("logical_xor", "bitwise_xor")}.items():
    def _either(self, other, _logical=_logical, _bits=_bits):
        return _op(_logical if self.dtype == "bool" else _bits)(self, other)

    setattr(KerasTensor, f"__{_python}__", _either)
    setattr(KerasTensor, f"__r{_python}__", _either)


@objects.serialize_keras_object.register(KerasTensor)
def _(obj):
    history = getattr(obj, "_keras_history", None)
    place = [history.operation.name, history.node_index, history.tensor_index] if history else None
    return {"class_name": "__keras_tensor__", "config": {"shape": list(obj.shape), "dtype": obj.dtype, **({"keras_history": place} if place else {})}}


def is_symbolic(x) -> bool:
    return isinstance(x, KerasTensor)


def spec_of(x):
    """A tensor, array or variable as a KerasTensor of the same shape and dtype; anything else as it is."""
    if isinstance(x, KerasTensor):
        return x
    if isinstance(x, (torch.Tensor, np.ndarray)):
        return KerasTensor(tuple(x.shape), dtypes.standardize_dtype(x.dtype))
    return x
