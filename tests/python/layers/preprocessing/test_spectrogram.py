"""Spectrograms."""
import numpy as np
import pytest
import torch

from hornpipe import layers

RATE = 8000
TONE = torch.sin(2 * torch.pi * 1000 * torch.arange(4000) / RATE)


def test_a_tone_lights_its_band():
    layer = layers.MelSpectrogram(fft_length=512, sequence_stride=128, sampling_rate=RATE, num_mel_bins=32, power_to_db=False)
    found = layer(TONE.unsqueeze(0))
    assert found.shape == (1, 32, 1 + 4000 // 128)
    mel = 2595 * np.log10(1 + np.array([20.0, 1000.0, 4000.0]) / 700)
    assert abs(found[0].mean(-1).argmax().item() - ((mel[1] - mel[0]) / (mel[2] - mel[0]) * 33 - 1)) <= 1
    torch.testing.assert_close(layer(TONE), found[0])


def test_decibels():
    found = layers.MelSpectrogram(fft_length=512, sampling_rate=RATE, top_db=30.0)(TONE.unsqueeze(0))
    assert (found.max() - found.min()).item() == pytest.approx(30)


def test_mel_matrix():
    matrix = layers.MelSpectrogram().linear_to_mel_weight_matrix(20, 129, 8000, 125.0, 3800.0)
    assert matrix.shape == (129, 20) and not matrix[0].any() and (matrix >= 0).all() and (matrix.argmax(0).diff() > 0).all()
    np.testing.assert_allclose(matrix[10:100].sum(1), 1, atol=1e-5)      # triangles that overlap add up


def test_frames_must_fit():
    with pytest.raises(ValueError, match=r"`fft_length` must be greater than or equal to `sequence_length` \(512\), got 256"):
        layers.MelSpectrogram(fft_length=256, sequence_length=512)


def test_spectrum_is_that_of_a_fourier_transform():
    x = torch.randn(2, 300, 1)
    layer = layers.STFTSpectrogram(mode="stft", frame_length=64, frame_step=32, fft_length=64, window=None, scaling=None)
    frames = x.squeeze(-1).unfold(1, 64, 32)
    wanted = torch.fft.rfft(frames)
    torch.testing.assert_close(layer(x), torch.cat([wanted.real, wanted.imag], -1), rtol=1e-3, atol=1e-3)
    magnitude = layers.STFTSpectrogram(mode="magnitude", frame_length=64, frame_step=32, fft_length=64, window=None, scaling=None)
    torch.testing.assert_close(magnitude(x), wanted.abs(), rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("mode,kernels", (("log", 2), ("real", 1), ("imag", 1), ("angle", 2)))
def test_kernels_can_be_trained(mode, kernels):
    layer = layers.STFTSpectrogram(mode=mode, frame_length=32)
    layer(torch.randn(2, 100, 3)).sum().backward()
    assert len(layer.trainable_weights) == kernels and all(w.grad is not None for w in layer.trainable_weights)


def test_shapes():
    for expand, wanted in ((False, (2, 9, 3 * 17)), (True, (2, 9, 17, 3))):
        layer = layers.STFTSpectrogram(frame_length=32, frame_step=8, expand_dims=expand)
        assert tuple(layer(torch.randn(2, 100, 3)).shape) == wanted == tuple(layer.compute_output_shape((2, 100, 3)))


@pytest.mark.parametrize("arguments,message", (
    ({"mode": "phase"}, "`mode` must be one of"), ({"scaling": "power"}, "`scaling` must be one of"), ({"padding": "causal"}, "`padding` must be one of"),
    ({"frame_step": 0}, r"`frame_step` must be a positive int not greater than `frame_length` \(256\), got 0"), ({"window": "square"}, "square"),
    ({"fft_length": 128}, r"`fft_length` must not be less than `frame_length` \(256\), got 128")))
def test_messages(arguments, message):
    with pytest.raises(ValueError, match=message):
        layers.STFTSpectrogram(**arguments)


def test_warnings_and_types():
    with pytest.warns(UserWarning, match="`fft_length` is recommended to be a power of two, got 300"):
        layers.STFTSpectrogram(fft_length=300)
    with pytest.raises(TypeError, match="Invalid input type. A signal must be"):
        layers.STFTSpectrogram(frame_length=32)(torch.zeros(1, 100, 1, dtype=torch.int32))
