"""The state of a layer: what its attributes hold, and its variables and those of the layers below it."""
from __future__ import annotations

import contextlib
import functools

import numpy as np
import torch

from ..core import objects, tree
from ..core.configurable import is_own
from ..core.errors import ArgumentError, ShapeError
from ..core.names import at_path, current_path
from ..graph.infer import real_world
from ..graph.tensor import weight_shape
from ..runtime import dtypes
from ..runtime.convert import convert_to_numpy
from ..runtime.random import SeedGenerator
from ..runtime.variable import Variable, values_are_awaited
from ..runtime.views import scopes, visible
from .tracking import worth_tracking, wrap

Module = torch.nn.Module
_PLAIN = (str, int, float, bool, type(None))
_UNTRACKED = frozenset({
    "_losses", "_metrics", "_seed_generators", "_build_shapes", "_inbound_nodes", "_outbound_nodes", "_dtype_policy", "input_spec", "_parameters",
    "_modules", "_buffers", "_given", "_declared_batch_shape", "_initial_weights", "_provisional"})


class _Changes:
    """How often an attribute of any layer was set: what was made of layers as they stood holds as long as this does not change."""

    count = 0


changes = _Changes()


class State(Module):
    """Attributes that find the variables and layers put into them, and the lists of these.

    There is one book, that of `torch.nn.Module`: variables stand in `_parameters`, layers in `_modules`.
    """

    bookkeeping = _UNTRACKED        # attributes that are no part of the layer's state
    _locked = False                 # built: nothing can be added any more
    _building = False
    _empty = frozenset()            # names that the class body sets to None

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if cls.__module__.partition(".")[0] == __name__.partition(".")[0]:
            return
        # `kernel = None` in a user's class body would be found before the weight of that name, which stands in torch's book.
        above = super(cls, cls)
        empty = [k for k, v in vars(cls).items() if v is None and not k.startswith("__") and not hasattr(above, k)]
        cls._empty = cls._empty.union(empty)
        for name in empty:
            delattr(cls, name)

    def _begin(self):
        """Opens the books, once."""
        if "_parameters" not in self.__dict__:
            Module.__init__(self)
            self._metrics, self._seed_generators = [], []

    # ------------------------------------------------------------ attributes

    def __setattr__(self, name, value):
        changes.count += 1
        if isinstance(value, _PLAIN) and name not in self.__dict__.get("_parameters", ()) and name not in self.__dict__.get("_modules", ()):
            object.__setattr__(self, name, value)
            return
        if "_parameters" not in self.__dict__:
            if not (worth_tracking(value) or isinstance(value, (list, dict))):
                object.__setattr__(self, name, value)
                return
            self._begin()           # Keras: state may be set before `super().__init__()`
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
            if self._parameters.get(name) is value:
                self.__dict__.pop(name, None)           # the None that stood there before `build()`
                return
        elif isinstance(value, Module):
            if not isinstance(value, State):
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
        if name in type(self)._empty:
            return None
        own = getattr(type(self), name, None)
        if isinstance(own, property):           # it found no attribute it needs: that is the error to tell
            return own.fget(self)
        hint = "" if "name" in fields else " Was `super().__init__()` called?"
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}.{hint}")

    @functools.cached_property
    def _provisional(self):
        """Keys of weights that no attribute holds (yet)."""
        return set()

    def _check_lock(self, value):
        if self._locked and not self._building and not any(value is v for v in (*self._parameters.values(), *self._modules.values())):
            raise ValueError(f"The layer {self.name!r} is built: you cannot add new elements of state (variables or layers) to it. Create them in "
                             "`__init__()` or `build()`.")

    @contextlib.contextmanager
    def _unlocked(self):
        """Inside, state can be added and removed although the layer is built."""
        locked = self._locked
        object.__setattr__(self, "_locked", False)
        try:
            yield
        finally:
            object.__setattr__(self, "_locked", locked)

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

    def _untrack_variable(self, variable):
        """Takes a variable away from the layer, also from a built one; gives None, to be put into its attribute."""
        with self._unlocked():
            self._untrack(variable)

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
            shape: Its shape; scalar if `None`, one axis if an int.
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
        if len(args) > 3:
            raise TypeError(f"`add_weight()` takes at most 3 positional arguments after the name (shape, initializer, dtype), got {len(args)}.")
        given = {"shape": shape, "initializer": initializer, "dtype": dtype}
        for field, value in zip(given, args):
            if given[field] is not None:
                raise ArgumentError(f"`{field}` was passed both positionally and as a keyword argument.", layer=self.name, argument=field, actual=value)
            given[field] = value
        shape, initializer, dtype = given.values()
        shape = weight_shape(shape)
        if None in shape:
            raise ShapeError(f"A weight of layer {self.name!r} ({name!r}) must have a shape without None, got {shape}: the input's sizes must be known along "
                             "these axes.",
                             layer=self.name, argument="shape", actual=shape)
        if 0 in shape and is_own(type(self)):
            raise ShapeError(f"A weight of layer {self.name!r} ({name!r}) would be empty, of shape {shape}: the input must have entries along these axes.",
                             layer=self.name, argument="shape", actual=shape)
        dtype = self.variable_dtype if dtype is None else dtypes.standardize_dtype(dtype)
        if initializer is None:
            initializer = "glorot_uniform" if "float" in dtype else "zeros"
        with real_world(), at_path(current_path() if self._building else self._path or self._place()):
            variable = Variable(objects.get("initializer", initializer), shape, dtype, trainable, autocast,
                                aggregation=aggregation, name=name, order=order,
                                regularizer=objects.get("regularizer", regularizer), constraint=objects.get("constraint", constraint),
                                waiting=values_are_awaited())
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
        """The layers directly below, each once; also those in torch's containers."""
        found = []
        for m in self._modules.values():
            if isinstance(m, State):
                found.append(m)
            elif m is not None:
                found.extend(part for part in m.children() if isinstance(part, State))
        return list(dict.fromkeys(found))

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
        """`weights` and the states of random streams. Those of metrics are in `metrics_variables`."""
        return self._gather(lambda layer: [*layer._own_variables(), *(g.state for g in layer._seed_generators)])

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
        """The values of `weights`, as a list of NumPy arrays of their own: training does not change them."""
        return [convert_to_numpy(v).copy() for v in self.weights]

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
                raise ShapeError(f"The layer {self.name!r} has a weight {variable.path!r} of shape {tuple(variable.shape)}, but the array for it has shape "
                                 f"{np.shape(value)}.",
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

    def reads_plainly(self) -> bool:
        """Whether `load_own_variables()` takes what `check_own_variables()` asks for."""
        return type(self).load_own_variables is State.load_own_variables

    def check_own_variables(self, store):
        """Raises a `ShapeError` where a store does not hold what `load_own_variables()` takes; reads no values."""
        own = self._own_variables()
        if len(store.keys()) != len(own):
            if own and not store.keys():
                hint = "the file holds none for it"
            else:
                hint = f"the file holds {len(store.keys())}" + ("" if self.built else "; the layer is not built yet")
            raise ShapeError(f"The layer {self.name!r} has {len(own)} weights of its own, {hint}.",
                             layer=self.name, argument="store", expected=len(own), actual=len(store.keys()))
        for i, v in enumerate(own):
            found = np.shape(store[f"{i}"])
            if tuple(found) != tuple(v.shape):
                raise ShapeError(f"The layer {self.name!r} has a weight {v.path!r} of shape {tuple(v.shape)}, but the file holds one of shape {tuple(found)}.",
                                 layer=self.name, argument="store", expected=tuple(v.shape), actual=tuple(found))

    def load_own_variables(self, store):
        """Sets this layer's own weights from a store filled by `save_own_variables()`."""
        self.check_own_variables(store)
        for i, v in enumerate(self._own_variables()):
            v.assign(store[f"{i}"])
