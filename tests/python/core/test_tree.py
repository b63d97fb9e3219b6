from collections import OrderedDict, UserDict, defaultdict, deque, namedtuple

import numpy as np
import pytest

from hornpipe import tree
from hornpipe.core.tree import register_sequence

Point = namedtuple("Point", ["x", "y"])
Other = namedtuple("Other", ["x", "y"])
NESTED = ({"b": [2, 3], "a": (1,)}, deque([4]), Point(x=5, y=6), OrderedDict([("z", 7), ("y", 8)]), defaultdict(int, {"k": 9}))


def test_what_is_nested():
    for x in ([], (), {}, deque(), Point(1, 2), OrderedDict(), defaultdict(int), UserDict()):
        assert tree.is_nested(x)
    for x in (1, "ab", b"ab", None, {1, 2}, np.ones(2), range(3)):
        assert not tree.is_nested(x)


def test_leaves_in_order():
    assert tree.flatten(NESTED) == list(range(1, 10)) and tree.flatten(None) == [None] and tree.flatten([]) == []
    assert tree.flatten({1: "a", "b": 2}) == ["a", 2]                    # keys that cannot be sorted
    assert tree.flatten_with_path(NESTED)[:3] == [((0, "a", 0), 1), ((0, "b", 0), 2), ((0, "b", 1), 3)]
    assert tree.flatten_with_path(Point(1, 2)) == [((0,), 1), ((1,), 2)] and tree.flatten_with_path(3) == [((), 3)]


def test_pack():
    packed = tree.pack_sequence_as(NESTED, [10 * i for i in range(1, 10)])
    assert packed == tree.map_structure(lambda x: 10 * x, NESTED)
    assert [type(p) for p in packed] == [dict, deque, Point, OrderedDict, defaultdict] and packed[4].default_factory is int and list(packed[0]) == ["b", "a"]
    assert tree.pack_sequence_as("leaf", [3]) == 3
    with pytest.raises(ValueError, match="`structure`, which is 2 leaves, got 1 elements"):
        tree.pack_sequence_as([1, 2], [1])
    with pytest.raises(ValueError, match="which is a single leaf, got 2 elements"):
        tree.pack_sequence_as(0, [1, 2])
    with pytest.raises(TypeError, match="`flat_sequence` must be a sequence, got 3"):
        tree.pack_sequence_as([1], 3)


def test_map():
    assert tree.map_structure(lambda a, b: a + b, {"a": 1, "b": 2}, OrderedDict([("b", 20), ("a", 10)])) == {"a": 11, "b": 22}
    assert tree.map_structure(lambda x: x is None, [None, 1]) == [True, False]
    assert tree.map_structure(lambda x: x + 1, [None, 1], none_is_leaf=False) == [None, 2]
    with pytest.raises(TypeError, match="`func` must be callable, got 1"):
        tree.map_structure(1, [2])
    with pytest.raises(ValueError, match="needs at least one structure"):
        tree.map_structure(len)


def test_map_up_to():
    assert tree.map_structure_up_to([0, {"a": 0}], lambda x, y: (x, y), [[1, 2], {"a": [3]}], [5, {"a": 6}]) == [([1, 2], 5), {"a": ([3], 6)}]
    with pytest.raises(ValueError, match="Arity mismatch: expected 2 elements"):
        tree.map_structure_up_to([0, 0], len, [[1]])


def test_traverse():
    seen = []
    assert tree.traverse(lambda x: seen.append(x) or (sum(x) if isinstance(x, list) else None), {"a": [1, 2], "b": 3}) == {"a": 3, "b": 3}
    assert seen == [{"a": [1, 2], "b": 3}, [1, 2], 3]                    # what is replaced is not entered
    assert tree.traverse(lambda x: sum(x) if isinstance(x, list) else x * 2, [1, [2, 3]], top_down=False) == 12
    assert tree.traverse(lambda x: tree.MAP_TO_NONE if x == 1 else None, [1, 2]) == [None, 2]


def test_lists_to_tuples():
    assert tree.lists_to_tuples([1, {"a": [2, [3]]}, deque([[4]])]) == (1, {"a": (2, (3,))}, deque([(4,)]))


def test_shapes_are_leaves():
    shapes = {"a": [1, 2, None], "b": (5,), "c": "none"}
    assert tree.map_shape_structure(lambda s: len(s), shapes) == {"a": 3, "b": 1, "c": 4} and tree.map_shape_structure(list, (None, 3)) == [None, 3]


@pytest.mark.parametrize("a, b", [
    ([1], [2]), ({"a": 1, "b": 2}, OrderedDict([("b", 1), ("a", 2)])), (defaultdict(int, a=1), {"a": 2}), (Point(1, 2), Point(3, 4)), (1, None),
])
def test_same_structure(a, b):
    tree.assert_same_structure(a, b)


@pytest.mark.parametrize("a, b, message", [
    ([1], (1,), "expected a list like"), ((1, 2), Point(1, 2), "expected a tuple like"), (Point(1, 2), Other(1, 2), r"expected a Point \(a namedtuple\) like"),
    (deque([1]), [1], "expected a deque"),
    ([1, 2], [1], "Arity mismatch: expected 2 elements"), ({"a": 1}, {"b": 1}, r"Dictionary key mismatch: expected the keys \['a'\], got \['b'\]"),
    (1, [], "don't have the same nested parts"), ([1], 1, "expected a list like"), ([[1]], [1], "expected a list like"),
])
def test_other_structure(a, b, message):
    with pytest.raises(ValueError, match=message):
        tree.assert_same_structure(a, b)


def test_check_types_is_deprecated():
    with pytest.warns(DeprecationWarning, match="`check_types` has no effect"):
        tree.assert_same_structure([1], [2], check_types=False)


def test_same_paths():
    tree.assert_same_paths([1, {"a": 2}], (3, OrderedDict(a=4)))
    tree.assert_same_paths(Point(1, 2), deque([3, 4]))
    with pytest.raises(ValueError, match=r"don't have the same paths: only one of them has \['\(1,\)'\]"):
        tree.assert_same_paths([1, 2], [1])


def test_registered_sequences():
    @register_sequence
    class Bag(set):
        pass

    assert tree.flatten([Bag([3]), {4}]) == [3, {4}] and tree.map_structure(lambda x: x + 1, Bag([3])) == Bag([4])
