"""Nested structures: lists, tuples, named tuples and dicts of leaves. Dicts are walked in key order, as Keras does."""
from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Mapping

MAP_TO_NONE = object()      # returned by a traverse function: puts None in place


def is_nested(structure) -> bool:
    return isinstance(structure, (list, tuple, Mapping))


def _keys(mapping):
    if isinstance(mapping, OrderedDict):
        return list(mapping)
    try:
        return sorted(mapping)
    except TypeError:
        return list(mapping)


def _children(structure):
    if isinstance(structure, Mapping):
        return [structure[k] for k in _keys(structure)]
    return list(structure)


def rebuild(like, children):
    """A structure of the type of `like` with these children (in walking order)."""
    if isinstance(like, Mapping):
        made = dict(zip(_keys(like), children))
        ordered = [(k, made[k]) for k in like]
        if isinstance(like, defaultdict):
            return defaultdict(like.default_factory, ordered)
        if type(like) is dict:
            return dict(ordered)
        try:
            return type(like)(ordered)
        except TypeError:
            return dict(ordered)
    if isinstance(like, tuple):
        return type(like)(*children) if hasattr(like, "_fields") else tuple(children) if type(like) is tuple else type(like)(children)
    return list(children) if type(like) is list else type(like)(children)


def flatten(structure) -> list:
    """The leaves, left to right. A leaf alone is a list of one."""
    if not is_nested(structure):
        return [structure]
    out = []
    for child in _children(structure):
        if is_nested(child):
            out.extend(flatten(child))
        else:
            out.append(child)
    return out


def flatten_with_path(structure, _path=()) -> list:
    """(path, leaf) pairs, path being the tuple of keys and positions."""
    if not is_nested(structure):
        return [(_path, structure)]
    keys = _keys(structure) if isinstance(structure, Mapping) else getattr(structure, "_fields", range(len(structure)))
    return [pair for k, child in zip(keys, _children(structure)) for pair in flatten_with_path(child, (*_path, k))]


def map_structure(func: Callable, *structures, none_is_leaf: bool = True):
    """`func` over the leaves of structures of one shape."""
    if not structures:
        raise ValueError("`map_structure` needs at least one structure, got none.")
    if not callable(func):
        raise TypeError(f"`func` must be callable, got {func!r}.")
    first, rest = structures[0], structures[1:]
    if rest:
        for other in rest:
            assert_same_structure(first, other)
    return _map(func, structures, none_is_leaf)


def _map(func, structures, none_is_leaf=True):
    first = structures[0]
    if first is None and not none_is_leaf:
        return None
    if not is_nested(first):
        return func(*structures)
    columns = [_children(s) for s in structures]
    return rebuild(first, [_map(func, row, none_is_leaf) for row in zip(*columns)])


def map_structure_up_to(shallow_structure, func: Callable, *structures):
    """`func` over the parts of `structures` that stand where `shallow_structure` has leaves."""
    if not structures:
        raise ValueError("`map_structure_up_to` needs at least one structure, got none.")
    if not is_nested(shallow_structure):
        return func(*structures)
    for s in structures:
        _same_node(shallow_structure, s)
    columns = [_children(s) for s in structures]
    rows = zip(_children(shallow_structure), *columns)
    return rebuild(shallow_structure, [map_structure_up_to(row[0], func, *row[1:]) for row in rows])


def _same_node(a, b):
    alike = is_nested(b) and (isinstance(a, Mapping) and isinstance(b, Mapping) or isinstance(a, tuple) and isinstance(b, tuple) or isinstance(a, list) and isinstance(b, list))
    if not alike or hasattr(a, "_fields") != hasattr(b, "_fields") or (hasattr(a, "_fields") and type(a) is not type(b)):
        raise ValueError(f"The structures differ: {a!r} and {b!r}.")
    if len(a) != len(b) or (isinstance(a, Mapping) and set(a) != set(b)):
        raise ValueError(f"The structures differ in their elements: {a!r} and {b!r}.")


def assert_same_structure(a, b, check_types: bool = True):
    """Raises ValueError where two structures are not nested alike."""
    if is_nested(a) != is_nested(b):
        raise ValueError(f"The structures differ: {a!r} and {b!r}.")
    if not is_nested(a):
        return
    _same_node(a, b)
    for x, y in zip(_children(a), _children(b)):
        assert_same_structure(x, y, check_types)


def assert_same_paths(a, b):
    """Raises ValueError where the paths of the leaves differ; containers may be of other types."""
    paths_a, paths_b = ([p for p, _ in flatten_with_path(s)] for s in (a, b))
    if set(paths_a) != set(paths_b):
        raise ValueError(f"The structures have different paths: {sorted(map(str, set(paths_a) ^ set(paths_b)))}.")


def pack_sequence_as(structure, flat_sequence):
    """The leaves of `flat_sequence` in the nesting of `structure`."""
    leaves = list(flat_sequence)
    wanted = len(flatten(structure))
    if not is_nested(structure):
        if len(leaves) != 1:
            raise ValueError(f"`structure` is a leaf but `flat_sequence` has {len(leaves)} elements.")
        return leaves[0]
    if wanted != len(leaves):
        raise ValueError(f"`structure` has {wanted} leaves but `flat_sequence` has {len(leaves)} elements.")
    source = iter(leaves)
    return _map(lambda _: next(source), (structure,))


def traverse(func: Callable, structure, top_down: bool = True):
    """`func` at every node. A result that is not None replaces the node (`MAP_TO_NONE` puts None)."""
    def given(value):
        return None if value is MAP_TO_NONE else value

    if top_down:
        result = func(structure)
        if result is not None:
            return given(result)
        if not is_nested(structure):
            return structure
        return rebuild(structure, [traverse(func, c, True) for c in _children(structure)])
    made = rebuild(structure, [traverse(func, c, False) for c in _children(structure)]) if is_nested(structure) else structure
    result = func(made)
    return made if result is None else given(result)


def lists_to_tuples(structure):
    return traverse(lambda x: tuple(x) if type(x) is list else None, structure, top_down=False)


def map_shape_structure(func: Callable, structure):
    """`func` over the shapes of a structure: a tuple or list of ints and Nones is one shape."""
    def is_shape(x):
        return isinstance(x, (list, tuple)) and all(d is None or isinstance(d, int) for d in x)

    if is_shape(structure):
        return func(tuple(structure))
    if not is_nested(structure):
        raise ValueError(f"Expected nested shapes, got {structure!r}.")
    return rebuild(structure, [map_shape_structure(func, c) for c in _children(structure)])
