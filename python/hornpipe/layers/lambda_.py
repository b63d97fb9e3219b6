"""A function as a layer."""
from __future__ import annotations

import inspect
from types import FunctionType

from ..core import objects, tree
from ..core.errors import ArgumentError, ArgumentTypeError, got
from ..core.types import Callables, ShapeOrFunction, Structure
from ..graph.tensor import KerasTensor
from .layer import Layer


class Lambda(Layer):
    """Applies a function of one tensor (or of a list of tensors).

    A function that is to have weights belongs into a subclass of `Layer`. A saved Lambda with a `lambda` in it holds Python code and is loaded
    with `safe_mode=False` only; a named function is stored by its name.

    Args:
        function: Takes the inputs, and `mask` and `training` if it has parameters of these names.
        output_shape: Shape of a sample of the output, or a function of the input shape. Found by running the function if `None`.
        mask: The mask of the output, or a function `(inputs, mask)` that gives it.
        arguments: Further keyword arguments for the function.

    Example:
        Lambda(lambda x: x ** 2)
    """

    mixes_samples = True        # for `TimeDistributed`: the function may

    def __init__(self, function: Callables, output_shape: ShapeOrFunction = None, mask: Structure = None, arguments: Structure = None, **kwargs):
        super().__init__(**kwargs)
        if not callable(function):
            raise ArgumentTypeError(f"`function` must be a function, {got(function)}.", argument="function", actual=function)
        self.function = function
        self.arguments = dict(arguments or {})
        self.output_shape = output_shape if output_shape is None or callable(output_shape) else tree.lists_to_tuples(output_shape)
        self.mask = mask
        self.supports_masking = mask is not None
        try:
            names = inspect.signature(function).parameters
        except ValueError:          # builtins tell no signature
            names = {}
        self._wants = [n for n in ("mask", "training") if n in names]

    def call(self, inputs, mask=None, training=None):
        given = {"mask": mask, "training": training}
        return self.function(inputs, **self.arguments, **{n: given[n] for n in self._wants})

    def compute_mask(self, inputs, mask=None):
        return self.mask(inputs, mask) if callable(self.mask) else self.mask

    def compute_output_spec(self, inputs, mask=None, training=None):
        if self.output_shape is None:
            try:
                return super().compute_output_spec(inputs, mask=mask, training=training)
            except Exception as error:
                raise NotImplementedError(f"The output shape of the Lambda layer {self.name!r} could not be found by running its function ({error}). "
                                          "Tell it by the argument `output_shape`.") from error
        shapes = tree.map_structure(lambda x: x.shape, inputs)
        if callable(self.output_shape):
            found = tree.map_structure(_size, self.output_shape(shapes))
        else:
            batch = tree.flatten(inputs)[0].shape[:1]
            found = tree.map_shape_structure(lambda shape: batch + tuple(shape), self.output_shape)
        return tree.map_shape_structure(lambda shape: KerasTensor(shape, self.compute_dtype), found)

    def get_config(self):
        config = {**Layer.get_config(self), "function": _stored(self.function)}
        for name, value in (("output_shape", self.output_shape), ("mask", self.mask)):
            config.pop(name)
            if value is not None:       # Keras: they are left out when not given
                config[name] = _stored(value) if callable(value) else objects.config_value(value)
        return config

    @classmethod
    def from_config(cls, config, custom_objects=None, safe_mode=None):
        config = dict(config)
        for name in ("function", "output_shape", "mask", "arguments"):
            if config.get(name) is not None:
                config[name] = _loaded(config[name], custom_objects, safe_mode)
        return super().from_config(config)


def _size(n):
    """What a function of shapes gave, as a size: R's numbers are doubles, and its NA is NaN or negative."""
    if n is None or isinstance(n, (int, float)) and not n >= 0:
        return None
    if isinstance(n, float) and not n.is_integer():
        raise ArgumentError(f"`output_shape` must give whole numbers and None, {got(n)}.", argument="output_shape", actual=n)
    return int(n) if isinstance(n, float) else n


def _stored(function):
    """A function as Keras' files hold it in a Lambda: code for a lambda, else a name."""
    if isinstance(function, FunctionType) and function.__name__ == "<lambda>":
        return {"class_name": "__lambda__", "config": objects.lambda_code(function)}
    entry = objects.serialize_keras_object(function)
    if isinstance(function, FunctionType) and not entry["module"].startswith("keras"):      # Keras: a user's function has this module
        return {**entry, "module": "builtins", "config": entry["registered_name"] or entry["config"], "registered_name": "function"}
    return entry


def _loaded(value, custom_objects, safe_mode):
    if isinstance(value, dict) and value.get("class_name") == "__lambda__":
        code = value["config"]
        with objects.SafeModeScope(objects.in_safe_mode() if safe_mode is None else safe_mode):
            return objects.load_lambda(code.get("value", code))
    return objects.deserialize_keras_object(value, custom_objects=custom_objects, safe_mode=safe_mode)
