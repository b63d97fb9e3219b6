"""Shapes and dtypes of results, found by running the computation on torch's meta device.

The function runs twice on tensors without data, with two sizes in place of every unknown dimension: an axis that
comes out different is unknown in the result. So no operation needs a shape rule of its own, unless its result
depends on the data; what the meta device cannot run is run on small zeros.
"""
from __future__ import annotations

import contextlib
import itertools
import math
import sys
import threading
from types import SimpleNamespace

import numpy as np
import torch

from ..core import tree
from ..runtime import device as devices
from ..runtime import dtypes
from ..runtime.variable import StatelessScope
from ..runtime.views import everything_real, opened
from .tensor import KerasTensor

# Many divisors, so that reshapes go through; unlikely as real sizes, so that they can be told from them.
META_SIZES = (5040, 7560)
REAL_SIZES = (12, 24)
SMALL_SIZES = (23, 46)      # where a layer is computed with for real: unlikely as sizes of features
SMALL, ENOUGH = 4_000_000, 64_000_000       # elements of one call, and of all so far, that cost less than the import of the meta device's machinery

_inference = threading.local()
_spent = SimpleNamespace(elements=0)


def inferring() -> bool:
    """Whether this code runs to find out shapes only."""
    return getattr(_inference, "size", None) is not None


def unknown_to_none(shape) -> tuple:
    """A shape as seen by `build()`: while shapes are inferred, sizes that stand for unknown ones are None again."""
    size = getattr(_inference, "size", None)
    return tuple(shape) if size is None else tuple(None if d == size else d for d in shape)


@contextlib.contextmanager
def real_world():
    """Out of an inference for a while: what is built here gets real memory on the device in use."""
    with contextlib.ExitStack() as stack:
        if inferring():
            before, _inference.size = _inference.size, None
            stack.callback(setattr, _inference, "size", before)
            stack.enter_context(devices.device(devices.default_device()))
            stack.enter_context(torch.enable_grad())
        stack.enter_context(everything_real())
        yield


def infer(function, args=(), kwargs=None, match=False, sizes=META_SIZES):
    """The structure of `KerasTensor`s that `function` would give.

    Args:
        function: Works on torch tensors.
        args, kwargs: Its arguments, with KerasTensors at any depth.
        match: Whether an unknown size that does not go through is taken to be one of the known sizes, as in broadcasting.
        sizes: The sizes that stand for unknown ones.

    Raises:
        What `function` raises on small real tensors, when the meta device cannot run it.
    """
    kwargs = kwargs or {}
    unknown = any(isinstance(x, KerasTensor) and None in x.shape for x in tree.flatten((args, kwargs)))
    if "sympy" not in sys.modules and sizes is META_SIZES and _costs_little(args, kwargs):
        # The first use of the meta device imports sympy and half of torch's compiler, about a second; small zeros take less.
        with contextlib.suppress(Exception), torch.no_grad(), devices.device("cpu"), StatelessScope(), _same_random_state():
            return _compare(function, args, kwargs, SMALL_SIZES if unknown else SMALL_SIZES[:1], "cpu")
    try:
        with torch.no_grad(), devices.device("meta"), StatelessScope(), opened(meta=True):
            return _compare(function, args, kwargs, sizes if unknown else sizes[:1], "meta")
    except Exception:
        for fixed in _matches(args, kwargs) if match and unknown else ():
            with contextlib.suppress(Exception), torch.no_grad(), devices.device("meta"), StatelessScope(), opened(meta=True):
                return _compare(function, args, kwargs, META_SIZES, "meta", fixed)
        with torch.no_grad(), devices.device("cpu"), StatelessScope():
            return _compare(function, args, kwargs, REAL_SIZES if unknown else REAL_SIZES[:1], "cpu")


def _costs_little(args, kwargs) -> bool:
    """Whether the tensors are few enough to be computed with for real, and have been so far."""
    shapes = [x.shape for x in tree.flatten((args, kwargs)) if isinstance(x, KerasTensor)]
    elements = sum(math.prod(SMALL_SIZES[-1] if d is None else d for d in shape) for shape in shapes)
    _spent.elements += elements
    return elements <= SMALL and _spent.elements <= ENOUGH


@contextlib.contextmanager
def _same_random_state():
    """Draws made inside are as if they had not been."""
    state = torch.get_rng_state()
    try:
        yield
    finally:
        torch.set_rng_state(state)


def _matches(args, kwargs):
    """Known sizes in place of unknown ones, `{(id of a tensor, axis): size}`: one replaced, then two."""
    shaped = [x for x in tree.flatten((args, kwargs)) if isinstance(x, (KerasTensor, torch.Tensor, np.ndarray))]
    known = sorted({d for x in shaped for d in x.shape if d is not None and d > 1})
    unknown = [(id(x), axis) for x in shaped if isinstance(x, KerasTensor) for axis, d in enumerate(x.shape) if d is None]
    for count in (1, 2):
        for places in itertools.combinations(unknown[:8], count):
            for sizes in itertools.product(known[:8], repeat=count):
                yield dict(zip(places, sizes))


def _compare(function, args, kwargs, sizes, place, fixed=None):
    runs = []
    before = getattr(_inference, "size", None)
    for size in sizes:
        _inference.size = size
        try:
            stand_in = _StandIn(size, place, fixed or {})
            runs.append(function(*tree.map_structure(stand_in, args), **tree.map_structure(stand_in, kwargs)))
        finally:
            _inference.size = before
    first, last = runs[0], runs[-1]
    return tree.map_structure(_spec, first, last)


class _StandIn:
    def __init__(self, size, place, fixed):
        self.size, self.place, self.fixed = size, place, fixed

    def __call__(self, x):
        if isinstance(x, KerasTensor):
            shape = [self.fixed.get((id(x), axis), self.size) if d is None else d for axis, d in enumerate(x.shape)]
            if x.dtype == "string":
                return np.full(shape, "")           # no tensor holds text
            make = torch.empty if self.place == "meta" else torch.zeros
            made = make(shape, dtype=dtypes.to_torch(x.dtype), device=self.place)
            if x._keras_mask is not None:
                made._keras_mask = self(x._keras_mask)
            return made
        if isinstance(x, torch.Tensor) and self.place == "meta" and x.device.type != "meta":
            return x.to("meta") if not getattr(x, "is_variable", False) else x
        return x


def _spec(a, b):
    if isinstance(a, torch.Tensor):
        if a.ndim != b.ndim:
            raise ValueError(f"The rank of the result depends on sizes that are not known: {tuple(a.shape)} and {tuple(b.shape)}.")
        return KerasTensor([d if d == e else None for d, e in zip(a.shape, b.shape)], dtypes.standardize_dtype(a.dtype))
    return a


class SymbolicScope:
    """Marks code that builds a graph; kept for scripts that open it."""

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return None
