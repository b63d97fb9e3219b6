"""Files and folders that are there whole or not at all: written aside, flushed to the disk, then renamed.

A writer holds a lock on what it writes aside. What a killed writer left is therefore known by its lock being free, and the next save removes it.
"""
from __future__ import annotations

import contextlib
import ctypes
import os
import re
import shutil
import tempfile
from pathlib import Path

try:
    import fcntl
except ImportError:         # Windows: what killed writers left stays
    fcntl = None


@contextlib.contextmanager
def written_aside(path):
    """Gives a path beside `path` to write to; when the block ends well, the file takes the place of `path`.

    A crash, a full disk or a kill at any point leaves the old file as it was.
    """
    path = Path(path).expanduser()
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove_left_over(path)
    aside, handle = _locked(path, lambda **names: tempfile.mkstemp(**names)[::-1], suffix=path.suffix)
    try:
        yield aside
        _sync_file(aside)
        shutil.copymode(path, aside) if path.exists() else aside.chmod(0o666 & ~_umask())
        os.replace(aside, path)
        _sync_folder(path.parent)
    finally:
        aside.unlink(missing_ok=True)
        _let_go(handle)


@contextlib.contextmanager
def folder_written_aside(path):
    """As `written_aside()`, for a folder. A folder in its place is exchanged for the new one in a single step, then removed."""
    path = Path(path).expanduser()
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove_left_over(path)
    aside, handle = _locked(path, lambda **names: (tempfile.mkdtemp(**names), None))
    try:
        yield aside
        for below in sorted(aside.rglob("*"), reverse=True):
            _sync_folder(below) if below.is_dir() else _sync_file(below)
        _sync_folder(aside)
        aside.chmod(path.stat().st_mode if path.exists() else 0o777 & ~_umask())
        if not path.exists():
            os.replace(aside, path)
        elif not _exchange(aside, path):
            old = aside.with_name(aside.name + ".old")
            os.replace(path, old)               # systems that cannot exchange: the old folder is whole beside, for a moment
            os.replace(aside, path)
            shutil.rmtree(old)
        _sync_folder(path.parent)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        _let_go(handle)


def _locked(path, make, **names):
    """(path, handle) of a new file or folder beside `path` that this process holds a lock on; None for the handle where there are no locks."""
    while True:
        name, handle = make(prefix=f".{path.name}.", dir=path.parent, **names)
        if fcntl is None:
            _let_go(handle)
            return Path(name), None
        handle = os.open(name, os.O_RDONLY) if handle is None else handle
        with contextlib.suppress(OSError):              # file systems without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        if os.path.exists(name):                        # else another writer took it for a left-over in this moment
            return Path(name), handle
        _let_go(handle)


def _let_go(handle):
    if handle is not None:
        os.close(handle)


def _remove_left_over(path):
    """Removes what killed writers of `path` left beside it."""
    pattern = re.compile(rf"\.{re.escape(path.name)}\.[a-z0-9_]{{8}}({re.escape(path.suffix)})?(\.old)?")
    for entry in path.parent.iterdir() if fcntl is not None else ():
        if pattern.fullmatch(entry.name):
            with contextlib.suppress(OSError):          # its writer lives, or it is another's
                handle = os.open(entry, os.O_RDONLY | os.O_NOFOLLOW)
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
                finally:
                    os.close(handle)


def _exchange(one: Path, other: Path) -> bool:
    """Lets two paths change places in a single step (Linux); False where the system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    here, exchange = -100, 2            # AT_FDCWD, RENAME_EXCHANGE
    return rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0


def _sync_file(path: Path) -> None:
    with open(path, "rb+") as f:
        os.fsync(f.fileno())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Makes the rename itself last; systems that cannot sync folders go without."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
