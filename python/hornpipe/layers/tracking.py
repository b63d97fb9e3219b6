"""Lists, tuples and dicts of layers and variables as attributes of a layer: what is put in becomes part of the layer."""
from __future__ import annotations

import copy
from collections import OrderedDict

import torch

from ..core import tree


def worth_tracking(value) -> bool:
    return isinstance(value, (torch.nn.Parameter, torch.nn.Module)) or getattr(value, "is_tracked", False)


def wrap(value, owner, name: str):
    """A container whose layers and variables, now and later, belong to `owner`; anything else as it is."""
    if type(value) is list:
        return TrackedList([wrap(v, owner, name) for v in value], owner, name)
    if type(value) is dict:
        return TrackedDict({k: wrap(v, owner, name) for k, v in value.items()}, owner, name)
    if type(value) is OrderedDict:
        return TrackedOrderedDict(value, owner, name)
    if type(value) is set:
        return TrackedSet(value, owner, name)
    if isinstance(value, tuple) and not isinstance(value, torch.Size):
        made = [wrap(v, owner, name) for v in value]
        return type(value)(*made) if hasattr(value, "_fields") else tuple(made) if type(value) is tuple else value
    if worth_tracking(value) and owner is not None:
        owner._track(value, name)
    return value


class _Tracked:
    """What the three containers share: they know their owner."""

    owner = None
    attribute = ""
    of_layer = True

    def _own(self, owner, name):
        self.owner, self.attribute = owner, name

    def _in(self, value):
        return wrap(value, self.owner, self.attribute)

    def _out(self, value):
        if self.owner is not None and worth_tracking(value):
            self.owner._untrack(value)

    def __reduce__(self):
        return (type(self), (self._plain(),))

    def __deepcopy__(self, memo):
        # The copy of the owner tracks its own weights; a container alone is copied as a plain one.
        return type(self)(copy.deepcopy(self._plain(), memo))


class TrackedList(_Tracked, list):
    def __init__(self, values=None, owner=None, name=""):
        self._own(owner, name)
        list.__init__(self, [self._in(v) for v in values or []])

    def _plain(self):
        return list(self)

    def append(self, value):
        list.append(self, self._in(value))

    def insert(self, index, value):
        list.insert(self, index, self._in(value))

    def extend(self, values):
        list.extend(self, [self._in(v) for v in values])

    def __iadd__(self, values):
        self.extend(values)
        return self

    def __setitem__(self, key, value):
        old = self[key]
        for v in old if isinstance(key, slice) else [old]:
            self._out(v)
        list.__setitem__(self, key, [self._in(v) for v in value] if isinstance(key, slice) else self._in(value))

    def __delitem__(self, key):
        old = self[key]
        list.__delitem__(self, key)
        for v in old if isinstance(key, slice) else [old]:
            self._out(v)

    def pop(self, index=-1):
        value = list.pop(self, index)
        self._out(value)
        return value

    def remove(self, value):
        for i, v in enumerate(self):
            if v is value or (not isinstance(v, torch.Tensor) and v == value):
                del self[i]
                return
        raise ValueError(f"{value!r} is not in the list.")

    def clear(self):
        for v in list(self):
            self._out(v)
        list.clear(self)


class _TrackedMapping(_Tracked):
    """What the two dictionaries share; `plain` is the type that each stands for."""

    plain = dict

    def __init__(self, values=None, owner=None, name=""):
        self.plain.__init__(self)
        self._own(owner, name)
        self.update(values or {})

    def _plain(self):
        return self.plain(self)

    def __setitem__(self, key, value):
        if key in self:
            self._out(self[key])
        self.plain.__setitem__(self, key, self._in(value))

    def __delitem__(self, key):
        self._out(self[key])
        self.plain.__delitem__(self, key)

    def update(self, *args, **kwargs):
        for k, v in dict(*args, **kwargs).items():
            self[k] = v

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key, *default):
        value = dict.pop(self, key, *default)
        self._out(value)
        return value

    def popitem(self):
        key, value = dict.popitem(self)
        self._out(value)
        return key, value

    def clear(self):
        for v in self.values():
            self._out(v)
        self.plain.clear(self)


class TrackedDict(_TrackedMapping, dict):
    pass


class TrackedOrderedDict(_TrackedMapping, OrderedDict):
    plain = OrderedDict

    def pop(self, key, *default):
        value = self[key] if key in self or not default else default[0]
        if key in self:
            del self[key]
        return value

    def popitem(self, last=True):
        key = next(reversed(self) if last else iter(self))
        return key, self.pop(key)


@tree.register_sequence
class TrackedSet(_Tracked, set):
    def __init__(self, values=None, owner=None, name=""):
        self._own(owner, name)
        set.__init__(self, [self._in(v) for v in values or []])

    def _plain(self):
        return set(self)

    def add(self, value):
        set.add(self, self._in(value))

    def update(self, *others):
        for values in others:
            for v in values:
                self.add(v)

    def remove(self, value):
        set.remove(self, value)
        self._out(value)

    def discard(self, value):
        if value in self:
            self.remove(value)

    def pop(self):
        value = set.pop(self)
        self._out(value)
        return value

    def clear(self):
        for v in list(self):
            self._out(v)
        set.clear(self)
