"""The compiled functions and what they take: the structures of `dense.c` and `images.c`, field by field."""
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


KINDS = ("stored", "adam", "rmsprop", "sgd", "nesterov")


class Rule(ctypes.Structure):
    """What becomes of gradients: the position among `KINDS`, and the numbers of the step of an optimizer."""

    _fields_ = [("kind", int64), *((name, float32) for name in ("rate", "beta_1", "beta_2", "epsilon", "correction"))]

    @staticmethod
    def fields(kind: str, **numbers) -> tuple:
        """The fields in their order."""
        return KINDS.index(kind), *(numbers.get(name, 0.0) for name, _ in Rule._fields_[1:])


class Chain(ctypes.Structure):
    _fields_ = [("layers", int64), ("rows", int64), ("threads", int64), ("layer", ctypes.POINTER(Layer)), ("input", pointer), ("parts", pointer)]


# Of several steps: a row for each.
STEP = np.dtype([*((name, np.int64) for name in ("input", "labels", "before", "logs", "masks")), *Rule._fields_], align=True)


class ImageLayer(ctypes.Structure):
    _fields_ = [*((name, int64) for name in ("height", "width", "channels", "rows", "columns", "filters", "pooled", "rectified")),
                *((name, pointer) for name in ("kernel", "bias"))]


STORE = Rule(KINDS.index("stored"))


@functools.cache
def library():
    """The functions, with their arguments declared; None where there are none."""
    found = native.library()
    if found is not None:
        for name, arguments, result in (
                ("dense_forward", [ctypes.POINTER(Chain)], None),
                ("dense_backward", [ctypes.POINTER(Chain), ctypes.POINTER(Rule)], None),
                ("dense_classify", [ctypes.POINTER(Chain), pointer, int64, float32, float32], int64),
                ("images_forward", [ctypes.POINTER(ImageLayer), int64, int64, int64, pointer, pointer, int64, pointer, int64], None)):
            function = getattr(found, f"hornpipe_{name}")
            function.argtypes, function.restype = arguments, result
    return found
