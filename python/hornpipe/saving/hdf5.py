"""Weights in HDF5, in the layout of Keras 3: a group per part, its variables as `vars/0`, `vars/1`, ..."""
from __future__ import annotations

import contextlib
import os
import warnings

import h5py
import numpy as np
import torch

from ..core.errors import FileFormatError, HornpipeError, ShapeError, UnsafeFileError
from ..layers.layer import Layer
from ..runtime.convert import convert_to_numpy
from ..runtime.variable import uninitialized
from .blocks import LARGE
from .stored import Stretch
from .walk import parts

# Dtypes whose bytes are the same in torch and in HDF5.
PLAIN = ("float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8")


class File(h5py.File):
    """An HDF5 file in a stretch of another one. Large values are not moved by HDF5 but straight between that file and tensors.

    Args:
        stretch: The stretch.
        mode: "r" or "w".
    """

    _open: dict = {}            # HDF5's number of an open file -> its stretch: objects in a file know no more of it than that number

    def __init__(self, stretch: Stretch, mode: str):
        super().__init__(stretch, mode)
        self._number = h5py.h5o.get_info(self.id).fileno
        self._open[self._number] = stretch

    def close(self):
        self._open.pop(self._number, None)
        super().close()

    @classmethod
    def stretch_of(cls, member) -> Stretch | None:
        """The stretch that a group or dataset lies in, if large values may be moved past HDF5."""
        stretch = cls._open.get(h5py.h5o.get_info(member.id).fileno)
        return stretch if stretch is not None and stretch.mover is not None else None


# ---------------------------------------------------------------- writing


class Store:
    """Where a part puts its variables: a dictionary that writes into an HDF5 group.

    Args:
        make: Gives the group. Called at the first variable, so that parts without any leave no group.
    """

    def __init__(self, make):
        self._make, self._group = make, None

    @property
    def group(self):
        if self._group is None:
            self._group = self._make()
        return self._group

    def __setitem__(self, key, value):
        put(self.group, key, value)

    def __getitem__(self, key):
        return self.group[key]

    def keys(self):
        return self.group.keys()

    def __len__(self):
        return len(self.group)


def in_rows(value) -> np.ndarray:
    """An array in row-major order. Torch turns a matrix over ten times as fast as NumPy does."""
    return convert_to_numpy(value.detach().contiguous() if isinstance(value, torch.Tensor) else value)


def put(group, key, value) -> None:
    """Writes a value as a dataset."""
    tensor = value.detach() if isinstance(value, torch.Tensor) else None
    if isinstance(value, np.ndarray) and value.dtype.name in PLAIN and value.dtype.isnative and value.flags.writeable:
        tensor = torch.from_numpy(value)
    bfloat16 = tensor is not None and tensor.dtype is torch.bfloat16
    if bfloat16:                   # Keras: NumPy has no bfloat16, so its bytes are stored and the dtype noted.
        tensor = tensor.view(torch.int16)
    large = tensor is not None and tensor.numel() * tensor.element_size() >= LARGE and _name(tensor) in PLAIN
    stretch = File.stretch_of(group) if large else None
    if stretch is not None:
        data = _allocated(group, key, tuple(tensor.shape), "V2" if bfloat16 else _name(tensor))
        stretch.write_tensor(tensor, data.id.get_offset())
    elif bfloat16:
        data = group.create_dataset(key, data=tensor.cpu().contiguous().numpy().view("V2"))
    else:
        data = group.create_dataset(key, data=value if np.isscalar(value) else np.asarray(in_rows(value), order="C"))
    if bfloat16:
        data.attrs["dtype"] = "bfloat16"


def _name(tensor) -> str:
    return str(tensor.dtype).removeprefix("torch.")


def _allocated(group, key, shape, dtype) -> h5py.Dataset:
    """A dataset that has its place in the file and no values yet."""
    properties = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    properties.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
    properties.set_fill_time(h5py.h5d.FILL_TIME_NEVER)
    return group.create_dataset(key, shape, dtype, dcpl=properties)


def write_parts(model, store_of, without=()) -> None:
    """Has every part of a model put its variables into `store_of(path, name)`."""
    for path, part in parts(model, without):
        name = getattr(part, "name", None)
        part.save_own_variables(store_of(path, name if isinstance(name, str) else None))


def write_weights(file: h5py.File, model, without=()) -> None:
    """Writes the variables of a model and of its optimizer."""
    def store_of(path, name):
        def make():
            return file.create_group(f"{path}/vars" if path else "vars")

        store = Store(make)
        if name:
            store.group.attrs["name"] = name
        return store

    write_parts(model, store_of, without)


@contextlib.contextmanager
def created(target):
    """A new HDF5 file at a path or in a stretch of another file; a full disk is an `OSError`."""
    with contextlib.ExitStack() as stack:
        if not isinstance(target, Stretch):
            target = stack.enter_context(Stretch(stack.enter_context(open(target, "wb+", buffering=0)), 0))
        with File(target, "w") as file:
            yield file
        if target.failure is not None:
            raise target.failure


def write_to(path, model, without=()) -> None:
    """Writes a `.weights.h5` file."""
    with created(path) as file:
        write_weights(file, model, without)


# ---------------------------------------------------------------- reading

@contextlib.contextmanager
def open_for_reading(source, path):
    """Gives the HDF5 file at a path, in a file-like object or in a stretch of another file, checked as a whole.

    Raises:
        FileFormatError: It is no HDF5 file, or is broken.
        UnsafeFileError: It leads to other files.
    """
    with contextlib.ExitStack() as stack:
        try:
            if hasattr(source, "seek") and not isinstance(source, Stretch):
                source = stack.enter_context(Stretch(source, 0, source.seek(0, os.SEEK_END)))
            elif not isinstance(source, Stretch):
                outer = stack.enter_context(open(source, "rb", buffering=0))
                source = stack.enter_context(Stretch(outer, 0, os.fstat(outer.fileno()).st_size))
            file = stack.enter_context(File(source, "r"))
        except OSError as error:
            raise FileFormatError(f"{path} is no HDF5 file, or is broken: {error}", path=str(path)) from error
        try:
            _check_members(file.id, str(path), "", [h5py.h5o.get_info(file.id).addr])
        except (RuntimeError, OSError, KeyError) as error:
            raise FileFormatError(f"{path} is broken: {error}", path=str(path)) from error
        yield file


_LINKS = {h5py.h5l.TYPE_SOFT: "SoftLink", h5py.h5l.TYPE_EXTERNAL: "ExternalLink"}


def _check_members(group, path, where, above):
    """Refuses what leads out of the file, at any depth: links, data stored elsewhere, groups that hold themselves.

    Args:
        group: HDF5's own number of the group: h5py's objects take ten times as long.
        path: Name of the file.
        where: Name of the group, "" for the root.
        above: Addresses of the group and of those that it lies in.
    """
    for name in group:
        inner = f"{where}/{name.decode(errors='backslashreplace')}"
        link = group.links.get_info(name).type
        if link != h5py.h5l.TYPE_HARD:
            raise UnsafeFileError(f"{path}: {inner} is a {_LINKS.get(link, 'foreign link')}; a file of weights must hold its data itself.",
                                  path=path, object=inner)
        member = h5py.h5o.open(group, name)
        if isinstance(member, h5py.h5d.DatasetID):
            layout = member.get_create_plist()
            if layout.get_layout() == h5py.h5d.VIRTUAL or layout.get_external_count():
                raise UnsafeFileError(f"{path}: the data of {inner} lies in another file; a file of weights must hold its data itself.",
                                      path=path, object=inner)
        elif isinstance(member, h5py.h5g.GroupID):
            address = h5py.h5o.get_info(member).addr
            if address in above:
                raise UnsafeFileError(f"{path}: the group {inner} holds itself.", path=path, object=inner)
            _check_members(member, path, inner, [*above, address])


def dataset(group, name: str, path: str) -> h5py.Dataset:
    """A dataset of numbers below a group."""
    data = group.get(name)
    if not isinstance(data, h5py.Dataset):
        raise FileFormatError(f"{path}: {getattr(group, 'name', 'vars')}/{name} is missing or is no dataset.", path=path)
    if data.dtype.kind not in "fiub" and data.attrs.get("dtype") != "bfloat16":
        raise FileFormatError(f"{path}: {data.name} holds {data.dtype} values, not real numbers.", path=path)
    return data


@contextlib.contextmanager
def waiting_for_values(path):
    """Layers built inside get memory without first values: those come from the file at `path`. Errors name that file."""
    try:
        with uninitialized():
            yield
    except HornpipeError as error:
        if isinstance(path, (str, os.PathLike)) and str(path) not in str(error):
            error.args = (f"{path}: {error}",)
        raise
    except (RuntimeError, MemoryError, OSError) as error:
        if not any(word in str(error).lower() for word in ("memory", "alloc")):
            raise
        raise FileFormatError(f"{path} describes a model that does not fit into memory.", path=str(path)) from error


class ReadStore:
    """What a part reads its variables from: datasets with their shapes, read when assigned.

    Args:
        group: The HDF5 group, or a dictionary of datasets; None where the file has none.
        path: Name of the file, for errors.
        limit: Bytes that one dataset may have.
    """

    def __init__(self, group, path, limit):
        self.group, self.path, self.limit = {} if group is None else group, path, limit
        self._keys, self._found = list(self.group.keys()), {}       # each is looked up twice: for its shape, and for its values

    def keys(self):
        return self._keys

    def __len__(self):
        return len(self._keys)

    def __contains__(self, key):
        return key in self._keys

    def __getitem__(self, key):
        if key not in self._found:
            self._found[key] = LazyArray(dataset(self.group, key, self.path), self.path, self.limit)
        return self._found[key]


class LazyArray:
    """A dataset that is read when its numbers are asked for, and only if it is not larger than what is expected."""

    def __init__(self, data, path, limit):
        self.data, self.path, self.limit = data, path, limit
        self.shape, self.dtype = data.shape, data.dtype
        self.bfloat16 = data.attrs.get("dtype") == "bfloat16"

    def __array__(self, dtype=None, copy=None):
        size = self.data.size * self.data.dtype.itemsize
        if size > self.limit:
            raise FileFormatError(f"{self.path}: {self.data.name} declares {size:,} bytes, more than the {self.limit:,} "
                                  "that the model can take.", path=self.path)
        try:
            array = self.data[()]
        except (OSError, RuntimeError) as error:
            raise FileFormatError(f"{self.path}: {self.data.name} cannot be read: {error}", path=self.path) from error
        if self.bfloat16:
            array = torch.from_numpy(np.ascontiguousarray(array).view(np.int16)).view(torch.bfloat16).float().numpy()
        return np.asarray(array, dtype)

    def __getitem__(self, key):
        return self.__array__()[key]

    def read_into(self, tensor) -> bool:
        """Fills a tensor straight from the file where the values lie there as they are meant; tells whether they do.

        Raises:
            FileFormatError: The file ends before the values do.
        """
        size = tensor.numel() * tensor.element_size()
        tensor = tensor.view(torch.int16) if self.bfloat16 and tensor.dtype is torch.bfloat16 else tensor
        stretch = File.stretch_of(self.data) if size >= LARGE and self._lies_plain(tensor, size) else None
        if stretch is None:
            return False
        try:
            stretch.read_tensor(tensor, self.data.id.get_offset())
        except (EOFError, OSError) as error:
            raise FileFormatError(f"{self.path}: {self.data.name} cannot be read: {error}", path=self.path) from error
        return True

    def _lies_plain(self, tensor, size) -> bool:
        data = self.data
        if _name(tensor) not in PLAIN or data.dtype != ("V2" if self.bfloat16 else _name(tensor)) or tuple(data.shape) != tuple(tensor.shape):
            return False
        contiguous = data.id.get_create_plist().get_layout() == h5py.h5d.CONTIGUOUS
        return contiguous and data.id.get_storage_size() == size and data.id.get_offset() is not None


def total_bytes(model) -> int:
    """Bytes of all variables of a model, its optimizer's included (as many again for each slot, at most)."""
    return sum(v.numel() * v.element_size() for v in model.variables) * 4


def expected_bytes(model) -> int:
    """A bound for one dataset: the largest variable, with room for a wider dtype."""
    optimizer = getattr(model, "optimizer", None)
    variables = [*model.variables, *(optimizer.variables if optimizer is not None and optimizer.built else [])]
    return max([v.numel() * 8 for v in variables], default=0) + 4096


def read_weights(file: h5py.File, model, path: str, skip_mismatch: bool = False, without=()) -> None:
    """Sets the variables of a model (and its optimizer) from a file; see `read_parts()`."""
    # Keras: its 2.13 wrote ".keras" files in which this stands for `layers`.
    older = "_layer_checkpoint_dependencies" in file

    def group_of(where):
        group = file.get(f"{where}/vars" if where else "vars")
        if group is None and older:
            group = file.get(f"{where.replace('layers', '_layer_checkpoint_dependencies')}/vars")
        return group if isinstance(group, h5py.Group) else None

    read_parts(model, group_of, path, skip_mismatch, without)


def read_parts(model, group_of, path: str, skip_mismatch: bool = False, without=()) -> None:
    """Sets the variables of every part from `group_of(its path)`. All are checked first: where one does not fit, none is changed.

    Args:
        model: The model.
        group_of: Gives the group of datasets for a path, or None.
        path: Name of the file, for errors.
        skip_mismatch: Whether parts that do not fit are left as they are, with a warning.
        without: Parts to leave out.

    Raises:
        FileFormatError: Variables do not fit; it lists the parts, what they have and what was found.
    """
    limit, fitting, failed = expected_bytes(model), [], []
    for where, part in parts(model, without):
        store = ReadStore(group_of(where), path, limit)
        try:
            _check_fit(part, store)
        except UnsafeFileError:
            raise
        except (ShapeError, FileFormatError) as error:
            failed.append((where, part, error))
        else:
            fitting.append((where, part, store))
    if failed and not skip_mismatch:
        raise misfit(failed, path)
    plainly = [v for _, part, _ in fitting if _reads_plainly(part) for v in part._own_variables()]
    take_first_values([v for _, part in parts(model) if isinstance(part, Layer) for v in part._own_variables()], but=plainly)
    for where, part, store in fitting:
        try:
            part.load_own_variables(store)
        except UnsafeFileError:
            raise
        except (ShapeError, FileFormatError) as error:       # a part that reads in its own way
            failed.append((where, part, error))
            if not skip_mismatch:
                raise misfit(failed, path) from error
    if failed:
        warnings.warn(f"{misfit(failed, path)} These are left as they are.", stacklevel=4)


def _reads_plainly(part) -> bool:
    return isinstance(part, Layer) and part.reads_plainly()


def take_first_values(variables, but) -> None:
    """Gives variables that wait for a value their first one, except for those that a file is about to set.

    Args:
        variables: All variables.
        but: Those that the file sets.
    """
    known = {id(v) for v in but}
    for variable in variables:
        if id(variable) not in known:
            variable.take_first_value()
        variable.waiting = False


def _check_fit(part, store) -> None:
    """Compares what a part has with what the file holds, reading nothing. Parts that load in their own way check when they do."""
    if _reads_plainly(part):
        part.check_own_variables(store)
    elif getattr(part, "kind", None) == "optimizer" and len(store) == len(part.variables):
        for i, variable in enumerate(part.variables):
            found = store[str(i)].shape
            if tuple(found) != tuple(variable.shape):
                raise ShapeError(f"The optimizer {part.name!r} has a variable {variable.path!r} of shape {tuple(variable.shape)}, "
                                 f"the file one of shape {tuple(found)}.",
                                 argument="store", expected=tuple(variable.shape), actual=tuple(found))


def misfit(failed, path) -> FileFormatError:
    """The error that lists what does not fit.

    Args:
        failed: (path, part, error) of each.
        path: Name of the file.
    """
    names = [getattr(part, "name", None) or where for where, part, _ in failed]
    lines = [str(error) for _, _, error in failed[:20]]
    if len(failed) > 20:
        lines.append(f"... and {len(failed) - 20} more.")
    text = lines[0] if len(lines) == 1 else f"{len(failed)} parts differ.\n  " + "\n  ".join(lines)
    return FileFormatError(f"{path} does not fit the model: {text}", path=path, layers=names)
