"""Sound as pictures: spectra of short pieces of a signal, one after the other."""
from __future__ import annotations

import functools
import math
import warnings

import torch
import torch.nn.functional as F

from ...core.arguments import choice
from ...core.errors import ArgumentError, ArgumentTypeError, got
from ...core.types import Flag, Int, Real, Text
from ...initializers import STFT
from ...ops.conv import convolve
from ...ops.signal import stft
from ...runtime import dtypes, settings
from ...runtime.convert import convert_to_tensor
from ..input_spec import InputSpec
from ..layer import Layer


class MelSpectrogram(Layer):
    """A spectrogram on the mel scale, whose steps are equal to the ear.

    Args:
        fft_length: Length of the Fourier transform.
        sequence_stride: Steps of the signal between frames.
        sequence_length: Length of a frame; `fft_length` if `None`.
        window: "hann" or "hamming".
        sampling_rate: Samples per second.
        num_mel_bins: Number of bands.
        min_freq, max_freq: Range of frequencies in Hz; up to half the sampling rate if `None`.
        power_to_db: Whether the result is in decibels.
        top_db: How far below the greatest value decibels may lie.
        mag_exp: Power of the magnitude: 1 for energy, 2 for power.
        min_power: Least power before the logarithm.
        ref_power: Power of 0 dB.

    Shapes:
        `(batch, samples)` or `(samples,)` to `(batch, num_mel_bins, frames)`.
    """

    _takes_any_input = True

    def __init__(self, fft_length: Int = 2048, sequence_stride: Int = 512, sequence_length: Int = None, window: Text = "hann", sampling_rate: Int = 16000,
                 num_mel_bins: Int = 128, min_freq: Real = 20.0, max_freq: Real = None, power_to_db: Flag = True, top_db: Real = 80.0, mag_exp: Real = 2.0,
                 min_power: Real = 1e-10, ref_power: Real = 1.0, **kwargs):
        super().__init__(**kwargs)
        self.fft_length, self.sequence_stride, self.sequence_length = fft_length, sequence_stride, sequence_length or fft_length
        if fft_length < self.sequence_length:
            raise ArgumentError(f"`fft_length` must be greater than or equal to `sequence_length` ({self.sequence_length}), {got(fft_length)}.",
                                argument="fft_length", actual=fft_length)
        self.window, self.sampling_rate, self.num_mel_bins = window, sampling_rate, num_mel_bins
        self.min_freq, self.max_freq = min_freq, max_freq or int(sampling_rate / 2)
        self.power_to_db, self.top_db, self.mag_exp, self.min_power, self.ref_power = power_to_db, top_db, mag_exp, min_power, ref_power
        self._build_at_init()

    def call(self, inputs):
        signal = convert_to_tensor(inputs, self.compute_dtype if self.compute_dtype == "float64" else "float32")
        real, imaginary = stft(signal, self.sequence_length, self.sequence_stride, self.fft_length, self.window, True)
        bands = torch.sqrt(real.square() + imaginary.square()) ** self.mag_exp
        bands = bands @ self.linear_to_mel_weight_matrix(self.num_mel_bins, bands.shape[-1], self.sampling_rate, self.min_freq, self.max_freq).to(bands)
        if self.power_to_db:
            bands = 10 * bands.clamp(min=self.min_power).log10() - 10 * math.log10(max(abs(self.ref_power), self.min_power))
            bands = torch.maximum(bands, bands.max() - self.top_db)
        return bands.mT.to(dtypes.to_torch(self.compute_dtype))

    def linear_to_mel_weight_matrix(self, num_mel_bins=20, num_spectrogram_bins=129, sampling_rate=8000, lower_edge_hertz=125.0, upper_edge_hertz=3800.0,
                                    dtype="float32"):
        """The matrix `(num_spectrogram_bins, num_mel_bins)` that turns a spectrum into one on the mel scale."""
        return _mel_matrix(num_mel_bins, num_spectrogram_bins, sampling_rate, lower_edge_hertz, upper_edge_hertz).to(dtypes.to_torch(dtype))


def _mel(hertz):
    """HTK's mel scale: `2595 log10(1 + f / 700)`."""
    return 1127.0 * torch.log(1.0 + hertz / 700.0)


@functools.lru_cache(maxsize=16)
def _mel_matrix(bands, bins, sampling_rate, lowest, highest):
    """Triangles of height 1, each from the middle of the band below to that of the band above. The constant bin is left out."""
    with torch.device("cpu"):
        frequencies = _mel(torch.linspace(0, sampling_rate / 2, bins)[1:]).unsqueeze(1)
        edges = torch.linspace(*(_mel(torch.tensor(float(f))).item() for f in (lowest, highest)), bands + 2)
    lower, center, upper = edges[:-2], edges[1:-1], edges[2:]
    rising, falling = (frequencies - lower) / (center - lower), (upper - frequencies) / (upper - center)
    return F.pad(torch.minimum(rising, falling).clamp(min=0), (0, 0, 1, 0))


class STFTSpectrogram(Layer):
    """A spectrogram by convolutions whose kernels begin as those of a short-time Fourier transform, and can be trained.

    Args:
        mode: "log", "magnitude", "psd", "real", "imag", "angle", or "stft" for real and imaginary part side by side.
        frame_length: Length of a frame.
        frame_step: Steps of the signal between frames; half a frame if `None`.
        fft_length: Length of the transform; the next power of two if `None`.
        window: Name or values of the window; `None` for none.
        periodic: Whether a window given by name is periodic.
        scaling: "density", "spectrum" or `None`.
        padding: "valid", or "same" for zeros at the ends.
        expand_dims: Whether the channels of the input keep an axis of their own.
        data_format: "channels_last" or "channels_first"; the setting if `None`.

    Shapes:
        `(batch, samples, channels)` to `(batch, frames, channels * frequencies)`, or `(batch, frames, frequencies, channels)`.
    """

    def __init__(self, mode: Text = "log", frame_length: Int = 256, frame_step: Int = None, fft_length: Int = None, window: Text = "hann",
                 periodic: Flag = False, scaling: Text = "density", padding: Text = "valid", expand_dims: Flag = False, data_format: Text = None, **kwargs):
        if frame_step is not None and not 1 <= frame_step <= frame_length:
            raise ArgumentError(f"`frame_step` must be a positive int not greater than `frame_length` ({frame_length}), {got(frame_step)}.",
                                argument="frame_step", actual=frame_step)
        if fft_length is not None and fft_length < frame_length:
            raise ArgumentError(f"`fft_length` must not be less than `frame_length` ({frame_length}), {got(fft_length)}.",
                                argument="fft_length", actual=fft_length)
        if fft_length is not None and fft_length & -fft_length != fft_length:
            warnings.warn(f"`fft_length` is recommended to be a power of two, {got(fft_length)}.", stacklevel=2)
        super().__init__(**kwargs)
        self.mode = choice("mode", mode, ("log", "magnitude", "psd", "real", "imag", "angle", "stft"))
        self.scaling = choice("scaling", scaling, ("density", "spectrum", None))
        self.padding = choice("padding", padding, ("valid", "same"))
        STFT("real", window, scaling, periodic)         # refuses unknown windows
        self.frame_length, self.frame_step, self.fft_length = frame_length, frame_step, fft_length
        self._step, self._bins = frame_step or frame_length // 2, (fft_length or 2 ** math.ceil(math.log2(frame_length))) // 2 + 1
        self.window, self.periodic, self.expand_dims = window, periodic, expand_dims
        self.data_format = settings.data_format_or_default(data_format)
        self.input_spec = InputSpec(ndim=3)

    def build(self, input_shape):
        for side, unless in (("real", "imag"), ("imag", "real")):
            if self.mode != unless:
                window = STFT(side, self.window, self.scaling, self.periodic)
                setattr(self, f"{side}_kernel", self.add_weight(f"{side}_kernel", (self.frame_length, 1, self._bins), window))

    def _transform(self, inputs, kernel):
        """`(batch, channels, frequencies, frames)`."""
        signals = inputs.mT if self.data_format == "channels_last" else inputs
        made = convolve(signals.flatten(0, 1).unsqueeze(1), kernel.to(inputs.dtype), None, (self._step,), self.padding, "channels_first", (1,))
        return made.unflatten(0, signals.shape[:2])

    def call(self, inputs):
        real = self._transform(inputs, self.real_kernel) if self.mode != "imag" else None
        imaginary = self._transform(inputs, self.imag_kernel) if self.mode != "real" else None
        return self._arranged(self._combined(real, imaginary))

    def _combined(self, real, imaginary):
        if self.mode in ("real", "imag"):
            return real if imaginary is None else imaginary
        if self.mode == "angle":
            return torch.arctan2(imaginary, real)
        if self.mode == "stft":
            return torch.cat([real, imaginary], 2)
        power = real.square() + imaginary.square()
        if self.mode == "psd":          # the spectrum has one side: what lies on the other counts too, save for the ends
            return torch.cat([power[:, :, :1], 2 * power[:, :, 1:-1], power[:, :, -1:]], 2)
        magnitude = power.clamp(min=settings.epsilon()).sqrt()
        return magnitude if self.mode == "magnitude" else magnitude.clamp(min=settings.epsilon()).log()

    def _arranged(self, x):
        last = self.data_format == "channels_last"
        if self.expand_dims:
            return x.permute(0, 3, 2, 1) if last else x.mT
        return x.flatten(1, 2).mT if last else x.flatten(1, 2)

    def _cast_inputs(self, args, kwargs):
        if args and hasattr(args[0], "dtype") and dtypes.standardize_dtype(args[0].dtype) not in ("float16", "float32", "float64", "bfloat16"):
            raise ArgumentTypeError(f"Invalid input type. A signal must be `float16`, `float32` or `float64`, {got(args[0].dtype)}.", layer=self.name,
                                    argument="inputs", actual=args[0].dtype)
        return super()._cast_inputs(args, kwargs)
