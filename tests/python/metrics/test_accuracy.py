import numpy as np
import pytest
import torch

from hornpipe import metrics
from hornpipe.core.errors import DataError, ShapeError
from hornpipe.metrics.accuracy import accuracy

P = torch.tensor([[0.1, 0.6, 0.3], [0.5, 0.1, 0.4]])


def test_equality_keeps_great_ints_apart():
    assert accuracy([2**24 + 1], [2**24]).tolist() == [0]
    assert accuracy(np.array([0.1]), np.array([0.1], dtype="float32")).tolist() == [1]


def test_threshold_itself_is_class_0():
    assert metrics.binary_accuracy([[0, 1, 1]], [[0.5, 0.5, 0.6]]).tolist() == [[1, 0, 1]]
    assert metrics.BinaryAccuracy(threshold=0.3)([[0, 1, 1]], [[0.2, 0.5, 0.6]]) == 1


def test_boolean_predictions():
    assert metrics.BinaryAccuracy()(np.array([True, False]), np.array([True, True])) == 0.5


def test_categorical_and_sparse_agree():
    labels = torch.tensor([1, 2])
    assert metrics.categorical_accuracy(torch.eye(3)[labels], P).tolist() == metrics.sparse_categorical_accuracy(labels, P).tolist() == [1, 0]


@pytest.mark.parametrize("labels", [[1, 2], [[1], [2]], [1.0, 2.0]])
def test_class_numbers_in_any_form(labels):
    assert metrics.SparseCategoricalAccuracy()(labels, P) == 0.5
    assert metrics.SparseTopKCategoricalAccuracy(k=2)(labels, P) == 1


def test_sequences():
    y_pred, labels = torch.rand(4, 5, 3), torch.randint(0, 3, (4, 5))
    expected = (y_pred.argmax(-1) == labels).float().mean()
    np.testing.assert_allclose(metrics.SparseCategoricalAccuracy()(labels, y_pred), expected)
    np.testing.assert_allclose(metrics.SparseCategoricalAccuracy()(labels, y_pred, sample_weight=torch.ones(4)), expected, rtol=1e-6)


def test_top_k():
    assert metrics.top_k_categorical_accuracy(torch.eye(3)[[2, 1]], P, k=2).tolist() == [1, 0]
    assert metrics.sparse_top_k_categorical_accuracy([0, 0], P, k=1).tolist() == [0, 1]
    assert metrics.sparse_top_k_categorical_accuracy([0], [[0.7, 0.7, 0.7]], k=1).tolist() == [1]       # equals share a place
    assert metrics.sparse_top_k_categorical_accuracy([0], [[np.nan, 0.7, 0.7]], k=3).tolist() == [0]
    assert metrics.sparse_top_k_categorical_accuracy([0], [[0.1, 0.2]], k=5).tolist() == [1]
    assert metrics.sparse_top_k_categorical_accuracy([3, 4], [[5, 3, 4], [5, 3, 4]], k=2, from_sorted_ids=True).tolist() == [1, 0]


def test_refusals():
    with pytest.raises(ShapeError, match=r"`y_true` must hold one class number for each prediction"):
        metrics.sparse_categorical_accuracy([0, 1, 2], P)
    with pytest.raises(DataError, match="from 0 to 2"):
        metrics.sparse_top_k_categorical_accuracy([0, 3], P)
