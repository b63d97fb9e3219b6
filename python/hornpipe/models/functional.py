"""Functional models: layers called on symbolic inputs, run as a flat plan."""
from __future__ import annotations

import inspect
import warnings

import numpy as np
import torch

from ..core import tree
from ..core.errors import ArgumentError, ShapeError
from ..graph.function import Function, check_ends
from ..graph.tensor import KerasTensor
from ..layers.calling import call as running
from ..layers.calling import mask_of, set_mask
from ..layers.input import Input, InputLayer
from ..layers.input_spec import InputSpec
from ..runtime import dtypes
from ..runtime.convert import convert_to_tensor
from .flat import FlatPlan
from .functional_config import functional_config, functional_from_config
from .model import Model
from .reverse import ReversePlan


def is_input(tensor) -> bool:
    """Whether a symbolic tensor comes straight out of `Input()`."""
    history = getattr(tensor, "_keras_history", None)
    return history is not None and isinstance(history.operation, InputLayer)


class Functional(Function, Model):
    """A model given by its two ends; `Model(inputs, outputs)` makes one.

    Args:
        inputs: Symbolic inputs, possibly nested; intermediate tensors cut the model there.
        outputs: Symbolic outputs, possibly nested.
        name: Name of the model.
    """

    file_module = "keras.src.models.functional"
    _taken = None               # dtype, shape and strictness of inputs that were found to fit as they are
    _float = None               # the dtype of float inputs, where `to()` has moved the model
    strict = True               # whether inputs must have the sizes of the ends
    bookkeeping = Model.bookkeeping | {"_inputs_struct", "_outputs_struct", "_inputs", "_outputs", "_graph", "_plan", "_layer_order", "_given_input_spec",
                                       "_flat"}

    def __new__(cls, *args, **kwargs):
        return Model.__new__(cls, *args, **kwargs)

    def __init__(self, inputs, outputs, name=None, **kwargs):
        trainable = kwargs.pop("trainable", None)
        if isinstance(inputs, dict):
            _check_names(inputs)
        Model.__init__(self, name=name, **kwargs)
        check_ends(inputs, outputs)
        if not all(is_input(t) for t in tree.flatten(inputs)):
            inputs, outputs = cut_out(inputs, outputs)
        self._set_graph(inputs, outputs)
        object.__setattr__(self, "_flat", FlatPlan(self._inputs, outputs, self._graph))
        for layer in self._graph.operations:
            if isinstance(layer, torch.nn.Module):
                self._hold(layer)
        self.built = True
        self.supports_masking = any(layer.supports_masking for layer in self._layers)
        if trainable is not None and not trainable:
            self.trainable = False
        object.__setattr__(self, "_layer_order", {id(layer): i for i, layer in enumerate(self._graph.operations)})

    def build(self, input_shape):
        """Does nothing: the layers were built when they were called."""

    @property
    def layers(self):
        rank = self._layer_order
        return sorted((m for m in self._layers if id(m) in rank), key=lambda m: rank[id(m)])

    def _saved_layers(self):
        return self.layers

    # ------------------------------------------------------------ ends

    @property
    def input(self):
        """The symbolic inputs in their nesting."""
        return self._inputs_struct

    @property
    def output(self):
        """The symbolic outputs in their nesting."""
        return self._outputs_struct

    @property
    def input_shape(self):
        return tree.map_structure(lambda x: x.shape, self._inputs_struct)

    @property
    def output_shape(self):
        return tree.map_structure(lambda x: x.shape, self._outputs_struct)

    @property
    def input_names(self):
        return [x._keras_history.operation.name for x in self._inputs]

    @property
    def output_names(self):
        return [x._keras_history.operation.name for x in self._outputs]

    @property
    def input_spec(self):
        if self.__dict__.get("_given_input_spec") is not None:
            return self.__dict__["_given_input_spec"]
        named = self._inputs_struct if isinstance(self._inputs_struct, dict) else None

        def spec(x, name=None):
            shape = (None, *x.shape[1:])
            return InputSpec(shape=shape, allow_last_axis_squeeze=True, name=name, optional=x._keras_history.operation.optional)

        if named is not None and all(isinstance(v, KerasTensor) for v in named.values()):
            return [spec(named[k], k) for k in sorted(named)]
        return [spec(x) for x in self._inputs]

    @input_spec.setter
    def input_spec(self, value):
        self.__dict__["_given_input_spec"] = value

    def _check_inputs(self, named):
        return None                 # `call()` fits the inputs to the ends and tells what does not

    # ------------------------------------------------------------ calling

    def call(self, inputs, training=None, mask=None, **kwargs):
        """Output tensors for input tensors; inputs may come by position, or by name in a dictionary."""
        values = self._fit(inputs)
        training = running.training if training is None else training
        if mask is not None:
            for x, m in zip(values, tree.flatten(mask)):
                if m is not None and x is not None:
                    set_mask(x, m)
        as_built = self.strict or all(x is not None and x.shape[1:] == end.shape[1:] for x, end in zip(values, self._inputs))
        return self._flat.run_on(values, training) if as_built else self._plan.run(values)

    def _reverse_plan(self, variables):
        plain = type(self).call is Functional.call and type(self).__call__ is Functional.__call__ and type(self).forward is Functional.forward
        return ReversePlan.of(self._flat, variables) if plain else None

    def _ends_of(self, x):
        """The inputs as a plan takes them; None where the call needs its whole protocol: masks, hooks, other sizes."""
        if self._forward_hooks or self._forward_pre_hooks or self.activity_regularizer is not None:
            return None
        if getattr(x, "_keras_mask", None) is None and type(x) is torch.Tensor and (x.dtype, x.shape[1:], self.strict) == self._taken:
            return [x]
        values = self._fit(x)
        for value, end in zip(values, self._inputs):
            if not isinstance(value, torch.Tensor) or getattr(value, "_keras_mask", None) is not None or not (self.strict or value.shape[1:] == end.shape[1:]):
                return None
        if values[0] is x:
            object.__setattr__(self, "_taken", (x.dtype, x.shape[1:], self.strict))
        return values

    def compute_output_spec(self, inputs, training=None, mask=None, **kwargs):
        return Function.compute_output_spec(self, self._fit(inputs))

    def compute_output_shape(self, input_shape):
        return Function.compute_output_shape(self, input_shape)

    def compute_mask(self, inputs, previous_mask=None):
        """The masks that the outputs carry."""
        return tree.map_structure(mask_of, self._plan.run(self._fit(inputs)))

    def _mark(self, args, kwargs, outputs, masks):
        return None                 # the last layers have put their masks on the outputs

    def _hand_over_masks(self, facts, args, kwargs):
        return None                 # masks travel on the inputs themselves

    def _fit(self, inputs):
        """The inputs as a list in the order of the ends, ranks and dtypes fitted."""
        struct = self._inputs_struct
        if type(inputs) is torch.Tensor and struct is self._inputs[0]:      # the usual case
            return [self._fit_one(inputs, struct)]
        if isinstance(inputs, dict):
            if isinstance(struct, dict):
                names = {k: k for k in struct}
                missing = [k for k in struct if k not in inputs and not _optional(struct[k])]
                if missing:
                    raise ArgumentError(f"The model {self.name!r} misses the inputs {missing}; it got {sorted(inputs)}.",
                                        layer=self.name, argument="inputs", actual=sorted(inputs))
                surplus = sorted(set(inputs) - set(names))
                if surplus:
                    warnings.warn(f"The model {self.name!r} has no inputs {surplus}: they are ignored. Its inputs are {sorted(struct)}.", stacklevel=5)
                values = tree.flatten({k: inputs.get(k) for k in struct})
            else:
                missing = [n for n in self.input_names if n not in inputs]
                if missing:
                    raise ArgumentError(f"The model {self.name!r} misses the inputs {missing}; it got {sorted(inputs)}.",
                                        layer=self.name, argument="inputs", actual=sorted(inputs))
                values = [inputs[n] for n in self.input_names]
        else:
            if isinstance(struct, dict) and isinstance(inputs, (list, tuple)) and len(struct) > 1:
                if list(struct) != sorted(struct):      # Keras: taken in the order of the alphabet, which is not the order that was written
                    raise ArgumentError(f"The inputs of the model {self.name!r} must be a dictionary with the keys {list(struct)}, "
                                        f"got a {type(inputs).__name__}.",
                                        layer=self.name, argument="inputs", expected=list(struct), actual=type(inputs).__name__)
                warnings.warn(f"The inputs of the model {self.name!r} are named {list(struct)}; those of a {type(inputs).__name__} are taken in this order.",
                              stacklevel=5)
            values = tree.flatten(inputs)
        if len(values) != len(self._inputs):
            raise ShapeError(f"The model {self.name!r} takes {len(self._inputs)} inputs ({', '.join(self.input_names)}), got {len(values)}.", layer=self.name,
                             argument="inputs", expected=len(self._inputs), actual=len(values))
        return [self._fit_one(x, end) for x, end in zip(values, self._inputs)]

    def _moved_to(self, dtype):
        super()._moved_to(dtype)
        object.__setattr__(self, "_float", dtype)
        object.__setattr__(self, "_taken", None)

    def _fit_one(self, x, end):
        if x is None:
            if not end._keras_history.operation.optional:
                raise ArgumentError(f"The input {end._keras_history.operation.name!r} of the model {self.name!r} is missing: got None.",
                                    layer=self.name, argument="inputs", actual=None)
            return None
        if isinstance(x, KerasTensor):
            return _fit_rank(x, end, self.name, self.strict)
        if end.dtype == "string":
            return np.asarray(x)
        if not isinstance(x, torch.Tensor):
            x = convert_to_tensor(x)
        wanted = dtypes.to_torch(end.dtype)
        if self._float is not None and wanted.is_floating_point:
            wanted = self._float
        if x.dtype != wanted:
            mask, x = mask_of(x), x.to(wanted)
            if mask is not None:
                set_mask(x, mask)
        return _fit_rank(x, end, self.name, self.strict)

    # ------------------------------------------------------------ configuration

    def get_config(self):
        if not _is_plain(type(self)):
            return Model.get_config(self)       # a user's class with arguments of its own
        return functional_config(self)

    @staticmethod
    def model_from_config(cls, config, custom_objects=None):
        """The model of a functional config; `cls` makes it when its constructor takes `inputs` and `outputs`."""
        return functional_from_config(cls if not issubclass(cls, Functional) or cls is not Model else Functional, config, custom_objects)


Model.graph_class = Functional


def _is_plain(cls) -> bool:
    """Whether a class is made from `inputs` and `outputs`, or hands on whatever it is given, so that a graph can rebuild it."""
    parameters = inspect.signature(cls.__init__).parameters
    kinds = {p.kind for p in parameters.values()}
    return {"inputs", "outputs"} <= set(parameters) or kinds >= {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}


def _optional(end) -> bool:
    return isinstance(end, KerasTensor) and end._keras_history.operation.optional


def _check_names(inputs):
    for key, x in inputs.items():
        if isinstance(x, KerasTensor) and is_input(x) and x._keras_history.operation.name != key:
            warnings.warn(f"The key {key!r} of `inputs` is not the name of its `Input()`, {x._keras_history.operation.name!r}; the key counts.", stacklevel=4)


def _fit_rank(x, end, name, strict=True):
    """Adds or drops a last axis of size 1 where that makes the rank right; where not `strict`, only the rank counts."""
    rank, wanted = len(x.shape), len(end.shape)
    shape = tuple(x.shape)
    if rank == wanted:
        if not strict or all(w is None or d is None or w == d for w, d in zip(end.shape[1:], shape[1:])):
            return x
    elif rank == wanted + 1 and shape[-1] == 1:
        return x.squeeze(-1)
    elif rank == wanted - 1 and end.shape[-1] == 1:
        return x.unsqueeze(-1) if isinstance(x, torch.Tensor) else KerasTensor((*shape, 1), x.dtype)
    raise ShapeError(f"The input {end._keras_history.operation.name!r} of the model {name!r} must have shape {end.shape}, got {shape}.",
                     layer=name, argument=end._keras_history.operation.name, expected=tuple(end.shape), actual=shape)


def cut_out(inputs, outputs):
    """A graph of its own between intermediate tensors: fresh inputs, the same layers called again."""
    stand_ins = {}

    def fresh(x):
        if is_input(x):
            stand_ins[id(x)] = x
            return x
        made = Input(batch_shape=x.shape, dtype=x.dtype, name=f"{x._keras_history.operation.name}_input" if _single(x) else None)
        stand_ins[id(x)] = made
        return made

    new_inputs = tree.map_structure(fresh, inputs)
    graph = Function(inputs, outputs)._graph
    for node in graph.nodes:
        if all(id(t) in stand_ins for t in node.outputs) or node.is_input:
            continue
        args, kwargs = node.arguments.fill_in(stand_ins)
        results = tree.flatten(node.operation(*args, **kwargs))
        for old, new in zip(node.outputs, results):
            stand_ins.setdefault(id(old), new)
    return new_inputs, tree.map_structure(lambda x: stand_ins[id(x)], outputs)


def _single(x) -> bool:
    return len(x._keras_history.operation._inbound_nodes) == 1


