"""Layers as config dictionaries and back."""
from __future__ import annotations

from ..core import objects
from ..core.errors import ArgumentTypeError, got
from ..core.types import LayerLike, Structure
from .layer import Layer


def serialize(layer: LayerLike) -> dict:
    """The layer as a config dictionary: its class and its `get_config()`."""
    return objects.serialize_keras_object(layer)


def deserialize(config: Structure, custom_objects: Structure = None):
    """The layer of a config dictionary made by `serialize()`.

    Args:
        config: The dictionary.
        custom_objects: Classes and functions by name, of which hornpipe does not know.

    Raises:
        TypeError: The dictionary describes no layer.
    """
    layer = objects.deserialize_keras_object(config, custom_objects=custom_objects)
    if not isinstance(layer, Layer):
        raise ArgumentTypeError(f"`config` does not describe a layer, {got(config)}.", argument="config", actual=config)
    return layer


serialize.__module__ = deserialize.__module__ = "hornpipe.layers"
