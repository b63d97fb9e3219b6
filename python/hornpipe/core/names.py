"""Names: snake case, and the automatic names of layers and variables ("dense", "dense_1", ...)."""
from __future__ import annotations

import collections
import re

_counts: collections.Counter = collections.Counter()


def to_snake_case(name: str) -> str:
    name = re.sub(r"\W+", "", name)
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()


def uniquify(name: str) -> str:
    """`name` the first time, then `name_1`, `name_2`, ..."""
    seen = _counts[name]
    _counts[name] += 1
    return f"{name}_{seen}" if seen else name


def auto_name(prefix: str) -> str:
    return uniquify(to_snake_case(prefix))


def get_uid(prefix: str = "") -> int:
    """The next number of a series that starts at 1."""
    _counts[prefix] += 1
    return _counts[prefix]


def reset_uids() -> None:
    _counts.clear()


_scopes: list[str] = []


class name_scope:
    """Puts `name` in front of the paths of variables made inside the block."""

    def __init__(self, name: str, **kwargs):
        if not isinstance(name, str) or not name or "/" in name:
            raise ValueError(f"`name` must be a non-empty string without '/', got {name!r}.")
        self.name = name

    def __enter__(self):
        _scopes.append(self.name)
        return self

    def __exit__(self, *exc):
        _scopes.pop()


def current_path() -> str:
    return "/".join(_scopes)


class at_path:
    """Makes `path` the whole current path inside the block."""

    def __init__(self, path: str):
        self.parts = path.split("/")

    def __enter__(self):
        self.before = list(_scopes)
        _scopes[:] = self.parts
        return self

    def __exit__(self, *exc):
        _scopes[:] = self.before
