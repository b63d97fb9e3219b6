"""Quantization: small integers in place of floats."""
from __future__ import annotations

from ..core import objects, registry
from .config import AWQConfig as AWQConfig
from .config import Float8QuantizationConfig as Float8QuantizationConfig
from .config import GPTQConfig as GPTQConfig
from .config import Int4QuantizationConfig as Int4QuantizationConfig
from .config import Int8QuantizationConfig as Int8QuantizationConfig
from .config import QuantizationConfig as QuantizationConfig
from .floats import compute_float8_amax_history as compute_float8_amax_history
from .floats import compute_float8_scale as compute_float8_scale
from .floats import fake_quant_with_min_max_vars as fake_quant_with_min_max_vars
from .floats import quantize_and_dequantize as quantize_and_dequantize
from .integers import AbsMaxQuantizer as AbsMaxQuantizer
from .integers import abs_max_quantize as abs_max_quantize
from .integers import abs_max_quantize_grouped_with_zero_point as abs_max_quantize_grouped_with_zero_point
from .integers import pack_int4 as pack_int4
from .integers import unpack_int4 as unpack_int4
from .quantizer import Quantizer as Quantizer


def get(identifier, **kwargs):
    """The quantizer of a name, config dictionary, class or function; `None` for `None`.

    Args:
        identifier: What names it.
        kwargs: Arguments for a class.

    Raises:
        ValueError: Nothing of that name is known.
    """
    if isinstance(identifier, str):
        identifier = registry.lookup("quantizer", identifier)
    return identifier(**kwargs) if isinstance(identifier, type) else objects.get("quantizer", identifier)


def serialize(initializer) -> dict:
    """The quantizer as a config dictionary."""
    return objects.serialize_keras_object(initializer)


def deserialize(config, custom_objects=None):
    """The quantizer of a config dictionary.

    Args:
        config: What `serialize()` gave.
        custom_objects: Dictionary of names to classes that are not hornpipe's own.
    """
    return objects.deserialize_keras_object(config, custom_objects=custom_objects, module_objects=registry.known("quantizer"))
