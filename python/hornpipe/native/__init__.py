"""Floor 1: compiled steps of training and prediction, `native.so`, made of the C files here by `build.sh` where there is a C compiler.

They are optional. Without them torch runs every step. `HORNPIPE_NATIVE=0` does without them where they are there.
"""
from __future__ import annotations

import ctypes
import functools
import hashlib
import os
import pathlib

import torch

FOLDER = pathlib.Path(__file__).parent
LIBRARY = FOLDER / "native.so"


def library() -> ctypes.CDLL | None:
    """The compiled steps; None where they cannot be used, for the reason that `missing()` tells."""
    return _find()[0]


def missing() -> str:
    """Why there are no compiled steps; empty where there are."""
    return _find()[1]


def threads() -> int:
    """How many threads a compiled step may use: as many as torch, or one."""
    return torch.get_num_threads() if _openmp_is_torchs() else 1


@functools.cache
def _find() -> tuple[ctypes.CDLL | None, str]:
    if os.environ.get("HORNPIPE_NATIVE") == "0":
        return None, "switched off by HORNPIPE_NATIVE=0"
    if not LIBRARY.exists():
        return None, "not built: on Linux (x86-64) with a C compiler, install hornpipe again"
    try:
        found = ctypes.CDLL(str(LIBRARY))       # after torch: where both ask for libgomp.so.1, torch's is the one for both
        made_of = (ctypes.c_char * 65).in_dll(found, "hornpipe_source").value.decode()
    except (OSError, ValueError) as error:
        return None, f"cannot be loaded: {error}"
    if made_of != hashlib.sha256(b"".join(path.read_bytes() for path in sorted(FOLDER.glob("*.c")))).hexdigest():
        return None, "built from other sources: install hornpipe again"
    if hasattr(found, "hornpipe_fits") and not found.hornpipe_fits():
        return None, "not for this processor"
    return found, ""


@functools.cache
def _openmp_is_torchs() -> bool:
    """Whether torch and the library have one OpenMP, and so one pool of threads. Older wheels of torch have one with a name of its own;
    the threads of two would look for work on each other's cores."""
    try:
        ours, torchs = (ctypes.cast(owner.omp_get_max_threads, ctypes.c_void_p).value for owner in (library(), ctypes.CDLL(torch._C.__file__)))
    except AttributeError:
        return False
    return ours == torchs
