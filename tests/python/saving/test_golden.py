"""Files made by Keras 2, Keras 3 and by people who mean harm: the first two load, the last are refused."""
import importlib.util
import resource
import sys

import golden
import numpy as np
import pytest

import hornpipe
from hornpipe import tree
from hornpipe.core.errors import HornpipeError, UnsafeFileError
from hornpipe.models import load_model, model_from_json, model_from_yaml

KERAS_2 = golden.cases("d")
TRAINED = ["d08_tfkeras_trained_adam", "d18_keras231_trained_adam", "d25_keras216_trained_adam"]
# Sound files among the mixed-up ones: another dtype or byte order is a value all the same.
SOUND = ["castable_big_endian.keras", "castable_float16.keras", "castable_float64.keras", "castable_int32.keras"]


def assert_predicts(model, case):
    inputs, expected = golden.arrays(f"{case}/inputs.npz"), golden.arrays(f"{case}/outputs.npz")
    x = next(iter(inputs.values())) if len(inputs) == 1 else inputs if set(inputs) == set(getattr(model, "input_names", ())) else list(inputs.values())
    for ours, theirs in zip(tree.flatten(model.predict(x, verbose=0)), expected.values()):
        np.testing.assert_allclose(ours, theirs, atol=1e-5, rtol=1e-5)


# ---------------------------------------------------------------- Keras 2

@pytest.mark.parametrize("case", KERAS_2)
def test_whole_models_of_keras_2(case):
    assert_predicts(load_model(golden.folder(case) / "model.h5"), case)
    if (golden.folder(case) / "model.keras").exists():
        assert_predicts(load_model(golden.folder(case) / "model.keras"), case)


@pytest.mark.parametrize("case", KERAS_2)
@pytest.mark.parametrize("name", ["model.json", "model.yaml", "model_flow.yaml"])
def test_architectures_of_keras_2_take_its_weights(case, name):
    read = model_from_json if name.endswith("json") else model_from_yaml
    model = read(golden.text(f"{case}/{name}"))
    model.load_weights(golden.folder(case) / "weights.h5")
    assert_predicts(model, case)


@pytest.mark.parametrize("file", [f"{case}/{name}" for case in TRAINED for name in ("model.h5", "model.keras") if (golden.folder(case) / name).exists()])
@pytest.mark.filterwarnings("error:The state of the optimizer")
def test_training_goes_on_where_keras_2_stopped(file):
    case, model = file.split("/")[0], load_model(golden.HERE / file)
    batches = golden.arrays(f"{case}/batches.npz")
    for step in range(8, 12):           # the file was written after steps 0 to 7
        model.train_on_batch(batches[f"s{step}/x"], batches[f"s{step}/y"])
    for ours, theirs in zip(model.get_weights(), golden.arrays(f"{case}/continued_weights.npz").values()):
        np.testing.assert_allclose(ours, theirs, atol=1e-5, rtol=1e-5)


# ---------------------------------------------------------------- custom objects

@pytest.fixture
def objects(request, monkeypatch):
    """The module `objects.py` of a case, written for Keras, with hornpipe in its place."""
    case = request.param
    monkeypatch.setitem(sys.modules, "keras", hornpipe)
    for name in ("layers", "ops", "losses", "metrics"):
        monkeypatch.setitem(sys.modules, f"keras.{name}", getattr(hornpipe, name))
    before = dict(hornpipe.saving.get_custom_objects())
    spec = importlib.util.spec_from_file_location(f"objects_{case}", golden.folder(case) / "objects.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield case, module
    hornpipe.saving.get_custom_objects().clear()
    hornpipe.saving.get_custom_objects().update(before)


@pytest.mark.parametrize("objects", ["e01_custom_layer", "e03_lambda_named_function", "e04_subclassed_registered"], indirect=True)
def test_custom_objects_load_by_their_registered_names(objects):
    case, _ = objects
    assert_predicts(load_model(golden.folder(case) / "model.keras"), case)


@pytest.mark.parametrize("objects", ["e01_custom_layer", "e03_lambda_named_function"], indirect=True)
def test_custom_objects_in_the_older_format_and_as_text(objects):
    case, _ = objects
    loaded = load_model(golden.folder(case) / "model.h5")
    assert_predicts(loaded, case)
    made = model_from_json(golden.text(f"{case}/config.json"))
    made.load_weights(golden.folder(case) / "model.weights.h5")
    assert_predicts(made, case)
    for model in (loaded, made):
        for ours, theirs in zip(model.get_weights(), golden.arrays(f"{case}/weights.npz").values(), strict=True):
            np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize("objects", ["e05_subclassed_weights_only"], indirect=True)
def test_weights_of_a_class_that_was_never_registered(objects):
    case, module = objects
    model = module.PlainSub()
    model(golden.arrays(f"{case}/inputs.npz")["x0"])
    model.load_weights(golden.folder(case) / "model.weights.h5")
    assert_predicts(model, case)
    for ours, theirs in zip(model.get_weights(), golden.arrays(f"{case}/weights.npz").values(), strict=True):
        np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize("objects", ["e01_custom_layer"], indirect=True)
def test_custom_objects_may_be_passed(objects):
    case, module = objects
    hornpipe.saving.get_custom_objects().clear()
    needed = {f"demo>{name}": getattr(module, name) for name in ("ScaleShift", "double_relu", "SumOne", "scaled_mse", "MaxError")}
    assert_predicts(load_model(golden.folder(case) / "model.keras", custom_objects=needed), case)
    with hornpipe.saving.custom_object_scope({name.removeprefix("demo>"): obj for name, obj in needed.items()}):
        assert_predicts(load_model(golden.folder(case) / "model.keras"), case)


@pytest.mark.parametrize("case", ["e01_custom_layer", "e04_subclassed_registered"])
def test_an_unknown_object_is_named(case):
    with pytest.raises(ValueError, match="in `custom_objects` under the name"):
        load_model(golden.folder(case) / "model.keras")


def test_a_stored_lambda_needs_a_word():
    with pytest.raises(UnsafeFileError, match="safe_mode=False"):
        load_model(golden.folder("e02_lambda_refused") / "model.keras")
    with pytest.raises(UnsafeFileError, match="safe_mode=False"):
        load_model(golden.folder("e02_lambda_refused") / "model.h5")


# ---------------------------------------------------------------- crafted and broken files

def load(path):
    name = path.name
    if name.endswith(".weights.h5"):
        model = load_model(golden.folder("f00_controls") / "base.keras")
        model.load_weights(path)
        return model
    if name.endswith((".keras", ".h5")):
        return load_model(path)
    return (model_from_json if name.endswith(".json") else model_from_yaml)(path.read_text())


def files(prefix):
    return [f"{case}/{p.name}" for case in golden.cases(prefix) for p in sorted(golden.folder(case).iterdir())
            if p.suffix in (".keras", ".h5", ".json", ".yaml") and p.name != "manifest.json"]


@pytest.mark.parametrize("file", files("f00") + [f"f10_wrong_weights/{name}" for name in SOUND])
def test_sound_files_load(file):
    assert load(golden.HERE / file) is not None


@pytest.mark.parametrize("case", ["f00_controls", "f10_wrong_weights"])
def test_sound_files_predict_what_keras_did(case):
    expected = golden.arrays(f"{case}/expected.npz")
    for name in set(expected) - {"x"}:
        np.testing.assert_allclose(load(golden.folder(case) / name).predict(expected["x"], verbose=0), expected[name], atol=1e-6, err_msg=name)


@pytest.mark.parametrize("file", [f for f in files("f") if not f.startswith("f00") and f.split("/")[1] not in SOUND])
def test_broken_and_crafted_files_are_refused(file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises((HornpipeError, ValueError, TypeError)):
        load(golden.HERE / file)
    assert not list(tmp_path.rglob("*PWNED*"))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 200 * 1024      # KiB


def test_weights_that_do_not_fit_change_nothing():
    model = load_model(golden.folder("f00_controls") / "base.keras")
    before = model.get_weights()
    with pytest.raises(ValueError, match="does not fit"):
        model.load_weights(golden.HERE / "f10_wrong_weights/transposed.weights.h5")
    for a, b in zip(before, model.get_weights()):
        np.testing.assert_array_equal(a, b)
