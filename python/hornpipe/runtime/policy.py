"""Dtype policies: in what dtype a layer computes, and in what dtype it keeps its variables."""
from __future__ import annotations

from collections.abc import MutableMapping

import torch

from ..core import objects
from ..core.configurable import Configurable
from ..core.errors import ArgumentError, got
from ..core.types import Text
from . import dtypes, settings

QUANTIZATION_MODES = ("int8", "float8", "int4", "gptq", "awq")


class DTypePolicy(Configurable):
    """How a layer handles dtypes.

    Args:
        name: A dtype ("float32") for both computing and keeping, or "mixed_float16" / "mixed_bfloat16":
            compute in 16 bits, keep variables in float32.
    """

    kind = "policy"
    file_module = "keras"
    quantization_mode = None

    def __init__(self, name: Text = None):
        if name is None:
            name = dtype_policy().name
        if not isinstance(name, str):
            raise TypeError(f"`name` must be a string such as 'float32' or 'mixed_bfloat16', {got(name)}.")
        self._name = name
        self._compute_dtype, self._variable_dtype = self._parse_name(name)

    def _parse_name(self, name):
        if name in ("mixed_float16", "mixed_bfloat16"):
            return name.removeprefix("mixed_"), "float32"
        try:
            dtype = dtypes.standardize_dtype(name)
        except ValueError:
            raise ArgumentError(f"`name` is no dtype policy: {got(name)}. Use a dtype such as 'float32', or 'mixed_float16' or 'mixed_bfloat16'.",
                                argument="name", actual=name) from None
        return dtype, dtype

    @property
    def name(self):
        return self._name

    @property
    def compute_dtype(self):
        return self._compute_dtype

    @property
    def variable_dtype(self):
        return self._variable_dtype

    def convert_input(self, x, autocast: bool, dtype):
        """`x` in the compute dtype, where it is a float tensor. A symbolic one gives the specification of the cast tensor."""
        if isinstance(x, torch.Tensor):
            wanted = dtypes.to_torch(dtype)
            return x.to(wanted) if autocast and x.is_floating_point() and x.dtype != wanted else x
        if hasattr(x, "_keras_mask"):
            wanted = dtypes.standardize_dtype(dtype)
            return type(x)(x.shape, wanted, name=x.name) if autocast and dtypes.is_float(x.dtype) and x.dtype != wanted else x
        return x

    def get_config(self):
        return {"name": self.name}

    def __repr__(self):
        return f'<{type(self).__name__} "{self.name}">'

    def __eq__(self, other):
        return type(self) is type(other) and self.get_config() == other.get_config()

    def __hash__(self):
        return hash(self.name)


FloatDTypePolicy = DTypePolicy


class QuantizedDTypePolicy(DTypePolicy):
    """A policy whose layers keep quantized kernels: `"<mode>_from_<policy>"`.

    Args:
        mode: "int8", "int4" or "float8".
        source_name: The policy that the rest of the layer follows.
    """

    def __init__(self, mode: Text, source_name: Text = None):
        if mode not in QUANTIZATION_MODES:
            raise ArgumentError(f"`mode` must be one of {', '.join(map(repr, QUANTIZATION_MODES))}, {got(mode)}.", argument="mode", actual=mode)
        source = source_name or dtype_policy().name
        self._source_name = source
        super().__init__(f"{mode}_from_{source}")
        if self.compute_dtype == "float16" and mode in ("int8", "int4"):
            raise ArgumentError(f"{mode} quantization does not work with the compute dtype float16; use bfloat16 or float32.", argument="source_name", actual=source)
        self.mode = self.quantization_mode = mode

    def _parse_name(self, name):
        return super()._parse_name(name.partition("_from_")[2])

    def get_config(self):
        return {"mode": self.mode, "source_name": self._source_name}


class QuantizedFloat8DTypePolicy(QuantizedDTypePolicy):
    """float8 quantization with a history of the greatest values.

    Args:
        amax_history_length: How many steps the scaling looks back.
    """

    default_amax_history_length = 1024

    def __init__(self, mode: Text, source_name: Text = None, amax_history_length: int = 1024):
        if not isinstance(amax_history_length, int):
            raise TypeError(f"`amax_history_length` must be an int, {got(amax_history_length)}.")
        super().__init__(mode, source_name)
        self._amax_history_length = amax_history_length

    @property
    def amax_history_length(self):
        return self._amax_history_length

    def get_config(self):
        return {**super().get_config(), "amax_history_length": self.amax_history_length}


class DTypePolicyMap(DTypePolicy, MutableMapping):
    """Policies by layer path, with one for every other path.

    Args:
        default_policy: The policy of paths that are not listed; the global one if `None`.
        policy_map: Dictionary of paths (as in `layer.path`) to policies.
    """

    def __init__(self, default_policy=None, policy_map=None):
        if isinstance(policy_map, DTypePolicyMap):
            raise TypeError(f"`policy_map` must be a dictionary, {got(policy_map)}.")
        self._given_default = default_policy
        self._default = get(default_policy) if default_policy is not None else dtype_policy()
        self._map = {k: get(v) if isinstance(v, (str, dict)) else v for k, v in (policy_map or {}).items()}

    @property
    def name(self):
        return "map_" + self._default.name

    @property
    def default_policy(self):
        return self._default

    @property
    def compute_dtype(self):
        return self._default.compute_dtype

    @property
    def variable_dtype(self):
        return self._default.variable_dtype

    @property
    def quantization_mode(self):
        return self._default.quantization_mode

    def __getitem__(self, path):
        if path in self._map:
            return self._map[path]
        found = [k for k in self._map if path.endswith("/" + k) or k in path.split("/") or path.startswith(k + "/")] if "/" in path else []
        if len(found) > 1:
            raise ArgumentError(f"The path {path!r} fits several entries of the policy map: {found}.", argument="policy_map", actual=path)
        return self._map[found[0]] if found else self._default

    def __setitem__(self, path, policy):
        if path in self._map:
            raise ArgumentError(f"The policy map has an entry for {path!r} already: {self._map[path]}.", argument="policy_map", actual=path)
        self._map[path] = get(policy)

    def __delitem__(self, path):
        del self._map[path]

    def __contains__(self, path):
        return path in self._map

    def get(self, path, default=None):
        return self[path]

    def __len__(self):
        return len(self._map)

    def __iter__(self):
        return iter(self._map)

    def __eq__(self, other):
        return self is other or (isinstance(other, DTypePolicyMap) and self.get_config() == other.get_config())

    __hash__ = object.__hash__

    def get_config(self):
        default = self._given_default
        return {"default_policy": default if default is None or isinstance(default, str) else objects.serialize_keras_object(default),
                "policy_map": {k: serialize(p) for k, p in self._map.items()}}

    @classmethod
    def from_config(cls, config):
        config = dict(config)
        config["policy_map"] = {k: deserialize(v) for k, v in config.get("policy_map", {}).items()}
        return cls(**config)

    def __repr__(self):
        return f"<DTypePolicyMap default={self._default!r}, {len(self._map)} paths>"


# ---------------------------------------------------------------- the global policy, and from names

def dtype_policy() -> DTypePolicy:
    """The policy of layers that are given none."""
    return settings.get("policy") or DTypePolicy(settings.floatx())


def set_dtype_policy(policy) -> None:
    """Sets the policy of layers made from here on.

    Args:
        policy: A policy or its name.
    """
    settings.put("policy", get(policy))


def serialize(dtype_policy: DTypePolicy) -> dict:
    """The policy as a config dictionary."""
    return objects.serialize_keras_object(dtype_policy)


def deserialize(config: dict, custom_objects=None):
    """The policy of a config dictionary."""
    return objects.deserialize_keras_object(config, custom_objects=custom_objects)


def get(identifier) -> DTypePolicy:
    """The policy of a name, dtype, config dictionary or policy; the global one if `None`.

    Raises:
        ValueError: Nothing of that name is known.
    """
    if identifier is None:
        return dtype_policy()
    if isinstance(identifier, DTypePolicy):
        return identifier
    if isinstance(identifier, dict):
        return deserialize(identifier)
    if isinstance(identifier, str):
        for mode in QUANTIZATION_MODES:
            if identifier.startswith(f"{mode}_from_"):
                source = identifier.removeprefix(f"{mode}_from_")
                return (QuantizedFloat8DTypePolicy if mode == "float8" else QuantizedDTypePolicy)(mode, source)
        return DTypePolicy(identifier)
    try:
        return DTypePolicy(dtypes.standardize_dtype(identifier))
    except ValueError:
        raise ArgumentError(f"`dtype` must be a dtype or a dtype policy, {got(identifier)}.", argument="dtype", actual=identifier) from None
