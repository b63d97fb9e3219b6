"""Where tensors are made: an enclosing `device` scope, else the accelerator if there is one, else the CPU."""
from __future__ import annotations

import contextlib
import threading

import torch

from ..core.errors import ArgumentError, got
from . import subnormal

_scope = threading.local()


def _standard(name) -> str:
    if isinstance(name, torch.device):
        return str(name)
    if not isinstance(name, str):
        raise ArgumentError(f"`device_name` must be a string such as 'cpu' or 'gpu:0', {got(name)}.", argument="device_name", actual=name)
    return name.lower().replace("gpu", "cuda")


def _has_mps() -> bool:
    return bool(getattr(torch.backends, "mps", None)) and torch.backends.mps.is_available()


_default = "cuda" if torch.cuda.is_available() else "mps" if _has_mps() else "cpu"


subnormal.start_threads()


def available_devices() -> list[str]:
    """The devices that torch can compute on here, the CPU first."""
    gpus = [f"cuda:{i}" for i in range(torch.cuda.device_count())] if torch.cuda.is_available() else []
    return ["cpu", *gpus, *(["mps"] if _has_mps() else [])]


def current_device() -> str:
    return getattr(_scope, "name", None) or _default


def default_device() -> str:
    """The device used outside of any scope."""
    return _default


def set_default_device(name: str) -> None:
    global _default
    _default = _standard(name)


@contextlib.contextmanager
def device(device_name: str):
    """Makes new tensors and variables on a device ("cpu", "gpu", "gpu:1", "cuda:0") inside the block."""
    before = getattr(_scope, "name", None)
    _scope.name = _standard(device_name)
    try:
        with torch.device(_scope.name):
            yield
    finally:
        _scope.name = before
