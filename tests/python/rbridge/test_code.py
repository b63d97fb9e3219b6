import hornpipe as keras
from hornpipe import layers
from hornpipe.rbridge import code_in, made_in_r, r_function


def test_objects_of_r_are_found_in_all_parts_of_a_model(tmp_path):
    steep = r_function(lambda x: x, "steep", [["x", "required", None]])
    far = r_function(lambda a, b: (a - b).mean(), "far", [["a", "required", None], ["b", "required", None]])
    model = keras.Sequential([keras.Input((2,)), layers.Dense(2, activation=steep), layers.Dense(2, activation="relu")])
    assert made_in_r(model) == ["steep"]
    model.compile("sgd", far)
    assert made_in_r(model) == ["steep", "far"]
    keras.saving.save_model(model, tmp_path / "x.keras", r_code="steep <- identity")
    assert code_in(str(tmp_path / "x.keras")) == "steep <- identity"
    assert code_in("x.h5") is None
