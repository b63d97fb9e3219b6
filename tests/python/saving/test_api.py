"""Endings choose the format; what stands in the way is not lost; wrong arguments are named."""
import copy
import errno
import pickle

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


# ---------------------------------------------------------------- copies of models with a user's own objects, which nobody registered

class Scale(keras.layers.Layer):
    def build(self, input_shape):
        self.factor = self.add_weight("factor", (input_shape[-1],), "ones")

    def call(self, x):
        return x * self.factor


class Absolute(keras.losses.Loss):
    def call(self, y_true, y_pred):
        return keras.ops.mean(keras.ops.abs(y_true - y_pred), -1)


def bias_of(y_true, y_pred):
    return keras.ops.mean(y_true - y_pred, -1)


def twice(x):
    return 2 * x


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))], ids=["deepcopy", "pickle"])
def test_copies_know_the_classes_that_are_at_hand(copied):
    x, y = np.random.default_rng(0).random((2, 8, 3), "float32")
    model = keras.Sequential([keras.Input((3,)), Scale(), keras.layers.Dense(3, activation=twice)])
    model.compile(keras.optimizers.Adam(0.1), Absolute(), metrics=[bias_of])
    model.fit(x, y, verbose=0)
    twin = copied(model)
    assert type(twin.layers[0]) is Scale and twin.layers[1].activation is twice and type(twin.loss) is Absolute
    again = [m.fit(x, y, epochs=3, shuffle=False, verbose=0).history for m in (twin, model)]
    assert again[0] == again[1]
    assert same(twin, model)


def test_a_file_imports_nothing_even_so(tmp_path):
    model = keras.Sequential([keras.Input((3,)), Scale()])
    model.save(tmp_path / "a.keras")
    with pytest.raises(ValueError, match="Scale', which is neither part of hornpipe nor known to it"):
        load_model(tmp_path / "a.keras")


def test_a_class_inside_of_a_function_is_copied_but_not_pickled():
    class Inner(Scale):
        pass

    model = keras.Sequential([keras.Input((3,)), Inner()])
    assert type(copy.deepcopy(model).layers[0]) is Inner
    with pytest.raises((AttributeError, pickle.PicklingError), match="local object"):
        pickle.dumps(model)


# ---------------------------------------------------------------- places that files cannot be written to

SAVES = {"a.keras": lambda m, p: m.save(p), "a.h5": lambda m, p: m.save(p), "a": lambda m, p: m.save(p, zipped=False),
         "a.weights.h5": lambda m, p: m.save_weights(p), "a.safetensors": lambda m, p: m.save_weights(p), "a.pt": lambda m, p: m.save_weights(p),
         "a.weights.json": lambda m, p: m.save_weights(p, max_shard_size=1)}


@pytest.mark.parametrize("name", SAVES)
def test_missing_folders_are_made(model, tmp_path, name):
    SAVES[name](model, tmp_path / "new" / "below" / name)
    load = load_model if name in ("a.keras", "a.h5", "a") else model.load_weights
    load(tmp_path / "new" / "below" / name)


@pytest.mark.parametrize("name", [n for n in SAVES if n != "a"])
def test_a_folder_in_the_place_of_the_file_is_named(model, tmp_path, name):
    (tmp_path / name).mkdir()
    with pytest.raises(IsADirectoryError) as caught:
        SAVES[name](model, tmp_path / name)
    assert caught.value.filename == str(tmp_path / name)
    assert not list((tmp_path / name).iterdir())


@pytest.mark.parametrize("name", SAVES)
def test_a_file_in_the_place_of_a_folder_is_named(model, tmp_path, name):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(NotADirectoryError) as caught:
        SAVES[name](model, tmp_path / "file" / name)
    assert caught.value.filename == str(tmp_path / "file" / name)
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("name", SAVES)
@pytest.mark.parametrize("why", [errno.EACCES, errno.EROFS, errno.ENOSPC], ids=["not allowed", "read-only", "full"])
def test_what_the_system_refuses_is_told_with_the_name_that_was_given(model, tmp_path, monkeypatch, name, why):
    def refuse(*args, **kwargs):
        raise OSError(why, "refused", str(tmp_path / ".aside"))

    SAVES[name](model, tmp_path / name)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    monkeypatch.setattr("tempfile.mkstemp", refuse)
    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    with pytest.raises(PermissionError if why == errno.EACCES else OSError) as caught:
        SAVES[name](model, tmp_path / name)
    assert (caught.value.errno, caught.value.filename) == (why, str(tmp_path / name))
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before
