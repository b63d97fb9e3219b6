"""What surrounds a call: the signature of `call()`, the training flag that inner layers inherit, the run they belong to."""
from __future__ import annotations

import functools
import inspect
import threading

import torch

from ..core import tree
from ..graph.tensor import KerasTensor


class CallSignature:
    """Facts about a `call()` (or `build()`) as it stands in its class, found once per function."""

    def __init__(self, function):
        parameters = list(inspect.signature(function).parameters.values())
        if parameters and parameters[0].kind in (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD):
            del parameters[0]           # the layer itself
        self.names = [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)]
        self.open = any(p.kind is p.VAR_KEYWORD for p in parameters)
        self.star = any(p.kind is p.VAR_POSITIONAL for p in parameters)
        self.required = [p.name for p in parameters if p.default is p.empty and p.name in self.names]
        self.positional = [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
        self.training = "training" in self.names
        self.default_training = next((p.default for p in parameters if p.name == "training" and p.default is not p.empty), None)
        self.masks = [n for n in self.names if n == "mask" or n.endswith("_mask")]
        self.first = self.positional[0] if self.positional else None

    def name_arguments(self, args, kwargs) -> dict:
        """All arguments by parameter name."""
        named = dict(zip(self.positional, args))
        if len(args) > len(self.positional):
            named.update({f"argument_{i}": a for i, a in enumerate(args[len(self.positional):], len(self.positional))})
        named.update(kwargs)
        return named

    def mask_name(self, tensor_name: str) -> str | None:
        """The parameter that takes the mask of an argument."""
        if f"{tensor_name}_mask" in self.names:
            return f"{tensor_name}_mask"
        return "mask" if tensor_name == self.first and "mask" in self.names else None


@functools.lru_cache(maxsize=4096)
def signature_of(function) -> CallSignature:
    return CallSignature(function)


class _Call(threading.local):
    """The innermost running call of this thread."""

    layer = None        # the layer whose `call()` runs
    training = None
    run = 0             # counts outermost calls: losses of an earlier run are stale
    added_in = -1       # the last run in which a layer added a loss


call = _Call()


def is_tensor(x) -> bool:
    return isinstance(x, (torch.Tensor, KerasTensor))


def mask_of(x):
    """The mask that travels with a tensor, or None."""
    return getattr(x, "_keras_mask", None)


def set_mask(x, mask) -> None:
    x._keras_mask = mask


def shapes_of(structure):
    """Shapes of the tensors of a structure; None for what is none."""
    return tree.map_structure(lambda x: tuple(x.shape) if hasattr(x, "shape") else None, structure)
