"""Policies by layer path."""
from __future__ import annotations

import re
from collections.abc import MutableMapping

from ...core import objects
from ...core.errors import ArgumentError, got
from ...core.types import DType, Structure
from .dtype_policy import DTypePolicy
from .lookup import get


class DTypePolicyMap(DTypePolicy, MutableMapping):
    """A policy for each layer path, and one for every other path.

    Args:
        default_policy: The policy of paths that are not listed; the global one if `None`.
        policy_map: Dictionary of paths (as in `layer.path`), or regular expressions for whole paths, to policies.
    """

    file_module = "keras.dtype_policies"

    def __init__(self, default_policy: DType = None, policy_map: Structure = None):
        if isinstance(default_policy, DTypePolicyMap):
            raise ArgumentError("`default_policy` must not be a `DTypePolicyMap` itself.", argument="default_policy", actual=default_policy)
        if policy_map is not None and not isinstance(policy_map, dict):
            raise TypeError(f"If specified, `policy_map` must be a dict, {got(policy_map)}.")
        self._given_default = default_policy
        self._default = get(default_policy)
        self._map = {} if policy_map is None else policy_map

    @property
    def name(self):
        return f"map_{self._default.name}"

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
        found = [pattern for pattern in self._map if re.fullmatch(pattern, path)]
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

    def __len__(self):
        return len(self._map)

    def __iter__(self):
        return iter(self._map)

    __eq__ = DTypePolicy.__eq__
    __hash__ = DTypePolicy.__hash__

    def get_config(self):
        entries = {path: objects.serialize_keras_object(policy) for path, policy in self._map.items()}
        if self._given_default is None:
            # Keras: with the default left open, the listed policies follow the global one of the place where the file is loaded, too.
            for entry in entries.values():
                open_field = "source_name" if "source_name" in entry["config"] else "name"
                entry["config"] = {**entry["config"], open_field: None}
        return {"default_policy": objects.config_value(self._given_default), "policy_map": entries}

    @classmethod
    def from_config(cls, config, custom_objects=None):
        return cls(**{**config, "policy_map": objects.deserialize_keras_object(config["policy_map"], custom_objects=custom_objects)})

    def __repr__(self):
        return f"<DTypePolicyMap default_policy={self._default.name}, mapping={[(path, policy.name) for path, policy in self._map.items()]}>"
