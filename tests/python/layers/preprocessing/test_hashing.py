"""Bins by a hash: the numbers of Keras' documentation, which are TensorFlow's."""
import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers

LETTERS = [["A"], ["B"], ["C"], ["D"], ["E"]]


@pytest.mark.parametrize("options,bins", (
    ({}, [1, 0, 1, 1, 2]), ({"mask_value": ""}, None), ({"salt": 133}, [0, 0, 2, 1, 0]), ({"salt": [133, 137]}, [1, 2, 1, 0, 2])))
def test_hashing(options, bins):
    data = [["A"], ["B"], [""], ["C"], ["D"]] if bins is None else LETTERS
    found = layers.Hashing(num_bins=3, **options)(data)
    assert found.dtype is torch.int64 and found.squeeze(-1).tolist() == (bins or [1, 1, 0, 2, 2])


def test_numbers():
    whole = layers.Hashing(num_bins=11)(np.arange(6))
    assert whole.tolist() == layers.Hashing(num_bins=11)(["0", "1", "2", "3", "4", "5"]).tolist()
    assert layers.Hashing(num_bins=11)(torch.arange(6)).tolist() == whole.tolist()


def test_vectors():
    assert layers.Hashing(num_bins=3, output_mode="count")([["A", "B", "C"]]).tolist() == [[1, 2, 0]]
    assert layers.Hashing(num_bins=3, output_mode="one_hot")(["A", "B"]).tolist() == [[0, 1, 0], [1, 0, 0]]


@pytest.mark.parametrize("arguments,message", (({"num_bins": 0}, "`num_bins` for `Hashing` cannot be `None` or non-positive, got 0"),
                                               ({"num_bins": 2, "salt": [1, 2, 3]}, "`salt` argument for `Hashing` can only be a tuple of size 2 integers"),
                                               ({"num_bins": 2, "output_mode": "tf_idf"}, "Invalid value for argument `output_mode`"),
                                               ({"num_bins": 2, "dtype": "float32"}, "`dtype` should be an integer type"),
                                               ({"num_bins": 2, "output_mode": "count", "sparse": True}, "`sparse=True` cannot be used with torch")))
def test_messages(arguments, message):
    with pytest.raises(ValueError, match=message):
        layers.Hashing(**arguments)


def test_crossing():
    feats = np.array(["A", "B", "A", "B", "A"]), np.array([101, 101, 101, 102, 102])
    assert layers.HashedCrossing(num_bins=5)(feats).tolist() == [1, 4, 1, 1, 3]
    assert layers.HashedCrossing(num_bins=5, output_mode="one_hot")(feats).argmax(-1).tolist() == [1, 4, 1, 1, 3]
    assert layers.HashedCrossing(num_bins=5)([f[:, None] for f in feats]).shape == (5, 1)


def test_crossing_in_a_graph():
    inputs = [hornpipe.Input((1,), dtype="int64") for _ in range(2)]
    assert layers.HashedCrossing(5, output_mode="one_hot")(inputs).shape == (None, 5)


@pytest.mark.parametrize("inputs,error,message", (
    (np.array(["a"]), ValueError, "should be called on a list or tuple of inputs"),
    ([np.array(["a"])], ValueError, "should be called on at least two inputs, got 1"),
    ((np.zeros((2, 2), int), np.zeros((2, 2), int)), ValueError, r"should have shape `\(\)`, `\(batch_size\)` or `\(batch_size, 1\)`"),
    ((np.zeros(2, int), np.zeros(3, int)), ValueError, "should have equal shape"),
    ((np.zeros(2), np.zeros(2)), TypeError, "should have an integer or string dtype")))
def test_crossing_messages(inputs, error, message):
    with pytest.raises(error, match=message):
        layers.HashedCrossing(num_bins=5)(inputs)
