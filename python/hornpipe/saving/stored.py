"""HDF5 inside of a zip, without a copy of it: a member that is stored plain is a stretch of the outer file."""
from __future__ import annotations

import contextlib
import io
import os
import zipfile
import zlib

from .blocks import AVAILABLE, BLOCK, Mover
from .checksum import joined


class Stretch(io.RawIOBase):
    """A stretch of an open binary file, as a file of its own.

    Args:
        file: The outer file; it must be able to seek.
        start: Where the stretch begins.
        size: Its length; `None` for one that is being written and may grow.
        expected: Its checksum, where one is known.
        summed: Whether what is written will be asked for its checksum, so that large pieces are summed on the way.
    """

    def __init__(self, file, start: int, size: int | None = None, expected: int | None = None, summed: bool = False):
        self.file, self.start, self.fixed, self.at = file, start, size, 0
        self.end = size or 0
        self.expected, self.summed = expected, summed or expected is not None
        self._summed: list[tuple[int, int, int]] = []       # (place, bytes, checksum) of what was moved past HDF5
        self._mover = None
        self.failure = None         # HDF5 crashes where a write fails, so it is let go on and the error kept for its caller

    def readable(self):
        return True

    def writable(self):
        return self.fixed is None

    def seekable(self):
        return True

    def seek(self, offset, whence=os.SEEK_SET):
        self.at = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self.at, os.SEEK_END: self.end}[whence]
        return self.at

    def tell(self):
        return self.at

    def readinto(self, buffer):
        view = memoryview(buffer).cast("B")
        wanted = max(min(len(view), self.end - self.at), 0)
        self.file.seek(self.start + self.at)
        done = 0
        while done < wanted:            # the system gives at most 2 GiB at once
            n = _readinto(self.file, view[done:wanted])
            if not n:
                break
            done += n
        self.at += done
        return done

    def write(self, data):
        view, done = memoryview(data).cast("B"), 0
        try:
            self.file.seek(self.start + self.at)
            while done < len(view) and self.failure is None:
                done += self.file.write(view[done:])
        except OSError as error:
            self.failure = error
        self.at += len(view)
        self.end = max(self.end, self.at)
        return len(view)

    def truncate(self, size=None):
        self.end = self.at if size is None else size
        try:
            self.file.truncate(self.start + self.end)
        except OSError as error:
            self.failure = self.failure or error
        return self.end

    def flush(self):
        if not self.file.closed:
            self.file.flush()

    def close(self):
        if self._mover is not None:
            self._mover.close()
        super().close()

    # ------------------------------------------------------------ large pieces, past HDF5

    @property
    def mover(self) -> Mover | None:
        """What reads and writes the outer file at any place; None where that is no file of the system's, or the system has no such means."""
        if self._mover is None and AVAILABLE and isinstance(self.file, io.FileIO):
            self._mover = Mover(self.file.fileno())
        return self._mover

    def write_tensor(self, tensor, at: int) -> None:
        """Writes a tensor's values, row by row, to a place of the stretch."""
        self._keep(self.mover.write(tensor, self.start + at, self.summed))
        self.end = max(self.end, at + tensor.numel() * tensor.element_size())

    def read_tensor(self, tensor, at: int) -> None:
        """Fills a tensor with values that lie row by row.

        Raises:
            EOFError: The stretch ends before.
        """
        if at + tensor.numel() * tensor.element_size() > self.end:
            raise EOFError("the file ends before its data does")
        self._keep(self.mover.read(tensor, self.start + at, self.summed))

    def _keep(self, blocks):
        self._summed += blocks if self.summed else []

    def checksum(self) -> int:
        """CRC-32 of all bytes; those that were moved already are not read again."""
        total, end, stop = 0, self.start, self.start + self.end
        for place, size, checksum in [*sorted(self._summed), (stop, 0, 0)]:
            if end <= place and place + size <= stop:       # not what a broken file lays over something else
                total = joined(self._sum(end, place - end, total), checksum, size)
                end = place + size
        return total

    def verify(self) -> None:
        """Compares the bytes with their checksum, where one is known.

        Raises:
            BadZipFile: They are not those that were written.
        """
        if self.expected is not None and self.checksum() != self.expected:
            raise zipfile.BadZipFile("the checksum of its weights is wrong")
        self.expected, self.summed = None, False

    def _sum(self, at, size, checksum) -> int:
        if size > BLOCK and self.mover is not None:
            for _, n, piece in self.mover.checksums(at, size):
                checksum = joined(checksum, piece, n)
            return checksum
        self.file.seek(at)
        buffer = memoryview(bytearray(min(BLOCK, size)))
        while size:
            n = _readinto(self.file, buffer[:min(len(buffer), size)])
            if not n:
                raise EOFError("the file ends before its data does")
            checksum, size = zlib.crc32(buffer[:n], checksum), size - n
        return checksum


def _readinto(file, buffer) -> int:
    if hasattr(file, "readinto"):
        return file.readinto(buffer)
    data = file.read(len(buffer))       # such as a temporary file that lives in memory
    buffer[:len(data)] = data
    return len(data)


@contextlib.contextmanager
def written_in_place(archive: zipfile.ZipFile, name: str):
    """Gives a file to write a member of an archive to; it lies in the archive from the first byte on.

    `ZipFile` itself can only take a member from front to back, and HDF5 goes back to its front at the end.
    """
    file, info = archive.fp, zipfile.ZipInfo(name)
    info.external_attr = 0o600 << 16
    info.CRC = info.file_size = info.compress_size = 0
    file.seek(archive.start_dir)
    info.header_offset = file.tell()
    header = len(info.FileHeader(zip64=True))
    file.write(b"\0" * header)
    stretch = Stretch(file, file.tell(), summed=True)
    with stretch:
        yield stretch
        info.CRC, info.file_size, info.compress_size = stretch.checksum(), stretch.end, stretch.end
    file.seek(info.header_offset)
    file.write(info.FileHeader(zip64=True))
    archive.start_dir = stretch.start + stretch.end
    archive.filelist.append(info)
    archive.NameToInfo[name] = info
    archive._didModify = True
    file.seek(archive.start_dir)


def opened_in_place(archive: zipfile.ZipFile, name: str):
    """A member as a file that can seek: the stretch of the archive where it is stored plain, to be verified, else its unpacked bytes."""
    info = archive.getinfo(name)
    plain = info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & 1 and info.compress_size == info.file_size
    if not plain:
        return Stretch(io.BytesIO(archive.read(name)), 0, info.file_size)
    with archive.open(name):            # checks the member's own header
        pass
    file = archive.fp
    file.seek(info.header_offset + 26)
    lengths = file.read(4)
    start = info.header_offset + 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    file.seek(0, os.SEEK_END)
    if start + info.file_size > file.tell():
        raise zipfile.BadZipFile(f"{name} is cut off")
    return Stretch(file, start, info.file_size, info.CRC)
