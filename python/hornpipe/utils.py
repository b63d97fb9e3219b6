"""`hornpipe.utils`: the names that Keras has there, from where they live."""
from __future__ import annotations

from .callbacks.progress import Progbar
from .core.config import Config
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
from .models.plot import model_to_dot, plot_model
from .models.sources import get_source_inputs
from .preprocessing.audio_folder import audio_dataset_from_directory
from .preprocessing.encoding import normalize, to_categorical
from .preprocessing.feature_space import FeatureSpace
from .preprocessing.image_file import array_to_img, img_to_array, load_img, save_img
from .preprocessing.image_folder import image_dataset_from_directory
from .preprocessing.sequence import pad_sequences
from .preprocessing.split import split_dataset
from .preprocessing.text_folder import text_dataset_from_directory
from .preprocessing.timeseries import timeseries_dataset_from_array
from .runtime.dtypes import standardize_dtype
from .runtime.random import set_random_seed
from .runtime.session import clear_session, disable_interactive_logging, enable_interactive_logging, is_interactive_logging_enabled
from .training.batches import pack_x_y_sample_weight, unpack_x_y_sample_weight
from .training.py_dataset import PyDataset

Sequence = PyDataset            # Keras 2's name

__all__ = [
    "Config", "CustomObjectScope", "FeatureSpace", "Progbar", "PyDataset", "Sequence", "array_to_img", "audio_dataset_from_directory",
    "bounding_boxes", "clear_session", "custom_object_scope", "deserialize_keras_object", "disable_interactive_logging", "enable_interactive_logging",
    "get_custom_objects", "get_file", "get_registered_name", "get_registered_object", "get_source_inputs", "image_dataset_from_directory",
    "img_to_array", "is_interactive_logging_enabled", "is_keras_tensor", "load_img", "model_to_dot", "normalize", "pack_x_y_sample_weight",
    "pad_sequences", "plot_model", "register_keras_serializable", "save_img", "serialize_keras_object", "set_random_seed", "split_dataset",
    "standardize_dtype", "text_dataset_from_directory", "timeseries_dataset_from_array", "to_categorical", "unpack_x_y_sample_weight",
]
