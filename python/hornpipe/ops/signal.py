"""Fourier transforms and frames of signals. Complex numbers are pairs of real tensors: (real parts, imaginary parts)."""
from __future__ import annotations

import torch
import torch.nn.functional as F

from ..core.arguments import is_int
from ..core.errors import ArgumentError, ArgumentTypeError, ShapeError, got
from ..core.types import Flag, Int, Structure, Tensor
from ..runtime.convert import convert_to_tensor
from .op import op
from .promotion import floating
from .window import window_values


def _check_rank(x, least):
    if x.ndim < least:
        raise ShapeError(f"Input should have rank >= {least}. Received: `x` of shape {tuple(x.shape)}", argument="x", expected=least, actual=tuple(x.shape))


def _complex(x, least=1):
    """A complex tensor of a pair of real ones."""
    if not isinstance(x, (tuple, list)) or len(x) != 2:
        raise ArgumentError(f"Input `x` should be a tuple of two tensors, the real and the imaginary parts, {got(x)}.", argument="x", actual=x)
    real, imaginary = (convert_to_tensor(v) for v in x)
    _check_rank(real, least)
    if real.shape != imaginary.shape:
        raise ShapeError(f"Both the real and imaginary parts should have the same shape, got {tuple(real.shape)} and {tuple(imaginary.shape)}.",
                         argument="x", expected=tuple(real.shape), actual=tuple(imaginary.shape))
    if not real.is_floating_point() or not imaginary.is_floating_point():
        raise ArgumentError(f"Both tensors of `x` must be float tensors, got {real.dtype} and {imaginary.dtype}.", argument="x", actual=x)
    return torch.complex(real, imaginary)


def _pair(x):
    return x.real, x.imag


@op
def polar(abs_: Tensor, angle: Tensor):
    """Complex numbers of given sizes and angles.

    Args:
        abs_: Absolute values.
        angle: Angles in radians.
    """
    return torch.polar(*torch.broadcast_tensors(floating(abs_), floating(angle)))


# ---------------------------------------------------------------- whole signals

@op
def fft(x: Tensor):
    """The discrete Fourier transform of the last axis.

    Args:
        x: Pair of tensors: real and imaginary parts.

    Returns:
        Pair of tensors: real and imaginary parts.
    """
    return _pair(torch.fft.fft(_complex(x)))


@op
def fft2(x: Tensor):
    """The discrete Fourier transform of the last two axes.

    Args:
        x: Pair of tensors: real and imaginary parts.

    Returns:
        Pair of tensors: real and imaginary parts.
    """
    return _pair(torch.fft.fft2(_complex(x, 2)))


@op
def ifft2(x: Tensor):
    """The inverse of `fft2()`.

    Args:
        x: Pair of tensors: real and imaginary parts.

    Returns:
        Pair of tensors: real and imaginary parts.
    """
    return _pair(torch.fft.ifft2(_complex(x, 2)))


@op
def rfft(x: Tensor, fft_length: Int = None):
    """The Fourier transform of real signals: the half of it that tells the rest.

    Args:
        x: Signals, along the last axis.
        fft_length: The axis is cut or filled up with zeros to this size.

    Returns:
        Pair of tensors with last axis `fft_length // 2 + 1`.
    """
    _check_rank(x, 1)
    return _pair(torch.fft.rfft(floating(x), n=fft_length))


@op
def irfft(x: Tensor, fft_length: Int = None):
    """The inverse of `rfft()`.

    Args:
        x: Pair of tensors: real and imaginary parts.
        fft_length: Size of the last axis of the result; `2 * (size - 1)` if `None`.
    """
    return torch.fft.irfft(_complex(x), n=fft_length)


# ---------------------------------------------------------------- frames

@op
def extract_sequences(x: Tensor, sequence_length: Int, sequence_stride: Int):
    """Frames of the last axis, as a new axis.

    Args:
        x: Signals, `(..., length)`.
        sequence_length: Length of a frame.
        sequence_stride: Steps between frames.

    Returns:
        `(..., frames, sequence_length)`.
    """
    _check_rank(x, 1)
    return x.unfold(-1, sequence_length, sequence_stride).contiguous()


def _overlap_add(frames, stride: int):
    """Frames `(..., n, length)` added up where they overlap: `(..., (n - 1) * stride + length)`."""
    *batch, n, length = frames.shape
    columns = frames.reshape(-1, n, length).transpose(1, 2)
    total = (n - 1) * stride + length
    return F.fold(columns, (1, total), (1, length), stride=(1, stride)).reshape(*batch, total)


def _window(window, length, like):
    """The values of a window, of a name or given."""
    if window is None:
        return torch.ones(length, dtype=like.dtype, device=like.device)
    if isinstance(window, str):
        if window not in ("hann", "hamming"):
            raise ArgumentError(f"If a string is passed to `window`, it must be 'hann' or 'hamming', {got(window)}.", argument="window", actual=window)
        window = window_values(window, length)
    values = convert_to_tensor(window, like.dtype).to(like.device)
    if tuple(values.shape) != (length,):
        raise ShapeError(f"The shape of `window` must be equal to ({length},), one value for each of the sequence, got {tuple(values.shape)}.",
                         argument="window", expected=(length,), actual=tuple(values.shape))
    return values


def _check_stride(stride):
    if not is_int(stride) or stride < 1:
        raise ArgumentError(f"`sequence_stride` must be a positive integer, {got(stride)}.", argument="sequence_stride", actual=stride)


def _centered(window, fft_length):
    """A window with zeros on both sides, up to the length of the transform."""
    left = (fft_length - window.shape[0]) // 2
    return F.pad(window, (left, fft_length - window.shape[0] - left))


@op
def stft(x: Tensor, sequence_length: Int, sequence_stride: Int, fft_length: Int, window: Structure = "hann", center: Flag = True):
    """The short-time Fourier transform: that of each frame of a signal.

    Args:
        x: Signals, `(..., length)`, float32 or float64.
        sequence_length: Length of a frame.
        sequence_stride: Steps between frames.
        fft_length: Length of the transform, `sequence_length` at least.
        window: "hann", "hamming", values, or `None`.
        center: Whether frame i is centered at `i * sequence_stride`, the signal being mirrored at its ends.

    Returns:
        Pair of tensors `(..., frames, fft_length // 2 + 1)`.
    """
    if x.dtype not in (torch.float32, torch.float64):
        raise ArgumentTypeError(f"`x` must be `float32` or `float64`, got {x.dtype}.", argument="x", actual=x.dtype)
    if fft_length < sequence_length:
        raise ArgumentError(f"`fft_length` must equal or exceed `sequence_length` ({sequence_length}), {got(fft_length)}.",
                            argument="fft_length", actual=fft_length)
    _check_stride(sequence_stride)
    taper = _centered(_window(window, sequence_length, x), fft_length)
    if center:
        half = fft_length // 2
        x = F.pad(x.reshape(1, -1, x.shape[-1]), (half, half), mode="reflect").reshape(*x.shape[:-1], -1)
    return _pair(torch.fft.rfft(x.unfold(-1, fft_length, sequence_stride) * taper))


@op
def istft(x: Tensor, sequence_length: Int, sequence_stride: Int, fft_length: Int, length: Int = None, window: Structure = "hann", center: Flag = True):
    """The inverse of `stft()`.

    Args:
        x: Pair of tensors `(..., frames, fft_length // 2 + 1)`.
        sequence_length: Length of a frame.
        sequence_stride: Steps between frames.
        fft_length: Length of the transform.
        length: Length of the signal; as much as the frames tell if `None`.
        window: What `stft()` was given.
        center: What `stft()` was given.
    """
    _check_stride(sequence_stride)
    frames = torch.fft.irfft(_complex(x, 2), n=fft_length)
    total = fft_length + sequence_stride * (frames.shape[-2] - 1)
    if window is None:
        signal = _overlap_add(frames, sequence_stride)
    else:
        taper = _centered(_window(window, sequence_length, frames), fft_length)
        exact = center and sequence_length == fft_length
        signal = _overlap_add(frames * (taper if exact else taper / _far_weight(taper, sequence_stride)), sequence_stride)
        if exact:
            weight = _overlap_add(taper.square().expand(frames.shape[-2], fft_length), sequence_stride)
            signal = signal / torch.where(weight > torch.finfo(weight.dtype).tiny, weight, 1)
    start = fft_length // 2 if center else 0
    end = start + length if length is not None else total - start if center else total
    return F.pad(signal, (0, max(end - total, 0)))[..., start:end]


def _far_weight(taper, stride):
    """What the squares of overlapping windows sum to at each place of a frame that has neighbours on both sides.

    Keras: taken for the frames at the ends, too, unless the window is as long as the transform and centered.
    """
    length = taper.shape[0]
    steps = -(-length // stride)
    sums = F.pad(taper.square(), (0, steps * stride - length)).view(steps, stride).sum(0)
    return sums.repeat(steps)[:length]
