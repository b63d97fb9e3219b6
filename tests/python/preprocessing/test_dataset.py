import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe.preprocessing.dataset import SampleDataset


def squares(count=10, **kwargs):
    return SampleDataset(count, lambda rows: (rows.astype("float32")[:, None], rows**2), **{"batch_size": 4, **kwargs})


def test_take_skip_and_map():
    dataset = squares()
    assert len(dataset) == 3 and [y.tolist() for _, y in dataset.take(1)] == [[0, 1, 4, 9]]
    assert [y.tolist() for _, y in dataset.skip(2)] == [[64, 81]] and len(dataset.skip(5)) == 0 and len(dataset.take(-1)) == 3
    doubled = dataset.map(lambda x, y: (x * 2, y)).skip(1).take(1)
    assert len(doubled) == 1 and doubled[0][0].ravel().tolist() == [8, 10, 12, 14] and next(iter(doubled))[1].tolist() == [16, 25, 36, 49]
    assert [x.shape for x in dataset.map(lambda x, y: x)] == [(4, 1), (4, 1), (2, 1)]
    with pytest.raises(IndexError, match="Batch 3 of a dataset of 3 batches"):
        dataset[3]
    with pytest.raises(IndexError, match="Batch 1 of a dataset of 1 batches"):
        dataset.take(1)[1]


def test_a_loop_sees_tensors_and_the_numpy_iterator_arrays():
    dataset = squares().map(lambda x, y: (x.numpy() + 1, y * 2))            # a function of tensors, here and in fit()
    x, y = next(iter(dataset))
    assert isinstance(x, torch.Tensor) and x.dtype == torch.float32 and y.tolist() == [0, 2, 8, 18]
    assert dataset[0][0].ravel().tolist() == [1, 2, 3, 4]
    x, y = next(dataset.skip(2).as_numpy_iterator())
    assert isinstance(x, np.ndarray) and isinstance(y, np.ndarray) and y.dtype == "int64" and y.tolist() == [128, 162]
    frozen = np.arange(4.0)
    frozen.flags.writeable = False
    assert next(iter(SampleDataset(4, lambda rows: frozen))).tolist() == [0, 1, 2, 3]
    assert next(iter(SampleDataset(1, lambda rows: np.array(["a"], object)))).tolist() == ["a"]
    one = next(iter(squares(batch_size=None)))
    assert one[0].shape == (1,) and one[1].shape == ()


def test_a_running_epoch_keeps_its_order():
    dataset = squares(shuffle=True, seed=0)
    outer = iter(dataset)
    seen = [next(outer)[1]]
    list(dataset)                           # another epoch in between
    seen.extend(y for _, y in outer)
    assert sorted(np.concatenate(seen).tolist()) == [i**2 for i in range(10)]


def linear(zero=True):
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False, kernel_initializer="zeros" if zero else "ones")])
    model.compile(keras.optimizers.SGD(0.001), "mse")
    return model


def test_fit_follows_the_order_of_the_dataset():
    x, y = np.arange(10, dtype="float32")[:, None], np.arange(10) ** 2
    expected, model = linear(), linear()
    expected.fit(x, y, batch_size=4, epochs=2, shuffle=False, verbose=0)
    model.fit(squares(), epochs=2, verbose=0)               # shuffle=True is for arrays
    np.testing.assert_allclose(model.get_weights()[0], expected.get_weights()[0], rtol=1e-6)


def test_evaluate_predict_and_adapt():
    dataset = squares(workers=2)
    model = linear(zero=False)
    assert model.evaluate(dataset, verbose=0) == pytest.approx(np.mean((np.arange(10) - np.arange(10) ** 2) ** 2))
    assert model.predict(dataset, verbose=0).ravel().tolist() == list(range(10))
    layer = keras.layers.Normalization(axis=-1)
    layer.adapt(dataset)
    assert float(np.asarray(layer.mean).ravel()[0]) == pytest.approx(4.5)
