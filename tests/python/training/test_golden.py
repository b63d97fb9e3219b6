"""Training as real Keras trained: the recorded batches give the recorded logs and weights, before and after a file."""
import golden
import numpy as np
import pytest

from hornpipe.models import load_model

CLASS_WEIGHT = {"b03_lstm_rmsprop_class_weight": {0: 1.0, 1: 3.0}}     # what the recording was made with
CASES = [c for c in golden.cases("b") if c != "b90_trajectories"]


def batch(arrays, step):
    """x, y and sample weights of a step, nested as their keys say."""
    parts = {}
    for key, value in arrays.items():
        head, part, *inner = key.split("/")
        if head == f"s{step}":
            if inner:
                parts.setdefault(part, {})[inner[0]] = value
            else:
                parts[part] = value
    for part, value in parts.items():
        if isinstance(value, dict) and all(k.isdigit() for k in value):
            parts[part] = [value[k] for k in sorted(value, key=int)]
    return parts["x"], parts["y"], parts.get("sw")


def train(model, case, record, first):
    """Runs the recorded steps and compares the logs of each."""
    arrays = golden.arrays(f"{case}/batches.npz")
    for i, expected in enumerate(record["logs_per_step"]):
        x, y, sample_weight = batch(arrays, first + i)
        logs = model.train_on_batch(x, y, sample_weight, class_weight=CLASS_WEIGHT.get(case), return_dict=True)
        assert set(logs) == set(expected)
        for name, value in expected.items():
            assert logs[name] == pytest.approx(value, abs=1e-5, rel=1e-5), f"step {first + i}, {name}"


def assert_weights(model, case, file):
    for variable, theirs in zip(model.weights, golden.arrays(f"{case}/{file}").values()):
        # A bias of attention keys has no effect, its gradient is rounding noise, and Adam makes steps of noise.
        noise = variable.path.endswith("key/bias")
        np.testing.assert_allclose(variable.numpy(), theirs, atol=1e-3 if noise else 1e-5, rtol=1e-5, err_msg=variable.path)


@pytest.mark.parametrize("case", CASES)
def test_ten_steps_are_those_of_keras(case):
    model = load_model(golden.folder(case) / "initial.keras")
    train(model, case, golden.data(f"{case}/training.json")["steps_0_to_9"], 0)
    assert_weights(model, case, "final_weights.npz")


@pytest.mark.parametrize("file", ["final.keras", "final.h5"])
@pytest.mark.parametrize("case", CASES)
def test_a_loaded_model_goes_on_as_the_original_would_have(case, file):
    model = load_model(golden.folder(case) / file)
    train(model, case, golden.data(f"{case}/training.json")["steps_10_to_14"], 10)
    assert_weights(model, case, "continued_weights.npz")


@pytest.mark.parametrize("case", CASES)
def test_a_model_saved_by_us_goes_on_training(case, tmp_path):
    load_model(golden.folder(case) / "final.keras").save(tmp_path / "again.keras")
    model = load_model(tmp_path / "again.keras")
    train(model, case, golden.data(f"{case}/training.json")["steps_10_to_14"], 10)
    assert_weights(model, case, "continued_weights.npz")
