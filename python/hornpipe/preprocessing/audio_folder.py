"""A folder of sound files as a dataset."""
from __future__ import annotations

import math
import wave

import numpy as np
import torch

from ..core.arguments import is_int, positive
from ..core.errors import ArgumentError, FileFormatError, got
from ..core.types import Flag, Int, Path, Real, Structure, Text, Texts
from .folders import dataset_from_files

FORMATS = (".wav",)


def audio_dataset_from_directory(directory: Path, labels: Structure = "inferred", label_mode: Text = "int", class_names: Texts = None, batch_size: Int = 32,
                                 sampling_rate: Int = None, output_sequence_length: Int = None, ragged: Flag = False, shuffle: Flag = True, seed: Int = None,
                                 validation_split: Real = None, subset: Text = None, follow_links: Flag = False, verbose: Flag = True):
    """Batches of the sound files (.wav, PCM) below a folder, each subfolder a class; read while a model trains.

    Args:
        directory: The folder.
        labels: "inferred" from the subfolders, `None`, or a list of ints, one for each file in the order of the paths.
        label_mode: "int", "categorical" for one-hot rows, "binary" for 0 and 1 of two classes, or `None` for no labels.
        class_names: Subfolders to read, in the order of their labels; all, in alphabetical order, if `None`.
        batch_size: Sounds in a batch; `None` gives them one by one.
        sampling_rate: Samples a second, to which sounds are converted; as they are if `None`.
        output_sequence_length: Samples to which sounds are cut or filled with zeros; the longest of a batch if `None`.
        ragged: Whether a batch is an array of arrays of unequal lengths, instead of one filled with zeros.
        shuffle: Whether each epoch has another order.
        seed: Makes orders and parts repeatable.
        validation_split: Fraction of the files that is kept for validation.
        subset: "training", "validation", or "both" for a list of the two.
        follow_links: Whether to enter folders that are symbolic links.
        verbose: Whether to say how many files and classes were found.

    Returns:
        A dataset of `(sounds, labels)`: float32 `(batch, samples, channels)` in -1 to 1, and int32 `(batch,)`, or float32
        `(batch, classes)` or `(batch, 1)`; of sounds alone without labels. It has `class_names` and `file_paths`.
    """
    if sampling_rate is not None and not is_int(sampling_rate):
        raise ArgumentError(f"`sampling_rate` should have an integer value. Received: {sampling_rate!r}.", argument="sampling_rate", actual=sampling_rate)
    if sampling_rate is not None and sampling_rate <= 0:
        raise ArgumentError(f"`sampling_rate` should be higher than 0. Received: {sampling_rate}.", argument="sampling_rate", actual=sampling_rate)
    if ragged and output_sequence_length is not None:
        raise ArgumentError(f"Cannot set both `ragged` and `output_sequence_length`, {got(output_sequence_length)}.", argument="ragged", actual=True)
    length = None if output_sequence_length is None else positive("output_sequence_length", output_sequence_length)

    def read(paths):
        sounds = [_read(path, sampling_rate) for path in paths]
        if ragged:
            made = np.empty(len(sounds), dtype=object)
            made[:] = sounds
            return made
        return _filled(sounds, length or max(map(len, sounds)))

    return dataset_from_files(directory, "audio", FORMATS, read, labels, label_mode, class_names, batch_size, shuffle, seed, validation_split, subset,
                              follow_links, verbose)


def _filled(sounds, length):
    """Sounds cut or filled to one length: `(sounds, length, channels)`."""
    channels = {sound.shape[1] for sound in sounds}
    if len(channels) > 1:
        raise FileFormatError(f"The sounds of a batch must have one number of channels, got {sorted(channels)}.")
    made = np.zeros((len(sounds), length, *channels), "float32")
    for row, sound in zip(made, sounds):
        row[:len(sound)] = sound[:length]
    return made


def _read(path, sampling_rate):
    """One file as float32 `(samples, channels)` in -1 to 1."""
    try:
        with wave.open(path) as file:
            width, channels, rate, frames = file.getsampwidth(), file.getnchannels(), file.getframerate(), file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise FileFormatError(f"{path} is not a PCM file of sound: {error}.", path=path) from error
    sound = _from_pcm(frames, width).reshape(-1, channels)
    return sound if sampling_rate in (None, rate) else resample(sound, rate, sampling_rate)


def _from_pcm(frames, width):
    """PCM bytes, little-endian and of 1 to 4 bytes a sample, as floats in -1 to 1."""
    if width == 1:                              # unsigned, unlike the wider ones
        return (np.frombuffer(frames, "u1").astype("float32") - 128) / 128
    if width == 3:
        padded = np.zeros((len(frames) // 3, 4), "u1")
        padded[:, 1:] = np.frombuffer(frames, "u1").reshape(-1, 3)
        return (padded.view("<i4")[:, 0] / 2**31).astype("float32")
    return (np.frombuffer(frames, f"<i{width}") / 2 ** (8 * width - 1)).astype("float32")


def resample(sound, rate, new_rate, zeros=16):
    """A sound of another sampling rate, by interpolation with a windowed sinc.

    Args:
        sound: Float array `(samples, channels)`.
        rate, new_rate: Samples a second, before and after.
        zeros: How many zeros of the sinc each side reaches; more is nearer to the ideal filter.

    Reference: Smith, "Digital Audio Resampling", https://ccrma.stanford.edu/~jos/resample/
    """
    common = math.gcd(rate, new_rate)
    step, phases = rate // common, new_rate // common
    cutoff = min(1.0, phases / step) * 0.99             # below both Nyquist frequencies
    reach = math.ceil(zeros / cutoff)
    taps = torch.arange(-reach, step + reach, dtype=torch.float64)
    distance = (taps - torch.arange(phases, dtype=torch.float64)[:, None] * step / phases) * cutoff       # (phases, taps)
    window = torch.cos(distance.clamp(-zeros, zeros) * math.pi / zeros / 2) ** 2
    filters = (torch.sinc(distance) * window * cutoff).float()
    samples = -(-len(sound) * phases // step)
    x = torch.nn.functional.pad(torch.from_numpy(np.ascontiguousarray(sound.T))[:, None], (reach, reach + step))
    y = torch.nn.functional.conv1d(x, filters[:, None], stride=step)                            # (channels, phases, blocks)
    return y.transpose(1, 2).reshape(sound.shape[1], -1)[:, :samples].T.numpy()
