import numpy as np
import pytest
import torch

from hornpipe import losses


def test_hinge_takes_0_and_1_as_signs():
    scores = torch.tensor([[0.5, -2.0, 0.3]])
    for targets in ([[1.0, -1.0, -1.0]], [[1.0, 0.0, 0.0]]):
        np.testing.assert_allclose(losses.hinge(targets, scores), [(0.5 + 0 + 1.3) / 3], rtol=1e-6)
        np.testing.assert_allclose(losses.squared_hinge(targets, scores), [(0.25 + 0 + 1.69) / 3], rtol=1e-6)


def test_categorical_hinge():
    np.testing.assert_allclose(losses.categorical_hinge([[0.0, 1.0, 0.0]], [[0.6, 0.4, -1.0]]), [1 + 0.6 - 0.4], rtol=1e-6)


def test_circle_without_partner_or_opponent_does_not_count():
    embeddings = torch.eye(3)
    values = losses.circle([1, 1, 2], embeddings)
    np.testing.assert_allclose(values, [54.4, 54.4, 0], rtol=1e-5)
    assert values._keras_mask.tolist() == [True, True, False]
    np.testing.assert_allclose(losses.Circle()([1, 1, 2], embeddings), 54.4, rtol=1e-5)
    assert not losses.circle([1, 1, 1], embeddings)._keras_mask.any()


def test_circle_against_references():
    values = losses.circle([[1], [1], [2]], torch.eye(3), ref_labels=[1, 2], ref_embeddings=torch.eye(3)[:2])
    np.testing.assert_allclose(values, [0, 134.4, 54.4], rtol=1e-5)
    with pytest.raises(ValueError, match="`ref_labels` and `ref_embeddings` must be given together, got None for `ref_embeddings`."):
        losses.circle([1, 2], torch.eye(2), ref_labels=[1, 2])
