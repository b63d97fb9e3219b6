"""How a model is to be quantized: what `model.quantize()` is told."""
from __future__ import annotations

from ..core.configurable import Configurable
from ..core.errors import ArgumentError, got
from ..core.types import Array, Flag, Int, Quantizer, Real, Structure
from ..runtime.policy import QUANTIZATION_MODES
from .integers import AbsMaxQuantizer


class QuantizationConfig(Configurable):
    """The base of quantization settings.

    Args:
        weight_quantizer: Quantizes kernels.
        activation_quantizer: Quantizes inputs.
    """

    kind = "quantizer"

    def __init__(self, weight_quantizer: Quantizer = None, activation_quantizer: Quantizer = None):
        self.weight_quantizer = weight_quantizer
        self.activation_quantizer = activation_quantizer

    @property
    def mode(self):
        """The name of the scheme: "int8", "int4", "float8", "gptq" or "awq"."""
        raise NotImplementedError(f"{type(self).__name__} has no `mode`; use one of its subclasses.")

    def _need_int8(self):
        if self.weight_quantizer is not None and self.weight_quantizer.output_dtype != "int8":
            raise ArgumentError(f"`weight_quantizer` must have output_dtype='int8', got output_dtype={self.weight_quantizer.output_dtype!r}.",
                                argument="weight_quantizer", actual=self.weight_quantizer)


class Int8QuantizationConfig(QuantizationConfig):
    """Kernels in 8 bits, inputs quantized at each call.

    Args:
        weight_quantizer: Quantizes kernels; by the greatest value if `None`.
        activation_quantizer: Quantizes inputs; by the greatest value for "default", not at all for `None`.
    """

    mode = "int8"

    def __init__(self, weight_quantizer: Quantizer = None, activation_quantizer: Quantizer = "default"):
        super().__init__(weight_quantizer, AbsMaxQuantizer() if activation_quantizer == "default" else activation_quantizer)
        self._need_int8()


class Int4QuantizationConfig(QuantizationConfig):
    """Kernels in 4 bits.

    Args:
        weight_quantizer: Quantizes kernels; by the greatest value if `None`. For one scale per channel only.
        activation_quantizer: Quantizes inputs; not at all for "default" or `None`. For one scale per channel only.
        block_size: Rows that share a scale; `None` or -1 for one scale per channel.
    """

    mode = "int4"

    def __init__(self, weight_quantizer: Quantizer = None, activation_quantizer: Quantizer = "default", block_size: Int = 128):
        super().__init__(weight_quantizer, None if activation_quantizer == "default" else activation_quantizer)
        if block_size is not None and block_size != -1 and block_size <= 0:
            raise ArgumentError(f"block_size must be None, -1, or a positive integer, {got(block_size)}.", argument="block_size", actual=block_size)
        self.block_size = block_size
        custom = self.weight_quantizer is not None or self.activation_quantizer is not None
        if custom and block_size is not None and block_size > 0:
            raise ArgumentError("Int4 sub-channel quantization (block_size > 0) does not support custom quantizers, "
                                f"{got(block_size)}: give `block_size=None`.",
                                argument="block_size", actual=block_size)
        if self.weight_quantizer is not None and tuple(self.weight_quantizer.value_range) != (-8, 7):
            raise ArgumentError(f"`weight_quantizer` must have value_range=(-8, 7), got value_range={self.weight_quantizer.value_range}.",
                                argument="weight_quantizer", actual=self.weight_quantizer)
        self._need_int8()

    @classmethod
    def from_config(cls, config):
        # Keras: files from before there were blocks say nothing of them.
        return super().from_config({"block_size": None, **config})


class Float8QuantizationConfig(QuantizationConfig):
    """Kernels, inputs and gradients in 8-bit floats."""

    mode = "float8"

    def __init__(self):
        super().__init__(None, None)


class _CalibratedConfig(QuantizationConfig, abstract=True):
    """Settings of a scheme that looks at data. Files keep neither the data nor the layers that saw it."""

    untold = ("dataset", "tokenizer", "quantization_layer_structure")

    def _check(self, bits, sizes):
        if self.weight_bits not in bits:
            raise ArgumentError(f"Unsupported weight_bits: {self.mode.upper()} only supports {', '.join(f'{b}-bit' for b in bits)} quantization, "
                                f"{got(self.weight_bits)}.", argument="weight_bits", actual=self.weight_bits)
        for name in sizes:
            if getattr(self, name) <= 0:
                raise ArgumentError(f"{name} must be a positive integer, {got(getattr(self, name))}.", argument=name, actual=getattr(self, name))
        if self.group_size < -1 or self.group_size == 0:
            raise ArgumentError(f"Invalid group_size. Supported values are -1 (one group) or a positive integer, {got(self.group_size)}.",
                                argument="group_size", actual=self.group_size)

    def dtype_policy_string(self):
        """The part of a dtype policy's name that tells this scheme."""
        return f"{self.mode}/{self.weight_bits}/{self.group_size}"

    def get_config(self):
        return {**super().get_config(), **dict.fromkeys(self.untold)}


class GPTQConfig(_CalibratedConfig):
    """Kernels by GPTQ, which rounds each column with an eye on the error of the layer's output.

    Args:
        dataset: Texts, or arrays of tokens, to calibrate with.
        tokenizer: Function from text to tokens.
        weight_bits: 2, 3, 4 or 8.
        num_samples: Samples to calibrate with.
        per_channel: Whether each channel has scales of its own.
        sequence_length: Length of the samples.
        hessian_damping: Share of the mean diagonal added to the Hessian, 0 to 1.
        group_size: Rows that share a scale; -1 for all.
        symmetric: Whether the range is symmetric around 0.
        activation_order: Whether the columns with the greatest activations come first.
        quantization_layer_structure: Dictionary that names the layers before and inside the blocks.

    Reference:
        Frantar et al., 2023, https://arxiv.org/abs/2210.17323
    """

    mode = "gptq"

    def __init__(self, dataset: Array, tokenizer: Structure, *, weight_bits: Int = 4, num_samples: Int = 128, per_channel: Flag = True,
                 sequence_length: Int = 512, hessian_damping: Real = 0.01, group_size: Int = 128, symmetric: Flag = False,
                 activation_order: Flag = False, quantization_layer_structure: Structure = None):
        super().__init__()
        self.dataset, self.tokenizer = dataset, tokenizer
        self.weight_bits = weight_bits
        self.num_samples, self.sequence_length = num_samples, sequence_length
        self.per_channel, self.symmetric, self.activation_order = per_channel, symmetric, activation_order
        self.hessian_damping = hessian_damping
        self.group_size = group_size
        self.quantization_layer_structure = quantization_layer_structure
        self._check((2, 3, 4, 8), ("num_samples", "sequence_length"))
        if not 0 <= hessian_damping <= 1:
            raise ArgumentError(f"hessian_damping must be between 0 and 1, {got(hessian_damping)}.", argument="hessian_damping", actual=hessian_damping)


class AWQConfig(_CalibratedConfig):
    """Kernels by AWQ, which protects the channels with the greatest activations.

    Args:
        dataset: Texts, or arrays of tokens, to calibrate with.
        tokenizer: Function from text to tokens.
        weight_bits: 4.
        num_samples: Samples to calibrate with.
        sequence_length: Length of the samples.
        group_size: Rows that share a scale; -1 for all of a channel.
        num_grid_points: Scales that are tried.
        quantization_layer_structure: Dictionary that names the layers before and inside the blocks.

    Reference:
        Lin et al., 2024, https://arxiv.org/abs/2306.00978
    """

    mode = "awq"

    def __init__(self, dataset: Array, tokenizer: Structure, *, weight_bits: Int = 4, num_samples: Int = 128, sequence_length: Int = 512,
                 group_size: Int = 128, num_grid_points: Int = 20, quantization_layer_structure: Structure = None):
        super().__init__()
        self.dataset, self.tokenizer = dataset, tokenizer
        self.weight_bits = weight_bits
        self.num_samples, self.sequence_length = num_samples, sequence_length
        self.group_size = group_size
        self.num_grid_points = num_grid_points
        self.quantization_layer_structure = quantization_layer_structure
        self._check((4,), ("num_samples", "sequence_length", "num_grid_points"))


# ---------------------------------------------------------------- from what a user says

_BY_MODE = {c.mode: c for c in (Int8QuantizationConfig, Int4QuantizationConfig, Float8QuantizationConfig)}


def resolve(mode=None, config=None) -> QuantizationConfig:
    """The settings that `quantize(mode, config)` means.

    Raises:
        ValueError: Neither is given, they contradict each other, or the mode is unknown.
    """
    if isinstance(config, str):
        mode, config = config, None
    if mode is not None and mode not in QUANTIZATION_MODES:
        raise ArgumentError(f"Invalid quantization mode. `mode` must be one of {', '.join(map(repr, QUANTIZATION_MODES))}, {got(mode)}.",
                            argument="mode", actual=mode)
    if config is None:
        if mode is None:
            raise ArgumentError("You must provide either `mode` or `config` to `quantize()`, got neither.", argument="mode", actual=mode)
        if mode not in _BY_MODE:
            raise ArgumentError(f"For {mode.upper()}, you must pass a `{mode.upper()}Config` in the `config` argument: it needs data to calibrate with.",
                                argument="config", actual=config)
        return _BY_MODE[mode]()
    if not isinstance(config, QuantizationConfig):
        raise ArgumentError(f"Argument `config` must be an instance of `QuantizationConfig`, {got(config)}.", argument="config", actual=config)
    if mode is not None and config.mode != mode:
        raise ArgumentError(f"Contradictory arguments: `mode` is {mode!r}, but `config` is for {config.mode!r}.", argument="mode", actual=mode)
    return config
