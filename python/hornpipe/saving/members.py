"""The members of a saved model, be they in a zip or in a folder; checked before anything of them is read."""
from __future__ import annotations

import contextlib
import stat
import zipfile
from pathlib import Path

from ..core.errors import FileFormatError, UnsafeFileError
from .stored import Stretch, opened_in_place

MAX_JSON = 1 << 28              # bytes of a config
MAX_ASSETS = 1 << 30            # bytes of all vocabularies and other assets
MAX_MEMBERS = 10_000
ASSETS = "assets"


class ZipMembers:
    """The members of an open zip."""

    def __init__(self, archive: zipfile.ZipFile, path):
        self.archive, self.path = archive, path
        _check_sizes([(i.filename, i.file_size) for i in archive.infolist()], path)
        seen = set()
        for info in archive.infolist():
            name = info.filename
            if name.startswith(("/", "\\")) or ".." in Path(name.replace("\\", "/")).parts or ":" in name:
                raise UnsafeFileError(f"{path}: the member {name!r} points outside of the archive.", path=str(path), object=name)
            if stat.S_ISLNK(info.external_attr >> 16):
                raise UnsafeFileError(f"{path}: the member {name!r} is a link.", path=str(path), object=name)
            if info.flag_bits & 1:
                raise FileFormatError(f"{path}: the member {name!r} is encrypted.", path=str(path))
            if name in seen:
                raise UnsafeFileError(f"{path}: the member {name!r} stands twice.", path=str(path), object=name)
            seen.add(name)
        self.names = {n for n in seen if not n.endswith("/")}

    def size(self, name) -> int:
        return self.archive.getinfo(name).file_size

    def read(self, name) -> bytes:
        return self.archive.read(name)

    def open(self, name):
        """A member as a stretch of a file, within a `with` statement."""
        return opened_in_place(self.archive, name)


class FolderMembers:
    """The files of a folder."""

    def __init__(self, folder: Path, path):
        self.folder, self.path, self.names = folder, path, set()
        for count, member in enumerate(_below(folder, path)):
            if count >= MAX_MEMBERS:
                raise FileFormatError(f"{path} has more than {MAX_MEMBERS:,} members, more than a model has.", path=str(path))
            self.names.add(member.relative_to(folder).as_posix())
        _check_sizes([(n, self.size(n)) for n in self.names], path)

    def size(self, name) -> int:
        return (self.folder / name).stat().st_size

    def read(self, name) -> bytes:
        return (self.folder / name).read_bytes()

    @contextlib.contextmanager
    def open(self, name):
        with open(self.folder / name, "rb", buffering=0) as file, Stretch(file, 0, self.size(name)) as stretch:
            yield stretch


def _below(folder, path):
    """The files of a model's folder, those of its assets at any depth."""
    inside = [*folder.iterdir(), *(folder / ASSETS).rglob("*")]
    for member in sorted(inside):
        if member.is_symlink():
            raise UnsafeFileError(f"{path}: the member {member.name!r} is a link.", path=str(path), object=member.name)
        if member.is_file():
            yield member


def _check_sizes(sizes, path):
    if len(sizes) > MAX_MEMBERS:
        raise FileFormatError(f"{path} has {len(sizes):,} members, more than a model has.", path=str(path))
    assets = sum(size for name, size in sizes if name.startswith(ASSETS + "/"))
    if assets > MAX_ASSETS:
        raise FileFormatError(f"{path} declares {assets:,} bytes of assets, more than the {MAX_ASSETS:,} that are read.", path=str(path))
    for name, size in sizes:
        if name.endswith((".json", ".R")) and size > MAX_JSON:
            raise FileFormatError(f"{path}: {name} declares {size:,} bytes, more than a config has.", path=str(path))
