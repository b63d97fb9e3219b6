import pytest

import hornpipe as keras
from hornpipe import layers
from hornpipe.core.errors import FileFormatError
from hornpipe.rbridge import code_in, made_in_r, members_of, notes, r_function, take_levels


def test_objects_of_r_are_found_in_all_parts_of_a_model(tmp_path):
    steep = r_function(lambda x: x, "steep", [["x", "required", None]], lambda: "r's steep")
    far = r_function(lambda a, b: (a - b).mean(), "far", [["a", "required", None], ["b", "required", None]], lambda: "r's far")
    model = keras.Sequential([keras.Input((2,)), layers.Dense(2, activation=steep), layers.Dense(2, activation="relu")])
    assert made_in_r(model) == [["steep", steep.r_giver]]
    model.compile("sgd", far)
    assert made_in_r(model) == [["steep", steep.r_giver], ["far", far.r_giver]]
    other = r_function(lambda x: -x, "steep", [["x", "required", None]], lambda: "another")
    model.add(layers.Dense(2, activation=other))
    assert [giver() for name, giver in made_in_r(model) if name == "steep"] == ["r's steep", "another"]
    model.pop()
    keras.saving.save_model(model, tmp_path / "x.keras", members=members_of(model, "x.keras", "steep <- identity"))
    assert code_in(str(tmp_path / "x.keras")) == "steep <- identity"
    assert code_in("x.h5") is None


def test_levels_of_factors_stand_in_the_file(tmp_path):
    path = str(tmp_path / "x.keras")
    model = keras.Sequential([keras.Input((2,)), layers.Dense(2)])
    assert members_of(model, path, None) == {}
    notes(model).levels = {"dense": ["a", "b"]}
    assert members_of(model, "x.h5", None) == {}
    keras.saving.save_model(model, path, members=members_of(model, path, None))
    again = keras.saving.load_model(path)
    take_levels(again, path)
    assert notes(again).levels == {"dense": ["a", "b"]}


@pytest.mark.parametrize("text", ["[]", "{", '{"levels": 3}', '{"levels": {"dense": [1]}}', '{"levels": {"dense": 1}}'])
def test_levels_of_another_form_are_refused(tmp_path, text):
    path = str(tmp_path / "x.keras")
    model = keras.Sequential([keras.Input((2,)), layers.Dense(2)])
    keras.saving.save_model(model, path, members={"r_notes.json": text})
    with pytest.raises(FileFormatError, match="must hold lists of strings by output"):
        take_levels(model, path)
