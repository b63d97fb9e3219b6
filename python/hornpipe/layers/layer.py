"""`Layer`: a `torch.nn.Module` that follows Keras' protocol of building and calling."""
from __future__ import annotations

import functools
import warnings

import numpy as np
import torch

from ..core import objects, tree
from ..core.errors import ArgumentError, ArgumentTypeError, HornpipeError, ShapeError, got
from ..core.names import at_path, current_path
from ..core.types import DType, Flag, Regularizer, Text
from ..graph.infer import infer, inferring, real_world, unknown_to_none
from ..graph.node import Node
from ..graph.operation import Operation, any_symbolic
from ..graph.tensor import KerasTensor
from ..runtime import dtypes, policy as policies
from ..runtime.convert import convert_to_numpy, convert_to_tensor
from ..runtime.random import SeedGenerator
from ..runtime.variable import StatelessScope, Variable, get_stateless_scope
from ..runtime.views import autocast, scopes, visible
from .calling import call as running, is_tensor, mask_of, set_mask, shapes_of, signature_of
from .input_spec import assert_input_compatibility
from .tracking import worth_tracking, wrap

Module = torch.nn.Module
_PLAIN = (str, int, float, bool, type(None))


def _finishing_build(build):
    """`build()` wrapped: it runs in the layer's name scope, and afterwards the layer is built and its shapes are known."""

    @functools.wraps(build)
    def wrapped(self, *args, **kwargs):
        if self.__dict__.get("_building"):          # called by a subclass's build
            return build(self, *args, **kwargs)
        object.__setattr__(self, "_building", True)
        self._path = self._place()
        try:
            with real_world(), at_path(self._path):
                build(self, *args, **kwargs)
        finally:
            object.__setattr__(self, "_building", False)
        named = signature_of(build).name_arguments(args, kwargs)
        self._build_shapes = {k: _plain_shape(v) for k, v in named.items()} or None
        self.built = True
        self._post_build()
        object.__setattr__(self, "_locked", True)

    wrapped._wrapped_build = True
    return wrapped


def _plain_shape(shape):
    if isinstance(shape, (list, tuple)) and any(isinstance(d, (int, type(None))) for d in shape):
        return tuple(shape)
    return shape


class Layer(Operation, Module, abstract=True):
    """Base of all layers: weights made in `build()`, arithmetic in `call()`.

    Args:
        activity_regularizer: Penalty on the layer's output.
        trainable: Whether training changes its weights.
        dtype: Dtype or dtype policy; the global policy if `None`.
        autocast: Whether float inputs are cast to the compute dtype.
        name: Name; made from the class if `None`.
    """

    kind = "layer"
    bookkeeping = frozenset()       # attributes that are no part of the layer's state; filled below
    _locked = False
    _building = False
    _tells_activity_regularizer = False     # Keras: some classes write it into their config even when there is none

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        for name in ("build", "quantized_build"):
            build = cls.__dict__.get(name)
            if name == "build" and build is not None and not hasattr(build, "_wrapped_build"):
                setattr(cls, name, _finishing_build(build))

    def __init__(self, *, activity_regularizer: Regularizer = None, trainable: Flag = True, dtype: DType = None, autocast: Flag = True,
                 name: Text = None, **kwargs):
        Module.__init__(self)
        Operation.__init__(self, name)
        self.training = False                       # Keras: layers infer until told to train
        self.built = False
        self.autocast = autocast
        self.supports_masking = False
        self.input_spec = None
        self._trainable = bool(trainable)
        self._losses, self._losses_run = [], -1
        self._metrics, self._seed_generators = [], []
        self._build_shapes = None
        self._path = None
        self._dtype_policy = policies.get(dtype)
        if isinstance(self._dtype_policy, policies.DTypePolicyMap) and self._dtype_policy:
            self._dtype_policy = self._dtype_policy[self.name]
        self.activity_regularizer = objects.get("regularizer", activity_regularizer)
        self._take_legacy(kwargs)

    def _take_legacy(self, kwargs):
        """Keras: keyword arguments of old, by which a first layer says what its input is."""
        shape, batch_shape = kwargs.pop("input_shape", None), kwargs.pop("batch_input_shape", None) or kwargs.pop("batch_shape", None)
        if "input_dim" in kwargs:
            shape = (kwargs.pop("input_dim"),)
        batch_size = kwargs.pop("batch_size", None)
        if shape is not None:
            shape = (shape,) if isinstance(shape, int) else tuple(shape)
            batch_shape = (batch_size, *shape)
        self._declared_batch_shape = tuple(batch_shape) if batch_shape is not None else None
        self._declared_input_dtype = kwargs.pop("input_dtype", None)
        self._initial_weights = kwargs.pop("weights", None)
        if kwargs:
            raise ArgumentTypeError(f"{type(self).__name__} takes no argument {', '.join(map(repr, kwargs))}.", layer=self.name, argument=next(iter(kwargs)))

    # ------------------------------------------------------------ attributes

    def __setattr__(self, name, value):
        if isinstance(value, _PLAIN) and name not in self.__dict__.get("_parameters", ()) and name not in self.__dict__.get("_modules", ()):
            object.__setattr__(self, name, value)
            return
        if "_parameters" not in self.__dict__:
            if worth_tracking(value) or isinstance(value, (list, dict)):
                raise RuntimeError(f"Call `super().__init__()` in {type(self).__name__}.__init__() before setting `{name}`.")
            object.__setattr__(self, name, value)
            return
        if name in _UNTRACKED:
            object.__setattr__(self, name, value)
            return
        if isinstance(value, torch.nn.Parameter):
            Variable.adopt(value, name)
            self._check_lock(value)
            for key, known in list(self._parameters.items()):       # add_weight() has put it under its own name already
                if known is value and key != name:
                    if key in self._provisional:
                        self._parameters = {(name if k == key else k): v for k, v in self._parameters.items()}
                        self._provisional.discard(key)
                    break
            self._provisional.discard(name)
        elif isinstance(value, Module):
            if not isinstance(value, Layer):
                value = self._as_layer(value)
            self._check_lock(value)
            self._provisional.discard(name)
        elif isinstance(value, SeedGenerator):
            self._track(value, name)
        elif isinstance(value, (list, dict, tuple, set)) and not isinstance(value, torch.Size):
            value = wrap(value, self, name)
        elif getattr(value, "is_tracked", False):
            self._track(value, name)
        Module.__setattr__(self, name, value)

    def __getattr__(self, name):
        fields = self.__dict__
        found = fields.get("_parameters", fields).get(name, fields)
        if found is not fields and "_parameters" in fields:
            return visible(found) if scopes.active and found is not None else found
        modules = fields.get("_modules")
        if modules is not None and name in modules:
            return modules[name]
        buffers = fields.get("_buffers")
        if buffers is not None and name in buffers:
            return buffers[name]
        hint = "" if modules is not None else " Was `super().__init__()` called?"
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}.{hint}")

    @functools.cached_property
    def _provisional(self):
        """Keys of weights that no attribute holds (yet)."""
        return set()

    def _check_lock(self, value):
        if self._locked and not self._building and not any(value is v for v in (*self._parameters.values(), *self._modules.values())):
            raise ValueError(
                f"The layer {self.name!r} is built: no variables or layers can be added to it any more. Create them in `__init__()` or `build()`.")

    def _track(self, value, name):
        """Makes a variable, layer, metric or seed generator found in an attribute part of this layer."""
        if isinstance(value, SeedGenerator):
            if all(value is not g for g in self._seed_generators):
                self._seed_generators.append(value)
        elif isinstance(value, (torch.nn.Parameter, Module)):
            place = self._parameters if isinstance(value, torch.nn.Parameter) else self._modules
            if all(value is not v for v in place.values()):
                self._check_lock(value)
                i = 0
                while f"{name}_{i}" in place:
                    i += 1
                place[f"{name}_{i}"] = value
                self._provisional.add(f"{name}_{i}")
        elif all(value is not m for m in self._metrics):
            self._metrics.append(value)

    def _untrack(self, value):
        if self._locked and not self._building:
            raise ValueError(f"The layer {self.name!r} is built: its variables and layers can no longer be removed.")
        for place in (self._parameters, self._modules):
            for key in [k for k, v in place.items() if v is value]:
                del place[key]
        self._metrics = [m for m in self._metrics if m is not value]

    def __delattr__(self, name):
        value = self.__dict__.get(name)
        if isinstance(value, (list, dict, set, tuple)):
            for leaf in tree.flatten(list(value) if isinstance(value, set) else value):
                if worth_tracking(leaf):
                    self._untrack(leaf)
        elif value is not None and getattr(value, "is_tracked", False):
            self._untrack(value)
        Module.__delattr__(self, name)

    # ------------------------------------------------------------ weights

    def add_weight(self, *args, shape=None, initializer=None, dtype=None, trainable=True, autocast=True, regularizer=None, constraint=None,
                   aggregation="none", overwrite_with_gradient=False, name=None, order=None):
        """A new weight of the layer.

        Args:
            shape: Its shape; scalar if `None`.
            initializer: Gives the first value; Glorot's uniform for floats, zeros for others, if `None`.
            dtype: Its dtype; that of the policy's variables if `None`.
            trainable: Whether gradients are taken.
            autocast: Whether it is read in the compute dtype.
            regularizer, constraint: Applied in training.
            name: Its name.
            order: Axes in the order in which memory runs over them (see `Variable`).

        Returns:
            The `Variable`.
        """
        if args and (args[0] is None or isinstance(args[0], str)):       # Keras 2 put the name first
            name, *args = args
        for field, value in zip(("shape", "initializer"), args):
            shape, initializer = (value, initializer) if field == "shape" else (shape, value)
        shape = () if shape is None else tuple(shape)
        if None in shape:
            raise ShapeError(f"A weight of layer {self.name!r} ({name!r}) must have a shape without None, got {shape}: the input's sizes must be known along these axes.",
                             layer=self.name, argument="shape", actual=shape)
        dtype = self.variable_dtype if dtype is None else dtypes.standardize_dtype(dtype)
        if initializer is None:
            initializer = "glorot_uniform" if "float" in dtype else "zeros"
        with real_world(), at_path(current_path() if self._building else self._place()):
            variable = Variable(objects.get("initializer", initializer), shape, dtype, trainable, autocast,
                                aggregation=aggregation, name=name, order=order,
                                regularizer=objects.get("regularizer", regularizer), constraint=objects.get("constraint", constraint))
        variable.overwrite_with_gradient = overwrite_with_gradient
        if not self._trainable:
            variable.requires_grad_(False)
            variable._trainable = False
        self._check_lock(variable)
        key = variable.name
        while key in self._parameters or key in self._modules:
            key += "_"
        self._parameters[key] = variable
        self._provisional.add(key)
        return variable

    add_variable = add_weight

    def _own_variables(self):
        own = [v for v in self._parameters.values() if v is not None]
        return [v for v in own if getattr(v, "born_trainable", True)] + [v for v in own if not getattr(v, "born_trainable", True)]

    @property
    def _layers(self):
        """The layers directly below, also those in torch's containers."""
        found = []
        for m in self._modules.values():
            if isinstance(m, Layer):
                found.append(m)
            elif m is not None:
                found.extend(part for part in m.children() if isinstance(part, Layer))
        return found

    def _flatten_layers(self, include_self=True, recursive=True):
        """This layer and those below it, each once, parents first."""
        seen, stack, found = set(), [self], []
        while stack:
            layer = stack.pop()
            if id(layer) in seen:
                continue
            seen.add(id(layer))
            if layer is not self or include_self:
                found.append(layer)
            if layer is self or recursive:
                stack.extend(reversed(layer._layers))
        return found

    def _gather(self, of_layer):
        seen, found = set(), []
        for layer in self._flatten_layers():
            for v in of_layer(layer):
                if id(v) not in seen:
                    seen.add(id(v))
                    found.append(v)
        return found

    @property
    def weights(self):
        """Variables of this layer and those below: trainable before others, layer by layer."""
        return self._gather(lambda layer: layer._own_variables())

    @property
    def variables(self):
        """`weights`, the states of random streams and of metrics."""
        return self._gather(lambda layer: [*layer._own_variables(), *(g.state for g in layer._seed_generators), *(v for m in layer._metrics for v in m.variables)])

    @property
    def trainable_weights(self):
        return [v for v in self.weights if getattr(v, "trainable", v.requires_grad)] if self.trainable else []

    @property
    def non_trainable_weights(self):
        return [v for v in self.weights if not getattr(v, "trainable", v.requires_grad)] if self.trainable else self.weights

    @property
    def trainable_variables(self):
        return [v for v in self.variables if getattr(v, "trainable", v.requires_grad)] if self.trainable else []

    @property
    def non_trainable_variables(self):
        return [v for v in self.variables if not getattr(v, "trainable", v.requires_grad)] if self.trainable else self.variables

    @property
    def metrics(self):
        return self._gather(lambda layer: layer._metrics)

    @property
    def metrics_variables(self):
        return [v for m in self.metrics for v in m.variables]

    @property
    def trainable(self):
        """Whether training changes the weights; setting it sets it for all layers below."""
        return self._trainable

    @trainable.setter
    def trainable(self, value):
        value = bool(value)
        for layer in self._flatten_layers():
            object.__setattr__(layer, "_trainable", value)
            for v in layer._parameters.values():
                if v is not None and getattr(v, "born_trainable", True):
                    if hasattr(v, "is_variable"):
                        v.trainable = value
                    else:
                        v.requires_grad_(value)

    def get_weights(self):
        """The values of `weights`, as a list of NumPy arrays."""
        return [convert_to_numpy(v) for v in self.weights]

    def set_weights(self, weights):
        """Sets the values of `weights` from a list of arrays of the same shapes.

        Raises:
            ValueError: The number of arrays or a shape differs; then nothing is changed.
        """
        own = self.weights
        if len(own) != len(weights):
            raise ShapeError(f"The layer {self.name!r} has {len(own)} weights, but `weights` holds {len(weights)} arrays.",
                             layer=self.name, argument="weights", expected=len(own), actual=len(weights))
        for variable, value in zip(own, weights):
            if tuple(variable.shape) != tuple(np.shape(value)):
                raise ShapeError(f"The layer {self.name!r} has a weight {variable.path!r} of shape {tuple(variable.shape)}, but the array for it has shape {np.shape(value)}.",
                                 layer=self.name, argument="weights", expected=tuple(variable.shape), actual=np.shape(value))
        for variable, value in zip(own, weights):
            variable.assign(value)

    def count_params(self):
        """The number of values in all weights.

        Raises:
            ValueError: The layer is not built.
        """
        if not self.built:
            raise ArgumentError(f"The layer {self.name!r} has no weights yet: build it or call it on data before `count_params()`.", layer=self.name)
        return sum(v.numel() for v in self.weights)

    @property
    def torch_params(self):
        return torch.nn.ParameterList(v for v in self.variables)

    def save_own_variables(self, store):
        """Puts this layer's own weights, not those below, into a dictionary-like store."""
        for i, v in enumerate(self._own_variables()):
            store[f"{i}"] = v

    def load_own_variables(self, store):
        """Sets this layer's own weights from a store filled by `save_own_variables()`."""
        own = self._own_variables()
        if len(store.keys()) != len(own):
            if own and not store.keys():
                hint = "the file holds none for it"
            else:
                hint = f"the file holds {len(store.keys())}" + ("" if self.built else "; the layer is not built yet")
            raise ShapeError(f"The layer {self.name!r} has {len(own)} weights of its own, {hint}.", layer=self.name, argument="store", expected=len(own), actual=len(store.keys()))
        for i, v in enumerate(own):
            v.assign(store[f"{i}"])

    # ------------------------------------------------------------ dtype

    @property
    def dtype_policy(self):
        return self._dtype_policy

    @dtype_policy.setter
    def dtype_policy(self, value):
        object.__setattr__(self, "_dtype_policy", policies.get(value))

    @property
    def dtype(self):
        """Name of the dtype of the weights."""
        return self.variable_dtype

    @property
    def variable_dtype(self):
        return self._dtype_policy.variable_dtype

    @property
    def compute_dtype(self):
        """Name of the dtype in which `call()` works."""
        return self._dtype_policy.compute_dtype

    @property
    def input_dtype(self):
        """Name of the dtype that float inputs are cast to."""
        return self.compute_dtype

    @property
    def quantization_mode(self):
        return self._dtype_policy.quantization_mode

    @property
    def path(self):
        return self._path

    # ------------------------------------------------------------ building

    def build(self, *args, **kwargs):
        """Makes the weights; subclasses override it. Takes the shape of the input (or one shape per argument of `call()`)."""
        if self._has_own_state_without_build():
            warnings.warn(f"`build()` was called on layer {self.name!r}, but {type(self).__name__} has no `build()` and holds layers that are not built: they will "
                          "be built at the first call.", stacklevel=3)

    build = _finishing_build(build)

    def _build_at_init(self):
        """Marks a layer without weights as built; for the end of its `__init__()`. Not done where a subclass brings a `build()`."""
        if type(self).build is Layer.build:
            self.built = True
            self._post_build()

    def _has_own_state_without_build(self):
        return any(not layer.built for layer in self._layers)

    def _build_for(self, named):
        """Calls `build()` with the shapes of a call's arguments."""
        tensors = {k: v for k, v in named.items() if k not in ("mask", "training") and not k.endswith("_mask") and any(is_tensor(x) for x in tree.flatten(v))}
        shapes = {k: _shape_structure(v) for k, v in tensors.items()}
        facts = signature_of(type(self).build)
        if type(self).build is Layer.build:
            if shapes:
                self._default_build(shapes)
            return
        if len(facts.names) == 1 and len(shapes) >= 1 and not facts.open:
            first = next(iter(shapes.values()))
            self.build(first) if len(shapes) == 1 or not f"{facts.names[0]}" in {f"{k}_shape" for k in shapes} else self.build(shapes[facts.names[0].removesuffix("_shape")])
            return
        given = {f"{k}_shape": s for k, s in shapes.items() if facts.open or f"{k}_shape" in facts.names}
        unknown = [n for n in facts.required if n not in given]
        if unknown == [facts.names[0]] and len(shapes) == 1:
            self.build(next(iter(shapes.values())))
            return
        if unknown:
            raise ArgumentError(f"`build()` of layer {self.name!r} asks for {unknown}, but `call()` has no tensor arguments of these names: name them `<argument>_shape`.",
                                layer=self.name, argument=unknown[0])
        self.build(**given)

    def _place(self):
        """The layer's path: below what is being built, or below the layer that calls it."""
        above = current_path() or (running.layer.path if running.layer not in (None, self) else None)
        return f"{above}/{self.name}" if above else self.name

    def _default_build(self, shapes):
        """A layer without `build()`: its inner layers build themselves when called."""
        object.__setattr__(self, "_build_shapes", {("input_shape" if len(shapes) == 1 else f"{k}_shape"): s for k, s in shapes.items()})
        self._path = self._place()
        self.built = True
        self._post_build()
        if not self._has_own_state_without_build():
            object.__setattr__(self, "_locked", True)

    def _post_build(self):
        if self._initial_weights is not None:
            self.set_weights(self._initial_weights)
            self._initial_weights = None

    def get_build_config(self):
        """The shapes given to `build()`, or None."""
        shapes = self._build_shapes
        if not shapes:
            return None
        return {"input_shape": next(iter(shapes.values()))} if len(shapes) == 1 else {"shapes_dict": shapes}

    def build_from_config(self, config):
        """Builds as `get_build_config()` told."""
        if not config:
            return
        if "input_shape" in config:
            self.build(_shape_tuples(config["input_shape"]))
        elif "shapes_dict" in config:
            self.build(**{k: _shape_tuples(v) for k, v in config["shapes_dict"].items()})

    # ------------------------------------------------------------ calling

    def __call__(self, *args, **kwargs):
        if any_symbolic(args, kwargs):
            return self.symbolic_call(*args, **kwargs)
        return Module.__call__(self, *args, **kwargs)

    def call(self, *args, **kwargs):
        """The layer's arithmetic; subclasses override it."""
        raise NotImplementedError(f"{type(self).__name__} does not define `call()`.")

    def forward(self, *args, **kwargs):
        """Keras' protocol around `call()`: cast, build, check, inherit masks and the training flag, gather losses."""
        facts = signature_of(type(self).call)
        args, kwargs = self._cast_inputs(args, kwargs)
        caller, before = running.layer, running.training
        if caller is None:
            running.run += 1
        running.training = self._resolve_training(facts, kwargs)
        try:
            if not self.built or self.input_spec is not None:
                named = facts.name_arguments(args, kwargs)
                if not self.built:
                    self._check_inputs(named)
                    self._build_for(named)
                self._check_inputs(named)
            masks = self._hand_over_masks(facts, args, kwargs)
            running.layer = self
            outputs = self._call_in_dtype(args, kwargs)
        except Exception as error:
            self._explain(error, args)
            raise
        finally:
            running.layer, running.training = caller, before
        if self.activity_regularizer is not None:
            for out in tree.flatten(outputs):
                if isinstance(out, torch.Tensor):
                    self.add_loss(self.activity_regularizer(out))
        if masks is not None or type(self).compute_mask is not Layer.compute_mask:
            self._mark(args, kwargs, outputs, masks)
        return outputs

    def _call_in_dtype(self, args, kwargs):
        policy = self._dtype_policy
        wanted = dtypes.to_torch(policy.compute_dtype) if policy.compute_dtype != policy.variable_dtype else None
        if wanted is not scopes.cast:
            with autocast(wanted):
                return self.call(*args, **kwargs)
        return self.call(*args, **kwargs)

    def _cast_inputs(self, args, kwargs):
        wanted = dtypes.to_torch(self.input_dtype)
        if len(args) == 1 and not kwargs and type(args[0]) is torch.Tensor and (args[0].dtype == wanted or not args[0].is_floating_point()):
            return args, kwargs             # the usual case

        def cast(x):
            if not isinstance(x, torch.Tensor):
                if not hasattr(x, "__array__") or isinstance(x, np.ndarray) and x.dtype.kind in "OSU" or isinstance(x, np.generic):
                    return x
                x = convert_to_tensor(x)
            if not (self.autocast and x.is_floating_point() and x.dtype != wanted):
                return x
            mask, x = mask_of(x), x.to(wanted)
            if mask is not None:
                set_mask(x, mask)
            return x

        args = tree.map_structure(cast, args)
        kwargs = {k: tree.map_structure(cast, v) for k, v in kwargs.items()} if kwargs else kwargs
        if not self._takes_any_input:
            for x in tree.flatten(args):
                if x is not None and not isinstance(x, torch.Tensor):
                    raise ArgumentError(f"Only input tensors may be passed as positional arguments to the layer {self.name!r}, {got(x)}. Pass options by name.",
                                        layer=self.name, argument=signature_of(type(self).call).first or "inputs", actual=x)
        return args, kwargs

    _takes_any_input = False        # layers on strings and lists set it

    def _resolve_training(self, facts, kwargs):
        """The flag given, else that of the calling layer, else torch's own; handed to `call()` where it takes one."""
        training = kwargs.get("training")
        if training is None:
            training = running.training
        if training is None:
            training = facts.default_training if not self.training else True
        if facts.training:
            if training is not None:
                kwargs["training"] = training
        elif not facts.open:
            kwargs.pop("training", None)
        return training

    def _check_inputs(self, named):
        if self.input_spec is not None and named:
            assert_input_compatibility(self.input_spec, next(iter(named.values())), self.name)

    def _hand_over_masks(self, facts, args, kwargs):
        """Fills the mask parameters of `call()` from the masks that travel with the inputs; gives those of the first input."""
        first = args[0] if args else kwargs.get(facts.first)
        if isinstance(first, torch.Tensor):
            masks = mask_of(first)
        else:
            masks = tree.map_structure(mask_of, first)
            if not any(m is not None for m in tree.flatten(masks)):
                masks = None
        if facts.masks:
            named = facts.name_arguments(args, kwargs)
            for name, value in named.items():
                parameter = facts.mask_name(name) if name not in facts.masks else None
                if parameter is not None and named.get(parameter) is None:
                    found = tree.map_structure(mask_of, value)
                    if any(m is not None for m in tree.flatten(found)):
                        kwargs[parameter] = found
        return masks

    def _mark(self, args, kwargs, outputs, masks):
        """Puts the outgoing mask on the outputs."""
        if not self.supports_masking:
            if masks is not None:
                warnings.warn(f"Layer {self.name!r} (of type {type(self).__name__}) was given an input with a mask, but it does not support masking: the mask ends here.",
                              stacklevel=4)
            return
        outs = [x for x in tree.flatten(outputs) if is_tensor(x)]
        if all(mask_of(x) is not None for x in outs):
            return
        first = args[0] if args else next(iter(kwargs.values()), None)
        found = self.compute_mask(first, masks)
        if found is None:
            return
        for x, mask in zip(outs, tree.flatten(found)):
            if mask is not None and mask_of(x) is None:
                set_mask(x, mask)

    def compute_mask(self, inputs, previous_mask):
        """The mask of the output, given that of the input; the same one unless overridden."""
        return previous_mask

    def _explain(self, error, args):
        """Adds the layer and what it was given to an error from inside."""
        if isinstance(error, HornpipeError):
            if "layer" not in error.fields:
                error.layer = error.fields["layer"] = self.name
            return
        if not getattr(error, "_hornpipe_layer", None):
            try:
                error._hornpipe_layer = self.name
                error.add_note(f"In layer {self.name!r} ({type(self).__name__}), called on shape {tree.map_structure(lambda x: tuple(x.shape) if hasattr(x, 'shape') else x, list(args))}.")
            except Exception:
                return

    # ------------------------------------------------------------ symbolic calls

    def symbolic_call(self, *args, **kwargs):
        """The symbolic result; the call becomes a node of the graph."""
        facts = signature_of(type(self).call)
        if not (facts.training or facts.open):
            kwargs.pop("training", None)
        seen_args, seen_kwargs = (tree.map_structure(lambda x: self._dtype_policy.convert_input(x, self.autocast, self.input_dtype), a) for a in (args, kwargs))
        named = facts.name_arguments(seen_args, seen_kwargs)
        self._check_inputs(named)
        if not self.built:
            self._build_for(named)
            self._check_inputs(named)
        elif self._path is None:
            self._path = self.name
        outputs = self.compute_output_spec(*seen_args, **seen_kwargs)
        if any(getattr(x, "_keras_history", None) is not None for x in tree.flatten(outputs)):
            outputs = tree.map_structure(lambda x: KerasTensor(x.shape, x.dtype) if isinstance(x, KerasTensor) else x, outputs)
        Node(self, args, kwargs, outputs)
        self._mark_symbolic(args, kwargs, outputs)
        return outputs

    def _mark_symbolic(self, args, kwargs, outputs):
        first = args[0] if args else next(iter(kwargs.values()), None)
        masks = tree.map_structure(mask_of, first)
        if self.supports_masking and (type(self).compute_mask is not Layer.compute_mask or any(m is not None for m in tree.flatten(masks))):
            self._mark(args, kwargs, outputs, masks if any(m is not None for m in tree.flatten(masks)) else None)

    def compute_output_spec(self, *args, **kwargs):
        """Shapes and dtypes of the outputs, as `KerasTensor`s."""
        if type(self).compute_output_shape is not Layer.compute_output_shape:
            named = signature_of(type(self).call).name_arguments(args, kwargs)
            shapes = {k: _shape_structure(v) for k, v in named.items() if any(is_tensor(x) for x in tree.flatten(v)) and not k.endswith("mask")}
            facts = signature_of(type(self).compute_output_shape)
            if len(facts.names) <= 1:
                found = self.compute_output_shape(next(iter(shapes.values())))
            else:
                found = self.compute_output_shape(**{f"{k}_shape": s for k, s in shapes.items() if f"{k}_shape" in facts.names or facts.open})
            if isinstance(found, list) and found and all(isinstance(d, (int, type(None))) for d in found):
                found = tuple(found)
            return tree.map_shape_structure(lambda s: KerasTensor(s, self.compute_dtype), found)
        return self._infer(*args, **kwargs)

    def _infer(self, *args, **kwargs):
        return infer(self._run, args, kwargs)

    def _run(self, *args, **kwargs):
        """`call()` as `forward()` does it, for inference of shapes."""
        facts = signature_of(type(self).call)
        caller, before = running.layer, running.training
        running.layer, running.training = self, self._resolve_training(facts, kwargs)
        try:
            self._hand_over_masks(facts, args, kwargs)
            return self._call_in_dtype(args, kwargs)
        finally:
            running.layer, running.training = caller, before

    def compute_output_shape(self, *args, **kwargs):
        """The shape of the output for a shape of the input (or one shape per argument of `call()`, by keyword `<argument>_shape`)."""
        names = signature_of(type(self).call).names
        spec = functools.partial(tree.map_shape_structure, lambda s: KerasTensor(s, self.compute_dtype))
        given = {k.removesuffix("_shape") if k.removesuffix("_shape") in names else signature_of(type(self).call).first: spec(v) for k, v in kwargs.items()}
        specs = [spec(a) for a in args]
        if not self.built:
            self._build_for(signature_of(type(self).call).name_arguments(specs, given))
        return tree.map_structure(lambda x: x.shape, self.compute_output_spec(*specs, **given))

    # ------------------------------------------------------------ losses

    def add_loss(self, loss):
        """Adds a scalar (or several) to what training makes small; for use in `call()`."""
        if inferring():
            return
        losses = tree.flatten(loss)
        for x in losses:
            if not isinstance(x, (torch.Tensor, int, float, np.generic, np.ndarray)):
                raise ArgumentError(f"`loss` must be a scalar tensor, {got(x)}.", layer=self.name, argument="loss", actual=x)
        scope = get_stateless_scope()
        if scope is not None and scope.collect_losses:
            for x in losses:
                scope.add_loss(x)
            return
        running.added_in = running.run
        if self._losses_run != running.run:
            self._losses.clear()
            object.__setattr__(self, "_losses_run", running.run)
        self._losses.extend(losses)

    @property
    def losses(self):
        """Losses added in the last call of this layer and those below, and the penalties of their regularized weights."""
        scope = get_stateless_scope()
        if scope is not None and scope.collect_losses:
            found = list(scope.losses)
        else:
            found = [x for layer in self._flatten_layers() for x in layer._losses]
        for v in self.trainable_weights:
            if getattr(v, "regularizer", None) is not None:
                found.append(v.regularizer(visible(v)))
        return found

    def _clear_losses(self):
        for layer in self._flatten_layers():
            layer._losses.clear()

    # ------------------------------------------------------------ without state

    def stateless_call(self, trainable_variables, non_trainable_variables, *args, return_losses=False, **kwargs):
        """Calls the layer with given values in place of its variables, changing nothing.

        Args:
            trainable_variables, non_trainable_variables: Values, in the order of the properties of these names.
            return_losses: Whether the losses of the call are given too.

        Returns:
            `(outputs, non_trainable_variables)`, or `(outputs, non_trainable_variables, losses)`.
        """
        if not self.built:
            raise ArgumentError(f"The layer {self.name!r} must be built before `stateless_call()`.", layer=self.name)
        for argument, values, own in (("trainable_variables", trainable_variables, self.trainable_variables),
                                      ("non_trainable_variables", non_trainable_variables, self.non_trainable_variables)):
            if len(values) != len(own):
                raise ArgumentError(f"`{argument}` must hold {len(own)} values, got {len(values)}.", layer=self.name, argument=argument, expected=len(own), actual=len(values))
        mapping = [*zip(self.trainable_variables, trainable_variables), *zip(self.non_trainable_variables, non_trainable_variables)]
        with StatelessScope(mapping, collect_losses=return_losses) as scope:
            outputs = self(*args, **kwargs)
            losses = self.losses if return_losses else None
        after = [scope.get_current_value(v) for v in self.non_trainable_variables]
        return (outputs, after, losses) if return_losses else (outputs, after)

    # ------------------------------------------------------------ configuration

    def get_config(self):
        config = {"name": self.name, "trainable": self.trainable, "dtype": policies.serialize(self._dtype_policy)}
        if self.activity_regularizer is not None or self._tells_activity_regularizer:
            config["activity_regularizer"] = objects.config_value(self.activity_regularizer)
        rest = Operation.get_config(self)
        rest.pop("name", None)
        for option in ("activity_regularizer", "autocast"):
            rest.pop(option, None)
        return {**config, **rest}

    @classmethod
    def from_config(cls, config):
        config = dict(config)
        if isinstance(config.get("dtype"), dict):
            config["dtype"] = policies.deserialize(config["dtype"])
        return super().from_config(config)

    def add_metric(self, *args, **kwargs):
        raise NotImplementedError("`add_metric()` is gone since Keras 3: set a metric as an attribute of the layer and update it in `call()`.")

    def quantize(self, mode=None, type_check=True, config=None):
        """Replaces the weights by quantized ones, for layers that can."""
        raise NotImplementedError(f"Layer {self.name!r} (of type {type(self).__name__}) has no quantized form.")

    def __repr__(self):
        return f"<{type(self).__name__} name={self.name}, built={self.built}>"

    __str__ = __repr__


Layer.bookkeeping = _UNTRACKED = frozenset({
    "_losses", "_metrics", "_seed_generators", "_build_shapes", "_inbound_nodes", "_outbound_nodes", "_dtype_policy", "input_spec", "_parameters",
    "_modules", "_buffers", "_given", "_declared_batch_shape", "_initial_weights", "_provisional"})


def _shape_structure(value):
    return tree.map_structure(lambda x: unknown_to_none(x.shape) if hasattr(x, "shape") else None, value)


def _shape_tuples(shape):
    """Lists of dims (from JSON) as tuples, at any depth."""
    if isinstance(shape, dict):
        return {k: _shape_tuples(v) for k, v in shape.items()}
    if isinstance(shape, (list, tuple)):
        if all(d is None or isinstance(d, int) for d in shape):
            return tuple(shape)
        return [_shape_tuples(s) for s in shape]
    return shape
