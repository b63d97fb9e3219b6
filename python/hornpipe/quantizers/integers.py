"""Quantization to integers: by the greatest value, by groups, and two 4-bit numbers in a byte."""
from __future__ import annotations

import torch

from ..core.arguments import choice
from ..core.errors import ArgumentError, ArgumentTypeError, ShapeError, got
from ..core.types import Axes, Axis, DType, Flag, Int, Real, Reals, Tensor
from ..ops.axes import axes_of, axis_of
from ..ops.op import op
from ..runtime import dtypes
from .quantizer import Quantizer


@op(kind="quantizer")
def abs_max_quantize(inputs: Tensor, axis: Axes, value_range: Reals = (-127, 127), dtype: DType = "int8", epsilon: Real = 1e-7, to_numpy: Flag = False):
    """Quantizes so that the greatest absolute value becomes the end of the range.

    Args:
        inputs: Float tensor.
        axis: Axes over which one scale holds.
        value_range: Least and greatest quantized value.
        dtype: Dtype of the quantized values.
        epsilon: Keeps the division finite.
        to_numpy: Whether to work on the CPU, to save memory on the device.

    Returns:
        The quantized values, and the scale that they were multiplied by.
    """
    inputs = inputs.cpu() if to_numpy else inputs
    scale = value_range[1] / (inputs.abs().amax(axes_of(inputs.ndim, axis), keepdim=True) + epsilon)
    scale = scale.to(inputs.dtype)
    return (inputs * scale).round().clamp(*value_range).to(dtypes.to_torch(dtype)), scale


class AbsMaxQuantizer(Quantizer):
    """Quantizes by `abs_max_quantize()`.

    Args:
        axis: Axes over which one scale holds, where the call gives none.
        value_range: Least and greatest quantized value.
        epsilon: Keeps the division finite.
        output_dtype: Dtype of the quantized values.
    """

    def __init__(self, axis: Axes = None, value_range: Reals = (-127, 127), epsilon: Real = 1e-7, output_dtype: DType = "int8"):
        super().__init__(output_dtype)
        self.axis = None if axis is None else (axis,) if isinstance(axis, int) else tuple(axis)
        self.value_range = tuple(value_range)
        self.epsilon = epsilon
        if output_dtype == "int8" and (value_range[0] < -128 or value_range[1] > 127):
            raise ArgumentError(f"`value_range` must lie within (-128, 127) for the dtype int8, {got(value_range)}.",
                                argument="value_range", actual=value_range)

    def __call__(self, x, axis=None, to_numpy=False):
        axis = self.axis if axis is None else axis
        return abs_max_quantize(x, -1 if axis is None else axis, self.value_range, self.output_dtype, self.epsilon, to_numpy)

    def get_config(self):
        config = super().get_config()
        if self.axis is None:       # Keras: an axis that was not given is not told
            del config["axis"]
        return config


def _grouped(x, size: int):
    """`(rows, columns)` as `(groups, size, columns)`, filled up with zeros."""
    groups = -(-x.shape[0] // size)
    missing = groups * size - x.shape[0]
    return torch.nn.functional.pad(x, (0, 0, 0, missing)).reshape(groups, size, x.shape[1])


@op(kind="quantizer")
def abs_max_quantize_grouped_with_zero_point(inputs: Tensor, block_size: Int, value_range: Reals = (-8, 7), dtype: DType = "int8", epsilon: Real = 1e-7,
                                             to_numpy: Flag = False):
    """Quantizes blocks of rows, each column of each with a range of its own.

    Args:
        inputs: Float matrix `(rows, columns)`.
        block_size: Rows of a block.
        value_range: Least and greatest quantized value.
        dtype: Dtype of the quantized values.
        epsilon: Keeps the division finite.
        to_numpy: Whether to work on the CPU, to save memory on the device.

    Returns:
        The quantized values, their scales `(blocks, columns)`, and what 0 became, `(blocks, columns)`: a value is
        about `(quantized - zero) * scale`.
    """
    if inputs.ndim != 2:
        raise ShapeError(f"`inputs` must be a matrix, got shape {tuple(inputs.shape)}.", argument="inputs", expected=2, actual=tuple(inputs.shape))
    least, most = value_range
    blocks = _grouped(inputs.cpu() if to_numpy else inputs, block_size)
    low, high = blocks.amin(1, keepdim=True), blocks.amax(1, keepdim=True)
    flat = low == high                                              # a range is needed even there
    low, high = torch.where(flat, low - 1, low), torch.where(flat, high + 1, high)
    scale = (high - low + epsilon) / (most - least)
    zero = ((-low / scale).round() + least).clamp(least, most)
    quantized = ((blocks / scale).round() + zero).clamp(least, most).to(dtypes.to_torch(dtype))
    return quantized.reshape(-1, inputs.shape[1])[:inputs.shape[0]], scale.squeeze(1), zero.squeeze(1).to(torch.int8)


# ---------------------------------------------------------------- two in a byte

@op(kind="quantizer")
def pack_int4(arr: Tensor, axis: Axis = 0, dtype: DType = "int8"):
    """Pairs of 4-bit numbers in one byte each.

    Args:
        arr: Integers from -8 to 7 ("int8") or 0 to 15 ("uint8").
        axis: Axis along which neighbours are paired.
        dtype: Dtype of `arr` and of the result.

    Returns:
        The packed tensor, its shape, and the size of `axis` before.
    """
    wanted = dtypes.to_torch(choice("dtype", dtype, ("int8", "uint8")))
    if arr.dtype is not wanted:
        raise ArgumentTypeError(f"`arr` must be of the dtype {dtype}, got {dtypes.standardize_dtype(arr.dtype)}.", argument="arr", actual=arr.dtype)
    size = arr.shape[axis]
    halves = arr.movedim(axis, 0).contiguous().view(torch.uint8)
    if size % 2:
        halves = torch.cat((halves, halves.new_zeros(1, *halves.shape[1:])))
    packed = (halves[::2] & 15 | halves[1::2] << 4).view(wanted).movedim(0, axis)
    return packed, tuple(packed.shape), size


@op(kind="quantizer")
def unpack_int4(packed: Tensor, orig_len: Int, axis: Axis = 0, dtype: DType = "int8"):
    """The reverse of `pack_int4()`.

    Args:
        packed: Packed tensor.
        orig_len: Size of `axis` before packing.
        axis: Axis along which neighbours were paired.
        dtype: "int8" for signed numbers, "uint8" for others.
    """
    wanted = dtypes.to_torch(choice("dtype", dtype, ("int8", "uint8")))
    if packed.dtype not in (torch.int8, torch.uint8):
        raise ArgumentTypeError(f"`packed` must be of the dtype int8 or uint8, got {dtypes.standardize_dtype(packed.dtype)}.",
                                argument="packed", actual=packed.dtype)
    axis = axis_of(packed.ndim, axis)
    both = packed.movedim(axis, 0).contiguous().view(torch.uint8)
    numbers = torch.stack((both & 15, both >> 4), 1).flatten(0, 1)[:orig_len].to(wanted)
    return (numbers if dtype == "uint8" else (numbers ^ 8) - 8).movedim(0, axis)
