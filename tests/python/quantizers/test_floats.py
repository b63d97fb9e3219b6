import pytest
import torch

from hornpipe import KerasTensor, quantizers


def test_fake_quantization_keeps_zero_and_has_few_values():
    x = torch.linspace(-2, 2, 1001)
    y = quantizers.fake_quant_with_min_max_vars(x, -1.0, 1.0, num_bits=3)
    assert len(y.unique()) == 8 and (y == 0).any()
    assert (y - x.clamp(y.min(), y.max())).abs().max() < 0.15


def test_bounds_by_channel():
    x = torch.tensor([[5.0, 5.0]])
    y = quantizers.fake_quant_with_min_max_vars(x, torch.tensor([-1.0, -2.0]), torch.tensor([1.0, 2.0]), axis=-1)
    torch.testing.assert_close(y, torch.tensor([[1.0, 2.0]]), atol=0.02, rtol=0)


def test_half_precision_and_symbols():
    assert quantizers.fake_quant_with_min_max_vars(torch.ones(2).half(), -1.0, 1.0).dtype == torch.float16
    assert quantizers.fake_quant_with_min_max_vars(KerasTensor((None, 3)), -1.0, 1.0).shape == (None, 3)


def test_float8():
    x = torch.tensor([0.0, 1.0, 500.0])
    y = quantizers.quantize_and_dequantize(x, torch.tensor(1.0), "float8_e4m3fn", "float32")
    assert y.tolist() == [0, 1, 448]
    history = quantizers.compute_float8_amax_history(x, torch.zeros(3))
    assert history.tolist() == [500, 0, 0]
    assert quantizers.compute_float8_amax_history(x / 2, history).tolist() == [250, 0, 500]


def test_plain_numbers_will_do():
    assert float(quantizers.compute_float8_scale(2.0, 1.0, 448.0)) == pytest.approx(2 / 448)
    assert float(quantizers.compute_float8_scale(0.0, 3.0, 448.0)) == 3
    assert float(quantizers.quantize_and_dequantize(700.0, 1.0, "float8_e4m3fn", "float32")) == 448
