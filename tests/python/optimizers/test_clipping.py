import numpy as np
import torch

from hornpipe.optimizers import clipping

GRADS = [torch.tensor([3.0, -4.0]), torch.tensor([[0.1]])]


def test_by_value():
    clipped = clipping.by_value(GRADS, 0.5)
    np.testing.assert_allclose(clipped[0], [0.5, -0.5])
    np.testing.assert_allclose(clipped[1], [[0.1]])


def test_by_norm_scales_each_that_is_too_long():
    clipped = clipping.by_norm(GRADS, 1.0)
    np.testing.assert_allclose(clipped[0], [0.6, -0.8], rtol=1e-6)
    np.testing.assert_allclose(clipped[1], [[0.1]], rtol=1e-6)


def test_by_global_norm_scales_all_alike():
    clipped = clipping.by_global_norm(GRADS, 1.0)
    norm = (9 + 16 + 0.01) ** 0.5
    np.testing.assert_allclose(clipped[0], np.array([3, -4]) / norm, rtol=1e-6)
    np.testing.assert_allclose(clipped[1], [[0.1 / norm]], rtol=1e-6)
    np.testing.assert_allclose(clipping.by_global_norm(GRADS, 10.0)[0], GRADS[0], rtol=1e-6)


def test_zero_gradients_stay_zero():
    for clip in (clipping.by_norm, clipping.by_global_norm):
        np.testing.assert_allclose(clip([torch.zeros(3)], 1.0)[0], np.zeros(3))


def test_the_gradients_themselves_are_left_alone():
    kept = [g.clone() for g in GRADS]
    for clip in (clipping.by_value, clipping.by_norm, clipping.by_global_norm):
        clip(GRADS, 0.01)
    assert all(torch.equal(a, b) for a, b in zip(kept, GRADS))
