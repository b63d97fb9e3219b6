import h5py
import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe.core.errors import DataError
from hornpipe.training import arrays
from hornpipe.training.arrays import ArraySource, DiskRows, as_data, split_arrays

X, Y = np.arange(24, dtype="float64").reshape(8, 3) / 24, np.arange(8, dtype="float64")[:, None]


class Frame:
    """As much of a pandas or polars frame as is asked for."""

    def __init__(self, array):
        self.array, self.shape = array, array.shape

    def __len__(self):
        return len(self.array)

    def to_numpy(self):
        return self.array


class Sparse:
    """As much of a scipy matrix; it remembers how many rows were made dense."""

    def __init__(self, array, log):
        self.array, self.shape, self.log = array, array.shape, log

    def tocsr(self):
        return self

    def __getitem__(self, rows):
        return Sparse(self.array[rows], self.log)

    def toarray(self):
        self.log.append(len(self.array))
        return self.array


def fitted(x, y, shuffle=False, **kwargs):
    """The kernel after two epochs from zeros."""
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1, kernel_initializer="zeros")])
    model.compile(keras.optimizers.SGD(0.1), "mse")
    model.fit(x, y, batch_size=3, epochs=2, shuffle=shuffle, verbose=0, **kwargs)
    return model.get_weights()[0].ravel()


@pytest.fixture(scope="module")
def expected():
    kernel = fitted(X.astype("float32"), Y.astype("float32"))
    assert kernel[0] > 0.1
    return kernel


@pytest.mark.parametrize("make", [
    lambda a: a, np.asfortranarray, lambda a: torch.from_numpy(a), Frame, lambda a: Frame(a.astype(object)),
], ids=["array", "column-major", "tensor", "frame", "frame of objects"])
def test_every_kind_of_array_trains_the_same(make, expected):
    np.testing.assert_allclose(fitted(make(X), make(Y)), expected, rtol=1e-6)


def test_sparse_matrices_are_made_dense_by_the_batch(expected):
    log = []
    np.testing.assert_allclose(fitted(Sparse(X, log), Y), expected, rtol=1e-6)
    assert max(log) == 3


@pytest.mark.parametrize("shuffle", [False, True])
def test_arrays_on_disk_are_read_by_the_batch(tmp_path, expected, shuffle, monkeypatch):
    with h5py.File(tmp_path / "x.h5", "w") as file:
        file["x"] = X
    mapped = np.memmap(tmp_path / "x.bin", "float64", "w+", shape=X.shape)
    mapped[:] = X
    sizes, loaded = [], arrays._loaded
    monkeypatch.setattr(arrays, "_loaded", lambda part: sizes.append(len(part)) or loaded(part))
    with h5py.File(tmp_path / "x.h5") as file:
        for x in (file["x"], mapped):
            keras.utils.set_random_seed(1)
            kernel = fitted(x, Y, shuffle)
            keras.utils.set_random_seed(1)
            np.testing.assert_allclose(kernel, fitted(X, Y, shuffle) if shuffle else expected, rtol=1e-5)
    assert set(sizes) == {3, 2}


def test_a_part_of_an_array_on_disk_stays_there(tmp_path):
    with h5py.File(tmp_path / "x.h5", "w") as file:
        file["x"] = np.arange(20.0).reshape(10, 2)
    with h5py.File(tmp_path / "x.h5") as file:
        (x, _, _), (held_out, y, _) = split_arrays(file["x"], np.arange(10), None, 0.3)
        assert isinstance(x, DiskRows) and (x.shape, len(x), x.ndim, str(x.dtype)) == ((7, 2), 7, 2, "float64")
        assert held_out[1:3].tolist() == [[16, 17], [18, 19]] and held_out[::2].tolist() == [[14, 15], [18, 19]]
        assert held_out[[0, 2]].tolist() == [[14, 15], [18, 19]] and held_out[:].shape == (3, 2) and y.tolist() == [7, 8, 9]
        assert isinstance(as_data(held_out, "x"), DiskRows)
        (inner, _, _), _ = split_arrays(held_out, y, None, 0.4)
        assert inner[:].tolist() == [[14, 15]]
        histories = []
        for data in (file["x"], file["x"][:]):
            keras.utils.set_random_seed(2)
            model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
            model.compile("sgd", "mse")
            histories.append(model.fit(data, np.arange(10) / 10, batch_size=3, epochs=2, verbose=0, validation_split=0.3).history)
        assert histories[0] == histories[1]


@pytest.mark.parametrize("shape", [(3, 4), (256, 20), (300, 2), (512, 5, 1), (140, 4, 3, 2), (0, 4), (256, 0), (2, 40, 50, 3)])
@pytest.mark.parametrize(("given", "made"), [("float64", "float32"), ("int32", "int32"), ("bool", "bool"), ("uint16", "int32")])
def test_column_major_arrays_become_row_major(shape, given, made):
    values = np.arange(np.prod(shape)).reshape(shape).astype(given)
    array = np.asfortranarray(values)
    array.setflags(write=False)
    tensor = as_data(array, "x")
    assert tensor.is_contiguous() and str(tensor.dtype) == f"torch.{made}"
    np.testing.assert_array_equal(tensor.numpy(), values.astype(made))


def test_dtypes_of_data():
    assert as_data(X, "x").dtype == torch.float32 and as_data(np.arange(3), "x").dtype == torch.int64
    assert as_data(np.arange(3, dtype="uint16"), "x").dtype == torch.int32 and as_data(np.array([True]), "x").dtype == torch.bool
    assert as_data(np.array(["a", "b"]), "x").tolist() == ["a", "b"]
    read_only = np.ones(3)
    read_only.flags.writeable = False
    as_data(read_only.astype("float32"), "x").add_(1)
    assert read_only.tolist() == [1, 1, 1]
    with pytest.raises(TypeError, match="`x` must hold numbers"):
        as_data(np.array(["2020-01-01"], "datetime64[D]"), "x")


def test_batches_are_slices_or_a_permutation():
    plain = [y.ravel().tolist() for _, y, _ in ArraySource(torch.from_numpy(X), torch.from_numpy(Y), batch_size=3)]
    assert plain == [[0, 1, 2], [3, 4, 5], [6, 7]]
    source = ArraySource({"a": torch.from_numpy(X)}, torch.from_numpy(Y), batch_size=3, shuffle=True)
    rows = []
    for x, y, w in source:
        assert w is None and torch.equal(x["a"][:, 0] * 24, y[:, 0] * 3)
        rows.extend(y.ravel().tolist())
    assert sorted(rows) == list(range(8))
    by_batch = [y.ravel().tolist() for _, y, _ in ArraySource(torch.from_numpy(X), torch.from_numpy(Y), batch_size=4, shuffle="batch")]
    assert sorted(by_batch) == [[0, 1, 2, 3], [4, 5, 6, 7]]


def test_the_last_rows_validate():
    (x, y, w), (vx, vy, _) = split_arrays(torch.from_numpy(X), torch.from_numpy(Y), None, 0.25)
    assert len(x) == 6 and vy.ravel().tolist() == [6, 7] and w is None and len(vx) == 2
    with pytest.raises(ValueError, match="`validation_split`=0.999 of 8 samples leaves no samples for training"):
        split_arrays(X, Y, None, 0.999)


@pytest.mark.parametrize("x, y, message", [
    (X, Y[:5], "All arrays must have the same number of rows: `x` has 8, `y` has 5."),
    (X[:0], Y[:0], "`x` has no rows."),
    (np.where(X == X[2, 1], np.nan, X), Y, "`x` holds 1 NaN and 0 infinite values in column 1; the loss would be NaN. Remove or replace them first."),
    (X, np.where(Y > 5, np.inf, Y), "`y` holds 0 NaN and 2 infinite values in column 0; the loss would be NaN. Remove or replace them first."),
    (None, Y, "`x` must be data, got None."),
])
def test_data_that_cannot_be_trained_on(x, y, message):
    with pytest.raises(ValueError) as error:
        fitted(x, y)
    assert message in str(error.value)


def test_sparse_tensors_of_torch_are_filled_up():
    dense = torch.eye(3)
    assert torch.equal(as_data(dense.to_sparse(), "x"), dense)


@pytest.mark.parametrize("value", [object(), {1, 2}, torch.tensor(3.0)], ids=["object", "set", "tensor"])
def test_what_has_no_rows_is_refused_by_name(value):
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    with pytest.raises(DataError, match="`x` must be an array with a row for each sample, got "):
        model.fit(value, verbose=0)
