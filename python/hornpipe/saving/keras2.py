"""Configs in the form of Keras 2, where an object is `{"class_name": ..., "config": ...}` without a module."""
from __future__ import annotations

import re

from ..core import objects, registry

# ---------------------------------------------------------------- writing


def keras2_config(config):
    """A model's config in the form that Keras 2 and Keras 3 both read: layers of models by class name alone, calls as lists, dtypes by name.

    What is inside of a layer (the layer of a wrapper, an initializer) stays in Keras 3's form, which both read there.
    """
    if not (isinstance(config, dict) and "class_name" in config and isinstance(config.get("config"), dict)):
        return config
    if not _is_own(config) or config["class_name"] in _ONLY_KERAS_3:
        return config
    inner = _without_news(config["config"])
    if config["class_name"] == "InputLayer":
        inner = {("batch_input_shape" if k == "batch_shape" else k): v for k, v in inner.items() if k != "optional"}
    if isinstance(inner.get("layers"), list):
        inner["layers"] = _old_layers(inner)
    if config["class_name"] == "Attention" and inner.get("score_mode") == "dot":
        del inner["score_mode"]             # Keras: 3 takes this word for the name of a function, in its own files too
    if isinstance(inner.get("axis"), list) and len(inner["axis"]) > 1:      # Keras: 3 forgets the axes of a layer without a module
        return {**{k: v for k, v in config.items() if k not in ("build_config", "compile_config")}, "config": inner}
    kept = {k: v for k, v in config.items() if k not in ("module", "registered_name", "build_config", "compile_config", "config")}
    return {**kept, "config": inner}


def _old_layers(inner) -> list:
    """The layers of a model with their calls as lists, or all with their calls as they are where one cannot be said so; `inner` gets the places to match.

    Keras: 2 counts the making of a model inside as its call 0, and 3 does not. So each call of such a model is written twice
    and its second time is referred to: call 2k + 1 for one is call 2k for the other, and both are the k-th.
    """
    made = [keras2_config(e) for e in inner["layers"]]
    models = {e["name"]: e["class_name"] != "Sequential" for e in inner["layers"] if isinstance(e["config"].get("layers"), list) and "name" in e}
    calls = [_old_calls(e.get("inbound_nodes"), models) for e in inner["layers"]]
    if any(found is None for found in calls):
        return made
    for entry, found in zip(made, calls):
        if "inbound_nodes" in entry:
            entry["inbound_nodes"] = [call for call in found for _ in range(2 if entry["name"] in models else 1)]
    for key in ("input_layers", "output_layers"):
        if key in inner:
            inner[key] = _old_ends(inner[key], models)
    return made


def _old_ends(places, models):
    if isinstance(places, dict):
        return {k: _old_ends(v, models) for k, v in places.items()}
    if len(places) == 3 and isinstance(places[0], str):
        name, call, tensor = places
        return [name, 2 * (call - models[name]) + 1, tensor] if name in models else places
    return [_old_ends(p, models) for p in places]


# Layers that Keras 2 has not, and that Keras 3 finds by their module only.
_ONLY_KERAS_3 = ("GroupQueryAttention", "RMSNormalization", "ReversibleEmbedding")
# Arguments that Keras 2 has not; they are left out where they are not in use.
_NEW_ARGUMENTS = ("quantization_config", "lora_rank", "lora_alpha", "optional", "seed", "autocast", "input_axes", "output_axes", "loss_scale_factor",
                  "gradient_accumulation_steps", "rms_scaling")


def _without_news(value):
    if isinstance(value, dict):
        return {k: _plain_dtype(v) if k == "dtype" else _without_news(v) for k, v in value.items() if k not in _NEW_ARGUMENTS or v not in (None, False)}
    return [_without_news(v) for v in value] if isinstance(value, (list, tuple)) else value


def keras2_training_config(compiled: dict) -> dict:
    """What was given to `compile()`, in the form of the older format."""
    training = {k: v for k, v in compiled.items() if k != "optimizer"}
    # Keras: 3 cannot read the name of a loss or metric function from such a file, but it reads the class of that function.
    training["loss"] = _by_class("loss", training.get("loss"))
    for key in ("metrics", "weighted_metrics"):
        training[key] = _by_class("metric", training.get(key))
    optimizer = compiled["optimizer"]
    if isinstance(optimizer, dict):
        # Keras: 2 and 3 know different options, so those that are not in use are left out.
        options = {k: v for k, v in _without_news(optimizer["config"]).items() if v is not None}
        if not options.get("use_ema"):
            options = {k: v for k, v in options.items() if not k.startswith(("use_ema", "ema_"))}
        optimizer = {"class_name": optimizer["class_name"], "config": options}
    training["optimizer_config"] = optimizer
    return training


def _by_class(kind, given):
    if isinstance(given, (list, tuple)):
        return [_by_class(kind, g) for g in given]
    if isinstance(given, dict):
        return given if "class_name" in given else {k: _by_class(kind, g) for k, g in given.items()}
    if not isinstance(given, str) or given in ("accuracy", "acc", "crossentropy", "ce"):
        return given
    found = objects.get(kind, given)
    if not hasattr(found, "get_config"):
        classes = {id(getattr(c, "of", None)): c for c in registry.known(kind).values() if isinstance(c, type)}
        if id(found) not in classes:
            return given
        found = classes[id(found)]()
    return {"class_name": type(found).__name__, "config": found.get_config()}


def _plain_dtype(dtype):
    named = isinstance(dtype, dict) and dtype.get("class_name") == "DTypePolicy"
    return dtype["config"]["name"] if named and not dtype["config"]["name"].startswith("mixed") else dtype


def _old_calls(nodes, models):
    """The calls of a layer as lists; None where they cannot be said so."""
    def place(tensor):
        name, call, number = tensor["config"]["keras_history"]
        return [name, 2 * call + 1 if name in models else call, number]

    made = []
    for node in nodes or ():
        tensors = node["args"][0] if len(node["args"]) == 1 else None
        tensors = tensors if isinstance(tensors, list) else [tensors]
        kwargs = {k: v for k, v in node["kwargs"].items() if k not in ("mask", "training") or any(x is not None for x in (v if isinstance(v, list) else [v]))}
        if not all(_is_tensor(t) for t in tensors) or any(isinstance(v, (dict, list, tuple)) for v in kwargs.values()):
            return None
        made.append([[*place(t), kwargs] for t in tensors])
    return made


def _is_tensor(x) -> bool:
    return isinstance(x, dict) and x.get("class_name") == "__keras_tensor__"


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
            if re.fullmatch(r"LossScaleOptimizerV\d", made["class_name"]):
                made["class_name"] = "LossScaleOptimizer"
            if not keras2 and _is_operation(made):
                made["module"] = "keras.ops"
            if made["class_name"] == "Model" and isinstance(made.get("config"), dict) and "layers" in made["config"]:
                made["class_name"] = "Functional"
        if keras2:
            for key in ("activation", "recurrent_activation"):
                if isinstance(made.get(key), str):
                    made[key] = _OLD_ACTIVATIONS.get(made[key], made[key])
            if isinstance(made.get("class_name"), str) and isinstance(made.get("config"), dict):
                gone = _GONE_OF.get(made["class_name"], ())
                made["config"] = {k: v for k, v in made["config"].items() if k not in gone and not (k in _GONE and (_GONE[k] is None or v in _GONE[k]))}
                if "reduction" in made["config"]:           # a loss; its class tells the function
                    made["config"] = {k: "sum_over_batch_size" if v == "auto" else v for k, v in made["config"].items() if k != "fn"}
            if isinstance(made.get("compile_config"), dict):
                made["compile_config"] = modern_compile_config(made["compile_config"])
        return made
    if isinstance(config, list):
        return [modern_config(v, keras2) for v in config]
    return config


def _is_operation(entry) -> bool:
    """Whether an entry of a graph without a module is an operation rather than a layer: `Add` is both, but a layer has a dtype."""
    config = entry.get("config")
    return "inbound_nodes" in entry and not entry.get("module") and isinstance(config, dict) and not {"dtype", "trainable", "layers"} & set(config) \
        and registry.find("op", entry["class_name"]) is not None


def modern_training_config(training: dict, keras2: bool = False) -> dict:
    """What `compile()` takes, of the older form."""
    known = ("loss", "loss_weights", "metrics", "weighted_metrics", "run_eagerly", "steps_per_execution", "jit_compile")
    config = {k: modern_config(training[k], keras2) for k in known if training.get(k) is not None}
    config["optimizer"] = _modern_optimizer(modern_config(training["optimizer_config"], keras2)) if training.get("optimizer_config") else "rmsprop"
    return modern_compile_config(config)


def modern_compile_config(config: dict) -> dict:
    """Losses and metrics of Keras 2 as ours: functions by today's names, wrapped ones unwrapped, classes with the kind that they are of."""
    turned = {"loss": _modern_loss, "metrics": _modern_metric, "weighted_metrics": _modern_metric}
    return {k: _each(turned[k], v) if k in turned else v for k, v in config.items()}


def _each(turn, given):
    if isinstance(given, (list, tuple)):
        return [_each(turn, g) for g in given]
    if isinstance(given, dict) and "class_name" not in given:
        return {k: _each(turn, g) for k, g in given.items()}
    return turn(given)


# Functions that had other names.
_OLD_FUNCTIONS = {"kullback_leibler_divergence": "kl_divergence", "kld": "kl_divergence", "KLD": "kl_divergence", "logcosh": "log_cosh", "huber_loss": "huber",
                  "cosine_proximity": "cosine_similarity", "cosine": "cosine_similarity"}
_BY_SHAPE = ("accuracy", "acc", "crossentropy", "ce")


def _modern_loss(given):
    return _OLD_FUNCTIONS.get(given, given) if isinstance(given, str) else _of_kind("loss", given)


def _modern_metric(given):
    """A metric made of a function stood as the function's name, or in a wrapper with a name of the metric's own."""
    wrapped = isinstance(given, dict) and given.get("class_name") == "MeanMetricWrapper" and isinstance(given.get("config", {}).get("fn"), str)
    if not wrapped and not isinstance(given, str):
        return _of_kind("metric", given)
    options = {k: v for k, v in given["config"].items() if k not in ("name", "dtype", "fn")} if wrapped else {}
    name, function = (given["config"].get("name"), given["config"]["fn"]) if wrapped else (given, given)
    function = _OLD_FUNCTIONS.get(function, function)
    cls = registry.find("metric", function)
    if not options and (name in _BY_SHAPE or cls is not None and registry.find("metric", name) is cls):
        return name
    if isinstance(cls, type):
        return {"module": "keras.metrics", "class_name": cls.__name__, "config": {"name": name, **options}}
    if registry.find("loss", function) is None:
        return function         # a user's
    stored = {"module": "keras.losses", "class_name": "function", "config": function, "registered_name": function}
    return {"module": "keras.metrics", "class_name": "MeanMetricWrapper", "config": {"name": name, "fn": stored, **options}}


def _of_kind(kind, entry):
    """The entry with the module of its kind, where it has none: `MeanSquaredError` is a loss and a metric."""
    if isinstance(entry, dict) and not entry.get("module") and registry.find(kind, entry["class_name"]) is not None:
        return {**entry, "module": f"keras.{registry.FACES[kind]}"}
    return entry


def _modern_optimizer(entry):
    if not isinstance(entry, dict) or not isinstance(entry.get("config"), dict):
        return entry
    config = {k: v for k, v in entry["config"].items() if k not in ("decay", "jit_compile", "is_legacy_optimizer", "schedule_decay")}
    if "lr" in config:
        config["learning_rate"] = config.pop("lr")
    decay = None if entry.get("class_name") == "Nadam" else entry["config"].get("decay")        # Nadam's rules its momentum
    if decay and isinstance(config.get("learning_rate"), (int, float)):
        config["learning_rate"] = {"module": "keras.optimizers.schedules", "class_name": "InverseTimeDecay", "registered_name": None, "config": {
            "initial_learning_rate": config["learning_rate"], "decay_steps": 1, "decay_rate": decay}}
    return {**entry, "config": config}
