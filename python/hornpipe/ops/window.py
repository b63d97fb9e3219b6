"""Window functions by name, as spectral analysis uses them."""
from __future__ import annotations

import numpy as np

from ..core.arguments import choice


def _cosines(*weights):
    """A window that is a sum of cosines with alternating signs."""
    def window(n):
        turns = 2 * np.pi * np.arange(n) / (n - 1)
        return sum((-1) ** k * w * np.cos(k * turns) for k, w in enumerate(weights))

    return window


def _centered(function):
    """A window that is a function of the place, from -1 to 1."""
    return lambda n: function(np.linspace(-1, 1, n))


def _triang(n):
    return 1 - np.abs(2 * np.arange(n) - (n - 1)) / (n + n % 2)


def _parzen(n):
    x = np.abs(2 * np.arange(n) - (n - 1)) / n
    return np.where(x <= 0.5, 1 - 6 * x**2 * (1 - x), 2 * (1 - x) ** 3)


def _bohman(x):
    x = np.abs(x)
    inside = (1 - x) * np.cos(np.pi * x) + np.sin(np.pi * x) / np.pi
    return np.where(x == 1, 0, inside)


def _tukey(x):
    return np.where(np.abs(x) <= 0.5, 1, 0.5 * (1 - np.cos(2 * np.pi * np.abs(x))))


_WINDOWS = {
    "boxcar": np.ones,
    "bartlett": _centered(lambda x: 1 - np.abs(x)),
    "barthann": _centered(lambda x: 0.62 - 0.24 * np.abs(x) + 0.38 * np.cos(np.pi * x)),
    "blackman": _cosines(0.42, 0.5, 0.08),
    "blackmanharris": _cosines(0.35875, 0.48829, 0.14128, 0.01168),
    "bohman": _centered(_bohman),
    "cosine": lambda n: np.sin(np.pi * (np.arange(n) + 0.5) / n),
    "flattop": _cosines(0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368),
    "hamming": _cosines(0.54, 0.46),
    "hann": _cosines(0.5, 0.5),
    "lanczos": _centered(np.sinc),
    "nuttall": _cosines(0.3635819, 0.4891775, 0.1365995, 0.0106411),
    "parzen": _parzen,
    "triang": _triang,
    "tukey": _centered(_tukey),
}


def window_values(name: str, length: int, periodic: bool = True) -> np.ndarray:
    """The values of a window.

    Args:
        name: One of the names above; "hann" and "hamming" are the common ones.
        length: Number of values.
        periodic: Whether the window goes on without a seam when repeated; else it is symmetric.

    Raises:
        ValueError: There is no such window.
    """
    window = _WINDOWS[choice("window", name, _WINDOWS)]
    if length <= 1:
        return np.ones(length)
    return np.asarray(window(length + 1)[:-1] if periodic else window(length))
