import wave

import numpy as np
import pytest

import hornpipe as keras
from hornpipe.preprocessing.audio_folder import resample


def write(path, samples, width=2, rate=8000):
    with wave.open(str(path), "wb") as file:
        file.setnchannels(samples.shape[1])
        file.setsampwidth(width)
        file.setframerate(rate)
        data = samples.astype("<i4").view("u1").reshape(-1, 4)[:, :width] if width > 1 else (samples + 128).astype("u1")
        file.writeframes(data.tobytes())


@pytest.fixture
def sounds(tmp_path):
    for i, name in enumerate("ab"):
        (tmp_path / name).mkdir()
        write(tmp_path / name / "0.wav", np.arange(4 + i)[:, None] * 2**13)
    return tmp_path


def read(folder, **kwargs):
    return keras.utils.audio_dataset_from_directory(folder, shuffle=False, verbose=False, **kwargs)


def test_sounds_are_filled_cut_or_left_ragged(sounds):
    x, y = read(sounds)[0]
    assert x.dtype == "float32" and x.shape == (2, 5, 1) and y.tolist() == [0, 1]
    assert x[0, :, 0].tolist() == [0, 0.25, 0.5, 0.75, 0]
    assert read(sounds, output_sequence_length=3)[0][0].shape == (2, 3, 1)
    assert [len(s) for s in read(sounds, ragged=True)[0][0]] == [4, 5]


@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_widths_of_samples(tmp_path, width):
    top = 2 ** (8 * width - 1)
    write(tmp_path / "x.wav", np.array([[0, -top], [top // 2, -top // 4]]), width)
    assert read(tmp_path, labels=None)[0][0].tolist() == [[0, -1], [0.5, -0.25]]


@pytest.mark.parametrize("new_rate", [4000, 11025, 16000])
def test_another_sampling_rate_keeps_the_tone(new_rate):
    def tone(rate):
        return np.sin(2 * np.pi * 440 * np.arange(rate // 4) / rate).astype("float32")[:, None]

    made = resample(tone(8000), 8000, new_rate)
    assert abs(len(made) - new_rate // 4) <= 1
    inner = slice(new_rate // 50, new_rate // 5)
    np.testing.assert_allclose(made[inner], tone(new_rate)[inner], atol=0.01)


def test_sampling_rate_of_a_folder(sounds):
    assert read(sounds, sampling_rate=16000)[0][0].shape == (2, 10, 1)


@pytest.mark.parametrize("arguments, message", [
    ({"sampling_rate": 1.5}, "`sampling_rate` should have an integer value. Received: 1.5."),
    ({"sampling_rate": 0}, "`sampling_rate` should be higher than 0. Received: 0."),
    ({"ragged": True, "output_sequence_length": 3}, "Cannot set both `ragged` and `output_sequence_length`"),
])
def test_wrong_arguments(sounds, arguments, message):
    with pytest.raises(ValueError) as error:
        read(sounds, **arguments)
    assert message in str(error.value)


def test_a_file_that_is_no_sound(sounds):
    (sounds / "a" / "1.wav").write_bytes(b"no sound at all")
    with pytest.raises(ValueError, match="1.wav is not a PCM file of sound"):
        read(sounds)[0]
