import numpy as np
import pytest
import torch

from hornpipe import KerasTensor, ops


@pytest.mark.parametrize("size, step, n, center", [(16, 4, 16, True), (10, 5, 16, True), (16, 8, 16, False)])
def test_istft_undoes_stft(size, step, n, center):
    x = np.random.default_rng(0).normal(size=(2, 160)).astype("float32")
    y = ops.istft(ops.stft(x, size, step, n, center=center), size, step, n, length=160, center=center)
    inside = slice(16, -16)
    np.testing.assert_allclose(y[:, inside], x[:, inside], atol=1e-4)


def test_polar_and_pairs():
    z = ops.polar([1.0, 2.0], [0.0, np.pi / 2])
    np.testing.assert_allclose(z, [1, 2j], atol=1e-6)
    real, imaginary = ops.fft((torch.ones(4), torch.zeros(4)))
    assert real.tolist() == [4, 0, 0, 0] and imaginary.abs().max() == 0


def test_symbolic_shapes():
    x = KerasTensor((None, 100))
    assert [t.shape for t in ops.stft(x, 16, 4, 16)] == [(None, 26, 9)] * 2
    assert ops.extract_sequences(x, 10, 5).shape == (None, 19, 10)
    assert ops.irfft((KerasTensor((None, 9)), KerasTensor((None, 9)))).shape == (None, 16)


PAIR = (torch.zeros(2, 5, 9), torch.zeros(2, 5, 9))


@pytest.mark.parametrize("call, message", [
    (lambda: ops.fft(torch.zeros(3)), r"Input `x` should be a tuple of two tensors"),
    (lambda: ops.fft((torch.zeros(3), torch.zeros(2))), r"Both the real and imaginary parts should have the same shape, got \(3,\) and \(2,\)"),
    (lambda: ops.fft2((torch.zeros(3), torch.zeros(3))), r"Input should have rank >= 2"),
    (lambda: ops.fft((torch.zeros(3, dtype=torch.int32), torch.zeros(3))), r"must be float tensors"),
    (lambda: ops.stft(torch.zeros(50), 16, 4, 8), r"`fft_length` must equal or exceed `sequence_length` \(16\), got 8"),
    (lambda: ops.stft(torch.zeros(50), 16, 0, 16), r"`sequence_stride` must be a positive integer, got 0"),
    (lambda: ops.stft(torch.zeros(50), 16, 4, 16, "kaiser"), r"it must be 'hann' or 'hamming', got 'kaiser'"),
    (lambda: ops.istft(PAIR, 16, 4, 16, window=np.ones(5)), r"The shape of `window` must be equal to \(16,\).*got \(5,\)"),
])
def test_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_stft_wants_single_or_double():
    with pytest.raises(TypeError, match="`x` must be `float32` or `float64`, got torch.float16"):
        ops.stft(torch.zeros(50).half(), 16, 4, 16)
