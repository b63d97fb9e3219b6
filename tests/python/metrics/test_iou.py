import numpy as np
import pytest
import torch

from hornpipe import metrics
from hornpipe.core.errors import ShapeError
from hornpipe.metrics.iou import confusion_matrix

Y_TRUE, Y_PRED = [0, 0, 1, 1], [0, 1, 0, 1]


def test_confusion_matrix():
    found = confusion_matrix(torch.tensor([0, 1, 1, 2, -1, 5]), torch.tensor([0, 1, 2, 2, 0, 0]), 3, torch.tensor([1, 2, 3, 4, 5, 6]))
    assert found.tolist() == [[1, 0, 0], [0, 2, 3], [0, 0, 4]]


def test_by_hand():
    np.testing.assert_allclose(metrics.IoU(2, [0, 1])(Y_TRUE, Y_PRED), 1 / 3, rtol=1e-6)
    weighted = metrics.IoU(2, [0, 1], dtype="float32")
    np.testing.assert_allclose(weighted(Y_TRUE, Y_PRED, sample_weight=[0.2, 0.3, 0.4, 0.1]), (0.2 / 0.9 + 0.1 / 0.8) / 2, rtol=1e-6)
    assert metrics.IoU(2, 0).target_class_ids == [0]


def test_classes_that_never_occur_do_not_count():
    np.testing.assert_allclose(metrics.MeanIoU(4)(Y_TRUE, Y_PRED), 1 / 3, rtol=1e-6)
    assert metrics.MeanIoU(4).result() == 0


@pytest.mark.parametrize("ignored", [-1, 2])
def test_ignored_class(ignored):
    metric = metrics.MeanIoU(3, ignore_class=ignored)
    np.testing.assert_allclose(metric([0, 0, 1, ignored], [0, 1, 0, 1]), 1 / 6, rtol=1e-6)
    assert metric.total_cm.sum() == 3


def test_threshold_itself_is_class_1():
    metric = metrics.BinaryIoU(threshold=0.3)
    metric.update_state([0, 1, 0, 1], [0.1, 0.3, 0.4, 0.7])
    assert metric.total_cm.tolist() == [[1, 1], [0, 2]]


def test_one_hot():
    y_true, y_pred = np.eye(3)[[2, 0]], np.array([[0.1, 0.2, 0.7], [0.5, 0.3, 0.2]])
    for metric in (metrics.OneHotIoU(3, [0, 2]), metrics.OneHotMeanIoU(3), metrics.MeanIoU(3, sparse_y_true=False, sparse_y_pred=False)):
        np.testing.assert_allclose(metric(y_true, y_pred), 1, rtol=1e-6)
    np.testing.assert_allclose(metrics.OneHotMeanIoU(3, axis=0)(y_true.T, y_pred.T), 1, rtol=1e-6)
    np.testing.assert_allclose(metrics.OneHotIoU(3, [0, 2], sparse_y_pred=True)(y_true, [2, 2]), 0.25, rtol=1e-6)


def test_weights_per_sample():
    metric = metrics.MeanIoU(2)
    metric.update_state([[0, 0], [1, 1]], [[0, 1], [0, 1]], sample_weight=[3, 2])
    assert metric.total_cm.tolist() == [[3, 3], [2, 2]]


def test_float_weights_in_int_counts_are_warned_of():
    with pytest.warns(UserWarning, match="weights of a float dtype, but 'm' counts in int32: casting drops"):
        metrics.MeanIoU(2, name="m").update_state(Y_TRUE, Y_PRED, sample_weight=[0.5, 1.5, 1.0, 1.0])


def test_refusals():
    with pytest.raises(ValueError, match="target class id 3 is out of range"):
        metrics.IoU(2, [0, 3])
    with pytest.raises(ValueError, match="`num_classes` must be a positive int"):
        metrics.MeanIoU(0)
    with pytest.raises(ShapeError, match="`y_true` must hold a class for each prediction, 4, got 3."):
        metrics.MeanIoU(2)([0, 0, 1], Y_PRED)
