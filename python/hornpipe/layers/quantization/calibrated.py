"""Weights that were rounded with data at hand (GPTQ, AWQ): unsigned integers with a scale and a zero for each group of a channel."""
from __future__ import annotations

from ...quantizers.integers import unpack_int4
from .integers import Scheme, floats_of


class GPTQ(Scheme):
    """Until calibration the float weight is used, or, in a layer read from a file, what the file holds.

    The weight is kept as a matrix `(columns, rows)`, two numbers in a byte where they have 4 bits.
    """

    mode = "gptq"
    beside_weight = True

    def _setting(self, layer, config, name, default):
        return getattr(layer.dtype_policy if config is None else config, name, default)

    def build(self, layer, shape, config):
        layer._main_shape = layer.original_kernel_shape = shape
        rows, columns = layer._as_matrix(shape)
        layer._weight_bits = self._setting(layer, config, "weight_bits", 4)
        group = self._setting(layer, config, "group_size", 128)
        groups = 1 if group == -1 else -(-rows // group)
        stored = (columns + 1) // 2 if layer._weight_bits == 4 else columns
        self._set_calibrated(layer, False)
        layer.quantized_kernel = layer.add_weight("kernel", (stored, rows), "zeros", dtype="uint8", trainable=False)
        layer.kernel_scale = layer.add_weight("kernel_scale", (columns, groups), "ones", trainable=False)
        layer.kernel_zero = layer.add_weight("kernel_zero", (columns, groups), "zeros", dtype="uint8", trainable=False)
        layer.g_idx = layer.add_weight("g_idx", (rows,), "zeros", dtype="float32", trainable=False)

    def _set_calibrated(self, layer, value):
        setattr(layer, f"is_{self.mode}_calibrated", value)

    def _calibrated(self, layer):
        return getattr(layer, f"is_{self.mode}_calibrated")

    def encode(self, layer, weight, config):
        return {}               # only data tell

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
        return self._undo(layer, matrix.t()).reshape(layer._main_shape)

    def _undo(self, layer, matrix):
        return matrix

    def shown(self, layer):
        return self._integers(layer) if self._calibrated(layer) else layer._raw()

    def product(self, layer, inputs, training):
        return layer._product(inputs, self.decode(layer))

    def stored_names(self, layer):
        return ["bias", "quantized_kernel", "kernel_scale", "kernel_zero", "g_idx"]

    def loaded(self, layer):
        self._set_calibrated(layer, True)       # what is not calibrated is not stored

    def policy_name(self, layer, config):
        return config.dtype_policy_string()


class AWQ(GPTQ):
    """As GPTQ, with rows that were scaled up before rounding where activations are great."""

    mode = "awq"

    def build(self, layer, shape, config):
        super().build(layer, shape, config)
        layer.awq_scales = layer.add_weight("awq_scales", (layer._as_matrix(shape)[0],), "ones", trainable=False)

    def _undo(self, layer, matrix):
        return matrix / layer.awq_scales.unsqueeze(-1)

    def stored_names(self, layer):
        return ["bias", "quantized_kernel", "kernel_scale", "kernel_zero", "awq_scales", "g_idx"]
