"""`Sequential`: layers one after another."""
from __future__ import annotations

import torch

from ..core import objects
from ..core.errors import ArgumentError, NotBuiltError, got, unknown_argument
from ..core.registry import lookup
from ..core.types import Flag, Layers, Text
from ..graph.tensor import KerasTensor, spec_of, standardize_shape
from ..layers.calling import signature_of
from ..layers.input import InputLayer
from ..layers.layer import Layer
from .functional import Functional
from .model import Model


class Sequential(Model):
    """A stack of layers, each with one input and one output.

    Args:
        layers: The layers, first to last. An `Input()` (or `input_shape` on the first layer) builds the model at once;
            else it is built when data comes.
        trainable: Whether training changes the weights.
        name: Name of the model.

    Example:
        >>> model = hornpipe.Sequential([hornpipe.Input((4,)), hornpipe.layers.Dense(1)])
    """

    bookkeeping = Model.bookkeeping | {"_functional", "_stack", "_tensors"}

    def __new__(cls, *args, **kwargs):
        return object.__new__(cls) if cls is Sequential else Model.__new__(cls)

    def __init__(self, layers: Layers = None, trainable: Flag = True, name: Text = None, **kwargs):
        dtype = kwargs.pop("dtype", None)
        if kwargs:
            raise unknown_argument("Sequential", kwargs, ("layers", "trainable", "name"))
        Model.__init__(self, name=name, dtype=dtype)
        object.__setattr__(self, "_functional", None)
        object.__setattr__(self, "_stack", [])
        object.__setattr__(self, "_tensors", [])        # symbolic output of each layer, where built
        for layer in layers or []:
            self.add(layer, rebuild=False)
        self._maybe_rebuild()
        if not trainable:
            self.trainable = False

    # ------------------------------------------------------------ the stack

    def add(self, layer, rebuild=True):
        """Puts a layer on top.

        Args:
            layer: The layer, or an `Input()` for the first.
            rebuild: Whether the model is built anew at once.
        """
        if isinstance(layer, KerasTensor):
            history = getattr(layer, "_keras_history", None)
            if history is not None and isinstance(history.operation, InputLayer):
                layer = history.operation
        if not isinstance(layer, Layer):
            if not isinstance(layer, torch.nn.Module):
                raise ArgumentError(f"`layer` must be a layer, {got(layer)}.", argument="layer", actual=layer)
            layer = lookup("layer", "TorchModuleWrapper")(layer)
        if not self._is_name_free(layer):
            raise ArgumentError(f"All layers of a Sequential model need names of their own; {layer.name!r} is taken. "
                                f"The layers: {[x.name for x in self._stack]}.",
                                argument="layer", actual=layer.name)
        if isinstance(layer, InputLayer) and self._stack:
            if isinstance(self._stack[0], InputLayer):
                raise ArgumentError(f"Sequential model {self.name!r} already has an `Input`: another cannot be added.", argument="layer", actual=layer.name)
            raise ArgumentError(f"An `Input` must be the first layer of the Sequential model {self.name!r}.", argument="layer", actual=layer.name)
        if not self._stack and not isinstance(layer, InputLayer) and layer._declared_batch_shape is not None:
            self._put(InputLayer(batch_shape=layer._declared_batch_shape, dtype=layer._declared_input_dtype or layer.input_dtype))
        self._put(layer)
        if rebuild:
            self._maybe_rebuild()
        else:
            self._forget()

    def pop(self, rebuild=True):
        """Takes the last layer off and returns it."""
        if not self.layers:
            raise ArgumentError(f"Sequential model {self.name!r} has no layers to take off.", argument="self", actual=self.name)
        layer = self._stack.pop()
        for key in [k for k, v in self._modules.items() if v is layer]:
            del self._modules[key]
        if len(self._tensors) > len(self._stack):
            last = self._tensors.pop()
            node = layer._inbound_nodes.pop(last._keras_history.node_index)
            self._stack[-1]._outbound_nodes[:] = [n for n in self._stack[-1]._outbound_nodes if n is not node]
        if rebuild:
            self._maybe_rebuild()
        else:
            self._forget()
        return layer

    def _put(self, layer):
        self._stack.append(layer)
        self._hold(layer)

    def _is_name_free(self, layer):
        return all(layer.name != x.name for x in self._stack)

    @property
    def layers(self):
        """The layers without the `InputLayer`."""
        return self._stack[1:] if self._stack and isinstance(self._stack[0], InputLayer) else self._stack[:]

    @layers.setter
    def layers(self, _):
        raise AttributeError("`layers` cannot be set; use `add()` and `pop()`.")

    @property
    def _layers(self):
        return list(self._stack)

    def _saved_layers(self):
        return self.layers

    # ------------------------------------------------------------ building

    def _forget(self):
        self.built = False
        object.__setattr__(self, "_functional", None)

    def _maybe_rebuild(self):
        self._forget()
        if self._stack and isinstance(self._stack[0], InputLayer):
            if len(self._stack) > 1:
                self.build(self._stack[0].batch_shape)
        elif self._stack and isinstance(self._stack[0], (Functional, Sequential)) and getattr(self._stack[0], "inputs", None):
            self.build(self._stack[0].input_shape)          # a model as first layer brings its input

    def build(self, input_shape=None):
        """Makes the weights of all layers for inputs of a shape (with the batch axis)."""
        if self.built and self._functional is not None and self._stack and isinstance(self._stack[0], InputLayer):
            if input_shape is not None and tuple(input_shape) != tuple(self._stack[0].batch_shape):
                raise ArgumentError(f"Sequential model {self.name!r} is built for inputs of shape {self._stack[0].batch_shape}; "
                                    f"it cannot be built again for {tuple(input_shape)}.",
                                    argument="input_shape", actual=input_shape)
            return
        if input_shape is None:
            if self._stack and isinstance(self._stack[0], InputLayer):
                input_shape = self._stack[0].batch_shape
            else:
                raise NotBuiltError(f"Sequential model {self.name!r} needs `input_shape` to be built: it begins with no `Input`.", layer=self.name)
        if not self._stack:
            raise NotBuiltError(f"Sequential model {self.name!r} cannot be built: it has no layers.", layer=self.name)
        if not isinstance(self._stack[0], InputLayer):
            if not _is_one_shape(input_shape):
                raise ArgumentError(f"`input_shape` must be one shape, {got(input_shape)}.", argument="input_shape", actual=input_shape)
            self._begin_with(input_shape, self._stack[0].input_dtype)
        elif tuple(self._stack[0].batch_shape) != tuple(input_shape):
            raise ArgumentError(f"Sequential model {self.name!r} begins with an `Input` of shape {self._stack[0].batch_shape}; "
                                f"`input_shape` is {tuple(input_shape)}.",
                                argument="input_shape", actual=input_shape)
        if not self._tensors or self._tensors[0] is not self._stack[0].output:
            self._tensors[:] = [self._stack[0].output]
        for layer in self._stack[len(self._tensors):]:      # what is connected already stays
            try:
                self._tensors.append(layer(self._tensors[-1]))
            except NotImplementedError:
                return                  # a layer that only runs on data: the stack is called layer by layer
        object.__setattr__(self, "_functional", Functional(self._tensors[0], self._tensors[-1], name=self.name))
        self.supports_masking = self._functional.supports_masking

    def _begin_with(self, input_shape, dtype):
        first = InputLayer(batch_shape=standardize_shape(input_shape, "input_shape"), dtype=dtype)
        self._stack.insert(0, first)
        self._hold(first)

    # ------------------------------------------------------------ calling

    def _check_inputs(self, named):
        return None

    def _build_for(self, named):
        first = next(iter(named.values()))
        if hasattr(first, "shape"):
            shape = (None, *first.shape[1:]) if len(first.shape) else ()
            declared = self._stack and isinstance(self._stack[0], InputLayer)
            if self._stack and not declared and spec_of(first).dtype == "string":
                self._begin_with(shape, "string")
            self.build(shape)
            if self._functional is not None and not declared:
                self._functional.strict = False     # nobody said what the sizes are: the layers check those that matter
        else:
            self.built = True

    def call(self, inputs, training=None, mask=None, **kwargs):
        """The output of the last layer."""
        if self._functional is not None:
            return self._functional.call(inputs, training=training, mask=mask)
        for layer in self.layers:
            facts = signature_of(type(layer).call)
            given = {"training": training} if facts.training and training is not None else {}
            if mask is not None and "mask" in facts.names:
                given["mask"] = mask
            inputs, mask = layer(inputs, **given), None
        return inputs

    def _reverse_plan(self, variables):
        cls = type(self)
        plain = cls.call is Sequential.call and cls.__call__ is Sequential.__call__ and cls.forward is Sequential.forward
        return self._functional._reverse_plan(variables) if plain and self._functional is not None else None

    def _moved_to(self, dtype):
        super()._moved_to(dtype)
        if self._functional is not None:
            self._functional._moved_to(dtype)

    def _ends_of(self, x):
        return None if self._forward_hooks or self._forward_pre_hooks or self.activity_regularizer is not None else self._functional._ends_of(x)

    def compute_output_spec(self, inputs, training=None, mask=None, **kwargs):
        if self._functional is not None:
            return self._functional.compute_output_spec(inputs)
        for layer in self.layers:
            inputs = layer.compute_output_spec(inputs)
        return inputs

    def compute_output_shape(self, input_shape):
        """Shape of the output for a shape of the input."""
        if self._functional is not None:
            return self._functional.compute_output_shape(input_shape)
        for layer in self.layers:
            input_shape = layer.compute_output_shape(input_shape)
        return input_shape

    def _mark(self, args, kwargs, outputs, masks):
        return None

    def _hand_over_masks(self, facts, args, kwargs):
        return None

    # ------------------------------------------------------------ ends

    def _end(self, name):
        if self._functional is None:
            raise AttributeError(f"Sequential model {self.name!r} has no `{name}` before it is built: add an `Input`, or call it on data.")
        return getattr(self._functional, name)

    inputs = property(lambda self: self._end("inputs"))
    outputs = property(lambda self: self._end("outputs"))
    input = property(lambda self: self._end("input"))
    output = property(lambda self: self._end("output"))
    input_shape = property(lambda self: self._end("input_shape"))
    output_shape = property(lambda self: self._end("output_shape"))
    input_names = property(lambda self: self._end("input_names"))
    output_names = property(lambda self: self._end("output_names"))

    @property
    def input_dtype(self):
        """Name of the dtype of the input; strings are not cast."""
        if self._functional is not None and self._functional._float is not None:
            return super().input_dtype
        known = self._stack and isinstance(self._stack[0], InputLayer) and self._stack[0].dtype != "string"
        return self._stack[0].dtype if known else super().input_dtype

    # ------------------------------------------------------------ configuration

    def get_config(self):
        config = {"name": self.name, "trainable": self.trainable, "dtype": objects.serialize_keras_object(self.dtype_policy),
                  "layers": [objects.serialize_keras_object(layer) for layer in self._stack]}
        if self._functional is not None:
            config["build_input_shape"] = self._stack[0].batch_shape
        return config

    @classmethod
    def from_config(cls, config, custom_objects=None):
        """A model made from the dictionary of `get_config()`, Keras 2's or Keras 3's."""
        entries = config if isinstance(config, list) else config["layers"]      # Keras: before 2.2.3 the config was the list
        named = {} if isinstance(config, list) else config
        kwargs = {k: named[k] for k in ("name", "trainable") if k in named}
        with objects.registry.custom_object_scope(custom_objects or {}):
            model = cls(**{k: v for k, v in kwargs.items() if k == "name"})
            for entry in entries:
                model.add(objects.deserialize_keras_object(entry), rebuild=False)
            model._maybe_rebuild()
        shape = named.get("build_input_shape")
        if model._functional is None and shape and model._stack and _is_one_shape(shape):
            model.build(tuple(shape))
        if kwargs.get("trainable") is False:
            model.trainable = False
        return model

    def get_build_config(self):
        shapes = super().get_build_config()
        return shapes if shapes or self._functional is None else {"input_shape": self._stack[0].batch_shape}

    def build_from_config(self, config):
        if not self.built and config.get("input_shape") is not None:
            self.build(tuple(config["input_shape"]))


def _is_one_shape(shape) -> bool:
    return isinstance(shape, (tuple, list)) and all(d is None or isinstance(d, int) for d in shape)
