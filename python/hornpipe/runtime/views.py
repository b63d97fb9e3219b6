"""How a variable looks from inside a scope.

Mixed precision, shape inference and stateless calls all replace, for a while, what reading a variable gives.
Outside of any, reading a variable costs one look at a flag.
"""
from __future__ import annotations

import contextlib
import threading

import torch


class _Scopes(threading.local):
    """What the open scopes of this thread say."""

    active = False
    stateless: tuple = ()                   # StatelessScopes, outermost first
    cast: torch.dtype | None = None         # mixed precision: float variables are read in this dtype
    meta = False                            # shape inference: variables have no data


scopes = _Scopes()


def visible(x):
    """`x`, or what stands in for it here when it is a variable.

    A stand-in can be assigned to like the variable itself.
    """
    if not scopes.active or not getattr(x, "is_variable", False):
        return x
    value = x
    for scope in scopes.stateless:
        value = scope.state_mapping.get(id(x), value)
    if scopes.cast is not None and x.autocast and value.is_floating_point() and value.dtype != scopes.cast:
        value = value.to(scopes.cast)
    if scopes.meta and value.device.type != "meta":
        value = torch.empty_strided(value.shape, value.stride(), dtype=value.dtype, device="meta")
    if value is not x:
        value.assign, value.assign_add, value.assign_sub, value.path, value.trainable = x.assign, x.assign_add, x.assign_sub, x.path, x.trainable
        value.stands_for = x
    return value


@contextlib.contextmanager
def opened(**changes):
    """Sets fields of this thread's scopes inside the block."""
    before = {k: getattr(scopes, k) for k in (*changes, "active")}
    for k, v in changes.items():
        setattr(scopes, k, v)
    scopes.active = bool(scopes.stateless) or scopes.cast is not None or scopes.meta
    try:
        yield
    finally:
        for k, v in before.items():
            setattr(scopes, k, v)


def autocast(dtype):
    """Inside, layers read float variables in `dtype`; `None`: as they are."""
    return opened(cast=dtype)


def everything_real():
    """Inside, variables are themselves again: for building weights in the middle of an inference."""
    return opened(cast=None, meta=False, stateless=())
