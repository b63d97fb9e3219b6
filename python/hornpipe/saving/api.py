"""Saving and loading by file name: the ending tells the format."""
from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import sys
from pathlib import Path

from ..core import objects
from ..core.errors import ArgumentError, FileFormatError, NotBuiltError, got
from . import yaml
from .archive import load_archive, load_weights_of, save_archive, save_folder
from .atomic import written_aside
from .hdf5 import open_for_reading, read_weights, write_to
from .keras2 import is_keras2, modern_config
from .legacy_h5 import load_legacy, load_legacy_weights, save_legacy, save_legacy_weights
from .named import ENDINGS as NAMED
from .named import load_named, save_named
from .shards import load_shards, save_shards

LEGACY = (".h5", ".hdf5")
REMOTE = ("hf://", "gs://", "s3://", "http://", "https://", "kaggle://")

# ---------------------------------------------------------------- names of files


def _path(filepath, argument="filepath") -> Path:
    if not isinstance(filepath, (str, os.PathLike)):
        raise ArgumentError(f"`{argument}` must be a file name or a binary file-like object, {got(filepath)}.", argument=argument, actual=filepath)
    if str(filepath).startswith(REMOTE):
        raise ArgumentError(f"`{argument}` must be a local path, {got(str(filepath))}: fetch or send the file yourself.",
                            argument=argument, actual=str(filepath))
    return Path(filepath).expanduser()


def _is_file_object(x) -> bool:
    return hasattr(x, "read") or hasattr(x, "write")


def _may_write(path: Path, overwrite: bool) -> bool:
    """Whether nothing stands in the way; asks where a person sits at the terminal.

    Raises:
        FileExistsError: Something does, and nobody can be asked.
    """
    if overwrite or not path.exists():
        return True
    if not sys.stdin or not sys.stdin.isatty():
        raise FileExistsError(f"{path} exists already; pass `overwrite=True` to replace it.")
    answer = ""
    while answer not in ("y", "n"):
        answer = input(f"{path} exists already. Replace it? [y/n] ").strip().lower()
    return answer == "y"


@contextlib.contextmanager
def _writing(path: Path):
    """Lets an error of the system tell the file that was asked for, not the one that is written aside."""
    try:
        yield
    except FileExistsError as error:        # the only one: a file stands where a folder is to be made
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path)) from error
    except OSError as error:
        if error.errno is None:
            raise OSError(f"{path} could not be written: {error}") from error
        raise OSError(error.errno, os.strerror(error.errno), str(path)) from error


def _no_more(kwargs, function):
    if kwargs:
        raise ArgumentError(f"`{function}()` takes no argument {', '.join(map(repr, kwargs))}.", argument=next(iter(kwargs)))


# ---------------------------------------------------------------- whole models

def save_model(model, filepath, overwrite=True, zipped=None, **kwargs):
    """Saves a whole model: its architecture, its weights, and what was compiled with the optimizer's state.

    Args:
        model: The model.
        filepath: Ends in `.keras`, or in `.h5` or `.hdf5` for the older format; or a binary file-like object (`.keras`). Folders that are not there
            are made.
        overwrite: Whether an existing file is replaced without asking.
        zipped: `False` writes a folder instead of one file; its name must not end in `.keras`.
        include_optimizer: For `.h5`: whether what was compiled is saved too.
        members: Further members of the `.keras` file, texts by name; not for `.h5`.

    Raises:
        FileExistsError: The file exists, `overwrite` is `False`, and nobody sits at the terminal.
        OSError: The file cannot be written there; what stood there before is whole.
    """
    include_optimizer, members = kwargs.pop("include_optimizer", True), kwargs.pop("members", None)
    kwargs.pop("save_format", None) if kwargs.get("save_format") in ("keras", "h5") else None
    _no_more(kwargs, "save_model")
    if _is_file_object(filepath):
        return save_archive(model, filepath, members)
    path = _path(filepath)
    if zipped is False and path.suffix == ".keras":
        raise ArgumentError(f"`filepath` must not end in .keras where `zipped` is False, {got(str(filepath))}.", argument="filepath", actual=str(filepath))
    if zipped and path.suffix != ".keras":
        raise ArgumentError(f"`filepath` must end in .keras where `zipped` is True, {got(str(filepath))}.", argument="filepath", actual=str(filepath))
    if zipped is not False and path.suffix not in (".keras", *LEGACY):
        raise ArgumentError(f"`filepath` must end in .keras (or .h5, .hdf5 for the older format), {got(str(filepath))}. `export()` writes other formats.",
                            argument="filepath", actual=str(filepath))
    if members and zipped is not False and path.suffix in LEGACY:
        raise ArgumentError(f"`filepath` must end in .keras where the file is to carry {', '.join(members)}, {got(str(filepath))}.",
                            argument="filepath", actual=str(filepath))
    if not _may_write(path, overwrite):
        return
    with _writing(path):
        if zipped is False:
            save_folder(model, path, members)
        elif path.suffix == ".keras":
            save_archive(model, path, members)
        else:
            save_legacy(model, path, include_optimizer=include_optimizer)


def load_model(filepath, custom_objects=None, compile=True, safe_mode=True):
    """Loads a whole model.

    Args:
        filepath: A `.keras` file or the folder of `zipped=False`, an `.h5` or `.hdf5` file of the older format; or a binary file-like object (`.keras`).
        custom_objects: Names of classes and functions that are not hornpipe's.
        compile: Whether the model is compiled as it was, with the optimizer's state.
        safe_mode: Whether stored Python code is refused.

    Raises:
        FileFormatError: The file is broken, of another format, or does not fit.
        UnsafeFileError: It asks for what a file must not ask for.
    """
    if isinstance(filepath, (bytes, bytearray)):
        filepath = io.BytesIO(filepath)
    if _is_file_object(filepath):
        return load_archive(filepath, custom_objects, compile, safe_mode)
    path = _path(filepath)
    if not path.exists():
        raise FileNotFoundError(f"There is no file {path}.")
    if path.suffix in LEGACY:
        return load_legacy(path, custom_objects, compile, safe_mode)
    return load_archive(path, custom_objects, compile, safe_mode)


# ---------------------------------------------------------------- weights

def save_weights(model, filepath, overwrite=True, max_shard_size=None, **kwargs):
    """Saves the weights of a model.

    Args:
        model: The model; it must be built.
        filepath: Ends in `.weights.h5`; in `.weights.json` with shards; in `.safetensors`, `.pt` or `.pth` for use elsewhere;
            in `.h5` or `.hdf5` for the older format. Folders that are not there are made.
        overwrite: Whether an existing file is replaced without asking.
        max_shard_size: Gigabytes that one file may take; more are written, and a `.weights.json` that tells what lies where.
        objects_to_skip: Layers whose weights are left out.

    Raises:
        NotBuiltError: The model has no weights yet.
        OSError: The file cannot be written there; what stood there before is whole.
    """
    without = kwargs.pop("objects_to_skip", None) or ()
    _no_more(kwargs, "save_weights")
    path = _path(filepath)
    if max_shard_size is not None and not path.name.endswith(("weights.h5", "weights.json")):
        raise ArgumentError(f"`filepath` must end in .weights.json where `max_shard_size` is given, {got(str(filepath))}.",
                            argument="filepath", actual=str(filepath))
    if max_shard_size is None and path.suffix not in (*LEGACY, *NAMED):
        raise ArgumentError(f"`filepath` must end in .weights.h5 (or .safetensors, .pt, .pth, or .h5 for the older format), {got(str(filepath))}.",
                            argument="filepath", actual=str(filepath))
    if without and not path.name.endswith((".weights.h5", ".weights.json")):
        raise ArgumentError(f"`objects_to_skip` goes with .weights.h5 files only, {got(str(filepath))}.", argument="objects_to_skip", actual=str(filepath))
    _built(model, "saved")
    if max_shard_size is not None:
        path = path.with_suffix(".json")
    if not _may_write(path, overwrite):
        return
    with _writing(path):
        if max_shard_size is not None:
            save_shards(model, path, max_shard_size, without)
        elif path.suffix in NAMED:
            save_named(model, path)
        elif path.name.endswith(".weights.h5"):
            with written_aside(path) as aside:
                write_to(aside, model, without)
        else:
            save_legacy_weights(model, path)


def load_weights(model, filepath, skip_mismatch=False, **kwargs):
    """Sets the weights of a model from a file. All weights are compared first: where one does not fit, none is changed.

    Args:
        model: The model; it must be built.
        filepath: A file of `save_weights()`, or a whole model: `.keras`, its folder, `.h5`.
        skip_mismatch: Whether layers that do not fit are left as they are; a warning lists them.
        by_name: For the older `.h5`: whether layers are matched by name rather than by order.
        objects_to_skip: Layers that are left as they are, for `.weights.h5` and shards.

    Raises:
        FileFormatError: The file is broken, of another format, or does not fit.
        NotBuiltError: The model has no weights yet.
    """
    by_name, without = kwargs.pop("by_name", None), kwargs.pop("objects_to_skip", None) or ()
    _no_more(kwargs, "load_weights")
    path = _path(filepath)
    legacy = path.suffix in LEGACY and not path.name.endswith(".weights.h5")
    if by_name and not legacy:
        raise ArgumentError(f"`by_name` goes with .h5 and .hdf5 files of the older format only, {got(str(filepath))}.", argument="by_name", actual=by_name)
    if without and not path.name.endswith((".weights.h5", ".weights.json")):
        raise ArgumentError(f"`objects_to_skip` goes with .weights.h5 files only, {got(str(filepath))}.", argument="objects_to_skip", actual=str(filepath))
    if not path.exists():
        raise FileNotFoundError(f"There is no file {path}.")
    _built(model, "loaded")
    if path.suffix == ".keras" or path.is_dir():
        return load_weights_of(path, model, skip_mismatch)
    if path.suffix == ".json":
        return load_shards(model, path, skip_mismatch, without)
    if path.suffix in NAMED:
        return load_named(model, path, skip_mismatch)
    if path.suffix not in LEGACY:
        raise ArgumentError(f"`filepath` must be a .weights.h5, .weights.json, .keras, .h5, .safetensors, .pt or .pth file, {got(str(filepath))}.",
                            argument="filepath", actual=str(filepath))
    with open_for_reading(path, path) as file:
        older = "layer_names" in file.attrs or "layer_names0" in file.attrs or "model_weights" in file
        if not older:
            return read_weights(file, model, str(path), skip_mismatch, without)
    load_legacy_weights(path, model, bool(by_name), skip_mismatch)


def _built(model, what):
    if not getattr(model, "built", True):
        raise NotBuiltError(f"The weights of the model {model.name!r} cannot be {what} before it is built: call it on data, or `build()` it.", layer=model.name)


# ---------------------------------------------------------------- architectures

def model_from_json(json_string, custom_objects=None):
    """A model from the string of `to_json()`, Keras 2's or Keras 3's; its weights are fresh."""
    try:
        config = json.loads(json_string)
    except (ValueError, RecursionError) as error:
        raise FileFormatError(f"The JSON text cannot be read: {type(error).__name__}: {error}", path=None) from error
    return _from_config(config, custom_objects)


def to_yaml(model, **kwargs) -> str:
    """The architecture as a YAML string."""
    return yaml.dump(objects.serialize_keras_object(model), **kwargs)


def model_from_yaml(yaml_string, custom_objects=None):
    """A model from the string of `to_yaml()`, ours or Keras 2's; its weights are fresh."""
    return _from_config(yaml.load(yaml_string), custom_objects)


def _from_config(config, custom_objects):
    if not isinstance(config, dict) or "class_name" not in config:
        raise FileFormatError(f"The text is no model's config, {got(config)}.", path=None)
    made = objects.deserialize_keras_object(modern_config(config, is_keras2(config.get("keras_version"))), custom_objects=custom_objects)
    if getattr(type(made), "kind", None) != "model":
        raise FileFormatError(f"The text describes a {type(made).__name__}, not a model.", path=None)
    return made


# ---------------------------------------------------------------- in memory

def pickle_model(model) -> bytes:
    """A whole model as bytes: a `.keras` file in memory."""
    buffer = io.BytesIO()
    save_archive(model, buffer)
    return buffer.getvalue()


def reduced_model(model) -> tuple[bytes, dict]:
    """A model as bytes, and the user's classes and functions in it, which `pickle` refers to by their modules."""
    with objects.noting_users_objects() as found:
        return pickle_model(model), objects.by_module_and_name(found)


def unpickle_model(data: bytes, users_objects: dict | None = None):
    """The model of `reduced_model()`. A pickle is code anyway, so stored functions are let in too."""
    return load_archive(io.BytesIO(data), users_objects, safe_mode=False)


__all__ = [
    "LEGACY", "load_model", "load_weights", "model_from_json", "model_from_yaml", "pickle_model", "reduced_model", "save_model",
    "save_weights", "to_yaml", "unpickle_model",
]
