"""Initializers that draw nothing: the same values each time."""
from __future__ import annotations

import math

import numpy as np
import torch

from ..core.arguments import choice
from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Flag, Real, Structure, Text
from ..ops.window import window_values
from ..runtime import dtypes
from ..runtime.convert import convert_to_tensor
from ..runtime.device import current_device
from .initializer import Initializer


def _full(shape, value, dtype):
    return torch.full(tuple(shape), value, dtype=dtypes.to_torch(dtype), device=current_device())


class Zeros(Initializer, aliases=("zero",)):
    """All 0."""

    def __call__(self, shape, dtype=None):
        return _full(shape, 0, dtype)


class Ones(Initializer, aliases=("one",)):
    """All 1."""

    def __call__(self, shape, dtype=None):
        return _full(shape, 1, dtype)


class Constant(Initializer):
    """All one value.

    Args:
        value: A number, or an array that broadcasts to the shape asked for.
    """

    def __init__(self, value: Structure = 0.0):
        if any(isinstance(v, str) for v in (value if isinstance(value, (list, tuple)) else [value])):
            raise ArgumentError(f"`value` must be a number or an array of numbers, {got(value)}.", argument="value", actual=value)
        self.value = value

    def __call__(self, shape, dtype=None):
        return convert_to_tensor(self.value, dtypes.to_torch(dtype)).broadcast_to(tuple(shape)).clone()


class Identity(Initializer, aliases=("IdentityInitializer",)):
    """The identity matrix.

    Args:
        gain: What stands on the diagonal.

    Raises:
        ValueError: When called for a shape that is no matrix.
    """

    def __init__(self, gain: Real = 1.0):
        self.gain = gain

    def __call__(self, shape, dtype=None):
        if len(shape) != 2:
            raise ShapeError(f"Identity makes matrices only, got shape {tuple(shape)} of rank {len(shape)}.", argument="shape", expected=2, actual=tuple(shape))
        return self.gain * torch.eye(*shape, dtype=dtypes.to_torch(dtype), device=current_device())


class STFT(Initializer, aliases=("STFTInitializer",)):
    """Convolution kernels that compute one side of a short-time Fourier transform.

    Args:
        side: "real" (cosines) or "imag" (sines).
        window: Name of a window, its values, or `None` for none.
        scaling: "density" (divides by the window's 2-norm), "spectrum" (by its 1-norm) or `None`.
        periodic: Whether a window given by name is periodic; else it is symmetric.

    Shapes:
        Called for `(frame length, 1, fft length // 2 + 1)`.
    """

    def __init__(self, side: Text = "real", window: Structure = "hann", scaling: Text = "density", periodic: Flag = False):
        self.side = choice("side", side, ("real", "imag"))
        if isinstance(window, str):
            window_values(window, 1)
        self.window = window
        self.scaling = choice("scaling", scaling, ("density", "spectrum", None))
        self.periodic = periodic

    def __call__(self, shape, dtype=None):
        frame_length, _, bins = shape
        dtype = dtypes.to_torch(dtype)
        time = torch.arange(frame_length, dtype=dtype, device=current_device()).view(-1, 1, 1)
        turns = torch.arange(bins, dtype=dtype, device=current_device()) / (2 * (bins - 1))
        angles = -2 * math.pi * time * turns
        kernel = angles.cos() if self.side == "real" else angles.sin()
        if self.window is None:
            return kernel
        window = self._window(frame_length, dtype)
        scale = {"density": window.square().sum().sqrt(), "spectrum": window.abs().sum(), None: 1}[self.scaling]
        return kernel * window.view(-1, 1, 1) / scale

    def _window(self, frame_length, dtype):
        values = window_values(self.window, frame_length, self.periodic) if isinstance(self.window, str) else self.window
        window = convert_to_tensor(np.asarray(values) if isinstance(values, (list, tuple)) else values, dtype)
        if tuple(window.shape) != (frame_length,):
            raise ArgumentError(f"`window` must have {frame_length} values, as many as the frame, {got(tuple(window.shape))}.",
                                argument="window", actual=tuple(window.shape))
        return window
