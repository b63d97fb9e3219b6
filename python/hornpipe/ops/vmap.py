"""`vectorize`: a function of elements made one of tensors."""
from __future__ import annotations

import functools
import re

import torch

from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Callables, Ints, Text
from ..runtime.convert import convert_to_tensor

_CORE = r"\(\s*(?:\w+\s*(?:,\s*\w+\s*)*)?\)"
_SIGNATURE = re.compile(rf"\s*{_CORE}(?:\s*,\s*{_CORE})*\s*->\s*{_CORE}(?:\s*,\s*{_CORE})*\s*")


def _parsed(signature) -> tuple:
    """The names of the core axes of each argument and each result: "(m,n),(n)->(m)"."""
    if not _SIGNATURE.fullmatch(signature):
        raise ArgumentError(f"`signature` must be like '(m,n),(n)->(m)', {got(signature)}.", argument="signature", actual=signature)
    return tuple([re.findall(r"\w+", core) for core in re.findall(_CORE, side)] for side in signature.split("->"))


def vectorize(pyfunc: Callables, *, excluded: Ints = None, signature: Text = None):
    """A function that runs `pyfunc` over all elements of its arguments, broadcast together.

    Args:
        pyfunc: Function of scalars, or of what `signature` says.
        excluded: Positions and names of arguments that are passed as they are.
        signature: Core axes of arguments and results, "(m,n),(n)->(m)"; scalars if `None`.

    Example:
        `vectorize(ops.dot, signature="(n),(n)->()")(a, b)` is the dot product over the last axis.

    Returns:
        A function of tensors.
    """
    excluded = set(excluded or ())
    if not all(isinstance(e, (int, str)) for e in excluded):
        raise ArgumentError(f"`excluded` must hold positions and names, {got(excluded)}.", argument="excluded", actual=excluded)
    cores = _parsed(signature) if signature is not None else None

    @functools.wraps(pyfunc)
    def call(*args, **kwargs):
        fixed = {k: v for k, v in kwargs.items() if k in excluded}
        places = [i for i in range(len(args)) if i not in excluded]
        names = [k for k in kwargs if k not in excluded]
        given = [convert_to_tensor(args[i]) for i in places] + [convert_to_tensor(kwargs[k]) for k in names]

        def function(*values):
            merged = list(args)
            for i, v in zip(places, values):
                merged[i] = v
            return pyfunc(*merged, **dict(zip(names, values[len(places):])), **fixed)

        return _over_all(function, given, cores)

    return call


def _over_all(function, given, cores):
    """`function` mapped over the broadcast leading axes of the arguments."""
    ranks = _core_ranks(given, cores)
    leading = [x.shape[:x.ndim - rank] for x, rank in zip(given, ranks)]
    batch = torch.broadcast_shapes(*leading)
    full = [x.reshape((1,) * (len(batch) - len(lead)) + tuple(x.shape)) for x, lead in zip(given, leading)]
    mapped = _checked(function, cores)
    for axis in range(len(batch) - 1, -1, -1):         # the innermost axis first; the outermost map runs last
        in_dims = tuple(None if x.shape[axis] == 1 and batch[axis] != 1 else 0 for x in full)
        mapped = _mapped_over(mapped, in_dims)
    return mapped(*full)


def _mapped_over(function, in_dims):
    """One more leading axis; an argument of size 1 there is the same for all."""
    def call(*values):
        values = [v.squeeze(0) if d is None else v for v, d in zip(values, in_dims)]
        return torch.vmap(function, in_dims=in_dims)(*values) if any(d is not None for d in in_dims) else function(*values)

    return call


def _core_ranks(given, cores) -> list:
    if cores is None:
        return [0] * len(given)
    inputs = cores[0]
    if len(inputs) != len(given):
        raise ArgumentError(f"`signature` describes {len(inputs)} arguments, got {len(given)}.", argument="signature", actual=len(given))
    sizes = {}
    for x, core in zip(given, inputs):
        if x.ndim < len(core):
            raise ShapeError(f"An argument of core axes ({', '.join(core)}) needs at least {len(core)} axes, got shape {tuple(x.shape)}.",
                             argument="signature", expected=len(core), actual=tuple(x.shape))
        for name, size in zip(core, x.shape[x.ndim - len(core):]):
            if sizes.setdefault(name, size) != size:
                raise ShapeError(f"The core axis {name!r} has sizes {sizes[name]} and {size}.", argument="signature", expected=sizes[name], actual=size)
    return [len(core) for core in inputs]


def _checked(function, cores):
    """`function`, with a check of its results against the signature."""
    if cores is None:
        return function
    outputs = cores[1]

    @functools.wraps(function)
    def call(*values):
        result = function(*values)
        several = result if isinstance(result, (list, tuple)) else (result,)
        if len(several) != len(outputs):
            raise ArgumentError(f"`signature` describes {len(outputs)} results, got {len(several)}.", argument="signature", actual=len(several))
        for r, core in zip(several, outputs):
            if r.ndim != len(core):
                raise ShapeError(f"A result of core axes ({', '.join(core)}) must have {len(core)} axes, got shape {tuple(r.shape)}.", argument="signature",
                                 expected=len(core), actual=tuple(r.shape))
        return result

    return call
