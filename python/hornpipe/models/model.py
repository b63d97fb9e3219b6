"""`Model`: layers that are trained, evaluated and saved as one."""
from __future__ import annotations

import itertools
import json
import re

from ..core import objects, registry
from ..core.arguments import choice
from ..core.errors import ArgumentError, NotBuiltError, got, nearest, unknown_argument
from ..core.names import to_snake_case
from ..layers.layer import Layer
from ..layers.quantization.model import quantize_layers
from ..saving import api as saving
from ..saving.export import export_model
from ..training.trainer import Trainer
from .summary import print_summary


def is_functional_init(args, kwargs) -> bool:
    """Whether the arguments of `Model(...)` are the two ends of a graph."""
    return len(args) >= 2 or (len(args) == 1 and "outputs" in kwargs) or ("inputs" in kwargs and "outputs" in kwargs)


class Model(Trainer, Layer):
    """Layers with training: made from the two ends of a graph, or by subclassing.

    `Model(inputs, outputs)` gives a functional model. A subclass makes its layers in `__init__()` and uses them in `call()`.

    Args:
        inputs: Symbolic inputs (`Input()`), possibly nested.
        outputs: Symbolic outputs, possibly nested.
        name: Name of the model.

    Example:
        >>> inputs = hornpipe.Input((3,))
        >>> model = hornpipe.Model(inputs, hornpipe.layers.Dense(2)(inputs))
    """

    kind = "model"
    file_module = "keras"
    bookkeeping = Layer.bookkeeping | Trainer.bookkeeping
    _takes_any_input = True     # strings too: the layers inside check what they take
    graph_class = None          # Functional, set by its module: what `Model(inputs, outputs)` makes

    def __new__(cls, *args, **kwargs):
        if cls is Model and is_functional_init(args, kwargs):
            return super().__new__(Model.graph_class)
        return super().__new__(cls, *args, **kwargs)

    def __init__(self, *args, **kwargs):
        if is_functional_init(args, kwargs) and not isinstance(self, Model.graph_class):
            # A user's subclass of Model that hands over a graph becomes a functional model.
            _become_functional(type(self))
            Model.graph_class.__init__(self, *args, **kwargs)
            return
        Trainer.__init__(self)
        if args:
            raise ArgumentError(f"`Model` takes `inputs` and `outputs`, or neither, {got(args)}.", argument="inputs", actual=args)
        Layer.__init__(self, **kwargs)

    # ------------------------------------------------------------ layers

    @property
    def layers(self):
        """The layers that the model is directly made of."""
        return [layer for layer in self._layers]

    def _saved_layers(self):
        return self._layers

    @layers.setter
    def layers(self, _):
        raise AttributeError("`layers` is the list of the model's layers and cannot be set; use another attribute name.")

    def _hold(self, layer):
        """Enters a layer in torch's book under its name; made-up names (`dense_7`) are counted anew, so that equal models have equal `state_dict()`s."""
        made_up = to_snake_case(type(layer).__name__)
        stem = made_up if re.fullmatch(rf"{made_up}(_\d+)?", layer.name) else layer.name.replace(".", "_")
        key = stem
        for n in itertools.count(1):
            if key not in self._modules and key not in self.__dict__:
                break
            key = f"{stem}_{n}"
        self._modules[key] = layer
        self._provisional.add(key)

    def get_layer(self, name=None, index=None):
        """A layer by its name or its position.

        Args:
            name: Name of the layer.
            index: Position in `layers`.

        Raises:
            ValueError: There is no such layer.
        """
        layers = self.layers
        if (name is None) == (index is None):
            raise ArgumentError(f"`get_layer()` takes either a `name` or an `index`, got {'none' if name is None else f'both ({name!r}, {index})'}.",
                                argument="name", actual=name)
        if index is not None:
            if not -len(layers) <= index < len(layers):
                raise ArgumentError(f"`index` must be below the number of layers, {len(layers)}, got {index}.", argument="index", actual=index)
            return layers[index]
        for layer in layers:
            if layer.name == name:
                return layer
        names = [layer.name for layer in layers]
        raise ArgumentError(f"No layer is named {name!r}.{nearest(name, names)} The layers are: {', '.join(f'`{known}`' for known in names)}.",
                            argument="name", actual=name, known=names)

    def summary(self, line_length=None, positions=None, print_fn=None, expand_nested=False, show_trainable=False, layer_range=None):
        """Prints a table of the layers, their output shapes and their numbers of weights.

        Args:
            line_length: Width of the table.
            positions: Relative (or absolute) right ends of the columns.
            print_fn: Called with the whole text instead of printing it.
            expand_nested: Whether layers of inner models are listed.
            show_trainable: Whether a column tells what is trainable.
            layer_range: Names of the first and last layer to list (patterns may be regular expressions).
        """
        print_summary(self, line_length=line_length, positions=positions, print_fn=print_fn, expand_nested=expand_nested,
                      show_trainable=show_trainable, layer_range=layer_range)

    def call(self, *args, **kwargs):
        raise NotImplementedError(f"The model {self.name!r} has no `call()`: {type(self).__name__} must define it, or be made from `inputs` and `outputs`.")

    # ------------------------------------------------------------ building

    def build_from_config(self, config):
        if not config or self.built:
            return
        super().build_from_config(config)
        shape = config.get("input_shape")
        if shape is not None and any(not layer.built for layer in self._flatten_layers(include_self=False)):
            self._call_on_shapes(shape)

    def _call_on_shapes(self, input_shape):
        """Lets inner layers build themselves by a symbolic call."""
        try:
            self.compute_output_shape(_tuples(input_shape))
        except Exception as error:
            raise NotBuiltError(f"The model {self.name!r} cannot be built from the input shape {input_shape}: {error} Call it on data instead.",
                                layer=self.name) from error

    def build(self, input_shape):
        """Makes the weights for inputs of a shape (or nested shapes)."""
        if type(self).call is not Model.call:
            self._call_on_shapes(input_shape)

    # ------------------------------------------------------------ quantization

    def quantize(self, mode=None, config=None, filters=None, **kwargs):
        """Keeps the weights of dense layers and embeddings in 8 or 4 bits; the model must be built, and compiled again to be trained.

        Args:
            mode: "int8", "int4" or "float8"; or what `config` says.
            config: Settings, as in `hornpipe.quantizers`; those of the mode if `None`.
            filters: Which layers: a regular expression for their names, a list of such, or a function of the layer. All if `None`.
        """
        type_check = kwargs.pop("type_check", True)
        if kwargs:
            raise unknown_argument("`quantize()`", kwargs, ("mode", "config", "filters"))
        quantize_layers(self, mode, config, filters, type_check)

    # ------------------------------------------------------------ configuration and files

    def get_config(self):
        return super().get_config()

    def to_json(self, **kwargs):
        """The architecture as a JSON string; `kwargs` go to `json.dumps()`."""
        return json.dumps(objects.serialize_keras_object(self), **kwargs)

    def to_yaml(self, **kwargs):
        """The architecture as a YAML string; `kwargs` go to `yaml.safe_dump()`."""
        return saving.to_yaml(self, **kwargs)

    def save(self, filepath, overwrite=True, zipped=None, **kwargs):
        """Saves architecture, weights, and what was compiled with its state.

        Args:
            filepath: Ends in `.keras` (or `.h5`, `.hdf5` for the older format).
            overwrite: Whether an existing file is replaced without asking.
            zipped: `False` writes a folder instead of one file.
        """
        saving.save_model(self, filepath, overwrite=overwrite, zipped=zipped, **kwargs)

    def save_weights(self, filepath, overwrite=True, max_shard_size=None, **kwargs):
        """Saves the weights alone, to a file that ends in `.weights.h5` (or `.weights.json` with shards)."""
        saving.save_weights(self, filepath, overwrite=overwrite, max_shard_size=max_shard_size, **kwargs)

    def load_weights(self, filepath, skip_mismatch=False, **kwargs):
        """Sets the weights from a file.

        Args:
            filepath: A `.weights.h5`, `.keras`, `.h5` or sharded `.weights.json` file.
            skip_mismatch: Whether layers whose shapes differ are left as they are.
        """
        saving.load_weights(self, filepath, skip_mismatch=skip_mismatch, **kwargs)

    def export(self, filepath, format="tf_saved_model", verbose=None, input_signature=None):
        """Writes the model for inference elsewhere.

        Args:
            filepath: The file.
            format: "torch" (a program of `torch.export`) or "onnx"; other engines' formats are refused.
            verbose: Whether to say where the file is.
            input_signature: Symbolic inputs, for a subclassed model.
        """
        export_model(self, filepath, format, verbose, input_signature)

    @classmethod
    def from_config(cls, config, custom_objects=None):
        """A model made from the dictionary of `get_config()`."""
        if "layers" in config and "input_layers" in config and Model.graph_class is not None:
            return Model.graph_class.model_from_config(cls, config, custom_objects)
        with objects.registry.custom_object_scope(custom_objects or {}):
            return super().from_config(config)

    def __reduce__(self):
        data, users_objects = saving.reduced_model(self)
        # A registered class of a function's inside is found by its registered name where it is loaded.
        return saving.unpickle_model, (data, {k: x for k, x in users_objects.items() if "<locals>" not in x.__qualname__ or not registry.is_registered(x)})

    def __deepcopy__(self, memo):
        twin = saving.unpickle_model(*saving.reduced_model(self))
        memo[id(self)] = twin
        return twin

    def get_quantization_layer_structure(self, mode=None):
        """Which layers a quantization by calibration goes through, in order; models that know override it."""
        return None

    # ------------------------------------------------------------ state as trees

    def get_state_tree(self, value_format="backend_tensor"):
        """Values of all variables, as nested dictionaries along their paths.

        Args:
            value_format: "backend_tensor" or "numpy_array".
        """
        return {name: _nest(variables, value_format) for name, variables in self._state_groups().items()}

    def set_state_tree(self, state_tree):
        """Sets variables from dictionaries as `get_state_tree()` gives.

        Raises:
            ArgumentError: `state_tree` has a group that no model has.
        """
        groups = self._state_groups()
        for name in state_tree:
            choice("state_tree", name, groups)
        for name, variables in groups.items():
            for v in variables:
                value = state_tree.get(name, {})
                for part in v.path.split("/"):
                    value = value.get(part) if isinstance(value, dict) else None
                if value is not None:
                    v.assign(value)

    def _state_groups(self):
        optimizer = getattr(self, "optimizer", None)
        return {"trainable_variables": self.trainable_variables, "non_trainable_variables": self.non_trainable_variables,
                "optimizer_variables": optimizer.variables if optimizer is not None else [], "metrics_variables": self.metrics_variables}


def _nest(variables, value_format):
    made = {}
    for v in variables:
        place = made
        *above, last = v.path.split("/")
        for part in above:
            place = place.setdefault(part, {})
        if last in place:
            raise ArgumentError(f"Two variables have the path {v.path!r}; name the layers apart.", argument="path", actual=v.path)
        place[last] = v.numpy() if value_format == "numpy_array" else v.value
    return made


def _tuples(shape):
    if isinstance(shape, dict):
        return {k: _tuples(v) for k, v in shape.items()}
    if isinstance(shape, (list, tuple)) and not all(d is None or isinstance(d, int) for d in shape):
        return type(shape)(_tuples(s) for s in shape)
    return tuple(shape)


def _become_functional(cls):
    """Puts `Functional` in the place of `Model` among the bases of a user's class."""
    if Model in cls.__bases__:
        cls.__bases__ = tuple(Model.graph_class if b is Model else b for b in cls.__bases__)
    else:
        for base in cls.__bases__:
            if issubclass(base, Model) and not issubclass(base, Model.graph_class):
                _become_functional(base)


def is_model(x) -> bool:
    return isinstance(x, Model)


def model_from_json(json_string, custom_objects=None):
    """A model from the string of `to_json()`, Keras 2's or Keras 3's; weights are fresh.

    Args:
        json_string: The JSON text.
        custom_objects: Names of classes and functions that are not hornpipe's.
    """
    return saving.model_from_json(json_string, custom_objects)


