"""Tables of features of different kinds as one vector per row."""
from __future__ import annotations

import numpy as np
import torch

from ..core import objects, tree
from ..core.arguments import choice
from ..core.errors import ArgumentError, ArgumentTypeError, got
from ..core.names import auto_name
from ..core.types import Int, Path, Structure, Text
from ..graph.tensor import is_symbolic
from ..layers import (
    CategoryEncoding,
    Concatenate,
    Discretization,
    HashedCrossing,
    Hashing,
    Identity,
    Input,
    IntegerLookup,
    Layer,
    Normalization,
    Rescaling,
    StringLookup,
)
from ..layers.preprocessing.source import as_array, batches_of
from ..runtime import dtypes
from ..saving.api import save_model


class Cross:
    """Several categorical features as one: each combination of values has a bin.

    Args:
        feature_names: Names of the features.
        crossing_dim: Number of bins.
        output_mode: "one_hot", or "int" for the number of the bin.
    """

    file_module = "keras.src.layers.preprocessing.feature_space"

    def __init__(self, feature_names: Structure, crossing_dim: Int, output_mode: Text = "one_hot"):
        self.feature_names, self.crossing_dim = tuple(feature_names), crossing_dim
        self.output_mode = _output_mode(output_mode, ("int", "one_hot"))

    @property
    def name(self):
        return "_X_".join(self.feature_names)

    def get_config(self):
        return {"feature_names": self.feature_names, "crossing_dim": self.crossing_dim, "output_mode": self.output_mode}


class Feature:
    """One feature: how it is read, prepared and shown.

    Args:
        dtype: Of the input: "float32", "int32", "string" ...
        preprocessor: The layer that prepares it.
        output_mode: "one_hot", "int" or "float".
    """

    file_module = "keras.src.layers.preprocessing.feature_space"

    def __init__(self, dtype: Text, preprocessor: Layer, output_mode: Text):
        self.dtype, self.preprocessor = dtype, objects.revive(preprocessor)
        self.output_mode = _output_mode(output_mode, ("int", "one_hot", "float"))

    def get_config(self):
        return {"dtype": self.dtype, "preprocessor": objects.serialize_keras_object(self.preprocessor), "output_mode": self.output_mode}


def _output_mode(value, options):
    if value not in options:
        raise ArgumentError(f"Invalid value for argument `output_mode`. Expected one of {options}, {got(value)}.", argument="output_mode", actual=value)
    return value


def _entry(part):
    return {"module": part.file_module, "class_name": type(part).__name__, "config": part.get_config(), "registered_name": type(part).__name__}


def _revived(part):
    """A feature or a cross from its entry in a config; anything else as it is."""
    if isinstance(part, dict) and part.get("class_name") in ("Feature", "Cross"):
        return {"Feature": Feature, "Cross": Cross}[part["class_name"]](**part["config"])
    return part


class FeatureSpace(Layer):
    """Prepares and encodes the columns of a table: numbers, categories, strings, and crosses of them.

    Args:
        features: Dictionary of names to kinds: "float", "float_normalized", "float_rescaled", "float_discretized", "integer_categorical",
            "string_categorical", "integer_hashed", "string_hashed", or what the methods of these names give.
        output_mode: "concat" for one vector per row, "dict" for one of each feature.
        crosses: Tuples of names of features to be crossed, or what `cross()` gives.
        crossing_dim: Number of bins of a cross.
        hashing_dim: Number of bins of hashed features.
        num_discretization_bins: Number of bins of discretized features.
        name: Name.

    Call arguments:
        data: Dictionary of names to arrays, `(batch,)` or `(batch, 1)`, or to the values of a single row.

    Example:
        >>> space = FeatureSpace({"age": "float_normalized", "city": "string_categorical"}, crosses=[("age", "city")], crossing_dim=8)
        >>> space.adapt({"age": [31.0, 45.0], "city": ["Bonn", "Wien"]})
        >>> space({"age": 31.0, "city": "Bonn"})
    """

    file_module = "keras.utils"
    untold = ("features", "crosses")

    def __init__(self, features: Structure, output_mode: Text = "concat", crosses: Structure = None, crossing_dim: Int = 32, hashing_dim: Int = 32,
                 num_discretization_bins: Int = 32, name: Text = None):
        super().__init__(name=name)
        if not features:
            raise ArgumentError("The `features` argument cannot be None or empty.", argument="features", actual=features)
        self.crossing_dim, self.hashing_dim, self.num_discretization_bins = crossing_dim, hashing_dim, num_discretization_bins
        self.features = {name: self._standard(name, value) for name, value in features.items()}
        self.crosses = [self._standard_cross(cross) for cross in crosses or ()]
        self.output_mode = _output_mode(output_mode, ("dict", "concat"))
        self.preprocessors = {name: feature.preprocessor for name, feature in self.features.items()}
        self.crossers = {cross.name: HashedCrossing(cross.crossing_dim, name=cross.name) for cross in self.crosses}
        self.inputs = {name: Input(shape=(1,), dtype=feature.dtype, name=name) for name, feature in self.features.items()}
        self.one_hot_encoders, self.encoded_features, self._is_adapted = {}, None, False
        self._concatenate = Concatenate(axis=-1)

    def _standard_cross(self, cross):
        cross = _revived(cross)
        if isinstance(cross, Cross):
            return cross
        if not self.crossing_dim:
            raise ArgumentError("When specifying `crosses`, the argument `crossing_dim` (the number of bins of a cross) should be specified as well.",
                                argument="crossing_dim", actual=self.crossing_dim)
        unknown = [key for key in cross if key not in self.features]
        if unknown:
            raise ArgumentError(f"All features referenced in the `crosses` argument should be present in the `features` dict, but {unknown} are not.",
                                argument="crosses", actual=unknown)
        return Cross(cross, crossing_dim=self.crossing_dim)

    def _standard(self, name, feature):
        feature = _revived(feature)
        if isinstance(feature, Feature):
            return feature
        more = {"float_discretized": (self.num_discretization_bins,), "integer_hashed": (self.hashing_dim,), "string_hashed": (self.hashing_dim,)}
        return getattr(self, choice("features", feature, _KINDS))(*more.get(feature, ()), name=name)

    # ------------------------------------------------------------ kinds of features

    @classmethod
    def cross(cls, feature_names, crossing_dim, output_mode="one_hot"):
        """A cross of categorical features; see `Cross`."""
        return Cross(feature_names, crossing_dim, output_mode=output_mode)

    @classmethod
    def feature(cls, dtype, preprocessor, output_mode):
        """A feature with a layer of one's own; see `Feature`."""
        return Feature(dtype, preprocessor, output_mode)

    @classmethod
    def float(cls, name=None):
        """Numbers as they are."""
        return Feature("float32", Identity(dtype="float32", name=_layer_name(name, "float")), "float")

    @classmethod
    def float_rescaled(cls, scale=1.0, offset=0.0, name=None):
        """Numbers times `scale` plus `offset`."""
        return Feature("float32", Rescaling(scale=scale, offset=offset, name=_layer_name(name, "float_rescaled")), "float")

    @classmethod
    def float_normalized(cls, name=None):
        """Numbers with mean 0 and variance 1."""
        return Feature("float32", Normalization(axis=-1, name=_layer_name(name, "float_normalized")), "float")

    @classmethod
    def float_discretized(cls, num_bins, bin_boundaries=None, output_mode="one_hot", name=None):
        """Numbers put into bins."""
        layer = Discretization(num_bins=num_bins, bin_boundaries=bin_boundaries, name=_layer_name(name, "float_discretized"))
        return Feature("float32", layer, output_mode)

    @classmethod
    def integer_categorical(cls, max_tokens=None, num_oov_indices=1, output_mode="one_hot", name=None):
        """Ints as categories of a vocabulary."""
        layer = IntegerLookup(name=_layer_name(name, "integer_categorical"), max_tokens=max_tokens, num_oov_indices=num_oov_indices)
        return Feature("int32", layer, output_mode)

    @classmethod
    def string_categorical(cls, max_tokens=None, num_oov_indices=1, output_mode="one_hot", name=None):
        """Strings as categories of a vocabulary."""
        layer = StringLookup(name=_layer_name(name, "string_categorical"), max_tokens=max_tokens, num_oov_indices=num_oov_indices)
        return Feature("string", layer, output_mode)

    @classmethod
    def string_hashed(cls, num_bins, output_mode="one_hot", name=None):
        """Strings put into bins by a hash."""
        return Feature("string", Hashing(name=_layer_name(name, "string_hashed"), num_bins=num_bins), output_mode)

    @classmethod
    def integer_hashed(cls, num_bins, output_mode="one_hot", name=None):
        """Ints put into bins by a hash."""
        return Feature("int32", Hashing(name=_layer_name(name, "integer_hashed"), num_bins=num_bins), output_mode)

    # ------------------------------------------------------------ learning from data

    def _to_adapt(self):
        """Names of the features whose layers learn from data, and were not told what to know."""
        return [name for name, layer in self.preprocessors.items()
                if hasattr(layer, "adapt") and getattr(layer, "input_mean", None) is None and not getattr(layer, "_has_input_vocabulary", False)
                and not (isinstance(layer, Discretization) and layer.num_bins is None)]

    def adapt(self, dataset):
        """Lets the layers of all features learn from data.

        Args:
            dataset: Dictionary of names to arrays, or an iterable of such dictionaries (batches).
        """
        if isinstance(dataset, dict):
            batches = [dataset]
        elif isinstance(dataset, (str, bytes)) or not hasattr(dataset, "__iter__"):
            raise ArgumentTypeError(f"`adapt()` takes a dict of arrays or an iterable of dicts, {got(dataset)}.",
                                    layer=self.name, argument="dataset", actual=dataset)
        else:
            batches = list(batches_of(dataset))
        for name in self._to_adapt():
            column = np.concatenate([np.atleast_1d(as_array(batch[name])) for batch in batches])
            self.preprocessors[name].adapt(column.reshape(len(column), -1))
        self._is_adapted = True
        self.encoded_features = None
        self.get_encoded_features()

    def _check_if_adapted(self):
        if not self._is_adapted and self._to_adapt():
            raise ArgumentError("You need to call `.adapt(dataset)` on the FeatureSpace before you can start using it.",
                                layer=self.name, argument="dataset", actual=None)
        self._is_adapted = True

    # ------------------------------------------------------------ calling

    def get_inputs(self):
        """Symbolic inputs by name, for models on raw features."""
        self._check_if_adapted()
        return self.inputs

    def get_encoded_features(self):
        """The symbolic result for `get_inputs()`."""
        self._check_if_adapted()
        if self.encoded_features is None:
            object.__setattr__(self, "encoded_features", self._encode(self.inputs))
            self.built = True
        return self.encoded_features

    def __call__(self, data):
        self.get_encoded_features()
        if not isinstance(data, dict):
            raise ArgumentTypeError(f"A FeatureSpace can only be called with a dict, {got(data)}.", layer=self.name, argument="data", actual=data)
        data = {name: x if is_symbolic(x) or isinstance(x, torch.Tensor) else as_array(x) for name, x in data.items() if name in self.features}
        single = any(len(x.shape) == 0 for x in data.values())
        made = self._encode({name: x.reshape(-1, 1) if len(x.shape) < 2 else x for name, x in data.items()})
        return tree.map_structure(lambda x: x.squeeze(0), made) if single else made

    def _encode(self, columns):
        prepared = {name: self.preprocessors[name](x) for name, x in columns.items()}
        crossed = {cross.name: self.crossers[cross.name]([prepared[n] for n in cross.feature_names]) for cross in self.crosses}
        parts = {**{n: prepared[n] for n in sorted(prepared)}, **{n: crossed[n] for n in sorted(crossed)}}
        modes = {**{n: f.output_mode for n, f in self.features.items()}, **{c.name: c.output_mode for c in self.crosses}}
        shown = {name: self._one_hot(name, x) if modes[name] == "one_hot" else x for name, x in parts.items()}
        if self.output_mode == "dict":
            return shown
        for name, x in shown.items():
            dtype = dtypes.standardize_dtype(x.dtype)
            if dtype.startswith("int") or dtype == "string":
                raise ArgumentError(f"Cannot concatenate features because feature {name!r} has not been encoded (it has dtype {dtype}). Consider using "
                                    "`output_mode='dict'`.", layer=self.name, argument="output_mode", actual=self.output_mode)
        return self._concatenate(list(shown.values())) if len(shown) > 1 else next(iter(shown.values()))

    def _one_hot(self, name, x):
        if name not in self.one_hot_encoders:
            layer = self.preprocessors.get(name) or self.crossers[name]
            if not dtypes.standardize_dtype(x.dtype).startswith("int"):
                raise ArgumentError(f"Feature {name!r} has `output_mode='one_hot'`. Thus its preprocessor should return an integer dtype, "
                                    f"but it returns {x.dtype}.",
                                    layer=self.name, argument="output_mode", actual="one_hot")
            size = _number_of_categories(layer)
            if size is None:
                raise ArgumentError(f"Feature {name!r} has `output_mode='one_hot'`, but how many categories its layer gives is not known. "
                                    "Try `output_mode='int'`.",
                                    layer=self.name, argument="output_mode", actual="one_hot")
            encoders = {**self.one_hot_encoders, name: CategoryEncoding(num_tokens=size, output_mode="multi_hot")}
            object.__setattr__(self, "one_hot_encoders", encoders)          # has no weights: nothing to track
        return self.one_hot_encoders[name](x)

    # ------------------------------------------------------------ configuration and files

    def get_config(self):
        return {**{name: getattr(self, name) for name in ("output_mode", "crossing_dim", "hashing_dim", "num_discretization_bins", "name")},
                "features": {name: _entry(feature) for name, feature in self.features.items()}, "crosses": [_entry(cross) for cross in self.crosses]}

    @classmethod
    def from_config(cls, config):
        return cls(**config)

    def get_build_config(self):
        return {name: feature.preprocessor.get_build_config() for name, feature in self.features.items()}

    def build_from_config(self, config):
        for name, build in config.items():
            layer = self.features[name].preprocessor
            if build and not layer.built:
                layer.build_from_config(build)
        self._is_adapted = True

    def save(self, filepath: Path):
        """Writes the space, and what it learned, into a `.keras` file."""
        save_model(self, filepath)


_KINDS = ("float", "float_normalized", "float_rescaled", "float_discretized", "integer_categorical", "string_categorical", "integer_hashed", "string_hashed")
FeatureSpace.__module__ = "hornpipe.utils"


def _layer_name(name, kind):
    return f"{name or auto_name(kind)}_preprocessor"


def _number_of_categories(layer):
    if isinstance(layer, (IntegerLookup, StringLookup)):
        return layer.vocabulary_size()
    if isinstance(layer, Discretization):
        return layer.num_bins or len(layer.bin_boundaries) + 1
    return getattr(layer, "num_tokens", getattr(layer, "num_bins", None))
