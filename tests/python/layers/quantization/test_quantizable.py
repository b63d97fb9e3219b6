import pytest
import torch

from hornpipe import layers


class OfMine(layers.Dense):
    pass


def built(kind=layers.Dense, **options):
    layer = kind(3, **options)
    layer.build((None, 4))
    return layer


def test_subclasses_refuse_since_their_arithmetic_may_be_another():
    layer = built(OfMine)
    with pytest.raises(NotImplementedError, match="Layer OfMine does not have a `quantize` method implemented"):
        layer.quantize("int8")
    layer.quantize("int8", type_check=False)
    assert layer(torch.ones(2, 4)).shape == (2, 3)


def test_a_policy_given_later_quantizes():
    layer = built()
    layer.dtype_policy = "int8_from_float32"
    assert layer.kernel.dtype == torch.int8 and layer.dtype_policy.name == "int8_from_float32"


def test_weights_are_read_only_in_their_own_form():
    layer, plain = built(), built()
    layer.quantize("int8")
    store = {}
    layer.save_own_variables(store)
    with pytest.raises(ValueError, match="has 2 weights of its own, the file holds 3"):
        plain.load_own_variables(store)


@pytest.mark.parametrize("call, kind, message", [
    (lambda: layers.Dense(3, name="d").quantize("int8"), ValueError, r"isn't yet built. Layer 'd' \(of type Dense\) is not built yet"),
    (lambda: [layer := built(), layer.quantize("int8"), layer.quantize("int4")], ValueError, "already quantized with dtype_policy='int8_from_float32'"),
    (lambda: built(dtype="mixed_float16").quantize("int8"), ValueError, "does not work well with the compute dtype float16"),
    (lambda: built().quantize("int5"), ValueError, "int5"),
    (lambda: built().quantized_build((4, 3), "int5"), NotImplementedError, "Invalid quantization mode. Expected one of .*got quantization_mode='int5'"),
    (lambda: built().quantized_call(torch.ones(2, 4)), NotImplementedError, "got quantization_mode=None"),
    (lambda: [layer := layers.Conv1D(3, 2), layer.build((None, 5, 4)), layer.quantize("int8")], NotImplementedError, "Conv1D does not have a `quantize`"),
])
def test_mistakes(call, kind, message):
    with pytest.raises(kind, match=message):
        call()
