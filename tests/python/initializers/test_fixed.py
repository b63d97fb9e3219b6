import golden
import numpy as np
import pytest
import torch

from hornpipe import initializers

ROWS = [r for r in golden.data("c02_functions/functions.json")["initializer"] if r["class_name"] in ("Constant", "Zeros", "Ones", "Identity", "STFT")]
DATA = golden.arrays("c02_functions/functions.npz")


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["id"])
def test_values_are_those_of_keras(row):
    made = getattr(initializers, row["class_name"])(**row["kwargs"])
    for initializer in (made, made.clone()):
        found = initializer(row["shape"])
        assert found.dtype == torch.float32
        np.testing.assert_allclose(found, DATA[row["exact"]] if isinstance(row["exact"], str) else row["exact"], atol=1e-5)


def test_dtypes_and_arrays():
    assert initializers.Zeros()((2,), "int32").dtype == torch.int32
    assert initializers.Constant([1, 2])((3, 2)).tolist() == [[1, 2]] * 3
    values = np.arange(6.0).reshape(2, 3)
    given = initializers.get(values)
    assert given((2, 3)).tolist() == values.tolist()
    with pytest.raises(ValueError, match=r"Expected `shape` to be that of the array given as initializer, \(2, 3\), got \(3, 3\)"):
        given((3, 3))


@pytest.mark.parametrize("window", ["hann", "hamming", None, [0.5, 1.0, 1.0, 0.5]])
def test_stft_windows(window):
    kernel = initializers.STFT("real", window, None)((4, 1, 3))
    taper = {"hann": [0, 0.75, 0.75, 0], "hamming": [0.08, 0.77, 0.77, 0.08], None: [1] * 4}.get(window if not isinstance(window, list) else 0, window)
    np.testing.assert_allclose(kernel[:, 0, 0], taper, atol=1e-6)


@pytest.mark.parametrize("call, message", [
    (lambda: initializers.Identity()((2, 2, 2)), r"Identity makes matrices only, got shape \(2, 2, 2\) of rank 3"),
    (lambda: initializers.STFT("left"), r"`side` must be one of 'real', 'imag', got 'left'"),
    (lambda: initializers.STFT(window="hamm"), r"`window` must be one of .*'hamming'"),
    (lambda: initializers.STFT(window=[1.0, 1.0])((4, 1, 3)), r"`window` must have 4 values, as many as the frame, got \(2,\)"),
])
def test_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_a_constant_is_a_number():
    for value in ("b", ["a", "b"]):
        with pytest.raises(ValueError, match="`value` must be a number or an array of numbers, got "):
            initializers.Constant(value)
