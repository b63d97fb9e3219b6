"""R arrays as tensors and back, and what R asks of tensors."""
from __future__ import annotations

import hashlib
import importlib

import h5py
import numpy as np
import torch

from .. import ops
from ..core import tree
from ..core.errors import ArgumentError, got
from ..runtime.convert import convert_to_numpy, convert_to_tensor
from ..runtime.dtypes import standardize_dtype
from ..training import finite
from ..training.arrays import as_data


def tensor(array):
    """A row-major tensor of an R array, which is column-major, read-only and of doubles: one pass over the data."""
    with np.errstate(invalid="ignore", over="ignore"):         # the bits of R's NA are a NaN that signals; too large is infinite
        return as_data(array, "data")


def targets(array):
    """The same for targets: class numbers as losses index with them, so that no batch is converted again."""
    made = tensor(array)
    return made.long() if made.dtype is torch.int32 else made


def not_finite(array) -> dict | None:
    """Where an R array, or the tensor of one, is not finite: rows (or places, where there are no columns) and columns from 1, and whether one is NaN.

    None where all are finite.
    """
    found = finite.not_finite(array)
    if found is None:
        return None
    nan = bool((array[found[0]] != array[found[0]]).any())
    rows, bad = map(convert_to_numpy, found)
    if array.ndim == 2:
        return {"rows": (rows + 1).tolist(), "columns": (np.flatnonzero(bad.any(0)) + 1).tolist(), "nan": nan}
    first, *others = np.nonzero(bad)
    places = np.ravel_multi_index((rows[first], *others), tuple(array.shape), order="F")       # R counts along the first axis
    return {"rows": np.sort(places + 1).tolist(), "columns": [], "nan": nan}


def text(values: list, shape: list) -> np.ndarray:
    """Strings in R's order as an array of objects; NA has become the empty string."""
    return np.array(values, dtype=object).reshape([int(n) for n in shape], order="F")


def numpy(array) -> np.ndarray:
    """A copy that outlives the R array, in Python's memory order."""
    return np.array(array, order="C")


def rows(data) -> int | None:
    """Observations in converted data; None where it cannot be told."""
    first = next(iter(tree.flatten(data)), None)
    return int(first.shape[0]) if hasattr(first, "shape") and len(first.shape) else None


def sizes(x):
    """The sizes of a tensor as a tensor, so that R can compute with them; as a tuple while some are unknown."""
    found = ops.shape(x)
    return convert_to_tensor(found, "int32") if all(isinstance(size, int) for size in found) else found


def shape(x) -> list:
    return list(x.shape)


def dtype(x) -> str:
    return standardize_dtype(x.dtype)


def subset(x, specs: list):
    """`x[...]` for the indices of R: one for each dimension, or one that names elements."""
    if specs and specs[0][0] in _ELEMENTS:
        return _ELEMENTS[specs[0][0]](x, specs[0][1])
    index, taken = [], []
    for spec in specs:
        part = _index(spec)
        if isinstance(part, list) or hasattr(part, "shape"):        # positions: one axis at a time, as R has it
            taken.append((sum(1 for i in index if not isinstance(i, int)), part))
            part = slice(None)
        index.append(part)
    x = x[tuple(index)]
    for axis, positions in taken:
        x = ops.take(x, positions, axis=axis)
    return x


def _points(index) -> tuple:
    return tuple(convert_to_tensor(index, "int64").unbind(-1))


_ELEMENTS = {
    "mask": lambda x, mask: x[mask],
    "points": lambda x, points: x[_points(points)],
    "lookup": lambda x, rows: ops.take(x, rows, axis=0),
}


def _index(spec):
    what, *values = spec
    if what == "take":
        positions = values[0]
        return torch.nonzero(positions)[:, 0] if getattr(positions, "dtype", None) == torch.bool else positions
    return {"all": lambda: slice(None), "new": lambda: None, "at": lambda: int(values[0]),
            "slice": lambda: slice(*[None if end is None else int(end) for end in values])}[what]()


def subset_set(x, specs: list, value):
    """A copy of `x` with `x[...] = value`."""
    out = x.detach().clone()
    value = torch.as_tensor(convert_to_tensor(value), dtype=out.dtype, device=out.device)
    if specs and specs[0][0] in _ELEMENTS:
        what, index = specs[0]
        out[_points(index) if what == "points" else index] = value
        return out
    places = [_index(spec) for spec in specs]
    axes = [torch.as_tensor(p) if isinstance(p, list) or hasattr(p, "shape") else torch.arange(x.shape[i])[p] for i, p in enumerate(places)]
    kept = [i for i, p in enumerate(places) if not isinstance(p, int)]
    grid = torch.meshgrid(*[a.reshape(-1) for a in axes], indexing="ij")
    out[grid] = value.expand([len(axes[i].reshape(-1)) for i in kept]).reshape(grid[0].shape)
    return out


def hash_words(words: list, n: int) -> list[int]:
    """Ids from 1 to n - 1, by MD5."""
    return [int(hashlib.md5(word.encode()).hexdigest(), 16) % (n - 1) + 1 for word in words]


def dataset(name: str, args: dict):
    """`load_data()` of a data set, its ragged arrays as lists."""
    parts = importlib.import_module(f"hornpipe.datasets.{name}").load_data(**dict(args or {}))
    return [[array.tolist() if array.dtype == object else array for array in part] for part in parts]


class H5Part:
    """Rows of an HDF5 dataset, read when asked for.

    Args:
        path, name: The file, and the dataset in it.
        start, end: First row, and the row after the last.
        normalizer: Called with each batch that is read.
    """

    on_disk = True

    def __init__(self, path, name, start, end, normalizer):
        file = h5py.File(path, "r")
        if not isinstance(file.get(name), h5py.Dataset):
            found = []
            file.visititems(lambda inner, part: found.append(inner) if isinstance(part, h5py.Dataset) else None)
            known = ", ".join(found) or "none: the file has no dataset"
            raise ArgumentError(f"`dataset` must be one of {known}, {got(name)}.", argument="dataset", actual=name)
        self.data = file[name]
        self.start, self.end, self.normalizer = start, len(self.data) if end is None else end, normalizer
        if not 0 <= self.start <= self.end <= len(self.data):
            raise ArgumentError(f"`start` and `end` must lie in 0 to {len(self.data)}, {got((start, end))}.", argument="start", actual=[start, end])
        self.shape, self.dtype, self.ndim = (self.end - self.start, *self.data.shape[1:]), self.data.dtype, self.data.ndim

    def __len__(self):
        return self.shape[0]

    def __reduce__(self):
        return H5Part, (self.data.file.filename, self.data.name, self.start, self.end, self.normalizer)

    def __repr__(self):
        return f"<{' x '.join(map(str, self.shape))} numbers in dataset {self.data.name[1:]!r} of {self.data.file.filename}>"

    def __getitem__(self, rows):
        if isinstance(rows, slice):
            first, last, step = rows.indices(len(self))
            rows = slice(self.start + first, self.start + last, step)
        else:
            rows = np.asarray(rows) + self.start
        part = self.data[rows]
        return part if self.normalizer is None else np.asarray(self.normalizer(part))
