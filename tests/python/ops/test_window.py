import numpy as np
import pytest

from hornpipe.ops.window import _WINDOWS, window_values

# Symmetric windows of 5 values, from their definitions.
KNOWN = {
    "boxcar": [1, 1, 1, 1, 1], "hann": [0, 0.5, 1, 0.5, 0], "hamming": [0.08, 0.54, 1, 0.54, 0.08], "bartlett": [0, 0.5, 1, 0.5, 0],
    "triang": [1 / 3, 2 / 3, 1, 2 / 3, 1 / 3], "blackman": [0, 0.34, 1, 0.34, 0], "cosine": np.sin(np.pi * np.array([0.1, 0.3, 0.5, 0.7, 0.9])),
    "parzen": [0.016, 0.424, 1, 0.424, 0.016], "tukey": [0, 1, 1, 1, 0], "lanczos": [0, 2 / np.pi, 1, 2 / np.pi, 0],
    "bohman": [0, 1 / np.pi, 1, 1 / np.pi, 0], "barthann": [0, 0.5, 1, 0.5, 0],
}


@pytest.mark.parametrize("name", KNOWN)
def test_definitions(name):
    np.testing.assert_allclose(window_values(name, 5, periodic=False), KNOWN[name], atol=1e-12)


@pytest.mark.parametrize("name", _WINDOWS)
def test_forms(name):
    symmetric, periodic = window_values(name, 9, periodic=False), window_values(name, 8)
    np.testing.assert_allclose(symmetric, symmetric[::-1], atol=1e-12)
    np.testing.assert_allclose(periodic, symmetric[:-1])
    assert window_values(name, 1).tolist() == [1] and window_values(name, 0).size == 0


def test_unknown_names():
    with pytest.raises(ValueError, match=r"`window` must be one of .*got 'han'\. Did you mean 'hann'"):
        window_values("han", 4)
