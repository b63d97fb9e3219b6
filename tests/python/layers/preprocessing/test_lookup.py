"""Vocabularies."""
import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers

ABC = ["a", "b", "c"]


def test_numbers_of_strings():
    found = layers.StringLookup(vocabulary=ABC)([["a", "c"], ["z", "b"]])
    assert found.tolist() == [[1, 3], [0, 2]] and found.dtype is torch.int64


def test_numbers_of_ints():
    layer = layers.IntegerLookup(vocabulary=[12, 36, 1138], num_oov_indices=2)
    assert layer(np.array([[12, 1138], [42, 37]])).tolist() == [[2, 4], [0, 1]]         # by their remainder
    assert layers.IntegerLookup(vocabulary=[12], mask_token=0)([0, 12, 5]).tolist() == [0, 2, 1]


def test_and_back():
    layer = layers.StringLookup(vocabulary=ABC, invert=True)
    assert layer([[1, 3], [0, 2]]).tolist() == [["a", "c"], ["[UNK]", "b"]]
    assert layers.IntegerLookup(vocabulary=[12, 36], invert=True)([2, 0]).tolist() == [36, -1]


def test_more_places_for_what_is_unknown():
    layer = layers.StringLookup(vocabulary=ABC, num_oov_indices=3)
    assert layer.get_vocabulary() == ["[UNK]"] * 3 + ABC
    found = layer(["a", "x", "y", "z", "x"])
    assert found[0] == 3 and (found[1:] < 3).all() and found[1] == found[4]
    salted = layers.StringLookup(vocabulary=ABC, num_oov_indices=50, salt=7)(["x", "y"])
    assert salted.tolist() != layers.StringLookup(vocabulary=ABC, num_oov_indices=50)(["x", "y"]).tolist()


def test_mask():
    layer = layers.StringLookup(vocabulary=ABC, mask_token="")
    assert layer.get_vocabulary() == ["", "[UNK]", "a", "b", "c"] and layer(["", "a", "x"]).tolist() == [0, 2, 1]
    counted = layers.StringLookup(vocabulary=ABC, mask_token="", output_mode="count")
    assert counted([["", "a", "x", "a"]]).tolist() == [[1, 2, 0, 0]]


def test_adapt_takes_the_most_frequent_first():
    layer = layers.StringLookup()
    layer.adapt(["b", "a", "c", "b", "c", "d"])
    assert layer.get_vocabulary() == ["[UNK]", "c", "b", "d", "a"]         # equally frequent ones: the greater first
    layer.adapt([["x", "x"], ["y", "x"]])
    assert layer.get_vocabulary() == ["[UNK]", "x", "y"]


def test_only_so_many():
    layer = layers.IntegerLookup(max_tokens=3)
    layer.adapt(np.array([5, 5, 7, 7, 7, 9]))
    assert layer.get_vocabulary() == [-1, 7, 5]
    wide = layers.IntegerLookup(max_tokens=6, output_mode="multi_hot", pad_to_max_tokens=True)
    wide.adapt(np.array([5, 7]))
    assert wide([[5, 7]]).tolist() == [[0, 1, 1, 0, 0, 0]]


def test_batches_of_a_dataset():
    layer = layers.StringLookup()
    layer.adapt(iter([np.array(["a", "b"]), np.array(["b"]), np.array(["z"] * 9)]), steps=2)
    assert layer.get_vocabulary() == ["[UNK]", "b", "a"]


def test_one_hot_and_multi_hot():
    assert layers.StringLookup(vocabulary=ABC, output_mode="one_hot")(["a", "z"]).tolist() == [[0, 1, 0, 0], [1, 0, 0, 0]]
    assert layers.StringLookup(vocabulary=ABC, output_mode="multi_hot")([["a", "c", "a"]]).tolist() == [[0, 1, 0, 1]]
    assert layers.StringLookup(vocabulary=ABC, output_mode="binary").output_mode == "multi_hot"


def test_tf_idf():
    layer = layers.StringLookup(output_mode="tf_idf")
    layer.adapt([["a", "b"], ["b", "b"], ["b", "c"]])
    idf = {t: np.log(1 + 3 / (1 + n)) for t, n in {"a": 1, "b": 3, "c": 1}.items()}
    found = layer([["b", "b", "z"]])[0]
    assert layer.get_vocabulary() == ["[UNK]", "b", "c", "a"]
    np.testing.assert_allclose(found, [np.mean(list(idf.values())), 2 * idf["b"], 0, 0], rtol=1e-5)
    given = layers.StringLookup(vocabulary=ABC, idf_weights=[0.25, 0.5, 0.75], output_mode="tf_idf")
    assert given([["a", "a", "d"]]).tolist() == [[0.5, 0.5, 0, 0]]


def test_special_terms_may_stand_in_front():
    layer = layers.StringLookup(vocabulary=["", "[UNK]", "a"], mask_token="")
    assert layer.get_vocabulary() == ["", "[UNK]", "a"] and layer.get_vocabulary(include_special_tokens=False) == ["a"] and layer.vocabulary_size() == 3


def test_vocabulary_of_a_file(tmp_path):
    path = tmp_path / "terms.txt"
    path.write_text("a\nb\nc\n")
    assert layers.StringLookup(vocabulary=str(path))(["c", "x"]).tolist() == [3, 0]
    with pytest.raises(ValueError, match="Vocabulary file .* does not exist"):
        layers.StringLookup(vocabulary=str(tmp_path / "none"))
    config = layers.StringLookup().get_config()
    with pytest.raises(ValueError, match="which lies outside of its archive"):
        layers.deserialize({"class_name": "StringLookup", "config": {**config, "vocabulary": str(path)}, "module": "keras.layers", "registered_name": None})


def test_an_adapted_vocabulary_goes_into_files(tmp_path):
    layer = layers.StringLookup(name="words")
    layer.adapt(["b", "a", "b"])
    layer.save_assets(tmp_path)
    assert (tmp_path / "vocabulary.txt").read_text() == "[UNK]\nb\na"
    again = layers.StringLookup()
    again.load_assets(tmp_path)
    assert again.get_vocabulary() == layer.get_vocabulary()


def test_bytes_are_strings():
    assert layers.StringLookup(vocabulary=ABC)(np.array([b"b"])).tolist() == [2]
    assert layers.StringLookup(vocabulary=["ä"], encoding="latin-1")(np.array(["ä".encode("latin-1")])).tolist() == [1]


def test_in_a_model():
    inputs = hornpipe.Input((2,), dtype="int64")
    model = hornpipe.Model(inputs, layers.IntegerLookup(vocabulary=[3, 5], output_mode="multi_hot")(inputs))
    assert model.output_shape == (None, 3) and model.predict(np.array([[3, 9]]), verbose=0).tolist() == [[1, 1, 0]]


@pytest.mark.parametrize("arguments,message", (
    ({"max_tokens": 1}, "If set, `max_tokens` must be greater than 1. It got 1"),
    ({"pad_to_max_tokens": True}, "If pad_to_max_tokens is True, must set `max_tokens`"),
    ({"num_oov_indices": -1}, "`num_oov_indices` must be greater than or equal to 0"), ({"output_mode": "hot"}, "`output_mode` must be one of"),
    ({"invert": True, "output_mode": "count"}, "`output_mode` must be `'int'` when `invert` is true"), ({"sparse": True}, "`sparse` may only be true if"),
    ({"idf_weights": [1.0]}, "`idf_weights` should only be set if `output_mode` is `'tf_idf'`"),
    ({"vocabulary": ["a"], "output_mode": "tf_idf"}, "in TF-IDF output mode, the `idf_weights` argument must also be provided"),
    ({"vocabulary": ["a", "b", "a"]}, r"at least one repeated term. .* The repeated terms are: \['a'\]"),
    ({"vocabulary": []}, "Cannot set an empty vocabulary"),
    ({"vocabulary": ["a", "", "b"], "mask_token": ""}, "Found reserved mask token at unexpected location in `vocabulary`"),
    ({"vocabulary": ["a", "b", "c"], "max_tokens": 3}, "Attempted to set a vocabulary larger than the maximum vocab size")))
def test_messages(arguments, message):
    with pytest.raises(ValueError, match=message):
        layers.StringLookup(**arguments)


def test_refusals():
    with pytest.raises(ValueError, match=r"found OOV values \['z'\], consider setting `num_oov_indices=1`"):
        layers.StringLookup(vocabulary=ABC, num_oov_indices=0)(["a", "z"])
    with pytest.raises(ValueError, match="Cannot adapt layer .* after setting a static vocabulary"):
        layers.StringLookup(vocabulary=ABC).adapt(["a"])
    with pytest.raises(RuntimeError, match="you must set the layer's vocabulary before calling it"):
        layers.StringLookup(output_mode="count")(["a"])
    layer = layers.StringLookup(vocabulary=ABC, output_mode="count")
    with pytest.raises(RuntimeError, match="Old vocab size is 4, new vocab size is 3"):
        layer.set_vocabulary(["a", "b"])
    with pytest.raises(ValueError, match="`salt` can only be used when `oov_method='farmhash'`"):
        layers.IntegerLookup(salt=3)
