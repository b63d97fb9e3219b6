"""Dtypes by name, and what the dtype of a mixed operation is.

Promotion follows the lattice that Keras takes over from JAX (https://docs.jax.dev/en/latest/type_promotion.html):
Python numbers are weak, and an integer with a float gives that float.
"""
from __future__ import annotations

import functools

import numpy as np
import torch

from ..core.errors import ArgumentError, got, nearest
from . import settings

BOOL = ("bool",)
UNSIGNED = ("uint8", "uint16", "uint32", "uint64")
SIGNED = ("int8", "int16", "int32", "int64")
INTS = UNSIGNED + SIGNED
FLOATS = ("bfloat16", "float16", "float32", "float64")
FLOAT8 = ("float8_e4m3fn", "float8_e5m2")
COMPLEX = ("complex64", "complex128")
ALLOWED = ("float16", "float32", "float64", *UNSIGNED, *SIGNED, "bfloat16", "bool", "string", *FLOAT8, *COMPLEX)

# Keras: torch computes little in the wider unsigned types; they are held in the next signed one.
TORCH = {name: getattr(torch, name) for name in (*BOOL, *SIGNED, *FLOATS, *FLOAT8, *COMPLEX, "uint8")} | {
    "uint16": torch.int32, "uint32": torch.int64, "uint64": torch.int64,
}
_NAMES = {dtype: name for name, dtype in TORCH.items() if name not in ("uint16", "uint32", "uint64")} | {
    torch.uint16: "uint16", torch.uint32: "uint32", torch.uint64: "uint64",
}
_PYTHON = {bool: "bool", int: "int64", float: None, str: "string", complex: "complex64", "int": "int64", "float": None, "complex": "complex64"}


def standardize_dtype(dtype) -> str:
    """The name of a dtype given as a name, a torch or NumPy dtype, or a Python type; `None` is floatx.

    Raises:
        ValueError: The dtype is not one of Keras'.
    """
    if type(dtype) is torch.dtype:
        return _NAMES[dtype]
    if dtype is None:
        return settings.floatx()
    if isinstance(dtype, str) and dtype in ALLOWED:
        return dtype
    if isinstance(dtype, (type, str)) and dtype in _PYTHON:
        return _PYTHON[dtype] or settings.floatx()
    if isinstance(dtype, np.dtype):
        name = "string" if dtype.kind in "SUO" else dtype.name
    else:
        name = getattr(dtype, "name", None) or getattr(dtype, "__name__", None) or str(dtype)
        if name.startswith("torch."):
            name = name[6:]
        elif "jax.numpy" in name or "numpy." in name:
            name = name.rpartition(".")[2]
    name = {"str_": "string", "str": "string", "bool_": "bool"}.get(name, name)
    if name not in ALLOWED:
        raise ArgumentError(f"`dtype` is not a known dtype: {got(dtype)}.{nearest(name, ALLOWED)}", argument="dtype", actual=dtype)
    return name


def to_torch(dtype) -> torch.dtype:
    """The torch dtype that holds values of a dtype."""
    if type(dtype) is torch.dtype:
        return dtype
    name = standardize_dtype(dtype)
    if name == "string":
        raise ArgumentError("Strings cannot be held by a tensor; keep them in NumPy arrays.", argument="dtype", actual=dtype)
    return TORCH[name]


def is_float(dtype) -> bool:
    return "float" in standardize_dtype(dtype)


def is_int(dtype) -> bool:
    return "int" in standardize_dtype(dtype)


# ---------------------------------------------------------------- promotion

_WEAK = ("int", "float", "complex")
# Each dtype and what stands directly above it in the lattice.
_ABOVE = {
    "bool": ["int"], "int": ["uint8", "int8"],
    "uint8": ["int16", "uint16"], "uint16": ["int32", "uint32"], "uint32": ["int64", "uint64"], "uint64": ["float"],
    "int8": ["int16"], "int16": ["int32"], "int32": ["int64"], "int64": ["float"],
    "float": ["bfloat16", "float16", "complex"], "bfloat16": ["float32"], "float16": ["float32"], "float32": ["float64", "complex64"],
    "float64": ["complex128"], "complex": ["complex64"], "complex64": ["complex128"], "complex128": [],
}


@functools.cache
def _upper(name: str) -> frozenset:
    return frozenset({name}).union(*(_upper(n) for n in _ABOVE[name]))


@functools.cache
def _join(names: frozenset) -> str:
    above = frozenset.intersection(*(_upper(n) for n in names))
    for name in above:
        if above == _upper(name):
            return name
    raise ArgumentError(f"The dtypes {sorted(names)} have no common dtype.", argument="dtype", actual=sorted(names))


def _weak_name(dtype) -> str:
    if dtype in (bool, "bool"):
        return "bool"
    if dtype in (int, "int"):
        return "int"
    if dtype in (float, "float"):
        return "float"
    if dtype in (complex, "complex"):
        return "complex"
    return standardize_dtype(dtype)


def result_type(*dtypes) -> str:
    """The dtype of an operation on operands of these dtypes; Python's `int` and `float` are weak.

    Keras: 64 bits are never the outcome of narrower operands, and weak results become int32 or floatx.
    """
    if not dtypes:
        return settings.floatx()
    for d in dtypes:
        if d in FLOAT8:
            raise ArgumentError(f"{d} takes part in no implicit promotion; cast it first.", argument="dtypes", actual=dtypes)
    return _result_type(tuple(_weak_name(settings.floatx() if d is None else d) for d in dtypes), settings.floatx())


@functools.cache
def _result_type(names: tuple, floatx: str) -> str:
    name = _join(frozenset(names))
    if name in _WEAK:
        return {"int": "int32", "float": floatx, "complex": "complex64"}[name]
    if name == "float64" and "float64" not in names and "complex128" not in names:
        return "float32"
    if name == "uint64" and "uint64" not in names:
        return "uint32"
    return name


def float_result(*dtypes) -> str:
    """`result_type` with a float: what a division or a mean of these operands gives."""
    return result_type(*dtypes, float)
