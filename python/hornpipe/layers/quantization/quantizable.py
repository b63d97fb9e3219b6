"""Layers whose main weight can be kept in 8 or 4 bits."""
from __future__ import annotations

from ...core.errors import ArgumentError
from ...core.types import Flag, Quantizer, Text
from ...quantizers.config import resolve
from ...runtime import policy as policies
from ..calling import call as running
from .calibrated import AWQ, GPTQ
from .float8 import Float8
from .integers import Int4, Int8
from .low_rank import LowRank


def invalid_mode(mode, known=policies.QUANTIZATION_MODES) -> NotImplementedError:
    return NotImplementedError(f"Invalid quantization mode. Expected one of {tuple(known)}, got quantization_mode={mode!r}.")


class Quantizable(LowRank, abstract=True):
    """A layer that knows quantized forms of its main weight: a scheme keeps, reads and applies each.

    Subclasses say what the weight is: which of its axes are summed over, how a scale with these axes of size 1 is stored, and what it is
    multiplied with.

    Args:
        quantization_config: How the weight was quantized; written by `quantize()`.
    """

    schemes = {scheme.mode: scheme for scheme in (Int8(), Int4(), Float8(), GPTQ(), AWQ())}
    _scheme = None              # the one in use
    _is_quantized = False

    def __init__(self, *, quantization_config: Quantizer = None, **kwargs):
        super().__init__(**kwargs)
        self.quantization_config = quantization_config

    # ------------------------------------------------------------ what subclasses say

    def _summed_axes(self, shape) -> tuple:
        """The axes of a weight of this shape that are summed over."""
        raise NotImplementedError

    def _stored_scale(self, scale):
        """A scale whose summed axes have size 1, as it is stored."""
        raise NotImplementedError

    def _spread_scale(self, scale):
        """A stored scale, to broadcast against the weight."""
        raise NotImplementedError

    def _as_matrix(self, shape) -> tuple:
        """Rows and columns of the weight as the matrix that 4-bit forms are made of."""
        return tuple(shape)

    def _to_matrix(self, weight):
        """The weight as a matrix `(features of the input, features of the output)`."""
        return weight.reshape(self._as_matrix(weight.shape))

    def _from_matrix(self, matrix):
        return matrix.reshape(self._main_shape)

    def _features(self, inputs):
        """The inputs as a matrix `(batch, features)`."""
        return inputs.reshape(-1, inputs.shape[-1])

    group_axis = 0              # the axis of that matrix whose entries share scales in blocks

    # ------------------------------------------------------------ building

    def _add_main_weight(self, shape, initializer, **kwargs):
        """The weight, or what stands for it in a layer that is born quantized."""
        if self.quantization_mode is not None:
            self.quantized_build(shape, self.quantization_mode, self.quantization_config)
        if self._scheme is None or self._scheme.born_with_weight:
            setattr(self, self.adapts, self.add_weight(self.adapts, shape, initializer, **kwargs))

    def quantized_build(self, input_shape, mode: Text, config: Quantizer = None):
        """Makes the weights of a quantized form.

        Args:
            input_shape: Shape of the main weight.
            mode: "int8", "int4", "float8", "gptq" or "awq".
            config: Settings of the form.
        """
        scheme = self.schemes.get(mode)
        if scheme is None:
            raise invalid_mode(mode, self.schemes)
        with self._unlocked():
            scheme.build(self, tuple(input_shape), config)
        self._scheme, self._is_quantized, self._is_changed = scheme, True, True

    def quantize(self, mode: Text = None, type_check: Flag = True, config: Quantizer = None):
        """Replaces the main weight by its quantized form.

        Args:
            mode: "int8", "int4" or "float8"; or what `config` says.
            type_check: Whether subclasses of the layer refuse, since their arithmetic may be another.
            config: Settings; those of the mode if `None`.

        Raises:
            ValueError: The layer is not built, or is quantized already.
        """
        config = resolve(mode, config)
        mode = config.mode
        self._check_quantizable(mode)
        if type_check and "adapts" not in vars(type(self)):         # a subclass of the class that said how its weight is used
            raise NotImplementedError(f"Layer {type(self).__name__} does not have a `quantize` method implemented.")
        if mode not in self.schemes:
            raise invalid_mode(mode, self.schemes)
        self.quantization_config = config
        scheme = self.schemes[mode]
        shape = tuple(self._raw().shape)
        with self._unlocked():
            values = scheme.encode(self, self._raw().detach(), config)
            if not scheme.beside_weight:
                del self._parameters[self.adapts]
            self.quantized_build(shape, mode, config)
            for name, value in values.items():
                self._parameters[name].assign(value)
        if self.quantization_mode is None:
            self._set_policy(policies.get(f"{scheme.policy_name(self, config)}_from_{self._own_policy().name}"))

    def _check_quantizable(self, mode):
        if not self.built:
            raise ArgumentError(f"Cannot quantize a layer that isn't yet built. Layer {self.name!r} (of type {type(self).__name__}) is not built yet.",
                                layer=self.name)
        if self._is_quantized:
            raise ArgumentError(f"Layer {self.name!r} is already quantized with dtype_policy={self._own_policy().name!r}, got mode={mode!r}.",
                                layer=self.name, argument="mode", actual=mode)
        if mode == "int8" and self.compute_dtype == "float16":
            raise ArgumentError("int8 quantization does not work well with the compute dtype float16: use bfloat16 or float32.",
                                layer=self.name, argument="mode", actual=mode)

    # ------------------------------------------------------------ calling

    def quantized_call(self, *args, **kwargs):
        """The layer's arithmetic with the quantized weight."""
        if self._scheme is None or self._scheme.mode != self.quantization_mode:
            raise invalid_mode(self.quantization_mode)
        return self._call_with(self._scheme, *args, **kwargs)

    def _call_with(self, scheme, *args, **kwargs):
        raise NotImplementedError

    def _base(self):
        return self._raw() if self._scheme is None else self._scheme.shown(self)

    def _adapted_shape(self):
        return self._main_shape if self._scheme is not None else super()._adapted_shape()

    # ------------------------------------------------------------ files and configs

    def load_own_variables(self, store):
        super().load_own_variables(store)
        if self._scheme is not None:
            self._scheme.loaded(self)

    def _stored_names(self):
        return super()._stored_names() if self._scheme is None else self._scheme.stored_names(self)

    def _stored_values(self):
        if self._scheme is None or not self.lora_enabled:
            return super()._stored_values()
        return self._scheme.encode(self, self._scheme.decode(self) + self._addition(), self.quantization_config)


class QuantizableProduct(Quantizable, abstract=True):
    """A quantizable layer that multiplies its input with its weight, adds a bias and applies an activation."""

    def _product(self, inputs, weight):
        """Input times weight, nothing else."""
        raise NotImplementedError

    def _input_axes(self, inputs) -> tuple:
        """The axes of the input that are summed over."""
        raise NotImplementedError

    def _spread_input_scale(self, scale):
        """A scale of the input whose summed axes have size 1, to broadcast against the product."""
        return scale

    def _finish(self, product, scheme):
        return self.activation(product if self.bias is None else product + scheme.bias_of(self))

    def _call_with(self, scheme, inputs, training=None):
        product = scheme.product(self, inputs, running.training if training is None else training)
        if self.lora_enabled:
            a, b = self._factors()
            product = (product + (self.lora_alpha / self.lora_rank) * (self._product(inputs, a) @ b)).to(product.dtype)
        return self._finish(product, scheme)
