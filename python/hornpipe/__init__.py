"""hornpipe: the Keras interface on a torch core of its own.

`import hornpipe as keras` runs a script written for Keras. What is not used is not loaded: each name below comes
from its own module when it is first asked for.
"""
from __future__ import annotations

import importlib

from .runtime import memory as _memory
from .runtime import settings as _settings
from .runtime import threads as _threads

__version__ = "0.1.0"

_settings.read_settings()
_memory.keep_memory()
_threads.wait_briefly()

# Public names at the top, and the module each comes from.
_NAMES = {
    "Model": "models", "Sequential": "models", "Input": "layers", "InputSpec": "layers", "Layer": "layers",
    "Variable": "runtime.variable", "StatelessScope": "runtime.variable", "KerasTensor": "graph.tensor", "Operation": "graph.operation",
    "SymbolicScope": "graph.infer", "Function": "graph.function", "RematScope": "layers.remat", "remat": "layers.remat",
    "Initializer": "initializers", "Regularizer": "regularizers", "Loss": "losses", "Metric": "metrics", "Optimizer": "optimizers", "Quantizer": "quantizers",
    "DTypePolicy": "runtime.policy", "FloatDTypePolicy": "runtime.policy", "device": "runtime.device", "name_scope": "core.names",
}
_MODULES = {
    "activations", "applications", "backend", "callbacks", "config", "constraints", "datasets", "distribution", "distillation", "dtype_policies", "export",
    "initializers", "layers", "losses", "metrics", "mixed_precision", "models", "ops", "optimizers", "preprocessing", "quantizers",
    "random", "regularizers", "saving", "tree", "utils", "visualization", "wrappers",
}


def version() -> str:
    """The version of hornpipe."""
    return __version__


def __getattr__(name):
    if name in _MODULES:
        try:
            return importlib.import_module(f"{__name__}.{name}")
        except ModuleNotFoundError as error:
            if error.name == f"{__name__}.{name}":
                raise AttributeError(f"hornpipe has no module {name!r}.") from None
            raise
    if name in _NAMES:
        value = getattr(importlib.import_module(f"{__name__}.{_NAMES[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'hornpipe' has no attribute {name!r}")


def __dir__():
    return sorted({*globals(), *_NAMES, *_MODULES})
