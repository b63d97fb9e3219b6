"""Dtype policies: in what dtype layers compute, and in what they keep their weights."""
from __future__ import annotations

from .runtime.policy import (
    DTypePolicy,
    DTypePolicyMap,
    FloatDTypePolicy,
    QuantizedDTypePolicy,
    QuantizedFloat8DTypePolicy,
    deserialize,
    get,
    serialize,
)

__all__ = ["DTypePolicy", "DTypePolicyMap", "FloatDTypePolicy", "QuantizedDTypePolicy", "QuantizedFloat8DTypePolicy", "deserialize", "get", "serialize"]
