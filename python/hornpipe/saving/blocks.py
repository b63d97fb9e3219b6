"""Values moved between tensors and files in blocks, by a few threads: past HDF5, which moves them one after the other and in rows only."""
from __future__ import annotations

import ctypes
import math
import os
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import torch

from ..runtime.memory import is_new, populate

BLOCK = 1 << 21                         # bytes moved at once: a few of them fit into the processor's caches
LARGE = 1 << 20                         # bytes from which on this is worth the trouble
AVAILABLE = hasattr(os, "preadv")       # Windows has no reading and writing at a place
THREADS = min(4, os.cpu_count() or 1)


class Mover:
    """Reads and writes stretches of one open file.

    Args:
        handle: The file's descriptor.
    """

    def __init__(self, handle: int):
        self.handle, self._mine = handle, threading.local()
        self._pool = ThreadPoolExecutor(THREADS)        # its threads begin when there is work

    def close(self):
        self._pool.shutdown(cancel_futures=True)

    def _buffer(self, i, shape, dtype) -> torch.Tensor:
        """Room for a block, the same memory for every block of a thread; there are two."""
        size, kept = math.prod(shape) * dtype.itemsize, self._mine.__dict__.setdefault("kept", [None, None])
        if kept[i] is None or len(kept[i]) < size:
            kept[i] = torch.empty(max(size, BLOCK), dtype=torch.uint8)
        return kept[i][:size].view(dtype).view(shape)

    # ------------------------------------------------------------ tensors

    def write(self, tensor: torch.Tensor, at: int, summed: bool) -> list[tuple[int, int, int]]:
        """Writes a tensor's values row by row; gives (place, bytes, checksum) of each block, or the checksums as 0."""
        def write_block(block):
            offset, rows = block
            if not _lies_plain(rows):
                rows = self._turn(rows, self._buffer(0, rows.shape, rows.dtype))
            view, place = _bytes_of(rows), at + offset
            while len(view):            # the system takes at most 2 GiB at once
                n = os.pwrite(self.handle, view, place)
                view, place = view[n:], place + n
            view = _bytes_of(rows)
            _begin_flush(self.handle, at + offset, len(view))
            return at + offset, len(view), zlib.crc32(view) if summed else 0

        return list(self._pool.map(write_block, _blocks(tensor)))

    def read(self, tensor: torch.Tensor, at: int, summed: bool) -> list[tuple[int, int, int]]:
        """Fills a tensor with values that lie row by row; gives (place, bytes, checksum) of each block, or the checksums as 0.

        Raises:
            EOFError: The file ends before.
        """
        def read_block(block):
            offset, rows = block
            plain = _lies_plain(rows)
            found = rows if plain else self._buffer(0, rows.shape, rows.dtype)
            view = _bytes_of(found)
            self._read(view, at + offset)
            if not plain:
                self._turn(found, rows)
            return at + offset, len(view), zlib.crc32(view) if summed else 0

        self._populate(tensor)
        return list(self._pool.map(read_block, _blocks(tensor)))

    def _populate(self, tensor):
        """Gets pages for a new tensor that the blocks will be written across."""
        start, size = tensor.data_ptr(), tensor.numel() * tensor.element_size()
        if tensor.device.type == "cpu" and not tensor.is_contiguous() and is_new(start + size // 2):
            list(self._pool.map(lambda n: populate(start + n, min(BLOCK, size - n)), range(0, size, BLOCK)))

    def _read(self, view, at):
        while len(view):
            n = os.preadv(self.handle, [view], at)
            if not n:
                raise EOFError("the file ends before its data does")
            view, at = view[n:], at + n

    def _turn(self, source, target) -> torch.Tensor:
        """Copies a block between two memory orders.

        Torch turns over a matrix that lies whole in memory several times as fast as NumPy, NumPy copies parts of rows
        many times as fast as torch; neither starts threads for it.
        """
        if not source.device.type == target.device.type == "cpu":
            target.copy_(source)
        elif source.ndim == 2 and source.stride(0) == 1:
            whole = self._buffer(1, source.shape[::-1], source.dtype)
            np.copyto(whole.numpy(), source.T.numpy())
            target.copy_(whole.T)
        elif source.ndim == 2 and target.stride(0) == 1:
            np.copyto(target.T.numpy(), self._buffer(1, source.shape[::-1], source.dtype).copy_(source.T).numpy())
        else:
            np.copyto(target.numpy(), source.numpy())
        return target

    # ------------------------------------------------------------ checksums

    def checksums(self, at: int, size: int) -> list[tuple[int, int, int]]:
        """(place, bytes, checksum) of each block of a stretch.

        Raises:
            EOFError: The file ends before.
        """
        def sum_block(place):
            view = _bytes_of(self._buffer(0, (min(BLOCK, at + size - place),), torch.uint8))
            self._read(view, place)
            return place, len(view), zlib.crc32(view)

        return list(self._pool.map(sum_block, range(at, at + size, BLOCK)))


def _lies_plain(tensor) -> bool:
    return tensor.device.type == "cpu" and tensor.is_contiguous()


def _blocks(tensor) -> list[tuple[int, torch.Tensor]]:
    """(place, rows) of each block: a few rows, or one that is larger than a block should be."""
    if not tensor.ndim:
        return [(0, tensor)]
    row = tensor[0].numel() * tensor.element_size()
    step = max(1, BLOCK // row)
    return [(start * row, tensor[start:start + step]) for start in range(0, tensor.shape[0], step)]


def _bytes_of(tensor) -> memoryview:
    return memoryview(tensor.reshape(-1).view(torch.uint8).numpy())


def _flush_starter():
    """Linux' call that begins to bring a stretch of a file to the disk; None on other systems."""
    try:
        begin = ctypes.CDLL(None).sync_file_range
    except (OSError, AttributeError, TypeError):
        return None
    begin.argtypes = (ctypes.c_int, ctypes.c_int64, ctypes.c_int64, ctypes.c_uint)
    return begin


_start = _flush_starter()


def _begin_flush(handle, at, size) -> None:
    """Lets the system begin to bring what was written to the disk, so that the flush at the end finds little to do."""
    if _start is not None:
        _start(handle, at, size, 2)             # SYNC_FILE_RANGE_WRITE
