"""Saving and loading by file name: the ending tells the format."""
from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import h5py

from ..core import objects
from ..core.errors import ArgumentError, FileFormatError, got
from . import yaml
from .archive import load_archive, save_archive
from .atomic import written_aside
from .hdf5 import open_for_reading, read_weights, write_weights
from .keras2 import is_keras2, modern_config
from .legacy_h5 import load_legacy, load_legacy_weights, save_legacy, save_legacy_weights

LEGACY = (".h5", ".hdf5")


def _refuse_existing(path: Path, overwrite: bool):
    if path.exists() and not overwrite:
        raise FileExistsError(f"{path} exists already; pass `overwrite=True` to replace it.")


def save_model(model, filepath, overwrite=True, zipped=None, **kwargs):
    """Saves a whole model.

    Args:
        model: The model.
        filepath: Ends in `.keras`; in `.h5` or `.hdf5` for the older format.
        overwrite: Whether an existing file is replaced.
        zipped: `True` (default) writes one file.
    """
    path = Path(filepath).expanduser()
    _refuse_existing(path, overwrite)
    if path.suffix == ".keras":
        return save_archive(model, path)
    if path.suffix in LEGACY:
        return save_legacy(model, path, include_optimizer=kwargs.pop("include_optimizer", True))
    raise ArgumentError(f"`filepath` must end in .keras (or .h5, .hdf5 for the older format), {got(str(filepath))}.", argument="filepath", actual=str(filepath))


def load_model(filepath, custom_objects=None, compile=True, safe_mode=True):
    """Loads a whole model.

    Args:
        filepath: A `.keras` file, or an `.h5` or `.hdf5` file of the older format.
        custom_objects: Names of classes and functions that are not hornpipe's.
        compile: Whether the model is compiled as it was, with the optimizer's state.
        safe_mode: Whether stored Python code is refused.

    Raises:
        FileFormatError: The file is broken, of another format, or does not fit.
        UnsafeFileError: It asks for what a file must not ask for.
    """
    path = Path(filepath).expanduser()
    if not path.exists():
        raise FileNotFoundError(f"There is no file {path}.")
    if path.suffix in LEGACY:
        return load_legacy(path, custom_objects, compile, safe_mode)
    return load_archive(path, custom_objects, compile, safe_mode)


def save_weights(model, filepath, overwrite=True, max_shard_size=None, **kwargs):
    """Saves the weights of a model to a `.weights.h5` file; to another `.h5` or `.hdf5` file in the older format."""
    path = Path(filepath).expanduser()
    if path.suffix not in LEGACY:
        raise ArgumentError(f"`filepath` must end in .weights.h5, {got(str(filepath))}.", argument="filepath", actual=str(filepath))
    _refuse_existing(path, overwrite)
    if not path.name.endswith(".weights.h5"):
        return save_legacy_weights(model, path)
    with written_aside(path) as aside, h5py.File(aside, "w") as file:
        write_weights(file, model)


def load_weights(model, filepath, skip_mismatch=False, **kwargs):
    """Sets the weights of a model from a file."""
    path = Path(filepath).expanduser()
    if not path.exists():
        raise FileNotFoundError(f"There is no file {path}.")
    by_name = kwargs.pop("by_name", False)
    with open_for_reading(path, path) as file:
        older = "layer_names" in file.attrs or "layer_names0" in file.attrs or "model_weights" in file
        if not older:
            return read_weights(file, model, str(path), skip_mismatch)
    load_legacy_weights(path, model, by_name, skip_mismatch)


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
    """A whole model as bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("config.json", json.dumps(objects.serialize_keras_object(model)))
        weights = io.BytesIO()
        with h5py.File(weights, "w") as file:
            write_weights(file, model)
        archive.writestr("model.weights.h5", weights.getvalue())
    return buffer.getvalue()


def unpickle_model(data: bytes):
    """The model of `pickle_model()`."""
    return load_archive(io.BytesIO(data), safe_mode=False)


__all__ = ["LEGACY", "load_model", "load_weights", "model_from_json", "model_from_yaml", "pickle_model", "save_model", "save_weights", "to_yaml", "unpickle_model"]
