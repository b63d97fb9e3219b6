import numpy as np
import pytest
import torch

from hornpipe import KerasTensor, quantizers


def test_a_quantized_value_is_near():
    x = torch.linspace(0.1, 1, 60).reshape(12, 5) * torch.tensor([1.0, -1.0]).repeat(6)[:, None]       # both signs in every block
    q, scale = quantizers.abs_max_quantize(x, axis=0)
    assert (q / scale - x).abs().max() <= 0.5001 / scale.min()
    blocks, scale, zero = quantizers.abs_max_quantize_grouped_with_zero_point(x, 6)
    rows = torch.arange(12) // 6
    assert ((blocks - zero[rows]) * scale[rows] - x).abs().max() < scale.max()


@pytest.mark.parametrize("size", [1, 2, 7])
def test_packing_undone(size):
    x = torch.randint(-8, 8, (size, 3), dtype=torch.int8)
    packed, shape, length = quantizers.pack_int4(x)
    assert shape == ((size + 1) // 2, 3) and length == size
    assert torch.equal(quantizers.unpack_int4(packed, length), x)


def test_quantizer():
    quantizer = quantizers.AbsMaxQuantizer(value_range=(-8, 7))
    q, scale = quantizer(np.array([[1.0, -2.0], [3.0, 4.0]], "float32"))
    assert q.tolist() == [[4, -7], [5, 7]] and scale.shape == (2, 1)
    assert quantizer.get_config() == {"value_range": (-8, 7), "epsilon": 1e-7, "output_dtype": "int8"}
    assert quantizers.get("abs_max_quantizer", axis=1).axis == (1,)
    assert quantizers.deserialize(quantizers.serialize(quantizer)).value_range == (-8, 7)
    assert quantizers.Quantizer()(3) == 3


def test_symbolic_shapes():
    q, scale = quantizers.abs_max_quantize(KerasTensor((None, 4)), axis=-1)
    assert (q.shape, q.dtype, scale.shape) == ((None, 4), "int8", (None, 1))


@pytest.mark.parametrize("error, call, message", [
    (ValueError, lambda: quantizers.AbsMaxQuantizer(value_range=(-200, 127)), r"`value_range` must lie within \(-128, 127\) .*got \(-200, 127\)"),
    (ValueError, lambda: quantizers.pack_int4(torch.zeros(2, dtype=torch.int8), dtype="int4"), r"`dtype` must be one of 'int8', 'uint8', got 'int4'"),
    (TypeError, lambda: quantizers.pack_int4(torch.zeros(2)), r"`arr` must be of the dtype int8, got float32"),
    (TypeError, lambda: quantizers.unpack_int4(torch.zeros(2), 4), r"`packed` must be of the dtype int8 or uint8, got float32"),
    (ValueError, lambda: quantizers.abs_max_quantize_grouped_with_zero_point(torch.zeros(2), 4), r"`inputs` must be a matrix, got shape \(2,\)"),
    (ValueError, lambda: quantizers.get("max"), r"`quantizer` names nothing known: got 'max'"),
])
def test_errors(error, call, message):
    with pytest.raises(error, match=message):
        call()
