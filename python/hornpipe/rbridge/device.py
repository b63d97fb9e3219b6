"""Which device a model computes on, as R chooses it."""
from __future__ import annotations

import torch

from ..core.errors import ArgumentError, got
from ..runtime import device as devices

_chosen_by_itself = devices.default_device()


def devices_here() -> list[dict]:
    """What `available_devices()` are, with the gigabytes of their memory where it is their own."""
    return [{"device": name, "name": _name(name), "memory": _gigabytes(name), "default": _whole(devices.default_device()) == name}
            for name in devices.available_devices()]


def set_default(name: str | None) -> None:
    """The device of the session; the one that is best if `None`."""
    devices.set_default_device(_chosen_by_itself if name is None else find(name))


def find(name: str) -> str:
    """The device of a name such as "cpu", "gpu", "cuda", "cuda:1" or "mps"."""
    known = devices.available_devices()
    wanted = _whole(name) if isinstance(name, str) else name
    if wanted == "gpu":
        wanted = next((d for d in known if d != "cpu"), "gpu")
    if wanted not in known:
        listed = ", ".join(repr(d) for d in known)
        raise ArgumentError(f"`device` must be one of {listed}, {got(name)}: torch sees no other here.", argument="device", actual=name, expected=known)
    return wanted


def enter(model, name: str | None):
    """Takes a model to a device, where it is built, and makes it the default; gives (the device, the function that ends that).

    `None` is where the model is, or the default of the session.
    """
    variables = _variables(model)
    home = _whole(str(variables[0].device)) if variables else None
    target = find(name) if name is not None else home or _whole(devices.default_device())
    if home != target and variables:
        for variable in variables:
            variable.data = variable.data.to(target)
        model._steps.clear()
    before = devices.default_device()
    devices.set_default_device(target)      # not a scope, which has torch run Python for each operation
    return target, lambda: devices.set_default_device(before)


def _variables(model) -> list:
    optimizer = getattr(model, "optimizer", None)
    return [*model.variables, *(optimizer.variables if optimizer is not None else []), *model.metrics_variables]


def _whole(name: str) -> str:
    name = name.lower().strip()
    return {"cuda": "cuda:0", "gpu:0": "gpu", "mps:0": "mps", "cpu:0": "cpu"}.get(name, name.replace("gpu:", "cuda:"))


def _name(device: str) -> str:
    return torch.cuda.get_device_name(device) if device.startswith("cuda") else "Apple GPU" if device == "mps" else "CPU"


def _gigabytes(device: str) -> float | None:
    return torch.cuda.get_device_properties(device).total_memory / 1e9 if device.startswith("cuda") else None
