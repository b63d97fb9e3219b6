"""Configs in the form of Keras 2: what of ours it cannot know is left out, what of its it meant otherwise is turned."""
import json

import h5py
import numpy as np
import pytest

import hornpipe as keras
from hornpipe import layers
from hornpipe.saving.keras2 import is_keras2, keras2_config, modern_config, modern_training_config


def config_of(model, tmp_path):
    model.save(tmp_path / "x.h5")
    with h5py.File(tmp_path / "x.h5") as file:
        return json.loads(file.attrs["model_config"])


def calls(config):
    return {e["name"]: e["inbound_nodes"] for e in config["config"]["layers"]}


def test_calls_are_lists_and_news_are_left_out(tmp_path):
    a, b = keras.Input((3,), name="a"), keras.Input((3,), name="b")
    config = config_of(keras.Model([a, b], layers.Dense(2, name="d")(layers.Add(name="s")([a, b]))), tmp_path)
    assert calls(config) == {"a": [], "b": [], "s": [[["a", 0, 0, {}], ["b", 0, 0, {}]]], "d": [[["s", 0, 0, {}]]]}
    dense = next(e for e in config["config"]["layers"] if e["name"] == "d")
    assert "module" not in dense and "build_config" not in dense
    assert dense["config"]["dtype"] == "float32"
    assert not {"quantization_config", "lora_rank", "optional"} & set(dense["config"])
    assert config["config"]["layers"][0]["config"]["batch_input_shape"] == [None, 3]


@pytest.mark.parametrize("sequential", [False, True])
def test_calls_of_models_inside_are_written_twice(tmp_path, sequential):
    i, a, b = keras.Input((3,)), keras.Input((3,), name="a"), keras.Input((3,), name="b")
    inner = keras.Sequential([keras.Input((3,)), layers.Dense(3)], name="m") if sequential else keras.Model(i, layers.Dense(3)(i), name="m")
    model = keras.Model([a, b], inner(layers.Add(name="s")([inner(a), inner(b)])))
    config = config_of(model, tmp_path)
    assert [c[0][0] for c in calls(config)["m"]] == ["a", "a", "b", "b", "s", "s"]
    assert [t[:2] for t in calls(config)["s"][0]] == [["m", 1], ["m", 3]]
    assert np.ravel(np.array(config["config"]["output_layers"], dtype=object)).tolist() == ["m", 5, 0]
    x = np.random.default_rng(0).random((2, 4, 3), "float32")
    loaded = keras.models.load_model(tmp_path / "x.h5")
    np.testing.assert_array_equal(loaded.predict([x[0], x[1]], verbose=0), model.predict([x[0], x[1]], verbose=0))


def test_ends_of_a_model_inside_count_from_one_in_files_of_keras_3(tmp_path):
    i, a = keras.Input((3,)), keras.Input((3,), name="a")
    inner = keras.Model(i, layers.Dense(3)(i), name="m")
    model = keras.Model(a, [inner(a), inner(inner(a))])
    assert [place[1] for place in model.get_config()["output_layers"]] == [1, 3]
    x = np.random.default_rng(0).random((4, 3), "float32")
    model.save(tmp_path / "x.keras")
    for ours, theirs in zip(keras.models.load_model(tmp_path / "x.keras").predict(x, verbose=0), model.predict(x, verbose=0)):
        np.testing.assert_array_equal(ours, theirs)


def test_what_keras_3_misreads_without_a_module_keeps_it_or_is_left_out():
    attention = keras2_config({"module": "keras.layers", "class_name": "Attention", "config": {"name": "a", "score_mode": "dot"}})
    assert attention == {"class_name": "Attention", "config": {"name": "a"}}
    norm = keras2_config({"module": "keras.layers", "class_name": "LayerNormalization", "config": {"axis": [1, 2], "rms_scaling": False}, "build_config": {}})
    assert norm == {"module": "keras.layers", "class_name": "LayerNormalization", "config": {"axis": [1, 2]}}


def test_versions():
    assert [is_keras2(v) for v in ("2.15.0", b"1.2.2", "3.0.5", None)] == [True, True, False, False]


def test_old_words_are_turned():
    cell = {"class_name": "LSTM", "config": {"recurrent_activation": "hard_sigmoid", "implementation": 1, "time_major": False}}
    old = {"class_name": "Model", "config": {"layers": [cell]}}
    turned = modern_config(old, keras2=True)
    assert turned["class_name"] == "Functional"
    assert turned["config"]["layers"][0]["config"] == {"recurrent_activation": "_keras2_hard_sigmoid"}
    assert modern_config({"class_name": "Custom>Mine", "config": {}})["class_name"] == "Mine"


def test_old_optimizers_are_turned():
    training = {"loss": "mse", "metrics": [{"class_name": "MeanMetricWrapper", "config": {"name": "mae", "fn": "mean_absolute_error"}}],
                "optimizer_config": {"class_name": "SGD", "config": {"lr": 0.1, "decay": 0.5, "momentum": 0.9}}}
    turned = modern_training_config(training, keras2=True)
    assert turned["metrics"] == ["mae"]
    rate = turned["optimizer"]["config"]["learning_rate"]
    assert (rate["class_name"], rate["config"]) == ("InverseTimeDecay", {"initial_learning_rate": 0.1, "decay_steps": 1, "decay_rate": 0.5})
    assert turned["optimizer"]["config"]["momentum"] == 0.9
    training["optimizer_config"] = {"class_name": "Nadam", "config": {"learning_rate": 0.1, "decay": 0.004}}        # its momentum's, not the rate's
    assert modern_training_config(training, keras2=True)["optimizer"]["config"] == {"learning_rate": 0.1}


def entry(name, /, **config):
    return {"class_name": name, "config": config}


def test_losses_and_metrics_of_keras_2_give_their_values(tmp_path):
    """As tf_keras writes them: a loss with its function and `auto`, functions in a wrapper, classes without a module."""
    model = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="softmax")])
    mean = keras.losses.CategoricalCrossentropy(label_smoothing=0.1)
    model.compile("sgd", mean,
                  metrics=["acc", "mae", keras.metrics.MeanSquaredError(name="own"), keras.metrics.MeanMetricWrapper(keras.losses.kl_divergence, "kld")],
                  weighted_metrics=[keras.metrics.MeanAbsoluteError(), keras.metrics.TopKCategoricalAccuracy(2, name="top")])
    model.save(tmp_path / "x.h5")
    loss = entry("CategoricalCrossentropy", reduction="auto", name="categorical_crossentropy", from_logits=False, label_smoothing=0.1, axis=-1,
                 fn="categorical_crossentropy")
    metrics = [entry("MeanMetricWrapper", name="acc", dtype="float32", fn="categorical_accuracy"),
               entry("MeanMetricWrapper", name="mae", dtype="float32", fn="mean_absolute_error"), entry("MeanSquaredError", name="own", dtype="float32"),
               entry("MeanMetricWrapper", name="kld", dtype="float32", fn="kullback_leibler_divergence")]
    weighted = [entry("MeanAbsoluteError", name="mean_absolute_error", dtype="float32"),
                entry("MeanMetricWrapper", name="top", dtype="float32", fn="top_k_categorical_accuracy", k=2)]
    with h5py.File(tmp_path / "x.h5", "r+") as file:
        file.attrs["keras_version"] = "2.15.0"
        file.attrs["training_config"] = json.dumps({"loss": loss, "metrics": [metrics], "weighted_metrics": [weighted], "loss_weights": None,
                                                    "optimizer_config": entry("SGD", learning_rate=0.01)})
    rng = np.random.default_rng(0)
    x, y, weight = rng.random((16, 4)), np.eye(3)[rng.integers(0, 3, 16)], rng.random(16)
    expected = model.evaluate(x, y, sample_weight=weight, verbose=0, return_dict=True)
    assert list(expected) == ["loss", "acc", "mae", "own", "kld", "mean_absolute_error", "top"]
    assert keras.models.load_model(tmp_path / "x.h5").evaluate(x, y, sample_weight=weight, verbose=0, return_dict=True) == expected


@pytest.mark.parametrize(("old", "new"), [("logcosh", "log_cosh"), ("kullback_leibler_divergence", "kl_divergence"), ("mse", "mse"), ("mine", "mine")])
def test_functions_have_their_names_of_today(old, new):
    assert modern_training_config({"loss": {"a": old}}, keras2=True)["loss"] == {"a": new}


def test_reductions_of_keras_2():
    config = {"compile_config": {"loss": entry("Huber", reduction="auto", delta=0.5, fn="huber"), "metrics": ["logcosh", "mine"]}}
    turned = modern_config(config, keras2=True)["compile_config"]
    assert turned["loss"] == {"module": "keras.losses", "class_name": "Huber", "config": {"reduction": "sum_over_batch_size", "delta": 0.5}}
    assert turned["metrics"][0]["config"]["fn"]["config"] == "log_cosh"
    assert turned["metrics"][0]["config"]["name"] == "logcosh"
    assert turned["metrics"][1] == "mine"


def test_operations_of_a_graph_without_a_module(tmp_path):
    """As Keras 3 writes them into .h5 files, which it cannot read again: operations and layers of the same name."""
    a = keras.Input((4,))
    b = layers.Add()([a, keras.ops.square(a) + 1.0])
    model = keras.Model(a, keras.ops.sum(keras.ops.add(b, layers.Softmax()(a)) * keras.ops.softmax(b), axis=-1, keepdims=True))
    model.save(tmp_path / "x.h5")
    with h5py.File(tmp_path / "x.h5", "r+") as file:
        config = json.loads(file.attrs["model_config"])
        for entry in config["config"]["layers"]:
            entry.pop("module", None)
        file.attrs["model_config"] = json.dumps(config)
    x = np.random.default_rng(0).random((3, 4), "float32")
    np.testing.assert_array_equal(keras.models.load_model(tmp_path / "x.h5").predict(x, verbose=0), model.predict(x, verbose=0))
