import numpy as np

from hornpipe import layers


def test_steps_of_one_value_are_masked_and_zero():
    x = np.array([[[1.0, 1.0], [1.0, 2.0]]])
    y = layers.Masking(1.0)(x)
    np.testing.assert_array_equal(y._keras_mask, [[False, True]])
    np.testing.assert_array_equal(y, [[[0, 0], [1, 2]]])


def test_symbolic_mask():
    assert layers.Masking()(layers.Input((3, 2)))._keras_mask.shape == (None, 3)
