import numpy as np
import pytest
import torch

from hornpipe import losses
from hornpipe.core.errors import DataError, ShapeError


def test_kl_divergence():
    np.testing.assert_allclose(losses.kl_divergence([[0.5, 0.5]], [[0.25, 0.75]]), [0.5 * np.log(2) + 0.5 * np.log(2 / 3)], rtol=1e-5)
    assert losses.kl_divergence([[0.0, 1.0]], [[0.0, 1.0]]) == 0


def test_poisson():
    np.testing.assert_allclose(losses.poisson([[2.0, 0.0]], [[1.5, 0.5]]), [(1.5 - 2 * np.log(1.5) + 0.5) / 2], rtol=1e-5)


def test_generalized_crossentropy():
    y_pred = torch.tensor([[0.1, 0.64, 0.26], [0.25, 0.3, 0.45]])
    for labels in ([1, 0], [[1], [0]]):
        np.testing.assert_allclose(losses.categorical_generalized_cross_entropy(labels, y_pred, 0.5), [2 * (1 - 0.8), 2 * (1 - 0.5)], rtol=1e-5)
    with pytest.raises(DataError, match="from 0 to 2"):
        losses.categorical_generalized_cross_entropy([1, 3], y_pred, 0.5)
    for q in (0, 1, 2.0, -0.5, "a"):
        with pytest.raises(ValueError, match=r"`q` must be in the interval \(0, 1\), both ends excluded, got"):
            losses.CategoricalGeneralizedCrossEntropy(q=q)


def test_ctc():
    even = np.zeros((1, 2, 4), "float32")           # every path has the probability 1/16
    np.testing.assert_allclose(losses.ctc([[1, 0]], even), [-np.log(3 / 16)], rtol=1e-5)         # 1 and blank in either order, 1 twice
    np.testing.assert_allclose(losses.ctc([[1, 2]], even), [-np.log(1 / 16)], rtol=1e-5)
    assert losses.ctc([[1, 1]], even).isinf()       # needs a blank between, and has no frame for it
    with pytest.raises(ShapeError, match=r"`y_true` must have shape \(batch, length\) and `y_pred` \(batch, frames, classes\), got \(2,\)"):
        losses.ctc([1, 0], even)
