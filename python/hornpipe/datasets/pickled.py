"""Arrays that were published as pickles: read with nothing but array construction allowed."""
from __future__ import annotations

import codecs
import pickle
import zipfile

import numpy as np

from ..core.errors import UnsafeFileError

# NumPy has moved these between modules; the objects themselves are the same.
_MODULES = ("numpy", "numpy.core.multiarray", "numpy._core.multiarray")
_ARRAYS = {"ndarray": np.ndarray, "dtype": np.dtype, "_reconstruct": np.zeros(0).__reduce__()[0], "scalar": np.float64(0).__reduce__()[0]}


class ArrayUnpickler(pickle.Unpickler):
    """An unpickler that knows NumPy arrays and plain containers."""

    def find_class(self, module, name):
        if module in _MODULES and name in _ARRAYS:
            return _ARRAYS[name]
        if (module, name) == ("_codecs", "encode"):        # bytes in a pickle of Python 2
            return codecs.encode
        raise UnsafeFileError(f"A data file asks for {module}.{name}, which is no array.", object=f"{module}.{name}")


def load_npz(path) -> dict[str, np.ndarray]:
    """The arrays of an .npz file, arrays of objects included."""
    arrays = {}
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            with archive.open(member) as file:
                arrays[member.removesuffix(".npy")] = _load_npy(file)
    return arrays


def _load_npy(file) -> np.ndarray:
    version = np.lib.format.read_magic(file)
    read_header = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    shape, fortran_order, dtype = read_header(file)
    if dtype.hasobject:
        return ArrayUnpickler(file).load()
    flat = np.frombuffer(file.read(), dtype=dtype)
    return flat.reshape(shape, order="F" if fortran_order else "C").copy()
