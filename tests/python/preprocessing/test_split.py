import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe.preprocessing.dataset import SampleDataset

X, Y = np.arange(20.0).reshape(10, 2), np.arange(10)
split = keras.utils.split_dataset


@pytest.mark.parametrize("sizes, lengths", [({"left_size": 0.8}, (8, 2)), ({"right_size": 3}, (7, 3)), ({"left_size": 0.5, "right_size": 0.2}, (5, 2))])
def test_sizes(sizes, lengths):
    left, right = split((X, Y), **sizes)
    assert (len(left), len(right)) == lengths
    assert left[0][0].tolist() == [0, 1] and int(right[len(right) - 1][1]) == 9


def test_what_is_split():
    assert split(X, left_size=5)[0][1][0].tolist() == [2, 3]
    assert int(split({"x": X, "y": Y}, left_size=5)[1][0]["y"]) == 5
    assert split([np.array(list("abcd")), Y[:4]], right_size=1)[1][0][0] == "d"
    assert len(split(torch.utils.data.TensorDataset(torch.from_numpy(X)), left_size=4)[1]) == 6


def test_a_seed_repeats_the_drawing():
    def drawn(seed):
        return [int(y) for _, y in split((X, Y), left_size=6, shuffle=True, seed=seed)[0]]

    assert drawn(1) == drawn(1) == torch.randperm(10, generator=torch.Generator().manual_seed(1)).tolist()[:6]
    assert len(set(drawn(1))) == 6 and drawn(1) != drawn(2)


def test_datasets_of_batches_are_split_by_samples():
    dataset = SampleDataset(10, lambda rows: (X[rows], Y[rows]), batch_size=4)
    dataset.file_paths, dataset.class_names = list("abcdefghij"), ["a"]
    left, right = split(dataset.map(lambda x, y: y), left_size=0.7)
    assert [y.tolist() for y in left] == [[0, 1, 2, 3], [4, 5, 6]] and [y.tolist() for y in right] == [[7, 8, 9]]
    assert right.file_paths == ["h", "i", "j"] and right.class_names == ["a"]
    with pytest.raises(TypeError, match="after `take\\(\\)` or `skip\\(\\)` has no numbered samples"):
        split(dataset.take(1), left_size=1)


@pytest.mark.parametrize("data, sizes, message", [
    (X, {}, "At least one of `left_size` and `right_size` must be given"),
    (X, {"left_size": 10}, "`left_size` must be an int between 0 and 10, the number of samples, or a fraction between 0 and 1, both exclusive, got 10."),
    (X, {"right_size": 1.5}, "`right_size` must be an int between 0 and 10"),
    (X, {"left_size": "all"}, "`left_size` must be a fraction or a number of samples, got 'all'."),
    (X, {"left_size": 6, "right_size": 5}, "The sum of `left_size` and `right_size` must be at most 10, the number of samples, got 6 + 5."),
    (X, {"left_size": 0.01}, "leave none for the left part"),
    ((X, Y[:3]), {"left_size": 1}, "The arrays of `dataset` must have one length, got [3, 10]."),
    (iter(X), {"left_size": 1}, "`dataset` must be arrays, a torch `Dataset` or a `PyDataset`"),
    (X, {"left_size": 1, "preferred_backend": "jax"}, "`preferred_backend` must be one of 'torch', None"),
])
def test_what_cannot_be_split(data, sizes, message):
    with pytest.raises(ValueError) as error:
        split(data, **sizes)
    assert message in str(error.value)
