"""Weights in several HDF5 files of a limited size, and a `.weights.json` that tells which part lies where."""
from __future__ import annotations

import contextlib
import json
from pathlib import Path

import h5py
import numpy as np

from ..core.errors import ArgumentError, FileFormatError, UnsafeFileError, got
from .atomic import written_aside
from .hdf5 import created, in_rows, open_for_reading, put, read_parts, write_parts
from .members import MAX_JSON

GIGABYTE = 1 << 30

# ---------------------------------------------------------------- writing


def save_shards(model, path: Path, max_shard_size, without=()) -> None:
    """Writes the weights as shards; the `.json`, written last, makes them the saved ones.

    Shards of an earlier save are not touched before that: the new ones get numbers that its `.json` does not name.

    Args:
        model: The model.
        path: Ends in `.weights.json`.
        max_shard_size: Gigabytes that the variables in one file may take together.
        without: Parts to leave out.
    """
    if isinstance(max_shard_size, bool) or not isinstance(max_shard_size, (int, float)) or max_shard_size <= 0:
        raise ArgumentError(f"`max_shard_size` must be a positive number of gigabytes, {got(max_shard_size)}.",
                            argument="max_shard_size", actual=max_shard_size)
    before = _shards_named_by(path)
    with contextlib.ExitStack() as stack:
        writer = _Writer(stack, path, max_shard_size * GIGABYTE, before)
        write_parts(model, writer.store_of, without)
        index = {"metadata": {"total_size": writer.total}, "weight_map": {f"/{where}/vars" if where else "/vars": names[0] if len(names) == 1 else names
                                                                         for where, names in writer.map.items()}}
    with written_aside(path) as aside:
        aside.write_text(json.dumps(index, indent=4), encoding="utf-8")
    _tidy(path, before - set(writer.names))


def _base(path: Path) -> str:
    return path.name.removesuffix(".json").removesuffix(".weights")


def _shard(path: Path, number: int) -> str:
    return f"{_base(path)}_{number:05}.weights.h5"


def _shards_named_by(path) -> set[str]:
    try:
        return {name for names in _weight_map(path).values() for name in names}
    except (OSError, FileFormatError):
        return set()


def _tidy(path, left_over):
    """Removes the shards of the save before."""
    first = path.with_name(_shard(path, 0))
    for name in left_over:
        if name == first.name:      # Keras: it opens shard 0 first, whatever the map says, so an empty one stays
            with written_aside(first) as aside, created(aside):
                pass
        else:
            path.with_name(name).unlink(missing_ok=True)


class _Writer:
    """Opens a next shard when a variable would make the present one too large."""

    def __init__(self, stack, path, limit, taken):
        self.stack, self.path, self.limit, self.taken = stack, path, limit, taken
        self.map, self.names, self.total = {}, [], 0
        self.number, self._open = -1, contextlib.ExitStack()
        stack.push(self._open)
        self._next()

    def _next(self):
        self.number += 1
        while _shard(self.path, self.number) in self.taken:
            self.number += 1
        name = _shard(self.path, self.number)
        self._open.close()          # the shard before is whole: it takes its place
        aside = self._open.enter_context(written_aside(self.path.with_name(name)))
        self.file, self.size = self._open.enter_context(created(aside)), 0
        self.names.append(name)

    def store_of(self, path, name):
        return _ShardStore(self, path, name)

    def put(self, where, name, key, value):
        size = value.numel() * value.element_size() if hasattr(value, "numel") else np.asarray(in_rows(value)).nbytes
        if size > self.limit:
            raise ArgumentError(f"`max_shard_size` must be at least the size of the largest variable: {where or 'the model'}/{key} takes {size:,} bytes, "
                                f"a shard at most {int(self.limit):,}.", argument="max_shard_size", actual=self.limit / GIGABYTE)
        if self.size and self.size + size > self.limit:
            self._next()
        group = self.file.require_group(f"{where}/vars" if where else "vars")
        if name:
            group.attrs["name"] = name
        put(group, key, value)
        self.size, self.total = self.size + size, self.total + size
        shards = self.map.setdefault(where, [])
        if self.names[-1] not in shards:
            shards.append(self.names[-1])


class _ShardStore(dict):
    """The store of one part; keeps only the names of what was put."""

    def __init__(self, writer, where, name):
        super().__init__()
        self.writer, self.where, self.name = writer, where, name

    def __setitem__(self, key, value):
        self.writer.put(self.where, self.name, key, value)
        super().__setitem__(key, None)


# ---------------------------------------------------------------- reading

def load_shards(model, path: Path, skip_mismatch=False, without=()) -> None:
    """Sets the weights of a model from shards; nothing is changed when something does not fit.

    Raises:
        UnsafeFileError: The map names a file elsewhere.
    """
    where_is = _weight_map(path)
    with contextlib.ExitStack() as stack:
        files = {}
        for name in sorted({name for names in where_is.values() for name in names}):
            shard = path.with_name(name)
            if not shard.is_file():
                raise FileFormatError(f"{path} names the shard {name!r}, which is not there.", path=str(path))
            files[name] = stack.enter_context(open_for_reading(shard, shard))

        def group_of(where):
            place, found = f"/{where}/vars" if where else "/vars", {}
            for name in where_is.get(place, ()):
                group = files[name].get(place)
                found.update({k: group[k] for k in group} if isinstance(group, h5py.Group) else {})
            return found

        read_parts(model, group_of, str(path), skip_mismatch, without)


def _weight_map(path) -> dict[str, list[str]]:
    if path.stat().st_size > MAX_JSON:
        raise FileFormatError(f"{path} has {path.stat().st_size:,} bytes, more than a map of shards has.", path=str(path))
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["weight_map"]
        made = {place: [names] if isinstance(names, str) else list(names) for place, names in found.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FileFormatError(f"{path} is no map of shards: {type(error).__name__}: {error}", path=str(path)) from error
    for names in made.values():
        for name in names:
            if not isinstance(name, str) or name != Path(name).name or "\\" in name or name in ("", ".", ".."):
                raise UnsafeFileError(f"{path}: the shard {name!r} does not lie beside it.", path=str(path), object=str(name))
    return made
