"""Weights that were rounded with data at hand (GPTQ, AWQ): unsigned integers with a scale and a zero for each group of a channel."""
from __future__ import annotations

import torch

from ...quantizers.calibrated import Gram, Reach, awq, gptq
from ...quantizers.integers import pack_int4, unpack_int4
from .integers import Scheme, floats_of


class GPTQ(Scheme):
    """Until calibration the float weight is used and stored, or, in a layer read from a file, what the file holds.

    The weight is kept as a matrix `(columns, rows)`, two numbers in a byte where they have 4 bits.
    """

    mode = "gptq"
    beside_weight = True
    statistics = Gram           # what calibration gathers about the inputs of a layer

    def _setting(self, layer, config, name, default):
        return getattr(layer._own_policy() if config is None else config, name, default)

    def build(self, layer, shape, config):
        layer._main_shape = layer.original_kernel_shape = shape
        rows, columns = layer._as_matrix(shape)
        if hasattr(layer, f"{self.mode}_unpacked_column_size"):
            setattr(layer, f"{self.mode}_unpacked_column_size", columns)
        layer._weight_bits = self._setting(layer, config, "weight_bits", 4)
        group = self._setting(layer, config, "group_size", 128)
        groups = 1 if group == -1 else -(-rows // group)
        stored = (columns + 1) // 2 if layer._weight_bits == 4 else columns
        self._set_calibrated(layer, False)
        layer.quantized_kernel = layer.add_weight("kernel", (stored, rows), "zeros", dtype="uint8", trainable=False)
        layer.kernel_scale = layer.add_weight("kernel_scale", (columns, groups), "ones", trainable=False)
        layer.kernel_zero = layer.add_weight("kernel_zero", (columns, groups), "zeros", dtype="uint8", trainable=False)
        self._add_more(layer, rows)
        layer.g_idx = layer.add_weight("g_idx", (rows,), "zeros", dtype="float32", trainable=False)

    def _add_more(self, layer, rows):
        """Weights of a subclass's own."""

    def _set_calibrated(self, layer, value):
        setattr(layer, f"is_{self.mode}_calibrated", value)

    def _calibrated(self, layer):
        return getattr(layer, f"is_{self.mode}_calibrated") or layer.adapts not in layer._parameters       # the latter: born rounded, for a file's weights

    def encode(self, layer, weight, config):
        return {}               # only data tell

    def calibrate(self, layer, statistics):
        """Rounds the weight by what was seen of the inputs; the float weight goes."""
        matrix = layer._to_matrix(layer._raw()).t()
        values = self._rounded(matrix, statistics, layer.quantization_config)
        values["quantized_kernel"] = integers = values["quantized_kernel"].to(torch.uint8)
        if layer._weight_bits == 4:
            values["quantized_kernel"] = pack_int4(integers, axis=0, dtype="uint8")[0]
        for name, value in values.items():
            layer._parameters[name].assign(value)
        with layer._unlocked():
            del layer._parameters[layer.adapts]
        self._set_calibrated(layer, True)

    def _rounded(self, matrix, statistics, config):
        integers, scale, zero, group = gptq(matrix, statistics.matrix, config.weight_bits, config.group_size, config.symmetric, config.per_channel,
                                            config.hessian_damping, config.activation_order)
        return {"quantized_kernel": integers, "kernel_scale": scale, "kernel_zero": zero, "g_idx": group}

    def _integers(self, layer):
        """`(columns, rows)`."""
        return unpack_int4(layer.quantized_kernel, layer._as_matrix(layer._main_shape)[1], axis=0,
                           dtype="uint8") if layer._weight_bits == 4 else layer.quantized_kernel

    def decode(self, layer):
        if not self._calibrated(layer):
            return layer._raw()
        group = layer.g_idx.long()
        integers = self._integers(layer).to(floats_of(layer))
        matrix = (integers - layer.kernel_zero[:, group].to(integers.dtype)) * layer.kernel_scale[:, group]
        return layer._from_matrix(self._undo(layer, matrix.t()))

    def _undo(self, layer, matrix):
        return matrix

    def shown(self, layer):
        return self._integers(layer) if self._calibrated(layer) else layer._raw()

    def product(self, layer, inputs, training):
        return layer._product(inputs, self.decode(layer))

    def stored_names(self, layer):
        if layer.adapts in layer._parameters and not self._calibrated(layer):
            return [layer.adapts, "bias"]
        return ["bias", *self.parts]

    parts = ("quantized_kernel", "kernel_scale", "kernel_zero", "g_idx")

    def loaded(self, layer):
        self._set_calibrated(layer, layer.adapts not in layer._parameters)

    def policy_name(self, layer, config):
        return config.dtype_policy_string()


class AWQ(GPTQ):
    """As GPTQ, with rows that were scaled up before rounding where activations are great."""

    mode = "awq"
    statistics = Reach
    parts = ("quantized_kernel", "kernel_scale", "kernel_zero", "awq_scales", "g_idx")

    def _add_more(self, layer, rows):
        layer.awq_scales = layer.add_weight("awq_scales", (rows,), "ones", trainable=False)

    def _rounded(self, matrix, statistics, config):
        integers, scale, zero, group, factors = awq(matrix, statistics.values, config.group_size, config.num_grid_points)
        return {"quantized_kernel": integers, "kernel_scale": scale, "kernel_zero": zero, "g_idx": group, "awq_scales": factors}

    def _undo(self, layer, matrix):
        return matrix / layer.awq_scales.unsqueeze(-1)
