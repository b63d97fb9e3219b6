"""Event files as TensorBoard reads them: records with checksums, each a protocol buffer of a few fields.

The formats: https://github.com/tensorflow/tensorboard/blob/master/tensorboard/compat/proto/event.proto, summary.proto, and
https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details.
"""
from __future__ import annotations

import os
import socket
import struct
import time
import zlib
from pathlib import Path

import numpy as np

# ---------------------------------------------------------------- protocol buffers: a field is a key and a value


def _varint(n: int) -> bytes:
    out = bytearray()
    n &= (1 << 64) - 1
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)


def _whole(field: int, n: int) -> bytes:
    return _varint(field << 3) + _varint(n)


def _double(field: int, x: float) -> bytes:
    return _varint(field << 3 | 1) + struct.pack("<d", x)


def _float(field: int, x: float) -> bytes:
    return _varint(field << 3 | 5) + struct.pack("<f", x)


def _block(field: int, data: bytes | str) -> bytes:
    data = data.encode() if isinstance(data, str) else data
    return _varint(field << 3 | 2) + _varint(len(data)) + data


def _doubles(field: int, values) -> bytes:
    return _block(field, np.asarray(values, "<f8").tobytes())


# ---------------------------------------------------------------- checksums

def _crc_table():
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, table >> 1 ^ 0x82F63B78, table >> 1).astype(np.uint32)
    return table.tolist()


_CRC = _crc_table()


def _masked_crc(data: bytes) -> bytes:
    """CRC-32C (Castagnoli), rotated and shifted as the format asks."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc = _CRC[(crc ^ byte) & 0xFF] ^ crc >> 8
    crc ^= 0xFFFFFFFF
    return struct.pack("<I", ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF)


# ---------------------------------------------------------------- the kinds of summary

def scalar(tag: str, value: float) -> bytes:
    return _block(1, tag) + _float(2, float(value))


def text(tag: str, value: str, plugin: str) -> bytes:
    """A string for a plugin of TensorBoard, such as "graph_keras_model"."""
    tensor = _whole(1, 7) + _block(2, b"") + _block(8, value)           # 7: string; no shape: a scalar
    return _block(1, tag) + _block(8, tensor) + _block(9, _block(1, _block(1, plugin) + _block(2, b"1")))


def histogram(tag: str, values, bins: int = 30) -> bytes:
    x = np.asarray(values, dtype=np.float64).ravel()
    x = x[np.isfinite(x)]
    if not x.size:
        x = np.zeros(1)
    counts, edges = np.histogram(x, bins=bins)
    proto = (_double(1, x.min()) + _double(2, x.max()) + _double(3, x.size) + _double(4, x.sum()) + _double(5, np.square(x).sum())
             + _doubles(6, edges[1:]) + _doubles(7, counts))
    return _block(1, tag) + _block(5, proto)


def image(tag: str, pixels) -> bytes:
    """A picture, `(height, width, channels)` of bytes, channels being 1, 3 or 4."""
    height, width, channels = pixels.shape
    proto = _whole(1, height) + _whole(2, width) + _whole(3, channels) + _block(4, png(pixels))
    return _block(1, tag) + _block(4, proto)


def png(pixels) -> bytes:
    """A PNG file of an array `(height, width, channels)` of bytes."""
    height, width, channels = pixels.shape
    rows = np.concatenate([np.zeros((height, 1), np.uint8), np.ascontiguousarray(pixels, np.uint8).reshape(height, -1)], axis=1)      # 0: no filter

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, {1: 0, 3: 2, 4: 6}[channels], 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows.tobytes())) + chunk(b"IEND", b"")


class EventFile:
    """A file of events in a folder; it is made at the first event.

    Args:
        folder: The folder, which is a "run" of TensorBoard.
    """

    _made = 0

    def __init__(self, folder):
        self.folder, self._file = Path(folder), None

    def add(self, step: int, *summaries: bytes) -> None:
        """Writes summaries of one step as one event."""
        if self._file is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            EventFile._made += 1
            name = f"events.out.tfevents.{int(time.time()):010d}.{socket.gethostname()}.{os.getpid()}.{EventFile._made}.v2"
            self._file = open(self.folder / name, "ab")         # closed by close()
            self._record(_double(1, time.time()) + _block(3, "brain.Event:2"))
        self._record(_double(1, time.time()) + _whole(2, step) + _block(5, b"".join(_block(1, s) for s in summaries)))

    def _record(self, data: bytes) -> None:
        length = struct.pack("<Q", len(data))
        self._file.write(length + _masked_crc(length) + data + _masked_crc(data))

    def flush(self) -> None:
        if self._file is not None:
            self._file.flush()

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
