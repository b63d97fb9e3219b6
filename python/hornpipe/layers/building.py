"""Building a layer: its weights are made when the shapes of its inputs are known."""
from __future__ import annotations

import functools
import warnings

import torch

from ..core import tree
from ..core.errors import ArgumentError
from ..core.names import at_path, current_path
from ..graph.infer import real_world, unknown_to_none
from .calling import call as running
from .calling import is_tensor, signature_of
from .state import State


def _finishing_build(build):
    """`build()` wrapped: it runs in the layer's name scope, and afterwards the layer is built and its shapes are known."""

    @functools.wraps(build)
    def wrapped(self, *args, **kwargs):
        if self.__dict__.get("_building"):          # called by a subclass's build
            return build(self, *args, **kwargs)
        object.__setattr__(self, "_building", True)
        self._path = self._place()
        try:
            with real_world(), at_path(self._path), torch.no_grad():        # a loss made here outlives the first step, a graph would not
                build(self, *args, **kwargs)
        finally:
            object.__setattr__(self, "_building", False)
        self._build_shapes = {k: _plain_shape(v) for k, v in signature_of(build).name_arguments(args, kwargs).items()}
        self.built = True
        self._post_build()
        object.__setattr__(self, "_locked", True)

    wrapped._wrapped_build = True
    return wrapped


def _plain_shape(shape):
    if isinstance(shape, (list, tuple)) and any(isinstance(d, (int, type(None))) for d in shape):
        return tuple(shape)
    return shape


class Building(State):
    """`build()`, who calls it, and what is remembered of it."""

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        build = cls.__dict__.get("build")
        if build is not None and not hasattr(build, "_wrapped_build"):
            cls.build = _finishing_build(build)

    # ------------------------------------------------------------ building

    def build(self, *args, **kwargs):
        """Makes the weights; subclasses override it. Takes the shape of the input (or one shape per argument of `call()`)."""
        if self._has_own_state_without_build():
            warnings.warn(f"`build()` was called on layer {self.name!r}, but {type(self).__name__} has no `build()` and holds layers that are not built: "
                          "they will "
                          "be built at the first call.", stacklevel=3)

    build = _finishing_build(build)

    def _build_at_init(self):
        """Marks a layer without weights as built; for the end of its `__init__()`. Not done where a subclass brings a `build()`."""
        if type(self).build is Building.build:
            self.built = True
            self._post_build()

    def _has_own_state_without_build(self):
        return any(not layer.built for layer in self._layers)

    def _build_for(self, named):
        """Calls `build()` with the shapes of a call's arguments."""
        tensors = {k: v for k, v in named.items() if k not in ("mask", "training") and not k.endswith("_mask") and any(is_tensor(x) for x in tree.flatten(v))}
        shapes = {k: shape_structure(v) for k, v in tensors.items()}
        facts = signature_of(type(self).build)
        if type(self).build is Building.build:
            if shapes:
                self._default_build(shapes)
            return
        if len(facts.names) == 1 and len(shapes) >= 1 and not facts.open:
            first = next(iter(shapes.values()))
            self.build(shapes.get(facts.names[0].removesuffix("_shape"), first))      # by its name, else the first
            return
        given = {f"{k}_shape": s for k, s in shapes.items() if facts.open or f"{k}_shape" in facts.names}
        unknown = [n for n in facts.required if n not in given]
        if unknown == [facts.names[0]] and len(shapes) == 1:
            self.build(next(iter(shapes.values())))
            return
        if unknown and not shapes:
            raise ArgumentError(f"Layer {self.name!r} cannot be built: none of the arguments of the call is a tensor.", layer=self.name)
        if unknown:
            name = unknown[0]
            problem = (f"`{name}`, but `call()` does not have argument `{name.removesuffix('_shape')}`" if name.endswith("_shape") else
                       f"the argument `{name}`, which does not end in `_shape`")
            raise ArgumentError(f"`build()` of layer {self.name!r} asks for {problem}: with several arguments, each must be the name of an argument of "
                                "`call()` and `_shape`.",
                                layer=self.name, argument=name)
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
        if shapes is None:
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


def shape_structure(value):
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
