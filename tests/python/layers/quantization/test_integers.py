import pytest
import torch

from hornpipe import layers
from hornpipe.quantizers import Int4QuantizationConfig, Int8QuantizationConfig

MAKERS = {
    "dense": (lambda **k: layers.Dense(6, **k), torch.randn(3, 16)),
    "einsum": (lambda **k: layers.EinsumDense("abc,cde->abde", (None, 2, 6), **k), torch.randn(2, 3, 16)),
    "einsum of two": (lambda **k: layers.EinsumDense("abcd,cde->abe", (None, 6), bias_axes="e", **k), torch.randn(2, 3, 4, 4)),
    "embedding": (lambda **k: layers.Embedding(9, 16, **k), torch.tensor([[1, 8], [0, 3]])),
}


@pytest.fixture(params=MAKERS, ids=MAKERS)
def case(request):
    make, x = MAKERS[request.param]
    layer = make()
    return make, x, layer, layer(x).detach()


@pytest.mark.parametrize("config, error", [
    ("int8", 0.03), ("int4", 0.25), (Int8QuantizationConfig(activation_quantizer=None), 0.02), (Int4QuantizationConfig(block_size=-1), 0.25),
    (Int4QuantizationConfig(block_size=4), 0.6),
], ids=str)
def test_results_stay_near(case, config, error):
    make, x, layer, y = case
    layer.quantize(*[config] if isinstance(config, str) else [], **{} if isinstance(config, str) else {"config": config})
    assert (layer(x) - y).abs().max() < error * y.abs().max()
    assert not [w for w in layer.trainable_weights if w.name in ("kernel", "embeddings")]
    assert layer._parameters[layer.adapts].dtype == torch.int8


@pytest.mark.parametrize("mode", ["int8", "int4"])
def test_configs_and_files(case, mode):
    make, x, layer, _ = case
    layer.quantize(mode)
    y = layer(x)
    assert layer.dtype_policy.quantization_mode == mode and layer.quantization_mode == mode
    again = type(layer).from_config(layer.get_config())
    again.build(layer._build_shapes["input_shape"])
    store = {}
    layer.save_own_variables(store)
    assert [tuple(w.shape) for w in again.weights] == [tuple(w.shape) for w in layer.weights]
    again.load_own_variables(store)
    torch.testing.assert_close(again(x), y)


def test_born_quantized():
    layer = layers.Dense(6, dtype="int8_from_mixed_bfloat16")
    layer.build((None, 4))
    assert layer.kernel.dtype == torch.int8 and layer.kernel_scale.shape == (6,)
    assert layer(torch.randn(2, 4)).dtype == torch.bfloat16
    layer = layers.Dense(6, dtype="int4/2_from_float32")
    layer.build((None, 4))
    assert layer._parameters["kernel"].shape == (4, 3) and layer.kernel_scale.shape == (2, 6) and layer.kernel.shape == (4, 6)


def test_the_gradient_is_that_without_rounding():
    layer, x = layers.Dense(6), torch.randn(3, 4, requires_grad=True)
    layer.build(x.shape)
    layer.quantize("int8")
    layer(x).sum().backward()
    kernel = layer._scheme.decode(layer)
    torch.testing.assert_close(x.grad, kernel.sum(1).expand(3, 4))


@pytest.mark.parametrize("mode", ["int8", "int4"])
def test_together_with_low_rank_additions(case, mode):
    make, x, layer, _ = case
    layer.quantize(mode)
    y = layer(x)
    layer.enable_lora(2)
    torch.testing.assert_close(layer(x), y)
    factor = getattr(layer, f"lora_{layer.adapts}_b")
    factor.assign(torch.randn(factor.shape))
    z = layer(x)
    store = {}
    layer.save_own_variables(store)             # the sum, rounded anew
    plain = make(dtype=f"{mode}_from_float32" if mode == "int8" else layer.dtype_policy.name)
    plain.build(layer._build_shapes["input_shape"])
    plain.load_own_variables(store)
    assert (plain(x) - z).abs().max() < (0.05 if mode == "int8" else 0.4) * z.abs().max()
