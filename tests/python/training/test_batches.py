import itertools
import threading

import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe.training.batches import class_weight_to_sample_weights, pack_x_y_sample_weight, to_tensors, unpack_x_y_sample_weight
from hornpipe.training.py_dataset import PyDatasetSource

X, Y = (np.arange(24).reshape(8, 3) / 24).astype("float32"), np.arange(8, dtype="float32")[:, None]


def new_model():
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1, kernel_initializer="zeros")])
    model.compile(keras.optimizers.SGD(0.1), "mse")
    return model


def fitted(x, **kwargs):
    model = new_model()
    model.fit(x, **{"epochs": 2, "verbose": 0, "shuffle": False, **kwargs})
    return model.get_weights()[0].ravel()


@pytest.fixture(scope="module")
def expected():
    return fitted(X, y=Y, batch_size=4)


def endless():
    while True:
        yield X[:4], Y[:4]
        yield X[4:], Y[4:]


class Halves(keras.utils.PyDataset):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.threads, self.calls = set(), []

    def __len__(self):
        return 2

    def __getitem__(self, index):
        self.threads.add(threading.get_ident())
        return X[4 * index:4 * index + 4], Y[4 * index:4 * index + 4]

    def on_epoch_begin(self):
        self.calls.append("begin")

    def on_epoch_end(self):
        self.calls.append("end")


class Rows(torch.utils.data.Dataset):
    def __len__(self):
        return 8

    def __getitem__(self, index):
        return X[index], Y[index]


class Stream(torch.utils.data.IterableDataset):
    def __iter__(self):
        return ((X[i:i + 4], Y[i:i + 4]) for i in (0, 4))


@pytest.mark.parametrize("x, more", [
    (endless, {"steps_per_epoch": 2}), (Halves, {}), (lambda: Halves(workers=3), {}), (Rows, {"batch_size": 4}),
    (lambda: torch.utils.data.DataLoader(Rows(), batch_size=4), {}),
    (lambda: torch.utils.data.DataLoader(torch.utils.data.TensorDataset(*map(torch.tensor, (X, Y))), 4), {}),
    (Stream, {}), (lambda: keras.utils.split_dataset((np.tile(X, (2, 1)), np.tile(Y, (2, 1))), left_size=8)[0], {"batch_size": 4}),
], ids=["generator", "PyDataset", "workers", "torch Dataset", "DataLoader", "TensorDataset", "IterableDataset", "split"])
def test_every_source_trains_as_arrays_do(x, more, expected):
    np.testing.assert_allclose(fitted(x(), **more), expected, rtol=1e-5)


def test_workers_stay_for_all_epochs_and_leave_with_the_source():
    seen, source = [], PyDatasetSource(Halves(workers=2), False, to_tensors, unpack_x_y_sample_weight)
    for _ in range(2):
        seen.append([x[0, 0].item() for x, _, _ in source])
        pool = source._pool
    list(itertools.islice(source, 1))           # a pass that is not finished
    assert seen[0] == seen[1] and source._pool is pool
    del source
    with pytest.raises(RuntimeError, match="shutdown"):
        pool.submit(int)


def test_workers_fetch_in_threads_of_their_own_and_in_order():
    dataset = Halves(workers=2)
    fitted(dataset)
    assert threading.get_ident() not in dataset.threads
    assert dataset.calls.count("begin") == dataset.calls.count("end") >= 2
    alone = Halves()
    fitted(alone)
    assert alone.threads == {threading.get_ident()}


def test_a_generator_goes_on_where_it_stopped_and_may_run_out():
    model = new_model()
    with pytest.warns(UserWarning, match="The data ran out in epoch 2"):
        history = model.fit(iter([(X[:4], Y[:4]), (X[4:], Y[4:]), (X[:4], Y[:4])]), steps_per_epoch=2, epochs=3, verbose=0)
    assert int(model.optimizer.iterations) == 3 and history.epoch == [0, 1]


def test_sources_validate_evaluate_and_predict():
    model = new_model()
    history = model.fit(X, Y, validation_data=Halves(), verbose=0, epochs=1)
    assert history.history["val_loss"][0] == pytest.approx(model.evaluate(X, Y, verbose=0), rel=1e-5)
    assert model.evaluate(torch.utils.data.DataLoader(Rows(), batch_size=3), verbose=0) == pytest.approx(model.evaluate(X, Y, verbose=0), rel=1e-5)
    np.testing.assert_allclose(model.predict(Halves(), verbose=0), model.predict(X, verbose=0), rtol=1e-6)
    np.testing.assert_allclose(model.predict(endless(), steps=3, verbose=0), model.predict(np.concatenate([X, X[:4]]), verbose=0), rtol=1e-6)


class SparseStandIn:
    """Has of a SciPy matrix what is asked of one."""

    def __init__(self, dense):
        self.dense = dense

    def toarray(self):
        return self.dense


def test_sparse_batches_of_a_generator_are_made_dense():
    model = new_model()
    sparse = model.evaluate(((SparseStandIn(X[i:i + 2]), Y[i:i + 2]) for i in range(0, len(X), 2)), verbose=0)
    assert sparse == pytest.approx(model.evaluate(X, Y, verbose=0), rel=1e-5)


@pytest.mark.parametrize("x, more, message", [
    (Halves, {"y": Y}, "`y` must not be given when `x` is a Halves: its batches hold it."),
    (Halves, {"validation_split": 0.5}, "`validation_split` needs arrays, but `x` is a Halves; give `validation_data`."),
    (lambda: iter([]), {}, "The generator gave no batch."),
    (lambda: iter([(1, 2, 3, 4)]), {}, "A batch must be `x`, `(x, y)` or `(x, y, sample_weight)`, got a tuple of 4."),
    (lambda: X, {"y": Y, "class_weight": [1, 2]}, "`class_weight` must be a dictionary of class to weight, got [1, 2]."),
])
def test_what_cannot_be_fitted(x, more, message):
    with pytest.raises(ValueError) as error:
        fitted(x(), **more)
    assert message in str(error.value)


def test_a_dataset_says_what_it_lacks():
    class Bare(keras.utils.PyDataset):
        pass

    with pytest.raises(NotImplementedError, match="Bare must define `__len__\\(\\)` or the property `num_batches`"):
        fitted(Bare())
    with pytest.raises(NotImplementedError, match="Bare must define `__getitem__"):
        Bare()[0]


def test_packing():
    assert pack_x_y_sample_weight(1) == 1 and pack_x_y_sample_weight([1]) == ([1],) and pack_x_y_sample_weight(1, 2, 3) == (1, 2, 3)
    assert unpack_x_y_sample_weight([1, 2]) == (1, 2, None) and unpack_x_y_sample_weight({"a": 1}) == ({"a": 1}, None, None)


def test_class_weights_are_sample_weights():
    weights = class_weight_to_sample_weights(np.array([0, 1, 2, 5]), {0: 2.0, 2: 0.5})
    assert weights.tolist() == [2, 1, 0.5, 1]
    assert class_weight_to_sample_weights(np.eye(3)[[2, 0]], {0: 2.0, 2: 0.5}).tolist() == [0.5, 2]
