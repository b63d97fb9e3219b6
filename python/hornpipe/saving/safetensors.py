"""Weights as safetensors: eight bytes of length, a JSON table of names, dtypes, shapes and places, then the values.

Reference:
    https://github.com/huggingface/safetensors, "Format"
"""
from __future__ import annotations

import json
from pathlib import Path

import torch

from ..core.errors import FileFormatError
from .atomic import written_aside

DTYPES = {"F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16, "I64": torch.int64, "I32": torch.int32,
          "I16": torch.int16, "I8": torch.int8, "U8": torch.uint8, "BOOL": torch.bool, "F8_E4M3": torch.float8_e4m3fn, "F8_E5M2": torch.float8_e5m2}
NAMES = {dtype: name for name, dtype in DTYPES.items()}
MAX_HEADER = 100_000_000        # bytes, as the format's own reader has it


def write_safetensors(path, tensors: dict[str, torch.Tensor]) -> None:
    """Writes tensors by name, whole or not at all; row-major, in the order given.

    Raises:
        ValueError: The format has no name for a tensor's dtype.
    """
    table, end = {"__metadata__": {"format": "pt"}}, 0
    for name, tensor in tensors.items():
        if tensor.dtype not in NAMES:
            raise FileFormatError(f"safetensors cannot hold {name!r}: it has no {tensor.dtype}.", path=str(path))
        start, end = end, end + tensor.numel() * tensor.element_size()
        table[name] = {"dtype": NAMES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [start, end]}
    header = json.dumps(table).encode()
    header += b" " * (-len(header) % 8)
    with written_aside(path) as aside, open(aside, "wb") as file:
        file.write(len(header).to_bytes(8, "little") + header)
        for tensor in tensors.values():
            file.write(_bytes_of(tensor.detach().cpu().contiguous()))


def _bytes_of(tensor):
    return tensor.reshape(-1).view(torch.uint8).numpy().data if tensor.numel() else b""


class SafetensorsFile:
    """The tensors of a file by name; each is read when asked for.

    Args:
        path: Name of the file.

    Raises:
        FileFormatError: The table is broken: it names places outside of the file, places that overlap, or sizes that do not fit.
    """

    def __init__(self, path):
        self.path = Path(path)
        size = self.path.stat().st_size
        with open(self.path, "rb") as file:
            length = int.from_bytes(file.read(8), "little")
            if size < 8 or length > min(size - 8, MAX_HEADER):
                raise self._broken(f"its table would have {length:,} bytes, the file has {size:,}")
            try:
                table = json.loads(file.read(length))
            except (ValueError, RecursionError) as error:
                raise self._broken(f"its table cannot be read, {type(error).__name__}: {error}") from error
        if not isinstance(table, dict):
            raise self._broken("its table is no object")
        self._start = 8 + length
        self.table = {name: self._entry(name, entry) for name, entry in table.items() if name != "__metadata__"}
        end = 0
        for name, (_, _, start, stop) in sorted(self.table.items(), key=lambda item: item[1][2:]):
            if start != end:
                raise self._broken(f"the values of {name!r} begin at {start:,}, not where those before end, at {end:,}")
            end = stop
        if end != size - self._start:
            raise self._broken(f"the table places {end:,} bytes of values, the file holds {size - self._start:,}")

    def _broken(self, why):
        return FileFormatError(f"{self.path} is no safetensors file, or is broken: {why}.", path=str(self.path))

    def _entry(self, name, entry):
        try:
            dtype, shape, (start, stop) = DTYPES[entry["dtype"]], tuple(entry["shape"]), entry["data_offsets"]
            whole = all(type(n) is int and n >= 0 for n in (*shape, start, stop))
        except (KeyError, TypeError, ValueError) as error:
            raise self._broken(f"the entry {name!r} cannot be read, {type(error).__name__}: {error}") from error
        size = dtype.itemsize
        for n in shape if whole else ():
            size *= n
        if not whole or stop - start != size:
            raise self._broken(f"the entry {name!r} has shape {list(shape)} of {entry['dtype']} in {entry['data_offsets']}")
        return dtype, shape, start, stop

    def __iter__(self):
        return iter(self.table)

    def __len__(self):
        return len(self.table)

    def shapes(self) -> dict[str, tuple[int, ...]]:
        return {name: shape for name, (_, shape, _, _) in self.table.items()}

    def __getitem__(self, name) -> torch.Tensor:
        dtype, shape, start, stop = self.table[name]
        with open(self.path, "rb") as file:
            file.seek(self._start + start)
            data = bytearray(stop - start)
            if file.readinto(data) != stop - start:
                raise self._broken(f"{name!r} is cut off")
        return torch.frombuffer(data, dtype=dtype).reshape(shape) if data else torch.empty(shape, dtype=dtype)
