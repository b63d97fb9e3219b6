"""Configs in the form of Keras 2, where an object is `{"class_name": ..., "config": ...}` without a module."""
from __future__ import annotations


def keras2_config(config):
    """A config of ours as the older format holds it: hornpipe's own layers and models by class name alone."""
    if isinstance(config, dict):
        if "class_name" in config and "config" in config and _is_own(config):
            kept = {k: v for k, v in config.items() if k not in ("module", "registered_name", "build_config", "compile_config")}
            return {k: keras2_config(v) for k, v in kept.items()}
        return {k: keras2_config(v) for k, v in config.items()}
    if isinstance(config, (list, tuple)):
        return [keras2_config(v) for v in config]
    return config


def _is_own(entry) -> bool:
    module = entry.get("module") or ""
    return module in ("keras", "keras.layers", "keras.models", "keras.optimizers") or module.startswith("keras.src.models")


def modern_config(config):
    """A config of the older format as our classes take it."""
    if isinstance(config, dict):
        made = {k: modern_config(v) for k, v in config.items()}
        if isinstance(made.get("class_name"), str):
            made["class_name"] = made["class_name"].removeprefix("Custom>")
            if made["class_name"] == "Model" and isinstance(made.get("config"), dict) and "layers" in made["config"]:
                made["class_name"] = "Functional"
        return made
    if isinstance(config, list):
        return [modern_config(v) for v in config]
    return config
