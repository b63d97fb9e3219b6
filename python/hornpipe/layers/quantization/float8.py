"""Products of numbers rounded to float8, with scales that follow the greatest values of the last steps."""
from __future__ import annotations

import torch

from ...quantizers.floats import compute_float8_amax_history, compute_float8_scale, quantize_and_dequantize
from ...runtime import dtypes
from ...runtime.policy import QuantizedFloat8DTypePolicy
from .integers import Scheme

INPUT, GRADIENT = "float8_e4m3fn", "float8_e5m2"        # precise forward, wide backward


def _moved(x, scale, history, dtype):
    """Scale and history after having seen `x`."""
    limit = torch.finfo(dtypes.to_torch(dtype)).max
    return compute_float8_scale(history.max(), scale, limit), compute_float8_amax_history(x, history)


class _RoundInput(torch.autograd.Function):
    """Rounds; the "gradients" of scale and history are their new values, which the optimizer puts in their place."""

    @staticmethod
    def forward(ctx, x, scale, history, training, compute_dtype):
        ctx.new = _moved(x, scale, history, INPUT) if training else (None, None)
        return quantize_and_dequantize(x, scale, INPUT, compute_dtype)

    @staticmethod
    def backward(ctx, gradient):
        return gradient, *ctx.new, None, None


class _RoundGradient(torch.autograd.Function):
    """Passes the output on, and rounds the gradient that comes back."""

    @staticmethod
    def forward(ctx, x, scale, history, compute_dtype):
        ctx.save_for_backward(scale, history)
        ctx.compute_dtype = compute_dtype
        return x.view_as(x)

    @staticmethod
    def backward(ctx, gradient):
        scale, history = ctx.saved_tensors
        return quantize_and_dequantize(gradient, scale, GRADIENT, ctx.compute_dtype), *_moved(gradient, scale, history, GRADIENT), None


class Float8(Scheme):
    """The float weight stays; inputs, weight and gradients are rounded on the way into the product."""

    mode = "float8"
    beside_weight = born_with_weight = True

    def _names(self, layer):
        return ("inputs", layer.adapts, "outputs_grad")

    def build(self, layer, shape, config):
        layer._main_shape = shape
        length = getattr(layer._own_policy(), "amax_history_length", QuantizedFloat8DTypePolicy.default_amax_history_length)
        for name in self._names(layer):
            for part, size, first in (("scale", (), "ones"), ("amax_history", (length,), "zeros")):
                setattr(layer, f"{name}_{part}", layer.add_weight(f"{name}_{part}", size, first, dtype="float32", autocast=False, overwrite_with_gradient=True))

    def encode(self, layer, weight, config):
        return {}

    def decode(self, layer):
        return layer._raw()

    def product(self, layer, inputs, training):
        if layer.lora_enabled:
            raise NotImplementedError("float8 does not go together with LoRA.")
        compute = layer.compute_dtype

        def state(name):
            return getattr(layer, f"{name}_scale"), getattr(layer, f"{name}_amax_history")

        x, weight, gradient = self._names(layer)
        rounded = [_RoundInput.apply(tensor, *state(name), bool(training), compute) for tensor, name in ((inputs, x), (layer._raw(), weight))]
        return _RoundGradient.apply(layer._product(*rounded), *state(gradient), compute)

    def bias_of(self, layer):
        # Keras: rounded, so that a kernel can add it in the same go
        return layer.bias.bfloat16().float() if layer.compute_dtype == "float32" else layer.bias

    def stored_names(self, layer):
        return [layer.adapts, "bias", *(f"{name}_{part}" for name in self._names(layer) for part in ("scale", "amax_history"))]
