"""Quantization gives what Keras gives, gradients included."""
import numpy as np

from hornpipe import quantizers

from . import keras_quantizers


def test_as_keras():
    with np.load(keras_quantizers.FILE) as expected:
        found = keras_quantizers.results(quantizers)
        assert set(found) == set(expected.files)
        for name, x in found.items():
            assert x.dtype == expected[name].dtype and x.shape == expected[name].shape, name
            np.testing.assert_allclose(x, expected[name], rtol=1e-5, atol=1e-6, err_msg=name)
