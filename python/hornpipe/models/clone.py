"""`clone_model()`: the same architecture with fresh layers and fresh weights."""
from __future__ import annotations

from ..core import tree
from ..core.errors import ArgumentError, got, unknown_argument
from ..graph.tensor import KerasTensor
from ..layers.input import Input, InputLayer
from .functional import Functional, is_input
from .model import Model
from .sequential import Sequential


def _fresh(layer):
    return type(layer).from_config(layer.get_config())


def clone_model(model, input_tensors=None, clone_function=None, call_function=None, recursive=False, **kwargs):
    """A model of the same architecture whose layers and weights are new; compiled as the model is, with an optimizer at its beginning.

    Args:
        model: The model.
        input_tensors: Symbolic tensors to build it on; fresh inputs if `None`.
        clone_function: Makes the twin of a layer (not of inputs); from its config if `None`.
        call_function: `(layer, *args, **kwargs)` that calls the twin of a layer in the new graph.
        recursive: Whether `clone_function` reaches the layers of inner models.

    Raises:
        ValueError: `clone_function` or `call_function` is given for a model that is neither functional nor sequential.
    """
    cache = kwargs.pop("cache", None)
    if kwargs:
        raise unknown_argument("`clone_model()`", kwargs, ("input_tensors", "clone_function", "call_function", "recursive"))
    if not isinstance(model, Model):
        raise ArgumentError(f"`model` must be a model, {got(model)}.", argument="model", actual=model)
    clone_function = clone_function or _fresh
    made = cache if cache is not None else {}

    def twin(layer):
        if id(layer) not in made:
            if recursive and isinstance(layer, (Functional, Sequential)):
                made[id(layer)] = clone_model(layer, clone_function=clone_function, call_function=call_function, recursive=True)
            else:
                made[id(layer)] = clone_function(layer)
        return made[id(layer)]

    if isinstance(model, Sequential):
        if call_function is not None:
            raise ArgumentError("`call_function` is for functional models, and this one is sequential.", argument="call_function", actual=call_function)
        return _compiled_as(model, _clone_sequential(model, twin, input_tensors))
    if isinstance(model, Functional):
        return _compiled_as(model, _clone_functional(model, twin, input_tensors, call_function))
    if clone_function is not _fresh or input_tensors is not None or call_function is not None:
        raise ArgumentError(f"Only functional and sequential models can be cloned with `clone_function`, `call_function` or `input_tensors`; "
                            f"this is a {type(model).__name__}.",
                            argument="model", actual=type(model).__name__)
    return _compiled_as(model, _fresh(model))


def _fresh_part(x):
    """An object with a state gets a twin; names, functions and classes are the same for both."""
    return _fresh(x) if hasattr(x, "get_config") and not isinstance(x, type) else x


def _compiled_as(model, made):
    """Compiles a twin with new objects of what the model was compiled with."""
    if model.compiled and model._compile_arguments is not None and not model._overrides_compile():
        made.compile(**{name: tree.map_structure(_fresh_part, value) for name, value in model._compile_arguments.items()})
    return made


def _clone_sequential(model, twin, input_tensors):
    layers = [twin(layer) for layer in model.layers]
    name = model.name
    if input_tensors is not None:
        tensors = tree.flatten(input_tensors)
        if len(tensors) != 1:
            raise ArgumentError(f"`input_tensors` must be one tensor for a Sequential model, got {len(tensors)}.",
                                argument="input_tensors", actual=input_tensors)
        if not isinstance(tensors[0], KerasTensor):
            raise ArgumentError(f"`input_tensors` must be symbolic, {got(tensors[0])}.", argument="input_tensors", actual=tensors[0])
        if is_input(tensors[0]):
            return Sequential([tensors[0], *layers], name=name)
        return Sequential([Input(batch_shape=tensors[0].shape, dtype=tensors[0].dtype), *layers], name=name)
    if model._stack and isinstance(model._stack[0], InputLayer):
        first = model._stack[0]
        return Sequential([Input(batch_shape=first.batch_shape, dtype=first.dtype, name=first.name), *layers], name=name)
    return Sequential(layers, name=name)


def _twin_of_input(x):
    layer = x._keras_history.operation
    return Input(batch_shape=x.shape, dtype=x.dtype, name=layer.name, optional=layer.optional)


def _clone_functional(model, twin, input_tensors, call_function):
    if input_tensors is None:
        inputs = tree.map_structure(_twin_of_input, model._inputs_struct)
    else:
        flat = tree.flatten(input_tensors)
        if not all(isinstance(x, KerasTensor) for x in flat):
            raise ArgumentError(f"`input_tensors` must hold symbolic tensors, {got(input_tensors)}.", argument="input_tensors", actual=input_tensors)
        if len(flat) != len(model.inputs):
            raise ArgumentError(f"`input_tensors` must hold {len(model.inputs)} tensors, got {len(flat)}.", argument="input_tensors", actual=input_tensors)
        inputs = tree.pack_sequence_as(model._inputs_struct, flat)
    tensors = {id(old): new for old, new in zip(model.inputs, tree.flatten(inputs))}
    for node in model._graph.nodes:
        if node.is_input or all(id(t) in tensors for t in node.outputs):
            continue
        args, kwargs = node.arguments.fill_in(tensors)
        operation = twin(node.operation) if hasattr(node.operation, "weights") else node.operation
        result = operation(*args, **kwargs) if call_function is None else call_function(operation, *args, **kwargs)
        for old, new in zip(node.outputs, tree.flatten(result)):
            tensors[id(old)] = new
    outputs = tree.map_structure(lambda x: tensors[id(x)], model._outputs_struct)
    made = type(model) if type(model) is Functional else Functional
    return made(inputs, outputs, name=model.name)
