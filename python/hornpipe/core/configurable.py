"""Objects that describe themselves: `get_config()` from the signature of `__init__`, `from_config()` back.

The rule that makes this work: an argument is stored under its own name. For users' classes, where nobody
promised that, the arguments are recorded when the object is made.
"""
from __future__ import annotations

import inspect

from . import objects, registry

_SKIP = {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}


def is_own(cls) -> bool:
    """Whether a class is part of hornpipe (tests and users' code are not)."""
    return cls.__dict__.get("_own", False)


class _ClassSignature:
    """The arguments of a class are those of its `__init__`, inherited or not.

    Python up to 3.11.2 would show those of an inherited `__new__` first. Objects have none here: they are called otherwise.
    """

    def __get__(self, instance, cls):
        if instance is not None:
            raise AttributeError("__signature__")
        signature = inspect.signature(cls.__init__)
        return signature.replace(parameters=list(signature.parameters.values())[1:])


class Configurable:
    """Base of everything that a config can name.

    A subclass inside hornpipe is published under its kind at once: `class Dense(Layer)` is all it takes.
    Class arguments: `abstract=True` keeps a base class out; `aliases` are further names.
    """

    _own = True
    kind: str = ""
    untold: tuple = ()          # arguments that the config leaves out
    __signature__ = _ClassSignature()

    def __init_subclass__(cls, abstract: bool = False, aliases=(), **kwargs):
        super().__init_subclass__(**kwargs)
        if not cls.__module__.startswith("hornpipe."):
            return
        cls._own = True
        cls.aliases = tuple(aliases)
        if cls.kind and not cls.__qualname__.startswith("_"):
            cls.__module__ = f"hornpipe.{registry.FACES[cls.kind]}"
            if not abstract:
                registry.publish(cls.kind, cls.__name__, cls, aliases)

    def __new__(cls, *args, **kwargs):
        instance = super().__new__(cls)
        if not is_own(cls):
            instance.__dict__["_given"] = _bind(cls, args, kwargs)
        return instance

    def get_config(self) -> dict:
        """The arguments that make an equal object, as plain values."""
        config = {}
        for cls in reversed(_described_classes(type(self))):
            for name in _own_parameters(cls):
                if name in ("name", "trainable", "dtype") or name in self.untold:
                    continue            # the first three: told by the base that owns them
                if is_own(cls):
                    config[name] = self._told(name, getattr(self, name))
                else:
                    given = self.__dict__.get("_given") or {}
                    if given.get("*"):
                        raise NotImplementedError(f"{type(self).__name__} was given positional arguments that have no name, {given['*']}, and so no place in a "
                                                  "config; write `get_config()` and `from_config()` for it.")
                    if name in given:
                        config[name] = self._told(name, given[name])
        return config

    def _told(self, name, value):
        try:
            return objects.config_value(value)
        except TypeError as error:
            raise NotImplementedError(f"`{name}` of {type(self).__name__} has no place in a config; write `get_config()` and `from_config()` for it. "
                                      f"{error}") from error

    @classmethod
    def from_config(cls, config: dict):
        """An object made from the dictionary of `get_config()`."""
        if is_own(cls) or _get_config_owner(cls)._own:
            config = {k: objects.revive(v) for k, v in config.items()}
        try:
            return cls(**config)
        except TypeError as error:
            raise TypeError(f"{cls.__name__} cannot be made from config {config}: {error}") from error


def _bind(cls, args, kwargs):
    try:
        bound = inspect.signature(cls.__init__).bind(None, *args, **kwargs)
    except (TypeError, ValueError):
        return None
    bound.apply_defaults()
    named = {k: v for k, v in bound.arguments.items() if bound.signature.parameters[k].kind not in _SKIP}
    return {**named, "*": next((v for k, v in bound.arguments.items() if bound.signature.parameters[k].kind is inspect.Parameter.VAR_POSITIONAL), ())}


def _get_config_owner(cls):
    return next(c for c in cls.__mro__ if "get_config" in c.__dict__)


def _own_parameters(cls) -> list[str]:
    if "__init__" not in cls.__dict__:
        return []
    parameters = list(inspect.signature(cls.__init__).parameters.values())[1:]
    return [p.name for p in parameters if p.kind not in _SKIP]


def arguments_of(cls) -> list[str]:
    """The names of all arguments that a class takes, those that its `__init__` passes on included."""
    return list(dict.fromkeys(name for c in _described_classes(cls) for name in _own_parameters(c)))


def _passes_on(cls) -> bool:
    """Whether further keyword arguments reach the parent's `__init__`."""
    init = cls.__dict__.get("__init__")
    return init is None or any(p.kind is inspect.Parameter.VAR_KEYWORD for p in inspect.signature(init).parameters.values())


def _described_classes(cls) -> list:
    """The classes whose `__init__` parameters belong in the config, nearest first.

    A user's class that writes its own `get_config()` tells its own arguments: only what lies above it is told here.
    """
    own_words = _get_config_owner(cls)
    found, hidden = [], own_words is not Configurable and not is_own(own_words)
    for c in cls.__mro__:
        if c in (Configurable, object):
            continue
        if hidden and not is_own(c):
            continue
        if issubclass(c, Configurable):
            found.append(c)
            if not _passes_on(c):
                break
    return found
