"""Operands of one dtype: Keras' promotion for tensors and Python numbers."""
from __future__ import annotations

import functools

import torch

from ..core.errors import ArgumentTypeError, got
from ..runtime import settings
from ..runtime.convert import convert_to_tensor
from ..runtime.device import current_device
from ..runtime.dtypes import TORCH, result_type

_REAL = frozenset({bool, int, float})
_NUMBERS = frozenset({int, float, complex})
_FLOATING = frozenset({torch.float32, torch.float16, torch.bfloat16, torch.float64})


@functools.cache
def _result(kinds, floatx) -> torch.dtype:
    return TORCH[result_type(*kinds)]


def common_dtype(*operands) -> torch.dtype:
    """The dtype that an operation on these operands works in; dtypes and Python types may stand for operands."""
    return _result(tuple(getattr(x, "dtype", None) or _kind(x) for x in operands), settings.floatx())


def _kind(x):
    if isinstance(x, (type, torch.dtype)):
        return x
    if isinstance(x, (bool, int, float, complex)):
        return type(x)
    raise ArgumentTypeError(f"An operand must be a tensor or a number, {got(x)}.", argument="x", actual=x)


def promote(x1, x2, to=()) -> tuple:
    """Two operands cast to their common dtype. A Python number stays a number beside a tensor, for torch takes it;
    a bool does not, for torch computes otherwise with it.

    Args:
        to: Types that take part in the promotion: `(float,)` makes the result floating.
    """
    dtype = _settled(x1, x2, to) or common_dtype(x1, x2, *to)
    if type(x2) in _NUMBERS:
        return (convert_to_tensor(x1, dtype), convert_to_tensor(x2, dtype)) if type(x1) in _NUMBERS else (_cast(x1, dtype), x2)
    return (x1 if type(x1) in _NUMBERS else _cast(x1, dtype)), _cast(x2, dtype)


def promote_all(*operands, to=()) -> tuple:
    """Operands as tensors of their common dtype."""
    dtype = getattr(operands[0], "dtype", None)
    if dtype is not None and (not to or dtype in _FLOATING) and all(getattr(x, "dtype", None) is dtype for x in operands):
        return operands
    dtype = (len(operands) == 2 and _settled(*operands, to)) or common_dtype(*operands, *to)
    device = next((x.device for x in operands if isinstance(x, torch.Tensor)), None)
    return tuple(_cast(x, dtype, device) for x in operands)


def _settled(x1, x2, to):
    """The common dtype where no table is needed: tensors of one dtype, or a float tensor and a real number."""
    dtype = getattr(x1, "dtype", None) or getattr(x2, "dtype", None)
    if to and dtype not in _FLOATING:
        return None
    if getattr(x2, "dtype", None) is getattr(x1, "dtype", None) or dtype in _FLOATING and (type(x1) in _REAL or type(x2) in _REAL):
        return dtype
    return None


def _cast(x, dtype, device=None):
    if isinstance(x, torch.Tensor):
        return x if x.dtype is dtype else x.to(dtype)
    return torch.full((), x, dtype=dtype, device=device or current_device())        # on a GPU, no copy to wait for


def floating(x):
    """`x` itself when it is floating or complex, else cast to the float that promotion gives."""
    return x if x.dtype in _FLOATING or x.is_complex() else x.to(common_dtype(x, float))


def wide(x):
    """`x` in float32 at least: 16 bits hold no long sums."""
    return x.to(TORCH[result_type(x.dtype, "float32")])
