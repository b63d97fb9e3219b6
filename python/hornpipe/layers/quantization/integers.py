"""Weights in 8-bit and 4-bit integers, with scales."""
from __future__ import annotations

import torch

from ...quantizers.config import Int4QuantizationConfig
from ...quantizers.integers import AbsMaxQuantizer, abs_max_quantize_grouped_with_zero_point, pack_int4, unpack_int4
from ...runtime import dtypes


class Scheme:
    """How a layer keeps its weight, and what it computes with it."""

    mode = ""
    beside_weight = False           # whether the float weight stays when a layer is quantized
    born_with_weight = False        # whether a layer made quantized has a float weight

    def build(self, layer, shape, config):
        """Makes the weights of this form."""
        raise NotImplementedError

    def encode(self, layer, weight, config) -> dict:
        """The values of these weights for a float weight."""
        raise NotImplementedError

    def decode(self, layer):
        """The float weight."""
        raise NotImplementedError

    def shown(self, layer):
        """What the layer's attribute gives."""
        return layer._raw()

    def product(self, layer, inputs, training):
        """Inputs times weight."""
        raise NotImplementedError

    def bias_of(self, layer):
        """The bias, as it is added to the product."""
        return layer.bias

    def stored_names(self, layer) -> list[str]:
        """The attributes that files hold, in their order."""
        raise NotImplementedError

    def loaded(self, layer):
        """After a file was read."""

    def policy_name(self, layer, config) -> str:
        """The part of the dtype policy's name before "_from_"."""
        return self.mode


def floats_of(layer):
    return dtypes.to_torch(layer.compute_dtype)


class _Integers(Scheme):
    """Integers times scales. The inputs may be quantized too, anew at each call."""

    default_inputs_quantizer = None

    def _set_inputs_quantizer(self, layer, config):
        layer.inputs_quantizer = self.default_inputs_quantizer if config is None else config.activation_quantizer

    def _weight_quantizer(self, config, **default):
        given = getattr(config, "weight_quantizer", None)
        return AbsMaxQuantizer(**default) if given is None else given

    def product(self, layer, inputs, training):
        weight = self.decode(layer)
        if layer.inputs_quantizer is None:
            return layer._product(inputs, weight)
        with torch.no_grad():
            rounded, scale = layer.inputs_quantizer(inputs, axis=layer._input_axes(inputs))
            product = (layer._product(rounded.to(weight.dtype), weight) / layer._spread_input_scale(scale)).to(weight.dtype)
        if not (torch.is_grad_enabled() and inputs.requires_grad):
            return product
        smooth = layer._product(inputs, weight)         # the gradient is that of the product without rounding
        return smooth + (product - smooth).detach()


class Int8(_Integers):
    """Signed bytes, with one scale for all that is summed over."""

    mode = "int8"
    default_inputs_quantizer = AbsMaxQuantizer()

    def build(self, layer, shape, config):
        self._set_inputs_quantizer(layer, config)
        layer._main_shape = shape
        summed = layer._summed_axes(shape)
        scale = layer._stored_scale(torch.empty([1 if a in summed else n for a, n in enumerate(shape)], device="meta"))
        setattr(layer, layer.adapts, layer.add_weight(layer.adapts, shape, "zeros", dtype="int8", trainable=False))
        setattr(layer, f"{layer.adapts}_scale", layer.add_weight(f"{layer.adapts}_scale", tuple(scale.shape), "ones", trainable=False))

    def encode(self, layer, weight, config):
        integers, scale = self._weight_quantizer(config, axis=layer._summed_axes(weight.shape))(weight, to_numpy=True)
        return {layer.adapts: integers, f"{layer.adapts}_scale": layer._stored_scale(scale)}

    def decode(self, layer):
        return layer._raw().to(floats_of(layer)) / layer._spread_scale(getattr(layer, f"{layer.adapts}_scale"))

    def rows(self, layer, numbers):
        """Some rows of a table, as floats."""
        return layer._raw()[numbers].to(floats_of(layer)) / getattr(layer, f"{layer.adapts}_scale")[numbers].unsqueeze(-1)

    def stored_names(self, layer):
        return [layer.adapts, "bias", f"{layer.adapts}_scale"]


class Int4(_Integers):
    """Two numbers in a byte: with a scale for each channel, or with a scale and a zero for each block of a channel."""

    mode = "int4"

    @staticmethod
    def block_size(layer, config):
        size = config.block_size if isinstance(config, Int4QuantizationConfig) else getattr(layer._own_policy(), "block_size", None)
        return None if size == -1 else size

    def build(self, layer, shape, config):
        self._set_inputs_quantizer(layer, config)
        layer._main_shape = shape
        name, axis, size = layer.adapts, layer.group_axis, self.block_size(layer, config)
        rows, columns = layer._as_matrix(shape)
        layer._int4_block_size = size
        setattr(layer, name, layer.add_weight(name, (rows, (columns + 1) // 2), "zeros", dtype="int8", trainable=False))
        sizes = [rows, columns]
        length = sizes.pop(axis)                # sizes: the channels
        if size is not None:
            sizes.insert(axis, -(-length // size))
        setattr(layer, f"{name}_scale", layer.add_weight(f"{name}_scale", tuple(sizes), "ones", trainable=False))
        if size is not None:
            setattr(layer, f"{name}_zero", layer.add_weight(f"{name}_zero", tuple(sizes), "zeros", dtype="int8", trainable=False))
            layer.g_idx = layer.add_weight("g_idx", (length,), lambda shape, dtype: torch.arange(length) // size, dtype="float32", trainable=False)

    def encode(self, layer, weight, config):
        matrix = weight.reshape(layer._as_matrix(weight.shape))
        integers, scale, zero = encode_int4(matrix, layer.group_axis, self.block_size(layer, config), self._weight_quantizer(
            config, axis=layer.group_axis, value_range=(-8, 7), output_dtype="int8"))
        values = {layer.adapts: pack_int4(integers, axis=-1)[0], f"{layer.adapts}_scale": scale}
        return values if zero is None else {**values, f"{layer.adapts}_zero": zero}

    def _parts(self, layer):
        grouped = layer._int4_block_size is not None
        return getattr(layer, f"{layer.adapts}_scale"), getattr(layer, f"{layer.adapts}_zero") if grouped else None, layer.g_idx if grouped else None

    def decode(self, layer):
        columns = layer._as_matrix(layer._main_shape)[1]
        return decode_int4(unpack_int4(layer._raw(), columns, axis=-1).to(floats_of(layer)), *self._parts(layer), layer.group_axis).reshape(layer._main_shape)

    def rows(self, layer, numbers):
        scale, zero, group = self._parts(layer)
        integers = unpack_int4(layer._raw()[numbers], layer._main_shape[1], axis=-1).to(floats_of(layer))
        return decode_int4(integers, scale[numbers], None if zero is None else zero[numbers], group, -1)

    def shown(self, layer):
        return unpack_int4(layer._raw(), layer._as_matrix(layer._main_shape)[1], axis=-1).reshape(layer._main_shape)

    def stored_names(self, layer):
        return [layer.adapts, "bias", f"{layer.adapts}_scale", f"{layer.adapts}_zero", "g_idx"]

    def policy_name(self, layer, config):
        return f"int4/{self.block_size(layer, config) or -1}"


def encode_int4(matrix, axis: int, block_size, quantizer):
    """Integers, their scales, and the zeros of blocks (None without blocks, where `quantizer` does the work); scales are shared along `axis`."""
    if block_size is None:
        integers, scale = quantizer(matrix, to_numpy=True)
        return integers, scale.squeeze(axis), None
    parts = abs_max_quantize_grouped_with_zero_point(matrix if axis == 0 else matrix.t(), block_size=block_size, to_numpy=True)
    return parts if axis == 0 else tuple(part.t() for part in parts)


def decode_int4(integers, scale, zero, group, axis: int):
    """The floats of these integers; `group` tells the block of each entry of `axis`."""
    if zero is None:
        return integers / scale.unsqueeze(axis)
    group = group.long()
    return (integers - zero.index_select(axis, group).to(integers.dtype)) * scale.index_select(axis, group)
