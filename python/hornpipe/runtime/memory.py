"""Memory that is kept between steps.

The C library of Linux gives large blocks back to the system after every step and asks for them again in the next; the
page faults cost more than the arithmetic (a small convolutional net: 29 ms a step with them, 16 ms without). So blocks
below 1 GiB are kept for the process. `HORNPIPE_KEEP_MEMORY=0` turns this off.
"""
from __future__ import annotations

import ctypes
import os
import sys

_TRIM_THRESHOLD, _TOP_PAD, _MMAP_THRESHOLD = -1, -2, -3      # <malloc.h>
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


def trim() -> None:
    """Gives what is kept and free back to the system."""
    if sys.platform.startswith("linux"):
        try:
            ctypes.CDLL(None).malloc_trim(0)
        except (OSError, AttributeError):
            return
