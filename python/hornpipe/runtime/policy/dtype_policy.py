"""A dtype policy: in what dtype a layer computes, and in what dtype it keeps its variables."""
from __future__ import annotations

import torch

from ...core.configurable import Configurable
from ...core.errors import ArgumentError, got
from ...core.types import Text
from .. import dtypes, settings
from ..convert import convert_to_tensor


class DTypePolicy(Configurable, aliases=("FloatDTypePolicy", "Policy")):
    """How a layer handles dtypes.

    Args:
        name: A dtype ("float32") for both computing and keeping, or "mixed_float16" / "mixed_bfloat16":
            compute in 16 bits, keep variables in float32. The global policy's if `None`.
    """

    kind = "policy"
    file_module = "keras"
    quantization_mode = None

    def __init__(self, name: Text = None):
        self._name = dtype_policy().name if name is None else name
        self._compute_dtype, self._variable_dtype = self._parse_name(self._name)

    def _parse_name(self, name):
        """The compute dtype and the variable dtype."""
        if not isinstance(name, str):
            raise TypeError(f"`name` must be a string such as 'float32' or 'mixed_bfloat16', {got(name)}.")
        if name in ("mixed_float16", "mixed_bfloat16"):
            return name.removeprefix("mixed_"), "float32"
        try:
            dtype = dtypes.standardize_dtype(name)
        except ValueError:
            raise ArgumentError(f"Cannot convert `name` to a dtype policy: {got(name)}. Use a dtype such as 'float32', or 'mixed_float16' or 'mixed_bfloat16'.",
                                argument="name", actual=name) from None
        return dtype, dtype

    @property
    def name(self):
        return self._name

    @property
    def compute_dtype(self):
        """The dtype of the arithmetic."""
        return self._compute_dtype

    @property
    def variable_dtype(self):
        """The dtype of the weights."""
        return self._variable_dtype

    def convert_input(self, x, autocast: bool, dtype):
        """`x` in the compute dtype, where it is a float tensor. A symbolic one gives the specification of the cast tensor."""
        if hasattr(x, "__array__") and not isinstance(x, torch.Tensor) and not hasattr(x, "_keras_mask"):
            x = convert_to_tensor(x)
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
        return self is other or type(self) is type(other) and (self.name, self.get_config()) == (other.name, other.get_config())

    def __hash__(self):
        return hash(self.name)


FloatDTypePolicy = DTypePolicy


def dtype_policy() -> DTypePolicy:
    """The policy of layers that are given none."""
    return settings.get("policy") or DTypePolicy(settings.floatx())
