"""The parameters of a Python class or function: name, kind of type, default."""

from __future__ import annotations

import inspect
import typing
from dataclasses import dataclass

from hornpipe.core import types as vocabulary

REQUIRED = inspect.Parameter.empty


@dataclass(frozen=True)
class Parameter:
    name: str
    kind: str | None            # a word of core/types.py; None where nothing is declared
    default: object = REQUIRED
    variadic: str = ""          # "*" or "**"
    positional: bool = True     # may be passed without its name
    owner: object = None        # the class or function that declares it


def parameters(obj, with_bases: bool = True) -> list[Parameter]:
    """Those of a function, or of a class, with what its bases take through its `**kwargs`."""
    if not inspect.isclass(obj):
        return _of(obj, obj)
    if "__signature__" in vars(obj):
        return _of(obj, obj)
    found: dict[str, Parameter] = {}
    for cls in obj.__mro__:
        init = vars(cls).get("__init__")
        if cls is object or not inspect.isfunction(init):
            continue
        own = _of(init, cls)[1:]
        found.pop("kwargs", None)
        found |= {p.name: p for p in own if p.name not in found}
        if not with_bases or not any(p.variadic == "**" for p in own) or getattr(obj, "takes_no_more", False):
            break
    return list(found.values())


def _of(function, owner) -> list[Parameter]:
    inner = inspect.unwrap(function) if inspect.isfunction(function) else function
    names = vars(vocabulary) | getattr(inner, "__globals__", {}) | vars(typing)
    return [
        Parameter(
            name=p.name,
            kind=_kind(_evaluate(p.annotation, names)),
            default=p.default,
            variadic={p.VAR_POSITIONAL: "*", p.VAR_KEYWORD: "**"}.get(p.kind, ""),
            positional=p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD),
            owner=owner,
        )
        for p in inspect.signature(function).parameters.values()
    ]


def _evaluate(annotation, names):
    return eval(annotation, dict(names)) if isinstance(annotation, str) else annotation


def _kind(hint) -> str | None:
    """The word of the vocabulary in an annotation: `Axis | None` -> "axis"; plain `bool` and the like count too."""
    plain = {bool: "flag", int: "int", float: "real", str: "text"}
    if hint in plain:
        return plain[hint]
    for mark in getattr(hint, "__metadata__", ()):
        if isinstance(mark, vocabulary.Kind):
            return mark.name
    for part in typing.get_args(hint):
        if (kind := _kind(part)) is not None:
            return kind
    return None
