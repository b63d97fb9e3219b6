import numpy as np
import pytest
import torch

from hornpipe import metrics
from hornpipe.core.errors import ShapeError
from hornpipe.metrics.confusion import Thresholds, count

Y_TRUE, Y_PRED = np.array([0, 1, 0, 1, 1, 0]), np.array([0.1, 0.4, 0.5, 0.6, 0.9, 0.0])


def counted(thresholds, weight=None):
    names = ("true_positives", "false_positives", "true_negatives", "false_negatives")
    found = count(names, torch.tensor(Y_TRUE, dtype=torch.float32), torch.tensor(Y_PRED, dtype=torch.float32), Thresholds(thresholds), weight)
    return {n: found[n].tolist() for n in names}


@pytest.mark.parametrize("thresholds", [[0.5], [0.5, 0.3], [0.3, 0.55, 0.2, 0.95], [0.0, 0.5, 1.0], [i / 10 for i in range(11)]])
def test_counts_are_those_of_comparing(thresholds):
    found = counted(thresholds)
    for i, t in enumerate(thresholds):
        above = Y_PRED.astype("float32") > np.float32(t)
        wanted = [(above & (Y_TRUE == 1)).sum(), (above & (Y_TRUE == 0)).sum(), (~above & (Y_TRUE == 0)).sum(), (~above & (Y_TRUE == 1)).sum()]
        assert [found[n][i] for n in found] == wanted


def test_weights_multiply():
    assert counted([0.5], torch.tensor([1.0, 2, 4, 8, 16, 32]))["true_positives"] == [24]


def test_evenly():
    assert Thresholds([0.0, 0.5, 1.0]).evenly and not Thresholds([0.0, 1.0]).evenly and not Thresholds([0.0, 0.4, 1.0]).evenly


@pytest.mark.parametrize("cls, expected", [("TruePositives", 2), ("FalsePositives", 0), ("TrueNegatives", 3), ("FalseNegatives", 1)])
def test_single_counts(cls, expected):
    metric = getattr(metrics, cls)()
    assert metric(Y_TRUE, Y_PRED) == expected
    assert metric.get_config()["thresholds"] is None and metric.thresholds == [0.5]
    np.testing.assert_allclose(getattr(metrics, cls)(thresholds=[0.5, 0.5])(Y_TRUE, Y_PRED), [expected] * 2)


def test_precision_and_recall():
    assert metrics.Precision()(Y_TRUE, Y_PRED) == 1
    np.testing.assert_allclose(metrics.Precision(thresholds=[0.05, 0.45])(Y_TRUE, Y_PRED), [3 / 5, 2 / 3])
    np.testing.assert_allclose(metrics.Recall()(Y_TRUE, Y_PRED), 2 / 3)
    assert metrics.Precision()([0, 0], [0.1, 0.2]) == 0


def test_top_k_and_class():
    y_pred, y_true = [[0.2, 0.1, 0.5, 0.0, 0.2]], [[0, 1, 1, 0, 0]]
    np.testing.assert_allclose(metrics.Precision(top_k=3)(y_true, y_pred), 1 / 3)
    assert metrics.Recall(class_id=2)(y_true, y_pred) == 0
    assert metrics.Recall(class_id=2, top_k=1)(y_true, y_pred) == 1


def test_weights_per_sample_and_per_prediction():
    y_true, y_pred = [[0, 1], [1, 0]], [[0.9, 0.9], [0.9, 0.1]]
    np.testing.assert_allclose(metrics.Precision()(y_true, y_pred, sample_weight=[1, 4]), 5 / 6)
    np.testing.assert_allclose(metrics.Precision()(y_true, y_pred, sample_weight=[[1], [4]]), 5 / 6)
    np.testing.assert_allclose(metrics.Precision()(y_true, y_pred, sample_weight=[[1, 2], [4, 0]]), 6 / 7)


@pytest.mark.parametrize("cls", ["TruePositives", "Precision", "Recall"])
def test_thresholds_are_checked(cls):
    for wrong, shown in (([-1, 0.5, 2], r"\[-1, 2\]"), ([None], r"\[None\]"), (2.0, r"\[2.0\]")):
        with pytest.raises(ValueError, match=rf"Threshold values must be in \[0, 1\]. Received: {shown}"):
            getattr(metrics, cls)(thresholds=wrong)


def test_refusals():
    with pytest.raises(ShapeError, match="When class_id is provided, y_pred must be a 2D array"):
        metrics.Precision(class_id=1)([0, 1], [0.2, 0.7])
    with pytest.raises(ShapeError, match=r"`y_true` must have the shape of `y_pred`, \(2, 2\), got \(3,\)."):
        metrics.Precision()([0, 1, 1], [[0.2, 0.7], [0.1, 0.2]])
    with pytest.raises(ShapeError, match=r"`sample_weight` must have a shape that fits the predictions, \(2,\), got \(3,\)."):
        metrics.Precision()([0, 1], [0.2, 0.7], sample_weight=[1, 2, 3])
    with pytest.raises(ValueError, match="`top_k` must be an int of at least 1, got 0."):
        metrics.Recall(top_k=0)
