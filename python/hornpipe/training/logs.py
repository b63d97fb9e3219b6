"""Logs that are read only when somebody looks: reading a number off a device waits for the device."""
from __future__ import annotations

import functools

import torch


def as_number(value):
    """A Python float of a scalar tensor; lists of numbers for others."""
    if isinstance(value, torch.Tensor):
        value = value.detach()
        return value.item() if value.numel() == 1 else value.cpu().numpy()
    return value.item() if getattr(value, "ndim", None) == 0 and hasattr(value, "item") else value


def in_order(logs) -> dict:
    """Logs as callbacks get them: sorted by name, as Keras has them."""
    return dict(sorted(logs.items()))


class Logs(dict):
    """A dictionary of numbers, sorted by name, that is computed at the first look.

    Args:
        read: Function that gives the values by name.
    """

    __slots__ = ("_read",)

    def __init__(self, read):
        self._read = read
        dict.__setitem__(self, "loss", None)        # until then: code in C asks whether a dictionary is empty without asking this class

    def _look(self):
        if self._read is not None:
            found = {k: as_number(v) for k, v in self._read().items()}
            self._read = None
            dict.clear(self)
            dict.update(self, in_order(found))

    def __reduce__(self):
        return dict, (dict(self),)


def _after_a_look(name):
    method = getattr(dict, name)

    @functools.wraps(method)
    def looking(self, *args, **kwargs):
        self._look()
        return method(self, *args, **kwargs)

    return looking


for _name in ("__contains__", "__delitem__", "__eq__", "__getitem__", "__ior__", "__iter__", "__len__", "__ne__", "__or__", "__repr__", "__reversed__",
              "__ror__", "__setitem__", "clear", "copy", "get", "items", "keys", "pop", "popitem", "setdefault", "update", "values"):
    setattr(Logs, _name, _after_a_look(_name))
