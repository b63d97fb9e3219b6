"""Files from the network: resumed when interrupted, verified, put in place whole."""
from __future__ import annotations

import contextlib
import hashlib
import os
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path as FilePath

try:
    import fcntl
except ImportError:         # Windows
    fcntl = None

from ..core.arguments import choice
from ..core.errors import ArgumentError, HornpipeError, got
from ..core.types import Flag, Path, Text
from ..runtime import console
from ..runtime.settings import cache_home, keras_home
from .archive import extract_archive

CHUNK = 1 << 20


class DownloadError(HornpipeError, OSError):
    """A file could not be had from the network. Fields: origin, path."""


def get_file(fname: Path = None, origin: Text = None, untar: Flag = False, md5_hash: Text = None, file_hash: Text = None,
             cache_subdir: Path = "datasets", hash_algorithm: Text = "auto", extract: Flag = False, archive_format: Text = "auto",
             cache_dir: Path = None, force_download: Flag = False) -> str:
    """The local path of the file at a URL, which is downloaded unless the cache has it.

    An interrupted download goes on where it stopped. A file is in the cache only when it is complete and,
    with `file_hash`, verified.

    Args:
        fname: Name in the cache; by default the last part of `origin`.
        origin: URL of the file.
        untar: As `extract` with `archive_format = "tar"`.
        md5_hash: MD5 sum of the file, in hexadecimal.
        file_hash: SHA-256 or MD5 sum of the file, in hexadecimal.
        cache_subdir: Folder below `cache_dir`.
        hash_algorithm: "auto" (told by the length of the sum), "sha256" or "md5".
        extract: Whether to unpack the file, an archive; the folder is returned then.
        archive_format: "auto", "tar" or "zip".
        cache_dir: The cache; by default `KERAS_HOME` or `~/.keras`.
        force_download: Whether to download even if the cache has the file.

    Raises:
        DownloadError: the file cannot be had, or is not the one that `file_hash` describes.
    """
    if not origin:
        raise ArgumentError(f"`origin` must be a URL, {got(origin)}.", argument="origin", actual=origin)
    choice("hash_algorithm", hash_algorithm, ("auto", "sha256", "md5"))
    expected = _Checksum(file_hash or md5_hash, "md5" if file_hash is None and md5_hash else hash_algorithm)
    target, unpacked = _places(_cache_folder(cache_dir, cache_subdir), fname, origin, extract or untar)
    if not cache_dir and not target.is_file():              # Keras may have brought it already
        of_keras = _places(keras_home() / cache_subdir, fname, origin, extract or untar)
        target, unpacked = of_keras if of_keras[0].is_file() else (target, unpacked)
    if force_download or not target.is_file() or not expected.holds(target):
        download(origin, target, expected, force_download)
    if unpacked is None:
        return str(target)
    extract_archive(target, unpacked, "tar" if untar else archive_format)
    return str(unpacked)


def dataset_file(path, origin: str, file_hash: str) -> str:
    """The file of a data set: by its name in the cache, or, where `path` leads to another place, that file as it is."""
    if not _has_folders(os.fspath(path)):
        return get_file(path, origin, file_hash=file_hash)
    found = FilePath(path).expanduser()
    if not found.is_file():
        raise ArgumentError(f"`path` must be a file, or its name in the cache, {got(os.fspath(path))}.", argument="path", actual=os.fspath(path))
    return str(found)


def _has_folders(name: str) -> bool:
    return any(sep and sep in name for sep in (os.sep, os.altsep))


def _cache_folder(cache_dir, cache_subdir) -> FilePath:
    folder = FilePath(cache_dir).expanduser() if cache_dir else cache_home()
    folder = folder / cache_subdir
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DownloadError(f"The cache folder {folder} cannot be made ({error.strerror}). Set KERAS_HOME to a folder you can write to.",
                            path=str(folder)) from error
    return folder


def _places(folder: FilePath, fname, origin: str, unpack: bool) -> tuple[FilePath, FilePath | None]:
    """The file, and the folder it is unpacked to, named as Keras names them."""
    given = os.fspath(fname) if fname else ""
    name = given or os.path.basename(urllib.parse.urlsplit(origin).path)
    if not name:
        raise ArgumentError(f"`fname` is needed: `origin` names no file, {got(origin)}.", argument="fname", actual=fname)
    if name in (".", "..") or _has_folders(name):
        raise ArgumentError(f"`fname` must be a name without folders, {got(name)}; use `cache_dir`.", argument="fname", actual=name)
    if not unpack:
        return folder / name, None
    if given and "." in given:
        return folder / given, folder / f"{given.partition('.')[0]}_extracted"
    return folder / f"{name}_archive", folder / name


class _Checksum:
    """A sum in hexadecimal, or none."""

    def __init__(self, value, algorithm):
        self.value = value.lower() if value else None
        self.algorithm = ("sha256" if value and len(value) == 64 else "md5") if algorithm == "auto" else algorithm

    def holds(self, path) -> bool:
        return self.value is None or digest(path, self.algorithm) == self.value


def digest(path, algorithm: str = "sha256") -> str:
    """The checksum of a file, in hexadecimal."""
    made = hashlib.new(algorithm)
    with open(path, "rb") as file:
        while chunk := file.read(CHUNK):
            made.update(chunk)
    return made.hexdigest()


def download(origin: str, target: FilePath, expected: _Checksum, anew: bool = False) -> None:
    """Brings `origin` to `target` by way of `target.part`, which survives an interruption."""
    part = target.with_name(target.name + ".part")
    with _alone(target.parent):
        if not anew and target.is_file() and expected.holds(target):
            return                                      # another process was faster
        console.say(f"Downloading {origin}")
        resumed = part.exists() and part.stat().st_size > 0
        _fetch(origin, part, target)
        if not expected.holds(part) and resumed:        # the earlier part was of another version: once more, from the start
            part.unlink()
            _fetch(origin, part, target)
        if not expected.holds(part):
            found = digest(part, expected.algorithm)
            part.unlink()
            raise DownloadError(
                f"{origin} is not the file that was expected: its {expected.algorithm} sum is {found}, not {expected.value}.",
                origin=origin, path=str(target), expected=expected.value, actual=found)
        os.replace(part, target)


@contextlib.contextmanager
def _alone(folder: FilePath):
    """Processes that download into one folder take turns, where the system has file locks."""
    if fcntl is None:
        yield
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _fetch(origin: str, part: FilePath, target: FilePath) -> None:
    done = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(origin, headers={"User-Agent": "hornpipe", "Accept-Encoding": "identity"})
    if done:
        request.add_header("Range", f"bytes={done}-")
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            if response.status != 206:
                done = 0                                # the server sends the whole file
            length = response.headers.get("Content-Length")
            total = done + int(length) if length else None
            with open(part, "ab" if done else "wb") as file:
                while chunk := response.read(CHUNK):
                    file.write(chunk)
                    done += len(chunk)
                    _tell(done, total)
        if total is not None and done < total:
            raise ConnectionError(f"the connection ended after {done} of {total} bytes")
    except urllib.error.HTTPError as error:
        if error.code == 416 and done:                  # nothing is left to send: the part is complete
            return
        raise _unreachable(origin, target, f"HTTP {error.code} {error.reason}") from error
    except (urllib.error.URLError, OSError) as error:
        raise _unreachable(origin, target, str(getattr(error, "reason", None) or error)) from error


def _unreachable(origin, target, reason):
    return DownloadError(
        f"Could not download {origin} ({reason}). Without a network, fetch that file elsewhere and put it at {target}; "
        "an interrupted download goes on when it is called again.", origin=origin, path=str(target))


def _tell(done, total):
    if console.can_redraw():
        share = f"{100 * done // total:3d} % of {total / 1e6:.1f} MB" if total else f"{done / 1e6:.1f} MB"
        console.write(f"\r{share}" + ("\n" if done == total else ""))
