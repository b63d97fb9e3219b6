"""Python classes whose methods are R functions."""
from __future__ import annotations

import functools
import inspect
import weakref

from ..callbacks.callback import Callback
from ..core import objects, registry
from ..layers.layer import Layer
from ..losses.loss import Loss
from ..metrics.metric import Metric
from ..training.trainer import Trainer
from .custom import CustomModel
from .functions import as_columns, hook_in_r, run_in_r, signature, without_computed
from .trace import Traced

_RENAMED = {"initialize": "__init__", "finalize": "__del__"}
_STEPS = {Metric: {"update_state"}, Trainer: {"train_step", "test_step", "compute_loss", "compute_metrics"}}
_HOOKS = {name for name in dir(Callback) if name.startswith("on_")}
dead: list[int] = []        # instances that are gone, whose private environments R may drop


def make_class(name: str, bases: list, methods: dict, properties: dict, attributes: dict, doc: str | None, tell, chance, giver=None):
    """A class named `name`.

    Args:
        methods: By name, `(function of (self, ...), parameters without self)`.
        properties: By name, a function of `(self)` to get or `(self, value)` to set.
        attributes: Class attributes.
        tell, chance: For `call()`, see `Traced`.
        giver: See `r_function()`.
    """
    namespace = {_RENAMED.get(k, k): _method(_RENAMED.get(k, k), f, p, tell, chance) for k, (f, p) in methods.items()}
    namespace |= {k: property(functools.partial(_run, f), functools.partial(_run, f)) for k, f in properties.items()}
    namespace |= dict(attributes)
    namespace |= {"__module__": "r", "r_giver": giver}
    if doc:
        namespace["__doc__"] = doc
    return type(bases[0])(name, tuple(bases), namespace)


def _run(function, *args, **kwargs):
    return run_in_r(function, args, kwargs)


def _method(name, function, parameters, tell, chance):
    told = []

    def method(self, *args, **kwargs):
        if name in _HOOKS and isinstance(self, Callback):
            return hook_in_r(function, (self,), args)
        if name == "call" and isinstance(self, (Layer, Loss)) and type(self).call is method:      # one above runs as a part of the one below
            return _traced(self)(*args, **kwargs)
        if not told and any(name in names and isinstance(self, kind) for kind, names in _STEPS.items()):
            told.append(tell(f"`{name}()` of `{type(self).__name__}`", "it changes variables, which a recorded function does not do"))
        if name == "update_state" and isinstance(self, Metric):
            args = as_columns(args)
        result = run_in_r(function, (self, *args), without_computed(kwargs, parameters))
        return None if name == "__init__" else result

    def _traced(self):
        traced = self.__dict__.get("_r_traced")
        if traced is None:
            bound = functools.partial(_run_bound, function, weakref.ref(self))
            label = f"`call()` of `{getattr(self, 'name', type(self).__name__)}`"
            traced = self.__dict__["_r_traced"] = Traced(bound, lambda reason: tell(label, reason), chance, check=isinstance(self, Loss))
        return traced

    method.__name__ = name
    method.__signature__ = signature([["self", "required", None], *parameters])
    return method


def _run_bound(function, instance, *args, **kwargs):
    return run_in_r(function, (instance(), *args), kwargs)


def constructor(cls) -> list:
    """The parameters of a class: lists of a name and, where there is one, a default that R can write."""
    shown = []
    for p in inspect.signature(cls).parameters.values():
        if p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD):
            shown += [["..."]] if ["..."] not in shown else []
        else:
            shown.append([p.name] if p.default is p.empty else [p.name, p.default if isinstance(p.default, (bool, int, float, str)) else None])
    return shown


def is_layer_class(cls) -> bool:
    return isinstance(cls, type) and issubclass(cls, Layer) and not hasattr(cls, "fit")


def handle(instance) -> int:
    """A number for an instance; it turns up in `dead` when the instance is gone."""
    number = instance.__dict__.get("_r_handle")
    if number is None:
        number = handle.next
        handle.next += 1
        instance.__dict__["_r_handle"] = number
        weakref.finalize(instance, dead.append, number)
    return number


handle.next = 1


def take_dead() -> list[int]:
    gone = dead[:]
    del dead[:len(gone)]
    return gone


def above(cls, instance):
    """`super(cls, instance)`: the methods above a class."""
    return super(cls, instance)


class R6Layer(Layer, abstract=True):
    """A layer whose methods are those of an R6 object of class KerasLayer.

    Files name the R6 class, a function here, and have the arguments with which it made the object.
    """

    def __init__(self, r6_class, arguments, build, call, **kwargs):
        super().__init__(**kwargs)
        self.__dict__.update(r6_class=r6_class, arguments=arguments, r_build=build, r_call=call, accepts=set(inspect.signature(call).parameters))

    def build(self, input_shape):
        run_in_r(self.r_build, (input_shape,), {})

    def call(self, inputs, mask=None, training=None):
        given = {"mask": mask, "training": training}
        return run_in_r(self.r_call, (inputs,), {k: v for k, v in given.items() if k in self.accepts})

    def get_config(self):
        base = Layer.get_config(self)
        return {**{k: base[k] for k in ("name", "trainable", "dtype")}, **objects.config_value({"r6_class": self.r6_class, "arguments": self.arguments})}

    @classmethod
    def from_config(cls, config):
        own = {k: objects.revive(v) for k, v in config.items()}
        arguments = {k: objects.revive(v) for k, v in own.pop("arguments").items()}
        return run_in_r(r6_layer.again, (own.pop("r6_class").r_giver, arguments, own), {})


registry.publish("layer", "R6Layer", R6Layer)


def r6_layer(r6_class, arguments: dict, build, call, output_shape, base: dict) -> R6Layer:
    """A layer of an R6 object; its own `compute_output_shape()` is taken where it has one.

    Args:
        r6_class, arguments: What makes the object.
        base: Arguments of every layer.
    """
    cls = R6Layer
    if output_shape is not None:
        class cls(R6Layer, abstract=True):
            def compute_output_shape(self, input_shape):
                return tuple(run_in_r(output_shape, (input_shape,), {}))

        cls.__name__ = cls.__qualname__ = R6Layer.__name__
    return cls(r6_class, arguments, build, call, **base)


def make_through(r6_layer_again, custom_model) -> None:
    """R's sides of what a file made by an R6 class or by `keras_model_custom()` needs."""
    r6_layer.again, CustomModel.set_up = r6_layer_again, staticmethod(custom_model)
