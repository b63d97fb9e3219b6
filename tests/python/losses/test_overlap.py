import numpy as np
import torch

from hornpipe import losses

Y_TRUE, Y_PRED = torch.tensor([[1.0, 1.0, 0.0], [0.0, 1.0, 1.0]]), torch.tensor([[1.0, 0.0, 0.0], [1.0, 1.0, 1.0]])


def test_dice():
    np.testing.assert_allclose(losses.dice(Y_TRUE, Y_PRED), 1 - 2 * 3 / 8, rtol=1e-6)
    np.testing.assert_allclose(losses.dice(Y_TRUE, Y_PRED, axis=1), [1 - 2 / 3, 1 - 4 / 5], rtol=1e-6)
    np.testing.assert_allclose(losses.Dice(axis=(0, 1))(Y_TRUE, Y_PRED), 1 - 2 * 3 / 8, rtol=1e-6)


def test_tversky_weighs_the_two_errors():
    np.testing.assert_allclose(losses.tversky(Y_TRUE, Y_PRED, axis=1), losses.dice(Y_TRUE, Y_PRED, axis=1), rtol=1e-6)
    np.testing.assert_allclose(losses.tversky(Y_TRUE, Y_PRED, alpha=1.0, beta=0.0, axis=1), [1 - 1 / 2, 0], atol=1e-6)
    np.testing.assert_allclose(losses.tversky(Y_TRUE, Y_PRED, alpha=0.0, beta=1.0, axis=1), [0, 1 - 2 / 3], atol=1e-6)
