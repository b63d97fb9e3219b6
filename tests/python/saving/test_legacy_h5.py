"""The older format: weights listed layer by layer."""
import h5py
import numpy as np
import pytest
from small_training import data, model

import hornpipe as keras
from hornpipe.core.errors import FileFormatError, ShapeError
from hornpipe.saving.legacy_h5 import _put_names


def test_what_stands_where(tmp_path):
    made = model()
    made.save(tmp_path / "x.h5")
    with h5py.File(tmp_path / "x.h5") as file:
        assert {"model_config", "training_config", "keras_version", "backend"} <= set(file.attrs)
        names = [n.decode() for n in file["model_weights"].attrs["layer_names"]]
        assert names == [layer.name for layer in made.layers]
        inner = file["model_weights"][names[0]]
        np.testing.assert_array_equal(inner[inner.attrs["weight_names"][0].decode()], made.layers[0].kernel)
        assert "top_level_model_weights" in file["model_weights"]


@pytest.mark.parametrize("include", [True, False])
def test_training_goes_on(tmp_path, include):
    x, y = data()
    made = model()
    made.fit(x, y, epochs=2, shuffle=False, verbose=0)
    made.save(tmp_path / "x.h5", include_optimizer=include)
    loaded = keras.models.load_model(tmp_path / "x.h5")
    assert loaded.compiled is include
    if include:
        for m in (made, loaded):
            m.fit(x, y, epochs=2, shuffle=False, verbose=0)
    for a, b in zip(made.get_weights(), loaded.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_more_names_than_an_attribute_holds_stand_in_pieces(tmp_path):
    names = [f"a_layer_with_a_rather_long_name_{i:05}" for i in range(4000)]
    with h5py.File(tmp_path / "x.h5", "w") as file:
        _put_names(file, "layer_names", names)
        assert "layer_names" not in file.attrs
        found = [n.decode() for i in range(len(file.attrs)) for n in file.attrs[f"layer_names{i}"]]
    assert found == names


def test_what_does_not_fit_is_named_or_skipped(tmp_path):
    made = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, name="a"), keras.layers.Dense(2, name="b")])
    other = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, name="a"), keras.layers.Dense(5, name="b")])
    made.save_weights(tmp_path / "x.h5")
    before = other.get_weights()
    with pytest.raises(ValueError, match=r"weight of shape \(3, 2\) for '.*b/kernel' of shape \(3, 5\)"):
        other.load_weights(tmp_path / "x.h5")
    assert all(np.array_equal(a, b) for a, b in zip(before, other.get_weights()))
    with pytest.warns(UserWarning, match="left as they are"):
        other.load_weights(tmp_path / "x.h5", by_name=True, skip_mismatch=True)
    np.testing.assert_array_equal(other.layers[0].kernel, made.layers[0].kernel)
    with pytest.raises(ValueError, match="has weights of 2 layers, the model has 1 layers with weights"):
        keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)]).load_weights(tmp_path / "x.h5")


def test_vocabularies_that_were_learnt_lie_in_the_config(tmp_path):
    """Keras loses them."""
    words, numbers, text = (keras.Input((1,), dtype=d, name=n) for d, n in (("string", "words"), ("int64", "numbers"), ("string", "text")))
    w, n = keras.layers.StringLookup(name="w"), keras.layers.IntegerLookup(output_mode="one_hot", name="n")
    t = keras.layers.TextVectorization(output_mode="tf_idf", name="t")
    w.adapt(np.array(["b", "a", "b"]))
    n.adapt(np.array([5, 7, 5]))
    t.adapt(["a b c", "b c", "c"])
    model = keras.Model([words, numbers, text], [w(words), n(numbers), t(text)])
    model.save(tmp_path / "x.h5")
    assert w.get_config()["vocabulary"] is None
    data = [np.array([["a"], ["b"], ["z"]]), np.array([[7], [5], [1]]), np.array([["c a"], ["b b"], ["z"]])]
    loaded = keras.models.load_model(tmp_path / "x.h5")
    assert loaded.get_layer("w").get_vocabulary() == ["[UNK]", "b", "a"]
    for ours, theirs in zip(loaded.predict(data, verbose=0), model.predict(data, verbose=0), strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_a_layer_with_fewer_weights_than_expected_is_named(tmp_path):
    made = model()
    made.save_weights(tmp_path / "x.h5")
    before, layer = made.get_weights(), made.layers[0]
    with h5py.File(tmp_path / "x.h5", "r+") as file:
        names = file[layer.name].attrs["weight_names"]
        file[layer.name].attrs["weight_names"] = names[:-1]
    with pytest.raises(ShapeError, match=f"has {len(names) - 1} weights for the layer '{layer.name}', which has {len(names)}"):
        made.load_weights(tmp_path / "x.h5")
    for a, b in zip(before, made.get_weights()):
        np.testing.assert_array_equal(a, b)


def test_weights_alone_are_no_model(tmp_path):
    model().save_weights(tmp_path / "x.h5")
    with pytest.raises(FileFormatError, match="holds no model_config: it may be a file of weights alone, for `load_weights"):
        keras.models.load_model(tmp_path / "x.h5")


@keras.saving.register_keras_serializable("test_legacy_h5")
class Inner(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.first, self.second = keras.layers.Dense(3), keras.layers.Dense(2)

    def call(self, x):
        return self.second(self.first(x))

    def get_config(self):
        return super().get_config()


def test_a_model_without_a_graph_inside_one_with_comes_back(tmp_path):
    inputs = keras.Input((4,))
    made = keras.Model(inputs, keras.layers.Dense(1)(Inner()(inputs)))
    made.save(tmp_path / "x.h5")
    x = np.random.default_rng(0).random((3, 4), dtype="float32")
    np.testing.assert_array_equal(keras.models.load_model(tmp_path / "x.h5").predict(x, verbose=0), made.predict(x, verbose=0))
