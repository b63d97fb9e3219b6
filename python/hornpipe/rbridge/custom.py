"""Models whose forward pass is an R function."""
from __future__ import annotations

import inspect

from ..core import registry, tree
from ..core.errors import ArgumentError, NotBuiltError
from ..layers.calling import is_tensor
from ..models import Model
from .functions import run_in_r
from .trace import Traced


class CustomModel(Model, abstract=True):
    """What `keras_model_custom()` makes: layers are attributes, `call()` is R's.

    Args:
        model_fn: The R function that makes the layers and gives the forward pass. Files name it.
    """

    file_name = "RModel"
    set_up = None               # R's function of a model and the giver of its `model_fn`

    def __init__(self, model_fn, **kwargs):
        super().__init__(**kwargs)
        self.__dict__.update(model_fn=model_fn, forward_pass=None)
        run_in_r(self.set_up, (self, model_fn.r_giver), {})

    def set_forward(self, function, tell, chance):
        """Takes the R function; it gets `mask` and `training` if it has parameters of these names."""
        self.__dict__["forward_pass"] = Traced(function, tell, chance, check=False)
        self.__dict__["accepts"] = {p.name for p in inspect.signature(function).parameters.values()}

    def call(self, inputs, mask=None, training=None):
        run = self.forward_pass
        if run is None:
            raise NotBuiltError(f"The model {self.name!r} has no forward pass yet.", layer=self.name)
        flags = {"training": bool(training)} if "training" in self.accepts else {}
        if "mask" in self.accepts and mask is not None:
            return run.function(inputs, mask=mask, **flags)
        if not all(is_tensor(x) for x in tree.flatten(inputs)):
            raise ArgumentError(f"`inputs` of the model {self.name!r} must be tensors.", argument="inputs", layer=self.name)
        return run(inputs, **flags)


registry.publish("model", CustomModel.file_name, CustomModel)
