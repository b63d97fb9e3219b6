import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers


class OfMine(layers.Dense):
    pass


def model():
    return hornpipe.Sequential([layers.Input((4,)), layers.Dense(8, "relu", name="first"), layers.Dropout(0.5), layers.Dense(3, name="last")])


def test_all_layers_that_can():
    net, x = model(), np.random.default_rng(0).normal(size=(5, 4)).astype("float32")
    y = net.predict(x, verbose=0)
    with pytest.warns(UserWarning, match="Dropout does not have a `quantize`"):
        net.quantize("int8")
    assert [getattr(layer, "quantization_mode", None) for layer in net.layers] == ["int8", None, "int8"]
    np.testing.assert_allclose(net.predict(x, verbose=0), y, atol=0.1)


@pytest.mark.filterwarnings("ignore:.*does not have a `quantize`")
@pytest.mark.parametrize("filters, names", [
    ("fir", ["first"]), (["fir", "^last$"], ["first", "last"]), (lambda layer: layer.name != "first", ["last"]), ("none of them", []),
])
def test_some_of_them(filters, names):
    net = model()
    net.quantize("int4", filters=filters)
    assert [layer.name for layer in net.layers if layer.quantization_mode] == names


def test_layers_within_layers():
    inner = hornpipe.Sequential([layers.Dense(4), layers.Dense(2)])
    net = hornpipe.Sequential([layers.Input((4,)), inner])
    net.quantize("int8")
    assert all(layer.quantization_mode == "int8" for layer in inner.layers)


def test_subclasses_are_left_out_and_kept():
    net = hornpipe.Sequential([layers.Input((4,)), OfMine(2)])
    with pytest.warns(UserWarning, match="OfMine does not have a `quantize`"):
        net.quantize("int8")
    net.quantize("int8", type_check=False)
    assert net.layers[0].kernel.dtype == torch.int8


def test_mistakes():
    with pytest.raises(TypeError, match="`filters` must be a regular expression"):
        model().quantize("int8", filters=3)
    with pytest.raises(ValueError, match="int3"):
        model().quantize("int3")


def attentive(**options):
    x = layers.Input((4, 8))
    return hornpipe.Model(x, layers.Dense(3)(layers.MultiHeadAttention(2, 4, name="mha", **options)(x, x)))


@pytest.mark.parametrize("mode", ["int8", "int4", "float8"])
@pytest.mark.parametrize("ending", [".keras", ".weights.h5"])
def test_layers_made_inside_of_layers_come_back_quantized(mode, ending, tmp_path):
    net, x = attentive(), np.linspace(-1, 1, 64, dtype="float32").reshape(2, 4, 8)
    net.quantize(mode)
    expected, file = net.predict(x, verbose=0), tmp_path / f"net{ending}"
    if ending == ".keras":
        net.save(file)
        again = hornpipe.models.load_model(file)
    else:
        net.save_weights(file)
        again = attentive()
        again.quantize(mode)
        again.load_weights(file)
    assert again.get_layer("mha").query_dense.quantization_mode == mode
    np.testing.assert_array_equal(again.predict(x, verbose=0), expected)


def test_a_map_of_policies_is_kept_up_to_date():
    policies = hornpipe.dtype_policies.DTypePolicyMap()
    net = attentive(dtype=policies)
    net.quantize("int8")
    assert sorted(policies) == ["mha/attention_output", "mha/key", "mha/query", "mha/value"]
    assert policies["mha/query"].name == "int8_from_float32" and net.get_layer("mha").quantization_mode is None
