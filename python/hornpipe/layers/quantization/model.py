"""Quantizing all layers of a model that can be."""
from __future__ import annotations

import re
import warnings

from ...core.errors import ArgumentTypeError, got
from ...quantizers.config import resolve
from ...runtime.policy import DTypePolicyMap
from .calibration import calibrate, structure_of, windows

CALIBRATED = ("gptq", "awq")


def quantize_layers(model, mode=None, config=None, filters=None, type_check: bool = True) -> bool:
    """Quantizes the innermost layers of a model that have a quantized form; tells whether there were any.

    For "gptq" and "awq" those inside of the blocks that the settings or the model name: the others do not see data in turn.

    Args:
        model: A built model.
        mode: "int8", "int4", "float8", "gptq" or "awq"; or what `config` says.
        config: Settings; those of the mode if `None`.
        filters: Which layers: a regular expression for their names, a list of such, or a function of the layer. All if `None`.
        type_check: Whether subclasses of hornpipe's layers are left out.
    """
    config = resolve(mode, config)
    chosen = _filter(filters)
    done = []

    def quantize(layer):
        if layer._layers or not chosen(layer) or any(layer is other for other in done):
            return
        try:
            layer.quantize(config.mode, type_check=type_check, config=config)
            done.append(layer)
        except NotImplementedError as error:
            warnings.warn(str(error), stacklevel=4)

    if config.mode in CALIBRATED:
        before, blocks = structure_of(model, config)
        calibrate(before, blocks, windows(config), quantize)
    else:
        for layer in model._flatten_layers():
            quantize(layer)
    for layer in model._flatten_layers():
        _tell(layer, done)
    return bool(done)


def _tell(layer, done):
    """Puts the policies of quantized layers into that of the layer that makes them, so that its config makes them again as they are."""
    inner = [x for x in layer._flatten_layers(include_self=False) if any(x is other for other in done)]
    if layer.kind == "layer" and inner and not isinstance(layer.dtype_policy, DTypePolicyMap):
        layer.dtype_policy = DTypePolicyMap(layer.dtype_policy.name, {x.path: x.dtype_policy for x in inner})


def _filter(filters):
    if filters is None:
        return lambda layer: True
    if callable(filters):
        return filters
    if not isinstance(filters, (str, list, tuple)):
        raise ArgumentTypeError(f"`filters` must be a regular expression, a list of them, or a function, {got(filters)}.", argument="filters", actual=filters)
    patterns = [filters] if isinstance(filters, str) else filters
    return lambda layer: any(re.search(p, layer.name) for p in patterns)
