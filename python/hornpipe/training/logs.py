"""Logs that are read only when somebody looks: reading a number off a device waits for the device."""
from __future__ import annotations

from collections.abc import MutableMapping

import torch


def as_number(value):
    """A Python float of a scalar tensor; lists of numbers for others."""
    if isinstance(value, torch.Tensor):
        value = value.detach()
        return value.item() if value.numel() == 1 else value.cpu().numpy()
    return value.item() if getattr(value, "ndim", None) == 0 and hasattr(value, "item") else value


class Logs(MutableMapping):
    """A dictionary of numbers computed at the first look.

    Args:
        read: Function that gives the values by name.
    """

    def __init__(self, read):
        self._read, self._values = read, None

    def _all(self):
        if self._values is None:
            self._values = {k: as_number(v) for k, v in self._read().items()}
        return self._values

    def __getitem__(self, key):
        return self._all()[key]

    def __setitem__(self, key, value):
        self._all()[key] = value

    def __delitem__(self, key):
        del self._all()[key]

    def __iter__(self):
        return iter(self._all())

    def __len__(self):
        return len(self._all())

    def copy(self):
        return dict(self._all())

    def __repr__(self):
        return repr(self._all())
