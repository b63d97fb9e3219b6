"""The older format: a whole model, or its weights alone, in one HDF5 file, weights listed layer by layer."""
from __future__ import annotations

import contextlib
import json
import warnings

import h5py
import numpy as np
import torch

from ..core import objects
from ..core.errors import FileFormatError, ShapeError
from .archive import KERAS_VERSION
from .atomic import written_aside
from .hdf5 import LazyArray, created, dataset, expected_bytes, misfit, open_for_reading, put, take_first_values, waiting_for_values
from .keras2 import is_keras2, keras2_config, keras2_training_config, modern_config, modern_training_config
from .optimizer_state import listed_variables, take_listed
from .walk import parts

MODEL, WEIGHTS, OPTIMIZER, TOP = "model_config", "model_weights", "optimizer_weights", "top_level_model_weights"


def ordered_weights(layer) -> list:
    """A layer's weights in the order of these files: trainable ones of all parts first."""
    return [*layer.trainable_weights, *layer.non_trainable_weights]


def own_weights(model) -> list:
    """Weights that the model holds itself, outside of its layers."""
    below = {id(v) for layer in model.layers for v in layer.weights}
    return [v for v in ordered_weights(model) if id(v) not in below]


# ---------------------------------------------------------------- writing

def save_legacy(model, filepath, include_optimizer=True) -> None:
    """Writes a whole model; architectures that are only Python code cannot be written so."""
    with _vocabularies_in_configs(model):
        config = keras2_config(objects.serialize_keras_object(model))
    compiled = model.get_compile_config() if include_optimizer and model.compiled else None
    with written_aside(filepath) as aside, created(aside) as file:
        file.attrs["keras_version"], file.attrs["backend"] = KERAS_VERSION, "torch"
        file.attrs[MODEL] = json.dumps(config).encode()
        _write_layers(file.create_group(WEIGHTS), model)
        if compiled is not None:
            training = keras2_training_config(compiled)
            file.attrs["training_config"] = json.dumps(training).encode()
            if model.optimizer is not None and model.optimizer.built:
                _write_named(file.create_group(OPTIMIZER), listed_variables(model.optimizer))


@contextlib.contextmanager
def _vocabularies_in_configs(model):
    """Has layers that look up terms tell in their configs what they learnt: these files have no place for assets."""
    learnt = [part for _, part in parts(model) if hasattr(part, "input_vocabulary") and part.input_vocabulary is None and part.get_vocabulary(False)]
    for part in learnt:
        part.input_vocabulary = part.get_vocabulary()
        part.input_idf_weights = None if part.idf_weights is None else part.idf_weights.tolist()
    try:
        yield
    finally:
        for part in learnt:
            part.input_vocabulary = part.input_idf_weights = None


def save_legacy_weights(model, filepath) -> None:
    """Writes the weights alone."""
    with written_aside(filepath) as aside, created(aside) as file:
        _write_layers(file, model)


def _write_layers(group, model):
    _put_names(group, "layer_names", [layer.name for layer in model.layers])
    group.attrs["backend"], group.attrs["keras_version"] = b"torch", KERAS_VERSION.encode()
    for layer in model.layers:
        _write_named(group.create_group(layer.name), [(v.path, v) for v in ordered_weights(layer)])
    _write_named(group.create_group(TOP), [(v.path, v) for v in own_weights(model)])


def _write_named(group, named):
    names, seen = [], set()
    for name, variable in named:
        unique, i = name, 1
        while unique in seen:
            unique, i = f"{name}_{i}", i + 1
        seen.add(unique)
        names.append(unique)
        put(group, unique, variable.float() if variable.dtype is torch.bfloat16 else variable)
    _put_names(group, "weight_names", names)


def _put_names(group, key, names):
    """A list of names as an attribute, in pieces where it would pass HDF5's limit of 64 KiB."""
    data = np.array([n.encode() for n in names]) if names else np.array([], dtype="S1")
    pieces = 1
    while any(p.nbytes > 60_000 for p in np.array_split(data, pieces)):
        pieces += 1
    if pieces == 1:
        group.attrs[key] = data
    else:
        for i, piece in enumerate(np.array_split(data, pieces)):
            group.attrs[f"{key}{i}"] = piece


# ---------------------------------------------------------------- reading

def load_legacy(path, custom_objects=None, compile=True, safe_mode=True):
    """The model of a file written by Keras 2 or 3, or by us."""
    with open_for_reading(path, path) as file:
        config = _json_attribute(file, MODEL, path)
        if config is None:
            raise FileFormatError(f"{path} holds no {MODEL}: it may be a file of weights alone, for `load_weights()`.", path=str(path))
        old = is_keras2(file.attrs.get("keras_version"))
        with waiting_for_values(path):
            model = objects.deserialize_keras_object(modern_config(config, old), custom_objects=custom_objects, safe_mode=safe_mode)
        read_layers(file.get(WEIGHTS, file), model, str(path))
        training = _json_attribute(file, "training_config", path) if compile else None
        if training is not None:
            with objects.SafeModeScope(safe_mode), objects.registry.custom_object_scope(custom_objects or {}):
                model.compile_from_config(modern_training_config(training, old))
            _read_optimizer(file, model, str(path))
        return model


def load_legacy_weights(path, model, by_name=False, skip_mismatch=False) -> None:
    """Sets a model's weights from a file of weights, or of a whole model."""
    with open_for_reading(path, path) as file:
        group = file.get(WEIGHTS, file)
        read_layers(group, model, str(path), by_name, skip_mismatch)


def read_layers(group, model, path, by_name=False, skip_mismatch=False) -> None:
    """Sets the weights of a model's layers, in order or by name; nothing is changed when something does not fit."""
    stored = [(name, _names(group, name, "weight_names", path)) for name in _get_names(group, "layer_names", path)]
    stored = [(name, names) for name, names in stored if names]
    layers = [layer for layer in model.layers if ordered_weights(layer)]
    if by_name:
        of_name = {}
        for layer in model.layers:
            of_name.setdefault(layer.name, layer)
        pairs = [(name, names, of_name[name]) for name, names in stored if name in of_name]
    else:
        if len(stored) != len(layers):
            raise ShapeError(f"{path} has weights of {len(stored)} layers, the model has {len(layers)} layers with weights.",
                             layer=model.name, argument="filepath", expected=len(layers), actual=len(stored))
        pairs = [(name, names, layer) for (name, names), layer in zip(stored, layers)]
    limit, todo, failed = expected_bytes(model), [], []
    for name, names, layer in pairs:
        try:
            todo.extend(_fit_layer(group[name], names, layer, ordered_weights(layer), path, limit))
        except ShapeError as error:
            failed.append((name, layer, error))
    if failed and not skip_mismatch:
        raise failed[0][2] if len(failed) == 1 else misfit(failed, path)
    if failed:
        warnings.warn(f"{misfit(failed, path)} These are left as they are.", stacklevel=5)
    if TOP in group:
        own, names = own_weights(model), _names(group, TOP, "weight_names", path)
        if own and len(own) == len(names):
            todo.extend(_fit_layer(group[TOP], names, model, own, path, limit))
    take_first_values(model.variables, but=[variable for variable, _ in todo])
    for variable, value in todo:
        variable.assign(value)


def _fit_layer(group, names, layer, variables, path, limit):
    arrays = [LazyArray(dataset(group, n, path), path, limit) for n in names]
    if len(arrays) != len(variables):
        raise ShapeError(f"{path} has {len(arrays)} weights for the layer {layer.name!r}, which has {len(variables)}.",
                         layer=layer.name, argument="filepath", expected=len(variables), actual=len(arrays))
    for variable, value in zip(variables, arrays):
        if tuple(variable.shape) != tuple(value.shape):
            raise ShapeError(f"{path} has a weight of shape {tuple(value.shape)} for {variable.path!r} of shape {tuple(variable.shape)}.",
                             layer=layer.name, argument="filepath", expected=tuple(variable.shape), actual=tuple(value.shape))
    return list(zip(variables, arrays))


def _read_optimizer(file, model, path):
    if OPTIMIZER not in file or model.optimizer is None or not model.built:
        return
    group = file[OPTIMIZER]
    model.optimizer.build(model.trainable_variables)
    limit = expected_bytes(model)
    stored = {n: LazyArray(dataset(group, n, path), path, limit) for n in _get_names(group, "weight_names", path)}
    if stored:
        take_listed(model.optimizer, stored, is_keras2(file.attrs.get("keras_version")))


def _names(group, name, key, path):
    inner = group.get(name)
    if not isinstance(inner, h5py.Group):
        raise FileFormatError(f"{path} lists a layer {name!r} but holds no weights for it.", path=path)
    return _get_names(inner, key, path)


def _get_names(group, key, path):
    if key in group.attrs:
        found = list(group.attrs[key])
    else:
        found, i = [], 0
        while f"{key}{i}" in group.attrs:
            found.extend(group.attrs[f"{key}{i}"])
            i += 1
        if not i:
            raise FileFormatError(f"{path}: {group.name} has no {key}: the file is of another format.", path=path)
    return [n.decode() if isinstance(n, bytes) else str(n) for n in found]


def _json_attribute(file, key, path):
    if key not in file.attrs:
        return None
    text = file.attrs[key]
    try:
        return json.loads(text.decode() if isinstance(text, bytes) else text)
    except (ValueError, RecursionError) as error:
        raise FileFormatError(f"{path}: {key} cannot be read: {type(error).__name__}: {error}", path=str(path)) from error
