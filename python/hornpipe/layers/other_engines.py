"""Layers of Keras that run code of another engine: they say why they are not here."""
from __future__ import annotations

from ..core.types import Callables, Flag, Path, Seed, Structure, Text
from .layer import Layer


class _Elsewhere(Layer, abstract=True):
    """A layer that needs another engine than torch."""

    def _refuse(self, what: str):
        raise NotImplementedError(f"{type(self).__name__} runs {what}, and hornpipe's one engine is torch. Wrap a torch module with `TorchModuleWrapper`, or "
                                  "write the layer with "
                                  "`hornpipe.ops` or torch functions.")


class JaxLayer(_Elsewhere):
    """Not available: it runs functions of JAX.

    Raises:
        NotImplementedError: Always.
    """

    def __init__(self, call_fn: Callables, init_fn: Callables = None, params: Structure = None, state: Structure = None, seed: Seed = None,
                 native_serialization_platforms: Structure = None, **kwargs):
        self._refuse("functions of JAX")


class FlaxLayer(_Elsewhere):
    """Not available: it runs modules of Flax.

    Raises:
        NotImplementedError: Always.
    """

    def __init__(self, module: Structure, method: Text = None, variables: Structure = None, **kwargs):
        self._refuse("modules of Flax, which are JAX's")


class TFSMLayer(_Elsewhere):
    """Not available: it runs a SavedModel of TensorFlow.

    Raises:
        NotImplementedError: Always.
    """

    def __init__(self, filepath: Path, call_endpoint: Text = "serve", call_training_endpoint: Text = None, trainable: Flag = True, name: Text = None,
                 dtype: Text = None):
        self._refuse("a SavedModel of TensorFlow")
