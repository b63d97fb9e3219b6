import numpy as np
import pytest
import torch

from hornpipe import losses, metrics
from hornpipe.core.errors import ShapeError
from hornpipe.metrics.mean import MeanMetricWrapper


@pytest.mark.parametrize("values, weight, total, mean", [
    ([1, 3, 5, 7], None, 16, 4), ([1, 3, 5, 7], [1, 1, 0, 0], 4, 2), ([1, 3, 5, 7], [-1, -1, 0, 0], -4, 2),
    ([[1, 3], [5, 7]], [[1, 1], [1, 0]], 9, 3), ([[1, 3], [5, 7]], [[1, 0]], 6, 3), ([[1, 3], [5, 7]], [1, 3], 40, 5),
    (4.0, None, 4, 4), (4.0, 3, 12, 4), (4.0, [3.0], 12, 4), ([True, False], None, 1, 0.5),
])
def test_sum_and_mean(values, weight, total, mean):
    assert metrics.Mean()(values, sample_weight=weight) == mean
    if np.ndim(values) < 2 or np.ndim(weight) == 2:
        assert metrics.Sum()(values, sample_weight=weight) == total


def test_batches_of_one_mean_and_their_size():
    metric = metrics.Mean()
    metric.update_state(torch.tensor(2.0), sample_weight=3)
    metric.update_state(torch.tensor(4.0), sample_weight=1)
    assert metric.result() == 2.5 and metric.count == 4


def test_no_batch_yet_is_0():
    assert metrics.Mean().result() == 0


def test_nan_stays():
    assert metrics.Mean()([np.nan, 1.0]).isnan()


def test_half_precision_does_not_overflow():
    assert metrics.Mean()(torch.full((4000,), 30.0, dtype=torch.float16)) == 30


def test_weights_must_fit():
    with pytest.raises(ShapeError, match=r"`sample_weight` must have a shape that fits the values, \(4,\), got \(3,\)."):
        metrics.Mean().update_state(np.ones((4, 2)), sample_weight=np.ones(3))


def squared(y_true, y_pred, scale=1.0):
    return scale * (y_true - y_pred) ** 2


def test_a_users_function():
    metric = MeanMetricWrapper(squared, name="sq", scale=2.0)
    assert metric(torch.tensor([1.0, 2.0]), torch.tensor([2.0, 4.0])) == 5
    assert metric(np.array([0.0, 0.0]), np.array([0.0, 0.0]), sample_weight=[1.0, 3.0]) == 10 / 6
    with pytest.raises(TypeError, match="`fn` must be a function of targets and predictions, got 'mse'"):
        MeanMetricWrapper("mse")


@pytest.mark.parametrize("function", [losses.huber, metrics.binary_accuracy, metrics.top_k_categorical_accuracy])
def test_our_function_survives_its_config(function):
    metric = MeanMetricWrapper(function, name="mine")
    again = metrics.deserialize(metrics.serialize(metric))
    assert again.fn is function


def test_keras_form_of_a_stored_function():
    entry = {"module": "builtins", "class_name": "function", "config": "mean_squared_error", "registered_name": "function"}
    assert MeanMetricWrapper.from_config({"name": "x", "dtype": "float32", "fn": entry}).fn is losses.mean_squared_error


def test_mask_of_the_predictions():
    y_pred = torch.tensor([[1.0], [2.0], [4.0]])
    y_pred._keras_mask = torch.tensor([True, False, True])
    y_true = torch.zeros(3, 1)
    assert metrics.MeanSquaredError()(y_true, y_pred) == (1 + 16) / 2
    np.testing.assert_allclose(metrics.MeanSquaredError()(y_true, y_pred, sample_weight=[3.0, 1.0, 1.0]), (3 + 16) / 4)


def test_derived_constructor():
    with pytest.raises(TypeError, match="BinaryAccuracy: got an unexpected keyword argument 'treshold'"):
        metrics.BinaryAccuracy(treshold=0.5)
    assert metrics.TopKCategoricalAccuracy(3).k == 3
    assert metrics.BinaryAccuracy("name", None, 0.2).threshold == 0.2


def test_a_class_of_ones_own():
    class Scaled(MeanMetricWrapper, of=squared):
        """Mean of scaled squares."""

    assert Scaled(scale=3.0)(torch.zeros(2), torch.ones(2)) == 3
    assert Scaled(scale=3.0).get_config() == {"name": "squared", "dtype": "float32", "scale": 3.0}
