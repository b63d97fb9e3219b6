import numpy as np
import pytest
import torch

from hornpipe import losses


def test_by_hand():
    y_true, y_pred = [[1.0, 2.0], [0.0, -1.0]], [[2.0, 2.5], [0.0, 3.0]]
    np.testing.assert_allclose(losses.mean_squared_error(y_true, y_pred), [0.625, 8], rtol=1e-6)
    np.testing.assert_allclose(losses.mean_absolute_error(y_true, y_pred), [0.75, 2], rtol=1e-6)
    np.testing.assert_allclose(losses.mean_absolute_percentage_error(y_true, y_pred), [62.5, 200], rtol=1e-6)
    np.testing.assert_allclose(losses.huber(y_true, y_pred, delta=0.75), [(0.75 * (1 - 0.375) + 0.125) / 2, 0.75 * (4 - 0.375) / 2], rtol=1e-6)
    np.testing.assert_allclose(losses.log_cosh(y_true, y_pred), np.log(np.cosh([[1, 0.5], [0, 4]])).mean(1), rtol=1e-5)
    np.testing.assert_allclose(losses.mean_squared_logarithmic_error([[1.0]], [[3.0]]), [np.log(2) ** 2], rtol=1e-5)


def test_log_cosh_of_great_errors():
    np.testing.assert_allclose(losses.log_cosh([[0.0]], [[1000.0]]), [1000 - np.log(2)], rtol=1e-6)


@pytest.mark.parametrize("length, value", [(1e-3, -1), (1e-8, -1), (1e-13, -0.1), (0.0, 0)])
def test_cosine_of_short_vectors(length, value):
    np.testing.assert_allclose(losses.cosine_similarity([[length, 0.0]], [[1.0, 0.0]]), [value], rtol=1e-5)


def test_cosine_axis():
    x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
    np.testing.assert_allclose(losses.cosine_similarity(x, -x, axis=0), [1, 1], rtol=1e-6)


@pytest.mark.parametrize("cls", [losses.MeanSquaredError, losses.MeanAbsoluteError])
def test_mean_at_once_has_the_gradient_of_the_mean(cls):
    y_true, y_pred = torch.randn(4, 3, 2), torch.randn(4, 3, 2, requires_grad=True)
    fast, = torch.autograd.grad(cls()(y_true, y_pred), y_pred)
    slow, = torch.autograd.grad(cls(reduction="none")(y_true, y_pred).mean(), y_pred)
    np.testing.assert_allclose(fast, slow, rtol=1e-6)
