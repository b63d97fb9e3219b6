"""Into tensors and out of them: conversion, dtypes, and questions that a tensor answers without its numbers."""
from __future__ import annotations

import torch

from ..core.types import Array, DType, Flag, Tensor
from ..graph.tensor import KerasTensor
from ..runtime import convert, dtypes
from .op import op


@op
def convert_to_tensor(x: Tensor, dtype: DType = None, sparse: Flag = None, ragged: Flag = None):
    """`x` as a tensor.

    Args:
        x: A number, list, NumPy array, tensor or variable. Python floats become floatx, Python ints int32.
        dtype: The dtype wanted; that of the data if `None`.
        sparse: Whether a sparse tensor may come back; torch's are dense always.
        ragged: Whether a ragged tensor may come back; torch's are dense always.
    """
    return convert.convert_to_tensor(x, dtype)


@op
def array(x: Tensor, dtype: DType = None):
    """`x` as a tensor; see `convert_to_tensor()`."""
    return convert.convert_to_tensor(x, dtype)


def convert_to_numpy(x: Array):
    """`x` as a NumPy array, on the CPU and without a gradient.

    Returns:
        The values, as a NumPy array.
    """
    return convert.convert_to_numpy(x)


def is_tensor(x: Array) -> bool:
    """Whether `x` is a tensor, symbolic or not.

    Args:
        x: Any object.
    """
    return isinstance(x, (torch.Tensor, KerasTensor))


@op
def cast(x: Tensor, dtype: DType):
    """`x` in another dtype.

    Args:
        dtype: Name of that dtype, such as "float32".
    """
    return x.to(dtypes.to_torch(dtype))


@op
def saturate_cast(x: Tensor, dtype: DType):
    """`x` in another dtype; values beyond its range become its limits.

    Args:
        dtype: Name of that dtype, such as "float32".
    """
    wanted = dtypes.to_torch(dtype)
    if wanted.is_complex or x.dtype is torch.bool:
        return x.to(wanted)
    if wanted is torch.bool:
        return x > 0
    narrow = torch.finfo(wanted) if wanted.is_floating_point else torch.iinfo(wanted)
    own = torch.finfo(x.dtype) if x.is_floating_point() else torch.iinfo(x.dtype)
    low, high = max(narrow.min, own.min), min(narrow.max, own.max)
    if x.is_floating_point() and not wanted.is_floating_point:
        # Beyond 2**24 a limit may round up, out of the range: the next float below is the limit then.
        limit = torch.tensor(high, dtype=x.dtype)
        if limit.double().item() > high:
            high = torch.nextafter(limit, torch.zeros_like(limit)).item()
    return torch.clamp(x, low, high).to(wanted)


@op
def view(x: Tensor, dtype: DType = None):
    """The same bytes read as another dtype."""
    return x.view(dtypes.to_torch(dtype))


@op
def copy(x: Tensor):
    """A tensor of its own with the same elements."""
    return x.clone()


def dtype(x: Array) -> str:
    """The name of the dtype of a tensor."""
    return dtypes.standardize_dtype(x.dtype if hasattr(x, "dtype") else convert.convert_to_tensor(x).dtype)


def shape(x: Array) -> tuple:
    """The sizes of a tensor, as a tuple; unknown ones are `None`."""
    return tuple(x.shape if hasattr(x, "shape") else convert.convert_to_tensor(x).shape)


def ndim(x: Array) -> int:
    """The number of axes."""
    return len(shape(x))


@op
def size(x: Tensor):
    """The number of elements, as an int32 scalar."""
    return torch.tensor(x.numel(), dtype=torch.int32, device=x.device)
