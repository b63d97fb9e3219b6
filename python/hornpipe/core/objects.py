"""Objects as JSON-ready dictionaries and back, in the form of Keras' files.

`{"module": "keras.layers", "class_name": "Dense", "config": {...}, "registered_name": null}`.
A module path in a file only tells the kind; the object itself comes from the registry.
"""
from __future__ import annotations

import base64
import contextlib
import contextvars
import functools
import marshal
import sys
import types

import numpy as np
import torch

from . import registry
from .errors import FileFormatError, UnknownNameError, UnsafeFileError, got, unknown_name

_safe_mode = contextvars.ContextVar("safe_mode", default=None)
_noted: contextvars.ContextVar[list | None] = contextvars.ContextVar("noted", default=None)

# The part after "keras." (and "keras.src.") in a module path, and the kinds that may be meant. Callbacks stand in no file: they write and send.
_KINDS = {face: [kind] for kind, face in registry.FACES.items() if kind != "callback"} | {
    "layers": ["layer", "model"], "models": ["model"], "engine": ["model", "layer"], "legacy": ["layer", "model"], "": ["model", "policy", "layer"],
    "random": ["random"], "mixed_precision": ["policy"], "dtype_policies": ["policy"], "optimizers": ["optimizer", "schedule"], "ops": ["op"],
}
ALL_KINDS = ["layer", "model", "loss", "metric", "optimizer", "schedule", "activation", "initializer", "regularizer", "constraint", "policy",
             "random", "quantizer"]


# ---------------------------------------------------------------- safe mode

@contextlib.contextmanager
def SafeModeScope(safe_mode: bool = True):
    """Sets whether code stored in a file may be loaded inside the block."""
    token = _safe_mode.set(safe_mode)
    try:
        yield
    finally:
        _safe_mode.reset(token)


def in_safe_mode():
    """True, False, or None outside of any loading."""
    return _safe_mode.get()


def enable_unsafe_deserialization() -> None:
    """Lets this process load files that carry code. Only for files that you trust as you trust a program."""
    _safe_mode.set(False)


# ---------------------------------------------------------------- to dictionaries

@contextlib.contextmanager
def noting_users_objects():
    """Gives a list that collects the user's classes and functions that are written inside the block."""
    found: list = []
    token = _noted.set(found)
    try:
        yield found
    finally:
        _noted.reset(token)


def _note(obj):
    found = _noted.get()
    if found is not None and all(obj is not other for other in found):
        found.append(obj)


def by_module_and_name(found: list) -> dict:
    """What `noting_users_objects()` gave, as a scope takes it."""
    return {f"{obj.__module__}.{obj.__name__}": obj for obj in found}


def keras_module(obj) -> str | None:
    """The module path that Keras' files use: ours with another root; None for a user's object."""
    module = getattr(obj, "__module__", None) or ""
    if isinstance(obj, type):
        if not obj.__dict__.get("_own", False):
            return module
        if hasattr(obj, "file_module"):
            return obj.file_module
    if module.split(".")[0] == "hornpipe":
        return "keras" + module[len("hornpipe"):]
    return module


def class_entry(cls, config, registered_name=None) -> dict:
    own = cls.__dict__.get("_own", False)
    if not own:
        _note(cls)
    return {
        "module": keras_module(cls), "class_name": cls.__dict__.get("file_name", cls.__name__), "config": config,
        "registered_name": None if own else registered_name or registry.get_registered_name(cls),
    }


@functools.singledispatch
def serialize_keras_object(obj):
    """A JSON-ready form of any object that a config may hold."""
    if hasattr(obj, "get_config"):
        config = serialize_dict(obj.get_config())
        entry = class_entry(type(obj), config)
        if hasattr(obj, "get_build_config"):
            build = obj.get_build_config()
            if build is not None:
                entry["build_config"] = serialize_dict(build)
        if hasattr(obj, "get_compile_config"):
            compiled = obj.get_compile_config() if getattr(obj, "compiled", False) else None
            if compiled is not None:
                entry["compile_config"] = serialize_dict(compiled)
        return entry
    if callable(obj):
        return _function_entry(obj)
    raise TypeError(f"Cannot serialize {got(obj)}: it has no `get_config()`.")


def serialize_dict(config: dict) -> dict:
    return {k: serialize_keras_object(v) for k, v in config.items()}


@serialize_keras_object.register(type(None))
@serialize_keras_object.register(str)
@serialize_keras_object.register(int)
@serialize_keras_object.register(float)
def _(obj):
    return obj


@serialize_keras_object.register(list)
def _(obj):
    return [serialize_keras_object(x) for x in obj]


@serialize_keras_object.register(tuple)
def _(obj):
    return tuple(serialize_keras_object(x) for x in obj)


@serialize_keras_object.register(dict)
def _(obj):
    return serialize_dict(obj)


@serialize_keras_object.register(bytes)
def _(obj):
    return {"class_name": "__bytes__", "config": {"value": obj.decode()}}


@serialize_keras_object.register(slice)
def _(obj):
    return {"class_name": "__slice__", "config": {k: serialize_keras_object(getattr(obj, k)) for k in ("start", "stop", "step")}}


@serialize_keras_object.register(type(Ellipsis))
def _(obj):
    return {"class_name": "__ellipsis__", "config": {}}


@serialize_keras_object.register(torch.Size)
def _(obj):
    return list(obj)


@serialize_keras_object.register(torch.dtype)
def _(obj):
    return str(obj).removeprefix("torch.")


@serialize_keras_object.register(np.dtype)
def _(obj):
    return obj.name


@serialize_keras_object.register(np.generic)
def _(obj):
    return obj.item()


@serialize_keras_object.register(np.ndarray)
def _(obj):
    return {"class_name": "__numpy__", "config": {"value": obj.tolist(), "dtype": obj.dtype.name}}


@serialize_keras_object.register(torch.Tensor)
def _(obj):
    return {"class_name": "__tensor__", "config": {"value": obj.detach().cpu().tolist(), "dtype": str(obj.dtype).removeprefix("torch.")}}


@serialize_keras_object.register(types.FunctionType)
@serialize_keras_object.register(types.BuiltinFunctionType)
@serialize_keras_object.register(type)
def _function_entry(obj):
    if getattr(obj, "__name__", "") == "<lambda>":
        return {"class_name": "__lambda__", "config": {"value": lambda_code(obj)}}
    own = (getattr(obj, "__module__", "") or "").startswith("hornpipe.")
    if not own:
        _note(obj)
    return {
        "module": keras_module(obj) if own or isinstance(obj, type) else getattr(obj, "__module__", "builtins"),
        "class_name": "type" if isinstance(obj, type) else "function", "config": obj.__name__,
        "registered_name": registry.get_registered_name(obj) if not own else obj.__name__,
    }


def lambda_code(function) -> dict:
    closure = tuple(c.cell_contents for c in function.__closure__) if function.__closure__ else None
    return {"code": base64.b64encode(marshal.dumps(function.__code__)).decode("ascii"), "defaults": function.__defaults__, "closure": closure}


def config_value(value):
    """An argument's value as it stands in `get_config()`: plain things as they are, objects as their entries.

    hornpipe's own functions (activations, losses) stand by name alone, as in Keras' configs.
    """
    if isinstance(value, (str, int, float, bool, type(None))):
        return value
    if isinstance(value, types.FunctionType) and getattr(value, "published_as", None):
        return value.published_as
    if isinstance(value, (list, tuple)):
        return type(value)(config_value(v) for v in value) if type(value) in (list, tuple) else [config_value(v) for v in value]
    if type(value) is dict:
        return {k: config_value(v) for k, v in value.items()}
    return serialize_keras_object(value)


# ---------------------------------------------------------------- and back

def deserialize_keras_object(config, custom_objects: dict | None = None, safe_mode: bool | None = None, **kwargs):
    """The object of a dictionary made by `serialize_keras_object()`.

    Args:
        config: The dictionary; plain values come back as they are.
        custom_objects: Names of classes and functions that are not hornpipe's own.
        safe_mode: `True` refuses stored code. `None` keeps what an enclosing load says, else `True`.

    Raises:
        UnsafeFileError: Code is stored in the config and `safe_mode` is on.
        UnknownNameError: An object is neither hornpipe's nor registered nor passed.
    """
    module_objects = kwargs.pop("module_objects", None)
    if safe_mode is None:
        safe_mode = True if in_safe_mode() is None else in_safe_mode()
    with SafeModeScope(safe_mode), registry.custom_object_scope({**(module_objects or {}), **(custom_objects or {})}):
        return _deserialize(config)


def _deserialize(config):
    if config is None or isinstance(config, (int, float, bool)):
        return config
    if isinstance(config, str):
        found = registry.custom_object(config)
        return config if found is None else found
    if isinstance(config, (list, tuple)):
        return type(config)(_deserialize(c) for c in config)
    if not isinstance(config, dict):
        raise TypeError(f"Cannot deserialize {got(config)}.")
    if "class_name" not in config or "config" not in config:
        if "class_name" in config and config.get("class_name") in _SPECIAL:
            return _SPECIAL[config["class_name"]](config)
        return {k: _deserialize(v) for k, v in config.items()}
    if not isinstance(config["class_name"], str):
        raise FileFormatError(f"`class_name` must be a string, {got(config['class_name'])}.")
    special = _SPECIAL.get(config["class_name"])
    return special(config["config"]) if special else _make(config)


def revive(value):
    """An argument of a config: entries become objects, everything else stays."""
    if isinstance(value, dict) and "class_name" in value and "config" in value:
        return deserialize_keras_object(value)
    if type(value) in (list, tuple) and any(isinstance(v, (dict, list, tuple)) for v in value):
        return type(value)(revive(v) for v in value)
    return value


def kinds_of(module: str | None) -> list[str] | None:
    """The kinds that a module path of Keras can mean; None when the path is not Keras'."""
    parts = (module or "").split(".")
    if parts[0] not in ("keras", "tf_keras", "hornpipe", "keras_core", "tensorflow"):
        return None
    parts = [p for p in parts[1:] if p not in ("src", "_src", "keras", "python", "api", "_tf_keras")]
    for stop in range(len(parts), -1, -1):
        found = _KINDS.get(".".join(parts[:stop]))
        if found:
            return found + [k for k in ALL_KINDS if k not in found] if stop == 0 else found
    return ALL_KINDS


def _find(name: str, module: str | None, registered: str | None):
    names, kinds = [n for n in (registered, name, name.rpartition(">")[2]) if n], ALL_KINDS if module is None else kinds_of(module)
    # By module and name a scope knows only what `by_module_and_name()` gave.
    custom = [*map(registry.get_registered_object, [f"{module}.{name}", *names])]
    own = registry.find_anywhere(name, kinds) if kinds else None
    # A user's "my>Mean" must not stand in for ours where ours is meant.
    obj = next((o for o in (*custom, own, *map(registry.custom_object, names)) if o is not None), None)
    if obj is None:
        shown = f"{module}.{name}" if module else name
        hint = "" if registered in (None, name) else f" (registered as {registered!r})"
        raise UnknownNameError(
            f"The file names {shown!r}{hint}, which is neither part of hornpipe nor known to it. Register it with "
            f"`register_keras_serializable()`, or pass it in `custom_objects` under the name {name!r}.",
            argument="custom_objects", actual=name)
    return obj


def _make(entry):
    name, inner, module, registered = entry["class_name"], entry["config"], entry.get("module"), entry.get("registered_name")
    if name in ("function", "type"):
        if not isinstance(inner, str):
            raise FileFormatError(f"A stored {name} must be named by a string, {got(inner)}.")
        return _find(inner, module if module != "builtins" else None, registered)
    if name == "Lambda" or registered == "Lambda":
        _refuse_lambda(inner)
    cls = _find(name, module, registered)
    if not hasattr(cls, "from_config"):
        if callable(cls) and not isinstance(cls, type):
            return cls
        raise TypeError(f"{module}.{name} cannot be made from a config: it has no `from_config()`.")
    made = cls.from_config(inner if isinstance(inner, dict) else {} if inner is None else inner)
    build, compiled = entry.get("build_config"), entry.get("compile_config")
    if build and not getattr(made, "built", True):
        made.build_from_config(_plain(build))
        made.built = True
    if compiled and hasattr(made, "compile_from_config"):
        made.compile_from_config(compiled)
    return made


def _plain(config):
    """A build config: nested entries revived, lists of dims as they are."""
    return {k: revive(v) for k, v in config.items()}


def _refuse_lambda(inner):
    function = inner.get("function") if isinstance(inner, dict) else None
    coded = isinstance(function, (list, tuple)) or isinstance(function, dict) and function.get("class_name") == "__lambda__"
    if coded and in_safe_mode() is not False:
        raise UnsafeFileError(
            f"The file stores a Lambda layer ({inner.get('name', 'Lambda')!r}) with Python code, which could do anything when loaded. If you trust "
            "where the file comes from, pass `safe_mode=False`.", object="Lambda")


def load_lambda(value):
    """A function from its marshalled code; refused in safe mode."""
    if in_safe_mode() is not False:
        raise UnsafeFileError("The config stores Python code (the lambda of a Lambda layer). If you trust where it comes from, pass `safe_mode=False`.",
                              object="__lambda__")
    if isinstance(value, dict):
        code, defaults, closure = value["code"], value.get("defaults"), value.get("closure")
    else:
        code, defaults, closure = (list(value) + [None, None])[:3]
    loaded = marshal.loads(base64.b64decode(code))
    cells = tuple(types.CellType(c) for c in closure) if closure else None
    return types.FunctionType(loaded, {"np": np, "numpy": np, "torch": torch, "__builtins__": __builtins__}, "<lambda>",
                              tuple(defaults) if defaults else None, cells)


_SPECIAL = {
    "__tensor__": lambda c: torch.tensor(c["value"], dtype=getattr(torch, c["dtype"])),
    "__numpy__": lambda c: np.array(c["value"], dtype=c["dtype"]),
    "__bytes__": lambda c: c["value"].encode(),
    "__ellipsis__": lambda c: Ellipsis,
    "__slice__": lambda c: slice(_deserialize(c["start"]), _deserialize(c["stop"]), _deserialize(c["step"])),
    "__tuple__": lambda c: tuple(_deserialize(v) for v in c["value"]),
    "__lambda__": lambda c: load_lambda(c["value"]),
}


# ---------------------------------------------------------------- from what a user writes

def get(kind: str, identifier, argument: str | None = None):
    """The object that a user means: None, a name, a config dictionary, a class, or the object itself."""
    if identifier is None:
        return None
    if isinstance(identifier, dict):
        return deserialize_keras_object({"module": f"keras.{registry.FACES[kind]}", **identifier})     # where the entry does not tell
    if isinstance(identifier, str):
        try:
            obj = registry.lookup(kind, identifier)
        except UnknownNameError as error:
            raise unknown_name(argument or _written_as(kind, identifier), identifier, error.known) from None
        return obj() if isinstance(obj, type) else obj
    if isinstance(identifier, type):
        return identifier()
    if callable(identifier) or getattr(identifier, "kind", None) == kind:
        return identifier
    argument = argument or _written_as(kind, identifier)
    raise UnknownNameError(f"`{argument}` must be a name, a config dictionary or {'an' if kind[0] in 'aeiou' else 'a'} {kind}, {got(identifier)}.",
                           argument=argument, actual=identifier)


def _written_as(kind: str, identifier) -> str:
    """The argument that a user gave `identifier` for, such as `kernel_initializer`; the kind where there is none.

    Constructors resolve their arguments one after the other: the frame of one shows which of them it was, so that not
    each of their calls has to say the name once more.
    """
    frame = sys._getframe(2)
    while frame is not None and frame.f_globals.get("__name__", "").split(".")[0] == "hornpipe":
        code = frame.f_code
        for name in code.co_varnames[:code.co_argcount + code.co_kwonlyargcount]:
            if name.endswith(kind) and frame.f_locals.get(name) is identifier:
                return name
        frame = frame.f_back
    return kind
