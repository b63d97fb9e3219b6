"""What surrounds the operations: conversion, casting, and control flow by functions."""
from __future__ import annotations

import torch

from ..core.types import DType, Tensor
from ..graph.tensor import KerasTensor
from ..runtime import convert
from ..runtime.dtypes import standardize_dtype, to_torch
from .op import op


@op
def cast(x: Tensor, dtype: DType):
    """`x` in another dtype."""
    return x.to(to_torch(dtype))


def shape(x) -> tuple:
    """The sizes of a tensor, as a tuple; unknown ones are `None`."""
    return tuple(x.shape) if hasattr(x, "shape") else tuple(convert.convert_to_tensor(x).shape)


def is_tensor(x) -> bool:
    """Whether `x` is a tensor, symbolic or not."""
    return isinstance(x, (torch.Tensor, KerasTensor))


def convert_to_numpy(x):
    """`x` as a NumPy array."""
    return convert.convert_to_numpy(x)


@op
def convert_to_tensor(x: Tensor, dtype: DType = None, sparse=None, ragged=None):
    """`x` as a tensor."""
    return convert.convert_to_tensor(x, dtype)


def dtype(x) -> str:
    """The name of the dtype of a tensor."""
    return standardize_dtype(x.dtype if hasattr(x, "dtype") else convert.convert_to_tensor(x).dtype)


@op
def stop_gradient(variable: Tensor):
    """The same value, through which no gradient flows."""
    return variable.detach()
