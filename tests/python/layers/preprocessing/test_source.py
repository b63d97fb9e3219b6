"""What `adapt()` reads."""
import numpy as np
import pytest
import torch

from hornpipe.layers.preprocessing.source import as_array, batches_of, is_array


class Frame:
    def to_numpy(self):
        return np.array([1, 2])


class Indexed:
    """What has batches by number, and no end but its length."""

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return np.full(2, i), np.zeros(2)


def test_arrays_of_any_kind():
    assert as_array(torch.tensor([1.0])).tolist() == [1] and as_array(Frame()).tolist() == [1, 2] and as_array(["a", "bc"]).tolist() == ["a", "bc"]
    assert is_array(np.zeros(1)) and is_array(torch.zeros(1)) and is_array(Frame()) and not is_array([1])


def test_of_pairs_the_first():
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(torch.arange(4), torch.zeros(4)), batch_size=2)
    assert [b.tolist() for b in batches_of(loader)] == [[0, 1], [2, 3]]
    assert [b.tolist() for b in batches_of(Indexed())] == [[0, 0], [1, 1]]
    assert list(batches_of([["a", "b"], ["c", "d"]])) == [["a", "b"], ["c", "d"]]     # texts, not pairs


def test_so_many_batches():
    assert len(list(batches_of((np.zeros(1) for _ in range(9)), steps=4))) == 4


def test_what_is_no_data():
    with pytest.raises(TypeError, match="`data` must be an array or an iterable of batches, got 3"):
        list(batches_of(3))
