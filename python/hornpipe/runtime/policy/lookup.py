"""Policies from what a user writes, and the global one."""
from __future__ import annotations

from ...core import objects
from ...core.errors import ArgumentError, got
from .. import dtypes, settings
from .dtype_policy import DTypePolicy, dtype_policy
from .quantized import QUANTIZATION_MODES, quantized_policy


def _is_dtype(name: str) -> bool:
    return name in dtypes.ALLOWED


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
        return quantized_policy(identifier) if identifier.startswith(QUANTIZATION_MODES) and not _is_dtype(identifier) else DTypePolicy(identifier)
    try:
        return DTypePolicy(dtypes.standardize_dtype(identifier))
    except ValueError:
        raise ArgumentError(f"`dtype` must be a dtype or a dtype policy, {got(identifier)}.", argument="dtype", actual=identifier) from None


def serialize(dtype_policy: DTypePolicy) -> dict:
    """The policy as a config dictionary."""
    return objects.serialize_keras_object(dtype_policy)


def deserialize(config: dict, custom_objects=None):
    """The policy of a config dictionary."""
    return objects.deserialize_keras_object(config, custom_objects=custom_objects)


def set_dtype_policy(policy) -> None:
    """Sets the policy of layers made from here on.

    Args:
        policy: A policy or its name.
    """
    if not isinstance(policy, (str, DTypePolicy)):
        raise ArgumentError(f"Invalid `policy` argument: it must be the name of a policy (such as 'mixed_bfloat16') or a `DTypePolicy`, {got(policy)}.",
                            argument="policy", actual=policy)
    settings.put("policy", get(policy))
