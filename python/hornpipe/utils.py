"""`hornpipe.utils`: the names that Keras has there, from where they live."""
from __future__ import annotations

from .callbacks.progress import Progbar
from .core.objects import deserialize_keras_object, serialize_keras_object
from .core.registry import (
    CustomObjectScope,
    custom_object_scope,
    get_custom_objects,
    get_registered_name,
    get_registered_object,
    register_keras_serializable,
)
from .datasets.download import get_file
from .graph.tensor import is_symbolic as is_keras_tensor
from .layers.preprocessing.image import bounding_boxes
from .preprocessing.encoding import normalize, to_categorical
from .preprocessing.feature_space import FeatureSpace
from .preprocessing.sequence import pad_sequences
from .runtime.dtypes import standardize_dtype
from .runtime.random import set_random_seed
from .runtime.session import clear_session, disable_interactive_logging, enable_interactive_logging, is_interactive_logging_enabled
from .training.batches import pack_x_y_sample_weight, unpack_x_y_sample_weight
from .training.py_dataset import PyDataset

Sequence = PyDataset            # Keras 2's name

__all__ = [
    "CustomObjectScope", "FeatureSpace", "Progbar", "PyDataset", "Sequence", "bounding_boxes", "clear_session", "custom_object_scope", "deserialize_keras_object", "disable_interactive_logging",
    "enable_interactive_logging", "get_custom_objects", "get_file", "get_registered_name", "get_registered_object", "is_interactive_logging_enabled",
    "is_keras_tensor", "normalize", "pack_x_y_sample_weight", "pad_sequences", "register_keras_serializable", "serialize_keras_object", "set_random_seed",
    "standardize_dtype", "to_categorical", "unpack_x_y_sample_weight",
]
