"""Training for small numbers: rounding with a gradient, and float8 with a running scale."""
from __future__ import annotations

import torch

from ..core.types import Axis, DType, Flag, Int, Real, Tensor
from ..ops.axes import axis_of
from ..ops.op import op
from ..ops.promotion import wide
from ..runtime import dtypes
from ..runtime.convert import convert_to_tensor


class _FakeQuantize(torch.autograd.Function):
    """Rounds to the levels between two bounds; the gradient passes where nothing was cut off, else it goes to the bound."""

    @staticmethod
    def forward(ctx, x, low, high, levels, least, axis):
        step = (high - low) / (levels - least)
        zero = (least - low / step).clamp(least, levels).round()           # so that 0 is a level
        bottom, top = (least - zero) * step, (levels - zero) * step
        per_step = (levels - least) / (high - low)
        origin = torch.floor(-bottom * per_step + 0.5)
        shifted = x.to(bottom.dtype).clamp(bottom, top) - bottom
        ctx.save_for_backward(x >= bottom, x <= top, x <= bottom, x >= top)
        ctx.axis = axis
        return (torch.floor(shifted * per_step - origin + 0.5) * step).to(x.dtype)

    @staticmethod
    def backward(ctx, gradient):
        above, below, at_bottom, at_top = ctx.saved_tensors
        bounds = []
        for mask in (at_bottom, at_top):
            part = torch.where(mask, gradient, 0)
            others = [a for a in range(part.ndim) if a != ctx.axis]
            bounds.append(part.sum() if ctx.axis is None else part.sum(others, keepdim=True) if others else part)
        return torch.where(above & below, gradient, 0), *bounds, None, None, None


@op(kind="quantizer")
def fake_quant_with_min_max_vars(inputs: Tensor, min_vals: Tensor, max_vals: Tensor, num_bits: Int = 8, narrow_range: Flag = False, axis: Axis = None):
    """Rounds to what `num_bits` could hold, and stays float: for training a network that will be quantized.

    Args:
        inputs: Float tensor.
        min_vals, max_vals: Bounds; a vector for each entry of `axis`, or one number.
        num_bits: Bits of the numbers.
        narrow_range: Whether the least level is left out.
        axis: Axis whose entries have bounds of their own.
    """
    shape = () if axis is None else tuple(-1 if a == axis_of(inputs.ndim, axis) else 1 for a in range(inputs.ndim))
    low, high = (wide(torch.as_tensor(v, dtype=None if isinstance(v, torch.Tensor) else inputs.dtype, device=inputs.device)).reshape(shape)
                 for v in (min_vals, max_vals))
    axis = None if axis is None else axis_of(inputs.ndim, axis)
    return _FakeQuantize.apply(inputs, low, high, 2 ** int(num_bits) - 1, int(bool(narrow_range)), axis)


# ---------------------------------------------------------------- float8

@op(kind="quantizer")
def compute_float8_scale(amax: Tensor, scale: Tensor, dtype_max: Real, margin: Int = 0):
    """The scale that brings a greatest value to the end of float8's range.

    Args:
        amax: Greatest absolute value seen.
        scale: The scale so far, which stays where `amax` is 0 or not finite.
        dtype_max: Greatest number of the float8 dtype.
        margin: Powers of two to leave free.
    """
    amax, scale = convert_to_tensor(amax), convert_to_tensor(scale)
    factor = dtype_max / amax / 2**margin
    return 1 / torch.where((amax > 0) & torch.isfinite(amax), factor, 1 / scale)


@op(kind="quantizer")
def compute_float8_amax_history(x: Tensor, amax_history: Tensor):
    """The history of greatest values, moved on by one, with that of `x` in front.

    Args:
        x: Tensor.
        amax_history: The history so far, a vector.
    """
    return torch.cat((x.abs().max().to(amax_history.dtype).reshape(1), amax_history.roll(-1)[1:]))


@op(kind="quantizer")
def quantize_and_dequantize(inputs: Tensor, scale: Tensor, quantized_dtype: DType, compute_dtype: DType):
    """`inputs` rounded to what a float8 dtype holds.

    Args:
        inputs: Tensor.
        scale: Divides before, multiplies after rounding.
        quantized_dtype: "float8_e4m3fn" or "float8_e5m2".
        compute_dtype: Dtype of the result.
    """
    wanted, compute = dtypes.to_torch(quantized_dtype), dtypes.to_torch(compute_dtype)
    limit = torch.finfo(wanted).max
    inputs, scale = convert_to_tensor(inputs), convert_to_tensor(scale).to(compute)
    return (inputs / scale).clamp(-limit, limit).to(wanted).to(compute) * scale
