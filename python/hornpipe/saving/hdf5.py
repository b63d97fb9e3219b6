"""Weights in HDF5, in the layout of Keras 3: a group per part, its variables as `vars/0`, `vars/1`, ..."""
from __future__ import annotations

import contextlib

import h5py
import numpy as np
import torch

from ..core.errors import FileFormatError, HornpipeError, ShapeError, UnsafeFileError
from ..runtime.convert import convert_to_numpy
from ..runtime.variable import uninitialized
from .walk import parts

# ---------------------------------------------------------------- writing


class Store:
    """Where a part puts its variables: a dictionary that writes into an HDF5 group."""

    def __init__(self, group):
        self.group = group

    def __setitem__(self, key, value):
        if isinstance(value, torch.Tensor) and value.dtype is torch.bfloat16:
            # Keras: NumPy has no bfloat16, so its bytes are stored and the dtype noted.
            data = self.group.create_dataset(key, data=value.detach().cpu().contiguous().view(torch.int16).numpy().view("V2"))
            data.attrs["dtype"] = "bfloat16"
            return
        self.group.create_dataset(key, data=np.asarray(convert_to_numpy(value), order="C") if not np.isscalar(value) else value)

    def __getitem__(self, key):
        return self.group[key]

    def keys(self):
        return self.group.keys()

    def __len__(self):
        return len(self.group)


def write_weights(file: h5py.File, model) -> None:
    """Writes the variables of a model and of its optimizer."""
    for path, part in parts(model):
        group = file.create_group(f"{path}/vars" if path else "vars")
        if getattr(part, "name", None):
            group.attrs["name"] = part.name
        part.save_own_variables(Store(group))


# ---------------------------------------------------------------- reading

def open_for_reading(source, path) -> h5py.File:
    """An HDF5 file opened and checked as a whole, or a clear error."""
    try:
        file = h5py.File(source, "r")
    except OSError as error:
        raise FileFormatError(f"{path} is no HDF5 file, or is broken: {error}", path=str(path)) from error
    try:
        _check_members(file, str(path), [h5py.h5o.get_info(file.id).addr])
    except (RuntimeError, OSError, KeyError) as error:
        file.close()
        raise FileFormatError(f"{path} is broken: {error}", path=str(path)) from error
    except FileFormatError:
        file.close()
        raise
    return file


def _check_members(group, path, above):
    """Refuses what leads out of the file, at any depth: links, data stored elsewhere, groups that hold themselves."""
    for name in group:
        where = f"{group.name.rstrip('/')}/{name}"
        link = group.get(name, getlink=True)
        if not isinstance(link, h5py.HardLink):
            raise UnsafeFileError(f"{path}: {where} is a {type(link).__name__}; a file of weights must hold its data itself.", path=path, object=where)
        member = group[name]
        if isinstance(member, h5py.Dataset) and (member.is_virtual or member.external):
            raise UnsafeFileError(f"{path}: the data of {where} lies in another file; a file of weights must hold its data itself.", path=path, object=where)
        if isinstance(member, h5py.Group):
            address = h5py.h5o.get_info(member.id).addr
            if address in above:
                raise UnsafeFileError(f"{path}: the group {where} holds itself.", path=path, object=where)
            _check_members(member, path, [*above, address])


def dataset(group, name: str, path: str) -> h5py.Dataset:
    """A dataset of numbers below a group."""
    data = group.get(name)
    if not isinstance(data, h5py.Dataset):
        raise FileFormatError(f"{path}: {group.name}/{name} is missing or is no dataset.", path=path)
    if data.dtype.kind not in "fiub" and data.attrs.get("dtype") != "bfloat16":
        raise FileFormatError(f"{path}: {data.name} holds {data.dtype} values, not real numbers.", path=path)
    return data


@contextlib.contextmanager
def waiting_for_values(path):
    """Layers built inside get memory without first values: those come from the file at `path`."""
    try:
        with uninitialized():
            yield
    except (RuntimeError, MemoryError) as error:
        if isinstance(error, HornpipeError) or not any(word in str(error).lower() for word in ("memory", "alloc")):
            raise
        raise FileFormatError(f"{path} describes a model that does not fit into memory.", path=str(path)) from error


class ReadStore:
    """What a part reads its variables from: datasets with their shapes, read when assigned.

    Args:
        group: The HDF5 group, or None where the file has none.
        path: Name of the file, for errors.
        limit: Bytes that one dataset may have.
    """

    def __init__(self, group, path, limit):
        self.group, self.path, self.limit = group, path, limit

    def keys(self):
        return [] if self.group is None else list(self.group.keys())

    def __len__(self):
        return len(self.keys())

    def __contains__(self, key):
        return key in self.keys()

    def __getitem__(self, key):
        if self.group is None:
            raise FileFormatError(f"{self.path}: there is no {key!r}.", path=self.path)
        return LazyArray(dataset(self.group, key, self.path), self.path, self.limit)


class LazyArray:
    """A dataset that is read when its numbers are asked for, and only if it is not larger than what is expected."""

    def __init__(self, data, path, limit):
        self.data, self.path, self.limit = data, path, limit
        self.bfloat16 = data.attrs.get("dtype") == "bfloat16"

    @property
    def shape(self):
        return self.data.shape

    @property
    def dtype(self):
        return self.data.dtype

    def __array__(self, dtype=None, copy=None):
        size = self.data.size * self.data.dtype.itemsize
        if size > self.limit:
            raise FileFormatError(f"{self.path}: {self.data.name} declares {size:,} bytes, more than the {self.limit:,} that the model can take.", path=self.path)
        array = self.data[()]
        if self.bfloat16:
            array = torch.from_numpy(np.ascontiguousarray(array).view(np.int16)).view(torch.bfloat16).float().numpy()
        return np.asarray(array, dtype)

    def __getitem__(self, key):
        return self.__array__()[key]


def total_bytes(model) -> int:
    """Bytes of all variables of a model, its optimizer's included (as many again for each slot, at most)."""
    return sum(v.numel() * v.element_size() for v in model.variables) * 4


def expected_bytes(model) -> int:
    """A bound for one dataset: the largest variable, with room for a wider dtype."""
    optimizer = getattr(model, "optimizer", None)
    variables = [*model.variables, *(optimizer.variables if optimizer is not None and optimizer.built else [])]
    return max([v.numel() * 8 for v in variables], default=0) + 4096


def read_weights(file: h5py.File, model, path: str, skip_mismatch: bool = False, failed=None) -> None:
    """Sets the variables of a model (and its optimizer) from a file.

    Raises:
        ValueError: A part's variables do not fit; it names the part.
    """
    limit = expected_bytes(model)
    for where, part in parts(model):
        group = file.get(f"{where}/vars" if where else "vars")
        store = ReadStore(group if isinstance(group, h5py.Group) else None, path, limit)
        try:
            part.load_own_variables(store)
        except (ShapeError, FileFormatError) as error:
            if isinstance(error, UnsafeFileError) or not skip_mismatch:
                if failed is None:
                    raise FileFormatError(f"{path} does not fit: {error}", path=path, layer=getattr(part, "name", None)) from error
            if failed is not None:
                failed.append((where, part, error))
