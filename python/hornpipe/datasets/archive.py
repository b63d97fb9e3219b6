"""Unpacking archives that came from the network: nothing leaves the folder, nothing but files and folders is made."""
from __future__ import annotations

import os
import shutil
import tarfile
import zipfile
from pathlib import Path, PurePosixPath

from ..core.arguments import choice
from ..core.errors import FileFormatError, UnsafeFileError


def extract_archive(path, folder, archive_format: str = "auto") -> Path:
    """Unpacks a tar (of any compression) or zip file. The folder appears complete or not at all; one that is there is kept."""
    path, folder = Path(path), Path(folder)
    choice("archive_format", archive_format, ("auto", "tar", "zip"))
    if folder.is_dir() and any(folder.iterdir()):
        return folder
    aside = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        if archive_format != "zip" and tarfile.is_tarfile(path):
            _untar(path, aside)
        elif archive_format != "tar" and zipfile.is_zipfile(path):
            _unzip(path, aside)
        else:
            kind = "tar or zip" if archive_format == "auto" else archive_format
            raise FileFormatError(f"{path} is no {kind} archive.", path=str(path))
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(aside, folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return folder


def _inside(name: str, path: Path) -> PurePosixPath:
    """The name of a member, refused when it points out of the archive."""
    member = PurePosixPath(name.replace("\\", "/"))
    if member.is_absolute() or ".." in member.parts or (member.parts and member.parts[0].endswith(":")):
        raise UnsafeFileError(f"{path} has a member outside of itself: {name!r}.", path=str(path), object=name)
    return member


def _untar(path: Path, folder: Path) -> None:
    with tarfile.open(path) as archive:
        for member in archive:
            place = folder / _inside(member.name, path)
            if member.isdir():
                place.mkdir(parents=True, exist_ok=True)
            elif member.isfile():
                _write(archive.extractfile(member), place)
            else:
                raise UnsafeFileError(f"{path} has a link or device: {member.name!r}.", path=str(path), object=member.name)


def _unzip(path: Path, folder: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            place = folder / _inside(member.filename, path)
            if member.is_dir():
                place.mkdir(parents=True, exist_ok=True)
            else:
                _write(archive.open(member), place)


def _write(source, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with source, open(place, "wb") as file:
        shutil.copyfileobj(source, file, 1 << 20)
