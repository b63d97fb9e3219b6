"""`compile(jit_compile=True)`: the model's call through `torch.compile`."""
from __future__ import annotations

import warnings

import torch


class CompiledCall:
    """Calls a model through `torch.compile`; where that fails, as it is, after one warning.

    On a GPU the kernels of a step are recorded as CUDA graphs, so that launching them costs one call.
    """

    def __init__(self, model):
        on_gpu = any(v.is_cuda for v in model.parameters())
        self._plain = lambda x, training: model(x, training=training)
        self._call = torch.compile(self._plain, mode="reduce-overhead" if on_gpu else "default")
        self._name = model.name

    def __call__(self, x, training):
        if self._call is self._plain:
            return self._plain(x, training)
        try:
            return self._call(x, training)
        except Exception as error:
            found = self._plain(x, training)        # a mistake of the user's shows here, as it would without compiling
            self._call = self._plain
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
            warnings.warn(f"The model {self._name!r} cannot be compiled and runs as it is: {reason}", stacklevel=2)
            return found
