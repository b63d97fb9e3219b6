"""The `.keras` file: a zip of `config.json`, `metadata.json`, `model.weights.h5` and assets."""
from __future__ import annotations

import datetime
import io
import json
import stat
import tempfile
import zipfile
from pathlib import Path

import h5py

from ..core import objects
from ..core.errors import FileFormatError, UnsafeFileError, got
from .atomic import written_aside
from .hdf5 import open_for_reading, read_weights, total_bytes, waiting_for_values, write_weights
from .keras2 import is_keras2, modern_config
from .walk import parts

CONFIG, METADATA, WEIGHTS, ASSETS = "config.json", "metadata.json", "model.weights.h5", "assets"
KERAS_VERSION = "3.15.1"        # the version whose format is written
MAX_JSON = 1 << 28              # bytes of a config
MAX_ASSETS = 1 << 30            # bytes of all vocabularies and other assets
MAX_MEMBERS = 10_000


def save_archive(model, filepath) -> None:
    """Writes a `.keras` file, whole or not at all."""
    config = json.dumps(objects.serialize_keras_object(model))
    metadata = json.dumps({"keras_version": KERAS_VERSION, "date_saved": datetime.datetime.now().strftime("%Y-%m-%d@%H:%M:%S")})
    with written_aside(filepath) as aside, zipfile.ZipFile(aside, "w") as archive:
        archive.writestr(METADATA, metadata)
        archive.writestr(CONFIG, config)
        with archive.open(WEIGHTS, "w", force_zip64=True) as member:
            buffer = io.BytesIO()
            with h5py.File(buffer, "w") as file:
                write_weights(file, model)
            member.write(buffer.getbuffer())
        for path, part in parts(model):
            if hasattr(part, "save_assets"):
                for name, data in _assets_of(part).items():
                    archive.writestr("/".join(filter(None, (ASSETS, path, name))), data)


def _assets_of(part) -> dict[str, bytes]:
    """What `save_assets(folder)` writes, by file name."""
    with tempfile.TemporaryDirectory() as folder:
        part.save_assets(folder)
        return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(Path(folder).rglob("*")) if f.is_file()}


def load_archive(filepath, custom_objects=None, compile=True, safe_mode=True):
    """The model of a `.keras` file."""
    try:
        with zipfile.ZipFile(filepath) as archive:
            _check_members(archive, filepath)
            if WEIGHTS not in archive.namelist():
                raise FileFormatError(f"{filepath} has no {WEIGHTS}.", path=str(filepath))
            with waiting_for_values(filepath):
                model = objects.deserialize_keras_object(_config(archive, filepath, compile), custom_objects=custom_objects, safe_mode=safe_mode)
            if getattr(type(model), "kind", None) not in ("model", "layer"):
                raise FileFormatError(f"{filepath}: {CONFIG} describes no model, {got(model)}.", path=str(filepath))
            _load_state(archive, model, filepath)
            return model
    except zipfile.BadZipFile as error:
        raise FileFormatError(f"{filepath} is no .keras file, or is broken: {error}", path=str(filepath)) from error


def _config(archive, filepath, compile):
    try:
        config = json.loads(archive.read(CONFIG))
    except KeyError:
        raise FileFormatError(f"{filepath} has no {CONFIG}.", path=str(filepath)) from None
    except (ValueError, RecursionError) as error:
        raise FileFormatError(f"{filepath}: {CONFIG} cannot be read: {type(error).__name__}: {error}", path=str(filepath)) from error
    if not isinstance(config, dict):
        raise FileFormatError(f"{filepath}: {CONFIG} holds no object, {got(config)}.", path=str(filepath))
    if not compile:
        config.pop("compile_config", None)
    return modern_config(config, True) if is_keras2(_metadata(archive).get("keras_version")) else config


def _metadata(archive) -> dict:
    try:
        found = json.loads(archive.read(METADATA))
    except (KeyError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _check_members(archive, filepath):
    seen = set()
    if len(archive.infolist()) > MAX_MEMBERS:
        raise FileFormatError(f"{filepath} has {len(archive.infolist()):,} members, more than a model has.", path=str(filepath))
    assets = sum(info.file_size for info in archive.infolist() if info.filename.startswith(ASSETS + "/"))
    if assets > MAX_ASSETS:
        raise FileFormatError(f"{filepath} declares {assets:,} bytes of assets, more than the {MAX_ASSETS:,} that are read.", path=str(filepath))
    for info in archive.infolist():
        parts_ = Path(info.filename).parts
        if info.filename.startswith(("/", "\\")) or ".." in parts_ or ":" in info.filename:
            raise UnsafeFileError(f"{filepath}: the member {info.filename!r} points outside of the archive.", path=str(filepath), object=info.filename)
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UnsafeFileError(f"{filepath}: the member {info.filename!r} is a link.", path=str(filepath), object=info.filename)
        if info.filename in seen:
            raise UnsafeFileError(f"{filepath}: the member {info.filename!r} stands twice.", path=str(filepath), object=info.filename)
        seen.add(info.filename)
        if info.filename.endswith(".json") and info.file_size > MAX_JSON:
            raise FileFormatError(f"{filepath}: {info.filename} declares {info.file_size:,} bytes, more than a config has.", path=str(filepath))


def _load_state(archive, model, filepath):
    names = set(archive.namelist())
    _check_size(archive, model, filepath)
    with archive.open(WEIGHTS) as member, open_for_reading(io.BytesIO(member.read()), filepath) as file:
        read_weights(file, model, str(filepath))
    waiting = {n for n in names if n.startswith(ASSETS + "/") and not n.endswith("/")}
    owners = [(path, part) for path, part in parts(model) if hasattr(part, "load_assets")]
    given = {path: {n for n in waiting if n.rpartition("/")[0] == "/".join(filter(None, (ASSETS, path)))} for path, _ in owners}
    unclaimed = waiting.difference(*given.values())
    if unclaimed:
        raise FileFormatError(f"{filepath}: the member {min(unclaimed)!r} belongs to no layer of the model.", path=str(filepath))
    for path, part in owners:
        if given[path]:
            _hand_assets(archive, given[path], part)


def _check_size(archive, model, filepath):
    """Refuses weights that unpack to much more than the model takes, before they are unpacked."""
    info = archive.getinfo(WEIGHTS)
    allowed = 4 * total_bytes(model) + (64 << 20)
    if info.file_size > allowed:
        raise FileFormatError(f"{filepath}: {WEIGHTS} declares {info.file_size:,} bytes, more than the {allowed:,} that the model can take.", path=str(filepath))


def _hand_assets(archive, members, part):
    with tempfile.TemporaryDirectory() as folder:
        for name in members:
            (Path(folder) / name.rpartition("/")[2]).write_bytes(archive.read(name))
        part.load_assets(folder)
