"""`TextVectorization`."""
import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers

FOO = ["foo", "bar", "baz"]


def vectors(texts, **options):
    return layers.TextVectorization(**{"vocabulary": FOO, **options})(texts).tolist()


def test_numbers_padded_to_the_longest():
    found = layers.TextVectorization(vocabulary=FOO)(["Foo, bar!", "baz", "what bar foo"])
    assert found.tolist() == [[2, 3, 0], [4, 0, 0], [1, 3, 2]] and found.dtype is torch.int64


def test_or_to_a_length():
    assert vectors([["foo qux bar"], ["qux baz"]], output_sequence_length=4) == [[2, 1, 3, 0], [1, 4, 0, 0]]
    assert vectors(["foo bar baz"], output_sequence_length=2) == [[2, 3]]


def test_adapt():
    layer = layers.TextVectorization()
    layer.adapt(["foo bar", "bar baz", "baz bada boom"])
    assert layer.get_vocabulary() == ["", "[UNK]", "baz", "bar", "foo", "boom", "bada"]
    layer.adapt(iter([np.array([["one two"]]), np.array([["two"]]), np.array([["nine"]])]), steps=2)
    assert layer.get_vocabulary() == ["", "[UNK]", "two", "one"] and layer.vocabulary_size() == 4
    assert layer.get_vocabulary(include_special_tokens=False) == ["two", "one"]


@pytest.mark.parametrize("standardize,numbers", (
    ("lower_and_strip_punctuation", [2, 3]), ("lower", [2, 1]), ("strip_punctuation", [1, 3]), (None, [1, 1]),
    (lambda x: np.char.replace(x, "bar!", "baz"), [1, 4])))
def test_standardize(standardize, numbers):
    assert vectors(["FOO bar!"], standardize=standardize) == [numbers]


def test_split():
    assert vectors(["a b"], split="character", vocabulary=["a", "b", " "]) == [[2, 4, 3]]
    assert vectors(["foo|bar"], split=lambda x: [t.split("|") for t in x], standardize=None) == [[2, 3]]
    assert vectors([["foo", "qux"]], split=None) == [[2, 1]]
    assert vectors("foo bar") == [2, 3]


def test_ngrams():
    layer = layers.TextVectorization(ngrams=2)
    layer.adapt(["a b c"])
    assert set(layer.get_vocabulary()[2:]) == {"a", "b", "c", "a b", "b c"}
    layer = layers.TextVectorization(ngrams=(3,))
    layer.adapt(["a b c d"])
    assert set(layer.get_vocabulary()[2:]) == {"a b c", "b c d"}


def test_vectors_of_the_vocabulary():
    texts = ["foo foo qux", "baz"]
    assert vectors(texts, output_mode="multi_hot") == [[1, 1, 0, 0], [0, 0, 0, 1]]
    assert vectors(texts, output_mode="count") == [[1, 2, 0, 0], [0, 0, 0, 1]]
    assert vectors(texts, output_mode="tf_idf", idf_weights=[0.5, 1.0, 1.5]) == [[1, 1, 0, 0], [0, 0, 0, 1.5]]
    assert vectors(["foo"], output_mode="count", max_tokens=6, pad_to_max_tokens=True) == [[0, 1, 0, 0, 0, 0]]


def test_blanks_of_other_alphabets_do_not_split():
    assert vectors(["foo\u2003bar foo\tbar"]) == [[1, 2, 3]]


def test_config_and_functions():
    layer = layers.TextVectorization(output_sequence_length=3, ngrams=[1, 2])
    layer.adapt(["a b"])
    again = layers.TextVectorization.from_config(layer.get_config())
    assert again.ngrams == (1, 2) and again.get_vocabulary() == ["", "[UNK]"]         # what was adapted lies in the assets
    given = layers.TextVectorization(vocabulary=FOO)
    assert layers.TextVectorization.from_config(given.get_config())(["baz"]).tolist() == [[4]]


def test_shapes():
    assert layers.TextVectorization(vocabulary=FOO).compute_output_shape((None, 1)) == (None, None)
    assert layers.TextVectorization(vocabulary=FOO, output_mode="count").compute_output_shape((2, 1)) == (2, 4)


def test_through_a_saved_model(tmp_path):
    layer = layers.TextVectorization(output_sequence_length=3)
    layer.adapt(["foo bar", "bar baz"])
    model = hornpipe.Sequential([hornpipe.Input((1,), dtype="string"), layer, layers.Embedding(6, 2)])
    expected = model(np.array([["bar foo"]], dtype=object)).detach()
    model.save(tmp_path / "m.keras")
    again = hornpipe.saving.load_model(tmp_path / "m.keras")
    assert again.layers[0].get_vocabulary() == layer.get_vocabulary()
    torch.testing.assert_close(again(np.array([["bar foo"]], dtype=object)).detach(), expected)


@pytest.mark.parametrize("arguments,message", (
    ({"standardize": "upper"}, "`standardize` must be one of"), ({"split": "words"}, "`split` must be one of"),
    ({"ngrams": "two"}, "`ngrams` must be None, an integer, or a tuple"),
    ({"output_mode": "hot"}, "`output_mode` must be one of"), ({"output_sequence_length": 2.5}, "`output_sequence_length` must be either None or an integer"),
    ({"output_mode": "count", "output_sequence_length": 3}, "`output_sequence_length` must not be set if `output_mode` is not 'int'"),
    ({"ragged": True}, "`ragged=True` cannot be used with torch")))
def test_messages(arguments, message):
    with pytest.raises(ValueError, match=message):
        layers.TextVectorization(**arguments)


def test_rank():
    with pytest.raises(ValueError, match=r"the input rank must be 1 or the last shape dimension must be 1, got shape \(1, 2\)"):
        layers.TextVectorization(vocabulary=FOO)([["foo", "bar"]])
