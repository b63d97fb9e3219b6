"""What of a model is saved, and where: its parts by attribute path, as Keras' files address them.

A part is anything with `save_own_variables()`: layers, optimizers, random streams. Attributes are taken in alphabetical
order, private ones last, and every part is visited once, so that a part met under two names stands under the first.
"""
from __future__ import annotations

from ..core.names import to_snake_case

_MODULE_FIELDS = {"_parameters", "_modules", "_buffers", "_non_persistent_buffers_set", "_backward_pre_hooks", "_backward_hooks", "_is_full_backward_hook",
                  "_forward_hooks", "_forward_hooks_with_kwargs", "_forward_hooks_always_called", "_forward_pre_hooks", "_forward_pre_hooks_with_kwargs",
                  "_state_dict_hooks", "_state_dict_pre_hooks", "_load_state_dict_pre_hooks", "_load_state_dict_post_hooks"}


CONTAINERS = (list, tuple, set, dict)


def is_part(x) -> bool:
    return hasattr(x, "save_own_variables") and not isinstance(x, type)


def attributes(part) -> list[tuple[str, object]]:
    """(name, value) of the attributes that may hold parts, in the order of the files."""
    fields = vars(part)
    skip = _MODULE_FIELDS | getattr(type(part), "bookkeeping", frozenset())
    found = {k: v for k, v in fields.items() if k not in skip and not k.startswith("__")}
    held_by_no_attribute = fields.get("_provisional", ())
    found.update({k: v for k, v in fields.get("_modules", {}).items() if k not in held_by_no_attribute})
    if hasattr(type(part), "layers"):
        found["layers"] = part._saved_layers()
    graph = "_graph" in fields or "_functional" in fields
    return sorted(found.items(), key=lambda item: (not (graph and item[0] == "layers"), item[0].startswith("_"), item[0]))


def parts(root, without=()):
    """(path, part) for `root` and everything below it; the path of the root is empty.

    Args:
        root: The model or layer.
        without: Parts to leave out, with what is below them.
    """
    seen = {id(part) for part in without}

    def visit(part, path):
        if id(part) in seen:
            return
        seen.add(id(part))
        yield path, part
        for name, value in attributes(part):
            inner = f"{path}/{name}" if path else name
            if is_part(value):
                yield from visit(value, inner)
            elif isinstance(value, CONTAINERS):
                yield from visit_all(value, inner, [])

    def visit_all(values, path, above):
        counts = {}
        for x in values.values() if isinstance(values, dict) else values:
            inside = isinstance(x, CONTAINERS) and not any(x is outer for outer in above)
            if not (is_part(x) or inside):
                continue
            name = "container" if inside else to_snake_case(type(x).__name__)
            counts[name] = counts.get(name, -1) + 1
            inner = f"{path}/{name}" + (f"_{counts[name]}" if counts[name] else "")
            yield from visit_all(x, inner, [*above, x]) if inside else visit(x, inner)

    yield from visit(root, "")
