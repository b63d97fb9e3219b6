"""Weights in several files, and the map of what lies where."""
import json

import h5py
import numpy as np
import pytest

import hornpipe as keras
from hornpipe.core.errors import ArgumentError, FileFormatError


def model(units=64):
    return keras.Sequential([keras.Input((32,)), keras.layers.Dense(units, name="x"), keras.layers.Dense(32)])


def same(a, b):
    return all(np.array_equal(x, y) for x, y in zip(a.get_weights(), b.get_weights(), strict=True))


def test_the_map_tells_what_lies_where(tmp_path):
    made = model()
    made.save_weights(tmp_path / "m.weights.json", max_shard_size=9000 / 2**30)
    index = json.loads((tmp_path / "m.weights.json").read_text())
    assert index["metadata"] == {"total_size": 4 * (32 * 64 + 64 + 64 * 32 + 32)}
    assert index["weight_map"] == {"/layers/dense/vars": "m_00000.weights.h5", "/layers/dense_1/vars": "m_00001.weights.h5"}
    with h5py.File(tmp_path / "m_00001.weights.h5") as file:
        assert list(file["layers"]) == ["dense_1"]
    twin = model()
    twin.load_weights(tmp_path / "m.weights.json")
    assert same(made, twin)


def test_a_part_may_lie_in_two_shards_and_shards_of_before_go(tmp_path):
    made, twin = model(), model()
    made.save_weights(tmp_path / "m.weights.json", max_shard_size=8200 / 2**30)
    assert json.loads((tmp_path / "m.weights.json").read_text())["weight_map"]["/layers/dense/vars"] == ["m_00000.weights.h5", "m_00001.weights.h5"]
    twin.load_weights(tmp_path / "m.weights.json")
    assert same(made, twin)
    for limit in (8200 / 2**30, 1):
        made.save_weights(tmp_path / "m.weights.json", max_shard_size=limit)
    named = set(json.loads((tmp_path / "m.weights.json").read_text())["weight_map"].values())
    assert {p.name for p in tmp_path.glob("*.h5")} == named | {"m_00000.weights.h5"}
    twin.load_weights(tmp_path / "m.weights.json")


@pytest.mark.parametrize(("size", "message"), [(0, "`max_shard_size` must be a positive number of gigabytes, got 0"), ("1GB", "got '1GB'"), (True, "got True"),
                                               (1e-6, "must be at least the size of the largest variable: layers/dense/0 takes 8,192 bytes")])
def test_sizes_that_cannot_be(tmp_path, size, message):
    with pytest.raises(ArgumentError, match=message):
        model().save_weights(tmp_path / "m.weights.json", max_shard_size=size)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["[]", "{}", '{"weight_map": 3}', "no json", '{"weight_map": {"a": 3}}'])
def test_other_maps_are_refused(tmp_path, text):
    (tmp_path / "m.weights.json").write_text(text)
    with pytest.raises(FileFormatError, match="is no map of shards"):
        model().load_weights(tmp_path / "m.weights.json")


def test_missing_shards_and_shapes_that_differ_change_nothing(tmp_path):
    made = model()
    made.save_weights(tmp_path / "m.weights.json", max_shard_size=1)
    other = model(16)
    before = other.get_weights()
    with pytest.raises(FileFormatError, match=r"\(32, 16\).*\(32, 64\)"):
        other.load_weights(tmp_path / "m.weights.json")
    (tmp_path / "m_00000.weights.h5").unlink()
    with pytest.raises(FileFormatError, match="names the shard 'm_00000.weights.h5', which is not there"):
        other.load_weights(tmp_path / "m.weights.json")
    assert all(np.array_equal(a, b) for a, b in zip(before, other.get_weights()))
