"""Arrays as a source of batches: one conversion for a whole `fit()`, then a slice or an index per batch."""
from __future__ import annotations

import itertools

import numpy as np
import torch

from ..core import tree
from ..core.errors import ArgumentTypeError, DataError, UnequalRowsError, got
from ..runtime import dtypes, settings
from ..runtime.device import current_device

GATHERED = 1 << 20      # bytes of rows gathered at once: they stay in the processor's caches until they are used


def as_data(value, name: str):
    """One array as a tensor on the device: floats in floatx, integers as they are. Strings stay NumPy arrays.

    Arrays that live on disk (memory maps, HDF5 datasets) stay there and are read batch by batch.
    """
    if is_on_disk(value):
        return value
    if isinstance(value, torch.Tensor):
        value = value.detach() if value.layout is torch.strided else value.detach().to_dense()
        return _to_floatx(value).to(current_device())
    if hasattr(value, "to_numpy"):                              # pandas and polars
        value = value.to_numpy()
    if hasattr(value, "toarray"):                               # scipy sparse
        return value.tocsr()
    array = np.asarray(value)
    if array.dtype.kind in "OSU":
        try:
            if array.dtype.kind == "O":
                return as_data(array.astype("float64"), name)
        except (TypeError, ValueError):
            pass
        return array
    if array.dtype.kind == "f":
        array = _row_major(array, settings.floatx())
    elif array.dtype.kind in "iub":
        array = _row_major(array, {"uint16": "int32", "uint32": "int64", "uint64": "int64"}.get(array.dtype.name, array.dtype.name))
    elif array.dtype.kind != "c" and array.dtype.name != "bfloat16":
        raise ArgumentTypeError(f"`{name}` must hold numbers, {got(array.dtype)}.", argument=name, actual=array.dtype)
    if not array.flags.writeable:
        array = array.copy()
    return torch.from_numpy(array).to(current_device())


def _row_major(array: np.ndarray, dtype: str) -> np.ndarray:
    """Row-major and in `dtype` with one pass over memory: R's arrays come column-major, read-only, of doubles or int32."""
    if array.flags.c_contiguous or array.ndim < 2:
        return np.ascontiguousarray(array, dtype=dtype)
    # Measured: columns that lie a multiple of half a page apart share few lines of the cache, and images have short last axes.
    if array.strides[1] % 2048 == 0 or array.squeeze().ndim > 3:
        return _by_blocks(array, dtype)
    return np.ascontiguousarray(array, dtype=dtype)


def _by_blocks(array: np.ndarray, dtype: str) -> np.ndarray:
    """Some rows at a time: read along the columns into a block that fits the cache, written from there along the rows."""
    n = min(136, max(8, 4_000_000 // (array[:1].size or 1)))
    target, block = np.empty(array.shape, dtype), np.empty((*array.shape[:0:-1], n), dtype)
    for start in range(0, len(array), n):
        rows = target[start:start + n]
        columns = block[..., :len(rows)]
        columns[...] = array[start:start + n].T
        rows[...] = columns.T
    return target


def _to_floatx(tensor):
    wanted = dtypes.TORCH[settings.floatx()]
    return tensor.to(wanted) if tensor.is_floating_point() and tensor.dtype != wanted else tensor


def is_on_disk(value) -> bool:
    return isinstance(value, np.memmap) or type(value).__module__.startswith("h5py") or getattr(value, "on_disk", False)


class ArraySource:
    """Batches of arrays that are all at hand.

    Args:
        x, y, sample_weight: Arrays, possibly nested, of one length; `y` and `sample_weight` may be `None`.
        batch_size: Rows in a batch.
        shuffle: `True` for another order in each epoch, "batch" to shuffle whole batches.

    Attributes:
        begins_anew: Whether a source has more than one pass to give.
        runs_no_code: Whether the next batch comes without any code of the user's.
    """

    begins_anew = True

    def __init__(self, x, y=None, sample_weight=None, batch_size=32, shuffle=False):
        self.structure = (x, y, sample_weight)
        self.leaves = tree.flatten(self.structure)
        lengths = [len(a) if not hasattr(a, "shape") else a.shape[0] for a in self.leaves if a is not None]
        self.samples = lengths[0] if lengths else 0
        self.batch_size = batch_size
        self.shuffle = shuffle
        self.num_batches = -(-self.samples // batch_size) if batch_size else 0
        self._whole = self.runs_no_code = all(a is None or isinstance(a, torch.Tensor) for a in self.leaves)

    def __iter__(self):
        order = self._order()
        if order is not None and self._whole:
            yield from self._gathered(order)
            return
        for start in range(0, self.samples, self.batch_size):
            stop = min(start + self.batch_size, self.samples)
            if order is None:
                leaves = [None if a is None else _slice(a, start, stop) for a in self.leaves]
            else:
                rows = order[start:stop]
                leaves = [None if a is None else a.index_select(0, rows) if isinstance(a, torch.Tensor) else _pick(a, rows) for a in self.leaves]
            yield self._pack(leaves)

    def _gathered(self, order):
        """Batches in another order. Small ones are gathered a few at once: their rows cost less than a call does."""
        row = sum(a[:1].nbytes for a in self.leaves if a is not None)
        at_once = self.batch_size * max(1, GATHERED // max(1, row * self.batch_size))
        for rows in order.split(at_once):
            parts = [itertools.repeat(None) if a is None else a.index_select(0, rows).split(self.batch_size) for a in self.leaves]
            for leaves in zip(*parts):
                yield self._pack(leaves)

    def _pack(self, leaves):
        if len(leaves) == 3:                    # one input, one output: nothing nested
            x, y, w = self.structure
            if not (isinstance(x, (list, tuple, dict)) or isinstance(y, (list, tuple, dict)) or isinstance(w, (list, tuple, dict))):
                return tuple(leaves)
        return tree.pack_sequence_as(self.structure, leaves)

    def _order(self):
        if not self.shuffle:
            return None
        device = next((a.device for a in self.leaves if isinstance(a, torch.Tensor)), torch.device("cpu"))
        if self.shuffle == "batch":
            whole = torch.arange(self.samples)
            blocks = list(whole.split(self.batch_size))
            return torch.cat([blocks[i] for i in torch.randperm(len(blocks))]).to(device)
        return torch.randperm(self.samples).to(device)


def _slice(a, start, stop):
    part = a[start:stop]
    return part if isinstance(part, torch.Tensor) else _loaded(part)


def _pick(a, rows):
    rows = rows.cpu().numpy()
    if is_on_disk(a) and not isinstance(a, np.memmap):          # HDF5 wants rising indices
        order = np.argsort(rows)
        part = a[rows[order]]
        return _loaded(part[np.argsort(order)])
    return _loaded(a[rows])


def _loaded(part):
    if hasattr(part, "toarray"):
        part = part.toarray()
    part = np.asarray(part)
    return part if part.dtype.kind in "OSU" else as_data(np.array(part), "data")


class DiskRows:
    """Some rows of an array on disk, which stays there: a slice of an HDF5 dataset would be read at once.

    Args:
        array: Anything that gives rows by a slice or by rising positions.
        start, stop: The rows.
    """

    on_disk = True

    def __init__(self, array, start: int, stop: int):
        self.array, self.start, self.dtype = array, start, array.dtype
        self.shape = (stop - start, *array.shape[1:])
        self.ndim = len(self.shape)

    def __len__(self):
        return self.shape[0]

    def __getitem__(self, rows):
        if isinstance(rows, slice):
            start, stop, step = rows.indices(len(self))
            return self.array[self.start + start:self.start + stop:step]
        return self.array[np.asarray(rows) + self.start]


def _rows_of(a, start, stop):
    return DiskRows(a, start, stop) if is_on_disk(a) and not isinstance(a, np.memmap) else a[start:stop]


def lengths_of(name: str, value) -> list:
    """(name of the array, length) for every array of a structure."""
    found = []
    for path, a in tree.flatten_with_path(value):
        if a is not None:
            label = name + "".join(f"[{k!r}]" for k in path)
            if not getattr(a, "shape", None) and (hasattr(a, "shape") or not hasattr(a, "__len__")):
                raise DataError(f"`{label}` must be an array with a row for each sample, {got(a)}.", argument=label, actual=a)
            found.append((label, a.shape[0] if hasattr(a, "shape") else len(a)))
    return found


def check_lengths(x, y, sample_weight, within: str | None = None) -> None:
    """Raises `UnequalRowsError` where arrays have different numbers of rows; it names each. `within`: the argument that holds them."""
    found = [*lengths_of("x", x), *lengths_of("y", y), *lengths_of("sample_weight", sample_weight)]
    if len({n for _, n in found}) > 1:
        listed = ", ".join(f"`{label}` has {n}" for label, n in found)
        raise UnequalRowsError(f"All arrays{f' of `{within}`' if within else ''} must have the same number of rows: {listed}.",
                               argument=within or found[0][0], actual=[n for _, n in found])
    if found and found[0][1] == 0:
        raise DataError(f"`{found[0][0]}` has no rows.", argument=found[0][0], actual=0)


def split_arrays(x, y, sample_weight, validation_split: float):
    """(training arrays, validation arrays): the last part validates, as Keras has it."""
    leaves = [a for a in tree.flatten((x, y, sample_weight)) if a is not None]
    if not all(hasattr(a, "__getitem__") for a in leaves):
        raise DataError("`validation_split` needs arrays, not generators or datasets; give `validation_data`.", argument="validation_split",
                        actual=validation_split)
    n = len(leaves[0]) if not hasattr(leaves[0], "shape") else leaves[0].shape[0]
    at = int(n * (1.0 - validation_split))
    if at == 0 or at == n:
        raise DataError(f"`validation_split`={validation_split} of {n} samples leaves no samples for {'training' if at == 0 else 'validation'}.",
                        argument="validation_split", actual=validation_split)

    def part(start, stop):
        return tree.map_structure(lambda a: None if a is None else _rows_of(a, start, stop), (x, y, sample_weight))

    return part(0, at), part(at, n)
