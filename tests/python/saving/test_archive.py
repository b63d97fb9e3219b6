"""`.keras` files and folders: what is in them, and that training goes on from them."""
import io
import json
import zipfile

import numpy as np
import pytest
from small_training import data, model

import hornpipe as keras
from hornpipe.core.errors import ArgumentError, FileFormatError
from hornpipe.saving.archive import text_member


def rewritten(source, target, **replaced):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            text = replaced.get(name.split(".")[0], old.read(name))
            if text is not None:
                new.writestr(name, text)
    return target


def test_the_members_are_those_of_keras_and_stored_plain(tmp_path):
    model().save(tmp_path / "x.keras")
    with zipfile.ZipFile(tmp_path / "x.keras") as archive:
        assert archive.namelist() == ["metadata.json", "config.json", "model.weights.h5"]
        assert {i.compress_type for i in archive.infolist()} == {zipfile.ZIP_STORED}
        assert archive.testzip() is None
        assert json.loads(archive.read("metadata.json"))["keras_version"] == "3.15.1"
        assert json.loads(archive.read("config.json"))["class_name"] == "Sequential"


@pytest.mark.parametrize("where", ["x.keras", "folder", "memory", "bytes"])
def test_training_goes_on_as_if_nothing_had_been(tmp_path, where):
    x, y = data()
    made = model()
    made.fit(x, y, epochs=2, shuffle=False, verbose=0)
    if where in ("memory", "bytes"):
        target = io.BytesIO()
        made.save(target)
        source = target.getvalue() if where == "bytes" else io.BytesIO(target.getvalue())
    else:
        source = tmp_path / where
        made.save(source, zipped=where == "x.keras")
    loaded = keras.models.load_model(source)
    assert loaded.optimizer.iterations == made.optimizer.iterations == 4
    for m in (made, loaded):
        m.fit(x, y, epochs=2, shuffle=False, verbose=0)
    for a, b in zip(made.get_weights(), loaded.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_without_compiling_there_is_no_optimizer(tmp_path):
    model().save(tmp_path / "x.keras")
    assert keras.models.load_model(tmp_path / "x.keras", compile=False).optimizer is None


def test_vocabularies_travel_as_assets(tmp_path):
    made = keras.Sequential([keras.Input((1,), dtype="string"), keras.layers.StringLookup()])
    made.layers[0].adapt(np.array([["b"], ["a"], ["b"]]))
    made.save(tmp_path / "x.keras")
    assert keras.models.load_model(tmp_path / "x.keras").layers[0].get_vocabulary() == ["[UNK]", "b", "a"]
    with zipfile.ZipFile(tmp_path / "x.keras", "a") as archive:
        archive.writestr("assets/layers/nobody/x.txt", "x")
    with pytest.raises(FileFormatError, match="'assets/layers/nobody/x.txt' belongs to no layer"):
        keras.models.load_model(tmp_path / "x.keras")


def test_weights_of_a_whole_model_into_another(tmp_path):
    x, y = data()
    made, other = model(), model()
    made.fit(x, y, verbose=0)
    made.save(tmp_path / "x.keras")
    other.load_weights(tmp_path / "x.keras")
    np.testing.assert_array_equal(made.get_weights()[0], other.get_weights()[0])


@pytest.mark.parametrize(("replaced", "message"), [
    ({"config": None}, "has no config.json"), ({"model": None}, "has no model.weights.h5"), ({"config": "["}, "config.json cannot be read: JSONDecodeError"),
    ({"config": "3"}, "config.json holds no object, got 3"), ({"model": b"\x89HDF"}, "is no HDF5 file, or is broken"),
    ({"config": '{"module": "keras.losses", "class_name": "MeanSquaredError", "config": {}}'}, "config.json describes no model"),
])
def test_what_is_missing_or_wrong_is_named(tmp_path, replaced, message):
    model().save(tmp_path / "x.keras")
    with pytest.raises(FileFormatError, match=message):
        keras.models.load_model(rewritten(tmp_path / "x.keras", tmp_path / "y.keras", **replaced))


def test_a_folder_with_other_things_is_not_replaced(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "mine.txt").write_text("mine")
    with pytest.raises(ArgumentError, match="holds 'mine.txt', which would be lost"):
        model().save(tmp_path / "folder", zipped=False)


def test_a_model_without_weights_is_saved_with_a_warning(tmp_path):
    with pytest.warns(UserWarning, match="saved before it is built"):
        keras.Sequential([keras.layers.Dense(2)]).save(tmp_path / "x.keras")


@pytest.mark.parametrize("where", ["x.keras", "folder"])
def test_further_texts_travel_and_nothing_reads_them(tmp_path, where):
    x, _ = data()
    made = model()
    options = {"zipped": False} if where == "folder" else {}
    for _ in range(2):
        keras.saving.save_model(made, tmp_path / where, members={"r_code.R": "stop('é')"}, **options)
    assert text_member(tmp_path / where, "r_code.R") == "stop('é')"
    np.testing.assert_array_equal(keras.saving.load_model(tmp_path / where).predict(x, verbose=0), made.predict(x, verbose=0))
    keras.saving.save_model(made, tmp_path / "plain.keras")
    assert text_member(tmp_path / "plain.keras", "r_code.R") is None
    with pytest.raises(ArgumentError, match="must end in .keras where the file is to carry r_code.R"):
        keras.saving.save_model(made, tmp_path / "x.h5", members={"r_code.R": "1"})


def test_code_that_is_no_text_is_told(tmp_path):
    model().save(tmp_path / "x.keras")
    with zipfile.ZipFile(tmp_path / "x.keras", "a") as archive:
        archive.writestr("r_code.R", b"\xff\xfe\xff")
    with pytest.raises(FileFormatError, match="r_code.R is no text"):
        text_member(tmp_path / "x.keras", "r_code.R")
