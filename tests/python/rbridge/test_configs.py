import hornpipe as keras
from hornpipe.rbridge import config_of, object_from_config
from hornpipe.rbridge.configs import like


def test_lists_that_r_has_flattened_are_lists_again():
    original = {"shape": [3], "empty": {}, "none": None, "nested": [{"a": [1]}, {"a": []}]}
    from_r = {"shape": 4, "empty": [], "none": None, "nested": [{"a": 2}, {"a": []}], "new": 5}
    assert like(from_r, original) == {"shape": [4], "empty": {}, "none": None, "nested": [{"a": [2]}, {"a": []}], "new": 5}


def test_a_config_goes_to_r_and_back():
    parts = config_of(keras.layers.Conv1D(4, 3, kernel_regularizer="l2"))
    again = object_from_config(parts["class"], {**parts["config"], "kernel_size": 5, "filters": 2}, parts["json"])
    assert again.filters == 2 and again.kernel_size == (5,) and again.kernel_regularizer is not None
