import pytest

from hornpipe import config, mixed_precision
from hornpipe.core.objects import in_safe_mode
from hornpipe.runtime import settings


@pytest.fixture(autouse=True)
def restored():
    before = dict(settings._values)
    yield
    settings._values.update(before)


@pytest.mark.parametrize("name, value", [("floatx", "float64"), ("epsilon", 1e-4), ("image_data_format", "channels_first"), ("max_epochs", 3),
                                         ("max_steps_per_epoch", 5)])
def test_set_and_read(name, value):
    getattr(config, f"set_{name}")(value)
    assert getattr(config, name)() == value


@pytest.mark.parametrize("name", ["traceback_filtering", "interactive_logging"])
def test_switches(name):
    for state in ("disable", "enable"):
        getattr(config, f"{state}_{name}")()
        assert getattr(config, f"is_{name}_enabled")() is (state == "enable")


def test_flash_attention():
    assert config.is_flash_attention_enabled() is None
    config.disable_flash_attention()
    assert config.is_flash_attention_enabled() is False
    config.enable_flash_attention()
    assert config.is_flash_attention_enabled() is None


def test_the_engine():
    assert config.backend() == "torch"
    config.set_backend("torch")
    with pytest.raises(ImportError, match="`set_backend.*asks for the engine 'jax'; hornpipe has one engine, torch"):
        config.set_backend("jax")


def test_the_policy_has_its_old_names():
    mixed_precision.set_global_policy("mixed_bfloat16")
    assert config.dtype_policy() is mixed_precision.global_policy() and config.dtype_policy().name == "mixed_bfloat16"
    assert mixed_precision.Policy is mixed_precision.DTypePolicy


def test_unsafe_files_are_off():
    assert in_safe_mode() is None


@pytest.mark.parametrize("call, message", [
    (lambda: config.set_floatx("float8"), r"`value` must be one of 'bfloat16', 'float16', 'float32', 'float64', got 'float8'"),
    (lambda: config.set_epsilon("a"), r"`value` must be a non-negative number, got 'a'"),
    (lambda: config.set_image_data_format("last"), r"`data_format` must be one of 'channels_last', 'channels_first', got 'last'"),
])
def test_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()
