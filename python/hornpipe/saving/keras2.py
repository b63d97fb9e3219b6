"""Configs in the form of Keras 2, where an object is `{"class_name": ..., "config": ...}` without a module."""
from __future__ import annotations

import re

# ---------------------------------------------------------------- writing


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


# ---------------------------------------------------------------- reading

# Keras 2 meant clip(0.2 x + 0.5, 0, 1); Keras 3 means clip(x / 6 + 0.5, 0, 1). The old curve has a name of its own here.
_OLD_ACTIVATIONS = {"hard_sigmoid": "_keras2_hard_sigmoid"}
# Arguments that Keras 3 took away; these values of them meant what happens now anyway.
_GONE = {"time_major": (False,), "implementation": (0, 1, 2), "input_length": None, "experimental_run_tf_function": None}
_GONE_OF = {"Conv1DTranspose": ("groups",), "Conv2DTranspose": ("groups",), "Conv3DTranspose": ("groups",),
            "SeparableConv1D": ("groups", "kernel_initializer", "kernel_regularizer", "kernel_constraint"),
            "SeparableConv2D": ("groups", "kernel_initializer", "kernel_regularizer", "kernel_constraint"),
            "DepthwiseConv1D": ("groups", "filters", "kernel_initializer", "kernel_regularizer", "kernel_constraint"),
            "DepthwiseConv2D": ("groups", "filters", "kernel_initializer", "kernel_regularizer", "kernel_constraint")}


def is_keras2(version) -> bool:
    """Whether a file's `keras_version` is older than 3."""
    text = version.decode() if isinstance(version, bytes) else str(version or "")
    return re.match(r"[12]\.", text) is not None


def counts_ahead(version) -> bool:
    """Whether the file's optimizer reads its step count after raising it.

    Keras: up to 2.3 it did, so that its n-th step is corrected for bias as the (n + 1)-th is elsewhere.
    """
    text = version.decode() if isinstance(version, bytes) else str(version or "")
    return re.match(r"(1\.|2\.[0-3]\.)", text) is not None


def modern_config(config, keras2: bool = False):
    """A config of the older format as our classes take it.

    Args:
        config: The config.
        keras2: Whether Keras 2 (or 1) wrote it, which gave some names another meaning.
    """
    if isinstance(config, dict):
        made = {k: modern_config(v, keras2) for k, v in config.items()}
        if isinstance(made.get("class_name"), str):
            made["class_name"] = made["class_name"].removeprefix("Custom>")
            if made["class_name"] == "Model" and isinstance(made.get("config"), dict) and "layers" in made["config"]:
                made["class_name"] = "Functional"
        if keras2:
            for key in ("activation", "recurrent_activation"):
                if isinstance(made.get(key), str):
                    made[key] = _OLD_ACTIVATIONS.get(made[key], made[key])
            if isinstance(made.get("class_name"), str) and isinstance(made.get("config"), dict):
                gone = _GONE_OF.get(made["class_name"], ())
                made["config"] = {k: v for k, v in made["config"].items() if k not in gone and not (k in _GONE and (_GONE[k] is None or v in _GONE[k]))}
        return made
    if isinstance(config, list):
        return [modern_config(v, keras2) for v in config]
    return config


def modern_training_config(training: dict, keras2: bool = False) -> dict:
    """What `compile()` takes, of the older form."""
    known = ("loss", "loss_weights", "metrics", "weighted_metrics", "run_eagerly", "steps_per_execution", "jit_compile")
    config = {k: modern_config(training[k], keras2) for k in known if training.get(k) is not None}
    for key in ("metrics", "weighted_metrics"):
        if key in config:
            config[key] = _named_metrics(config[key])
    config["optimizer"] = _modern_optimizer(modern_config(training["optimizer_config"], keras2)) if training.get("optimizer_config") else "rmsprop"
    return config


def _named_metrics(metrics):
    """Keras 2 stored a metric made of a function as a wrapper around its name."""
    if isinstance(metrics, dict):
        wrapped = metrics.get("class_name") == "MeanMetricWrapper" and isinstance(metrics.get("config", {}).get("fn"), str)
        if wrapped:
            name, function = metrics["config"].get("name"), metrics["config"]["fn"]
            return name if name in ("accuracy", "acc") else function
        return metrics if "class_name" in metrics else {k: _named_metrics(v) for k, v in metrics.items()}
    if isinstance(metrics, list):
        return [_named_metrics(m) for m in metrics]
    return metrics


def _modern_optimizer(entry):
    if not isinstance(entry, dict) or not isinstance(entry.get("config"), dict):
        return entry
    config = {k: v for k, v in entry["config"].items() if k not in ("decay", "jit_compile", "is_legacy_optimizer", "schedule_decay")}
    if "lr" in config:
        config["learning_rate"] = config.pop("lr")
    decay = entry["config"].get("decay")
    if decay and isinstance(config.get("learning_rate"), (int, float)):
        config["learning_rate"] = {"module": "keras.optimizers.schedules", "class_name": "InverseTimeDecay", "registered_name": None, "config": {
            "initial_learning_rate": config["learning_rate"], "decay_steps": 1, "decay_rate": decay}}
    return {**entry, "config": config}


def modern_optimizer_state(stored: dict, variables: list, shapes: list) -> dict:
    """The arrays of Keras 2's optimizer in our order: step count, learning rate, then the slots of each weight.

    Args:
        stored: Arrays by name, in the file's order.
        variables: The optimizer's variables.
        shapes: Shapes of the weights that have slots.
    """
    names, arrays = list(stored), list(stored.values())
    rest, n = arrays[1:], len(shapes)
    by_weight = len(names) > 1 and re.match(r"^[^/]+/(m|v|vhat|momentum|velocity|accumulator|average)/", names[1])
    if not by_weight and n:         # all first slots, then all second ones; slots not in use stand as arrays of one value
        blocks = [rest[i:i + n] for i in range(0, len(rest), n)]
        used = [b for b in blocks if [tuple(a.shape) for a in b] == shapes]
        rest = [block[i] for i in range(n) for block in used]
    return {str(i): a for i, a in enumerate([arrays[0], variables[1], *rest])}
