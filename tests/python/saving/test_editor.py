"""`KerasFileEditor`: every public method; the trees and counts are those that Keras 3.15.1 gives on the same files."""
import golden
import numpy as np
import pytest

import hornpipe as keras
from hornpipe.saving import KerasFileEditor

MLP = {"layers": {"dense": {"0": (12, 16), "1": (16,)}, "dense_1": {"0": (16, 8), "1": (8,)}, "dense_2": {"0": (8, 3), "1": (3,)}}}


def shapes(tree):
    return {k: shapes(v) if isinstance(v, dict) else v.shape for k, v in tree.items()}


@pytest.fixture
def model():
    return keras.models.load_model(golden.folder("a01_mlp") / "model.keras")


@pytest.fixture
def editor(model, tmp_path):
    model.save_weights(tmp_path / "x.weights.h5")
    return KerasFileEditor(tmp_path / "x.weights.h5")


def test_a_whole_model_shows_weights_config_and_metadata():
    editor = KerasFileEditor(golden.folder("a01_mlp") / "model.keras")
    assert shapes(editor.weights_dict) == MLP           # no object without weights
    assert editor.config["class_name"] == "Sequential"
    assert editor.metadata["keras_version"] == "3.15.1"


def test_models_inside_are_shown_to_the_bottom():           # Keras: it shows those of the first floor only
    editor = KerasFileEditor(golden.folder("a15_nested") / "model.keras")
    assert shapes(editor.weights_dict)["layers"]["functional"]["layers"]["dense"] == {"0": (5, 5), "1": (5,)}


def test_the_summary_lists_every_weight(editor, capsys):
    editor.summary()
    assert capsys.readouterr().out.splitlines()[1:5] == ["    layers", "        dense", "            0: shape=(12, 16), dtype=float32",
                                                         "            1: shape=(16,), dtype=float32"]


def test_comparing_counts_what_fits(editor, model, capsys):
    assert editor.compare(model) == {"status": "success", "error_count": 0, "match_count": 6}
    editor.weights_dict["layers"]["dense"]["0"] = np.zeros((12, 15))
    del editor.weights_dict["layers"]["dense_1"]["1"]
    assert editor.compare(model) == {"status": "error", "error_count": 2, "match_count": 4}
    assert capsys.readouterr().out.splitlines()[1:] == ["layers/dense_1/1: in the model, not in the file",
                                                        "layers/dense/0: shape (12, 16) in the model, (12, 15) in the file", "4 weights match, 2 differ."]


def test_objects_are_renamed_added_and_deleted(editor):
    editor.rename_object("dense", "first")
    editor.rename_object("layers/dense_1", "second")
    editor.add_object("layers/new", {"0": np.zeros(2), "1": np.ones((3, 2))})
    editor.add_object("layers/new", {"0": np.zeros(4)})            # as in Keras, in place of the one before
    editor.delete_object("dense_2")
    assert shapes(editor.weights_dict) == {"layers": {"first": MLP["layers"]["dense"], "second": MLP["layers"]["dense_1"], "new": {"0": (4,)}}}


def test_weights_are_added_and_deleted(editor):
    editor.add_weights("dense", {"2": np.zeros(4), "0": np.zeros(5)})
    editor.delete_weight("layers/dense", "1")
    assert shapes(editor.weights_dict)["layers"]["dense"] == {"0": (5,), "2": (4,)}


def test_what_is_saved_loads(editor, model, tmp_path):
    editor.weights_dict["layers"]["dense"]["1"] += 1
    for save, name in ((editor.save, "a.weights.h5"), (editor.resave_weights, "b.weights.h5")):
        save(tmp_path / name)
        before = model.get_weights()
        twin = keras.models.clone_model(model)
        twin.load_weights(tmp_path / name)
        for i, (ours, theirs) in enumerate(zip(twin.get_weights(), before)):
            np.testing.assert_array_equal(ours, theirs + 1 if i == 1 else theirs)


@pytest.mark.parametrize(("call", "message"), [
    (lambda e: e.rename_object("dens", "x"), "no object 'dens'.*'dense'"),
    (lambda e: e.rename_object("dense", "a/b"), "`new_name` must be a name, not a path, got 'a/b'"),
    (lambda e: e.rename_object("dense", "dense_1"), "already has an object 'dense_1'"),
    (lambda e: e.delete_object("layers/x"), "no object 'layers/x'"),
    (lambda e: e.add_object("q/r", {"0": np.zeros(1)}), "no object 'q'"),
    (lambda e: e.add_object("layers/x", 3), "`weights` must be a dictionary of arrays, got 3"),
    (lambda e: e.add_weights("dense", 3), "`weights` must be a dictionary of arrays, got 3"),
    (lambda e: e.delete_weight("dense", "7"), r"has no weight '7'; it has \['0', '1'\]"),
    (lambda e: e.save("x.keras"), "`filepath` must end in .weights.h5, got 'x.keras'"),
    (lambda e: KerasFileEditor("x.h5"), "`filepath` must end in .keras or .weights.h5, got 'x.h5'"),
])
def test_mistakes_are_named(editor, call, message):
    with pytest.raises(ValueError, match=message):
        call(editor)


def test_a_name_that_stands_twice_needs_its_path(tmp_path):
    inner = keras.Sequential([keras.Input((2,)), keras.layers.Dense(2)])
    keras.Sequential([keras.Input((2,)), inner, keras.layers.Dense(2)]).save_weights(tmp_path / "x.weights.h5")
    editor = KerasFileEditor(tmp_path / "x.weights.h5")
    with pytest.raises(ValueError, match="2 objects named 'dense'; give the whole path"):
        editor.delete_object("dense")
    editor.delete_object("layers/sequential/layers/dense")
    assert list(editor.weights_dict["layers"]) == ["dense", "sequential"]
