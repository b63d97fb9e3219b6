"""Nested structures: lists, tuples, named tuples, deques and dictionaries of leaves.

Dictionaries are walked in the order of their sorted keys, ordered ones in their own, as Keras does.
"""
from __future__ import annotations

import warnings
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable, Mapping


class MAP_TO_NONE:
    """Returned by the function of `traverse()`: puts None in place."""


# ---------------------------------------------------------------- what is nested

_LEAF, _SEQUENCE, _NAMED, _MAPPING = range(4)
_kinds: dict[type, int] = {}        # every type met so far


def _kind(structure) -> int:
    cls = type(structure)
    kind = _kinds.get(cls)
    if kind is None:
        if issubclass(cls, tuple) and hasattr(cls, "_fields"):
            kind = _NAMED
        else:
            kind = _SEQUENCE if issubclass(cls, (list, tuple, deque)) else _MAPPING if issubclass(cls, Mapping) else _LEAF
        _kinds[cls] = kind
    return kind


def register_sequence(cls):
    """Decorator: objects of `cls` are nested, made again by `cls(children)`."""
    _kinds[cls] = _SEQUENCE
    return cls


def is_nested(structure) -> bool:
    """Whether `structure` is a list, tuple, deque or dictionary, empty or not."""
    return _kind(structure) != _LEAF


def _keys(mapping):
    if isinstance(mapping, OrderedDict):
        return list(mapping)
    try:
        return sorted(mapping)
    except TypeError:
        return list(mapping)


def _children(structure):
    if _kind(structure) == _MAPPING:
        return [structure[k] for k in _keys(structure)]
    return list(structure)


def _parts(like, structure):
    """The children of `structure` in the walking order of `like`."""
    return [structure[k] for k in _keys(like)] if _kind(like) == _MAPPING else list(structure)


def _rebuild(like, children):
    """A structure of the type of `like` with these children (in walking order)."""
    kind, cls = _kind(like), type(like)
    if kind == _MAPPING:
        made = dict(zip(_keys(like), children))
        ordered = {k: made[k] for k in like}
        return defaultdict(like.default_factory, ordered) if isinstance(like, defaultdict) else ordered if cls is dict else cls(ordered)
    if kind == _NAMED:
        return cls(*children)
    return children if cls is list else cls(children)


# ---------------------------------------------------------------- leaves


def flatten(structure) -> list:
    """The leaves, left to right. A leaf alone is a list of one."""
    if _kind(structure) == _LEAF:
        return [structure]
    out = []
    for child in _children(structure):
        if _kind(child) == _LEAF:
            out.append(child)
        else:
            out.extend(flatten(child))
    return out


def flatten_with_path(structure) -> list:
    """Pairs of path and leaf, the path being the tuple of keys and positions."""
    return _with_path(structure, ())


def _with_path(structure, path):
    kind = _kind(structure)
    if kind == _LEAF:
        return [(path, structure)]
    children = _children(structure)
    keys = _keys(structure) if kind == _MAPPING else range(len(children))
    return [pair for k, child in zip(keys, children) for pair in _with_path(child, (*path, k))]


def pack_sequence_as(structure, flat_sequence):
    """The leaves of `flat_sequence` in the nesting of `structure`.

    Raises:
        TypeError: `flat_sequence` is no sequence.
        ValueError: It has not as many elements as `structure` has leaves.
    """
    if not is_nested(flat_sequence) and not hasattr(flat_sequence, "__len__"):
        raise TypeError(f"`flat_sequence` must be a sequence, got {flat_sequence!r}.")
    leaves, count = list(flat_sequence), len(flatten(structure))
    if count != len(leaves):
        what = f"{count} leaves" if is_nested(structure) else "a single leaf"
        raise ValueError(f"`flat_sequence` must have as many elements as `structure`, which is {what}, got {len(leaves)} elements.")
    source = iter(leaves)
    return _map(lambda _: next(source), (structure,))


# ---------------------------------------------------------------- mapping


def map_structure(func: Callable, *structures, none_is_leaf: bool = True):
    """`func` over the leaves of structures of one nesting.

    Args:
        func: Function of as many leaves as there are structures.
        structures: The structures.
        none_is_leaf: Whether `func` is called on None, too.

    Raises:
        ValueError: The structures are nested differently.
    """
    _callable(func)
    if not structures:
        raise ValueError("`map_structure` needs at least one structure, got none.")
    for other in structures[1:]:
        assert_same_structure(structures[0], other)
    return _map(func, structures) if none_is_leaf else _map(lambda *leaves: None if leaves[0] is None else func(*leaves), structures)


def _callable(func):
    if not callable(func):
        raise TypeError(f"`func` must be callable, got {func!r}.")


def _map(func, structures):
    first = structures[0]
    if _kind(first) == _LEAF:
        return func(*structures)
    if len(structures) == 1:
        return _rebuild(first, [func(c) if _kind(c) == _LEAF else _map(func, (c,)) for c in _children(first)])
    return _rebuild(first, [_map(func, row) for row in zip(*[_parts(first, s) for s in structures])])


def map_structure_up_to(shallow_structure, func: Callable, *structures):
    """`func` over the parts of `structures` that stand where `shallow_structure` has leaves.

    Raises:
        ValueError: A structure does not begin with the nesting of `shallow_structure`.
    """
    _callable(func)
    if not structures:
        raise ValueError("`map_structure_up_to` needs at least one structure, got none.")
    for other in structures:
        _assert_prefix(shallow_structure, other)
    return _map_up_to(shallow_structure, func, structures)


def _map_up_to(shallow, func, structures):
    if _kind(shallow) == _LEAF:
        return func(*structures)
    rows = zip(_children(shallow), *[_parts(shallow, s) for s in structures])
    return _rebuild(shallow, [_map_up_to(part, func, row) for part, *row in rows])


def traverse(func: Callable, structure, top_down: bool = True):
    """`func` at every node. A result that is not None replaces the node (`MAP_TO_NONE` puts None).

    Args:
        func: Function of a node or leaf.
        structure: The structure.
        top_down: Whether a node comes before its children; a node that is replaced has none to visit.
    """
    _callable(func)
    return _down(func, structure) if top_down else _up(func, structure)


def _down(func, structure):
    result = func(structure)
    if result is not None:
        return None if result is MAP_TO_NONE else result
    return structure if _kind(structure) == _LEAF else _rebuild(structure, [_down(func, c) for c in _children(structure)])


def _up(func, structure):
    made = structure if _kind(structure) == _LEAF else _rebuild(structure, [_up(func, c) for c in _children(structure)])
    result = func(made)
    return made if result is None else None if result is MAP_TO_NONE else result


def lists_to_tuples(structure):
    """The same structure with tuples for lists."""
    return traverse(lambda x: tuple(x) if isinstance(x, list) else None, structure, top_down=False)


def map_shape_structure(func: Callable, structure):
    """`func` over the shapes of a structure: a tuple or list of ints and Nones is one shape."""
    _callable(func)

    def is_shape(x):
        return isinstance(x, (list, tuple)) and all(d is None or isinstance(d, int) for d in x)

    def at(x):
        return func(x) if is_shape(x) or not is_nested(x) else _rebuild(x, [at(c) for c in _children(x)])

    return at(structure)


# ---------------------------------------------------------------- comparing


def _type_to_match(structure):
    """Dictionaries match each other; every other type matches itself. Keras: so do the containers of a layer, unlike plain ones."""
    cls = type(structure)
    return dict if _kind(structure) == _MAPPING and not hasattr(cls, "of_layer") else cls


def _assert_prefix(a, b, down_to_leaves=False):
    """Raises ValueError where `b` is not nested as `a` is; below the leaves of `a` it may be nested further."""
    if _kind(a) == _LEAF:
        if down_to_leaves and _kind(b) != _LEAF:
            raise ValueError(f"The structures don't have the same nested parts: {a!r} is a leaf, {b!r} is none.")
        return
    if _type_to_match(a) is not _type_to_match(b):
        kind = " (a namedtuple)" if _kind(a) == _NAMED else ""
        raise ValueError(f"The structures don't have the same nested parts: expected a {type(a).__name__}{kind} like {a!r}, got {b!r}.")
    ordered = isinstance(a, OrderedDict) and hasattr(a, "of_layer")     # Keras: in these the order counts
    if _kind(a) == _MAPPING and (list(a) != list(b) if ordered else set(a) != set(b)):
        arity = f" Node arity mismatch: {len(a)} and {len(b)}." if len(a) != len(b) else " Node context mismatch."
        raise ValueError(f"Dictionary key mismatch: expected the keys {_keys(a)}, got {_keys(b)}.{arity}")
    if len(a) != len(b):
        raise ValueError(f"Arity mismatch: expected {len(a)} elements as in {a!r}, got {len(b)} in {b!r}.")
    for x, y in zip(_children(a), _parts(a, b)):
        _assert_prefix(x, y, down_to_leaves)


def assert_same_structure(a, b, check_types=None):
    """Raises ValueError where two structures are not nested alike.

    Lists, tuples, deques and each named tuple differ; all dictionaries of the same keys match.

    Args:
        a, b: The structures.
        check_types: Deprecated, without effect; `assert_same_paths()` compares without types.
    """
    if check_types is not None:
        warnings.warn("`check_types` has no effect any more; leave it out, or use `assert_same_paths()`.", DeprecationWarning, stacklevel=2)
    _assert_prefix(a, b, down_to_leaves=True)


def assert_same_paths(a, b):
    """Raises ValueError where the paths of the leaves differ; containers may be of other types."""
    paths_a, paths_b = ({path for path, _ in flatten_with_path(s)} for s in (a, b))
    if paths_a != paths_b:
        raise ValueError(f"`a` and `b` don't have the same paths: only one of them has {sorted(map(str, paths_a ^ paths_b))}.")
