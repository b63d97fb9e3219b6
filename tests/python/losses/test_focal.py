import numpy as np
import torch

from hornpipe import losses

Y_TRUE, Y_PRED = torch.tensor([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]), torch.tensor([[0.1, 0.7, 0.2], [0.3, 0.3, 0.4]])


def test_no_focus_is_the_crossentropy():
    np.testing.assert_allclose(losses.binary_focal_crossentropy(Y_TRUE, Y_PRED, gamma=0.0), losses.binary_crossentropy(Y_TRUE, Y_PRED), rtol=1e-6)
    found = losses.categorical_focal_crossentropy(Y_TRUE, Y_PRED, alpha=1.0, gamma=0.0)
    np.testing.assert_allclose(found, losses.categorical_crossentropy(Y_TRUE, Y_PRED), rtol=1e-6)


def test_by_hand():
    np.testing.assert_allclose(losses.categorical_focal_crossentropy(Y_TRUE, Y_PRED), [-0.25 * 0.3**2 * np.log(0.7), -0.25 * 0.7**2 * np.log(0.3)], rtol=1e-5)
    np.testing.assert_allclose(losses.binary_focal_crossentropy([[1.0, 0.0]], [[0.8, 0.3]], apply_class_balancing=True),
                               [(-0.25 * 0.2**2 * np.log(0.8) - 0.75 * 0.3**2 * np.log(0.7)) / 2], rtol=1e-5)


def test_a_weight_for_each_class():
    alpha = [0.1, 0.5, 0.9]
    loss = losses.CategoricalFocalCrossentropy(alpha=alpha, gamma=0.0, reduction="none")
    np.testing.assert_allclose(loss(Y_TRUE, Y_PRED), [-0.5 * np.log(0.7), -0.1 * np.log(0.3)], rtol=1e-5)
    assert losses.CategoricalFocalCrossentropy.from_config(loss.get_config()).alpha == alpha
