"""Saving and loading: whole models, weights, architectures; and the registration of custom objects."""
from __future__ import annotations

from ..core.objects import deserialize_keras_object, serialize_keras_object
from ..core.registry import (
    CustomObjectScope,
    custom_object_scope,
    get_custom_objects,
    get_registered_name,
    get_registered_object,
    register_keras_serializable,
)
from .api import load_model, load_weights, save_model, save_weights
from .editor import KerasFileEditor

__all__ = [
    "CustomObjectScope", "KerasFileEditor", "custom_object_scope", "deserialize_keras_object", "get_custom_objects", "get_registered_name",
    "get_registered_object",
    "load_model", "load_weights", "register_keras_serializable", "save_model", "save_weights", "serialize_keras_object",
]
