"""From whatever a user has to a torch tensor, and from a tensor to NumPy."""
from __future__ import annotations

import contextlib

import numpy as np
import torch

from ..core.errors import ArgumentTypeError, got
from . import dtypes, settings
from .device import current_device
from .views import visible

# Keras: its programs may name NumPy's dtype "bfloat16", which exists once this package, where there is one, is loaded.
with contextlib.suppress(ImportError):
    import ml_dtypes  # noqa: F401


def convert_to_tensor(x, dtype=None, sparse=None, ragged=None, copy: bool = False) -> torch.Tensor:
    """A torch tensor of a number, list, NumPy array, tensor or variable.

    Args:
        x: The data. Python floats become floatx, Python ints int32 (int64 where they do not fit).
        dtype: The dtype wanted; the data's own if `None`.
        copy: Whether a new tensor is made of a tensor that needs no change.

    Raises:
        TypeError: The data is no array of numbers.
    """
    if isinstance(x, torch.Tensor):
        x = visible(x)
        if dtype is not None:
            wanted = dtypes.to_torch(dtype)
            if x.dtype != wanted:
                return x.to(wanted)
        return x.clone() if copy else x
    wanted = None if dtype is None else dtypes.to_torch(dtype)
    if isinstance(x, (bool, int, float, complex)):
        return torch.tensor(x, dtype=wanted or _python_dtype(x), device=current_device())
    if isinstance(x, (list, tuple)) and any(isinstance(v, torch.Tensor) for v in _leaves(x)):
        return _stack(x, wanted)
    array = np.asarray(x) if not isinstance(x, np.ndarray) else x
    if array.dtype.kind in "OSUmMV" and array.dtype.name != "bfloat16":
        raise ArgumentTypeError(f"A tensor must be made of numbers, {got(x)}, which holds {array.dtype} values.", argument="x", actual=x)
    if wanted is None and not hasattr(x, "dtype"):          # lists of Python numbers
        wanted = _python_dtype(array)
    return _from_numpy(array, wanted)


def _python_dtype(x) -> torch.dtype:
    array = np.asarray(x)
    if array.dtype.kind == "f":
        return dtypes.TORCH[settings.floatx()]
    if array.dtype.kind in "iu":
        small = array.size == 0 or (array.min() >= -(2**31) and array.max() < 2**31)
        return torch.int32 if small else torch.int64
    return dtypes.TORCH["complex64" if array.dtype.kind == "c" else "bool"]


def _from_numpy(array: np.ndarray, wanted) -> torch.Tensor:
    name = array.dtype.name
    if name in ("uint16", "uint32", "uint64"):
        array = array.astype(str(dtypes.TORCH[name]).removeprefix("torch."))
    elif name == "bfloat16":                                # ml_dtypes, as JAX's arrays use it
        return torch.from_numpy(array.view(np.int16).copy()).view(torch.bfloat16).to(current_device(), wanted or torch.bfloat16)
    if not array.flags.writeable or not array.dtype.isnative or any(s < 0 for s in array.strides):
        array = array.astype(array.dtype.newbyteorder("="), order="C", copy=True)
    return torch.from_numpy(array).to(device=current_device(), dtype=wanted)


def _leaves(x):
    for v in x:
        if isinstance(v, (list, tuple)):
            yield from _leaves(v)
        else:
            yield v


def _stack(x, wanted):
    parts = [convert_to_tensor(v) for v in x]
    common = wanted or dtypes.TORCH[dtypes.result_type(*(p.dtype for p in parts))]
    return torch.stack([p.to(common) for p in parts])


def convert_to_numpy(x) -> np.ndarray:
    """A NumPy array of a tensor (detached, on the CPU, dense), variable, or anything array-like."""
    if isinstance(x, torch.Tensor):
        x = visible(x).detach()
        if x.layout is not torch.strided:
            x = x.to_dense()
        if x.is_conj():
            x = x.resolve_conj()
        if x.device.type != "cpu":
            x = x.cpu()
        if x.dtype is torch.bfloat16 or x.dtype in (torch.float8_e4m3fn, torch.float8_e5m2):
            x = x.to(torch.float32)     # NumPy has neither
        return x.numpy()
    if isinstance(x, (list, tuple)):
        return np.array([convert_to_numpy(v) for v in x])
    return np.array(x)
