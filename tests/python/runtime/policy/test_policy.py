import numpy as np
import pytest
import torch

from hornpipe import config, dtype_policies
from hornpipe.dtype_policies import DTypePolicy, DTypePolicyMap


@pytest.fixture(autouse=True)
def restored():
    before = config.dtype_policy()
    yield
    config.set_dtype_policy(before)


@pytest.mark.parametrize("name, compute, variable", [
    ("float32", "float32", "float32"), ("mixed_float16", "float16", "float32"), ("mixed_bfloat16", "bfloat16", "float32"), ("int8", "int8", "int8"),
    ("int8_from_mixed_bfloat16", "bfloat16", "float32"), ("float8_from_float32", "float32", "float32"), ("int4/64_from_float32", "float32", "float32"),
    ("gptq/4/128_from_bfloat16", "bfloat16", "bfloat16"), ("awq/4/-1_from_float32", "float32", "float32")])
def test_names(name, compute, variable):
    policy = dtype_policies.get(name)
    assert (policy.name, policy.compute_dtype, policy.variable_dtype) == (name, compute, variable)
    twin = dtype_policies.deserialize(dtype_policies.serialize(policy))
    assert twin == policy and hash(twin) == hash(policy) and twin is not policy
    assert repr(policy) == f'<{type(policy).__name__} "{name}">'


def test_get():
    assert dtype_policies.get(None) == config.dtype_policy()
    assert dtype_policies.get(torch.float16) == DTypePolicy("float16")
    assert dtype_policies.get(np.dtype("float64")).name == "float64"
    assert dtype_policies.FloatDTypePolicy is DTypePolicy
    assert dtype_policies.get("float8_from_float32").amax_history_length == 1024
    assert dtype_policies.get("gptq/3/-1_from_float32").weight_bits == 3


def test_the_global_policy():
    config.set_dtype_policy("mixed_bfloat16")
    assert DTypePolicy().name == "mixed_bfloat16"
    assert dtype_policies.QuantizedDTypePolicy("int8").name == "int8_from_mixed_bfloat16"


def test_convert_input():
    policy = DTypePolicy("mixed_float16")
    assert policy.convert_input(torch.ones(2), True, "float16").dtype == torch.float16
    assert policy.convert_input(torch.ones(2, dtype=torch.int32), True, "float16").dtype == torch.int32
    assert policy.convert_input(np.ones(2, "float32"), True, "float16").dtype == torch.float16
    assert policy.convert_input(torch.ones(2), False, "float16").dtype == torch.float32
    assert policy.convert_input("text", True, "float16") == "text"


def test_maps():
    policies = DTypePolicyMap("float32", {"block/dense": DTypePolicy("mixed_float16")})
    policies["block/.*norm"] = "bfloat16"
    assert policies["block/dense"].name == "mixed_float16"
    assert policies["block/layer_norm"].name == "bfloat16"
    assert policies["other"].name == "float32" and "other" not in policies and len(policies) == 2
    twin = dtype_policies.deserialize(dtype_policies.serialize(policies))
    assert twin.get_config() == policies.get_config()
    assert dtype_policies.serialize(policies)["module"] == "keras.dtype_policies"
    del policies["block/dense"]
    assert list(policies) == ["block/.*norm"]


def test_an_open_default_lets_its_entries_follow_the_global_policy():
    made = DTypePolicyMap(policy_map={"a": dtype_policies.get("int8_from_float32")})
    entry = dtype_policies.serialize(made)
    config.set_dtype_policy("bfloat16")
    found = dtype_policies.deserialize(entry)
    assert found["a"].name == "int8_from_bfloat16" and found["b"].name == "bfloat16"
    assert made["a"].name == "int8_from_float32"


@pytest.mark.parametrize("error, call, message", [
    (ValueError, lambda: DTypePolicy("mixed_float15"), r"Cannot convert `name` to a dtype policy: got 'mixed_float15'"),
    (TypeError, lambda: DTypePolicy(16), r"`name` must be a string .*got 16"),
    (ValueError, lambda: dtype_policies.get("int8_abc"), r"Cannot convert `policy` into a valid pair"),
    (ValueError, lambda: dtype_policies.get("int8_from_float16"), r"int8 quantization doesn't work well with the compute dtype float16"),
    (ValueError, lambda: dtype_policies.get("gptq/5/64_from_float32"), r"GPTQ only supports 2-bit, 3-bit, 4-bit, 8-bit weights, got 'gptq/5/64'"),
    (ValueError, lambda: dtype_policies.get("awq/4_from_float32"), r"it must have the form 'awq/<weight_bits>/<group_size>' with ints, got 'awq/4'"),
    (ValueError, lambda: dtype_policies.get("int4/0_from_float32"), r"Invalid block_size in mode: a size is positive, or -1 for all at once, got 'int4/0'"),
    (ValueError, lambda: dtype_policies.QuantizedDTypePolicy("int3"), r"Invalid quantization mode"),
    (TypeError, lambda: dtype_policies.QuantizedFloat8DTypePolicy("float8", None, "9"), r"`amax_history_length` must be an integer, got '9'"),
    (ValueError, lambda: config.set_dtype_policy(3), r"Invalid `policy` argument: .*got 3"),
    (ValueError, lambda: dtype_policies.get(3), r"`dtype` must be a dtype or a dtype policy, got 3"),
    (TypeError, lambda: DTypePolicyMap(policy_map=[1]), r"If specified, `policy_map` must be a dict, got \[1\]"),
    (ValueError, lambda: DTypePolicyMap(DTypePolicyMap()), r"`default_policy` must not be a `DTypePolicyMap` itself"),
    (ValueError, lambda: DTypePolicyMap(policy_map={"a.": DTypePolicy("float16"), ".b": DTypePolicy("float16")})["ab"], r"'ab' fits several entries"),
])
def test_errors(error, call, message):
    with pytest.raises(error, match=message):
        call()
