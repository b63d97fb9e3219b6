import h5py
import numpy as np
import pytest
import torch

from hornpipe.core.errors import ArgumentError
from hornpipe.rbridge import H5Part, hash_words, not_finite, rows, subset, subset_set, tensor, text


def from_r(shape):
    array = np.asfortranarray(np.arange(float(np.prod(shape))).reshape(shape))
    array.flags.writeable = False
    return array


@pytest.mark.parametrize("shape", [(5,), (3, 4), (2, 3, 4), (2, 3, 4, 5), (0, 3, 2)])
def test_r_arrays_become_row_major_floats_without_a_warning(shape, recwarn):
    array = from_r(shape)
    made = tensor(array)
    assert made.dtype is torch.float32 and made.is_contiguous() and np.array_equal(made.numpy(), array)
    assert not recwarn.list


def test_integers_and_strings_keep_their_kind():
    assert tensor(np.int32([1, 2])).dtype is torch.int32
    assert tensor(np.array([True])).dtype is torch.bool
    assert text(["a", "b", "c", "d"], [2, 2]).tolist() == [["a", "c"], ["b", "d"]]
    assert rows({"b": torch.ones(3, 2), "a": [torch.ones(3)]}) == 3 and rows(None) is None


def test_indices_of_r():
    x = torch.arange(24).reshape(2, 3, 4)
    assert torch.equal(subset(x, [["at", 1], ["all"], ["slice", 1, 3]]), x[1, :, 1:3])
    assert torch.equal(subset(x, [["all"], ["take", [2, 0]], ["take", [3, 1]]]), x[:, [2, 0]][:, :, [3, 1]])
    assert subset(x, [["new"], ["all"], ["all"], ["at", 0]]).shape == (1, 2, 3)
    y = subset_set(x, [["at", 0], ["take", [2, 0]], ["slice", 0, 2]], np.array([[1, 2], [3, 4]]))
    assert y[0, 2, :2].tolist() == [1, 2] and y[0, 0, :2].tolist() == [3, 4] and int((x != y).sum()) == 4
    assert int(subset_set(x, [["all"], ["all"], ["all"]], 0).sum()) == 0


def test_words_have_the_same_ids_everywhere():
    assert hash_words(["cat", "dog", "cat"], 50) == [32, 2, 32]


def test_parts_of_hdf5_files(tmp_path):
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["x"] = np.arange(20).reshape(10, 2)
    part = H5Part(str(tmp_path / "a.h5"), "x", 2, 8, lambda x: x + 100)
    assert part.shape == (6, 2) and len(part) == 6
    assert part[1:3].tolist() == [[106, 107], [108, 109]] and part[[0, 5]].tolist() == [[104, 105], [114, 115]]
    with pytest.raises(ArgumentError, match="must lie in 0 to 10"):
        H5Part(str(tmp_path / "a.h5"), "x", 2, 11, None)


def test_numbers_that_are_not_finite_are_found_by_row_and_column():
    x = torch.zeros(4, 3)
    assert not_finite(x) is None
    x[3, 1], x[1, 2] = float("inf"), float("-inf")
    assert not_finite(x) == {"rows": [2, 4], "columns": [2, 3], "nan": False}
    x[0, 0] = float("nan")
    assert not_finite(x) == {"rows": [1, 2, 4], "columns": [1, 2, 3], "nan": True}
    assert not_finite(torch.full((2, 3), 3e38)) is None             # the sum overflows
    cube = torch.zeros(2, 2, 2)
    cube[1, 0, 1] = float("nan")
    assert not_finite(cube) == {"rows": [6], "columns": [], "nan": True}
