import pytest

from hornpipe import quantizers
from hornpipe.quantizers.config import resolve


@pytest.mark.parametrize("config", [
    quantizers.Int8QuantizationConfig(), quantizers.Int8QuantizationConfig(quantizers.AbsMaxQuantizer(axis=0), None), quantizers.Float8QuantizationConfig(),
    quantizers.Int4QuantizationConfig(block_size=64), quantizers.GPTQConfig(["text"], str.split, weight_bits=8), quantizers.AWQConfig(["text"], str.split)])
def test_configs_come_back(config):
    entry = quantizers.serialize(config)
    twin = quantizers.deserialize(entry)
    assert type(twin) is type(config) and twin.mode == config.mode
    assert quantizers.serialize(twin) == entry


def test_calibration_data_stays_out_of_files():
    config = quantizers.GPTQConfig(["text"], str.split, group_size=64)
    assert config.get_config()["dataset"] is None and config.dataset == ["text"]
    assert config.dtype_policy_string() == "gptq/4/64"


def test_files_from_before_blocks():
    assert quantizers.Int4QuantizationConfig.from_config({"weight_quantizer": None, "activation_quantizer": None}).block_size is None


def test_resolve():
    assert resolve("int8").mode == "int8" and resolve(None, "int4").block_size == 128
    config = quantizers.Int4QuantizationConfig()
    assert resolve("int4", config) is config is resolve(None, config)


@pytest.mark.parametrize("call, message", [
    (lambda: resolve(), r"You must provide either `mode` or `config`"),
    (lambda: resolve("int3"), r"Invalid quantization mode\. `mode` must be one of 'int8', .*got 'int3'"),
    (lambda: resolve("gptq"), r"For GPTQ, you must pass a `GPTQConfig` in the `config` argument"),
    (lambda: resolve("int8", quantizers.Int4QuantizationConfig()), r"Contradictory arguments: `mode` is 'int8', but `config` is for 'int4'"),
    (lambda: resolve("int8", 3), r"Argument `config` must be an instance of `QuantizationConfig`, got 3"),
    (lambda: quantizers.Int8QuantizationConfig(quantizers.AbsMaxQuantizer(output_dtype="uint8")), r"`weight_quantizer` must have output_dtype='int8'"),
    (lambda: quantizers.Int4QuantizationConfig(block_size=0), r"block_size must be None, -1, or a positive integer, got 0"),
    (lambda: quantizers.Int4QuantizationConfig(quantizers.AbsMaxQuantizer()), r"does not support custom quantizers"),
    (lambda: quantizers.Int4QuantizationConfig(quantizers.AbsMaxQuantizer(), block_size=None), r"`weight_quantizer` must have value_range=\(-8, 7\)"),
    (lambda: quantizers.GPTQConfig(None, None, weight_bits=5), r"GPTQ only supports 2-bit, 3-bit, 4-bit, 8-bit quantization, got 5"),
    (lambda: quantizers.AWQConfig(None, None, num_grid_points=0), r"num_grid_points must be a positive integer, got 0"),
    (lambda: quantizers.GPTQConfig(None, None, hessian_damping=2), r"hessian_damping must be between 0 and 1, got 2"),
])
def test_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()
