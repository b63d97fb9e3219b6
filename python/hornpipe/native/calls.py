"""The functions of `dense.c` and what they take: the structures there, field by field."""
from __future__ import annotations

import ctypes
import functools

import numpy as np

from .. import native

int64, float32, pointer = ctypes.c_int64, ctypes.c_float, ctypes.c_void_p


class Layer(ctypes.Structure):
    _fields_ = [*((name, int64) for name in ("size", "units", "turned", "rectified", "stretched")),
                *((name, pointer) for name in ("kernel", "bias", "kernel_momentum", "kernel_velocity", "bias_momentum", "bias_velocity", "by_kernel", "by_bias",
                                               "result", "gradient", "mask"))]


class Rule(ctypes.Structure):
    """What becomes of gradients: they are `stored`, or a step of Adam is done with them; `kept` is what weight decay leaves."""

    _fields_ = [("stored", int64), *((name, float32) for name in ("rate", "beta_1", "beta_2", "epsilon", "kept", "correction"))]


class Chain(ctypes.Structure):
    _fields_ = [("layers", int64), ("rows", int64), ("threads", int64), ("layer", ctypes.POINTER(Layer)), ("input", pointer), ("parts", pointer)]


# Of several steps: a row for each.
STEP = np.dtype([*((name, np.int64) for name in ("input", "labels", "before", "logs", "masks")), *Rule._fields_])


STORE = Rule(stored=1)


@functools.cache
def library():
    """The functions, with their arguments declared; None where there are none."""
    found = native.library()
    if found is not None:
        for name, arguments, result in (("forward", [ctypes.POINTER(Chain)], None), ("backward", [ctypes.POINTER(Chain), ctypes.POINTER(Rule)], None),
                                        ("classify", [ctypes.POINTER(Chain), pointer, int64, float32, float32], int64)):
            function = getattr(found, f"hornpipe_dense_{name}")
            function.argtypes, function.restype = arguments, result
    return found
