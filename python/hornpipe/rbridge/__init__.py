"""What the R package needs beside the public API: arrays in R's memory order, R functions as Python ones, progress, errors.

Nothing here is public, and nothing in the package imports it.
"""
from ..ops.gamma import digamma, gamma, lgamma, trigamma
from ..runtime.settings import set_cache_home
from .arrays import H5Part, dataset, dtype, hash_words, not_finite, numpy, rows, shape, sizes, subset, subset_set, targets, tensor, text
from .background import BackgroundFit, refuse_second
from .classes import above, constructor, handle, is_layer_class, make_class, make_through, r6_layer, take_dead
from .code import code_in, made_in_r, members_of, take_levels
from .configs import config_of, deserialized, object_from_config, serialized, set_custom_objects
from .custom import CustomModel
from .device import devices_here, enter, set_default
from .errors import describe
from .functions import INTERRUPT, r_function, r_generator, r_hook, speak_through, traced_function, warn_through
from .models import (
    cloned,
    compile_arguments,
    copied,
    graph,
    input_specs,
    label_form,
    named_weights,
    node_value,
    notes,
    output_specs,
    reset_state,
    set_weights,
    source_inputs,
    summary,
    takes_text,
    tells_classes,
    weights_by_class,
)
from .predictor import description
from .progress import Report, RunProgress, fit_progress, interrupted
from .sparse import SparseRows
from .state import model_of, state_vectors

__all__ = [
    "BackgroundFit", "CustomModel", "H5Part", "INTERRUPT", "Report", "RunProgress", "SparseRows", "above", "cloned", "code_in", "compile_arguments",
    "config_of", "constructor", "copied", "dataset", "describe", "description", "deserialized", "devices_here", "digamma", "dtype", "enter",
    "fit_progress", "gamma", "graph", "handle", "hash_words", "input_specs", "interrupted", "is_layer_class", "label_form", "lgamma", "made_in_r",
    "make_class", "make_through", "members_of", "model_of", "named_weights", "node_value", "not_finite", "notes", "numpy", "object_from_config", "output_specs",
    "r6_layer", "r_function", "r_generator", "r_hook", "refuse_second", "reset_state", "rows", "serialized", "set_cache_home", "set_custom_objects",
    "set_default", "set_weights", "shape", "sizes", "source_inputs", "speak_through", "state_vectors", "subset", "subset_set", "summary", "take_dead",
    "take_levels", "takes_text", "targets", "tells_classes", "tensor", "text", "traced_function", "trigamma", "warn_through", "weights_by_class",
]
