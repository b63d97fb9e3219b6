"""`backend`: what Keras exports under that name."""
from __future__ import annotations

from .core.names import get_uid
from .graph.tensor import is_symbolic as is_keras_tensor
from .runtime.dtypes import is_float as is_float_dtype
from .runtime.dtypes import is_int as is_int_dtype
from .runtime.dtypes import result_type, standardize_dtype
from .runtime.session import clear_session
from .runtime.settings import backend, epsilon, floatx, image_data_format, set_epsilon, set_floatx, set_image_data_format

__all__ = [
    "backend", "clear_session", "epsilon", "floatx", "get_uid", "image_data_format", "is_float_dtype", "is_int_dtype", "is_keras_tensor", "result_type",
    "set_epsilon", "set_floatx", "set_image_data_format", "standardize_dtype",
]
