"""Process-wide settings, read once from `~/.keras/keras.json` and the environment, as Keras reads them."""
from __future__ import annotations

import json
import os
from pathlib import Path

from ..core.arguments import choice
from ..core.errors import ArgumentError, got

_values = {"floatx": "float32", "epsilon": 1e-7, "image_data_format": "channels_last", "nnx_enabled": False,
           "flash_attention": None, "interactive_logging": True, "traceback_filtering": True, "max_epochs": None, "max_steps_per_epoch": None, "policy": None}


def keras_home() -> Path:
    """The folder for settings: `KERAS_HOME`, else `~/.keras`."""
    return Path(os.environ.get("KERAS_HOME") or Path.home() / ".keras")


_cache = None


def cache_home() -> Path:
    """The folder for downloads: the one that was set, else `keras_home()`."""
    return Path(_cache) if _cache else keras_home()


def set_cache_home(path: str) -> None:
    global _cache
    _cache = path


def _check_engine(name: str, where: str) -> None:
    if name != "torch":
        raise ImportError(f"{where} asks for the engine {name!r}; hornpipe has one engine, torch. Set it to 'torch', or the environment variable "
                          "KERAS_BACKEND=torch.")


def read_settings() -> None:
    """Reads the environment and the settings file; an engine other than torch is an error."""
    path = keras_home() / "keras.json"
    config = {}
    if path.is_file():
        try:
            config = json.loads(path.read_text())
        except (OSError, ValueError):
            config = {}             # Keras: an unreadable file counts as absent
    engine = os.environ.get("KERAS_BACKEND")
    if engine:
        _check_engine(engine, "The environment variable KERAS_BACKEND")
    elif config.get("backend"):
        _check_engine(config["backend"], str(path))
    if "floatx" in config:
        set_floatx(config["floatx"])
    if "epsilon" in config:
        set_epsilon(config["epsilon"])
    if "image_data_format" in config:
        set_image_data_format(config["image_data_format"])
    for name in ("max_epochs", "max_steps_per_epoch"):
        if f"KERAS_{name.upper()}" in os.environ:
            _values[name] = int(os.environ[f"KERAS_{name.upper()}"])


def floatx() -> str:
    """The default float dtype, as a name."""
    return _values["floatx"]


def set_floatx(value: str) -> None:
    """Sets the default float dtype: "bfloat16", "float16", "float32" or "float64"."""
    _values["floatx"] = str(choice("value", value, ("bfloat16", "float16", "float32", "float64")))


def epsilon() -> float:
    """The small number that keeps divisions finite."""
    return _values["epsilon"]


def set_epsilon(value: float) -> None:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or value < 0:
        raise ArgumentError(f"`value` must be a non-negative number, {got(value)}.", argument="value", actual=value)
    _values["epsilon"] = value


def image_data_format() -> str:
    """Where images have their channels by default: "channels_last" or "channels_first"."""
    return _values["image_data_format"]


def set_image_data_format(data_format: str) -> None:
    _values["image_data_format"] = str(choice("data_format", str(data_format).lower(), ("channels_last", "channels_first")))


def data_format_or_default(value: str | None) -> str:
    """An argument `data_format`, checked; `None` is the setting."""
    return image_data_format() if value is None else choice("data_format", str(value).lower(), ("channels_first", "channels_last"))


def get(name: str):
    return _values[name]


def put(name: str, value) -> None:
    _values[name] = value


def values() -> dict:
    """All settings by name, as another process may `put()` them."""
    return dict(_values)


def backend() -> str:
    """The engine's name, always "torch"."""
    return "torch"


def set_backend(backend: str) -> None:
    """Accepts "torch", the only engine.

    Raises:
        ImportError: Another engine is asked for.
    """
    _check_engine(backend, "`set_backend()`")


# ---------------------------------------------------------------- attention

def enable_flash_attention() -> None:
    """Lets torch choose its flash kernel for attention where it fits (as it does from the start)."""
    _values["flash_attention"] = None


def disable_flash_attention() -> None:
    """Keeps torch's flash kernel out of attention."""
    _values["flash_attention"] = False


def is_flash_attention_enabled() -> bool | None:
    """False when flash attention was disabled; `None` when torch may choose."""
    return _values["flash_attention"]


# ---------------------------------------------------------------- tracebacks

def enable_traceback_filtering() -> None:
    """Notes that short tracebacks are wanted. hornpipe's have few frames of its own in any case, and none is hidden."""
    _values["traceback_filtering"] = True


def disable_traceback_filtering() -> None:
    """Notes that full tracebacks are wanted. hornpipe never hides a frame."""
    _values["traceback_filtering"] = False


def is_traceback_filtering_enabled() -> bool:
    """What was noted last; True at the start."""
    return _values["traceback_filtering"]


# ---------------------------------------------------------------- short runs

def max_epochs() -> int | None:
    """The most epochs that any `fit()` runs, or `None`."""
    return _values["max_epochs"]


def set_max_epochs(max_epochs: int | None) -> None:
    """Limits the epochs of every `fit()`: for trying out a program."""
    _values["max_epochs"] = max_epochs


def max_steps_per_epoch() -> int | None:
    """The most steps that any epoch, `evaluate()` or `predict()` runs, or `None`."""
    return _values["max_steps_per_epoch"]


def set_max_steps_per_epoch(max_steps_per_epoch: int | None) -> None:
    """Limits the steps of every epoch, `evaluate()` and `predict()`: for trying out a program."""
    _values["max_steps_per_epoch"] = max_steps_per_epoch


def is_nnx_enabled() -> bool:
    """Flax NNX belongs to another engine: always False."""
    return False
