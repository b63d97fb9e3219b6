"""Configs that travel to R and back."""
from __future__ import annotations

import json

import numpy as np

from .. import saving
from .code import made_in_r


def config_of(obj) -> dict:
    """The config with what names its class, `made_in_r()`, and the whole as JSON: R's lists lose which lists were empty or single."""
    config = obj.get_config()
    entry = saving.serialize_keras_object(obj)
    named = {key: entry.get(key) for key in ("module", "class_name", "registered_name")}
    return {"config": config, "class": named, "made_in_r": made_in_r(obj), "json": json.dumps(entry["config"])}


def object_from_config(named: dict, config: dict, original: str, custom_objects=None):
    """The object of a config that was in R, perhaps changed there."""
    entry = {**named, "config": like(config, json.loads(original))}
    return saving.deserialize_keras_object(entry, custom_objects=custom_objects)


def like(value, original):
    """`value` with the lists and dicts of `original` where R has made one of the other, or a number, of them."""
    if isinstance(original, dict):
        if isinstance(value, dict):
            return {k: like(v, original.get(k)) for k, v in value.items()}
        return original if not original and not value else value
    if isinstance(original, list):
        value = value.tolist() if isinstance(value, np.ndarray) else value
        if not isinstance(value, (list, tuple)):
            return [value]
        before = [*original, *[None] * (len(value) - len(original))]
        return [like(v, o) for v, o in zip(value, before, strict=False)]
    return value


def serialized(obj) -> dict:
    entry = saving.serialize_keras_object(obj)
    return {"config": entry, "json": json.dumps(entry)}


def deserialized(config, original: str | None, custom_objects, safe_mode: bool | None):
    entry = config if original is None else like(config, json.loads(original))
    return saving.deserialize_keras_object(entry, custom_objects=custom_objects, safe_mode=safe_mode)


def set_custom_objects(found: dict | None, clear: bool) -> None:
    registered = saving.get_custom_objects()
    if clear:
        registered.clear()
    registered.update(found or {})
