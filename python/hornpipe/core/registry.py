"""What may be named in a config or a string: hornpipe's own objects by kind and name, and what the user registered.

Nothing is ever imported because a file names it: an object is found here or not at all.
"""
from __future__ import annotations

import contextlib
import importlib
import inspect
import threading

from .errors import UnknownNameError, got, unknown_name
from .names import to_snake_case

# The public module of each kind: where its names are found, and what configs say.
FACES = {
    "layer": "layers", "model": "models", "loss": "losses", "metric": "metrics", "optimizer": "optimizers",
    "schedule": "optimizers.schedules", "activation": "activations", "initializer": "initializers",
    "regularizer": "regularizers", "constraint": "constraints", "callback": "callbacks", "policy": "dtype_policies",
    "op": "ops", "random": "random", "quantizer": "quantizers",
}

_own: dict[tuple[str, str], object] = {}
_registered: dict[str, object] = {}         # "Package>Name" -> object
_names: dict[object, str] = {}              # object -> "Package>Name"
_scopes = threading.local()


# ---------------------------------------------------------------- hornpipe's own objects

def publish(kind: str, name: str, obj, aliases=()) -> None:
    """Makes `obj` known by its name, by its snake-case name and by its aliases."""
    for n in (name, to_snake_case(name), *aliases):
        _own.setdefault((kind, n), obj)


def find(kind: str, name: str):
    """hornpipe's own object of that kind and name, or None."""
    if (kind, name) not in _own:
        importlib.import_module(f"hornpipe.{FACES[kind]}")      # our own face, by kind: it may be lazy still
    return _own.get((kind, name))


def known(kind: str) -> dict[str, object]:
    """Every published name of a kind."""
    importlib.import_module(f"hornpipe.{FACES[kind]}")
    return {n: obj for (k, n), obj in _own.items() if k == kind}


def find_anywhere(name: str, kinds):
    """The first of `kinds` that knows `name`."""
    for kind in kinds:
        obj = find(kind, name)
        if obj is not None:
            return obj
    return None


# ---------------------------------------------------------------- what the user registered

def register_keras_serializable(package: str = "Custom", name: str | None = None):
    """Decorator that makes a class or function known to loaders as `package>name`.

    Args:
        package: Prefix that keeps names of different authors apart.
        name: The name in files; the object's own name if `None`.

    Raises:
        ValueError: A class has no `get_config()`.
    """
    def decorate(obj):
        full = f"{package}>{obj.__name__ if name is None else name}"
        if inspect.isclass(obj) and not hasattr(obj, "get_config"):
            raise ValueError(f"A registered class must have a `get_config()` method, {obj.__name__} has none.")
        _registered[full] = obj
        _names[obj] = full
        return obj

    return decorate


def get_registered_name(obj) -> str:
    """The name under which `obj` was registered, else its own."""
    try:
        return _names.get(obj) or getattr(obj, "__name__", str(obj))
    except TypeError:       # unhashable
        return getattr(obj, "__name__", str(obj))


def is_registered(obj) -> bool:
    """Whether `obj` was registered by a name."""
    return obj in _names


def get_registered_object(name: str, custom_objects=None, module_objects=None):
    """The object registered or passed under `name`, else None."""
    for place in (custom_objects, _scope_objects(), _registered, module_objects):
        if place and name in place:
            return place[name]
    return None


def get_custom_objects() -> dict:
    """The dictionary of globally registered objects; changing it registers."""
    return _registered


def _scope_objects() -> dict:
    return getattr(_scopes, "objects", {})


@contextlib.contextmanager
def _scope(objects):
    before = _scope_objects()
    _scopes.objects = {**before, **objects}
    try:
        yield
    finally:
        _scopes.objects = before


class CustomObjectScope:
    """Makes custom objects known by name inside a `with` block.

    Args:
        custom_objects: Dictionary of names to classes or functions.
    """

    def __init__(self, custom_objects):
        self.custom_objects = custom_objects or {}

    def __enter__(self):
        self._context = _scope(self.custom_objects)
        self._context.__enter__()
        return self

    def __exit__(self, *exc):
        return self._context.__exit__(*exc)


custom_object_scope = CustomObjectScope


def custom_object(name: str, custom_objects=None):
    """A user's object by its registered name, or by the name alone when that is not ambiguous."""
    obj = get_registered_object(name, custom_objects)
    if obj is not None:
        return obj
    alone = [o for full, o in _registered.items() if full.rpartition(">")[2] == name]
    return alone[0] if len(alone) == 1 else None


def lookup(kind: str, name: str, custom_objects=None, argument: str | None = None):
    """The object that a user means by `name`: custom ones of that very name first, then hornpipe's own, then a custom one of some package.

    Raises:
        UnknownNameError: with the nearest known names.
    """
    if not isinstance(name, str):
        raise UnknownNameError(f"`{argument or kind}` must be named by a string, {got(name)}.", argument=argument or kind, actual=name)
    obj = get_registered_object(name, custom_objects)
    if obj is None:
        obj = find(kind, name)
    if obj is None:
        obj = custom_object(name)
    if obj is None:
        raise unknown_name(argument or kind, name, {n for n in known(kind) if not n.startswith("_")})
    return obj
