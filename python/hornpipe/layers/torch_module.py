"""A torch module as a layer."""
from __future__ import annotations

import base64
import io

import torch

from ..core import objects
from ..core.errors import ArgumentError, ArgumentTypeError, UnsafeFileError, got
from ..core.names import at_path
from ..core.types import LayerLike, Shape, Text
from ..graph.infer import inferring
from ..runtime.convert import convert_to_numpy, convert_to_tensor
from ..runtime.device import current_device
from ..runtime.variable import Variable
from ..runtime.views import scopes, visible
from .layer import Layer


class TorchModuleWrapper(Layer):
    """A torch module with the face of a layer. Modules set as attributes of a layer are wrapped by themselves.

    Its parameters become variables of the layer, and stay the module's own. The config holds the pickled module, so a file with it is loaded
    with `safe_mode=False` only.

    Args:
        module: The module; lazy ones must have been run once.
        output_shape: Shape of the output with the batch axis; found by running the module if `None`.

    Example:
        TorchModuleWrapper(torch.nn.Sequential(torch.nn.Linear(8, 4), torch.nn.ReLU()))
    """

    mixes_samples = True        # for `TimeDistributed`: the module may
    untold = ("module",)        # not as it is: pickled

    def __init__(self, module: LayerLike, name: Text = None, output_shape: Shape = None, **kwargs):
        super().__init__(name=name, **kwargs)
        if not isinstance(module, torch.nn.Module):
            raise ArgumentTypeError(f"`module` must be a torch.nn.Module, {got(module)}.", argument="module", actual=module)
        if any(isinstance(p, torch.nn.parameter.UninitializedTensorMixin) for p in module.parameters()):
            raise ArgumentError(f"LazyModules are not supported unless they are already initialized: run the module once on data. It {got(module)}.",
                                argument="module", actual=module)
        self.module = module.to(current_device())
        with at_path(self.name):
            for path, parameter in module.named_parameters():
                Variable.adopt(parameter, path.replace(".", "_"))
        self.output_shape = output_shape
        self.built = True

    _layers = ()                                    # what is inside counts as one
    _as_layer = staticmethod(lambda module: module)  # and stays as it is

    def _own_variables(self):
        return list(self.module.parameters())

    def call(self, *args, training=None, **kwargs):
        self.module.train(training is not False)        # Keras: a module trains unless told not to
        if not (scopes.active or inferring()):
            return self.module(*args, **kwargs)
        state = {name: visible(p) for name, p in self.module.named_parameters()}
        if inferring():                                 # running statistics must not change
            state |= {name: b.to("meta") if scopes.meta else b.clone() for name, b in self.module.named_buffers()}
        return torch.func.functional_call(self.module, state, args, kwargs)

    def compute_output_shape(self, input_shape):
        return super().compute_output_shape(input_shape) if self.output_shape is None else self.output_shape

    def compute_output_spec(self, *args, **kwargs):
        if self.output_shape is None:
            return self._infer(*args, **kwargs)
        return super().compute_output_spec(*args, **kwargs)

    def save_own_variables(self, store):
        for name, value in self.module.state_dict().items():
            store[name] = convert_to_numpy(value)

    def load_own_variables(self, store):
        self.module.load_state_dict({k.decode() if isinstance(k, bytes) else k: convert_to_tensor(store[k]) for k in store.keys()})

    def get_config(self):
        buffer = io.BytesIO()
        torch.save(self.module, buffer)
        return {**super().get_config(), "module": base64.b64encode(buffer.getvalue()).decode("ascii")}

    @classmethod
    def from_config(cls, config, custom_objects=None, safe_mode=None):
        config = dict(config)
        if isinstance(config.get("module"), str):
            if (objects.in_safe_mode() if safe_mode is None else safe_mode) is not False:
                raise UnsafeFileError("The config holds a pickled torch module, which `torch.load()` would run as code. If you trust where it comes from, pass "
                                      "`safe_mode=False`.", object="TorchModuleWrapper")
            config["module"] = torch.load(io.BytesIO(base64.b64decode(config["module"])), weights_only=False)
        return super().from_config(config)


def as_layer(module: torch.nn.Module):
    """A torch module as part of a layer: wrapped, or, for torch's containers, with its parts wrapped."""
    if isinstance(module, (torch.nn.ModuleList, torch.nn.ModuleDict)):
        for key, part in module._modules.items():
            if not isinstance(part, Layer):
                module._modules[key] = as_layer(part)
        return module
    return TorchModuleWrapper(module)


Layer._as_layer = staticmethod(as_layer)
