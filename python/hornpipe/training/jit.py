"""`compile(jit_compile=True)`: the model's call through `torch.compile`."""
from __future__ import annotations

import warnings

import torch

from ..layers.calling import call as running


class CompiledCall:
    """Calls a model through `torch.compile`; where that fails, as it is, after one warning.

    The first call is a plain one: it shows whether layers add losses on the way, which a compiled program would hold back.
    On a GPU the kernels of a step are recorded as CUDA graphs, so that launching them costs one call.
    """

    def __init__(self, model):
        on_gpu = any(v.is_cuda for v in model.parameters())
        self._plain = lambda x, training: model(x, training=training)
        self._call = torch.compile(self._plain, mode="reduce-overhead" if on_gpu else "default")
        self._name, self._looked = model.name, False
        # Of no use to users: a layer looks up there what its methods take.
        warnings.filterwarnings("ignore", r"Dynamo detected a call to a `functools.lru_cache`-wrapped function at 'layer.py")

    def __call__(self, x, training):
        if self._call is self._plain:
            return self._plain(x, training)
        if not self._looked:
            found, self._looked = self._plain(x, training), True
            if running.added_in == running.run:
                self._go_plain("its layers add losses while they are called.")
            return found
        try:
            return self._call(x, training)
        except Exception as error:
            found = self._plain(x, training)        # a mistake of the user's shows here, as it would without compiling
            self._go_plain((str(error).strip().splitlines() or [type(error).__name__])[0])
            return found

    def _go_plain(self, reason):
        self._call = self._plain
        warnings.warn(f"The model {self._name!r} cannot be compiled and runs as it is: {reason}", stacklevel=3)
