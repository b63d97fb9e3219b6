"""The `.keras` file: a zip (or a folder) of `config.json`, `metadata.json`, `model.weights.h5` and assets."""
from __future__ import annotations

import contextlib
import datetime
import io
import json
import tempfile
import warnings
import zipfile
from pathlib import Path

import h5py

from ..core import objects
from ..core.errors import ArgumentError, FileFormatError, got
from .atomic import folder_written_aside, written_aside
from .hdf5 import LazyArray, created, dataset, expected_bytes, open_for_reading, read_weights, total_bytes, waiting_for_values, write_weights
from .keras2 import is_keras2, modern_config
from .members import ASSETS, FolderMembers, ZipMembers
from .optimizer_state import take_listed
from .stored import written_in_place
from .walk import parts

CONFIG, METADATA, WEIGHTS = "config.json", "metadata.json", "model.weights.h5"
R_CODE, R_NOTES = "r_code.R", "r_notes.json"    # what the R package adds: source that nothing here runs, and levels of factors. Keras leaves them alone
KERAS_VERSION = "3.15.1"        # the version whose format is written

# ---------------------------------------------------------------- writing


def save_archive(model, target, more=None) -> None:
    """Writes a `.keras` file, whole or not at all; or to a binary file-like object. `more`: further members, texts by name."""
    texts = _texts(model, more)
    if hasattr(target, "write"):
        return _write_to(target, model, texts)
    with written_aside(target) as aside, open(aside, "rb+", buffering=0) as file:
        _write_zip(file, model, texts)


def _write_to(target, model, texts):
    buffer = io.BytesIO()           # the target may not be able to seek, or hold something before
    _write_zip(buffer, model, texts)
    target.write(buffer.getbuffer())


def _write_zip(file, model, texts):
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
        with written_in_place(archive, WEIGHTS) as member, created(member) as weights:
            write_weights(weights, model)
        for name, data in _all_assets(model):
            archive.writestr(name, data)


def save_folder(model, path, more=None) -> None:
    """Writes the members of a `.keras` file into a folder, whole or not at all.

    Raises:
        ValueError: The folder exists and holds other things too.
    """
    path = Path(path)
    if path.exists():
        own = {CONFIG, METADATA, WEIGHTS, ASSETS, R_CODE, R_NOTES}
        strangers = sorted({p.name for p in path.iterdir()} - own) if path.is_dir() else [path.name]
        if strangers:
            raise ArgumentError(f"`filepath` must be a new folder or that of a saved model: {path} holds {strangers[0]!r}, which would be lost.",
                                argument="filepath", actual=str(path))
    texts = _texts(model, more)
    with folder_written_aside(path) as aside:
        for name, text in texts.items():
            (aside / name).write_text(text, encoding="utf-8")
        with created(aside / WEIGHTS) as weights:
            write_weights(weights, model)
        for name, data in _all_assets(model):
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            (aside / name).write_bytes(data)


def _texts(model, more) -> dict[str, str]:
    if not model.built:
        warnings.warn(f"The model {model.name!r} is saved before it is built: the file will hold no weights of layers that have none yet.", stacklevel=5)
    metadata = {"keras_version": KERAS_VERSION, "date_saved": datetime.datetime.now().strftime("%Y-%m-%d@%H:%M:%S")}
    return {METADATA: json.dumps(metadata), CONFIG: json.dumps(objects.serialize_keras_object(model)), **(more or {})}


def _all_assets(model):
    """(member name, bytes) of all that `save_assets(folder)` of the parts write."""
    for path, part in parts(model):
        if hasattr(part, "save_assets"):
            with tempfile.TemporaryDirectory() as folder:
                part.save_assets(folder)
                for f in sorted(Path(folder).rglob("*")):
                    if f.is_file():
                        yield "/".join(filter(None, (ASSETS, path, f.relative_to(folder).as_posix()))), f.read_bytes()


# ---------------------------------------------------------------- reading

@contextlib.contextmanager
def opened(source):
    """The members of a `.keras` file, of a folder, or of a binary file-like object; checked."""
    if not hasattr(source, "read") and Path(source).is_dir():
        yield FolderMembers(Path(source), source)
        return
    try:
        with contextlib.ExitStack() as stack:
            file = source if hasattr(source, "read") else stack.enter_context(open(source, "rb", buffering=0))
            yield ZipMembers(stack.enter_context(zipfile.ZipFile(file)), source)
    except zipfile.BadZipFile as error:
        raise FileFormatError(f"{source} is no .keras file, or is broken: {error}", path=str(source)) from error


def load_archive(source, custom_objects=None, compile=True, safe_mode=True):
    """The model of a `.keras` file, of a folder, or of a binary file-like object."""
    with opened(source) as members:
        path = members.path
        if WEIGHTS not in members.names:
            raise FileFormatError(f"{path} has no {WEIGHTS}.", path=str(path))
        with waiting_for_values(path):
            model = objects.deserialize_keras_object(_config(members, compile), custom_objects=custom_objects, safe_mode=safe_mode)
        if getattr(type(model), "kind", None) not in ("model", "layer"):
            raise FileFormatError(f"{path}: {CONFIG} describes no model, {got(model)}.", path=str(path))
        load_state(members, model)
        return model


def text_member(source, name: str) -> str | None:
    """A text that a saved model carries; None if it has none of that name."""
    with opened(source) as members:
        try:
            return members.read(name).decode() if name in members.names else None
        except UnicodeDecodeError as error:
            raise FileFormatError(f"{members.path}: {name} is no text.", path=str(members.path)) from error


def load_weights_of(source, model, skip_mismatch=False) -> None:
    """Sets the weights of a model from a whole saved model, which need not be the same in all parts."""
    with opened(source) as members:
        if WEIGHTS not in members.names:
            raise FileFormatError(f"{source} has no {WEIGHTS}.", path=str(source))
        _read_weights(members, model, skip_mismatch, verify_first=True)


def _config(members, compile):
    path = members.path
    try:
        config = json.loads(members.read(CONFIG))
    except (KeyError, FileNotFoundError):
        raise FileFormatError(f"{path} has no {CONFIG}.", path=str(path)) from None
    except (ValueError, RecursionError) as error:
        raise FileFormatError(f"{path}: {CONFIG} cannot be read: {type(error).__name__}: {error}", path=str(path)) from error
    if not isinstance(config, dict):
        raise FileFormatError(f"{path}: {CONFIG} holds no object, {got(config)}.", path=str(path))
    if not compile:
        config.pop("compile_config", None)
    return modern_config(config, True) if is_keras2(_metadata(members).get("keras_version")) else config


def _metadata(members) -> dict:
    try:
        found = json.loads(members.read(METADATA))
    except (KeyError, FileNotFoundError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def load_state(members, model) -> None:
    """Sets variables and assets of a new model."""
    _read_weights(members, model)
    path = members.path
    waiting = {n for n in members.names if n.startswith(ASSETS + "/")}
    owners = [(where, part) for where, part in parts(model) if hasattr(part, "load_assets")]
    given = {where: {n for n in waiting if n.rpartition("/")[0] == "/".join(filter(None, (ASSETS, where)))} for where, _ in owners}
    unclaimed = waiting.difference(*given.values())
    if unclaimed:
        raise FileFormatError(f"{path}: the member {min(unclaimed)!r} belongs to no layer of the model.", path=str(path))
    for where, part in owners:
        if given[where]:
            _hand_assets(members, given[where], part)


def _read_weights(members, model, skip_mismatch=False, verify_first=False):
    """A new model may take values while they are verified: nobody sees it when they turn out wrong. One in use may not."""
    path, size, allowed = str(members.path), members.size(WEIGHTS), 4 * total_bytes(model) + (64 << 20)
    if size > allowed:          # before it is unpacked
        raise FileFormatError(f"{path}: {WEIGHTS} declares {size:,} bytes, more than the {allowed:,} that the model can take.", path=path)
    with members.open(WEIGHTS) as member:
        if verify_first:
            member.verify()
        with open_for_reading(member, path) as file:
            listed = _listed_optimizer(file, members, model)
            read_weights(file, model, path, skip_mismatch, [model.optimizer] if listed else ())
            if listed:
                take_listed(model.optimizer, listed, keras2=True)
        member.verify()


def _listed_optimizer(file, members, model) -> dict:
    """The state of the optimizer by name in a file of Keras 2, whose order is not that of our variables; else nothing."""
    optimizer, stored = getattr(model, "optimizer", None), file.get("optimizer/vars")
    if not isinstance(stored, h5py.Group) or not getattr(optimizer, "built", False) or not is_keras2(_metadata(members).get("keras_version")):
        return {}
    path, limit = str(members.path), expected_bytes(model)
    arrays = [LazyArray(dataset(stored, n, path), path, limit) for n in sorted(stored, key=lambda n: (len(n), n))]
    return {"iteration" if i == 0 else str(i): a for i, a in enumerate(arrays)}


def _hand_assets(members, names, part):
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            (Path(folder) / name.rpartition("/")[2]).write_bytes(members.read(name))
        part.load_assets(folder)
