"""Endings choose the format; what stands in the way is not lost; wrong arguments are named."""
import numpy as np
import pytest

import hornpipe as keras
from hornpipe.core.errors import ArgumentError, FileFormatError, NotBuiltError
from hornpipe.models import load_model, model_from_json, model_from_yaml
from hornpipe.saving.api import pickle_model, to_yaml, unpickle_model


@pytest.fixture
def model():
    return keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, name="x"), keras.layers.Dense(2, name="y")])


def same(a, b):
    return all(np.array_equal(x, y) for x, y in zip(a.get_weights(), b.get_weights(), strict=True))


@pytest.mark.parametrize("name", ["a.keras", "a.h5", "a.hdf5"])
def test_whole_models(model, tmp_path, name):
    model.save(tmp_path / name)
    assert same(load_model(tmp_path / name), model)
    assert same(load_model(str(tmp_path / name)), model)


@pytest.mark.parametrize("name", ["a.weights.h5", "a.h5", "a.hdf5", "a.safetensors", "a.pt", "a.pth", "a.keras"])
def test_weights(model, tmp_path, name):
    model.save(tmp_path / name) if name == "a.keras" else model.save_weights(tmp_path / name)
    twin = keras.models.clone_model(model)
    twin.set_weights([w * 0 for w in model.get_weights()])
    twin.load_weights(tmp_path / name)
    assert same(twin, model)


def test_weights_by_name_and_without_some(model, tmp_path):
    model.save_weights(tmp_path / "a.h5")
    other = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, name="x"), keras.layers.Dense(7, name="z")])
    before = other.layers[1].get_weights()
    other.load_weights(tmp_path / "a.h5", by_name=True)
    np.testing.assert_array_equal(other.layers[0].kernel, model.layers[0].kernel)
    np.testing.assert_array_equal(other.layers[1].kernel, before[0])
    model.save_weights(tmp_path / "b.weights.h5", objects_to_skip=[model.layers[1]])
    other.load_weights(tmp_path / "b.weights.h5", objects_to_skip=[other.layers[1]])


@pytest.mark.parametrize("name", ["a.keras", "a.h5", "a.weights.h5", "a.safetensors", "a.weights.json"])
def test_nothing_is_replaced_unasked(model, tmp_path, name):
    (tmp_path / name).write_text("mine")
    with pytest.raises(FileExistsError, match="exists already; pass `overwrite=True`"):
        if name in ("a.keras", "a.h5"):
            model.save(tmp_path / name, overwrite=False)
        else:
            model.save_weights(tmp_path / name, overwrite=False, max_shard_size=1 if name.endswith("json") else None)
    assert (tmp_path / name).read_text() == "mine"


@pytest.mark.parametrize(("call", "error", "message"), [
    (lambda m: m.save("a.txt"), ArgumentError, r"`filepath` must end in .keras \(or .h5, .hdf5 for the older format\), got 'a.txt'"),
    (lambda m: m.save(3), ArgumentError, "`filepath` must be a file name or a binary file-like object, got 3"),
    (lambda m: m.save("a.keras", zipped=False), ArgumentError, "must not end in .keras where `zipped` is False"),
    (lambda m: m.save("a.h5", zipped=True), ArgumentError, "must end in .keras where `zipped` is True"),
    (lambda m: m.save("a.keras", nonsense=1), ArgumentError, "takes no argument 'nonsense'"),
    (lambda m: m.save("hf://a/b"), ArgumentError, "must be a local path, got 'hf://a/b'"),
    (lambda m: load_model("https://x/a.keras"), ArgumentError, "must be a local path"),
    (lambda m: load_model("none.keras"), FileNotFoundError, "There is no file none.keras"),
    (lambda m: m.save_weights("a.txt"), ArgumentError, "must end in .weights.h5"),
    (lambda m: m.save_weights("a.pt", max_shard_size=1), ArgumentError, "must end in .weights.json where `max_shard_size` is given"),
    (lambda m: m.save_weights("a.pt", objects_to_skip=[m]), ArgumentError, "`objects_to_skip` goes with .weights.h5 files only"),
    (lambda m: m.load_weights("a.weights.h5", by_name=True), ArgumentError, "`by_name` goes with .h5 and .hdf5 files of the older format only"),
    (lambda m: m.load_weights("none.weights.h5"), FileNotFoundError, "There is no file"),
    (lambda m: keras.Sequential([keras.layers.Dense(1)]).save_weights("a.weights.h5"), NotBuiltError, "cannot be saved before it is built"),
    (lambda m: model_from_json("[1]"), FileFormatError, r"no model's config, got \[1\]"),
    (lambda m: model_from_json("{"), FileFormatError, "The JSON text cannot be read: JSONDecodeError"),
    (lambda m: model_from_json(keras.layers.Dense(1) and '{"module": "keras.layers", "class_name": "Dense", "config": {"units": 1}}'), FileFormatError,
     "describes a Dense, not a model"),
])
def test_mistakes_are_named(model, tmp_path, monkeypatch, call, error, message):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error, match=message):
        call(model)
    assert not list(tmp_path.iterdir())


def test_architectures_as_text(model):
    for made in (model_from_json(model.to_json()), model_from_yaml(to_yaml(model))):
        assert made.get_config() == model.get_config()


def test_a_model_as_bytes(model):
    assert same(unpickle_model(pickle_model(model)), model)
