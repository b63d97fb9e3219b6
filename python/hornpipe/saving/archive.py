"""The `.keras` file: a zip of `config.json`, `metadata.json`, `model.weights.h5` and assets."""
from __future__ import annotations

import datetime
import io
import json
import tempfile
import zipfile
from pathlib import Path

import h5py

from ..core import objects
from ..core.errors import FileFormatError, UnsafeFileError
from .atomic import written_aside
from .hdf5 import open_for_reading, read_weights, write_weights
from .walk import parts

CONFIG, METADATA, WEIGHTS, ASSETS = "config.json", "metadata.json", "model.weights.h5", "assets"
KERAS_VERSION = "3.15.1"        # the version whose format is written
MAX_JSON = 1 << 28              # bytes of a config


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
            model = objects.deserialize_keras_object(_config(archive, filepath, compile), custom_objects=custom_objects, safe_mode=safe_mode)
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
    if not compile and isinstance(config, dict):
        config.pop("compile_config", None)
    return config


def _check_members(archive, filepath):
    for info in archive.infolist():
        parts_ = Path(info.filename).parts
        if info.filename.startswith(("/", "\\")) or ".." in parts_ or ":" in info.filename:
            raise UnsafeFileError(f"{filepath}: the member {info.filename!r} points outside of the archive.", path=str(filepath), object=info.filename)
        if info.filename.endswith(".json") and info.file_size > MAX_JSON:
            raise FileFormatError(f"{filepath}: {info.filename} declares {info.file_size:,} bytes, more than a config has.", path=str(filepath))


def _load_state(archive, model, filepath):
    names = set(archive.namelist())
    if WEIGHTS in names:
        with archive.open(WEIGHTS) as member, open_for_reading(io.BytesIO(member.read()), filepath) as file:
            read_weights(file, model, str(filepath))
    for path, part in parts(model):
        if hasattr(part, "load_assets"):
            _hand_assets(archive, names, path, part)


def _hand_assets(archive, names, path, part):
    prefix = "/".join(filter(None, (ASSETS, path))) + "/"
    mine = [n for n in names if n.startswith(prefix) and "/" not in n[len(prefix):] and n != prefix]
    if mine:
        with tempfile.TemporaryDirectory() as folder:
            for n in mine:
                (Path(folder) / n[len(prefix):]).write_bytes(archive.read(n))
            part.load_assets(folder)
