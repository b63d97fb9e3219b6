"""Files and folders that are there whole or not at all: written aside, flushed to the disk, then renamed."""
from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import tempfile
from pathlib import Path


@contextlib.contextmanager
def written_aside(path):
    """Gives a path beside `path` to write to; when the block ends well, the file takes the place of `path`.

    A crash, a full disk or a kill at any point leaves the old file as it was.
    """
    path = Path(path).expanduser()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    aside = Path(name)
    try:
        yield aside
        _sync_file(aside)
        shutil.copymode(path, aside) if path.exists() else aside.chmod(0o666 & ~_umask())
        os.replace(aside, path)
        _sync_folder(path.parent)
    finally:
        aside.unlink(missing_ok=True)


@contextlib.contextmanager
def folder_written_aside(path):
    """As `written_aside()`, for a folder. A folder in its place is exchanged for the new one in a single step, then removed."""
    path = Path(path).expanduser()
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
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
