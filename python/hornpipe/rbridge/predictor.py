"""A model as plain data, from which R computes predictions by itself."""
from __future__ import annotations

from ..core import tree
from ..core.arguments import is_plain
from ..core.configurable import is_own
from ..core.errors import NotBuiltError
from ..graph.tensor import KerasTensor
from ..layers.layer import Layer
from ..models import Functional, Sequential
from ..ops.op import OpCall

_INNER = ("cell", "cells", "layer", "forward_layer", "backward_layer")      # attributes with the layers of a wrapper
_ACTIVATIONS = ("activation", "recurrent_activation")
_ATTRIBUTES = ("zero_output_for_mask", "return_sequences")      # settings that no config tells
_MOMENTS = {"Normalization": ("mean", "variance")}      # arrays that are computed from weights or settings


def description(model, known: list) -> dict:
    """The layers of a model by number, and the number of the model itself.

    Args:
        model: A built model.
        known: Names of the classes and operations that R computes; of others only the name is told.
    """
    found = _Description(set(known))
    return {"root": found.number(model), "layers": found.layers}


class _Description:
    def __init__(self, known: set):
        self.known, self.layers, self._numbers, self._kept = known, {}, {}, []

    def number(self, layer) -> str:
        """The number of a layer; what is shared has one."""
        if id(layer) not in self._numbers:
            self._kept.append(layer)                    # else the id might be given to another
            self._numbers[id(layer)] = number = str(len(self._numbers) + 1)
            self.layers[number] = {"name": getattr(layer, "name", None), **self._described(layer)}
        return self._numbers[id(layer)]

    def _described(self, layer) -> dict:
        if type(layer) in (Functional, Sequential):
            return self._model(layer)
        if isinstance(layer, OpCall):
            return {"class": f"op_{layer.function.__name__}"}
        name = type(layer).__name__
        if not is_own(type(layer)) or name not in self.known:
            return {"class": name, "own": is_own(type(layer))}
        arrays = {v.name: getattr(layer, v.name) for v in layer._own_variables() if not v.name.startswith("lora_")}
        arrays |= {k: getattr(layer, k) for k in _MOMENTS.get(name, ())}
        return {
            "class": name, "own": True, "quantized": layer.quantization_mode, "keeps_mask": bool(layer.supports_masking),
            "settings": {k: _plain(v) for k, v in {**layer.get_config(), **{k: getattr(layer, k, None) for k in _ATTRIBUTES}}.items() if is_plain(v)},
            "activations": {k: self._activation(getattr(layer, k)) for k in _ACTIVATIONS if hasattr(layer, k)},
            "weights": {k: v.detach().cpu().double().numpy() for k, v in arrays.items()},
            "inner": {k: self._inner(getattr(layer, k)) for k in _INNER if getattr(layer, k, None) is not None},
        }

    def _inner(self, part):
        return [self.number(p) for p in part] if isinstance(part, (list, tuple)) else self.number(part)

    def _activation(self, function) -> dict:
        if isinstance(function, Layer):
            return {"layer": self.number(function)}
        name = getattr(function, "published_as", None)
        return {"name": name} if name else {"other": getattr(function, "__name__", type(function).__name__)}

    def _model(self, model) -> dict:
        graph = model if isinstance(model, Functional) else model._functional
        if graph is None:
            raise NotBuiltError(f"The model {model.name!r} is not built yet: give its first layer an `input_shape`, or call it on data.", layer=model.name)
        struct = graph._inputs_struct
        steps = [{"layer": self.number(operation), "arguments": self._arguments(operation, arguments), "outputs": [str(i) for i in out_ids]}
                 for operation, arguments, out_ids in graph._plan.steps]
        return {
            "class": "Model", "own": True, "steps": steps, "outputs": [str(i) for i in graph._plan.output_ids],
            "single": not tree.is_nested(graph._outputs_struct),
            "keys": [_key(graph._outputs_struct, t, name) for t, name in zip(graph._outputs, graph.output_names, strict=True)],
            "inputs": [{"id": str(id(t)), "key": _key(struct, t, name), "shape": list(t.shape), "dtype": t.dtype}
                       for t, name in zip(graph._inputs, graph.input_names, strict=True)],
        }

    def _arguments(self, operation, arguments) -> dict:
        """What a call is given: tensors by number, constants as they are. Operations get all by name."""
        if isinstance(operation, OpCall):
            star = operation.function.parameters.star is not None
            named = {} if star else dict(zip(operation.call_names, arguments.args))
            return {"positional": [self._argument(a) for a in arguments.args] if star else [],
                    "named": {k: self._argument(v) for k, v in {**named, **arguments.kwargs, **operation.fixed}.items() if v is not None}}
        return {"positional": [self._argument(a) for a in arguments.args],
                "named": {k: self._argument(v) for k, v in arguments.kwargs.items() if v is not None and k != "training"}}

    def _argument(self, value) -> dict:
        if isinstance(value, KerasTensor):
            return {"tensor": str(id(value))}
        if isinstance(value, dict):
            return {"list": {k: self._argument(v) for k, v in value.items()}}
        if isinstance(value, (list, tuple)) and tree.flatten(value) and any(isinstance(v, KerasTensor) for v in tree.flatten(value)):
            return {"list": [self._argument(v) for v in value]}
        if is_plain(value):
            return {"value": _plain(value)}
        if hasattr(value, "detach"):
            return {"value": value.detach().cpu().double().numpy()}
        return {"value": value} if hasattr(value, "__array__") else {"other": type(value).__name__}


def _key(struct, tensor, name: str) -> str:
    """The name by which a model takes an input or gives an output."""
    return next((k for k, v in struct.items() if v is tensor), name) if isinstance(struct, dict) else name


def _plain(value):
    """Lists for tuples, and a float for a number of NumPy's, which R would not read."""
    return [_plain(v) for v in value] if isinstance(value, (list, tuple)) else float(value) if isinstance(value, float) else value
