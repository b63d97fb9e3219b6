"""Memory that is kept between steps.

The C library of Linux gives large blocks back to the system after every step and asks for them again in the next; the
page faults cost more than the arithmetic (a small convolutional net: 29 ms a step with them, 16 ms without). So blocks
below 1 GiB are kept for the process. `HORNPIPE_KEEP_MEMORY=0` turns this off.
"""
from __future__ import annotations

import ctypes
import mmap
import os
import sys

_TRIM_THRESHOLD, _TOP_PAD, _MMAP_THRESHOLD = -1, -2, -3      # <malloc.h>
_POPULATE_WRITE = 23                                         # <sys/mman.h>
KEPT = 1 << 30
PAD = 64 << 20


def keep_memory() -> bool:
    """Makes glibc keep freed blocks; tells whether it does. Other systems are left alone."""
    if not sys.platform.startswith("linux") or os.environ.get("HORNPIPE_KEEP_MEMORY") == "0":
        return False
    try:
        libc = ctypes.CDLL(None)
        if not hasattr(libc, "gnu_get_libc_version"):       # musl and others
            return False
        return all(libc.mallopt(option, value) == 1 for option, value in
                   ((_MMAP_THRESHOLD, KEPT), (_TRIM_THRESHOLD, 2**31 - 1), (_TOP_PAD, PAD)))
    except (OSError, AttributeError):
        return False


def _c_functions(*names):
    """Functions of Linux' C library by name; None for each on other systems."""
    try:
        libc = ctypes.CDLL(None) if sys.platform.startswith("linux") else None
        return [getattr(libc, name, None) for name in names]
    except OSError:
        return [None for _ in names]


_advise, _in_core = _c_functions("madvise", "mincore")


def is_new(address: int) -> bool:
    """Whether the page at an address was never written to, so that the system has still to find memory for it; False where that cannot be told."""
    if _in_core is None:
        return False
    resident = ctypes.c_ubyte(1)
    _in_core(ctypes.c_void_p(address // mmap.PAGESIZE * mmap.PAGESIZE), ctypes.c_size_t(1), ctypes.byref(resident))
    return not resident.value & 1


def populate(address: int, size: int) -> bool:
    """Has the system find the pages of a stretch of memory in one call; what they hold stays. Tells whether it did.

    Threads that write to different places of the same new pages would wait for each other, page by page. Systems without
    this call (Linux before 5.14) find them later.
    """
    if _advise is None:
        return False
    first = address // mmap.PAGESIZE * mmap.PAGESIZE
    return _advise(ctypes.c_void_p(first), ctypes.c_size_t(address + size - first), ctypes.c_int(_POPULATE_WRITE)) == 0


def trim() -> None:
    """Gives what is kept and free back to the system."""
    if sys.platform.startswith("linux"):
        try:
            ctypes.CDLL(None).malloc_trim(0)
        except (OSError, AttributeError):
            return
