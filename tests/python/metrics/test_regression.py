import numpy as np
import pytest
import torch

from hornpipe import metrics
from hornpipe.core.errors import ShapeError

Y_TRUE = [[0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]
Y_PRED = [[0.4, 0.9, 1.6], [0.1, 1.2, 0.6], [1.5, 0.8, 0.6]]


def test_root_of_the_mean():
    metric = metrics.RootMeanSquaredError()
    metric.update_state([[0.0], [0.0]], [[1.0], [1.0]])
    metric.update_state([[0.0]], [[4.0]])
    np.testing.assert_allclose(metric.result(), np.sqrt(6), rtol=1e-6)
    assert metric.get_config() == {"name": "root_mean_squared_error", "dtype": "float32"}


def test_root_mean_square_counts_masked_predictions():
    y_pred = torch.tensor([[1.0], [7.0]])
    y_pred._keras_mask = torch.tensor([True, False])
    np.testing.assert_allclose(metrics.RootMeanSquaredError()(torch.zeros(2, 1), y_pred), 5)
    np.testing.assert_allclose(metrics.MeanSquaredError()(torch.zeros(2, 1), y_pred), 1)


def test_cosine_is_great_where_the_loss_is_small():
    assert metrics.CosineSimilarity()([[1.0, 0.0]], [[2.0, 0.0]]) == 1
    assert metrics.CosineSimilarity().get_config() == {"name": "cosine_similarity", "dtype": "float32"}
    assert metrics.CosineSimilarity.from_config(metrics.CosineSimilarity(axis=0).get_config()).axis == 0


@pytest.mark.parametrize("aggregation, regressors, expected", [
    (None, 0, [0.17305559, -8.836666, -0.521]), (None, 1, [0.054920673, -10.241904, -0.7382858]), ("uniform_average", 2, -4.415382385253906),
    ("variance_weighted_average", 0, -1.3710224628448486), ("variance_weighted_average", 2, -2.161363363265991),
])
def test_r2(aggregation, regressors, expected):
    for weight in ([0.8, 0.1, 0.4], [[0.8], [0.1], [0.4]]):
        np.testing.assert_allclose(metrics.R2Score(aggregation, regressors)(Y_TRUE, Y_PRED, sample_weight=weight), expected, rtol=1e-5)


def test_r2_with_too_few_samples():
    metric = metrics.R2Score(num_regressors=1)
    with pytest.warns(UserWarning, match="needs more samples than `num_regressors` plus one, got 2 samples and 1 regressors"):
        assert metric([[1.0], [2.0]], [[1.0], [2.5]]) == 0.5


def test_r2_before_the_first_batch():
    assert metrics.R2Score().result() == 0


def test_r2_refusals():
    with pytest.raises(ValueError, match="Invalid value for argument `class_aggregation`: .*got 'wrong'"):
        metrics.R2Score("wrong")
    with pytest.raises(ValueError, match="Invalid value for argument `num_regressors`: it must be an int of at least 0, got -1."):
        metrics.R2Score(num_regressors=-1)
    with pytest.raises(ShapeError, match=r"R2Score expects 2D inputs with shape \(batch, outputs\), got \(2,\)"):
        metrics.R2Score().update_state([0.0, 1.0], [0.0, 1.0])


def test_mean_relative_error():
    m = metrics.MeanRelativeError(normalizer=[1, 3, 2, 3])
    assert float(m([1, 3, 2, 3], [2, 4, 6, 8])) == 1.25
    m = metrics.MeanRelativeError(normalizer=[1, 3.0])
    assert float(m([[1, 3], [2, 3.0]], [[2, 4], [6, 8.0]], sample_weight=[1, 3.0])) == pytest.approx(2.2916665)
    assert float(metrics.MeanRelativeError(normalizer=[0.0, 1])([1.0, 1], [2.0, 2])) == 0.5
    again = metrics.deserialize(metrics.serialize(m))
    assert again.normalizer == [1.0, 3.0] and again.name == m.name
