import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers
from hornpipe.layers.quantization.calibration import windows
from hornpipe.quantizers import AWQConfig, GPTQConfig

TOKENS = np.random.default_rng(0).integers(0, 30, size=(4, 40))


class Block(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.up = layers.EinsumDense("abc,cde->abde", (None, 2, 12), bias_axes="de", name="up")
        self.down = layers.EinsumDense("abde,dec->abc", (None, 16), name="down")
        self.out = layers.Dense(16, activation="tanh", name="out")

    def build(self, input_shape):
        self.up.build(input_shape)
        self.down.build((*input_shape[:2], 2, 12))
        self.out.build(input_shape)

    def call(self, x):
        return x + self.out(self.down(self.up(x)))


def language_model():
    hornpipe.utils.set_random_seed(2)
    tokens = layers.Input((None,), dtype="int32")
    embed, blocks = layers.Embedding(30, 16, embeddings_initializer=hornpipe.initializers.RandomNormal(stddev=1.0)), [Block(name="one"), Block(name="two")]
    x = embed(tokens)
    for block in blocks:
        x = block(x)
    model = hornpipe.Model(tokens, layers.Dense(30, name="head")(x))
    return model, {"pre_block_layers": [embed], "sequential_blocks": blocks}


def settings(kind, structure=None, **options):
    return kind(TOKENS, None, **{"num_samples": 8, "sequence_length": 20, "group_size": 8, **options}, quantization_layer_structure=structure)


@pytest.mark.filterwarnings("ignore:.*does not have a `quantize`")
@pytest.mark.parametrize("kind, mode", [(GPTQConfig, "gptq"), (AWQConfig, "awq")])
def test_blocks_are_rounded_one_after_the_other(kind, mode, tmp_path):
    model, structure = language_model()
    y = model.predict(TOKENS, verbose=0)
    model.quantize(mode, config=settings(kind, structure))
    rounded = model.predict(TOKENS, verbose=0)
    assert 0 < np.abs(rounded - y).mean() < 0.1 * np.abs(y).mean()
    for block in structure["sequential_blocks"]:
        for layer in (block.up, block.down, block.out):
            assert layer.dtype_policy.name == f"{mode}/4/8_from_float32" and layer._parameters["quantized_kernel"].any()
            assert "kernel" not in layer._parameters
    assert model.get_layer("head").quantization_mode is None
    model.save_weights(tmp_path / "w.weights.h5")
    again, other = language_model()
    again.quantize(mode, config=settings(kind, other, num_samples=1))
    again.load_weights(tmp_path / "w.weights.h5")
    np.testing.assert_array_equal(again.predict(TOKENS, verbose=0), rounded)


@pytest.mark.parametrize("kind, mode", [(GPTQConfig, "gptq"), (AWQConfig, "awq")])
@pytest.mark.parametrize("group", [8, -1])
def test_whole_models_come_back(kind, mode, group, tmp_path):
    tokens, embed = layers.Input((None,), dtype="int32"), layers.Embedding(30, 16)
    blocks = [layers.Dense(12, "relu"), layers.EinsumDense("abc,cd->abd", (None, 8))]
    model = hornpipe.Model(tokens, blocks[1](blocks[0](embed(tokens))))
    model.quantize(mode, config=settings(kind, {"pre_block_layers": [embed], "sequential_blocks": blocks}, group_size=group))
    model.save(tmp_path / "model.keras")
    again = hornpipe.models.load_model(tmp_path / "model.keras")
    np.testing.assert_array_equal(again.predict(TOKENS, verbose=0), model.predict(TOKENS, verbose=0))
    assert again.layers[2].quantization_config.group_size == group and again.layers[2].quantization_config.quantization_layer_structure is None


def test_calibration_helps():
    errors = {}
    for name, samples in (("one", np.zeros((1, 20), int)), ("all", TOKENS)):
        model, structure = language_model()
        y = model.predict(TOKENS, verbose=0)
        model.quantize(config=GPTQConfig(samples, None, weight_bits=3, sequence_length=20, quantization_layer_structure=structure),
                       filters=lambda layer: layer.name in ("up", "down", "out"))
        errors[name] = np.square(model.predict(TOKENS, verbose=0) - y).mean()
    assert errors["all"] < 0.8 * errors["one"]


def test_filters_and_models_that_tell_their_structure():
    model, structure = language_model()
    model.get_quantization_layer_structure = lambda mode: structure
    model.quantize("gptq", config=settings(GPTQConfig, weight_bits=8), filters="^up$")
    first = structure["sequential_blocks"][0]
    assert first.up.quantization_mode == "gptq" and first.down.quantization_mode is None and first.out.quantization_mode is None


@pytest.mark.parametrize("equation, output, shape", [("abc,cd->abd", (None, 6), (2, 5, 4)), ("abc,dc->abd", (None, 6), (2, 5, 4)),
                                                     ("abcd,ecd->abe", (None, 6), (2, 5, 2, 4)), ("abcd,dce->abe", (None, 6), (2, 5, 2, 4))])
def test_kernels_in_any_order(equation, output, shape):
    x = torch.randn(shape)
    layer = layers.EinsumDense(equation, output)
    y = layer(x)
    config = GPTQConfig(None, None, weight_bits=8, group_size=-1)
    layer.quantize("gptq", config=config)
    assert torch.equal(layer(x), y)                     # not calibrated: the float weight
    features = layer._features(x)
    torch.testing.assert_close((features @ layer._to_matrix(layer.kernel)).reshape(y.shape), y, atol=1e-5, rtol=1e-5)
    seen = layer._scheme.statistics()
    seen.add(features)
    layer._scheme.calibrate(layer, seen)
    torch.testing.assert_close(layer(x), y, atol=0.05, rtol=0.05)


def test_what_is_not_calibrated_is_stored_as_floats():
    layer, plain = layers.Dense(3), layers.Dense(3)
    for made in (layer, plain):
        made.build((None, 4))
    layer.quantize("gptq", config=GPTQConfig(None, None))
    store = {}
    layer.save_own_variables(store)
    plain.load_own_variables(store)
    assert torch.equal(plain.kernel, layer.kernel)


# ---------------------------------------------------------------- samples

class Words:
    def tokenize(self, text):
        return [len(word) for word in text.split()]


def test_windows_are_spread_over_the_data():
    found = windows(GPTQConfig([np.arange(50), np.arange(50, 101)], None, num_samples=3, sequence_length=11))
    assert found.shape == (3, 1, 11) and found.dtype == np.int32
    assert found[:, 0, 0].tolist() == [0, 45, 90]
    assert windows(GPTQConfig(np.arange(12), None, num_samples=100, sequence_length=10)).shape == (3, 1, 10)


def test_texts_and_short_data():
    assert windows(GPTQConfig(["a bb", "ccc"], Words(), sequence_length=5)).tolist() == [[[1, 2, 3, 1, 2]]]
    assert windows(GPTQConfig(["a bb"], lambda text: torch.tensor([4, 5]), sequence_length=2)).tolist() == [[[4, 5]]]


@pytest.mark.parametrize("dataset, tokenizer, kind, message", [
    (None, None, ValueError, "GPTQ quantization requires a dataset to calibrate with"),
    ("text", len, TypeError, "`dataset` must be a collection of texts or of arrays of tokens, got 'text'"),
    (5, None, TypeError, "`dataset` must be a collection"),
    ([], None, ValueError, "`dataset` is empty"),
    (["a"], None, ValueError, "`tokenizer` must be a function or have a method `tokenize.*got None"),
])
def test_data_that_cannot_be(dataset, tokenizer, kind, message):
    with pytest.raises(kind, match=message):
        windows(GPTQConfig(dataset, tokenizer))


def test_structures_that_cannot_be():
    model, structure = language_model()
    with pytest.raises(ValueError, match="a valid quantization structure must be provided"):
        model.quantize("gptq", config=settings(GPTQConfig))
    with pytest.raises(ValueError, match="No sequential blocks found"):
        model.quantize("gptq", config=settings(GPTQConfig, {"pre_block_layers": []}))
    unused = layers.Dense(3)
    unused.build((None, 16))
    block = structure["sequential_blocks"][0]
    with block._unlocked():
        block.unused = unused
    with pytest.raises(ValueError, match="was not called on the samples"):
        model.quantize("gptq", config=settings(GPTQConfig, structure))
