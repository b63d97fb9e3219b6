"""Policies of layers that keep quantized kernels. Their names are `"<mode>_from_<policy>"`."""
from __future__ import annotations

from ...core.errors import ArgumentError, got
from ...core.types import Int, Text
from .dtype_policy import DTypePolicy, dtype_policy

QUANTIZATION_MODES = ("int8", "float8", "int4", "gptq", "awq")


class QuantizedDTypePolicy(DTypePolicy):
    """A policy whose layers keep quantized kernels.

    Args:
        mode: "int8", "int4" or "float8".
        source_name: The policy that the rest of the layer follows; the global one's if `None`.
    """

    file_module = "keras.dtype_policies"

    def __init__(self, mode: Text, source_name: Text = None):
        self._source_name = dtype_policy().name if source_name is None else source_name
        self._name = f"{mode}_from_{self._source_name}"
        self._compute_dtype, self._variable_dtype = self._parse_name(self._source_name)
        self._mode = mode
        self.quantization_mode = self._base_mode(mode)
        if self.quantization_mode not in QUANTIZATION_MODES:
            raise ArgumentError(f"Invalid quantization mode. `mode` must be one of {', '.join(map(repr, QUANTIZATION_MODES))}, {got(mode)}.",
                                argument="mode", actual=mode)
        if self.quantization_mode == "int8" and self._compute_dtype == "float16":
            raise ArgumentError("int8 quantization doesn't work well with the compute dtype float16; use bfloat16 or float32.",
                                argument="source_name", actual=self._source_name)

    def _base_mode(self, mode):
        return mode

    def get_config(self):
        return {"mode": self._mode, "source_name": self._source_name}


class QuantizedFloat8DTypePolicy(QuantizedDTypePolicy):
    """float8 quantization with a history of the greatest values.

    Args:
        mode: "float8".
        source_name: The policy that the rest of the layer follows; the global one's if `None`.
        amax_history_length: How many steps the scaling looks back.
    """

    default_amax_history_length = 1024

    def __init__(self, mode: Text, source_name: Text = None, amax_history_length: Int = 1024):
        super().__init__(mode, source_name)
        if not isinstance(amax_history_length, int):
            raise TypeError(f"`amax_history_length` must be an integer, {got(amax_history_length)}.")
        self._amax_history_length = amax_history_length

    @property
    def amax_history_length(self):
        return self._amax_history_length

    def get_config(self):
        return {**super().get_config(), "amax_history_length": self.amax_history_length}


class _PartedDTypePolicy(QuantizedDTypePolicy, abstract=True):
    """A policy whose mode carries numbers: "gptq/4/128". The header of the class names them."""

    def __init_subclass__(cls, parts=(), **kwargs):
        super().__init_subclass__(**kwargs)
        cls.parts = parts

    def _base_mode(self, mode):
        base, *numbers = mode.split("/")
        form = "/".join((type(self).__name__.removesuffix("DTypePolicy").lower(), *(f"<{name}>" for name, _ in self.parts)))
        try:
            numbers = [int(n) for n in numbers]
        except ValueError:
            numbers = []
        if base != form.split("/")[0] or len(numbers) != len(self.parts):
            raise ArgumentError(f"Invalid mode: it must have the form '{form}' with ints, {got(mode)}.", argument="mode", actual=mode)
        for (name, allowed), number in zip(self.parts, numbers):
            if number not in allowed if allowed else number < -1 or number == 0:
                widths = ", ".join(f"{bits}-bit" for bits in allowed or ())
                rule = f"{base.upper()} only supports {widths} weights" if allowed else "a size is positive, or -1 for all at once"
                raise ArgumentError(f"Invalid {name} in mode: {rule}, {got(mode)}.", argument="mode", actual=mode)
            setattr(self, name, number)
        self.mode = base
        return base


class Int4DTypePolicy(_PartedDTypePolicy, parts=(("block_size", None),)):
    """int4 quantization in blocks.

    Args:
        mode: "int4/<block_size>"; -1 is one block for each channel.
        source_name: The policy that the rest of the layer follows; the global one's if `None`.
    """


class GPTQDTypePolicy(_PartedDTypePolicy, parts=(("weight_bits", (2, 3, 4, 8)), ("group_size", None))):
    """Quantization by GPTQ.

    Args:
        mode: "gptq/<weight_bits>/<group_size>"; -1 is one group for the whole kernel.
        source_name: The policy that the rest of the layer follows; the global one's if `None`.

    Reference:
        Frantar et al., 2023, https://arxiv.org/abs/2210.17323
    """


class AWQDTypePolicy(_PartedDTypePolicy, parts=(("weight_bits", (4,)), ("group_size", None))):
    """Quantization by AWQ.

    Args:
        mode: "awq/4/<group_size>"; -1 is one group for each channel.
        source_name: The policy that the rest of the layer follows; the global one's if `None`.

    Reference:
        Lin et al., 2024, https://arxiv.org/abs/2306.00978
    """


_CLASSES = {"float8": QuantizedFloat8DTypePolicy, "gptq": GPTQDTypePolicy, "awq": AWQDTypePolicy}


def quantized_policy(name: str) -> QuantizedDTypePolicy:
    """The policy named `"<mode>_from_<policy>"`."""
    mode, *source = name.split("_from_")
    if len(source) != 1:
        raise ArgumentError(f"Cannot convert `policy` into a valid pair of mode and policy, '<mode>_from_<policy>': {got(name)}.",
                            argument="policy", actual=name)
    parted = Int4DTypePolicy if mode.startswith("int4/") else QuantizedDTypePolicy
    return _CLASSES.get(mode.split("/")[0], parted)(mode, source[0])
