"""`FeatureSpace`."""
import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers
from hornpipe.utils import FeatureSpace

DATA = {"age": np.array([20.0, 30.0, 40.0, 30.0], "float32"), "city": np.array(["Bonn", "Wien", "Bonn", "Oslo"]), "rooms": np.array([1, 2, 3, 2])}


def space(**options):
    return FeatureSpace(**{"features": {"age": "float_normalized", "city": "string_categorical", "rooms": "integer_categorical"}, **options})


def adapted(**options):
    made = space(**options)
    made.adapt(DATA)
    return made


def test_one_vector_per_row_the_features_in_order_of_their_names():
    found = adapted()(DATA)
    assert found.shape == (4, 1 + 4 + 4) and found.dtype is torch.float32
    np.testing.assert_allclose(found[:, 0], [-2 ** 0.5, 0, 2 ** 0.5, 0], atol=1e-5)
    assert found[:, 1:5].tolist() == [[0, 1, 0, 0], [0, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 1]]       # [UNK], Bonn, Wien, Oslo
    assert found[:, 5:].argmax(-1).tolist() == [3, 1, 2, 1]


def test_one_row():
    found = adapted()({"age": 20.0, "city": "Rom", "rooms": 1})
    assert found.shape == (9,) and found[1] == 1


def test_a_dictionary():
    found = adapted(output_mode="dict")(DATA)
    assert {k: tuple(v.shape) for k, v in found.items()} == {"age": (4, 1), "city": (4, 4), "rooms": (4, 4)}


def test_crosses():
    made = adapted(crosses=[("city", "rooms")], crossing_dim=8, output_mode="dict")
    found = made(DATA)["city_X_rooms"]
    assert found.shape == (4, 8) and found.sum(-1).tolist() == [1] * 4
    by_hand = FeatureSpace({"a": "integer_hashed", "b": "integer_hashed"}, crosses=[FeatureSpace.cross(("a", "b"), 4, output_mode="int")], output_mode="dict")
    assert by_hand({"a": np.array([1, 2]), "b": np.array([3, 4])})["a_X_b"].shape == (2, 1)


def test_kinds():
    made = FeatureSpace({
        "a": "float", "b": FeatureSpace.float_rescaled(0.5), "c": FeatureSpace.float_discretized(3, bin_boundaries=None, output_mode="int"),
        "d": FeatureSpace.integer_hashed(5), "e": FeatureSpace.string_hashed(6, output_mode="int"),
        "f": FeatureSpace.feature("float32", layers.Rescaling(10.0), "float"), "g": FeatureSpace.string_categorical(num_oov_indices=2)}, output_mode="dict")
    data = {**{k: np.array([1.0, 2.0, 3.0]) for k in "abcf"}, "d": np.array([1, 2, 3]), "e": np.array(["x", "y", "z"]), "g": np.array(["x", "y", "z"])}
    made.adapt(data)
    found = made(data)
    assert found["a"].tolist() == [[1], [2], [3]] and found["b"].tolist() == [[0.5], [1], [1.5]] and found["f"].tolist() == [[10], [20], [30]]
    assert found["c"].dtype is torch.int32 and found["d"].shape == (3, 5) and found["e"].shape == (3, 1) and found["g"].shape == (3, 5)


def test_adapt_to_batches():
    whole, batched = adapted(), space()
    batched.adapt({k: v[i:i + 2] for k, v in DATA.items()} for i in (0, 2))
    torch.testing.assert_close(batched(DATA), whole(DATA))


def test_a_model_on_raw_features(tmp_path):
    made = adapted()
    model = hornpipe.Model(made.get_inputs(), layers.Dense(2)(made.get_encoded_features()))
    raw = {k: v[:, None] for k, v in DATA.items()}
    raw["city"] = raw["city"].astype(object)
    torch.testing.assert_close(model(raw), model.layers[-1](made(DATA)))
    assert model.predict(raw, verbose=0).shape == (4, 2)


def test_saved_with_what_it_learned(tmp_path):
    made = adapted(crosses=[("city", "rooms")], crossing_dim=8)
    made.save(tmp_path / "space.keras")
    again = hornpipe.saving.load_model(tmp_path / "space.keras")
    torch.testing.assert_close(again(DATA), made(DATA))


def test_config():
    made = space(crosses=[("city", "rooms")], crossing_dim=8)
    again = FeatureSpace.from_config(made.get_config())
    assert again.get_config() == made.get_config() and again.crosses[0].feature_names == ("city", "rooms")


def test_a_feature_told_what_to_know_needs_no_data():
    made = FeatureSpace({"a": FeatureSpace.feature("string", layers.StringLookup(vocabulary=["x", "y"]), "one_hot")})
    assert made({"a": np.array(["y", "q"])}).tolist() == [[0, 0, 1], [1, 0, 0]]


@pytest.mark.parametrize("options,message", (
    ({"features": {}}, "The `features` argument cannot be None or empty"), ({"features": {"a": "integer"}}, "`features` must be one of"),
    ({"output_mode": "list"}, r"Invalid value for argument `output_mode`. Expected one of \('dict', 'concat'\), got 'list'"),
    ({"crosses": [("city", "street")]}, r"should be present in the `features` dict, but \['street'\] are not"),
    ({"crosses": [("city", "rooms")], "crossing_dim": None}, "the argument `crossing_dim` .* should be specified as well")))
def test_messages(options, message):
    with pytest.raises(ValueError, match=message):
        space(**options)


def test_refusals():
    with pytest.raises(ValueError, match="You need to call `.adapt\\(dataset\\)` on the FeatureSpace"):
        space()(DATA)
    with pytest.raises(TypeError, match="A FeatureSpace can only be called with a dict"):
        adapted()(np.zeros(3))
    with pytest.raises(TypeError, match="`adapt\\(\\)` takes a dict of arrays or an iterable of dicts"):
        space().adapt(3)
    with pytest.raises(ValueError, match=r"Cannot concatenate features because feature 'a' has not been encoded \(it has dtype int64\)"):
        FeatureSpace({"a": FeatureSpace.integer_hashed(3, output_mode="int")})({"a": np.array([1, 2])})
    with pytest.raises(ValueError, match="Thus its preprocessor should return an integer dtype"):
        FeatureSpace({"a": FeatureSpace.feature("float32", layers.Rescaling(2.0), "one_hot")})({"a": np.array([1.0])})
